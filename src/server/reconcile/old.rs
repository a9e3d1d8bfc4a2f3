//! Reconciliation API 0.2, as OpenRefine asks: forms with JSON in a field.

use serde_json::{Map, Value as Json, json};

use crate::link::{Condition, Quantifier, Wanted};

use super::{BATCH, Request, Wrong, kind, limit, too_many, value_words, words, wrong};

/// What the service says of itself.
pub(super) fn manifest(request: &Request<'_>) -> Json {
    let service = format!("{}/reconcile", request.origin);
    let suggest = |what: &str| {
        json!({"service_url": service, "service_path": format!("/suggest/{what}"),
            "flyout_service_url": service, "flyout_service_path": format!("/flyout/{what}?id=${{id}}")})
    };
    json!({
        "versions": ["0.1", "0.2"],
        "name": request.title,
        "identifierSpace": request.base,
        "schemaSpace": "https://w3id.org/regesta/ontology#",
        "documentation": format!("{}/about", request.origin),
        "serviceVersion": env!("CARGO_PKG_VERSION"),
        "defaultTypes": words::kinds(request),
        "view": {"url": format!("{}{{{{id}}}}", request.base)},
        "preview": {"url": format!("{service}/preview?id={{{{id}}}}"), "width": 430, "height": 300},
        "suggest": {"entity": suggest("entity"), "type": suggest("type"), "property": suggest("property")},
        "extend": {"propose_properties": {"service_url": service, "service_path": "/extend/propose"}, "property_settings": []},
        "batchSize": BATCH,
    })
}

/// The answers to a batch of queries, each under its key.
pub(super) fn batch(request: &Request<'_>) -> Result<Json, Wrong> {
    let queries = parsed(request.field("queries").unwrap_or_default(), "queries")?;
    let queries = queries.as_object().ok_or_else(|| wrong("\"queries\" is a JSON object, a query under each key"))?;
    if queries.len() > BATCH {
        return Err(too_many(queries.len()));
    }
    let mut answers = Map::new();
    for (key, query) in queries {
        let wanted = wanted(query).map_err(|words| wrong(&format!("query {key:?}: {words}")))?;
        let candidate = |hit: &crate::link::Hit<'_>| {
            let features: Vec<Json> = hit.features.iter().map(|(id, value)| json!({"id": id, "value": rounded(*value)})).collect();
            json!({"id": hit.entry.id, "name": hit.entry.name, "description": hit.entry.description(), "score": rounded(hit.score),
                "match": hit.sure, "type": [kind(hit.entry.kind())], "features": features})
        };
        let found = request.directory.find(&wanted);
        answers.insert(key.clone(), json!({"result": found.iter().map(candidate).collect::<Vec<_>>()}));
    }
    Ok(Json::Object(answers))
}

fn wanted(query: &Json) -> Result<Wanted, String> {
    let query = query.as_object().ok_or("a query is a JSON object")?;
    if let Some(other) = query.keys().find(|key| !["query", "type", "limit", "properties", "type_strict"].contains(&key.as_str())) {
        return Err(format!("it has an unknown key {other:?}"));
    }
    let name = match query.get("query") {
        Some(Json::String(name)) => name.clone(),
        Some(_) => return Err("\"query\" is a string".to_owned()),
        None => String::new(),
    };
    let kinds = query.get("type").map(value_words).unwrap_or_default();
    let properties = query.get("properties").and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
    if name.is_empty() && properties.is_empty() {
        return Err("it has neither \"query\" nor \"properties\"".to_owned());
    }
    let condition = |property: &Json| {
        let id = property.get("pid").and_then(Json::as_str).ok_or("a property has a \"pid\"")?;
        let values = property.get("v").map(value_words).ok_or("a property has a \"v\"")?;
        Ok(Condition { property: id.to_owned(), values, quantifier: Quantifier::Any, required: false })
    };
    let conditions = properties.iter().map(condition).collect::<Result<Vec<_>, &str>>()?;
    Ok(Wanted { name, kinds, conditions, limit: limit(query.get("limit").and_then(Json::as_f64)) })
}

/// Values of properties for things that are matched already.
pub(super) fn extend(request: &Request<'_>) -> Result<Json, Wrong> {
    let asked = parsed(request.field("extend").unwrap_or_default(), "extend")?;
    let (ids, properties) = extension(&asked)?;
    let mut rows = Map::new();
    for id in ids {
        let row: Map<String, Json> = properties
            .iter()
            .map(|property| {
                let entry = request.directory.entry(&id);
                let values = entry.map(|entry| words::values(entry, property)).unwrap_or_default();
                (property.clone(), values.iter().map(words::cell).collect())
            })
            .collect();
        rows.insert(id, Json::Object(row));
    }
    let meta: Vec<Json> = properties.iter().map(|id| json!({"id": id, "name": words::property_name(id)})).collect();
    Ok(json!({"meta": meta, "rows": rows}))
}

/// Ids and properties of a data extension; both dialects ask alike.
pub(super) fn extension(asked: &Json) -> Result<(Vec<String>, Vec<String>), Wrong> {
    let list = |key: &str| asked.get(key).and_then(Json::as_array).ok_or_else(|| wrong(&format!("a data extension has a list {key:?}")));
    let ids: Vec<String> = list("ids")?.iter().filter_map(|id| id.as_str().map(str::to_owned)).collect();
    let properties: Option<Vec<String>> =
        list("properties")?.iter().map(|property| Some(property.get("id")?.as_str()?.to_owned())).collect();
    if ids.len() > 1000 {
        return Err(too_many(ids.len()));
    }
    Ok((ids, properties.ok_or_else(|| wrong("each property has an \"id\""))?))
}

fn parsed(text: &str, what: &str) -> Result<Json, Wrong> {
    serde_json::from_str(text).map_err(|error| wrong(&format!("{what:?} is no JSON: {error}")))
}

/// With one digit after the point.
pub(super) fn rounded(value: f32) -> f64 {
    (f64::from(value) * 10.0).round() / 10.0
}
