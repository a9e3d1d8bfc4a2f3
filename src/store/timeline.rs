//! What happened when, in order: dated things by the first day of their dates.

use oxigraph::model::{NamedNode, NamedOrBlankNode, Term};

use crate::rdf::vocab::crm;

use super::Store;

/// A thing with the first moment of its date, as the graph writes it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dated {
    /// The first moment: "1921-07-01T00:00:00Z".
    pub from: String,
    /// What is dated.
    pub thing: NamedNode,
    /// The type of the value.
    pub datatype: NamedNode,
}

/// Dated things in order.
#[derive(Debug, Default)]
pub struct Timeline(Vec<Dated>);

impl Timeline {
    /// The timeline of a store: of each time-span that says when it begins, the things that it dates.
    pub(super) fn of(store: &Store) -> Self {
        let mut all = Vec::new();
        for (span, _, from) in store.union(None, Some(crm::P82A_BEGIN_OF_THE_BEGIN)) {
            let (NamedOrBlankNode::NamedNode(span), Term::Literal(from)) = (span, from) else { continue };
            for thing in store.subjects(crm::P4_HAS_TIME_SPAN, span.as_ref().into()) {
                if let NamedOrBlankNode::NamedNode(thing) = thing {
                    all.push(Dated { from: from.value().to_owned(), thing, datatype: from.datatype().into_owned() });
                }
            }
        }
        all.sort_unstable();
        all.dedup();
        Self(all)
    }

    /// What begins from a day on and before another; both are written as far as they are known: "1921", "1921-07", "1921-07-01".
    #[must_use]
    pub fn between(&self, from: &str, before: &str) -> &[Dated] {
        self.0.get(self.range(from, before)).unwrap_or_default()
    }

    /// The same as the numbers of their places.
    pub(super) fn range(&self, from: &str, before: &str) -> std::ops::Range<usize> {
        let start = self.0.partition_point(|dated| dated.from.as_str() < from);
        let end = self.0.partition_point(|dated| dated.from.as_str() < before);
        start..end
    }

    /// What stands at a place.
    pub(super) fn at(&self, place: usize) -> Option<&Dated> {
        self.0.get(place)
    }
}
