//! People: fuller mentions first, then a family name alone by who bore it last.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap as HashMap;

use crate::lang::{NamePart, Pack, Part, fold, person_name};
use crate::read::{NameParts, NameShape, ThingKind};
use crate::text::{Span, is_ruler_number};

use super::forms::Fullness;
use super::merge::Named;
use super::order::Order;
use super::{Authority, Decision, Doubt, EntityId, minted};

/// Somebody whom the essay names, and the names it gives.
struct Someone {
    id: EntityId,
    /// All the ways the name was put together.
    names: Vec<NameParts>,
    /// Where the person was last named by more than the family name: an index of mentions.
    seen: Vec<usize>,
    known: bool,
}

/// Everybody whom the essay names, found by id and by name.
#[derive(Default)]
struct People {
    all: Vec<Someone>,
    by_id: HashMap<EntityId, usize>,
    /// By the family names that somebody goes by: without particles, and the first part of a double one.
    by_family: HashMap<String, BTreeSet<usize>>,
    /// By given names.
    by_given: HashMap<String, BTreeSet<usize>>,
    /// By the first given name of those whom the essay calls by given names alone.
    by_given_alone: HashMap<String, BTreeSet<usize>>,
}

impl People {
    fn with_id(&self, id: &EntityId) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// All who may go by a name with given names: those of its family, and where one of the two has no family name those with
    /// the same first given name; in the order in which they were met.
    fn called_in_full(&self, name: &NameParts) -> impl Iterator<Item = (usize, &Someone)> {
        let family = without_particles(&name.family);
        let by_given = if name.family.is_empty() { &self.by_given } else { &self.by_given_alone };
        let given = name.given.first().and_then(|given| by_given.get(given));
        let places: BTreeSet<usize> =
            [family, first_part(family)].into_iter().filter_map(|word| self.by_family.get(word)).chain(given).flatten().copied().collect();
        places.into_iter().map(|place| (place, &self.all[place]))
    }

    /// All who may go by a single name, be it a family name, the first part of one, or a given name; in the order in which they were met.
    fn called(&self, name: &str) -> impl Iterator<Item = &Someone> {
        let family = without_particles(name);
        let words = [family, first_part(family), name].into_iter();
        let places: BTreeSet<usize> =
            words.flat_map(|word| [self.by_family.get(word), self.by_given.get(word)]).flatten().flatten().copied().collect();
        places.into_iter().map(|place| &self.all[place])
    }

    /// Adds somebody; the place in the list.
    fn add(&mut self, id: EntityId, known: bool) -> usize {
        let place = self.all.len();
        self.by_id.entry(id.clone()).or_insert(place);
        self.all.push(Someone { id, names: Vec::new(), seen: Vec::new(), known });
        place
    }

    /// Adds a name of somebody.
    fn call(&mut self, place: usize, name: &NameParts) {
        if self.all[place].names.contains(name) {
            return;
        }
        let family = without_particles(&name.family);
        for part in [family, first_part(family)] {
            self.by_family.entry(part.to_owned()).or_default().insert(place);
        }
        for given in &name.given {
            self.by_given.entry(given.clone()).or_default().insert(place);
        }
        if let Some(first) = name.given.first().filter(|_| name.family.is_empty()) {
            self.by_given_alone.entry(first.clone()).or_default().insert(place);
        }
        self.all[place].names.push(name.clone());
    }
}

/// Names that were left open, and those that were decided between several.
#[derive(Debug, Default)]
pub(super) struct Open {
    /// As in [`super::Resolved`].
    pub(super) ties: Vec<(Span, Vec<EntityId>)>,
    /// As in [`super::Resolved`].
    pub(super) doubts: Vec<Doubt>,
}

impl Open {
    fn doubt<'e>(&mut self, span: Span, taken: &EntityId, all: impl Iterator<Item = &'e EntityId>) {
        let mut others: Vec<EntityId> = all.filter(|id| *id != taken).cloned().collect();
        others.sort_unstable();
        others.dedup();
        if !others.is_empty() {
            self.doubts.push(Doubt { span, taken: taken.clone(), others });
        }
    }
}

/// Decides the mentions of people.
pub(super) fn decide(
    named: &[Named<'_>],
    order: &Order,
    authority: &Authority,
    pack: &Pack,
    decisions: &mut [Option<Decision>],
    labels: &mut BTreeMap<EntityId, String>,
    open: &mut Open,
) {
    let mut people = People::default();
    known_in_full(named, authority, pack, &mut people, decisions);
    shapes_in_full(named, order, authority, &mut people, decisions, labels);
    for (index, one) in named.iter().enumerate().filter(|(index, _)| decisions[*index].is_none()).collect::<Vec<_>>() {
        let decision = match one {
            Named::Known(found) => by_carry_over(
                index,
                found.meanings.iter().map(|own| (&own.entity, own.fullness)).collect(),
                &people,
                order,
                found.span,
                open,
            ),
            Named::Shape(shape) if shape.kind == ThingKind::Person => {
                Some(alone(index, shape, &mut people, order, authority, labels, open))
            }
            Named::Shape(_) => None,
        };
        decisions[index] = decision;
    }
}

/// Full names of the authority's people; a name of two people is a tie, however full it is.
fn known_in_full(named: &[Named<'_>], authority: &Authority, pack: &Pack, people: &mut People, decisions: &mut [Option<Decision>]) {
    for (index, one) in named.iter().enumerate() {
        let mut full = one.meanings().iter().filter(|own| own.entity.kind == ThingKind::Person && own.fullness == Fullness::Full);
        let (Some(meaning), None, None) = (full.next(), full.next(), &decisions[index]) else { continue };
        let place = people.with_id(&meaning.entity).unwrap_or_else(|| {
            let place = people.add(meaning.entity.clone(), true);
            let names = authority.get(&meaning.entity).map(|entry| names_of(std::iter::once(&entry.name).chain(&entry.also), pack));
            names.unwrap_or_default().iter().for_each(|name| people.call(place, name));
            place
        });
        people.all[place].seen.push(index);
        decisions[index] = Some(Decision { entity: meaning.entity.clone(), rule: "authority", confidence: 0.99 });
    }
}

/// Names seen by their shape that give more than the family name.
fn shapes_in_full(
    named: &[Named<'_>],
    order: &Order,
    authority: &Authority,
    people: &mut People,
    decisions: &mut [Option<Decision>],
    labels: &mut BTreeMap<EntityId, String>,
) {
    for (index, one) in named.iter().enumerate() {
        let Named::Shape(shape) = one else { continue };
        if shape.kind != ThingKind::Person || shape.parts.given.is_empty() {
            continue;
        }
        let same = |someone: &Someone| someone.names.iter().any(|name| same_person(name, &shape.parts));
        let near = people.called_in_full(&shape.parts).filter(|(_, someone)| same(someone));
        let near = near.max_by_key(|(_, someone)| order.last_before(&someone.seen, index)).map(|(place, _)| place);
        let near = near.or_else(|| only_bearer(&shape.parts, people, order, index));
        let place = near.unwrap_or_else(|| people.add(minted(ThingKind::Person, &shape.base, authority), false));
        people.call(place, &shape.parts);
        let someone = &mut people.all[place];
        someone.seen.push(index);
        let label = labels.entry(someone.id.clone()).or_default();
        if !someone.known && label.chars().count() < shape.base.chars().count() {
            label.clone_from(&shape.base);
        }
        decisions[index] =
            Some(Decision { entity: someone.id.clone(), rule: shape.rule, confidence: if someone.known { 0.85 } else { 0.8 } });
    }
}

/// Who is meant by a given name and the father's: the only one named before with that given name and without the father's.
fn only_bearer(name: &NameParts, people: &People, order: &Order, index: usize) -> Option<usize> {
    let [given, _] = &name.given[..] else { return None };
    if !name.family.is_empty() || given.ends_with('.') {
        return None;
    }
    let plain = |own: &NameParts| !own.family.is_empty() && own.given.len() == 1 && own.given[0] == *given;
    let mut bearers = people.called_in_full(name).filter(|(_, someone)| {
        order.last_before(&someone.seen, index).is_some() && someone.names.iter().any(|own| own.given.first() == Some(given))
    });
    let (place, only) = bearers.next()?;
    (bearers.next().is_none() && only.names.iter().all(plain)).then_some(place)
}

/// A part of a known name: its bearer, when there is but one, or the one named last.
fn by_carry_over(
    index: usize,
    meanings: Vec<(&EntityId, Fullness)>,
    people: &People,
    order: &Order,
    span: Span,
    open: &mut Open,
) -> Option<Decision> {
    let here = |id: &EntityId| people.with_id(id).map(|place| &people.all[place]);
    let best = meanings.iter().map(|&(_, fullness)| fullness).max()?;
    let seen = |id: &EntityId| here(id).and_then(|someone| order.last_before(&someone.seen, index));
    let recent = meanings.iter().filter_map(|&(id, _)| seen(id).map(|at| (at, id))).max();
    if let Some((_, id)) = recent {
        open.doubt(span, id, meanings.iter().map(|&(id, _)| id).filter(|id| here(id).is_some()));
        return Some(Decision { entity: id.clone(), rule: "carry-over", confidence: if meanings.len() == 1 { 0.95 } else { 0.8 } });
    }
    if best == Fullness::Given {
        return None;
    }
    let mut candidates: Vec<EntityId> = meanings.iter().filter(|(_, fullness)| *fullness == best).map(|(id, _)| (*id).clone()).collect();
    let later: Vec<EntityId> = candidates.iter().filter(|id| here(id).is_some()).cloned().collect();
    if later.len() == 1 {
        candidates = later;
    }
    if let [id] = &candidates[..] {
        return Some(Decision { entity: id.clone(), rule: "authority", confidence: 0.9 });
    }
    open.ties.push((span, candidates));
    None
}

/// A family name (or another single name) that no authority file knows.
fn alone(
    index: usize,
    shape: &NameShape,
    people: &mut People,
    order: &Order,
    authority: &Authority,
    labels: &mut BTreeMap<EntityId, String>,
    open: &mut Open,
) -> Decision {
    let NameShape { parts, base, rule, .. } = shape;
    let bearers = bearers(parts, people);
    let before = bearers.iter().filter_map(|someone| order.last_before(&someone.seen, index).map(|at| (at, &someone.id))).max();
    let after = bearers.iter().filter_map(|someone| someone.seen.first().map(|&at| (at, &someone.id))).min();
    if let Some(id) = before.map(|(_, id)| id).or(after.map(|(_, id)| id)) {
        open.doubt(shape.span, id, bearers.iter().map(|someone| &someone.id));
        return Decision { entity: id.clone(), rule: "carry-over", confidence: if bearers.len() == 1 { 0.85 } else { 0.6 } };
    }
    let id = minted(ThingKind::Person, base, authority);
    labels.insert(id.clone(), base.clone());
    let place = people.add(id.clone(), false);
    people.call(place, parts);
    people.all[place].seen.push(index);
    Decision { entity: id, rule, confidence: 0.6 }
}

/// Who may be meant by one name: those of that family name; else those called by it alone, as rulers are; else those of that given name.
fn bearers<'p>(parts: &NameParts, people: &'p People) -> Vec<&'p Someone> {
    let called = || people.called(&parts.family);
    let family = |name: &NameParts| same_family(&name.family, &parts.family);
    let given = |name: &NameParts| name.given.contains(&parts.family);
    // "Пётр I", "Пётр Алексеевич": nothing but given names, a father's name, a number.
    let ruler = |name: &NameParts| given(name) && (name.family.is_empty() || is_ruler_number(&name.family));
    let of = |bears: &dyn Fn(&NameParts) -> bool| -> Vec<&Someone> { called().filter(|someone| someone.names.iter().any(bears)).collect() };
    let by_family = of(&family);
    if !by_family.is_empty() {
        return by_family;
    }
    let rulers = of(&ruler);
    if rulers.is_empty() { of(&given) } else { rulers }
}

/// Whether two family names are one: the same but for small words, or a double one cut to its first part ("Потёмкин" after "Потёмкин-Таврический").
fn same_family(one: &str, other: &str) -> bool {
    let (one, other) = (without_particles(one), without_particles(other));
    let cut = |long: &str, short: &str| {
        long.strip_prefix(short).is_some_and(|rest| rest.starts_with('-'))
            && short.chars().count() > 3
            && !long[short.len() + 1..].contains('-')
    };
    one == other || cut(one, other) || cut(other, one)
}

/// A family name without the small words before it: "де Голль" is "Голль" too.
fn without_particles(family: &str) -> &str {
    let small = |word: &str| word.chars().next().is_some_and(char::is_lowercase) && !word.contains('-') && !word.contains('\'');
    family.rsplit_once(' ').filter(|(before, _)| before.split(' ').all(small)).map_or(family, |(_, last)| last)
}

/// A double family name up to its hyphen.
fn first_part(family: &str) -> &str {
    family.split('-').next().unwrap_or(family)
}

/// Whether two fuller names can be one person's: one family name, and no given name or initial against it.
fn same_person(one: &NameParts, other: &NameParts) -> bool {
    if one.given.is_empty() || other.given.is_empty() {
        return false;
    }
    // "Григорий Александрович" after his full name.
    let by_fathers_name = |short: &NameParts, long: &NameParts| {
        let named = |name: &NameParts| name.given.len() > 1 && !name.given[0].ends_with('.');
        short.family.is_empty() && named(short) && named(long)
    };
    let courteous = by_fathers_name(one, other) || by_fathers_name(other, one);
    if !courteous && !same_family(&one.family, &other.family) {
        return false;
    }
    one.given.iter().zip(&other.given).all(|(a, b)| match (a.strip_suffix('.'), b.strip_suffix('.')) {
        (None, None) => a == b,
        (Some(initial), None) => b.starts_with(initial),
        (None, Some(initial)) => a.starts_with(initial),
        (Some(a), Some(b)) => a.starts_with(b) || b.starts_with(a),
    })
}

fn names_of<'n>(names: impl Iterator<Item = &'n String>, pack: &Pack) -> Vec<NameParts> {
    let parts = |name: &String| {
        let person = person_name(&fold(name), pack, None, None);
        let of = |kinds: &[NamePart]| -> Vec<&Part> {
            person.parts.iter().filter(|(kind, _)| kinds.contains(kind)).map(|(_, part)| part).collect()
        };
        let family: String = of(&[NamePart::Surname]).iter().flat_map(|part| [part.joint, part.text.as_str()]).collect();
        NameParts {
            given: of(&[NamePart::Given, NamePart::Patronymic]).iter().map(|part| part.text.clone()).collect(),
            family: family.trim().to_owned(),
            title: of(&[NamePart::Honorific]).first().map(|part| part.text.clone()),
        }
    };
    names.map(parts).collect()
}
