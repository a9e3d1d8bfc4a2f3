//! One essay: its clean prose, its head line, its notes.

use std::ops::Range;

use super::head::{self, head};
use super::hyphen::Words;
use super::layout::Layout;
use super::line::{Line, lines};
use super::noise::without_noise;
use super::notes::{self, Markers, notes};
use super::outline::{Mark, Title};
use super::writer::Writer;
use super::{Clean, Source, Span};

/// One essay of a source; all spans but `raw` are of its clean prose.
#[derive(Clone, Debug)]
pub struct Essay {
    /// Where it stands in the raw text, from its head line to its last word.
    pub raw: Span,
    /// Its prose: the head line (if any) is the first paragraph, the notes are the last ones.
    pub prose: Clean,
    /// Title and author, where the text itself gives them.
    pub head: Option<Head>,
    /// The paragraphs of the body, in order, without the head and the notes.
    pub paragraphs: Vec<Span>,
    /// Footnotes and endnotes.
    pub notes: Vec<Note>,
    /// Names and dates that an editor has marked.
    pub marks: Vec<Mark>,
}

/// The head line of an essay.
#[derive(Clone, Debug)]
pub struct Head {
    /// The author's name, where the line gives it ("Author: Title").
    pub author: Option<Span>,
    /// The title.
    pub title: Span,
}

/// A footnote or an endnote.
#[derive(Clone, Debug)]
pub struct Note {
    /// What its markers say: "3", "*".
    pub label: String,
    /// Its words, without the label.
    pub text: Span,
    /// Where the body refers to it.
    pub markers: Vec<Marker>,
}

/// Where a note is referred to. The marker itself is no part of the clean prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// The clean byte before which it stood.
    pub at: usize,
    /// The marker in the raw text.
    pub raw: Span,
    /// Where in the work of its number it points: "с. 14" in "[3, с. 14]".
    pub place: Option<Box<str>>,
}

/// The essays of a source, in order; at least one.
#[must_use]
pub fn essays(source: &Source) -> Vec<Essay> {
    let raw = source.raw();
    let outline = source.outline();
    let all = without_noise(raw, &lines(raw), outline);
    let words = Words::of(raw, &all);
    let noted = outline.filter(|outline| !outline.notes.is_empty());
    let gap = usize::from(matches!(Layout::of(raw, &all), Layout::Spaced { .. }));
    let found = noted.map_or_else(|| notes(raw, &all, source.is_markdown(), gap), |outline| notes::said(&all, &outline.notes));
    let mut noted_lines = vec![false; all.len()];
    found.iter().for_each(|note| noted_lines[note.lines.0..note.lines.1].fill(true));
    let body: Vec<Line> = all.iter().zip(noted_lines).filter(|(_, noted)| !noted).map(|(line, _)| *line).collect();
    let layout = match outline {
        _ if source.is_markdown() => Layout::Blocks,
        Some(_) => Layout::of_formatted(raw, &body),
        None => Layout::of(raw, &body),
    };
    let titles = outline.map_or(&[][..], |outline| &outline.titles);
    let parts = parts(raw, &body, layout, titles);
    let bounds: Vec<usize> = parts.iter().map(|part| body[part.lines.0].span.start()).collect();
    let mut out = Vec::with_capacity(parts.len());
    for (number, part) in parts.iter().enumerate() {
        let end = bounds.get(number + 1).copied().unwrap_or(usize::MAX);
        let start = if number == 0 { 0 } else { bounds[number] };
        let own: Vec<&notes::Found> = found.iter().filter(|note| (start..end).contains(&note.start)).collect();
        let markers =
            noted.map_or_else(|| Markers::new(own.iter().map(|note| note.label.clone())), |outline| Markers::said(&outline.markers));
        let writer = Writer::new(raw, &words, source.is_markdown(), markers);
        let mut essay = Whole { raw, all: &all, body: &body, layout }.essay(part, &own, writer);
        essay.marks = marks(source.marks(), start..end, &essay.prose);
        out.push(essay);
    }
    if out.is_empty() {
        let mut prose = Clean::default();
        prose.push(raw, 0);
        let span = Span::new(0, raw.len());
        out.push(Essay { raw: span, prose, head: None, paragraphs: vec![span], notes: Vec::new(), marks: Vec::new() });
    }
    out
}

/// The marks between two raw bytes, in the clean prose.
fn marks(all: &[Mark], raw: Range<usize>, prose: &Clean) -> Vec<Mark> {
    let own = all.iter().filter(|mark| raw.contains(&mark.span.start()));
    own.map(|mark| Mark { span: prose.clean_span(mark.span), ..mark.clone() }).filter(|mark| !mark.span.is_empty()).collect()
}

/// The lines of one essay's body, and its head among them.
struct Part {
    lines: (usize, usize),
    head: Option<head::Found>,
}

/// Cuts the body where a head stands.
fn parts(raw: &str, body: &[Line], layout: Layout, titles: &[Title]) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::new();
    let mut at = 0;
    while at < body.len() {
        let begins = at == 0 || !layout.goes_on(raw, &body[at - 1], &body[at]);
        let found = match titles {
            [] if begins => head(raw, body, at, layout),
            [] => None,
            titles => head::said(raw, body, at, titles),
        };
        match (found, out.last_mut()) {
            (None, Some(part)) => part.lines.1 = at + 1,
            (found, _) => {
                let lines = found.as_ref().map_or(1, |found| found.lines);
                out.push(Part { lines: (at, at + lines), head: found });
                at += lines - 1;
            }
        }
        at += 1;
    }
    out
}

/// A text taken apart.
struct Whole<'a> {
    raw: &'a str,
    all: &'a [Line],
    body: &'a [Line],
    layout: Layout,
}

impl Whole<'_> {
    fn essay(&self, part: &Part, notes: &[&notes::Found], mut writer: Writer<'_>) -> Essay {
        let lines = &self.body[part.lines.0..part.lines.1];
        let head_lines = part.head.as_ref().map_or(0, |head| head.lines);
        let head = part.head.as_ref().map(|found| self.head(found, &lines[..head_lines], &mut writer));
        let mut paragraphs = Vec::new();
        let mut from = head_lines;
        for at in head_lines..lines.len() {
            if lines.get(at + 1).is_none_or(|next| !self.layout.goes_on(self.raw, &lines[at], next)) {
                let start = lines[from].span.start() + mark_length(lines[from].words(self.raw), self.layout);
                paragraphs.push(writer.paragraph(&lines[from..=at], start, true));
                from = at + 1;
            }
        }
        let mut raw = Span::new(lines[0].span.start(), lines[lines.len() - 1].span.end());
        let mut out = Vec::with_capacity(notes.len());
        for note in notes {
            let own = &self.all[note.lines.0..note.lines.1];
            let text = writer.paragraph(own, note.start, false);
            raw = raw.hull(own[own.len() - 1].span);
            out.push(Note { label: note.label.clone(), text, markers: Vec::new() });
        }
        for (label, marker) in &writer.markers {
            // Where each page counts its notes anew, a marker means the next note of that number.
            let own = |at: &usize| out[*at].label == *label;
            let next = (0..out.len()).filter(own).find(|&at| notes[at].start > marker.raw.start());
            if let Some(note) = next.or_else(|| (0..out.len()).find(own)) {
                out[note].markers.push(marker.clone());
            }
        }
        Essay { raw, prose: writer.prose, head, paragraphs, notes: out, marks: Vec::new() }
    }

    /// Writes the head as the first paragraph: the author, a colon as it stands there, the title.
    fn head(&self, found: &head::Found, lines: &[Line], writer: &mut Writer<'_>) -> Head {
        let start = lines[0].span.start() + mark_length(lines[0].words(self.raw), self.layout);
        writer.paragraph(lines, start, true);
        let clean = |raw: Span| writer.prose.clean_span(raw);
        Head { author: found.author.map(clean), title: clean(found.title) }
    }
}

/// How many bytes of a line are marks of a Markdown block: "## ", "> ", "- ".
fn mark_length(words: &str, layout: Layout) -> usize {
    if layout != Layout::Blocks {
        return 0;
    }
    let bare = words.trim_start_matches('#');
    let bare = if bare.len() < words.len() && bare.starts_with(' ') { bare } else { words };
    let bare = bare.strip_prefix("> ").or_else(|| bare.strip_prefix("- ")).unwrap_or(bare);
    words.len() - bare.trim_start().len()
}

#[cfg(test)]
mod tests;
