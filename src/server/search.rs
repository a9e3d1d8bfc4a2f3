//! The search: a page for people, JSON for programs.

use axum::http::{StatusCode, header};

use crate::publish::{Found, Site, html};

use super::accept;
use super::form;
use super::problem::Problem;
use super::reply::{Asked, Reply};

/// How many things, and how many passages, are told where nothing else is asked for, and at the most.
const SHOWN: usize = 20;
const MOST: usize = 200;

/// Longest search that is looked for, in characters.
const LONGEST: usize = 500;

/// The answer to a search; blocks while the index is made.
pub(super) fn reply(site: &Site, asked: &Asked) -> Reply {
    told(site, asked).unwrap_or_else(|problem| problem.reply(&asked.accept)).with(header::VARY, "Accept")
}

fn told(site: &Site, asked: &Asked) -> Result<Reply, Problem> {
    let wrong = |words: &str| Problem::new(StatusCode::BAD_REQUEST, words);
    let fields = form::fields(asked.query.as_bytes()).ok_or_else(|| wrong("the request is not UTF-8"))?;
    let field = |name: &str| fields.iter().find(|(own, _)| own == name).map(|(_, value)| value.trim().to_owned());
    let is_page = match field("format").as_deref() {
        Some("html") => true,
        Some("json") => false,
        Some(_) => return Err(wrong("format is html or json")),
        None => match accept::best(&asked.accept, &["text/html", "application/json"]) {
            Some(at) => at == 0,
            None => return Err(Problem::new(StatusCode::NOT_ACCEPTABLE, "a search comes as:\ntext/html\napplication/json")),
        },
    };
    let most = match field("limit") {
        Some(words) => words.parse().ok().filter(|most| (1..=MOST).contains(most)).ok_or_else(|| wrong("limit is from 1 to 200"))?,
        None => SHOWN,
    };
    let query = field("q").unwrap_or_default();
    if query.chars().count() > LONGEST {
        return Err(wrong("the search is longer than 500 characters"));
    }
    if query.is_empty() && !is_page {
        return Err(wrong("q is wanted: the words to look for"));
    }
    let found = Found::of(site, &query, most).map_err(|error| Problem::from(&error))?;
    if is_page {
        return Ok(Reply::page(StatusCode::OK, html::search(site, &found)));
    }
    let failed = |_| Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "what was found cannot be written");
    Ok(Reply::new(StatusCode::OK, "application/json", serde_json::to_vec(&found).map_err(failed)?))
}
