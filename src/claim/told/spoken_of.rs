//! Whom the sentences before were about: those for whom a pronoun stands.

use crate::lang::Pack;
use crate::read::ThingKind;
use crate::resolve::EntityId;

use super::asides::Opening;
use super::words::Words;

/// Whom the sentences before were about.
#[derive(Debug, Default)]
pub(super) struct SpokenOf {
    last: Vec<EntityId>,
    /// The last one person.
    one: Vec<EntityId>,
    /// The last that were several, or a body.
    several: Vec<EntityId>,
    /// The one spoken of last and the person named last beside him, or the two named last.
    pair: Vec<EntityId>,
    /// Whether the sentence before named these two, and had no several for its subject.
    together: bool,
    /// The two persons named last.
    latest: Vec<EntityId>,
    /// The person named last in the sentence before.
    closing: Option<EntityId>,
}

impl SpokenOf {
    /// Who is meant by a pronoun of a sentence that opens so.
    pub(super) fn before(&self, opening: Option<&Opening>) -> &[EntityId] {
        match opening {
            Some(Opening::Pronoun) if self.last != self.one && !self.one.is_empty() => &self.one,
            Some(Opening::Pronouns) if self.together && self.several.iter().all(|id| id.kind == ThingKind::Group) => &self.pair,
            Some(Opening::Pronouns) if !self.several.is_empty() => &self.several,
            Some(Opening::Named(_) | Opening::Pronoun | Opening::Pronouns) | None => &self.last,
        }
    }

    /// Whom a word of the sentence stands for that is no mere pronoun, where the language has cases: "both", "that one".
    pub(super) fn meant_by(&self, words: &Words<'_>, subject: &[EntityId], pack: &Pack) -> Option<Vec<EntityId>> {
        if pack.events.actor_case.is_empty() {
            return None;
        }
        if (0..words.all.len()).any(|at| words.has(at, &pack.events.pairs)) {
            let two = |pair: &&Vec<EntityId>| pair.len() == 2 && pair.iter().all(|id| id.kind == ThingKind::Person);
            return [&self.several, &self.latest].into_iter().find(two).cloned();
        }
        let other = self.closing.as_ref().filter(|other| !subject.contains(other))?;
        words.opens_with_other(pack).then(|| vec![other.clone()])
    }

    /// The persons that a sentence names were named last.
    pub(super) fn passes(&mut self, words: &Words<'_>) {
        self.closing = None;
        for mention in (0..words.all.len()).filter_map(|at| words.name(at)).filter(|mention| mention.entity.kind == ThingKind::Person) {
            self.closing = Some(mention.entity.clone());
            if self.latest.last() != self.closing.as_ref() {
                self.latest.retain(|id| *id != mention.entity);
                self.latest.push(mention.entity.clone());
                if self.latest.len() > 2 {
                    self.latest.remove(0);
                }
            }
        }
    }

    /// The two for whom a word of a sentence stands: the one spoken of and the person named last, or the two named before it there.
    pub(super) fn pair(&self, words: &Words<'_>, at: usize) -> Vec<EntityId> {
        match &persons(words, at)[..] {
            [] if self.pair.len() == 2 => self.pair.clone(),
            [.., one, other] => vec![one.clone(), other.clone()],
            [other] => {
                let before = self.one.iter().chain(self.pair.iter().rev()).find(|id| *id != other);
                before.into_iter().chain([other]).cloned().collect()
            }
            [] => Vec::new(),
        }
    }

    /// A sentence opened with these, whoever came behind: "they" are several of them.
    pub(super) fn opens_with(&mut self, opening: Option<&Opening>) {
        if let Some(Opening::Named(named)) = opening
            && named.len() > 1
        {
            self.several.clone_from(named);
        }
    }

    /// A sentence was about these, and named others beside.
    pub(super) fn names(&mut self, words: &Words<'_>, topic: Option<&[EntityId]>) {
        let mut named = persons(words, words.all.len());
        if let Some([one]) = topic
            && one.kind == ThingKind::Person
        {
            named.retain(|id| id != one);
            named.insert(0, one.clone());
        }
        self.together = named.len() == 2 && topic.is_none_or(|topic| topic.len() < 2);
        match &named[..] {
            [] => {}
            [other] => {
                let before = self.pair.iter().rev().find(|id| *id != other).cloned();
                self.pair = before.into_iter().chain([other.clone()]).collect();
            }
            [one, .., other] => self.pair = vec![one.clone(), other.clone()],
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

/// The persons named before a word of a sentence, each where he was named last.
fn persons(words: &Words<'_>, before: usize) -> Vec<EntityId> {
    let mut out: Vec<EntityId> = Vec::new();
    for mention in (0..before).filter_map(|at| words.name(at)).filter(|mention| mention.entity.kind == ThingKind::Person) {
        out.retain(|id| *id != mention.entity);
        out.push(mention.entity.clone());
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::claim::told::tests::told;

    #[test]
    fn both_are_the_two_named_before() {
        told(
            "ru",
            "Там жили Николай Орлов и Пётр Белов. 4 мая 1871 г. оба приятеля вернулись в Москву.",
            &["arrival 1871-05-04: nikolai-orlov+petr-belov @ moskva"],
        );
    }

    #[test]
    fn that_one_is_who_was_named_last() {
        told("ru", "Николай Орлов не любил Петра Белова. В мае 1871 г. тот уехал в Москву.", &["arrival 1871-05: petr-belov @ moskva"]);
        told(
            "ru",
            "Николай Орлов не любил Петра Белова. В тот день, 4 мая 1871 г., он уехал в Москву.",
            &["arrival 1871-05-04: nikolai-orlov @ moskva"],
        );
    }
}
