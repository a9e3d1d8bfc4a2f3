//! The catalogue as tables that know each other, for spreadsheets and databases.

mod documents;
mod essays;
mod events;
mod things;

use super::catalogue::{Catalogue, Date};
use super::csv;
use super::when::days;

/// A table with what its columns mean.
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    pub(super) columns: Vec<Column>,
    /// Columns that together name a row.
    pub(super) key: &'static [&'static str],
    pub(super) rows: Vec<Vec<String>>,
}

/// A column.
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) kind: ColumnKind,
    pub(super) about: &'static str,
    /// The table whose `id` stands here.
    pub(super) of: Option<&'static str>,
}

/// What stands in a column; an empty cell is a value that is not known.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ColumnKind {
    Text,
    Address,
    Day,
    Number,
    Whole,
}

impl Table {
    /// The table as CSV, its header first.
    pub(super) fn csv(&self) -> Vec<u8> {
        let header: Vec<&str> = self.columns.iter().map(|column| column.name).collect();
        let rows = self.rows.iter().map(|row| {
            let cells = row.iter().zip(&self.columns);
            cells.map(|(cell, column)| if column.kind == ColumnKind::Text { csv::words(cell) } else { cell.clone() }).collect()
        });
        csv::csv(&header, rows)
    }
}

const fn text(name: &'static str, about: &'static str) -> Column {
    Column { name, kind: ColumnKind::Text, about, of: None }
}

const fn of_kind(name: &'static str, kind: ColumnKind, about: &'static str) -> Column {
    Column { name, kind, about, of: None }
}

const fn of(name: &'static str, table: &'static str, about: &'static str) -> Column {
    Column { name, kind: ColumnKind::Text, about, of: Some(table) }
}

const ID: Column = text("id", "the address below the base");
const LABEL: Column = text("label", "what it is called");
const ADDRESS: Column = of_kind("address", ColumnKind::Address, "the whole address");
const ONE: &[&str] = &["id"];

/// Every table of a catalogue. Each row has the cells of its table's columns.
pub(super) fn tables(catalogue: &Catalogue) -> Vec<Table> {
    vec![
        things::things(catalogue),
        things::names(catalogue),
        things::matches(catalogue),
        things::places(catalogue),
        things::offices(catalogue),
        documents::documents(catalogue),
        documents::people_of_documents(catalogue),
        documents::copies(catalogue),
        documents::printings(catalogue),
        events::events(catalogue),
        events::people_of_events(catalogue),
        events::plans(catalogue),
        events::parts_of_plans(catalogue),
        essays::essays(catalogue),
        essays::passages(catalogue),
        essays::references(catalogue),
    ]
}

/// The path of an address below the base; the address itself where it lies elsewhere.
fn path(catalogue: &Catalogue, iri: &str) -> String {
    iri.strip_prefix(catalogue.edition.base.as_str()).unwrap_or(iri).to_owned()
}

fn dated(date: Option<&Date>) -> [String; 4] {
    let (first, last) = date.map(days).unwrap_or_default();
    let (edtf, words) = date.map(|date| (date.edtf.clone(), date.words.clone())).unwrap_or_default();
    [edtf, first.unwrap_or_default(), last.unwrap_or_default(), words]
}

fn date_columns() -> [Column; 4] {
    [
        text("date", "EDTF"),
        of_kind("first_day", ColumnKind::Day, "the first day it may have been"),
        of_kind("last_day", ColumnKind::Day, "the last day it may have been"),
        text("date_words", "the date as it is written"),
    ]
}

fn columns(parts: impl IntoIterator<Item = Column>) -> Vec<Column> {
    parts.into_iter().collect()
}
