//! Dumps of a graph that may be larger than memory: canonical N-Quads first, the other formats from them.

use std::borrow::Borrow;
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, BufWriter, Write};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use oxigraph::model::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm};
use oxigraph::model::{Dataset, GraphName, NamedOrBlankNode, Quad, Term};
use sha2::{Digest, Sha256};

use crate::rdf::{Format, Writer, quads_of};

use super::sort::{Sorted, Sorter};
use super::{Error, disk};

/// The file that holds the hash of the canonical form, as `sha256sum --check` reads it.
pub(super) const CANONICAL: &str = "RDFC-1.0.sha256";

/// Writes `all.*` in every format, each with its packed siblings, and `SHA256SUMS`.
///
/// `all.nq` is the canonical form of the graph (RDFC-1.0): the other formats follow from it, so
/// blank nodes, where an editor's own graphs have them, have the same labels in all of them.
///
/// `look` is shown every line of it, in order.
pub(super) fn dumps(folder: &Path, graph: Canonical, look: &mut dyn FnMut(&str)) -> Result<Dumped, Error> {
    let wrong = |source| Error::Write { path: folder.to_owned(), source };
    let mut sums = Vec::new();
    let lines = graph.lines().map_err(wrong)?;
    let statements = write_lines(folder, lines, look, &mut sums).map_err(wrong)?;
    for formats in [&[Format::Turtle, Format::RdfXml, Format::JsonLd][..], &[Format::TriG]] {
        let lines = ordered(folder, formats[0], lines_of(&folder.join("all.nq")).map_err(wrong)?).map_err(wrong)?;
        write_quads(folder, formats, lines, &mut sums).map_err(wrong)?;
    }
    sums.sort();
    let canonical = sums.iter().find(|(name, _)| name == "all.nq").map(|(name, sum)| format!("{sum}  {name}\n")).unwrap_or_default();
    disk::write(&folder.join(CANONICAL), |out| out.write_all(canonical.as_bytes()))?;
    let sums: String = sums.iter().map(|(name, sum)| format!("{sum}  {name}\n")).collect();
    disk::write(&folder.join("SHA256SUMS"), |out| out.write_all(sums.as_bytes()))?;
    Ok(Dumped { sums, statements })
}

/// What was written.
pub(super) struct Dumped {
    /// `SHA256SUMS`.
    pub(super) sums: String,
    /// How many statements, each once.
    pub(super) statements: usize,
}

/// Writes a graph in one format, with what does not fit into memory in files of a folder.
///
/// # Errors
/// When the graph cannot be read or `out` not be written to.
pub fn convert(
    quads: impl Iterator<Item = io::Result<impl Borrow<Quad>>>,
    format: Format,
    folder: &Path,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut lines = canonical(folder, quads)?;
    let mut writer = Writer::new(format, out)?;
    if writer.takes_lines() {
        lines.try_for_each(|line| writer.line(&line?))?;
    } else {
        let order = format.order();
        for quad in quads_of(ordered(folder, format, lines)?.map(|key| Ok(order.line(&key?).into_owned()))) {
            writer.quad(&quad?)?;
        }
    }
    writer.finish()?.flush()
}

/// A graph on the way to its canonical N-Quads.
///
/// Only statements with blank nodes bear on the labels of blank nodes, so only they are held in
/// memory: published data has none, an editor's own graphs may have some.
pub(super) struct Canonical {
    sorter: Sorter,
    blank: Dataset,
}

impl Canonical {
    /// An empty graph that keeps what memory does not hold in a folder, in files without a name.
    pub(super) fn new(folder: &Path) -> Self {
        Self { sorter: Sorter::new(folder), blank: Dataset::new() }
    }

    /// Takes a statement.
    pub(super) fn push(&mut self, quad: &Quad) -> io::Result<()> {
        if has_blank(quad) {
            self.blank.insert(quad);
            return Ok(());
        }
        self.sorter.push(&format!("{quad} ."))
    }

    /// The lines, in order, each once.
    pub(super) fn lines(mut self) -> io::Result<Sorted> {
        self.blank.canonicalize(CanonicalizationAlgorithm::Rdfc10 { hash_algorithm: CanonicalizationHashAlgorithm::Sha256 });
        self.blank.iter().try_for_each(|quad| self.sorter.push(&format!("{quad} .")))?;
        self.sorter.sorted()
    }
}

/// The lines of canonical N-Quads, in order.
pub(super) fn canonical(folder: &Path, quads: impl Iterator<Item = io::Result<impl Borrow<Quad>>>) -> io::Result<Sorted> {
    let mut graph = Canonical::new(folder);
    for quad in quads {
        graph.push(quad?.borrow())?;
    }
    graph.lines()
}

fn has_blank(quad: &Quad) -> bool {
    matches!(quad.subject, NamedOrBlankNode::BlankNode(_))
        || matches!(quad.object, Term::BlankNode(_))
        || matches!(quad.graph_name, GraphName::BlankNode(_))
}

/// Keys of the lines in the order that a format wants.
fn ordered(folder: &Path, format: Format, lines: impl Iterator<Item = io::Result<String>>) -> io::Result<Sorted> {
    let mut sorter = Sorter::new(folder);
    for line in lines {
        sorter.push(&format.order().key(&line?))?;
    }
    sorter.sorted()
}

/// The lines of a file.
pub(super) fn lines_of(path: &Path) -> io::Result<impl Iterator<Item = io::Result<String>> + use<>> {
    Ok(BufReader::with_capacity(1 << 16, File::open(path)?).lines())
}

/// N-Quads and N-Triples, which have one order. Returns how many statements there are.
fn write_lines(folder: &Path, lines: Sorted, look: &mut dyn FnMut(&str), sums: &mut Vec<(String, String)>) -> io::Result<usize> {
    let mut quads = Writer::new(Format::NQuads, Packed::create(folder, "all.nq")?)?;
    let mut triples = Writer::new(Format::NTriples, Packed::create(folder, "all.nt")?)?;
    let mut statements = 0;
    for line in lines {
        let line = line?;
        statements += 1;
        look(&line);
        quads.line(&line)?;
        triples.line(&line)?;
    }
    quads.finish()?.close(sums)?;
    triples.finish()?.close(sums)?;
    Ok(statements)
}

/// Formats of one order, from its keys.
fn write_quads(folder: &Path, formats: &[Format], keys: Sorted, sums: &mut Vec<(String, String)>) -> io::Result<()> {
    let mut writers = Vec::with_capacity(formats.len());
    for &format in formats {
        writers.push(Writer::new(format, Packed::create(folder, &format!("all.{}", format.extension()))?)?);
    }
    let order = formats[0].order();
    for quad in quads_of(keys.map(|key| Ok(order.line(&key?).into_owned()))) {
        let quad = quad?;
        writers.iter_mut().try_for_each(|writer| writer.quad(&quad))?;
    }
    writers.into_iter().try_for_each(|writer| writer.finish()?.close(sums))
}

/// A file with its siblings `.gz` and `.zst`, all written at once.
struct Packed {
    name: String,
    plain: Hashed,
    gzip: GzEncoder<Hashed>,
    zstd: zstd::Encoder<'static, Hashed>,
}

impl Packed {
    fn create(folder: &Path, name: &str) -> io::Result<BufWriter<Self>> {
        let file = |ending: &str| Hashed::create(&folder.join(format!("{name}{ending}")));
        // No name and no time stand in the gzip head, so the same graph gives the same bytes.
        let gzip = GzEncoder::new(file(".gz")?, Compression::default());
        let mut zstd = zstd::Encoder::new(file(".zst")?, zstd::DEFAULT_COMPRESSION_LEVEL)?;
        zstd.include_checksum(true)?;
        Ok(BufWriter::with_capacity(1 << 16, Self { name: name.to_owned(), plain: file("")?, gzip, zstd }))
    }
}

impl Write for Packed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.plain.write_all(bytes)?;
        self.gzip.write_all(bytes)?;
        self.zstd.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Ends a file and its siblings, and adds their sums.
trait Close {
    fn close(self, sums: &mut Vec<(String, String)>) -> io::Result<()>;
}

impl Close for BufWriter<Packed> {
    fn close(self, sums: &mut Vec<(String, String)>) -> io::Result<()> {
        let Packed { name, plain, gzip, zstd } = self.into_inner().map_err(io::IntoInnerError::into_error)?;
        sums.push((format!("{name}.gz"), gzip.finish()?.close()?));
        sums.push((format!("{name}.zst"), zstd.finish()?.close()?));
        sums.push((name, plain.close()?));
        Ok(())
    }
}

/// A file that knows its hash.
struct Hashed {
    file: BufWriter<File>,
    hash: Sha256,
}

impl Hashed {
    fn create(path: &Path) -> io::Result<Self> {
        Ok(Self { file: BufWriter::with_capacity(1 << 16, File::create(path)?), hash: Sha256::new() })
    }

    /// Waits until the file is on the disk; its hash, in lower-case hexadecimal.
    fn close(mut self) -> io::Result<String> {
        self.file.flush()?;
        self.file.get_ref().sync_all()?;
        Ok(disk::hex(&self.hash.finalize()))
    }
}

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write_all(bytes)?;
        self.hash.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
