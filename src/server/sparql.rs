//! The SPARQL endpoint: its answers, its page, its description.
//!
//! Source: SPARQL 1.1 Protocol, section 2.1 (<https://www.w3.org/TR/sparql11-protocol/#query-operation>).

use axum::http::{StatusCode, header};

use crate::publish::{Service, Site, html};
use crate::rdf::Format;
use crate::store::{Answer, Ask, QueryError, ResultFormat};

use super::problem::Problem;
use super::question::question;
use super::reply::{Asked, Reply};
use super::{Settings, accept};

/// The formats of graphs; the first where any will do.
const GRAPHS: [Format; 6] = [Format::Turtle, Format::NTriples, Format::RdfXml, Format::JsonLd, Format::TriG, Format::NQuads];

/// The answer to a request at the endpoint.
pub(super) fn reply(site: &Site, settings: &Settings, asked: &Asked) -> Reply {
    let question = match question(asked) {
        Ok(question) => question,
        Err(problem) => return problem.reply(&asked.accept),
    };
    let as_page = question.format.is_empty() && wants_page(&asked.accept);
    let Some(query) = question.query else {
        let reply = if as_page { Reply::page(StatusCode::OK, html::sparql(site, "", None)) } else { description(site, settings, asked) };
        return reply.with(header::VARY, "Accept");
    };
    let ask = Ask {
        query: query.clone(),
        base: Some(site.edition.base.as_str().to_owned()),
        timeout: Some(settings.query_timeout),
        unnamed: settings.unnamed_default_graph,
        ..Ask::default()
    };
    let answer = ask.of_graphs(&question.default_graphs, &question.named_graphs).and_then(|ask| site.store.ask(&ask));
    match answer {
        Ok(answer) if as_page => Reply::page(StatusCode::OK, html::sparql(site, &query, Some(Ok(&answer)))).with(header::VARY, "Accept"),
        Ok(answer) => written(&answer, &asked.accept, &question.format),
        Err(error) => {
            let problem = problem(&error);
            if !as_page {
                return problem.reply(&asked.accept);
            }
            let page = Reply::page(problem.status, html::sparql(site, &query, Some(Err(&problem.detail)))).with(header::VARY, "Accept");
            problem.headers().into_iter().fold(page, |page, (name, value)| page.with(name, &value))
        }
    }
}

/// Why a query has no answer, as HTTP says it.
fn problem(error: &QueryError) -> Problem {
    match error {
        QueryError::Syntax(_) => Problem::new(StatusCode::BAD_REQUEST, error.to_string()),
        QueryError::TimedOut(_) => Problem::passing(StatusCode::SERVICE_UNAVAILABLE, error.to_string(), 30),
        QueryError::Evaluation(_) => Problem::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()),
    }
}

/// What the endpoint says of itself.
fn description(site: &Site, settings: &Settings, asked: &Asked) -> Reply {
    let types = GRAPHS.map(Format::media_type);
    let Some(format) = accept::best(&asked.accept, &types).map(|at| GRAPHS[at]) else { return not_acceptable(&types).reply(&asked.accept) };
    let result_formats = ResultFormat::ALL.map(ResultFormat::registered);
    let graph_formats = GRAPHS.map(Format::registered);
    let service = Service {
        endpoint: &format!("http://{}/sparql", asked.host),
        union_default_graph: !settings.unnamed_default_graph,
        limits: &format!("A query may take {} seconds. SERVICE and LOAD are not followed.", settings.query_timeout.as_secs()),
        result_formats: &result_formats,
        graph_formats: &graph_formats,
    };
    match site.service(&service, format) {
        Some(body) => Reply::new(StatusCode::OK, format.media_type(), body),
        None => Problem::new(StatusCode::BAD_REQUEST, "the Host header is no host").reply(&asked.accept),
    }
}

/// A browser names HTML; a program that takes anything gets data.
fn wants_page(accept: &str) -> bool {
    accept.contains("text/html") && accept::best(accept, &["text/html", "application/sparql-results+json", "text/turtle"]) == Some(0)
}

/// The answer in the format that is asked for, by name or by `Accept`.
fn written(answer: &Answer, accept: &str, format: &str) -> Reply {
    let mut body = Vec::new();
    let chosen: Result<(&str, std::io::Result<()>), Problem> = if let Answer::Graph(_) = answer {
        graph_format(accept, format).map(|format| (format.media_type(), answer.write_graph(format, &mut body)))
    } else {
        result_format(accept, format).map(|format| (full_type(format), answer.write_results(format, &mut body)))
    };
    match chosen {
        Ok((media, Ok(()))) => Reply::new(StatusCode::OK, media, body).with(header::VARY, "Accept"),
        Ok((_, Err(error))) => Problem::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).reply(accept),
        Err(problem) => problem.reply(accept),
    }
}

/// The format of a graph that is asked for: by a name of ours, else by `Accept` (clients send names of their own).
fn graph_format(accept: &str, name: &str) -> Result<Format, Problem> {
    let types = GRAPHS.map(Format::media_type);
    let by_name = GRAPHS.into_iter().find(|own| own.extension() == name);
    by_name.or_else(|| accept::best(accept, &types).map(|at| GRAPHS[at])).ok_or_else(|| not_acceptable(&types))
}

/// The format of rows or a truth that is asked for. Many clients ask for plain JSON or XML and mean results.
fn result_format(accept: &str, name: &str) -> Result<ResultFormat, Problem> {
    const FORMATS: [ResultFormat; 7] = {
        let [json, xml, csv, tsv] = ResultFormat::ALL;
        [json, xml, csv, tsv, json, xml, xml]
    };
    let mut types = FORMATS.map(ResultFormat::media_type);
    types[4..].copy_from_slice(&["application/json", "application/xml", "text/xml"]);
    let by_name = FORMATS.into_iter().find(|own| own.name() == name);
    by_name.or_else(|| accept::best(accept, &types).map(|at| FORMATS[at])).ok_or_else(|| not_acceptable(&types))
}

/// The media type of rows or a truth, with the charset where the type has one.
fn full_type(format: ResultFormat) -> &'static str {
    match format {
        ResultFormat::Csv => "text/csv; charset=utf-8",
        ResultFormat::Tsv => "text/tab-separated-values; charset=utf-8",
        ResultFormat::Json | ResultFormat::Xml => format.media_type(),
    }
}

fn not_acceptable(types: &[&str]) -> Problem {
    Problem::new(StatusCode::NOT_ACCEPTABLE, format!("this answer comes as:\n{}", types.join("\n")))
}
