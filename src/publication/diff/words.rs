//! What changed things and statements are called.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use std::sync::LazyLock;

use oxigraph::model::Literal;
use oxigraph::model::vocab::rdfs;

use crate::rdf::order::parts;
use crate::rdf::vocab::{crm, ov};

use super::{Compared, DiffError, Line, owner, prefixed};

/// The words for a changed statement, by its property or by the part and the property.
static WORDS: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../data/messages/changes.toml")).expect("data/messages/changes.toml, which was compiled in, is TOML")
});

/// Parts of an essay that are counted: by the beginning of what follows the hash sign.
const MANY: [(&str, &str); 3] = [("q-", "passages"), ("a-", "readings"), ("claim-", "datings")];

/// What a changed statement is about, in words; `None` where it is not told.
pub(super) fn what(subject: &str, property: &str) -> Option<String> {
    let property = prefixed(property)?;
    let part = subject.trim_end_matches('>').split_once('#').map(|(_, part)| part);
    let Some(part) = part else { return WORDS.get(&property).cloned() };
    // "item-rgaspi-mark-x7…" is a mark, "name-x7…" a name: the last part that is no id.
    let kinds = part.split('-').filter(|kind| kind.chars().all(|letter| letter.is_ascii_lowercase()));
    kinds.filter_map(|kind| WORDS.get(&format!("{kind} {property}"))).next_back().cloned()
}

/// What a part is counted as, where it is one of many.
pub(super) fn many(subject: &str) -> Option<&'static str> {
    let (_, part) = subject.split_once('#')?;
    MANY.iter().find_map(|(start, what)| part.starts_with(start).then_some(*what))
}

/// What the things of a difference are called, and which graph knows them.
pub(super) struct Names {
    /// The label of the old graph, and of the new one.
    labels: HashMap<String, [Option<String>; 2]>,
    /// Dates in EDTF.
    dates: HashMap<String, String>,
    known: [HashSet<String>; 2],
}

impl Names {
    /// Reads both graphs once more for what the difference names.
    pub(super) fn of(old: &Compared, new: &Compared, lines: &BTreeMap<String, Vec<Line>>) -> Result<Self, DiffError> {
        let mut wanted = HashSet::new();
        for (thing, lines) in lines {
            wanted.insert(thing.clone());
            for line in lines {
                let (Line::Added(line) | Line::Removed(line)) = line;
                let [subject, _, object, _] = parts(line);
                for term in [subject, object].into_iter().filter(|term| term.starts_with('<')) {
                    wanted.insert(term.trim_matches(['<', '>']).to_owned());
                }
            }
        }
        if let Some(registry) = new.registry() {
            let base = lines.keys().find_map(|thing| thing.strip_suffix(registry.path_of(thing)?));
            wanted.extend(base.into_iter().flat_map(|base| registry.lines().map(move |(path, _)| format!("{base}{path}"))));
        }
        let mut names = Self { labels: HashMap::new(), dates: HashMap::new(), known: [HashSet::new(), HashSet::new()] };
        for (side, graph) in [old, new].into_iter().enumerate() {
            names.read(side, graph, &wanted)?;
        }
        Ok(names)
    }

    fn read(&mut self, side: usize, graph: &Compared, wanted: &HashSet<String>) -> Result<(), DiffError> {
        let wrong = |source| DiffError::Read { path: graph.path().to_owned(), source };
        for line in graph.any_lines(Path::new("."))? {
            let line = line.map_err(wrong)?;
            let [subject, property, object, _] = parts(&line);
            let subject = subject.trim_matches(['<', '>']);
            if !wanted.contains(subject) {
                continue;
            }
            if !self.known[side].contains(subject) {
                self.known[side].insert(subject.to_owned());
            }
            let property = property.trim_matches(['<', '>']);
            if property == rdfs::LABEL.as_str() || property == ov::SHOWN_AS.as_str() {
                let label = &mut self.labels.entry(subject.to_owned()).or_default()[side];
                if label.is_none() || property == ov::SHOWN_AS.as_str() {
                    *label = Some(value(object));
                }
            } else if property == crm::P82_AT_SOME_TIME_WITHIN.as_str() {
                self.dates.insert(subject.to_owned(), value(object));
            }
        }
        Ok(())
    }

    /// Whether the old graph says anything of it.
    pub(super) fn was(&self, thing: &str) -> bool {
        self.known[0].contains(thing)
    }

    /// Whether the new graph does.
    pub(super) fn is(&self, thing: &str) -> bool {
        self.known[1].contains(thing)
    }

    /// A thing by its label, the new one first; else by its address.
    pub(super) fn called(&self, thing: &str) -> String {
        let [old, new] = self.labels.get(thing).cloned().unwrap_or_default();
        new.or(old).unwrap_or_else(|| thing.rsplit_once('/').map_or(thing, |(_, key)| key).to_owned())
    }

    /// A value as people know it: a date in EDTF, a thing by its label, words as they are.
    pub(super) fn shown(&self, term: &str) -> String {
        if !term.starts_with('<') {
            return value(term);
        }
        let address = term.trim_matches(['<', '>']);
        match self.dates.get(address) {
            Some(date) => date.clone(),
            None if self.labels.contains_key(address) => self.called(address),
            None => self.called(owner(address)),
        }
    }
}

/// The words of a literal, a hash by its beginning; any other term as it is.
fn value(term: &str) -> String {
    let words = term.parse::<Literal>().map_or_else(|_| term.to_owned(), |literal| literal.value().to_owned());
    let is_hash = words.len() == 64 && words.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_hash { format!("{}…", &words[..12]) } else { words }
}
