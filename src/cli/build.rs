//! `regesta build`: a publication's essays as dumps, put in place by one rename.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use crate::publication::{Publication, build};

use super::output;
use super::progress::Steps;

/// Read a publication's essays and put its graph in place
#[derive(Debug, clap::Args)]
pub(super) struct BuildArgs {
    /// The publication's folder
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// Print what was built as JSON
    #[arg(long)]
    json: bool,
}

/// Builds.
///
/// # Errors
/// When an essay cannot be read or a file not be written; the former build stays in place.
pub(super) fn run(args: &BuildArgs) -> anyhow::Result<ExitCode> {
    let start = Instant::now();
    let publication = Publication::open(&args.dir)?;
    let steps = Steps::new("reading");
    let built = build(&publication, &output::now(), &steps)?;
    steps.done();
    if args.json {
        output::json(&built)?;
    }
    eprintln!(
        "built {}: {} essays, {} statements, {} documents, {} events, {} persons, {} places, {} groups, {} findings in {:.2} s",
        built.folder.display(),
        built.essays,
        built.statements,
        built.documents,
        built.events,
        built.persons,
        built.places,
        built.groups,
        built.findings.len(),
        start.elapsed().as_secs_f32()
    );
    Ok(ExitCode::SUCCESS)
}
