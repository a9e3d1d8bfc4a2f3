//! Pages and data of things: 303 from a thing to what is said of it, 200 for that.

use std::io::Read as _;
use std::path::Path;

use axum::http::{StatusCode, header};

use crate::publish::page::Page;
use crate::publish::{Site, html, index};
use crate::rdf::{Format, State, iri};
use crate::store::QueryError;

use super::accept;
use super::file::Stored;
use super::memento::releases_of;
use super::problem::Problem;
use super::reply::{Asked, Reply};

/// The forms in which a thing is told: the ending of their address, and their media type.
pub(super) const FORMS: [(&str, &str); 6] = [
    ("html", "text/html"),
    ("ttl", "text/turtle"),
    ("jsonld", "application/ld+json"),
    ("nt", "application/n-triples"),
    ("rdf", "application/rdf+xml"),
    ("trig", "application/trig"),
];

/// Largest dump that is packed while a client waits, in bytes.
const MOST_PACKED: u64 = 100_000_000;

/// What a page about something is, in the words of Signposting.
const ABOUT_PAGE: &str = "https://schema.org/AboutPage";

/// The start page, or the description of the data set where data are wanted.
pub(super) fn start(site: &Site, asked: &Asked) -> Reply {
    let types: Vec<&str> = FORMS.iter().map(|(_, media)| *media).collect();
    let reply = match accept::best(&asked.accept, &types).map(|at| FORMS[at]) {
        None => Ok(not_acceptable("")),
        Some(("html", _)) => html::start(site).map(|page| signposted(Reply::page(StatusCode::OK, page), site)),
        Some((ending, _)) => data(site, "", ending).map(|reply| reply.unwrap_or_else(|| missing(site, ""))),
    };
    reply.unwrap_or_else(|error| failed(&error, asked)).with(header::VARY, "Accept")
}

/// The list of the things whose addresses begin so; there is no other form of it than a page.
pub(super) fn list(site: &Site, asked: &Asked, path: &str) -> Reply {
    match index::section(site, path) {
        Ok(Some(_)) if accept::best(&asked.accept, &["text/html"]).is_none() => {
            let words = "this list comes as text/html; what it lists is in /dumps/all.ttl, and can be asked for at /sparql";
            Reply::text(StatusCode::NOT_ACCEPTABLE, words).with(header::VARY, "Accept")
        }
        Ok(Some(section)) => Reply::page(StatusCode::OK, html::list(site, &section)),
        Ok(None) => missing(site, path),
        Err(error) => failed(&error, asked),
    }
}

/// A dump.
pub(super) fn dump(site: &Site, name: &str) -> Reply {
    dump_of(&site.dumps, name).unwrap_or_else(|| missing(site, &format!("dumps/{name}")))
}

/// A dump of a folder; `None` where there is none of that name.
pub(super) fn dump_of(folder: &Path, name: &str) -> Option<Reply> {
    let (plain, packed) = match name.rsplit_once('.') {
        Some((plain, "gz")) => (plain, Some("application/gzip")),
        Some((plain, "zst")) => (plain, Some("application/zstd")),
        _ => (name, None),
    };
    let media = match plain.strip_prefix("all.").and_then(Format::of_extension) {
        Some(format) => packed.unwrap_or(format.media_type()),
        None if matches!(name, "SHA256SUMS" | "RDFC-1.0.sha256") => "text/plain; charset=utf-8",
        None => return None,
    };
    if let Ok(stored) = Stored::open(folder, name) {
        return Some(Reply::file(media, stored));
    }
    // A release is kept as it is; it is packed for those who ask for that.
    let bytes = packed.and_then(|_| packed_now(&folder.join(plain), name.ends_with(".gz")).ok())?;
    Some(Reply::new(StatusCode::OK, media, bytes))
}

/// A file that is not too large, packed the same each time.
fn packed_now(path: &Path, is_gzip: bool) -> std::io::Result<Vec<u8>> {
    let file = std::fs::File::open(path)?;
    if file.metadata()?.len() > MOST_PACKED {
        return Err(std::io::ErrorKind::FileTooLarge.into());
    }
    if !is_gzip {
        return zstd::encode_all(file, zstd::DEFAULT_COMPRESSION_LEVEL);
    }
    let mut packed = Vec::new();
    flate2::read::GzEncoder::new(file, flate2::Compression::default()).read_to_end(&mut packed)?;
    Ok(packed)
}

/// The publication in a format of other tools that is one file.
pub(super) fn export(site: &Site, asked: &Asked, name: &str) -> Reply {
    match site.export(name) {
        Ok(Some((media, bytes))) => Reply::new(StatusCode::OK, media, bytes),
        Ok(None) => missing(site, &format!("export/{name}")),
        Err(error) => failed(&error, asked),
    }
}

/// A thing: where what is said of it stands; or one of the forms of that.
pub(super) fn thing(site: &Site, asked: &Asked, path: &str, has_releases: bool) -> Reply {
    told(site, asked, path, has_releases).unwrap_or_else(|error| failed(&error, asked))
}

fn told(site: &Site, asked: &Asked, path: &str, has_releases: bool) -> Result<Reply, QueryError> {
    if !iri::is_path(path) {
        return Ok(missing(site, path));
    }
    let form = form_of(path);
    if let Some(moved) = moved(site, asked, path, form) {
        return Ok(moved);
    }
    if site.knows(path)? {
        let types: Vec<&str> = FORMS.iter().map(|(_, media)| *media).collect();
        let reply = match accept::best(&asked.accept, &types) {
            Some(at) => Reply::elsewhere(StatusCode::SEE_OTHER, &format!("/{path}.{}", FORMS[at].0)),
            None => not_acceptable(path),
        };
        return Ok(reply.with(header::VARY, "Accept"));
    }
    let reply = match form {
        Some((stem, "html")) => Page::of(site, stem)?.map(|page| Reply::page(StatusCode::OK, html::thing(site, &page))),
        Some((stem, ending)) => data(site, stem, ending)?,
        None => None,
    };
    Ok(match (reply, form) {
        (Some(reply), Some((stem, _))) => linked(reply, site, stem, has_releases),
        _ => missing(site, path),
    })
}

/// A path that ends in a form: what it is of, and the ending.
pub(super) fn form_of(path: &str) -> Option<(&str, &'static str)> {
    let (stem, ending) = path.rsplit_once('.')?;
    FORMS.iter().find(|(own, _)| *own == ending).map(|(ending, _)| (stem, *ending))
}

/// Where a thing is now that was merged into another, or why it was taken out; the same for a form of it.
fn moved(site: &Site, asked: &Asked, path: &str, form: Option<(&str, &str)>) -> Option<Reply> {
    let (own, ending) = match (site.registry.line(path), form) {
        (None, Some((stem, ending))) => (stem, format!(".{ending}")),
        _ => (path, String::new()),
    };
    match &site.registry.line(own)?.state {
        State::Live => None,
        State::Merged(_) => {
            let into = site.registry.live(own).unwrap_or_default();
            Some(Reply::elsewhere(StatusCode::PERMANENT_REDIRECT, &format!("/{into}{ending}")))
        }
        State::Gone(reason) => {
            let words = format!("this was taken out: {reason}");
            let is_page = accept::best(&asked.accept, &["text/html", "text/plain", "application/problem+json"]) == Some(0);
            let reply = if is_page && matches!(ending.as_str(), "" | ".html") {
                Reply::page(StatusCode::GONE, html::missing(site, "Taken out", &words))
            } else {
                Problem::new(StatusCode::GONE, words).reply(&asked.accept)
            };
            Some(reply.with(header::VARY, "Accept"))
        }
    }
}

/// What the graph says of a thing, in the format of an ending.
fn data(site: &Site, path: &str, ending: &str) -> Result<Option<Reply>, QueryError> {
    let Some(format) = Format::of_extension(ending) else { return Ok(None) };
    Ok(site.data(path, format)?.map(|data| Reply::new(StatusCode::OK, format.media_type(), data)))
}

/// With links to the thing itself and to the other forms.
///
/// Source: Signposting level 1 (<https://signposting.org/FAIR/>).
fn linked(reply: Reply, site: &Site, path: &str, has_releases: bool) -> Reply {
    let base = site.edition.base.as_str();
    let mut reply = reply
        .with(header::LINK, &format!("<{base}{path}>; rel=\"canonical\""))
        .with(header::LINK, &format!("<{base}{path}>; rel=\"cite-as\""))
        .with(header::LINK, &format!("<{base}>; rel=\"collection\""))
        .with(header::LINK, &format!("<{}>; rel=\"license\"", site.edition.license));
    if has_releases {
        reply = reply.with(header::LINK, &releases_of(path));
    }
    let is_page = reply.content_type.starts_with("text/html");
    if is_page {
        reply = reply.with(header::LINK, &format!("<{ABOUT_PAGE}>; rel=\"type\""));
    }
    for (ending, media) in FORMS {
        reply = reply.with(header::LINK, &format!("</{path}.{ending}>; rel=\"alternate\"; type=\"{media}\""));
        if is_page && ending != "html" {
            reply = reply.with(header::LINK, &format!("</{path}.{ending}>; rel=\"describedby\"; type=\"{media}\""));
        }
    }
    reply
}

/// The start page with links to the data set's address, its licence and its dumps.
fn signposted(reply: Reply, site: &Site) -> Reply {
    let reply = reply
        .with(header::LINK, &format!("<{}>; rel=\"cite-as\"", site.edition.base.as_str()))
        .with(header::LINK, &format!("<{}>; rel=\"license\"", site.edition.license))
        .with(header::LINK, &format!("<{ABOUT_PAGE}>; rel=\"type\""))
        .with(header::LINK, "</sparql>; rel=\"describedby\"; type=\"text/turtle\"");
    site.dump_files().into_iter().fold(reply, |reply, (format, _)| {
        let item = format!("</dumps/all.{}>; rel=\"item\"; type=\"{}\"", format.extension(), format.media_type());
        reply.with(header::LINK, &item)
    })
}

fn not_acceptable(path: &str) -> Reply {
    let forms: Vec<String> = FORMS.iter().map(|(ending, media)| format!("{media} (/{path}.{ending})")).collect();
    Reply::text(StatusCode::NOT_ACCEPTABLE, &format!("none of the types asked for is here; there are:\n{}", forms.join("\n")))
}

fn missing(site: &Site, path: &str) -> Reply {
    let message = format!("This publication has nothing at /{path}.");
    Reply::page(StatusCode::NOT_FOUND, html::missing(site, "Nothing here", &message))
}

/// When the store cannot be asked.
fn failed(error: &QueryError, asked: &Asked) -> Reply {
    Problem::from(error).reply(&asked.accept)
}
