//! Whom the sentences before were about: those for whom a pronoun stands.

use crate::read::ThingKind;
use crate::resolve::EntityId;

use super::asides::Opening;

/// Whom the sentences before were about.
#[derive(Debug, Default)]
pub(super) struct SpokenOf {
    last: Vec<EntityId>,
    /// The last one person.
    one: Vec<EntityId>,
    /// The last that were several, or a body.
    several: Vec<EntityId>,
}

impl SpokenOf {
    /// Who is meant by a pronoun of a sentence that opens so.
    pub(super) fn before(&self, opening: Option<&Opening>) -> &[EntityId] {
        match opening {
            Some(Opening::Pronoun) if self.last != self.one && !self.one.is_empty() => &self.one,
            Some(Opening::Pronouns) if !self.several.is_empty() => &self.several,
            Some(Opening::Named(_) | Opening::Pronoun | Opening::Pronouns) | None => &self.last,
        }
    }

    /// A sentence was about these; a body does not take a person's place.
    pub(super) fn goes_on(&mut self, topic: Option<Vec<EntityId>>) {
        let Some(topic) = topic else { return };
        let person = topic.iter().any(|id| id.kind == ThingKind::Person);
        if person && topic.len() == 1 {
            self.one.clone_from(&topic);
        } else if !topic.is_empty() {
            self.several.clone_from(&topic);
        }
        // Whom the sentence puts first it is about, be it the subject or not.
        if person || self.last.is_empty() {
            self.last = topic;
        }
    }
}
