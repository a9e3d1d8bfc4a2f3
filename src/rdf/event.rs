//! What happened in the body of an essay, that is no sending of a document.

use oxigraph::model::{NamedNode, NamedNodeRef};

use crate::claim::{Event, EventKind};
use crate::read::ThingKind;
use crate::resolve::EntityId;

use super::graph::Graph;
use super::iri::part;
use super::mapping::Telling;
use super::vocab::{crm, kind};
use super::{date, kinds, role, thing};

/// An event with its actors, places and date; `None` where it was taken out.
pub(super) fn happened(graph: &mut Graph, telling: &Telling, event: &Event) -> Option<NamedNode> {
    let node = telling.addresses.event(telling.essay, event)?;
    graph.is_a(&node, class(event));
    let kind = kinds::kind("event", kind_of(event.kind));
    graph.of_kind(&node, kind.as_ref());
    let label = described(graph, telling, event);
    graph.label_as(&node, kind.as_ref(), &label);
    let (doing, undergoing) = parts(event);
    if event.kind == EventKind::Treaty && event.actors.iter().any(|id| id.kind == ThingKind::Person) {
        // Persons sign, for the states that are parties to it.
        for id in &event.actors {
            match (id.kind, thing::actor(graph, telling.addresses, id)) {
                (ThingKind::Person, Some(person)) => role::carried_out_as(graph, &node, &person, kind::PLENIPOTENTIARY),
                (_, Some(party)) => graph.link(&node, crm::P11_HAD_PARTICIPANT, &party),
                (_, None) => {}
            }
        }
    } else {
        people(graph, telling, &node, doing, &event.actors);
    }
    people(graph, telling, &node, undergoing, &event.recipients);
    for place in &event.places {
        if let Some(place) = thing::place(graph, telling.addresses, place) {
            let moved = event.kind == EventKind::Arrival && moves(event);
            graph.link(&node, if moved { crm::P26_MOVED_TO } else { crm::P7_TOOK_PLACE_AT }, &place);
        }
    }
    if let Some(when) = &event.date {
        let words = date::wording(telling.essay, &telling.event_spans(event), when);
        date::time_span(graph, &node, when, words.as_deref().map(|words| (words, telling.essay.language)));
    }
    match event.kind {
        EventKind::Arrival if moves(event) => {
            let persons = event.actors.iter().filter(|id| id.kind == ThingKind::Person);
            people(graph, telling, &node, crm::P25_MOVED, persons);
        }
        EventKind::Decision => content(graph, &node, crm::E29_DESIGN_OR_PROCEDURE, kind::DECISION_CONTENT, crm::P94_HAS_CREATED, &label),
        EventKind::Treaty => content(graph, &node, crm::E33_LINGUISTIC_OBJECT, kind::TREATY_TEXT, crm::P16_USED_SPECIFIC_OBJECT, &label),
        _ => {}
    }
    Some(node)
}

/// What an event is in the CRM.
fn class(event: &Event) -> NamedNodeRef<'static> {
    match event.kind {
        EventKind::Arrival if moves(event) => crm::E9_MOVE,
        EventKind::Decision => crm::E65_CREATION,
        // Where nobody is said to have willed it, it merely happened.
        EventKind::Other if event.actors.is_empty() => crm::E5_EVENT,
        EventKind::Letter
        | EventKind::Telegram
        | EventKind::Note
        | EventKind::Memorandum
        | EventKind::Meeting
        | EventKind::Conference
        | EventKind::Treaty
        | EventKind::Appointment
        | EventKind::Arrival
        | EventKind::Battle
        | EventKind::Publication
        | EventKind::Other => crm::E7_ACTIVITY,
    }
}

/// The slug of an event's kind in the vocabulary.
pub(super) fn kind_of(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Arrival => "journey",
        EventKind::Other => "happening",
        kind => kind.as_str(),
    }
}

/// How actors and recipients take part: delegations of a conference are present, the sides of a
/// battle both fight, an appointing body acts and the appointed one is concerned.
fn parts(event: &Event) -> (NamedNodeRef<'static>, NamedNodeRef<'static>) {
    match event.kind {
        EventKind::Conference => (crm::P11_HAD_PARTICIPANT, crm::P11_HAD_PARTICIPANT),
        EventKind::Battle | EventKind::Treaty | EventKind::Meeting => (crm::P14_CARRIED_OUT_BY, crm::P14_CARRIED_OUT_BY),
        EventKind::Appointment if event.recipients.is_empty() => (crm::P11_HAD_PARTICIPANT, crm::P11_HAD_PARTICIPANT),
        EventKind::Other if event.actors.is_empty() => (crm::P11_HAD_PARTICIPANT, crm::P11_HAD_PARTICIPANT),
        _ => (crm::P14_CARRIED_OUT_BY, crm::P11_HAD_PARTICIPANT),
    }
}

/// Whether a journey is a move in the CRM's sense: of a person, to a place.
fn moves(event: &Event) -> bool {
    let place = |id: &EntityId| id.kind != ThingKind::Person;
    event.actors.iter().any(|id| id.kind == ThingKind::Person) && event.places.iter().any(place)
}

fn people<'a>(
    graph: &mut Graph,
    telling: &Telling,
    event: &NamedNode,
    property: NamedNodeRef<'_>,
    who: impl IntoIterator<Item = &'a EntityId>,
) {
    for id in who {
        if let Some(actor) = thing::actor(graph, telling.addresses, id) {
            graph.link(event, property, &actor);
        }
    }
}

/// What a decision laid down, or the text of a treaty.
fn content(graph: &mut Graph, event: &NamedNode, class: NamedNodeRef<'_>, kind: NamedNodeRef<'_>, property: NamedNodeRef<'_>, label: &str) {
    let content = part(event.as_ref(), "content");
    graph.is_a(&content, class);
    graph.of_kind(&content, kind);
    graph.label_as(&content, kind, label);
    graph.link(event, property, &content);
}

/// "Enver Pasha, Halil Pasha → …, Batum, 1921-08": no word of the essay in it but the verb of what has no kind of its own.
pub(super) fn described(graph: &Graph, telling: &Telling, event: &Event) -> String {
    let names = |ids: &[EntityId]| {
        let names = ids.iter().filter_map(|id| telling.addresses.thing(id)).map(|thing| graph.name_of(&thing));
        names.filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", ")
    };
    let people = [names(&event.actors), names(&event.recipients)].into_iter().filter(|names| !names.is_empty());
    let people = people.collect::<Vec<_>>().join(" → ");
    let spoken = telling.essay.language == graph.language();
    let people = match event.word.as_deref().filter(|_| spoken && event.kind == EventKind::Other) {
        Some(word) if people.is_empty() => word.to_owned(),
        Some(word) => format!("{people}: {word}"),
        None => people,
    };
    let date = event.date.map(|date| date::shown(&date, graph.language())).unwrap_or_default();
    let parts = [people, names(&event.places), date].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(", ")
}
