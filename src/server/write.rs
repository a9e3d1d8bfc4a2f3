//! Writing: who may, one change after the other, on the disk before it is answered.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::StatusCode;
use sha2::{Digest, Sha256};

use crate::publication::{Graphs, KeepError};
use crate::store::{ChangeError, Changing, QueryError, Step, Store};

use super::chain::{Chain, Link};
use super::problem::Problem;

/// What is open for writing, and to whom.
pub struct Open {
    /// Where changes are kept.
    pub graphs: Graphs,
    /// What a client has to send as a Bearer token.
    pub token: String,
    /// How long a request's body may be, in bytes.
    pub longest: usize,
}

/// The writing side of a publication.
pub(super) struct Writing {
    base: String,
    token: [u8; 32],
    pub(super) longest: usize,
    /// Where there is room for what is sent.
    pub(super) folder: PathBuf,
    kept: Mutex<Kept>,
    pub(super) chain: Arc<Chain>,
}

struct Kept {
    store: Store,
    graphs: Graphs,
}

impl Writing {
    pub(super) fn new(open: Open, base: String, store: Store, chain: Arc<Chain>) -> Self {
        let Open { graphs, token, longest } = open;
        let (token, folder) = (Sha256::digest(token.as_bytes()).into(), graphs.folder().to_owned());
        Self { base, token, longest, folder, kept: Mutex::new(Kept { store, graphs }), chain }
    }

    /// Lets in who has the token. Hashes are compared, so the time that it takes tells nothing of the token.
    pub(super) fn admit(&self, authorization: &str) -> Result<(), Problem> {
        let token =
            authorization.split_once(' ').filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer")).map(|(_, token)| token.trim());
        match token {
            Some(token) if <[u8; 32]>::from(Sha256::digest(token.as_bytes())) == self.token => Ok(()),
            Some(_) => {
                Err(Problem::unauthorized("this is not the token of this server", "Bearer realm=\"regesta\", error=\"invalid_token\""))
            }
            None => Err(Problem::unauthorized("writing wants a token: Authorization: Bearer …", "Bearer realm=\"regesta\"")),
        }
    }

    /// Makes a change and keeps it; after that it is followed by all copies.
    pub(super) fn change(&self, make: impl FnOnce(&mut Changing<'_>) -> Result<(), Problem>) -> Result<(), Problem> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let Kept { store, graphs } = &mut *kept;
        let may_write = |graph: &_| !Graphs::is_made(&self.base, graph);
        let made = |change: &mut Changing<'_>| make(change).map_err(Failure::Told);
        let steps = store.change(&may_write, made, |change| graphs.keep(change).map_err(Failure::Kept)).map_err(Problem::from)?;
        self.chain.add(steps);
        Ok(())
    }

    /// Moves over to another store, which has seen the changes up to a link; `then` is done before any other change.
    pub(super) fn move_to(&self, store: &Store, seen: &Link, then: impl FnOnce()) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let later = seen.later();
        let (anew, told): (Vec<&Step>, Vec<&Step>) =
            later.iter().filter_map(|link| link.step()).partition(|step| matches!(step, Step::Anew(_)));
        let anew = anew.into_iter().filter_map(|step| if let Step::Anew(graphs) = step { Some(graphs.as_slice()) } else { None });
        let moved = store.follow(told).and_then(|()| store.take_over(&kept.store, &anew.collect::<Vec<_>>().concat()));
        match moved {
            Ok(()) => {
                kept.store = store.clone();
                then();
            }
            Err(error) => tracing::error!(%error, "the new build does not take the changes; the former goes on"),
        }
    }
}

impl std::fmt::Debug for Writing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writing").field("base", &self.base).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Open {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Open").field("graphs", &self.graphs).field("longest", &self.longest).finish_non_exhaustive()
    }
}

/// For a server that nobody writes to.
pub(super) fn read_only() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "this endpoint is read-only; what it says is corrected in the publication's folder")
}

/// Why a change was not made.
enum Failure {
    Told(Problem),
    Made(ChangeError),
    Kept(KeepError),
}

impl From<ChangeError> for Failure {
    fn from(error: ChangeError) -> Self {
        Self::Made(error)
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Told(problem) => problem,
            Failure::Made(error) | Failure::Kept(KeepError::Change(error)) => error.into(),
            Failure::Kept(error) => {
                tracing::error!(%error, "a change could not be kept");
                Self::new(StatusCode::INSUFFICIENT_STORAGE, format!("{error}; nothing was changed"))
            }
        }
    }
}

impl From<ChangeError> for Problem {
    fn from(error: ChangeError) -> Self {
        let status = match &error {
            ChangeError::Syntax(_) | ChangeError::Query(QueryError::Syntax(_)) => StatusCode::BAD_REQUEST,
            ChangeError::Query(QueryError::Stopped) => {
                return Self::passing(StatusCode::SERVICE_UNAVAILABLE, "the update took too long", 60);
            }
            ChangeError::Refused(_) => {
                let where_to = "correct it in essays/, authority/ or review/ of the publication and build again";
                return Self::new(StatusCode::FORBIDDEN, format!("{error}; {where_to}"));
            }
            ChangeError::Load(_) | ChangeError::Query(QueryError::Federation(_)) => StatusCode::FORBIDDEN,
            ChangeError::Exists(_) | ChangeError::Absent(_) => StatusCode::CONFLICT,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self::new(status, error.to_string())
    }
}
