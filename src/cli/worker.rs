//! `regesta query-worker`: started by `regesta serve`, never by a person.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context as _;

use crate::publication::Served;
use crate::rdf::Base;
use crate::server::{self, Limits};
use crate::store::Source;

/// Answer the queries that `regesta serve` hands over on standard input
#[derive(Debug, clap::Args)]
pub(super) struct WorkerArgs {
    /// The folder of the dumps
    #[arg(long, default_value = ".")]
    dumps: PathBuf,
    /// The address of the store that has the graph; nothing is loaded
    #[arg(long)]
    ask: Option<String>,
    /// The folder of the store on disk
    #[arg(long)]
    store: Option<PathBuf>,
    /// There are no dumps, and nothing to load
    #[arg(long)]
    empty: bool,
    /// The publication's folder; its graphs/ are loaded beside what was made from the essays
    #[arg(long)]
    graphs: Option<PathBuf>,
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
pub(super) fn arguments(
    served: &Served,
    dir: &Path,
    base: &str,
    has_graphs: bool,
    federated: &[String],
    limits: Limits,
) -> Vec<std::ffi::OsString> {
    let mut arguments = vec!["query-worker".into(), "--base".into(), base.into()];
    arguments.extend(["--memory".into(), limits.memory_mib.to_string().into()]);
    arguments.extend(["--time".into(), limits.time.as_secs().to_string().into()]);
    arguments.extend(federated.iter().flat_map(|prefix| ["--federate".into(), prefix.into()]));
    arguments.extend(served.is_empty.then(|| "--empty".into()));
    if has_graphs {
        arguments.extend(["--graphs".into(), dir.into()]);
    }
    arguments.extend(["--dumps".into(), served.dumps.clone().into_os_string()]);
    if let Some(store) = &served.store {
        arguments.extend(["--store".into(), store.clone().into_os_string()]);
    }
    arguments
}

/// The arguments of a worker that asks another store.
pub(super) fn asking(url: &str, base: &str, limits: Limits) -> Vec<std::ffi::OsString> {
    let mut arguments: Vec<std::ffi::OsString> = ["query-worker", "--base", base, "--ask", url].map(Into::into).to_vec();
    arguments.extend(["--memory".into(), limits.memory_mib.to_string().into()]);
    arguments.extend(["--time".into(), limits.time.as_secs().to_string().into()]);
    arguments
}

/// Answers until standard input ends.
///
/// # Errors
/// When the graph cannot be loaded.
pub(super) fn run(args: &WorkerArgs) -> anyhow::Result<ExitCode> {
    let has_graphs = args.graphs.is_some();
    let served = Served { dumps: args.dumps.clone(), store: args.store.clone(), release: None, is_empty: args.empty, has_graphs };
    let dir = args.graphs.clone().unwrap_or_default();
    let base = Base::parse(&args.base).context("--base")?;
    let federation = super::serve::federation(&args.federate, Duration::from_secs(args.time))?;
    let time = Duration::from_secs(args.time);
    let open = || match &args.ask {
        Some(url) => super::serve::remote(url, time).map(Source::from),
        None => Ok(served.open_in(&dir, &base, has_graphs)?.0.with_federation(federation).into()),
    };
    server::work(open, args.memory)??;
    Ok(ExitCode::SUCCESS)
}
