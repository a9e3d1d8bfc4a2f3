//! Keeps the dumps of a version under `release/VERSION/`.

use std::fs;
use std::path::PathBuf;

use crate::rdf::Format;

use super::disk;
use super::{Error, Publication};

/// What a release holds.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Released {
    /// The folder.
    pub folder: PathBuf,
    /// SHA-256 of its sorted N-Quads, which have no blank nodes: their canonical form.
    pub canonical: String,
    /// Whether it was there before, with the same bytes.
    pub unchanged: bool,
}

/// Copies the dumps of the build that is in place to `release/VERSION/`.
///
/// # Errors
/// When nothing is built, or a release of this version holds other bytes.
pub fn release(publication: &Publication) -> Result<Released, Error> {
    let dumps = publication.dir.join("build").join("current").join("dumps");
    if !dumps.join("all.nq").is_file() {
        return Err(Error::NothingBuilt(publication.dir.clone()));
    }
    let version = &publication.edition().version;
    let folder = publication.dir.join("release").join(version);
    let mut files = Vec::new();
    for name in Format::ALL.into_iter().map(|format| format!("all.{}", format.extension())).chain(["SHA256SUMS".to_owned()]) {
        let path = dumps.join(&name);
        let bytes = fs::read(&path).map_err(|source| Error::Read { path, source })?;
        files.push((name, bytes));
    }
    let canonical = files.iter().find(|(name, _)| name == "all.nq").map(|(_, bytes)| disk::sha256(bytes)).unwrap_or_default();
    if folder.exists() {
        let same = files.iter().all(|(name, bytes)| fs::read(folder.join(name)).is_ok_and(|old| old == *bytes));
        if same {
            return Ok(Released { folder, canonical, unchanged: true });
        }
        return Err(Error::Released { version: version.clone(), file: publication.dir.join("regesta.toml") });
    }
    let new = publication.dir.join("release").join(format!("{version}.new"));
    let _ = fs::remove_dir_all(&new);
    disk::folder(&new)?;
    for (name, bytes) in &files {
        disk::write(&new.join(name), |out| out.write_all(bytes))?;
    }
    disk::rename(&new, &folder)?;
    Ok(Released { folder, canonical, unchanged: false })
}
