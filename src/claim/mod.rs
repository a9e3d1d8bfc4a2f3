//! What an essay says: documents sent, things that happened, each with the words it rests on.
//!
//! Claims know nothing of CIDOC-CRM; [`crate::rdf`] alone turns them into triples.

mod account;
mod finding;
mod telling;

pub use account::{
    Account, CitationRef, CitedBy, Claim, DocumentKey, DocumentKind, Event, EventKind, Evidence, Holding, Publication, Statement, Work,
    WorkKey,
};
pub use finding::{Finding, Level};
pub use telling::{Telling, tellings};

use crate::lang::Pack;
use crate::read::Reading;
use crate::resolve::Resolved;
use crate::text::Essay;

/// What one essay says.
#[must_use]
pub fn account(_essay: &Essay, _reading: &Reading, _resolved: &Resolved, _pack: &Pack) -> Account {
    Account::default()
}
