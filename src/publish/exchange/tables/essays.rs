//! The essays, their passages, and what these refer to.

use crate::publish::exchange::catalogue::Catalogue;

use super::{ADDRESS, ColumnKind, ID, ONE, Table, columns, of, of_kind, path, text};

pub(super) fn essays(catalogue: &Catalogue) -> Table {
    let rows = catalogue.essays.iter().map(|essay| {
        let authors: Vec<&str> = essay.authors.iter().map(|author| catalogue.name(author)).collect();
        let characters = essay.characters.map(|characters| characters.to_string()).unwrap_or_default();
        vec![
            essay.thing.path.clone(),
            essay.thing.label.clone(),
            authors.join("; "),
            essay.text_language.clone(),
            essay.date.clone().unwrap_or_default(),
            essay.source.clone().unwrap_or_default(),
            essay.sha256.clone().unwrap_or_default(),
            characters,
            essay.thing.iri.clone(),
        ]
    });
    Table {
        name: "essays",
        about: "the essays",
        columns: columns([
            ID,
            text("title", "the title"),
            text("authors", "who wrote it"),
            text("language", "BCP 47 code"),
            text("published", "EDTF"),
            of_kind("source", ColumnKind::Address, "where it was published"),
            text("sha256", "of the raw text that offsets count in"),
            of_kind("characters", ColumnKind::Whole, "code points of that text"),
            ADDRESS,
        ]),
        key: ONE,
        rows: rows.collect(),
    }
}

pub(super) fn passages(catalogue: &Catalogue) -> Table {
    let rows = catalogue.passages.iter().map(|passage| {
        vec![
            path(catalogue, &passage.iri),
            path(catalogue, &passage.essay),
            passage.kind.as_str().to_owned(),
            passage.start.to_string(),
            passage.end.to_string(),
            passage.pages.clone().unwrap_or_default(),
            passage.words.clone().unwrap_or_default(),
        ]
    });
    Table {
        name: "passages",
        about: "passages and citations of the essays",
        columns: columns([
            ID,
            of("essay", "essays", "the essay"),
            text("kind", "passage, citation or citation-group"),
            of_kind("start", ColumnKind::Whole, "first code point in the raw text"),
            of_kind("end", ColumnKind::Whole, "one past the last"),
            text("pages", "pages that a citation gives"),
            text("words", "the words, where they may be shown"),
        ]),
        key: ONE,
        rows: rows.collect(),
    }
}

pub(super) fn references(catalogue: &Catalogue) -> Table {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for passage in &catalogue.passages {
        for thing in &passage.refers_to {
            rows.push(vec![path(catalogue, &passage.iri), path(catalogue, thing)]);
        }
    }
    Table {
        name: "references",
        about: "what passages and citations refer to",
        columns: columns([of("passage", "passages", "the passage"), text("refers_to", "an id of things, documents or events")]),
        key: &["passage", "refers_to"],
        rows,
    }
}
