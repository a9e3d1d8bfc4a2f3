//! The texts of a publication, and which essay of them is which.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::text::{Source, slug};

use super::config::ESSAY_ENDINGS;
use super::{Error, EssayEntry, Publication};

/// A text with the essays that are declared in it; none where all of it is taken.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) source: Source,
    pub(super) entries: Vec<EssayEntry>,
    /// The key of its first essay, where none is declared.
    pub(super) stem: String,
}

/// Reads every text of a publication, in the order of the settings or of the file names.
///
/// # Errors
/// With a message for every text that is absent, changed or no text; all of them together.
pub(super) fn texts(publication: &Publication) -> Result<Vec<Text>, Error> {
    let declared = &publication.config.essays;
    let mut problems = Vec::new();
    let mut out: Vec<Text> = Vec::new();
    if declared.is_empty() {
        for path in files(&publication.dir)? {
            let stem = stem(&path);
            if let Some(first) = out.iter().find(|own| own.stem == stem) {
                problems.push(format!(
                    "{} and {} would have one key, \"{stem}\"\nhint: rename one of them, or keep one",
                    first.source.name(),
                    path.display()
                ));
                continue;
            }
            match source(&path, &path.display().to_string(), None) {
                Ok(source) => out.push(Text { source, entries: Vec::new(), stem }),
                Err(problem) => problems.push(problem),
            }
        }
    } else {
        let settings = publication.dir.join("regesta.toml").display().to_string();
        let mut places: BTreeMap<&Path, usize> = BTreeMap::new();
        for entry in declared {
            if let Some(&at) = places.get(entry.file.as_path()) {
                out[at].entries.push(entry.clone());
                continue;
            }
            let path = publication.dir.join(&entry.file);
            match source(&path, &path.display().to_string(), Some((entry, &settings))) {
                Ok(source) => {
                    places.insert(&entry.file, out.len());
                    out.push(Text { source, entries: vec![entry.clone()], stem: entry.key.clone() });
                }
                Err(problem) => problems.push(problem),
            }
        }
    }
    if problems.is_empty() { Ok(out) } else { Err(Error::Essays(problems)) }
}

/// The key that a file's name makes; ".tei.xml" is one ending.
fn stem(path: &Path) -> String {
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    Some(slug(name.strip_suffix(".tei").unwrap_or(&name))).filter(|stem| !stem.is_empty()).unwrap_or_else(|| "essay".to_owned())
}

/// The text of a file, checked against its declaration; else what is wrong, and what to do.
fn source(path: &Path, name: &str, declared: Option<(&EssayEntry, &str)>) -> Result<Source, String> {
    let at = declared.map_or(String::new(), |(entry, settings)| format!(", declared in {settings}:{}", entry.line));
    let bytes = fs::read(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => format!("{name} is not there{at}\nhint: put the text there, or mend its path"),
        _ => format!("cannot read {name}{at}: {error}"),
    })?;
    let source = Source::from_bytes(name, &bytes).map_err(|error| {
        let message = error.to_string();
        let (what, hint) = message.split_once('\n').map_or((message.as_str(), String::new()), |(what, hint)| (what, format!("\n{hint}")));
        format!("{what}{at}{hint}")
    })?;
    if let Some((EssayEntry { sha256: Some(wanted), .. }, _)) = declared
        && source.sha256() != wanted
    {
        return Err(format!(
            "{name} is another text than the one declared{at}: its sha256 is {}\nhint: put the declared text back, or declare this one",
            source.sha256()
        ));
    }
    Ok(source)
}

/// The essays of the folder, by name.
pub(super) fn files(dir: &Path) -> Result<Vec<PathBuf>, Error> {
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
