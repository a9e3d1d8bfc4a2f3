//! What a reading is worth: F1 of citations, of their fields, of mentions, of events, and B³ of entities.
//!
//! The rules are those of `README.md`: a mention counts where span and kind are exact (or another reading that is
//! marked); what is optional counts neither way; a citation is found where it overlaps the marked one by four fifths; an event
//! where kind and date are right, it rests on a marked sentence or citation, and at least half of its people play their parts.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use crate::marked::{Citation, Event, Gold, Marked, Mention, Output, Place};

/// The measures, in the order of [`Scores`].
pub(crate) const MEASURES: [&str; 5] = ["citations", "fields", "mentions", "entities", "events"];

/// One figure a measure.
pub(crate) type Scores = [f64; MEASURES.len()];

/// The fields of a source that are compared.
const FIELDS: [&str; 11] =
    ["kind", "doc_type", "title", "authors", "recipients", "date", "repository", "shelfmark", "container", "year", "pages"];

#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    right: usize,
    spurious: usize,
    missed: usize,
}

impl Tally {
    fn f1(self) -> f64 {
        let [right, wrong] = [self.right, self.spurious + self.missed].map(|count| f64::from(u32::try_from(count).unwrap_or(u32::MAX)));
        if right + wrong == 0.0 { 1.0 } else { 2.0 * right / (2.0 * right + wrong) }
    }
}

/// Which gold key each entity of a reading stands for.
type Keys<'a> = HashMap<&'a str, &'a str>;

pub(crate) fn scores(gold: &Gold, read: &Output) -> Scores {
    let keys = keys(gold, read);
    let (mentions, entities) = mentions(gold, read);
    let pairs = pairs(gold.citations.len(), read.citations.len(), 0.8, |a, b| overlap(gold.citations[a].place, read.citations[b].place));
    let found = pairs.len();
    let citations = Tally { right: found, spurious: read.citations.len() - found, missed: gold.citations.len() - found };
    [citations.f1(), fields(gold, read, &pairs, &keys).f1(), mentions.f1(), entities, events(gold, read, &keys).f1()]
}

/// How much of two stretches is common to both.
fn overlap(a: Place, b: Place) -> f64 {
    let length = |from: usize, to: usize| f64::from(u32::try_from(to.saturating_sub(from)).unwrap_or(u32::MAX));
    length(a.start.max(b.start), a.end.min(b.end)) / length(a.start.min(b.start), a.end.max(b.end)).max(1.0)
}

/// One-to-one pairs that are worth at least `least`, the best first.
fn pairs(left: usize, right: usize, least: f64, worth: impl Fn(usize, usize) -> f64) -> Vec<(usize, usize)> {
    let all = (0..left).flat_map(|a| (0..right).map(move |b| (a, b)));
    let mut all: Vec<(f64, usize, usize)> = all.map(|(a, b)| (worth(a, b), a, b)).filter(|(worth, ..)| *worth >= least).collect();
    all.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)).then(one.2.cmp(&other.2)));
    let (mut used_left, mut used_right, mut out) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for (_, a, b) in all {
        if !used_left.contains(&a) && !used_right.contains(&b) {
            used_left.insert(a);
            used_right.insert(b);
            out.push((a, b));
        }
    }
    out
}

/// Each entity stands for the key with which it shares most mentions; of equals, for the one named first.
fn keys<'a>(gold: &'a Gold, read: &'a Output) -> Keys<'a> {
    let mut marked: Vec<&Marked> = gold.mentions.iter().collect();
    marked.sort_by_key(|own| own.optional);
    let mut votes: BTreeMap<&str, Vec<(&str, usize)>> = BTreeMap::new();
    for (a, b) in pairs(marked.len(), read.mentions.len(), 1e-9, |a, b| overlap(marked[a].place, read.mentions[b].place)) {
        let votes = votes.entry(&read.mentions[b].entity).or_default();
        match votes.iter_mut().find(|(key, _)| *key == marked[a].key) {
            Some((_, count)) => *count += 1,
            None => votes.push((&marked[a].key, 1)),
        }
    }
    let most = |votes: Vec<(&'a str, usize)>| votes.into_iter().rev().max_by_key(|(_, count)| *count);
    votes.into_iter().filter_map(|(entity, votes)| most(votes).map(|(key, _)| (entity, key))).collect()
}

/// The tally of the mentions, and B³ of the entities over those that were found.
fn mentions(gold: &Gold, read: &Output) -> (Tally, f64) {
    let places: BTreeMap<(Place, &str), &Mention> = read.mentions.iter().map(|own| ((own.place, own.r#type.as_str()), own)).collect();
    let mut taken: BTreeSet<(Place, &str)> = BTreeSet::new();
    let mut found: Vec<(&str, &str)> = Vec::new();
    let mut missed = 0;
    for marked in gold.mentions.iter().filter(|marked| !marked.optional) {
        let hit = marked.readings().find(|(place, kind, _)| places.contains_key(&(*place, *kind)) && !taken.contains(&(*place, *kind)));
        match hit {
            Some((place, kind, key)) => {
                taken.insert((place, kind));
                found.push((key, places[&(place, kind)].entity.as_str()));
            }
            None => missed += 1,
        }
    }
    let optional: Vec<Place> = gold.mentions.iter().filter(|marked| marked.optional).map(|marked| marked.place).collect();
    let excused = |place: Place| optional.iter().any(|own| overlap(*own, place) > 0.0);
    let spurious = places.keys().filter(|at| !taken.contains(*at) && !excused(at.0)).count();
    (Tally { right: found.len(), spurious, missed }, b_cubed(&found))
}

/// B³ F1 of pairs of (key, entity).
fn b_cubed(found: &[(&str, &str)]) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    let count = |fits: &dyn Fn(&str, &str) -> bool| number(found.iter().filter(|(key, entity)| fits(key, entity)).count());
    let (mut precision, mut recall) = (0.0, 0.0);
    for (key, entity) in found {
        let both = count(&|own, other| own == *key && other == *entity);
        precision += both / count(&|_, other| other == *entity);
        recall += both / count(&|own, _| own == *key);
    }
    let all = number(found.len().max(1));
    let (precision, recall) = (precision / all, recall / all);
    if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
}

type Source = BTreeMap<String, Value>;

/// The values of a source's fields, words normalised, people as gold keys.
fn values<'s>(source: &'s Source, keys: Option<&Keys<'_>>) -> Vec<(&'s str, String)> {
    let mut out = Vec::new();
    for field in FIELDS {
        let Some((name, value)) = source.get_key_value(field) else { continue };
        match value {
            Value::String(words) if field == "date" => out.push((name.as_str(), words.clone())),
            Value::String(words) => out.push((name.as_str(), plain(words))),
            Value::Array(people) => out.extend(people.iter().filter_map(Value::as_str).map(|id| {
                (
                    name.as_str(),
                    keys.map_or_else(|| id.to_owned(), |keys| keys.get(id).map_or_else(|| format!("?{id}"), |key| (*key).to_owned())),
                )
            })),
            _ => {}
        }
    }
    out.retain(|(_, value)| !value.is_empty());
    out
}

/// Letters and digits alone, in small letters.
fn plain(words: &str) -> String {
    let words = words.to_lowercase().replace('ё', "е");
    words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// How many words two texts have in common, as an F1.
fn alike(a: &str, b: &str) -> f64 {
    let (a, mut b): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    let all = a.len() + b.len();
    let mut both = 0;
    for word in a {
        if let Some(at) = b.iter().position(|other| *other == word) {
            b.swap_remove(at);
            both += 1;
        }
    }
    2.0 * f64::from(both) / f64::from(u32::try_from(all).unwrap_or(1))
}

fn is_same(field: &str, want: &str, have: &str) -> bool {
    match field {
        "title" | "container" => alike(want, have) >= 0.75,
        "shelfmark" => alike(want, have) >= 0.9,
        _ => want == have,
    }
}

/// Whether a value is one that the gold standard takes as well.
fn is_accepted(source: &Source, field: &str, have: &str) -> bool {
    let listed = source.get(&format!("accept_{field}s")).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    listed.into_iter().any(|other| plain(other) == have) || field == "date" && source.get("date_alt").and_then(Value::as_str) == Some(have)
}

/// Whether nobody is blamed for a field: authors or addressees that a reader may give and need not.
fn is_free(source: &Source, field: &str) -> bool {
    let says = |name: &str| source.get(name).is_some_and(|value| *value != Value::Bool(false) && *value != Value::Array(Vec::new()));
    field == "authors" && (says("authors_inferred") || says("author_groups")) || field == "recipients" && says("recipient_groups")
}

fn fields(gold: &Gold, read: &Output, cited: &[(usize, usize)], keys: &Keys<'_>) -> Tally {
    let mut tally = Tally::default();
    let none: Vec<Source> = Vec::new();
    for (at, citation) in gold.citations.iter().enumerate() {
        let theirs = cited.iter().find(|(own, _)| *own == at).map_or(&none, |(_, other)| &read.citations[*other].sources);
        let worth = |a: usize, b: usize| {
            let have = values(&theirs[b], Some(keys));
            let right = values(&citation.sources[a], None)
                .into_iter()
                .filter(|(field, want)| have.iter().any(|own| own.0 == *field && is_same(field, want, &own.1)));
            f64::from(u32::try_from(right.count()).unwrap_or(0)) + 1e-6
        };
        let twins = pairs(citation.sources.len(), theirs.len(), 1e-9, worth);
        for (number, source) in citation.sources.iter().enumerate() {
            let twin = twins.iter().find(|(own, _)| *own == number).map(|(_, other)| &theirs[*other]);
            let mut left = twin.map(|twin| values(twin, Some(keys))).unwrap_or_default();
            for (field, want) in values(source, None) {
                let place =
                    left.iter().position(|(own, have)| *own == field && (is_same(field, &want, have) || is_accepted(source, field, have)));
                match place {
                    Some(place) => {
                        left.remove(place);
                        tally.right += 1;
                    }
                    None => tally.missed += usize::from(!is_free(source, field)),
                }
            }
            // What the gold standard leaves open may be given where it says so.
            let left_open = |field: &str, have: &str| source.get(field).is_none_or(Value::is_null) && is_accepted(source, field, have);
            left.retain(|(field, have)| !(is_free(source, field) || left_open(field, have)));
            tally.spurious += left.len();
        }
        let lost = (0..theirs.len()).filter(|number| twins.iter().all(|(_, other)| other != number));
        tally.spurious += lost.map(|number| values(&theirs[number], Some(keys)).len()).sum::<usize>();
    }
    let stray = (0..read.citations.len()).filter(|number| cited.iter().all(|(_, other)| other != number));
    tally.spurious +=
        stray.flat_map(|number| &read.citations[number].sources).map(|source| values(source, Some(keys)).len()).sum::<usize>();
    tally
}

/// A part that somebody plays: an actor or not, and who.
type Part<'a> = (bool, &'a str);

fn events(gold: &Gold, read: &Output, keys: &Keys<'_>) -> Tally {
    let by_id: HashMap<&str, &Citation> = gold.citations.iter().map(|citation| (citation.id.as_str(), citation)).collect();
    let named: BTreeSet<&str> = gold
        .mentions
        .iter()
        .filter(|marked| !marked.optional)
        .flat_map(|marked| marked.readings().map(|(.., key)| key).collect::<Vec<_>>())
        .collect();
    let worth = |want: &Event, have: &Event| likeness(want, have, &by_id, &named, keys);
    let (core, spare): (Vec<&Event>, Vec<&Event>) = gold.events.iter().partition(|event| !event.optional);
    let hits = pairs(core.len(), read.events.len(), 0.5, |a, b| worth(core[a], &read.events[b]));
    let rest: Vec<&Event> =
        read.events.iter().enumerate().filter(|(at, _)| hits.iter().all(|(_, other)| other != at)).map(|(_, event)| event).collect();
    let excused = pairs(spare.len(), rest.len(), 0.5, |a, b| worth(spare[a], rest[b])).len();
    Tally { right: hits.len(), spurious: rest.len() - excused, missed: core.len() - hits.len() }
}

fn likeness(want: &Event, have: &Event, by_id: &HashMap<&str, &Citation>, named: &BTreeSet<&str>, keys: &Keys<'_>) -> f64 {
    let cited: Vec<&Citation> = want.cited_by.iter().filter_map(|id| by_id.get(id.as_str()).copied()).collect();
    let minutes =
        cited.iter().flat_map(|citation| &citation.sources).any(|source| source.get("doc_type").and_then(Value::as_str) == Some("minutes"));
    let either = |kind: &str| matches!(kind, "meeting" | "decision");
    let kind =
        want.r#type == have.r#type || want.accept_types.contains(&have.r#type) || minutes && either(&want.r#type) && either(&have.r#type);
    let date = have.date == want.date || want.date_alt.is_some() && have.date == want.date_alt;
    let place = Place { start: have.start, end: have.end };
    let told = std::iter::once(Place { start: want.start, end: want.end })
        .chain(want.extra_spans.iter().map(|&[start, end]| Place { start, end }))
        .chain(cited.iter().map(|citation| citation.place));
    if !kind || !date || !told.into_iter().any(|own| overlap(own, place) > 0.0) {
        return 0.0;
    }
    let parts = |actors: &'_ [String], recipients: &'_ [String]| -> BTreeSet<(bool, String)> {
        actors.iter().map(|id| (true, id.clone())).chain(recipients.iter().map(|id| (false, id.clone()))).collect()
    };
    let key = |id: &String| keys.get(id.as_str()).map_or_else(|| format!("?{id}"), |key| (*key).to_owned());
    let have_keys = |ids: &[String]| ids.iter().map(key).collect::<Vec<_>>();
    let asked = parts(&want.actors, &want.recipients);
    let sure: BTreeSet<(bool, String)> = asked.iter().filter(|(_, id)| named.contains(id.as_str())).cloned().collect();
    let must = if sure.is_empty() { asked.clone() } else { sure };
    let mut may = parts(&want.actors_optional, &want.recipients_optional);
    may.extend(asked.difference(&must).cloned());
    let given = parts(&have_keys(&have.actors), &have_keys(&have.recipients));
    let counted: BTreeSet<Part<'_>> =
        given.iter().filter(|part| must.contains(*part) || !may.contains(*part)).map(|(actor, id)| (*actor, id.as_str())).collect();
    let must: BTreeSet<Part<'_>> = must.iter().map(|(actor, id)| (*actor, id.as_str())).collect();
    let all = must.union(&counted).count();
    let near = 0.01 * overlap(Place { start: want.start, end: want.end }, place);
    let count = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    near + if all == 0 { 1.0 } else { count(must.intersection(&counted).count()) / count(all) }
}
