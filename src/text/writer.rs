//! Writes lines as clean prose: joined, without marks of Markdown and markers of notes.

use super::hyphen::{Hyphen, Words};
use super::letters::is_alphanumeric;
use super::line::Line;
use super::notes::Markers;
use super::spaced;
use super::{Clean, Marker, Span};

/// Writes the clean prose of one essay.
pub(super) struct Writer<'a> {
    raw: &'a str,
    words: &'a Words<'a>,
    markdown: bool,
    pub(super) prose: Clean,
    /// Markers of notes found so far, with their labels.
    pub(super) markers: Vec<(String, Marker)>,
    markers_of: Markers,
    /// Where the last marker ends in the raw text.
    marked: usize,
}

impl<'a> Writer<'a> {
    /// For the notes with these markers.
    pub(super) fn new(raw: &'a str, words: &'a Words<'a>, markdown: bool, markers_of: Markers) -> Self {
        Self { raw, words, markdown, prose: Clean::default(), markers: Vec::new(), markers_of, marked: 0 }
    }

    /// Writes the lines as one paragraph, the first from byte `start` on; returns where it stands in the clean prose.
    pub(super) fn paragraph(&mut self, lines: &[Line], start: usize, noted: bool) -> Span {
        if let Some(last) = self.prose.text().chars().next_back().filter(|last| *last != '\n') {
            // The line break stands for the white space after the paragraph before.
            let end = self.prose.text().len();
            let raw = self.prose.raw_span(Span::new(end - last.len_utf8(), end)).end();
            self.prose.push("\n", white_space(self.raw, raw));
        }
        let from = self.prose.text().len();
        for (at, line) in lines.iter().enumerate() {
            let begin = if at == 0 { start } else { line.span.start() };
            let mut end = line.span.end();
            let gap = lines.get(at + 1).map(|next| self.words.judge(line.words(self.raw), next.words(self.raw)));
            if gap == Some(Some(Hyphen::Soft)) {
                end -= self.raw[begin..end].chars().next_back().map_or(0, char::len_utf8);
            }
            self.line(begin, end, noted);
            if matches!(gap, Some(None | Some(Hyphen::Suspended))) && self.prose.text().len() > from {
                self.prose.push(" ", white_space(self.raw, line.span.end()));
            }
        }
        Span::new(from, self.prose.text().len())
    }

    /// Writes one line without its marks.
    fn line(&mut self, start: usize, end: usize, noted: bool) {
        // A marker may end on the line after its own.
        let mut at = if (start..end).contains(&self.marked) { self.marked } else { start };
        while at < end {
            let found = if noted { self.markers_of.next(self.raw, at, end) } else { None };
            let stop = found.as_ref().map_or(end, |(span, _)| span.start());
            self.words_between(at, stop);
            let Some((span, label)) = found else { break };
            let place = place(&self.raw[span.range()], &label);
            self.markers.push((label, Marker { at: self.prose.text().len(), raw: span, place }));
            at = span.end();
            self.marked = at;
        }
    }

    fn words_between(&mut self, start: usize, end: usize) {
        if !self.markdown {
            for (at, piece) in without_soft_hyphens(&self.raw[start..end]) {
                for (inside, letters) in spaced::joined(piece) {
                    self.prose.push(letters, start + at + inside);
                }
            }
            return;
        }
        let mut at = start;
        while at < end {
            let rest = &self.raw[at..end];
            let Some(mark) = rest.find(['*', '_', '[', ']', '\\', '`', '\u{ad}']) else {
                self.prose.push(rest, at);
                break;
            };
            self.prose.push(&rest[..mark], at);
            at = self.mark(at + mark, end);
        }
    }

    /// Passes over a mark of Markdown, or writes the character that only looks like one; returns the next byte.
    fn mark(&mut self, at: usize, end: usize) -> usize {
        let rest = &self.raw[at..end];
        let before = self.raw[..at].chars().next_back();
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let after = rest[first..].chars().next();
        if rest.starts_with('\\') && after.is_some_and(|c| c.is_ascii_punctuation()) {
            self.prose.push(&rest[1..2], at + 1);
            return at + 2;
        }
        let inside_word = before.is_some_and(is_alphanumeric) && after.is_some_and(is_alphanumeric);
        let alone = before.is_none_or(char::is_whitespace) && after.is_none_or(char::is_whitespace);
        match rest.as_bytes().first() {
            Some(b'*') if !alone => at + 1,
            Some(b'_') if !inside_word && !alone => at + 1,
            Some(b'`') => at + 1,
            Some(b'[') => match link(rest) {
                Some((words, length)) => {
                    self.prose.push(words, at + 1);
                    at + length
                }
                None => self.keep(rest, at, first),
            },
            Some(0xC2) => at + first,
            _ => self.keep(rest, at, first),
        }
    }

    fn keep(&mut self, rest: &str, at: usize, length: usize) -> usize {
        self.prose.push(&rest[..length], at);
        at + length
    }
}

/// The first white space from `at` on that is one byte long, as the character written for it: a no-break space may stand before it.
fn white_space(raw: &str, at: usize) -> usize {
    raw[at..].find(|c: char| c.is_ascii_whitespace()).map_or(at, |gap| at + gap)
}

/// `[words](address)` at the start: the words, and the length of the whole.
fn link(rest: &str) -> Option<(&str, usize)> {
    let (words, tail) = rest[1..].split_once("](")?;
    let (address, _) = tail.split_once(')')?;
    let plain = !words.contains(['[', ']']) && !address.contains(char::is_whitespace);
    plain.then_some((words, 1 + words.len() + 2 + address.len() + 1))
}

/// The pieces of a text between its soft hyphens, with their places.
fn without_soft_hyphens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split('\u{ad}').map(move |piece| {
        let start = at;
        at += piece.len() + '\u{ad}'.len_utf8();
        (start, piece)
    })
}

/// What a marker says behind the number of a work, up to the next work.
fn place(marker: &str, label: &str) -> Option<Box<str>> {
    let inside = marker.strip_prefix('[')?.strip_suffix(']')?.strip_prefix(label)?;
    let first = inside.trim_start_matches([',', ';', ':', ' ', '\u{a0}']).split(';').next()?.trim_end();
    (!first.is_empty()).then(|| first.into())
}
