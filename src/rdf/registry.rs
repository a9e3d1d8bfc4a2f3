//! The registry of a publication: every address ever minted, and what it stands for.
//!
//! A thing is found again by what it was recognised by when its address was minted, so a
//! corrected date or sender, entered by a person into `registry.tsv`, never changes an address.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::time::HistoricalDate;

use super::iri::{Digest, is_path, short_id};

/// Every address ever minted; lines are added and marked, never removed or reused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registry {
    lines: BTreeMap<String, Line>,
    /// What things are recognised by, to their path.
    known: BTreeMap<Digest, String>,
}

/// One line of `registry.tsv`, without its path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it stands for: "person", "doc", "event" …
    pub kind: String,
    /// What the thing was recognised by.
    pub identified_by: String,
    /// Date of the version that minted it.
    pub minted: String,
    /// Whether it still stands for something.
    pub state: State,
}

/// Whether an address still stands for something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It does.
    Live,
    /// The thing is the same as another, which keeps its address: this one redirects to that path.
    Merged(String),
    /// The thing was taken out, for this reason.
    Gone(String),
}

/// Why `registry.tsv` could not be taken.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {problem}")]
pub struct RegistryError {
    /// The file.
    pub file: String,
    /// The line, from one.
    pub line: usize,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What can be wrong with a line.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// The head line is another.
    #[error("the first line names the columns: {HEAD:?}")]
    Head,
    /// It has not five columns.
    #[error("five columns are wanted, {0} found")]
    Columns(usize),
    /// The first column is no address.
    #[error("{0:?} is no address under the base")]
    Path(String),
    /// The last column says none of the known states.
    #[error("{0:?} is no state: live, merged:PATH or gone:REASON")]
    State(String),
    /// The address has a line already.
    #[error("{path} has a line already, line {first}")]
    Twice {
        /// The address.
        path: String,
        /// The line that has it.
        first: usize,
    },
    /// Two live addresses stand for one thing.
    #[error("{first} is recognised by the same: merge one into the other, or tell them apart")]
    Same {
        /// The address that is recognised so.
        first: String,
    },
    /// It redirects to an address that is not there, or in a circle.
    #[error("merged into {0}, which is not in the registry or leads back here")]
    Redirect(String),
}

/// The first line of the file.
const HEAD: &str = "iri-path\tkind\tidentified-by\tminted\tstate";

impl Registry {
    /// Reads `registry.tsv`; an empty file is an empty registry. `file` is named in errors.
    ///
    /// # Errors
    /// When a line is not of the documented form; the first such one is named.
    pub fn parse(file: &str, text: &str) -> Result<Self, RegistryError> {
        let mut registry = Self::default();
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        let error = |line: usize, problem| RegistryError { file: file.to_owned(), line, problem };
        for (number, line) in (1..).zip(text.lines()) {
            if number == 1 {
                if line.strip_prefix('\u{feff}').unwrap_or(line) != HEAD {
                    return Err(error(number, Problem::Head));
                }
            } else if !line.is_empty() {
                let (path, line) = parse_line(line).map_err(|problem| error(number, problem))?;
                if let Some(&first) = numbers.get(&path) {
                    return Err(error(number, Problem::Twice { path, first }));
                }
                numbers.insert(path.clone(), number);
                registry.add(path, line).map_err(|problem| error(number, problem))?;
            }
        }
        for (path, line) in &registry.lines {
            if let State::Merged(into) = &line.state
                && registry.live(path).is_none()
            {
                return Err(error(numbers[path], Problem::Redirect(into.clone())));
            }
        }
        Ok(registry)
    }

    /// As the file is written: the head line, then a line an address, sorted.
    #[must_use]
    pub fn write(&self) -> String {
        let mut out = format!("{HEAD}\n");
        for (path, Line { kind, identified_by, minted, state }) in &self.lines {
            let state = match state {
                State::Live => "live".to_owned(),
                State::Merged(into) => format!("merged:{into}"),
                State::Gone(reason) => format!("gone:{reason}"),
            };
            writeln!(out, "{path}\t{kind}\t{identified_by}\t{minted}\t{state}").expect("writing to a string cannot fail");
        }
        out
    }

    /// The line of an address.
    #[must_use]
    pub fn line(&self, path: &str) -> Option<&Line> {
        self.lines.get(path)
    }

    /// Every address with its line, sorted.
    pub fn lines(&self) -> impl Iterator<Item = (&str, &Line)> {
        self.lines.iter().map(|(path, line)| (path.as_str(), line))
    }

    /// The part of a whole address that stands here, whatever its base.
    #[must_use]
    pub fn path_of<'a>(&self, iri: &'a str) -> Option<&'a str> {
        let slashes = iri.match_indices('/').map(|(at, _)| &iri[at + 1..]);
        slashes.into_iter().find(|path| self.lines.contains_key(*path))
    }

    /// The live addresses of things that are recognised by the same as this one but for a date.
    pub fn dated_otherwise<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a str> {
        let own = self.lines.get(path);
        let alike = move |(other, line): (&'a String, &Line)| {
            let own = own.filter(|own| own.kind == line.kind && line.state == State::Live && other != path)?;
            differ_in_a_date(&own.identified_by, &line.identified_by).then_some(other.as_str())
        };
        self.lines.iter().filter_map(alike)
    }

    /// The address that speaks for this one today: itself, or what it was merged into.
    ///
    /// `None` where it is gone, or was never minted.
    #[must_use]
    pub fn live(&self, path: &str) -> Option<&str> {
        let mut path = path;
        for _ in 0..=self.lines.len() {
            let (key, line) = self.lines.get_key_value(path)?;
            match &line.state {
                State::Live => return Some(key),
                State::Merged(into) => path = into,
                State::Gone(_) => return None,
            }
        }
        None
    }

    /// The address of a thing under `{kind}/`: the one it has, or a new one with a short opaque id.
    ///
    /// `None` where a person took the thing out.
    pub fn opaque(&mut self, kind: &str, identified_by: &str, minted: &str) -> Option<String> {
        let id = |attempt: usize| match attempt {
            1 => short_id(&format!("{kind}|{identified_by}")),
            _ => short_id(&format!("{kind}|{identified_by}|{attempt}")),
        };
        self.mint(kind, identified_by, minted, id)
    }

    /// The address of a thing under `{kind}/`: the one it has, or a new one that can be read,
    /// numbered where another thing has it.
    ///
    /// `None` where a person took the thing out.
    pub fn readable(&mut self, kind: &str, key: &str, identified_by: &str, minted: &str) -> Option<String> {
        self.mint(kind, identified_by, minted, |attempt| if attempt == 1 { key.to_owned() } else { format!("{key}-{attempt}") })
    }

    /// The address of a thing that has its key already (a person, an essay): kept from now on.
    ///
    /// `None` where a person took the thing out.
    pub fn keyed(&mut self, path: &str, identified_by: &str, minted: &str) -> Option<String> {
        if !self.lines.contains_key(path) {
            let kind = path.split('/').next().unwrap_or_default().to_owned();
            let identified_by = one_line(identified_by);
            self.lines.insert(path.to_owned(), Line { kind, identified_by, minted: minted.to_owned(), state: State::Live });
        }
        self.live(path).map(str::to_owned)
    }

    fn mint(&mut self, kind: &str, identified_by: &str, minted: &str, key: impl Fn(usize) -> String) -> Option<String> {
        let identified_by = one_line(identified_by);
        let known = recognised(kind, &identified_by);
        let path = self.known.get(&known).cloned().unwrap_or_else(|| {
            let mut free = (1..).map(|attempt| format!("{kind}/{}", key(attempt))).filter(|path| !self.lines.contains_key(path));
            let path = free.next().expect("attempts do not end");
            self.lines.insert(path.clone(), Line { kind: kind.to_owned(), identified_by, minted: minted.to_owned(), state: State::Live });
            self.known.insert(known, path.clone());
            path
        });
        self.live(&path).map(str::to_owned)
    }

    fn add(&mut self, path: String, line: Line) -> Result<(), Problem> {
        if !is_keyed(&line.kind) {
            let known = recognised(&line.kind, &line.identified_by);
            if let Some(first) = self.known.get(&known) {
                let both_live = line.state == State::Live && self.lines.get(first).is_some_and(|line| line.state == State::Live);
                if both_live {
                    return Err(Problem::Same { first: first.clone() });
                }
                if line.state == State::Live {
                    self.known.insert(known, path.clone());
                }
            } else {
                self.known.insert(known, path.clone());
            }
        }
        self.lines.insert(path, line);
        Ok(())
    }
}

/// What a thing of a kind is recognised by.
fn recognised(kind: &str, identified_by: &str) -> Digest {
    Digest::of(&format!("{kind}|{identified_by}"))
}

/// Whether things of this kind are recognised by their key alone.
fn is_keyed(kind: &str) -> bool {
    matches!(kind, "person" | "place" | "group" | "essay")
}

/// Whether two things are recognised by the same, one date aside.
fn differ_in_a_date(a: &str, b: &str) -> bool {
    let is_date = |text: &str| text.is_empty() || HistoricalDate::parse(text).is_some();
    let differing: Vec<(&str, &str)> = a.split('|').zip(b.split('|')).filter(|(a, b)| a != b).collect();
    a.matches('|').count() == b.matches('|').count() && matches!(differing[..], [(a, b)] if is_date(a) && is_date(b))
}

fn parse_line(line: &str) -> Result<(String, Line), Problem> {
    let columns: Vec<&str> = line.split('\t').collect();
    let &[path, kind, identified_by, minted, state] = columns.as_slice() else { return Err(Problem::Columns(columns.len())) };
    if !is_path(path) {
        return Err(Problem::Path(path.to_owned()));
    }
    let state = match state.split_once(':') {
        None if state == "live" => State::Live,
        Some(("merged", into)) if is_path(into) => State::Merged(into.to_owned()),
        Some(("gone", reason)) => State::Gone(reason.to_owned()),
        _ => return Err(Problem::State(state.to_owned())),
    };
    let line = Line { kind: kind.to_owned(), identified_by: identified_by.to_owned(), minted: minted.to_owned(), state };
    Ok((path.to_owned(), line))
}

/// The text with every run of white space one space, so that it fits into a column.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const DATE: &str = "2026-11-22";

    fn parse(lines: &str) -> Result<Registry, String> {
        Registry::parse("registry.tsv", &format!("{HEAD}\n{lines}")).map_err(|error| error.to_string())
    }

    #[test]
    fn a_thing_found_again_keeps_its_address() {
        let mut registry = Registry::default();
        let first = registry.opaque("doc", "telegram|a|b|1921-08-18", DATE).unwrap();
        let other = registry.opaque("doc", "telegram|a|b|1921-08-19", DATE).unwrap();
        assert_ne!(first, other);
        let mut again = Registry::parse("registry.tsv", &registry.write()).unwrap();
        assert_eq!(again.opaque("doc", "telegram|a|b|1921-08-18", "2027-01-01").as_deref(), Some(first.as_str()));
        assert_eq!(again, registry);
    }

    #[test]
    fn a_corrected_recognition_keeps_the_address() {
        let mut registry = parse("doc/aaaaaaaa\tdoc\tletter|a|b|1921-07-21\t2026-11-22\tlive\n").unwrap();
        assert_eq!(registry.opaque("doc", "letter|a|b|1921-07-21", DATE).as_deref(), Some("doc/aaaaaaaa"));
    }

    #[test]
    fn readable_keys_are_numbered_on_clash() {
        let mut registry = Registry::default();
        assert_eq!(registry.readable("book", "memoirs-1972", "memoirs|1972", DATE).as_deref(), Some("book/memoirs-1972"));
        assert_eq!(registry.readable("book", "memoirs-1972", "memoirs ii|1972", DATE).as_deref(), Some("book/memoirs-1972-2"));
        assert_eq!(registry.readable("book", "memoirs-1972", "memoirs|1972", DATE).as_deref(), Some("book/memoirs-1972"));
    }

    #[test]
    fn a_merged_thing_answers_with_the_other_address() {
        let mut registry = parse("doc/a\tdoc\tone\t2026-11-22\tmerged:doc/b\ndoc/b\tdoc\ttwo\t2026-11-22\tlive\n").unwrap();
        assert_eq!(registry.opaque("doc", "one", DATE).as_deref(), Some("doc/b"));
        assert_eq!(registry.live("doc/a"), Some("doc/b"));
    }

    #[test]
    fn what_a_person_took_out_stays_out() {
        let mut registry =
            parse("person/x\tperson\tX\t2026-11-22\tgone:no such person\ndoc/a\tdoc\tone\t2026-11-22\tgone:a misreading\n").unwrap();
        assert_eq!(registry.opaque("doc", "one", DATE), None);
        assert_eq!(registry.keyed("person/x", "X", DATE), None);
        assert!(registry.write().contains("gone:a misreading"));
    }

    #[test]
    fn the_file_is_written_as_it_was_read() {
        let text = format!("{HEAD}\nbook/b\tbook\tb\t2026-11-22\tlive\ndoc/a\tdoc\ta\t2026-11-22\tlive\n");
        assert_eq!(Registry::parse("registry.tsv", &text).unwrap().write(), text);
    }

    #[test]
    fn a_wrong_line_is_named() {
        let error = |lines: &str| parse(lines).unwrap_err();
        assert_eq!(error("doc/a\tdoc\n"), "registry.tsv:2: five columns are wanted, 2 found");
        assert_eq!(error("doc/а\tdoc\tx\t2026\tlive\n"), "registry.tsv:2: \"doc/а\" is no address under the base");
        assert_eq!(error("doc/a\tdoc\tx\t2026\tdead\n"), "registry.tsv:2: \"dead\" is no state: live, merged:PATH or gone:REASON");
        assert_eq!(error("doc/a\tdoc\tx\t2026\tlive\ndoc/a\tdoc\ty\t2026\tlive\n"), "registry.tsv:3: doc/a has a line already, line 2");
        assert!(
            error("doc/a\tdoc\tx\t2026\tlive\ndoc/b\tdoc\tx\t2026\tlive\n").starts_with("registry.tsv:3: doc/a is recognised by the same")
        );
        assert!(error("doc/a\tdoc\tx\t2026\tmerged:doc/b\ndoc/b\tdoc\ty\t2026\tmerged:doc/a\n").contains("leads back here"));
        assert!(Registry::parse("registry.tsv", "doc/a\n").unwrap_err().to_string().starts_with("registry.tsv:1: the first line"));
    }
}
