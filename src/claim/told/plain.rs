//! Who struck whom, and acts that need nothing beside their verb.

use crate::lang::Voice;
use crate::read::ThingKind;
use crate::resolve::EntityId;
use crate::time::HistoricalDate;

use super::acts::{Scene, is_day};
use super::needs::kind_of;
use super::{EventKind, Told};

impl Scene<'_, '_> {
    /// What is attacked.
    pub(super) fn target(&self, told: &mut Told) -> Option<()> {
        let Self { clause, dated, passive, .. } = *self;
        told.kind = EventKind::Battle;
        told.places = clause.targets();
        if told.places.is_empty() && told.date.is_some() {
            told.places = Some(clause.subject_place()).filter(|places| !places.is_empty()).unwrap_or_else(|| clause.places_at());
        }
        told.actors = if passive { clause.doers() } else { self.subject().unwrap_or_default() };
        let struck = if passive { self.patient().unwrap_or_default() } else { clause.objects() };
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
        Some(())
    }

    /// An act that needs nothing beside its verb.
    pub(super) fn plain(&self, told: &mut Told) -> Option<()> {
        let Self { clause, act, voice, before, dated, passive, .. } = *self;
        if clause.is_of_noun() || clause.is_said_of_document() {
            return None;
        }
        told.actors = if passive { self.doers() } else { self.subject()? };
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
            let alone = clause.is_caseless() && told.kind == EventKind::Meeting && one && act.beside.is_empty() && clause.is_left_alone();
            if clause.is_in_document() || alone || told.kind == EventKind::Decision && !body && clause.is_caseless() && clause.is_said() {
                return None;
            }
            if told.kind == EventKind::Other && clause.is_in_press() {
                told.kind = EventKind::Publication;
            }
            if passive && told.actors.is_empty() && matches!(told.kind, EventKind::Other | EventKind::Appointment) {
                told.actors = self.named.clone().unwrap_or_default();
            }
            // Who wrote it is told of rather than who printed it.
            if passive && told.kind == EventKind::Publication {
                let possessor = Some(clause.possessor()).filter(|found| !found.is_empty());
                told.actors = possessor.unwrap_or_else(|| std::mem::take(&mut told.actors));
            }
            // "The commission, founded on 3 May": what is described was founded.
            if voice == Voice::PassiveParticiple && told.kind == EventKind::Decision {
                told.actors.extend(self.named.clone().unwrap_or_default());
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
        Some(())
    }
}
