//! Which thing of the essays is which item of Wikidata, so that every link can be defended.
//!
//! [`subjects`] says what the essays and the authority files know of a thing, [`found`] brings the items that may be it from
//! a [`Snapshot`], [`matches()`] weighs the evidence for each of them. Everything here but the client is pure.

pub mod client;
mod concept;
mod desk;
mod directory;
mod evidence;
mod fold;
mod item;
mod judgement;
mod matching;
mod name;
mod proposal;
mod query;
mod service;
mod snapshot;
mod source;
mod sssom;
mod subject;
mod tables;

pub use concept::{Kind, kinds};
pub use desk::{Act, Card, Desk, Done};
pub use directory::{Condition, Directory, Entry, Fact, Hit, Quantifier, Wanted};
pub use evidence::{Evidence, Feature, Speaks};
pub use item::{Item, ItemId, Name, Value};
pub use judgement::{By, Judged, Judgement, Relation};
pub use matching::{Candidate, Decided, KEPT, Outcome, Verdict, matches};
pub use proposal::{Line, Shown, dates, decided, items, judgements, lines};
pub use query::{found, searches};
pub use snapshot::{LANGUAGES, PROPERTIES, Record, Search, Snapshot, SnapshotError};
pub use source::Source;
pub use sssom::{Mappings, SssomError};
pub use subject::{Sentence, Subject, Told, hear, subjects};
pub use tables::{mixnmatch, quickstatements};
