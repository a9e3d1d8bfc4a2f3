//! The catalogue as tables that know each other, for spreadsheets and databases.

use super::catalogue::{Catalogue, Date, Thing};
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
        things(catalogue),
        names(catalogue),
        matches(catalogue),
        places(catalogue),
        documents(catalogue),
        people_of_documents(catalogue),
        copies(catalogue),
        printings(catalogue),
        events(catalogue),
        people_of_events(catalogue),
        essays(catalogue),
        passages(catalogue),
        references(catalogue),
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

/// Everything with a name: table, thing.
fn all(catalogue: &Catalogue) -> impl Iterator<Item = (&'static str, &Thing)> {
    let persons = catalogue.persons.iter().map(|own| ("person", &own.thing));
    let places = catalogue.places.iter().map(|own| ("place", &own.thing));
    let groups = catalogue.groups.iter().map(|own| ("group", &own.thing));
    let works = catalogue.works.iter().map(|own| ("work", &own.thing));
    let holdings = catalogue.holdings.iter().map(|own| ("holding", &own.thing));
    persons.chain(places).chain(groups).chain(works).chain(holdings)
}

fn things(catalogue: &Catalogue) -> Table {
    let kinds = |thing: &Thing| thing.kinds.iter().map(|kind| kind.label.clone()).collect::<Vec<_>>().join("; ");
    let mut rows: Vec<Vec<String>> = all(catalogue)
        .map(|(what, thing)| {
            vec![thing.path.clone(), what.to_owned(), thing.label.clone(), kinds(thing), String::new(), String::new(), thing.iri.clone()]
        })
        .collect();
    let lives = catalogue.persons.iter().map(|own| (&own.thing, &own.born, &own.died));
    let lives = lives.chain(catalogue.groups.iter().map(|own| (&own.thing, &own.formed, &own.dissolved)));
    let begun: std::collections::BTreeMap<&str, _> = lives.map(|(thing, from, to)| (thing.path.as_str(), (from, to))).collect();
    for row in &mut rows {
        if let Some((from, to)) = begun.get(row[0].as_str()) {
            let edtf = |date: &Option<Date>| date.as_ref().map(|date| date.edtf.clone()).unwrap_or_default();
            (row[4], row[5]) = (edtf(from), edtf(to));
        }
    }
    Table {
        name: "things",
        about: "persons, places, groups, works and holdings",
        columns: columns([
            ID,
            text("type", "person, place, group, work or holding"),
            LABEL,
            text("kinds", "kinds of the vocabulary"),
            text("begun", "born or formed, EDTF"),
            text("ended", "died or dissolved, EDTF"),
            ADDRESS,
        ]),
        key: ONE,
        rows,
    }
}

fn names(catalogue: &Catalogue) -> Table {
    let rows = all(catalogue).flat_map(|(_, thing)| {
        thing.names.iter().map(|name| {
            let kind = name.kind.as_ref().map(|kind| kind.label.clone()).unwrap_or_default();
            vec![thing.path.clone(), name.text.clone(), name.language.clone(), kind]
        })
    });
    Table {
        name: "names",
        about: "what things are called",
        columns: columns([
            of("thing", "things", "what is called so"),
            text("name", "the name"),
            text("language", "BCP 47 code"),
            text("kind", "canonical, other, abbreviation, translation"),
        ]),
        key: &["thing", "name", "language", "kind"],
        rows: rows.collect(),
    }
}

fn matches(catalogue: &Catalogue) -> Table {
    let rows = all(catalogue).flat_map(|(_, thing)| thing.same.iter().map(|same| vec![thing.path.clone(), same.clone()]));
    Table {
        name: "matches",
        about: "the same things elsewhere",
        columns: columns([of("thing", "things", "the thing"), of_kind("same_as", ColumnKind::Address, "its address elsewhere")]),
        key: &["thing", "same_as"],
        rows: rows.collect(),
    }
}

fn places(catalogue: &Catalogue) -> Table {
    let rows = catalogue.places.iter().map(|place| {
        let (longitude, latitude) = place.point.map(|(x, y)| (x.to_string(), y.to_string())).unwrap_or_default();
        let within = place.within.first().map(|within| path(catalogue, within)).unwrap_or_default();
        vec![place.thing.path.clone(), place.thing.label.clone(), longitude, latitude, within]
    });
    Table {
        name: "places",
        about: "where places lie",
        columns: columns([
            of("id", "things", "the place"),
            LABEL,
            of_kind("longitude", ColumnKind::Number, "degrees, WGS 84"),
            of_kind("latitude", ColumnKind::Number, "degrees, WGS 84"),
            of("within", "things", "the place around it"),
        ]),
        key: ONE,
        rows: rows.collect(),
    }
}

fn documents(catalogue: &Catalogue) -> Table {
    let rows = catalogue.documents.iter().map(|document| {
        let kinds: Vec<&str> = document.thing.kinds.iter().map(|kind| kind.label.as_str()).collect();
        let mut row = vec![
            document.thing.path.clone(),
            document.thing.label.clone(),
            kinds.join("; "),
            if document.sent { "1" } else { "0" }.to_owned(),
        ];
        row.extend(dated(document.when()));
        let others: Vec<&str> = document.other_dates.iter().map(|date| date.edtf.as_str()).collect();
        row.extend([others.join("; "), document.thing.iri.clone()]);
        row
    });
    Table {
        name: "documents",
        about: "letters, telegrams, notes, treaties, minutes",
        columns: columns(
            [
                ID,
                text("title", "what it is called"),
                text("kinds", "kinds of the vocabulary"),
                of_kind("sent", ColumnKind::Whole, "1 where it is known to have been sent"),
            ]
            .into_iter()
            .chain(date_columns())
            .chain([text("other_dates", "dates that the essays give it besides, EDTF"), ADDRESS]),
        ),
        key: ONE,
        rows: rows.collect(),
    }
}

fn people_of_documents(catalogue: &Catalogue) -> Table {
    let rows = catalogue.documents.iter().flat_map(|document| {
        let parts = [("author", &document.authors), ("sender", &document.senders), ("addressee", &document.addressees)];
        parts.into_iter().flat_map(move |(part, who)| {
            who.iter()
                .map(move |who| vec![document.thing.path.clone(), part.to_owned(), path(catalogue, who), catalogue.name(who).to_owned()])
        })
    });
    Table {
        name: "document-people",
        about: "who wrote, sent and was to get a document",
        columns: columns([
            of("document", "documents", "the document"),
            text("part", "author, sender or addressee"),
            text("who", "a person or a group: an id of things, or the author of an essay"),
            LABEL,
        ]),
        key: &["document", "part", "who"],
        rows: rows.collect(),
    }
}

fn copies(catalogue: &Catalogue) -> Table {
    let rows = catalogue.documents.iter().flat_map(|document| {
        document.copies.iter().map(|copy| {
            let holding = copy.holding.as_deref().and_then(|holding| catalogue.holding(holding));
            let keeper = holding.and_then(|holding| holding.keeper.as_deref());
            let holding = holding.map(|holding| holding.thing.path.clone()).unwrap_or_default();
            let keeper = keeper.map(|keeper| path(catalogue, keeper)).unwrap_or_default();
            vec![document.thing.path.clone(), holding, keeper, copy.shelfmarks.join("; ")]
        })
    });
    Table {
        name: "copies",
        about: "where documents are kept",
        columns: columns([
            of("document", "documents", "the document"),
            of("holding", "things", "the collection"),
            of("archive", "things", "the archive"),
            text("shelfmark", "as it is cited"),
        ]),
        key: &["document", "holding", "shelfmark"],
        rows: rows.collect(),
    }
}

fn printings(catalogue: &Catalogue) -> Table {
    let rows = catalogue.documents.iter().flat_map(|document| {
        document
            .printed
            .iter()
            .map(|printed| vec![document.thing.path.clone(), path(catalogue, &printed.work), printed.pages.clone().unwrap_or_default()])
    });
    Table {
        name: "printings",
        about: "where documents are printed",
        columns: columns([
            of("document", "documents", "the document"),
            of("work", "things", "the volume or the periodical"),
            text("pages", "as they are cited"),
        ]),
        key: &["document", "work"],
        rows: rows.collect(),
    }
}

fn events(catalogue: &Catalogue) -> Table {
    let rows = catalogue.events.iter().map(|event| {
        let kinds: Vec<&str> = event.thing.kinds.iter().map(|kind| kind.label.as_str()).collect();
        let mut row = vec![event.thing.path.clone(), event.thing.label.clone(), kinds.join("; ")];
        row.extend(dated(event.date.as_ref()));
        row.push(event.thing.iri.clone());
        row
    });
    Table {
        name: "events",
        about: "what happened, sendings of documents apart",
        columns: columns([ID, LABEL, text("kinds", "kinds of the vocabulary")].into_iter().chain(date_columns()).chain([ADDRESS])),
        key: ONE,
        rows: rows.collect(),
    }
}

fn people_of_events(catalogue: &Catalogue) -> Table {
    let rows = catalogue.events.iter().flat_map(|event| {
        let parts = [
            ("actor", &event.actors),
            ("participant", &event.participants),
            ("place", &event.places),
            ("destination", &event.destinations),
        ];
        parts.into_iter().flat_map(move |(part, who)| {
            who.iter().map(move |who| vec![event.thing.path.clone(), part.to_owned(), path(catalogue, who), catalogue.name(who).to_owned()])
        })
    });
    Table {
        name: "event-parts",
        about: "who took part in an event, and where it happened",
        columns: columns([
            of("event", "events", "the event"),
            text("part", "actor, participant, place or destination"),
            of("thing", "things", "the person, group or place"),
            LABEL,
        ]),
        key: &["event", "part", "thing"],
        rows: rows.collect(),
    }
}

fn essays(catalogue: &Catalogue) -> Table {
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

fn passages(catalogue: &Catalogue) -> Table {
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

fn references(catalogue: &Catalogue) -> Table {
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
