//! What the needs of an act say of its kind and its forms.

use crate::lang::{Act, Needs};
use crate::read::ThingKind;
use crate::resolve::EntityId;

use super::EventKind;

/// The kind of event that an act is by those who did it.
pub(super) fn kind_of(act: &Act, actors: &[EntityId]) -> Option<EventKind> {
    let person = actors.iter().any(|id| id.kind == ThingKind::Person);
    EventKind::parse(act.by_person.as_ref().filter(|_| person).unwrap_or(&act.kind))
}

/// Whether a past form without its auxiliary may be a participle of such an act: "Brown, elected mayor in May, …".
pub(super) fn takes_passive(needs: Needs) -> bool {
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
        | Needs::Leave
        | Needs::Target
        | Needs::Received
        | Needs::Addressee
        | Needs::Carried
        | Needs::Hearer
        | Needs::Arriving
        | Needs::Gone
        | Needs::Charged
        | Needs::Office => false,
    }
}
