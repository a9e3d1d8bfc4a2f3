//! `regesta query-worker`: started by `regesta serve`, never by a person.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use crate::publication::Served;
use crate::server::{self, Limits};

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
    /// Other endpoints that queries may ask
    #[arg(long)]
    federate: Vec<String>,
    /// How long another endpoint may take, in seconds
    #[arg(long)]
    time: u64,
    /// How much memory queries may take beyond the graph, in MiB
    #[arg(long)]
    memory: u64,
}

/// The arguments of a worker for what is served.
pub(super) fn arguments(served: &Served, base: &str, made: bool, federated: &[String], limits: Limits) -> Vec<std::ffi::OsString> {
    let mut arguments = vec!["query-worker".into(), "--base".into(), base.into()];
    arguments.extend(["--memory".into(), limits.memory_mib.to_string().into()]);
    arguments.extend(["--time".into(), limits.time.as_secs().to_string().into()]);
    arguments.extend(federated.iter().flat_map(|prefix| ["--federate".into(), prefix.into()]));
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
    let federation = super::serve::federation(&args.federate, Duration::from_secs(args.time))?;
    let open = || {
        let store = served.open(&args.base, args.made)?.with_federation(federation);
        Ok::<_, crate::store::StoreError>(store)
    };
    server::work(open, args.memory)??;
    Ok(ExitCode::SUCCESS)
}
