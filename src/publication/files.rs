//! The files that hold the essays of a publication.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::text::{Source, slug};

use super::config::ESSAY_ENDINGS;
use super::{Error, EssayEntry, Publication};

/// A file with the essays that are declared in it; none where all of it is taken.
#[derive(Debug)]
pub(super) struct File<'p> {
    pub(super) path: PathBuf,
    /// What it is called in messages.
    pub(super) name: String,
    pub(super) entries: Vec<&'p EssayEntry>,
    /// The key of its first essay, where none is declared.
    pub(super) stem: String,
    /// The settings that declare it.
    settings: String,
}

/// What is wrong, with the number of the file behind which it was seen.
pub(super) type Problems = Vec<(usize, String)>;

/// The files of a publication, in the order of the settings or of the file names, and what is wrong with their names.
pub(super) fn files(publication: &Publication) -> Result<(Vec<File<'_>>, Problems), Error> {
    let declared = &publication.config.essays;
    let mut problems = Vec::new();
    let mut out: Vec<File<'_>> = Vec::new();
    if declared.is_empty() {
        let mut stems: BTreeMap<String, usize> = BTreeMap::new();
        for path in of_folder(&publication.dir)? {
            let stem = stem(&path);
            let name = path.display().to_string();
            if let Some(&first) = stems.get(&stem) {
                let first = &out[first].name;
                problems
                    .push((out.len(), format!("{first} and {name} would have one key, \"{stem}\"\nhint: rename one of them, or keep one")));
                continue;
            }
            stems.insert(stem.clone(), out.len());
            out.push(File { path, name, entries: Vec::new(), stem, settings: String::new() });
        }
        return Ok((out, problems));
    }
    let settings = publication.dir.join("regesta.toml").display().to_string();
    let mut places: BTreeMap<&Path, usize> = BTreeMap::new();
    for entry in declared {
        if let Some(&at) = places.get(entry.file.as_path()) {
            out[at].entries.push(entry);
            continue;
        }
        places.insert(&entry.file, out.len());
        let path = publication.dir.join(&entry.file);
        let name = path.display().to_string();
        out.push(File { path, name, entries: vec![entry], stem: entry.key.clone(), settings: settings.clone() });
    }
    Ok((out, problems))
}

impl File<'_> {
    /// Its text, checked against its declaration; else what is wrong, and what to do.
    pub(super) fn source(&self) -> Result<Source, String> {
        let first = self.entries.first();
        let at = first.map_or(String::new(), |entry| format!(", declared in {}:{}", self.settings, entry.line));
        let Self { path, name, .. } = self;
        let source = source(path, name).map_err(|error| match error {
            Fault::File(error) if error.kind() == std::io::ErrorKind::NotFound => {
                format!("{name} is not there{at}\nhint: put the text there, or mend its path")
            }
            Fault::File(error) => format!("cannot read {name}{at}: {error}"),
            Fault::Text(message) => {
                let (what, hint) =
                    message.split_once('\n').map_or((message.as_str(), String::new()), |(what, hint)| (what, format!("\n{hint}")));
                format!("{what}{at}{hint}")
            }
        })?;
        if let Some(EssayEntry { sha256: Some(wanted), .. }) = first
            && source.sha256() != wanted
        {
            return Err(format!(
                "{name} is another text than the one declared{at}: its sha256 is {}\nhint: put the declared text back, or declare this one",
                source.sha256()
            ));
        }
        Ok(source)
    }
}

/// Why there is no text.
pub(super) enum Fault {
    /// The file cannot be read.
    File(std::io::Error),
    /// It is no text; in words, with a hint on the second line.
    Text(String),
}

/// The text of a file.
pub(super) fn source(path: &Path, name: &str) -> Result<Source, Fault> {
    let bytes = fs::read(path).map_err(Fault::File)?;
    Source::from_bytes(name, &bytes).map_err(|error| Fault::Text(error.to_string()))
}

/// The key that a file's name makes; ".tei.xml" is one ending.
fn stem(path: &Path) -> String {
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    Some(slug(name.strip_suffix(".tei").unwrap_or(&name))).filter(|stem| !stem.is_empty()).unwrap_or_else(|| "essay".to_owned())
}

/// The essays of the folder, by name.
pub(super) fn of_folder(dir: &Path) -> Result<Vec<PathBuf>, Error> {
    let folder = dir.join("essays");
    let Ok(entries) = fs::read_dir(&folder) else { return Ok(Vec::new()) };
    let mut out = Vec::new();
    for entry in entries {
        let path = entry.map_err(|source| Error::Read { path: folder.clone(), source })?.path();
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        if ending.is_some_and(|ending| ESSAY_ENDINGS.contains(&ending.as_str())) {
            out.push(path);
        }
    }
    out.sort();
    Ok(out)
}
