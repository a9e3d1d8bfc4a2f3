//! Serves a publication over HTTP: its pages, its data, its SPARQL endpoint.
//!
//! [`listen`] takes connections, [`route`] says what an address means, [`accept`] which form is wanted; [`things`]
//! answers for pages and data, [`sparql`] for queries. These come from strangers: [`gate`] counts them, and [`run`]
//! has them evaluated in [`pool`]'s processes, each a [`worker`], within their [`limits`].

mod about;
mod accept;
mod cache;
mod chain;
mod choice;
mod clock;
mod evaluate;
mod file;
mod form;
mod frame;
mod gate;
mod graph_store;
mod limits;
mod listen;
mod memento;
mod metrics;
mod oai;
mod openapi;
mod pool;
mod priority;
mod problem;
mod question;
mod reconcile;
mod reload;
mod reply;
mod route;
mod run;
mod search;
mod sparql;
mod terms;
mod things;
mod update;
mod upload;
mod worker;
mod write;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use axum::Router;
use axum::body::{Body, Bytes, HttpBody as _, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, header};
use axum::middleware::map_response;
use axum::response::Response;
use tokio::net::TcpListener;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate as _};

use crate::link::Directory;
use crate::publication::KeptRelease;
use crate::publish::Site;
use crate::store::QueryError;

pub use limits::Limits;
pub use pool::Program;
pub use worker::work;
pub use write::Open;

use cache::{Cache, Key};
use chain::Chain;
use gate::Gate;
use limits::Client;
use memento::Releases;
use metrics::Metrics;
use problem::Problem;
use reload::Current;
use reply::{Asked, Reply, Wanted};
use route::Route;
use run::Runner;
use upload::Upload;
use write::Writing;

/// How long answers are kept that another store has given; what is written there is nobody's to tell.
const FRESH: Duration = Duration::from_secs(10);

/// How long what was read of all things of another store is kept.
const READ: Duration = Duration::from_secs(60);

/// How long a client may take to send the body of a request.
const BODY: Duration = Duration::from_secs(30);

/// How a publication is served.
#[derive(Clone, Debug)]
pub struct Settings {
    /// What a query of a stranger may take.
    pub limits: Limits,
    /// Whether the default graph is the unnamed one alone.
    pub unnamed_default_graph: bool,
    /// Whether another server stands before this one and names the client.
    pub behind_proxy: bool,
    /// How the addresses of other endpoints begin that queries may ask by SERVICE.
    pub federated: Vec<String>,
    /// Whether the graph lies in another store.
    pub elsewhere: bool,
}

impl Settings {
    /// What a query may take, in sentences, for people.
    fn words(&self) -> String {
        let service = match self.federated.as_slice() {
            [] => "SERVICE is not followed.".to_owned(),
            some => format!("SERVICE is followed to {} alone.", some.join(", ")),
        };
        let age = if self.elsewhere { format!(" Answers may be {} seconds old.", FRESH.as_secs()) } else { String::new() };
        format!("{} {service}{age}", self.limits.words())
    }
}

/// One build of a publication.
#[derive(Clone, Debug)]
pub struct Build {
    /// What is shown.
    pub site: Site,
    /// What evaluates queries of it where [`Limits::workers`] says so.
    pub worker: Program,
    /// The releases that are kept.
    pub releases: Vec<KeptRelease>,
}

/// A build and how it is served; what a request is answered from, whatever lands meanwhile.
#[derive(Clone)]
struct Served {
    site: Arc<Site>,
    settings: Arc<Settings>,
    gate: Arc<Gate>,
    metrics: Arc<Metrics>,
    runner: Runner,
    /// The changes that clients make.
    chain: Arc<Chain>,
    writing: Option<Arc<Writing>>,
    cache: Arc<Cache>,
    releases: Arc<Releases>,
    /// The number of the build since the server began.
    build: u64,
    /// When the server began.
    began: Instant,
    /// What is offered for matching, and the state of the graph from which it was read.
    directory: Arc<Mutex<Option<Offered>>>,
}

/// A state of the graph: the number of the build, and that of the changes since.
type Moment = (u64, u64);

/// What is offered for matching in a state of the graph.
type Offered = (Moment, Arc<Directory>);

impl Served {
    /// The state of the graph. Another store tells of no changes, so there each span of time is another state.
    fn state(&self, span: Duration) -> Moment {
        let changes = match self.site.store.here() {
            Some(_) => self.chain.count(),
            None => self.began.elapsed().as_secs() / span.as_secs(),
        };
        (self.build, changes)
    }

    /// What is offered for matching. Blocks while it is read, which it is where the graph has changed.
    fn directory(&self) -> Result<Arc<Directory>, QueryError> {
        let mut kept = self.directory.lock().unwrap_or_else(PoisonError::into_inner);
        let state = self.state(READ);
        if let Some((own, directory)) = &*kept
            && *own == state
        {
            return Ok(Arc::clone(directory));
        }
        let directory = Arc::new(self.site.directory()?);
        *kept = Some((state, Arc::clone(&directory)));
        Ok(directory)
    }
}

/// Answers on a listener until `stop` is done; requests under way are finished.
///
/// `open` is what clients may write to; where there is none, they may not. `newer` is asked every second for a build that has landed since it was last asked; it may block.
pub async fn serve(
    listener: TcpListener,
    build: Build,
    settings: Settings,
    open: Option<Open>,
    newer: impl FnMut() -> Option<Build> + Send + 'static,
    stop: impl Future<Output = ()>,
) {
    let gate = Arc::new(Gate::new(settings.limits));
    let chain = Arc::new(Chain::default());
    let base = build.site.edition.base.as_str().to_owned();
    let writing = open.zip(build.site.store.here().cloned());
    let writing = writing.map(|(open, store)| Arc::new(Writing::new(open, base, store, Arc::clone(&chain))));
    let served = Served {
        runner: Runner::start(&build, settings.limits.workers, &chain),
        site: Arc::new(build.site),
        settings: Arc::new(settings),
        gate,
        metrics: Arc::default(),
        chain,
        writing,
        began: Instant::now(),
        directory: Arc::default(),
        cache: Arc::new(Cache::new()),
        releases: Arc::new(Releases::new(build.releases)),
        build: 0,
    };
    let current = Current::new(served);
    let watching = tokio::spawn(reload::watch(current.clone(), newer));
    let router = Router::new().fallback(answer).with_state(current);
    // What is packed already is not packed again.
    let [gzip, zstd] = ["application/gzip", "application/zstd"].map(NotForContentType::const_new);
    let when = DefaultPredicate::new().and(gzip).and(zstd);
    let router = router.layer(CompressionLayer::new().compress_when(when)).layer(map_response(reply::tagged_by_coding));
    listen::listen(listener, router, stop).await;
    watching.abort();
}

/// Answers one request, counts it and logs a line about it.
async fn answer(State(current): State<Current>, ConnectInfo(address): ConnectInfo<SocketAddr>, request: Request) -> Response {
    let served = current.get();
    let metrics = Arc::clone(&served.metrics);
    let (method, path, start) = (request.method().clone(), request.uri().path().to_owned(), Instant::now());
    let response = answered(served, address, request).await;
    let (status, milliseconds) = (response.status().as_u16(), start.elapsed().as_millis());
    metrics.count(status, start.elapsed());
    tracing::info!(%method, path, status, milliseconds, "request");
    response
}

async fn answered(served: Served, address: SocketAddr, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let head = parts.method == Method::HEAD;
    let text = |name: HeaderName| text(&parts.headers, name);
    let unlike = Some(text(header::IF_NONE_MATCH)).filter(|condition| !condition.is_empty());
    let wanted = Wanted { unlike, range: text(header::RANGE), if_range: text(header::IF_RANGE) };
    if parts.method == Method::OPTIONS {
        let route = route::route(parts.uri.path(), served.site.edition.base.as_str());
        return Reply::options(methods(&route, served.writing.is_some())).response(head, &wanted);
    }
    let authorization = text(header::AUTHORIZATION);
    let problem = match sent(&served, &parts, body, &authorization).await {
        Ok((body, upload)) => {
            let asked = Asked {
                method: parts.method.clone(),
                path: parts.uri.path().to_owned(),
                query: parts.uri.query().unwrap_or_default().to_owned(),
                accept: text(header::ACCEPT),
                host: host(&parts),
                scheme: scheme(&served.settings, &parts.headers),
                content_type: text(header::CONTENT_TYPE),
                authorization,
                accept_datetime: text(HeaderName::from_static("accept-datetime")),
                body,
                upload,
                client: client(&served.settings, address, &parts.headers),
            };
            return kept(served, asked).await.response(head, &wanted);
        }
        Err(problem) => problem,
    };
    // The rest of the body is not read, so the connection cannot be used again.
    problem.reply(&text(header::ACCEPT)).with(header::CONNECTION, "close").response(head, &Wanted::default())
}

/// The body of a request: in memory, or in a file where it is a graph of somebody who may write.
async fn sent(served: &Served, parts: &Parts, body: Body, authorization: &str) -> Result<(Bytes, Option<Upload>), Problem> {
    let mut longest = served.settings.limits.body;
    if let Some(writing) = &served.writing
        && writing.admit(authorization).is_ok()
    {
        let route = route::route(parts.uri.path(), served.site.edition.base.as_str());
        let is_form = text(&parts.headers, header::CONTENT_TYPE).starts_with("multipart/");
        match route {
            Route::Store if !is_form => {
                let upload = Upload::take(body, &writing.folder, writing.longest, BODY).await?;
                return Ok((Bytes::new(), Some(upload)));
            }
            Route::Store | Route::Update => longest = writing.longest,
            _ => {}
        }
    }
    // What is said to be too long is not read at all.
    if body.size_hint().lower() > longest as u64 {
        return Err(upload::too_long(longest));
    }
    match tokio::time::timeout(BODY, to_bytes(body, longest)).await {
        Ok(Ok(body)) => Ok((body, None)),
        Ok(Err(_)) => Err(upload::too_long(longest)),
        Err(_) => Err(upload::silent(BODY)),
    }
}

/// The reply to a request: as it was given before, where nothing has changed.
async fn kept(served: Served, asked: Asked) -> Reply {
    let key = Key::of(&asked, served.state(FRESH), !served.settings.federated.is_empty());
    let key = key
        .filter(|_| !matches!(route::route(&asked.path, served.site.edition.base.as_str()), Route::Health | Route::Metrics | Route::Oai));
    let Some(key) = key else { return dispatch(served, asked).await };
    if let Some(reply) = served.cache.get(&key) {
        served.metrics.count_kept();
        return reply;
    }
    let cache = Arc::clone(&served.cache);
    cache.keep(key, dispatch(served, asked).await)
}

/// Whom the client takes this server for; HTTP/2 says it in the address.
fn host(parts: &Parts) -> String {
    let own = text(&parts.headers, header::HOST);
    if own.is_empty() { parts.uri.authority().map(ToString::to_string).unwrap_or_default() } else { own }
}

/// The methods of an address.
fn methods(route: &Route, is_writable: bool) -> &'static str {
    match route {
        Route::Sparql => "GET, HEAD, POST, QUERY, OPTIONS",
        Route::Update => "POST, OPTIONS",
        Route::Oai | Route::Reconcile(_) => "GET, HEAD, POST, OPTIONS",
        Route::Store if is_writable => "GET, HEAD, PUT, POST, DELETE, OPTIONS",
        _ => "GET, HEAD, OPTIONS",
    }
}

/// The words of a header; empty where it is not there.
fn text(headers: &HeaderMap, name: HeaderName) -> String {
    let values: Vec<&str> = headers.get_all(name).iter().filter_map(|value| value.to_str().ok()).collect();
    values.join(", ")
}

/// Who asks. A proxy adds the address of its own client at the end; what stands before may be anybody's invention.
fn client(settings: &Settings, address: SocketAddr, headers: &HeaderMap) -> Client {
    let forwarded = text(headers, HeaderName::from_static("x-forwarded-for"));
    let named = forwarded.rsplit(',').next().and_then(|last| last.trim().parse().ok());
    Client::of(named.filter(|_| settings.behind_proxy).unwrap_or(address.ip()))
}

/// How the client reached us: a proxy that is trusted may have taken off the encryption.
fn scheme(settings: &Settings, headers: &HeaderMap) -> &'static str {
    let is_secure = settings.behind_proxy && text(headers, HeaderName::from_static("x-forwarded-proto")) == "https";
    if is_secure { "https" } else { "http" }
}

/// The reply to a request.
async fn dispatch(served: Served, asked: Asked) -> Reply {
    let route = route::route(&asked.path, served.site.edition.base.as_str());
    match route {
        Route::Sparql => return sparql::reply(&served, &asked).await,
        Route::Update => return update::reply(&served, asked).await,
        Route::Store => return graph_store::reply(&served, asked).await,
        _ => {}
    }
    let takes_post = matches!(route, Route::Reconcile(_) | Route::Oai) && asked.method == Method::POST;
    if !matches!(asked.method, Method::GET | Method::HEAD) && !takes_post {
        return Problem::method(methods(&route, false)).reply(&asked.accept);
    }
    let work = tokio::task::spawn_blocking(move || shown(&served, &asked, route));
    work.await.unwrap_or_else(|_| Reply::text(StatusCode::INTERNAL_SERVER_ERROR, "regesta failed at this request"))
}

/// A page or a file; blocks while the store is asked.
fn shown(served: &Served, asked: &Asked, route: Route) -> Reply {
    let site = &*served.site;
    match route {
        Route::Start => things::start(site, asked),
        Route::Style => Reply::new(StatusCode::OK, "text/css; charset=utf-8", crate::publish::html::STYLE),
        Route::Health => Reply::text(StatusCode::OK, "ok"),
        Route::Metrics => Reply::new(StatusCode::OK, "text/plain; version=0.0.4; charset=utf-8", served.metrics.text(served)),
        Route::About => about::page(served),
        Route::Search => search::reply(site, asked),
        Route::Oai => oai::reply(site, asked, SystemTime::now()),
        Route::Release(part) => memento::reply(&served.releases, site, asked, &part),
        Route::OpenApi => openapi::document(served, asked),
        Route::Robots => about::robots(asked),
        Route::Sitemap => about::sitemap(site, asked),
        Route::Void => Reply::elsewhere(StatusCode::SEE_OTHER, &site.description()),
        Route::Reconcile(rest) => reconcile::reply(served, asked, &rest),
        Route::Dump(name) => things::dump(site, &name),
        Route::Export(name) => things::export(site, asked, &name),
        Route::List(path) => things::list(site, asked, &path),
        Route::Thing(path) => {
            let thing = || things::thing(site, asked, &path, served.releases.are_kept());
            terms::document(site, asked, &path).unwrap_or_else(thing)
        }
        Route::Sparql | Route::Update | Route::Store | Route::Nowhere => {
            Problem::new(StatusCode::BAD_REQUEST, "this is no address").reply(&asked.accept)
        }
    }
}
