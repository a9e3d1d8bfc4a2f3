//! The folder that is edited, built, served and archived: a publication.
//!
//! [`Publication`] opens it ([`config`] reads its settings), [`read()`] turns its essays into a graph,
//! [`Graphs`] are the editor's own beside it, [`build()`] puts all in place as dumps, [`release()`] keeps the dumps of a version,
//! [`difference`] says what changed between two of them, [`suggest()`] proposes entries for the authority files; [`links`] holds
//! what its things are elsewhere, [`review`] what people decided about its statements.

mod ahead;
mod build;
mod config;
mod diff;
mod disk;
mod dump;
mod essays;
mod files;
mod graphs;
pub mod links;
mod open;
mod read;
mod release;
pub mod review;
mod sort;
mod suggest;
#[cfg(test)]
mod tests;

pub use build::{Built, build};
pub use config::{Config, ESSAY_ENDINGS, EssayEntry};
pub use diff::{Change, Compared, DiffError, Difference, Fate, Line as StatementLine, PartCount, ThingChange, difference, statements};
pub use disk::sha256;
pub use dump::convert;
pub use graphs::{Graphs, KeepError};
pub use open::{Error, KeptRelease, Publication, Served};
pub use read::{Found, Nothing, Place, Progress, ReadPublication, Silent, Take, read, subjects, with_essays};
pub use release::{Released, release};
pub use suggest::{Passage, Proposal, suggest};
