//! Documents of RDF, as clients send and fetch them graph by graph.

use std::io::Read;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, NamedNode, Quad};

use crate::rdf::Format;

use super::change::inner;
use super::{Name, Store};

/// The name of a graph.
pub type Graph = NamedNode;

/// The name that an address is.
///
/// # Errors
/// When it is no absolute address.
pub fn name(iri: &str) -> Result<Graph, String> {
    NamedNode::new(iri).map_err(|error| error.to_string())
}

/// The statements of a document, which is one graph; its blank nodes are no other document's.
///
/// Each is an error where the document is not of its format, names graphs of its own, or `base` is no address.
pub fn parse<'d>(document: impl Read + 'd, format: Format, base: &str) -> Box<dyn Iterator<Item = Result<Quad, String>> + 'd> {
    let format = match format {
        Format::Turtle => RdfFormat::Turtle,
        Format::TriG => RdfFormat::TriG,
        Format::NTriples => RdfFormat::NTriples,
        Format::NQuads => RdfFormat::NQuads,
        Format::RdfXml => RdfFormat::RdfXml,
        Format::JsonLd => RdfFormat::JsonLd { profile: oxigraph::io::JsonLdProfileSet::default() },
    };
    match RdfParser::from_format(format).without_named_graphs().rename_blank_nodes().with_base_iri(base) {
        Ok(parser) => Box::new(parser.for_reader(document).map(|quad| quad.map_err(|error| error.to_string()))),
        Err(error) => Box::new(std::iter::once(Err(error.to_string()))),
    }
}

impl Store {
    /// The statements of a graph; `None` where there is none of that name. The unnamed one is always there.
    #[must_use]
    pub fn content(&self, graph: &Name) -> Option<Vec<Quad>> {
        let own = inner(graph);
        if graph.is_some() && !self.inner.contains_named_graph(own).unwrap_or(false) {
            return None;
        }
        let quads = self.inner.quads_for_pattern(None, None, None, Some(own.into())).flatten();
        Some(quads.map(|quad| Quad { graph_name: graph.clone().map_or(GraphName::DefaultGraph, GraphName::NamedNode), ..quad }).collect())
    }
}
