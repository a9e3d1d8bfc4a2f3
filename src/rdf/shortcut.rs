//! Shortcuts, derived from the rest so that simple queries stay short: `graph/shortcuts`.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use oxigraph::model::vocab::{rdfs, xsd};
use oxigraph::model::{Literal, NamedNode, NamedOrBlankNode, Quad, Term};

use super::Base;
use super::graph::Graph;
use super::vocab::{common, crm, kind, ov};

/// What is derived part by part, and the names that are chosen when all parts are known.
///
/// `skos:prefLabel` of everything with an address of its own and the one of them to show (`ov:shown_as`: in the
/// publication's language where there is one), `ov:was_addressed_to` of documents, and the latitude and longitude of places.
#[derive(Default)]
pub(super) struct Shortcuts {
    names: BTreeMap<NamedNode, Literal>,
}

impl Shortcuts {
    /// Adds what follows from a part of the publication to the graph.
    pub(super) fn of(&mut self, quads: &[Quad], graph: &mut Graph, base: &Base) {
        let sendings = sendings(quads);
        let language = graph.language().to_owned();
        for quad in quads {
            let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { continue };
            match &quad.object {
                Term::Literal(label) if quad.predicate == rdfs::LABEL && has_own_address(subject, base) => {
                    graph.add(subject, common::SKOS_PREF_LABEL, label.clone().into());
                    let own = |label: &Literal| {
                        (label.language() != Some(language.as_str()), label.language().map(str::to_owned), label.value().to_owned())
                    };
                    if self.names.get(subject).is_none_or(|known| own(label) < own(known)) {
                        self.names.insert(subject.clone(), label.clone());
                    }
                }
                Term::Literal(point) if quad.predicate == crm::P168_PLACE_IS_DEFINED_BY => {
                    if let Some((longitude, latitude)) = coordinates(point.value()) {
                        graph.value(subject, common::GEO_LONG, longitude, xsd::DECIMAL);
                        graph.value(subject, common::GEO_LAT, latitude, xsd::DECIMAL);
                    }
                }
                Term::NamedNode(actor) if quad.predicate == crm::P11_HAD_PARTICIPANT => {
                    for document in sendings.get(subject).into_iter().flatten() {
                        graph.link(document, ov::WAS_ADDRESSED_TO, actor);
                    }
                }
                _ => {}
            }
        }
    }

    /// Tells the name to show of each thing, in parts of so many statements.
    pub(super) fn names<E>(self, graph: &mut Graph, part: usize, take: &mut dyn FnMut(Vec<Quad>) -> Result<(), E>) -> Result<(), E> {
        for (subject, name) in self.names {
            graph.add(&subject, ov::SHOWN_AS, name.into());
            if graph.len() >= part {
                take(graph.take_quads())?;
            }
        }
        take(graph.take_quads())
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
