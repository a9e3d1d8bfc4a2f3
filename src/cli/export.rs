//! `regesta export`: the graph in one format.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;

use crate::publication::Publication;

use super::output;

/// Print or write the graph in one format
#[derive(Debug, clap::Args)]
pub(super) struct ExportArgs {
    /// The publication's folder
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// Which format
    #[arg(long, value_enum, default_value_t = DumpFormat::Ttl)]
    format: DumpFormat,
    /// Write it to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Formats as the command line names them: by the endings of their files.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum DumpFormat {
    /// Turtle
    Ttl,
    /// TriG
    Trig,
    /// N-Triples
    Nt,
    /// N-Quads
    Nq,
    /// RDF/XML
    Rdf,
    /// JSON-LD
    Jsonld,
}

impl DumpFormat {
    fn ending(self) -> &'static str {
        match self {
            Self::Ttl => "ttl",
            Self::Trig => "trig",
            Self::Nt => "nt",
            Self::Nq => "nq",
            Self::Rdf => "rdf",
            Self::Jsonld => "jsonld",
        }
    }
}

/// Exports.
///
/// # Errors
/// When there is neither a build nor a release, or the file cannot be written.
pub(super) fn run(args: &ExportArgs) -> anyhow::Result<ExitCode> {
    let dump = Publication::open(&args.dir)?.served()?.dumps.join(format!("all.{}", args.format.ending()));
    let bytes = fs::read(&dump).with_context(|| format!("cannot read {}", dump.display()))?;
    match &args.output {
        Some(file) => fs::write(file, bytes).with_context(|| format!("cannot write {}", file.display()))?,
        None => output::bytes(&bytes)?,
    }
    Ok(ExitCode::SUCCESS)
}
