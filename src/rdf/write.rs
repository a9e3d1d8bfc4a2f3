//! Dumps: statements as bytes of a format, the same bytes for the same statements.
//!
//! A [`Writer`] takes one statement after the other, in the [`Order`] of its format, and holds no
//! more than one subject of them: what is written may be larger than memory.

use std::io::{self, BufRead, Read, Write};

use oxigraph::io::{RdfFormat, RdfParser, RdfSerializer, WriterQuadSerializer};
use oxigraph::model::{GraphName, Quad, Triple};

use super::jsonld::JsonLd;
use super::order::{Order, triple};
use super::turtle::Turtle;
use super::vocab::PREFIXES;

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

    /// The order in which its [`Writer`] wants the statements.
    #[must_use]
    pub fn order(self) -> Order {
        match self {
            Self::NTriples | Self::NQuads => Order::Lines,
            Self::Turtle | Self::RdfXml | Self::JsonLd => Order::Subjects,
            Self::TriG => Order::Graphs,
        }
    }

    /// Reads statements of this format.
    pub fn parser(self) -> RdfParser {
        RdfParser::from_format(match self {
            Self::Turtle => RdfFormat::Turtle,
            Self::TriG => RdfFormat::TriG,
            Self::NTriples => RdfFormat::NTriples,
            Self::NQuads => RdfFormat::NQuads,
            Self::RdfXml => RdfFormat::RdfXml,
            Self::JsonLd => RdfFormat::JsonLd { profile: oxigraph::io::JsonLdProfileSet::empty() },
        })
    }
}

/// Writes statements one after the other.
///
/// They come in the order of the format; a statement that comes twice in a row is written once.
pub struct Writer<W: Write> {
    body: Body<W>,
    last: Option<Quad>,
    last_line: String,
}

enum Body<W: Write> {
    Lines(Format, W),
    Turtle(Turtle<W>),
    Xml(Option<WriterQuadSerializer<W>>),
    JsonLd(JsonLd<W>),
}

impl<W: Write> Writer<W> {
    /// Begins to write.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn new(format: Format, out: W) -> io::Result<Self> {
        let body = match format {
            Format::NTriples | Format::NQuads => Body::Lines(format, out),
            Format::Turtle => Body::Turtle(Turtle::new(out, false)),
            Format::TriG => Body::Turtle(Turtle::new(out, true)),
            Format::RdfXml => Body::Xml(Some(xml(out))),
            Format::JsonLd => Body::JsonLd(JsonLd::new(out)?),
        };
        Ok(Self { body, last: None, last_line: String::new() })
    }

    /// Whether [`Writer::line`] spares the work of taking lines apart.
    #[must_use]
    pub fn takes_lines(&self) -> bool {
        matches!(self.body, Body::Lines(..))
    }

    /// The next statement, as a line of N-Quads without its line end; for formats of lines.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn line(&mut self, line: &str) -> io::Result<()> {
        let Body::Lines(format, out) = &mut self.body else {
            return Err(io::Error::other("only N-Quads and N-Triples are written by lines"));
        };
        let line = if *format == Format::NTriples { triple(line) } else { line.into() };
        if *line != *self.last_line {
            out.write_all(line.as_bytes())?;
            out.write_all(b"\n")?;
            self.last_line.clear();
            self.last_line.push_str(&line);
        }
        Ok(())
    }

    /// The next statement.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn quad(&mut self, quad: &Quad) -> io::Result<()> {
        if self.takes_lines() {
            return self.line(&format!("{quad} ."));
        }
        let union;
        let quad = if matches!(&self.body, Body::Turtle(turtle) if turtle.with_graphs()) {
            quad
        } else {
            union = Quad { graph_name: GraphName::DefaultGraph, ..quad.clone() };
            &union
        };
        if self.last.as_ref() == Some(quad) {
            return Ok(());
        }
        match &mut self.body {
            Body::Turtle(turtle) => turtle.quad(quad)?,
            Body::Xml(Some(xml)) => xml.serialize_quad(quad)?,
            Body::Lines(..) | Body::Xml(None) => {}
            Body::JsonLd(jsonld) => jsonld.triple(quad)?,
        }
        self.last = Some(quad.clone());
        Ok(())
    }

    /// Ends the file, and gives back what was written to.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(self) -> io::Result<W> {
        match self.body {
            Body::Lines(_, out) => Ok(out),
            Body::Turtle(turtle) => turtle.finish(),
            Body::Xml(xml) => {
                let mut out = xml.ok_or_else(|| io::Error::other("the file has ended"))?.finish()?;
                out.write_all(b"\n")?;
                Ok(out)
            }
            Body::JsonLd(jsonld) => jsonld.finish(),
        }
    }
}

fn xml<W: Write>(out: W) -> WriterQuadSerializer<W> {
    let mut serializer = RdfSerializer::from_format(RdfFormat::RdfXml);
    for (prefix, namespace) in PREFIXES {
        serializer = serializer.with_prefix(prefix, namespace).expect("our prefixes are of valid addresses");
    }
    serializer.for_writer(out)
}

/// Writes quads in a format. Their order does not matter, nor that of equal ones.
///
/// # Errors
/// When `out` cannot be written to.
pub fn write(quads: &[Quad], format: Format, out: &mut dyn Write) -> io::Result<()> {
    let order = format.order();
    let mut keyed: Vec<(String, &Quad)> = quads.iter().map(|quad| (order.key(&format!("{quad} .")).into_owned(), quad)).collect();
    keyed.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    let mut writer = Writer::new(format, out)?;
    for (key, quad) in keyed {
        if writer.takes_lines() { writer.line(&order.line(&key))? } else { writer.quad(quad)? }
    }
    writer.finish()?.flush()
}

/// The statements of lines of N-Quads, one after the other.
pub fn quads_of(lines: impl Iterator<Item = io::Result<String>>) -> impl Iterator<Item = io::Result<Quad>> {
    // What was written by us is not checked again.
    let parser = Format::NQuads.parser().lenient();
    parser.for_reader(Lines { lines, line: Vec::new(), at: 0 }).map(|quad| quad.map_err(io::Error::from))
}

/// Lines as bytes to read.
struct Lines<I> {
    lines: I,
    line: Vec<u8>,
    at: usize,
}

impl<I: Iterator<Item = io::Result<String>>> Read for Lines<I> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let mut from = self.fill_buf()?;
        let read = from.read(to)?;
        self.consume(read);
        Ok(read)
    }
}

impl<I: Iterator<Item = io::Result<String>>> BufRead for Lines<I> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.line.len() {
            self.line.clear();
            self.at = 0;
            // Several lines at once: a reader asks less often.
            while self.line.len() < 1 << 13 {
                let Some(line) = self.lines.next() else { break };
                self.line.extend_from_slice(line?.as_bytes());
                self.line.push(b'\n');
            }
        }
        Ok(&self.line[self.at..])
    }

    fn consume(&mut self, amount: usize) {
        self.at += amount;
    }
}

/// The statements of all graphs together, each once; a thing stands before its parts.
#[must_use]
pub fn union(quads: &[Quad]) -> Vec<Triple> {
    let mut keyed: Vec<(String, Triple)> = quads
        .iter()
        .map(|quad| {
            let triple = Triple::from(quad.clone());
            (Order::Subjects.key(&format!("{triple} .")).into_owned(), triple)
        })
        .collect();
    keyed.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    keyed.dedup_by(|a, b| a.0 == b.0);
    keyed.into_iter().map(|(_, triple)| triple).collect()
}
