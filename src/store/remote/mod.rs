//! Another store, asked over HTTP by the SPARQL 1.1 Protocol.
//!
//! What is asked is parsed here and written anew, so that no more than SPARQL reaches the store and no SERVICE among it. What
//! it answers is read as it comes, counted and written in the form that the client wants.
//!
//! Source: <https://www.w3.org/TR/sparql11-protocol/#query-via-post-urlencoded>.

mod error;
mod given;
mod read;

pub use error::RemoteError;

use std::io::BufReader;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedNode, Term, Triple};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsParser, ReaderQueryResultsParserOutput};
use oxigraph::sparql::{QueryEvaluationError, QueryResults, QuerySolutionIter, QueryTripleIter, Variable};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::Url;
use reqwest::blocking::{Client, Response};
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::redirect::Policy;
use spargebra::{Query, SparqlParser};

use super::ask::Graphs;
use super::{Ask, Index, QueryError};

/// How long the store may take to take a connection.
const CONNECTING: Duration = Duration::from_secs(5);

/// How long what was read of the whole store is taken for true: the names of its graphs, its size, the words of its things.
const FRESH: Duration = Duration::from_secs(60);

/// The forms in which answers are taken, best first.
const RESULTS: &str = "application/sparql-results+json, application/sparql-results+xml;q=0.9, text/tab-separated-values;q=0.5";
const GRAPHS: &str = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5";

/// Another store.
#[derive(Clone)]
pub struct Remote {
    url: Url,
    authorization: Option<HeaderValue>,
    client: Client,
    known: Arc<Known>,
}

/// What was read of the whole store.
#[derive(Default)]
struct Known {
    /// The graphs of which a question is asked that names none; none where the store merges all of them itself.
    merged: Lasting<Arc<[NamedNode]>>,
    names: Lasting<Arc<[NamedNode]>>,
    size: Lasting<usize>,
    index: Lasting<Arc<Index>>,
}

impl Remote {
    /// The store that answers queries at an address, each within so long; `authorization` is sent as it is.
    ///
    /// # Errors
    /// With what is wrong with the address.
    pub fn new(url: &str, authorization: Option<&str>, time: Duration) -> Result<Self, RemoteError> {
        let wrong = |why: &str| RemoteError::Address(url.to_owned(), why.to_owned());
        let parsed = Url::parse(url).map_err(|error| wrong(&error.to_string()))?;
        if !matches!(parsed.scheme(), "http" | "https") || !parsed.has_host() {
            return Err(wrong("it begins with http:// or https://"));
        }
        if !parsed.username().is_empty() || parsed.password().is_some() {
            return Err(wrong("a password does not stand in an address"));
        }
        let mut authorization =
            authorization.map(HeaderValue::from_str).transpose().map_err(|_| wrong("what is sent to it as Authorization is no header"))?;
        if let Some(secret) = &mut authorization {
            secret.set_sensitive(true);
        }
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .redirect(Policy::none())
            .no_proxy()
            .connect_timeout(CONNECTING.min(time))
            .timeout(time)
            .user_agent(concat!("regesta/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|error| wrong(&error.to_string()))?;
        Ok(Self { url: parsed, authorization, client, known: Arc::default() })
    }

    /// Hands the results of a question to `each`, as they come.
    pub(super) fn results<T>(&self, ask: &Ask, each: impl FnOnce(QueryResults<'_>) -> Result<T, QueryError>) -> Result<T, QueryError> {
        let one = |(name, value): &(String, Term)| (name.clone(), vec![value.clone()]);
        let given: Vec<(String, Vec<Term>)> = ask.given.iter().map(one).collect();
        let query = parsed(&ask.query, ask.base.as_deref(), &given)?;
        let graphs = Graphs::of(ask);
        let (default, named) = match &query {
            _ if graphs.are_given() => graphs.names(),
            Query::Select { dataset: Some(_), .. }
            | Query::Construct { dataset: Some(_), .. }
            | Query::Describe { dataset: Some(_), .. }
            | Query::Ask { dataset: Some(_), .. } => (&[][..], &[][..]),
            _ => {
                let merged = self.merged()?;
                return each(self.sent(&query, &merged, &merged)?);
            }
        };
        each(self.sent(&query, default, named)?)
    }

    /// Sends a query with the graphs of which it is asked.
    fn sent(&self, query: &Query, default: &[NamedNode], named: &[NamedNode]) -> Result<QueryResults<'static>, QueryError> {
        let is_graph = matches!(query, Query::Construct { .. } | Query::Describe { .. });
        let query = query.to_string();
        let graphs =
            |name: &'static str, graphs: &[NamedNode]| graphs.iter().map(|graph| (name, graph.as_str().to_owned())).collect::<Vec<_>>();
        let fields = [vec![("query", query)], graphs("default-graph-uri", default), graphs("named-graph-uri", named)].concat();
        let body: Vec<String> =
            fields.iter().map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC))).collect();
        let mut request = self.client.post(self.url.clone()).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        if let Some(authorization) = &self.authorization {
            request = request.header(AUTHORIZATION, authorization.clone());
        }
        let response = request.header(ACCEPT, if is_graph { GRAPHS } else { RESULTS }).body(body.join("&")).send();
        let response = RemoteError::checked(response)?;
        Ok(if is_graph { graph(response)? } else { rows(response)? })
    }

    /// The graphs that are merged where a question names none: all, where the store's own default graph does not hold them.
    fn merged(&self) -> Result<Arc<[NamedNode]>, QueryError> {
        self.known.merged.get(|| if self.merges()? { Ok(Arc::from([])) } else { self.graph_names() })
    }

    /// The names of its graphs, in order.
    pub(super) fn graph_names(&self) -> Result<Arc<[NamedNode]>, QueryError> {
        self.known.names.get(|| self.read_names())
    }

    /// How many quads its named graphs hold.
    pub(super) fn quads(&self) -> Result<usize, QueryError> {
        self.known.size.get(|| self.read_size())
    }

    /// The words of all names and passages.
    pub(super) fn index(&self) -> Result<Arc<Index>, QueryError> {
        self.known.index.get(|| self.read_texts().map(|texts| Arc::new(Index::of(texts))))
    }
}

/// A query with these values for its variables, without SERVICE.
fn parsed(text: &str, base: Option<&str>, given: &[(String, Vec<Term>)]) -> Result<Query, QueryError> {
    let syntax = |error: &dyn std::fmt::Display| QueryError::Syntax(error.to_string());
    let mut parser = SparqlParser::new();
    if let Some(base) = base {
        parser = parser.with_base_iri(base).map_err(|error| syntax(&error))?;
    }
    let mut query = parser.parse_query(text).map_err(|error| syntax(&error))?;
    let (Query::Select { pattern, .. } | Query::Construct { pattern, .. } | Query::Describe { pattern, .. } | Query::Ask { pattern, .. }) =
        &mut query;
    if given::asks_elsewhere(pattern) {
        return Err(QueryError::Federation(
            "SERVICE is not followed here: the graph lies in another store, which would follow it".to_owned(),
        ));
    }
    for (name, values) in given {
        let variable = Variable::new(name.as_str()).map_err(|error| syntax(&format!("?{name}: {error}")))?;
        let values = given::values(&variable, values).ok_or_else(|| syntax(&format!("?{name} is given a blank node")))?;
        *pattern = given::given(std::mem::take(pattern), &variable, &values);
    }
    Ok(query)
}

/// What a response is of, by its header.
fn media(response: &Response) -> String {
    response.headers().get(CONTENT_TYPE).and_then(|media| media.to_str().ok()).unwrap_or_default().to_owned()
}

/// Rows, or a truth.
fn rows(response: Response) -> Result<QueryResults<'static>, RemoteError> {
    let media = media(&response);
    let format = QueryResultsFormat::from_media_type(&media).ok_or(RemoteError::Format(media))?;
    let output = QueryResultsParser::from_format(format).for_reader(BufReader::new(response)).map_err(RemoteError::of_results)?;
    Ok(match output {
        ReaderQueryResultsParserOutput::Boolean(truth) => QueryResults::Boolean(truth),
        ReaderQueryResultsParserOutput::Solutions(solutions) => {
            let variables = solutions.variables().to_vec();
            let rows = solutions.map(|row| row.map_err(|error| broken_off(RemoteError::of_results(error))));
            QueryResults::Solutions(QuerySolutionIter::new(variables.into(), rows))
        }
    })
}

/// A graph.
fn graph(response: Response) -> Result<QueryResults<'static>, RemoteError> {
    let media = media(&response);
    let format = RdfFormat::from_media_type(&media).ok_or(RemoteError::Format(media))?;
    let quads = RdfParser::from_format(format).for_reader(BufReader::new(response));
    let triples = quads.map(|quad| quad.map(Triple::from).map_err(|error| broken_off(RemoteError::of_graph(error))));
    Ok(QueryResults::Graph(QueryTripleIter::new(triples)))
}

/// What is told of an answer that does not come to its end.
fn broken_off(error: RemoteError) -> QueryEvaluationError {
    QueryEvaluationError::Service(Box::new(error))
}

/// Something that was read and is taken for true for a while; one at a time reads it anew.
struct Lasting<T>(Mutex<Option<(Instant, T)>>);

impl<T: Clone> Lasting<T> {
    fn get(&self, read: impl FnOnce() -> Result<T, QueryError>) -> Result<T, QueryError> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((since, value)) = &*kept
            && since.elapsed() < FRESH
        {
            return Ok(value.clone());
        }
        let value = read()?;
        *kept = Some((Instant::now(), value.clone()));
        Ok(value)
    }
}

impl<T> Default for Lasting<T> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl From<RemoteError> for QueryError {
    fn from(error: RemoteError) -> Self {
        error.told()
    }
}

impl std::fmt::Debug for Remote {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Remote").field("url", &self.url.as_str()).finish_non_exhaustive()
    }
}
