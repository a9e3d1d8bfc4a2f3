//! Lets in as many queries as there may be, of one client and of all.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::limits::{Client, Limits};
use super::problem::Problem;

/// Counts the queries that are under way.
#[derive(Debug)]
pub(super) struct Gate {
    limits: Limits,
    /// A place for each query that may be under way.
    places: Arc<Semaphore>,
    clients: Mutex<HashMap<Client, Known>>,
    /// When a query of a client came to no good end last.
    troubled: Mutex<HashMap<Client, Instant>>,
}

/// How long a client whose query came to no good end makes way for the others.
const TROUBLED: Duration = Duration::from_secs(10);

/// How many such clients are known before those of old are forgotten.
const MANY: usize = 1024;

/// A client that has queries under way.
#[derive(Debug)]
struct Known {
    under_way: usize,
    /// A turn for each query that may run: one fewer than there are workers, so that others find one.
    turns: Arc<Semaphore>,
}

/// A query that was let in; its place is free again when this is dropped.
#[derive(Debug)]
pub(super) struct Entry {
    gate: Arc<Gate>,
    client: Client,
    turns: Arc<Semaphore>,
    _place: OwnedSemaphorePermit,
}

/// A query of a client that may run. It is held until the worker can take another, also where that has to be started first:
/// who has workers killed waits for new ones, and nobody else does.
#[derive(Debug)]
pub(super) struct Turn {
    gate: Arc<Gate>,
    client: Client,
    permit: Option<OwnedSemaphorePermit>,
}

impl Gate {
    pub(super) fn new(limits: Limits) -> Self {
        Self { limits, places: Arc::new(Semaphore::new(limits.at_once)), clients: Mutex::default(), troubled: Mutex::default() }
    }

    /// Lets a query in.
    ///
    /// # Errors
    /// When its client, or all together, have as many under way as they may.
    pub(super) fn enter(self: &Arc<Self>, client: Client) -> Result<Entry, Problem> {
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        if clients.get(&client).is_some_and(|known| known.under_way >= self.limits.per_client) {
            let words = format!("this client has {} queries under way, which is the most; wait for one to end", self.limits.per_client);
            return Err(Problem::passing(StatusCode::TOO_MANY_REQUESTS, words, 1));
        }
        let Ok(place) = Arc::clone(&self.places).try_acquire_owned() else {
            let words = format!("{} queries are under way, which is the most this server takes", self.limits.at_once);
            return Err(Problem::passing(StatusCode::SERVICE_UNAVAILABLE, words, 2));
        };
        let known = clients.entry(client).or_insert_with(|| Known { under_way: 0, turns: Arc::new(Semaphore::new(self.turns())) });
        known.under_way += 1;
        Ok(Entry { gate: Arc::clone(self), client, turns: Arc::clone(&known.turns), _place: place })
    }

    /// How many queries of one client may run.
    fn turns(&self) -> usize {
        self.limits.workers.map_or(self.limits.at_once, |workers| workers.saturating_sub(1)).max(1)
    }

    /// Notes what has changed for a client, and forgets one that has nothing here any longer.
    fn note(&self, client: Client, change: impl FnOnce(&mut Known)) {
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = clients.get_mut(&client) {
            change(known);
            if known.under_way == 0 && known.turns.available_permits() == self.turns() {
                clients.remove(&client);
            }
        }
    }

    /// Whether a query of this client was killed a short time ago: it took too long or too much, or nobody waited for it. The
    /// next ones are likely to be like it.
    pub(super) fn is_troubled(&self, client: Client) -> bool {
        let troubled = self.troubled.lock().unwrap_or_else(PoisonError::into_inner);
        troubled.get(&client).is_some_and(|last| last.elapsed() < TROUBLED)
    }

    /// How many are under way.
    pub(super) fn under_way(&self) -> usize {
        self.limits.at_once - self.places.available_permits()
    }
}

impl Entry {
    /// Waits until its client may have one more query run.
    pub(super) async fn turn(&self) -> Option<Turn> {
        let permit = Arc::clone(&self.turns).acquire_owned().await.ok()?;
        Some(Turn { gate: Arc::clone(&self.gate), client: self.client, permit: Some(permit) })
    }
}

impl Entry {
    /// Notes that the query was killed.
    pub(super) fn trouble(&self) {
        let mut troubled = self.gate.troubled.lock().unwrap_or_else(PoisonError::into_inner);
        if troubled.len() >= MANY {
            troubled.retain(|_, last| last.elapsed() < TROUBLED);
        }
        troubled.insert(self.client, Instant::now());
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        self.gate.note(self.client, |known| known.under_way -= 1);
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let permit = self.permit.take();
        self.gate.note(self.client, |_| drop(permit));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use super::{Client, Gate, Limits};

    #[test]
    fn each_client_and_all_together_have_their_number() {
        let limits = Limits { time: Duration::from_secs(1), rows: 1, memory_mib: 1, body: 1, per_client: 2, at_once: 3, workers: Some(2) };
        let gate = Arc::new(Gate::new(limits));
        let [one, two] = ["192.0.2.1", "192.0.2.2"].map(|address| Client::of(address.parse().unwrap()));
        let first = gate.enter(one).unwrap();
        let _second = gate.enter(one).unwrap();
        assert_eq!(gate.enter(one).unwrap_err().status, 429);
        let _third = gate.enter(two).unwrap();
        assert_eq!(gate.enter(two).unwrap_err().status, 503);
        drop(first);
        let again = gate.enter(one).unwrap();
        again.trouble();
        assert!(gate.is_troubled(one) && !gate.is_troubled(two));
    }

    #[tokio::test]
    async fn a_turn_outlives_its_query_where_its_worker_does_not() {
        let limits = Limits { time: Duration::from_secs(1), rows: 1, memory_mib: 1, body: 1, per_client: 2, at_once: 3, workers: Some(2) };
        let gate = Arc::new(Gate::new(limits));
        let [one, two] = ["192.0.2.1", "192.0.2.2"].map(|address| Client::of(address.parse().unwrap()));
        let first = gate.enter(one).unwrap();
        let turn = first.turn().await.unwrap();
        drop(first);
        let second = gate.enter(one).unwrap();
        let mut waiting = Box::pin(second.turn());
        assert!(futures_util::FutureExt::now_or_never(&mut waiting).is_none());
        assert!(gate.enter(two).unwrap().turn().await.is_some());
        drop(turn);
        drop(waiting.await);
        drop(second);
        assert!(gate.clients.lock().unwrap().is_empty());
    }
}
