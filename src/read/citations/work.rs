//! A source by its own title: a book, an article, a newspaper.

use crate::read::{CitedSource, SourceKind};
use crate::text::{is_alphabetic, is_alphanumeric, is_lowercase, is_uppercase};

use super::elements::trim;
use super::names;
use super::source::{Reader, shift};

/// Longest title of a newspaper, in words.
const NEWSPAPER_WORDS: usize = 6;

impl Reader<'_> {
    /// A book, an edition, a newspaper, an article in English style, or a document whose holding is not said.
    pub(super) fn own_work(&self, source: &mut CitedSource) -> Option<bool> {
        let found = self.found;
        if let Some(ibid) = &found.ibid {
            let from = found.pages.as_ref().map_or(ibid.end, |(at, _)| at.end.max(ibid.end));
            let behind = self.title_in(from..self.words.len());
            // "Ibid., T/GC 415": another file of the same holding.
            let code = &self.words[behind.clone()];
            let filed = code.contains(|c: char| c.is_ascii_digit()) && code.contains(is_uppercase) && !code.contains(is_lowercase);
            if filed && source.shelfmark.is_none() {
                source.shelfmark = Some(self.text(behind.clone()));
                source.shelf = Some(self.span(behind.clone()));
            }
            let title = if behind.is_empty() || filed { self.title_in(0..ibid.start) } else { behind };
            let dated = ibid.start > 3 && source.date.is_some();
            if self.words[title.clone()].chars().filter(|c| is_alphabetic(*c)).count() > 3
                && (dated
                    || self.rules.kind_in(&self.words[title.clone()]).is_some()
                    || self.rules.to.is_match(&self.words[title.clone()]) && (source.date.is_some() || title.len() < 60))
            {
                source.title = Some(self.span(title));
                self.set_kind(source);
            }
            return (ibid.start < 3 || source.title.is_some() || source.pages.is_some() || filed).then_some(true);
        }
        if self.quoted_article(source) {
            return Some(true);
        }
        let end = self.head_end();
        let head = trim(&self.words[..end], 0);
        let words = &self.words[head.clone()];
        // Pages alone are no title.
        let paged = found.pages.as_ref().is_some_and(|(at, _)| at.start <= head.start && head.start < at.end);
        if words.chars().filter(|c| is_alphabetic(*c)).count() < 2 || paged {
            return None;
        }
        if self.newspaper(words) {
            source.kind = SourceKind::Press;
            source.doc_type = Some("newspaper".to_owned());
            let name = words.find(", ").filter(|at| words[at + 2..].starts_with(|c: char| c.is_ascii_digit())).unwrap_or(words.len());
            source.container = Some(self.text(head.start..head.start + words[..name].trim_end_matches(['*', '_']).len()));
            source.year = found.date.as_ref().and_then(|(_, date)| date.first_day()).map(|day| day.year.to_string());
            source.place = None;
            return Some(true);
        }
        let (author, after_author) = match names::before_role(words, &self.rules.role) {
            Some((end, after)) => (Some(end), after),
            None => {
                let end = self.author(words);
                (end, end.unwrap_or(0))
            }
        };
        // "ПСЗ. Т. VI. № 3819": an edition cited by its number alone.
        let number = self.rules.number.find(words).map(|number| number.start()).filter(|_| self.rules.volume.is_match(words));
        if let Some(number) = number.filter(|_| author.is_none() && self.rules.editions.is_match(words) && source.year.is_none()) {
            source.kind = SourceKind::PublishedDocument;
            source.container = Some(self.text(shift(trim(&words[..number], 0), head.start)));
            source.date = None;
            return Some(true);
        }
        let edition = self.rules.editions.is_match(words) || self.rules.series.is_match(words);
        if author.is_none() && edition && source.year.is_some() | source.pages.is_some() {
            source.kind = SourceKind::PublishedDocument;
            let volume = self.volume_after(end).map_or(String::new(), |volume| format!(". {volume}"));
            source.container = Some(format!("{}{volume}", self.text(head)));
            // "Hansard, 8 July 1920, cols. 1705–19": the day's debates.
            if let Some((_, kind)) = self.rules.kind_in(words).filter(|(_, kind)| *kind == "debates")
                && source.date.is_some()
            {
                source.doc_type = Some(kind.to_owned());
                source.year = source.date.and_then(|date| date.first_day()).map(|day| day.year.to_string());
                return Some(true);
            }
            self.printed_document_after(source);
            return Some(true);
        }
        if let Some(date) = &found.date
            && (self.rules.kind_in(words).is_some_and(|(at, _)| at < 40) || self.rules.to.is_match(words))
            && found.imprint.is_none()
        {
            let title = self.title_in(0..date.0.start);
            source.title = Some(self.span(title));
            self.set_kind(source);
            return Some(self.is_between_names(words));
        }
        source.kind = SourceKind::Book;
        source.doc_type = Some("book".to_owned());
        source.date = None;
        let title = match author {
            Some(end) => {
                source.author = Some(self.span(head.start..head.start + end));
                shift(trim(&words[after_author..], after_author), head.start)
            }
            None => head.clone(),
        };
        if title.is_empty() && found.op_cit.is_none() {
            return None;
        }
        let title = self.without_editor(title);
        source.title = (!title.is_empty() && found.op_cit.is_none()).then(|| self.span(title));
        let printed = source.year.is_some() || source.pages.is_some() || found.op_cit.is_some();
        let sure = found.place.is_some()
            || source.pages.is_some()
            || found.op_cit.is_some()
            || source.see && printed
            || author.is_some() && printed;
        printed.then_some(sure)
    }

    /// "Author, ‘Title’, Periodical, 65 (1980), pp. 32–48".
    pub(super) fn quoted_article(&self, source: &mut CitedSource) -> bool {
        const PAIRS: [(char, char); 6] = [('‘', '’'), ('“', '”'), ('"', '"'), ('«', '»'), ('„', '“'), ('\'', '\'')];
        // A single mark behind a letter is an apostrophe.
        let opens = |at: usize, c: char| c != '\'' || !self.words[..at].ends_with(is_alphanumeric);
        let Some((open, (left, right))) = self
            .words
            .char_indices()
            .filter(|(at, c)| opens(*at, *c))
            .find_map(|(at, c)| PAIRS.iter().find(|pair| pair.0 == c).map(|pair| (at, *pair)))
        else {
            return false;
        };
        let from = open + left.len_utf8();
        let Some(close) = self.words[from..]
            .char_indices()
            .find(|(at, c)| *c == right && self.closes(right, from + at + c.len_utf8()))
            .map(|(at, _)| from + at)
        else {
            return false;
        };
        let before = trim(&self.words[..open], 0);
        let author = names::with_initials(self.words)
            .map(|end| end.min(before.end))
            .or_else(|| names::full(self.words).filter(|end| *end <= before.end));
        let rest = close + right.len_utf8();
        // "«Work»: a year" goes on with the title, "«Work»... С. 5" is a short form of it.
        let tail = self.words[rest..].trim_start();
        if tail.starts_with(':') || tail.starts_with("...") || tail.starts_with('…') {
            return false;
        }
        let after = self.words[rest..].trim_start_matches([',', ' ', '.']);
        let start = self.words.len() - after.len();
        let stop = [
            self.found.imprint.as_ref().map(|at| at.start),
            self.found.pages.as_ref().map(|(at, _)| at.start),
            self.found.date.as_ref().map(|(at, _)| at.start),
        ];
        let stop = stop.into_iter().flatten().filter(|at| *at > start).min().unwrap_or(self.words.len());
        let name = self.words[start..stop].find(|c: char| c == ',' || c.is_ascii_digit() || c == '(').map_or(stop, |at| start + at);
        let container = start..start + trim(&self.words[start..name], 0).end;
        // Quotation marks further on are in a title: "Author. The author of “Work”".
        let begins = before.is_empty() || author.is_some_and(|end| trim(&self.words[end..open], 0).is_empty());
        // "‘Title’ (unpublished thesis, University, 1979)".
        let thesis = container.is_empty() && after.starts_with('(') && self.found.year.is_some();
        if begins && thesis {
            source.kind = SourceKind::Book;
            source.doc_type = Some("book".to_owned());
            source.author = author.map(|end| self.span(0..end));
            source.title = Some(self.span(shift(trim(&self.words[from..close], 0), from)));
            return true;
        }
        if !begins || container.is_empty() || self.found.pages.is_none() && self.found.year.is_none() && self.found.date.is_none() {
            return false;
        }
        // What stands in the number of one day is in a newspaper.
        let day = self.found.date.as_ref().is_some_and(|(_, date)| date.is_single() && date.first_day() == date.last_day());
        let daily = day && before.is_empty();
        source.kind = if daily { SourceKind::Press } else { SourceKind::Article };
        source.doc_type = Some(if daily { "newspaper" } else { "article" }.to_owned());
        source.author = author.map(|end| self.span(0..end));
        source.title = Some(self.span(shift(trim(&self.words[from..close], 0), from)));
        source.container = Some(self.text(container));
        let issued = self.found.date.as_ref().and_then(|(_, date)| date.first_day()).map(|day| day.year.to_string());
        source.year = source.year.take().or(issued);
        true
    }

    /// Whether a mark closes a quotation, and is no apostrophe: "‘the workers’ own’".
    fn closes(&self, mark: char, behind: usize) -> bool {
        let rest = &self.words[behind..];
        let owner = matches!(mark, '’' | '\'') && rest.strip_prefix(' ').is_some_and(|next| next.starts_with(is_alphabetic));
        !rest.starts_with(is_alphabetic) && !owner
    }

    /// Whether the words are a newspaper's title, by what stands after them.
    fn newspaper(&self, words: &str) -> bool {
        let found = self.found;
        let periodical = self.rules.periodicals.is_match(words.split(',').next().unwrap_or(words));
        let author = names::with_initials(words).is_some();
        found.date.as_ref().is_some_and(|(_, date)| date.is_single() && (periodical && !author || date.first_day() == date.last_day()))
            && found.place.is_none()
            && words.split_whitespace().count() <= NEWSPAPER_WORDS
            && !self.rules.to.is_match(words)
            && !self.rules.editions.is_match(words)
            && self.rules.kind_in(words).is_none_or(|(at, _)| at > 0)
            && names::with_initials(words).is_none()
            && words.starts_with(|c: char| is_uppercase(c) || matches!(c, '«' | '"' | '“' | '„'))
    }

    /// The author whom a book's words begin with.
    fn author(&self, words: &str) -> Option<usize> {
        let more = |end: &usize| words[*end..].chars().filter(|c| is_alphabetic(*c)).count() > 1;
        // Before "op. cit." the full stop of the last initial is no longer in the words.
        let closed = || names::with_initials(&format!("{words}. A")).filter(|end| *end >= words.len()).map(|_| words.len());
        let referred = self.found.op_cit.as_ref().and_then(|_| closed());
        referred
            .or_else(|| names::with_initials(words))
            .or_else(|| names::full(words).filter(|end| !self.rules.editions.is_match(&words[..*end])).filter(more))
            .or_else(|| {
                let edition = self.rules.editions.is_match(words) || self.rules.collections.is_match(words);
                // "Brown, A Journey to the North, Breslau, 1822": what a title could hardly begin with.
                let long = |end: &usize| {
                    words[*end..].starts_with(", ") && words[*end..].split(' ').count() > 4 && !words[end + 1..].contains(',')
                };
                let whole = self.found.op_cit.is_some() || self.found.imprint.is_none() && !edition;
                names::family(words).filter(|end| whole || !edition && long(end)).filter(more).filter(|end| !self.is_volume(&words[*end..]))
            })
            .or_else(|| self.found.op_cit.as_ref().and_then(|_| names::family(&format!("{words}. ")).filter(|end| *end == words.len())))
    }

    /// "Brown to Gray": names alone on both sides of a word for "to".
    fn is_between_names(&self, words: &str) -> bool {
        let Some(to) = self.rules.to.find(words).filter(|to| to.as_str().contains(char::is_alphabetic)) else { return false };
        let sides = [&words[..to.start()], words[to.end()..].split(',').next().unwrap_or_default()];
        sides.iter().all(|side| !side.is_empty() && side.split_whitespace().all(|word| word.starts_with(char::is_uppercase)))
    }

    /// Whether words say nothing but a volume: "Кн. 3" after an edition called by one word.
    fn is_volume(&self, words: &str) -> bool {
        let bare = &words[trim(words, 0)];
        self.rules.volume.find(bare).is_some_and(|found| found.start() == 0 && found.end() == bare.len())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn articles_between_single_marks() {
        check(
            "en",
            "Ann Ware, 'Queen Anne's Clerks and the Millers' Oath', Mill Studies, 5 (1933), 443-64",
            &["article type=article title=Queen Anne's Clerks and the Millers' Oath by=Ann Ware in=Mill Studies year=1933 pages=443-64"],
        );
        check(
            "en",
            "'Der Kanal', Altonaer Correspondent, 12 January 1896",
            &["press type=newspaper title=Der Kanal date=1896-01-12 in=Altonaer Correspondent year=1896"],
        );
    }

    #[test]
    fn a_document_before_ibid_and_an_editor_behind_his_name() {
        check(
            "en",
            "'The Dues', The Miller, 23 February 1856, p. 7; Memorial of the Mill Owners, 3 March 1856, ibid.",
            &[
                "press type=newspaper title=The Dues date=1856-02-23 in=The Miller year=1856 pages=7",
                "press type=memorandum title=Memorial of the Mill Owners date=1856-03-03 in=The Miller year=1856 ibid=",
            ],
        );
        check(
            "en",
            "J. D. Ware (ed.), The Mill Papers, 2nd edn (London, 1897), p. 9",
            &["book type=book title=The Mill Papers by=J. D. Ware place=London year=1897 pages=9"],
        );
    }
}
