//! Archives and their record classes: data/archives.toml.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::{Captures, Regex};
use serde::Deserialize;

/// The archives that every reader knows.
#[derive(Debug)]
pub struct Archives {
    names: Gated,
    classes: Gated,
    key_of: BTreeMap<String, String>,
    class_of: BTreeMap<String, String>,
}

/// A pattern, and the words that must stand somewhere for it to be found, which are looked for first.
#[derive(Debug)]
struct Gated {
    words: Regex,
    pattern: Regex,
}

impl Gated {
    fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.words.is_match(text).then(|| self.pattern.captures(text)).flatten()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    names: BTreeMap<String, Vec<String>>,
    classes: BTreeMap<String, Vec<String>>,
}

static ARCHIVES: LazyLock<Archives> = LazyLock::new(|| {
    let table: Table = toml::from_str(include_str!("../../data/archives.toml")).expect("a test reads data/archives.toml");
    let (names, key_of) = pattern(&table.names, "");
    let (classes, class_of) = pattern(&table.classes, r"\s?\d[\d/.]*(?:\s?\([^()]*\))?|\s?\p{Lu}\d+[\d/]*");
    Archives { names, classes, key_of, class_of }
});

impl Archives {
    /// The archives of `data/archives.toml`.
    #[must_use]
    pub fn known() -> &'static Self {
        &ARCHIVES
    }

    /// The first archive named: where its name begins and ends, and its key.
    #[must_use]
    pub fn find(&self, words: &str) -> Option<(usize, usize, &str)> {
        let found = self.names.captures(words)?.name("name")?;
        self.key_of.get(&normal(found.as_str())).map(|key| (found.start(), found.end(), key.as_str()))
    }

    /// The first shelf-mark that begins with a record class: where it begins and where its first number ends, and its archive.
    #[must_use]
    pub fn find_class(&self, words: &str) -> Option<(usize, usize, &str)> {
        let found = self.classes.captures(words)?;
        let (name, number) = (found.name("name")?, found.name("number")?);
        self.class_of.get(&normal(name.as_str())).map(|key| (name.start(), number.end(), key.as_str()))
    }
}

fn pattern(table: &BTreeMap<String, Vec<String>>, number: &str) -> (Gated, BTreeMap<String, String>) {
    let mut keys = BTreeMap::new();
    let mut names: Vec<&String> = Vec::new();
    for (key, all) in table {
        for name in all {
            keys.insert(normal(name), key.clone());
            names.push(name);
        }
    }
    names.sort_by_key(|name| std::cmp::Reverse(name.chars().count()));
    let names: Vec<String> = names.iter().map(|name| regex::escape(name).replace(' ', r"\s+")).collect();
    let text = format!(r"(?:^|[^\p{{L}}\d-])(?P<name>{})(?P<number>{number})(?:[^\p{{L}}]|$)", names.join("|"));
    let made = |text: &str| Regex::new(text).expect("names are escaped, so the pattern is ours");
    (Gated { words: made(&names.join("|")), pattern: made(&text) }, keys)
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
}
