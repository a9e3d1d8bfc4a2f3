//! Reads in one thread what another takes, so that parsing and loading go on at the same time.

use std::iter::Flatten;
use std::sync::mpsc::{IntoIter, sync_channel};
use std::thread::Scope;

/// How many items are handed over at once.
const PART: usize = 1024;

/// How many such parts may wait.
const WAITING: usize = 4;

/// The same items in the same order, made in a thread of their own, which ends with them or when nobody takes any more.
pub(super) fn apart<'s, T: Send + 's>(
    scope: &'s Scope<'s, '_>,
    mut items: impl Iterator<Item = T> + Send + 's,
) -> Flatten<IntoIter<Vec<T>>> {
    let (send, parts) = sync_channel::<Vec<T>>(WAITING);
    scope.spawn(move || {
        loop {
            let part: Vec<T> = items.by_ref().take(PART).collect();
            if part.is_empty() || send.send(part).is_err() {
                break;
            }
        }
    });
    parts.into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_come_in_their_order_and_may_be_left() {
        let count = PART * WAITING * 3 + 1;
        std::thread::scope(|scope| assert!(apart(scope, 0..count).eq(0..count)));
        std::thread::scope(|scope| assert_eq!(apart(scope, 0_u64..).take(3).collect::<Vec<_>>(), [0, 1, 2]));
    }
}
