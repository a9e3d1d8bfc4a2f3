//! What changed between two graphs: statement by statement, and thing by thing in words.

mod source;
mod words;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use crate::rdf::order::parts;
use crate::rdf::{State, vocab};

pub use source::{Compared, DiffError};
use words::Names;

/// What changed from one graph to another.
#[derive(Clone, Debug, Default, serde::Serialize)]
pub struct Difference {
    /// Statements that the new graph has and the old one has not.
    pub added: usize,
    /// Statements that the old graph has and the new one has not.
    pub removed: usize,
    /// The things concerned, by their addresses.
    pub things: Vec<ThingChange>,
}

/// What changed about one thing.
#[derive(Clone, Debug, serde::Serialize)]
pub struct ThingChange {
    /// Its address.
    pub iri: String,
    /// What it is called, in the new graph where it is there.
    pub label: String,
    /// Whether it is new, gone or another.
    pub fate: Fate,
    /// What changed about it; nothing of a thing that is new or gone.
    pub changes: Vec<Change>,
    /// Passages, readings and datings of an essay that are new or gone.
    pub parts: Vec<PartCount>,
    /// Statements about it that were added.
    pub added: usize,
    /// Statements about it that were removed.
    pub removed: usize,
}

/// What became of a thing.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// The old graph does not know it.
    New,
    /// The new graph does not know it.
    Gone {
        /// The address that speaks for it now.
        #[serde(skip_serializing_if = "Option::is_none")]
        merged_into: Option<String>,
        /// Why a person took it out.
        #[serde(skip_serializing_if = "Option::is_none")]
        why: Option<String>,
        /// The one new thing that differs from it in its date alone: perhaps the same, dated anew.
        #[serde(skip_serializing_if = "Option::is_none")]
        perhaps: Option<String>,
    },
    /// Both know it, and say other things of it.
    Changed,
}

/// One thing said differently: "date", from these values to those.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Change {
    /// What changed, in words.
    pub what: String,
    /// What is no longer said.
    pub removed: Vec<String>,
    /// What is said now.
    pub added: Vec<String>,
}

/// Parts of a thing that are too many to be told one by one.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct PartCount {
    /// "passages".
    pub what: &'static str,
    /// How many are new.
    pub new: usize,
    /// How many are gone.
    pub gone: usize,
}

/// A statement that only one of the graphs has, as a line of N-Quads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// The old graph has it.
    Removed(String),
    /// The new graph has it.
    Added(String),
}

/// Compares two graphs; memory grows with the difference, not with the graphs.
///
/// # Errors
/// When one of them cannot be read.
pub fn difference(old: &Compared, new: &Compared, folder: &Path) -> Result<Difference, DiffError> {
    let mut found = Difference::default();
    let mut lines: BTreeMap<String, Vec<Line>> = BTreeMap::new();
    let mut triple = Triple::default();
    merged(old, new, folder, &mut |line, in_both| {
        let (Line::Added(text) | Line::Removed(text)) = &line;
        if !in_both {
            *(if matches!(line, Line::Added(_)) { &mut found.added } else { &mut found.removed }) += 1;
        }
        if triple.is_other(text) {
            std::mem::take(&mut triple).changes(&mut lines);
        }
        triple.take(line, in_both);
        Ok(())
    })?;
    triple.changes(&mut lines);
    let names = Names::of(old, new, &lines)?;
    found.things = lines.iter().map(|(thing, lines)| told(thing, lines, &names, new)).collect();
    // Terms of vocabularies are no things of the publication.
    found.things.retain(|thing| prefixed(&format!("<{}>", thing.iri)).is_none());
    found.things.retain(|thing| thing.fate != Fate::Changed || !thing.changes.is_empty() || !thing.parts.is_empty());
    Ok(found)
}

/// Tells every statement that only one of two graphs has, in the order of lines.
///
/// # Errors
/// When one of them cannot be read, or `tell` fails.
pub fn statements(old: &Compared, new: &Compared, folder: &Path, tell: &mut dyn FnMut(Line) -> io::Result<()>) -> Result<(), DiffError> {
    merged(old, new, folder, &mut |line, in_both| if in_both { Ok(()) } else { tell(line) })
}

/// The lines of one statement, whichever graphs it stands in: they follow one another.
#[derive(Default)]
struct Triple {
    said: String,
    was: bool,
    is: bool,
    lines: Vec<Line>,
}

impl Triple {
    fn is_other(&self, line: &str) -> bool {
        !self.said.is_empty() && triple_of(line) != self.said
    }

    fn take(&mut self, line: Line, in_both: bool) {
        let (Line::Added(text) | Line::Removed(text)) = &line;
        if self.said.is_empty() {
            self.said = triple_of(text).to_owned();
        }
        self.was |= in_both || matches!(line, Line::Removed(_));
        self.is |= in_both || matches!(line, Line::Added(_));
        if !in_both {
            self.lines.push(line);
        }
    }

    /// What one of several essays says no longer, or says too, is no change of the thing.
    fn changes(self, lines: &mut BTreeMap<String, Vec<Line>>) {
        if self.was && self.is {
            return;
        }
        for line in self.lines {
            let (Line::Added(text) | Line::Removed(text)) = &line;
            lines.entry(owner(parts(text)[0]).to_owned()).or_default().push(line);
        }
    }
}

/// A line without its graph.
fn triple_of(line: &str) -> &str {
    let [.., graph] = parts(line);
    let triple = line.strip_suffix(" .").unwrap_or(line);
    triple.strip_suffix(graph).unwrap_or(triple).trim_end()
}

/// Tells every statement of two graphs, and whether both have it, in the order of lines.
fn merged(old: &Compared, new: &Compared, folder: &Path, tell: &mut dyn FnMut(Line, bool) -> io::Result<()>) -> Result<(), DiffError> {
    let (mut olds, mut news) = (old.lines(folder)?, new.lines(folder)?);
    let (mut was, mut is) = (next(&mut olds, old)?, next(&mut news, new)?);
    loop {
        let order = match (&was, &is) {
            (None, None) => return Ok(()),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(was), Some(is)) => was.cmp(is),
        };
        let line = match order {
            Ordering::Less | Ordering::Equal => was.take().map(Line::Removed),
            Ordering::Greater => is.take().map(Line::Added),
        };
        if let Some(line) = line {
            tell(line, order.is_eq()).map_err(DiffError::Tell)?;
        }
        if order.is_le() {
            was = next(&mut olds, old)?;
        }
        if order.is_ge() {
            is = next(&mut news, new)?;
        }
    }
}

fn next(lines: &mut impl Iterator<Item = io::Result<String>>, of: &Compared) -> Result<Option<String>, DiffError> {
    lines.next().transpose().map_err(|source| DiffError::Read { path: of.path().to_owned(), source })
}

/// The thing that a term, or a part of the thing, belongs to: its address.
fn owner(term: &str) -> &str {
    let address = term.trim_matches(['<', '>']);
    address.split_once('#').map_or(address, |(thing, _)| thing)
}

/// What is told of one thing.
fn told(thing: &str, lines: &[Line], names: &Names, new: &Compared) -> ThingChange {
    let fate = match (names.was(thing), names.is(thing)) {
        (false, _) => Fate::New,
        (true, false) => gone(thing, names, new),
        (true, true) => Fate::Changed,
    };
    let (mut values, mut added, mut removed) = (BTreeMap::<String, [BTreeSet<String>; 2]>::new(), 0, 0);
    let mut counted = BTreeMap::<&'static str, [BTreeSet<&str>; 2]>::new();
    for line in lines {
        let (text, side) = match line {
            Line::Removed(text) => (text, 0),
            Line::Added(text) => (text, 1),
        };
        *(if side == 1 { &mut added } else { &mut removed }) += 1;
        let [subject, property, object, _] = parts(text);
        if let Some(many) = words::many(subject) {
            let known = if side == 1 { names.was(subject.trim_matches(['<', '>'])) } else { names.is(subject.trim_matches(['<', '>'])) };
            if !known {
                counted.entry(many).or_default()[side].insert(subject);
            }
        } else if fate == Fate::Changed
            && let Some(what) = words::what(subject, property)
        {
            values.entry(what).or_default()[side].insert(names.shown(object));
        }
    }
    let changes = values.into_iter().map(|(what, [old, new])| Change {
        what,
        removed: old.difference(&new).cloned().collect(),
        added: new.difference(&old).cloned().collect(),
    });
    let changes = changes.filter(|change| !change.removed.is_empty() || !change.added.is_empty()).collect();
    let parts = counted.into_iter().map(|(what, [gone, new])| PartCount { what, new: new.len(), gone: gone.len() }).collect();
    ThingChange { iri: thing.to_owned(), label: names.called(thing), fate, changes, parts, added, removed }
}

/// Why a thing is not there any more, as the new registry has it.
fn gone(thing: &str, names: &Names, new: &Compared) -> Fate {
    let mut fate = (None, None, None);
    if let Some((registry, path)) = new.registry().and_then(|registry| Some((registry, registry.path_of(thing)?))) {
        let base = thing.strip_suffix(path).unwrap_or_default();
        match registry.line(path).map(|line| &line.state) {
            Some(State::Merged(into)) => fate.0 = Some(names.called(&format!("{base}{into}"))),
            Some(State::Gone(why)) => fate.1 = Some(why.clone()),
            Some(State::Live) | None => {
                let is_new = |path: &str| !names.was(&format!("{base}{path}")) && names.is(&format!("{base}{path}"));
                let alike: Vec<&str> = registry.dated_otherwise(path).filter(|path| is_new(path)).collect();
                if let [one] = alike[..] {
                    fate.2 = Some(format!("{base}{one}"));
                }
            }
        }
    }
    let (merged_into, why, perhaps) = fate;
    Fate::Gone { merged_into, why, perhaps }
}

impl std::fmt::Display for ThingChange {
    /// A line for the thing, then one for each change: "… : date changed from 3 May to 5 May".
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let head = format!("{} <{}>", self.label, self.iri);
        match &self.fate {
            Fate::New => return write!(out, "+ {head}: new"),
            Fate::Gone { merged_into: Some(into), .. } => return write!(out, "- {head}: merged into {into}"),
            Fate::Gone { why: Some(why), .. } => return write!(out, "- {head}: taken out: {why}"),
            Fate::Gone { perhaps: Some(perhaps), .. } => return write!(out, "- {head}: gone; perhaps now <{perhaps}>, dated otherwise"),
            Fate::Gone { .. } => return write!(out, "- {head}: gone"),
            Fate::Changed => write!(out, "~ {head}:")?,
        }
        let changes = self.changes.iter().map(Change::to_string);
        let parts = self.parts.iter().map(|part| format!("{}: {} new, {} gone", part.what, part.new, part.gone));
        let lines: Vec<String> = changes.chain(parts).collect();
        match &lines[..] {
            [only] => write!(out, " {only}"),
            several => several.iter().try_for_each(|line| write!(out, "\n    {line}")),
        }
    }
}

impl std::fmt::Display for Change {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (what, old, new) = (&self.what, self.removed.join("; "), self.added.join("; "));
        match (self.removed.is_empty(), self.added.is_empty()) {
            (true, _) => write!(out, "{what} added: {new}"),
            (_, true) => write!(out, "{what} removed: {old}"),
            (false, false) => write!(out, "{what} changed from {old} to {new}"),
        }
    }
}

/// The prefixed name of a property as a line writes it: "crm:P4_has_time-span".
fn prefixed(term: &str) -> Option<String> {
    let address = term.strip_prefix('<')?.strip_suffix('>')?;
    vocab::PREFIXES.iter().find_map(|(prefix, namespace)| Some(format!("{prefix}:{}", address.strip_prefix(namespace)?)))
}
