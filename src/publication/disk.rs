//! Files that are there whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read as _, Write as _};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::Error;

/// Writes a file and waits until it is on the disk.
pub(super) fn write(path: &Path, fill: impl FnOnce(&mut dyn io::Write) -> io::Result<()>) -> Result<(), Error> {
    let wrong = |source| Error::Write { path: path.to_owned(), source };
    let mut out = BufWriter::new(File::create(path).map_err(wrong)?);
    fill(&mut out).and_then(|()| out.flush()).map_err(wrong)?;
    out.get_ref().sync_all().map_err(wrong)
}

/// Replaces a file by one rename: a reader sees the old words or the new ones.
pub(super) fn replace(path: &Path, words: &str) -> Result<(), Error> {
    let new = path.with_extension("new");
    let done = write(&new, |out| out.write_all(words.as_bytes())).and_then(|()| rename(&new, path));
    if done.is_err() {
        let _ = fs::remove_file(&new);
    }
    done
}

/// Renames, and waits until the folder knows it.
pub(super) fn rename(from: &Path, to: &Path) -> Result<(), Error> {
    fs::rename(from, to).map_err(|source| Error::Write { path: to.to_owned(), source })?;
    sync_folder(to)
}

/// Waits until the folder of a path is on the disk.
pub(super) fn sync_folder(path: &Path) -> Result<(), Error> {
    let Some(folder) = path.parent() else { return Ok(()) };
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|source| Error::Write { path: folder.to_owned(), source })
}

/// Makes a folder and those above it.
pub(super) fn folder(path: &Path) -> Result<(), Error> {
    fs::create_dir_all(path).map_err(|source| Error::Write { path: path.to_owned(), source })
}

/// SHA-256 of bytes, in lower-case hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// SHA-256 of a file, which may be larger than memory.
pub(super) fn sha256_of(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut hash = Sha256::new();
    let mut bytes = vec![0; 1 << 16];
    loop {
        match file.read(&mut bytes)? {
            0 => return Ok(hex(&hash.finalize())),
            read => hash.update(&bytes[..read]),
        }
    }
}

/// Bytes in lower-case hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// "SHA256SUMS" of the files of a folder, as `sha256sum` writes it, by name.
pub(super) fn sums(folder: &Path, names: &[String]) -> Result<String, Error> {
    let mut out = String::new();
    for name in names {
        let path = folder.join(name);
        let bytes = fs::read(&path).map_err(|source| Error::Read { path, source })?;
        out.push_str(&format!("{}  {name}\n", sha256(&bytes)));
    }
    Ok(out)
}
