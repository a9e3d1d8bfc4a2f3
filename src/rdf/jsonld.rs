//! JSON-LD as programmers like it: one object a node, names from a context at the top.

use std::io::{self, Write};
use std::sync::LazyLock;

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{Quad, Term, Triple};
use serde_json::{Map, Value, json};

use super::vocab::PREFIXES;

/// Writes one JSON-LD document with a `@graph`, a subject at a time.
pub(super) struct JsonLd<W: Write> {
    out: W,
    /// What is known of the subject so far.
    subject: Vec<Triple>,
    first: bool,
}

impl<W: Write> JsonLd<W> {
    /// Begins the document.
    pub(super) fn new(mut out: W) -> io::Result<Self> {
        writeln!(out, "{{\n\"@context\": {},\n\"@graph\": [", Value::Object(CONTEXT.clone()))?;
        Ok(Self { out, subject: Vec::new(), first: true })
    }

    /// The next statement; its graph is left out.
    pub(super) fn triple(&mut self, quad: &Quad) -> io::Result<()> {
        if self.subject.first().is_some_and(|first| first.subject != quad.subject) {
            self.node()?;
        }
        self.subject.push(Triple::from(quad.clone()));
        Ok(())
    }

    /// Ends the document.
    pub(super) fn finish(mut self) -> io::Result<W> {
        self.node()?;
        self.out.write_all(b"\n]\n}\n")?;
        Ok(self.out)
    }

    fn node(&mut self) -> io::Result<()> {
        if self.subject.is_empty() {
            return Ok(());
        }
        if !self.first {
            self.out.write_all(b",\n")?;
        }
        self.first = false;
        serde_json::to_writer(&mut self.out, &object(&self.subject))?;
        self.subject.clear();
        Ok(())
    }
}

/// What the names of the document mean: prefixes, and which values are things or of one datatype.
static CONTEXT: LazyLock<Map<String, Value>> = LazyLock::new(|| {
    let document: Value = serde_json::from_str(include_str!("../../ontology/context.jsonld")).expect("ontology/context.jsonld is JSON");
    document.get("@context").and_then(Value::as_object).cloned().expect("ontology/context.jsonld holds a context")
});

/// What the context takes the plain strings of a property for.
fn taken_for(property: &str) -> Option<&'static str> {
    CONTEXT.get(property)?.get("@type")?.as_str()
}

/// One node with everything said of it; a property with one value holds it, with several a list.
fn object(triples: &[Triple]) -> Value {
    let mut node = Map::new();
    if let Some(first) = triples.first() {
        node.insert("@id".to_owned(), id(&first.subject.clone().into()));
    }
    for triple in triples {
        let is_type = triple.predicate == rdf::TYPE;
        let key = if is_type { "@type".to_owned() } else { short(triple.predicate.as_str()) };
        let value = if is_type { id(&triple.object) } else { value(&triple.object, taken_for(&key)) };
        match node.get_mut(&key) {
            None => drop(node.insert(key, value)),
            Some(Value::Array(values)) => values.push(value),
            Some(one) => *one = Value::Array(vec![one.take(), value]),
        }
    }
    Value::Object(node)
}

/// A value of a property whose plain strings are taken for things (`@id`), for a datatype, or for strings.
fn value(term: &Term, taken_for: Option<&str>) -> Value {
    let Term::Literal(literal) = term else {
        return if taken_for == Some("@id") { id(term) } else { json!({ "@id": id(term) }) };
    };
    if let Some(language) = literal.language() {
        return json!({ "@value": literal.value(), "@language": language });
    }
    let datatype = short(literal.datatype().as_str());
    match taken_for {
        None if literal.datatype() == xsd::STRING => json!(literal.value()),
        Some(taken_for) if taken_for == datatype => json!(literal.value()),
        Some(_) if literal.datatype() == xsd::STRING => json!({ "@value": literal.value() }),
        None | Some(_) => json!({ "@value": literal.value(), "@type": datatype }),
    }
}

fn id(term: &Term) -> Value {
    match term {
        Term::NamedNode(name) => json!(short(name.as_str())),
        Term::BlankNode(blank) => json!(blank.to_string()),
        Term::Literal(literal) => json!(literal.value()),
    }
}

/// A name by its prefix where it has one.
///
/// What would look like another absolute address after the colon ("//…") stays whole.
fn short(iri: &str) -> String {
    let found = PREFIXES.iter().find_map(|(prefix, namespace)| Some((prefix, iri.strip_prefix(namespace)?)));
    match found {
        Some((prefix, name)) if !name.starts_with("//") && !name.is_empty() => format!("{prefix}:{name}"),
        _ => iri.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rdf::facts::Facts;

    #[test]
    fn the_context_has_the_prefixes_of_the_other_formats() {
        for (prefix, namespace) in PREFIXES {
            assert_eq!(CONTEXT.get(prefix), Some(&json!(namespace)), "{prefix}");
        }
    }

    #[test]
    fn the_context_takes_values_for_what_the_crm_says_they_are() {
        let facts = Facts::official();
        for (property, _) in CONTEXT.iter().filter(|(_, meaning)| meaning.is_object()) {
            if let Some(range) = facts.range(property) {
                assert_eq!(range != "rdfs:Literal", taken_for(property) == Some("@id"), "{property}");
            }
        }
    }
}
