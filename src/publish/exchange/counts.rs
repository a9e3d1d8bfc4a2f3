//! How much a graph holds, by class and by property.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::Term;
use oxigraph::model::vocab::rdf;

use super::facts::Facts;

/// Counts of a graph; every statement is counted once, whatever named graphs it stands in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Statements.
    pub triples: usize,
    /// Things that something is said of.
    pub subjects: usize,
    /// Things and values that are said of something.
    pub objects: usize,
    /// Things of the publication with an address of their own.
    pub entities: usize,
    /// How many things are of each class.
    pub classes: BTreeMap<String, usize>,
    /// How many statements have each property.
    pub properties: BTreeMap<String, usize>,
}

impl Counts {
    pub(super) fn of(facts: &Facts, base: &str) -> Self {
        let mut counts = Self::default();
        let mut objects: BTreeSet<String> = BTreeSet::new();
        for (subject, said) in facts.all_said() {
            counts.subjects += 1;
            counts.entities += usize::from(subject.strip_prefix(base).is_some_and(|path| !path.is_empty() && !path.contains('#')));
            for (property, object) in said {
                counts.triples += 1;
                *counts.properties.entry(property.clone()).or_default() += 1;
                if let (true, Term::NamedNode(class)) = (property == rdf::TYPE.as_str(), object) {
                    *counts.classes.entry(class.as_str().to_owned()).or_default() += 1;
                }
                objects.insert(object.to_string());
            }
        }
        counts.objects = objects.len();
        counts
    }
}
