//! Which item is which thing: candidates with their evidence, and a verdict.
//!
//! An item is accepted only where two kinds of evidence speak for it, none against it, and no other comes near. Sure ones
//! are accepted first, so that a second pass can count who stands beside whom. One item never serves two things.

use std::collections::{BTreeMap, BTreeSet};

use crate::read::ThingKind;
use crate::resolve::EntityId;

use super::evidence::{Compared, Evidence, Feature, Speaks};
use super::item::{Item, ItemId};
use super::query::searches;
use super::snapshot::Snapshot;
use super::subject::Subject;

/// The least likeness of names for a match.
const NAME: f32 = 0.9;
/// The same where birth and death agree both.
const NAME_WITH_DATES: f32 = 0.8;
/// Below it no name is a candidate's.
const NAME_AT_ALL: f32 = 0.6;
/// How far the next one must be behind.
const GAP: f32 = 0.1;
/// How many candidates are kept.
pub const KEPT: usize = 10;

/// An item that may be a thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The item.
    pub item: ItemId,
    /// 0 to 1, made of the evidence; for ordering and for the distance to the next.
    pub score: f32,
    /// What speaks for and against it.
    pub evidence: Vec<Evidence>,
    is_person: bool,
}

/// What becomes of a thing.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// It is this item.
    Accepted(ItemId),
    /// No item is it, of those that are known.
    NoItem,
    /// A person must decide; why.
    Open(&'static str),
}

/// The candidates of a thing, the best first, and the verdict.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// At most [`KEPT`].
    pub candidates: Vec<Candidate>,
    /// What becomes of the thing.
    pub verdict: Verdict,
}

/// What people have decided already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decided {
    /// These are these; several things of one item where people say so.
    pub accepted: BTreeMap<EntityId, ItemId>,
    /// These are not these.
    pub rejected: BTreeSet<(EntityId, ItemId)>,
    /// These have no item.
    pub without: BTreeSet<EntityId>,
}

impl Candidate {
    /// The value of a feature; 0 where it was not compared.
    #[must_use]
    pub fn value(&self, feature: Feature) -> f32 {
        self.evidence.iter().find(|evidence| evidence.feature == feature).map_or(0.0, |evidence| evidence.value)
    }

    /// Which way a feature speaks; `None` where it was not compared.
    #[must_use]
    pub fn speaks(&self, feature: Feature) -> Option<Speaks> {
        self.evidence.iter().find(|evidence| evidence.feature == feature).map(|evidence| evidence.speaks)
    }

    /// Whether anything excludes it.
    #[must_use]
    pub fn is_vetoed(&self) -> bool {
        self.evidence.iter().any(|evidence| evidence.speaks == Speaks::Veto)
    }

    fn of(item: ItemId, kind: ThingKind, evidence: Vec<Evidence>) -> Self {
        let mut candidate = Self { item, score: 0.0, evidence, is_person: kind == ThingKind::Person };
        candidate.rate();
        candidate
    }

    /// The score: names first, then what else speaks for it; half of it where something speaks against, little after a veto.
    fn rate(&mut self) {
        let others = self.evidence.iter().filter(|evidence| evidence.speaks == Speaks::For && evidence.feature != Feature::Name);
        let doubt: f32 = others.map(|evidence| 1.0 - evidence.value).product();
        let labels = self.evidence.iter().find(|evidence| evidence.feature == Feature::Labels).map_or(0.5, |evidence| evidence.value);
        let kind = self.evidence.iter().find(|evidence| evidence.feature == Feature::Type).map_or(0.5, |evidence| evidence.value);
        let sum = 0.5 * self.value(Feature::Name) + 0.1 * labels + 0.1 * kind + 0.3 * (1.0 - doubt);
        let against = self.evidence.iter().filter(|evidence| evidence.speaks == Speaks::Against).count();
        let sum = sum - 0.12 * f32::from(u8::try_from(against).unwrap_or(3));
        self.score = if self.is_vetoed() { 0.2 * sum.max(0.0) } else { sum.clamp(0.0, 1.0) };
    }

    /// Whether it could be accepted if no other came near; or why not.
    fn is_sure(&self) -> Result<(), &'static str> {
        if self.is_vetoed() {
            return Err("it is excluded");
        }
        if self.evidence.iter().any(|evidence| evidence.speaks == Speaks::Against) {
            return Err("something speaks against it");
        }
        let for_it = |feature: Feature| self.speaks(feature) == Some(Speaks::For);
        let both_dates = self.value(Feature::Dates) >= 1.0;
        let name = self.value(Feature::Name);
        if name < NAME && !(name >= NAME_WITH_DATES && both_dates) {
            return Err("the names are not alike enough");
        }
        // An office is borne by many: it counts for somebody who is known to have lived then.
        let weak = for_it(Feature::Office) || for_it(Feature::Neighbours);
        if for_it(Feature::Dates) || for_it(Feature::Position) || weak && (for_it(Feature::Alive) || !self.is_person) {
            Ok(())
        } else {
            Err("nothing but the name speaks for it")
        }
    }
}

/// The outcome for every thing; `found` are the items that searches brought for each.
#[must_use]
pub fn matches(
    subjects: &BTreeMap<EntityId, Subject>,
    found: &BTreeMap<EntityId, BTreeSet<ItemId>>,
    snapshot: &Snapshot,
    decided: &Decided,
) -> BTreeMap<EntityId, Outcome> {
    let empty = BTreeSet::new();
    let compared: BTreeMap<&EntityId, Compared<'_>> = subjects.iter().map(|(id, subject)| (id, Compared::of(id.kind, subject))).collect();
    let mut outcomes: BTreeMap<EntityId, Outcome> = BTreeMap::new();
    for (id, compared) in &compared {
        let ids = found.get(*id).unwrap_or(&empty).iter().filter(|item| !decided.rejected.contains(&((*id).clone(), **item)));
        let asked = subjects.get(*id).map(|subject| searches(id.kind, subject)).unwrap_or_default();
        let candidates = ids.filter_map(|item| {
            let mut evidence = compared.evidence(snapshot.item(*item)?)?;
            evidence.extend(snapshot.score(&asked, *item).map(Evidence::of_service));
            Some(Candidate::of(*item, id.kind, evidence))
        });
        let candidates = best(candidates.filter(|candidate| candidate.value(Feature::Name) >= 0.4).collect());
        outcomes.insert((*id).clone(), Outcome { candidates, verdict: Verdict::Open("not yet decided") });
    }
    decide(&mut outcomes, decided);
    // Those that are sure now help the others; each round can only add to what is known.
    for _ in 0..2 {
        let accepted = accepted(&outcomes, decided, snapshot);
        for (id, outcome) in &mut outcomes {
            let Some(compared) = compared.get(id) else { continue };
            for candidate in &mut outcome.candidates {
                let Some(item) = snapshot.item(candidate.item) else { continue };
                candidate.evidence.retain(|evidence| evidence.feature != Feature::Neighbours);
                candidate.evidence.extend(compared.neighbours(candidate.item, item, &accepted));
                candidate.rate();
            }
            outcome.candidates = best(std::mem::take(&mut outcome.candidates));
        }
        decide(&mut outcomes, decided);
    }
    outcomes
}

/// The best candidates first, equal ones by number.
fn best(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.item.cmp(&b.item)));
    candidates.truncate(KEPT);
    candidates
}

/// What is sure by now, with the items.
fn accepted<'s>(
    outcomes: &BTreeMap<EntityId, Outcome>,
    decided: &Decided,
    snapshot: &'s Snapshot,
) -> BTreeMap<EntityId, (ItemId, &'s Item)> {
    let sure = outcomes.iter().filter_map(|(id, outcome)| match outcome.verdict {
        Verdict::Accepted(item) => Some((id, item)),
        Verdict::NoItem | Verdict::Open(_) => None,
    });
    let known = sure.chain(decided.accepted.iter().map(|(id, item)| (id, *item)));
    known.filter_map(|(id, item)| Some((id.clone(), (item, snapshot.item(item)?)))).collect()
}

/// Gives every thing its verdict, and an item to one thing at the most.
fn decide(outcomes: &mut BTreeMap<EntityId, Outcome>, decided: &Decided) {
    let taken: BTreeSet<ItemId> = decided.accepted.values().copied().collect();
    for (id, outcome) in outcomes.iter_mut() {
        outcome.verdict = match decided.accepted.get(id) {
            Some(item) => Verdict::Accepted(*item),
            None if decided.without.contains(id) => Verdict::NoItem,
            None => verdict(&outcome.candidates, &taken),
        };
    }
    let mut claims: BTreeMap<ItemId, Vec<(EntityId, f32)>> = BTreeMap::new();
    for (id, outcome) in outcomes.iter().filter(|(id, _)| !decided.accepted.contains_key(*id)) {
        if let Verdict::Accepted(item) = outcome.verdict {
            claims.entry(item).or_default().push((id.clone(), outcome.candidates.first().map_or(0.0, |best| best.score)));
        }
    }
    for claimants in claims.values_mut().filter(|claimants| claimants.len() > 1) {
        claimants.sort_by(|a, b| b.1.total_cmp(&a.1));
        let clear = claimants[0].1 - claimants[1].1 >= GAP;
        for (id, _) in claimants.iter().skip(usize::from(clear)) {
            if let Some(outcome) = outcomes.get_mut(id) {
                outcome.verdict = Verdict::Open("another thing of the essays is this item");
            }
        }
    }
}

fn verdict(candidates: &[Candidate], taken: &BTreeSet<ItemId>) -> Verdict {
    let mut possible = candidates.iter().filter(|candidate| !candidate.is_vetoed() && candidate.value(Feature::Name) >= NAME_AT_ALL);
    let Some(first) = possible.next() else { return Verdict::NoItem };
    if taken.contains(&first.item) {
        return Verdict::Open("another thing of the essays is this item");
    }
    if let Err(why) = first.is_sure() {
        return Verdict::Open(why);
    }
    match possible.next() {
        Some(second) if first.score - second.score < GAP => Verdict::Open("another item comes near"),
        _ => Verdict::Accepted(first.item),
    }
}
