//! Memento: what was said of a thing in each release that is kept.
//!
//! Source: RFC 7089. A TimeGate chooses a release by `Accept-Datetime`, a TimeMap lists them, a Memento is what one says.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use axum::http::{HeaderName, StatusCode, header};

use crate::publication::KeptRelease;
use crate::publish::page::Page;
use crate::publish::{Site, html};
use crate::rdf::{Format, iri};
use crate::store::Store;

use super::about::{no_host, origin};
use super::problem::Problem;
use super::reply::{Asked, Reply};
use super::things::{self, FORMS, form_of};
use super::{accept, clock};

/// How many releases are held in memory at a time.
const HELD: usize = 2;

/// The releases of a publication, and those of them that were asked for.
#[derive(Debug, Default)]
pub(super) struct Releases {
    kept: Vec<KeptRelease>,
    held: Mutex<HashMap<String, Arc<Site>>>,
}

/// What is asked of the releases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    TimeGate(String),
    TimeMap(String),
    /// A version, and a path.
    Memento(String, String),
}

impl Releases {
    pub(super) fn new(kept: Vec<KeptRelease>) -> Self {
        Self { kept, held: Mutex::default() }
    }

    pub(super) fn are_kept(&self) -> bool {
        !self.kept.is_empty()
    }

    /// A release as a site of its own, loaded where it is not held.
    fn site(&self, release: &KeptRelease, today: &Site) -> Option<Arc<Site>> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(site) = held.get(&release.version) {
            return Some(Arc::clone(site));
        }
        let store = Store::from_dump(&release.dumps.join("all.nq")).ok()?;
        let mut edition = today.edition.clone();
        (edition.version, edition.date) = (release.version.clone(), release.date.clone());
        let site = Site::new(edition, store.into(), today.registry.clone(), release.dumps.clone());
        let site = Arc::new(site.with_contact(today.contact.clone()));
        if held.len() >= HELD {
            held.clear();
        }
        held.insert(release.version.clone(), Arc::clone(&site));
        Some(site)
    }

    /// The last release of a moment; the first of all where it is before them.
    fn at(&self, moment: SystemTime) -> Option<&KeptRelease> {
        let is_before = |release: &&KeptRelease| clock::moment_of_day(&release.date).is_some_and(|date| date <= moment);
        self.kept.iter().rev().find(is_before).or(self.kept.first())
    }
}

/// The answer to a request for releases; blocks while one is loaded.
pub(super) fn reply(releases: &Releases, site: &Site, asked: &Asked, part: &Part) -> Reply {
    let Some(origin) = origin(asked) else { return no_host(asked) };
    told(releases, site, asked, part, &origin).unwrap_or_else(|problem| problem.reply(&asked.accept))
}

fn told(releases: &Releases, site: &Site, asked: &Asked, part: &Part, origin: &str) -> Result<Reply, Problem> {
    let missing = |words: &str| Problem::new(StatusCode::NOT_FOUND, words);
    let (Part::TimeGate(path) | Part::TimeMap(path) | Part::Memento(_, path)) = part;
    let dump = path.strip_prefix("dumps/");
    let (stem, _) = if dump.is_some() { (path.as_str(), "") } else { form_of(path).unwrap_or((path, "")) };
    if !path.is_empty() && dump.is_none() && !iri::is_path(path) {
        return Err(missing("this is no address of a thing"));
    }
    let (first, last) = releases.kept.first().zip(releases.kept.last()).ok_or_else(|| missing("no release is kept here"))?;
    match part {
        Part::TimeGate(path) => {
            let chosen = match asked.accept_datetime.as_str() {
                "" => last,
                words => {
                    let wrong = || Problem::new(StatusCode::BAD_REQUEST, format!("Accept-Datetime: \"{words}\" is no HTTP date"));
                    releases.at(clock::moment(words).ok_or_else(wrong)?).unwrap_or(first)
                }
            };
            let to = format!("{origin}/memento/{}/{path}", chosen.version);
            Ok(links(Reply::elsewhere(StatusCode::FOUND, &to), origin, stem).with(header::VARY, "Accept-Datetime"))
        }
        Part::TimeMap(_) => {
            let mut lines = vec![
                format!("<{origin}/{stem}>; rel=\"original\""),
                format!("<{origin}/timegate/{stem}>; rel=\"timegate\""),
                format!("<{origin}/timemap/{stem}>; rel=\"self\"; type=\"application/link-format\""),
            ];
            let count = releases.kept.len();
            for (number, release) in releases.kept.iter().enumerate() {
                let rel = match (number == 0, number + 1 == count) {
                    (true, true) => "first last memento",
                    (true, false) => "first memento",
                    (false, true) => "last memento",
                    (false, false) => "memento",
                };
                let date = clock::http_of_day(&release.date).unwrap_or_default();
                lines.push(format!("<{origin}/memento/{}/{stem}>; rel=\"{rel}\"; datetime=\"{date}\"", release.version));
            }
            Ok(Reply::new(StatusCode::OK, "application/link-format", lines.join(",\n") + "\n"))
        }
        Part::Memento(version, path) => {
            let release = releases.kept.iter().find(|release| release.version == *version);
            let release = release.ok_or_else(|| missing("no such release is kept here"))?;
            let date = clock::http_of_day(&release.date).unwrap_or_default();
            if let Some(name) = dump {
                let reply = things::dump_of(&release.dumps, name).ok_or_else(|| missing("this release has no such dump"))?;
                return Ok(links(reply.with(HeaderName::from_static("memento-datetime"), &date), origin, stem));
            }
            let own = releases.site(release, site).ok_or_else(|| missing("this release cannot be read"))?;
            let (stem, ending) = match form_of(path) {
                Some(form) => form,
                None => {
                    let types = FORMS.map(|(_, media)| media);
                    let at = accept::best(&asked.accept, &types);
                    let none = || Problem::new(StatusCode::NOT_ACCEPTABLE, format!("a thing is told as:\n{}", types.join("\n")));
                    (path.as_str(), FORMS[at.ok_or_else(none)?].0)
                }
            };
            let absent = || missing(&format!("release {version} has nothing at /{stem}"));
            let reply = if ending == "html" {
                let failed = |_| Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "this page cannot be made");
                let page = Page::of(&own, stem).map_err(failed)?.ok_or_else(absent)?;
                Reply::page(StatusCode::OK, html::thing(&own, &page))
            } else {
                let format = Format::of_extension(ending).ok_or_else(absent)?;
                Reply::new(
                    StatusCode::OK,
                    format.media_type(),
                    own.data(stem, format).map_err(|error| Problem::from(&error))?.ok_or_else(absent)?,
                )
            };
            let reply = reply.with(HeaderName::from_static("memento-datetime"), &date).with(header::VARY, "Accept");
            Ok(links(reply, origin, stem))
        }
    }
}

/// With links to the thing itself and to its releases.
fn links(reply: Reply, origin: &str, stem: &str) -> Reply {
    reply.with(header::LINK, &format!("<{origin}/{stem}>; rel=\"original\"")).with(header::LINK, &releases_of(stem))
}

/// The links from a thing to its releases.
pub(super) fn releases_of(stem: &str) -> String {
    format!("</timegate/{stem}>; rel=\"timegate\", </timemap/{stem}>; rel=\"timemap\"; type=\"application/link-format\"")
}
