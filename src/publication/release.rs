//! Keeps the dumps of a version under `release/VERSION/`.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::rdf::{Format, Registry};

use super::{Error, Publication, disk, dump};

/// What a release holds.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Released {
    /// The folder.
    pub folder: PathBuf,
    /// SHA-256 of the graph's canonical form (RDFC-1.0), which is `all.nq`.
    pub canonical: String,
    /// Whether it was there before, with the same bytes.
    pub unchanged: bool,
}

/// Copies the dumps of the build that is in place to `release/VERSION/`, without their packed
/// siblings, and the registry beside them.
///
/// # Errors
/// When nothing is built, a release of this version holds other bytes, or the registry has lost
/// an address that an earlier release has.
pub fn release(publication: &Publication) -> Result<Released, Error> {
    let dumps = publication.dir.join("build").join("current").join("dumps");
    if !dumps.join("all.nq").is_file() {
        return Err(Error::NothingBuilt(publication.dir.clone()));
    }
    kept(publication)?;
    let version = &publication.edition().version;
    let folder = publication.dir.join("release").join(version);
    let names: Vec<String> = Format::ALL.into_iter().map(|format| format!("all.{}", format.extension())).collect();
    let sums = sums(&dumps, &names)?;
    let canonical = sums.lines().find_map(|line| line.strip_suffix("  all.nq")).unwrap_or_default().to_owned();
    if folder.exists() {
        return if self::sums(&folder, &names).is_ok_and(|old| old == sums) && is_whole(&folder, &sums) {
            Ok(Released { folder, canonical, unchanged: true })
        } else {
            Err(Error::Released { version: version.clone(), file: publication.dir.join("regesta.toml") })
        };
    }
    let new = publication.dir.join("release").join(format!("{version}.new"));
    let _ = fs::remove_dir_all(&new);
    disk::folder(&new)?;
    for name in &names {
        copy(&dumps.join(name), &new.join(name))?;
    }
    disk::write(&new.join("SHA256SUMS"), |out| out.write_all(sums.as_bytes()))?;
    disk::write(&new.join(dump::CANONICAL), |out| writeln!(out, "{canonical}  all.nq"))?;
    disk::write(&new.join("registry.tsv"), |out| out.write_all(publication.registry.write().as_bytes()))?;
    disk::rename(&new, &folder)?;
    Ok(Released { folder, canonical, unchanged: false })
}

/// The sums of some files of a folder, from its `SHA256SUMS`.
fn sums(folder: &Path, names: &[String]) -> Result<String, Error> {
    let path = folder.join("SHA256SUMS");
    let all = fs::read_to_string(&path).map_err(|source| Error::Read { path, source })?;
    let wanted = all.lines().filter(|line| line.split_once("  ").is_some_and(|(_, name)| names.iter().any(|wanted| wanted == name)));
    Ok(wanted.map(|line| format!("{line}\n")).collect())
}

/// Whether the files of a folder have the sums they should have.
fn is_whole(folder: &Path, sums: &str) -> bool {
    let same =
        |line: &str| line.split_once("  ").is_some_and(|(sum, name)| disk::sha256_of(&folder.join(name)).is_ok_and(|own| own == sum));
    sums.lines().all(same)
}

fn copy(from: &Path, to: &Path) -> Result<(), Error> {
    let mut file = File::open(from).map_err(|source| Error::Read { path: from.to_owned(), source })?;
    disk::write(to, |mut out| io::copy(&mut file, &mut out).map(drop))
}

/// Refuses to release where an address of an earlier release is not in the registry, or stands for another kind of thing.
fn kept(publication: &Publication) -> Result<(), Error> {
    let releases = publication.dir.join("release");
    let Ok(entries) = fs::read_dir(&releases) else { return Ok(()) };
    let mut lost = Vec::new();
    for entry in entries.flatten() {
        let path = entry.path().join("registry.tsv");
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let version = entry.file_name().to_string_lossy().into_owned();
        for (address, old) in Registry::parse(&path.display().to_string(), &text)?.lines() {
            if publication.registry.line(address).is_none_or(|new| new.kind != old.kind) {
                lost.push(format!("{address} (version {version})"));
            }
        }
    }
    lost.sort();
    if lost.is_empty() { Ok(()) } else { Err(Error::Lost { file: publication.dir.join("registry.tsv"), lost }) }
}
