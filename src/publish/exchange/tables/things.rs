//! Persons, places, groups, works and holdings, and what they are called elsewhere.

use crate::publish::exchange::catalogue::{Catalogue, Date, Thing};

use super::{ADDRESS, ColumnKind, ID, LABEL, ONE, Table, columns, date_columns, dated, of, of_kind, path, text};

pub(super) fn things(catalogue: &Catalogue) -> Table {
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

pub(super) fn names(catalogue: &Catalogue) -> Table {
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

pub(super) fn matches(catalogue: &Catalogue) -> Table {
    let rows = all(catalogue).flat_map(|(_, thing)| thing.same.iter().map(|same| vec![thing.path.clone(), same.clone()]));
    Table {
        name: "matches",
        about: "the same things elsewhere",
        columns: columns([of("thing", "things", "the thing"), of_kind("same_as", ColumnKind::Address, "its address elsewhere")]),
        key: &["thing", "same_as"],
        rows: rows.collect(),
    }
}

pub(super) fn places(catalogue: &Catalogue) -> Table {
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

pub(super) fn offices(catalogue: &Catalogue) -> Table {
    let rows = catalogue.offices.iter().map(|office| {
        let body = office.body.as_ref().map(|body| path(catalogue, body)).unwrap_or_default();
        let mut row = vec![path(catalogue, &office.iri), path(catalogue, &office.holder), office.office.clone(), body];
        row.extend(dated(office.date.as_ref()));
        row
    });
    Table {
        name: "offices",
        about: "who held which office",
        columns: columns(
            [
                ID,
                of("holder", "things", "the person"),
                text("office", "the office, as the essays call it"),
                of("body", "things", "the state or the body whose office it is"),
            ]
            .into_iter()
            .chain(date_columns()),
        ),
        key: ONE,
        rows: rows.collect(),
    }
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
