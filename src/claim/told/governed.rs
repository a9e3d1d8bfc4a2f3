//! What stands before a name and says its part, and which names stand together.

use crate::lang::Kind;
use crate::read::ThingKind;
use crate::resolve::EntityId;

use super::clause::{BESIDE, Clause};
use super::words::Word;

impl Clause<'_> {
    /// Whether a preposition stands right before the name.
    pub(super) fn is_governed(&self, at: usize) -> bool {
        let caseless = self.pack.events.actor_case.is_empty();
        let before = if caseless { self.governor(at) } else { self.word_before(at) };
        before.is_some_and(|form| {
            let events = &self.pack.events;
            let roles = &self.pack.roles;
            let listed = |words: &[String]| words.iter().any(|own| own == form);
            events.companion.contains(form)
                || events.prepositions.contains(form)
                || events.towards.contains(form)
                || events.at.contains(form)
                || events.by.contains(form)
                || listed(&roles.before_addressee)
                || listed(&roles.before_sender)
                || listed(&roles.topic)
        })
    }

    /// The word before a name, beyond the titles and articles that belong to it.
    pub(super) fn governor(&self, at: usize) -> Option<&str> {
        let names = &self.pack.names;
        let skipped = |form: &str| names.is(Kind::Title, form) || names.is(Kind::ShortTitle, form) || names.is_article(form);
        // "The Duke of Brown": the small word is the title's.
        let of_title = |at: usize| at > self.start && self.words.form(at - 1).is_some_and(|form| names.is(Kind::Peer, form));
        let words = (at.saturating_sub(4).max(self.start)..at).rev().map_while(|before| self.words.form(before).map(|form| (before, form)));
        let found = words.filter(|(at, _)| !of_title(*at)).map(|(_, form)| form).find(|form| !skipped(form));
        found.or_else(|| self.governor_of_office(at))
    }

    /// The word before an office that a comma parts from its bearer's name: "to the foreign minister, Brown, on 3 May".
    fn governor_of_office(&self, at: usize) -> Option<&str> {
        let names = &self.pack.names;
        let title = |at: usize| self.words.form(at).is_some_and(|form| names.is(Kind::Title, form) || names.is(Kind::ShortTitle, form));
        let comma = (self.start + 2..at).rev().take(3).find(|at| !title(*at)).filter(|at| self.is_caseless() && self.words.is(*at, ','))?;
        // What goes on with a verb is a clause of its own.
        let closed = match self.words.all.get(at + 1) {
            Some(Word::Plain(form)) => {
                !self.is_verb(at + 1) && !self.pack.events.links.contains(form) && !self.pack.events.is_adverb(form)
                    || self.is_joint(at + 1)
                    || self.pack.events.on.contains(form)
                    || self.pack.events.at.contains(form)
            }
            Some(Word::Name(_) | Word::Narrowed(_) | Word::Office(_)) => false,
            Some(Word::Date(_) | Word::Mark(_)) | None => true,
        };
        let mut office = false;
        for before in (self.start + 1..comma).rev().take(BESIDE + 2).take_while(|_| closed) {
            match self.words.all.get(before)? {
                Word::Plain(form) if names.is_article(form) => return if office { self.words.form(before - 1) } else { None },
                Word::Plain(_) => office |= title(before),
                Word::Name(mention) if mention.entity.kind != ThingKind::Person => {}
                Word::Name(_) | Word::Narrowed(_) | Word::Office(_) | Word::Date(_) | Word::Mark(_) => return None,
            }
        }
        None
    }

    pub(super) fn word_before(&self, at: usize) -> Option<&str> {
        let at = if self.words.is_quoted(at) { at - 1 } else { at };
        at.checked_sub(1).filter(|before| *before >= self.start).and_then(|before| self.words.form(before))
    }

    /// The name and those joined to it by a comma or a conjunction, on both sides, in the same case.
    pub(super) fn joined(&self, at: usize) -> Vec<EntityId> {
        let joins = |at: usize| {
            self.words.is(at, ',') || self.words.form(at).is_some_and(|form| self.pack.roles.joins.iter().any(|own| own == form))
        };
        let alike = |other: usize| match (self.words.name(at), self.person_or_body(other)) {
            (Some(own), Some(other)) => {
                other.entity.kind == own.entity.kind
                    && (own.cases.is_empty() || other.cases.is_empty() || own.cases.iter().any(|case| other.cases.contains(case)))
            }
            _ => false,
        };
        // A title may stand between: "Brown and Admiral Gray".
        let title = |at: &usize| {
            self.words.form(*at).is_some_and(|form| {
                let names = &self.pack.names;
                names.is(Kind::Title, form) || names.is(Kind::ShortTitle, form) || names.is_article(form)
            })
        };
        // So may what somebody is to the first: "Brown and his friend Gray".
        let his = |at: usize| self.words.has(at, &self.pack.events.possessives) && self.words.form(at + 1).is_some() && self.is_caseless();
        let past_titles = |at: usize| match (at..self.end).take(2).find(|at| !title(at)).unwrap_or(at) {
            at if his(at) => at + 2,
            at => at,
        };
        let before_titles = |at: usize| match (self.start..=at).rev().take(2).find(|at| !title(at)).unwrap_or(at) {
            at if at > self.start + 1 && his(at - 1) => at - 2,
            at => at,
        };
        let mut found = vec![at];
        let mut first = at;
        while let Some(joint) = first.checked_sub(1).map(before_titles).filter(|joint| *joint > self.start && joins(*joint))
            && alike(joint - 1)
        {
            first = joint - 1;
            found.insert(0, first);
        }
        let mut last = at;
        while joins(last + 1) && last + 2 < self.end && alike(past_titles(last + 2)) {
            last = past_titles(last + 2);
            found.push(last);
        }
        found.into_iter().filter_map(|at| self.words.name(at)).map(|mention| mention.entity.clone()).collect()
    }
}
