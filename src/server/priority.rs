//! What runs for long makes way for what is short: the thread of a long query gets the lowest priority, and answers no other.
//!
//! Everybody may lower a priority and nobody raise it again, and on Linux each thread has its own. So the thread goes with its
//! query, and the next query has a fresh one. The lowest priority is that of what runs when nothing else does (`SCHED_IDLE`):
//! whoever wakes takes the processor from it at once, where he waits for the end of a slice of any other, however nice.

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

    /// Does in this thread what may take long, or makes way from the beginning; whether the thread has a low priority now.
    pub(super) fn over<T>(&self, makes_way: bool, work: impl FnOnce() -> T) -> (T, bool) {
        let number = locked(&self.query).number + 1;
        if makes_way {
            *locked(&self.query) = Query { number, thread: None, is_low: lower(own::id()) };
        } else {
            *locked(&self.query) = Query { number, thread: Some(own::id()), is_low: false };
            let _ = self.begun.try_send(());
        }
        let done = work();
        let mut query = locked(&self.query);
        query.thread = None;
        (done, query.is_low)
    }
}

fn locked(query: &Mutex<Query>) -> std::sync::MutexGuard<'_, Query> {
    query.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Has this thread make way without waiting for all others: what it does is waited for.
pub(super) fn lower_own() {
    own::nice(own::id());
}

#[cfg(target_os = "linux")]
mod own {
    use thread_priority::unix::{NormalThreadSchedulePolicy, ThreadSchedulePolicy, set_thread_priority_and_policy, thread_native_id};
    use thread_priority::{ThreadId, ThreadPriority};

    /// A thread, as the kernel and as the library of threads know it.
    pub(super) type Id = (rustix::process::Pid, ThreadId);

    pub(super) fn id() -> Id {
        (rustix::thread::gettid(), thread_native_id())
    }

    /// Gives a thread the lowest share of the processor; whether it has it.
    pub(super) fn nice((thread, _): Id) -> bool {
        rustix::process::setpriority_process(Some(thread), 19).is_ok()
    }

    /// Gives a thread that runs the lowest priority; whether it has a lower one. A sandbox may allow one of the two ways alone.
    pub(super) fn lower(own: Id) -> bool {
        let idle = ThreadSchedulePolicy::Normal(NormalThreadSchedulePolicy::Idle);
        let (is_nice, native) = (nice(own), own.1);
        let is_idle = set_thread_priority_and_policy(native, ThreadPriority::Min, idle).is_ok();
        is_nice || is_idle
    }
}

/// Elsewhere the priority is that of a whole process, which the next query needs.
#[cfg(not(target_os = "linux"))]
mod own {
    pub(super) type Id = ();

    pub(super) fn id() {}

    pub(super) fn nice((): Id) -> bool {
        false
    }

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
        assert!(!watch.over(false, || ()).1);
        #[cfg(target_os = "linux")]
        {
            let policy = || thread_priority::unix::thread_schedule_policy().unwrap();
            let before = policy();
            let until_low = || {
                while !super::locked(&watch.query).is_low {
                    std::thread::yield_now();
                }
                policy()
            };
            let idle = thread_priority::unix::ThreadSchedulePolicy::Normal(thread_priority::unix::NormalThreadSchedulePolicy::Idle);
            let long = std::thread::scope(|scope| scope.spawn(|| watch.over(false, until_low)).join().unwrap());
            assert_eq!(long, (idle, true));
            let troubled = std::thread::scope(|scope| scope.spawn(|| watch.over(true, policy)).join().unwrap());
            assert_eq!(troubled, (idle, true));
            assert_eq!(policy(), before);
            assert!(!watch.over(false, || ()).1);
        }
    }
}
