//! `regesta release`: keeps the dumps of this version.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::publication::{Publication, release};

/// Keep the dumps of this version under release/
#[derive(Debug, clap::Args)]
pub(super) struct ReleaseArgs {
    /// The publication's folder
    #[arg(default_value = ".")]
    dir: PathBuf,
}

/// Releases.
///
/// # Errors
/// When nothing is built, or the version is released with other bytes.
pub(super) fn run(args: &ReleaseArgs) -> anyhow::Result<ExitCode> {
    let released = release(&Publication::open(&args.dir)?)?;
    let what = if released.unchanged { "was there already" } else { "written" };
    eprintln!("release {} {what}; canonical SHA-256 {}", released.folder.display(), released.canonical);
    Ok(ExitCode::SUCCESS)
}
