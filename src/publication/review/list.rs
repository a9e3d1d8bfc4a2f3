//! The statements of a publication, as a person decides on them.

use crate::claim::{Claim, Statement};
use crate::publication::essays::{Essays, place};
use crate::publication::{Error, Place, Publication};
use crate::rdf::{self, Address, ReadEssay};

use super::{AsRead, decisions};

/// A statement that can be decided on.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Stated {
    /// Its id: `essay/kars#a-k3v9…`.
    pub id: String,
    /// What it says: the name of the thing it makes known.
    pub says: String,
    /// Which of its parts can be corrected.
    pub parts: &'static [&'static str],
    /// The rule that read it.
    pub rule: &'static str,
    /// How sure the reading is, 0 to 1.
    pub confidence: f32,
    /// The words it rests on, and where they stand.
    pub place: Place,
    /// The path of those words.
    pub passage: String,
    /// The path of what it is about.
    pub about: String,
    /// The decisions made about it: "confirmed by Ada Editor, 2026-11-25".
    pub decided: Vec<String>,
}

/// Every statement of a publication, the least sure first.
///
/// # Errors
/// When the essays or the files of decisions cannot be read.
pub fn statements(publication: &Publication) -> Result<Vec<Stated>, Error> {
    let essays = Essays::find(publication, &mut |_, _| Ok(()))?;
    let decisions = decisions(publication)?;
    let mut all: Vec<Stated> = Vec::new();
    let mut take = |essay: &ReadEssay<'_>, addresses: Vec<Option<Address>>| {
        for (statement, address) in essay.account.statements.iter().zip(addresses) {
            // That a citation cites something is no claim of the essay's that could be wrong by itself.
            let Some(at) = address.filter(|_| !matches!(statement.claim, Claim::Cited { .. })) else { continue };
            let Statement { claim, evidence } = statement;
            let decided = decisions.iter().filter(|decision| decision.on == at.statement);
            all.push(Stated {
                decided: decided.map(super::Decision::told).collect(),
                id: at.statement,
                says: at.label,
                parts: claim.parts(),
                rule: evidence.rule,
                confidence: evidence.confidence,
                place: place(essay, evidence.span),
                passage: at.passage,
                about: at.about,
            });
        }
        Ok(())
    };
    let Publication { authority, registry, .. } = publication;
    rdf::statement_addresses(publication.edition(), &mut AsRead(&essays), authority, registry, &mut take)?;
    all.sort_by(|a, b| a.confidence.total_cmp(&b.confidence).then_with(|| a.id.cmp(&b.id)));
    all.dedup_by(|a, b| a.id == b.id);
    Ok(all)
}
