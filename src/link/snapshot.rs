//! Items and searches that were kept, one JSON object a line: what reconciling works from without a network.
//!
//! The entity part of a line has the shape of `wbgetentities`, cut down to [`LANGUAGES`] and [`PROPERTIES`]; beside it
//! stands where it comes from. `origin` is "wikidata" with the revision that was read, "hand" for facts that were
//! typed in from other sources, which have no revision, or "service" with the address of the service that gave it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value as Json, json};

use super::fold::fold_words;
use super::item::{Item, ItemId};

/// Languages whose names are kept: those of the sources, their neighbours', and "mul", which stands for all.
pub const LANGUAGES: [&str; 14] = ["mul", "ru", "en", "tr", "az", "hy", "ka", "fr", "de", "uk", "pl", "it", "es", "ar"];

/// Properties whose statements are kept: kind, dates, offices, party, place, links between items, identifiers elsewhere.
pub const PROPERTIES: [&str; 22] = [
    "P31", "P569", "P570", "P571", "P576", "P580", "P582", "P585", "P39", "P106", "P27", "P102", "P17", "P131", "P625", "P19", "P20",
    "P361", "P214", "P227", "P213", "P1566",
];

/// Wikis whose page about the item is kept.
const WIKIS: [&str; 3] = ["ruwiki", "enwiki", "trwiki"];

/// What is kept: items by number, and what searches found.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    records: BTreeMap<ItemId, Record>,
    searches: BTreeMap<Search, Vec<ItemId>>,
    /// The score that a service gave what a search found, as it gave it.
    scores: BTreeMap<(Search, ItemId), f32>,
    /// Items by each folded word of their names.
    words: BTreeMap<String, BTreeSet<ItemId>>,
}

/// One item, as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// What it says.
    pub item: Item,
    /// The line, but for the entity's own keys: "origin", "retrieved", "lastrevid", "modified".
    entity: Json,
}

/// Words that were searched for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Search {
    /// The words.
    pub query: String,
    /// The language of the search.
    pub language: String,
    /// Whether whole texts were searched, and not the beginnings of names.
    pub full_text: bool,
}

/// Why a snapshot could not be read.
#[derive(Debug, thiserror::Error)]
#[error("{file}:{line}: {message}")]
pub struct SnapshotError {
    /// The file.
    pub file: String,
    /// Where, from one.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

impl Snapshot {
    /// The one that comes with regesta.
    ///
    /// # Panics
    /// When the bundled files are damaged, which a test excludes.
    #[must_use]
    pub fn bundled() -> Self {
        let mut snapshot = Self::default();
        let items = snapshot.add_items("data/wikidata/snapshot.jsonl", include_str!("../../data/wikidata/snapshot.jsonl"));
        let searches = snapshot.add_searches("data/wikidata/searches.jsonl", include_str!("../../data/wikidata/searches.jsonl"));
        items.and(searches).expect("a test reads the bundled snapshot");
        snapshot
    }

    /// Adds the lines of a file of items; a later line replaces an earlier one about the same item.
    ///
    /// # Errors
    /// When a line is no JSON, no item, or does not say where it comes from.
    pub fn add_items(&mut self, file: &str, lines: &str) -> Result<(), SnapshotError> {
        for (entity, line) in objects(file, lines)? {
            let wrong = |message: &str| SnapshotError { file: file.to_owned(), line, message: message.to_owned() };
            let revision = entity.get("lastrevid").and_then(Json::as_u64);
            match entity.get("origin").and_then(Json::as_str) {
                Some("hand") if revision.is_some() => return Err(wrong("an item typed in by hand has no revision")),
                Some("wikidata") if revision.is_none() => return Err(wrong("an item of Wikidata says its revision (lastrevid)")),
                Some("service") if entity.get("service").and_then(Json::as_str).is_none() => {
                    return Err(wrong("a record of a service says which (service)"));
                }
                Some("hand" | "wikidata" | "service") => {}
                _ => return Err(wrong("\"origin\" is none of \"hand\", \"wikidata\", \"service\"")),
            }
            let (id, item) = Item::parse(&entity).ok_or_else(|| wrong("no item: its \"id\" is no Q and a number"))?;
            self.insert(id, Record { item, entity });
        }
        Ok(())
    }

    /// Adds the lines of a file of searches.
    ///
    /// # Errors
    /// When a line is no JSON or lacks a key.
    pub fn add_searches(&mut self, file: &str, lines: &str) -> Result<(), SnapshotError> {
        for (line, number) in objects(file, lines)? {
            let text = |key: &str| line.get(key).and_then(Json::as_str).map(str::to_owned);
            let hits: Option<Option<Vec<ItemId>>> =
                line.get("hits").and_then(Json::as_array).map(|hits| hits.iter().map(|hit| ItemId::elsewhere(hit.as_str()?)).collect());
            match (text("query"), text("language"), hits) {
                (Some(query), Some(language), Some(Some(hits))) => {
                    let full_text = text("type").is_some_and(|kind| kind == "fulltext");
                    let search = Search { query, language, full_text };
                    let scores = line.get("scores").and_then(Json::as_array).into_iter().flatten();
                    for (id, score) in hits.iter().zip(scores) {
                        #[expect(clippy::cast_possible_truncation, reason = "a score is shown with one digit")]
                        if let Some(score) = score.as_f64().map(|score| score as f32) {
                            self.scores.insert((search.clone(), *id), score);
                        }
                    }
                    self.searches.insert(search, hits);
                }
                _ => {
                    let message = "a search has \"query\", \"language\" and \"hits\", a list of ids".to_owned();
                    return Err(SnapshotError { file: file.to_owned(), line: number, message });
                }
            }
        }
        Ok(())
    }

    /// Keeps an entity as Wikidata answered it on a day; `false` where it is missing.
    pub fn keep(&mut self, entity: &Json, retrieved: &str) -> bool {
        let Some((id, item)) = Item::parse(entity) else { return false };
        let mut kept = trimmed(entity);
        kept.insert("origin".to_owned(), json!("wikidata"));
        kept.insert("retrieved".to_owned(), json!(retrieved));
        for key in ["lastrevid", "modified"] {
            kept.insert(key.to_owned(), entity.get(key).cloned().unwrap_or(Json::Null));
        }
        self.insert(id, Record { item, entity: Json::Object(kept) });
        true
    }

    /// Keeps a record of a service, in the shape of an entity.
    pub fn keep_record(&mut self, record: Json) {
        if let Some((id, item)) = Item::parse(&record) {
            self.insert(id, Record { item, entity: record });
        }
    }

    /// Keeps what a search at a service found, with the scores it gave.
    pub fn keep_scored(&mut self, search: &Search, hits: &[(ItemId, Option<f32>)]) {
        self.searches.insert(search.clone(), hits.iter().map(|(id, _)| *id).collect());
        self.scores.extend(hits.iter().filter_map(|(id, score)| Some(((search.clone(), *id), (*score)?))));
    }

    /// The best score that a service gave an item in any of these searches.
    #[must_use]
    pub fn score(&self, searches: &[Search], id: ItemId) -> Option<f32> {
        let scores = searches.iter().filter_map(|search| self.scores.get(&(search.clone(), id)));
        scores.copied().max_by(f32::total_cmp)
    }

    /// Keeps what a search found.
    pub fn keep_search(&mut self, search: Search, hits: Vec<ItemId>) {
        self.searches.insert(search, hits);
    }

    /// Takes over another one's record of an item, where there is one.
    pub fn copy(&mut self, id: ItemId, from: &Self) {
        if let Some(record) = from.records.get(&id) {
            self.insert(id, record.clone());
        }
    }

    /// An item.
    #[must_use]
    pub fn item(&self, id: ItemId) -> Option<&Item> {
        self.records.get(&id).map(|record| &record.item)
    }

    /// Every item, by number.
    pub fn items(&self) -> impl Iterator<Item = (ItemId, &Item)> {
        self.records.iter().map(|(id, record)| (*id, &record.item))
    }

    /// Where the record of an item comes from: "wikidata, revision 12, 2026-11-22", "typed in by hand, 2026-11-22".
    #[must_use]
    pub fn origin(&self, id: ItemId) -> Option<String> {
        let entity = &self.records.get(&id)?.entity;
        let retrieved = entity.get("retrieved").and_then(Json::as_str).unwrap_or("no date");
        Some(match entity.get("lastrevid").and_then(Json::as_u64) {
            Some(revision) => format!("Wikidata, revision {revision}, {retrieved}"),
            None if entity.get("service").is_some() => {
                format!("{}, {retrieved}", entity.get("service").and_then(Json::as_str).unwrap_or_default())
            }
            None => format!("typed in by hand, {retrieved}"),
        })
    }

    /// What a search finds: what it found when it was made, then the items whose names hold all its words.
    #[must_use]
    pub fn search(&self, search: &Search) -> Vec<ItemId> {
        let mut hits = self.searches.get(search).cloned().unwrap_or_default();
        let words = fold_words(&search.query, &search.language);
        let mut sets = words.iter().map(|word| self.words.get(word).cloned().unwrap_or_default());
        let first = sets.next().unwrap_or_default();
        let all = sets.fold(first, |all, set| &all & &set);
        hits.extend(all.into_iter().filter(|id| !hits.contains(id)).collect::<Vec<_>>());
        hits
    }

    /// Whether a search was made and its answer kept.
    #[must_use]
    pub fn knows(&self, search: &Search) -> bool {
        self.searches.contains_key(search)
    }

    /// The items as a file: one a line, by number, keys in order.
    #[must_use]
    pub fn write_items(&self) -> String {
        self.records.values().map(|record| format!("{}\n", sorted(&record.entity))).collect()
    }

    /// The searches as a file, in order; `retrieved` is the day of those that are new.
    #[must_use]
    pub fn write_searches(&self, retrieved: &str) -> String {
        let line = |(search, hits): (&Search, &Vec<ItemId>)| {
            let kind = if search.full_text { "fulltext" } else { "item" };
            let hits: Vec<String> = hits.iter().map(ToString::to_string).collect();
            let mut line = json!({"query": search.query, "language": search.language, "type": kind, "retrieved": retrieved, "hits": hits});
            let scores = self.searches[search].iter().map(|id| self.scores.get(&(search.clone(), *id)));
            if let Some(scores) = scores.collect::<Option<Vec<_>>>().filter(|scores| !scores.is_empty()) {
                line["scores"] = json!(scores);
            }
            format!("{}\n", sorted(&line))
        };
        self.searches.iter().map(line).collect()
    }

    fn insert(&mut self, id: ItemId, record: Record) {
        for name in record.item.names() {
            for word in fold_words(name.text, name.language) {
                self.words.entry(word).or_default().insert(id);
            }
        }
        self.records.insert(id, record);
    }
}

/// The objects of a file of lines, each with its line's number.
fn objects(file: &str, lines: &str) -> Result<Vec<(Json, usize)>, SnapshotError> {
    let object = |(number, line): (usize, &str)| match serde_json::from_str::<Json>(line) {
        Ok(object) if object.is_object() => Ok((object, number + 1)),
        Ok(_) => Err(SnapshotError { file: file.to_owned(), line: number + 1, message: "no JSON object".to_owned() }),
        Err(error) => Err(SnapshotError { file: file.to_owned(), line: number + 1, message: format!("no JSON: {error}") }),
    };
    lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(object).collect()
}

/// An entity with nothing but what is kept.
fn trimmed(entity: &Json) -> Map<String, Json> {
    let part = |name: &str, keys: &[&str]| -> Json {
        let all = entity.get(name).and_then(Json::as_object).into_iter().flatten();
        Json::Object(all.filter(|(key, _)| keys.contains(&key.as_str())).map(|(key, value)| (key.clone(), value.clone())).collect())
    };
    let mut kept = Map::new();
    kept.insert("id".to_owned(), entity.get("id").cloned().unwrap_or(Json::Null));
    for name in ["labels", "aliases", "descriptions"] {
        kept.insert(name.to_owned(), part(name, &LANGUAGES));
    }
    kept.insert("claims".to_owned(), without_references(part("claims", &PROPERTIES)));
    kept.insert("sitelinks".to_owned(), part("sitelinks", &WIKIS));
    kept
}

/// Statements with their value and rank alone.
fn without_references(mut claims: Json) -> Json {
    for statement in claims.as_object_mut().into_iter().flatten().filter_map(|(_, list)| list.as_array_mut()).flatten() {
        if let Some(statement) = statement.as_object_mut() {
            statement.retain(|key, _| key == "mainsnak" || key == "rank");
        }
    }
    claims
}

/// The same with the keys of every object in order.
fn sorted(value: &Json) -> Json {
    match value {
        Json::Object(object) => {
            let ordered: BTreeMap<&String, &Json> = object.iter().collect();
            Json::Object(ordered.into_iter().map(|(key, value)| (key.clone(), sorted(value))).collect())
        }
        Json::Array(list) => Json::Array(list.iter().map(sorted).collect()),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_snapshot_is_written_as_it_is_read() {
        let snapshot = Snapshot::bundled();
        assert!(snapshot.items().count() > 100);
        assert!(snapshot.write_items() == include_str!("../../data/wikidata/snapshot.jsonl"), "lines, keys or members are out of order");
    }

    #[test]
    fn where_an_item_comes_from_is_said() {
        let error = |line: &str| Snapshot::default().add_items("a.jsonl", line).unwrap_err().to_string();
        assert_eq!(error("{\"id\":\"Q1\"}"), "a.jsonl:1: \"origin\" is none of \"hand\", \"wikidata\", \"service\"");
        assert_eq!(error("{\"id\":\"Q1\",\"origin\":\"hand\",\"lastrevid\":5}"), "a.jsonl:1: an item typed in by hand has no revision");
        assert_eq!(error("\n{\"id\":\"x\",\"origin\":\"hand\"}"), "a.jsonl:2: no item: its \"id\" is no Q and a number");
    }

    #[test]
    fn an_answer_is_kept_without_what_is_not_asked() {
        let mut snapshot = Snapshot::default();
        let entity = json!({"id": "Q1", "lastrevid": 7, "modified": "2026-01-01T00:00:00Z", "labels": {"xx": {"language": "xx", "value": "no"},
            "en": {"language": "en", "value": "yes"}}, "claims": {"P18": [], "P31": [{"id": "x", "rank": "normal", "references": [],
            "mainsnak": {"snaktype": "somevalue"}}]}});
        assert!(snapshot.keep(&entity, "2026-11-22"));
        let line = snapshot.write_items();
        assert!(
            line.contains("\"lastrevid\":7") && !line.contains("P18") && !line.contains("xx") && !line.contains("references"),
            "{line}"
        );
        assert_eq!(snapshot.search(&Search { query: "Yes".to_owned(), language: "en".to_owned(), full_text: false }).len(), 1);
    }
}
