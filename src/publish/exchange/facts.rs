//! The graph, as the catalogue asks it: what is said of a thing, and what points to it.

use std::collections::BTreeMap;

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{Literal, NamedNodeRef, NamedOrBlankNode, Term, Triple};

use crate::rdf::vocab::ov;

/// Statements by what they are about and by what they point to, in the order of their addresses.
pub(super) struct Facts {
    about: BTreeMap<String, Vec<(String, Term)>>,
    towards: BTreeMap<String, Vec<(String, String)>>,
}

impl Facts {
    /// The statements of a graph, in any order.
    pub(super) fn of(triples: impl Iterator<Item = Triple>) -> Self {
        let mut about: BTreeMap<String, Vec<(String, Term)>> = BTreeMap::new();
        let mut towards: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        for triple in triples {
            let NamedOrBlankNode::NamedNode(subject) = triple.subject else { continue };
            let (subject, predicate) = (subject.into_string(), triple.predicate.into_string());
            if let Term::NamedNode(object) = &triple.object {
                towards.entry(object.as_str().to_owned()).or_default().push((predicate.clone(), subject.clone()));
            }
            about.entry(subject).or_default().push((predicate, triple.object));
        }
        about.values_mut().for_each(|said| said.sort_by_cached_key(|(predicate, object)| (predicate.clone(), object.to_string())));
        towards.values_mut().for_each(|said| said.sort());
        Self { about, towards }
    }

    /// Everything that is said, by what it is said of.
    pub(super) fn all_said(&self) -> impl Iterator<Item = (&str, &[(String, Term)])> {
        self.about.iter().map(|(subject, said)| (subject.as_str(), said.as_slice()))
    }

    /// Everything of a class.
    pub(super) fn of_class(&self, class: NamedNodeRef<'_>) -> Vec<&str> {
        self.back(class.as_str(), rdf::TYPE)
    }

    /// Whether a thing is of a class.
    pub(super) fn is_a(&self, thing: &str, class: NamedNodeRef<'_>) -> bool {
        self.links(thing, rdf::TYPE).any(|own| own == class.as_str())
    }

    /// What a thing is joined to.
    pub(super) fn links<'a>(&'a self, thing: &str, property: NamedNodeRef<'a>) -> impl Iterator<Item = &'a str> {
        self.said(thing, property).filter_map(|object| match object {
            Term::NamedNode(node) => Some(node.as_str()),
            _ => None,
        })
    }

    /// The same, as addresses of one's own.
    pub(super) fn all(&self, thing: &str, property: NamedNodeRef<'_>) -> Vec<String> {
        self.links(thing, property).map(str::to_owned).collect()
    }

    /// The first thing that it is joined to.
    pub(super) fn link<'a>(&'a self, thing: &str, property: NamedNodeRef<'a>) -> Option<&'a str> {
        self.links(thing, property).next()
    }

    /// What is joined to a thing.
    pub(super) fn back(&self, thing: &str, property: NamedNodeRef<'_>) -> Vec<&str> {
        let said = self.towards.get(thing).map_or(&[][..], Vec::as_slice);
        said.iter().filter(|(own, _)| own == property.as_str()).map(|(_, subject)| subject.as_str()).collect()
    }

    /// The same, as addresses of one's own.
    pub(super) fn all_back(&self, thing: &str, property: NamedNodeRef<'_>) -> Vec<String> {
        self.back(thing, property).into_iter().map(str::to_owned).collect()
    }

    /// The words and values that are said of a thing.
    pub(super) fn literals<'a>(&'a self, thing: &str, property: NamedNodeRef<'a>) -> impl Iterator<Item = &'a Literal> {
        self.said(thing, property).filter_map(|object| match object {
            Term::Literal(literal) => Some(literal),
            _ => None,
        })
    }

    /// The first words or value that is said of a thing.
    pub(super) fn text(&self, thing: &str, property: NamedNodeRef<'_>) -> Option<String> {
        self.literals(thing, property).next().map(|literal| literal.value().to_owned())
    }

    /// A count or an offset.
    pub(super) fn number(&self, thing: &str, property: NamedNodeRef<'_>) -> Option<usize> {
        self.text(thing, property)?.parse().ok()
    }

    /// What a thing is called, with the language: as it is shown, else its label in a language, else any.
    pub(super) fn label(&self, thing: &str, language: &str) -> Option<(String, String)> {
        let shown = self.literals(thing, ov::SHOWN_AS).next();
        let own = || self.literals(thing, rdfs::LABEL).find(|label| label.language() == Some(language));
        let label = shown.or_else(own).or_else(|| self.literals(thing, rdfs::LABEL).next())?;
        Some((label.value().to_owned(), label.language().unwrap_or_default().to_owned()))
    }

    fn said<'a>(&'a self, thing: &str, property: NamedNodeRef<'a>) -> impl Iterator<Item = &'a Term> {
        let said = self.about.get(thing).map_or(&[][..], Vec::as_slice);
        let from = said.partition_point(|(own, _)| own.as_str() < property.as_str());
        said[from..].iter().take_while(move |(own, _)| own == property.as_str()).map(|(_, object)| object)
    }
}
