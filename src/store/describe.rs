//! What a graph says of one thing.

use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, Quad, Term, TermRef};

use crate::rdf::vocab::ov;

use super::Store;
use super::change::UNNAMED;

/// The parts of a thing that a statement about some nodes leads to: what stands under a hash of the thing, or of the node itself.
pub(super) fn parts(thing: NamedNodeRef<'_>, nodes: &[NamedNode], quad: &Quad) -> impl Iterator<Item = NamedNode> + use<> {
    let is_own = |iri: &str| iri.strip_prefix(thing.as_str()).is_some_and(|rest| rest.starts_with('#'));
    let subject = match &quad.subject {
        NamedOrBlankNode::NamedNode(node) => Some(node),
        NamedOrBlankNode::BlankNode(_) => None,
    };
    let object = match &quad.object {
        Term::NamedNode(node) => Some(node),
        _ => None,
    };
    let root = |iri: &NamedNode| iri.as_str().split('#').next().unwrap_or_default().to_owned();
    let is_of_node = |part: &NamedNode| {
        part.as_str().contains('#') && subject.is_some_and(|subject| nodes.contains(subject) && root(subject) == root(part))
    };
    let below = object.filter(|object| is_own(object.as_str()) || is_of_node(object)).cloned();
    let above = subject.filter(|subject| is_own(subject.as_str())).cloned();
    below.into_iter().chain(above)
}

impl Store {
    /// The quads of named graphs of which one of the nodes is the subject or the object.
    pub(super) fn about(&self, nodes: &[NamedNode]) -> Vec<Quad> {
        let of = |node: &'_ NamedNode| {
            let said = self.named(Some(node.as_ref().into()), None);
            said.chain(self.named(None, Some(node.as_ref().into()))).collect::<Vec<_>>()
        };
        nodes.iter().flat_map(of).collect()
    }

    /// The quads of named graphs with this subject or object.
    fn named<'s>(&'s self, subject: Option<NamedOrBlankNodeRef<'s>>, object: Option<TermRef<'s>>) -> impl Iterator<Item = Quad> + use<'s> {
        let quads = self.inner.quads_for_pattern(subject, None, object, None).flatten().filter(|quad| !quad.graph_name.is_default_graph());
        quads.map(|quad| match quad.graph_name.as_ref() == UNNAMED.into() {
            true => Quad { graph_name: GraphName::DefaultGraph, ..quad },
            false => quad,
        })
    }

    /// Whether anything is said of a thing.
    pub(super) fn knows(&self, thing: NamedNodeRef<'_>) -> bool {
        self.inner.quads_for_pattern(Some(thing.into()), None, None, None).next().is_some()
            || self.inner.contains_named_graph(thing).unwrap_or(false)
    }

    /// The one name under which a thing is shown.
    pub(super) fn shown_as(&self, thing: &NamedNode) -> Option<String> {
        let mut names = self.inner.quads_for_pattern(Some(thing.as_ref().into()), Some(ov::SHOWN_AS), None, None).flatten();
        names.find_map(|quad| match quad.object {
            Term::Literal(name) => Some(name.value().to_owned()),
            _ => None,
        })
    }
}
