//! From the texts of a publication to its graph.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use oxigraph::model::Quad;

use crate::claim::{Level, Telling, tellings};
use crate::lang;
use crate::link::{Subject, Told, subjects as subjects_of};
use crate::rdf::{self, Checker, Fault, Line, ReadEssay, Registry, State, tell};
use crate::resolve::EntityId;
use crate::text::Span;

use super::essays::{Text, texts};
use super::links::Links;
use super::{Error, EssayEntry, Publication, review};

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
    /// The raw texts that stand in no file as they are, each with its name: taken out of a format, or decoded.
    pub texts: Vec<(String, String)>,
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

/// Reads every essay of a publication and makes its graph, whose statements it hands to `take`, in no order and some of
/// them more than once.
///
/// # Errors
/// When a text is absent, changed or no text, or a declared essay is not in it; when `take` fails.
pub fn read(
    publication: &Publication,
    progress: &dyn Progress,
    take: &mut dyn FnMut(&Quad) -> Result<(), Error>,
) -> Result<ReadPublication, Error> {
    let texts = texts(publication)?;
    let told = told(&texts, publication, progress);
    let chosen = chosen(&texts, &told, publication)?;
    let essays: Vec<ReadEssay> = chosen.iter().map(Chosen::essay).collect();
    let reviewed = review::reviewed(publication, &essays)?;
    let essays = reviewed.essays(&essays);
    let mut registry = publication.registry.clone();
    let mut checker = Checker::new(publication.edition().base.as_str());
    let mut part = |quads: Vec<Quad>| {
        checker.part(&quads);
        quads.iter().try_for_each(&mut *take)
    };
    tell(publication.edition(), &essays, &publication.authority, &mut registry, &mut part)?;
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
    for spot in faults.iter_mut().filter_map(|fault| fault.spot.as_mut()) {
        if let Some(chosen) = chosen.iter().find(|chosen| chosen.key == spot.essay) {
            let words: String = chosen.text.source.raw().chars().skip(spot.start).take(spot.end - spot.start).collect();
            spot.words = collapsed(&words);
        }
    }
    let findings = chosen.iter().flat_map(Chosen::findings).collect();
    let essays = chosen.iter().map(|chosen| (chosen.key.clone(), chosen.text.source.sha256().to_owned())).collect();
    let texts = texts.iter().filter(|text| text.source.is_extracted());
    let texts = texts.map(|text| (format!("{}.txt", text.stem), text.source.raw().to_owned())).collect();
    Ok(ReadPublication { registry, findings, faults, essays, texts })
}

/// Reads every essay of a publication and hands them to `look`.
///
/// # Errors
/// When a text is absent, changed or no text, or a declared essay is not in it.
pub fn with_essays<T>(publication: &Publication, look: impl FnOnce(&[ReadEssay<'_>]) -> T) -> Result<T, Error> {
    let texts = texts(publication)?;
    let told = told(&texts, publication, &Silent);
    let chosen = chosen(&texts, &told, publication)?;
    let essays: Vec<ReadEssay> = chosen.iter().map(Chosen::essay).collect();
    let reviewed = review::reviewed(publication, &essays)?;
    Ok(look(&reviewed.essays(&essays)))
}

/// Reads every essay of a publication for what helps to recognise its things elsewhere.
///
/// # Errors
/// When a text is absent, changed or no text, or a declared essay is not in it.
pub fn subjects(publication: &Publication, progress: &dyn Progress) -> Result<BTreeMap<EntityId, Subject>, Error> {
    let texts = texts(publication)?;
    let told = told(&texts, publication, progress);
    let chosen = chosen(&texts, &told, publication)?;
    let essays: Vec<Told<'_>> =
        chosen.iter().map(|essay| Told { key: &essay.key, language: essay.language, telling: essay.telling }).collect();
    Ok(subjects_of(&essays, &publication.authority, &publication.edition().language))
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

/// What each text tells, read on all cores, in the order of the texts.
pub(super) fn told(texts: &[Text], publication: &Publication, progress: &dyn Progress) -> Vec<Vec<Telling>> {
    let next = AtomicUsize::new(0);
    let done = AtomicUsize::new(0);
    let results: Mutex<Vec<(usize, Vec<Telling>)>> = Mutex::new(Vec::with_capacity(texts.len()));
    let workers = std::thread::available_parallelism().map_or(1, usize::from).min(texts.len().max(1));
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some((at, text)) =
                    { Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| texts.get(at).map(|text| (at, text))) }
                {
                    let told = tellings(&text.source, pack(text, publication), &publication.authority);
                    let number = done.fetch_add(1, Ordering::Relaxed) + 1;
                    progress.step(number, texts.len(), text.source.name());
                    results.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((at, told));
                }
            });
        }
    });
    let mut results = results.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    results.sort_by_key(|(at, _)| *at);
    results.into_iter().map(|(_, told)| told).collect()
}

/// The language pack of a text: of its first declared essay, else of the publication.
pub(super) fn pack(text: &Text, publication: &Publication) -> &'static lang::Pack {
    let own = text.entries.iter().find_map(|entry| entry.language.as_deref());
    let guessed = if text.entries.is_empty() { Some(lang::guess(text.source.raw())) } else { None };
    let code = own.or(guessed).unwrap_or(&publication.edition().language);
    lang::pack(code).or_else(|| lang::pack(&publication.edition().language)).expect("the settings name a language that has a pack")
}

/// One essay of the publication.
pub(super) struct Chosen<'a> {
    pub(super) key: String,
    title: String,
    author: Option<String>,
    entry: Option<&'a EssayEntry>,
    pub(super) language: &'static str,
    pub(super) text: &'a Text,
    pub(super) telling: &'a Telling,
}

/// The declared essays, each found by its title; where none is declared, all.
pub(super) fn chosen<'a>(texts: &'a [Text], told: &'a [Vec<Telling>], publication: &Publication) -> Result<Vec<Chosen<'a>>, Error> {
    let mut out = Vec::new();
    let mut problems = Vec::new();
    for (text, tellings) in texts.iter().zip(told) {
        let language = pack(text, publication).code;
        let mut push = |key: String, entry: Option<&'a EssayEntry>, telling: &'a Telling| {
            let head = telling.essay.head.as_ref();
            let words = |span: Span| collapsed(span.of(telling.essay.prose.text()));
            let title =
                entry.and_then(|entry| entry.title.clone()).or_else(|| head.map(|head| words(head.title))).unwrap_or_else(|| key.clone());
            let author = entry.and_then(|entry| entry.author.clone()).or_else(|| head.and_then(|head| head.author).map(words));
            out.push(Chosen { key, title, author, entry, language, text, telling });
        };
        for entry in &text.entries {
            match named(entry, tellings) {
                Some(telling) => push(entry.key.clone(), Some(entry), telling),
                None => problems.push(format!(
                    "{} holds no essay called \"{}\" (regesta.toml:{})\nhint: it holds: {}",
                    text.source.name(),
                    entry.title.as_deref().unwrap_or(&entry.key),
                    entry.line,
                    tellings.iter().map(title_of).collect::<Vec<_>>().join("; ")
                )),
            }
        }
        if text.entries.is_empty() {
            for (number, telling) in tellings.iter().enumerate() {
                let key = if number == 0 { text.stem.clone() } else { format!("{}-{}", text.stem, number + 1) };
                push(key, None, telling);
            }
        }
    }
    if problems.is_empty() { Ok(out) } else { Err(Error::Essays(problems)) }
}

/// The essay that an entry means: the only one, or the one with its title.
fn named<'a>(entry: &EssayEntry, tellings: &'a [Telling]) -> Option<&'a Telling> {
    match (&entry.title, tellings) {
        (_, [only]) => Some(only),
        (None, _) => None,
        (Some(title), _) => tellings.iter().find(|telling| letters(&title_of(telling)) == letters(title)),
    }
}

fn title_of(telling: &Telling) -> String {
    telling
        .essay
        .head
        .as_ref()
        .map_or_else(|| "an essay without a title".to_owned(), |head| collapsed(head.title.of(telling.essay.prose.text())))
}

/// The letters and digits of a title, in lower case.
fn letters(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn collapsed(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Chosen<'_> {
    pub(super) fn essay(&self) -> ReadEssay<'_> {
        ReadEssay {
            key: &self.key,
            title: &self.title,
            author: self.author.as_deref(),
            source_url: self.entry.and_then(|entry| entry.source.as_deref()),
            date: self.entry.and_then(|entry| entry.date.as_deref()),
            language: self.language,
            source: &self.text.source,
            essay: &self.telling.essay,
            reading: &self.telling.reading,
            resolved: &self.telling.resolved,
            account: &self.telling.account,
        }
    }

    /// Where a span of the clean prose stands in the raw text.
    pub(super) fn place(&self, span: Span) -> Place {
        let raw = self.telling.essay.prose.raw_span(span);
        let (start, end) = self.text.source.code_points(raw);
        Place { start, end, words: collapsed(span.of(self.telling.essay.prose.text())) }
    }

    fn findings(&self) -> Vec<Found> {
        let found = |finding: &crate::claim::Finding| Found {
            essay: self.key.clone(),
            code: finding.code,
            level: finding.level,
            message: finding.message.clone(),
            places: finding.spans.iter().map(|span| self.place(*span)).collect(),
        };
        self.telling.account.findings.iter().map(found).collect()
    }
}
