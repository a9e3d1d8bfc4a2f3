//! Decisions of people about statements: the files of `review/`, and what becomes of the essays by them.
//!
//! A line names a statement by its id, which stands on the pages and in `regesta review`. The id is made of the words the
//! statement rests on: where they change, the decision speaks of nothing, and `regesta check` says so.

mod list;
mod table;

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use crate::claim::{Account, Level, Review, Verdict};
use crate::rdf::{self, Address, Fault, ReadEssay};

use super::{Error, Publication, disk};

pub use list::{Stated, statements};
pub use table::{Decision, corrections, is_orcid};

use table::HEAD;

/// The file that `regesta review` adds to.
const FILE: &str = "decisions.tsv";

/// The decisions of a publication, file by file in the order of their names, line by line.
///
/// # Errors
/// When a file cannot be read, or a line is no decision.
pub fn decisions(publication: &Publication) -> Result<Vec<Decision>, Error> {
    let folder = publication.dir.join("review");
    let mut files = Vec::new();
    match fs::read_dir(&folder) {
        Ok(entries) => files.extend(entries.filter_map(|entry| Some(entry.ok()?.path()))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(Error::Read { path: folder, source }),
    }
    files.sort();
    let mut all = Vec::new();
    for path in files {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_owned();
        let is_hidden = path.file_name().and_then(|name| name.to_str()).is_none_or(|name| name.starts_with(['.', '~']));
        if is_hidden || !matches!(ending.as_str(), "tsv" | "jsonl") {
            continue;
        }
        let text = fs::read_to_string(&path).map_err(|source| Error::Read { path: path.clone(), source })?;
        let read = if ending == "tsv" { table::tsv(&text) } else { table::json_lines(&text) };
        let read = read.map_err(|(line, message)| Error::Review { file: path.clone(), line, message })?;
        all.extend(read.into_iter().map(|decision| Decision { file: path.clone(), ..decision }));
    }
    Ok(all)
}

/// Adds decisions at the end of `review/decisions.tsv`, after the columns that the file has; the lines before stay as they are.
///
/// # Errors
/// When the file cannot be read or written.
pub fn add(dir: &Path, new: &[Decision]) -> Result<std::path::PathBuf, Error> {
    let path = dir.join("review").join(FILE);
    let mut text = super::open::optional(&path)?.unwrap_or_default();
    if text.trim().is_empty() {
        text = format!("{}\n", HEAD.join("\t"));
    }
    if !text.ends_with('\n') {
        text.push('\n');
    }
    let head = table::head(&text).map_err(|message| Error::Review { file: path.clone(), line: 1, message })?;
    for decision in new {
        text.push_str(&decision.line_of(&head));
        text.push('\n');
    }
    disk::folder(&dir.join("review"))?;
    disk::replace(&path, &text)?;
    Ok(path)
}

/// What becomes of the essays by the decisions.
#[derive(Debug, Default)]
pub struct Reviewed {
    /// The account of each essay, in their order; none where nothing was decided at all.
    accounts: Vec<Account>,
    /// Decisions that speak of no statement.
    pub(super) faults: Vec<Fault>,
}

impl Reviewed {
    /// The essays with what people decided.
    pub(super) fn essays<'a>(&'a self, essays: &[ReadEssay<'a>]) -> Vec<ReadEssay<'a>> {
        if self.accounts.is_empty() {
            return essays.to_vec();
        }
        essays.iter().zip(&self.accounts).map(|(essay, account)| ReadEssay { account, ..*essay }).collect()
    }
}

/// Applies the decisions of a publication to its essays.
///
/// # Errors
/// When a file is wrong, or a decision corrects what its statement does not have.
pub(super) fn reviewed(publication: &Publication, essays: &[ReadEssay<'_>]) -> Result<Reviewed, Error> {
    let decisions = decisions(publication)?;
    if decisions.is_empty() {
        return Ok(Reviewed::default());
    }
    let addresses = rdf::statement_addresses(publication.edition(), essays, &publication.authority, &publication.registry);
    let found = Found::of(&addresses);
    let mut faults = Vec::new();
    let mut of_essay: Vec<Vec<(usize, Review, &Decision)>> = vec![Vec::new(); essays.len()];
    for decision in &decisions {
        things(publication, essays, decision)?;
        let places = found.places(decision);
        if places.is_empty() && !taken_out(publication, decision) {
            faults.push(stale(publication, decision));
        }
        for &(essay, statement) in places {
            of_essay[essay].push((statement, decision.review.clone(), decision));
        }
    }
    let mut accounts = Vec::with_capacity(essays.len());
    for ((essay, decided), addresses) in essays.iter().zip(&of_essay).zip(&addresses) {
        let reviews: Vec<(usize, Review)> = decided.iter().map(|(statement, review, _)| (*statement, review.clone())).collect();
        let known = |index: usize| addresses[index].as_ref().map(|at| (at.statement.clone(), at.label.clone())).unwrap_or_default();
        let account = essay.account.reviewed(&reviews, known).map_err(|(at, wrong)| {
            let decision = decided[at].2;
            let message = format!("{wrong}\nhint: {} can be given here, or \"reject\" it", parts(essay, decided[at].0));
            Error::Review { file: decision.file.clone(), line: decision.line, message }
        })?;
        accounts.push(account);
    }
    Ok(Reviewed { accounts, faults })
}

/// Statements by their ids, and by the words and the thing they are about: a rule may have got another name.
struct Found<'a> {
    by_id: HashMap<&'a str, Vec<(usize, usize)>>,
    by_words: HashMap<(&'a str, &'a str), Vec<(usize, usize)>>,
}

impl<'a> Found<'a> {
    fn of(addresses: &'a [Vec<Option<Address>>]) -> Self {
        let mut found = Self { by_id: HashMap::new(), by_words: HashMap::new() };
        for (essay, statements) in addresses.iter().enumerate() {
            for (index, at) in statements.iter().enumerate() {
                let Some(at) = at else { continue };
                found.by_id.entry(&at.statement).or_default().push((essay, index));
                found.by_words.entry((&at.passage, &at.about)).or_default().push((essay, index));
            }
        }
        found
    }

    fn places<'s>(&'s self, decision: &'s Decision) -> &'s [(usize, usize)] {
        let words = || self.by_words.get(&(decision.passage.as_str(), decision.about.as_str()));
        self.by_id.get(decision.on.as_str()).or_else(words).map_or(&[], Vec::as_slice)
    }
}

/// Whether the thing was taken out in the registry, so that a rejection has done its work.
fn taken_out(publication: &Publication, decision: &Decision) -> bool {
    let path = decision.about.split_once('#').map_or(decision.about.as_str(), |(path, _)| path);
    decision.review.verdict == Verdict::Rejected && publication.registry.line(path).is_some() && publication.registry.live(path).is_none()
}

fn stale(publication: &Publication, decision: &Decision) -> Fault {
    let message = format!(
        "{} decided on {} about {} ({}:{}), but no statement has that id any more: its words or its reading have changed",
        decision.review.by,
        decision.review.at,
        decision.on,
        decision.file.display(),
        decision.line
    );
    let about = format!("{}{}", publication.edition().base.as_str(), decision.on);
    Fault { code: "review-without-statement", level: Level::Warning, about, message, spot: None }
}

/// Whether the people and places that a correction names are known.
fn things(publication: &Publication, essays: &[ReadEssay<'_>], decision: &Decision) -> Result<(), Error> {
    let Verdict::Corrected(corrections) = &decision.review.verdict else { return Ok(()) };
    for id in corrections.iter().flat_map(crate::claim::Correction::things) {
        let known = publication.authority.get(id).is_some() || essays.iter().any(|essay| essay.resolved.entities.contains_key(id));
        if !known {
            let message = format!("nobody is known as {id}\nhint: give {} an entry in authority/, or look its key up on its page", id.key);
            return Err(Error::Review { file: decision.file.clone(), line: decision.line, message });
        }
    }
    Ok(())
}

/// The parts of a statement that can be corrected, in words.
fn parts(essay: &ReadEssay<'_>, statement: usize) -> String {
    let parts = essay.account.statements[statement].claim.parts();
    if parts.is_empty() { "nothing".to_owned() } else { parts.iter().map(|part| format!("\"{part}\"")).collect::<Vec<_>>().join(", ") }
}
