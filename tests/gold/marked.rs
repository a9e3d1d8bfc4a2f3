//! A gold standard as `mark.py` makes it, and what regesta prints of the same essay.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

/// Code points of the essay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub(crate) struct Place {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Gold {
    pub(crate) source: String,
    pub(crate) language: String,
    pub(crate) citations: Vec<Citation>,
    pub(crate) mentions: Vec<Marked>,
    pub(crate) events: Vec<Event>,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Output {
    pub(crate) citations: Vec<Citation>,
    pub(crate) mentions: Vec<Mention>,
    pub(crate) events: Vec<Event>,
}

/// A mention as it was read.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Mention {
    #[serde(flatten)]
    pub(crate) place: Place,
    pub(crate) r#type: String,
    pub(crate) entity: String,
}

/// A mention as a person has marked it, with the other readings that are right as well.
#[derive(Debug, Deserialize)]
pub(crate) struct Marked {
    #[serde(flatten)]
    pub(crate) place: Place,
    pub(crate) r#type: String,
    pub(crate) key: String,
    #[serde(default)]
    pub(crate) optional: bool,
    #[serde(default)]
    alt: Vec<Reading>,
}

#[derive(Debug, Deserialize)]
struct Reading {
    start: Option<usize>,
    end: Option<usize>,
    r#type: Option<String>,
    key: Option<String>,
}

impl Marked {
    /// Every reading that counts: where, what kind, which thing. The preferred one stands first.
    pub(crate) fn readings(&self) -> impl Iterator<Item = (Place, &str, &str)> {
        let other =
            |reading: &'_ Reading| Place { start: reading.start.unwrap_or(self.place.start), end: reading.end.unwrap_or(self.place.end) };
        let others = self.alt.iter().map(move |reading| {
            (other(reading), reading.r#type.as_deref().unwrap_or(&self.r#type), reading.key.as_deref().unwrap_or(&self.key))
        });
        std::iter::once((self.place, self.r#type.as_str(), self.key.as_str())).chain(others)
    }
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Citation {
    pub(crate) id: String,
    #[serde(flatten)]
    pub(crate) place: Place,
    /// Each source by the names of its fields, those of the gold standard with its `accept_…` and others.
    pub(crate) sources: Vec<BTreeMap<String, Value>>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Event {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) r#type: String,
    pub(crate) date: Option<String>,
    pub(crate) date_alt: Option<String>,
    pub(crate) actors: Vec<String>,
    pub(crate) recipients: Vec<String>,
    pub(crate) actors_optional: Vec<String>,
    pub(crate) recipients_optional: Vec<String>,
    pub(crate) accept_types: Vec<String>,
    pub(crate) extra_spans: Vec<[usize; 2]>,
    pub(crate) cited_by: Vec<String>,
    pub(crate) optional: bool,
}

impl Gold {
    /// What somebody would print who had read everything as it is marked.
    pub(crate) fn as_read(&self) -> Output {
        let mentions = self.mentions.iter().map(|own| Mention { place: own.place, r#type: own.r#type.clone(), entity: own.key.clone() });
        Output { citations: self.citations.clone(), mentions: mentions.collect(), events: self.events.clone() }
    }
}
