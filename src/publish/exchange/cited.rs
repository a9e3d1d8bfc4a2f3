//! Everything that the essays cite, as bibliographies have it: what CSL-JSON and BibTeX are written from.

use std::collections::{BTreeMap, BTreeSet};

use crate::rdf::vocab::KINDS;

use super::catalogue::{Catalogue, Date, Document, PassageKind, Work, WorkKind};

/// What sort of source it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Sent by one to another.
    Letter,
    Treaty,
    Report,
    /// Any other document.
    Document,
    Book,
    /// A collection of documents.
    Edition,
    Periodical,
    Newspaper,
}

/// One cited source.
#[derive(Debug)]
pub(super) struct Cited<'a> {
    /// Short and unique: "doc-5px3uqpd".
    pub(super) id: String,
    pub(super) iri: &'a str,
    pub(super) sort: Sort,
    pub(super) title: &'a str,
    pub(super) language: &'a str,
    /// The kind in words: "telegram".
    pub(super) genre: Option<&'a str>,
    pub(super) authors: Vec<&'a str>,
    pub(super) recipients: Vec<&'a str>,
    pub(super) date: Option<&'a Date>,
    pub(super) archive: Option<&'a str>,
    pub(super) collection: Option<&'a str>,
    pub(super) shelfmark: Option<&'a str>,
    /// The volume it is printed in, with its year and place.
    pub(super) printed_in: Option<&'a Work>,
    pub(super) published_at: Option<&'a str>,
    pub(super) pages: Option<&'a str>,
}

/// The cited documents, then the works, each in the order of their addresses.
pub(super) fn cited(catalogue: &Catalogue) -> Vec<Cited<'_>> {
    let citations = catalogue.passages.iter().filter(|passage| passage.kind != PassageKind::Passage);
    let wanted: BTreeSet<&str> = citations.flat_map(|citation| citation.refers_to.iter().map(String::as_str)).collect();
    let documents = catalogue.documents.iter().filter(|document| wanted.contains(document.thing.iri.as_str()));
    let mut all: Vec<Cited<'_>> = documents.map(|document| of_document(catalogue, document)).collect();
    all.extend(catalogue.works.iter().map(|work| of_work(catalogue, work)));
    unique(&mut all);
    all
}

fn of_document<'a>(catalogue: &'a Catalogue, document: &'a Document) -> Cited<'a> {
    let names = |iris: &'a [String]| iris.iter().map(|iri| catalogue.name(iri)).collect::<Vec<_>>();
    let kinds = || document.thing.kinds.iter();
    let is = |slug: &str| kinds().any(|kind| kind.iri.strip_prefix(KINDS) == Some(slug));
    let copy = document.copies.first();
    let holding = copy.and_then(|copy| copy.holding.as_deref()).and_then(|holding| catalogue.holding(holding));
    let printed = document.printed.first();
    Cited {
        id: id(&document.thing.path),
        iri: &document.thing.iri,
        sort: match () {
            () if is("document/treaty") => Sort::Treaty,
            () if is("document/report") => Sort::Report,
            () if document.sent => Sort::Letter,
            () => Sort::Document,
        },
        title: &document.thing.label,
        language: &document.thing.language,
        genre: kinds().last().map(|kind| kind.label.as_str()),
        authors: names(document.from()),
        recipients: names(&document.addressees),
        date: document.date.as_ref().or(document.sent_date.as_ref()),
        archive: holding.and_then(|holding| holding.keeper.as_deref()).map(|keeper| catalogue.name(keeper)),
        collection: holding.map(|holding| holding.thing.label.as_str()),
        shelfmark: copy.and_then(|copy| copy.shelfmarks.first()).map(String::as_str),
        printed_in: printed.and_then(|printed| catalogue.work(&printed.work)),
        published_at: None,
        pages: printed.and_then(|printed| printed.pages.as_deref()),
    }
}

fn of_work<'a>(catalogue: &'a Catalogue, work: &'a Work) -> Cited<'a> {
    Cited {
        id: id(&work.thing.path),
        iri: &work.thing.iri,
        sort: match work.kind {
            WorkKind::Book => Sort::Book,
            WorkKind::Edition => Sort::Edition,
            WorkKind::Periodical => Sort::Periodical,
            WorkKind::Newspaper => Sort::Newspaper,
        },
        title: &work.title,
        language: &work.thing.language,
        genre: None,
        authors: work.authors.iter().map(|author| catalogue.name(author)).collect(),
        recipients: Vec::new(),
        date: work.year.as_ref(),
        archive: None,
        collection: None,
        shelfmark: None,
        printed_in: None,
        published_at: work.published_at.as_deref(),
        pages: None,
    }
}

/// "doc/5px3uqpd" as a key that BibTeX takes.
fn id(path: &str) -> String {
    path.replace('/', "-")
}

/// Two paths could make one key; the later gets a number.
fn unique(all: &mut [Cited<'_>]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for cited in all {
        let count = seen.entry(cited.id.clone()).or_default();
        *count += 1;
        if *count > 1 {
            cited.id = format!("{}-{count}", cited.id);
        }
    }
}
