//! The essays of a publication: which there are and in which files, and each of them read when it is wanted.
//!
//! [`Essays`] keeps no text. What was read of an essay lives as long as it is looked at, so that a corpus of any
//! size can be read; whoever has to look twice reads twice, which takes less time than anything that is done with it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::claim::{Telling, telling};
use crate::lang::{self, Pack};
use crate::rdf::ReadEssay;
use crate::text::{Essay, Source, Span, essays};

use super::ahead::ahead;
use super::files::{self, File};
use super::{Error, EssayEntry, Place, Progress, Publication};

/// The essays of a publication, found and named, in the order of the settings or of the file names.
#[derive(Debug)]
pub(super) struct Essays<'p> {
    publication: &'p Publication,
    texts: Vec<Text>,
    essays: Vec<Named<'p>>,
}

/// A file as it was found.
#[derive(Debug)]
struct Text {
    path: PathBuf,
    name: String,
    sha256: String,
    pack: &'static Pack,
}

/// An essay by its name and its place.
#[derive(Debug)]
pub(super) struct Named<'p> {
    pub(super) key: String,
    title: String,
    author: Option<String>,
    entry: Option<&'p EssayEntry>,
    text: usize,
    /// Which essay of its text it is.
    number: usize,
}

/// What a file holds, before any of it is read.
struct Held {
    sha256: String,
    pack: &'static Pack,
    heads: Vec<Head>,
    /// The raw text, where it stands in no file as it is.
    raw: Option<String>,
}

/// Title and author, as the text gives them.
struct Head {
    title: Option<String>,
    author: Option<String>,
}

/// An essay that was read.
#[derive(Debug)]
pub(super) struct Told<'a> {
    pub(super) named: &'a Named<'a>,
    /// Its place among the essays.
    pub(super) at: usize,
    pub(super) language: &'static str,
    pub(super) source: Arc<Source>,
    pub(super) telling: Telling,
}

/// The text that a core has open: the next essay often stands in it too.
type Open = Option<(usize, Arc<Source>, Vec<Essay>)>;

impl<'p> Essays<'p> {
    /// Finds the essays: the declared ones, each by its title; where none is declared, all.
    ///
    /// `extracted` is given the name and the words of each text that stands in no file as it is.
    ///
    /// # Errors
    /// With a message for every text that is absent, changed or no text, or that does not hold a declared essay; all of
    /// them together. When `extracted` fails.
    pub(super) fn find(publication: &'p Publication, extracted: &mut dyn FnMut(&str, &str) -> Result<(), Error>) -> Result<Self, Error> {
        let (files, mut problems) = files::files(publication)?;
        let mut out = Self { publication, texts: Vec::with_capacity(files.len()), essays: Vec::new() };
        let mut missing = Vec::new();
        let held = |(): &mut (), at: usize| held(&files[at], publication);
        ahead(files.len(), held, &mut |at, held| {
            match held {
                Ok(held) => {
                    if let Some(raw) = &held.raw {
                        extracted(&format!("{}.txt", files[at].stem), raw)?;
                    }
                    out.add(&files[at], held, &mut missing);
                }
                Err(problem) => problems.push((at, problem)),
            }
            Ok::<_, Error>(())
        })?;
        problems.sort_by_key(|(at, _)| *at);
        let problems = if problems.is_empty() { missing } else { problems.into_iter().map(|(_, problem)| problem).collect() };
        if problems.is_empty() { Ok(out) } else { Err(Error::Essays(problems)) }
    }

    /// Adds the essays of a file.
    fn add(&mut self, file: &File<'p>, held: Held, missing: &mut Vec<String>) {
        let text = self.texts.len();
        let mut push = |key: String, entry: Option<&'p EssayEntry>, number: usize| {
            let head = &held.heads[number];
            let title = entry.and_then(|entry| entry.title.clone()).or_else(|| head.title.clone()).unwrap_or_else(|| key.clone());
            let author = entry.and_then(|entry| entry.author.clone()).or_else(|| head.author.clone());
            self.essays.push(Named { key, title, author, entry, text, number });
        };
        for &entry in &file.entries {
            match named(entry, &held.heads) {
                Some(number) => push(entry.key.clone(), Some(entry), number),
                None => missing.push(format!(
                    "{} holds no essay called \"{}\" (regesta.toml:{})\nhint: it holds: {}",
                    file.name,
                    entry.title.as_deref().unwrap_or(&entry.key),
                    entry.line,
                    held.heads.iter().map(Head::title).collect::<Vec<_>>().join("; ")
                )),
            }
        }
        if file.entries.is_empty() {
            for number in 0..held.heads.len() {
                let key = if number == 0 { file.stem.clone() } else { format!("{}-{}", file.stem, number + 1) };
                push(key, None, number);
            }
        }
        self.texts.push(Text { path: file.path.clone(), name: file.name.clone(), sha256: held.sha256, pack: held.pack });
    }

    /// Key, and SHA-256 of the raw text, of each essay.
    pub(super) fn hashes(&self) -> Vec<(String, String)> {
        self.essays.iter().map(|essay| (essay.key.clone(), self.texts[essay.text].sha256.clone())).collect()
    }

    /// Reads every essay, in the order of their keys, and hands each to `look`.
    ///
    /// # Errors
    /// When a text is no longer what it was, or `look` fails.
    pub(super) fn by_key(&self, progress: &dyn Progress, look: &mut dyn FnMut(Told<'_>) -> Result<(), Error>) -> Result<(), Error> {
        let mut order: Vec<usize> = (0..self.essays.len()).collect();
        order.sort_by(|a, b| self.essays[*a].key.cmp(&self.essays[*b].key));
        self.told(&order, progress, look)
    }

    /// The same in the order in which they were found.
    ///
    /// # Errors
    /// When a text is no longer what it was, or `look` fails.
    pub(super) fn as_found<'s>(
        &'s self,
        progress: &dyn Progress,
        look: &mut dyn FnMut(Told<'s>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.told(&(0..self.essays.len()).collect::<Vec<_>>(), progress, look)
    }

    fn told<'s>(
        &'s self,
        order: &[usize],
        progress: &dyn Progress,
        look: &mut dyn FnMut(Told<'s>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        ahead(order.len(), |open: &mut Open, at| self.tell(open, order[at]), &mut |at, told: Result<Told<'s>, Error>| {
            let told = told?;
            progress.step(at + 1, order.len(), &self.texts[told.named.text].name);
            look(told)
        })
    }

    /// Reads one essay.
    fn tell(&self, open: &mut Open, at: usize) -> Result<Told<'_>, Error> {
        let named = &self.essays[at];
        let pack = self.texts[named.text].pack;
        if open.as_ref().is_none_or(|(text, ..)| *text != named.text) {
            *open = None;
            let source = self.source(named.text)?;
            let essays = essays(&source);
            *open = Some((named.text, Arc::new(source), essays));
        }
        let own = open.as_ref().and_then(|(_, source, essays)| Some((source, essays.get(named.number)?)));
        let (source, essay) = own.ok_or_else(|| self.changed(named.text))?;
        let telling = telling(essay.clone(), pack, &self.publication.authority);
        Ok(Told { named, at, language: pack.code, source: Arc::clone(source), telling })
    }

    /// A text, once more.
    fn source(&self, text: usize) -> Result<Source, Error> {
        let Text { path, name, sha256, .. } = &self.texts[text];
        let source = files::source(path, name).ok().filter(|source| source.sha256() == sha256);
        source.ok_or_else(|| self.changed(text))
    }

    fn changed(&self, text: usize) -> Error {
        Error::Essays(vec![format!("{} has changed while it was read\nhint: try again", self.texts[text].name)])
    }

    /// The raw words of some essays between code points, white space collapsed; in the order in which they are asked for.
    pub(super) fn words(&self, places: &[(&str, usize, usize)]) -> Result<Vec<String>, Error> {
        let texts: BTreeMap<&str, usize> = self.essays.iter().map(|essay| (essay.key.as_str(), essay.text)).collect();
        let mut out = vec![String::new(); places.len()];
        let mut by_text: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, (key, ..)) in places.iter().enumerate() {
            texts.get(key).into_iter().for_each(|text| by_text.entry(*text).or_default().push(at));
        }
        for (text, asked) in by_text {
            let source = self.source(text)?;
            for at in asked {
                let (_, start, end) = places[at];
                let words: String = source.raw().chars().skip(start).take(end.saturating_sub(start)).collect();
                out[at] = collapsed(&words);
            }
        }
        Ok(out)
    }
}

/// What a file holds; else what is wrong with it.
fn held(file: &File<'_>, publication: &Publication) -> Result<Held, String> {
    let source = file.source()?;
    let heads = essays(&source).iter().map(Head::of).collect();
    let raw = source.is_extracted().then(|| source.raw().to_owned());
    Ok(Held { sha256: source.sha256().to_owned(), pack: pack(file, &source, publication), heads, raw })
}

/// The language pack of a text: of its first declared essay, else of the publication.
fn pack(file: &File<'_>, source: &Source, publication: &Publication) -> &'static Pack {
    let own = file.entries.iter().find_map(|entry| entry.language.as_deref());
    let guessed = if file.entries.is_empty() { Some(lang::guess(source.raw())) } else { None };
    let code = own.or(guessed).unwrap_or(&publication.edition().language);
    lang::pack(code).or_else(|| lang::pack(&publication.edition().language)).expect("the settings name a language that has a pack")
}

/// The essay that an entry means: the only one, or the one with its title.
fn named(entry: &EssayEntry, heads: &[Head]) -> Option<usize> {
    match (&entry.title, heads) {
        (_, [_]) => Some(0),
        (None, _) => None,
        (Some(title), _) => heads.iter().position(|head| letters(&head.title()) == letters(title)),
    }
}

/// The letters and digits of a title, in lower case.
fn letters(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The words with one space for every white space.
pub(super) fn collapsed(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Head {
    fn of(essay: &Essay) -> Self {
        let words = |span: Span| collapsed(span.of(essay.prose.text()));
        let head = essay.head.as_ref();
        Self { title: head.map(|head| words(head.title)), author: head.and_then(|head| head.author).map(words) }
    }

    fn title(&self) -> String {
        self.title.clone().unwrap_or_else(|| "an essay without a title".to_owned())
    }
}

impl Told<'_> {
    /// As the mapping takes it.
    pub(super) fn essay(&self) -> ReadEssay<'_> {
        let entry = self.named.entry;
        ReadEssay {
            key: &self.named.key,
            title: &self.named.title,
            author: self.named.author.as_deref(),
            source_url: entry.and_then(|entry| entry.source.as_deref()),
            date: entry.and_then(|entry| entry.date.as_deref()),
            language: self.language,
            source: &self.source,
            essay: &self.telling.essay,
            reading: &self.telling.reading,
            resolved: &self.telling.resolved,
            account: &self.telling.account,
        }
    }
}

/// Where a span of the clean prose of an essay stands in the raw text.
pub(super) fn place(essay: &ReadEssay<'_>, span: Span) -> Place {
    let raw = essay.essay.prose.raw_span(span);
    let (start, end) = essay.source.code_points(raw);
    Place { start, end, words: collapsed(span.of(essay.essay.prose.text())) }
}
