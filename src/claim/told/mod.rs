//! What the body tells as done: verbs of the language pack with their subject, their object and their date.
//!
//! [`words`] turns a sentence into words, names and dates; [`clause`] says which of them belong to a
//! verb; this module asks of each verb what its act needs. Denials, conditions, plans and what others
//! are reported to have said are no events.

mod clause;
mod words;

use crate::lang::{Act, Needs, Pack, Voice};
use crate::read::{Reading, ThingKind};
use crate::resolve::{EntityId, Resolved};
use crate::text::Span;
use crate::time::HistoricalDate;

use super::EventKind;
use clause::Clause;
use words::{Words, words};

/// Something the body tells as done.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Told {
    pub(super) kind: EventKind,
    pub(super) date: Option<HistoricalDate>,
    pub(super) actors: Vec<EntityId>,
    pub(super) recipients: Vec<EntityId>,
    pub(super) places: Vec<EntityId>,
    /// The asserting sentence.
    pub(super) sentence: Span,
    /// Whether the kind comes from a verb that fits any writing ("wrote"), and no noun says more.
    pub(super) loose: bool,
}

/// The happenings of an essay's sentences, in order.
pub(super) fn told(text: &str, reading: &Reading, resolved: &Resolved, pack: &Pack) -> Vec<Told> {
    let mut out: Vec<Told> = Vec::new();
    let mut last_subject: Vec<EntityId> = Vec::new();
    for &sentence in &reading.sentences {
        let words = words(sentence, text, reading, resolved);
        let before = out.len();
        let mut subject = None;
        for at in 0..words.all.len() {
            if let Some(told) = at_word(&words, at, sentence, &last_subject, subject.as_deref(), pack) {
                if !told.actors.is_empty() {
                    subject = Some(told.actors.clone());
                }
                let same = out[before..].iter().any(|own| own.kind == told.kind && own.actors == told.actors && own.date == told.date);
                if !same {
                    out.push(told);
                }
            }
        }
        if let Some(first) = subject.or_else(|| words.first_subject(pack)) {
            last_subject = first;
        }
    }
    out
}

/// What the verb at a word tells, if it tells of something done.
fn at_word(words: &Words<'_>, at: usize, sentence: Span, before: &[EntityId], same: Option<&[EntityId]>, pack: &Pack) -> Option<Told> {
    let form = words.form(at)?;
    let clause = Clause::around(words, at, pack);
    if let Some(told) = press(words, &clause, form, sentence, pack) {
        return Some(told);
    }
    if clause.is_denied() || clause.is_hypothetic() || clause.is_reported() {
        return None;
    }
    pack.events.acts(form).find_map(|(act, voice)| of_act(&clause, act, voice, sentence, before, same))
}

/// The event of one act, where the clause holds what it needs.
fn of_act(clause: &Clause<'_>, act: &Act, voice: Voice, sentence: Span, before: &[EntityId], same: Option<&[EntityId]>) -> Option<Told> {
    let mut told = Told {
        kind: EventKind::Other,
        date: clause.date(),
        actors: Vec::new(),
        recipients: Vec::new(),
        places: Vec::new(),
        sentence,
        loose: false,
    };
    let voice = if voice == Voice::Active && clause.is_made_passive() { Voice::Passive } else { voice };
    if voice == Voice::Noun && act.needs == Some(Needs::Companion) && !clause.is_during() {
        return None;
    }
    let subject = || clause.subject().or_else(|| clause.carried(before, same));
    match act.needs {
        Some(Needs::Document) => {
            told.kind = EventKind::parse(clause.document()?)?;
            told.actors = subject()?;
            told.recipients = clause.recipients();
        }
        Some(Needs::Gathering) => {
            told.kind = EventKind::parse(clause.gathering()?)?;
            told.places = clause.places_at();
            if told.date.is_none() && told.places.is_empty() {
                return None;
            }
        }
        Some(Needs::Treaty) => {
            if !clause.names_treaty() {
                return None;
            }
            told.kind = EventKind::Treaty;
            if voice == Voice::Active {
                told.actors = clause.subject().unwrap_or_default();
            }
            told.actors.extend(clause.companions());
            told.actors.extend(clause.parties());
            told.places = clause.places_at();
            if told.actors.is_empty() && told.date.is_none() {
                return None;
            }
        }
        Some(Needs::Resolution) => {
            if !clause.names_resolution() {
                return None;
            }
            told.kind = EventKind::Decision;
            told.actors = if voice == Voice::Passive { clause.bodies() } else { subject()? };
            if told.actors.is_empty() {
                return None;
            }
        }
        Some(Needs::Companion) => {
            told.kind = EventKind::parse(&act.kind)?;
            told.actors = subject()?;
            told.actors.extend(clause.companions());
            told.places = clause.places_at();
            if told.actors.len() < 2 {
                return None;
            }
        }
        Some(Needs::Object) => {
            told.kind = EventKind::parse(&act.kind)?;
            told.actors = subject()?;
            let met: Vec<EntityId> =
                clause.objects().into_iter().filter(|id| id.kind == ThingKind::Person && !told.actors.contains(id)).collect();
            if met.is_empty() {
                return None;
            }
            told.actors.extend(met);
            told.places = clause.places_at();
        }
        Some(Needs::Appointee) => {
            told.kind = EventKind::Appointment;
            let object = clause.objects().into_iter().find(|id| id.kind == ThingKind::Person);
            let appointee = if voice == Voice::Passive { clause.subject()?.into_iter().next() } else { object };
            told.actors = vec![appointee.filter(|id| id.kind == ThingKind::Person)?];
        }
        Some(Needs::Place) => {
            told.kind = EventKind::parse(&act.kind)?;
            told.places = clause.places_to();
            if told.places.is_empty() {
                return None;
            }
            told.actors = subject()?;
        }
        Some(Needs::Target) => {
            told.kind = EventKind::Battle;
            told.places = clause.targets();
            told.actors = if voice == Voice::Passive { Vec::new() } else { subject().unwrap_or_default() };
            told.actors.extend(clause.objects().into_iter().filter(|id| id.kind == ThingKind::Group));
            if told.places.is_empty() && told.actors.len() < 2 || told.date.is_none() && told.actors.is_empty() {
                return None;
            }
        }
        None => {
            told.kind = EventKind::parse(&act.kind)?;
            let passive = voice == Voice::Passive;
            told.actors = if passive { clause.doers() } else { subject()? };
            if told.kind.is_document() {
                told.recipients = clause.recipients();
                told.loose = true;
                if let Some(kind) = clause.document_beside().and_then(EventKind::parse) {
                    told.kind = kind;
                    told.loose = false;
                }
            } else if told.date.is_none() && (passive || told.kind != EventKind::Decision) {
                return None;
            }
        }
    }
    told.actors.retain(|id| id.kind != ThingKind::Place);
    let actors = told.actors.clone();
    told.recipients.retain(|id| !actors.contains(id));
    if told.loose && told.recipients.is_empty() {
        return None;
    }
    let mut seen: Vec<EntityId> = Vec::new();
    told.actors.retain(|id| {
        !seen.contains(id) && {
            seen.push(id.clone());
            true
        }
    });
    Some(told)
}

/// A newspaper that writes publishes.
fn press(words: &Words<'_>, clause: &Clause<'_>, form: &str, sentence: Span, pack: &Pack) -> Option<Told> {
    if !pack.events.is_press_verb(form) || clause.is_denied() {
        return None;
    }
    let paper = words.press_before(clause.verb())?;
    Some(Told {
        kind: EventKind::Publication,
        date: clause.date(),
        actors: vec![paper],
        recipients: Vec::new(),
        places: Vec::new(),
        sentence,
        loose: false,
    })
}
