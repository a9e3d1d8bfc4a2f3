//! What the essays' words are in the catalogue: passages, what was read of them, and where things are named.

/// What a stretch of an essay is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum PassageKind {
    Passage,
    Citation,
    CitationGroup,
}

impl PassageKind {
    /// In one word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Passage => "passage",
            Self::Citation => "citation",
            Self::CitationGroup => "citation-group",
        }
    }
}

/// A stretch of an essay; offsets are code points of the raw text.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Passage {
    pub iri: String,
    pub essay: String,
    pub kind: PassageKind,
    pub start: usize,
    pub end: usize,
    /// The words, where they may be shown.
    pub words: Option<String>,
    pub before: Option<String>,
    pub after: Option<String>,
    pub refers_to: Vec<String>,
    pub pages: Option<String>,
}

/// That something was read of a passage.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Statement {
    pub iri: String,
    pub passage: String,
    /// What the passage says: a creation, a sending, a copy, an event.
    pub says: String,
    pub label: String,
    pub rule: String,
    pub confidence: String,
    /// Who confirmed or corrected it: address and name.
    pub reviewers: Vec<(String, String)>,
}

/// A place where a thing is named; offsets are code points of the raw text.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Mention {
    pub essay: String,
    pub start: usize,
    pub end: usize,
    /// The words, where they may be shown.
    pub words: Option<String>,
    pub thing: String,
    pub rule: String,
    pub confidence: f32,
}
