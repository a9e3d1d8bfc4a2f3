//! Words on the command line and what they do: one file a verb.

mod extract;
mod output;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Turns scholarly essays into linked open data, every statement still attached to its sentence
#[derive(Debug, Parser)]
#[command(name = "regesta", version)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Extract(extract::ExtractArgs),
}

/// Runs the command that the arguments name; 0 done, 1 findings, 2 wrong use or failure.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match &arguments.verb {
        Verb::Extract(args) => extract::run(args),
    };
    done.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::from(2)
    })
}
