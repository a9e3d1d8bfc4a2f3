//! `regesta serve`: a publication on the web.

use std::io::IsTerminal as _;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context as _, bail};
use tokio::net::TcpListener;

use crate::publication::{Graphs, Publication};
use crate::publish::Site;
use crate::server::{self, Build, Limits, Open, Program, Settings};
use crate::store::{Federation, Remote, Source};

use super::worker;

/// Serve a publication: pages, data, a SPARQL endpoint
#[derive(Debug, clap::Args)]
pub(super) struct ServeArgs {
    /// The publication's folder
    #[arg(default_value = ".")]
    dir: PathBuf,
    #[command(flatten)]
    how: HowArgs,
}

/// Where and how it is served.
#[derive(Debug, clap::Args)]
pub(super) struct HowArgs {
    /// The address to listen at; 0.0.0.0 is all of this machine
    #[arg(long, value_name = "IP", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
    /// The port to listen at; 0 is any free one
    #[arg(long, default_value_t = 7654)]
    port: u16,
    /// How long a query may take, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..))]
    query_timeout: u64,
    /// How many rows, or statements of a graph, an answer may have
    #[arg(long, value_name = "ROWS", default_value_t = 1_000_000)]
    query_rows: usize,
    /// How much memory a query may take beyond the graph itself, in MiB
    #[arg(long, value_name = "MIB", default_value_t = 512, value_parser = clap::value_parser!(u64).range(16..=1 << 20))]
    query_memory: u64,
    /// How many queries run at the same time, each in a process of its own with its own copy of the graph, or
    /// sharing it where it lies on disk; where not given as many as there are processors, two at the least, and eight with --store
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=256))]
    query_workers: Option<u16>,
    /// Run queries in this process, where neither memory nor a computing query can be held; for clients you trust
    #[arg(long, conflicts_with = "query_workers")]
    no_workers: bool,
    /// How many queries may run or wait, of one client
    #[arg(long, value_name = "NUMBER", default_value_t = 16, value_parser = clap::value_parser!(u16).range(1..))]
    queries_per_client: u16,
    /// How many queries may run or wait, of all clients
    #[arg(long, value_name = "NUMBER", default_value_t = 64, value_parser = clap::value_parser!(u16).range(1..))]
    queries_at_once: u16,
    /// How long a request may be, in KiB
    #[arg(long, value_name = "KIB", default_value_t = 1024, value_parser = clap::value_parser!(u32).range(1..=1 << 20))]
    longest_request: u32,
    /// Take updates and graphs from clients that send the token in the environment variable REGESTA_TOKEN
    #[arg(long)]
    writable: bool,
    /// How long a request of such a client may be, in MiB
    #[arg(long, value_name = "MIB", default_value_t = 256, value_parser = clap::value_parser!(u32).range(1..=1 << 16))]
    longest_upload: u32,
    /// Follow SERVICE to endpoints whose addresses begin so, and to no others; may be repeated
    #[arg(long, value_name = "URL")]
    federate: Vec<String>,
    /// A proxy stands before this server: clients are told apart by the last address of X-Forwarded-For
    #[arg(long)]
    behind_proxy: bool,
    /// What a query sees that names no graph: all of them, or the unnamed one
    #[arg(long, value_enum, default_value_t = DefaultGraph::Union)]
    default_graph: DefaultGraph,
    /// The graph lies in the SPARQL 1.1 store that answers queries at this address, and is read there; what the environment
    /// variable REGESTA_STORE_AUTHORIZATION holds is sent to it as the header Authorization
    #[arg(long, value_name = "URL", conflicts_with_all = ["federate", "no_workers", "default_graph"])]
    store: Option<String>,
}

/// How many queries another store is asked at the same time, where nothing else is said.
const ASKING: usize = 8;

/// What a query sees that names no graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum DefaultGraph {
    /// All graphs together
    Union,
    /// The unnamed graph alone
    Unnamed,
}

/// Serves until it is stopped.
///
/// # Errors
/// When there is nothing to serve, or the port is in use.
pub(super) fn run(args: &ServeArgs) -> anyhow::Result<ExitCode> {
    serve(&args.dir, &args.how, |_| {})
}

/// Serves a folder; `ready` is told the address.
pub(super) fn serve(dir: &Path, how: &HowArgs, ready: impl FnOnce(&str)) -> anyhow::Result<ExitCode> {
    let limits = how.limits();
    if how.store.is_some() && how.writable {
        bail!("a graph in another store is not written through this server\nhint: leave out --writable, and write to the store itself");
    }
    let held = match &how.store {
        Some(url) => Held::Elsewhere(url.clone()),
        None => Held::Here { writable: how.writable, federated: how.federate.clone() },
    };
    federation(&how.federate, limits.time)?;
    // Asked before the build is read, so that one that lands meanwhile is noticed.
    let newer = newer(dir.to_owned(), limits, held.clone());
    let publication = Publication::open(dir)?;
    let token = how.writable.then(token).transpose()?;
    let lock = how.writable.then(|| Graphs::take(dir)).transpose()?;
    let (build, graphs, release) = loaded(&publication, limits, &held)?;
    let open = token.zip(lock).zip(graphs).map(|((token, lock), graphs)| Open {
        graphs: graphs.with_lock(lock),
        token,
        longest: how.longest_upload as usize * 1024 * 1024,
    });
    let settings = Settings {
        limits,
        unnamed_default_graph: how.default_graph == DefaultGraph::Unnamed,
        behind_proxy: how.behind_proxy,
        federated: how.federate.clone(),
        elsewhere: how.store.is_some(),
    };
    // Twice as many threads as processors: these are shared with the workers, and often with clients and other programs, and each
    // thread has its share. With one a processor the slowest answers to eight clients took longer.
    let threads = std::thread::available_parallelism().map_or(2, usize::from) * 2;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(threads).enable_all().build().context("cannot start")?;
    runtime.block_on(async {
        let address = SocketAddr::new(how.host, how.port);
        let listener = match TcpListener::bind(address).await {
            Ok(listener) => listener,
            Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
                bail!("port {} is in use\nhint: stop what listens there, or choose another by --port", how.port)
            }
            Err(error) => return Err(error).with_context(|| format!("cannot listen at {address}")),
        };
        let url = format!("http://{}/", listener.local_addr().context("cannot tell the port")?);
        let what = match &how.store {
            Some(store) => format!(" (from {store})"),
            None => release.map_or_else(String::new, |version| format!(" (release {version})")),
        };
        eprintln!("serving {}{what} at {url}", publication.edition().title);
        if !how.host.is_loopback() {
            eprintln!("note: this listens at {}, so everybody who reaches this machine can read it and ask it", how.host);
        }
        if how.writable {
            eprintln!("clients with the token may write at {url}update and {url}store");
        }
        log();
        ready(&url);
        server::serve(listener, build, settings, open, newer, stopped()).await;
        Ok(())
    })?;
    Ok(ExitCode::SUCCESS)
}

/// The endpoints that queries may ask; none where none is listed.
pub(super) fn federation(listed: &[String], time: Duration) -> anyhow::Result<Option<Federation>> {
    if listed.is_empty() {
        return Ok(None);
    }
    match Federation::new(listed, time) {
        Ok(federation) => Ok(Some(federation)),
        Err(wrong) => bail!("--federate: \"{wrong}\" is no address of an endpoint\nhint: --federate https://query.wikidata.org/sparql"),
    }
}

/// What clients that write have to send.
fn token() -> anyhow::Result<String> {
    match std::env::var("REGESTA_TOKEN") {
        Ok(token) if !token.trim().is_empty() => Ok(token.trim().to_owned()),
        _ => bail!("--writable wants a token\nhint: REGESTA_TOKEN=\"$(openssl rand -hex 32)\" regesta serve --writable"),
    }
}

/// Where the graph is held.
#[derive(Clone, Debug)]
enum Held {
    /// In this process.
    Here { writable: bool, federated: Vec<String> },
    /// In the store at an address.
    Elsewhere(String),
}

/// Another store, asked for so long at the most.
pub(super) fn remote(url: &str, time: Duration) -> anyhow::Result<Remote> {
    let authorization = std::env::var("REGESTA_STORE_AUTHORIZATION").ok().filter(|words| !words.trim().is_empty());
    Remote::new(url, authorization.as_deref().map(str::trim), time).context("--store\nhint: --store http://127.0.0.1:7878/query")
}

/// What is served, loaded; the graphs of the editor's own; and the version of the release, where it is one.
fn loaded(publication: &Publication, limits: Limits, held: &Held) -> anyhow::Result<(Build, Option<Graphs>, Option<String>)> {
    let base = publication.edition().base.as_str();
    let (served, store, graphs, arguments) = match held {
        Held::Here { writable, federated } => {
            let served = publication.served()?;
            let (store, graphs) = publication.open_store(&served, *writable)?;
            let store = store.with_federation(federation(federated, limits.time)?);
            let arguments = worker::arguments(&served, &publication.dir, base, *writable || served.has_graphs, federated, limits);
            (served, Source::from(store), Some(graphs), arguments)
        }
        Held::Elsewhere(url) => {
            let served = publication.dumped()?;
            (served, remote(url, limits.time)?.into(), None, worker::asking(url, base, limits))
        }
    };
    let site = Site::new(publication.edition().clone(), store, publication.registry.clone(), served.dumps);
    let site = site.with_contact(publication.config.contact.clone());
    let worker = Program { path: own_binary()?, arguments };
    Ok((Build { site, worker, releases: publication.releases() }, graphs, served.release))
}

/// Looks for a build that has landed; one that cannot be loaded is told of once, and the former goes on.
fn newer(dir: PathBuf, limits: Limits, held: Held) -> impl FnMut() -> Option<Build> + Send + 'static {
    let mut known = Publication::stamp(&dir);
    move || {
        let stamp = Publication::stamp(&dir);
        if stamp == known {
            return None;
        }
        known = stamp;
        let build = || loaded(&Publication::open(&dir)?, limits, &held);
        match build() {
            Ok((build, ..)) => Some(build),
            Err(error) => {
                tracing::error!(error = format!("{error:#}"), "the new build cannot be served; the former goes on");
                None
            }
        }
    }
}

/// Logs to standard error, a line a request.
fn log() {
    let colours = std::io::stderr().is_terminal();
    let _ = tracing_subscriber::fmt().with_writer(std::io::stderr).with_ansi(colours).with_target(false).try_init();
}

impl HowArgs {
    /// What a query may take.
    fn limits(&self) -> Limits {
        let processors = std::thread::available_parallelism().map_or(2, |number| number.get().max(2));
        // Who waits for another store needs no processor.
        let workers = if self.store.is_some() { ASKING } else { processors };
        Limits {
            time: Duration::from_secs(self.query_timeout),
            rows: self.query_rows,
            memory_mib: self.query_memory,
            body: self.longest_request as usize * 1024,
            per_client: self.queries_per_client.into(),
            at_once: self.queries_at_once.into(),
            workers: (!self.no_workers).then(|| self.query_workers.map_or(workers, usize::from)),
        }
    }
}

/// This very program; on Linux by a name that holds when the file is replaced while the server runs.
fn own_binary() -> anyhow::Result<PathBuf> {
    let own = Path::new("/proc/self/exe");
    if cfg!(target_os = "linux") && own.exists() {
        return Ok(own.to_owned());
    }
    std::env::current_exe().context("cannot tell where regesta lies")
}

/// Done when the process is told to stop.
async fn stopped() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminate) = signal(SignalKind::terminate()) else { return std::future::pending().await };
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    let _ = tokio::signal::ctrl_c().await;
}
