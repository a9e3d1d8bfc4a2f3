//! Parts that persons play: roles in activities, offices, memberships.
//!
//! A property with a property of its own is a node (PC14, PC107) in the CRM's own module, whose rule
//! is that the plain property is never left out: who asks without roles finds the same people.

use oxigraph::model::{NamedNode, NamedNodeRef};

use crate::resolve::EntityId;
use crate::text::slug;
use crate::time::HistoricalDate;

use super::graph::Graph;
use super::iri::{part, short_id};
use super::mapping::Telling;
use super::vocab::{crm, kind};
use super::{date, thing};

/// Somebody carried an activity out in a role.
pub(super) fn carried_out_as<'n>(graph: &mut Graph, activity: &NamedNode, actor: &NamedNode, role: impl Into<NamedNodeRef<'n>>) {
    let role = role.into();
    graph.link(activity, crm::P14_CARRIED_OUT_BY, actor);
    let node = part(activity.as_ref(), &format!("role-{}", short_id(&format!("{actor}|{role}"))));
    graph.is_a(&node, crm::PC14_CARRIED_OUT_BY);
    let name = graph.name_of(actor);
    graph.label_as(&node, kind::IN_A_ROLE, &name);
    graph.link(&node, crm::P01_HAS_DOMAIN, activity);
    graph.link(&node, crm::P02_HAS_RANGE, actor);
    graph.link(&node, crm::P14_1_IN_THE_ROLE_OF, role);
    graph.uses(role);
}

/// A person holds an office: an activity of the person's in that role, and, where the body is known, membership in it.
///
/// Returns the activity; `None` where the person was taken out.
pub(super) fn office(
    graph: &mut Graph,
    telling: &Telling,
    holder: &EntityId,
    office: &str,
    body: Option<&EntityId>,
    when: Option<HistoricalDate>,
) -> Option<NamedNode> {
    let person = thing::actor(graph, telling.addresses, holder)?;
    let body = body.and_then(|body| thing::actor(graph, telling.addresses, body));
    let role = part(telling.addresses.base().dataset().as_ref(), &format!("office-{}", slug(office)));
    graph.is_a(&role, crm::E55_TYPE);
    graph.of_kind(&role, kind::OFFICE);
    graph.label(&role, office, telling.essay.language);
    let of = body.as_ref().map_or_else(String::new, ToString::to_string);
    let tenure = part(person.as_ref(), &format!("office-{}", short_id(&format!("{office}|{of}"))));
    let name = graph.name_of(&person);
    graph.is_a(&tenure, crm::E7_ACTIVITY);
    graph.of_kind(&tenure, kind::TENURE);
    graph.label_as(&tenure, kind::TENURE, &format!("{office}: {name}"));
    carried_out_as(graph, &tenure, &person, &role);
    if let Some(when) = when {
        let words = date::wording(telling.essay, &telling.evidence_spans(), &when);
        date::time_span(graph, &tenure, &when, words.as_deref().map(|words| (words, telling.essay.language)));
    }
    if let Some(body) = body {
        graph.link(&body, crm::P107_HAS_CURRENT_OR_FORMER_MEMBER, &person);
        let member = part(tenure.as_ref(), "membership");
        graph.is_a(&member, crm::PC107_HAS_CURRENT_OR_FORMER_MEMBER);
        graph.label_as(&member, kind::MEMBERSHIP, &format!("{office}: {name}"));
        graph.link(&member, crm::P01_HAS_DOMAIN, &body);
        graph.link(&member, crm::P02_HAS_RANGE, &person);
        graph.link(&member, crm::P107_1_KIND_OF_MEMBER, &role);
    }
    Some(tenure)
}
