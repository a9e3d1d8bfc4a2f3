//! The start page and the lists of things, as values.

use crate::rdf::vocab::{crm, lrmoo};
use crate::store::{QUERIES, Query, QueryError};

use super::page::Named;
use super::site::{PageQuery, Site};

const LIST: PageQuery = PageQuery(include_str!("../../sparql/page-list.rq"));

/// Kinds of addresses that have a list: the start of their path, the class of their things, and the heading.
const SECTIONS: [(&str, &str, &str); 8] = [
    ("doc/", crm::E33_LINGUISTIC_OBJECT.as_str(), "Documents"),
    ("person/", crm::E21_PERSON.as_str(), "Persons"),
    ("place/", crm::E53_PLACE.as_str(), "Places"),
    ("group/", crm::E74_GROUP.as_str(), "Groups"),
    ("event/", crm::E7_ACTIVITY.as_str(), "Events"),
    ("holding/", crm::E78_CURATED_HOLDING.as_str(), "Archival holdings"),
    ("book/", lrmoo::F3_MANIFESTATION.as_str(), "Books and editions"),
    ("essay/", crm::E33_LINGUISTIC_OBJECT.as_str(), "Essays"),
];

/// One thing of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The thing.
    pub thing: Named,
    /// Its date, EDTF; empty where it has none.
    pub date: String,
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
    let Some((path, class, heading)) = SECTIONS.into_iter().find(|(own, ..)| *own == path) else { return Ok(None) };
    let class = oxigraph::model::NamedNode::new_unchecked(class);
    let start = format!("{}{path}", site.edition.base.as_str());
    let rows = site.rows(LIST, "class", Some(&class), |row| {
        let iri = row.text("thing");
        let own = iri.starts_with(&start) && !iri.contains('#');
        own.then(|| Entry {
            thing: Named { link: site.link(&iri), name: row.text("name") },
            date: row.text("date"),
            mentions: row.text("mentions"),
        })
    })?;
    let mut entries: Vec<Entry> = rows.into_iter().flatten().collect();
    entries.sort_by(|a, b| (a.date.is_empty(), &a.date).cmp(&(b.date.is_empty(), &b.date)));
    Ok(Some(Section { path, heading, entries }))
}

/// Every list that holds something.
///
/// # Errors
/// When a query fails, which is a fault of regesta.
pub fn sections(site: &Site) -> Result<Vec<Section>, QueryError> {
    let mut out = Vec::new();
    for (path, ..) in SECTIONS {
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
