//! What kind of body the first noun of a group's name speaks of: the section "groups" of a pack.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use super::fold;

/// The type of a group, as authority files have it, by the words of its name.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Table")]
pub struct GroupTypes {
    type_of: HashMap<String, String>,
    endings: Vec<(String, String)>,
}

/// The section as its file has it: each type with its words; a word that begins with "-" is an ending.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    types: BTreeMap<String, String>,
}

impl From<Table> for GroupTypes {
    fn from(table: Table) -> Self {
        let mut out = Self::default();
        for (name, words) in table.types {
            for word in words.split_whitespace() {
                match word.strip_prefix('-') {
                    Some(end) => out.endings.push((fold(end).into_owned(), name.clone())),
                    None => drop(out.type_of.insert(fold(word).into_owned(), name.clone())),
                }
            }
        }
        out
    }
}

impl GroupTypes {
    /// The type that the first telling word of a name speaks of.
    #[must_use]
    pub fn of(&self, name: &str) -> Option<&str> {
        let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let words: Vec<String> = words.map(|word| fold(word).to_lowercase()).collect();
        let listed = words.iter().find_map(|word| self.type_of.get(word));
        let ended = || words.iter().find_map(|word| self.endings.iter().find(|(end, _)| word.ends_with(end.as_str())));
        listed.or_else(|| ended().map(|(_, name)| name)).map(String::as_str)
    }
}
