//! The graph while it grows: statements, labels, the named graph they go to.

use std::collections::BTreeSet;

use oxigraph::model::vocab::{rdf, rdfs, xsd};
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term};

use super::kinds;
use super::labels::Labels;
use super::vocab::{common, crm};

/// Statements in the order they were made; [`Graph::finish`] sorts them.
pub(super) struct Graph {
    quads: Vec<Quad>,
    current: GraphName,
    /// What each node is called in every graph.
    labels: Labels,
    /// Kinds and languages that something is said to be of.
    kinds: BTreeSet<NamedNode>,
    /// The language of labels that are composed here.
    language: String,
}

impl Graph {
    /// An empty graph whose composed labels are in the nearest known language to this one.
    pub(super) fn new(language: &str) -> Self {
        Self {
            quads: Vec::new(),
            current: GraphName::DefaultGraph,
            labels: Labels::default(),
            kinds: BTreeSet::new(),
            language: kinds::language(language).to_owned(),
        }
    }

    /// What is said from now on goes to this named graph; returns where it went before.
    pub(super) fn enter(&mut self, name: NamedNode) -> GraphName {
        std::mem::replace(&mut self.current, name.into())
    }

    /// What is said from now on goes where it went before.
    pub(super) fn leave(&mut self, former: GraphName) {
        self.current = former;
    }

    /// `thing` is of a class.
    pub(super) fn is_a(&mut self, thing: &NamedNode, class: NamedNodeRef<'_>) {
        self.add(thing, rdf::TYPE, class.into_owned().into());
    }

    /// `thing` is of a kind of the vocabulary.
    pub(super) fn of_kind(&mut self, thing: &NamedNode, kind: NamedNodeRef<'_>) {
        self.kinds.insert(kind.into_owned());
        self.link(thing, crm::P2_HAS_TYPE, kind);
    }

    /// A kind of the vocabulary is used otherwise than as the kind of a thing.
    pub(super) fn uses(&mut self, kind: NamedNodeRef<'_>) {
        if kinds::scheme(kind).is_some() {
            self.kinds.insert(kind.into_owned());
        }
    }

    /// An assignment is of this property, which is a type then, as the scope note of P177 says.
    pub(super) fn assigns(&mut self, assignment: &NamedNode, property: NamedNodeRef<'_>, called: NamedNodeRef<'_>) {
        self.link(assignment, crm::P177_ASSIGNED_PROPERTY_OF_TYPE, property);
        let property = property.into_owned();
        self.is_a(&property, crm::E55_TYPE);
        self.label_as(&property, called, "");
    }

    /// `thing` is in a language.
    pub(super) fn in_language(&mut self, thing: &NamedNode, code: &str) {
        let language = kinds::kind("language", code);
        self.link(thing, crm::P72_HAS_LANGUAGE, &language);
        self.kinds.insert(language);
    }

    /// One thing is joined to another.
    pub(super) fn link<'n>(&mut self, from: &NamedNode, property: NamedNodeRef<'_>, to: impl Into<NamedNodeRef<'n>>) {
        self.add(from, property, to.into().into_owned().into());
    }

    /// A plain string, without language.
    pub(super) fn plain(&mut self, thing: &NamedNode, property: NamedNodeRef<'_>, text: &str) {
        self.add(thing, property, Literal::new_simple_literal(text).into());
    }

    /// Words in a language.
    pub(super) fn words(&mut self, thing: &NamedNode, property: NamedNodeRef<'_>, text: &str, language: &str) {
        self.add(thing, property, words(text, language).into());
    }

    /// A value of a datatype.
    pub(super) fn value(&mut self, thing: &NamedNode, property: NamedNodeRef<'_>, value: &str, datatype: NamedNodeRef<'_>) {
        self.add(thing, property, Literal::new_typed_literal(value, datatype).into());
    }

    /// A count or an offset.
    pub(super) fn number(&mut self, thing: &NamedNode, property: NamedNodeRef<'_>, number: usize) {
        self.value(thing, property, &number.to_string(), xsd::NON_NEGATIVE_INTEGER);
    }

    /// What a thing is called; a thing that has a label in this language keeps that one, and the
    /// new one stands beside it.
    pub(super) fn label(&mut self, thing: &NamedNode, text: &str, language: &str) {
        let known = self.labels.first(thing.as_str(), language, text);
        let is_other = known != text;
        let label = words(known, language);
        self.add(thing, rdfs::LABEL, label.into());
        if is_other {
            self.words(thing, common::SKOS_ALT_LABEL, text, language);
        }
    }

    /// A label that says the kind and of what: "Sending: Telegram of …".
    pub(super) fn label_as(&mut self, thing: &NamedNode, kind: NamedNodeRef<'_>, of: &str) {
        let text = self.composed(kind, of);
        let language = self.language.clone();
        self.label(thing, &text, &language);
    }

    /// "Sending: Telegram of …"; the kind alone where nothing follows.
    pub(super) fn composed(&self, kind: NamedNodeRef<'_>, of: &str) -> String {
        let name = kinds::label(kind.as_str(), &self.language).unwrap_or_default();
        let name = capitalised(name);
        match of {
            "" => name,
            of if of.starts_with(|first: char| first.is_numeric()) => format!("{name} {of}"),
            of => format!("{name}: {of}"),
        }
    }

    /// What a thing is called so far and in which language: that of composed labels, or else any.
    pub(super) fn label_of(&self, thing: &NamedNode) -> Option<(&str, &str)> {
        self.labels.of(thing.as_str(), &self.language)
    }

    /// What a thing is called so far; empty where nothing is known.
    pub(super) fn name_of(&self, thing: &NamedNode) -> String {
        self.label_of(thing).map_or_else(String::new, |(label, _)| label.to_owned())
    }

    /// The language of composed labels.
    pub(super) fn language(&self) -> &str {
        &self.language
    }

    /// The kinds and languages that were used, and forgets them.
    pub(super) fn take_kinds(&mut self) -> BTreeSet<NamedNode> {
        std::mem::take(&mut self.kinds)
    }

    /// What was said since this was asked last.
    pub(super) fn take_quads(&mut self) -> Vec<Quad> {
        std::mem::take(&mut self.quads)
    }

    /// How many statements there are that nobody has taken.
    pub(super) fn len(&self) -> usize {
        self.quads.len()
    }

    /// A thing begins whose parts nothing will be said of any more when the next one begins.
    pub(super) fn parts_pass(&mut self, thing: &NamedNode) {
        self.labels.parts_pass(thing.as_str());
    }

    /// Adds a statement that was made elsewhere.
    pub(super) fn add(&mut self, subject: &NamedNode, property: NamedNodeRef<'_>, object: Term) {
        self.quads.push(Quad::new(subject.clone(), property.into_owned(), object, self.current.clone()));
    }

    /// The statements, sorted as their lines of N-Quads are, each once.
    pub(super) fn finish(self) -> Vec<Quad> {
        let mut quads = self.quads;
        quads.sort_by_cached_key(ToString::to_string);
        quads.dedup();
        quads
    }
}

/// Words in a language; plain where the code is none.
fn words(text: &str, language: &str) -> Literal {
    Literal::new_language_tagged_literal(text, language).unwrap_or_else(|_| Literal::new_simple_literal(text))
}

/// The same with a capital first letter.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rdf::vocab::kind;

    fn lines(graph: Graph) -> String {
        graph.finish().iter().map(|quad| format!("{quad} .\n")).collect()
    }

    #[test]
    fn the_first_label_stays_and_another_wording_stands_beside_it() {
        let thing = NamedNode::new_unchecked("https://example.org/doc/a");
        let mut graph = Graph::new("ru");
        for wording in ["Нота", "Нота Чичерина", "Нота"] {
            graph.label(&thing, wording, "ru");
        }
        insta::assert_snapshot!(lines(graph), @r#"
        <https://example.org/doc/a> <http://www.w3.org/2000/01/rdf-schema#label> "Нота"@ru .
        <https://example.org/doc/a> <http://www.w3.org/2004/02/skos/core#altLabel> "Нота Чичерина"@ru .
        "#);
    }

    #[test]
    fn composed_labels_say_the_kind_first() {
        let graph = Graph::new("en-GB");
        assert_eq!(graph.composed(kind::SENDING, "Telegram of a consul"), "Sending: Telegram of a consul");
        assert_eq!(graph.composed(kind::PASSAGE, "12–40"), "Passage 12–40");
        assert_eq!(graph.composed(kind::SENDING, ""), "Sending");
    }
}
