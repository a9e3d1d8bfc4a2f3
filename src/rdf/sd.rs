//! Terms of SPARQL 1.1 Service Description, by which an endpoint tells of itself.
//!
//! They stand apart from [`vocab`](super::vocab): no statement of a published graph uses them.
#![expect(missing_docs, reason = "each name is the vocabulary's own")]

use oxigraph::model::NamedNodeRef;

macro_rules! sd {
    ($name:literal) => {
        NamedNodeRef::new_unchecked(concat!("http://www.w3.org/ns/sparql-service-description#", $name))
    };
}

pub const SERVICE: NamedNodeRef<'_> = sd!("Service");
pub const DATASET: NamedNodeRef<'_> = sd!("Dataset");
pub const GRAPH: NamedNodeRef<'_> = sd!("Graph");
pub const NAMED_GRAPH: NamedNodeRef<'_> = sd!("NamedGraph");
pub const ENDPOINT: NamedNodeRef<'_> = sd!("endpoint");
pub const SUPPORTED_LANGUAGE: NamedNodeRef<'_> = sd!("supportedLanguage");
pub const SPARQL_11_QUERY: NamedNodeRef<'_> = sd!("SPARQL11Query");
pub const SPARQL_11_UPDATE: NamedNodeRef<'_> = sd!("SPARQL11Update");
pub const BASIC_FEDERATED_QUERY: NamedNodeRef<'_> = sd!("BasicFederatedQuery");
pub const FEATURE: NamedNodeRef<'_> = sd!("feature");
pub const UNION_DEFAULT_GRAPH: NamedNodeRef<'_> = sd!("UnionDefaultGraph");
pub const RESULT_FORMAT: NamedNodeRef<'_> = sd!("resultFormat");
pub const DEFAULT_DATASET: NamedNodeRef<'_> = sd!("defaultDataset");
pub const DEFAULT_GRAPH: NamedNodeRef<'_> = sd!("defaultGraph");
pub const NAMED_GRAPH_OF: NamedNodeRef<'_> = sd!("namedGraph");
pub const NAME: NamedNodeRef<'_> = sd!("name");
