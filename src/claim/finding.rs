//! What a careful reader should look at.

use crate::text::Span;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// Worth knowing.
    Note,
    /// Probably needs a decision.
    Warning,
    /// Something is wrong.
    Error,
}

impl Level {
    /// As messages and the extraction format write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Something in an essay that a careful reader should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What `regesta explain` knows it by: "date-clash".
    pub code: &'static str,
    /// How much it matters.
    pub level: Level,
    /// For a historian, in one sentence.
    pub message: String,
    /// The words concerned, in the clean prose.
    pub spans: Vec<Span>,
}
