//! Reconciliation API 1.0-draft: JSON bodies, lists in the order asked.

use serde_json::{Value as Json, json};

use crate::link::{Condition, Hit, Quantifier, Wanted};

use super::old::{extension, rounded};
use super::{BATCH, Request, Wrong, kind, limit, too_many, value_words, words, wrong};

/// What the service says of itself.
pub(super) fn manifest(request: &Request<'_>) -> Json {
    json!({
        "versions": ["1.0-draft"],
        "name": request.title,
        "documentation": format!("{}/about", request.origin),
        "serviceVersion": env!("CARGO_PKG_VERSION"),
        "view": {"url": format!("{}{{+id}}", request.base)},
        "defaultTypes": words::kinds(request),
        "suggest": {"entity": true, "type": true, "property": true},
        "preview": {"width": 430, "height": 300},
        "extend": {"proposeProperties": true, "propertySettings": []},
        "standardizedScore": true,
        "batchSize": BATCH,
    })
}

/// The answers to a batch of queries, in its order.
pub(super) fn batch(request: &Request<'_>) -> Result<Json, Wrong> {
    if !request.is_post {
        return Err(wrong("queries are sent by POST, as JSON"));
    }
    let body: Json = serde_json::from_slice(request.body).map_err(|error| wrong(&format!("the body is no JSON: {error}")))?;
    let queries = body.get("queries").and_then(Json::as_array).ok_or_else(|| wrong("the body has a list \"queries\""))?;
    if queries.len() > BATCH {
        return Err(too_many(queries.len()));
    }
    let mut results = Vec::with_capacity(queries.len());
    for (number, query) in queries.iter().enumerate() {
        let wanted = wanted(query).map_err(|words| wrong(&format!("query {number}: {words}")))?;
        let found = request.directory.find(&wanted);
        results.push(json!({"candidates": found.iter().map(candidate).collect::<Vec<_>>()}));
    }
    Ok(json!({"results": results}))
}

fn candidate(hit: &Hit<'_>) -> Json {
    let name = |id: &str| if id == "name" || id == "id" { id.to_owned() } else { words::property_name(id).to_owned() };
    let features: Vec<Json> =
        hit.features.iter().map(|(id, value)| json!({"id": id, "name": name(id), "value": rounded(*value)})).collect();
    json!({"id": hit.entry.id, "name": hit.entry.name, "description": hit.entry.description(), "score": rounded(hit.score),
        "match": hit.sure, "type": [kind(hit.entry.kind())], "features": features})
}

fn wanted(query: &Json) -> Result<Wanted, String> {
    let query = query.as_object().ok_or("a query is a JSON object")?;
    if let Some(other) = query.keys().find(|key| !["type", "limit", "lang", "dir", "conditions"].contains(&key.as_str())) {
        return Err(format!("it has an unknown key {other:?}"));
    }
    let asked = query.get("conditions").and_then(Json::as_array).filter(|conditions| !conditions.is_empty());
    let asked = asked.ok_or("it has no conditions")?;
    let mut wanted = Wanted {
        name: String::new(),
        kinds: query.get("type").and_then(Json::as_str).map(str::to_owned).into_iter().collect(),
        conditions: Vec::new(),
        limit: limit(query.get("limit").and_then(Json::as_f64)),
    };
    for condition in asked {
        let values = condition.get("propertyValue").map(value_words).ok_or("a condition has a \"propertyValue\"")?;
        match condition.get("matchType").and_then(Json::as_str) {
            Some("name" | "id") => wanted.name = values.into_iter().next().unwrap_or_default(),
            Some("property") => {
                let property = condition.get("propertyId").and_then(Json::as_str).ok_or("a property condition has a \"propertyId\"")?;
                let quantifier = match condition.get("matchQuantifier").and_then(Json::as_str) {
                    Some("all") => Quantifier::All,
                    Some("none") => Quantifier::None,
                    Some("any") | None => Quantifier::Any,
                    Some(other) => return Err(format!("\"matchQuantifier\" is any, all or none, not {other:?}")),
                };
                let required = condition.get("required").and_then(Json::as_bool).unwrap_or(false);
                wanted.conditions.push(Condition { property: property.to_owned(), values, quantifier, required });
            }
            _ => return Err("\"matchType\" is name, id or property".to_owned()),
        }
    }
    Ok(wanted)
}

/// Values of properties for things that are matched already.
pub(super) fn extend(request: &Request<'_>) -> Result<Json, Wrong> {
    let body: Json = serde_json::from_slice(request.body).map_err(|error| wrong(&format!("the body is no JSON: {error}")))?;
    let (ids, properties) = extension(&body)?;
    let row = |id: String| {
        let entry = request.directory.entry(&id);
        let values = |property: &String| -> Json {
            let values = entry.map(|entry| words::values(entry, property)).unwrap_or_default();
            json!({"id": property, "values": values.iter().map(words::cell).collect::<Vec<_>>()})
        };
        json!({"id": id, "properties": properties.iter().map(values).collect::<Vec<_>>()})
    };
    let rows: Vec<Json> = ids.into_iter().map(row).collect();
    let meta: Vec<Json> = properties.iter().map(|id| json!({"id": id, "name": words::property_name(id)})).collect();
    Ok(json!({"meta": meta, "rows": rows}))
}
