//! Bodies of those who may write, kept in a file while they come: a graph may be larger than memory.

use std::fs::File;
use std::io::{self, Read, Seek as _, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::StatusCode;
use futures_util::StreamExt as _;
use sha2::{Digest, Sha256};
use tokio::time::timeout;

use super::problem::Problem;

/// How much is written at a time, in bytes.
const PART: usize = 256 << 10;

/// A body in a file that has no name and goes with it.
#[derive(Clone, Debug)]
pub(super) struct Upload(Arc<File>);

impl Upload {
    /// Takes a body that is no longer than so many bytes and never silent for too long.
    ///
    /// # Errors
    /// With why it is not taken.
    pub(super) async fn take(body: Body, folder: &Path, longest: usize, silence: Duration) -> Result<Self, Problem> {
        let mut file = tempfile::tempfile_in(folder).map_err(|error| full(&error))?;
        let mut parts = body.into_data_stream();
        let (mut waiting, mut length) = (Vec::with_capacity(PART * 2), 0_usize);
        loop {
            let part = match timeout(silence, parts.next()).await {
                Ok(Some(Ok(part))) => part,
                Ok(Some(Err(_))) => return Err(Problem::new(StatusCode::BAD_REQUEST, "the request broke off")),
                Ok(None) => break,
                Err(_) => return Err(silent(silence)),
            };
            length += part.len();
            if length > longest {
                return Err(too_long(longest));
            }
            waiting.extend_from_slice(&part);
            if waiting.len() >= PART {
                file.write_all(&waiting).map_err(|error| full(&error))?;
                waiting.clear();
            }
        }
        file.write_all(&waiting).map_err(|error| full(&error))?;
        Ok(Self(Arc::new(file)))
    }

    /// Reads it from its beginning; one at a time.
    pub(super) fn reader(&self) -> io::Result<impl Read + '_> {
        let mut file: &File = &self.0;
        file.rewind()?;
        Ok(io::BufReader::with_capacity(PART, file))
    }

    /// Its SHA-256.
    pub(super) fn sha256(&self) -> io::Result<[u8; 32]> {
        let (mut reader, mut hash, mut part) = (self.reader()?, Sha256::new(), vec![0; PART]);
        loop {
            match reader.read(&mut part)? {
                0 => return Ok(hash.finalize().into()),
                read => hash.update(&part[..read]),
            }
        }
    }
}

/// For a body that is too long.
pub(super) fn too_long(longest: usize) -> Problem {
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, format!("the request is longer than {} KiB", longest / 1024))
}

/// For a client that sends nothing.
pub(super) fn silent(time: Duration) -> Problem {
    Problem::new(StatusCode::REQUEST_TIMEOUT, format!("the request took longer than {} s to arrive", time.as_secs()))
}

fn full(error: &io::Error) -> Problem {
    tracing::error!(%error, "a request cannot be kept");
    Problem::new(StatusCode::INSUFFICIENT_STORAGE, "there is no room for the request; nothing was changed")
}
