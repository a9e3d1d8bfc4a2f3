//! Takes connections, and gives up those whose clients are too slow.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, Request};
use hyper::body::Incoming;
use hyper::server::conn::{http1, http2};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::timeout;
use tower::ServiceExt as _;

/// How long a client may take for the head of a request, and be silent between two.
const HEAD: Duration = Duration::from_secs(30);

/// How many connections there may be; the next wait until one ends.
const CONNECTIONS: usize = 4096;

/// How many requests one connection of HTTP/2 may have under way.
const STREAMS: u32 = 64;

/// How long requests under way have when the server is told to stop.
const LAST: Duration = Duration::from_secs(30);

/// Answers on a listener until `stop` is done; requests under way are finished.
pub(super) async fn listen(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let mut stop = std::pin::pin!(stop);
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &places) => accepted,
            () = &mut stop => break,
        };
        let Some((stream, client, place)) = accepted else { continue };
        let _ = stream.set_nodelay(true);
        let router = router.clone();
        let service = router.map_request(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(client));
            request.map(axum::body::Body::new)
        });
        let service = TowerToHyperService::new(service);
        let watcher = graceful.watcher();
        tokio::spawn(async move {
            let done = match timeout(HEAD, is_http2(&stream)).await {
                Ok(Ok(true)) => {
                    let mut builder = http2::Builder::new(TokioExecutor::new());
                    builder.timer(TokioTimer::new()).max_concurrent_streams(STREAMS).keep_alive_interval(HEAD).keep_alive_timeout(HEAD);
                    watcher.watch(builder.serve_connection(TokioIo::new(stream), service)).await
                }
                Ok(Ok(false)) => {
                    let mut builder = http1::Builder::new();
                    builder.timer(TokioTimer::new()).header_read_timeout(HEAD);
                    watcher.watch(builder.serve_connection(TokioIo::new(stream), service)).await
                }
                // Silent for too long, or gone.
                Ok(Err(_)) | Err(_) => Ok(()),
            };
            if let Err(error) = done {
                tracing::debug!(%error, "a connection broke");
            }
            drop(place);
        });
    }
    drop(listener);
    let _ = timeout(LAST, graceful.shutdown()).await;
}

/// Whether a client begins with HTTP/2: its first words are "PRI", and no request of HTTP/1 begins so.
async fn is_http2(stream: &TcpStream) -> std::io::Result<bool> {
    let mut first = [0; 3];
    loop {
        match stream.peek(&mut first).await? {
            0 => return Err(std::io::ErrorKind::UnexpectedEof.into()),
            read if first[..read] != b"PRI"[..read] => return Ok(false),
            3 => return Ok(true),
            _ => tokio::time::sleep(Duration::from_millis(5)).await,
        }
    }
}

/// The next connection; `None` where it cannot be had now.
async fn accept(listener: &TcpListener, places: &Arc<Semaphore>) -> Option<(TcpStream, SocketAddr, tokio::sync::OwnedSemaphorePermit)> {
    let place = Arc::clone(places).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, client)) => Some((stream, client, place)),
        Err(error) => {
            tracing::warn!(%error, "a connection could not be taken");
            // Out of descriptors: others must end first.
            tokio::time::sleep(Duration::from_millis(50)).await;
            None
        }
    }
}
