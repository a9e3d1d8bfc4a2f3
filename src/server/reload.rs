//! Moves over to a new build while requests go on.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use super::memento::Releases;
use super::run::Runner;
use super::{Build, Served};

/// How often a new build is looked for.
const EVERY: Duration = Duration::from_secs(1);

/// What is served now.
#[derive(Clone)]
pub(super) struct Current(Arc<RwLock<Served>>);

impl Current {
    pub(super) fn new(served: Served) -> Self {
        Self(Arc::new(RwLock::new(served)))
    }

    /// What a request that comes now is answered from.
    pub(super) fn get(&self) -> Served {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, served: Served) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = served;
    }
}

/// Asks for newer builds, for ever. Requests under way end with the build, and the workers, that they began with.
pub(super) async fn watch(current: Current, mut newer: impl FnMut() -> Option<Build> + Send + 'static) {
    loop {
        tokio::time::sleep(EVERY).await;
        let seen = current.get().chain.last();
        let asked = tokio::task::spawn_blocking(move || {
            let build = newer();
            (newer, build)
        });
        let Ok((asker, build)) = asked.await else { return };
        newer = asker;
        let Some(build) = build else { continue };
        let served = current.get();
        let runner = Runner::start(&build, served.settings.limits.workers, &served.chain);
        while runner.idle() == Some(0) {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let writing = served.writing.clone().zip(build.site.store.here().cloned());
        let next = current.clone();
        let releases = Arc::new(Releases::new(build.releases));
        let set = move || {
            let directory = Arc::default();
            next.set(Served { site: Arc::new(build.site), runner, build: served.build + 1, releases, directory, ..served });
        };
        let moved = tokio::task::spawn_blocking(move || match writing {
            Some((writing, store)) => writing.move_to(&store, &seen, set),
            None => set(),
        });
        let _ = moved.await;
        tracing::info!("a new build is served");
    }
}
