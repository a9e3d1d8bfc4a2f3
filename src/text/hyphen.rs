//! Words broken at the end of a line: whether the hyphen is the word's or the printer's.

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use super::letters::{is_alphanumeric, is_uppercase, lowercase};
use super::line::Line;

/// What stands for a hyphen at a line's end, and the white space after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hyphen {
    /// It belongs to the word: kept, the parts joined.
    Real,
    /// The printer's: dropped, the parts joined.
    Soft,
    /// It stands for a part said later ("pre- and post-war"): kept, and a space after it.
    Suspended,
}

/// The words of a text as they stand inside its lines, which tell how broken ones are written.
#[derive(Debug, Default)]
pub(super) struct Words<'a> {
    seen: FxHashSet<Cow<'a, str>>,
    /// Breaks that the text itself shows to be the printer's, and the word's own.
    soft: usize,
    real: usize,
}

impl<'a> Words<'a> {
    /// Learns from the lines of a text; where none is broken within a word, nothing will be asked.
    pub(super) fn of(raw: &'a str, lines: &[Line]) -> Self {
        let mut words = Self::default();
        let breaks = || lines.windows(2).filter_map(|pair| broken(pair[0].words(raw), pair[1].words(raw)));
        if breaks().next().is_none() {
            return words;
        }
        let mut after_break = false;
        for line in lines {
            let mut text = line.words(raw);
            if after_break {
                text = text.split_once(char::is_whitespace).map_or("", |(_, rest)| rest);
            }
            after_break = text.ends_with(['-', '\u{ad}']);
            if after_break {
                text = text.rsplit_once(char::is_whitespace).map_or("", |(rest, _)| rest);
            }
            words.seen.extend(text.split(|c: char| !is_alphanumeric(c) && c != '-').filter(|word| !word.is_empty()).map(lowercase));
        }
        for (before, after) in breaks() {
            words.soft += usize::from(words.knows(before, "", after));
            words.real += usize::from(words.knows(before, "-", after));
        }
        words
    }

    /// The hyphen between a line's end and the next line; `None` where the line does not end with one.
    pub(super) fn judge(&self, line: &str, next: &str) -> Option<Hyphen> {
        if line.ends_with('\u{ad}') {
            return Some(Hyphen::Soft);
        }
        let (before, after) = broken(line, next)?;
        let mut following = next.split_whitespace();
        let first = following.next().unwrap_or_default();
        let compound = following.next().is_some_and(|word| word.contains('-'));
        Some(if compound && first == after && after.chars().count() <= 3 && self.seen.contains(after) {
            Hyphen::Suspended
        } else if after.starts_with(|c: char| is_uppercase(c) || c.is_ascii_digit()) || self.knows(before, "-", after) {
            Hyphen::Real
        } else if self.knows(before, "", after) || self.soft > self.real {
            Hyphen::Soft
        } else {
            Hyphen::Real
        })
    }

    fn knows(&self, before: &str, between: &str, after: &str) -> bool {
        self.seen.contains(lowercase(&format!("{before}{between}{after}")).as_ref())
    }
}

/// The two parts of a word broken with a hyphen at a line's end.
fn broken<'a>(line: &'a str, next: &'a str) -> Option<(&'a str, &'a str)> {
    let stem = line.strip_suffix('-')?;
    let is_part = |c: char| is_alphanumeric(c) || c == '-';
    let before = &stem[stem.trim_end_matches(is_part).len()..];
    let after = &next[..next.len() - next.trim_start_matches(is_part).len()];
    (before.ends_with(is_alphanumeric) && !after.is_empty()).then_some((before, after))
}
