//! The authority files of a publication: the things it knows, and what they are called.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::read::ThingKind;

use super::EntityId;

/// The things a publication knows, by id.
#[derive(Clone, Debug, Default)]
pub struct Authority {
    entries: BTreeMap<EntityId, Entry>,
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
    /// The file is not the TOML we expect; the message names the line.
    #[error("{file}: {message}")]
    Toml {
        /// The file.
        file: String,
        /// What is wrong, with line and column.
        message: String,
    },
}

impl Authority {
    /// Adds the things of one file (`kind` is the file's).
    ///
    /// # Errors
    /// When the file is not TOML of the documented form, or names a key twice.
    pub fn add(&mut self, file: &str, kind: ThingKind, toml: &str) -> Result<(), AuthorityError> {
        let table: BTreeMap<String, Entry> =
            toml::from_str(toml).map_err(|error| AuthorityError::Toml { file: file.to_owned(), message: error.to_string() })?;
        self.entries.extend(table.into_iter().map(|(key, entry)| (EntityId { kind, key }, entry)));
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
}
