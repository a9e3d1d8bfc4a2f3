//! The authority files of a publication: the things it knows, and what they are called.

use std::collections::BTreeMap;
use std::sync::{Arc, RwLock};

use serde::Deserialize;

use crate::lang::Pack;
use crate::read::ThingKind;
use crate::text::slug;

use super::EntityId;
use super::known::Known;
use super::toml_fault::{TomlFault, toml_fault};

/// The things a publication knows, by id.
#[derive(Clone, Debug, Default)]
pub struct Authority {
    entries: BTreeMap<EntityId, Entry>,
    /// Where each was read: file and line.
    origins: BTreeMap<EntityId, (String, usize)>,
    /// Their forms, by the code of the language.
    known: Arc<RwLock<BTreeMap<&'static str, Arc<Known>>>>,
}

/// One thing of an authority file; keys are those of the file.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Canonical name, nominative, in the publication's language.
    pub name: String,
    /// Other names, nominative; initials of `name` are made.
    #[serde(default)]
    pub also: Vec<String>,
    /// Odd surface forms that no rule makes.
    #[serde(default)]
    pub forms: Vec<String>,
    /// "auto", "fixed", or a class that the language pack names.
    pub decline: Option<String>,
    /// Names in other languages, by BCP 47 code.
    #[serde(default)]
    pub labels: BTreeMap<String, String>,
    /// Birth, EDTF.
    pub born: Option<String>,
    /// Death, EDTF.
    pub died: Option<String>,
    /// For people.
    pub note: Option<String>,
    /// Of a place: longitude and latitude, in degrees (WGS 84).
    pub coordinates: Option<[f64; 2]>,
    /// Of a place: the key of the place it lies in.
    pub within: Option<String>,
    /// Of a group: state, government, party, ministry, committee, army, archive, press, company, other.
    #[serde(rename = "type")]
    pub group_type: Option<String>,
    /// Of a group: its abbreviations.
    #[serde(default)]
    pub abbreviations: Vec<String>,
    /// Of a group: the key of the group it belongs to.
    pub part_of: Option<String>,
    /// Of a group: founded, EDTF.
    pub from: Option<String>,
    /// Of a group: dissolved, EDTF.
    pub until: Option<String>,
    /// Of an archive: its short key, "RGASPI".
    pub short: Option<String>,
}

/// Why an authority file could not be taken.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AuthorityError {
    /// The file is not the TOML we expect.
    #[error("{file}:{line}: {message}")]
    Toml {
        /// The file.
        file: String,
        /// Where, from one.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// An entry has a key that is none of ours.
    #[error("{file}:{line}: unknown key \"{key}\"{}", hint.as_ref().map(|hint| format!("\nhint: did you mean \"{hint}\"?")).unwrap_or_default())]
    UnknownKey {
        /// The file.
        file: String,
        /// Where, from one.
        line: usize,
        /// The key.
        key: String,
        /// The key of ours that is most like it, where one is.
        hint: Option<String>,
    },
    /// Two things of one kind have the same key.
    #[error("{file}:{line}: the key \"{key}\" is used twice, first in {first_file}:{first_line}")]
    DoubledKey {
        /// The file of the second.
        file: String,
        /// The line of the second, from one.
        line: usize,
        /// The key.
        key: String,
        /// The file of the first.
        first_file: String,
        /// The line of the first, from one.
        first_line: usize,
    },
    /// A key would not do in an address.
    #[error("{file}:{line}: the key \"{key}\" is not made of lower-case ASCII letters, digits and hyphens\nhint: write [{hint}]")]
    BadKey {
        /// The file.
        file: String,
        /// Where, from one.
        line: usize,
        /// The key.
        key: String,
        /// The same name as a key.
        hint: String,
    },
}

impl Authority {
    /// Adds the things of one file (`kind` is the file's).
    ///
    /// # Errors
    /// When the file is not TOML of the documented form, names a key twice, or one that another
    /// file of the same kind has.
    pub fn add(&mut self, file: &str, kind: ThingKind, toml: &str) -> Result<(), AuthorityError> {
        let headers = headers(toml);
        let mut lines: BTreeMap<&str, usize> = BTreeMap::new();
        for &(key, line) in &headers {
            let here = || (file.to_owned(), line, key.to_owned());
            let known = self.origins.get(&EntityId { kind, key: key.to_owned() });
            let first = lines.get(key).map(|&first| (file.to_owned(), first)).or_else(|| known.cloned());
            if let Some((first_file, first_line)) = first {
                let (file, line, key) = here();
                return Err(AuthorityError::DoubledKey { file, line, key, first_file, first_line });
            }
            if key.is_empty() || !key.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-')) {
                let (file, line, key) = here();
                return Err(AuthorityError::BadKey { file, line, hint: slug(&key), key });
            }
            lines.insert(key, line);
        }
        let table: BTreeMap<String, Entry> = toml::from_str(toml).map_err(|error| self::error(file, toml, &error))?;
        for (key, entry) in table {
            let line = lines.get(key.as_str()).copied().unwrap_or(1);
            let id = EntityId { kind, key };
            self.origins.insert(id.clone(), (file.to_owned(), line));
            self.entries.insert(id, entry);
        }
        self.known = Arc::default();
        Ok(())
    }

    /// All things, by id.
    pub fn entries(&self) -> impl Iterator<Item = (&EntityId, &Entry)> {
        self.entries.iter()
    }

    /// The entry of a thing.
    #[must_use]
    pub fn get(&self, id: &EntityId) -> Option<&Entry> {
        self.entries.get(id)
    }

    /// All names in all forms of the pack's language; made once and kept.
    pub(super) fn known(&self, pack: &Pack) -> Arc<Known> {
        if let Some(known) = self.known.read().ok().and_then(|kept| kept.get(pack.code).cloned()) {
            return known;
        }
        let known = Arc::new(Known::new(self, pack));
        if let Ok(mut kept) = self.known.write() {
            kept.insert(pack.code, Arc::clone(&known));
        }
        known
    }
}

/// The keys of a file's entries, and the line each stands in.
fn headers(toml: &str) -> Vec<(&str, usize)> {
    let header = |line: &str| -> Option<(usize, usize)> {
        let start = line.find('[').filter(|&at| line[..at].trim().is_empty())? + 1;
        let length = line[start..].find(']')?;
        Some((start, start + length))
    };
    let lines = toml.lines().enumerate();
    let found = lines.filter_map(|(number, line)| header(line).map(|(start, end)| (line[start..end].trim(), number + 1)));
    found.filter(|(key, _)| !key.contains(['.', '[', ',', '='])).map(|(key, line)| (key.trim_matches(['"', '\'']), line)).collect()
}

fn error(file: &str, toml: &str, error: &toml::de::Error) -> AuthorityError {
    let file = file.to_owned();
    match toml_fault(toml, error) {
        TomlFault { line, unknown: Some((key, hint)), .. } => AuthorityError::UnknownKey { file, line, key, hint },
        TomlFault { line, message, .. } => AuthorityError::Toml { file, line, message },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(toml: &str, expected: &str) {
        let error = Authority::default().add("persons.toml", ThingKind::Person, toml).unwrap_err();
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn an_unknown_key_is_named_and_another_suggested() {
        check("[a]\nname = \"A\"\nbron = \"1886\"\n", "persons.toml:3: unknown key \"bron\"\nhint: did you mean \"born\"?");
    }

    #[test]
    fn a_doubled_key_is_named_with_both_lines() {
        check("[a]\nname = \"A\"\n\n[a]\nname = \"B\"\n", "persons.toml:4: the key \"a\" is used twice, first in persons.toml:1");
    }

    #[test]
    fn a_key_of_another_file_of_the_kind_is_doubled_too() {
        let mut authority = Authority::default();
        authority.add("persons.toml", ThingKind::Person, "[a]\nname = \"A\"\n").unwrap();
        authority.add("places.toml", ThingKind::Place, "[a]\nname = \"A\"\n").unwrap();
        let error = authority.add("more.toml", ThingKind::Person, "\n[a]\nname = \"A\"\n").unwrap_err();
        assert_eq!(error.to_string(), "more.toml:2: the key \"a\" is used twice, first in persons.toml:1");
    }

    #[test]
    fn a_key_must_do_in_an_address() {
        check(
            "[\"Пётр I\"]\nname = \"Пётр I\"\n",
            "persons.toml:1: the key \"Пётр I\" is not made of lower-case ASCII letters, digits and hyphens\nhint: write [petr-i]",
        );
    }

    #[test]
    fn what_is_no_toml_is_said_with_its_line() {
        let error = Authority::default().add("persons.toml", ThingKind::Person, "[a]\nname = \n").unwrap_err();
        assert!(error.to_string().starts_with("persons.toml:2: "), "{error}");
    }
}
