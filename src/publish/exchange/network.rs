//! Who wrote to whom, as a network: tables of nodes and edges, and GEXF, for Gephi, Palladio and networkx.

use std::collections::{BTreeMap, BTreeSet};

use super::catalogue::{ActorKind, Catalogue};
use super::csv;
use super::when::days;
use super::xml::Xml;

/// Everyone who wrote or was written to, and how many letters went from one to another.
struct Network<'a> {
    nodes: Vec<Node<'a>>,
    edges: BTreeMap<(&'a str, &'a str), Edge>,
}

struct Node<'a> {
    iri: &'a str,
    label: &'a str,
    kind: &'static str,
    sent: usize,
    received: usize,
}

#[derive(Default)]
struct Edge {
    letters: usize,
    first: Option<String>,
    last: Option<String>,
}

fn network(catalogue: &Catalogue) -> Network<'_> {
    let mut edges: BTreeMap<(&str, &str), Edge> = BTreeMap::new();
    for letter in catalogue.letters() {
        let (first, last) = letter.when().map(days).unwrap_or_default();
        for from in letter.from() {
            for to in &letter.addressees {
                let edge = edges.entry((from, to)).or_default();
                edge.letters += 1;
                edge.first = [edge.first.take(), first.clone()].into_iter().flatten().min();
                edge.last = [edge.last.take(), last.clone()].into_iter().flatten().max();
            }
        }
    }
    let all: BTreeSet<&str> = edges.keys().flat_map(|(from, to)| [*from, *to]).collect();
    let mut sent: BTreeMap<&str, usize> = BTreeMap::new();
    let mut received: BTreeMap<&str, usize> = BTreeMap::new();
    for ((from, to), edge) in &edges {
        *sent.entry(from).or_default() += edge.letters;
        *received.entry(to).or_default() += edge.letters;
    }
    let nodes = all.into_iter().map(|iri| Node {
        iri,
        label: catalogue.name(iri),
        kind: match catalogue.actor(iri) {
            ActorKind::Person => "person",
            ActorKind::Group => "group",
        },
        sent: sent.get(iri).copied().unwrap_or_default(),
        received: received.get(iri).copied().unwrap_or_default(),
    });
    Network { nodes: nodes.collect(), edges }
}

fn id<'a>(catalogue: &Catalogue, iri: &'a str) -> &'a str {
    iri.strip_prefix(catalogue.edition.base.as_str()).unwrap_or(iri)
}

/// The table of nodes, with the columns that Gephi expects.
pub(super) fn nodes(catalogue: &Catalogue) -> Vec<u8> {
    let network = network(catalogue);
    let rows = network.nodes.iter().map(|node| {
        let label = csv::words(node.label);
        vec![
            id(catalogue, node.iri).to_owned(),
            label,
            node.kind.to_owned(),
            node.sent.to_string(),
            node.received.to_string(),
            node.iri.to_owned(),
        ]
    });
    csv::csv(&["Id", "Label", "Type", "Sent", "Received", "Address"], rows)
}

/// The table of edges, likewise.
pub(super) fn edges(catalogue: &Catalogue) -> Vec<u8> {
    let network = network(catalogue);
    let rows = network.edges.iter().map(|((from, to), edge)| {
        vec![
            id(catalogue, from).to_owned(),
            id(catalogue, to).to_owned(),
            "Directed".to_owned(),
            edge.letters.to_string(),
            edge.first.clone().unwrap_or_default(),
            edge.last.clone().unwrap_or_default(),
        ]
    });
    csv::csv(&["Source", "Target", "Type", "Weight", "First", "Last"], rows)
}

/// The network as GEXF 1.2, which all readers know.
///
/// Source: <https://gexf.net/1.2/gexf-12draft-primer.pdf>.
pub(super) fn gexf(catalogue: &Catalogue) -> Vec<u8> {
    let network = network(catalogue);
    let edition = &catalogue.edition;
    let mut xml = Xml::new();
    xml.within("gexf", &[("xmlns", Some("http://www.gexf.net/1.2draft")), ("version", Some("1.2"))], |xml| {
        xml.within("meta", &[("lastmodifieddate", Some(&edition.date))], |xml| {
            let creators: Vec<&str> = edition.creators.iter().map(|creator| creator.name.as_str()).collect();
            xml.leaf("creator", &[], &creators.join(", "));
            xml.leaf("description", &[], &edition.title);
        });
        xml.within("graph", &[("mode", Some("static")), ("defaultedgetype", Some("directed"))], |xml| {
            attributes(xml, "node", &[("kind", "string"), ("sent", "integer"), ("received", "integer"), ("address", "anyURI")]);
            attributes(xml, "edge", &[("first", "string"), ("last", "string")]);
            xml.within("nodes", &[], |xml| {
                for node in &network.nodes {
                    xml.within("node", &[("id", Some(id(catalogue, node.iri))), ("label", Some(node.label))], |xml| {
                        values(
                            xml,
                            &[
                                ("kind", node.kind),
                                ("sent", &node.sent.to_string()),
                                ("received", &node.received.to_string()),
                                ("address", node.iri),
                            ],
                        );
                    });
                }
            });
            xml.within("edges", &[], |xml| {
                for (number, ((from, to), edge)) in network.edges.iter().enumerate() {
                    let (number, weight) = (number.to_string(), edge.letters.to_string());
                    let ends = [
                        ("id", Some(number.as_str())),
                        ("source", Some(id(catalogue, from))),
                        ("target", Some(id(catalogue, to))),
                        ("weight", Some(weight.as_str())),
                    ];
                    let days = [("first", edge.first.as_deref()), ("last", edge.last.as_deref())];
                    let days: Vec<(&str, &str)> = days.into_iter().filter_map(|(name, day)| Some((name, day?))).collect();
                    if days.is_empty() {
                        xml.empty("edge", &ends);
                    } else {
                        xml.within("edge", &ends, |xml| values(xml, &days));
                    }
                }
            });
        });
    });
    xml.finish()
}

fn attributes(xml: &mut Xml, class: &str, names: &[(&str, &str)]) {
    xml.within("attributes", &[("class", Some(class))], |xml| {
        for (name, kind) in names {
            xml.empty("attribute", &[("id", Some(name)), ("title", Some(name)), ("type", Some(kind))]);
        }
    });
}

fn values(xml: &mut Xml, values: &[(&str, &str)]) {
    xml.within("attvalues", &[], |xml| {
        for (name, value) in values {
            xml.empty("attvalue", &[("for", Some(name)), ("value", Some(value))]);
        }
    });
}
