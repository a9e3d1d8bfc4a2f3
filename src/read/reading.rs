//! Everything that was read from one essay.

use crate::lang::Cases;
use crate::text::Span;
use crate::time::HistoricalDate;

use super::Citation;

/// What stands in one essay; spans are of its clean prose, every list in reading order.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Citations, inline or as notes.
    pub citations: Vec<Citation>,
    /// Citations whose bracket is missing at one end.
    pub unclosed: Vec<Span>,
    /// Words that look like a citation and could not be read as one.
    pub unread: Vec<Span>,
    /// Brackets outside citations that are never closed, each with the word after it.
    pub open: Vec<Span>,
    /// Sentences of the body, without the citation that may close them.
    pub sentences: Vec<Span>,
    /// Quoted speech, without the quotation marks.
    pub quotations: Vec<Span>,
    /// Date expressions, in the body and in citations.
    pub dates: Vec<DateMention>,
    /// Names recognised by their shape alone; the authority's own are found by `resolve`.
    pub names: Vec<NameShape>,
    /// What an editor has said of names.
    pub given: Vec<Given>,
}

/// What an editor has said that a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The name.
    pub span: Span,
    /// What it names.
    pub kind: ThingKind,
    /// The thing, as the file refers to it ("#orlov", an address): the same words are the same thing.
    pub says: String,
    /// The thing's name where the file lists it.
    pub name: Option<String>,
}

/// A date expression and what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// The words.
    pub span: Span,
    /// Their meaning; a missing year is taken from the context.
    pub date: HistoricalDate,
    /// The rule that read it.
    pub rule: &'static str,
}

/// A person, a place or a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ThingKind {
    /// E21 Person.
    Person,
    /// E53 Place.
    Place,
    /// E74 Group: states, offices, parties, archives, periodicals.
    Group,
}

impl ThingKind {
    /// As the extraction format and the addresses write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Place => "place",
            Self::Group => "group",
        }
    }
}

/// Words that look like a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameShape {
    /// The words.
    pub span: Span,
    /// What they seem to name.
    pub kind: ThingKind,
    /// The name in its base form, as the language's rules restore it.
    pub base: String,
    /// The cases the words may stand in; empty where the language or the name has none.
    pub cases: Cases,
    /// Of a person: the name's parts, in their base forms.
    pub parts: NameParts,
    /// The rule that saw it.
    pub rule: &'static str,
}

/// The parts of a person's name that tell one bearer of a family name from another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameParts {
    /// Given names and initials ("Г."), in order.
    pub given: Vec<String>,
    /// The family name, or what the person is mostly called by.
    pub family: String,
    /// The title after the name: "паша".
    pub title: Option<String>,
}
