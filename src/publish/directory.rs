//! The things of a publication as a reconciliation service offers them, read from its store.

use std::collections::BTreeMap;

use crate::link::{Directory, Entry, Fact};
use crate::store::QueryError;

use super::site::{PageQuery, Site};

const FACTS: PageQuery = PageQuery(include_str!("../../sparql/reconcile-facts.rq"));

/// Kinds of addresses that are offered: the starts of their paths.
const OFFERED: [&str; 7] = ["person/", "place/", "group/", "doc/", "event/", "book/", "holding/"];

impl Site {
    /// The persons, places, groups, documents, events, books and holdings with their names and facts.
    ///
    /// # Errors
    /// When the query fails, which is a fault of regesta.
    pub fn directory(&self) -> Result<Directory, QueryError> {
        let base = self.edition.base.as_str();
        let start = oxigraph::model::Literal::new_simple_literal(base);
        let rows = self.rows(FACTS, "start", Some(start.into()), |row| {
            ["thing", "property", "value", "name", "language"].map(|column| row.text(column))
        })?;
        let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
        for [thing, property, value, name, language] in rows {
            let path = thing.strip_prefix(base).unwrap_or_default();
            if path.contains('#') || !OFFERED.iter().any(|kind| path.starts_with(kind)) {
                continue;
            }
            let entry = entries.entry(path.to_owned()).or_insert_with(|| Entry { id: path.to_owned(), ..Entry::default() });
            match property.as_str() {
                "shown" => entry.name = value,
                "name" => {
                    if !entry.names.iter().any(|(own, code)| *own == value && *code == language) {
                        entry.names.push((value, language));
                    }
                }
                _ => {
                    let value = value.strip_prefix(base).map_or(value.clone(), str::to_owned);
                    let fact = Fact { value, name: Some(name).filter(|name| !name.is_empty()) };
                    let facts = entry.facts.entry(property).or_default();
                    if !facts.contains(&fact) {
                        facts.push(fact);
                    }
                }
            }
        }
        let named = entries.into_values().filter(|entry| !entry.names.is_empty()).map(|mut entry| {
            if entry.name.is_empty() {
                entry.name.clone_from(&entry.names[0].0);
            }
            entry
        });
        Ok(Directory::new(named.collect()))
    }
}
