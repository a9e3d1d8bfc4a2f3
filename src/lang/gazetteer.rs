//! Places and groups that every reader of history knows, in all their forms.

use rustc_hash::FxHashMap as HashMap;
use serde::Deserialize;

use super::phrase::noun_phrase;
use super::{Cases, Declension, Role, fold, forms};

/// What a listed thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ListedKind {
    /// A state, of today or of another time.
    State,
    /// A town, a region, a river, a sea.
    Place,
    /// An organisation known by its name alone.
    Group,
}

/// One form of a listed name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The words after the first one.
    pub rest: Box<[String]>,
    /// What the thing is called: the number of its name.
    base: u32,
    /// What it is.
    pub kind: ListedKind,
    /// The cases the form may stand in.
    pub cases: Cases,
}

/// The gazetteer of one language.
#[derive(Debug, Default)]
pub struct Gazetteer {
    /// Mostly one of each first word, so no room is left for more.
    by_first: HashMap<Box<str>, Vec<Listed>>,
    bases: Vec<String>,
}

/// What `gazetteer.toml` of a pack holds; the file says how entries are written.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Table {
    states: String,
    cities: String,
    regions: String,
    waters: String,
    groups: String,
}

impl Gazetteer {
    pub(super) fn new(table: &Table, declension: &Declension) -> Self {
        let mut gazetteer = Self::default();
        let lists = [
            (ListedKind::State, &table.states),
            (ListedKind::Place, &table.cities),
            (ListedKind::Place, &table.regions),
            (ListedKind::Place, &table.waters),
            (ListedKind::Group, &table.groups),
        ];
        let bytes: usize = lists.iter().map(|(_, list)| list.len()).sum();
        gazetteer.by_first.reserve(if declension.is_empty() { bytes / 12 } else { bytes / 3 });
        for (kind, list) in lists {
            for entry in list.split([';', '\n']).map(str::trim).filter(|entry| !entry.is_empty()) {
                gazetteer.add(entry, kind, declension);
            }
        }
        for listed in gazetteer.by_first.values_mut() {
            listed.sort_by_key(|one| std::cmp::Reverse(one.rest.len()));
        }
        gazetteer
    }

    fn add(&mut self, entry: &str, kind: ListedKind, declension: &Declension) {
        for (number, name) in entry.split('=').map(str::trim).enumerate() {
            if number == 0 {
                self.bases.push(name.to_owned());
            }
            let noun = if kind == ListedKind::Group { Role::Noun } else { Role::Place };
            let parts = noun_phrase(&fold(name), noun, None, declension);
            for form in forms(declension, &parts) {
                let (first, rest) = form.text.split_once(' ').unwrap_or((&form.text, ""));
                let rest = rest.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
                let base = u32::try_from(self.bases.len() - 1).expect("a gazetteer is a file of some thousand lines");
                let listed = Listed { rest, base, kind, cases: form.cases };
                match self.by_first.get_mut(first) {
                    Some(all) => all.push(listed),
                    None => drop(self.by_first.insert(first.into(), vec![listed])),
                }
            }
        }
    }

    /// The listed names whose first word has this (folded) form, those of more words first.
    #[must_use]
    pub fn starting_with(&self, word: &str) -> &[Listed] {
        self.by_first.get(word).map_or(&[], Vec::as_slice)
    }

    /// What the thing of a listed name is called.
    #[must_use]
    pub fn base(&self, listed: &Listed) -> &str {
        &self.bases[listed.base as usize]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_listed_name_has_words() {
        for code in crate::lang::CODES {
            let gazetteer = &crate::lang::pack(code).unwrap().gazetteer;
            assert!(gazetteer.starting_with("").is_empty(), "{code}: an entry of the gazetteer is empty on one side of \"=\"");
            assert!(gazetteer.bases.iter().all(|base| !base.is_empty()), "{code}: an entry of the gazetteer has no first name");
        }
    }
}
