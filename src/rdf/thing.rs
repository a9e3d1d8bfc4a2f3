//! Persons, places and groups with their names.

use std::collections::BTreeMap;

use oxigraph::model::{NamedNode, NamedNodeRef};

use crate::read::ThingKind;
use crate::resolve::{Authority, Entity, EntityId, Entry};
use crate::time::HistoricalDate;

use super::addresses::{Addresses, authorities, land};
use super::graph::Graph;
use super::iri::{part, short_id};
use super::vocab::{crm, kind, ov};
use super::{date, kinds};

/// Everything the authority files say, in `graph/authority`.
pub(super) fn authority(graph: &mut Graph, addresses: &Addresses, authority: &Authority, language: &str) {
    // What was merged into another comes last, so that the other keeps its own label.
    let (own, merged): (Vec<_>, Vec<_>) =
        authority.entries().partition(|(id, _)| addresses.thing(id).is_some_and(|thing| thing == addresses.base().entity(id)));
    for (id, entry) in own.into_iter().chain(merged) {
        let Some(thing) = addresses.thing(id) else { continue };
        graph.is_a(&thing, class(id.kind));
        graph.label(&thing, &entry.name, language);
        for (code, label) in &entry.labels {
            graph.label(&thing, label, code);
        }
        names(graph, &thing, entry, language);
        if let Some(note) = &entry.note {
            graph.words(&thing, crm::P3_HAS_NOTE, note, language);
        }
        match id.kind {
            ThingKind::Person => life(graph, &thing, entry),
            ThingKind::Place => position(graph, addresses, &thing, entry),
            ThingKind::Group => membership(graph, addresses, &thing, entry),
        }
    }
}

/// A thing that no authority file knows, as an essay restores its name.
pub(super) fn unknown(graph: &mut Graph, thing: &NamedNode, entity: &Entity) {
    graph.is_a(thing, class(entity.id.kind));
    for (code, label) in &entity.labels {
        graph.label(thing, label, code);
        name(graph, thing, label, code, kind::NAME_CANONICAL);
    }
}

/// Who acts where `id` is said to: a place stands for its authorities.
pub(super) fn actor(graph: &mut Graph, addresses: &Addresses, id: &EntityId) -> Option<NamedNode> {
    let acting = authorities(id);
    let actor = addresses.thing(&acting)?;
    if acting != *id {
        let place = addresses.thing(id)?;
        graph.is_a(&actor, crm::E74_GROUP);
        graph.of_kind(&actor, kind::AUTHORITIES);
        same_label(graph, &actor, &place);
        graph.link(&actor, ov::AUTHORITIES_OF, &place);
    }
    Some(actor)
}

/// Where something happens that is said to happen in `id`: a state stands for its land.
///
/// `None` for a person, who is no place.
pub(super) fn place(graph: &mut Graph, addresses: &Addresses, id: &EntityId) -> Option<NamedNode> {
    let ground = land(id);
    if ground.kind != ThingKind::Place {
        return None;
    }
    let place = addresses.thing(&ground)?;
    if ground != *id {
        let state = addresses.thing(id)?;
        graph.is_a(&place, crm::E53_PLACE);
        graph.of_kind(&place, kind::LAND);
        same_label(graph, &place, &state);
        graph.link(&place, ov::LAND_OF, &state);
    }
    Some(place)
}

/// An archive that is known by its short key alone.
pub(super) fn archive(graph: &mut Graph, addresses: &Addresses, short: &str) -> Option<NamedNode> {
    let archive = addresses.thing(&addresses.archive(short))?;
    graph.is_a(&archive, crm::E74_GROUP);
    graph.of_kind(&archive, kind::ARCHIVE);
    let (label, language) = graph.label_of(&archive).unwrap_or((short, graph.language()));
    let (label, language) = (label.to_owned(), language.to_owned());
    graph.label(&archive, &label, &language);
    Some(archive)
}

pub(super) fn class(kind: ThingKind) -> NamedNodeRef<'static> {
    match kind {
        ThingKind::Person => crm::E21_PERSON,
        ThingKind::Place => crm::E53_PLACE,
        ThingKind::Group => crm::E74_GROUP,
    }
}

/// Gives a thing the name of the one it is derived from, unless it has its own.
fn same_label(graph: &mut Graph, thing: &NamedNode, of: &NamedNode) {
    let own = graph.label_of(thing).or_else(|| graph.label_of(of));
    if let Some((label, language)) = own.map(|(label, language)| (label.to_owned(), language.to_owned())) {
        graph.label(thing, &label, &language);
    }
}

/// The names of an entry, the canonical one joined to its other forms.
fn names(graph: &mut Graph, thing: &NamedNode, entry: &Entry, language: &str) {
    let canonical = name(graph, thing, &entry.name, language, kind::NAME_CANONICAL);
    let others = entry.also.iter().map(|other| (other, language, kind::NAME_OTHER));
    let short = entry.abbreviations.iter().map(|short| (short, language, kind::NAME_ABBREVIATION));
    let translated = entry.labels.iter().map(|(code, label)| (label, code.as_str(), kind::NAME_TRANSLATION));
    let mut named: BTreeMap<(&str, &str), NamedNodeRef<'static>> = BTreeMap::new();
    for (text, code, kind) in others.chain(short).chain(translated) {
        named.entry((text, code)).or_insert(kind);
    }
    named.remove(&(entry.name.as_str(), language));
    for ((text, code), kind) in named {
        let other = name(graph, thing, text, code, kind);
        graph.link(&canonical, crm::P139_HAS_ALTERNATIVE_FORM, &other);
    }
    if let Some(short) = &entry.short {
        let key = part(thing.as_ref(), "key");
        graph.is_a(&key, crm::E42_IDENTIFIER);
        graph.of_kind(&key, kind::ARCHIVE_KEY);
        graph.label_as(&key, kind::ARCHIVE_KEY, short);
        graph.plain(&key, crm::P190_HAS_SYMBOLIC_CONTENT, short);
        graph.link(thing, crm::P1_IS_IDENTIFIED_BY, &key);
    }
}

fn name(graph: &mut Graph, thing: &NamedNode, text: &str, language: &str, kind: NamedNodeRef<'_>) -> NamedNode {
    let name = part(thing.as_ref(), &format!("name-{}", short_id(&format!("{text}@{language}"))));
    graph.is_a(&name, crm::E33_E41_LINGUISTIC_APPELLATION);
    graph.of_kind(&name, kind);
    graph.label(&name, text, language);
    graph.plain(&name, crm::P190_HAS_SYMBOLIC_CONTENT, text);
    graph.in_language(&name, language);
    graph.link(thing, crm::P1_IS_IDENTIFIED_BY, &name);
    name
}

fn life(graph: &mut Graph, person: &NamedNode, entry: &Entry) {
    happened(graph, person, entry.born.as_deref(), "birth", crm::E67_BIRTH, crm::P98I_WAS_BORN, kind::BIRTH);
    happened(graph, person, entry.died.as_deref(), "death", crm::E69_DEATH, crm::P100I_DIED_IN, kind::DEATH);
}

fn membership(graph: &mut Graph, addresses: &Addresses, group: &NamedNode, entry: &Entry) {
    if let Some(name) = &entry.group_type {
        graph.of_kind(group, kinds::kind("group", name).as_ref());
    }
    let whole = entry.part_of.as_ref().map(|key| EntityId { kind: ThingKind::Group, key: key.clone() });
    if let Some(whole) = whole.and_then(|whole| addresses.thing(&whole)) {
        graph.link(group, crm::P107I_IS_CURRENT_OR_FORMER_MEMBER_OF, &whole);
    }
    happened(graph, group, entry.from.as_deref(), "formation", crm::E66_FORMATION, crm::P95I_WAS_FORMED_BY, kind::FORMATION);
    happened(graph, group, entry.until.as_deref(), "dissolution", crm::E68_DISSOLUTION, crm::P99I_WAS_DISSOLVED_BY, kind::DISSOLUTION);
}

fn position(graph: &mut Graph, addresses: &Addresses, place: &NamedNode, entry: &Entry) {
    if let Some([longitude, latitude]) = entry.coordinates {
        graph.plain(place, crm::P168_PLACE_IS_DEFINED_BY, &format!("POINT({longitude} {latitude})"));
    }
    let within = entry.within.as_ref().map(|key| EntityId { kind: ThingKind::Place, key: key.clone() });
    if let Some(within) = within.and_then(|within| addresses.thing(&within)) {
        graph.link(place, crm::P89_FALLS_WITHIN, &within);
    }
}

/// The beginning or the end of a person or a group, where the authority file dates it.
fn happened(
    graph: &mut Graph,
    of: &NamedNode,
    edtf: Option<&str>,
    name: &str,
    class: NamedNodeRef<'_>,
    property: NamedNodeRef<'_>,
    kind: NamedNodeRef<'_>,
) {
    let Some(when) = edtf.and_then(HistoricalDate::parse) else { return };
    let event = part(of.as_ref(), name);
    graph.is_a(&event, class);
    graph.of_kind(&event, kind);
    let label = graph.name_of(of);
    graph.label_as(&event, kind, &label);
    graph.link(of, property, &event);
    date::time_span(graph, &event, &when, None);
}
