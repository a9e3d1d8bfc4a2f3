//! What kinds of things happen, and how they are told.

/// Kinds of events, as the extraction format names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "each name says it")]
pub enum EventKind {
    Letter,
    Telegram,
    Note,
    Memorandum,
    Meeting,
    Conference,
    Treaty,
    Appointment,
    Arrival,
    Battle,
    Decision,
    Publication,
    Other,
}

impl EventKind {
    /// Every kind.
    pub const ALL: [Self; 13] = [
        Self::Letter,
        Self::Telegram,
        Self::Note,
        Self::Memorandum,
        Self::Meeting,
        Self::Conference,
        Self::Treaty,
        Self::Appointment,
        Self::Arrival,
        Self::Battle,
        Self::Decision,
        Self::Publication,
        Self::Other,
    ];

    /// The kind written so in the extraction format.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// Whether it is a document sent.
    #[must_use]
    pub fn is_document(self) -> bool {
        matches!(self, Self::Letter | Self::Telegram | Self::Note | Self::Memorandum)
    }

    /// As the extraction format writes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Letter => "letter",
            Self::Telegram => "telegram",
            Self::Note => "note",
            Self::Memorandum => "memorandum",
            Self::Meeting => "meeting",
            Self::Conference => "conference",
            Self::Treaty => "treaty",
            Self::Appointment => "appointment",
            Self::Arrival => "arrival",
            Self::Battle => "battle",
            Self::Decision => "decision",
            Self::Publication => "publication",
            Self::Other => "other",
        }
    }
}

/// How something is told that need not have happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mood {
    /// Somebody planned, proposed or demanded it.
    Planned,
    /// Somebody is reported to have said it, or it is told as a rumour.
    Reported,
    /// The essay says that it did not happen.
    Denied,
}

impl Mood {
    /// The word for it in addresses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "plan",
            Self::Reported => "reported",
            Self::Denied => "denied",
        }
    }
}
