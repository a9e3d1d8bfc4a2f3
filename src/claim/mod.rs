//! What an essay says: documents sent, things that happened, each with the words it rests on.
//!
//! Claims know nothing of CIDOC-CRM; [`crate::rdf`] alone turns them into triples.

mod account;
mod documents;
mod finding;
mod findings;
mod happenings;
mod roles;
mod telling;
#[cfg(test)]
mod tests;

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
pub fn account(essay: &Essay, reading: &Reading, resolved: &Resolved, pack: &Pack) -> Account {
    let text = essay.prose.text();
    let cited = documents::cited(reading, resolved, text, pack);
    let events = happenings::events(&cited, reading);
    let findings = findings::findings(essay, reading, resolved, &cited);
    Account { statements: cited.statements, events, cited: cited.rows, findings }
}
