//! What nouns tell of: "the signing of …", "in a letter of 3 May".

use crate::lang::{Act, Needs};
use crate::read::ThingKind;
use crate::resolve::EntityId;
use crate::text::Span;
use crate::time::Moment;

use super::before::Before;
use super::clause::Clause;
use super::needs::kind_of;
use super::{EventKind, Told};

/// What a noun tells of: "the signing of …", "the arrival of … at …".
pub(super) fn of_noun(clause: &Clause<'_>, act: &Act, sentence: Span, before: Before<'_>) -> Option<Told> {
    if clause.is_planned() {
        return None;
    }
    let mut told = Told::new(EventKind::parse(&act.kind)?, clause.date_beside(), sentence);
    let owner = || clause.cataphor(clause.verb).or_else(|| clause.owner(clause.verb, before.sentence)).unwrap_or_default();
    let persons = |ids: Vec<EntityId>| ids.into_iter().filter(|id| id.kind == ThingKind::Person).collect::<Vec<_>>();
    let Some(needs) = act.needs else {
        told.actors = owner();
        if let Some(kind) = kind_of(act, &told.actors) {
            told.kind = kind;
        }
        return (!told.actors.is_empty() && told.date.is_some()).then(|| told.tidied());
    };
    match needs {
        Needs::Companion => {
            told.actors = gathered(clause, clause.verb);
            if clause.is_during() && told.actors.len() < 2 {
                let with = told.actors.clone();
                let named = clause.subject_of(before.sentence, before.same).filter(|found| !found.is_empty() && *found != with);
                let ahead = || clause.is_caseless().then(|| clause.subject_ahead(before.sentence)).flatten();
                told.actors.extend(named.or_else(ahead).unwrap_or_default());
            }
            let led = told.actors.len() < 2 && clause.is_led_to();
            if led {
                told.actors.extend(clause.named_before(clause.verb).unwrap_or_default());
            }
            told.places = clause.places_at();
            (told.actors.len() > 1 && (told.date.is_some() || clause.is_during() || led)).then_some(())?;
        }
        Needs::Treaty => {
            clause.names_treaty().then_some(())?;
            told.actors = clause.parties();
            told.actors.extend(clause.companions());
            told.places = clause.places_at();
        }
        Needs::Appointee | Needs::Patient => {
            told.actors = persons(owner());
            if told.actors.is_empty() {
                told.actors = clause.person_owning(clause.verb);
            }
        }
        Needs::Place => {
            told.actors = owner();
            told.places = clause.places_to();
            (!told.actors.is_empty()).then_some(())?;
        }
        Needs::Target => {
            told.places = clause.targets();
            told.actors = owner();
        }
        // "After the end of the conference Brown left": he had been there.
        Needs::Gathering => {
            let (noun, kind) = clause.gathering().filter(|(noun, _)| *noun > clause.verb)?;
            let held = clause.is_during() && kind == EventKind::Conference.as_str();
            held.then_some(())?;
            told.kind = EventKind::Conference;
            told.actors = gathered(clause, noun);
            if told.actors.is_empty() {
                told.actors = clause.subject_behind();
            }
            told.places = clause.places_at();
            return (!told.actors.is_empty()).then(|| told.tidied());
        }
        Needs::Document
        | Needs::Received
        | Needs::Resolution
        | Needs::Object
        | Needs::Goal
        | Needs::Leave
        | Needs::Addressee
        | Needs::Carried
        | Needs::Hearer
        | Needs::Arriving
        | Needs::Gone
        | Needs::Charged
        | Needs::Office => return None,
    }
    let somebody = !told.actors.is_empty() || !told.places.is_empty() && told.kind == EventKind::Battle;
    let dated = told.date.is_some() || act.needs == Some(Needs::Companion);
    (somebody && dated).then(|| told.tidied())
}

/// Those who meet: the owners of the noun, those with whom, those between whom.
pub(super) fn gathered(clause: &Clause<'_>, noun: usize) -> Vec<EntityId> {
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
    if clause.is_dated_by_verb() {
        return None;
    }
    let mut told = Told::new(EventKind::parse(kind)?, Some(clause.date_of(clause.verb)?), sentence);
    if told.kind == EventKind::Treaty {
        told.actors = clause.parties();
        told.actors.extend(clause.companions());
        // "Gave notice of the treaty of 1826": known by its year, and not told of.
        if clause.is_caseless()
            && told.actors.is_empty()
            && told.date.and_then(|date| date.start()).is_some_and(|at| matches!(at, Moment::Year(_)))
        {
            return None;
        }
    } else {
        told.recipients = clause.recipients();
        let owner = clause.cataphor(clause.verb).or_else(|| clause.owner(clause.verb, before.sentence)).or_else(|| clause.senders());
        told.actors = owner
            .or_else(|| clause.subject())
            .or_else(|| clause.subject_ahead(before.sentence))
            .or_else(|| clause.carried(before.sentence, before.same))?;
        if told.recipients.is_empty() {
            told.recipients = clause.told_behind();
            told.recipients.retain(|id| !told.actors.contains(id));
        }
    }
    Some(told.tidied())
}
