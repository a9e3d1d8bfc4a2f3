//! What a request asks of the SPARQL endpoint.
//!
//! Source: SPARQL 1.1 Protocol, section 2.1 (<https://www.w3.org/TR/sparql11-protocol/#query-operation>);
//! the method QUERY (<https://datatracker.ietf.org/doc/draft-ietf-httpbis-safe-method-w-body/>) is taken like a POST.

use axum::http::{Method, StatusCode};

use super::form;
use super::problem::Problem;
use super::reply::Asked;

/// The methods of the endpoint.
const METHODS: &str = "GET, HEAD, POST, QUERY, OPTIONS";

/// Deepest nesting of brackets and negations that is taken: the parser needs stack for each.
pub(super) const DEEPEST: usize = 256;

/// What a client asks of the endpoint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Question {
    /// The query; `None` where the endpoint itself is asked for.
    pub(super) query: Option<String>,
    pub(super) default_graphs: Vec<String>,
    pub(super) named_graphs: Vec<String>,
    /// The format's short name, where it is named and not left to `Accept`.
    pub(super) format: String,
}

/// The question of a request.
///
/// # Errors
/// With what is wrong with the request.
pub(super) fn question(asked: &Asked) -> Result<Question, Problem> {
    let wrong = |detail: &str| Problem::new(StatusCode::BAD_REQUEST, detail);
    let not_utf8 = || wrong("the request is not UTF-8");
    let mut pairs = form::fields(asked.query.as_bytes()).ok_or_else(not_utf8)?;
    let posted = match asked.method.as_str() {
        "GET" | "HEAD" => false,
        "POST" | "QUERY" => true,
        _ => return Err(Problem::method(METHODS)),
    };
    if posted {
        let (media, charset) = media(&asked.content_type);
        if !matches!(charset.as_str(), "" | "utf-8" | "utf8") {
            return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, format!("send UTF-8, not {charset}")));
        }
        match media.as_str() {
            "application/sparql-query" => pairs.push(("query".to_owned(), String::from_utf8(asked.body.to_vec()).map_err(|_| not_utf8())?)),
            "application/x-www-form-urlencoded" => pairs.extend(form::fields(&asked.body).ok_or_else(not_utf8)?),
            "application/sparql-update" => return Err(read_only()),
            _ => return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "POST a form or application/sparql-query")),
        }
    }
    let mut question = Question::default();
    for (name, value) in pairs {
        match name.as_str() {
            "query" if question.query.is_some() => return Err(wrong("one query at a time")),
            "query" => question.query = Some(value),
            "default-graph-uri" => question.default_graphs.push(value),
            "named-graph-uri" => question.named_graphs.push(value),
            "format" => question.format = value,
            "update" => return Err(read_only()),
            _ => {}
        }
    }
    if question.query.as_deref().is_some_and(|query| query.trim().is_empty()) {
        question.query = None;
    }
    if question.query.is_none() && asked.method != Method::GET && asked.method != Method::HEAD {
        return Err(wrong("a query is wanted: query= in a form, or application/sparql-query"));
    }
    if question.query.as_deref().is_some_and(|query| depth(query) > DEEPEST) {
        return Err(wrong(&format!("the query is nested deeper than {DEEPEST} brackets or negations")));
    }
    Ok(question)
}

fn read_only() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "this endpoint answers queries; where it may be written to, updates are sent to /update")
}

/// A content type's media type and charset, in lower case.
pub(super) fn media(content_type: &str) -> (String, String) {
    let mut parts = content_type.split(';').map(str::trim);
    let media = parts.next().unwrap_or_default().to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches('"').to_ascii_lowercase())
    });
    (media, charset.unwrap_or_default())
}

/// How deep a query is nested: its brackets, and negations of negations ("!!!true"); those of its strings are counted too.
pub(super) fn depth(query: &str) -> usize {
    let (mut open, mut negated) = (0_usize, 0);
    let mut deepest = 0;
    for byte in query.bytes() {
        match byte {
            b'!' => negated += 1,
            b' ' | b'\t' | b'\r' | b'\n' => continue,
            _ => negated = 0,
        }
        match byte {
            b'(' | b'[' | b'{' => open += 1,
            b')' | b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(open + negated);
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::depth;

    #[test]
    fn brackets_are_counted_as_they_are_nested() {
        assert_eq!(depth("SELECT * { { ?s ?p (1 2) } { ?s ?p [] } }"), 3);
        assert_eq!(depth("ASK {}"), 1);
        assert_eq!(depth(")))("), 1);
        assert_eq!(depth(&"(".repeat(10_000)), 10_000);
    }

    #[test]
    fn negations_of_negations_are_nested_too() {
        assert_eq!(depth("SELECT (! !1 AS ?x) {}"), 3);
        assert_eq!(depth("SELECT (!(1) AS ?x) { FILTER(!?x) }"), 3);
        assert_eq!(depth(&"! ".repeat(100_000)), 100_000);
    }
}
