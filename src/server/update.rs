//! The update side of the SPARQL 1.1 Protocol.
//!
//! Source: <https://www.w3.org/TR/sparql11-protocol/#update-operation>.

use std::sync::Arc;

use axum::http::{Method, StatusCode};

use crate::store::{Graphs, Stop, Updating};

use super::Served;
use super::form;
use super::problem::Problem;
use super::question::{DEEPEST, depth, media};
use super::reply::{Asked, Reply};
use super::write::{Writing, read_only};

/// What a client wants to be changed.
#[derive(Debug, Default)]
struct Wanted {
    update: Option<String>,
    default_graphs: Vec<String>,
    named_graphs: Vec<String>,
}

/// The answer to a request at the update endpoint.
pub(super) async fn reply(served: &Served, asked: Asked) -> Reply {
    let accept = asked.accept.clone();
    match done(served, asked).await {
        Ok(()) => Reply::new(StatusCode::NO_CONTENT, "", Vec::new()),
        Err(problem) => problem.reply(&accept),
    }
}

async fn done(served: &Served, asked: Asked) -> Result<(), Problem> {
    let Some(writing) = served.writing.clone() else { return Err(read_only()) };
    if asked.method != Method::POST {
        return Err(Problem::method("POST, OPTIONS"));
    }
    writing.admit(&asked.authorization)?;
    let wanted = wanted(&asked)?;
    let using = Graphs::parse(&wanted.default_graphs, &wanted.named_graphs)
        .map_err(|error| Problem::new(StatusCode::BAD_REQUEST, error.to_string()))?
        .or_unnamed(served.settings.unnamed_default_graph);
    let how = Updating { base: served.site.edition.base.as_str().to_owned(), using, stop: Stop::default() };
    let text = wanted.update.unwrap_or_default();
    in_time(served, writing, how.stop.clone(), move |writing| writing.change(|change| change.update(&text, &how).map_err(Problem::from)))
        .await
}

/// Does a piece of work that blocks; where it takes longer than a query may, it is stopped.
pub(super) async fn in_time(
    served: &Served,
    writing: Arc<Writing>,
    stop: Stop,
    work: impl FnOnce(&Writing) -> Result<(), Problem> + Send + 'static,
) -> Result<(), Problem> {
    let mut done = tokio::task::spawn_blocking(move || work(&writing));
    let joined = match tokio::time::timeout(served.settings.limits.time, &mut done).await {
        Ok(joined) => joined,
        Err(_) => {
            stop.stop();
            // What is being written is finished, so that what is answered is what is kept.
            done.await
        }
    };
    joined.unwrap_or_else(|_| Err(Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "regesta failed at this request")))
}

fn wanted(asked: &Asked) -> Result<Wanted, Problem> {
    let wrong = |detail: &str| Problem::new(StatusCode::BAD_REQUEST, detail);
    let not_utf8 = || wrong("the request is not UTF-8");
    let mut pairs = form::fields(asked.query.as_bytes()).ok_or_else(not_utf8)?;
    if pairs.iter().any(|(name, _)| name == "update" || name == "query") {
        return Err(wrong("an update is sent in the body"));
    }
    let (media, charset) = media(&asked.content_type);
    if !matches!(charset.as_str(), "" | "utf-8" | "utf8") {
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, format!("send UTF-8, not {charset}")));
    }
    match media.as_str() {
        "application/sparql-update" => pairs.push(("update".to_owned(), String::from_utf8(asked.body.to_vec()).map_err(|_| not_utf8())?)),
        "application/x-www-form-urlencoded" => pairs.extend(form::fields(&asked.body).ok_or_else(not_utf8)?),
        _ => return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "POST a form or application/sparql-update")),
    }
    let mut wanted = Wanted::default();
    for (name, value) in pairs {
        match name.as_str() {
            "update" if wanted.update.is_some() => return Err(wrong("one update at a time")),
            "update" => wanted.update = Some(value),
            "using-graph-uri" => wanted.default_graphs.push(value),
            "using-named-graph-uri" => wanted.named_graphs.push(value),
            "query" => return Err(wrong("queries are asked at /sparql")),
            _ => {}
        }
    }
    match &wanted.update {
        None => Err(wrong("an update is wanted: update= in a form, or application/sparql-update")),
        Some(update) if depth(update) > DEEPEST => Err(wrong(&format!("the update is nested deeper than {DEEPEST} brackets"))),
        Some(_) => Ok(wanted),
    }
}
