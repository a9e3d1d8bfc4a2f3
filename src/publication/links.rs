//! The folder `links/` of a publication: what its things are elsewhere, decided by people or proposed.

use std::path::PathBuf;

use crate::link::{ItemId, Line, Mappings, Snapshot};

use super::open::optional;
use super::{Error, Publication, disk};

/// The decisions, one line each.
const DECISIONS: &str = "wikidata.sssom.tsv";
/// All candidates with their evidence.
const CANDIDATES: &str = "candidates.jsonl";
/// The items of the candidates, as they were known when they were proposed.
const ITEMS: &str = "items.jsonl";
/// What was searched for, and what it brought.
const SEARCHES: &str = "searches.jsonl";

/// The decisions of a publication; none where nobody has decided.
///
/// # Errors
/// When the file is not the SSSOM we write and read.
pub fn decisions(publication: &Publication) -> Result<Mappings, Error> {
    let path = path(publication, DECISIONS);
    match optional(&path)? {
        Some(text) => Ok(Mappings::parse(&path.display().to_string(), &text)?),
        None => Ok(Mappings::new(publication.edition().base.as_str(), &publication.edition().title)),
    }
}

/// The items that the publication keeps.
///
/// # Errors
/// When a line is no item.
pub fn items(publication: &Publication) -> Result<Snapshot, Error> {
    let mut items = Snapshot::default();
    let path = path(publication, ITEMS);
    if let Some(text) = optional(&path)? {
        items.add_items(&path.display().to_string(), &text)?;
    }
    Ok(items)
}

/// What a proposal is made from without a network: what comes with regesta, and what the publication keeps, which goes first.
///
/// # Errors
/// When a line is no item or no search.
pub fn snapshot(publication: &Publication) -> Result<Snapshot, Error> {
    let mut all = Snapshot::bundled();
    let (items, searches) = (path(publication, ITEMS), path(publication, SEARCHES));
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
pub fn candidates(publication: &Publication) -> Result<Vec<Line>, Error> {
    let text = optional(&path(publication, CANDIDATES))?.unwrap_or_default();
    Ok(text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect())
}

/// Writes the decisions.
///
/// # Errors
/// When the file cannot be written.
pub fn write_decisions(publication: &Publication, mappings: &Mappings) -> Result<(), Error> {
    replace(publication, DECISIONS, &mappings.write())
}

/// Writes the candidates and the items they are.
///
/// # Errors
/// When a file cannot be written.
pub fn write_candidates(publication: &Publication, lines: &[Line], of: &[ItemId], snapshot: &Snapshot) -> Result<(), Error> {
    let text: String = lines.iter().filter_map(|line| serde_json::to_string(line).ok()).map(|line| line + "\n").collect();
    let mut items = Snapshot::default();
    of.iter().for_each(|id| items.copy(*id, snapshot));
    replace(publication, CANDIDATES, &text)?;
    replace(publication, ITEMS, &items.write_items())
}

/// Writes what was searched for.
///
/// # Errors
/// When the file cannot be written.
pub fn write_searches(publication: &Publication, searches: &Snapshot, today: &str) -> Result<(), Error> {
    replace(publication, SEARCHES, &searches.write_searches(today))
}

fn replace(publication: &Publication, name: &str, text: &str) -> Result<(), Error> {
    let path = path(publication, name);
    disk::folder(&publication.dir.join("links"))?;
    if optional(&path)?.as_deref() == Some(text) {
        return Ok(());
    }
    disk::replace(&path, text)
}

fn path(publication: &Publication, name: &str) -> PathBuf {
    publication.dir.join("links").join(name)
}
