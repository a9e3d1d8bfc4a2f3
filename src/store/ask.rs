//! Questions in SPARQL and their answers.

use std::io;

use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term, Triple};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use oxigraph::sparql::{CancellationToken, QueryDatasetSpecification, QueryEvaluationError, QueryResults, SparqlEvaluator, Variable};

use crate::rdf::{Format, write};

use super::change::UNNAMED;
use super::federation::ServiceError;
use super::magic::{Magic, SERVICES};
use super::{RemoteError, Source, Store};

/// A question, and the graphs it is asked of.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    /// The query.
    pub query: String,
    /// Values of variables that the query selects.
    pub given: Vec<(String, Term)>,
    /// Graphs to merge as the default graph; all of them, or the unnamed one, where none is given.
    pub default_graphs: Vec<NamedNode>,
    /// Graphs that `GRAPH` may name; all of them where neither these nor default graphs are given.
    pub named_graphs: Vec<NamedNode>,
    /// Whether the default graph is the unnamed one alone, where the question names none.
    pub unnamed: bool,
    /// Relative addresses of the query start here.
    pub base: Option<String>,
}

/// Why a question was not answered.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum QueryError {
    /// It is no SPARQL query.
    #[error("this is no SPARQL query: {0}")]
    Syntax(String),
    /// It was told to stop.
    #[error("the query was stopped")]
    Stopped,
    /// It wants to ask another endpoint.
    #[error("{0}")]
    Federation(String),
    /// Another endpoint gave no proper answer.
    #[error("{0}")]
    Service(String),
    /// Another endpoint took too long.
    #[error("{0}")]
    Late(String),
    /// Another endpoint has too much to do.
    #[error("{0}")]
    Busy(String),
    /// It has more rows, or statements, than it may.
    #[error("the answer has more than {0} rows; LIMIT and OFFSET take it in parts")]
    TooLong(usize),
    /// It could not be evaluated.
    #[error("the query could not be evaluated: {0}")]
    Evaluation(String),
}

/// The graphs that a request is about.
#[derive(Clone, Debug, Default)]
pub struct Graphs {
    default: Vec<NamedNode>,
    named: Vec<NamedNode>,
    unnamed: bool,
}

impl Graphs {
    /// These graphs: merged as the default graph, and as named ones; where both are empty, those of the request's own words.
    ///
    /// # Errors
    /// With the words that are no address.
    pub fn parse(default: &[String], named: &[String]) -> Result<Self, QueryError> {
        let graphs = |iris: &[String]| {
            let parse = |iri: &String| NamedNode::new(iri.as_str()).map_err(|error| QueryError::Syntax(format!("<{iri}>: {error}")));
            iris.iter().map(parse).collect::<Result<Vec<_>, _>>()
        };
        Ok(Self { default: graphs(default)?, named: graphs(named)?, unnamed: false })
    }

    /// Where no graphs are named at all: the unnamed one alone as the default graph, or the union.
    #[must_use]
    pub fn or_unnamed(self, unnamed: bool) -> Self {
        Self { unnamed, ..self }
    }

    /// Those that a question names.
    pub(super) fn of(ask: &Ask) -> Self {
        Self { default: ask.default_graphs.clone(), named: ask.named_graphs.clone(), unnamed: ask.unnamed }
    }

    /// The graphs to merge, and the named ones.
    pub(super) fn names(&self) -> (&[NamedNode], &[NamedNode]) {
        (&self.default, &self.named)
    }

    /// Whether any is named.
    pub(super) fn are_given(&self) -> bool {
        !self.default.is_empty() || !self.named.is_empty()
    }

    /// Puts them into a query's dataset. `names` are those of all named graphs where somebody has written to the unnamed one.
    pub(super) fn choose(&self, dataset: &mut QueryDatasetSpecification, names: Option<Vec<NamedNode>>) {
        if self.are_given() {
            dataset.set_default_graph(self.default.iter().cloned().map(GraphName::NamedNode).collect());
            dataset.set_available_named_graphs(self.named.iter().cloned().map(NamedOrBlankNode::NamedNode).collect());
            return;
        }
        if !dataset.is_default_dataset() {
            return;
        }
        match names {
            // The store's default graph holds the union, and nothing stands outside the named graphs.
            None if self.unnamed => dataset.set_default_graph(Vec::new()),
            None => {}
            Some(names) => {
                let unnamed = GraphName::NamedNode(UNNAMED.into_owned());
                dataset.set_default_graph(vec![if self.unnamed { unnamed } else { GraphName::DefaultGraph }]);
                dataset.set_available_named_graphs(names.into_iter().map(NamedOrBlankNode::NamedNode).collect());
            }
        }
    }
}

impl Ask {
    /// The question, asked of these graphs: merged as the default graph, and as named ones.
    ///
    /// # Errors
    /// With the words that are no address.
    pub fn of_graphs(mut self, default: &[String], named: &[String]) -> Result<Self, QueryError> {
        let graphs = Graphs::parse(default, named)?;
        self.default_graphs = graphs.default;
        self.named_graphs = graphs.named;
        Ok(self)
    }
}

/// An answer, whole.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Of SELECT: the variables, and a value or none for each in each row.
    Rows(Vec<String>, Vec<Vec<Option<Term>>>),
    /// Of ASK.
    Truth(bool),
    /// Of CONSTRUCT and DESCRIBE.
    Graph(Vec<Triple>),
}

/// Formats of rows and truths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ResultFormat {
    /// SPARQL Query Results JSON.
    Json,
    /// SPARQL Query Results XML.
    Xml,
    /// Comma-separated values.
    Csv,
    /// Tab-separated values.
    Tsv,
}

impl ResultFormat {
    /// Every format.
    pub const ALL: [Self; 4] = [Self::Json, Self::Xml, Self::Csv, Self::Tsv];

    /// What the web calls it.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/sparql-results+json",
            Self::Xml => "application/sparql-results+xml",
            Self::Csv => "text/csv",
            Self::Tsv => "text/tab-separated-values",
        }
    }

    /// The address by which the W3C registers it.
    #[must_use]
    pub fn registered(self) -> &'static str {
        match self {
            Self::Json => "http://www.w3.org/ns/formats/SPARQL_Results_JSON",
            Self::Xml => "http://www.w3.org/ns/formats/SPARQL_Results_XML",
            Self::Csv => "http://www.w3.org/ns/formats/SPARQL_Results_CSV",
            Self::Tsv => "http://www.w3.org/ns/formats/SPARQL_Results_TSV",
        }
    }

    /// The short name: "json".
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Xml => "xml",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
        }
    }

    pub(super) fn of_engine(self) -> QueryResultsFormat {
        match self {
            Self::Json => QueryResultsFormat::Json,
            Self::Xml => QueryResultsFormat::Xml,
            Self::Csv => QueryResultsFormat::Csv,
            Self::Tsv => QueryResultsFormat::Tsv,
        }
    }
}

/// Stops a question that is being answered, from another thread.
///
/// The engine looks at it only while it reads quads; one that only computes ends when it next reads.
#[derive(Clone, Default)]
pub struct Stop(CancellationToken);

impl Stop {
    /// Stops what was asked with it.
    pub fn stop(&self) {
        self.0.cancel();
    }

    /// What the engine looks at.
    pub(super) fn token(&self) -> CancellationToken {
        self.0.clone()
    }
}

impl std::fmt::Debug for Stop {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Stop").field(&self.0.is_cancelled()).finish()
    }
}

impl Store {
    /// The answer to a question. `SERVICE` is not followed.
    ///
    /// # Errors
    /// When it is no query or cannot be evaluated.
    pub fn ask(&self, ask: &Ask) -> Result<Answer, QueryError> {
        Source::from(self.clone()).ask(ask)
    }

    /// Hands the results of a question to `each`, as they come.
    pub(super) fn results<T>(
        &self,
        ask: &Ask,
        stop: &Stop,
        each: impl FnOnce(QueryResults<'_>) -> Result<T, QueryError>,
    ) -> Result<T, QueryError> {
        let mut evaluator = SparqlEvaluator::new().with_cancellation_token(stop.0.clone());
        for name in SERVICES {
            evaluator = evaluator.with_service_handler(name.into_owned(), Magic { store: self.clone(), name });
        }
        if let Some(federation) = &self.federation {
            evaluator = evaluator.with_default_service_handler(federation.as_ref().clone());
        }
        if let Some(base) = &ask.base {
            evaluator = evaluator.with_base_iri(base.as_str()).map_err(|error| QueryError::Syntax(error.to_string()))?;
        }
        let mut query = evaluator.parse_query(&ask.query).map_err(|error| QueryError::Syntax(error.to_string()))?;
        for (name, value) in &ask.given {
            let variable = Variable::new(name.as_str()).map_err(|error| QueryError::Syntax(format!("?{name}: {error}")))?;
            query = query.substitute_variable(variable, value.clone());
        }
        let graphs = Graphs::of(ask);
        let has_unnamed = self.inner.contains_named_graph(UNNAMED).map_err(|error| QueryError::Evaluation(error.to_string()))?;
        graphs.choose(query.dataset_mut(), has_unnamed.then(|| self.graph_names()));
        each(query.on_store(&self.inner).execute().map_err(|error| wrong(&error))?)
    }
}

/// Why the engine gave up.
pub(super) fn wrong(error: &QueryEvaluationError) -> QueryError {
    match error {
        QueryEvaluationError::Cancelled => QueryError::Stopped,
        QueryEvaluationError::UnsupportedService(service) => {
            QueryError::Federation(format!("SERVICE is not followed here; ask <{}> itself", service.as_str()))
        }
        QueryEvaluationError::Service(error) => match error.downcast_ref::<ServiceError>() {
            Some(ServiceError::Failed(..)) => QueryError::Service(error.to_string()),
            Some(ServiceError::Refused(..)) => QueryError::Federation(error.to_string()),
            None => error.downcast_ref::<RemoteError>().map_or_else(|| QueryError::Syntax(error.to_string()), RemoteError::told),
        },
        other => QueryError::Evaluation(other.to_string()),
    }
}

pub(super) fn collect(results: QueryResults<'_>) -> Result<Answer, QueryEvaluationError> {
    Ok(match results {
        QueryResults::Boolean(truth) => Answer::Truth(truth),
        QueryResults::Graph(triples) => Answer::Graph(triples.collect::<Result<_, _>>()?),
        QueryResults::Solutions(solutions) => {
            let variables: Vec<Variable> = solutions.variables().to_vec();
            let names = variables.iter().map(|variable| variable.as_str().to_owned()).collect();
            let mut rows = Vec::new();
            for solution in solutions {
                let solution = solution?;
                rows.push(variables.iter().map(|variable| solution.get(variable).cloned()).collect());
            }
            Answer::Rows(names, rows)
        }
    })
}

impl Answer {
    /// Writes rows or a truth. A graph has no such form and writes nothing.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn write_results(&self, format: ResultFormat, out: &mut dyn io::Write) -> io::Result<()> {
        let serializer = QueryResultsSerializer::from_format(format.of_engine());
        match self {
            Self::Truth(truth) => serializer.serialize_boolean_to_writer(out, *truth).map(|_| ()),
            Self::Rows(names, rows) => {
                let variables: Vec<Variable> = names.iter().map(|name| Variable::new_unchecked(name.as_str())).collect();
                let mut serializer = serializer.serialize_solutions_to_writer(out, variables.clone())?;
                for row in rows {
                    let bound =
                        variables.iter().zip(row).filter_map(|(variable, value)| Some((variable.as_ref(), value.as_ref()?.as_ref())));
                    serializer.serialize(bound)?;
                }
                serializer.finish().map(|_| ())
            }
            Self::Graph(_) => Ok(()),
        }
    }

    /// Writes a graph. Rows and truths have no such form and write nothing.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn write_graph(&self, format: Format, out: &mut dyn io::Write) -> io::Result<()> {
        let Self::Graph(triples) = self else { return Ok(()) };
        let quads: Vec<Quad> = triples.iter().cloned().map(|triple| triple.in_graph(GraphName::DefaultGraph)).collect();
        write(&quads, format, out)
    }
}
