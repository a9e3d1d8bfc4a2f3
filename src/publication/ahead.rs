//! Work on all cores whose results are wanted in order, a few at a time.

use std::sync::mpsc::{Receiver, sync_channel};

/// How many results of each core may wait to be taken.
const WAITING: usize = 1;

/// Does a piece of work for each number below `count`, on all cores, and hands the results to `take` in order.
///
/// However many there are, only a few results exist at once: who is ahead waits. Each core has a state of its own,
/// which its next piece of work finds as the last one left it.
///
/// # Errors
/// With the first error of `take`, after which nothing more is done.
pub(super) fn ahead<S: Default, T: Send, E>(
    count: usize,
    work: impl Fn(&mut S, usize) -> T + Sync,
    take: &mut dyn FnMut(usize, T) -> Result<(), E>,
) -> Result<(), E> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from).min(count.max(1));
    std::thread::scope(|scope| {
        let begin = |first: usize| {
            let (done, results) = sync_channel(WAITING);
            let work = &work;
            scope.spawn(move || {
                let mut state = S::default();
                for at in (first..count).step_by(cores) {
                    // Nobody takes results any more after an error.
                    if done.send(work(&mut state, at)).is_err() {
                        break;
                    }
                }
            });
            results
        };
        let results: Vec<Receiver<T>> = (0..cores).map(begin).collect();
        for at in 0..count {
            // A thread that panicked gives nothing more; the scope hands its panic on.
            let Ok(result) = results[at % cores].recv() else { break };
            take(at, result)?;
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn results_come_in_order_and_few_are_ahead() {
        let (begun, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let mut taken = Vec::new();
        let work = |_: &mut (), at: usize| {
            begun.fetch_add(1, Ordering::SeqCst);
            at * at
        };
        let done: Result<(), ()> = ahead(500, work, &mut |at, square| {
            assert_eq!(square, at * at);
            most.fetch_max(begun.load(Ordering::SeqCst) - taken.len(), Ordering::SeqCst);
            taken.push(at);
            Ok(())
        });
        assert_eq!(done, Ok(()));
        assert_eq!(taken, (0..500).collect::<Vec<_>>());
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        assert!(most.into_inner() <= cores * (WAITING + 2), "no core is further ahead than its results are taken");
    }

    #[test]
    fn an_error_ends_the_work() {
        let begun = AtomicUsize::new(0);
        let work = |_: &mut (), _: usize| begun.fetch_add(1, Ordering::SeqCst);
        assert_eq!(ahead(1_000_000, work, &mut |at, _| if at == 3 { Err("full") } else { Ok(()) }), Err("full"));
        assert!(begun.into_inner() < 1_000_000);
    }
}
