//! What need not have happened: plans, hearsay, denials. None of it stands among the events.

use oxigraph::model::NamedNode;
use oxigraph::model::vocab::xsd;

use crate::claim::{Event, Mood};

use super::event::{described, kind_of};
use super::graph::Graph;
use super::iri::{part, short_id};
use super::mapping::Telling;
use super::vocab::{crm, kind, ov};
use super::{date, kinds, thing};

/// A plan is a design (E29) of what would happen; hearsay and denials are what the essay says of
/// a statement (E13), which speaks of the same people, places and days as the event would.
///
/// CIDOC CRM has no negation, so a denial is told by its type. Returns the plan or the statement.
pub(super) fn told(graph: &mut Graph, telling: &Telling, mood: Mood, event: &Event) -> Option<NamedNode> {
    let passage = telling.passage()?.clone();
    let label = described(graph, telling, event);
    let what = graph.composed(kinds::kind("event", kind_of(event.kind)).as_ref(), &label);
    let id = short_id(&format!("{}|{what}|{passage}", mood.as_str()));
    let (class, kind) = match mood {
        Mood::Planned => (crm::E29_DESIGN_OR_PROCEDURE, kind::PLAN),
        Mood::Reported | Mood::Denied => (crm::E89_PROPOSITIONAL_OBJECT, kind::STATEMENT),
    };
    let node = part(telling.node.as_ref(), &format!("{}-{id}", mood.as_str()));
    graph.is_a(&node, class);
    graph.of_kind(&node, kind);
    graph.label_as(&node, kind, &what);
    for id in event.actors.iter().chain(&event.recipients) {
        if let Some(actor) = thing::actor(graph, telling.addresses, id) {
            graph.link(&node, crm::P67_REFERS_TO, &actor);
        }
    }
    for id in &event.places {
        if let Some(place) = thing::place(graph, telling.addresses, id) {
            graph.link(&node, crm::P67_REFERS_TO, &place);
        }
    }
    if let Some(when) = &event.date {
        let words = date::wording(telling.essay, &telling.event_spans(event), when);
        let span = date::time_span_of(graph, &node, when, words.as_deref().map(|words| (words, telling.essay.language)));
        graph.link(&node, crm::P67_REFERS_TO, &span);
    }
    let assigned = match mood {
        Mood::Planned => return Some(node),
        Mood::Reported => kind::REPORTED,
        Mood::Denied => kind::DENIED,
    };
    let claim = part(telling.node.as_ref(), &format!("claim-{id}"));
    graph.is_a(&claim, crm::E13_ATTRIBUTE_ASSIGNMENT);
    graph.of_kind(&claim, assigned);
    graph.label_as(&claim, assigned, &what);
    graph.link(&claim, crm::P140_ASSIGNED_ATTRIBUTE_TO, &node);
    graph.assigns(&claim, crm::P2_HAS_TYPE, kind::KIND);
    graph.link(&claim, crm::P141_ASSIGNED, assigned);
    graph.link(&claim, crm::P16_USED_SPECIFIC_OBJECT, &passage);
    let confidence = format!("{:.2}", telling.confidence());
    graph.value(&claim, ov::CONFIDENCE, &confidence, xsd::DECIMAL);
    if let Some(author) = telling.author {
        graph.link(&claim, crm::P14_CARRIED_OUT_BY, author);
    }
    Some(node)
}
