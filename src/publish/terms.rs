//! The vocabulary, the profile, the shapes and the context: what the words of the graph mean.

use std::collections::BTreeMap;

use oxigraph::model::vocab::rdfs;
use oxigraph::model::{NamedOrBlankNode, Quad, Term as Value};

use crate::rdf::vocab::common;
use crate::rdf::{Format, write};

/// The context of the JSON-LD.
pub const CONTEXT: &str = include_str!("../../ontology/context.jsonld");

/// One of the documents that say what terms mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its address under the server: "ontology".
    pub name: &'static str,
    /// What it is.
    pub title: &'static str,
    /// Its source, in Turtle.
    pub turtle: &'static str,
}

/// A term in words.
#[derive(Clone, Debug, Default)]
pub struct Term {
    /// Its whole address.
    pub iri: String,
    /// What it is called in English.
    pub english: String,
    /// What it is called in Russian.
    pub russian: String,
    /// What it means, in English and in Russian.
    pub meaning: Vec<String>,
}

/// The documents.
pub const DOCUMENTS: [Document; 4] = [
    Document { name: "ontology", title: "Terms of regesta's own", turtle: include_str!("../../ontology/regesta.ttl") },
    Document { name: "profile", title: "The profile: every term that is used", turtle: include_str!("../../ontology/profile.ttl") },
    Document { name: "vocabulary", title: "The vocabulary of kinds", turtle: include_str!("../../ontology/kinds.ttl") },
    Document { name: "shapes", title: "The shapes: rules of the profile", turtle: include_str!("../../ontology/shapes.ttl") },
];

impl Document {
    /// The document at an address, and the ending of a form of it: "vocabulary/document/letter" is in the vocabulary.
    #[must_use]
    pub fn at(path: &str) -> Option<(Self, Option<&str>)> {
        let (stem, ending) = path.rsplit_once('.').map_or((path, None), |(stem, ending)| (stem, Some(ending)));
        let found = DOCUMENTS.into_iter().find(|document| stem.split('/').next() == Some(document.name));
        found.filter(|document| document.name == "vocabulary" || stem == document.name).map(|document| (document, ending))
    }

    /// The document in a format.
    #[must_use]
    pub fn data(&self, format: Format) -> Vec<u8> {
        if format == Format::Turtle {
            return self.turtle.as_bytes().to_vec();
        }
        let mut out = Vec::new();
        write(&self.quads(), format, &mut out).expect("memory can be written to");
        out
    }

    fn quads(&self) -> Vec<Quad> {
        Format::Turtle.parser().for_slice(self.turtle).map(|quad| quad.expect("ontology/ holds Turtle")).collect()
    }

    /// Its terms, by their addresses.
    #[must_use]
    pub fn terms(&self) -> Vec<Term> {
        let mut terms: BTreeMap<String, Term> = BTreeMap::new();
        for quad in self.quads() {
            let (NamedOrBlankNode::NamedNode(of), Value::Literal(words)) = (&quad.subject, &quad.object) else { continue };
            let term = terms.entry(of.as_str().to_owned()).or_default();
            of.as_str().clone_into(&mut term.iri);
            if quad.predicate == rdfs::LABEL || quad.predicate == common::SKOS_PREF_LABEL {
                match words.language() {
                    Some("ru") => words.value().clone_into(&mut term.russian),
                    _ => words.value().clone_into(&mut term.english),
                }
            } else if words.language().is_some() {
                term.meaning.push(words.value().to_owned());
            }
        }
        terms.into_values().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_told_in_the_vocabulary() {
        for (path, expected) in [
            ("vocabulary/document/letter", Some(("vocabulary", None))),
            ("ontology.ttl", Some(("ontology", Some("ttl")))),
            ("ontology/x", None),
            ("person/x", None),
        ] {
            assert_eq!(Document::at(path).map(|(document, ending)| (document.name, ending)), expected, "{path}");
        }
    }

    #[test]
    fn every_term_has_words_in_both_languages() {
        for document in DOCUMENTS.into_iter().filter(|document| document.name != "shapes") {
            for term in document.terms() {
                assert!(!term.english.is_empty() && !term.russian.is_empty(), "{} in {}", term.iri, document.name);
            }
        }
    }
}
