//! What each act needs beside its verb or noun, and the event that it then tells of.

use crate::lang::{Act, Needs, Voice};
use crate::read::ThingKind;
use crate::resolve::EntityId;
use crate::text::Span;
use crate::time::{HistoricalDate, Moment};

use super::before::Before;
use super::clause::Clause;
use super::needs::{kind_of, takes_passive};
use super::nouns::{gathered, of_noun};
use super::{EventKind, Told};

/// How far before its verb an office may stand that somebody enters, in words.
const OFFICE_BEFORE: usize = 3;

/// The event of one act, where the clause holds what it needs.
pub(super) fn of_act(clause: &Clause<'_>, act: &Act, voice: Voice, sentence: Span, before: Before<'_>) -> Option<Told> {
    if !clause.has_beside(&act.beside) || act.office && !clause.names_office(3) || act.deed && !clause.leads_to_deed() {
        return None;
    }
    let voice = match voice {
        Voice::Active if clause.is_made_passive() => Voice::Passive,
        Voice::Active if act.needs.is_some_and(takes_passive) && clause.is_apposed() => Voice::PassiveParticiple,
        Voice::Infinitive if !clause.is_achieved() => return None,
        Voice::Noun => return of_noun(clause, act, sentence, before),
        other => other,
    };
    // What describes somebody in passing has the date of its own words.
    let described = matches!(voice, Voice::Participle | Voice::PassiveParticiple);
    let date = if described { clause.own_date() } else { clause.date() };
    let mut told = Told::new(EventKind::Other, date, sentence);
    let named = match voice {
        // "Writing to Gray on 3 May, Brown complained": who is behind the comma.
        Voice::Participle | Voice::PassiveParticiple => {
            clause.described().or_else(|| if clause.is_caseless() { clause.subject_ahead(before.sentence) } else { None })
        }
        Voice::Infinitive => Some(clause.recipients()).filter(|found| !found.is_empty()).or_else(|| clause.subject()),
        Voice::Active | Voice::Passive | Voice::Gerund | Voice::Noun => clause.subject_of(before.sentence, before.same),
    };
    told.subject.clone_from(&named);
    let named = named
        .filter(|found| !found.is_empty())
        .or_else(|| Some(clause.leaders()).filter(|found| !found.is_empty()))
        .or(told.subject.clone());
    // What is dated happened, whoever did it.
    let dated = told.date.is_some();
    let subject = || named.clone().or_else(|| dated.then(Vec::new));
    let passive = matches!(voice, Voice::Passive | Voice::PassiveParticiple);
    let patient = || match voice {
        Voice::PassiveParticiple | Voice::Passive => named.clone(),
        Voice::Active | Voice::Participle | Voice::Gerund | Voice::Infinitive | Voice::Noun => {
            let named = clause.objects();
            let meant = (named.is_empty() || clause.pronoun_is_next()) && clause.concerns_pronoun();
            Some(if meant { before.sentence.to_vec() } else { named })
        }
    };
    let doers = || Some(clause.doers()).filter(|found| !found.is_empty()).unwrap_or_else(|| clause.orderers(before.sentence));
    match act.needs {
        Some(Needs::Document) => {
            let (noun, kind) = clause.document_at()?;
            told.kind = EventKind::parse(kind)?;
            told.actors = if passive { clause.doers() } else { subject()? };
            // Who brings a letter did not write it.
            if let Some(writer) = clause.writer(noun) {
                told.actors = writer;
            }
            if passive && told.actors.is_empty() && clause.is_caseless() {
                told.actors = clause.document_at().and_then(|(noun, _)| clause.owner(noun, &[])).unwrap_or_default();
            }
            told.recipients = clause.recipients();
            if told.recipients.is_empty() && !passive {
                told.recipients = clause.indirect(Some(noun));
            }
            if told.recipients.is_empty() && clause.addresses_pronoun() {
                told.recipients = before.sentence.iter().filter(|id| !told.actors.contains(id)).cloned().collect();
            }
            if told.recipients.is_empty() && (!dated || told.actors.is_empty()) {
                return None;
            }
        }
        Some(Needs::Received) => {
            let (noun, kind) = clause.document_at()?;
            if !passive && clause.receives_somebody(noun) {
                return None;
            }
            told.kind = EventKind::parse(kind)?;
            let recipients = if passive { clause.recipients() } else { subject()? };
            let sender = clause.owner(noun, &[]).or_else(|| clause.senders());
            told.actors = sender.or_else(|| (dated && !recipients.is_empty()).then(Vec::new))?;
            told.recipients = recipients;
            told.date = clause.date_of(noun).or(told.date);
        }
        Some(Needs::Gathering) => {
            let (noun, kind) = clause.gathering().or_else(|| clause.gathering_before(before.gathering))?;
            if clause.is_owned_by_act(noun) {
                return None;
            }
            told.kind = EventKind::parse(kind)?;
            told.actors = gathered(clause, noun);
            // "The Congress of Berlin" is no body.
            let body = clause.words.name(noun).filter(|_| !clause.words.has(noun + 1, &clause.pack.events.of));
            told.actors.extend(body.map(|mention| mention.entity.clone()));
            told.actors.extend(clause.leaders());
            if told.actors.is_empty() && !passive && noun > clause.verb {
                told.actors = named.clone().unwrap_or_default();
            }
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
            if told.actors.is_empty() && clause.names_both() {
                told.actors = before.parties.to_vec();
            }
            told.places = clause.places_at();
            if told.actors.len() < 2 && told.date.is_none() {
                return None;
            }
        }
        Some(Needs::Resolution) => {
            if clause.is_said_of_document() || !clause.names_resolution() {
                return None;
            }
            told.kind = EventKind::Decision;
            told.actors = if passive { clause.bodies() } else { subject()? };
            if told.actors.is_empty() && passive && clause.is_caseless() {
                told.actors = clause.doers();
            }
            if told.actors.is_empty() && !dated {
                return None;
            }
        }
        Some(Needs::Companion) => {
            told.kind = EventKind::parse(&act.kind)?;
            told.actors = subject()?;
            let called = act.with.is_empty() || !act.beside.is_empty() || clause.is_right_before(&act.with);
            if !called {
                return None;
            }
            told.actors.extend(clause.companions_by(&act.with));
            if !act.with.is_empty() && act.beside.is_empty() {
                told.actors.extend(clause.companions());
            }
            if told.actors.len() < 2 && !act.beside.is_empty() {
                told.actors.extend(clause.recipients());
                if clause.is_caseless() && told.actors.len() < 2 {
                    told.actors.extend(clause.indirect(None));
                    let others = before.sentence.iter().filter(|_| clause.addresses_pronoun());
                    told.actors.extend(others.cloned());
                }
            }
            if clause.has_companion_pronoun() {
                told.actors.extend(before.sentence.iter().cloned());
            }
            told.places = clause.places_at();
            let unnamed = || dated && told.actors.len() == 1 && (clause.has_unnamed_partner() || clause.is_by_unnamed());
            if told.actors.len() < 2 && !unnamed() {
                return None;
            }
        }
        Some(Needs::Gone) => {
            told.kind = EventKind::parse(&act.kind)?;
            told.actors = clause.gone(before.sentence);
            if told.actors.is_empty() || !dated {
                return None;
            }
        }
        Some(Needs::Charged) => {
            told.kind = EventKind::parse(&act.kind)?;
            let charged = if act.with.is_empty() { clause.recipients() } else { clause.companions_by(&act.with) };
            told.actors = charged.into_iter().filter(|id| id.kind == ThingKind::Person).collect();
            told.subject = None;
            if told.actors.is_empty() || !dated {
                return None;
            }
        }
        Some(Needs::Hearer) => {
            told.kind = EventKind::parse(&act.kind)?;
            let persons = |ids: Vec<EntityId>| ids.into_iter().filter(|id| id.kind == ThingKind::Person).collect::<Vec<_>>();
            let (speaker, hearers) = (persons(named.clone()?), persons(clause.recipients()));
            if passive || speaker.len() != 1 || hearers.is_empty() || clause.document_beside().is_some() {
                return None;
            }
            told.actors = speaker;
            told.actors.extend(hearers);
        }
        Some(Needs::Arriving) => {
            let (noun, kind) = clause.arriving()?;
            told.kind = EventKind::parse(kind)?;
            told.actors = clause.owner(noun, before.sentence).or_else(|| clause.senders()).unwrap_or_default();
            told.recipients = clause.recipients();
            if told.recipients.is_empty() && clause.addresses_pronoun() {
                told.recipients = before.sentence.iter().filter(|id| !told.actors.contains(id)).cloned().collect();
            }
            told.subject = None;
            if told.actors.is_empty() || !dated && told.recipients.is_empty() {
                return None;
            }
        }
        Some(Needs::Addressee) => {
            let written = clause.document_beside().and_then(EventKind::parse);
            // "Answered it with a tract".
            if clause.words.has(clause.verb + 1, &clause.pack.events.things) {
                return None;
            }
            told.loose = written.is_none();
            told.kind = written.or_else(|| EventKind::parse(&act.kind))?;
            told.actors = named.clone().filter(|found| !found.is_empty())?;
            told.recipients = Some(clause.recipients()).filter(|found| !found.is_empty()).unwrap_or_else(|| clause.objects());
            let alone = |date: HistoricalDate| is_day(&date) && told.actors[0].kind == ThingKind::Person && clause.has_own_date();
            if told.date.is_none_or(|date| told.recipients.is_empty() && !alone(date)) || passive {
                return None;
            }
        }
        Some(Needs::Object) => {
            told.kind = EventKind::parse(&act.kind)?;
            told.actors = subject()?;
            let others = if passive { clause.doers() } else { patient().unwrap_or_default() };
            let met: Vec<EntityId> =
                others.into_iter().filter(|id| (passive || id.kind == ThingKind::Person) && !told.actors.contains(id)).collect();
            let greeted = clause.is_caseless() && clause.words.has(clause.verb + 1, &clause.pack.events.companion);
            let some = told.actors.len() > 1 || !told.actors.is_empty() && (passive && !greeted || clause.has_unnamed_partner());
            let together = some && dated;
            if met.is_empty() && !together {
                return None;
            }
            told.actors.extend(met);
            told.places = clause.places_at();
        }
        Some(Needs::Appointee) => {
            told.kind = EventKind::Appointment;
            if clause.words.has(clause.verb, &clause.pack.events.namings) && !clause.names_office(0) {
                return None;
            }
            told.actors = patient().unwrap_or_default().into_iter().filter(|id| id.kind == ThingKind::Person).collect();
            if told.actors.is_empty() && passive && !clause.is_caseless() {
                told.actors = clause.person_behind();
            }
            if told.actors.is_empty() {
                // "The Council appointed a committee", "his eldest son was crowned".
                let body = |found: &[EntityId]| found.iter().any(|id| id.kind == ThingKind::Group);
                let somebody = clause.is_caseless()
                    && dated
                    && passive
                    && act.beside.is_empty()
                    && named.as_deref().is_none_or(<[EntityId]>::is_empty);
                if !somebody {
                    told.actors = named.clone().filter(|found| dated && !passive && body(found))?;
                    told.kind = EventKind::Decision;
                }
            }
        }
        Some(Needs::Office) => {
            if !clause.names_office(OFFICE_BEFORE) {
                return None;
            }
            told.kind = EventKind::Appointment;
            told.actors = vec![subject()?.into_iter().find(|id| id.kind == ThingKind::Person)?];
        }
        Some(Needs::Patient) => {
            told.kind = EventKind::parse(&act.kind)?;
            let struck = patient()?;
            if struck.is_empty() || described && !dated {
                return None;
            }
            told.actors = if passive { doers() } else { subject().unwrap_or_default() };
            // "They replaced Brown by Gray."
            if told.kind == EventKind::Appointment && !passive && told.actors.is_empty() {
                told.actors = clause.doers();
            }
            // Who comes into an office is told of, not who left it.
            if told.kind != EventKind::Appointment || told.actors.is_empty() {
                told.actors.extend(struck);
            }
        }
        Some(Needs::Place) => {
            told.kind = EventKind::parse(&act.kind)?;
            told.places = if act.with.is_empty() { clause.places_to() } else { clause.places_by(&act.with) };
            if told.places.is_empty() {
                return None;
            }
            // Whence somebody goes is told of only with the day.
            if !dated && !clause.is_caseless() && act.with.is_empty() && clause.places_reached().is_empty() {
                return None;
            }
            told.actors = if passive { patient().unwrap_or_default() } else { subject()? };
            // "Another went to Paris": a thing, or nobody.
            if told.actors.is_empty() && clause.is_caseless() && !clause.is_by_unnamed() {
                return None;
            }
        }
        Some(Needs::Carried) => {
            told.kind = EventKind::parse(&act.kind)?;
            told.places = clause.places_to();
            let carried = if passive { named.clone().unwrap_or_default() } else { clause.objects() };
            told.actors = carried.into_iter().filter(|id| id.kind == ThingKind::Person).collect();
            if told.actors.is_empty() && passive && !clause.is_caseless() {
                told.actors = clause.person_behind();
            }
            if told.places.is_empty() || told.actors.is_empty() || !dated || clause.document_beside().is_some() {
                return None;
            }
        }
        Some(Needs::Goal) => {
            told.kind = EventKind::parse(&act.kind)?;
            let reached = || Some(clause.subject_place()).filter(|places| passive && clause.is_caseless() && !places.is_empty());
            told.places = Some(clause.targets()).filter(|places| !places.is_empty()).or_else(reached)?;
            told.actors = if passive { clause.doers() } else { subject()? };
            if told.actors.is_empty() && clause.is_caseless() && clause.is_tidings() {
                return None;
            }
        }
        Some(Needs::Leave) => {
            if passive || !dated || !clause.is_left_alone() {
                return None;
            }
            told.kind = EventKind::parse(&act.kind)?;
            told.actors = subject()?;
        }
        Some(Needs::Target) => {
            told.kind = EventKind::Battle;
            told.places = clause.targets();
            if told.places.is_empty() && told.date.is_some() {
                told.places = Some(clause.subject_place()).filter(|places| !places.is_empty()).unwrap_or_else(|| clause.places_at());
            }
            told.actors = if passive { clause.doers() } else { subject().unwrap_or_default() };
            let struck = if passive { patient().unwrap_or_default() } else { clause.objects() };
            let struck: Vec<EntityId> = struck.into_iter().filter(|id| dated || id.kind == ThingKind::Group).collect();
            let named = !told.places.is_empty() || !struck.is_empty();
            // "He was taken at night": somebody, and by nobody who is named, is arrested.
            let person = |id: &EntityId| id.kind == ThingKind::Person;
            if passive && told.actors.is_empty() && told.places.is_empty() && struck.iter().all(person) {
                told.kind = EventKind::Other;
            }
            told.actors.extend(struck);
            if !named || !dated && told.actors.is_empty() {
                return None;
            }
        }
        None => {
            if clause.is_of_noun() || clause.is_said_of_document() {
                return None;
            }
            told.actors = if passive { doers() } else { subject()? };
            told.kind = kind_of(act, &told.actors)?;
            told.places = if told.kind == EventKind::Arrival { clause.places_to() } else { Vec::new() };
            if told.kind.is_document() {
                told.recipients = clause.recipients();
                if told.recipients.is_empty() && !passive {
                    told.recipients = Some(clause.indirect(None)).filter(|found| !found.is_empty()).unwrap_or_else(|| clause.told_behind());
                    told.recipients.retain(|id| !told.actors.contains(id));
                }
                told.loose = act.kind == EventKind::Letter.as_str();
                if let Some(kind) = clause.document_beside().and_then(EventKind::parse) {
                    told.kind = kind;
                    told.loose = false;
                }
                // "Wrote to his wife", "wrote home on the 9th".
                let alone = |date: HistoricalDate| clause.has_own_date() && (is_day(&date) || clause.is_addressed());
                let nobody = told.recipients.is_empty() && told.date.is_none_or(|date| told.loose && !alone(date));
                if nobody || !dated && !act.undated {
                    return None;
                }
            } else {
                if passive && told.kind == EventKind::Decision {
                    told.actors.extend(clause.subject().unwrap_or_default().into_iter().filter(|id| id.kind == ThingKind::Group));
                }
                // One person alone meets nobody, and "declared that" is said.
                let one = matches!(&told.actors[..], [one] if one.kind == ThingKind::Person);
                let body = told.actors.iter().any(|id| id.kind == ThingKind::Group);
                let alone =
                    clause.is_caseless() && told.kind == EventKind::Meeting && one && act.beside.is_empty() && clause.is_left_alone();
                if clause.is_in_document() || alone || told.kind == EventKind::Decision && !body && clause.is_caseless() && clause.is_said()
                {
                    return None;
                }
                if told.kind == EventKind::Other && clause.is_in_press() {
                    told.kind = EventKind::Publication;
                }
                if passive && told.actors.is_empty() && matches!(told.kind, EventKind::Other | EventKind::Appointment) {
                    told.actors = named.clone().unwrap_or_default();
                }
                // Who wrote it is told of rather than who printed it.
                if passive && told.kind == EventKind::Publication {
                    told.actors = Some(clause.possessor()).filter(|found| !found.is_empty()).unwrap_or(told.actors);
                }
                // "The commission, founded on 3 May": what is described was founded.
                if voice == Voice::PassiveParticiple && told.kind == EventKind::Decision {
                    told.actors.extend(named.clone().unwrap_or_default());
                }
                if !passive && told.kind == EventKind::Decision && told.actors.is_empty() {
                    told.actors = clause.orderers(before.sentence);
                }
                // "Ordered to write a refutation": undated it is no more than what came of it.
                let person = told.actors.iter().all(|id| id.kind == ThingKind::Person);
                let to_do = told.kind == EventKind::Decision && person && clause.leads_to_deed();
                let decided = (told.kind == EventKind::Decision || act.undated) && !told.actors.is_empty() && !to_do;
                let described = voice == Voice::PassiveParticiple && told.kind != EventKind::Decision;
                told.places = clause.places_at();
                if !dated && (!decided || voice == Voice::PassiveParticiple) || described {
                    return None;
                }
            }
        }
    }
    Some(told.tidied())
}

/// Whether a date is one day.
fn is_day(date: &HistoricalDate) -> bool {
    date.is_single() && matches!(date.start(), Some(Moment::Day(_)))
}
