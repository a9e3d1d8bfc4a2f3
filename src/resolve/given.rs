//! What an editor has said that names stand for goes before what the rules found.

use std::collections::{BTreeMap, HashMap};

use crate::read::{Given, MARKED, ThingKind};
use crate::text::slug;

use super::merge::Named;
use super::{Authority, Decision, EntityId, minted};

/// Gives one thing to all names that are said to be one, and different things to those that are said to be different.
pub(super) fn decide(
    given: &[Given],
    named: &[Named<'_>],
    authority: &Authority,
    decisions: &mut [Option<Decision>],
    labels: &mut BTreeMap<EntityId, String>,
) {
    let mut by_reference: HashMap<(ThingKind, &str), EntityId> = HashMap::new();
    let mut taken: HashMap<EntityId, &str> = HashMap::new();
    for said in given {
        let Some(index) = named.iter().position(|one| one.span() == said.span) else { continue };
        let key = (said.kind, said.says.as_str());
        let entity = by_reference.entry(key).or_insert_with(|| {
            let id = known(said, authority).unwrap_or_else(|| {
                let found = decisions[index].as_ref().map(|own| own.entity.clone()).filter(|own| own.kind == said.kind);
                let free = found.filter(|own| taken.get(own).is_none_or(|other| *other == said.says));
                free.unwrap_or_else(|| another(said, named[index], authority, &taken))
            });
            taken.insert(id.clone(), &said.says);
            if let Some(name) = &said.name {
                labels.insert(id.clone(), name.clone());
            } else if let Named::Shape(shape) = named[index] {
                labels.entry(id.clone()).or_insert_with(|| shape.base.clone());
            }
            id
        });
        decisions[index] = Some(Decision { entity: entity.clone(), rule: MARKED, confidence: 1.0 });
    }
}

/// The thing of the authority files whose key the reference ends in.
fn known(said: &Given, authority: &Authority) -> Option<EntityId> {
    let key = said.says.rsplit(['#', '/', ':']).next().unwrap_or_default();
    let id = EntityId { kind: said.kind, key: slug(key) };
    authority.get(&id).is_some().then_some(id)
}

/// A key of its own for a thing whose name another one bears.
fn another(said: &Given, named: Named<'_>, authority: &Authority, taken: &HashMap<EntityId, &str>) -> EntityId {
    let base = match (&said.name, named) {
        (Some(name), _) => name.clone(),
        (None, Named::Shape(shape)) => shape.base.clone(),
        (None, Named::Known(_)) => said.says.clone(),
    };
    let id = minted(said.kind, &base, authority);
    if !taken.contains_key(&id) {
        return id;
    }
    let free = |number: &usize| !taken.contains_key(&EntityId { kind: id.kind, key: format!("{}-{number}", id.key) });
    let number = (2..).find(free).unwrap_or(2);
    EntityId { kind: id.kind, key: format!("{}-{number}", id.key) }
}
