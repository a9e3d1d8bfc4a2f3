//! What the server tells of itself: to people, to crawlers.

use std::fmt::Write as _;

use axum::http::StatusCode;
use axum::http::uri::Authority;

use crate::publish::{Site, html};
use crate::rdf::State;

use super::Served;
use super::problem::Problem;
use super::reply::{Asked, Reply};

/// Most addresses that one sitemap may hold (<https://www.sitemaps.org/protocol.html>).
const SITEMAP: usize = 50_000;

/// The page about the publication, the endpoint and its limits.
pub(super) fn page(served: &Served) -> Reply {
    Reply::page(StatusCode::OK, html::about(&served.site, &served.settings.words()))
}

/// What crawlers may read: everything but the endpoint, where each address is another query.
pub(super) fn robots(asked: &Asked) -> Reply {
    let Some(origin) = origin(asked) else { return no_host(asked) };
    Reply::text(StatusCode::OK, &format!("User-agent: *\nDisallow: /sparql\nDisallow: /search\nSitemap: {origin}/sitemap.xml"))
}

/// The pages of everything that has an address.
pub(super) fn sitemap(site: &Site, asked: &Asked) -> Reply {
    let Some(origin) = origin(asked) else { return no_host(asked) };
    let mut out =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    let _ = writeln!(out, "<url><loc>{origin}/</loc></url>");
    let live = site.registry.lines().filter(|(_, line)| matches!(line.state, State::Live)).map(|(path, _)| path);
    let known = match site.known(&live.collect::<Vec<_>>()) {
        Ok(known) => known,
        Err(error) => return Problem::from(&error).reply(&asked.accept),
    };
    for path in known.into_iter().take(SITEMAP - 1) {
        let _ = writeln!(out, "<url><loc>{origin}/{path}.html</loc></url>");
    }
    out.push_str("</urlset>\n");
    Reply::new(StatusCode::OK, "application/xml", out)
}

/// Where the client takes this server to be; `None` where what it says is no host.
pub(super) fn origin(asked: &Asked) -> Option<String> {
    let host: Authority = asked.host.parse().ok()?;
    let plain = host.as_str().bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte));
    plain.then(|| format!("{}://{host}", asked.scheme))
}

/// For a request without a proper Host header.
pub(super) fn no_host(asked: &Asked) -> Reply {
    Problem::new(StatusCode::BAD_REQUEST, "the Host header is no host").reply(&asked.accept)
}
