//! The things of a publication as a service offers them for matching: found by name, weighed by name and facts.

use std::collections::{BTreeMap, BTreeSet};

use crate::read::ThingKind;
use crate::time::HistoricalDate;

use super::fold::{fold_word, words};
use super::name::{How, Parts, compare};

/// A thing with its names and facts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// The path of its address: "person/enver-pasha".
    pub id: String,
    /// What it is called, in the publication's language.
    pub name: String,
    /// All its names, with the code of their language; empty where it is unknown.
    pub names: Vec<(String, String)>,
    /// What is known of it, by the name of the property.
    pub facts: BTreeMap<String, Vec<Fact>>,
}

/// A value of a property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Words, a date in EDTF, or an id.
    pub value: String,
    /// What the thing is called that the value is the id of.
    pub name: Option<String>,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// A name; empty where only facts are given.
    pub name: String,
    /// Only of these kinds ("person"); of any where there is none.
    pub kinds: Vec<String>,
    /// What the thing is to have.
    pub conditions: Vec<Condition>,
    /// At most so many.
    pub limit: usize,
}

/// A property that is to have a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// The property.
    pub property: String,
    /// One of these values, all, or none.
    pub values: Vec<String>,
    /// Which of them.
    pub quantifier: Quantifier,
    /// Whether things without it are left out.
    pub required: bool,
}

/// How many of the values of a condition are to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each name says it")]
pub enum Quantifier {
    Any,
    All,
    None,
}

/// A thing that may be meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit<'d> {
    /// The thing.
    pub entry: &'d Entry,
    /// 0 to 100.
    pub score: f32,
    /// Whether it is meant beyond doubt.
    pub sure: bool,
    /// The likeness of names, 0 to 100, and how well each condition is met.
    pub features: Vec<(String, f32)>,
}

/// The things of a publication, to be found by their names.
#[derive(Debug, Default)]
pub struct Directory {
    entries: Vec<Entry>,
    parts: Vec<Vec<Parts>>,
    /// Things by the beginnings of the words of their names.
    beginnings: BTreeMap<String, BTreeSet<usize>>,
    by_id: BTreeMap<String, usize>,
}

/// How many letters of a word must agree for a thing to be looked at.
const BEGINNING: usize = 3;

impl Directory {
    /// A directory of these things.
    #[must_use]
    pub fn new(entries: Vec<Entry>) -> Self {
        let mut directory = Self::default();
        for entry in entries {
            let number = directory.entries.len();
            let kind = kind(&entry.id);
            let mut parts = Vec::with_capacity(entry.names.len());
            for (name, language) in &entry.names {
                for word in words(name) {
                    directory.beginnings.entry(beginning(&fold_word(word, language))).or_default().insert(number);
                }
                parts.push(Parts::of(name, language, kind));
            }
            directory.parts.push(parts);
            directory.by_id.insert(entry.id.clone(), number);
            directory.entries.push(entry);
        }
        directory
    }

    /// The thing with this id.
    #[must_use]
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries.get(*self.by_id.get(id)?)
    }

    /// Every thing.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    /// The kinds of things, each with how many there are.
    #[must_use]
    pub fn kinds(&self) -> BTreeMap<&str, usize> {
        let mut kinds = BTreeMap::new();
        for entry in &self.entries {
            *kinds.entry(entry.kind()).or_default() += 1;
        }
        kinds
    }

    /// The properties that things of a kind have, or of any kind; those that most have first.
    #[must_use]
    pub fn properties(&self, kind: Option<&str>) -> Vec<&str> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for entry in self.entries.iter().filter(|entry| kind.is_none_or(|kind| entry.kind() == kind)) {
            for property in entry.facts.keys() {
                *counts.entry(property).or_default() += 1;
            }
        }
        let mut properties: Vec<(&str, usize)> = counts.into_iter().collect();
        properties.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
        properties.into_iter().map(|(name, _)| name).collect()
    }

    /// The things that may be meant, the likeliest first.
    #[must_use]
    pub fn find(&self, wanted: &Wanted) -> Vec<Hit<'_>> {
        let name = wanted.name.trim();
        if let Some(entry) = self.entry(name) {
            return vec![Hit { entry, score: 100.0, sure: true, features: vec![("id".to_owned(), 100.0)] }];
        }
        let numbers: BTreeSet<usize> = if name.is_empty() { (0..self.entries.len()).collect() } else { self.near(name) };
        let of_kind = |entry: &Entry| wanted.kinds.is_empty() || wanted.kinds.iter().any(|kind| kind == entry.kind());
        let spellings: Vec<(ThingKind, Vec<Parts>)> = [ThingKind::Person, ThingKind::Group]
            .map(|kind| (kind, ["ru", "en", "tr"].map(|language| Parts::of(name, language, kind)).to_vec()))
            .into();
        let mut hits: Vec<Hit<'_>> = Vec::new();
        for number in numbers {
            let (entry, parts) = (&self.entries[number], &self.parts[number]);
            if !of_kind(entry) {
                continue;
            }
            let own = if kind(&entry.id) == ThingKind::Person { &spellings[0] } else { &spellings[1] };
            let mut features = Vec::new();
            let mut whole = false;
            let mut sum = 0.0;
            if !name.is_empty() {
                let likeness = own.1.iter().flat_map(|own_parts| parts.iter().map(|other| compare(own_parts, other, own.0)));
                let Some((value, how)) = likeness.max_by(|a, b| a.0.total_cmp(&b.0)).filter(|(value, _)| *value >= 0.3) else { continue };
                whole = how == How::Whole && value >= 0.9;
                features.push(("name".to_owned(), value * 100.0));
                sum = value;
            }
            let met: Option<Vec<f32>> = wanted.conditions.iter().map(|condition| met(entry, condition)).collect();
            let Some(met) = met else { continue };
            features.extend(wanted.conditions.iter().zip(&met).map(|(condition, met)| (condition.property.clone(), met * 100.0)));
            #[expect(clippy::cast_precision_loss, reason = "there are few conditions")]
            let count = met.len() as f32;
            let facts: f32 = met.iter().sum();
            let score = if name.is_empty() { facts / count.max(1.0) } else { (sum + 0.4 * facts) / (1.0 + 0.4 * count) };
            if score > 0.0 {
                hits.push(Hit { entry, score: score * 100.0, sure: whole, features });
            }
        }
        hits.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.entry.id.cmp(&b.entry.id)));
        let second = hits.get(1).map_or(0.0, |second| second.score);
        for (place, hit) in hits.iter_mut().enumerate() {
            hit.sure = hit.sure && place == 0 && hit.score >= 90.0 && hit.score - second >= 5.0;
        }
        hits.truncate(wanted.limit);
        hits
    }

    /// The things a name of which begins so, whatever their spelling; by name.
    #[must_use]
    pub fn beginning_with(&self, prefix: &str, limit: usize, offset: usize) -> Vec<&Entry> {
        let prefix = prefix.trim().to_lowercase();
        let begins = |entry: &&Entry| {
            entry.id.split('/').nth(1).is_some_and(|key| key.starts_with(&prefix))
                || entry.names.iter().any(|(name, _)| {
                    let name = name.to_lowercase();
                    name.starts_with(&prefix) || name.split([' ', '-', '«', '"', '(']).any(|word| word.starts_with(&prefix))
                })
        };
        let mut found: Vec<&Entry> = self.entries.iter().filter(begins).collect();
        found.sort_by(|a, b| a.name.chars().count().cmp(&b.name.chars().count()).then_with(|| a.id.cmp(&b.id)));
        found.into_iter().skip(offset).take(limit).collect()
    }

    /// Things that share the beginning of a word with a name.
    fn near(&self, name: &str) -> BTreeSet<usize> {
        let spelled =
            ["ru", "en", "tr"].into_iter().flat_map(|language| words(name).map(move |word| beginning(&fold_word(word, language))));
        spelled.filter(|own| !own.is_empty()).filter_map(|own| self.beginnings.get(&own)).flatten().copied().collect()
    }
}

impl Entry {
    /// "person", "place", "group", "doc" …
    #[must_use]
    pub fn kind(&self) -> &str {
        self.id.split('/').next().unwrap_or_default()
    }

    /// The first value of a property.
    #[must_use]
    pub fn first(&self, property: &str) -> Option<&Fact> {
        self.facts.get(property)?.first()
    }

    /// A line that tells it from its namesakes: what kind it is of, its dates, a note.
    #[must_use]
    pub fn description(&self) -> String {
        let text = |property: &str| self.first(property).map(|fact| fact.name.clone().unwrap_or_else(|| fact.value.clone()));
        let life = match (text("born").or_else(|| text("from")), text("died").or_else(|| text("until"))) {
            (None, None) => text("date"),
            (begin, end) => Some(format!("{}–{}", begin.unwrap_or_default(), end.unwrap_or_default())),
        };
        let parts = [text("type"), life, text("note")].into_iter().flatten().filter(|words| !words.is_empty());
        parts.collect::<Vec<_>>().join("; ")
    }
}

/// How well a condition is met, 0 to 1; `None` where it is required and is not.
fn met(entry: &Entry, condition: &Condition) -> Option<f32> {
    let facts = entry.facts.get(&condition.property).map_or(&[][..], Vec::as_slice);
    let one = |value: &String| facts.iter().map(|fact| alike(fact, value)).fold(0.0, f32::max);
    let each = condition.values.iter().map(one);
    let met = match condition.quantifier {
        Quantifier::Any => each.fold(0.0, f32::max),
        Quantifier::All => each.fold(1.0, f32::min),
        Quantifier::None => 1.0 - each.fold(0.0, f32::max),
    };
    (met > 0.0 || !condition.required).then_some(met)
}

/// Whether a value is that of a fact: the same id, overlapping dates, the same words.
fn alike(fact: &Fact, value: &str) -> f32 {
    let value = value.trim();
    if fact.value == value || fact.value.rsplit('/').next() == Some(value) {
        return 1.0;
    }
    if let (Some(own), Some(other)) = (HistoricalDate::parse(&fact.value), date(value)) {
        let overlap = own.first_day().zip(other.last_day()).is_none_or(|(a, b)| a <= b)
            && other.first_day().zip(own.last_day()).is_none_or(|(a, b)| a <= b);
        return f32::from(u8::from(overlap));
    }
    let name = fact.name.as_deref().unwrap_or(&fact.value);
    let parts = |text: &str| ["ru", "en"].map(|language| Parts::of(text, language, ThingKind::Person));
    let all = parts(name).into_iter().flat_map(|own| parts(value).map(|other| compare(&own, &other, ThingKind::Person).0));
    let best = all.fold(0.0, f32::max);
    if best >= 0.7 { best } else { 0.0 }
}

/// A date as tables have it: "1881", "1881-11", a day, or a day with a time.
fn date(value: &str) -> Option<HistoricalDate> {
    HistoricalDate::parse(value.split_once('T').map_or(value, |(day, _)| day))
}

/// The first letters of a folded word.
fn beginning(word: &str) -> String {
    word.chars().take(BEGINNING).collect()
}

fn kind(id: &str) -> ThingKind {
    match id.split('/').next() {
        Some("person") => ThingKind::Person,
        Some("place") => ThingKind::Place,
        _ => ThingKind::Group,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn directory() -> Directory {
        let entry = |id: &str, names: &[(&str, &str)], facts: &[(&str, &str)]| Entry {
            id: id.to_owned(),
            name: names[0].0.to_owned(),
            names: names.iter().map(|(name, language)| ((*name).to_owned(), (*language).to_owned())).collect(),
            facts: facts.iter().map(|(p, v)| ((*p).to_owned(), vec![Fact { value: (*v).to_owned(), name: None }])).collect(),
        };
        Directory::new(vec![
            entry("person/enver-pasha", &[("Энвер-паша", "ru"), ("Enver Paşa", "tr")], &[("born", "1881"), ("died", "1922")]),
            entry("person/chicherin", &[("Георгий Васильевич Чичерин", "ru")], &[("born", "1872-11-24")]),
            entry("person/b-chicherin", &[("Борис Николаевич Чичерин", "ru")], &[("born", "1828")]),
            entry("place/kars", &[("Карс", "ru"), ("Kars", "en")], &[]),
        ])
    }

    fn shown(name: &str, kinds: &[&str], conditions: &[(&str, &str)]) -> String {
        let conditions = conditions.iter().map(|(property, value)| Condition {
            property: (*property).to_owned(),
            values: vec![(*value).to_owned()],
            quantifier: Quantifier::Any,
            required: false,
        });
        let kinds = kinds.iter().map(|kind| (*kind).to_owned()).collect();
        let directory = directory();
        let hits = directory.find(&Wanted { name: name.to_owned(), kinds, conditions: conditions.collect(), limit: 5 });
        hits.iter().map(|hit| format!("{} {:.0} {}", hit.entry.id, hit.score, hit.sure)).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn a_name_is_found_in_any_spelling() {
        assert_eq!(shown("Enver Pasha", &[], &[]), "person/enver-pasha 95 true");
        assert_eq!(shown("Чичерин, Георгий", &[], &[]), "person/chicherin 100 true; person/b-chicherin 40 false");
        assert_eq!(shown("kars", &["place"], &[]), "place/kars 100 true");
        assert_eq!(shown("kars", &["person"], &[]), "");
        assert_eq!(shown("person/chicherin", &[], &[]), "person/chicherin 100 true");
    }

    #[test]
    fn a_surname_alone_is_no_match_but_a_year_beside_it_orders() {
        assert_eq!(shown("Чичерин", &[], &[]), "person/b-chicherin 65 false; person/chicherin 65 false");
        assert!(shown("Чичерин", &[], &[("born", "1872")]).starts_with("person/chicherin 75 false; "));
    }

    #[test]
    fn facts_alone_are_a_question_too() {
        assert_eq!(shown("", &["person"], &[("born", "1881-01-01T00:00:00Z")]), "person/enver-pasha 100 false");
    }
}
