//! The statements of a publication, as a person decides on them.

use crate::claim::{Claim, Statement};
use crate::publication::read::{Chosen, Place, chosen, told};
use crate::publication::{Error, Progress, Publication};
use crate::rdf::{self, ReadEssay};

use super::super::essays::texts;
use super::decisions;

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
pub fn statements(publication: &Publication, progress: &dyn Progress) -> Result<Vec<Stated>, Error> {
    let texts = texts(publication)?;
    let told = told(&texts, publication, progress);
    let chosen = chosen(&texts, &told, publication)?;
    let essays: Vec<ReadEssay<'_>> = chosen.iter().map(Chosen::essay).collect();
    let addresses = rdf::statement_addresses(publication.edition(), &essays, &publication.authority, &publication.registry);
    let decisions = decisions(publication)?;
    let mut all: Vec<Stated> = Vec::new();
    for ((chosen, essay), addresses) in chosen.iter().zip(&essays).zip(addresses) {
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
                place: chosen.place(evidence.span),
                passage: at.passage,
                about: at.about,
            });
        }
    }
    all.sort_by(|a, b| a.confidence.total_cmp(&b.confidence).then_with(|| a.id.cmp(&b.id)));
    all.dedup_by(|a, b| a.id == b.id);
    Ok(all)
}
