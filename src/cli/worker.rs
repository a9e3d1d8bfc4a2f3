//! `regesta query-worker`: started by `regesta serve`, never by a person.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::publication::Served;
use crate::server;

/// Answer the queries that `regesta serve` hands over on standard input
#[derive(Debug, clap::Args)]
pub(super) struct WorkerArgs {
    /// The folder of the dumps
    #[arg(long)]
    dumps: PathBuf,
    /// The folder of the store on disk
    #[arg(long)]
    store: Option<PathBuf>,
    /// There are no dumps, and nothing to load
    #[arg(long)]
    empty: bool,
    /// Load what was made from the essays alone; the rest is told
    #[arg(long)]
    made: bool,
    /// Where the publication's addresses begin
    #[arg(long)]
    base: String,
    /// How much memory queries may take beyond the graph, in MiB
    #[arg(long)]
    memory: u64,
}

/// The arguments of a worker for what is served.
pub(super) fn arguments(served: &Served, base: &str, made: bool, memory_mib: u64) -> Vec<std::ffi::OsString> {
    let mut arguments = vec!["query-worker".into(), "--memory".into(), memory_mib.to_string().into(), "--base".into(), base.into()];
    arguments.extend(served.is_empty.then(|| "--empty".into()));
    arguments.extend(made.then(|| "--made".into()));
    arguments.extend(["--dumps".into(), served.dumps.clone().into_os_string()]);
    if let Some(store) = &served.store {
        arguments.extend(["--store".into(), store.clone().into_os_string()]);
    }
    arguments
}

/// Answers until standard input ends.
///
/// # Errors
/// When the graph cannot be loaded.
pub(super) fn run(args: &WorkerArgs) -> anyhow::Result<ExitCode> {
    let served =
        Served { dumps: args.dumps.clone(), store: args.store.clone(), release: None, is_empty: args.empty, has_graphs: args.made };
    server::work(|| served.open(&args.base, args.made), args.memory)??;
    Ok(ExitCode::SUCCESS)
}
