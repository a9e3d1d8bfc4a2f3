//! Words on the command line and what they do: one file a verb.

mod asking;
mod authority;
mod build;
mod check;
mod convert;
mod demo;
mod desk;
mod diff;
mod explain;
mod export;
mod extract;
mod init;
mod output;
mod progress;
mod query;
mod reconcile;
mod release;
mod review;
mod serve;
mod worker;

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
    Demo(demo::DemoArgs),
    Init(init::InitArgs),
    Extract(extract::ExtractArgs),
    Build(build::BuildArgs),
    Check(check::CheckArgs),
    Authority(authority::AuthorityArgs),
    Reconcile(reconcile::ReconcileArgs),
    Review(review::ReviewArgs),
    Explain(explain::ExplainArgs),
    Query(query::QueryArgs),
    Export(export::ExportArgs),
    Release(release::ReleaseArgs),
    Diff(diff::DiffArgs),
    Serve(serve::ServeArgs),
    #[command(hide = true)]
    QueryWorker(worker::WorkerArgs),
}

/// Runs the command that the arguments name; 0 done, 1 findings, 2 wrong use or failure.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match &arguments.verb {
        Verb::Demo(args) => demo::run(args),
        Verb::Init(args) => init::run(args),
        Verb::Extract(args) => extract::run(args),
        Verb::Build(args) => build::run(args),
        Verb::Check(args) => check::run(args),
        Verb::Authority(args) => authority::run(args),
        Verb::Reconcile(args) => reconcile::run(args),
        Verb::Review(args) => review::run(args),
        Verb::Explain(args) => explain::run(args),
        Verb::Query(args) => query::run(args),
        Verb::Export(args) => export::run(args),
        Verb::Release(args) => release::run(args),
        Verb::Diff(args) => diff::run(args),
        Verb::Serve(args) => serve::run(args),
        Verb::QueryWorker(args) => worker::run(args),
    };
    done.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::from(2)
    })
}
