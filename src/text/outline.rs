//! What a format says of a text beside its words: titles, notes and their markers, names and dates marked by an editor.

use super::Span;

/// What the format of a file says of the raw text that was taken out of it; all spans are raw.
///
/// A plain text says nothing: there everything is told by the lines themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Outline {
    /// Titles of essays, in order.
    pub(super) titles: Vec<Title>,
    /// Footnotes and endnotes, in order.
    pub(super) notes: Vec<OutlineNote>,
    /// Markers of notes with the labels they say, in order.
    pub(super) markers: Vec<(String, Span)>,
    /// What an editor has marked, in order.
    pub(super) marks: Vec<Mark>,
}

impl Outline {
    /// Whether a line is a note or a title, so that it cannot be the page's.
    pub(super) fn says(&self, line: Span) -> bool {
        let note = self.notes.partition_point(|note| note.whole.end() <= line.start());
        self.notes.get(note).is_some_and(|note| note.whole.overlaps(line)) || self.titles.iter().any(|title| title.head.overlaps(line))
    }
}

/// The title of an essay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Title {
    /// The whole head: the title, and the author's name over or under it.
    pub(super) head: Span,
    /// The title's words.
    pub(super) title: Span,
    /// The author's name, where the format says it.
    pub(super) author: Option<Span>,
}

/// A note that the format marks as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OutlineNote {
    /// What its markers say.
    pub(super) label: String,
    /// Its words, without the label.
    pub(super) text: Span,
    /// The same with the label.
    pub(super) whole: Span,
}

/// A name or a date that an editor has marked in the text; taken as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The words: of the raw text in a [`Source`](super::Source), of the clean prose in an [`Essay`](super::Essay).
    pub span: Span,
    /// What it is said to be.
    pub kind: MarkKind,
    /// What it is said to stand for: `@ref` of TEI, as written; of a date, what it means (EDTF).
    pub says: Option<String>,
    /// The name of the thing where the file lists it (`listPerson` and the like).
    pub name: Option<String>,
    /// The element in the file, as a path (`/TEI/text/body/p[3]/persName[2]`).
    pub element: String,
}

/// What an editor marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MarkKind {
    /// `persName`.
    Person,
    /// `placeName`.
    Place,
    /// `orgName`.
    Group,
    /// `date`.
    Date,
}
