//! Men and women, where the pronouns of a language tell them apart: "he", "she".

use rustc_hash::FxHashMap as HashMap;

use crate::lang::{Gender, Pack};
use crate::read::ThingKind;
use crate::resolve::{EntityId, Resolved};

use super::words::Words;

/// Who is known for a man or a woman by a given name, and who was named last.
#[derive(Debug, Default)]
pub(super) struct Genders {
    known: HashMap<EntityId, Gender>,
    /// Whoever is no woman.
    man: Vec<EntityId>,
    woman: Vec<EntityId>,
}

impl Genders {
    /// Those of an essay; nobody where the pronouns of the language do not tell.
    pub(super) fn of(resolved: &Resolved, pack: &Pack) -> Self {
        let mut out = Self::default();
        if pack.events.female_pronouns.is_empty() {
            return out;
        }
        for (id, entity) in resolved.entities.iter().filter(|(id, _)| id.kind == ThingKind::Person) {
            let names = || entity.labels.values().chain(&entity.forms);
            let full = names().find(|name| name.contains(' ')).or_else(|| names().next());
            let Some(first) = full.and_then(|name| name.split_whitespace().next()) else { continue };
            let mut genders = pack.names.given(first).iter().map(|word| word.gender);
            if let Some(Some(gender)) = genders.next().filter(|gender| genders.all(|other| other == *gender)) {
                out.known.insert(id.clone(), gender);
            }
        }
        out
    }

    /// Whether somebody is known to be a woman.
    pub(super) fn is_woman(&self, id: &EntityId) -> bool {
        self.known.get(id) == Some(&Gender::Female)
    }

    /// The one whom the pronouns of a sentence can mean: him who was meant, or the last of the other gender.
    pub(super) fn fitting(&self, meant: Vec<EntityId>, words: &Words<'_>, pack: &Pack) -> Vec<EntityId> {
        let [one] = &meant[..] else { return meant };
        let has = |list| (0..words.all.len()).any(|at| words.has(at, list));
        match self.known.get(one) {
            Some(Gender::Female) if has(&pack.events.male_pronouns) && !has(&pack.events.female_pronouns) => self.man.clone(),
            // A ship is "she" too.
            Some(Gender::Male) if !self.woman.is_empty() && has(&pack.events.female_pronouns) && !has(&pack.events.male_pronouns) => {
                self.woman.clone()
            }
            Some(Gender::Male | Gender::Female | Gender::Neuter | Gender::Plural) | None => meant,
        }
    }

    /// A sentence named these.
    pub(super) fn names(&mut self, words: &Words<'_>) {
        if self.known.is_empty() {
            return;
        }
        for mention in (0..words.all.len()).filter_map(|at| words.name(at)).filter(|mention| mention.entity.kind == ThingKind::Person) {
            let last = if self.is_woman(&mention.entity) { &mut self.woman } else { &mut self.man };
            last.clear();
            last.push(mention.entity.clone());
        }
    }
}
