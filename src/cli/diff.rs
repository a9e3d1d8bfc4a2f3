//! `regesta diff`: what changed between two graphs.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use serde::Serialize;

use crate::publication::{Compared, Difference, Fate, StatementLine, difference, statements};

use super::output;

/// Say what changed between two releases, publications or files of RDF: in words, or statement by statement
#[derive(Debug, clap::Args)]
pub(super) struct DiffArgs {
    /// What it was: a publication, a release (its folder, or its version within a publication's folder), a file of RDF
    old: PathBuf,
    /// What it is now
    #[arg(default_value = ".")]
    new: PathBuf,
    /// Print the difference as JSON
    #[arg(long)]
    json: bool,
    /// Print the statements as RDF Patch: D what was removed, A what was added
    #[arg(long, conflicts_with = "json")]
    patch: bool,
}

#[derive(Serialize)]
struct Report<'a> {
    old: String,
    new: String,
    #[serde(flatten)]
    difference: &'a Difference,
}

/// Compares; 1 where there is a difference.
///
/// # Errors
/// When one of the two is no graph or cannot be read.
pub(super) fn run(args: &DiffArgs) -> anyhow::Result<ExitCode> {
    let (old, new) = (Compared::find(&args.old)?, Compared::find(&args.new)?);
    let folder = tempfile::tempdir().context("cannot make a temporary folder")?;
    if args.patch {
        let mut any = false;
        output::streamed(|out| {
            let mut tell = |line: StatementLine| {
                if !any {
                    out.write_all(b"TX .\n")?;
                }
                any = true;
                match line {
                    StatementLine::Removed(line) => writeln!(out, "D {line}"),
                    StatementLine::Added(line) => writeln!(out, "A {line}"),
                }
            };
            statements(&old, &new, folder.path(), &mut tell).map_err(std::io::Error::other)?;
            if any { out.write_all(b"TC .\n") } else { Ok(()) }
        })?;
        return Ok(if any { ExitCode::from(1) } else { ExitCode::SUCCESS });
    }
    let found = difference(&old, &new, folder.path())?;
    if args.json {
        output::json(&Report { old: old.path().display().to_string(), new: new.path().display().to_string(), difference: &found })?;
    } else {
        for thing in &found.things {
            output::line(&thing.to_string())?;
        }
    }
    let count = |wanted: fn(&Fate) -> bool| found.things.iter().filter(|thing| wanted(&thing.fate)).count();
    eprintln!(
        "{} things new, {} gone, {} changed; {} statements added, {} removed",
        count(|fate| *fate == Fate::New),
        count(|fate| matches!(fate, Fate::Gone { .. })),
        count(|fate| *fate == Fate::Changed),
        found.added,
        found.removed
    );
    Ok(if found.added + found.removed > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS })
}
