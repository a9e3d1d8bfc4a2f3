//! One essay: its clean prose, its head line, its notes.

use super::{Clean, Source, Span};

/// One essay of a source; all spans but `raw` are of its clean prose.
#[derive(Clone, Debug)]
pub struct Essay {
    /// Where it stands in the raw text, from its head line to its last word.
    pub raw: Span,
    /// Its prose: the head line (if any) is the first paragraph.
    pub prose: Clean,
    /// Title and author, where the text itself gives them.
    pub head: Option<Head>,
    /// The paragraphs, in order, without the notes.
    pub paragraphs: Vec<Span>,
    /// Footnotes and endnotes.
    pub notes: Vec<Note>,
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
    pub markers: Vec<Span>,
}

/// The essays of a source, in order; at least one.
#[must_use]
pub fn essays(source: &Source) -> Vec<Essay> {
    let mut prose = Clean::default();
    prose.push(source.raw(), 0);
    let all = Span::new(0, source.raw().len());
    vec![Essay { raw: all, prose, head: None, paragraphs: vec![all], notes: Vec::new() }]
}
