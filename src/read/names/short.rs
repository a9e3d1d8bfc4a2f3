//! Groups called by their head alone after they were named in full: "the Company", "Академия".

use crate::lang::{Cases, Kind};
use crate::read::ThingKind;

use super::tokens::Look;
use super::{Hit, Reader, Thing};

/// Adds them: a capitalised head that no sentence explains, after a group whose name has that head.
pub(super) fn add(reader: &Reader<'_>, hits: &mut Vec<Hit>) {
    let mut found = Vec::new();
    let mut next = 0;
    for at in 0..reader.tokens.all.len() {
        while hits.get(next).is_some_and(|hit| hit.end <= at) {
            next += 1;
        }
        let covered = hits.get(next).is_some_and(|hit| hit.start <= at);
        if covered || !reader.is_head_alone(at) {
            continue;
        }
        let Some((head, cases)) = reader.head(at) else { continue };
        let whole = hits[..next].iter().rev().find_map(|hit| match &hit.thing {
            Thing::Named(ThingKind::Group, base, _) if hit.end > hit.start + 1 && names_head(base, &head) => Some(base.clone()),
            _ => None,
        });
        if let Some(base) = whole {
            found.push(Hit { start: at, end: at + 1, rule: "short-form", thing: Thing::Named(ThingKind::Group, base, cases) });
        }
    }
    hits.extend(found);
    hits.sort_by_key(|hit| hit.start);
}

impl Reader<'_> {
    /// Whether a word has a capital that only a name explains, and stands by itself.
    fn is_head_alone(&self, at: usize) -> bool {
        let token = &self.tokens.all[at];
        let capital = |word: usize| matches!(self.tokens.look(word), Look::Capital | Look::Upper);
        let beside = self.tokens.follows(at + 1) && capital(at + 1)
            || at > 0 && self.tokens.follows(at) && capital(at - 1) && !self.is_title(at - 1);
        let article = !self.is_uninflected() || at > 0 && self.pack.names.is_article(&self.tokens.small(at - 1));
        token.look == Look::Capital
            && !(token.opens && (self.is_uninflected() || self.is_written_small(at)))
            && !token.cited
            && !self.in_heading(at)
            && !beside
            && article
    }

    /// The base form of a word that heads names of organisations, and its cases.
    fn head(&self, at: usize) -> Option<(String, Cases)> {
        self.tokens.known(at).word(Kind::Head).map(|word| (word.base.clone(), word.cases))
    }
}

/// Whether a capitalised word of a group's name is its head.
fn names_head(base: &str, head: &str) -> bool {
    base.split(' ').any(|word| word.to_lowercase() == head)
}
