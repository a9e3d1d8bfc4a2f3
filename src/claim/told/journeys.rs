//! Who went where.

use crate::read::ThingKind;

use super::acts::Scene;
use super::{EventKind, Told};

impl Scene<'_, '_> {
    /// Somebody who has gone.
    pub(super) fn gone(&self, told: &mut Told) -> Option<()> {
        let Self { clause, act, before, dated, .. } = *self;
        told.kind = EventKind::parse(&act.kind)?;
        told.actors = clause.gone(before.sentence);
        if told.actors.is_empty() || !dated {
            return None;
        }
        Some(())
    }

    /// A place to which somebody goes.
    pub(super) fn place(&self, told: &mut Told) -> Option<()> {
        let Self { clause, act, dated, passive, .. } = *self;
        told.kind = EventKind::parse(&act.kind)?;
        told.places = if act.with.is_empty() { clause.places_to() } else { clause.places_by(&act.with) };
        if told.places.is_empty() {
            return None;
        }
        // Whence somebody goes is told of only with the day.
        if !dated && !clause.is_caseless() && act.with.is_empty() && clause.places_reached().is_empty() {
            return None;
        }
        told.actors = if passive { self.patient().unwrap_or_default() } else { self.subject()? };
        // "Another went to Paris": a thing, or nobody.
        if told.actors.is_empty() && clause.is_caseless() && !clause.is_by_unnamed() {
            return None;
        }
        Some(())
    }

    /// Somebody who is brought to a place.
    pub(super) fn carried(&self, told: &mut Told) -> Option<()> {
        let Self { clause, act, dated, passive, .. } = *self;
        told.kind = EventKind::parse(&act.kind)?;
        told.places = clause.places_to();
        let carried = if passive { self.named.clone().unwrap_or_default() } else { clause.objects() };
        told.actors = carried.into_iter().filter(|id| id.kind == ThingKind::Person).collect();
        if told.actors.is_empty() && passive && !clause.is_caseless() {
            told.actors = clause.person_behind();
        }
        if told.places.is_empty() || told.actors.is_empty() || !dated || clause.document_beside().is_some() {
            return None;
        }
        Some(())
    }

    /// A place that is reached.
    pub(super) fn goal(&self, told: &mut Told) -> Option<()> {
        let Self { clause, act, passive, .. } = *self;
        told.kind = EventKind::parse(&act.kind)?;
        let reached = || Some(clause.subject_place()).filter(|places| passive && clause.is_caseless() && !places.is_empty());
        told.places = Some(clause.targets()).filter(|places| !places.is_empty()).or_else(reached)?;
        told.actors = if passive { clause.doers() } else { self.subject()? };
        if told.actors.is_empty() && clause.is_caseless() && clause.is_tidings() {
            return None;
        }
        Some(())
    }

    /// Somebody who leaves.
    pub(super) fn leave(&self, told: &mut Told) -> Option<()> {
        let Self { clause, act, dated, passive, .. } = *self;
        if passive || !dated || !clause.is_left_alone() {
            return None;
        }
        told.kind = EventKind::parse(&act.kind)?;
        told.actors = self.subject()?;
        Some(())
    }
}
