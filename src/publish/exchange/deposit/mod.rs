//! A folder ready for Zenodo, Dataverse or any archive: dumps, exchange formats, questions, sources, and what they are.
//!
//! [`mod@ro_crate`] lists every file with its size and sum, [`cite`] says how to cite it. The rights of the texts are
//! those of the exports; raw texts and the decisions of reviewers, who quote, go in only where the whole text may be shown.

mod cite;
mod ro_crate;

use std::fs::{self, File};
use std::io::{self, BufReader, Read as _};
use std::path::{Path, PathBuf};

use askama::Template;
use sha2::{Digest, Sha256};

use crate::publication::{Publication, Served};
use crate::rdf::TextRight;
use crate::store::QUERIES;

use super::catalogue::Catalogue;
use super::mentions::Texts;
use super::{Exchange, dataset};

/// What the dumps' terms mean, for readers of an archive that is offline.
const ONTOLOGY: [(&str, &str); 3] = [
    ("ontology/regesta.ttl", include_str!("../../../../ontology/regesta.ttl")),
    ("ontology/kinds.ttl", include_str!("../../../../ontology/kinds.ttl")),
    ("ontology/shapes.ttl", include_str!("../../../../ontology/shapes.ttl")),
];

/// A file of the deposit.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Deposited {
    /// Below the folder, with "/".
    path: String,
    bytes: u64,
    sha256: String,
}

/// Why a deposit could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DepositError {
    /// The folder is there and holds something.
    #[error("{} is there already, and is not empty\nhint: name a new folder, or remove that one", .0.display())]
    Occupied(PathBuf),
    /// A file could not be read or written.
    #[error("cannot write {}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

#[derive(Template)]
#[template(path = "deposit/README.md")]
struct Readme<'a> {
    catalogue: &'a Catalogue,
    description: &'a str,
    right: &'a str,
}

#[derive(Template)]
#[template(path = "deposit/LICENSE.txt")]
struct License<'a> {
    catalogue: &'a Catalogue,
    right: &'a str,
}

/// Writes the deposit of what is served into a new folder, whole or not at all.
///
/// # Errors
/// When the folder is not empty, or a file cannot be read or written.
pub fn deposit(
    publication: &Publication,
    served: &Served,
    catalogue: &Catalogue,
    texts: Option<&Texts<'_>>,
    folder: &Path,
) -> Result<(), DepositError> {
    if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(DepositError::Occupied(folder.to_owned()));
    }
    let mut name = folder.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let new = folder.with_file_name(name);
    let _ = fs::remove_dir_all(&new);
    let done = Writer { to: &new }.write(publication, served, catalogue, texts).and_then(|()| {
        let _ = fs::remove_dir(folder);
        fs::rename(&new, folder).map_err(|source| DepositError::Write { path: folder.to_owned(), source })
    });
    if done.is_err() {
        let _ = fs::remove_dir_all(&new);
    }
    done
}

struct Writer<'a> {
    to: &'a Path,
}

impl Writer<'_> {
    fn write(
        &self,
        publication: &Publication,
        served: &Served,
        catalogue: &Catalogue,
        texts: Option<&Texts<'_>>,
    ) -> Result<(), DepositError> {
        for dump in &catalogue.dumps {
            self.copy(&served.dumps.join(&dump.name), &format!("dumps/{}", dump.name))?;
        }
        if let Some(run) = served.dumps.parent().map(|build| build.join("build.nq")).filter(|run| run.is_file()) {
            self.copy(&run, "prov/build.nq")?;
        }
        for format in Exchange::ALL {
            // Without its texts nothing but the lists could be told, and an empty essay would mislead.
            if texts.is_none() && format.needs_texts(catalogue) {
                continue;
            }
            for (path, bytes) in format.files(catalogue, texts) {
                self.put(&format!("exchange/{path}"), &bytes)?;
            }
        }
        for query in QUERIES {
            self.put(&format!("queries/{}.rq", query.name), query.text.as_bytes())?;
        }
        for (path, text) in ONTOLOGY {
            self.put(path, text.as_bytes())?;
        }
        self.sources(publication, catalogue.edition.text)?;
        if let (Some(texts), TextRight::Full) = (texts, catalogue.edition.text) {
            for essay in texts.essays {
                self.put(&format!("texts/{}.txt", essay.key), essay.source.raw().as_bytes())?;
            }
        }
        let description = dataset::described(catalogue);
        let right = right(catalogue.edition.text);
        let readme = Readme { catalogue, description: &description, right }.render().expect("a template without filters renders");
        let license = License { catalogue, right }.render().expect("a template without filters renders");
        self.put("README.md", readme.as_bytes())?;
        self.put("LICENSE.txt", license.as_bytes())?;
        self.put("CITATION.cff", cite::cff(catalogue).as_bytes())?;
        self.put(".zenodo.json", &super::json(&cite::zenodo(catalogue)))?;
        self.put("codemeta.json", &super::json(&cite::codemeta(catalogue)))?;
        let files = self.files()?;
        self.put("ro-crate-metadata.json", &super::json(&ro_crate::ro_crate(catalogue, &files)))?;
        let sums: String = self.files()?.iter().map(|file| format!("{}  {}\n", file.sha256, file.path)).collect();
        self.put("SHA256SUMS", sums.as_bytes())
    }

    /// What the publication is made from, so that it can be made again.
    fn sources(&self, publication: &Publication, text: TextRight) -> Result<(), DepositError> {
        for name in ["regesta.toml", "registry.tsv"] {
            let path = publication.dir.join(name);
            if path.is_file() {
                self.copy(&path, &format!("publication/{name}"))?;
            }
        }
        let folders: &[&str] =
            if text == TextRight::Full { &["authority", "links", "graphs", "review"] } else { &["authority", "links", "graphs"] };
        for folder in folders {
            let Ok(entries) = fs::read_dir(publication.dir.join(folder)) else { continue };
            for entry in entries.flatten().filter(|entry| entry.path().is_file()) {
                self.copy(&entry.path(), &format!("publication/{folder}/{}", entry.file_name().to_string_lossy()))?;
            }
        }
        Ok(())
    }

    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), DepositError> {
        let path = self.place(path)?;
        fs::write(&path, bytes).map_err(|source| DepositError::Write { path, source })
    }

    fn copy(&self, from: &Path, path: &str) -> Result<(), DepositError> {
        let path = self.place(path)?;
        fs::copy(from, &path).map(|_| ()).map_err(|source| DepositError::Write { path, source })
    }

    fn place(&self, path: &str) -> Result<PathBuf, DepositError> {
        let path = self.to.join(path);
        let folder = path.parent().unwrap_or(self.to);
        fs::create_dir_all(folder).map_err(|source| DepositError::Write { path: folder.to_owned(), source })?;
        Ok(path)
    }

    /// Everything that was written so far, by path.
    fn files(&self) -> Result<Vec<Deposited>, DepositError> {
        let mut out = Vec::new();
        walk(self.to, "", &mut out)?;
        out.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(out)
    }
}

fn walk(folder: &Path, below: &str, out: &mut Vec<Deposited>) -> Result<(), DepositError> {
    let wrong = |path: &Path, source| DepositError::Write { path: path.to_owned(), source };
    for entry in fs::read_dir(folder).map_err(|source| wrong(folder, source))? {
        let entry = entry.map_err(|source| wrong(folder, source))?;
        let path = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            walk(&entry.path(), &format!("{path}/"), out)?;
        } else {
            let (bytes, sha256) = sum(&entry.path()).map_err(|source| wrong(&entry.path(), source))?;
            out.push(Deposited { path, bytes, sha256 });
        }
    }
    Ok(())
}

/// Size and SHA-256 of a file, read as a stream.
fn sum(path: &Path) -> io::Result<(u64, String)> {
    let mut file = BufReader::new(File::open(path)?);
    let (mut hash, mut bytes, mut buffer) = (Sha256::new(), 0_u64, vec![0_u8; 1 << 16]);
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        hash.update(&buffer[..read]);
        bytes += read as u64;
    }
    Ok((bytes, hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()))
}

/// What may be shown of the essays, for readers.
fn right(text: TextRight) -> &'static str {
    match text {
        TextRight::Full => "The essays are part of this publication.",
        TextRight::Quotes => "Of the essays only passages that support a statement are part of this publication.",
        TextRight::Positions => {
            "No sentence of the essays is part of this publication: names, dates and titles of sources alone, and where in the text they stand."
        }
    }
}
