//! A citation and the sources it names.

use crate::text::{Marker, Span};
use crate::time::HistoricalDate;

/// One citation: a parenthesis or a note that names its sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Its words: inline with both brackets, as a note without its label.
    pub span: Span,
    /// Markers of the note in the body; empty where it stands inline.
    pub markers: Vec<Marker>,
    /// The sources, in order; never empty.
    pub sources: Vec<CitedSource>,
}

/// What kind of source is cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SourceKind {
    /// Kept in an archive.
    Archival,
    /// A document printed in an edition.
    PublishedDocument,
    /// A book cited itself.
    Book,
    /// An article in a periodical or a collection.
    Article,
    /// A newspaper.
    Press,
}

impl SourceKind {
    /// As the extraction format writes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Archival => "archival",
            Self::PublishedDocument => "published-document",
            Self::Book => "book",
            Self::Article => "article",
            Self::Press => "press",
        }
    }
}

/// One source of a citation, field by field as it is cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitedSource {
    /// The words of this source within the citation.
    pub span: Span,
    /// What kind of source.
    pub kind: SourceKind,
    /// The kind of document, by its key in the extraction format ("cipher telegram"); `None` where not said.
    pub doc_type: Option<String>,
    /// The title's words, as cited.
    pub title: Option<Span>,
    /// Where the authors of a book or an article stand; those of a document are found in its title.
    pub author: Option<Span>,
    /// Where its form alone says that people are named: both sides of "Ware to Thorne", the author in "(Ware 1998)".
    pub named: Vec<Span>,
    /// The date as cited.
    pub date: Option<HistoricalDate>,
    /// The archive's short key: "RGASPI".
    pub repository: Option<String>,
    /// The holding as named.
    pub collection: Option<String>,
    /// The shelf-mark without the leaf.
    pub shelfmark: Option<String>,
    /// Where the shelf-mark stands; nowhere where it is the one of the source before.
    pub shelf: Option<Span>,
    /// Title of the volume, the edition or the periodical.
    pub container: Option<String>,
    /// Place of publication, as cited.
    pub place: Option<String>,
    /// Year of publication, as cited.
    pub year: Option<String>,
    /// Pages or leaves, as cited.
    pub pages: Option<String>,
    /// Cited as "Ibid.": the other fields are those of the source meant.
    pub ibid: bool,
    /// Cited with "See".
    pub see: bool,
}
