//! What the body tells as done: verbs of the language pack with their subject, their object and their date.
//!
//! [`mod@words`] turns a sentence into words, names and dates, [`offices`] puts holders for offices that
//! stand alone and [`bodies`] bodies for their nouns; [`genders`] knows men from women; [`clause`] says which of them belong to a verb,
//! [`dated`] which date, [`governed`] what stands before a name, [`subject`], [`pronouns`], [`asides`] and [`people`] in what part;
//! [`places`] where; [`acts`] asks of each verb what its act needs, [`nouns`] tells what is only named, and [`deeds`] takes what is dated and no list names. Denials, conditions, plans and what others are reported to
//! have said are no events.

mod acts;
mod asides;
mod before;
mod bodies;
mod careers;
mod clause;
mod dated;
mod deeds;
mod genders;
mod governed;
mod journeys;
mod needs;
mod nouns;
mod offices;
mod papers;
mod people;
mod places;
mod plain;
mod pronouns;
mod sessions;
mod spoken_of;
mod subject;
#[cfg(test)]
mod tests;
mod unreal;
mod words;

use std::collections::HashMap;

use crate::lang::{Needs, Pack};
use crate::read::{Reading, ThingKind};
use crate::resolve::{EntityId, Resolved};
use crate::text::Span;
use crate::time::HistoricalDate;

use super::{EventKind, Statement};
use acts::of_act;
use asides::Opening;
use before::Before;
use bodies::Bodies;
use clause::Clause;
use genders::Genders;
use nouns::of_document;
use offices::Offices;
use spoken_of::SpokenOf;
use words::{Words, words};

/// Something the body tells as done.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Told {
    pub(super) kind: EventKind,
    /// The verb or the noun that tells it.
    pub(super) word: Option<String>,
    pub(super) date: Option<HistoricalDate>,
    pub(super) actors: Vec<EntityId>,
    pub(super) recipients: Vec<EntityId>,
    pub(super) places: Vec<EntityId>,
    /// The asserting sentence.
    pub(super) sentence: Span,
    /// Whether the kind comes from a verb that fits any writing ("wrote"), and no noun says more.
    pub(super) loose: bool,
    /// Of whom the sentence says it, where it names them: who goes on as its subject.
    subject: Option<Vec<EntityId>>,
}

/// The happenings of an essay's sentences, in order; and what is told without having happened.
pub(super) fn told(text: &str, reading: &Reading, resolved: &Resolved, pack: &Pack) -> (Vec<Told>, Vec<Statement>) {
    let mut out: Vec<Told> = Vec::new();
    let mut unreal: Vec<Statement> = Vec::new();
    let mut spoken_of = SpokenOf::default();
    let mut genders = Genders::of(resolved, pack);
    let mut offices = Offices::of(resolved, text, &genders, pack);
    let mut bodies = Bodies::default();
    let parties = parties(reading, resolved);
    let mut previous: Option<Words<'_>> = None;
    for &sentence in &reading.sentences {
        let mut words = words(sentence, text, reading, resolved);
        words.narrow(pack);
        offices.name(&mut words, pack);
        bodies.name(&mut words, pack);
        words.name_pair(pack);
        let before = out.len();
        let mut subject = None;
        let opening = asides::opening(&words, pack);
        let mut last_subject = match words.pair {
            Some(at) => spoken_of.pair(&words, at),
            None => spoken_of.before(opening.as_ref()).to_vec(),
        };
        last_subject = genders.fitting(last_subject, &words, pack);
        // "It met in May": what the sentence before named.
        let gathering = previous.as_ref().filter(|_| words.has(0, &pack.events.things)).and_then(|before| before.last_gathering(pack));
        // "The latter" is the one to whom it was done.
        if let Some(other) = out.last().filter(|told| !told.recipients.is_empty() && words.opens_with_other(pack)) {
            last_subject.clone_from(&other.recipients);
        } else if let Some(meant) = spoken_of.meant_by(&words, &last_subject, pack) {
            last_subject = meant;
        }
        for at in 0..words.all.len() {
            let told_before = Before { sentence: &last_subject, same: subject.as_deref(), parties: &parties, gathering };
            if let Some(mut told) = at_word(&words, at, sentence, told_before, pack) {
                told.word = words.form(at).map(str::to_owned);
                subject = told.subject.clone().filter(|own| !own.is_empty()).or(subject);
                if told.kind == EventKind::Appointment
                    && let [holder] = &told.actors[..]
                {
                    offices.hold(&words, at, holder, pack);
                }
                if !out[before..].iter_mut().any(|own| own.takes(&told) || own.covers(&told)) {
                    out.push(told);
                }
            } else {
                unreal.extend(unreal::at_word(&words, at, sentence, told_before, pack));
            }
        }
        for at in words.dated_verbs(pack) {
            let told_before = Before { sentence: &last_subject, same: subject.as_deref(), parties: &parties, gathering };
            let told = deeds::deed(&Clause::around(&words, at, pack), sentence, told_before);
            if let Some(told) = told.filter(|told| !out[before..].iter().any(|own| own.is_beside(told))) {
                out.push(told);
            }
        }
        drop_shadows(&mut out, before, pack);
        let told = || subject.or_else(|| words.first_subject(pack)).or_else(|| words.only_person(pack));
        spoken_of.opens_with(opening.as_ref());
        let looks_back = matches!(opening, Some(Opening::Named(_))) && words.looks_back(pack);
        let topic = match asides::closing(&words, pack).or(opening).filter(|_| !looks_back) {
            Some(Opening::Named(named)) => Some(named),
            Some(Opening::Pronoun | Opening::Pronouns) if !last_subject.is_empty() => Some(last_subject),
            None if looks_back => None,
            Some(Opening::Pronoun | Opening::Pronouns) | None => words.topic(pack).or_else(told),
        };
        genders.names(&words);
        spoken_of.names(&words, topic.as_deref());
        spoken_of.goes_on(topic);
        spoken_of.passes(&words);
        previous = Some(words);
    }
    (out, unreal)
}

/// The two bodies of which the body of the essay speaks most: "both sides".
fn parties(reading: &Reading, resolved: &Resolved) -> Vec<EntityId> {
    let mut counts: HashMap<&EntityId, usize> = HashMap::new();
    let cited = |span: Span| {
        let next = reading.citations.partition_point(|citation| citation.span.end() <= span.start());
        reading.citations.get(next).is_some_and(|citation| citation.span.overlaps(span))
    };
    let bodies = resolved.mentions.iter().filter(|mention| mention.entity.kind == ThingKind::Group && !cited(mention.span));
    bodies.for_each(|mention| *counts.entry(&mention.entity).or_default() += 1);
    let mut most: Vec<(&EntityId, usize)> = counts.into_iter().collect();
    most.sort_by(|one, two| two.1.cmp(&one.1).then_with(|| one.0.cmp(two.0)));
    let third = most.get(2).map_or(0, |(_, count)| *count);
    let clear = most.get(1).is_some_and(|(_, count)| *count > third && *count > 1);
    if clear { most[..2].iter().map(|(id, _)| (*id).clone()).collect() } else { Vec::new() }
}

/// Leaves out what a sentence tells of nobody and no place beside something else on the same day: "… and the roofs rose".
///
/// Where the language has cases, "… and it was decided to wait" is no event of its own either.
fn drop_shadows(out: &mut Vec<Told>, from: usize, pack: &Pack) {
    let decided = !pack.events.actor_case.is_empty();
    let told: Vec<(Option<HistoricalDate>, bool)> = out[from..].iter().map(|told| (told.date, told.is_of_nobody(decided))).collect();
    let named = |date| told.iter().any(|(own, nobody)| *own == date && !nobody);
    let mut at = 0;
    out.retain(|own| {
        at += 1;
        at <= from || !(own.is_of_nobody(decided) && named(own.date))
    });
}

impl Told {
    fn new(kind: EventKind, date: Option<HistoricalDate>, sentence: Span) -> Self {
        Self {
            kind,
            word: None,
            date,
            actors: Vec::new(),
            recipients: Vec::new(),
            places: Vec::new(),
            sentence,
            loose: false,
            subject: None,
        }
    }

    /// Whether nobody and no place is in what has no type of its own, or in what was decided.
    fn is_of_nobody(&self, decided: bool) -> bool {
        (self.kind == EventKind::Other || decided && self.kind == EventKind::Decision)
            && self.actors.is_empty()
            && self.recipients.is_empty()
            && self.places.is_empty()
    }

    /// Whether the same sentence tells of the same day already; a journey of nobody named says nothing of others.
    fn is_beside(&self, deed: &Self) -> bool {
        self.date == deed.date && !(self.kind == EventKind::Arrival && self.actors.is_empty())
    }

    /// Without places among its people, and everybody once.
    fn tidied(mut self) -> Self {
        let mut seen: Vec<EntityId> = Vec::new();
        for people in [&mut self.actors, &mut self.recipients] {
            people.retain(|id| {
                let first = id.kind != ThingKind::Place && !seen.contains(id);
                if first {
                    seen.push(id.clone());
                }
                first
            });
        }
        self
    }

    /// Whether the same sentence tells on the same day by the same people only something of no type of its own besides.
    fn covers(&self, other: &Self) -> bool {
        other.kind == EventKind::Other && other.date.is_some() && self.date == other.date && self.actors == other.actors
    }

    /// Takes up what the same sentence tells once more; `false` where it is something else.
    fn takes(&mut self, other: &Self) -> bool {
        let dates = self.date.is_none() || other.date.is_none() || self.date == other.date;
        // A body meets and decides: its session is the decision.
        let session = |one: &Self, two: &Self| one.kind == EventKind::Meeting && two.kind == EventKind::Decision;
        let bodies = self.actors.iter().all(|id| id.kind == ThingKind::Group) && self.actors == other.actors;
        if self.date.is_some() && self.date == other.date && bodies && (session(self, other) || session(other, self)) {
            self.kind = EventKind::Decision;
            return true;
        }
        let shared = self.actors.iter().any(|id| other.actors.contains(id)) || self.actors.is_empty() || other.actors.is_empty();
        let documents = self.kind.is_document() && other.kind.is_document();
        let same = self.kind == other.kind && dates && (shared || self.kind.is_document() && self.recipients == other.recipients);
        if !same && !(documents && shared && dates && (self.loose || other.loose)) {
            return false;
        }
        if self.loose && !other.loose {
            self.kind = other.kind;
            self.loose = false;
        }
        self.date = self.date.or(other.date);
        for (own, more) in [(&mut self.actors, &other.actors), (&mut self.recipients, &other.recipients), (&mut self.places, &other.places)]
        {
            if own.is_empty() {
                own.clone_from(more);
            }
        }
        let actors = self.actors.clone();
        self.recipients.retain(|id| !actors.contains(id));
        true
    }
}

/// What the verb or the noun at a word tells, if it tells of something done.
fn at_word(words: &Words<'_>, at: usize, sentence: Span, before: Before<'_>, pack: &Pack) -> Option<Told> {
    let form = words.form(at)?;
    let events = &pack.events;
    if !(events.is_act(form) || events.is_press_verb(form) || events.document(form).is_some() || events.is_treaty(form)) {
        return None;
    }
    let clause = Clause::around(words, at, pack);
    if let Some(told) = press(words, &clause, form, sentence, pack) {
        return Some(told);
    }
    // "He was no more": what is denied is that he lived.
    let gone = events.acts(form).find(|(act, _)| act.needs == Some(Needs::Gone) && clause.is_denied());
    if let Some((act, voice)) = gone {
        return of_act(&clause, act, voice, sentence, before);
    }
    if clause.is_denied() || clause.is_hypothetic() || clause.is_reported() {
        return None;
    }
    let act = events.acts(form).find_map(|(act, voice)| of_act(&clause, act, voice, sentence, before));
    let act = act.filter(|told| told.date.is_some() || !clause.is_subordinate());
    act.or_else(|| of_document(&clause, form, sentence, before))
}

/// A newspaper that writes publishes.
fn press(words: &Words<'_>, clause: &Clause<'_>, form: &str, sentence: Span, pack: &Pack) -> Option<Told> {
    if !pack.events.is_press_verb(form) || clause.is_denied() {
        return None;
    }
    let paper = words.press_before(clause.verb, pack)?;
    Some(Told {
        kind: EventKind::Publication,
        word: Some(form.to_owned()),
        date: clause.date(),
        actors: vec![paper],
        recipients: Vec::new(),
        places: Vec::new(),
        sentence,
        loose: false,
        subject: None,
    })
}
