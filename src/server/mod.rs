//! Serves a publication over HTTP: its pages, its data, its SPARQL endpoint.
//!
//! [`listen`] takes connections, [`route`] says what an address means, [`accept`] which form is wanted; [`things`]
//! answers for pages and data, [`sparql`] for queries. These come from strangers: [`gate`] counts them, and [`run`]
//! has them evaluated in [`pool`]'s processes, each a [`worker`], within their [`limits`].

mod accept;
mod choice;
mod evaluate;
mod form;
mod frame;
mod gate;
mod limits;
mod listen;
mod pool;
mod problem;
mod question;
mod reply;
mod route;
mod run;
mod sparql;
mod things;
mod worker;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::to_bytes;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, header};
use axum::response::Response;
use tokio::net::TcpListener;

use crate::publish::Site;

pub use limits::Limits;
pub use pool::Program;
pub use worker::work;

use gate::Gate;
use limits::Client;
use pool::Pool;
use problem::Problem;
use reply::{Asked, Reply};
use route::Route;
use run::Runner;

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
    /// What evaluates queries where [`Limits::workers`] says so.
    pub worker: Program,
}

/// A site and how it is served.
#[derive(Clone)]
struct Served {
    site: Arc<Site>,
    settings: Arc<Settings>,
    gate: Arc<Gate>,
    runner: Runner,
}

/// Answers on a listener until `stop` is done; requests under way are finished.
pub async fn serve(listener: TcpListener, site: Site, settings: Settings, stop: impl Future<Output = ()>) {
    let runner = match settings.limits.workers {
        Some(workers) => Runner::Workers(Pool::start(settings.worker.clone(), workers)),
        None => Runner::Here(site.store.clone()),
    };
    let gate = Arc::new(Gate::new(settings.limits));
    let served = Served { site: Arc::new(site), settings: Arc::new(settings), gate, runner };
    listen::listen(listener, Router::new().fallback(answer).with_state(served), stop).await;
}

/// Answers one request.
async fn answer(State(served): State<Served>, ConnectInfo(address): ConnectInfo<SocketAddr>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let head = parts.method == Method::HEAD;
    let text = |name: HeaderName| text(&parts.headers, name);
    let condition = text(header::IF_NONE_MATCH);
    let condition = Some(condition.as_str()).filter(|condition| !condition.is_empty());
    if parts.method == Method::OPTIONS {
        return Reply::options().response(head, condition);
    }
    let longest = served.settings.limits.body;
    let problem = match tokio::time::timeout(BODY, to_bytes(body, longest)).await {
        Ok(Ok(body)) => {
            let asked = Asked {
                method: parts.method.clone(),
                path: parts.uri.path().to_owned(),
                query: parts.uri.query().unwrap_or_default().to_owned(),
                accept: text(header::ACCEPT),
                host: text(header::HOST),
                content_type: text(header::CONTENT_TYPE),
                body: body.to_vec(),
                client: client(&served.settings, address, &parts.headers),
            };
            return dispatch(served, asked).await.response(head, condition);
        }
        Ok(Err(_)) => Problem::new(StatusCode::PAYLOAD_TOO_LARGE, format!("the request is longer than {} KiB", longest / 1024)),
        Err(_) => Problem::new(StatusCode::REQUEST_TIMEOUT, format!("the request took longer than {} s to arrive", BODY.as_secs())),
    };
    // The rest of the body is not read, so the connection cannot be used again.
    problem.reply(&text(header::ACCEPT)).with(header::CONNECTION, "close").response(head, None)
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

/// The reply to a request.
async fn dispatch(served: Served, asked: Asked) -> Reply {
    let route = route::route(&asked.path, served.site.edition.base.as_str());
    if let Route::Sparql = route {
        return sparql::reply(&served, &asked).await;
    }
    if !matches!(asked.method, Method::GET | Method::HEAD) {
        return Problem::method("GET, HEAD, OPTIONS").reply(&asked.accept);
    }
    let work = tokio::task::spawn_blocking(move || shown(&served.site, &asked, route));
    work.await.unwrap_or_else(|_| Reply::text(StatusCode::INTERNAL_SERVER_ERROR, "regesta failed at this request"))
}

/// A page or a file; blocks while the store is asked.
fn shown(site: &Site, asked: &Asked, route: Route) -> Reply {
    match route {
        Route::Start => things::start(site, asked),
        Route::Style => Reply::new(StatusCode::OK, "text/css; charset=utf-8", crate::publish::html::STYLE),
        Route::Health => Reply::text(StatusCode::OK, "ok"),
        Route::Dump(name) => things::dump(site, &name),
        Route::List(path) => things::list(site, &path),
        Route::Thing(path) => things::thing(site, asked, &path),
        Route::Sparql | Route::Nowhere => Problem::new(StatusCode::BAD_REQUEST, "this is no address").reply(&asked.accept),
    }
}
