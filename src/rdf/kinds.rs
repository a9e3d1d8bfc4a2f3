//! The kinds of `ontology/kinds.ttl`: what a document, an event or a group is, in words.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedNode, NamedNodeRef, Quad, Term, Triple};

use super::vocab::{KINDS, common};

/// The statements of the vocabulary, by what they are about, in the order of the file.
static TRIPLES: LazyLock<BTreeMap<String, Vec<Triple>>> = LazyLock::new(|| {
    let mut triples: BTreeMap<String, Vec<Triple>> = BTreeMap::new();
    for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(include_str!("../../ontology/kinds.ttl")) {
        let Quad { subject, predicate, object, .. } = quad.expect("ontology/kinds.ttl, which was compiled in, is Turtle");
        let of = subject.to_string().trim_matches(['<', '>']).to_owned();
        triples.entry(of).or_default().push(Triple { subject, predicate, object });
    }
    triples
});

/// The kind `{scheme}/{slug}`, which need not stand in the vocabulary.
#[must_use]
pub fn kind(scheme: &str, slug: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{KINDS}{scheme}/{}", slug.replace(' ', "-")))
}

/// What a kind, or a scheme of kinds, is called in a language; `None` where it has no such name.
#[must_use]
pub fn label(iri: &str, language: &str) -> Option<&'static str> {
    let triples: &'static [Triple] = TRIPLES.get(iri)?;
    triples.iter().find_map(|triple| match &triple.object {
        Term::Literal(literal) if triple.predicate == common::SKOS_PREF_LABEL && literal.language() == Some(language) => {
            Some(literal.value())
        }
        _ => None,
    })
}

/// What the vocabulary says of a kind; nothing of an unknown one.
#[must_use]
pub fn statements(kind: NamedNodeRef<'_>) -> &'static [Triple] {
    TRIPLES.get(kind.as_str()).map_or(&[], Vec::as_slice)
}

/// The scheme a kind stands in.
#[must_use]
pub fn scheme(kind: NamedNodeRef<'_>) -> Option<&'static NamedNode> {
    statements(kind).iter().find_map(|triple| match &triple.object {
        Term::NamedNode(scheme) if triple.predicate == common::SKOS_IN_SCHEME => Some(scheme),
        _ => None,
    })
}

/// The language asked for where the kinds are named in it, else English.
#[must_use]
pub fn language(asked: &str) -> &str {
    let primary = asked.split('-').next().unwrap_or_default();
    if label(&format!("{KINDS}event"), primary).is_some() { primary } else { "en" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::DocumentKind;
    use crate::rdf::vocab::kind as constants;

    #[test]
    fn every_kind_of_document_has_its_name() {
        for document in DocumentKind::ALL.into_iter().filter(|&kind| kind != DocumentKind::CipherTelegram) {
            let kind = kind("document", document.as_str());
            assert!(label(kind.as_str(), "en").is_some(), "{kind} is not in ontology/kinds.ttl");
        }
    }

    #[test]
    fn every_kind_is_named_in_both_languages_and_stands_in_a_scheme() {
        for (iri, triples) in TRIPLES.iter() {
            assert!(label(iri, "en").is_some() && label(iri, "ru").is_some(), "{iri}");
            let is_scheme = triples.iter().all(|triple| triple.predicate != common::SKOS_IN_SCHEME);
            let in_scheme = scheme(NamedNodeRef::new(iri).unwrap());
            assert!(is_scheme || in_scheme.is_some_and(|scheme| iri.starts_with(&format!("{}/", scheme.as_str()))), "{iri}");
        }
    }

    #[test]
    fn a_kind_speaks_both_languages() {
        assert_eq!(label(constants::SENDING.as_str(), "en"), Some("sending"));
        assert_eq!(label(constants::SENDING.as_str(), "ru"), Some("отправка"));
    }
}
