//! Shortcuts, derived from the rest so that simple queries stay short: `graph/shortcuts`.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use oxigraph::model::vocab::{rdfs, xsd};
use oxigraph::model::{Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};

use super::Base;
use super::graph::Graph;
use super::vocab::{common, crm, kind, ov};

/// Derives `skos:prefLabel` of everything with an address of its own and the one of them to show
/// (`ov:shown_as`: in the publication's language where there is one), `ov:was_addressed_to` of
/// documents, and the latitude and longitude of places.
pub(super) fn shortcuts(graph: &mut Graph, base: &Base) {
    let mut derived: Vec<(NamedNode, NamedNodeRef<'static>, Term)> = Vec::new();
    let sendings = sendings(graph.quads());
    let language = graph.language().to_owned();
    let mut names: BTreeMap<NamedNode, Literal> = BTreeMap::new();
    for quad in graph.quads() {
        let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { continue };
        match &quad.object {
            Term::Literal(label) if quad.predicate == rdfs::LABEL && has_own_address(subject, base) => {
                derived.push((subject.clone(), common::SKOS_PREF_LABEL, label.clone().into()));
                let own = |label: &Literal| {
                    (label.language() != Some(language.as_str()), label.language().map(str::to_owned), label.value().to_owned())
                };
                if names.get(subject).is_none_or(|known| own(label) < own(known)) {
                    names.insert(subject.clone(), label.clone());
                }
            }
            Term::Literal(point) if quad.predicate == crm::P168_PLACE_IS_DEFINED_BY => {
                if let Some((longitude, latitude)) = coordinates(point.value()) {
                    derived.push((subject.clone(), common::GEO_LONG, Literal::new_typed_literal(longitude, xsd::DECIMAL).into()));
                    derived.push((subject.clone(), common::GEO_LAT, Literal::new_typed_literal(latitude, xsd::DECIMAL).into()));
                }
            }
            Term::NamedNode(actor) if quad.predicate == crm::P11_HAD_PARTICIPANT => {
                for document in sendings.get(subject).into_iter().flatten() {
                    derived.push((document.clone(), ov::WAS_ADDRESSED_TO, actor.clone().into()));
                }
            }
            _ => {}
        }
    }
    derived.extend(names.into_iter().map(|(subject, name)| (subject, ov::SHOWN_AS, name.into())));
    for (subject, property, object) in derived {
        graph.add(&subject, property, object);
    }
}

/// The documents that each sending sent.
fn sendings(quads: &[Quad]) -> HashMap<NamedNode, BTreeSet<NamedNode>> {
    let is_sending = |quad: &&Quad| quad.predicate == crm::P2_HAS_TYPE && quad.object == kind::SENDING.into_owned().into();
    let sendings: HashSet<&NamedOrBlankNode> = quads.iter().filter(is_sending).map(|quad| &quad.subject).collect();
    let mut documents: HashMap<NamedNode, BTreeSet<NamedNode>> = HashMap::new();
    for quad in quads.iter().filter(|quad| quad.predicate == crm::P16_USED_SPECIFIC_OBJECT && sendings.contains(&quad.subject)) {
        if let (NamedOrBlankNode::NamedNode(sending), Term::NamedNode(document)) = (&quad.subject, &quad.object) {
            documents.entry(sending.clone()).or_default().insert(document.clone());
        }
    }
    documents
}

/// Whether it is a thing of this publication with an address of its own, not a part of one.
fn has_own_address(thing: &NamedNode, base: &Base) -> bool {
    thing.as_str().starts_with(base.as_str()) && !thing.as_str().contains('#')
}

/// Longitude and latitude of "POINT(43.1 40.6)".
fn coordinates(point: &str) -> Option<(&str, &str)> {
    point.strip_prefix("POINT(")?.strip_suffix(')')?.split_once(' ')
}
