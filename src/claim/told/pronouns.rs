//! Pronouns beside a verb that stand for those to whom or with whom it is done.

use super::clause::{BESIDE, Clause};

impl Clause<'_> {
    /// Whether a pronoun beside the verb stands for the one to whom: "sent him a note", "handed to him".
    pub(super) fn addresses_pronoun(&self) -> bool {
        let events = &self.pack.events;
        let is = |at: usize| self.words.form(at).is_some_and(|form| events.addressee_pronouns.contains(form));
        let towards = |at: usize| self.words.form(at).is_some_and(|form| self.pack.roles.before_addressee.iter().any(|own| own == form));
        let near = self.verb.saturating_sub(2).max(self.start)..(self.verb + 1 + BESIDE).min(self.end);
        let caseless = events.recipient_case.is_empty();
        near.into_iter().any(|at| is(at) && (!caseless || at == self.verb + 1 || at > 0 && towards(at - 1)))
    }

    /// Whether a pronoun stands right behind the verb, before any name: "appointed him".
    pub(super) fn pronoun_is_next(&self) -> bool {
        self.words.form(self.verb + 1).is_some_and(|form| self.pack.events.object_pronouns.contains(form))
    }

    /// Whether a pronoun right beside the verb stands for the one to whom it is done.
    pub(super) fn concerns_pronoun(&self) -> bool {
        let is = |at: usize| self.words.form(at).is_some_and(|form| self.pack.events.object_pronouns.contains(form));
        let caseless = self.pack.events.actor_case.is_empty();
        is(self.verb + 1) || !caseless && self.verb > self.start && is(self.verb - 1)
    }

    /// Whether a pronoun stands for the one with whom.
    pub(super) fn has_companion_pronoun(&self) -> bool {
        let events = &self.pack.events;
        let with = |at: usize| self.words.form(at).is_some_and(|form| events.companion.contains(form));
        self.near().any(|at| with(at) && self.words.form(at + 1).is_some_and(|form| events.object_pronouns.contains(form)))
    }
}
