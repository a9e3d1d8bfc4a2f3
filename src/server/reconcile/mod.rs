//! The reconciliation service: tables are matched against the persons, places, groups and documents of the essays.
//!
//! [`old`] speaks Reconciliation API 0.2, which OpenRefine asks at `/reconcile`; [`draft`] speaks 1.0-draft at
//! `/reconcile/` and below. [`words`] holds what both say: kinds, properties, previews.
//!
//! Source: <https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/> and
//! <https://reconciliation-api.github.io/specs/draft/>.

mod draft;
mod old;
mod words;

use axum::http::{Method, StatusCode, header};
use serde_json::{Value as Json, json};

use crate::link::Directory;

use super::Served;
use super::about::{no_host, origin};
use super::form::fields;
use super::problem::Problem;
use super::reply::{Asked, Reply};

/// How many queries a batch may have.
const BATCH: usize = 50;

/// How many candidates a query gets that names no limit, and at most.
const LIMIT: usize = 5;
const MOST: usize = 100;

/// What is wrong with a request.
type Wrong = Problem;

/// A request as both dialects see it.
struct Request<'a> {
    directory: &'a Directory,
    /// `"https://example.org"`
    origin: String,
    /// The base of the publication's addresses.
    base: &'a str,
    title: &'a str,
    language: &'a str,
    fields: Vec<(String, String)>,
    body: &'a [u8],
    is_post: bool,
}

/// The answer at `/reconcile` and below; blocks while the directory is made.
pub(super) fn reply(served: &Served, asked: &Asked, rest: &str) -> Reply {
    let Some(origin) = origin(asked) else { return no_host(asked) };
    let directory = match served.directory() {
        Ok(directory) => directory,
        Err(error) => return Problem::from(&error).reply(&asked.accept),
    };
    let mut fields_asked = fields(asked.query.as_bytes());
    if asked.method == Method::POST && asked.content_type.starts_with("application/x-www-form-urlencoded") {
        fields_asked = fields_asked.zip(fields(&asked.body)).map(|(query, body)| query.into_iter().chain(body).collect());
    }
    let Some(fields_asked) = fields_asked else {
        return Problem::new(StatusCode::BAD_REQUEST, "the form is not UTF-8").reply(&asked.accept);
    };
    let edition = &served.site.edition;
    let request = Request {
        directory: &directory,
        origin,
        base: edition.base.as_str(),
        title: &edition.title,
        language: &edition.language,
        fields: fields_asked,
        body: &asked.body,
        is_post: asked.method == Method::POST,
    };
    answer(&request, rest).unwrap_or_else(|problem| problem.reply(&asked.accept)).with(header::CONTENT_LANGUAGE, &edition.language)
}

fn answer(request: &Request<'_>, rest: &str) -> Result<Reply, Wrong> {
    let form = |name: &str| request.field(name).is_some();
    match rest {
        "" | "/" if form("queries") => old::batch(request).map(|answer| json_reply(&answer)),
        "" | "/" if form("extend") => old::extend(request).map(|answer| json_reply(&answer)),
        "" | "/" if request.is_post => Err(wrong("POST a form with the field \"queries\" or \"extend\"; JSON goes to /reconcile/match")),
        "" => Ok(json_reply(&old::manifest(request))),
        "/" => Ok(json_reply(&draft::manifest(request))),
        "/match" => draft::batch(request).map(|answer| json_reply(&answer)),
        "/extend" => draft::extend(request).map(|answer| json_reply(&answer)),
        "/extend/propose" => Ok(json_reply(&words::proposed(request))),
        "/suggest/entity" => Ok(json_reply(&words::suggested_entities(request))),
        "/suggest/type" => Ok(json_reply(&words::suggested_types(request))),
        "/suggest/property" => Ok(json_reply(&words::suggested_properties(request))),
        "/flyout/entity" | "/flyout/type" | "/flyout/property" => words::flyout(request).map(|answer| json_reply(&answer)),
        "/preview" => words::preview(request).map(|html| {
            // Other sites show it in a frame.
            let policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
            Reply::page(StatusCode::OK, html).with(header::CONTENT_SECURITY_POLICY, policy)
        }),
        _ => Err(Problem::new(StatusCode::NOT_FOUND, "the reconciliation service has nothing at this address")),
    }
}

impl Request<'_> {
    /// A field of the query string or the form.
    fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// A whole number of the query string.
    fn number(&self, name: &str) -> Option<usize> {
        self.field(name)?.parse().ok()
    }
}

/// A limit as it is given, no more than is good.
fn limit(given: Option<f64>) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number from 1 to 100")]
    let limit = given.map_or(LIMIT, |given| given.clamp(1.0, MOST as f64) as usize);
    limit
}

fn wrong(words: &str) -> Wrong {
    Problem::new(StatusCode::BAD_REQUEST, words)
}

fn too_many(count: usize) -> Wrong {
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, format!("{count} queries in one batch; at most {BATCH}"))
}

fn json_reply(answer: &Json) -> Reply {
    Reply::new(StatusCode::OK, "application/json", answer.to_string())
}

/// The words of a value of a condition: a string, a number, a truth, or an id.
fn value_words(value: &Json) -> Vec<String> {
    match value {
        Json::Array(values) => values.iter().flat_map(value_words).collect(),
        Json::String(text) => vec![text.clone()],
        Json::Object(object) => object.get("id").and_then(Json::as_str).map(str::to_owned).into_iter().collect(),
        Json::Null => Vec::new(),
        Json::Bool(_) | Json::Number(_) => vec![value.to_string()],
    }
}

/// A kind as both dialects name one.
fn kind(id: &str) -> Json {
    json!({"id": id, "name": words::kind_name(id)})
}
