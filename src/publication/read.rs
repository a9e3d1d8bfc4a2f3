//! From the texts of a publication to its graph.

use std::collections::BTreeMap;

use oxigraph::model::Quad;

use crate::claim::Level;
use crate::link::{self, Subject};
use crate::rdf::{self, Checker, Fault, Line, ReadEssay, Registry, State, tell};
use crate::resolve::EntityId;

use super::essays::{Essays, Told, place};
use super::links::Links;
use super::review::Reviewed;
use super::{Error, Publication, review};

/// Is told how far a long work has come.
pub trait Progress: Sync {
    /// `done` of `all` parts are done; `what` is the part that was done last.
    fn step(&self, done: usize, all: usize, what: &str);
}

/// Tells nobody.
#[derive(Clone, Copy, Debug)]
pub struct Silent;

impl Progress for Silent {
    fn step(&self, _done: usize, _all: usize, _what: &str) {}
}

/// What was read of a publication.
#[derive(Debug)]
pub struct ReadPublication {
    /// The registry with the addresses that were minted now.
    pub registry: Registry,
    /// What a careful reader should look at, essay by essay.
    pub findings: Vec<Found>,
    /// What is wrong with the graph.
    pub faults: Vec<Fault>,
    /// The essays that were read: key, and SHA-256 of the raw text.
    pub essays: Vec<(String, String)>,
}

/// Takes what is read of a publication.
pub trait Take {
    /// A statement of the graph.
    ///
    /// # Errors
    /// When it cannot be taken; then nothing more is read.
    fn statement(&mut self, quad: &Quad) -> Result<(), Error>;

    /// A raw text that stands in no file as it is, taken out of a format or decoded, with its name.
    ///
    /// # Errors
    /// When it cannot be taken; then nothing more is read.
    fn text(&mut self, name: &str, raw: &str) -> Result<(), Error>;
}

/// Takes nothing.
#[derive(Clone, Copy, Debug)]
pub struct Nothing;

impl Take for Nothing {
    fn statement(&mut self, _quad: &Quad) -> Result<(), Error> {
        Ok(())
    }

    fn text(&mut self, _name: &str, _raw: &str) -> Result<(), Error> {
        Ok(())
    }
}

/// A finding and where it stands.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Found {
    /// The essay's key.
    pub essay: String,
    /// What `regesta explain` knows it by.
    pub code: &'static str,
    /// "error", "warning" or "note".
    #[serde(serialize_with = "level_name")]
    pub level: Level,
    /// For a historian, in one sentence.
    pub message: String,
    /// The words concerned.
    pub places: Vec<Place>,
}

/// Words of an essay.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Place {
    /// The first code point in the raw text.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words, white space collapsed.
    pub words: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn level_name<S: serde::Serializer>(level: &Level, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(level.as_str())
}

/// Reads every essay of a publication and makes its graph, whose statements it hands over in no order and some of
/// them more than once. No more than a few essays are held at once.
///
/// # Errors
/// When a text is absent, changed or no text, or a declared essay is not in it; when `take` fails.
pub fn read(publication: &Publication, progress: &dyn Progress, take: &mut dyn Take) -> Result<ReadPublication, Error> {
    let essays = Essays::find(publication, &mut |name, raw| take.text(name, raw))?;
    let reviewed = review::reviewed(publication, &essays)?;
    let mut registry = publication.registry.clone();
    let mut checker = Checker::new(publication.edition().base.as_str());
    let mut part = |quads: Vec<Quad>| {
        checker.part(&quads);
        quads.iter().try_for_each(|quad| take.statement(quad))
    };
    let mut judged = Judged { essays: &essays, reviewed: &reviewed, progress: Some(progress), findings: Vec::new() };
    tell(publication.edition(), &mut judged, &publication.authority, &mut registry, &mut part)?;
    let findings = judged.findings();
    let mut lost = Vec::new();
    for links in Links::all(publication)? {
        let (own, without) = rdf::links(publication.edition(), &links.decisions()?, &links.items()?, &registry);
        part(own)?;
        lost.extend(without);
    }
    let unused = unused(&checker, &registry, publication.edition().base.as_str());
    let mut faults = checker.faults();
    faults.extend(lost);
    faults.extend(reviewed.faults);
    faults.extend(unused);
    let spots: Vec<_> = faults.iter_mut().filter_map(|fault| fault.spot.as_mut()).collect();
    let words = essays.words(&spots.iter().map(|spot| (spot.essay.as_str(), spot.start, spot.end)).collect::<Vec<_>>())?;
    spots.into_iter().zip(words).filter(|(_, words)| !words.is_empty()).for_each(|(spot, words)| spot.words = words);
    Ok(ReadPublication { registry, findings, faults, essays: essays.hashes() })
}

/// The essays with what people decided, and what was found in them while they were read for the first time.
struct Judged<'a> {
    essays: &'a Essays<'a>,
    reviewed: &'a Reviewed,
    /// Is told of the first time alone.
    progress: Option<&'a dyn Progress>,
    findings: Vec<(usize, Vec<Found>)>,
}

impl rdf::Essays<Error> for Judged<'_> {
    fn each(&mut self, look: &mut dyn FnMut(&ReadEssay<'_>) -> Result<(), Error>) -> Result<(), Error> {
        let progress = self.progress.take();
        self.essays.by_key(progress.unwrap_or(&Silent), &mut |told| {
            let essay = told.essay();
            if progress.is_some() {
                self.findings.push((told.at, findings(&essay)));
            }
            let account = self.reviewed.account(&essay)?;
            look(&ReadEssay { account: account.as_ref().unwrap_or(essay.account), ..essay })
        })
    }
}

impl Judged<'_> {
    /// The findings in the order in which the essays were found.
    fn findings(mut self) -> Vec<Found> {
        self.findings.sort_by_key(|(at, _)| *at);
        self.findings.into_iter().flat_map(|(_, found)| found).collect()
    }
}

fn findings(essay: &ReadEssay<'_>) -> Vec<Found> {
    let found = |finding: &crate::claim::Finding| Found {
        essay: essay.key.to_owned(),
        code: finding.code,
        level: finding.level,
        message: finding.message.clone(),
        places: finding.spans.iter().map(|span| place(essay, *span)).collect(),
    };
    essay.account.findings.iter().map(found).collect()
}

/// Reads every essay of a publication and hands them to `look`, all at once.
///
/// # Errors
/// When a text is absent, changed or no text, or a declared essay is not in it.
pub fn with_essays<T>(publication: &Publication, look: impl FnOnce(&[ReadEssay<'_>]) -> T) -> Result<T, Error> {
    let essays = Essays::find(publication, &mut |_, _| Ok(()))?;
    let reviewed = review::reviewed(publication, &essays)?;
    let mut all: Vec<Told<'_>> = Vec::new();
    essays.as_found(&Silent, &mut |told| {
        all.push(told);
        Ok(())
    })?;
    let accounts = all.iter().map(|told| reviewed.account(&told.essay())).collect::<Result<Vec<_>, Error>>()?;
    let mut judged: Vec<ReadEssay<'_>> = all.iter().map(Told::essay).collect();
    for (essay, account) in judged.iter_mut().zip(&accounts) {
        essay.account = account.as_ref().unwrap_or(essay.account);
    }
    Ok(look(&judged))
}

/// Reads every essay of a publication for what helps to recognise its things elsewhere.
///
/// # Errors
/// When a text is absent, changed or no text, or a declared essay is not in it.
pub fn subjects(publication: &Publication, progress: &dyn Progress) -> Result<BTreeMap<EntityId, Subject>, Error> {
    let essays = Essays::find(publication, &mut |_, _| Ok(()))?;
    let mut subjects = link::subjects(&publication.authority, &publication.edition().language);
    essays.as_found(progress, &mut |told| {
        link::hear(&mut subjects, &link::Told { key: &told.named.key, language: told.language, telling: &told.telling });
        Ok(())
    })?;
    Ok(subjects)
}

/// Addresses that were minted in an earlier version and of which nothing is said any more.
fn unused(checker: &Checker, registry: &Registry, base: &str) -> Vec<Fault> {
    let lines = registry.lines().filter(|(path, line)| line.state == State::Live && !checker.describes(&format!("{base}{path}")));
    // A body or a land is given its address with the name that may stand for it, and may never be needed.
    let lines = lines.filter(|(path, _)| ["doc/", "event/", "essay/", "book/", "holding/"].iter().any(|kind| path.starts_with(kind)));
    let fault = |(path, line): (&str, &Line)| Fault {
        code: "graph-address-unused",
        level: Level::Note,
        about: format!("{base}{path}"),
        message: format!("{path} was given to “{}” on {}, and no essay speaks of that any more", line.identified_by, line.minted),
        spot: None,
    };
    lines.map(fault).collect()
}
