//! What is told without having happened: plans, hearsay, denials.
//!
//! None of it is an event; it is kept as what the essay says, so that nobody looks for it among the events.

use crate::claim::{Claim, Event, EventKind, Evidence, Mood, Statement};
use crate::lang::Pack;
use crate::text::Span;

use super::acts::of_act;
use super::before::Before;
use super::clause::Clause;
use super::words::Words;

/// How sure it is that the words mean what they would mean if it had happened.
const TOLD: f32 = 0.5;

/// What the verb at a word tells without having happened.
///
/// Only what would be an event of a type of its own, with someone in it, is worth keeping.
pub(super) fn at_word(words: &Words<'_>, at: usize, sentence: Span, before: Before<'_>, pack: &Pack) -> Option<Statement> {
    let form = words.form(at)?;
    if !pack.events.is_act(form) {
        return None;
    }
    let clause = Clause::around(words, at, pack);
    let mood = mood(&clause, words, pack)?;
    let told = pack.events.acts(form).find_map(|(act, voice)| of_act(&clause, act, voice, sentence, before))?;
    let is_known = told.kind != EventKind::Other && !told.kind.is_document() && !told.actors.is_empty();
    is_known.then(|| {
        let event = Event {
            kind: told.kind,
            word: told.word,
            date: told.date,
            actors: told.actors,
            recipients: told.recipients,
            places: told.places,
            passages: vec![sentence],
            cited_by: Vec::new(),
            document: None,
            rule: "told-unreal",
            confidence: TOLD,
            as_read: None,
        };
        let evidence = Evidence { span: sentence, citation: None, rule: event.rule, confidence: TOLD };
        Statement { claim: Claim::Unreal { mood, event }, evidence }
    })
}

/// How a clause is told; `None` where it is a mere condition, or told as done.
fn mood(clause: &Clause<'_>, words: &Words<'_>, pack: &Pack) -> Option<Mood> {
    let holds = |list: fn(&Pack, &str) -> bool| clause.stretch().any(|at| words.form(at).is_some_and(|form| list(pack, form)));
    if clause.is_hypothetic() {
        if holds(|pack, form| pack.moods.is_plan(form)) {
            return Some(Mood::Planned);
        }
        return holds(|pack, form| pack.moods.is_rumour(form)).then_some(Mood::Reported);
    }
    if clause.is_reported() {
        return Some(Mood::Reported);
    }
    clause.is_denied().then_some(Mood::Denied)
}
