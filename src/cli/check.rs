//! `regesta check`: what a careful reader should look at.

use std::path::PathBuf;
use std::process::ExitCode;

use serde::Serialize;

use crate::claim::Level;
use crate::publication::{Found, Nothing, Publication, Silent, read};

use super::output;

/// Say what a careful reader should look at: contradictions, doubtful readings, faults of the graph
#[derive(Debug, clap::Args)]
pub(super) struct CheckArgs {
    /// The publication's folder
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// Leave out findings below this level
    #[arg(long, value_enum, default_value_t = LeastLevel::Note)]
    level: LeastLevel,
    /// Print the findings as JSON
    #[arg(long)]
    json: bool,
}

/// Levels as the command line names them.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum LeastLevel {
    /// Worth knowing
    Note,
    /// Probably needs a decision
    Warning,
    /// Something is wrong
    Error,
}

#[derive(Serialize)]
struct Report<'a> {
    findings: Vec<&'a Found>,
    faults: Vec<FaultRow<'a>>,
}

#[derive(Serialize)]
struct FaultRow<'a> {
    code: &'a str,
    level: &'a str,
    about: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<SpotRow<'a>>,
}

#[derive(Serialize)]
struct SpotRow<'a> {
    essay: &'a str,
    start: usize,
    end: usize,
    words: &'a str,
}

/// How many there are of each level, the gravest first: "1 error, 3 notes".
fn counted<'l, L: Iterator<Item = &'l str>>(levels: impl Fn() -> L) -> String {
    let counts = [Level::Error, Level::Warning, Level::Note].map(|level| (level, levels().filter(|own| *own == level.as_str()).count()));
    let said = counts.iter().filter(|(_, count)| *count > 0);
    let said: Vec<String> =
        said.map(|(level, count)| format!("{count} {}{}", level.as_str(), if *count == 1 { "" } else { "s" })).collect();
    said.join(", ")
}

/// Checks; 1 where there is anything to say.
///
/// # Errors
/// When an essay cannot be read.
pub(super) fn run(args: &CheckArgs) -> anyhow::Result<ExitCode> {
    let least = match args.level {
        LeastLevel::Note => Level::Note,
        LeastLevel::Warning => Level::Warning,
        LeastLevel::Error => Level::Error,
    };
    let read = read(&Publication::open(&args.dir)?, &Silent, &mut Nothing)?;
    let findings: Vec<&Found> = read.findings.iter().filter(|found| found.level >= least).collect();
    let faults: Vec<FaultRow<'_>> = read
        .faults
        .iter()
        .filter(|fault| fault.level >= least)
        .map(|fault| FaultRow {
            code: fault.code,
            level: fault.level.as_str(),
            about: &fault.about,
            message: &fault.message,
            place: fault.spot.as_ref().map(|spot| SpotRow { essay: &spot.essay, start: spot.start, end: spot.end, words: &spot.words }),
        })
        .collect();
    let nothing = findings.is_empty() && faults.is_empty();
    if args.json {
        output::json(&Report { findings, faults })?;
    } else {
        for found in &findings {
            output::line(&format!("{} {}: {} [{}]", found.level.as_str(), found.essay, found.message, found.code))?;
            for place in &found.places {
                output::line(&format!("    {}-{}: {}", place.start, place.end, place.words))?;
            }
        }
        for fault in &faults {
            output::line(&format!("{} {}: {} [{}]", fault.level, fault.about, fault.message, fault.code))?;
            if let Some(place) = &fault.place {
                output::line(&format!("    {} {}-{}: {}", place.essay, place.start, place.end, place.words))?;
            }
        }
        if nothing {
            eprintln!("nothing to say");
        } else {
            let levels = || findings.iter().map(|found| found.level.as_str()).chain(faults.iter().map(|fault| fault.level));
            eprintln!("{}; `regesta explain CODE` says what a code means", counted(levels));
        }
    }
    Ok(if nothing { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
