//! Who was appointed, charged, dismissed.

use crate::read::ThingKind;
use crate::resolve::EntityId;

use super::acts::{OFFICE_BEFORE, Scene};
use super::{EventKind, Told};

impl Scene<'_, '_> {
    /// Somebody whom something is entrusted to.
    pub(super) fn charged(&self, told: &mut Told) -> Option<()> {
        let Self { clause, act, dated, .. } = *self;
        told.kind = EventKind::parse(&act.kind)?;
        let charged = if act.with.is_empty() { clause.recipients() } else { clause.companions_by(&act.with) };
        told.actors = charged.into_iter().filter(|id| id.kind == ThingKind::Person).collect();
        told.subject = None;
        if told.actors.is_empty() || !dated {
            return None;
        }
        Some(())
    }

    /// Somebody who is appointed.
    pub(super) fn appointee(&self, told: &mut Told) -> Option<()> {
        let Self { clause, act, dated, passive, .. } = *self;
        told.kind = EventKind::Appointment;
        if clause.words.has(clause.verb, &clause.pack.events.namings) && !clause.names_office(0) {
            return None;
        }
        told.actors = self.patient().unwrap_or_default().into_iter().filter(|id| id.kind == ThingKind::Person).collect();
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
                && self.named.as_deref().is_none_or(<[EntityId]>::is_empty);
            if !somebody {
                told.actors = self.named.clone().filter(|found| dated && !passive && body(found))?;
                told.kind = EventKind::Decision;
            }
        }
        Some(())
    }

    /// Somebody who enters an office.
    pub(super) fn office(&self, told: &mut Told) -> Option<()> {
        let Self { clause, .. } = *self;
        if !clause.names_office(OFFICE_BEFORE) {
            return None;
        }
        told.kind = EventKind::Appointment;
        told.actors = vec![self.subject()?.into_iter().find(|id| id.kind == ThingKind::Person)?];
        Some(())
    }

    /// Somebody to whom it happens: "dismissed".
    pub(super) fn patient_of(&self, told: &mut Told) -> Option<()> {
        let Self { clause, act, dated, passive, described, .. } = *self;
        told.kind = EventKind::parse(&act.kind)?;
        let struck = self.patient()?;
        if struck.is_empty() || described && !dated {
            return None;
        }
        told.actors = if passive { self.doers() } else { self.subject().unwrap_or_default() };
        // "They replaced Brown by Gray."
        if told.kind == EventKind::Appointment && !passive && told.actors.is_empty() {
            told.actors = clause.doers();
        }
        // Who comes into an office is told of, not who left it.
        if told.kind != EventKind::Appointment || told.actors.is_empty() {
            told.actors.extend(struck);
        }
        Some(())
    }
}
