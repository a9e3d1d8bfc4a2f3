//! `regesta.toml`: the settings of a publication.

use std::path::PathBuf;

use iri_string::types::UriAbsoluteStr;
use serde::Deserialize;

use crate::lang;
use crate::rdf::{Base, Creator, Edition, TextRight};
use crate::resolve::toml_fault;
use crate::time::HistoricalDate;

/// Endings of the files that are read as essays where none is declared.
pub use crate::text::ENDINGS as ESSAY_ENDINGS;

/// The settings, checked.
#[derive(Clone, Debug)]
pub struct Config {
    /// What is published, under which address and licence.
    pub edition: Edition,
    /// The address of mail under which those who publish it are reached.
    pub contact: Option<String>,
    /// The essays declared; none where all of `essays/` is read.
    pub essays: Vec<EssayEntry>,
}

/// One declared essay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EssayEntry {
    /// Its key in addresses.
    pub key: String,
    /// Its text, from the publication's folder.
    pub file: PathBuf,
    /// SHA-256 of its raw text, where it is declared.
    pub sha256: Option<String>,
    /// By which it is found among several essays of one text.
    pub title: Option<String>,
    /// Its author.
    pub author: Option<String>,
    /// Where it was published.
    pub source: Option<String>,
    /// When it was published, EDTF.
    pub date: Option<String>,
    /// Its language, where it is not the publication's.
    pub language: Option<String>,
    /// The line of the settings that declares it.
    pub line: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    title: String,
    base: String,
    language: String,
    license: String,
    version: String,
    date: Date,
    #[serde(default = "full")]
    text: TextRight,
    contact: Option<String>,
    #[serde(default)]
    creator: Vec<FileCreator>,
    #[serde(default)]
    essay: Vec<FileEssay>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileCreator {
    name: String,
    orcid: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileEssay {
    key: Option<String>,
    file: Option<String>,
    path: Option<String>,
    sha256: Option<String>,
    title: Option<String>,
    author: Option<String>,
    source: Option<String>,
    date: Option<String>,
    language: Option<String>,
}

/// A date of TOML, or the same in quotation marks.
#[derive(Deserialize)]
#[serde(untagged)]
enum Date {
    Toml(toml::value::Datetime),
    Text(String),
}

fn full() -> TextRight {
    TextRight::Full
}

/// What is wrong with the settings: the line, and what a person can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    pub(super) line: usize,
    pub(super) message: String,
}

impl Config {
    /// Reads the text of `regesta.toml`.
    pub(super) fn parse(toml: &str) -> Result<Self, Wrong> {
        let file: File = toml::from_str(toml).map_err(|error| {
            let fault = toml_fault(toml, &error);
            let message = match fault.unknown {
                Some((key, Some(hint))) => format!("unknown key \"{key}\"\nhint: did you mean \"{hint}\"?"),
                Some((key, None)) => format!("unknown key \"{key}\"\nhint: {}", fault.message),
                None => fault.message,
            };
            Wrong { line: fault.line, message }
        })?;
        let at = Lines(toml);
        let wrong = |key: &str, message: String| Wrong { line: at.of(key), message };
        let base = Base::parse(&file.base).map_err(|error| wrong("base", format!("base: {error}")))?;
        if lang::pack(&file.language).is_none() {
            return Err(wrong("language", format!("no language pack \"{}\"\nhint: there are: {}", file.language, lang::CODES.join(", "))));
        }
        if UriAbsoluteStr::new(&file.license).is_err() {
            let message = format!("license: \"{}\" is no address\nhint: \"https://creativecommons.org/licenses/by/4.0/\"", file.license);
            return Err(wrong("license", message));
        }
        let date = match &file.date {
            Date::Toml(date) => date.to_string(),
            Date::Text(date) => date.clone(),
        };
        if date.len() != 10 || HistoricalDate::parse(&date).is_none() {
            return Err(wrong("date", format!("date: \"{date}\" is no day\nhint: write it as 2026-11-22")));
        }
        if file.version.is_empty() || !file.version.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+')) {
            return Err(wrong(
                "version",
                format!("version: \"{}\" would not do as the name of a folder\nhint: write it as \"0.1.0\"", file.version),
            ));
        }
        if let Some(contact) = file.contact.as_deref().filter(|contact| !is_mail(contact)) {
            return Err(wrong("contact", format!("contact: \"{contact}\" is no address of mail\nhint: \"editor@example.org\"")));
        }
        if file.title.trim().is_empty() {
            return Err(wrong("title", "title: it is empty".to_owned()));
        }
        let creators = file.creator.into_iter().map(|creator| Creator { name: creator.name, orcid: creator.orcid }).collect();
        let mut essays: Vec<EssayEntry> = Vec::with_capacity(file.essay.len());
        for (number, essay) in file.essay.into_iter().enumerate() {
            let entry = entry(essay, at.essay(number))?;
            if let Some(first) = essays.iter().find(|own| own.key == entry.key) {
                let message = format!("the key \"{}\" is used twice, first in line {}", entry.key, first.line);
                return Err(Wrong { line: entry.line, message });
            }
            essays.push(entry);
        }
        let edition = Edition {
            base,
            title: file.title,
            language: file.language,
            license: file.license,
            version: file.version,
            date,
            text: file.text,
            creators,
        };
        Ok(Self { edition, contact: file.contact, essays })
    }
}

/// Whether words could be an address of mail: something, an at sign, and a host.
fn is_mail(words: &str) -> bool {
    let is_plain = |part: &str| !part.is_empty() && part.chars().all(|letter| !letter.is_whitespace() && !letter.is_control());
    words.rsplit_once('@').is_some_and(|(who, host)| is_plain(who) && is_plain(host) && !who.contains('@'))
}

fn entry(essay: FileEssay, line: usize) -> Result<EssayEntry, Wrong> {
    let wrong = |message: &str| Wrong { line, message: message.to_owned() };
    let file = match (essay.file, essay.path) {
        (Some(file), None) => file,
        (None, Some(path)) if essay.sha256.is_some() => path,
        (None, Some(_)) => return Err(wrong("a text that is not in the folder needs its sha256\nhint: `regesta extract` prints it")),
        _ => return Err(wrong("an essay has either \"file\" or \"path\"")),
    };
    if let Some(hash) = &essay.sha256
        && (hash.len() != 64 || !hash.bytes().all(|byte| byte.is_ascii_hexdigit() && !byte.is_ascii_uppercase()))
    {
        return Err(wrong("sha256 is 64 lower-case hexadecimal digits"));
    }
    if let Some(code) = &essay.language
        && lang::pack(code).is_none()
    {
        return Err(wrong(&format!("no language pack \"{code}\"\nhint: there are: {}", lang::CODES.join(", "))));
    }
    if let Some(date) = &essay.date
        && HistoricalDate::parse(date).is_none()
    {
        return Err(wrong(&format!("\"{date}\" is no date in EDTF\nhint: \"2011-12-21\", \"2011-12\", \"2011\"")));
    }
    let file = PathBuf::from(file);
    let stem = || file.file_stem().map(|stem| crate::text::slug(&stem.to_string_lossy())).unwrap_or_default();
    let key = essay.key.clone().unwrap_or_else(stem);
    if key.is_empty() || !key.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-')) {
        let message = format!(
            "the key \"{key}\" is not made of lower-case ASCII letters, digits and hyphens\nhint: write \"{}\"",
            crate::text::slug(&key)
        );
        return Err(wrong(&message));
    }
    Ok(EssayEntry {
        key,
        file,
        sha256: essay.sha256,
        title: essay.title,
        author: essay.author,
        source: essay.source,
        date: essay.date,
        language: essay.language,
        line,
    })
}

/// Finds the lines that errors name.
struct Lines<'a>(&'a str);

impl Lines<'_> {
    /// The line of a key before the first table.
    fn of(&self, key: &str) -> usize {
        let starts = |line: &str| line.trim_start().strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='));
        self.0.lines().position(starts).map_or(1, |line| line + 1)
    }

    /// The line of the nth `[[essay]]`.
    fn essay(&self, number: usize) -> usize {
        self.0
            .lines()
            .enumerate()
            .filter(|(_, line)| line.trim_start().starts_with("[[essay]]"))
            .nth(number)
            .map_or(1, |(line, _)| line + 1)
    }
}
