//! Footnotes and endnotes of a plain text: where they stand, and how the body refers to them.

use std::collections::{BTreeMap, BTreeSet};

use super::Span;
use super::letters::is_lowercase;
use super::line::Line;
use super::outline::OutlineNote;

/// How a note is labelled where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Style {
    /// "[^3]: words" of Markdown.
    Markdown,
    /// "³ words".
    Superscript,
    /// `[3] words`.
    Bracket,
    /// "3. words", "3) words".
    Number,
}

/// One note: its label, and its lines among the lines of the text.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// "3".
    pub(super) label: String,
    /// The first line, without its label, as raw bytes.
    pub(super) start: usize,
    /// Its lines: from the first up to, not including, the second.
    pub(super) lines: (usize, usize),
}

/// The notes of a text, in order. Lines of the notes are no lines of the body.
///
/// `gap` is how many empty lines stand between the lines of one note, as in a page taken apart by its lines.
pub(super) fn notes(raw: &str, lines: &[Line], markdown: bool, gap: usize) -> Vec<Found> {
    let labels: Vec<Option<(Style, String, usize)>> = lines.iter().map(|line| label(line.words(raw), line.span.start())).collect();
    let mut out: Vec<Found> = Vec::new();
    let mut places = None;
    for style in [Style::Markdown, Style::Superscript, Style::Bracket, Style::Number] {
        let at: Vec<usize> = (0..lines.len()).filter(|&at| labels[at].as_ref().is_some_and(|(own, ..)| *own == style)).collect();
        for run in runs(&labels, &at, style) {
            let Some(&last) = run.last() else { continue };
            if style != Style::Markdown && !referred(raw, places.get_or_insert_with(|| self::places(raw)), lines, &labels, &run) {
                continue;
            }
            for (number, &from) in run.iter().enumerate() {
                let next = run.get(number + 1).copied();
                let to = next.unwrap_or_else(|| last_line(raw, lines, last, markdown, gap));
                // A note at the foot of a page ends with it.
                let to = (from + 1..to).find(|&at| lines[at].page).unwrap_or(to);
                let to = if markdown { to.min(last_line(raw, lines, from, true, gap)) } else { to };
                let Some((_, label, start)) = labels[from].clone() else { continue };
                out.push(Found { label, start, lines: (from, to) });
            }
        }
        if !out.is_empty() {
            break;
        }
    }
    out.sort_by_key(|note| note.lines.0);
    out
}

/// The notes that the format of a text says.
pub(super) fn said(lines: &[Line], notes: &[OutlineNote]) -> Vec<Found> {
    let at = |byte: usize| lines.partition_point(|line| line.span.end() <= byte);
    let found = |note: &OutlineNote| Found {
        label: note.label.clone(),
        start: note.text.start(),
        lines: (at(note.whole.start()), lines.partition_point(|line| line.span.start() < note.whole.end())),
    };
    notes.iter().map(found).filter(|note| note.lines.0 < note.lines.1).collect()
}

/// Runs of labels that count upwards by one; any label of Markdown is a run of its own.
fn runs(labels: &[Option<(Style, String, usize)>], at: &[usize], style: Style) -> Vec<Vec<usize>> {
    let number = |at: usize| labels[at].as_ref().and_then(|(_, label, _)| label.parse::<u32>().ok());
    if style == Style::Markdown {
        return vec![at.to_vec()];
    }
    let mut out: Vec<Vec<usize>> = Vec::new();
    for &line in at {
        let follows =
            out.last().and_then(|run| run.last()).and_then(|&before| number(before)).is_some_and(|before| number(line) == Some(before + 1));
        match out.last_mut() {
            Some(run) if follows => run.push(line),
            _ if number(line) == Some(1) => out.push(vec![line]),
            _ => {}
        }
    }
    out
}

/// One past the last line of the note that begins at `from`: up to an empty line, or in Markdown
/// to the first line after one that is not indented.
fn last_line(raw: &str, lines: &[Line], from: usize, markdown: bool, gap: usize) -> usize {
    let mut at = from + 1;
    while let Some(line) = lines.get(at) {
        let ends = if markdown { line.indent == 0 && (line.blanks > 0 || label(line.words(raw), 0).is_some()) } else { line.blanks > gap };
        if ends {
            break;
        }
        at += 1;
    }
    at
}

/// Whether the text before the notes refers to at least half of them.
///
/// `places` are those where a marker can begin.
fn referred(raw: &str, places: &[usize], lines: &[Line], labels: &[Option<(Style, String, usize)>], run: &[usize]) -> bool {
    let wanted: BTreeSet<&str> = run.iter().filter_map(|&at| labels[at].as_ref().map(|(_, label, _)| label.as_str())).collect();
    let Some(end) = run.first().and_then(|&first| lines.get(first)).map(|line| line.span.start()) else { return false };
    let mut markers = Markers::new(wanted.iter().map(|label| (*label).to_owned()));
    let mut found = BTreeSet::new();
    let body = &raw[..end];
    let mut from = 0;
    for &at in places.iter().take_while(|at| **at < end) {
        if at >= from
            && let Some((length, label)) = markers.take(body, at, body[..at].chars().next_back())
        {
            found.insert(label);
            from = at + length;
        }
    }
    found.len() * 2 >= wanted.len()
}

/// Where a marker of a note can begin: at brackets, and at digits that no space and no digit stands before.
fn places(raw: &str) -> Vec<usize> {
    let bytes = raw.as_bytes();
    let apart = |at: usize| at == 0 || bytes[at - 1].is_ascii_whitespace() || bytes[at - 1].is_ascii_digit();
    let begins = |&at: &usize| match bytes[at] {
        b'[' => true,
        b'0'..=b'9' => !apart(at),
        0xc2 | 0xe2 => raw[at..].chars().next().is_some_and(|c| raised_digit(c).is_some()),
        _ => false,
    };
    (0..bytes.len()).filter(begins).collect()
}

/// The end of a line that ends at `to`; of a bracket opened at `at` that only the next line closes, the end of that.
fn closed(raw: &str, at: usize, to: usize) -> usize {
    let close = raw.as_bytes()[at..].iter().take(LONGEST_REFERENCE + 3).position(|byte| *byte == b']').map_or(to, |close| at + close + 1);
    let breaks = raw.as_bytes()[at..close.max(to)].iter().filter(|byte| **byte == b'\n').count();
    if close > to && breaks == 1 { close } else { to }
}

/// The label that a line begins with, and the raw byte after it.
fn label(words: &str, start: usize) -> Option<(Style, String, usize)> {
    let found = |style, label: &str, rest: &str| {
        let bare = rest.trim_start();
        (!bare.is_empty()).then(|| (style, label.to_owned(), start + words.len() - bare.len()))
    };
    if let Some((label, rest)) = words.strip_prefix("[^").and_then(|rest| rest.split_once("]:")) {
        return found(Style::Markdown, label, rest);
    }
    let raised: String = words.chars().map_while(raised_digit).collect();
    if !raised.is_empty() {
        let rest = &words[words.char_indices().nth(raised.len()).map_or(words.len(), |(at, _)| at)..];
        return found(Style::Superscript, &raised, rest);
    }
    let digits = |text: &str| (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if let Some((label, rest)) = words.strip_prefix('[').and_then(|rest| rest.split_once(']'))
        && digits(label)
    {
        return found(Style::Bracket, label, rest);
    }
    let (label, rest) = words.split_once(['.', ')', ' '])?;
    (digits(label) && rest.starts_with([' ', '\u{a0}']) || digits(label) && words[label.len()..].starts_with(' '))
        .then(|| found(Style::Number, label, rest))?
}

/// Longest label of a note, in bytes.
const LONGEST_LABEL: usize = 40;
/// Longest number of a work with a place in it, in bytes.
const LONGEST_REFERENCE: usize = 80;

/// The digits as they stand raised above the line.
const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// A digit raised above the line.
pub(super) fn raised(c: char) -> Option<char> {
    c.to_digit(10).map(|digit| RAISED[digit as usize])
}

/// The digit that a raised one stands for.
pub(super) fn raised_digit(c: char) -> Option<char> {
    RAISED.iter().position(|raised| *raised == c).and_then(|digit| char::from_digit(u32::try_from(digit).ok()?, 10))
}

/// Finds the markers of notes in a text, from its start on.
#[derive(Debug)]
pub(super) struct Markers {
    labels: BTreeMap<String, bool>,
    /// The number that a bare digit after a word must be to be a marker.
    expected: u32,
    /// Where the markers stand, in order, when the format of the text says it.
    said: Option<Vec<(String, Span)>>,
}

impl Markers {
    /// For notes labelled so.
    pub(super) fn new(labels: impl IntoIterator<Item = String>) -> Self {
        Self { labels: labels.into_iter().map(|label| (label, false)).collect(), expected: 1, said: None }
    }

    /// Those that the format of the text says.
    pub(super) fn said(markers: &[(String, Span)]) -> Self {
        Self { labels: BTreeMap::new(), expected: 1, said: Some(markers.to_vec()) }
    }

    /// The next marker in the raw text between two bytes, and its label.
    pub(super) fn next(&mut self, raw: &str, from: usize, to: usize) -> Option<(Span, String)> {
        if let Some(said) = &self.said {
            let first = said.partition_point(|(_, span)| span.start() < from);
            return said.get(first).filter(|(_, span)| span.end() <= to).map(|(label, span)| (*span, label.clone()));
        }
        if self.labels.is_empty() {
            return None;
        }
        let text = &raw[..to];
        let mut before = raw[..from].chars().next_back();
        let mut at = from;
        loop {
            // Nothing but a bracket or a digit begins a marker.
            let begins = |byte: &u8| matches!(byte, b'[' | b'0'..=b'9' | 0xc2 | 0xe2);
            let next = text.as_bytes()[at..].iter().position(begins).map_or(text.len(), |skipped| at + skipped);
            if next > at {
                before = text[at..next].chars().next_back();
                at = next;
            }
            let Some(c) = text[at..].chars().next() else { break };
            let whole = if c == '[' { &raw[..closed(raw, at, to)] } else { text };
            if let Some((length, label)) = self.take(whole, at, before) {
                return Some((Span::new(at, at + length), label));
            }
            before = Some(c);
            at += c.len_utf8();
        }
        None
    }

    /// The marker at this byte, if it is one of these notes': its length and its label.
    fn take(&mut self, text: &str, at: usize, before: Option<char>) -> Option<(usize, String)> {
        let (length, label) = self.at(&text[at..], before)?;
        *self.labels.get_mut(&label)? = true;
        if let Ok(number) = label.parse::<u32>() {
            self.expected = number + 1;
        }
        Some((length, label))
    }

    /// The marker at the start of `rest`: its length and its label.
    fn at(&self, rest: &str, before: Option<char>) -> Option<(usize, String)> {
        let first = rest.chars().next()?;
        if first == '[' {
            let close = rest.bytes().take(LONGEST_REFERENCE + 3).position(|byte| byte == b']')?;
            let inside = &rest[1..close];
            let label = inside.strip_prefix('^').unwrap_or(inside);
            // "[3, с. 14]": the number of a work in the list, and where in it.
            let digits = label.len() - label.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            if (1..=3).contains(&digits) && label[digits..].starts_with([',', ';', ':']) && label.len() < LONGEST_REFERENCE {
                return Some((inside.len() + 2, label[..digits].to_owned()));
            }
            let short = label.len() <= LONGEST_LABEL && !label.is_empty() && !label.contains(char::is_whitespace);
            // A definition is no marker.
            let defined = inside.starts_with('^') && rest[inside.len() + 2..].starts_with(':');
            return (short && !defined).then(|| (inside.len() + 2, label.to_owned()));
        }
        if raised_digit(first).is_some() {
            let label: String = rest.chars().map_while(raised_digit).collect();
            let length = rest.chars().take(label.len()).map(char::len_utf8).sum();
            return before.is_some_and(|c| !c.is_whitespace()).then_some((length, label));
        }
        if first.is_ascii_digit() {
            let label: String = rest.chars().take_while(char::is_ascii_digit).collect();
            let glued = before.is_some_and(|c| is_lowercase(c) || matches!(c, '»' | '"' | '”' | ')' | '.' | ',')) && label.len() <= 3;
            let ends = rest[label.len()..].chars().next().is_none_or(|c| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ')' | ':'));
            let decimal = matches!(before, Some('.' | ',' | ')')) && rest[label.len()..].starts_with(['.', ',']);
            return (glued && ends && !decimal && label.parse() == Ok(self.expected)).then_some((label.len(), label));
        }
        None
    }
}
