//! What the terms of the graph mean, at the addresses that end as theirs do: `/ontology`, `/vocabulary/…`, `/shapes`, `/profile`.

use axum::http::{StatusCode, header};

use crate::publish::terms::{CONTEXT, Document};
use crate::publish::{Site, html};
use crate::rdf::Format;

use super::accept;
use super::reply::{Asked, Reply};

/// The forms of a document.
const FORMS: [&str; 4] = ["ttl", "jsonld", "nt", "rdf"];

/// A document of terms, as a page or as data; `None` where the address is none of one.
pub(super) fn document(site: &Site, asked: &Asked, path: &str) -> Option<Reply> {
    if path == "context.jsonld" {
        return Some(Reply::new(StatusCode::OK, Format::JsonLd.media_type(), CONTEXT.as_bytes().to_vec()));
    }
    let (document, ending) = Document::at(path)?;
    let data = |format: Format| Reply::new(StatusCode::OK, format.media_type(), document.data(format));
    if let Some(ending) = ending {
        return FORMS.contains(&ending).then(|| Format::of_extension(ending)).flatten().map(data);
    }
    let formats: Vec<Format> = FORMS.iter().filter_map(|ending| Format::of_extension(ending)).collect();
    let types: Vec<&str> = std::iter::once("text/html").chain(formats.iter().map(|format| format.media_type())).collect();
    let reply = match accept::best(&asked.accept, &types) {
        Some(0) => Reply::page(StatusCode::OK, html::terms(site, document)),
        Some(at) => data(formats[at - 1]),
        None => Reply::text(
            StatusCode::NOT_ACCEPTABLE,
            "this comes as text/html, text/turtle, application/ld+json, application/n-triples or application/rdf+xml",
        ),
    };
    Some(reply.with(header::VARY, "Accept"))
}
