//! Turtle and TriG that people read: prefixes, a subject a paragraph, everything sorted.

use std::collections::BTreeMap;
use std::io::{self, Write};

use oxigraph::model::{Literal, NamedNode, NamedOrBlankNode, Quad, Term, Triple};
use sophia::api::MownStr;
use sophia::api::prefix::Prefix;
use sophia::api::serializer::{Stringifier, TripleSerializer};
use sophia::api::source::IntoSource;
use sophia::api::term::SimpleTerm;
use sophia::api::term::bnode_id::BnodeId;
use sophia::api::term::language_tag::LanguageTag;
use sophia::iri::{Iri, IriRef};
use sophia::turtle::serializer::turtle::{TurtleConfig, TurtleSerializer};

use super::vocab::PREFIXES;
use super::write::{graph_of, sort};

/// Writes sorted triples as Turtle.
pub(super) fn turtle(triples: &[Triple], out: &mut dyn Write) -> io::Result<()> {
    let config = config();
    out.write_all(&serialized(&config, &[])?)?;
    body(&config, triples, "", out)
}

/// Writes quads as TriG, the unnamed graph first.
pub(super) fn trig(quads: &[Quad], out: &mut dyn Write) -> io::Result<()> {
    let config = config();
    out.write_all(&serialized(&config, &[])?)?;
    let mut graphs: BTreeMap<String, Vec<Triple>> = BTreeMap::new();
    for quad in quads {
        graphs.entry(graph_of(quad)).or_default().push(Triple::from(quad.clone()));
    }
    for (name, mut triples) in graphs {
        sort(&mut triples);
        if name.is_empty() {
            body(&config, &triples, "", out)?;
        } else {
            // Without the word GRAPH, which older readers do not know.
            write!(out, "\n{name} {{")?;
            body(&config, &triples, "  ", out)?;
            out.write_all(b"}\n")?;
        }
    }
    Ok(())
}

fn config() -> TurtleConfig {
    let prefixes = PREFIXES.map(|(prefix, namespace)| (Prefix::new_unchecked(prefix.into()), Iri::new_unchecked(namespace.into())));
    TurtleConfig::new().with_pretty(true).with_own_prefix_map(prefixes.to_vec())
}

/// The triples without the prefixes, a subject at a time: the pretty writer looks through
/// everything it is given for each subject, and published data has no blank nodes to nest.
fn body(config: &TurtleConfig, triples: &[Triple], indent: &str, out: &mut dyn Write) -> io::Result<()> {
    let head = serialized(config, &[])?.len();
    for subject in triples.chunk_by(|a, b| a.subject == b.subject || has_blank(a) || has_blank(b)) {
        let text = serialized(config, subject)?;
        let text = String::from_utf8_lossy(&text[head..]);
        for line in text.lines() {
            if line.is_empty() {
                out.write_all(b"\n")?;
            } else {
                writeln!(out, "{indent}{line}")?;
            }
        }
    }
    Ok(())
}

fn has_blank(triple: &Triple) -> bool {
    matches!(triple.subject, NamedOrBlankNode::BlankNode(_)) || matches!(triple.object, Term::BlankNode(_))
}

fn serialized(config: &TurtleConfig, triples: &[Triple]) -> io::Result<Vec<u8>> {
    let mut serializer = TurtleSerializer::new_stringifier_with_config(config.clone());
    let terms = triples.iter().map(|triple| [subject(&triple.subject), node(&triple.predicate), object(&triple.object)]);
    serializer.serialize_triples(terms.into_source()).map_err(|error| io::Error::other(error.to_string()))?;
    Ok(serializer.as_utf8().to_vec())
}

fn subject(subject: &NamedOrBlankNode) -> SimpleTerm<'_> {
    match subject {
        NamedOrBlankNode::NamedNode(name) => node(name),
        NamedOrBlankNode::BlankNode(blank) => SimpleTerm::BlankNode(BnodeId::new_unchecked(MownStr::from_ref(blank.as_str()))),
    }
}

fn node(node: &NamedNode) -> SimpleTerm<'_> {
    SimpleTerm::Iri(IriRef::new_unchecked(MownStr::from_ref(node.as_str())))
}

fn object(object: &Term) -> SimpleTerm<'_> {
    match object {
        Term::NamedNode(name) => node(name),
        Term::BlankNode(blank) => SimpleTerm::BlankNode(BnodeId::new_unchecked(MownStr::from_ref(blank.as_str()))),
        Term::Literal(text) => literal(text),
    }
}

fn literal(literal: &Literal) -> SimpleTerm<'_> {
    let value = MownStr::from_ref(literal.value());
    match literal.language() {
        Some(language) => SimpleTerm::LiteralLanguage(value, LanguageTag::new_unchecked(MownStr::from_ref(language)), None),
        None => SimpleTerm::LiteralDatatype(value, IriRef::new_unchecked(MownStr::from_ref(literal.datatype().as_str()))),
    }
}
