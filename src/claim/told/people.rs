//! Who takes part in what a verb or a noun tells: by case, by preposition, by place in the clause.

use crate::lang::Kind;
use crate::read::ThingKind;
use crate::resolve::{EntityId, Mention};

use super::clause::{BESIDE, Clause, REACH};
use super::words::Words;

/// How far a subject may stand behind its verb, in words.
const BEHIND: usize = 6;
/// How far behind his preposition a companion may stand, in words: "with the people's commissar for …, Brown".
const COMPANION: usize = 9;

impl Clause<'_> {
    /// The parties of a treaty: "between the governments of A and B".
    pub(super) fn parties(&self) -> Vec<EntityId> {
        let is_between = |at: &usize| self.words.form(*at).is_some_and(|form| self.pack.events.between.contains(form));
        let Some(between) = (self.start..self.end).find(is_between) else { return Vec::new() };
        let first = (between + 1..(between + 5).min(self.end)).find(|at| self.person_or_body(*at).is_some());
        first.map(|at| self.joined(at)).unwrap_or_default()
    }

    /// The subject: the nearest name before the verb that may be one, with those joined to it; else one shortly behind it.
    pub(super) fn subject(&self) -> Option<Vec<EntityId>> {
        if let Some(named) = self.antecedent() {
            return Some(named);
        }
        let before = (self.start..self.verb).rev().find(|at| self.is_subject(*at));
        let behind = || {
            (self.verb + 1..(self.verb + 1 + BEHIND).min(self.end))
                .take_while(|at| !self.words.is(*at, ','))
                .find(|at| self.is_subject(*at) && self.is_sure(*at))
        };
        if self.pronoun().is_some_and(|pronoun| before.is_none_or(|before| before < pronoun)) {
            return None;
        }
        let caseless = self.pack.events.actor_case.is_empty();
        let own = before.filter(|at| caseless || self.stretch().contains(at));
        let found = own.or_else(|| if caseless { None } else { behind() }).or(before)?;
        Some(self.joined(found))
    }

    /// Who is meant where no name is the subject: somebody of this sentence, or the one whom a pronoun stands for.
    pub(super) fn carried(&self, before: &[EntityId], same: Option<&[EntityId]>) -> Option<Vec<EntityId>> {
        if let Some(same) = same {
            return Some(same.to_vec());
        }
        let told = || (self.verb.saturating_sub(2 * REACH)..self.start).find(|at| self.is_subject(*at) && self.is_sure(*at));
        match self.pronoun() {
            Some(_) => (!before.is_empty()).then(|| before.to_vec()),
            None if self.start > 0 && !self.pack.events.actor_case.is_empty() => told().map(|at| self.joined(at)),
            None => None,
        }
    }

    /// The one named right before "who" or before a participle, in whatever case.
    pub(super) fn antecedent(&self) -> Option<Vec<EntityId>> {
        let from = self.verb.saturating_sub(BESIDE);
        let relative =
            (from..self.verb).rev().find(|at| self.words.form(*at).is_some_and(|form| self.pack.events.relatives.contains(form)))?;
        (!(relative..self.verb).any(|at| self.words.is(at, ','))).then(|| self.named_before(relative)).flatten()
    }

    /// The nearest name shortly before a word, whatever its case; a body only where nothing but a comma is between.
    pub(super) fn named_before(&self, at: usize) -> Option<Vec<EntityId>> {
        let found = (at.saturating_sub(BESIDE)..at).rev().find(|at| self.person_or_body(*at).is_some())?;
        let body = self.words.name(found)?.entity.kind == ThingKind::Group;
        (!body || at - found <= 2).then(|| self.words.name(found).map(|mention| vec![mention.entity.clone()])).flatten()
    }

    /// Whose the noun is: named behind it as its owner, or before it.
    pub(super) fn owner(&self, noun: usize, before: &[EntityId]) -> Option<Vec<EntityId>> {
        let events = &self.pack.events;
        let owns = |at: &usize| {
            let Some(mention) = self.person_or_body(*at) else { return false };
            if events.owner_case.is_empty() {
                return self.governor(*at).is_some_and(|form| events.of.contains(form));
            }
            mention.cases.contains(&events.owner_case) && !self.is_governed(*at)
        };
        let act = |at: usize| at > noun && self.words.form(at).is_some_and(|form| events.is_act(form) || events.pronouns.contains(form));
        let stops = |at: &usize| self.words.is(*at, ';') || self.words.is(*at, ':') || act(*at);
        let behind = (noun + 1..(noun + 1 + BESIDE).min(self.end)).take_while(|at| !stops(at)).find(owns);
        if let Some(at) = behind {
            return Some(self.joined(at));
        }
        let marked = |at: &usize| {
            let mark = |at: usize| self.words.form(at).is_some_and(|form| events.owner_marks.contains(form));
            self.person_or_body(*at).is_some() && (mark(at + 1) || self.words.is(at + 1, '’') && mark(at + 2))
        };
        if let Some(at) = (noun.saturating_sub(BESIDE).max(self.start)..noun).rev().find(marked) {
            return Some(self.joined(at));
        }
        let own = (noun.saturating_sub(2).max(self.start)..noun)
            .any(|at| self.words.form(at).is_some_and(|form| events.possessives.contains(form)));
        (own && !before.is_empty()).then(|| before.to_vec())
    }

    /// Those to whom: names in the addressee's case, or after the word for it.
    pub(super) fn recipients(&self) -> Vec<EntityId> {
        let events = &self.pack.events;
        let fits = |at: usize| {
            let Some(mention) = self.person_or_body(at) else { return false };
            if events.recipient_case.is_empty() {
                return self.governor(at).is_some_and(|form| self.pack.roles.before_addressee.iter().any(|own| own == form));
            }
            let addressed = mention.cases.contains(&events.recipient_case);
            let towards = self.word_before(at).is_some_and(|form| self.pack.roles.before_addressee.iter().any(|own| own == form));
            if towards && addressed && mention.entity.kind == ThingKind::Person {
                return true;
            }
            // "Of" or "to": an owner behind any noun but that of a document.
            let owned = mention.cases.contains(&events.owner_case)
                && self.word_before(at).is_some_and(|form| !events.is_act(form) && events.document(form).is_none());
            let subject = self.is_subject(at) && mention.cases.len() < 4;
            addressed && !(owned || subject || self.is_governed(at))
        };
        let near = self.near();
        let person = |at: &usize| fits(*at) && self.words.name(*at).is_some_and(|mention| mention.entity.kind == ThingKind::Person);
        let behind = || near.clone().filter(|at| *at > self.verb);
        let before = || near.clone().filter(|at| *at < self.verb).rev();
        let anybody = || behind().find(|at| fits(*at)).or_else(|| before().find(|at| fits(*at)));
        let found = behind().find(person).or_else(|| before().find(person)).or_else(anybody);
        found.map(|at| self.joined(at)).unwrap_or_default()
    }

    /// Those from whom.
    pub(super) fn senders(&self) -> Option<Vec<EntityId>> {
        let from = |at: &usize| self.governor(*at).is_some_and(|form| self.pack.roles.before_sender.iter().any(|own| own == form));
        self.near().find(|at| self.person_or_body(*at).is_some() && from(at)).map(|at| self.joined(at))
    }

    /// Those with whom.
    pub(super) fn companions(&self) -> Vec<EntityId> {
        let events = &self.pack.events;
        for at in self.near().filter(|at| self.words.form(*at).is_some_and(|form| events.companion.contains(form))) {
            let caseless = events.companion_case.is_empty();
            let named = (at + 1..(at + COMPANION).min(self.end))
                .find(|at| self.person_or_body(*at).is_some_and(|mention| Words::may(mention, &events.companion_case)))
                .filter(|named| !caseless || self.governor(*named).is_some_and(|form| events.companion.contains(form)));
            if let Some(named) = named {
                return self.joined(named);
            }
        }
        Vec::new()
    }

    /// Those whom the verb concerns: names behind it in the object's case.
    pub(super) fn objects(&self) -> Vec<EntityId> {
        let events = &self.pack.events;
        let fits = |at: &usize| {
            let object = self.person_or_body(*at).is_some_and(|mention| {
                Words::may(mention, &events.object_case) && (events.object_case.is_empty() || !mention.cases.is_empty())
            });
            object && !self.is_governed(*at)
        };
        (self.verb + 1..(self.verb + 1 + REACH).min(self.end)).find(fits).map(|at| self.joined(at)).unwrap_or_default()
    }

    /// Those by whom it was done.
    pub(super) fn doers(&self) -> Vec<EntityId> {
        let events = &self.pack.events;
        let by = |at: usize| {
            let after = self.governor(at).is_some_and(|form| events.by.contains(form));
            let case = !events.companion_case.is_empty()
                && self.words.name(at).is_some_and(|mention| mention.cases == [events.companion_case.clone()])
                && !self.is_governed(at);
            self.person_or_body(at).is_some() && (after || case)
        };
        self.stretch().find(|at| by(*at)).map(|at| self.joined(at)).unwrap_or_default()
    }

    pub(super) fn person_or_body(&self, at: usize) -> Option<&Mention> {
        self.words.name(at).filter(|mention| mention.entity.kind != ThingKind::Place)
    }

    /// Whether the name may be the subject.
    fn is_subject(&self, at: usize) -> bool {
        let Some(mention) = self.person_or_body(at) else { return false };
        let caseless = self.pack.events.actor_case.is_empty();
        let object =
            || caseless && self.governor(at).is_some_and(|form| self.pack.events.is_act(form) || self.pack.events.saying.contains(form));
        Words::may(mention, &self.pack.events.actor_case) && !self.is_governed(at) && !object()
    }

    /// The pronoun that may be the subject, right before the verb.
    fn pronoun(&self) -> Option<usize> {
        let is = |at: &usize| self.words.form(*at).is_some_and(|form| self.pack.events.pronouns.contains(form));
        self.stretch().filter(|at| *at < self.verb).rev().find(is)
    }

    /// Whether a pronoun right beside the verb stands for the one to whom it is done.
    pub(super) fn concerns_pronoun(&self) -> bool {
        let is = |at: usize| self.words.form(at).is_some_and(|form| self.pack.events.object_pronouns.contains(form));
        let caseless = self.pack.events.actor_case.is_empty();
        is(self.verb + 1) || !caseless && self.verb > self.start && is(self.verb - 1)
    }

    /// Whether a pronoun stands for the one with whom.
    pub(super) fn has_companion_pronoun(&self) -> bool {
        let events = &self.pack.events;
        let with = |at: usize| self.words.form(at).is_some_and(|form| events.companion.contains(form));
        self.near().any(|at| with(at) && self.words.form(at + 1).is_some_and(|form| events.object_pronouns.contains(form)))
    }

    /// The one who is named behind a noun and the comma after it: "in a letter of 3 May, Brown …".
    pub(super) fn subject_ahead(&self, before: &[EntityId]) -> Option<Vec<EntityId>> {
        let comma = (self.verb + 1..self.end).find(|at| self.words.is(*at, ','))?;
        if self.words.form(comma + 1).is_some_and(|form| self.pack.events.pronouns.contains(form)) {
            return (!before.is_empty()).then(|| before.to_vec());
        }
        let mut reach = comma + 1..(comma + BESIDE).min(self.end);
        let named = reach.find(|at| self.is_subject(*at)).and_then(|at| self.words.name(at))?;
        Some(vec![named.entity.clone()])
    }

    /// Whether its form can hardly be anything but a subject's.
    fn is_sure(&self, at: usize) -> bool {
        let case = |cases: &[String], case: &String| cases.contains(case);
        let events = &self.pack.events;
        self.words.name(at).is_some_and(|mention| case(&mention.cases, &events.actor_case) && !case(&mention.cases, &events.recipient_case))
    }

    /// Whether a preposition stands right before the name.
    fn is_governed(&self, at: usize) -> bool {
        let caseless = self.pack.events.actor_case.is_empty();
        let before = if caseless { self.governor(at) } else { self.word_before(at) };
        before.is_some_and(|form| {
            let events = &self.pack.events;
            let roles = &self.pack.roles;
            let listed = |words: &[String]| words.iter().any(|own| own == form);
            events.companion.contains(form)
                || events.towards.contains(form)
                || events.at.contains(form)
                || events.by.contains(form)
                || listed(&roles.before_addressee)
                || listed(&roles.before_sender)
                || listed(&roles.topic)
        })
    }

    /// The word before a name, beyond the titles and articles that belong to it.
    fn governor(&self, at: usize) -> Option<&str> {
        let names = &self.pack.names;
        let skipped = |form: &str| names.is(Kind::Title, form) || names.is(Kind::ShortTitle, form) || names.is_article(form);
        (at.saturating_sub(4).max(self.start)..at).rev().map_while(|before| self.words.form(before)).find(|form| !skipped(form))
    }

    fn word_before(&self, at: usize) -> Option<&str> {
        at.checked_sub(1).filter(|before| *before >= self.start).and_then(|before| self.words.form(before))
    }

    /// The name and those joined to it by a comma or a conjunction, on both sides, in the same case.
    pub(super) fn joined(&self, at: usize) -> Vec<EntityId> {
        let joins = |at: usize| {
            self.words.is(at, ',') || self.words.form(at).is_some_and(|form| self.pack.roles.joins.iter().any(|own| own == form))
        };
        let alike = |other: usize| match (self.words.name(at), self.person_or_body(other)) {
            (Some(own), Some(other)) => {
                other.entity.kind == own.entity.kind
                    && (own.cases.is_empty() || other.cases.is_empty() || own.cases.iter().any(|case| other.cases.contains(case)))
            }
            _ => false,
        };
        let mut first = at;
        while first >= self.start + 2 && joins(first - 1) && alike(first - 2) {
            first -= 2;
        }
        let mut last = at;
        while last + 2 < self.end && joins(last + 1) && alike(last + 2) {
            last += 2;
        }
        (first..=last).step_by(2).filter_map(|at| self.words.name(at)).map(|mention| mention.entity.clone()).collect()
    }
}
