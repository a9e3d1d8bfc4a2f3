//! `regesta serve`: a publication on the web.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context as _, bail};
use tokio::net::TcpListener;

use crate::publication::Publication;
use crate::publish::Site;
use crate::server::{self, Settings};

use super::query;

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
    /// What a query sees that names no graph: all of them, or the unnamed one
    #[arg(long, value_enum, default_value_t = DefaultGraph::Union)]
    default_graph: DefaultGraph,
}

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
    let publication = Publication::open(dir)?;
    let served = publication.served()?;
    let site = Site {
        edition: publication.edition().clone(),
        store: query::open(&served)?,
        registry: publication.registry.clone(),
        dumps: served.dumps,
    };
    let settings = Settings {
        query_timeout: Duration::from_secs(how.query_timeout),
        unnamed_default_graph: how.default_graph == DefaultGraph::Unnamed,
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().context("cannot start")?;
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
        let what = served.release.as_ref().map_or_else(String::new, |version| format!(" (release {version})"));
        eprintln!("serving {}{what} at {url}", site.edition.title);
        ready(&url);
        server::serve(listener, site, settings, stopped()).await.context("the server failed")
    })?;
    Ok(ExitCode::SUCCESS)
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
