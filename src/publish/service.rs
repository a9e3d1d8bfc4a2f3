//! What the SPARQL endpoint says of itself: languages, formats, graphs, limits.
//!
//! Source: SPARQL 1.1 Service Description (<https://www.w3.org/TR/sparql11-service-description/>).

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};

use crate::rdf::vocab::common;
use crate::rdf::{Format, sd, write};
use crate::store::QueryError;

use super::site::Site;

/// What of a service the store does not know.
#[derive(Clone, Copy, Debug)]
pub struct Service<'a> {
    /// Where it answers.
    pub endpoint: &'a str,
    /// Whether a query that names no graph sees all of them.
    pub union_default_graph: bool,
    /// Whether it asks other endpoints.
    pub federated: bool,
    /// Whether clients may change it.
    pub writable: bool,
    /// What a query may take, in words.
    pub limits: &'a str,
    /// The formats of rows and truths, as the W3C registers them.
    pub result_formats: &'a [&'a str],
    /// The formats of graphs, likewise.
    pub graph_formats: &'a [&'a str],
}

impl Site {
    /// The description of a service that answers for this site; `None` where its address is none.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn service(&self, service: &Service<'_>, format: Format) -> Result<Option<Vec<u8>>, QueryError> {
        let graphs = self.store.graph_names()?;
        Ok(self.described(service, &graphs, format))
    }

    fn described(&self, service: &Service<'_>, graphs: &[NamedNode], format: Format) -> Option<Vec<u8>> {
        let endpoint = NamedNode::new(service.endpoint).ok()?;
        let part = |name: &str| NamedNode::new(format!("{}#{name}", service.endpoint)).ok();
        let (own, dataset, default) = (part("service")?, part("dataset")?, part("default-graph")?);
        let mut quads = Vec::new();
        let mut say = |subject: &NamedNode, predicate: NamedNodeRef<'_>, object: Term| {
            quads.push(Quad::new(NamedOrBlankNode::from(subject.clone()), predicate.into_owned(), object, GraphName::DefaultGraph));
        };
        let term = |node: NamedNodeRef<'_>| Term::from(node.into_owned());
        say(&own, rdf::TYPE, term(sd::SERVICE));
        say(&own, sd::ENDPOINT, endpoint.into());
        say(&own, sd::SUPPORTED_LANGUAGE, term(sd::SPARQL_11_QUERY));
        if service.writable {
            say(&own, sd::SUPPORTED_LANGUAGE, term(sd::SPARQL_11_UPDATE));
        }
        if service.federated {
            say(&own, sd::FEATURE, term(sd::BASIC_FEDERATED_QUERY));
        }
        if service.union_default_graph {
            say(&own, sd::FEATURE, term(sd::UNION_DEFAULT_GRAPH));
        }
        for format in service.result_formats.iter().chain(service.graph_formats) {
            if let Ok(format) = NamedNode::new(*format) {
                say(&own, sd::RESULT_FORMAT, format.into());
            }
        }
        say(&own, rdfs::COMMENT, Literal::new_language_tagged_literal_unchecked(service.limits, "en").into());
        say(&own, sd::DEFAULT_DATASET, dataset.clone().into());
        say(&dataset, rdf::TYPE, term(sd::DATASET));
        say(&dataset, rdfs::LABEL, Literal::new_language_tagged_literal_unchecked(&self.edition.title, &self.edition.language).into());
        if let Ok(license) = NamedNode::new(&self.edition.license) {
            say(&dataset, common::DCT_LICENSE, license.into());
        }
        say(&dataset, sd::DEFAULT_GRAPH, default.clone().into());
        say(&default, rdf::TYPE, term(sd::GRAPH));
        for (number, name) in graphs.iter().enumerate() {
            let Some(graph) = part(&format!("graph-{}", number + 1)) else { continue };
            say(&dataset, sd::NAMED_GRAPH_OF, graph.clone().into());
            say(&graph, rdf::TYPE, term(sd::NAMED_GRAPH));
            say(&graph, sd::NAME, name.clone().into());
        }
        let mut out = Vec::new();
        write(&quads, format, &mut out).ok()?;
        Some(out)
    }
}
