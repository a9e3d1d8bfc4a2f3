//! Everything cited, for Zotero, pandoc and word processors: CSL-JSON.
//!
//! Source: the input schema of the Citation Style Language, version 1.0.2.

use serde::Serialize;

use super::catalogue::{Catalogue, Date};
use super::cited::{Cited, Sort, cited};
use super::when;

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Item<'a> {
    id: String,
    r#type: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Literal<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    recipient: Vec<Literal<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    genre: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archive: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none", rename = "archive_collection")]
    archive_collection: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none", rename = "archive_location")]
    archive_location: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    container_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher_place: Option<&'a str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    language: &'a str,
    #[serde(rename = "URL")]
    url: &'a str,
}

/// A name that is not taken apart: essays name pashas, committees and patronymics.
#[derive(Serialize)]
struct Literal<'a> {
    literal: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Issued<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    date_parts: Option<Vec<Vec<i32>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    circa: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    literal: Option<&'a str>,
}

/// The bibliography of a catalogue.
pub(super) fn csl(catalogue: &Catalogue) -> Vec<u8> {
    let items: Vec<Item<'_>> = cited(catalogue).into_iter().map(item).collect();
    super::json(&items)
}

fn item(cited: Cited<'_>) -> Item<'_> {
    Item {
        id: cited.id,
        r#type: match cited.sort {
            Sort::Letter => "personal_communication",
            Sort::Treaty => "treaty",
            Sort::Report => "report",
            Sort::Document => "document",
            Sort::Book => "book",
            Sort::Edition => "collection",
            Sort::Periodical => "periodical",
            Sort::Newspaper => "article-newspaper",
        },
        title: cited.title,
        author: literals(cited.authors),
        recipient: literals(cited.recipients),
        issued: cited.date.map(issued),
        genre: cited.genre,
        archive: cited.archive,
        archive_collection: cited.collection,
        archive_location: cited.shelfmark,
        container_title: cited.printed_in.map(|work| work.title.as_str()),
        page: cited.pages,
        publisher_place: cited.published_at.or(cited.printed_in.and_then(|work| work.published_at.as_deref())),
        language: cited.language,
        url: cited.iri,
    }
}

fn literals(names: Vec<&str>) -> Vec<Literal<'_>> {
    names.into_iter().map(|literal| Literal { literal }).collect()
}

fn issued(date: &Date) -> Issued<'_> {
    let date_parts = when::parts(date);
    let literal = if date_parts.is_none() { Some(date.words.as_str()) } else { None };
    Issued { date_parts, circa: when::is_about(date).then_some(true), literal }
}
