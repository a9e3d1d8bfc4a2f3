//! The folder `links/` of a publication: what its things are elsewhere, decided by people or proposed.
//!
//! Each source has its files: `wikidata.sssom.tsv` with `candidates.jsonl`, `items.jsonl` and `searches.jsonl`; another one,
//! say `gnd`, has `gnd.sssom.tsv` with `gnd.candidates.jsonl` and so on.

use std::fs;
use std::path::PathBuf;

use crate::link::{ItemId, Line, Mappings, Snapshot, Source};

use super::open::optional;
use super::{Error, Publication, disk};

/// How the names of files of decisions end.
const DECISIONS: &str = ".sssom.tsv";

/// The links of a publication into one source.
#[derive(Clone, Debug)]
pub struct Links<'p> {
    publication: &'p Publication,
    source: Source,
}

impl<'p> Links<'p> {
    /// Those into Wikidata.
    #[must_use]
    pub fn wikidata(publication: &'p Publication) -> Self {
        Self::of(publication, Source::wikidata())
    }

    /// Those into another source.
    #[must_use]
    pub fn of(publication: &'p Publication, source: Source) -> Self {
        Self { publication, source }
    }

    /// Those into every source that the publication has decisions about, in the order of the files' names.
    ///
    /// # Errors
    /// When a file is not the SSSOM we write and read.
    pub fn all(publication: &'p Publication) -> Result<Vec<Self>, Error> {
        let Ok(folder) = fs::read_dir(publication.dir.join("links")) else { return Ok(Vec::new()) };
        let name = |entry: fs::DirEntry| entry.file_name().to_str()?.strip_suffix(DECISIONS).map(str::to_owned);
        let mut keys: Vec<String> = folder.filter_map(|entry| name(entry.ok()?)).collect();
        keys.sort();
        let of_key = |key: String| {
            let file = Self::of(publication, Source { key: key.clone(), ..Source::wikidata() });
            // What its head says, under the name that the file has.
            let source = Source { key, ..file.decisions()?.source().clone() };
            Ok(Self { source, ..file })
        };
        keys.into_iter().map(of_key).collect()
    }

    /// Those into the source of this key, or of this service's address, where there are any.
    ///
    /// # Errors
    /// As [`Links::all`].
    pub fn find(publication: &'p Publication, key_or_url: &str) -> Result<Option<Self>, Error> {
        let is_it = |own: &Self| own.source.key == key_or_url || own.source.url.as_deref() == Some(key_or_url);
        Ok(Self::all(publication)?.into_iter().find(is_it))
    }

    /// The source.
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The file of decisions.
    #[must_use]
    pub fn file(&self) -> PathBuf {
        self.publication.dir.join("links").join(format!("{}{DECISIONS}", self.source.key))
    }

    /// The decisions; none where nobody has decided.
    ///
    /// # Errors
    /// When the file is not the SSSOM we write and read.
    pub fn decisions(&self) -> Result<Mappings, Error> {
        let path = self.file();
        let edition = self.publication.edition();
        match optional(&path)? {
            Some(text) => Ok(Mappings::parse(&path.display().to_string(), &text)?),
            None => Ok(Mappings::of(edition.base.as_str(), &edition.title, self.source.clone())),
        }
    }

    /// The items that the publication keeps.
    ///
    /// # Errors
    /// When a line is no item.
    pub fn items(&self) -> Result<Snapshot, Error> {
        let mut items = Snapshot::default();
        let path = self.path("items");
        if let Some(text) = optional(&path)? {
            items.add_items(&path.display().to_string(), &text)?;
        }
        Ok(items)
    }

    /// What a proposal is made from without a network: what comes with regesta, and what the publication keeps, which goes first.
    ///
    /// # Errors
    /// When a line is no item or no search.
    pub fn snapshot(&self) -> Result<Snapshot, Error> {
        let mut all = if self.source == Source::wikidata() { Snapshot::bundled() } else { Snapshot::default() };
        let (items, searches) = (self.path("items"), self.path("searches"));
        if let Some(text) = optional(&items)? {
            all.add_items(&items.display().to_string(), &text)?;
        }
        if let Some(text) = optional(&searches)? {
            all.add_searches(&searches.display().to_string(), &text)?;
        }
        Ok(all)
    }

    /// The candidates that were proposed last.
    ///
    /// # Errors
    /// When the file cannot be read; a line that is none of ours is left out.
    pub fn candidates(&self) -> Result<Vec<Line>, Error> {
        let text = optional(&self.path("candidates"))?.unwrap_or_default();
        Ok(text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect())
    }

    /// Writes the decisions.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write_decisions(&self, mappings: &Mappings) -> Result<(), Error> {
        self.replace(self.file(), &mappings.write())
    }

    /// Writes the candidates and the items they are.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn write_candidates(&self, lines: &[Line], of: &[ItemId], snapshot: &Snapshot) -> Result<(), Error> {
        let text: String = lines.iter().filter_map(|line| serde_json::to_string(line).ok()).map(|line| line + "\n").collect();
        let mut items = Snapshot::default();
        of.iter().for_each(|id| items.copy(*id, snapshot));
        self.replace(self.path("candidates"), &text)?;
        self.replace(self.path("items"), &items.write_items())
    }

    /// Writes what was searched for.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write_searches(&self, searches: &Snapshot, today: &str) -> Result<(), Error> {
        self.replace(self.path("searches"), &searches.write_searches(today))
    }

    fn replace(&self, path: PathBuf, text: &str) -> Result<(), Error> {
        disk::folder(&self.publication.dir.join("links"))?;
        if optional(&path)?.as_deref() == Some(text) {
            return Ok(());
        }
        disk::replace(&path, text)
    }

    fn path(&self, name: &str) -> PathBuf {
        let folder = self.publication.dir.join("links");
        if self.source == Source::wikidata() {
            folder.join(format!("{name}.jsonl"))
        } else {
            folder.join(format!("{}.{name}.jsonl", self.source.key))
        }
    }
}
