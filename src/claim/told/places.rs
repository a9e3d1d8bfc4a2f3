//! Where something happens, and where somebody goes: by preposition, by place in the clause.

use crate::lang::WordSet;
use crate::read::ThingKind;
use crate::resolve::EntityId;

use super::clause::{BESIDE, Clause};
use super::words::Words;

impl Clause<'_> {
    /// Places to which.
    pub(super) fn places_to(&self) -> Vec<EntityId> {
        if self.leads_to_infinitive() {
            return Vec::new();
        }
        // "Из Варшавы в Москву": where to, rather than whence.
        let reached = if self.is_caseless() { Vec::new() } else { self.places_reached() };
        if !reached.is_empty() {
            return reached;
        }
        self.places(|form| self.pack.events.towards.contains(form), true, &self.pack.events.object_case)
    }

    /// Places to which, by a word that is also said of where something is: "в", not "из".
    pub(super) fn places_reached(&self) -> Vec<EntityId> {
        let events = &self.pack.events;
        self.places(|form| events.towards.contains(form) && events.at.contains(form), true, &events.object_case)
    }

    /// The place right behind one of some words that stand right behind the verb: "called at".
    pub(super) fn places_by(&self, with: &WordSet) -> Vec<EntityId> {
        let place = |at: usize| self.words.name(at).filter(|mention| mention.entity.kind == ThingKind::Place);
        let found = self.words.has(self.verb + 1, with).then(|| (self.verb + 2..self.verb + 4).find_map(place)).flatten();
        found.map(|mention| vec![mention.entity.clone()]).unwrap_or_default()
    }

    /// Places at which.
    pub(super) fn places_at(&self) -> Vec<EntityId> {
        self.places(|form| self.pack.events.at.contains(form), false, "")
    }

    /// The place right before the verb, as what falls.
    pub(super) fn subject_place(&self) -> Vec<EntityId> {
        let place = |at: &usize| {
            let named = self
                .words
                .name(*at)
                .is_some_and(|mention| mention.entity.kind == ThingKind::Place && Words::may(mention, &self.pack.events.actor_case));
            named && !self.is_governed(*at)
        };
        let near = self.stretch().start.max(self.verb.saturating_sub(BESIDE))..self.verb;
        near.rev().find(place).and_then(|at| self.words.name(at)).map(|mention| vec![mention.entity.clone()]).unwrap_or_default()
    }

    /// A place right behind the verb, as what is taken.
    pub(super) fn targets(&self) -> Vec<EntityId> {
        let place = (self.verb + 1..(self.verb + 5).min(self.end))
            .find_map(|at| self.words.name(at).filter(|mention| mention.entity.kind == ThingKind::Place));
        place.map(|mention| vec![mention.entity.clone()]).unwrap_or_default()
    }

    /// Whether somebody only came to be something: "came to be at the table", "came to know".
    fn leads_to_infinitive(&self) -> bool {
        let events = &self.pack.events;
        self.words.has(self.verb + 1, &events.infinitive_marks) && self.words.has(self.verb + 2, &events.comings)
    }

    /// The place behind one of some words; in a case, where the word is also said of where something is ("в Москву", "в Москве").
    fn places(&self, word: impl Fn(&str) -> bool, states: bool, case: &str) -> Vec<EntityId> {
        let fits = |at: usize| {
            let Some(mention) = self.words.name(at) else { return false };
            let place = mention.entity.kind == ThingKind::Place || states && mention.entity.kind == ThingKind::Group;
            let governs = |form: &str| word(form) && (!self.pack.events.at.contains(form) || Words::may(mention, case));
            let before = (at.saturating_sub(2)..at).filter(|before| *before > self.start.saturating_sub(1));
            // "На берег Крыма": the land of what the small word governs.
            let land = || {
                let owner = !case.is_empty() && mention.cases.contains(&self.pack.events.owner_case);
                let small = at.checked_sub(2).filter(|small| *small >= self.start).and_then(|small| self.words.form(small));
                owner && self.words.form(at - 1).is_some_and(|noun| noun.chars().count() > 3) && small.is_some_and(&word)
            };
            place && (before.into_iter().any(|before| self.words.form(before).is_some_and(governs)) || land())
        };
        let (near, stretch) = (self.near(), self.stretch());
        let found = near
            .clone()
            .filter(|at| *at > self.verb)
            .take_while(|at| !self.leads_on(*at))
            .find(|at| fits(*at))
            .or_else(|| near.filter(|at| *at < self.verb && stretch.contains(at)).rev().find(|at| fits(*at)));
        found.and_then(|at| self.words.name(at)).map(|mention| vec![mention.entity.clone()]).unwrap_or_default()
    }
}
