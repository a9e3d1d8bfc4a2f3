//! What happened, and what is only told.

use crate::publish::exchange::catalogue::Catalogue;

use super::{ADDRESS, ID, LABEL, ONE, Table, columns, date_columns, dated, of, path, text};

pub(super) fn events(catalogue: &Catalogue) -> Table {
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

pub(super) fn people_of_events(catalogue: &Catalogue) -> Table {
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

pub(super) fn plans(catalogue: &Catalogue) -> Table {
    let rows = catalogue.plans.iter().map(|plan| {
        let mut row = vec![path(catalogue, &plan.iri), plan.told.as_str().to_owned(), plan.label.clone()];
        row.extend(dated(plan.date.as_ref()));
        row
    });
    Table {
        name: "plans",
        about: "what was planned, is only reported, or is denied: none of it stands among the events",
        columns: columns([ID, text("told", "planned, reported or denied"), LABEL].into_iter().chain(date_columns())),
        key: ONE,
        rows: rows.collect(),
    }
}

pub(super) fn parts_of_plans(catalogue: &Catalogue) -> Table {
    let rows = catalogue.plans.iter().flat_map(|plan| {
        plan.speaks_of.iter().map(|thing| vec![path(catalogue, &plan.iri), path(catalogue, thing), catalogue.name(thing).to_owned()])
    });
    Table {
        name: "plan-parts",
        about: "of whom and of which places such a telling speaks",
        columns: columns([of("plan", "plans", "the plan or the statement"), of("thing", "things", "the person, group or place"), LABEL]),
        key: &["plan", "thing"],
        rows: rows.collect(),
    }
}
