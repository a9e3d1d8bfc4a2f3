//! What a service is asked.

use serde_json::{Map, Value as Json, json};

use super::Dialect;

/// One query: a name, and what may tell its bearer from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::link) struct Question {
    pub(in crate::link) name: String,
    /// The service's own type.
    pub(in crate::link) kind: Option<String>,
    /// The service's own properties, and their values.
    pub(in crate::link) properties: Vec<(String, String)>,
}

/// How many candidates are wanted.
const LIMIT: usize = 10;

impl Question {
    /// The query as a dialect writes it.
    pub(in crate::link) fn json(&self, dialect: Dialect) -> Json {
        let mut query = Map::new();
        if dialect == Dialect::Old {
            query.insert("query".to_owned(), json!(self.name));
        }
        if let Some(kind) = &self.kind {
            query.insert("type".to_owned(), json!(kind));
        }
        query.insert("limit".to_owned(), json!(LIMIT));
        match dialect {
            Dialect::Old => {
                let properties: Vec<Json> = self.properties.iter().map(|(id, value)| json!({"pid": id, "v": value})).collect();
                if !properties.is_empty() {
                    query.insert("properties".to_owned(), json!(properties));
                }
            }
            Dialect::Draft => {
                let name = json!({"matchType": "name", "propertyValue": self.name});
                let other = |(id, value): &(String, String)| json!({"matchType": "property", "propertyId": id, "propertyValue": value, "required": false});
                let conditions: Vec<Json> = std::iter::once(name).chain(self.properties.iter().map(other)).collect();
                query.insert("conditions".to_owned(), json!(conditions));
            }
        }
        Json::Object(query)
    }
}

/// Several queries as the body of one request.
pub(in crate::link) fn batch(dialect: Dialect, queries: &[&Json]) -> String {
    match dialect {
        Dialect::Old => {
            let keyed: Map<String, Json> =
                queries.iter().enumerate().map(|(number, query)| (format!("q{number}"), (*query).clone())).collect();
            form("queries", &Json::Object(keyed))
        }
        Dialect::Draft => json!({"queries": queries}).to_string(),
    }
}

/// What is asked of records: these properties of these ids.
pub(in crate::link) fn extension(dialect: Dialect, ids: &[String], properties: &[String]) -> String {
    let properties: Vec<Json> = properties.iter().map(|id| json!({"id": id})).collect();
    let asked = json!({"ids": ids, "properties": properties});
    match dialect {
        Dialect::Old => form("extend", &asked),
        Dialect::Draft => asked.to_string(),
    }
}

/// A form with one field.
pub(in crate::link) fn form(field: &str, value: &Json) -> String {
    format!("{field}={}", percent_encoding::utf8_percent_encode(&value.to_string(), percent_encoding::NON_ALPHANUMERIC))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_dialect_writes_a_query_its_own_way() {
        let question = Question {
            name: "Enver Pasha".to_owned(),
            kind: Some("Person".to_owned()),
            properties: vec![("dateOfBirth".to_owned(), "1881".to_owned())],
        };
        assert_eq!(
            question.json(Dialect::Old).to_string(),
            r#"{"query":"Enver Pasha","type":"Person","limit":10,"properties":[{"pid":"dateOfBirth","v":"1881"}]}"#
        );
        assert_eq!(
            question.json(Dialect::Draft).to_string(),
            r#"{"type":"Person","limit":10,"conditions":[{"matchType":"name","propertyValue":"Enver Pasha"},{"matchType":"property","propertyId":"dateOfBirth","propertyValue":"1881","required":false}]}"#
        );
        let plain = Question { name: "a&b".to_owned(), kind: None, properties: Vec::new() };
        assert_eq!(
            batch(Dialect::Old, &[&plain.json(Dialect::Old)]),
            "queries=%7B%22q0%22%3A%7B%22query%22%3A%22a%26b%22%2C%22limit%22%3A10%7D%7D"
        );
    }
}
