//! The section "dates" of a language pack: months, seasons, the words around a date.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

/// What `dates.toml` of a pack holds, ready to be looked up word by word.
#[derive(Debug, Deserialize)]
#[serde(from = "File")]
pub struct Dates {
    lexicon: HashMap<Box<str>, Box<[DateWord]>>,
}

/// What a word may be in a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateWord {
    /// A month, 1 to 12.
    Month(u8),
}

impl Dates {
    /// What a word may be in a date; `word` is in lower case.
    #[must_use]
    pub fn roles(&self, word: &str) -> &[DateWord] {
        self.lexicon.get(word).map_or(&[], |roles| roles)
    }
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Every form of a month's name, by its number.
    months: BTreeMap<String, Vec<String>>,
}

impl From<File> for Dates {
    fn from(file: File) -> Self {
        let mut lexicon: HashMap<Box<str>, Vec<DateWord>> = HashMap::new();
        for (number, words) in file.months {
            for word in words {
                lexicon.entry(word.into()).or_default().push(DateWord::Month(number.parse().unwrap_or(0)));
            }
        }
        Self { lexicon: lexicon.into_iter().map(|(word, roles)| (word, roles.into())).collect() }
    }
}
