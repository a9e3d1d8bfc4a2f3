//! The things an essay names, and where it names them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::read::ThingKind;
use crate::text::Span;
use crate::time::HistoricalDate;

/// A person, a place or a group of a publication: its kind and its key ("person/enver-pasha").
///
/// The key is the authority file's, or a slug of the restored base form for a name that no
/// authority file knows. Shown as `kind/key`, which is also its address under the base IRI.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntityId {
    /// What it is.
    pub kind: ThingKind,
    /// Lower-case ASCII letters, digits and hyphens.
    pub key: String,
}

impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.kind.as_str(), self.key)
    }
}

/// A thing and the names it goes by.
#[derive(Clone, Debug)]
pub struct Entity {
    /// What it is called in the data.
    pub id: EntityId,
    /// Base form by language code (BCP 47).
    pub labels: BTreeMap<String, String>,
    /// Surface forms seen in the essay, white space collapsed.
    pub forms: BTreeSet<String>,
    /// Whether an authority file knows it.
    pub known: bool,
    /// When it was, as its authority file has it.
    pub lifetime: Lifetime,
}

/// When a thing was: from birth to death, from founding to dissolution; `None` where nobody says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lifetime {
    /// Birth or founding.
    pub from: Option<HistoricalDate>,
    /// Death or dissolution.
    pub until: Option<HistoricalDate>,
}

/// One place where a thing is named.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The words, in the clean prose.
    pub span: Span,
    /// The thing.
    pub entity: EntityId,
    /// The grammatical cases the form may stand in, by the pack's short names ("gen", "dat");
    /// empty where the language or the name has none.
    pub cases: Vec<String>,
    /// The rule that resolved it: "authority", "shape", "carry-over" …
    pub rule: &'static str,
    /// 0 to 1.
    pub confidence: f32,
}

/// The mentions of one essay and the things they stand for.
#[derive(Clone, Debug, Default)]
pub struct Resolved {
    /// In reading order, none overlapping another.
    pub mentions: Vec<Mention>,
    /// By id.
    pub entities: BTreeMap<EntityId, Entity>,
    /// Names that could be several things: the words and the candidates.
    pub ties: Vec<(Span, Vec<EntityId>)>,
    /// Names taken to be one thing where the essay names others that go by them.
    pub doubts: Vec<Doubt>,
}

impl Resolved {
    /// The mentions within a stretch of the text, in order.
    pub fn mentions_in(&self, span: Span) -> impl Iterator<Item = &Mention> {
        let from = self.mentions.partition_point(|mention| mention.span.start() < span.start());
        let near = self.mentions[from..].iter().take_while(move |mention| mention.span.start() <= span.end());
        near.filter(move |mention| span.contains(mention.span))
    }
}

/// A name that was given to one of several things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The words, in the clean prose.
    pub span: Span,
    /// The thing they were taken for.
    pub taken: EntityId,
    /// The others, by id.
    pub others: Vec<EntityId>,
}
