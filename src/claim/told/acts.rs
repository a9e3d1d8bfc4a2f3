//! What each act needs beside its verb or noun, and the event that it then tells of.

use crate::lang::{Act, Needs, Voice};
use crate::read::ThingKind;
use crate::resolve::EntityId;
use crate::text::Span;

use super::clause::Clause;
use super::{EventKind, Told};

/// Who was told of before a clause.
#[derive(Clone, Copy, Debug)]
pub(super) struct Before<'a> {
    /// The subject of the sentence before.
    pub(super) sentence: &'a [EntityId],
    /// Those of this sentence.
    pub(super) same: Option<&'a [EntityId]>,
}

/// The event of one act, where the clause holds what it needs.
pub(super) fn of_act(clause: &Clause<'_>, act: &Act, voice: Voice, sentence: Span, before: Before<'_>) -> Option<Told> {
    if !clause.has_beside(&act.beside) {
        return None;
    }
    let voice = match voice {
        Voice::Active if clause.is_made_passive() => Voice::Passive,
        Voice::Active if act.needs.is_some_and(takes_passive) && clause.is_apposed() => Voice::PassiveParticiple,
        Voice::Infinitive if !clause.is_achieved() => return None,
        Voice::Noun => return of_noun(clause, act, sentence, before),
        other => other,
    };
    let mut told = Told::new(EventKind::Other, clause.date(), sentence);
    let subject = || match voice {
        Voice::Participle => clause.named_before(clause.verb),
        Voice::Infinitive => Some(clause.recipients()).filter(|found| !found.is_empty()).or_else(|| clause.subject()),
        Voice::Active | Voice::Passive | Voice::PassiveParticiple | Voice::Gerund | Voice::Noun => {
            clause.subject().or_else(|| clause.carried(before.sentence, before.same))
        }
    };
    let passive = matches!(voice, Voice::Passive | Voice::PassiveParticiple);
    let patient = || match voice {
        Voice::PassiveParticiple => clause.named_before(clause.verb),
        Voice::Passive => clause.subject().or_else(|| clause.carried(before.sentence, before.same)),
        Voice::Active | Voice::Participle | Voice::Gerund | Voice::Infinitive | Voice::Noun => {
            let named = clause.objects();
            let meant = named.is_empty() && clause.concerns_pronoun();
            Some(if meant { before.sentence.to_vec() } else { named })
        }
    };
    match act.needs {
        Some(Needs::Document) => {
            told.kind = EventKind::parse(clause.document()?)?;
            told.actors = if passive { Some(clause.doers()).filter(|doers| !doers.is_empty())? } else { subject()? };
            told.recipients = clause.recipients();
        }
        Some(Needs::Received) => {
            let (noun, kind) = clause.document_at()?;
            told.kind = EventKind::parse(kind)?;
            told.actors = clause.owner(noun, &[]).or_else(|| clause.senders())?;
            told.recipients = if passive { clause.recipients() } else { subject()? };
            told.date = clause.date_of(noun).or(told.date);
        }
        Some(Needs::Gathering) => {
            let (noun, kind) = clause.gathering()?;
            told.kind = EventKind::parse(kind)?;
            told.actors = gathered(clause, noun);
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
            told.actors = if passive { clause.doers() } else { clause.subject().unwrap_or_default() };
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
            told.actors = if passive { clause.bodies() } else { subject()? };
            if told.actors.is_empty() {
                return None;
            }
        }
        Some(Needs::Companion) => {
            told.kind = EventKind::parse(&act.kind)?;
            told.actors = subject()?;
            told.actors.extend(clause.companions());
            if clause.has_companion_pronoun() {
                told.actors.extend(before.sentence.iter().cloned());
            }
            told.places = clause.places_at();
            if told.actors.len() < 2 {
                return None;
            }
        }
        Some(Needs::Object) => {
            told.kind = EventKind::parse(&act.kind)?;
            told.actors = subject()?;
            let others = if passive { clause.doers() } else { patient().unwrap_or_default() };
            let met: Vec<EntityId> =
                others.into_iter().filter(|id| (passive || id.kind == ThingKind::Person) && !told.actors.contains(id)).collect();
            let together = told.actors.len() > 1 && told.date.is_some() && !passive;
            if met.is_empty() && !together {
                return None;
            }
            told.actors.extend(met);
            told.places = clause.places_at();
        }
        Some(Needs::Appointee) => {
            told.kind = EventKind::Appointment;
            told.actors = vec![patient()?.into_iter().find(|id| id.kind == ThingKind::Person)?];
        }
        Some(Needs::Office) => {
            if !clause.names_office() {
                return None;
            }
            told.kind = EventKind::Appointment;
            told.actors = vec![subject()?.into_iter().find(|id| id.kind == ThingKind::Person)?];
        }
        Some(Needs::Patient) => {
            told.kind = EventKind::parse(&act.kind)?;
            let struck = patient()?;
            if struck.is_empty() {
                return None;
            }
            told.actors = if passive { clause.doers() } else { subject().unwrap_or_default() };
            told.actors.extend(struck);
        }
        Some(Needs::Place) => {
            told.kind = EventKind::parse(&act.kind)?;
            told.places = clause.places_to();
            if told.places.is_empty() {
                return None;
            }
            told.actors = if passive { patient()? } else { subject()? };
        }
        Some(Needs::Goal) => {
            told.kind = EventKind::parse(&act.kind)?;
            told.places = Some(clause.targets()).filter(|places| !places.is_empty())?;
            told.actors = if passive { clause.doers() } else { subject()? };
        }
        Some(Needs::Target) => {
            told.kind = EventKind::Battle;
            told.places = clause.targets();
            if told.places.is_empty() && told.date.is_some() {
                told.places = clause.places_at();
            }
            told.actors = if passive { clause.doers() } else { subject().unwrap_or_default() };
            let struck = if passive { patient().unwrap_or_default() } else { clause.objects() };
            told.actors.extend(struck.into_iter().filter(|id| told.date.is_some() || id.kind == ThingKind::Group));
            let named = !told.places.is_empty() || told.actors.len() > 1;
            if !named || told.date.is_none() && told.actors.is_empty() {
                return None;
            }
        }
        None => {
            told.kind = EventKind::parse(&act.kind)?;
            told.actors = if passive { clause.doers() } else { subject()? };
            if told.kind.is_document() {
                told.recipients = clause.recipients();
                told.loose = act.kind == EventKind::Letter.as_str();
                if let Some(kind) = clause.document_beside().and_then(EventKind::parse) {
                    told.kind = kind;
                    told.loose = false;
                }
                if told.recipients.is_empty() && (told.loose || told.date.is_none()) {
                    return None;
                }
            } else {
                if passive && told.kind == EventKind::Decision {
                    told.actors.extend(clause.subject().unwrap_or_default().into_iter().filter(|id| id.kind == ThingKind::Group));
                }
                let decided = told.kind == EventKind::Decision && !told.actors.is_empty();
                if told.date.is_none() && !decided || voice == Voice::PassiveParticiple {
                    return None;
                }
            }
        }
    }
    Some(told.tidied())
}

/// Whether a past form without its auxiliary may be a participle of such an act: "Brown, elected mayor in May, …".
fn takes_passive(needs: Needs) -> bool {
    match needs {
        Needs::Appointee | Needs::Patient => true,
        Needs::Document
        | Needs::Treaty
        | Needs::Resolution
        | Needs::Companion
        | Needs::Object
        | Needs::Gathering
        | Needs::Place
        | Needs::Goal
        | Needs::Target
        | Needs::Received
        | Needs::Office => false,
    }
}

/// What a noun tells of: "the signing of …", "the arrival of … at …".
fn of_noun(clause: &Clause<'_>, act: &Act, sentence: Span, before: Before<'_>) -> Option<Told> {
    if clause.is_planned() {
        return None;
    }
    let mut told = Told::new(EventKind::parse(&act.kind)?, clause.date_beside(), sentence);
    let owner = || clause.owner(clause.verb, before.sentence).unwrap_or_default();
    let persons = |ids: Vec<EntityId>| ids.into_iter().filter(|id| id.kind == ThingKind::Person).collect::<Vec<_>>();
    match act.needs? {
        Needs::Companion => {
            told.actors = gathered(clause, clause.verb);
            if clause.is_during() && told.actors.len() < 2 {
                told.actors.extend(clause.subject().or_else(|| clause.carried(before.sentence, before.same)).unwrap_or_default());
            }
            told.places = clause.places_at();
            (told.actors.len() > 1 && (told.date.is_some() || clause.is_during())).then_some(())?;
        }
        Needs::Treaty => {
            clause.names_treaty().then_some(())?;
            told.actors = clause.parties();
            told.actors.extend(clause.companions());
            told.places = clause.places_at();
        }
        Needs::Appointee | Needs::Patient => told.actors = persons(owner()),
        Needs::Place => {
            told.actors = owner();
            told.places = clause.places_to();
            (!told.actors.is_empty()).then_some(())?;
        }
        Needs::Target => {
            told.places = clause.targets();
            told.actors = owner();
        }
        Needs::Document | Needs::Received | Needs::Gathering | Needs::Resolution | Needs::Object | Needs::Goal | Needs::Office => {
            return None;
        }
    }
    let somebody = !told.actors.is_empty() || !told.places.is_empty() && told.kind == EventKind::Battle;
    let dated = told.date.is_some() || act.needs == Some(Needs::Companion);
    (somebody && dated).then(|| told.tidied())
}

/// Those who meet: the owners of the noun, those with whom, those between whom.
fn gathered(clause: &Clause<'_>, noun: usize) -> Vec<EntityId> {
    let mut actors = clause.owner(noun, &[]).unwrap_or_default();
    actors.extend(clause.companions());
    actors.extend(clause.parties());
    actors
}

/// A document named with its date: "in a letter of 3 May to Gray, Brown complained that …".
pub(super) fn of_document(clause: &Clause<'_>, form: &str, sentence: Span, before: Before<'_>) -> Option<Told> {
    let events = &clause.pack.events;
    let kind = events.document(form).or_else(|| events.is_treaty(form).then_some("treaty"))?;
    if clause.is_planned() {
        return None;
    }
    let mut told = Told::new(EventKind::parse(kind)?, Some(clause.date_of(clause.verb)?), sentence);
    if told.kind == EventKind::Treaty {
        told.actors = clause.parties();
        told.actors.extend(clause.companions());
    } else {
        told.recipients = clause.recipients();
        let owner = clause.owner(clause.verb, before.sentence).or_else(|| clause.senders());
        told.actors = owner
            .or_else(|| clause.subject())
            .or_else(|| clause.subject_ahead(before.sentence))
            .or_else(|| clause.carried(before.sentence, before.same))?;
    }
    Some(told.tidied())
}
