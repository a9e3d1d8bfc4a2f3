//! Which mention is which thing: authority files, forms, carry-over, unknown names.
//!
//! [`Authority`] holds what a publication knows. Its names in all their forms are found first;
//! names seen by their shape fill the rest. Then every mention is given its thing.

mod authority;
mod entity;
mod folded;
mod forms;
mod given;
mod known;
mod merge;
mod order;
mod people;
mod things;
mod toml_fault;

pub use authority::{Authority, AuthorityError, Entry};
pub use entity::{Doubt, Entity, EntityId, Lifetime, Mention, Resolved};
pub use toml_fault::{TomlFault, toml_fault};

use std::collections::{BTreeMap, BTreeSet};

use crate::lang::Pack;
use crate::read::{Reading, ThingKind};
use crate::text::{Essay, Span};
use crate::time::HistoricalDate;

use folded::Folded;
use merge::merge;
use order::Order;

/// What a mention was found to be, before it is written down.
#[derive(Clone, Debug)]
struct Decision {
    entity: EntityId,
    rule: &'static str,
    confidence: f32,
}

/// The mentions of an essay and the things they stand for.
#[must_use]
pub fn resolve(essay: &Essay, reading: &Reading, pack: &Pack, authority: &Authority) -> Resolved {
    let text = essay.prose.text();
    let known = authority.known(pack);
    let found = known.find(text);
    let named = merge(&found, &reading.names);
    let mut decisions: Vec<Option<Decision>> = vec![None; named.len()];
    let mut open = people::Open::default();
    let mut labels: BTreeMap<EntityId, String> = BTreeMap::new();
    things::decide(text, &named, authority, &mut decisions, &mut labels);
    people::decide(&named, &Order::of(essay, &named), authority, pack, &mut decisions, &mut labels, &mut open);
    given::decide(&reading.given, &named, authority, &mut decisions, &mut labels);

    let mut resolved = Resolved { ties: open.ties, doubts: open.doubts, ..Resolved::default() };
    for (named, decision) in named.iter().zip(decisions) {
        let Some(decision) = decision else { continue };
        let span = named.span();
        let entity = resolved.entities.entry(decision.entity.clone()).or_insert_with(|| entity(&decision.entity, &labels, authority, pack));
        entity.forms.insert(collapsed(span, text));
        let cases = pack.declension.case_names(named.cases(&decision.entity));
        resolved.mentions.push(Mention { span, entity: decision.entity, cases, rule: decision.rule, confidence: decision.confidence });
    }
    resolved
}

fn entity(id: &EntityId, labels: &BTreeMap<EntityId, String>, authority: &Authority, pack: &Pack) -> Entity {
    let mut names = BTreeMap::new();
    let known = authority.get(id);
    if let Some(entry) = known {
        names.clone_from(&entry.labels);
        names.entry(pack.code.to_owned()).or_insert_with(|| entry.name.clone());
    } else if let Some(label) = labels.get(id) {
        names.insert(pack.code.to_owned(), label.clone());
    }
    let date = |edtf: &Option<String>| edtf.as_deref().and_then(HistoricalDate::parse);
    let lifetime = known.map(|entry| Lifetime {
        from: date(&entry.born).or_else(|| date(&entry.from)),
        until: date(&entry.died).or_else(|| date(&entry.until)),
    });
    Entity { id: id.clone(), labels: names, forms: Default::default(), known: known.is_some(), lifetime: lifetime.unwrap_or_default() }
}

/// Which of the forms seen no rule makes of an entry's names: what its `forms` should list, so that it is found again.
#[must_use]
pub fn odd_forms<'f>(kind: ThingKind, entry: &Entry, seen: impl Iterator<Item = &'f str>, pack: &Pack) -> Vec<String> {
    let made: BTreeSet<String> = known::folded_forms(kind, entry, pack).into_iter().map(|form| form.text).collect();
    let odd = seen.filter(|form| form.contains(char::is_uppercase) && !made.contains(Folded::new(form).text()));
    odd.map(str::to_owned).collect()
}

/// The words of a span with one space for every white space.
fn collapsed(span: Span, text: &str) -> String {
    span.of(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The key of a thing that no authority file knows; never one that a file uses for something else.
fn minted(kind: ThingKind, base: &str, authority: &Authority) -> EntityId {
    let key = Some(crate::text::slug(base)).filter(|key| !key.is_empty()).unwrap_or_else(|| "unnamed".to_owned());
    let mut id = EntityId { kind, key };
    let start = id.key.len();
    let mut number = 2;
    while authority.get(&id).is_some() {
        id.key.truncate(start);
        id.key.push_str(&format!("-{number}"));
        number += 1;
    }
    id
}

#[cfg(test)]
mod tests;
