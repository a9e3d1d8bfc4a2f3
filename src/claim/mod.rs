//! What an essay says: documents sent, things that happened, each with the words it rests on.
//!
//! Claims know nothing of CIDOC-CRM; [`crate::rdf`] alone turns them into triples.

mod account;
mod documents;
mod event_kind;
mod finding;
mod findings;
mod happenings;
mod offices;
mod proof;
mod review;
mod roles;
mod telling;
#[cfg(test)]
mod tests;
mod told;

pub use account::{
    Account, CitationRef, CitedBy, Claim, DocumentKey, DocumentKind, Event, Evidence, Holding, Publication, Statement, Work, WorkKey,
};
pub use event_kind::{EventKind, Mood};
pub use finding::{Finding, Level};
pub use review::{Correction, NoSuchPart, Rejected, Review, Verdict};
pub use telling::{Telling, telling, tellings};

use crate::lang::Pack;
use crate::read::Reading;
use crate::resolve::Resolved;
use crate::text::Essay;

/// What one essay says.
#[must_use]
pub fn account(essay: &Essay, reading: &Reading, resolved: &Resolved, pack: &Pack) -> Account {
    let text = essay.prose.text();
    let cited = documents::cited(reading, resolved, text, pack);
    let (told, unreal) = told::told(text, reading, resolved, pack);
    let happenings = happenings::happenings(&cited, told, reading, text);
    let findings = findings::findings(essay, reading, resolved, &cited, &happenings, pack);
    let mut statements = cited.statements;
    statements.extend(happenings.statements);
    statements.extend(unreal);
    statements.extend(offices::held(text, reading, resolved, pack));
    Account { statements, events: happenings.events, cited: cited.rows, findings, ..Account::default() }
}
