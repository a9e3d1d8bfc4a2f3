//! What an answer means: good, wait and ask again, or wrong. Soft errors come with status 200.

use std::time::Duration;

use serde_json::Value as Json;

use super::http::Response;
use crate::link::ItemId;

/// What an answer means.
#[derive(Debug)]
pub(super) enum Answer {
    /// It says what was asked; with its tag, where it has one.
    Good(Json, Option<String>),
    /// What is kept still holds.
    Unchanged,
    /// It stands at another address.
    Elsewhere(String),
    /// Ask again later.
    Again(Reason),
    /// Less at once might do.
    TooLarge,
    /// Asking again would not help.
    Wrong(String),
}

/// Why it is to be asked again, and when.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Reason {
    /// As long as the answer says; `None` where it says nothing.
    pub(super) after: Option<Duration>,
    /// For people.
    pub(super) words: String,
}

/// Codes of errors that pass.
const PASSING: [&str; 7] = [
    "maxlag",
    "ratelimited",
    "readonly",
    "actionthrottledtext",
    "internal_api_error",
    "search-backend-error",
    "cirrussearch-too-busy-error",
];

/// What an answer means.
pub(super) fn answer(response: Result<Response, String>) -> Answer {
    let response = match response {
        Ok(response) => response,
        Err(words) => return Answer::Again(Reason { after: None, words }),
    };
    let after = response.retry_after.map(Duration::from_secs);
    match response.status {
        200..=299 => {}
        304 => return Answer::Unchanged,
        301 | 302 | 303 | 307 | 308 => {
            return match response.location {
                Some(location) => Answer::Elsewhere(location),
                None => Answer::Wrong(format!("{} without saying where", response.status)),
            };
        }
        // The body is a page for people, not JSON.
        429 | 500 | 502 | 503 | 504 => return Answer::Again(Reason { after, words: format!("it answers {}", response.status) }),
        413 => return Answer::TooLarge,
        status => return Answer::Wrong(format!("{status}: {}", start(&response.body))),
    }
    let Ok(json) = serde_json::from_slice::<Json>(&response.body) else {
        return Answer::Again(Reason { after, words: format!("what is no JSON: {}", start(&response.body)) });
    };
    match json.get("error") {
        None => Answer::Good(json, response.tag),
        Some(error) => {
            let code = error.get("code").and_then(Json::as_str).unwrap_or("unknown");
            // The text stands under "info", or under "*" in some answers of the first format.
            let info = ["info", "*"].iter().find_map(|key| error.get(*key)?.as_str()).unwrap_or_default();
            if PASSING.contains(&code) {
                Answer::Again(Reason { after, words: format!("{code}: {info}") })
            } else {
                Answer::Wrong(format!("{code}: {info}"))
            }
        }
    }
}

/// The items that a search brought; ids that are none of items are left out.
pub(super) fn hits(answer: &Json, full_text: bool) -> Vec<ItemId> {
    let list = if full_text { answer.pointer("/query/search") } else { answer.get("search") };
    let id = if full_text { "title" } else { "id" };
    let hits = list.and_then(Json::as_array).into_iter().flatten();
    hits.filter_map(|hit| ItemId::parse(hit.get(id)?.as_str()?)).collect()
}

/// What an answer warns of.
pub(super) fn warnings(answer: &Json) -> Vec<String> {
    let warnings = answer.get("warnings").and_then(Json::as_object).into_iter().flatten();
    let words = |(module, warning): (&String, &Json)| {
        let text = ["*", "warnings"].iter().find_map(|key| warning.get(*key)?.as_str());
        format!("{module}: {}", text.map_or_else(|| warning.to_string(), str::to_owned))
    };
    warnings.map(words).collect()
}

/// The first words of a body.
fn start(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(&body[..body.len().min(400)]).into_owned();
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(120).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(status: u16, retry_after: Option<u64>, body: &str) -> String {
        let response = Response { status, retry_after, location: None, tag: None, body: body.as_bytes().to_vec() };
        match answer(Ok(response)) {
            Answer::Good(json, _) => format!("good {json}"),
            Answer::Unchanged => "unchanged".to_owned(),
            Answer::Elsewhere(to) => format!("elsewhere {to}"),
            Answer::Again(reason) => format!("again {:?} {}", reason.after.map(|after| after.as_secs()), reason.words),
            Answer::TooLarge => "too large".to_owned(),
            Answer::Wrong(words) => format!("wrong {words}"),
        }
    }

    #[test]
    fn soft_errors_come_with_status_200() {
        assert_eq!(said(200, Some(5), r#"{"error":{"code":"maxlag","info":"Waiting"}}"#), "again Some(5) maxlag: Waiting");
        assert_eq!(said(200, None, r#"{"error":{"code":"no-such-entity","*":"Could not find"}}"#), "wrong no-such-entity: Could not find");
        assert_eq!(said(200, None, r#"{"search":[]}"#), r#"good {"search":[]}"#);
    }

    #[test]
    fn a_page_for_people_is_no_answer() {
        assert_eq!(said(429, Some(5), "<html>Too many requests"), "again Some(5) it answers 429");
        assert_eq!(said(200, None, "<html>"), "again None what is no JSON: <html>");
        assert_eq!(said(403, None, "<p>no\nagent</p>"), "wrong 403: <p>no agent</p>");
        assert_eq!(said(308, None, ""), "wrong 308 without saying where");
    }

    #[test]
    fn both_searches_bring_items() {
        let ids = |json: &str, full| hits(&serde_json::from_str(json).unwrap(), full).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(ids(r#"{"search":[{"id":"Q5"},{"id":"P31"}]}"#, false), ["Q5"]);
        assert_eq!(ids(r#"{"query":{"search":[{"title":"Q7"},{"title":"Talk:Q8"}]}}"#, true), ["Q7"]);
        assert!(ids(r#"{"search":[]}"#, false).is_empty());
    }

    #[test]
    fn warnings_are_told() {
        let json = serde_json::json!({"warnings": {"main": {"*": "Unrecognized parameter: x"}}});
        assert_eq!(warnings(&json), ["main: Unrecognized parameter: x"]);
    }
}
