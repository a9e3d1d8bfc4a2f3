//! What is judged of a thing and an item: by whom, when, why.

use super::item::ItemId;

/// What is judged of a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judged {
    /// It is an item, in one of five ways.
    Is(Relation, ItemId),
    /// It is not this item.
    IsNot(ItemId),
    /// It has no item.
    HasNone,
}

/// How a thing and an item belong together, as SKOS says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Relation {
    /// They are the same.
    Exact,
    /// They may stand for each other.
    Close,
    /// The item is wider.
    Broad,
    /// The item is narrower.
    Narrow,
    /// They have to do with each other.
    Related,
}

impl Relation {
    pub(super) const ALL: [(&'static str, Self); 5] = [
        ("skos:exactMatch", Self::Exact),
        ("skos:closeMatch", Self::Close),
        ("skos:broadMatch", Self::Broad),
        ("skos:narrowMatch", Self::Narrow),
        ("skos:relatedMatch", Self::Related),
    ];

    /// As SSSOM writes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(_, relation)| *relation == self).map_or("", |(name, _)| name)
    }
}

/// Who judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// A person.
    Person {
        /// The name.
        name: String,
        /// "0000-0002-1825-0097", where it is known.
        orcid: Option<String>,
    },
    /// The program, in this version.
    Program {
        /// "0.1.0".
        version: String,
    },
}

/// One judgement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The path of the thing's address: "person/enver-pasha".
    pub on: String,
    /// What it is called.
    pub name: String,
    /// What is judged.
    pub judged: Judged,
    /// What the item is called.
    pub item_name: String,
    /// Who judged.
    pub by: By,
    /// Who looked at the program's judgement and let it stand.
    pub reviewer: Option<String>,
    /// When, YYYY-MM-DD.
    pub date: String,
    /// How sure, "0.97".
    pub confidence: Option<String>,
    /// The names that were found to be one.
    pub names: String,
    /// Why, in words.
    pub why: String,
}
