//! Archives and their record classes: data/archives.toml.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHashMap as HashMap;
use serde::Deserialize;

use crate::text::{is_alphabetic, lowercase, matcher};

/// The archives that every reader knows.
#[derive(Debug)]
pub struct Archives {
    nouns: Vec<String>,
    names: Known,
    classes: Known,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    nouns: Vec<String>,
    names: BTreeMap<String, Vec<String>>,
    classes: BTreeMap<String, Vec<String>>,
}

static ARCHIVES: LazyLock<Archives> = LazyLock::new(|| {
    let table: Table = toml::from_str(include_str!("../../data/archives.toml")).expect("a test reads data/archives.toml");
    Archives { names: Known::of(&table.names), classes: Known::of(&table.classes), nouns: table.nouns }
});

/// The number behind a record class, "371/6271", and what must stand behind it.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| matcher(r"^(\s?[0-9][0-9/.]*(?:\s?\([^()]*\))?|\s?\p{Lu}[0-9]+[0-9/]*)(?:[^\p{L}]|$)"));

impl Archives {
    /// The archives of `data/archives.toml`.
    #[must_use]
    pub fn known() -> &'static Self {
        &ARCHIVES
    }

    /// The first archive named: where its name begins and ends, and its key.
    #[must_use]
    pub fn find(&self, words: &str) -> Option<(usize, usize, &str)> {
        self.names.find(words, |end| (!words[end..].starts_with(is_alphabetic)).then_some(end))
    }

    /// Whether a word is a noun for archives, also at the end of a compound: "Staatsarchiv", "Rigsarkivet".
    #[must_use]
    pub fn is_noun(&self, word: &str) -> bool {
        let word = lowercase(word);
        self.nouns.iter().any(|noun| word.ends_with(noun.as_str()))
    }

    /// The first shelf-mark that begins with a record class: where it begins and where its first number ends, and its archive.
    #[must_use]
    pub fn find_class(&self, words: &str) -> Option<(usize, usize, &str)> {
        self.classes.find(words, |end| {
            // Most classes are letters that begin many words.
            let number = words[end..].trim_start().starts_with(|c: char| c.is_numeric() || c.is_uppercase());
            let number = number.then(|| NUMBER.captures(&words[end..])).flatten()?;
            Some(end + number.get(1)?.end())
        })
    }
}

/// Names and the archives that they stand for, looked for as they are written.
#[derive(Debug)]
struct Known {
    /// Names by their first character, the longest first, each with its archive's key.
    by_first: HashMap<char, Vec<(String, String)>>,
}

impl Known {
    fn of(table: &BTreeMap<String, Vec<String>>) -> Self {
        let mut key_of = BTreeMap::new();
        for (key, names) in table {
            // A name that two archives list is that of the later one.
            key_of.extend(names.iter().map(|name| (normal(name), key.clone())));
        }
        let mut by_first: HashMap<char, Vec<(String, String)>> = HashMap::default();
        for (name, key) in key_of {
            if let Some(first) = name.chars().next() {
                by_first.entry(first).or_default().push((name, key));
            }
        }
        by_first.values_mut().for_each(|names| names.sort_by_key(|(name, _)| std::cmp::Reverse(name.chars().count())));
        Self { by_first }
    }

    /// The first name that begins as a word does and behind whose end `ends` says where what is looked for ends.
    fn find(&self, words: &str, ends: impl Fn(usize) -> Option<usize>) -> Option<(usize, usize, &str)> {
        let mut begins = true;
        words.char_indices().find_map(|(at, c)| {
            let found = begins.then(|| self.by_first.get(&c)).flatten().and_then(|names| {
                names.iter().find_map(|(name, key)| ends(at + length(name, &words[at..])?).map(|end| (at, end, key.as_str())))
            });
            begins = !(is_alphabetic(c) || c.is_ascii_digit() || c == '-');
            found
        })
    }
}

/// How many bytes of a text the name takes that it begins with; a space in it stands for white space of any length.
fn length(name: &str, text: &str) -> Option<usize> {
    if text.starts_with(name) {
        return Some(name.len());
    }
    let mut rest = text;
    for (at, word) in name.split(' ').enumerate() {
        let next = rest.trim_start();
        rest = next.strip_prefix(word).filter(|_| (next.len() < rest.len()) == (at > 0))?;
    }
    Some(text.len() - rest.len())
}

fn normal(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_classes_are_found_as_whole_words() {
        let archives = Archives::known();
        assert_eq!(archives.find("Коллекция документов АПД УДП АР").map(|(.., key)| key), Some("APDUDPAR"));
        assert_eq!(archives.find("National Archives and Records Administration USA, CIA-RDP 83").map(|(.., key)| key), Some("NARA"));
        assert_eq!(archives.find("БЛАГО"), None);
        let words = "to Curzon, FO 371/7893, E 9420/27/44";
        assert_eq!(archives.find_class(words).map(|(start, end, key)| (&words[start..end], key)), Some(("FO 371/7893", "TNA")));
        assert_eq!(archives.find_class("MSS Eur F112/200, f. 71").map(|(.., key)| key), Some("BL"));
        assert_eq!(archives.find_class("В СССР 15 лет"), None);
    }

    #[test]
    fn a_compound_that_ends_with_a_noun_for_archives_is_one() {
        let archives = Archives::known();
        assert!(["Rigsarkivet", "Staatsarchiv", "stiftsbibliotek", "Archivo"].iter().all(|word| archives.is_noun(word)));
        assert!(!["archivist", "Arkwright", "Monarchia"].iter().any(|word| archives.is_noun(word)));
    }
}
