//! The words that belong to one verb.

use crate::lang::Pack;
use crate::read::ThingKind;
use crate::resolve::{EntityId, Mention};
use crate::time::HistoricalDate;

use super::words::{Word, Words};

/// How far a subject may stand behind its verb, in words.
const BEHIND: usize = 6;
/// How far an object, an addressee or a place may stand from its verb, in words.
const REACH: usize = 14;

/// A verb and the words around it, up to the next clause.
#[derive(Debug)]
pub(super) struct Clause<'a> {
    words: &'a Words<'a>,
    pack: &'a Pack,
    verb: usize,
    /// First word of the stretch in which the subject stands.
    start: usize,
    /// One past the last word of the stretch in which objects stand.
    end: usize,
}

impl<'a> Clause<'a> {
    /// The clause of the verb at a word.
    pub(super) fn around(words: &'a Words<'a>, verb: usize, pack: &'a Pack) -> Self {
        let ends = |at: usize| {
            words.is(at, ';')
                || words.is(at, ':')
                || words.is(at, ',') && words.form(at + 1).is_some_and(|form| pack.events.reported.contains(form))
        };
        let start = (0..verb).rev().find(|at| ends(*at)).map_or(0, |at| at + 1);
        let end = (verb + 1..words.all.len()).find(|at| ends(*at)).unwrap_or(words.all.len());
        Self { words, pack, verb, start, end }
    }

    /// Where the verb stands.
    pub(super) fn verb(&self) -> usize {
        self.verb
    }

    /// Whether the verb is denied.
    pub(super) fn is_denied(&self) -> bool {
        let deny = |at: usize| self.words.form(at).is_some_and(|form| self.pack.events.deny.contains(form));
        (self.verb.saturating_sub(2).max(self.start)..self.verb).any(deny)
    }

    /// Whether it is told as a condition, a duty or a rumour.
    pub(super) fn is_hypothetic(&self) -> bool {
        let from = (self.start..self.verb).rev().find(|at| self.words.is(*at, ',')).unwrap_or(self.start);
        let hypothetic = |at: usize| self.words.form(at).is_some_and(|form| self.pack.events.hypothetic.contains(form));
        (from.saturating_sub(1)..(self.verb + 3).min(self.end)).any(hypothetic)
    }

    /// Whether somebody is reported to have said it: "he wrote that …".
    pub(super) fn is_reported(&self) -> bool {
        let opened = self.start > 0 && self.words.form(self.start).is_some_and(|form| self.pack.events.reported.contains(form));
        opened && (0..self.start).any(|at| self.words.form(at).is_some_and(|form| self.pack.events.saying.contains(form)))
    }

    /// Whether a noun says here when something happened: "during the meeting".
    pub(super) fn is_during(&self) -> bool {
        (self.verb.saturating_sub(3)..self.verb).any(|at| self.words.form(at).is_some_and(|form| self.pack.events.during.contains(form)))
    }

    /// Whether the form is passive by the word before it.
    pub(super) fn is_made_passive(&self) -> bool {
        let mark = |at: usize| self.words.form(at).is_some_and(|form| self.pack.events.passive_marks.contains(form));
        (self.verb.saturating_sub(2).max(self.start)..self.verb).any(mark)
    }

    /// The parties of a treaty: "between the governments of A and B".
    pub(super) fn parties(&self) -> Vec<EntityId> {
        let is_between = |at: &usize| self.words.form(*at).is_some_and(|form| self.pack.events.between.contains(form));
        let Some(between) = (self.start..self.end).find(is_between) else { return Vec::new() };
        let first = (between + 1..(between + 5).min(self.end)).find(|at| self.person_or_body(*at).is_some());
        first.map(|at| self.joined(at)).unwrap_or_default()
    }

    /// The subject: the nearest name before the verb that may be one, with those joined to it; else one shortly behind it.
    pub(super) fn subject(&self) -> Option<Vec<EntityId>> {
        let before = (self.start..self.verb).rev().find(|at| self.is_subject(*at));
        let behind = || {
            (self.verb + 1..(self.verb + 1 + BEHIND).min(self.end))
                .take_while(|at| !self.words.is(*at, ','))
                .find(|at| self.is_subject(*at) && self.is_sure(*at))
        };
        let found = before.or_else(|| if self.pack.events.actor_case.is_empty() { None } else { behind() })?;
        Some(self.joined(found))
    }

    /// Who is meant where no name is the subject: somebody of this sentence, or the one whom a pronoun stands for.
    pub(super) fn carried(&self, before: &[EntityId], same: Option<&[EntityId]>) -> Option<Vec<EntityId>> {
        if let Some(same) = same {
            return Some(same.to_vec());
        }
        let pronoun = (self.start..self.verb).any(|at| self.words.form(at).is_some_and(|form| self.pack.events.pronouns.contains(form)));
        (pronoun && !before.is_empty()).then(|| before.to_vec())
    }

    /// Those to whom: names in the addressee's case, or after the word for it.
    pub(super) fn recipients(&self) -> Vec<EntityId> {
        let events = &self.pack.events;
        let fits = |at: usize| {
            let Some(mention) = self.person_or_body(at) else { return false };
            if events.recipient_case.is_empty() {
                return self.word_before(at).is_some_and(|form| self.pack.roles.before_addressee.iter().any(|own| own == form));
            }
            let addressed = mention.cases.contains(&events.recipient_case);
            addressed && !self.is_governed(at) && !(self.is_subject(at) && mention.cases.len() < 4)
        };
        let near = self.near();
        let person = |at: &usize| fits(*at) && self.words.name(*at).is_some_and(|mention| mention.entity.kind == ThingKind::Person);
        let behind = || near.clone().filter(|at| *at > self.verb);
        let before = || near.clone().filter(|at| *at < self.verb).rev();
        let anybody = || behind().find(|at| fits(*at)).or_else(|| before().find(|at| fits(*at)));
        let found = behind().find(person).or_else(|| before().find(person)).or_else(anybody);
        found.map(|at| self.joined(at)).unwrap_or_default()
    }

    /// Those with whom.
    pub(super) fn companions(&self) -> Vec<EntityId> {
        let events = &self.pack.events;
        for at in self.near().filter(|at| self.words.form(*at).is_some_and(|form| events.companion.contains(form))) {
            let named = (at + 1..(at + 6).min(self.end))
                .find(|at| self.person_or_body(*at).is_some_and(|mention| Words::may(mention, &events.companion_case)));
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
            let after = self.word_before(at).is_some_and(|form| events.by.contains(form));
            let case = !events.companion_case.is_empty()
                && self.words.name(at).is_some_and(|mention| mention.cases == [events.companion_case.clone()])
                && !self.is_governed(at);
            self.person_or_body(at).is_some() && (after || case)
        };
        self.near().find(|at| by(*at)).map(|at| self.joined(at)).unwrap_or_default()
    }

    /// Places to which.
    pub(super) fn places_to(&self) -> Vec<EntityId> {
        self.places(|form| self.pack.events.towards.contains(form), true)
    }

    /// Places at which.
    pub(super) fn places_at(&self) -> Vec<EntityId> {
        self.places(|form| self.pack.events.at.contains(form), false)
    }

    /// A place right behind the verb, as what is taken.
    pub(super) fn targets(&self) -> Vec<EntityId> {
        let place = (self.verb + 1..(self.verb + 4).min(self.end))
            .find_map(|at| self.words.name(at).filter(|mention| mention.entity.kind == ThingKind::Place));
        place.map(|mention| vec![mention.entity.clone()]).unwrap_or_default()
    }

    /// The kind of the document that the clause names nearest to the verb.
    pub(super) fn document(&self) -> Option<&'a str> {
        self.nearest(|form| self.pack.events.document(form))
    }

    /// The same, with no comma between.
    pub(super) fn document_beside(&self) -> Option<&'a str> {
        let stop = |at: &usize| !self.words.is(*at, ',');
        let before = (self.start..self.verb).rev().take_while(stop);
        let after = (self.verb + 1..self.end).take_while(stop);
        after.chain(before).find_map(|at| self.pack.events.document(self.words.form(at)?))
    }

    /// The kind of the gathering that the clause names nearest to the verb.
    pub(super) fn gathering(&self) -> Option<&'a str> {
        self.nearest(|form| self.pack.events.gathering(form))
    }

    /// Whether the clause names a treaty.
    pub(super) fn names_treaty(&self) -> bool {
        self.near().any(|at| self.words.form(at).is_some_and(|form| self.pack.events.is_treaty(form)))
    }

    /// Whether the clause names what is decided.
    pub(super) fn names_resolution(&self) -> bool {
        self.near().any(|at| self.words.form(at).is_some_and(|form| self.pack.events.is_resolution(form)))
    }

    /// The bodies of the clause before its verb: "at a session of the Bureau it was decided".
    pub(super) fn bodies(&self) -> Vec<EntityId> {
        let body = |at: &usize| self.words.name(*at).is_some_and(|mention| mention.entity.kind == ThingKind::Group);
        (self.start..self.verb).rev().find(body).map(|at| self.joined(at)).unwrap_or_default()
    }

    /// The date nearest to the verb, within the clause or at the head of the sentence.
    pub(super) fn date(&self) -> Option<HistoricalDate> {
        let date = |at: usize| match self.words.all.get(at) {
            Some(Word::Date(date)) => Some(date.date),
            _ => None,
        };
        let inside = (self.start..self.end).filter_map(|at| date(at).map(|date| (at.abs_diff(self.verb), date)));
        inside.min_by_key(|(distance, _)| *distance).map(|(_, date)| date).or_else(|| (0..self.start).find_map(date))
    }

    fn near(&self) -> impl DoubleEndedIterator<Item = usize> + Clone + use<> {
        self.verb.saturating_sub(REACH).max(self.start)..(self.verb + 1 + REACH).min(self.end)
    }

    fn nearest(&self, kind: impl Fn(&str) -> Option<&'a str>) -> Option<&'a str> {
        let found = self.near().filter_map(|at| Some((at.abs_diff(self.verb), kind(self.words.form(at)?)?)));
        found.min_by_key(|(distance, _)| *distance).map(|(_, kind)| kind)
    }

    fn places(&self, word: impl Fn(&str) -> bool, states: bool) -> Vec<EntityId> {
        let fits = |at: usize| {
            let kind = self.words.name(at).map(|mention| mention.entity.kind);
            let place = kind == Some(ThingKind::Place) || states && kind == Some(ThingKind::Group);
            place
                && (at.saturating_sub(2)..at)
                    .any(|before| before > self.start.saturating_sub(1) && self.words.form(before).is_some_and(&word))
        };
        let near = self.near();
        let found = near
            .clone()
            .filter(|at| *at > self.verb)
            .find(|at| fits(*at))
            .or_else(|| near.filter(|at| *at < self.verb).rev().find(|at| fits(*at)));
        found.and_then(|at| self.words.name(at)).map(|mention| vec![mention.entity.clone()]).unwrap_or_default()
    }

    fn person_or_body(&self, at: usize) -> Option<&Mention> {
        self.words.name(at).filter(|mention| mention.entity.kind != ThingKind::Place)
    }

    /// Whether the name may be the subject.
    fn is_subject(&self, at: usize) -> bool {
        let Some(mention) = self.person_or_body(at) else { return false };
        Words::may(mention, &self.pack.events.actor_case) && !self.is_governed(at)
    }

    /// Whether its form can hardly be anything but a subject's.
    fn is_sure(&self, at: usize) -> bool {
        let case = |cases: &[String], case: &String| cases.contains(case);
        let events = &self.pack.events;
        self.words.name(at).is_some_and(|mention| case(&mention.cases, &events.actor_case) && !case(&mention.cases, &events.recipient_case))
    }

    /// Whether a preposition stands right before the name.
    fn is_governed(&self, at: usize) -> bool {
        self.word_before(at).is_some_and(|form| {
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

    fn word_before(&self, at: usize) -> Option<&str> {
        at.checked_sub(1).filter(|before| *before >= self.start).and_then(|before| self.words.form(before))
    }

    /// The name and those joined to it by a comma or a conjunction, on both sides, in the same case.
    fn joined(&self, at: usize) -> Vec<EntityId> {
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
