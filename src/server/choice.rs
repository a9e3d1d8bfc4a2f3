//! In which format an answer of a kind is written.

use axum::http::StatusCode;

use crate::rdf::Format;
use crate::store::{Form, Kind, ResultFormat};

use super::accept;
use super::problem::Problem;

/// The formats of graphs; the first where any will do.
pub(super) const GRAPHS: [Format; 6] = [Format::Turtle, Format::NTriples, Format::RdfXml, Format::JsonLd, Format::TriG, Format::NQuads];

/// The form of an answer and its media type, by the format's short name where there is one, else by `Accept`.
///
/// # Errors
/// With what there is, where none of it is wanted.
pub(super) fn choice(kind: Kind, accept: &str, name: &str) -> Result<(Form, &'static str), Problem> {
    match kind {
        Kind::Graph => graph_format(accept, name).map(|format| (Form::Graph(format), format.media_type())),
        Kind::Rows | Kind::Truth => result_format(accept, name).map(|format| (Form::Results(format), full_type(format))),
    }
}

/// The form in which an answer is handed over to a page.
pub(super) fn for_page(kind: Kind) -> (Form, &'static str) {
    match kind {
        Kind::Graph => (Form::Graph(Format::NTriples), Format::NTriples.media_type()),
        Kind::Rows | Kind::Truth => (Form::Results(ResultFormat::Json), ResultFormat::Json.media_type()),
    }
}

/// The format of a graph that is asked for: by a name of ours, else by `Accept`, since clients send names of their own.
///
/// # Errors
/// With what there is, where none of it is wanted.
pub(super) fn graph_format(accept: &str, name: &str) -> Result<Format, Problem> {
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
