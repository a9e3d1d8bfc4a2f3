//! One source: what kind it is, and its fields.

use std::ops::Range;

use crate::lang::{Citations, Pack};
use crate::read::{CitedSource, SourceKind};
use crate::text::{Span, is_alphabetic};

use super::address::without_address;
use super::elements::{Elements, elements, trim};
use super::names;

/// One source as it was read, before what "ibid." leaves out is filled in.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) source: CitedSource,
    /// Whether its form alone says that it is a citation, outside a note too.
    sure: bool,
}

impl Draft {
    /// Whether words in brackets of the body may be this.
    pub(super) fn is_cited_inline(&self) -> bool {
        self.sure
    }
}

/// The source that the words name; `None` where they name none.
pub(super) fn draft(piece: Span, text: &str, pack: &Pack) -> Option<Draft> {
    let rules = &pack.citations;
    let all = piece.of(text);
    let (start, see) = led_in(all, rules);
    let (words, address) = without_address(&all[start..]);
    let found = elements(words, pack);
    let reader = Reader { words, base: piece.start() + start, found: &found, rules };
    let mut source = CitedSource {
        date: found.date.as_ref().map(|(_, date)| *date),
        repository: found.archive.as_ref().map(|(_, key)| key.clone()),
        collection: found.collection.clone().map(|at| reader.text(at)),
        shelfmark: found.shelf.clone().map(|at| reader.text(at)),
        shelf: found.shelf.clone().map(|at| reader.span(at)),
        place: found.place.clone().map(|at| reader.text(at)),
        year: found.year.clone().map(|at| reader.text(at)),
        pages: found.pages.clone().map(|(_, numbers)| reader.text(numbers)),
        ibid: found.ibid.is_some(),
        see,
        ..blank(piece, SourceKind::Archival)
    };
    let printed = found.place.is_some() && found.shelf.is_none();
    if let Some(host) = address
        && words.chars().filter(|c| is_alphabetic(*c)).count() < 4
    {
        source.kind = SourceKind::Article;
        source.container = Some(host.to_owned());
        return Some(Draft { source, sure: true });
    }
    let sure = if !printed && found.archive.is_some() || found.shelf.is_some() || found.split.is_some() && found.collection.is_some() {
        reader.archival(&mut source)
    } else if found.split.is_some() {
        reader.printed(&mut source)
    } else {
        reader.own_work(&mut source)
    }?;
    // "The Rise to Power" is a book and no letter.
    let letter = source.kind != SourceKind::Book && (source.date.is_some() || source.shelfmark.is_some()) || source.ibid;
    source.named = source.title.filter(|_| letter).map(|title| parties(title, text, pack)).unwrap_or_default();
    Some(Draft { source, sure })
}

/// A source of which nothing is said yet.
pub(super) fn blank(span: Span, kind: SourceKind) -> CitedSource {
    CitedSource {
        span,
        kind,
        doc_type: None,
        title: None,
        author: None,
        named: Vec::new(),
        date: None,
        repository: None,
        collection: None,
        shelfmark: None,
        shelf: None,
        container: None,
        place: None,
        year: None,
        pages: None,
        ibid: false,
        see: false,
    }
}

/// Both sides of a title that is nothing but sender and addressee: "Ware to Thorne".
fn parties(title: Span, text: &str, pack: &Pack) -> Vec<Span> {
    let words = title.of(text);
    let Some(to) = pack.citations.to.find(words).filter(|_| pack.citations.kind_in(words).is_none()) else { return Vec::new() };
    let right = &words[to.end()..];
    let right = &right[..right.find([',', '(', '[']).unwrap_or(right.len())];
    let side = |side: &str| {
        let few = (1..=4).contains(&side.split_whitespace().count());
        few && !side.contains([',', '(', '"']) && side.split_whitespace().any(|word| word.starts_with(char::is_uppercase))
    };
    let (left, right) = (words[..to.start()].trim_end(), right.trim_end());
    if !side(left) || !side(right) {
        return Vec::new();
    }
    let at = title.start() + to.end();
    vec![Span::new(title.start(), title.start() + left.len()), Span::new(at, at + right.len())]
}

/// Where the source itself begins after "see" and "quoted in", and whether it is cited with "see".
fn led_in(words: &str, rules: &Citations) -> (usize, bool) {
    let see = rules.see.leads(words).unwrap_or(0);
    let via = rules.via.leads(&words[see..]).unwrap_or(0);
    (see + via, see > 0)
}

pub(super) struct Reader<'a> {
    pub(super) words: &'a str,
    /// Where the words begin in the clean prose.
    pub(super) base: usize,
    pub(super) found: &'a Elements,
    pub(super) rules: &'a Citations,
}

impl Reader<'_> {
    /// A document in an archive: its title stands before the holding, or after it.
    fn archival(&self, source: &mut CitedSource) -> Option<bool> {
        let found = self.found;
        let holding = [found.archive.as_ref().map(|(at, _)| at), found.shelf.as_ref(), found.collection.as_ref(), found.ibid.as_ref()];
        let first = holding.iter().flatten().map(|at| at.start).min().unwrap_or(0);
        let last = holding.iter().flatten().map(|at| at.end).chain(found.pages.as_ref().map(|(at, _)| at.end)).max().unwrap_or(0);
        let left = found.split.as_ref().map_or(first, |split| split.start);
        let before = self.title_in(0..left);
        let title = if before.is_empty() { self.title_in(last..self.words.len()) } else { before };
        if !title.is_empty() && self.words[title.clone()].chars().any(is_alphabetic) {
            source.title = Some(self.span(title));
        }
        self.set_kind(source);
        source.kind = SourceKind::Archival;
        source.place = None;
        source.year = None;
        let held = found.split.is_some() || found.shelf.is_some() || source.date.is_some() || source.doc_type.is_some();
        // "(РГАСПИ)" after an archive's name spells it out; it cites nothing.
        (held || found.archive.is_some() && found.collection.is_some() || source.title.is_some() && found.archive.is_some()).then_some(held)
    }

    /// A document or an article that is printed in something.
    fn printed(&self, source: &mut CitedSource) -> Option<bool> {
        let split = self.found.split.clone()?;
        let slashes = &self.words[split.clone()] == "//";
        let title = self.title_in(0..split.start);
        let right = self.container_in(split.end..self.words.len());
        let referred = self.found.op_cit.is_some() || self.found.ibid.is_some();
        if !right.is_empty() && self.found.ibid.is_none() {
            let mut container = self.text(self.without_editor(right.clone()));
            if let Some(volume) = self.volume_after(right.end) {
                container = format!("{container}. {volume}");
            }
            source.container = Some(container);
        }
        let words = &self.words[title.clone()];
        let kind = self.rules.kind_in(words).filter(|(at, _)| words[..*at].split_whitespace().count() <= 3 || !slashes);
        let between = self.rules.to.is_match(words) && self.found.date.as_ref().is_some_and(|(date, _)| date.start < split.start);
        let dated = self.found.date.as_ref().is_some_and(|(date, _)| date.start < split.start);
        if title.is_empty() || source.container.is_none() && !referred {
            return None;
        }
        let author = names::with_initials(words).filter(|_| !between && kind.is_none_or(|(at, _)| at > 0));
        if author.is_none() && (kind.is_some() || between || dated || referred) {
            source.kind = SourceKind::PublishedDocument;
            source.title = Some(self.span(title));
            self.set_kind(source);
        } else {
            source.kind = SourceKind::Article;
            source.doc_type = Some("article".to_owned());
            let bare = match author {
                Some(end) => {
                    source.author = Some(self.span(title.start..title.start + end));
                    shift(trim(&words[end..], end), title.start)
                }
                None => title.clone(),
            };
            source.title = Some(self.span(if bare.is_empty() { title } else { bare }));
        }
        let evidence = source.year.is_some() || source.pages.is_some() || source.date.is_some() || referred;
        let told = slashes || between || source.doc_type.is_some() || source.pages.is_some();
        (evidence && told).then_some(evidence)
    }

    /// A document told after the edition it is printed in: "Edition. Т. 3. М., 1959. Title, date".
    pub(super) fn printed_document_after(&self, source: &mut CitedSource) {
        let after = [self.found.imprint.as_ref(), self.found.pages.as_ref().map(|(at, _)| at)];
        let from = after.into_iter().flatten().map(|at| at.end).max().unwrap_or(0);
        let title = self.title_in(from..self.words.len());
        let words = &self.words[title.clone()];
        if self.rules.kind_in(words).is_some_and(|(at, _)| at < 40) {
            source.title = Some(self.span(title));
            self.set_kind(source);
        } else {
            source.date = None;
        }
    }

    /// Where the author and the title of a work end.
    pub(super) fn head_end(&self) -> usize {
        let found = self.found;
        let ends = [
            found.imprint.as_ref().map(|at| at.start),
            found.pages.as_ref().map(|(at, _)| at.start),
            // A date before the place of publication is in the title.
            found.date.as_ref().map(|(at, _)| at.start).filter(|at| found.place.as_ref().is_none_or(|place| place.start < *at)),
            found.op_cit.as_ref().map(|at| at.start),
        ];
        let end = ends.into_iter().flatten().filter(|at| *at > 0).min().unwrap_or(self.words.len());
        self.words[..end].trim_end_matches(['(', ' ']).len()
    }

    /// What stands in `side` up to the date, or after it where nothing stands before.
    pub(super) fn title_in(&self, side: Range<usize>) -> Range<usize> {
        let inside = |at: &Range<usize>| side.start <= at.start && at.start < side.end;
        let dated = self.found.date.as_ref().map(|(at, _)| at.clone()).filter(inside);
        let end = dated.as_ref().map_or(side.end, |at| at.start);
        let end = self.found.ibid.iter().filter(|at| inside(at)).map(|at| at.start).fold(end, usize::min);
        let mut title = shift(trim(&self.words[side.start..end.max(side.start)], 0), side.start);
        if dated.is_some()
            && let Some(small) = self.rules.before_date.find(&self.words[title.clone()])
        {
            title = shift(trim(&self.words[title.start..title.start + small.start()], 0), title.start);
        }
        self.with_last_bracket(title)
    }

    /// A title without who edited it and how many volumes it has: "The Papers, ed. Ann Ware, 2 vols".
    pub(super) fn without_editor(&self, title: Range<usize>) -> Range<usize> {
        let words = &self.words[title.clone()];
        let ends = [self.rules.edited.find(words), self.rules.volumes.find(words)];
        let end = ends.into_iter().flatten().map(|found| found.start()).filter(|at| *at > 0).min().unwrap_or(words.len());
        title.start..title.start + words[..end].trim_end().len()
    }

    /// A closing bracket that was opened in the title belongs to it; an opening one at its end does not.
    fn with_last_bracket(&self, title: Range<usize>) -> Range<usize> {
        let words = &self.words[title.clone()];
        let bare = words.trim_end_matches(['(', '[', ' ']);
        title.start..title.start + bare.len()
    }

    /// The title of what it is printed in: up to the imprint, the number or the pages.
    fn container_in(&self, side: Range<usize>) -> Range<usize> {
        let found = self.found;
        let ends = [
            found.imprint.as_ref().map(|at| at.start),
            found.number.as_ref().map(|at| at.start),
            found.pages.as_ref().map(|(at, _)| at.start),
            found.date.as_ref().map(|(at, _)| at.start),
            found.op_cit.as_ref().map(|at| at.start),
        ];
        let end = ends.into_iter().flatten().filter(|at| *at >= side.start).min().unwrap_or(side.end);
        self.with_last_bracket(shift(trim(&self.words[side.start..end], 0), side.start))
    }

    /// The volume, where it is said after the imprint.
    pub(super) fn volume_after(&self, from: usize) -> Option<String> {
        let imprint = self.found.imprint.as_ref().filter(|at| at.start >= from)?;
        let found = self.rules.volume.find(&self.words[imprint.end..])?;
        let at = trim(found.as_str(), imprint.end + found.start());
        Some(self.text(at))
    }

    pub(super) fn set_kind(&self, source: &mut CitedSource) {
        let Some(title) = source.title else { return };
        let words = &self.words[title.start() - self.base..title.end() - self.base];
        source.doc_type = self.rules.kind_in(words).map(|(_, kind)| kind.to_owned());
    }

    pub(super) fn span(&self, at: Range<usize>) -> Span {
        Span::new(self.base + at.start, self.base + at.end)
    }

    /// The words, white space collapsed.
    pub(super) fn text(&self, at: Range<usize>) -> String {
        self.words[at].split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

pub(super) fn shift(range: Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}
