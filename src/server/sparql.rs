//! The SPARQL endpoint: query by GET and by both forms of POST.
//!
//! Source: SPARQL 1.1 Protocol, section 2.1 (<https://www.w3.org/TR/sparql11-protocol/#query-operation>).

use axum::http::{Method, StatusCode, header};

use crate::publish::{Site, html};
use crate::rdf::Format;
use crate::store::{Answer, Ask, QueryError, ResultFormat};

use super::reply::{Asked, Reply};
use super::{Settings, accept};

/// What a client asks of the endpoint.
#[derive(Debug, Default)]
struct Question {
    query: Option<String>,
    default_graphs: Vec<String>,
    named_graphs: Vec<String>,
    format: String,
}

/// The answer to a request at the endpoint.
pub(super) fn reply(site: &Site, settings: &Settings, asked: &Asked) -> Reply {
    let question = match question(asked) {
        Ok(question) => question,
        Err(reply) => return reply,
    };
    let as_page = question.format.is_empty() && wants_page(&asked.accept);
    let Some(query) = question.query else {
        if as_page {
            return Reply::page(StatusCode::OK, html::sparql(site, "", None)).with(header::VARY, "Accept");
        }
        return Reply::text(
            StatusCode::BAD_REQUEST,
            "a query is wanted: GET with query=, POST as a form, or POST as application/sparql-query",
        );
    };
    let ask = Ask {
        query: query.clone(),
        base: Some(site.edition.base.as_str().to_owned()),
        timeout: Some(settings.query_timeout),
        unnamed: settings.unnamed_default_graph,
        ..Ask::default()
    };
    let answer = ask.of_graphs(&question.default_graphs, &question.named_graphs).and_then(|ask| site.store.ask(&ask));
    let reply = match answer {
        Ok(answer) if as_page => Reply::page(StatusCode::OK, html::sparql(site, &query, Some(Ok(&answer)))),
        Ok(answer) => written(&answer, &asked.accept, &question.format),
        Err(error) => {
            let status = match error {
                QueryError::Syntax(_) => StatusCode::BAD_REQUEST,
                QueryError::TimedOut(_) => StatusCode::SERVICE_UNAVAILABLE,
                QueryError::Evaluation(_) => StatusCode::INTERNAL_SERVER_ERROR,
            };
            let message = error.to_string();
            let reply =
                if as_page { Reply::page(status, html::sparql(site, &query, Some(Err(&message)))) } else { Reply::text(status, &message) };
            if status == StatusCode::SERVICE_UNAVAILABLE { reply.with(header::RETRY_AFTER, "30") } else { reply }
        }
    };
    reply.with(header::VARY, "Accept")
}

/// A browser names HTML; a program that takes anything gets data.
fn wants_page(accept: &str) -> bool {
    accept.contains("text/html") && accept::best(accept, &["text/html", "application/sparql-results+json", "text/turtle"]) == Some(0)
}

/// The answer in the format that is asked for, by name or by `Accept`.
fn written(answer: &Answer, accept: &str, format: &str) -> Reply {
    let mut body = Vec::new();
    if let Answer::Graph(_) = answer {
        const FORMATS: [Format; 4] = [Format::Turtle, Format::NTriples, Format::RdfXml, Format::JsonLd];
        let types: Vec<&str> = FORMATS.iter().map(|format| format.media_type()).collect();
        let chosen = if format.is_empty() {
            accept::best(accept, &types).map(|at| FORMATS[at])
        } else {
            FORMATS.into_iter().find(|own| own.extension() == format)
        };
        return match chosen.map(|format| (format, answer.write_graph(format, &mut body))) {
            Some((format, Ok(()))) => Reply::new(StatusCode::OK, format.media_type(), body),
            Some((_, Err(error))) => Reply::text(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
            None => not_acceptable(&types),
        };
    }
    const FORMATS: [ResultFormat; 4] = ResultFormat::ALL;
    // Many clients ask for plain JSON or XML and mean results.
    let types: Vec<&str> =
        FORMATS.iter().map(|format| format.media_type()).chain(["application/json", "application/xml", "text/xml"]).collect();
    let by_accept = |at: usize| match at {
        4 => ResultFormat::Json,
        5 | 6 => ResultFormat::Xml,
        at => FORMATS[at],
    };
    let chosen =
        if format.is_empty() { accept::best(accept, &types).map(by_accept) } else { FORMATS.into_iter().find(|own| own.name() == format) };
    match chosen.map(|format| (format, answer.write_results(format, &mut body))) {
        Some((ResultFormat::Csv, Ok(()))) => Reply::new(StatusCode::OK, "text/csv; charset=utf-8", body),
        Some((ResultFormat::Tsv, Ok(()))) => Reply::new(StatusCode::OK, "text/tab-separated-values; charset=utf-8", body),
        Some((format, Ok(()))) => Reply::new(StatusCode::OK, format.media_type(), body),
        Some((_, Err(error))) => Reply::text(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
        None => not_acceptable(&types),
    }
}

fn not_acceptable(types: &[&str]) -> Reply {
    Reply::text(StatusCode::NOT_ACCEPTABLE, &format!("this answer comes as:\n{}", types.join("\n")))
}

/// The question of a request; a reply where it is none.
fn question(asked: &Asked) -> Result<Question, Reply> {
    let mut question = Question::default();
    let media = asked.content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let mut pairs = pairs(&asked.query);
    match (&asked.method, media.as_str()) {
        (&Method::GET | &Method::HEAD, _) => {}
        (&Method::POST, "application/sparql-query") => match String::from_utf8(asked.body.clone()) {
            Ok(query) => pairs.push(("query".to_owned(), query)),
            Err(_) => return Err(Reply::text(StatusCode::BAD_REQUEST, "the query is not UTF-8")),
        },
        (&Method::POST, "application/x-www-form-urlencoded") => pairs.extend(self::pairs(&String::from_utf8_lossy(&asked.body))),
        (&Method::POST, "application/sparql-update") => return Err(read_only()),
        (&Method::POST, _) => {
            return Err(Reply::text(StatusCode::UNSUPPORTED_MEDIA_TYPE, "POST a form or application/sparql-query"));
        }
        _ => {
            return Err(Reply::text(StatusCode::METHOD_NOT_ALLOWED, "only GET, HEAD, POST and OPTIONS here")
                .with(header::ALLOW, "GET, HEAD, POST, OPTIONS"));
        }
    }
    for (name, value) in pairs {
        match name.as_str() {
            "query" if question.query.is_some() => return Err(Reply::text(StatusCode::BAD_REQUEST, "one query at a time")),
            "query" if value.trim().is_empty() => {}
            "query" => question.query = Some(value),
            "default-graph-uri" => question.default_graphs.push(value),
            "named-graph-uri" => question.named_graphs.push(value),
            "format" => question.format = value,
            "update" => return Err(read_only()),
            _ => {}
        }
    }
    Ok(question)
}

fn read_only() -> Reply {
    Reply::text(StatusCode::FORBIDDEN, "this endpoint is read-only; what it says is corrected in the publication's folder")
}

/// The fields of a form, decoded: "+" is a space, "%41" a byte.
fn pairs(form: &str) -> Vec<(String, String)> {
    let decode = |text: &str| {
        let bytes = text.as_bytes();
        let mut out = Vec::with_capacity(bytes.len());
        let mut at = 0;
        while at < bytes.len() {
            let byte = match bytes[at] {
                b'+' => b' ',
                b'%' => match text.get(at + 1..at + 3).and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
                    Some(byte) => {
                        at += 2;
                        byte
                    }
                    None => b'%',
                },
                byte => byte,
            };
            out.push(byte);
            at += 1;
        }
        String::from_utf8_lossy(&out).into_owned()
    };
    form.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').map_or((decode(pair), String::new()), |(name, value)| (decode(name), decode(value))))
        .collect()
}
