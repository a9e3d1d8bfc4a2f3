//! All names of an authority in all their forms, found in one pass.

use std::collections::BTreeMap;
use std::fmt;

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};

use crate::lang::{Cases, Pack};
use crate::read::ThingKind;
use crate::text::Span;

use super::folded::Folded;
use super::forms::{Fullness, NamedForm, named_forms};
use super::{Authority, EntityId, Entry};

/// What a form may mean: the thing, the cases, how much of the thing's name it gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    pub(super) entity: EntityId,
    pub(super) cases: Cases,
    pub(super) fullness: Fullness,
}

/// A form found in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found<'k> {
    pub(super) span: Span,
    pub(super) meanings: &'k [Meaning],
}

/// The names of an authority, ready to be looked for in texts of one language.
pub(super) struct Known {
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    meanings: Vec<Vec<Meaning>>,
}

impl fmt::Debug for Known {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Known({} forms)", self.meanings.len())
    }
}

impl Known {
    /// Makes all forms of all entries, half of them beside the other half.
    pub(super) fn new(authority: &Authority, pack: &Pack) -> Self {
        let entries: Vec<_> = authority.entries().collect();
        let forms = |entries: &[(&EntityId, &Entry)]| -> Vec<Vec<NamedForm>> {
            entries.iter().map(|(id, entry)| folded_forms(id.kind, entry, pack)).collect()
        };
        let (first, second) = entries.split_at(entries.len() / 2);
        let (first, second) = std::thread::scope(|scope| {
            let first = scope.spawn(|| forms(first));
            let second = forms(second);
            (first.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), second)
        });
        let mut by_text: BTreeMap<String, Vec<Meaning>> = BTreeMap::new();
        for ((id, _), forms) in entries.iter().zip(first.into_iter().chain(second)) {
            for form in forms {
                let meanings = by_text.entry(form.text).or_default();
                match meanings.iter_mut().find(|meaning| meaning.entity == **id) {
                    Some(meaning) => {
                        meaning.cases = meaning.cases.or(form.cases);
                        meaning.fullness = meaning.fullness.max(form.fullness);
                    }
                    None => meanings.push(Meaning { entity: (*id).clone(), cases: form.cases, fullness: form.fullness }),
                }
            }
        }
        let (texts, meanings): (Vec<String>, Vec<Vec<Meaning>>) = by_text.into_iter().filter(|(text, _)| !text.is_empty()).unzip();
        let builder = CharwiseDoubleArrayAhoCorasickBuilder::new().match_kind(MatchKind::LeftmostLongest);
        Self { automaton: builder.build(&texts).ok().filter(|_| !texts.is_empty()), meanings }
    }

    /// All forms in a text, the longest at each place.
    pub(super) fn find<'k>(&'k self, text: &str) -> Vec<Found<'k>> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let folded = Folded::new(text);
        let matches = automaton.leftmost_find_iter(folded.text());
        matches
            .map(|found| Found { span: folded.span(found.start(), found.end()), meanings: &self.meanings[found.value() as usize] })
            .collect()
    }
}

/// The forms of an entry that can be told from ordinary words, as they stand in a folded text.
pub(super) fn folded_forms(kind: ThingKind, entry: &Entry, pack: &Pack) -> Vec<NamedForm> {
    let named = named_forms(kind, entry, pack).into_iter().filter(|form| form.text.contains(char::is_uppercase));
    named.map(|form| NamedForm { text: Folded::new(&form.text).text().to_owned(), ..form }).collect()
}
