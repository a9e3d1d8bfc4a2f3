//! Who met, agreed and resolved.

use crate::read::ThingKind;
use crate::resolve::EntityId;

use super::acts::Scene;
use super::nouns::gathered;
use super::{EventKind, Told};

impl Scene<'_, '_> {
    /// A gathering that takes place.
    pub(super) fn gathering(&self, told: &mut Told) -> Option<()> {
        let Self { clause, before, passive, .. } = *self;
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
            told.actors = self.named.clone().unwrap_or_default();
        }
        told.places = clause.places_at();
        if told.date.is_none() && told.places.is_empty() {
            return None;
        }
        Some(())
    }

    /// A treaty that is signed or ratified.
    pub(super) fn treaty(&self, told: &mut Told) -> Option<()> {
        let Self { clause, before, passive, .. } = *self;
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
        Some(())
    }

    /// A resolution that a body passes.
    pub(super) fn resolution(&self, told: &mut Told) -> Option<()> {
        let Self { clause, dated, passive, .. } = *self;
        if clause.is_said_of_document() || !clause.names_resolution() {
            return None;
        }
        told.kind = EventKind::Decision;
        told.actors = if passive { clause.bodies() } else { self.subject()? };
        if told.actors.is_empty() && passive && clause.is_caseless() {
            told.actors = clause.doers();
        }
        if told.actors.is_empty() && !dated {
            return None;
        }
        Some(())
    }

    /// Somebody with whom it is done: "met with".
    pub(super) fn companion(&self, told: &mut Told) -> Option<()> {
        let Self { clause, act, before, dated, .. } = *self;
        told.kind = EventKind::parse(&act.kind)?;
        told.actors = self.subject()?;
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
        Some(())
    }

    /// Somebody to whom it is done: "received the ambassador".
    pub(super) fn object(&self, told: &mut Told) -> Option<()> {
        let Self { clause, act, dated, passive, .. } = *self;
        told.kind = EventKind::parse(&act.kind)?;
        told.actors = self.subject()?;
        let others = if passive { clause.doers() } else { self.patient().unwrap_or_default() };
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
        Some(())
    }

    /// Somebody to whom somebody speaks.
    pub(super) fn hearer(&self, told: &mut Told) -> Option<()> {
        let Self { clause, act, passive, .. } = *self;
        told.kind = EventKind::parse(&act.kind)?;
        let persons = |ids: Vec<EntityId>| ids.into_iter().filter(|id| id.kind == ThingKind::Person).collect::<Vec<_>>();
        let (speaker, hearers) = (persons(self.named.clone()?), persons(clause.recipients()));
        if passive || speaker.len() != 1 || hearers.is_empty() || clause.document_beside().is_some() {
            return None;
        }
        told.actors = speaker;
        told.actors.extend(hearers);
        Some(())
    }
}
