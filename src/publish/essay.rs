//! What an essay's own page shows beside what every page does: whom and what it names, and its passages in order.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use oxigraph::model::NamedNode;

use crate::store::{QueryError, word_keys};

use super::page::{Listed, Named};
use super::site::{PageQuery, Site};
use super::when::When;

const PASSAGES: PageQuery = PageQuery(include_str!("../../sparql/page-essay.rq"));
const NAMES: PageQuery = PageQuery(include_str!("../../sparql/page-essay-names.rq"));

/// Kinds of things that are named, by their part of the address, with the heading.
const NAMED: [(&str, &str); 3] = [("/person/", "Persons"), ("/place/", "Places"), ("/group/", "Groups")];

/// Kinds of things that are told of.
const TOLD: [&str; 3] = ["/doc/", "/event/", "/book/"];

/// An essay, as far as its publication may show it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Essay {
    /// The language it is written in.
    pub language: String,
    /// Persons, places and groups with the number of passages that name them, the most often named first.
    pub named: Vec<Counted>,
    /// What happened in it, in order of time.
    pub events: Vec<Listed>,
    /// The sentences that something was read of, in order.
    pub sentences: Vec<Told>,
    /// The citations, in order.
    pub citations: Vec<Told>,
}

/// Things of one kind with the number of passages that name each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The heading, in English.
    pub heading: &'static str,
    /// The things.
    pub things: Vec<(Named, usize)>,
}

/// A passage of an essay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The part of its address behind the essay's.
    pub anchor: String,
    /// First code point in the raw text.
    pub start: String,
    /// One past the last.
    pub end: String,
    /// Its words, cut where names begin and end; none where they may not be shown.
    pub words: Vec<Piece>,
    /// The persons, places and groups that it names.
    pub names: Vec<Named>,
    /// The documents and events that it tells of.
    pub tells: Vec<Listed>,
}

/// Words of a passage, linked where they are a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Empty where they are no name.
    pub link: String,
    /// The words.
    pub words: String,
}

impl Essay {
    /// The essay at an address, written in this language.
    ///
    /// # Errors
    /// When the store cannot be asked.
    pub(super) fn of(site: &Site, thing: &NamedNode, language: &str) -> Result<Self, QueryError> {
        let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (link, name) in site.rows(NAMES, "thing", Some(thing.clone().into()), |row| (site.link(&row.text("what")), row.text("name")))? {
            names.entry(link).or_default().push(name);
        }
        let mut essay = Self { language: language.to_owned(), ..Self::default() };
        let mut counts: BTreeMap<Named, usize> = BTreeMap::new();
        let rows = site.rows(PASSAGES, "thing", Some(thing.clone().into()), |row| {
            let passage = row.text("passage");
            let told = Told {
                anchor: passage.rsplit_once('#').map_or(String::new(), |(_, anchor)| anchor.to_owned()),
                start: row.text("start"),
                end: row.text("end"),
                words: vec![Piece { link: String::new(), words: row.text("words") }],
                names: Vec::new(),
                tells: Vec::new(),
            };
            let what = Named { link: site.link(&row.text("what")), name: row.text("name") };
            (told, row.text("kind"), what, When::of(row.text("date"), &site.edition.language))
        })?;
        for (told, kind, what, when) in rows {
            // A note with several sources is shown source by source.
            if kind.ends_with("citation-group") {
                continue;
            }
            let citation = kind.ends_with("citation");
            let list = if citation { &mut essay.citations } else { &mut essay.sentences };
            if list.last().is_none_or(|last| last.anchor != told.anchor) {
                list.push(told);
            }
            let Some(told) = list.last_mut() else { continue };
            if NAMED.iter().any(|(kind, _)| what.link.starts_with(kind)) {
                *counts.entry(what.clone()).or_default() += 1;
                told.names.push(what);
            } else if TOLD.iter().any(|kind| what.link.starts_with(kind)) {
                if what.link.starts_with("/event/") && !citation {
                    essay.events.push(Listed { when: when.clone(), thing: what.clone() });
                }
                told.tells.push(Listed { when, thing: what });
            }
        }
        let mut keys = Keys::new(&names);
        for told in essay.sentences.iter_mut().chain(&mut essay.citations) {
            let words = std::mem::take(&mut told.words).into_iter().map(|piece| piece.words).collect::<String>();
            told.words = keys.linked(&words, &told.names);
        }
        essay.events.sort_by(|a, b| (&a.when.edtf, &a.thing.link).cmp(&(&b.when.edtf, &b.thing.link)));
        essay.events.dedup();
        essay.named = NAMED.iter().filter_map(|(kind, heading)| counted(kind, heading, &counts)).collect();
        Ok(essay)
    }
}

fn counted(kind: &str, heading: &'static str, counts: &BTreeMap<Named, usize>) -> Option<Counted> {
    let mut things: Vec<(Named, usize)> =
        counts.iter().filter(|(thing, _)| thing.link.starts_with(kind)).map(|(thing, count)| (thing.clone(), *count)).collect();
    things.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.name.cmp(&b.0.name)));
    (!things.is_empty()).then_some(Counted { heading, things })
}

/// The words by which things may be named, whatever their case.
struct Keys<'n> {
    names: &'n BTreeMap<String, Vec<String>>,
    known: HashMap<String, BTreeSet<String>>,
}

impl<'n> Keys<'n> {
    fn new(names: &'n BTreeMap<String, Vec<String>>) -> Self {
        Self { names, known: HashMap::new() }
    }

    /// The keys of all words of a thing's names that begin with a capital.
    fn of(&mut self, thing: &Named) -> &BTreeSet<String> {
        let names = self.names;
        self.known.entry(thing.link.clone()).or_insert_with(|| {
            let all = names.get(&thing.link).into_iter().flatten().chain([&thing.name]);
            all.flat_map(|name| words(name)).filter(|word| may_name(word.1)).flat_map(|word| word_keys(word.1)).collect()
        })
    }

    /// Where the words name things: the byte range and the thing's link.
    fn found(&mut self, text: &str, things: &[Named]) -> Vec<(Range<usize>, String)> {
        let mut out: Vec<(Range<usize>, String)> = Vec::new();
        for (at, word) in words(text).filter(|word| may_name(word.1)) {
            let keys = word_keys(word);
            let named: Vec<&Named> = things.iter().filter(|thing| keys.iter().any(|key| self.of(thing).contains(key))).collect();
            match (out.last_mut(), &named[..]) {
                (Some((range, link)), _) if joins(&text[range.end..at]) && named.iter().any(|thing| thing.link == *link) => {
                    range.end = at + word.len();
                }
                (_, [thing]) => out.push((behind_initials(text, at)..at + word.len(), thing.link.clone())),
                _ => {}
            }
        }
        out
    }

    /// The words cut at the names of things.
    fn linked(&mut self, text: &str, things: &[Named]) -> Vec<Piece> {
        let mut out = Vec::new();
        let mut at = 0;
        let mut push = |range: Range<usize>, link: String| {
            if !range.is_empty() {
                out.push(Piece { link, words: text[range].to_owned() });
            }
        };
        for (range, link) in self.found(text, things) {
            push(at..range.start, String::new());
            at = range.end;
            push(range, link);
        }
        push(at..text.len(), String::new());
        out
    }
}

/// The words of a text with their places; a hyphen parts no word.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let inside = |c: char| c.is_alphanumeric() || c == '-' || c == '\u{301}';
    text.split(move |c| !inside(c)).filter(|word| !word.is_empty()).map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// Whether a word says enough to be a name.
fn may_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.chars().count() > 2
}

/// Whether what stands between two words leaves them one name: white space, or a small word of three letters at most.
fn joins(between: &str) -> bool {
    let small = between.trim();
    between.starts_with(char::is_whitespace) && small.chars().count() <= 3 && small.chars().all(char::is_lowercase)
}

/// Where the initials begin that stand before a name; its own place where none do.
fn behind_initials(text: &str, at: usize) -> usize {
    let mut start = at;
    loop {
        let before = text[..start].trim_end();
        let Some(rest) = before.strip_suffix('.') else { return start };
        let Some(letter) = rest.chars().next_back().filter(|letter| letter.is_uppercase()) else { return start };
        let from = rest.len() - letter.len_utf8();
        if text[..from].ends_with(char::is_alphanumeric) {
            return start;
        }
        start = from;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, things: &[(&str, &str)], expected: &[(&str, &str)]) {
        let things: Vec<Named> = things.iter().map(|(link, name)| Named { link: (*link).to_owned(), name: (*name).to_owned() }).collect();
        let names = BTreeMap::new();
        let pieces = Keys::new(&names).linked(text, &things);
        let shown: Vec<(&str, &str)> =
            pieces.iter().filter(|piece| !piece.link.is_empty()).map(|piece| (piece.words.as_str(), piece.link.as_str())).collect();
        assert_eq!(shown, expected);
        assert_eq!(pieces.iter().map(|piece| piece.words.as_str()).collect::<String>(), text);
    }

    #[test]
    fn a_name_is_linked_whole_in_any_case_and_no_part_of_a_word() {
        let things = [("/person/ware", "Ann Ware"), ("/group/trade", "Board of Trade")];
        let expected = [("Ann Ware", "/person/ware"), ("Board of Trade", "/group/trade"), ("Ware", "/person/ware")];
        check("Ann Ware wrote to the Board of Trade; Warehouses burnt. Ware left", &things, &expected);
        let things = [("/person/gorchakov", "А. М. Горчаков"), ("/person/stekl", "Э. А. Стекль")];
        let expected = [("А. М. Горчакову", "/person/gorchakov"), ("Стеклем", "/person/stekl")];
        check("Он писал А. М. Горчакову вместе со Стеклем.", &things, &expected);
        check("", &things, &[]);
    }

    #[test]
    fn a_word_of_two_names_is_linked_to_neither() {
        let things = [("/person/ann", "Ann Ware"), ("/person/paul", "Paul Ware")];
        check("Ware left, Paul Ware stayed", &things, &[("Paul Ware", "/person/paul")]);
    }
}
