//! The start page and the lists of things, as values.

use crate::store::{QUERIES, Query, QueryError};

use super::page::Named;
use super::site::{PageQuery, Site};
use super::when::When;

const LIST: PageQuery = PageQuery(include_str!("../../sparql/page-list.rq"));

/// Kinds of addresses that have a list: the start of their path, and the heading.
const SECTIONS: [(&str, &str); 8] = [
    ("doc/", "Documents"),
    ("person/", "Persons"),
    ("place/", "Places"),
    ("group/", "Groups"),
    ("event/", "Events"),
    ("holding/", "Holdings"),
    ("book/", "Books"),
    ("essay/", "Essays"),
];

/// One thing of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The thing.
    pub thing: Named,
    /// Its date; empty where it has none.
    pub when: When,
    /// How many passages tell of it.
    pub mentions: String,
}

/// A list of things whose addresses begin alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// "person/".
    pub path: &'static str,
    /// The heading, in English.
    pub heading: &'static str,
    /// By date where they have one, else by name.
    pub entries: Vec<Entry>,
}

/// An example query, with where it runs.
#[derive(Clone, Debug)]
pub struct Example {
    /// The query.
    pub query: Query,
    /// The address that runs it.
    pub link: String,
}

/// The list of the things whose addresses begin with `path`; `None` where there is no such list.
///
/// # Errors
/// When a query fails, which is a fault of regesta.
pub fn section(site: &Site, path: &str) -> Result<Option<Section>, QueryError> {
    let Some((path, heading)) = SECTIONS.into_iter().find(|(own, _)| *own == path) else { return Ok(None) };
    let start = oxigraph::model::Literal::new_simple_literal(format!("{}{path}", site.edition.base.as_str()));
    let rows = site.rows(LIST, "start", Some(start.into()), |row| {
        let thing = Named { link: site.link(&row.text("thing")), name: row.text("name") };
        Entry { thing, when: When::of(row.text("date"), &site.edition.language), mentions: row.text("mentions") }
    })?;
    let mut entries = rows;
    entries.sort_by(|a, b| (a.when.is_empty(), &a.when.edtf).cmp(&(b.when.is_empty(), &b.when.edtf)));
    Ok(Some(Section { path, heading, entries }))
}

/// Every list that holds something.
///
/// # Errors
/// When a query fails, which is a fault of regesta.
pub fn sections(site: &Site) -> Result<Vec<Section>, QueryError> {
    let mut out = Vec::new();
    for (path, _) in SECTIONS {
        out.extend(section(site, path)?.filter(|section| !section.entries.is_empty()));
    }
    Ok(out)
}

/// The queries that need no value, ready to run.
#[must_use]
pub fn examples() -> Vec<Example> {
    let ready = QUERIES.into_iter().filter(|query| query.given().is_empty());
    ready.map(|query| Example { query, link: format!("/sparql?query={}", percent_encoded(query.text)) }).collect()
}

/// Text as it stands in the query part of an address: unreserved characters as they are, the rest by bytes.
///
/// Source: RFC 3986, section 2.1 and 2.3.
#[must_use]
pub fn percent_encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 3);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
