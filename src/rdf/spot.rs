//! Where an essay speaks of a thing, so that a fault of the graph can be looked up in the text.

use std::collections::HashMap;

use oxigraph::model::{Quad, Term};

use super::check::{Fault, key};
use super::vocab::{common, crm};

/// A place in the text of an essay.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The essay's key.
    pub essay: String,
    /// The first code point in the raw text.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words, as far as they are known.
    pub words: String,
}

/// Finds for each fault a passage that speaks of what it is about.
pub(super) fn find(faults: &mut [Fault], quads: &[Quad]) {
    if faults.is_empty() {
        return;
    }
    let spots = Spots::of(quads);
    for fault in faults {
        fault.spot = spots.of_thing(&fault.about);
    }
}

/// The passages of a graph, by what they speak of.
#[derive(Default)]
struct Spots<'a> {
    /// Things, readings and assignments to a passage.
    passages: HashMap<&'a str, &'a str>,
    essays: HashMap<&'a str, &'a str>,
    words: HashMap<&'a str, &'a str>,
    numbers: HashMap<(&'a str, bool), usize>,
}

impl<'a> Spots<'a> {
    fn of(quads: &'a [Quad]) -> Self {
        let mut spots = Self::default();
        for quad in quads {
            let subject = key(&quad.subject);
            match &quad.object {
                Term::NamedNode(object) if quad.predicate == crm::P67_REFERS_TO => spots.offer(object.as_str(), subject),
                Term::NamedNode(object) if quad.predicate == common::OA_HAS_TARGET || quad.predicate == crm::P16_USED_SPECIFIC_OBJECT => {
                    spots.offer(subject, object.as_str());
                }
                Term::NamedNode(object) if quad.predicate == common::OA_HAS_SOURCE => {
                    spots.essays.insert(subject, object.as_str());
                }
                Term::Literal(words) if quad.predicate == crm::P190_HAS_SYMBOLIC_CONTENT => {
                    spots.words.insert(subject, words.value());
                }
                Term::Literal(number) if quad.predicate == common::OA_START || quad.predicate == common::OA_END => {
                    let number = number.value().parse().unwrap_or_default();
                    spots.numbers.insert((subject, quad.predicate == common::OA_START), number);
                }
                _ => {}
            }
        }
        spots
    }

    /// Of several passages the one with the smallest address is taken, so that the answer does not depend on an order.
    fn offer(&mut self, thing: &'a str, passage: &'a str) {
        let known = self.passages.entry(thing).or_insert(passage);
        *known = passage.min(known);
    }

    fn of_thing(&self, thing: &str) -> Option<Spot> {
        let whole = thing.split_once('#').map_or(thing, |(whole, _)| whole);
        // A part of a passage ("…#q-abc-position") stands where the passage does.
        let passage = [thing, whole].into_iter().find_map(|thing| {
            let own = self.essays.get_key_value(thing).map(|(passage, _)| *passage);
            let part = || thing.rsplit_once('-').and_then(|(passage, _)| Some(*self.essays.get_key_value(passage)?.0));
            own.or_else(part).or_else(|| self.passages.get(thing).copied())
        })?;
        let position = format!("{passage}-position");
        let number =
            |is_start| self.numbers.iter().find(|((of, start), _)| *of == position && *start == is_start).map(|(_, number)| *number);
        let essay = self.essays.get(passage)?.rsplit('/').next()?.to_owned();
        Some(Spot {
            essay,
            start: number(true)?,
            end: number(false)?,
            words: self.words.get(passage).map_or_else(String::new, |words| (*words).to_owned()),
        })
    }
}
