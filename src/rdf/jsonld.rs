//! JSON-LD as programmers like it: one object a node, names from a context at the top.

use std::io::{self, Write};

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{Literal, Quad, Term, Triple};
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
        writeln!(out, "{{\n\"@context\": {},\n\"@graph\": [", Value::Object(context()))?;
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

/// What the names of the document mean: those of `ontology/context.jsonld`.
pub(super) fn context() -> Map<String, Value> {
    PREFIXES.into_iter().map(|(prefix, namespace)| (prefix.to_owned(), json!(namespace))).collect()
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
        let value = if is_type { id(&triple.object) } else { value(&triple.object) };
        match node.get_mut(&key) {
            None => drop(node.insert(key, value)),
            Some(Value::Array(values)) => values.push(value),
            Some(one) => *one = Value::Array(vec![one.take(), value]),
        }
    }
    Value::Object(node)
}

fn value(term: &Term) -> Value {
    match term {
        Term::Literal(literal) => literal_value(literal),
        Term::NamedNode(_) | Term::BlankNode(_) => json!({ "@id": id(term) }),
    }
}

fn literal_value(literal: &Literal) -> Value {
    if let Some(language) = literal.language() {
        return json!({ "@value": literal.value(), "@language": language });
    }
    if literal.datatype() == xsd::STRING {
        return json!(literal.value());
    }
    json!({ "@value": literal.value(), "@type": short(literal.datatype().as_str()) })
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
