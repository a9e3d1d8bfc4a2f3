//! Decisions of people about statements: the files of `review/`, and what becomes of the essays by them.
//!
//! A line names a statement by its id, which stands on the pages and in `regesta review`. The id is made of the words the
//! statement rests on: where they change, the decision speaks of nothing, and `regesta check` says so.

mod list;
mod table;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::Path;

use crate::claim::{Account, Level, Review, Verdict};
use crate::rdf::{self, Address, Fault, ReadEssay};
use crate::resolve::EntityId;

use super::essays::Essays;
use super::{Error, Publication, Silent, disk};

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
pub(super) struct Reviewed {
    decisions: Vec<Decision>,
    /// What was decided on the statements of each essay, by its key.
    decided: BTreeMap<String, Vec<Decided>>,
    /// Decisions that speak of no statement.
    pub(super) faults: Vec<Fault>,
}

/// A decision and the statement that it is about.
#[derive(Debug)]
struct Decided {
    /// Its number among the decisions.
    decision: usize,
    at: Stand,
}

/// Where a statement stands, and how it is known.
#[derive(Clone, Debug)]
struct Stand {
    essay: String,
    /// Its number among the statements of the essay.
    statement: usize,
    id: String,
    label: String,
}

impl Reviewed {
    /// The account of an essay after the decisions; `None` where nothing was decided.
    ///
    /// # Errors
    /// When a decision corrects what its statement does not have.
    pub(super) fn account(&self, essay: &ReadEssay<'_>) -> Result<Option<Account>, Error> {
        let Some(decided) = self.decided.get(essay.key) else { return Ok(None) };
        let reviews: Vec<(usize, Review)> =
            decided.iter().map(|of| (of.at.statement, self.decisions[of.decision].review.clone())).collect();
        let known = |statement: usize| {
            let at = decided.iter().find(|of| of.at.statement == statement).map(|of| &of.at);
            at.map(|at| (at.id.clone(), at.label.clone())).unwrap_or_default()
        };
        let account = essay.account.reviewed(&reviews, known).map_err(|(at, wrong)| {
            let decision = &self.decisions[decided[at].decision];
            let message = format!("{wrong}\nhint: {} can be given here, or \"reject\" it", parts(essay, decided[at].at.statement));
            Error::Review { file: decision.file.clone(), line: decision.line, message }
        })?;
        Ok(Some(account))
    }
}

/// Finds out what the decisions of a publication are about.
///
/// # Errors
/// When a file is wrong, or an essay cannot be read.
pub(super) fn reviewed(publication: &Publication, essays: &Essays<'_>) -> Result<Reviewed, Error> {
    let decisions = decisions(publication)?;
    if decisions.is_empty() {
        return Ok(Reviewed::default());
    }
    let mut found = Found::of(&decisions);
    let mut unknown = unknown(publication, &decisions);
    rdf::statement_addresses(
        publication.edition(),
        &mut AsRead(essays),
        &publication.authority,
        &publication.registry,
        &mut |essay, addresses| {
            unknown.retain(|id| !essay.resolved.entities.contains_key(id));
            found.add(essay.key, addresses);
            Ok(())
        },
    )?;
    let mut faults = Vec::new();
    let mut decided: BTreeMap<String, Vec<Decided>> = BTreeMap::new();
    for (number, decision) in decisions.iter().enumerate() {
        if let Some(id) = things(decision).find(|id| unknown.contains(id)) {
            let message = format!("nobody is known as {id}\nhint: give {} an entry in authority/, or look its key up on its page", id.key);
            return Err(Error::Review { file: decision.file.clone(), line: decision.line, message });
        }
        let places = found.places(decision);
        if places.is_empty() && !taken_out(publication, decision) {
            faults.push(stale(publication, decision));
        }
        for at in places {
            decided.entry(at.essay.clone()).or_default().push(Decided { decision: number, at: at.clone() });
        }
    }
    Ok(Reviewed { decisions, decided, faults })
}

/// The essays as they were read, without what people decided.
pub(super) struct AsRead<'a>(pub(super) &'a Essays<'a>);

impl rdf::Essays<Error> for AsRead<'_> {
    fn each(&mut self, look: &mut dyn FnMut(&ReadEssay<'_>) -> Result<(), Error>) -> Result<(), Error> {
        self.0.by_key(&Silent, &mut |told| look(&told.essay()))
    }
}

/// Statements that were decided on, by their ids, and by the words and the thing they are about: a rule may have got another name.
struct Found {
    by_id: HashMap<String, Vec<Stand>>,
    by_words: HashMap<(String, String), Vec<Stand>>,
}

impl Found {
    fn of(decisions: &[Decision]) -> Self {
        let by_id = decisions.iter().map(|decision| (decision.on.clone(), Vec::new())).collect();
        let by_words = decisions.iter().map(|decision| ((decision.passage.clone(), decision.about.clone()), Vec::new())).collect();
        Self { by_id, by_words }
    }

    fn add(&mut self, essay: &str, addresses: Vec<Option<Address>>) {
        for (statement, at) in addresses.into_iter().enumerate() {
            let Some(Address { statement: id, passage, about, label }) = at else { continue };
            let stand = || Stand { essay: essay.to_owned(), statement, id: id.clone(), label: label.clone() };
            self.by_id.get_mut(&id).into_iter().for_each(|known| known.push(stand()));
            self.by_words.get_mut(&(passage, about)).into_iter().for_each(|known| known.push(stand()));
        }
    }

    fn places(&self, decision: &Decision) -> &[Stand] {
        let by_id = self.by_id.get(&decision.on).filter(|known| !known.is_empty());
        let by_words = || self.by_words.get(&(decision.passage.clone(), decision.about.clone()));
        by_id.or_else(by_words).map_or(&[], Vec::as_slice)
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

/// The people and places that a decision names.
fn things(decision: &Decision) -> impl Iterator<Item = &EntityId> {
    let corrections = match &decision.review.verdict {
        Verdict::Corrected(corrections) => corrections.as_slice(),
        Verdict::Confirmed | Verdict::Rejected => &[],
    };
    corrections.iter().flat_map(crate::claim::Correction::things)
}

/// Those of them that no authority file knows.
fn unknown(publication: &Publication, decisions: &[Decision]) -> BTreeSet<EntityId> {
    decisions.iter().flat_map(things).filter(|id| publication.authority.get(id).is_none()).cloned().collect()
}

/// The parts of a statement that can be corrected, in words.
fn parts(essay: &ReadEssay<'_>, statement: usize) -> String {
    let parts = essay.account.statements[statement].claim.parts();
    if parts.is_empty() { "nothing".to_owned() } else { parts.iter().map(|part| format!("\"{part}\"")).collect::<Vec<_>>().join(", ") }
}
