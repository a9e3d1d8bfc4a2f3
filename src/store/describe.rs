//! What a graph says of one thing.

use std::collections::BTreeSet;

use oxigraph::model::{GraphName, GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, Quad, Term, TermRef};

use crate::rdf::vocab::ov;

use super::Store;
use super::change::UNNAMED;

impl Store {
    /// Everything said of a thing: its statements, those of its parts (addresses with a hash after
    /// its own) and of what it leads to under a hash, and the labels of what they name.
    #[must_use]
    pub fn describe(&self, thing: NamedNodeRef<'_>) -> Vec<Quad> {
        let mut out: Vec<Quad> = Vec::new();
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let mut open = vec![thing.into_owned()];
        let hash = format!("{}#", thing.as_str());
        while let Some(node) = open.pop() {
            if !seen.insert(node.as_str().to_owned()) {
                continue;
            }
            for quad in self.named(Some(node.as_ref().into()), None) {
                if let Term::NamedNode(object) = &quad.object
                    && (object.as_str().starts_with(&hash) || object.as_str().contains('#') && self.is_part(node.as_ref(), object))
                {
                    open.push(object.clone());
                }
                out.push(quad);
            }
            for quad in self.named(None, Some(node.as_ref().into())) {
                if let NamedOrBlankNode::NamedNode(subject) = &quad.subject
                    && subject.as_str().starts_with(&hash)
                {
                    open.push(subject.clone());
                }
                out.push(quad);
            }
        }
        out
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
    #[must_use]
    pub fn knows(&self, thing: NamedNodeRef<'_>) -> bool {
        self.inner.quads_for_pattern(Some(thing.into()), None, None, None).next().is_some()
            || self.inner.contains_named_graph(thing).unwrap_or(false)
    }

    /// The one name under which a thing is shown.
    #[must_use]
    pub fn shown_as(&self, thing: &NamedNode) -> Option<String> {
        let mut names = self.inner.quads_for_pattern(Some(thing.as_ref().into()), Some(ov::SHOWN_AS), None, None).flatten();
        names.find_map(|quad| match quad.object {
            Term::Literal(name) => Some(name.value().to_owned()),
            _ => None,
        })
    }

    /// The quads of one named graph.
    #[must_use]
    pub fn graph(&self, name: NamedNodeRef<'_>) -> Vec<Quad> {
        self.inner.quads_for_pattern(None, None, None, Some(GraphNameRef::from(name))).flatten().collect()
    }

    /// A hash address belongs to the thing before its hash.
    fn is_part(&self, of: NamedNodeRef<'_>, part: &NamedNode) -> bool {
        let root = |iri: &str| iri.split('#').next().unwrap_or_default().to_owned();
        root(of.as_str()) == root(part.as_str())
    }
}
