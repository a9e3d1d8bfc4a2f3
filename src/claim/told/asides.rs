//! Main clauses of a language without cases: what stands between commas is looked past.

use std::ops::Range;

use crate::lang::{Kind, Pack, Voice};
use crate::read::ThingKind;
use crate::resolve::EntityId;

use super::clause::Clause;
use super::words::{Word, Words};

/// Of whom a sentence speaks first in its main clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    /// Those named.
    Named(Vec<EntityId>),
    /// The one who was spoken of before: "he".
    Pronoun,
    /// Those who were: "they".
    Pronouns,
}

/// Whom the main clause of a sentence has for its subject; `None` where the language has cases, or nobody is found.
pub(super) fn opening(words: &Words<'_>, pack: &Pack) -> Option<Opening> {
    opening_of(words, 0..words.all.len(), pack)
}

/// Whom the last of several main clauses has for its subject, where it is named: "Brown left, and Gray took the chair".
pub(super) fn closing(words: &Words<'_>, pack: &Pack) -> Option<Opening> {
    if !pack.events.actor_case.is_empty() {
        return None;
    }
    let parted = |at: usize| at > 0 && words.is(at - 1, ';');
    let turned =
        |at: usize| words.form(at).is_some_and(|form| pack.roles.joins.iter().any(|own| own == form) || pack.events.turns.contains(form));
    let all = parts(words, 0..words.all.len());
    let coordinate = all.iter().rev().filter(|part| parted(part.start) || part.start > 0 && turned(part.start));
    coordinate.into_iter().find_map(|part| {
        let clause = |at: usize| Clause::around(words, at, pack);
        let subject = part.clone().find(|at| clause(*at).is_subject(*at))?;
        let told = (subject + 1..part.end).any(|at| clause(at).is_verb(at));
        told.then(|| Opening::Named(clause(subject).joined(subject)))
    })
}

fn opening_of(words: &Words<'_>, within: Range<usize>, pack: &Pack) -> Option<Opening> {
    let events = &pack.events;
    if !events.actor_case.is_empty() {
        return None;
    }
    for part in parts(words, within) {
        if words.has(part.start, &events.subordinators) || is_linked(words, &part, pack) {
            continue;
        }
        for at in part {
            let clause = Clause::around(words, at, pack);
            if clause.is_subject(at) {
                return Some(Opening::Named(clause.joined(at)));
            }
            if clause.is_pronoun(at) {
                return Some(if words.has(at, &events.plural_pronouns) { Opening::Pronouns } else { Opening::Pronoun });
            }
            let verb = |form: &str| events.is_act(form) || events.saying.contains(form) || events.passive_marks.contains(form);
            if words.form(at).is_some_and(verb) {
                return None;
            }
        }
    }
    None
}

impl Clause<'_> {
    /// Who is the subject of the nearest part before the semicolon before this one: "Brown was told to wait; he left".
    pub(super) fn subject_before(&self) -> Option<Vec<EntityId>> {
        let mut end = self.start;
        while end > 0 {
            let from = (0..end - 1).rev().find(|at| self.words.is(*at, ';')).map_or(0, |at| at + 1);
            match opening_of(self.words, from..end - 1, self.pack) {
                Some(Opening::Named(named)) => return Some(named),
                Some(Opening::Pronoun | Opening::Pronouns) => return None,
                None => end = from,
            }
        }
        None
    }

    /// The subject that commas part from a verb which takes it up again: "Brown, whom Gray had sent, sailed".
    pub(super) fn resumed(&self) -> Option<usize> {
        let events = &self.pack.events;
        if !events.actor_case.is_empty() {
            return None;
        }
        let light = |at: &usize| self.is_light(*at) && !self.is_joint(*at) && !self.words.has(*at, &events.links);
        let first = (self.start..self.verb).rev().take_while(light).last().unwrap_or(self.verb);
        let comma = first.checked_sub(1).filter(|at| *at > self.start && self.words.is(*at, ','))?;
        let before = parts(self.words, self.start..comma);
        let verbless = |part: &Range<usize>| !part.clone().any(|at| self.is_verb(at));
        for (at, part) in before.iter().enumerate().rev() {
            if !verbless(part) || is_linked(self.words, part, self.pack) {
                continue;
            }
            let named = part.clone().rev().find(|at| self.is_subject(*at) || self.is_unnamed(*at));
            let unnamed = || before.get(at + 1).and_then(|_| self.ends_with_noun(part));
            let Some(subject) = named.or_else(unnamed) else { continue };
            // One of a list has the verb of the list before it; a conjunction opens a clause only where an aside follows.
            let opens = before[..at].iter().all(|part| verbless(part) || self.words.has(part.start, &events.subordinators));
            let joined = self.is_joint(part.start) || self.words.has(part.start, &events.turns);
            let aside = before.get(at + 1).is_some_and(|next| self.is_aside(next));
            if aside && (opens || joined) {
                // "The mayor, Sir John Brown, left".
                let bearer = before.get(at + 1).filter(|_| self.words.name(subject).is_none()).and_then(|next| self.bearer(next));
                return Some(bearer.unwrap_or(subject));
            }
            if opens && at > 0 {
                continue;
            }
            return None;
        }
        None
    }

    /// The one behind a verb that a quotation stands before: "“It is over,” wrote Brown to Gray".
    pub(super) fn inverted(&self) -> Option<usize> {
        let names = &self.pack.names;
        if !self.is_caseless() || !self.words.follows_quotation(self.verb) {
            return None;
        }
        let belongs = |form: &str| names.is(Kind::Title, form) || names.is(Kind::ShortTitle, form) || names.is_article(form);
        let skipped = |at: &usize| self.words.form(*at).is_some_and(belongs) || self.words.is(*at, '.');
        let behind = (self.verb + 1..(self.verb + 6).min(self.end)).find(|at| !skipped(at))?;
        self.person_or_body(behind).map(|_| behind)
    }

    /// The noun with which a part ends that only a date and small words stand before: "and on the 22nd the chiefs, meeting at …".
    fn ends_with_noun(&self, part: &Range<usize>) -> Option<usize> {
        let last = part.end.checked_sub(1).filter(|last| *last > part.start && self.words.form(*last).is_some())?;
        let article = (last.saturating_sub(2).max(part.start)..last)
            .find(|at| self.words.form(*at).is_some_and(|form| self.pack.names.is_article(form)))?;
        let dated = (part.start..article).any(|at| matches!(self.words.all[at], Word::Date(_)));
        (dated && (part.start..article).all(|at| self.is_light(at) || self.is_joint(at))).then_some(last)
    }

    /// The person with whose name, and titles before it, a part between commas begins.
    fn bearer(&self, part: &Range<usize>) -> Option<usize> {
        let names = &self.pack.names;
        let title = |at: &usize| self.words.form(*at).is_some_and(|form| names.is(Kind::Title, form) || names.is(Kind::ShortTitle, form));
        let first = part.clone().find(|at| !title(at))?;
        self.words.name(first).filter(|mention| mention.entity.kind == ThingKind::Person).map(|_| first)
    }

    /// Whether a part between commas tells more of what stands before it.
    fn is_aside(&self, part: &Range<usize>) -> bool {
        let names = &self.pack.names;
        let article = self.words.form(part.start).is_some_and(|form| names.is_article(form));
        let lower = self.words.form(part.start).is_some() && !self.is_joint(part.start);
        is_linked(self.words, part, self.pack) || article || lower
    }

    /// Whether a word is a verb of what was done, said or been.
    pub(super) fn is_verb(&self, at: usize) -> bool {
        let events = &self.pack.events;
        self.words.form(at).is_some_and(|form| {
            let act = events.acts(form).any(|(_, voice)| voice == Voice::Active);
            act || events.saying.contains(form) || events.is_finite(form) || events.passive_marks.contains(form)
        })
    }
}

/// The stretches between commas.
fn parts(words: &Words<'_>, within: Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = within.start;
    for at in within.clone() {
        if matches!(words.all[at], Word::Mark(',' | ';')) {
            out.push(from..at);
            from = at + 1;
        }
    }
    out.push(from..within.end);
    out.retain(|part| !part.is_empty());
    out
}

/// Whether "who", "in which" or the like opens a part.
fn is_linked(words: &Words<'_>, part: &Range<usize>, pack: &Pack) -> bool {
    part.clone().take(3).any(|at| words.has(at, &pack.events.links))
}
