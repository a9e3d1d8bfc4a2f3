//! What both dialects say: kinds, properties, suggestions, previews.

use axum::http::StatusCode;
use serde_json::{Value as Json, json};

use crate::link::{Entry, Fact};
use crate::time::{HistoricalDate, Moment};

use super::{Problem, Request, Wrong, kind};

/// Kinds of things, as the start of their ids has them, and what they are called.
const KINDS: [(&str, &str); 7] = [
    ("person", "Person"),
    ("place", "Place"),
    ("group", "Group, state or body"),
    ("doc", "Document"),
    ("event", "Event"),
    ("book", "Book or periodical"),
    ("holding", "Archival holding"),
];

/// Properties, and what they are called.
const PROPERTIES: [(&str, &str); 13] = [
    ("name", "names"),
    ("type", "kind"),
    ("born", "born"),
    ("died", "died"),
    ("from", "founded"),
    ("until", "dissolved"),
    ("date", "date"),
    ("author", "author"),
    ("addressee", "addressee"),
    ("holding", "kept in"),
    ("within", "part of"),
    ("coordinates", "latitude and longitude"),
    ("wikidata", "item of Wikidata"),
];

pub(super) fn kind_name(id: &str) -> &str {
    KINDS.iter().find(|(own, _)| *own == id).map_or(id, |(_, name)| name)
}

pub(super) fn property_name(id: &str) -> &str {
    PROPERTIES.iter().find(|(own, _)| *own == id).map_or(id, |(_, name)| name)
}

/// The kinds that the publication has something of.
pub(super) fn kinds(request: &Request<'_>) -> Vec<Json> {
    let counts = request.directory.kinds();
    KINDS.iter().filter(|(id, _)| counts.contains_key(id)).map(|(id, _)| kind(id)).collect()
}

/// The values of a property, names of the thing included.
pub(super) fn values(entry: &Entry, property: &str) -> Vec<Fact> {
    if property == "name" {
        let names: Vec<&String> = entry.names.iter().map(|(name, _)| name).collect();
        let distinct = names.iter().enumerate().filter(|(at, name)| !names[..*at].contains(name));
        return distinct.map(|(_, name)| Fact { value: (*name).clone(), name: None }).collect();
    }
    entry.facts.get(property).cloned().unwrap_or_default()
}

/// A value as a cell. A date that is less than a day goes as words: as a date it would have to invent the day.
pub(super) fn cell(fact: &Fact) -> Json {
    if let Some(name) = &fact.name {
        return json!({"id": fact.value, "name": name});
    }
    let day = HistoricalDate::parse(&fact.value).filter(|date| date.is_single() && !date.is_approximate());
    match day.and_then(|date| date.start()) {
        Some(Moment::Day(_)) => json!({"date": format!("{}T00:00:00Z", fact.value)}),
        _ => json!({"str": fact.value}),
    }
}

/// Properties that things of a kind have.
pub(super) fn proposed(request: &Request<'_>) -> Json {
    let kind = request.field("type").filter(|kind| !kind.is_empty());
    let of_kind = std::iter::once("name").chain(request.directory.properties(kind).into_iter().filter(|id| *id != "note"));
    let limit = request.number("limit").unwrap_or(PROPERTIES.len());
    let properties: Vec<Json> = of_kind.take(limit).map(|id| json!({"id": id, "name": property_name(id)})).collect();
    let mut answer = json!({"properties": properties});
    if let Some(kind) = kind {
        answer["type"] = json!(kind);
    }
    if let Some(limit) = request.number("limit") {
        answer["limit"] = json!(limit);
    }
    answer
}

/// Things whose name begins so.
pub(super) fn suggested_entities(request: &Request<'_>) -> Json {
    let offset = request.number("offset").or_else(|| request.number("cursor")).unwrap_or(0);
    let limit = request.number("limit").unwrap_or(20).min(100);
    let found = request.directory.beginning_with(request.field("prefix").unwrap_or_default(), limit, offset);
    let shown =
        |entry: &&Entry| json!({"id": entry.id, "name": entry.name, "description": entry.description(), "notable": [kind(entry.kind())]});
    json!({"result": found.iter().map(shown).collect::<Vec<_>>()})
}

/// Kinds whose name begins so.
pub(super) fn suggested_types(request: &Request<'_>) -> Json {
    let counts = request.directory.kinds();
    let described = |id: &str| format!("{} of them", counts.get(id).copied().unwrap_or(0));
    let found = KINDS.iter().filter(|(id, name)| counts.contains_key(id) && begins(request, id, name));
    json!({"result": found.map(|(id, name)| json!({"id": id, "name": name, "description": described(id)})).collect::<Vec<_>>()})
}

/// Properties whose name begins so.
pub(super) fn suggested_properties(request: &Request<'_>) -> Json {
    let known = request.directory.properties(None);
    let found = PROPERTIES.iter().filter(|(id, name)| (*id == "name" || known.contains(id)) && begins(request, id, name));
    json!({"result": found.map(|(id, name)| json!({"id": id, "name": name})).collect::<Vec<_>>()})
}

fn begins(request: &Request<'_>, id: &str, name: &str) -> bool {
    let prefix = request.field("prefix").unwrap_or_default().to_lowercase();
    id.starts_with(&prefix)
        || name.to_lowercase().split(' ').any(|word| word.starts_with(&prefix))
        || name.to_lowercase().starts_with(&prefix)
}

/// A few words about a thing, a kind or a property, for a box that flies out.
pub(super) fn flyout(request: &Request<'_>) -> Result<Json, Wrong> {
    let id = request.field("id").unwrap_or_default();
    let html = match request.directory.entry(id) {
        Some(entry) => format!("<p><strong>{}</strong><br>{}</p>", escaped(&entry.name), escaped(&entry.description())),
        None if KINDS.iter().any(|(own, _)| *own == id) => format!("<p><strong>{}</strong></p>", kind_name(id)),
        None if PROPERTIES.iter().any(|(own, _)| *own == id) => format!("<p><strong>{}</strong></p>", property_name(id)),
        None => return Err(unknown(id)),
    };
    Ok(json!({"id": id, "html": html}))
}

/// A small page about a thing.
pub(super) fn preview(request: &Request<'_>) -> Result<String, Wrong> {
    let id = request.field("id").unwrap_or_default();
    let entry = request.directory.entry(id).ok_or_else(|| unknown(id))?;
    let mut rows = String::new();
    for (property, name) in PROPERTIES {
        let values: Vec<String> = values(entry, property).iter().map(|fact| escaped(fact.name.as_ref().unwrap_or(&fact.value))).collect();
        if !values.is_empty() {
            rows.push_str(&format!("<dt>{name}</dt><dd>{}</dd>", values.join("; ")));
        }
    }
    let note = entry.first("note").map_or_else(String::new, |note| format!("<p>{}</p>", escaped(&note.value)));
    let name = escaped(&entry.name);
    Ok(format!(
        "<!DOCTYPE html><html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{name}</title><style>body{{font:14px sans-serif;margin:.6em}}\
         h1{{font-size:16px;margin:0}}dl{{display:grid;grid-template-columns:max-content 1fr;gap:.1em .8em}}dt{{color:#555}}dd{{margin:0}}</style></head>\
         <body><h1><a href=\"{}{}\" target=\"_blank\" rel=\"noopener\">{name}</a></h1><p>{}</p>{note}<dl>{rows}</dl></body></html>",
        escaped(request.language),
        escaped(request.base),
        escaped(&entry.id),
        kind_name(entry.kind()),
    ))
}

pub(super) fn unknown(id: &str) -> Wrong {
    Problem::new(StatusCode::NOT_FOUND, format!("nothing has the id {id:?}"))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
