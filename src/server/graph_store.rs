//! The graph store: whole graphs, read and written by their names.
//!
//! Source: SPARQL 1.1 Graph Store HTTP Protocol (<https://www.w3.org/TR/sparql11-http-rdf-update/>).

use std::convert::Infallible;
use std::io::Read;

use axum::body::Bytes;
use axum::http::{Method, StatusCode, header};
use sha2::{Digest as _, Sha256};

use crate::rdf::iri::short_id;
use crate::rdf::{Format, write};
use crate::store::{Name, Stop, name, parse};

use super::Served;
use super::about::{no_host, origin};
use super::choice::graph_format;
use super::form;
use super::problem::Problem;
use super::question::media;
use super::reply::{Asked, Reply};
use super::update::in_time;
use super::upload::Upload;
use super::write::read_only;

/// The methods of the graph store.
const METHODS: &str = "GET, HEAD, PUT, POST, DELETE, OPTIONS";

/// What a request is about.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Target {
    /// A graph.
    Graph(Name),
    /// The graph store itself, which makes a new graph of what is posted.
    New,
}

/// The answer to a request at the graph store, or below it: there the address itself names the graph.
pub(super) async fn reply(served: &Served, asked: Asked) -> Reply {
    let accept = asked.accept.clone();
    done(served, asked).await.unwrap_or_else(|problem| problem.reply(&accept))
}

async fn done(served: &Served, asked: Asked) -> Result<Reply, Problem> {
    let Some(origin) = origin(&asked) else { return Ok(no_host(&asked)) };
    let target = target(&asked, &origin)?;
    if matches!(asked.method, Method::GET | Method::HEAD) {
        let Target::Graph(name) = target else {
            let words = "name a graph by ?graph= or ?default; all graphs together are /dumps/all.nq";
            return Err(Problem::new(StatusCode::BAD_REQUEST, words));
        };
        let site = std::sync::Arc::clone(&served.site);
        let told = tokio::task::spawn_blocking(move || {
            let format = graph_format(&asked.accept, "")?;
            let absent = || Problem::new(StatusCode::NOT_FOUND, "there is no such graph");
            let quads = site.store.content(&name).map_err(|error| Problem::from(&error))?.ok_or_else(absent)?;
            let mut body = Vec::new();
            let failed = |_| Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "the graph cannot be written");
            write(&quads, format, &mut body).map_err(failed)?;
            Ok(Reply::new(StatusCode::OK, format.media_type(), body).with(header::VARY, "Accept"))
        });
        return told.await.unwrap_or_else(|_| Err(Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "regesta failed at this request")));
    }
    if !matches!(asked.method, Method::PUT | Method::POST | Method::DELETE) {
        return Err(Problem::method(METHODS));
    }
    let Some(writing) = served.writing.clone() else { return Err(read_only()) };
    writing.admit(&asked.authorization)?;
    let (graph, is_new) = match (target, &asked.method) {
        (Target::Graph(graph), _) => (graph, false),
        (Target::New, &Method::POST) => (Some(unused(served, &asked, &origin)), true),
        (Target::New, _) => return Err(Problem::new(StatusCode::BAD_REQUEST, "name a graph by ?graph= or ?default")),
    };
    let method = asked.method.clone();
    let merged = method != Method::PUT;
    let base = graph.as_ref().map_or_else(|| format!("{origin}{}", asked.path), |graph| graph.as_str().to_owned());
    let documents = if method == Method::DELETE { Vec::new() } else { documents(asked).await? };
    let (told, hears) = tokio::sync::oneshot::channel();
    let own = graph.clone();
    in_time(served, writing, Stop::default(), move |writing| {
        let mut was_there = false;
        writing.change(|change| {
            was_there = change.holds(&own)?;
            if method == Method::DELETE {
                return match was_there {
                    true => Ok(change.drop_graph(&own)?),
                    false => Err(Problem::new(StatusCode::NOT_FOUND, "there is no such graph")),
                };
            }
            if method == Method::PUT {
                change.clear(&own)?;
            }
            change.create(&own)?;
            for (format, document) in &documents {
                for quad in parse(document.reader()?, *format, &base) {
                    let quad = quad
                        .map_err(|error| Problem::new(StatusCode::BAD_REQUEST, format!("this is no {}: {error}", format.media_type())))?;
                    change.add(&quad, &own)?;
                }
            }
            Ok(())
        })?;
        let _ = told.send(was_there);
        Ok(())
    })
    .await?;
    let was_there = hears.await.unwrap_or(true);
    let reply = match (was_there, merged) {
        (false, _) => Reply::text(StatusCode::CREATED, "the graph is there now"),
        (true, true) => Reply::text(StatusCode::OK, "done"),
        (true, false) => Reply::new(StatusCode::NO_CONTENT, "", Vec::new()),
    };
    Ok(match graph {
        Some(graph) if is_new => reply.with(header::LOCATION, graph.as_str()),
        _ => reply,
    })
}

/// What a request is about: the graph that its parameters name, or that its own address is.
fn target(asked: &Asked, origin: &str) -> Result<Target, Problem> {
    let wrong = |words: &str| Problem::new(StatusCode::BAD_REQUEST, words);
    let fields = form::fields(asked.query.as_bytes()).ok_or_else(|| wrong("the request is not UTF-8"))?;
    let graphs: Vec<&str> = fields.iter().filter(|(name, _)| name == "graph").map(|(_, value)| value.as_str()).collect();
    let is_default = fields.iter().any(|(name, _)| name == "default");
    let parsed = |iri: &str| name(iri).map_err(|error| wrong(&format!("<{iri}>: {error}")));
    match (graphs.as_slice(), is_default) {
        ([], true) => Ok(Target::Graph(None)),
        ([iri], false) => Ok(Target::Graph(Some(parsed(iri)?))),
        ([], false) if asked.path.trim_end_matches('/').ends_with("/store") => Ok(Target::New),
        ([], false) => Ok(Target::Graph(Some(parsed(&format!("{origin}{}", asked.path))?))),
        _ => Err(wrong("one graph at a time: ?graph= or ?default")),
    }
}

/// An address under the graph store that no graph has yet.
fn unused(served: &Served, asked: &Asked, origin: &str) -> crate::store::Graph {
    let seed = asked.upload.as_ref().and_then(|upload| upload.sha256().ok()).unwrap_or_else(|| Sha256::digest(&asked.body).into());
    let seed: String = seed.iter().map(|byte| format!("{byte:02x}")).collect();
    let path = asked.path.trim_end_matches('/');
    let candidates = (0_u64..).filter_map(|number| name(&format!("{origin}{path}/{}", short_id(&format!("{seed}{number}")))).ok());
    let mut candidates = candidates.filter(|name| !served.site.store.knows(name).unwrap_or(false));
    candidates.next().expect("there are more addresses than graphs")
}

/// A document that was sent.
enum Document {
    Memory(Bytes),
    File(Upload),
}

impl Document {
    fn reader(&self) -> Result<Box<dyn Read + '_>, Problem> {
        match self {
            Self::Memory(bytes) => Ok(Box::new(&bytes[..])),
            Self::File(upload) => match upload.reader() {
                Ok(reader) => Ok(Box::new(reader)),
                Err(_) => Err(Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "what was sent cannot be read again")),
            },
        }
    }
}

/// The documents of a body with their formats: one, or the parts of a form.
async fn documents(asked: Asked) -> Result<Vec<(Format, Document)>, Problem> {
    let unknown = |media: &str| {
        let words = format!(
            "\"{media}\" is no format of a graph; send text/turtle, application/n-triples, application/rdf+xml or application/ld+json"
        );
        Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, words)
    };
    let format = |content_type: &str| {
        let (media, charset) = media(content_type);
        let format = Format::ALL.into_iter().find(|format| format.media_type() == media).ok_or_else(|| unknown(&media))?;
        match charset.as_str() {
            "" | "utf-8" | "utf8" => Ok(format),
            other => Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, format!("send UTF-8, not {other}"))),
        }
    };
    if !media(&asked.content_type).0.eq("multipart/form-data") {
        let document = asked.upload.map_or(Document::Memory(asked.body), Document::File);
        return Ok(vec![(format(&asked.content_type)?, document)]);
    }
    let wrong = |error: multer::Error| Problem::new(StatusCode::BAD_REQUEST, format!("this is no form: {error}"));
    let boundary = multer::parse_boundary(&asked.content_type).map_err(wrong)?;
    let body = asked.body;
    let mut parts = multer::Multipart::new(futures_util::stream::once(async move { Ok::<_, Infallible>(body) }), boundary);
    let mut documents = Vec::new();
    while let Some(part) = parts.next_field().await.map_err(wrong)? {
        let own = format(part.content_type().map_or("", AsRef::as_ref))?;
        documents.push((own, Document::Memory(part.bytes().await.map_err(wrong)?)));
    }
    Ok(documents)
}
