//! The whole pure way of a text: from its essays to what each of them says.

use crate::lang::Pack;
use crate::read::{Reading, read};
use crate::resolve::{Authority, Resolved, resolve};
use crate::text::{Essay, Source, essays};

use super::{Account, account};

/// One essay of a source with everything that was read from it.
#[derive(Clone, Debug)]
pub struct Telling {
    /// Its prose.
    pub essay: Essay,
    /// What stands in it.
    pub reading: Reading,
    /// Which mention is which thing.
    pub resolved: Resolved,
    /// What it says.
    pub account: Account,
}

/// Reads one essay.
#[must_use]
pub fn telling(essay: Essay, pack: &Pack, authority: &Authority) -> Telling {
    let reading = read(&essay, pack);
    let resolved = resolve(&essay, &reading, pack, authority);
    let account = account(&essay, &reading, &resolved, pack);
    Telling { essay, reading, resolved, account }
}

/// Reads every essay of a source, in order; each beside the others.
#[must_use]
pub fn tellings(source: &Source, pack: &Pack, authority: &Authority) -> Vec<Telling> {
    let telling = |essay: Essay| telling(essay, pack, authority);
    let mut essays = essays(source);
    // Most sources hold one essay, which needs no second thread.
    let last = essays.pop();
    std::thread::scope(|scope| {
        let others: Vec<_> = essays.into_iter().map(|essay| scope.spawn(|| telling(essay))).collect();
        let last = last.map(telling);
        let others = others.into_iter().map(|other| other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        others.chain(last).collect()
    })
}
