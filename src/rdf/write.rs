//! Dumps: quads as bytes of a format, the same bytes for the same quads.

use std::io::{self, Write};

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{GraphName, Quad, Triple};

use super::vocab::PREFIXES;
use super::{jsonld, turtle};

/// The formats a publication is dumped in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// Turtle: the union of the graphs, a subject a paragraph.
    Turtle,
    /// TriG: the same, graph by graph.
    TriG,
    /// N-Triples: the union, a line a statement, sorted.
    NTriples,
    /// N-Quads: a line a statement, sorted.
    NQuads,
    /// RDF/XML: the union.
    RdfXml,
    /// JSON-LD: the union, a node an object.
    JsonLd,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 6] = [Self::Turtle, Self::TriG, Self::NTriples, Self::NQuads, Self::RdfXml, Self::JsonLd];

    /// The ending of its files: "ttl".
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Turtle => "ttl",
            Self::TriG => "trig",
            Self::NTriples => "nt",
            Self::NQuads => "nq",
            Self::RdfXml => "rdf",
            Self::JsonLd => "jsonld",
        }
    }

    /// The format whose files end so.
    #[must_use]
    pub fn of_extension(extension: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.extension() == extension)
    }

    /// The address by which the W3C registers it.
    #[must_use]
    pub fn registered(self) -> &'static str {
        match self {
            Self::Turtle => "http://www.w3.org/ns/formats/Turtle",
            Self::TriG => "http://www.w3.org/ns/formats/TriG",
            Self::NTriples => "http://www.w3.org/ns/formats/N-Triples",
            Self::NQuads => "http://www.w3.org/ns/formats/N-Quads",
            Self::RdfXml => "http://www.w3.org/ns/formats/RDF_XML",
            Self::JsonLd => "http://www.w3.org/ns/formats/JSON-LD",
        }
    }

    /// What the web calls it.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Turtle => "text/turtle",
            Self::TriG => "application/trig",
            Self::NTriples => "application/n-triples",
            Self::NQuads => "application/n-quads",
            Self::RdfXml => "application/rdf+xml",
            Self::JsonLd => "application/ld+json",
        }
    }
}

/// Writes quads in a format. Their order does not matter, nor that of equal ones.
///
/// # Errors
/// When `out` cannot be written to.
pub fn write(quads: &[Quad], format: Format, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Turtle => turtle::turtle(&union(quads), out),
        Format::TriG => turtle::trig(quads, out),
        Format::NTriples => lines(union(quads).iter().map(|triple| format!("{triple} .\n")), out),
        Format::NQuads => lines(quads.iter().map(|quad| format!("{quad} .\n")), out),
        Format::RdfXml => xml(&union(quads), out),
        Format::JsonLd => jsonld::write(&union(quads), out),
    }
}

/// The statements of all graphs together, each once; a thing stands before its parts.
#[must_use]
pub fn union(quads: &[Quad]) -> Vec<Triple> {
    let mut triples: Vec<Triple> = quads.iter().cloned().map(Triple::from).collect();
    sort(&mut triples);
    triples
}

/// Sorts by subject, then as lines of N-Triples, and keeps one of equal ones.
pub(super) fn sort(triples: &mut Vec<Triple>) {
    triples.sort_by_cached_key(|triple| {
        let line = triple.to_string();
        let subject = line.split(' ').next().unwrap_or_default().trim_end_matches('>').to_owned();
        (subject, line)
    });
    triples.dedup();
}

fn lines(lines: impl Iterator<Item = String>, out: &mut dyn Write) -> io::Result<()> {
    let mut lines: Vec<String> = lines.collect();
    lines.sort_unstable();
    lines.dedup();
    lines.iter().try_for_each(|line| out.write_all(line.as_bytes()))
}

fn xml(triples: &[Triple], out: &mut dyn Write) -> io::Result<()> {
    let mut serializer = RdfSerializer::from_format(RdfFormat::RdfXml);
    for (prefix, namespace) in PREFIXES {
        serializer = serializer.with_prefix(prefix, namespace).expect("our prefixes are of valid addresses");
    }
    let mut serializer = serializer.for_writer(out);
    for triple in triples {
        serializer.serialize_triple(triple)?;
    }
    serializer.finish()?.write_all(b"\n")
}

/// The graph that a quad belongs to, as it is sorted: the unnamed one first.
pub(super) fn graph_of(quad: &Quad) -> String {
    match &quad.graph_name {
        GraphName::DefaultGraph => String::new(),
        named => named.to_string(),
    }
}
