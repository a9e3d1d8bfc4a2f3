//! What runs for long makes way for what is short: the thread of a long query gets the lowest priority, and answers no other.
//!
//! Everybody may lower a priority and nobody raise it again, and on Linux each thread has its own. So the thread goes with its
//! query, and the next query has a fresh one.

use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use own::{Id, lower};

/// How long a query may run before it makes way.
const SHORT: Duration = Duration::from_millis(25);

/// Watches the threads that answer, one at a time.
#[derive(Debug)]
pub(super) struct Watch {
    query: Arc<Mutex<Query>>,
    begun: SyncSender<()>,
}

/// The query that was begun last.
#[derive(Debug, Default)]
struct Query {
    number: u64,
    /// The thread that it runs in; none when it has ended.
    thread: Option<Id>,
    is_low: bool,
}

impl Watch {
    /// Begins to watch, for as long as the process lives.
    pub(super) fn begin() -> Self {
        let query = Arc::<Mutex<Query>>::default();
        // Of many queries in a short time one word is enough, so short ones wake nobody.
        let (begun, hears) = sync_channel(1);
        let own = Arc::clone(&query);
        std::thread::spawn(move || {
            while hears.recv().is_ok() {
                let number = locked(&own).number;
                std::thread::sleep(SHORT);
                let mut query = locked(&own);
                if query.number == number
                    && let Some(thread) = query.thread
                {
                    query.is_low = lower(thread);
                }
            }
        });
        Self { query, begun }
    }

    /// Does in this thread what may take long; whether it did, so that the thread has a low priority now.
    pub(super) fn over<T>(&self, work: impl FnOnce() -> T) -> (T, bool) {
        let number = locked(&self.query).number + 1;
        *locked(&self.query) = Query { number, thread: Some(own::id()), is_low: false };
        let _ = self.begun.try_send(());
        let done = work();
        let mut query = locked(&self.query);
        query.thread = None;
        (done, query.is_low)
    }
}

fn locked(query: &Mutex<Query>) -> std::sync::MutexGuard<'_, Query> {
    query.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Gives this thread the lowest priority.
pub(super) fn lower_own() {
    lower(own::id());
}

#[cfg(target_os = "linux")]
mod own {
    pub(super) type Id = rustix::process::Pid;

    pub(super) fn id() -> Id {
        rustix::thread::gettid()
    }

    /// Gives a thread the lowest priority; whether it has it.
    pub(super) fn lower(thread: Id) -> bool {
        rustix::process::setpriority_process(Some(thread), 19).is_ok()
    }
}

/// Elsewhere the priority is that of a whole process, which the next query needs.
#[cfg(not(target_os = "linux"))]
mod own {
    pub(super) type Id = ();

    pub(super) fn id() {}

    pub(super) fn lower((): Id) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::Watch;

    #[test]
    fn what_takes_long_makes_way_and_what_is_short_does_not() {
        let watch = Watch::begin();
        assert!(!watch.over(|| ()).1);
        #[cfg(target_os = "linux")]
        {
            let nice = || rustix::process::getpriority_process(Some(super::own::id())).unwrap();
            let before = nice();
            let until_low = || {
                while !super::locked(&watch.query).is_low {
                    std::thread::yield_now();
                }
                nice()
            };
            let long = std::thread::scope(|scope| scope.spawn(|| watch.over(until_low)).join().unwrap());
            assert_eq!(long, (19, true));
            assert_eq!(nice(), before);
            assert!(!watch.over(|| ()).1);
        }
    }
}
