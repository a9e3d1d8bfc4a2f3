//! What the parts of a publication that were checked describe, and what they speak of.
//!
//! Things with an address of their own alone: what depends on one is described wherever it is spoken of.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use oxigraph::model::{Quad, Term};

use crate::claim::Level;

use super::check::{Fault, add, key};
use super::vocab::{common, crm};

/// Classes and labels of things, and which of them are spoken of.
#[derive(Debug, Default)]
pub(super) struct Known {
    things: BTreeMap<String, Thing>,
    /// The classes of things: many have the same.
    classes: Vec<Vec<String>>,
}

#[derive(Debug, Default)]
struct Thing {
    /// Where its classes stand; none while it is only spoken of.
    classes: Option<usize>,
    label: Option<Box<str>>,
    /// Whether it is a person, a place or a group that another thing leads to, or else a document or an event that a
    /// passage speaks of.
    is_spoken_of: bool,
}

/// The classes and the labels of what has an address of its own.
pub(super) type Things = (Vec<(String, Vec<String>)>, Vec<(String, String)>);

/// Of a part, what is kept for later ones.
pub(super) fn things(classes: HashMap<&str, Vec<String>>, labels: HashMap<&str, &str>, base: &str) -> Things {
    let is_own = |thing: &str| !thing.contains('#') || !thing.starts_with(base);
    let classes = classes.into_iter().filter(|(thing, _)| is_own(thing)).map(|(thing, classes)| (thing.to_owned(), classes));
    let labels = labels.into_iter().filter(|(thing, _)| is_own(thing)).map(|(thing, label)| (thing.to_owned(), label.to_owned()));
    (classes.collect(), labels.collect())
}

impl Known {
    /// Keeps what a part describes and speaks of.
    pub(super) fn add(&mut self, (classes, labels): Things, quads: &[Quad], base: &str) {
        for (thing, classes) in classes {
            let mut known = self.classes(&thing).cloned().unwrap_or_default();
            classes.into_iter().for_each(|class| {
                if !known.contains(&class) {
                    known.push(class);
                }
            });
            let at = self.classes.iter().position(|own| *own == known).unwrap_or_else(|| {
                self.classes.push(known);
                self.classes.len() - 1
            });
            self.things.entry(thing).or_default().classes = Some(at);
        }
        for (thing, label) in labels {
            self.things.entry(thing).or_default().label.get_or_insert(label.into());
        }
        for quad in quads {
            let Term::NamedNode(object) = &quad.object else { continue };
            let Some(path) = object.as_str().strip_prefix(base).filter(|path| !path.contains('#')) else { continue };
            let is_spoken_of = if is_named(path) {
                whole(key(&quad.subject)) != object.as_str()
            } else {
                quad.predicate == crm::P67_REFERS_TO || quad.predicate == common::OA_HAS_BODY
            };
            if is_spoken_of {
                match self.things.get_mut(object.as_str()) {
                    Some(thing) => thing.is_spoken_of = true,
                    None => drop(self.things.insert(object.as_str().to_owned(), Thing { is_spoken_of, ..Thing::default() })),
                }
            }
        }
    }

    /// The classes of a thing.
    pub(super) fn classes(&self, thing: &str) -> Option<&Vec<String>> {
        self.things.get(thing)?.classes.map(|at| &self.classes[at]).filter(|classes| !classes.is_empty())
    }

    /// What a thing is called.
    pub(super) fn label(&self, thing: &str) -> Option<&str> {
        self.things.get(thing)?.label.as_deref()
    }

    /// Documents and events that no passage speaks of; persons, places and groups that nothing speaks of.
    pub(super) fn faults(&self, base: &str) -> BTreeSet<Fault> {
        let mut faults = BTreeSet::new();
        for (address, thing) in self.things.range(base.to_owned()..).take_while(|(address, _)| address.starts_with(base)) {
            let path = &address[base.len()..];
            if thing.classes.is_none() || path.contains('#') {
                continue;
            }
            let called = || thing.label.as_ref().map_or_else(|| format!("<{address}>"), |label| format!("“{label}”"));
            if (path.starts_with("doc/") || path.starts_with("event/")) && !thing.is_spoken_of {
                add(&mut faults, "graph-no-evidence", Level::Error, address, format!("no passage speaks of {}", called()));
            }
            if is_named(path) && !thing.is_spoken_of {
                add(&mut faults, "graph-orphan", Level::Note, address, format!("no essay says anything of {}", called()));
            }
        }
        faults
    }
}

fn is_named(path: &str) -> bool {
    ["person/", "place/", "group/"].iter().any(|kind| path.starts_with(kind))
}

/// The thing that something is a part of, or itself.
fn whole(address: &str) -> &str {
    address.split_once('#').map_or(address, |(whole, _)| whole)
}
