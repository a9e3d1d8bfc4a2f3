//! Essays and documents as records of a catalogue, for those who harvest.

use std::collections::{BTreeMap, BTreeSet};

use crate::rdf::State;
use crate::store::QueryError;

use super::site::{PageQuery, Site};

const RECORDS: PageQuery = PageQuery(include_str!("../../sparql/records.rq"));

/// The kinds of things that are harvested: the start of their path, and what they are together.
pub const SETS: [(&str, &str); 2] = [("essay", "Essays"), ("doc", "Documents that the essays cite")];

/// One record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// "doc" or "essay".
    pub set: &'static str,
    /// What it is called; empty where it was taken out.
    pub title: String,
    /// EDTF; several where they clash.
    pub dates: BTreeSet<String>,
    /// Who wrote it.
    pub creators: BTreeSet<String>,
    /// What kinds it is of, in English.
    pub kinds: BTreeSet<String>,
    /// Whether it was taken out, or merged into another.
    pub is_gone: bool,
}

/// Every record by its path, those that were taken out among them.
///
/// # Errors
/// When a query fails, which is a fault of regesta.
pub fn records(site: &Site) -> Result<BTreeMap<String, Record>, QueryError> {
    let mut out: BTreeMap<String, Record> = BTreeMap::new();
    for (set, _) in SETS {
        let start = oxigraph::model::Literal::new_simple_literal(format!("{}{set}/", site.edition.base.as_str()));
        let rows = site
            .rows(RECORDS, "start", Some(start.into()), |row| ["thing", "title", "date", "creator", "type"].map(|name| row.text(name)))?;
        for [thing, title, date, creator, kind] in rows {
            let Some(path) = thing.strip_prefix(site.edition.base.as_str()) else { continue };
            let record = out.entry(path.to_owned()).or_insert_with(|| Record { set, title, ..Record::default() });
            let add = |values: &mut BTreeSet<String>, value: String| values.extend(Some(value).filter(|value| !value.is_empty()));
            add(&mut record.dates, date);
            add(&mut record.creators, creator);
            add(&mut record.kinds, kind);
        }
        for (path, line) in site.registry.lines() {
            if !matches!(line.state, State::Live) && path.strip_prefix(set).is_some_and(|rest| rest.starts_with('/')) {
                out.insert(path.to_owned(), Record { set, is_gone: true, ..Record::default() });
            }
        }
    }
    Ok(out)
}
