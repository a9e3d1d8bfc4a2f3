//! The typed model of what one essay says.

use std::collections::BTreeMap;

use crate::read::SourceKind;
use crate::resolve::EntityId;
use crate::text::{Span, is_alphanumeric};
use crate::time::HistoricalDate;

use super::{EventKind, Finding, Mood, Rejected, Review};

/// What one essay says; every list in reading order.
#[derive(Clone, Debug, Default)]
pub struct Account {
    /// Claims, each with the words it rests on.
    pub statements: Vec<Statement>,
    /// The events, as the extraction format lists them: documents sent and things that happened.
    pub events: Vec<Event>,
    /// Who wrote each cited source and to whom: `(citation, source)` indexes into the reading.
    pub cited: Vec<CitedBy>,
    /// What a careful reader should look at.
    pub findings: Vec<Finding>,
    /// What people decided about statements that stand, by the index of the statement.
    pub reviews: BTreeMap<usize, Vec<Review>>,
    /// Statements that people rejected.
    pub rejected: Vec<Rejected>,
}

/// One cited source with its people.
#[derive(Clone, Debug)]
pub struct CitedBy {
    /// Index of the citation in the reading.
    pub citation: usize,
    /// Index of the source in the citation.
    pub source: usize,
    /// Its authors: persons, or the body where no person is named.
    pub authors: Vec<EntityId>,
    /// Its addressees.
    pub recipients: Vec<EntityId>,
    /// The document it cites, if it cites one.
    pub document: Option<DocumentKey>,
    /// The book, volume or periodical it cites, or in which the document is printed.
    pub work: Option<WorkKey>,
}

/// One claim of one essay, with the words it rests on.
#[derive(Clone, Debug)]
pub struct Statement {
    /// What is claimed.
    pub claim: Claim,
    /// The words.
    pub evidence: Evidence,
}

/// Where a claim comes from: the words, and the rule that read them.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The asserting words, in the clean prose.
    pub span: Span,
    /// The citation that supports them, by its index in the reading.
    pub citation: Option<usize>,
    /// The rule that read them.
    pub rule: &'static str,
    /// 0 to 1.
    pub confidence: f32,
}

/// What can be claimed; each variant maps to one CIDOC-CRM pattern.
#[derive(Clone, Debug)]
pub enum Claim {
    /// A document was written (E65 Creation), whether or not it was sent.
    Created {
        /// The document.
        document: DocumentKey,
        /// All who signed it.
        authors: Vec<EntityId>,
        /// When, as this evidence has it; another statement may say otherwise.
        when: Option<HistoricalDate>,
    },
    /// A document was sent (E7 Activity of the kind "sending").
    Sent {
        /// The document.
        document: DocumentKey,
        /// Who sent it.
        senders: Vec<EntityId>,
        /// To whom.
        addressees: Vec<EntityId>,
        /// When, as this evidence has it.
        when: Option<HistoricalDate>,
    },
    /// A copy of a document is kept in an archive.
    Held {
        /// The document.
        document: DocumentKey,
        /// Where.
        holding: Holding,
    },
    /// A document or an article is printed in a work.
    Published {
        /// The document.
        document: DocumentKey,
        /// In what, and on which pages.
        publication: Publication,
    },
    /// A citation refers to a document, a work, or both.
    Cited {
        /// The citation and its source.
        citation: CitationRef,
        /// The document it refers to.
        document: Option<DocumentKey>,
        /// The book, volume or periodical it refers to.
        work: Option<Work>,
        /// Pages or leaves, as cited.
        pages: Option<String>,
    },
    /// Something happened that is no sending of a document.
    Happened(Event),
    /// Something is told that need not have happened: a plan, hearsay, a denial.
    Unreal {
        /// How it is told.
        mood: Mood,
        /// What would have happened.
        event: Event,
    },
    /// A person holds, or held, an office.
    Office {
        /// The person.
        holder: EntityId,
        /// The office in its base form: "нарком иностранных дел".
        office: String,
        /// The body or the state whose office it is.
        body: Option<EntityId>,
        /// When, where a date says so.
        when: Option<HistoricalDate>,
    },
}

/// A source of a citation, by the indexes in the reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CitationRef {
    /// Index of the citation in the reading.
    pub citation: usize,
    /// Index of the source in the citation.
    pub source: usize,
}

/// What a document is recognised by: the same in two essays means the same document.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocumentKey {
    /// What kind of document.
    pub kind: Option<DocumentKind>,
    /// Its authors, in id order.
    pub authors: Vec<EntityId>,
    /// Its addressees, in id order.
    pub addressees: Vec<EntityId>,
    /// Its date in EDTF, by its citation before the body.
    pub date: Option<String>,
    /// Its title as first cited, white space collapsed; shown as its name.
    pub title: String,
}

impl DocumentKey {
    /// What the registry knows it by, normalised: kind, authors, addressees and date; the
    /// title's letters and digits too where one of the first or the last is missing.
    #[must_use]
    pub fn identified_by(&self) -> String {
        let ids = |ids: &[EntityId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>().join("+");
        let kind = self.kind.map_or("document", DocumentKind::as_str);
        let date = self.date.as_deref().unwrap_or("");
        let mut out = format!("{kind}|{}|{}|{date}", ids(&self.authors), ids(&self.addressees));
        if self.authors.is_empty() || self.date.is_none() {
            out.push('|');
            out.push_str(&normalised(&self.title));
        }
        out
    }
}

/// A book, a volume or a periodical, by what it is recognised by.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WorkKey(String);

impl WorkKey {
    /// The letters and digits of its title and its year.
    #[must_use]
    pub fn new(title: &str, year: Option<&str>) -> Self {
        Self(format!("{}|{}", normalised(title), year.unwrap_or("")))
    }

    /// What the registry knows it by.
    #[must_use]
    pub fn identified_by(&self) -> &str {
        &self.0
    }
}

/// A book, a volume of documents, a periodical.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// What it is recognised by.
    pub key: WorkKey,
    /// What kind of source it is cited as.
    pub kind: SourceKind,
    /// Its title, as cited.
    pub title: String,
    /// Its authors.
    pub authors: Vec<EntityId>,
    /// Place of publication, as cited.
    pub place: Option<String>,
    /// Year of publication, as cited.
    pub year: Option<String>,
}

/// Where a copy of a document is kept.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Holding {
    /// The archive's short key: "RGASPI"; `None` where only a collection is named.
    pub repository: Option<String>,
    /// The collection as named.
    pub collection: Option<String>,
    /// The shelf-mark, as cited, without the leaf.
    pub shelfmark: Option<String>,
    /// The leaf, as cited.
    pub leaf: Option<String>,
}

/// Where a document is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// The volume or periodical.
    pub work: Work,
    /// Pages, as cited.
    pub pages: Option<String>,
}

/// Kinds of cited documents, as the extraction format names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each name says it")]
pub enum DocumentKind {
    Telegram,
    CipherTelegram,
    Letter,
    Note,
    Memorandum,
    Report,
    Minutes,
    Instruction,
    ConversationRecord,
    Dispatch,
    Circular,
    Treaty,
    Decree,
    Statement,
    Debates,
    Correspondence,
    Newspaper,
    Book,
    Article,
}

impl DocumentKind {
    /// Every kind.
    pub const ALL: [Self; 19] = [
        Self::Telegram,
        Self::CipherTelegram,
        Self::Letter,
        Self::Note,
        Self::Memorandum,
        Self::Report,
        Self::Minutes,
        Self::Instruction,
        Self::ConversationRecord,
        Self::Dispatch,
        Self::Circular,
        Self::Treaty,
        Self::Decree,
        Self::Statement,
        Self::Debates,
        Self::Correspondence,
        Self::Newspaper,
        Self::Book,
        Self::Article,
    ];

    /// As the extraction format writes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Telegram => "telegram",
            Self::CipherTelegram => "cipher telegram",
            Self::Letter => "letter",
            Self::Note => "note",
            Self::Memorandum => "memorandum",
            Self::Report => "report",
            Self::Minutes => "minutes",
            Self::Instruction => "instruction",
            Self::ConversationRecord => "conversation record",
            Self::Dispatch => "dispatch",
            Self::Circular => "circular",
            Self::Treaty => "treaty",
            Self::Decree => "decree",
            Self::Statement => "statement",
            Self::Debates => "debates",
            Self::Correspondence => "correspondence",
            Self::Newspaper => "newspaper",
            Self::Book => "book",
            Self::Article => "article",
        }
    }

    /// The kind written so in the extraction format.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// One happening, as the extraction format lists it.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What happened.
    pub kind: EventKind,
    /// The verb or the noun that tells it, in small letters; `None` where a citation does.
    pub word: Option<String>,
    /// When; `None` where only a bound or nothing is known.
    pub date: Option<HistoricalDate>,
    /// Who did it; the senders of a document.
    pub actors: Vec<EntityId>,
    /// To whom it was done or sent.
    pub recipients: Vec<EntityId>,
    /// Where.
    pub places: Vec<EntityId>,
    /// The asserting sentences, the main one first; the citation where nothing else tells of it.
    pub passages: Vec<Span>,
    /// Citations that support it, by their index in the reading.
    pub cited_by: Vec<usize>,
    /// The document sent, where that is what happened: its triples come from [`Claim::Sent`].
    pub document: Option<DocumentKey>,
    /// The rule that read it.
    pub rule: &'static str,
    /// 0 to 1.
    pub confidence: f32,
    /// The event as it was read, where a person corrected it: it keeps the address of that.
    pub as_read: Option<Box<Event>>,
}

/// Letters and digits in lower case, runs of anything else one space.
fn normalised(text: &str) -> String {
    let words = text.split(|c: char| !is_alphanumeric(c)).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
