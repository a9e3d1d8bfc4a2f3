//! Finds things by words: names and passages, whatever the case or spelling in which a word stands.
//!
//! A word is known by itself, by the base forms that the declension of its language restores, and by its stem. Two words are
//! one where they share any of these; the closer they are, the more it counts.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet};
use std::sync::Arc;

use oxigraph::model::vocab::rdfs;
use oxigraph::model::{NamedNode, NamedOrBlankNode, Term};
use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::lang::{self, Role, fold};
use crate::rdf::vocab::{common, crm};
use crate::text::is_alphanumeric;

use super::Store;

/// The roles in which a word may be declined.
const ROLES: [Role; 6] = [Role::Surname, Role::Given, Role::Patronymic, Role::Place, Role::Noun, Role::Adjective];

/// How many things a word may lead to and still count; commoner words are left out where another is asked for.
const COMMON: usize = 20_000;

/// What a text is to the thing it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// A name of it.
    Name,
    /// The words of a passage, or of a citation.
    Passage,
}

/// A thing that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The thing, or the passage.
    pub thing: NamedNode,
    /// What was found of it.
    pub field: Field,
    /// The words in which it was found.
    pub words: String,
    /// How well it fits; more is better.
    pub score: f64,
}

/// A text of a thing.
#[derive(Debug)]
struct Text {
    thing: NamedNode,
    field: Field,
    words: String,
    /// How many words.
    count: u32,
}

/// The texts of a graph, by their words.
#[derive(Debug, Default)]
pub struct Index {
    texts: Vec<Text>,
    /// Where each key stands: the texts, each once, and how close the key is to the word there.
    keys: BTreeMap<String, Vec<(u32, u8)>>,
}

impl Index {
    /// The index of names and passages, each the words of a thing.
    pub(super) fn of(texts: BTreeSet<(NamedNode, Field, String)>) -> Self {
        // Parts of a thing are called after it.
        let own = texts.into_iter().filter(|(thing, field, _)| *field == Field::Passage || !thing.as_str().contains('#'));
        let texts: BTreeSet<_> =
            own.map(|(thing, field, words)| (thing, field, words.split_whitespace().collect::<Vec<_>>().join(" "))).collect();
        let mut index = Self::default();
        let mut known: HashMap<String, Vec<(String, u8)>> = HashMap::new();
        for (number, text) in (0_u32..).zip(texts) {
            let mut keys: BTreeMap<&str, u8> = BTreeMap::new();
            let words: BTreeSet<String> = words(&text.2).collect();
            for word in &words {
                if !known.contains_key(word) {
                    known.insert(word.clone(), self::keys(word));
                }
            }
            for (key, weight) in words.iter().filter_map(|word| known.get(word)).flatten() {
                let own = keys.entry(key).or_default();
                *own = (*own).max(*weight);
            }
            for (key, weight) in keys {
                match index.keys.get_mut(key) {
                    Some(places) => places.push((number, weight)),
                    None => {
                        index.keys.insert(key.to_owned(), vec![(number, weight)]);
                    }
                }
            }
            let (thing, field, text) = text;
            index.texts.push(Text { thing, field, count: u32::try_from(words.len()).unwrap_or(u32::MAX), words: text });
        }
        index
    }

    /// What the words are found in, the best first: all of the words, and the rarer the more they count.
    /// A word that ends in `*` stands for every word that begins so.
    #[must_use]
    pub fn find(&self, query: &str, most: usize) -> Vec<Hit> {
        let (mut found, mut seen) = (self.found(query), HashSet::new());
        std::iter::from_fn(|| self.next(&mut found, &mut seen)).take(most).collect()
    }

    /// The same, each found when it is asked for.
    pub(super) fn hits(self: Arc<Self>, query: &str) -> impl Iterator<Item = Hit> + Send + use<> {
        let (mut found, mut seen) = (self.found(query), HashSet::new());
        std::iter::from_fn(move || self.next(&mut found, &mut seen))
    }

    /// The next best, each thing once.
    fn next(&self, found: &mut BinaryHeap<Scored>, seen: &mut HashSet<NamedNode>) -> Option<Hit> {
        loop {
            let Scored { score, text } = found.pop()?;
            let own = &self.texts[text as usize];
            if !seen.contains(&own.thing) {
                seen.insert(own.thing.clone());
                return Some(Hit { thing: own.thing.clone(), field: own.field, words: own.words.clone(), score });
            }
        }
    }

    /// Every text that has all of the words.
    fn found(&self, query: &str) -> BinaryHeap<Scored> {
        let asked: Vec<Vec<(u32, f64)>> = query.split_whitespace().flat_map(|part| self.places(part)).collect();
        let Some((first, rest)) = asked.split_first() else { return BinaryHeap::new() };
        let score = |(text, weight): &(u32, f64)| {
            let others = rest.iter().map(|places| places.binary_search_by_key(text, |(text, _)| *text).ok().map(|at| places[at].1));
            let sum = others.sum::<Option<f64>>()?;
            // The more of a name the words are, the closer it is to them.
            let own = &self.texts[*text as usize];
            let part = asked.len() as f64 / f64::from(own.count.max(1));
            let field = if own.field == Field::Name { 2.0 } else { 1.0 };
            Some(Scored { score: (weight + sum) * field * (0.15 + part.min(1.0)), text: *text })
        };
        first.iter().filter_map(score).collect::<Vec<_>>().into()
    }

    /// Where each word of a part of the query stands, with what it counts there; in the order of the texts.
    fn places(&self, part: &str) -> Vec<Vec<(u32, f64)>> {
        let all = self.texts.len().max(1) as f64;
        let rarity = |places: usize| (1.0 + all / (places.max(1) as f64)).ln();
        if let Some(start) = part.strip_suffix('*') {
            let starts: Vec<String> = words(start).collect();
            let Some(start) = starts.last() else { return Vec::new() };
            let range = self.keys.range(start.clone()..).take_while(|(key, _)| key.starts_with(start.as_str()));
            let mut out: Vec<(u32, f64)> = Vec::new();
            for (_, places) in range {
                let counts = rarity(places.len()) * f64::from(SAME);
                out.extend(places.iter().filter(|(_, weight)| *weight == SAME).map(|(text, _)| (*text, counts)));
            }
            return vec![heaviest(out)];
        }
        let of_word = |word: String| {
            let mut out: Vec<(u32, f64)> = Vec::new();
            for (key, own) in keys(&word) {
                let places = self.keys.get(&key).map_or(&[][..], Vec::as_slice);
                let rarity = rarity(places.len());
                out.extend(places.iter().take(COMMON).map(|&(text, weight)| (text, rarity * f64::from(own.min(weight)))));
            }
            heaviest(out)
        };
        words(part).map(of_word).collect()
    }
}

/// A text and how well it fits; of equals the earlier is more.
struct Scored {
    score: f64,
    text: u32,
}

impl Ord for Scored {
    fn cmp(&self, other: &Self) -> Ordering {
        self.score.total_cmp(&other.score).then(other.text.cmp(&self.text))
    }
}

impl PartialOrd for Scored {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Scored {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Scored {}

/// Each text once, with the most that it counts; in the order of the texts.
fn heaviest(mut places: Vec<(u32, f64)>) -> Vec<(u32, f64)> {
    places.sort_unstable_by(|one, other| one.0.cmp(&other.0).then(other.1.total_cmp(&one.1)));
    places.dedup_by_key(|(text, _)| *text);
    places
}

/// All names and passages of a store.
pub(super) fn texts(store: &Store) -> BTreeSet<(NamedNode, Field, String)> {
    let mut texts = BTreeSet::new();
    let mut take = |thing: NamedOrBlankNode, field, words: Term| {
        if let (NamedOrBlankNode::NamedNode(thing), Term::Literal(words)) = (thing, words) {
            texts.insert((thing, field, words.value().to_owned()));
        }
    };
    for predicate in [rdfs::LABEL, common::SKOS_PREF_LABEL, common::SKOS_ALT_LABEL, common::DCT_TITLE] {
        for (subject, _, object) in store.union(None, Some(predicate)) {
            take(subject, Field::Name, object);
        }
    }
    for (subject, _, content) in store.union(None, Some(crm::P190_HAS_SYMBOLIC_CONTENT)) {
        let NamedOrBlankNode::NamedNode(node) = &subject else { continue };
        let named: Vec<_> = store.subjects(crm::P1_IS_IDENTIFIED_BY, node.as_ref().into());
        for thing in &named {
            take(thing.clone(), Field::Name, content.clone());
        }
        if named.is_empty() && store.union(Some(node.as_ref()), Some(common::OA_HAS_SOURCE)).next().is_some() {
            take(subject, Field::Passage, content);
        }
    }
    texts
}

/// What a key counts that is the word itself, a base form of it, its stem.
const SAME: u8 = 4;
const BASE: u8 = 3;
const STEM: u8 = 2;

/// The words of a text as they are compared: in lower case, without marks over Latin letters, parts of a hyphened word apart.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    let is_part = |letter: char| is_alphanumeric(letter) || is_combining_mark(letter) || letter == '\'' || letter == '\u{2019}';
    text.split(move |letter| !is_part(letter)).filter_map(|word| {
        let word = word.trim_matches(['\'', '\u{2019}']);
        let folded = fold(word).to_lowercase();
        let plain = if folded.chars().any(|letter| matches!(letter, '\u{400}'..='\u{52f}')) {
            folded
        } else {
            folded.nfd().filter(|letter| !is_combining_mark(*letter)).collect()
        };
        (!plain.is_empty()).then_some(plain)
    })
}

/// The keys under which a word meets its other case forms.
#[must_use]
pub fn word_keys(text: &str) -> Vec<String> {
    words(text).flat_map(|word| keys(&word)).map(|(key, _)| key).collect()
}

/// The keys of a word, each with how close it is.
fn keys(word: &str) -> Vec<(String, u8)> {
    let mut out: BTreeMap<String, u8> = BTreeMap::new();
    let code = lang::guess(word);
    if word.chars().all(char::is_alphabetic) {
        let algorithm = if code == "ru" { Algorithm::Russian } else { Algorithm::English };
        out.insert(format!("~{}", Stemmer::create(algorithm).stem(word)), STEM);
        if let Some(pack) = lang::pack(code) {
            for base in pack.declension.restore(word, &ROLES).into_iter().filter(|base| base.prior >= 0) {
                out.insert(format!("={}", base.text.to_lowercase()), BASE);
            }
        }
        out.insert(format!("={word}"), BASE);
    }
    out.insert(word.to_owned(), SAME);
    out.into_iter().collect()
}
