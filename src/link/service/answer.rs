//! What a service answers: candidates, properties, rows of values. What is not as it should be is left out, and never guessed.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::Dialect;

/// A candidate as a service gives it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::link) struct Found {
    pub(in crate::link) id: String,
    pub(in crate::link) name: String,
    pub(in crate::link) description: String,
    /// Types by id and name.
    pub(in crate::link) types: Vec<(String, String)>,
    pub(in crate::link) score: Option<f32>,
}

/// A value of a record: words, and the id of what it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::link) struct Cell {
    pub(in crate::link) text: String,
    pub(in crate::link) id: Option<String>,
}

/// The candidates of each query of a batch of so many; `None` for one that was not answered.
pub(in crate::link) fn found(dialect: Dialect, answer: &Json, queries: usize) -> Vec<Option<Vec<Found>>> {
    let of = |number: usize| {
        let list = match dialect {
            Dialect::Old => answer.get(format!("q{number}"))?.get("result")?,
            Dialect::Draft => answer.get("results")?.get(number)?.get("candidates")?,
        };
        Some(list.as_array()?.iter().filter_map(candidate).collect())
    };
    (0..queries).map(of).collect()
}

fn candidate(json: &Json) -> Option<Found> {
    let types = json.get("type").or_else(|| json.get("types"));
    let types = match types {
        Some(Json::Array(list)) => list.iter().filter_map(kind).collect(),
        Some(one) => kind(one).into_iter().collect(),
        None => Vec::new(),
    };
    #[expect(clippy::cast_possible_truncation, reason = "a score is shown with one digit")]
    let score = json.get("score").and_then(|score| score.as_f64().or_else(|| score.as_str()?.parse().ok())).map(|score| score as f32);
    Some(Found {
        id: word(json.get("id")?)?,
        name: word(json.get("name")?)?,
        description: json.get("description").and_then(word).unwrap_or_default(),
        types,
        score: score.filter(|score| score.is_finite()),
    })
}

fn kind(json: &Json) -> Option<(String, String)> {
    let id = word(json).or_else(|| word(json.get("id")?))?;
    let name = json.get("name").and_then(word).unwrap_or_else(|| id.clone());
    Some((id, name))
}

/// A string, or a number as one; white space collapsed.
fn word(json: &Json) -> Option<String> {
    let text = match json {
        Json::String(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Json::Number(number) => number.to_string(),
        Json::Null | Json::Bool(_) | Json::Array(_) | Json::Object(_) => return None,
    };
    Some(text).filter(|text| !text.is_empty())
}

/// The properties of a proposal, by id and name.
pub(in crate::link) fn properties(answer: &Json) -> Vec<(String, String)> {
    answer.get("properties").and_then(Json::as_array).into_iter().flatten().filter_map(kind).collect()
}

/// The values of each record by property.
pub(in crate::link) fn rows(dialect: Dialect, answer: &Json) -> BTreeMap<String, BTreeMap<String, Vec<Cell>>> {
    let cells = |list: &Json| -> Vec<Cell> { list.as_array().into_iter().flatten().filter_map(cell).collect() };
    match dialect {
        Dialect::Old => {
            let rows = answer.get("rows").and_then(Json::as_object).into_iter().flatten();
            let row = |row: &Json| row.as_object().into_iter().flatten().map(|(id, list)| (id.clone(), cells(list))).collect();
            rows.map(|(id, values)| (id.clone(), row(values))).collect()
        }
        Dialect::Draft => {
            let rows = answer.get("rows").and_then(Json::as_array).into_iter().flatten();
            let property = |own: &Json| Some((own.get("id")?.as_str()?.to_owned(), cells(own.get("values")?)));
            let row = |row: &Json| {
                let properties = row.get("properties").and_then(Json::as_array).into_iter().flatten();
                Some((row.get("id")?.as_str()?.to_owned(), properties.filter_map(property).collect()))
            };
            rows.filter_map(row).collect()
        }
    }
}

/// A value as words; the day of a date without its invented time. An empty cell is none.
fn cell(json: &Json) -> Option<Cell> {
    let text = ["name", "str", "date", "float", "int", "id"].iter().find_map(|key| word(json.get(*key)?))?;
    let text = if json.get("date").is_some() { text.split('T').next().unwrap_or(&text).to_owned() } else { text };
    Some(Cell { text, id: json.get("id").and_then(word) })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn candidates_are_read_in_both_dialects() {
        let one = json!({"id": 17, "name": "A  B", "score": "87.5", "match": true, "type": ["P", {"id": "Q", "name": "Queue"}]});
        let old = found(Dialect::Old, &json!({"q0": {"result": [one]}, "q1": {"result": []}}), 3);
        let expected = Found {
            id: "17".to_owned(),
            name: "A B".to_owned(),
            types: vec![("P".to_owned(), "P".to_owned()), ("Q".to_owned(), "Queue".to_owned())],
            score: Some(87.5),
            ..Found::default()
        };
        assert_eq!(old, [Some(vec![expected.clone()]), Some(Vec::new()), None]);
        assert_eq!(found(Dialect::Draft, &json!({"results": [{"candidates": [one, {"id": "x"}]}]}), 1), [Some(vec![expected])]);
    }

    #[test]
    fn rows_are_read_in_both_dialects() {
        let cells = json!([{"str": "1881"}, {}, {"id": "4037223-6", "name": "Malerin"}, {"date": "1881-11-22T00:00:00Z"}]);
        let old = rows(Dialect::Old, &json!({"meta": [], "rows": {"a": {"p": cells}}}));
        let texts: Vec<_> = old["a"]["p"].iter().map(|cell| cell.text.as_str()).collect();
        assert_eq!(texts, ["1881", "Malerin", "1881-11-22"]);
        assert_eq!(rows(Dialect::Draft, &json!({"rows": [{"id": "a", "properties": [{"id": "p", "values": cells}]}]})), old);
    }
}
