//! Pages as HTML: values in, words out. The words of the pages stand in `templates/`.

use askama::Template;

use crate::rdf::{Edition, Format};
use crate::store::{Answer, QueryError, shown};

use super::find::Found;
use super::index::{Example, Section, examples, sections};
use super::page::Page;
use super::site::Site;
use super::terms::{DOCUMENTS, Document, Term};

/// The style sheet of all pages.
pub const STYLE: &str = include_str!("../../templates/style.css");

/// How many rows, or statements of a graph, an answer shows on a page; the rest is for the data formats.
pub const ROWS_SHOWN: usize = 1000;

#[derive(Template)]
#[template(path = "start.html")]
struct Start<'a> {
    edition: &'a Edition,
    sections: Vec<Section>,
    examples: Vec<Example>,
    dumps: Vec<(Format, String)>,
    exports: Vec<(&'static str, &'static str)>,
    statements: String,
    description: &'a str,
}

#[derive(Template)]
#[template(path = "section.html")]
struct SectionPage<'a> {
    edition: &'a Edition,
    section: &'a Section,
    dated: bool,
}

#[derive(Template)]
#[template(path = "thing.html")]
struct Thing<'a> {
    edition: &'a Edition,
    page: &'a Page,
}

#[derive(Template)]
#[template(path = "sparql.html")]
struct Sparql<'a> {
    edition: &'a Edition,
    query: &'a str,
    problem: &'a str,
    examples: Vec<Example>,
    names: Vec<String>,
    rows: Vec<Vec<Cell>>,
    more: bool,
    truth: &'a str,
    graph: String,
}

#[derive(Template)]
#[template(path = "missing.html")]
struct Missing<'a> {
    edition: &'a Edition,
    heading: &'a str,
    message: &'a str,
}

#[derive(Template)]
#[template(path = "about.html")]
struct About<'a> {
    edition: &'a Edition,
    limits: &'a str,
}

#[derive(Template)]
#[template(path = "search.html")]
struct Search<'a> {
    edition: &'a Edition,
    found: &'a Found,
}

#[derive(Template)]
#[template(path = "terms.html")]
struct TermsPage<'a> {
    edition: &'a Edition,
    document: Document,
    documents: [Document; 4],
    terms: Vec<Term>,
}

/// One value of an answer.
struct Cell {
    link: String,
    words: String,
}

/// The start page.
///
/// # Errors
/// When a query fails, which is a fault of regesta.
pub fn start(site: &Site) -> Result<String, QueryError> {
    let dumps = site.dump_files().into_iter().map(|(format, bytes)| (format, size(bytes))).collect();
    let exports = site.exports().map(|format| (format.file(), format.about())).collect();
    let (sections, statements) = (sections(site)?, site.store.quads()?);
    Ok(rendered(&Start {
        edition: &site.edition,
        sections,
        examples: examples(),
        dumps,
        exports,
        statements: grouped(statements),
        description: site.for_search_engines(),
    }))
}

/// The page of a list.
#[must_use]
pub fn list(site: &Site, section: &Section) -> String {
    let dated = section.entries.iter().any(|entry| !entry.when.is_empty());
    rendered(&SectionPage { edition: &site.edition, section, dated })
}

/// The page of a thing.
#[must_use]
pub fn thing(site: &Site, page: &Page) -> String {
    rendered(&Thing { edition: &site.edition, page })
}

/// The page of the endpoint: a form, and the answer or the problem where a query was asked.
#[must_use]
pub fn sparql(site: &Site, query: &str, answer: Option<Result<&Answer, &str>>) -> String {
    let mut page = Sparql {
        edition: &site.edition,
        query,
        problem: "",
        examples: examples(),
        names: Vec::new(),
        rows: Vec::new(),
        more: false,
        truth: "",
        graph: String::new(),
    };
    match answer {
        None => {}
        Some(Err(problem)) => page.problem = problem,
        Some(Ok(Answer::Truth(truth))) => page.truth = if *truth { "true" } else { "false" },
        Some(Ok(Answer::Rows(names, rows))) => {
            page.names.clone_from(names);
            page.more = rows.len() > ROWS_SHOWN;
            let cell = |value: &Option<oxigraph::model::Term>| {
                value.as_ref().map_or(Cell { link: String::new(), words: String::new() }, |value| cell(site, value))
            };
            page.rows = rows.iter().take(ROWS_SHOWN).map(|row| row.iter().map(cell).collect()).collect();
        }
        Some(Ok(Answer::Graph(triples))) => {
            page.more = triples.len() > ROWS_SHOWN;
            let shown = Answer::Graph(triples.iter().take(ROWS_SHOWN).cloned().collect());
            let mut out = Vec::new();
            if shown.write_graph(Format::Turtle, &mut out).is_ok() {
                page.graph = String::from_utf8_lossy(&out).into_owned();
            }
        }
    }
    rendered(&page)
}

/// The page about the publication and the limits of its endpoint, which are given in words.
#[must_use]
pub fn about(site: &Site, limits: &str) -> String {
    rendered(&About { edition: &site.edition, limits })
}

/// The page of a search.
#[must_use]
pub fn search(site: &Site, found: &Found) -> String {
    rendered(&Search { edition: &site.edition, found })
}

/// What terms of the graph mean.
#[must_use]
pub fn terms(site: &Site, document: Document) -> String {
    rendered(&TermsPage { edition: &site.edition, document, documents: DOCUMENTS, terms: document.terms() })
}

/// A page for what is not there.
#[must_use]
pub fn missing(site: &Site, heading: &str, message: &str) -> String {
    rendered(&Missing { edition: &site.edition, heading, message })
}

fn cell(site: &Site, value: &oxigraph::model::Term) -> Cell {
    let link = match value {
        oxigraph::model::Term::NamedNode(node) => site.link(node.as_str()),
        _ => String::new(),
    };
    Cell { link, words: shown(value, site.edition.base.as_str()) }
}

fn rendered(template: &impl Template) -> String {
    template.render().unwrap_or_else(|error| format!("<!doctype html><title>regesta</title><p>This page could not be made: {error}"))
}

/// A number with its thousands apart: "13,467".
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join(",")
}

/// Bytes in the unit that reads best.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{:.1} MB", bytes as f64 / 1_000_000.0),
    }
}
