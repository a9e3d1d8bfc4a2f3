//! Outcomes as the files of a publication hold them: judgements of the program, and all candidates with their evidence.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::resolve::EntityId;

use super::evidence::Evidence;
use super::item::{Item, ItemId};
use super::judgement::{By, Judged, Judgement, Relation};
use super::matching::{Candidate, Decided, Outcome, Verdict};
use super::query::searches;
use super::snapshot::Snapshot;
use super::sssom::Mappings;
use super::subject::Subject;

/// A line of `links/candidates.jsonl`: a thing and the items that it may be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// The path of its address.
    pub on: String,
    /// What it is called.
    pub name: String,
    /// "accepted", "none", or why it is open.
    pub verdict: String,
    /// The best first.
    pub candidates: Vec<Shown>,
}

/// A candidate as it is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shown {
    /// "Q5152".
    pub item: String,
    /// What it is called.
    pub name: String,
    /// What tells it from its namesakes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Birth and death, or what dates it: "1881–1922".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub dates: String,
    /// 0 to 1.
    pub score: f32,
    /// Where what is known of it comes from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub origin: String,
    /// What speaks for and against it.
    pub evidence: Vec<Evidence>,
}

/// What people have decided, of the things of a publication.
#[must_use]
pub fn decided(mappings: &Mappings, subjects: &BTreeMap<EntityId, Subject>) -> Decided {
    let by_path: BTreeMap<String, &EntityId> = subjects.keys().map(|id| (id.to_string(), id)).collect();
    let mut decided = Decided::default();
    for judgement in mappings.of_people() {
        let Some(&id) = by_path.get(&judgement.on) else { continue };
        match judgement.judged {
            Judged::Is(_, item) => drop(decided.accepted.insert(id.clone(), item)),
            Judged::IsNot(item) => drop(decided.rejected.insert((id.clone(), item))),
            Judged::HasNone => drop(decided.without.insert(id.clone())),
        }
    }
    decided
}

/// What the program judges by itself: what it accepts, and what it finds nothing for.
#[must_use]
pub fn judgements(
    outcomes: &BTreeMap<EntityId, Outcome>,
    subjects: &BTreeMap<EntityId, Subject>,
    snapshot: &Snapshot,
    decided: &Decided,
    today: &str,
) -> Vec<Judgement> {
    let judgement = |(id, outcome): (&EntityId, &Outcome)| {
        if decided.accepted.contains_key(id) || decided.without.contains(id) {
            return None;
        }
        let subject = subjects.get(id)?;
        let (judged, best) = match outcome.verdict {
            Verdict::Accepted(item) => (Judged::Is(Relation::Exact, item), outcome.candidates.first()),
            // That there is none is said only where somebody has looked.
            Verdict::NoItem if searches(id.kind, subject).iter().any(|search| snapshot.knows(search)) => (Judged::HasNone, None),
            Verdict::NoItem | Verdict::Open(_) => return None,
        };
        let item = best.and_then(|best| snapshot.item(best.item));
        Some(Judgement {
            on: id.to_string(),
            name: subject.name().to_owned(),
            judged,
            item_name: item.and_then(|item| item.label(&[])).unwrap_or_default().to_owned(),
            by: By::Program { version: env!("CARGO_PKG_VERSION").to_owned() },
            reviewer: None,
            date: today.to_owned(),
            confidence: best.map(|best| format!("{:.2}", best.score)),
            names: best.map(compared).unwrap_or_default(),
            why: best.map_or_else(|| format!("none of {} items that were found fits", outcome.candidates.len()), reasons),
        })
    };
    outcomes.iter().filter_map(judgement).collect()
}

/// Every thing with its candidates.
#[must_use]
pub fn lines(
    outcomes: &BTreeMap<EntityId, Outcome>,
    subjects: &BTreeMap<EntityId, Subject>,
    snapshot: &Snapshot,
    language: &str,
) -> Vec<Line> {
    let line = |(id, outcome): (&EntityId, &Outcome)| {
        let verdict = match outcome.verdict {
            Verdict::Accepted(_) => "accepted",
            Verdict::NoItem => "none",
            Verdict::Open(why) => why,
        };
        let candidates = outcome.candidates.iter().filter_map(|candidate| shown(candidate, snapshot, language));
        let name = subjects.get(id).map_or("", Subject::name).to_owned();
        Line { on: id.to_string(), name, verdict: verdict.to_owned(), candidates: candidates.collect() }
    };
    outcomes.iter().map(line).collect()
}

fn shown(candidate: &Candidate, snapshot: &Snapshot, language: &str) -> Option<Shown> {
    let item = snapshot.item(candidate.item)?;
    Some(Shown {
        item: candidate.item.to_string(),
        name: item.label(&[language]).unwrap_or_default().to_owned(),
        description: item.description(&[language]).unwrap_or_default().to_owned(),
        dates: dates(item),
        score: (candidate.score * 1000.0).round() / 1000.0,
        origin: snapshot.origin(candidate.item).unwrap_or_default(),
        evidence: candidate.evidence.clone(),
    })
}

/// What dates an item: "1881–1922", "1921-10-13".
#[must_use]
pub fn dates(item: &Item) -> String {
    let first = |properties: &[&str]| properties.iter().find_map(|property| item.dates(property).next()).map(|date| date.edtf());
    match (first(&["P569", "P571", "P580"]), first(&["P570", "P576", "P582"])) {
        (None, None) => first(&["P585"]).unwrap_or_default(),
        (begin, end) => format!("{}–{}", begin.unwrap_or_default(), end.unwrap_or_default()),
    }
}

/// The items of all candidates, to be kept beside the decisions.
#[must_use]
pub fn items(outcomes: &BTreeMap<EntityId, Outcome>, decided: &Decided) -> Vec<ItemId> {
    let candidates = outcomes.values().flat_map(|outcome| outcome.candidates.iter().map(|candidate| candidate.item));
    let mut items: Vec<ItemId> = candidates.chain(decided.accepted.values().copied()).collect();
    items.sort_unstable();
    items.dedup();
    items
}

/// The names that were found to be one.
fn compared(candidate: &Candidate) -> String {
    candidate.evidence.first().map_or("", |name| name.words.as_str()).to_owned()
}

/// What speaks for it, in words.
fn reasons(candidate: &Candidate) -> String {
    let speaks = candidate.evidence.iter().skip(1).filter(|evidence| evidence.speaks == super::evidence::Speaks::For);
    speaks.map(|evidence| format!("{}: {}", evidence.feature.as_str(), evidence.words)).collect::<Vec<_>>().join("; ")
}
