//! The steps that changes have taken, in order, for those who follow: each holds a link of the chain and goes on from there.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::store::Step;

/// One step; the first of a chain is none.
#[derive(Debug, Default)]
pub(super) struct Link {
    step: Option<Step>,
    next: OnceLock<Arc<Link>>,
}

/// Where the next step is hung on. What nobody has still to follow is given up.
#[derive(Debug, Default)]
pub(super) struct Chain {
    last: Mutex<Arc<Link>>,
    /// How many steps there were.
    count: AtomicU64,
}

impl Chain {
    /// The last step; who starts from here follows all later ones.
    pub(super) fn last(&self) -> Arc<Link> {
        Arc::clone(&self.last.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// How many steps there were; another number is another state of the graph.
    pub(super) fn count(&self) -> u64 {
        self.count.load(Ordering::Acquire)
    }

    /// Hangs steps on.
    pub(super) fn add(&self, steps: Vec<Step>) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        for step in steps {
            let link = Arc::new(Link { step: Some(step), next: OnceLock::new() });
            // The chain alone hangs on links, under its lock, so there is no other.
            let _ = last.next.set(Arc::clone(&link));
            *last = link;
            self.count.fetch_add(1, Ordering::Release);
        }
    }
}

impl Link {
    /// The step after this one.
    pub(super) fn next(&self) -> Option<Arc<Self>> {
        self.next.get().cloned()
    }

    /// The step itself.
    pub(super) fn step(&self) -> Option<&Step> {
        self.step.as_ref()
    }

    /// All later links, in order.
    pub(super) fn later(&self) -> Vec<Arc<Self>> {
        std::iter::successors(self.next(), |link| link.next()).collect()
    }
}

impl Drop for Link {
    /// One after the other: a long chain that goes at once would need as deep a stack.
    fn drop(&mut self) {
        let mut next = self.next.take();
        while let Some(link) = next {
            next = Arc::into_inner(link).and_then(|mut link| link.next.take());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Chain, Step};

    #[test]
    fn who_follows_gets_what_came_later() {
        let chain = Chain::default();
        chain.add(vec![Step::Add(vec![1])]);
        let link = chain.last();
        chain.add(vec![Step::Add(vec![2]), Step::Remove(vec![3])]);
        let steps: Vec<_> = link.later().iter().map(|link| link.step().cloned()).collect();
        assert_eq!(steps, [Some(Step::Add(vec![2])), Some(Step::Remove(vec![3]))]);
        assert!(chain.last().later().is_empty());
    }

    #[test]
    fn a_long_chain_is_given_up_without_harm() {
        let chain = Chain::default();
        let first = chain.last();
        for _ in 0..300_000 {
            chain.add(vec![Step::Add(Vec::new())]);
        }
        drop(chain);
        drop(first);
    }
}
