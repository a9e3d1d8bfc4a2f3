//! The dumps of a build or a release, with their sizes and sums.

use std::fs;
use std::io;
use std::path::Path;

use crate::publication::sha256;
use crate::rdf::Format;

/// A dump that can be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dump {
    /// "all.ttl".
    pub name: String,
    /// What it is written in.
    pub format: Format,
    /// Its size.
    pub bytes: u64,
    /// SHA-256, in lower-case hexadecimal.
    pub sha256: String,
}

/// The dumps of a folder, in the order of the formats.
///
/// # Errors
/// When one cannot be read.
pub fn dumps(folder: &Path) -> io::Result<Vec<Dump>> {
    let sums = fs::read_to_string(folder.join("SHA256SUMS")).unwrap_or_default();
    let mut out = Vec::new();
    for format in Format::ALL {
        let name = format!("all.{}", format.extension());
        let path = folder.join(&name);
        let Ok(file) = fs::metadata(&path) else { continue };
        let known = sums.lines().find_map(|line| line.strip_suffix(name.as_str())?.split_whitespace().next().map(str::to_owned));
        let sha256 = match known {
            Some(known) => known,
            None => sha256(&fs::read(&path)?),
        };
        out.push(Dump { name, format, bytes: file.len(), sha256 });
    }
    Ok(out)
}
