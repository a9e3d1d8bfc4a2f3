//! Good answers, one file each, whole or not at all: what was answered once is not asked again, whenever the run was broken off.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use sha2::{Digest as _, Sha256};

use crate::link::ItemId;

/// The folder of answers.
pub(super) struct Cache {
    folder: PathBuf,
    /// The folder of answers by address.
    of: &'static str,
}

/// An answer that was kept.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Kept {
    /// The address it answers.
    url: String,
    /// Its tag.
    #[serde(default)]
    pub(super) tag: Option<String>,
    /// What it says.
    pub(super) answer: Json,
}

impl Cache {
    pub(super) fn open(folder: &Path, of: &'static str) -> io::Result<Self> {
        for part in [of, "entity"] {
            fs::create_dir_all(folder.join(part))?;
        }
        Ok(Self { folder: folder.to_owned(), of })
    }

    /// The answer of an address.
    pub(super) fn answer(&self, url: &str) -> Option<Kept> {
        let kept: Kept = serde_json::from_slice(&fs::read(self.search_file(url)).ok()?).ok()?;
        Some(kept).filter(|kept| kept.url == url)
    }

    pub(super) fn keep(&self, url: &str, answer: &Json, tag: Option<&str>) -> io::Result<()> {
        let kept = Kept { url: url.to_owned(), tag: tag.map(str::to_owned), answer: answer.clone() };
        write(&self.search_file(url), &serde_json::to_vec(&kept)?)
    }

    /// An entity as it was answered for an id; one that is missing is known to be.
    pub(super) fn entity(&self, id: ItemId) -> Option<Json> {
        serde_json::from_slice(&fs::read(self.entity_file(id)).ok()?).ok()
    }

    pub(super) fn keep_entity(&self, id: ItemId, entity: &Json) -> io::Result<()> {
        write(&self.entity_file(id), &serde_json::to_vec(entity)?)
    }

    fn search_file(&self, url: &str) -> PathBuf {
        let hash: String = Sha256::digest(url.as_bytes()).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        self.folder.join(self.of).join(hash).with_extension("json")
    }

    fn entity_file(&self, id: ItemId) -> PathBuf {
        self.folder.join("entity").join(id.to_string()).with_extension("json")
    }
}

/// Writes beside and renames, so that a broken run leaves no half file.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let new = path.with_extension("new");
    let mut file = File::create(&new)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&new, path)
}
