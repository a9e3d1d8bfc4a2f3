//! Serves a publication over HTTP: its pages, its data, its SPARQL endpoint.
//!
//! [`route`] says what an address means, [`accept`] which form is wanted, [`things`] and [`sparql`] answer.

mod accept;
mod form;
mod problem;
mod question;
mod reply;
mod route;
mod sparql;
mod things;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use tokio::net::TcpListener;

use crate::publish::Site;

use problem::Problem;
use reply::{Asked, Reply};
use route::Route;

/// Longest request body that is read, in bytes.
const LONGEST_BODY: usize = 1 << 20;

/// How a publication is served.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// How long a query of a stranger may take.
    pub query_timeout: Duration,
    /// Whether the default graph is the unnamed one alone.
    pub unnamed_default_graph: bool,
}

/// A site and how it is served.
#[derive(Clone)]
struct Served {
    site: Arc<Site>,
    settings: Settings,
}

/// The service that answers for a site.
pub fn router(site: Site, settings: Settings) -> Router {
    Router::new().fallback(answer).with_state(Served { site: Arc::new(site), settings })
}

/// Answers on a listener until `stop` is done; requests under way are finished.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    listener: TcpListener,
    site: Site,
    settings: Settings,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    axum::serve(listener, router(site, settings)).with_graceful_shutdown(stop).await
}

/// Answers one request.
async fn answer(State(served): State<Served>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let head = parts.method == Method::HEAD;
    let condition = parts.headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let text = |name: header::HeaderName| parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let reply = if parts.method == Method::OPTIONS {
        Reply::options()
    } else {
        match to_bytes(body, LONGEST_BODY).await {
            Err(_) => Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "the request is longer than 1 MiB").reply(&text(header::ACCEPT)),
            Ok(body) => {
                let asked = Asked {
                    method: parts.method.clone(),
                    path: parts.uri.path().to_owned(),
                    query: parts.uri.query().unwrap_or_default().to_owned(),
                    accept: text(header::ACCEPT),
                    host: text(header::HOST),
                    content_type: text(header::CONTENT_TYPE),
                    body: body.to_vec(),
                };
                let work = tokio::task::spawn_blocking(move || dispatch(&served, &asked));
                work.await.unwrap_or_else(|_| Reply::text(StatusCode::INTERNAL_SERVER_ERROR, "regesta failed at this request"))
            }
        }
    };
    response(reply, head, condition.as_deref())
}

/// The reply to a request; blocks while the store is asked.
fn dispatch(served: &Served, asked: &Asked) -> Reply {
    let site = &*served.site;
    let route = route::route(&asked.path, site.edition.base.as_str());
    if let Route::Sparql = route {
        return sparql::reply(site, &served.settings, asked);
    }
    if !matches!(asked.method, Method::GET | Method::HEAD) {
        return Problem::method("GET, HEAD, OPTIONS").reply(&asked.accept);
    }
    match route {
        Route::Sparql => sparql::reply(site, &served.settings, asked),
        Route::Start => things::start(site, asked),
        Route::Style => Reply::new(StatusCode::OK, "text/css; charset=utf-8", crate::publish::html::STYLE),
        Route::Health => Reply::text(StatusCode::OK, "ok"),
        Route::Dump(name) => things::dump(site, &name),
        Route::List(path) => things::list(site, &path),
        Route::Thing(path) => things::thing(site, asked, &path),
        Route::Nowhere => Reply::text(StatusCode::BAD_REQUEST, "this is no address"),
    }
}

/// The reply as HTTP: with the headers that every answer has, and without a body where none is wanted.
fn response(reply: Reply, head: bool, condition: Option<&str>) -> Response {
    let tag = reply.tag();
    let unchanged = reply.status == StatusCode::OK
        && condition.is_some_and(|known| known.split(',').any(|known| known.trim().trim_start_matches("W/") == tag || known.trim() == "*"));
    let mut response = Response::new(if head || unchanged { Body::empty() } else { Body::from(reply.body.clone()) });
    *response.status_mut() = if unchanged { StatusCode::NOT_MODIFIED } else { reply.status };
    let headers = response.headers_mut();
    if !reply.content_type.is_empty() {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(reply.content_type));
    }
    if head {
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(reply.body.len()));
    }
    if reply.status == StatusCode::OK
        && let Ok(tag) = HeaderValue::from_str(&tag)
    {
        headers.insert(header::ETAG, tag);
    }
    for (name, value) in reply.headers {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.append(name, value);
        }
    }
    for (name, value) in [
        ("access-control-allow-origin", "*"),
        ("access-control-expose-headers", "ETag, Link, Location"),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("content-security-policy", "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}
