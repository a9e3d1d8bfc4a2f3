//! Turtle and TriG that people read: prefixes, a subject a paragraph, everything in order.

use std::io::{self, Write};

use oxigraph::model::Quad;
use oxttl::TriGSerializer;
use oxttl::trig::LowLevelTriGSerializer;

use super::vocab::PREFIXES;

/// Ends a paragraph.
const END: &[u8] = b" .\n";

/// Writes one quad after the other.
pub(super) struct Turtle<W: Write> {
    out: W,
    serializer: LowLevelTriGSerializer,
    with_graphs: bool,
    begun: bool,
    buffer: Vec<u8>,
}

impl<W: Write> Turtle<W> {
    /// Begins a file, of quads or, without graphs, of triples.
    pub(super) fn new(out: W, with_graphs: bool) -> Self {
        let mut serializer = TriGSerializer::new();
        for (prefix, namespace) in PREFIXES {
            serializer = serializer.with_prefix(prefix, namespace).expect("our prefixes are of valid addresses");
        }
        Self { out, serializer: serializer.low_level(), with_graphs, begun: false, buffer: Vec::new() }
    }

    /// Whether it tells graphs apart.
    pub(super) fn with_graphs(&self) -> bool {
        self.with_graphs
    }

    /// The next quad; an empty line stands before a new subject.
    pub(super) fn quad(&mut self, quad: &Quad) -> io::Result<()> {
        self.buffer.clear();
        self.serializer.serialize_quad(quad, &mut self.buffer)?;
        let body = if !self.begun {
            self.begun = true;
            // The serializer has prefixes in the order of their length; people look for them by name.
            for (prefix, namespace) in PREFIXES {
                writeln!(self.out, "@prefix {prefix}: <{namespace}> .")?;
            }
            self.out.write_all(b"\n")?;
            &self.buffer[prefixes_end(&self.buffer)..]
        } else if let Some(body) = self.buffer.strip_prefix(END) {
            self.out.write_all(END)?;
            self.out.write_all(b"\n")?;
            body
        } else {
            &self.buffer
        };
        self.out.write_all(body)
    }

    /// Ends the file.
    pub(super) fn finish(mut self) -> io::Result<W> {
        self.serializer.finish(&mut self.out)?;
        Ok(self.out)
    }
}

/// Where the prefixes end, each a line.
fn prefixes_end(bytes: &[u8]) -> usize {
    bytes.split_inclusive(|byte| *byte == b'\n').take(PREFIXES.len()).map(<[u8]>::len).sum()
}
