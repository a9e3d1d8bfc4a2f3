//! Lists of words, and patterns, that a text is looked through for without regard to capitals.

use std::ops::Range;
use std::sync::OnceLock;

use regex::{Captures, Match, Regex};
use rustc_hash::FxHashMap as HashMap;

use crate::text::{Span, is_alphabetic, matcher, small};

/// Words of which the first is looked for, the longest where several begin at one place.
///
/// A space in a word stands for white space of any length, a full stop in it may be left out. A found word
/// begins and ends as words do.
#[derive(Debug, Default)]
pub struct WordList {
    /// The words in small letters by their first character, the longest first.
    by_first: HashMap<char, Vec<Vec<char>>>,
    /// Whether the full stop after a word is part of what is found.
    takes_stop: bool,
}

impl WordList {
    /// The words, each with the full stop that may follow it.
    pub(super) fn with_stop(words: &[String]) -> Self {
        Self { takes_stop: true, ..Self::new(words) }
    }

    /// The words alone.
    pub(super) fn new(words: &[String]) -> Self {
        let mut words: Vec<Vec<char>> = words.iter().map(|word| word.chars().map(small).collect()).collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let mut by_first: HashMap<char, Vec<Vec<char>>> = HashMap::default();
        for word in words {
            if let Some(&first) = word.first() {
                by_first.entry(first).or_default().push(word);
            }
        }
        Self { by_first, takes_stop: false }
    }

    /// The first of the words.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<Span> {
        let mut before = false;
        for (at, c) in text.char_indices() {
            let word = is_word(c);
            if word != before
                && let Some(end) = self.end(text, at, c)
            {
                return Some(Span::new(at, end));
            }
            before = word;
        }
        None
    }

    /// The word that a text begins with.
    #[must_use]
    pub fn at_start(&self, text: &str) -> Option<Span> {
        let first = text.chars().next().filter(|first| is_word(*first))?;
        self.end(text, 0, first).map(|end| Span::new(0, end))
    }

    /// Whether one of the words stands there.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        self.find(text).is_some()
    }

    /// One past the word that a text begins with, white space before it and a colon after it included.
    #[must_use]
    pub fn leads(&self, text: &str) -> Option<usize> {
        let start = text.len() - text.trim_start().len();
        let first = text[start..].chars().next()?;
        let end = self.end(text, start, first)?;
        let rest = text[end..].trim_start();
        Some(text.len() - rest.strip_prefix(':').unwrap_or(rest).trim_start().len())
    }

    /// One past the word that begins at `at` with the character `first`.
    fn end(&self, text: &str, at: usize, first: char) -> Option<usize> {
        let words = self.by_first.get(&small(first))?;
        words.iter().find_map(|word| {
            let end = at + length(word, &text[at..])?;
            let rest = &text[end..];
            if self.takes_stop && rest.starts_with('.') {
                return Some(end + 1);
            }
            let inside = text[..end].chars().next_back().is_some_and(is_word);
            (inside != rest.chars().next().is_some_and(is_word)).then_some(end)
        })
    }
}

/// How many bytes of a text the word takes that it begins with.
fn length(word: &[char], text: &str) -> Option<usize> {
    let mut rest = text;
    for &wanted in word {
        rest = match wanted {
            ' ' => Some(rest.trim_start()).filter(|next| next.len() < rest.len())?,
            '.' => rest.strip_prefix('.').unwrap_or(rest),
            _ => rest.strip_prefix(|c| small(c) == wanted)?,
        };
    }
    Some(text.len() - rest.len())
}

/// Whether a character is part of a word, as patterns have it.
fn is_word(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric() || c == '_',
        '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}' => true,
        '\u{2010}'..='\u{203a}' => false,
        _ => is_alphabetic(c) || regex_syntax::is_word_character(c),
    }
}

/// A pattern that is made when it is first needed.
///
/// An engine that looks for the edges of words is slow in texts that are not ASCII. What such a pattern finds
/// begins where the pattern without the edges finds something too, which is looked for first.
#[derive(Debug)]
pub struct Pattern {
    text: String,
    gate: OnceLock<Option<Regex>>,
    exact: OnceLock<Regex>,
}

/// How the edge of a word is written in a pattern.
const EDGE: &str = r"\b";

impl Pattern {
    pub(super) fn new(text: String) -> Self {
        Self { text, gate: OnceLock::new(), exact: OnceLock::new() }
    }

    /// Where the pattern can be found from `at` on at the earliest.
    fn earliest(&self, text: &str, at: usize) -> Option<usize> {
        match self.gate.get_or_init(|| self.has_gate().then(|| matcher(&self.text.replace(EDGE, "")))) {
            Some(gate) => gate.find_at(text, at).map(|found| found.start()),
            None => Some(at),
        }
    }

    /// Whether another pattern is looked for first; one that is found at the start alone is soon not found.
    fn has_gate(&self) -> bool {
        self.text.contains(EDGE) && !self.text.trim_start_matches("(?i)").starts_with('^')
    }

    fn exact(&self) -> &Regex {
        self.exact.get_or_init(|| matcher(&self.text))
    }

    /// The first match.
    #[must_use]
    pub fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        self.exact().find_at(text, self.earliest(text, 0)?)
    }

    /// Whether there is a match.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        self.earliest(text, 0).is_some_and(|from| self.exact().is_match_at(text, from))
    }

    /// The first match with its groups.
    #[must_use]
    pub fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.exact().captures_at(text, self.earliest(text, 0)?)
    }

    /// All matches.
    pub fn find_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Match<'t>> {
        each(text, |at| self.exact().find_at(text, self.earliest(text, at)?), Match::range)
    }

    /// The last match with its groups.
    #[must_use]
    pub fn last<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        let last = self.find_iter(text).last()?;
        self.exact().captures_at(text, last.start())
    }

    /// All matches with their groups.
    pub fn captures_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Captures<'t>> {
        let whole = |found: &Captures<'_>| found.get(0).map_or(0..0, |whole| whole.range());
        each(text, move |at| self.exact().captures_at(text, self.earliest(text, at)?), whole)
    }
}

/// What is found one behind the other: each from the end of the one before on, and past it.
fn each<F>(text: &str, find: impl Fn(usize) -> Option<F>, range: impl Fn(&F) -> Range<usize>) -> impl Iterator<Item = F> {
    let mut at = Some(0);
    std::iter::from_fn(move || {
        let found = find(at?)?;
        let Range { start, end } = range(&found);
        let next = if start == end { text[end..].chars().next().map(|c| end + c.len_utf8()) } else { Some(end) };
        at = next;
        Some(found)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the same list finds as a pattern.
    fn as_pattern(words: &[&str], text: &str) -> Option<(usize, usize)> {
        let mut words: Vec<&&str> = words.iter().collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
        let words: Vec<String> = words.iter().map(|word| regex::escape(word).replace(' ', r"\s+").replace(r"\.", r"\.?")).collect();
        let pattern = Regex::new(&format!(r"(?i)\b(?:{})(?:\.|\b)", words.join("|"))).unwrap();
        pattern.find(text).map(|found| (found.start(), found.end()))
    }

    #[test]
    fn a_list_finds_what_a_pattern_of_its_words_finds() {
        let words = ["см. также", "см", "там же", "указ. соч", "М.-Л", "op. cit", "№"];
        let list = WordList::with_stop(&words.map(str::to_owned));
        for text in [
            "См. также: Орлов",
            "см.  Также",
            "смотри",
            "Смит. См Орлов",
            "Там\u{a0}же.",
            "тамже",
            "Указ соч., с. 5",
            "указ. сочинение",
            "(М.-Л., 1933)",
            "М-Л.",
            "_op. cit.",
            "Op cit",
            "№ 5",
            "a№5",
            "см²",
            "см\u{301}",
            "",
        ] {
            assert_eq!(list.find(text).map(|span| (span.start(), span.end())), as_pattern(&words, text), "{text}");
        }
    }

    #[test]
    fn what_leads_in_is_taken_with_its_colon() {
        let list = WordList::with_stop(&["см. также".to_owned(), "см".to_owned()]);
        assert_eq!(list.leads(" См. также: Орлов"), Some(" См. также: ".len()));
        assert_eq!(list.leads("Смотри"), None);
    }

    #[test]
    fn a_gate_keeps_nothing_out() {
        let pattern = Pattern::new(r"(?i)\bл\.?\s?(\d+)\b".to_owned());
        for (text, found) in [("дел. 5", None), ("дел 7 л. 5", Some("л. 5")), ("Л5а Л6", Some("Л6")), ("", None)] {
            assert_eq!(pattern.find(text).map(|found| found.as_str()), found, "{text}");
            assert_eq!(pattern.captures_iter(text).count(), usize::from(found.is_some()), "{text}");
        }
    }
}
