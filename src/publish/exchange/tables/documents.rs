//! Documents: who wrote them to whom, where they are kept and printed.

use crate::publish::exchange::catalogue::Catalogue;

use super::{ADDRESS, ColumnKind, ID, LABEL, ONE, Table, columns, date_columns, dated, of, of_kind, path, text};

pub(super) fn documents(catalogue: &Catalogue) -> Table {
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

pub(super) fn people_of_documents(catalogue: &Catalogue) -> Table {
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

pub(super) fn copies(catalogue: &Catalogue) -> Table {
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

pub(super) fn printings(catalogue: &Catalogue) -> Table {
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
