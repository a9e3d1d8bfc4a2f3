//! A file of RDF in another format: what `regesta export` does with a file.

use std::fs::File;
use std::io::{self, BufReader, BufWriter};
use std::path::Path;

use anyhow::Context as _;

use crate::publication::convert;
use crate::rdf::Format;

use super::output;

/// Puts a file of RDF into the format of an ending, canonical blank nodes and all.
///
/// # Errors
/// When it is no RDF, or the result cannot be written.
pub(super) fn run(from: &Path, ending: &str, to: Option<&Path>) -> anyhow::Result<()> {
    let own = from.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let known = Format::of_extension(own)
        .with_context(|| format!("{} is no file of RDF\nhint: its name ends in .nq, .nt, .ttl, .trig, .rdf or .jsonld", from.display()))?;
    let wanted = Format::of_extension(ending).context("every format has an ending")?;
    let reading = || format!("cannot read {}", from.display());
    let file = BufReader::with_capacity(1 << 16, File::open(from).with_context(reading)?);
    let quads = known.parser().for_reader(file).map(|quad| quad.map_err(io::Error::from));
    let folder = tempfile::tempdir().context("cannot make a temporary folder")?;
    match to {
        Some(to) => {
            let out = File::create(to).with_context(|| format!("cannot write {}", to.display()))?;
            convert(quads, wanted, folder.path(), &mut BufWriter::with_capacity(1 << 16, out)).with_context(reading)
        }
        None => output::streamed(|out| convert(quads, wanted, folder.path(), out)).with_context(reading),
    }
}
