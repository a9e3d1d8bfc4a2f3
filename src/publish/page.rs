//! The page of one thing, as values: what it is called, and what the essays say of it.

use oxigraph::model::NamedNode;

use crate::link::Source;
use crate::store::QueryError;

use super::essay::Essay;
use super::site::{PageQuery, Row, Site};
use super::when::When;

const NAMES: PageQuery = PageQuery(include_str!("../../sparql/page-names.rq"));
const KINDS: PageQuery = PageQuery(include_str!("../../sparql/page-kinds.rq"));
const DATES: PageQuery = PageQuery(include_str!("../../sparql/page-dates.rq"));
const PEOPLE: PageQuery = PageQuery(include_str!("../../sparql/page-people.rq"));
const HOLDINGS: PageQuery = PageQuery(include_str!("../../sparql/page-holdings.rq"));
const DOCUMENTS: PageQuery = PageQuery(include_str!("../../sparql/page-documents.rq"));
const EVENTS: PageQuery = PageQuery(include_str!("../../sparql/page-events.rq"));
const LINKS: PageQuery = PageQuery(include_str!("../../sparql/page-links.rq"));
const STATEMENTS: PageQuery = PageQuery(include_str!("../../sparql/page-statements.rq"));
const PASSAGES: PageQuery = PageQuery(include_str!("../../sparql/page-passages.rq"));

/// A thing with its name, linked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// Where it is shown.
    pub link: String,
    /// What it is called.
    pub name: String,
}

/// A date as it is counted and as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// When.
    pub when: When,
    /// As an essay writes it.
    pub words: String,
}

/// Things with one part in another: "from", "to".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The heading, in English.
    pub heading: &'static str,
    /// The things.
    pub things: Vec<Named>,
}

/// Where a document is kept or printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Whether it is printed there.
    pub printed: bool,
    /// The holding or the work.
    pub place: Named,
    /// The shelf-mark.
    pub mark: String,
}

/// What the thing is in Wikidata, or in another source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// What the source is called: "Wikidata", "GND".
    pub source: String,
    /// The item.
    pub item: Named,
    /// "has exact match".
    pub relation: String,
    /// What the source says of it: dates, a description, which revision.
    pub said: String,
    /// Who decided.
    pub who: String,
    /// When, EDTF.
    pub date: String,
    /// Why, in words.
    pub why: String,
}

/// A document or an event in a list, with its date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// EDTF; empty where none is known.
    pub when: When,
    /// The document or the event.
    pub thing: Named,
}

/// Documents or events under a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// The heading, in English.
    pub heading: &'static str,
    /// In order of time.
    pub rows: Vec<Listed>,
}

/// A passage or a citation that tells of the thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The essay it stands in.
    pub essay: Named,
    /// First code point in the raw text.
    pub start: String,
    /// One past the last.
    pub end: String,
    /// Its words; empty where they may not be shown.
    pub words: String,
    /// Whether it is a citation.
    pub citation: bool,
    /// What was read of it about the thing.
    pub statements: Vec<Statement>,
}

/// A statement that a passage makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The id by which a person decides on it: "essay/kars#a-k3v9…".
    pub id: String,
    /// What it makes known.
    pub title: String,
    /// The rule that read it.
    pub rule: String,
    /// How sure the reading is.
    pub confidence: String,
    /// Who confirmed or corrected it; empty where nobody did.
    pub reviewer: String,
}

/// Everything that the page of a thing shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its address.
    pub iri: String,
    /// Its path under the base.
    pub path: String,
    /// What it is called, in the publication's language where it is.
    pub title: String,
    /// Its other names, each once.
    pub names: Vec<String>,
    /// What kinds it is of, in English.
    pub kinds: Vec<String>,
    /// When; two rows where two dates clash.
    pub dates: Vec<Dated>,
    /// Who wrote it, to whom; who did it, where.
    pub people: Vec<Part>,
    /// Where it is kept or printed.
    pub kept: Vec<Kept>,
    /// Documents and events of the thing.
    pub lists: Vec<List>,
    /// What it is elsewhere.
    pub elsewhere: Vec<Elsewhere>,
    /// The passages that tell of it.
    pub passages: Vec<Passage>,
    /// What an essay says, where it is one.
    pub essay: Option<Essay>,
}

/// Headings of the lists of documents, by the part the thing has in them.
const DOCUMENT_PARTS: [(&str, &str); 5] = [
    ("wrote", "Written"),
    ("received", "Received"),
    ("keeps", "Documents kept here"),
    ("prints", "Documents printed here"),
    ("cites", "Documents cited"),
];

/// Headings of the people of a document or an event.
const PEOPLE_PARTS: [(&str, &str); 5] = [("from", "From"), ("to", "To"), ("by", "Actors"), ("with", "With"), ("at", "Place")];

impl Page {
    /// The page of the thing at a path; `None` where the graph does not know it.
    ///
    /// # Errors
    /// When the store cannot be asked.
    pub fn of(site: &Site, path: &str) -> Result<Option<Self>, QueryError> {
        let thing = site.thing(path);
        if !site.store.knows(&thing)? {
            return Ok(None);
        }
        let own = site.edition.language.as_str();
        let names = site.rows(NAMES, "thing", Some(thing.clone().into()), |row| (row.text("language"), row.text("name")))?;
        let title = names.iter().find(|(language, _)| language == own).or(names.iter().find(|(language, _)| !language.is_empty()));
        let (language, title) = title.or(names.first()).map_or_else(|| (own.to_owned(), path.to_owned()), Clone::clone);
        let essay = if path.starts_with("essay/") { Some(Essay::of(site, &thing, &language)?) } else { None };
        let mut others: Vec<String> = Vec::new();
        for (_, name) in names {
            if name != title && !others.contains(&name) {
                others.push(name);
            }
        }
        let mut lists = lists(site, &thing)?;
        let events = site.rows(EVENTS, "thing", Some(thing.clone().into()), |row| listed(site, row, "event"))?;
        if !events.is_empty() {
            lists.push(List { heading: "Events", rows: events });
        }
        if let Some(told) = essay.as_ref().map(|essay| essay.events.clone()).filter(|events| !events.is_empty()) {
            lists.push(List { heading: "Events", rows: told });
        }
        Ok(Some(Self {
            iri: thing.as_str().to_owned(),
            path: path.to_owned(),
            title,
            names: others,
            kinds: kinds(site, &thing, path)?,
            dates: site.rows(DATES, "thing", Some(thing.clone().into()), |row| dated(site, row))?,
            people: people(site, &thing)?,
            kept: site.rows(HOLDINGS, "thing", Some(thing.clone().into()), |row| Kept {
                printed: row.text("how") == "printed",
                place: Named { link: site.link(&row.text("where")), name: row.text("name") },
                mark: row.text("mark"),
            })?,
            lists,
            elsewhere: site.rows(LINKS, "thing", Some(thing.clone().into()), |row| Elsewhere {
                source: Source::name_of(&row.text("item")),
                item: Named { link: row.text("item"), name: row.text("name") },
                relation: row.text("relation"),
                said: row.text("said"),
                who: row.text("who"),
                date: row.text("date"),
                why: row.text("why"),
            })?,
            passages: passages(site, &thing)?,
            essay,
        }))
    }
}

/// The passages that tell of a thing, each with what was read of it.
fn passages(site: &Site, thing: &NamedNode) -> Result<Vec<Passage>, QueryError> {
    let base = site.edition.base.as_str();
    let statements = site.rows(STATEMENTS, "thing", Some(thing.clone().into()), |row| {
        let id = row.text("statement");
        let id = id.strip_prefix(base).unwrap_or(&id).to_owned();
        let statement = Statement {
            id,
            title: row.text("title"),
            rule: row.text("rule"),
            confidence: row.text("confidence"),
            reviewer: row.text("reviewer"),
        };
        (row.text("passage"), statement)
    })?;
    site.rows(PASSAGES, "thing", Some(thing.clone().into()), |row| {
        let passage = row.text("passage");
        Passage {
            essay: Named { link: site.link(&passage), name: row.text("title") },
            start: row.text("start"),
            end: row.text("end"),
            words: row.text("words"),
            citation: row.text("kind").contains("citation"),
            statements: statements.iter().filter(|(own, _)| *own == passage).map(|(_, statement)| statement.clone()).collect(),
        }
    })
}

/// The kinds the graph names; else the one that the address shows.
fn kinds(site: &Site, thing: &NamedNode, path: &str) -> Result<Vec<String>, QueryError> {
    let mut kinds = site.rows(KINDS, "thing", Some(thing.clone().into()), |row| row.text("label"))?;
    if kinds.is_empty()
        && let Some((kind, _)) = path.split_once('/')
    {
        kinds.push(kind.to_owned());
    }
    Ok(kinds)
}

fn people(site: &Site, thing: &NamedNode) -> Result<Vec<Part>, QueryError> {
    let rows = site.rows(PEOPLE, "thing", Some(thing.clone().into()), |row| {
        (row.text("part"), Named { link: site.link(&row.text("who")), name: row.text("name") })
    })?;
    let part = |(key, heading): (&str, &'static str)| {
        let things: Vec<Named> = rows.iter().filter(|(own, _)| own == key).map(|(_, named)| named.clone()).collect();
        (!things.is_empty()).then_some(Part { heading, things })
    };
    Ok(PEOPLE_PARTS.into_iter().filter_map(part).collect())
}

fn lists(site: &Site, thing: &NamedNode) -> Result<Vec<List>, QueryError> {
    let rows = site.rows(DOCUMENTS, "thing", Some(thing.clone().into()), |row| (row.text("part"), listed(site, row, "document")))?;
    let list = |(key, heading): (&str, &'static str)| {
        let rows: Vec<Listed> = rows.iter().filter(|(own, _)| own == key).map(|(_, listed)| listed.clone()).collect();
        (!rows.is_empty()).then_some(List { heading, rows })
    };
    Ok(DOCUMENT_PARTS.into_iter().filter_map(list).collect())
}

/// A date without an essay's words is written in numbers, which say no more than it does.
fn dated(site: &Site, row: &Row<'_>) -> Dated {
    let when = When::of(row.text("date"), &site.edition.language);
    let words = row.text("words");
    let says_more = words != when.edtf && words.chars().any(char::is_alphabetic);
    Dated { words: if says_more { words } else { when.words.clone() }, when }
}

fn listed(site: &Site, row: &Row<'_>, what: &str) -> Listed {
    Listed {
        when: When::of(row.text("date"), &site.edition.language),
        thing: Named { link: site.link(&row.text(what)), name: row.text("title") },
    }
}
