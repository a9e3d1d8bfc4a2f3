//! What the tables mean: a Frictionless tabular data package.
//!
//! Source: <https://specs.frictionlessdata.io/tabular-data-package/>.

use serde_json::{Value, json};

use crate::publication::sha256;

use super::catalogue::Catalogue;
use super::tables::{Column, ColumnKind, Table};

/// The tables with their description: file names under one folder, and what stands in them.
pub(super) fn datapackage(catalogue: &Catalogue, tables: &[Table]) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let mut resources = Vec::new();
    for table in tables {
        let bytes = table.csv();
        resources.push(resource(table, &bytes));
        files.push((format!("{}.csv", table.name), bytes));
    }
    let edition = &catalogue.edition;
    let contributors: Vec<Value> = edition
        .creators
        .iter()
        .map(|creator| match creator.orcid.as_deref() {
            Some(orcid) => json!({ "title": creator.name, "role": "author", "path": super::orcid(orcid) }),
            None => json!({ "title": creator.name, "role": "author" }),
        })
        .collect();
    let package = json!({
        "profile": "tabular-data-package",
        "name": edition.base.as_str().trim_end_matches('/').rsplit('/').next().unwrap_or("publication").to_lowercase(),
        "id": edition.base.as_str(),
        "title": edition.title,
        "homepage": edition.base.as_str(),
        "version": edition.version,
        "created": format!("{}T00:00:00Z", edition.date),
        "licenses": [{ "path": edition.license, "title": edition.license }],
        "contributors": contributors,
        "description": "A cell of words that begins with = + - or @ has an apostrophe before it, so that no spreadsheet computes it.",
        "resources": resources,
    });
    files.push(("datapackage.json".to_owned(), super::json(&package)));
    files
}

fn resource(table: &Table, bytes: &[u8]) -> Value {
    let keys: Vec<Value> = table
        .columns
        .iter()
        .filter_map(|column| {
            let of = column.of?;
            let resource = if of == table.name { "" } else { of };
            Some(json!({ "fields": column.name, "reference": { "resource": resource, "fields": "id" } }))
        })
        .collect();
    let mut schema = json!({
        "fields": table.columns.iter().map(field).collect::<Vec<_>>(),
        "primaryKey": table.key,
    });
    if !keys.is_empty() {
        schema["foreignKeys"] = Value::from(keys);
    }
    json!({
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.about,
        "path": format!("{}.csv", table.name),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": bytes.len(),
        "hash": format!("sha256:{}", sha256(bytes)),
        "schema": schema,
    })
}

fn field(column: &Column) -> Value {
    let mut field = json!({
        "name": column.name,
        "type": match column.kind {
            ColumnKind::Text | ColumnKind::Address | ColumnKind::Day => "string",
            ColumnKind::Number => "number",
            ColumnKind::Whole => "integer",
        },
        "description": column.about,
    });
    match column.kind {
        ColumnKind::Address => field["format"] = Value::from("uri"),
        // A year before Christ is no date of this package's.
        ColumnKind::Day => field["constraints"] = json!({ "pattern": "-?[0-9]{4}-[0-9]{2}-[0-9]{2}" }),
        ColumnKind::Text | ColumnKind::Number | ColumnKind::Whole => {}
    }
    field
}
