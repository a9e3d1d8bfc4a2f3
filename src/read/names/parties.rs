//! People whom the form of a citation names by their family name alone: "Ware to Thorne, 5 Feb. 1815", "(Ware 1998)".

use std::ops::Range;

use crate::lang::{Base, Role};
use crate::read::ThingKind;

use super::tokens::Look;
use super::{Family, Given, Hit, Options, Person, Reader, Thing};

/// Adds those whom no surer shape covers, and makes people of towns where somebody writes or is written to.
pub(super) fn add(reader: &Reader<'_>, hits: &mut Vec<Hit>) {
    let mut found = Vec::new();
    for (index, party) in reader.parties.iter().enumerate() {
        let other = [index.checked_sub(1), Some(index + 1)].into_iter().flatten().filter_map(|beside| reader.parties.get(beside));
        let office = other.filter(|other| near(party, other)).any(|other| hits.iter().any(|hit| is_group(hit) && overlaps(hit, other)));
        for hit in hits.iter_mut().filter(|hit| overlaps(hit, party)) {
            let town = matches!(hit.thing, Thing::Named(ThingKind::Place, ..)) && hit.end == hit.start + 1;
            if town && !office && reader.tokens.listed(hit.start).iter().all(|one| one.rest.is_empty()) {
                *hit = reader.party(hit.start, index).unwrap_or_else(|| hit.clone());
            }
        }
        let free = |at: &usize| !hits.iter().any(|hit| (hit.start..hit.end).contains(at));
        if let Some(hit) = reader.full_party(party).filter(|hit| (hit.start..hit.end).all(|token| free(&token))) {
            found.push(hit);
            continue;
        }
        let mut at = party.start;
        while at < party.end {
            let particle = at == party.start && reader.pack.names.is_particle(&reader.tokens.word(at));
            let name = particle && reader.tokens.look(at + 1) == Look::Capital
                || reader.tokens.look(at) == Look::Capital && !reader.is_ordinary(at) && !reader.is_shortened(at);
            match reader.party(at, index).filter(|hit| name && (hit.start..hit.end).all(|token| free(&token))) {
                Some(hit) => {
                    at = hit.end;
                    found.push(hit);
                }
                None => at += 1,
            }
        }
    }
    hits.extend(found);
    hits.sort_by_key(|hit| hit.start);
    hits.dedup_by_key(|hit| hit.start);
}

impl Reader<'_> {
    /// A full name whose given names no list has, where it is all that stands for one side.
    fn full_party(&self, party: &Range<usize>) -> Option<Hit> {
        let plain = |at: usize| {
            self.tokens.look(at) == Look::Capital && !self.is_ordinary(at) && !self.is_shortened(at) && !self.is_listed_place(at)
        };
        if !self.is_uninflected() || !(2..=4).contains(&party.len()) || !party.clone().all(plain) {
            return None;
        }
        let last = party.end - 1;
        let given = (party.start..last).map(|at| Given::Name(self.bases(at, Role::Given))).collect();
        let family = Some(Family { fixed: String::new(), options: self.bases(last, Role::Surname) });
        Some(Hit { start: party.start, end: party.end, rule: "party", thing: Thing::Person(Person { given, family, ..Person::default() }) })
    }

    /// A family name where a sender or an addressee stands.
    fn party(&self, at: usize, index: usize) -> Option<Hit> {
        let (family, end) = self.family(at)?;
        let options = self.in_part(family.options, at, index);
        let person = Person { family: Some(Family { options, ..family }), ..Person::default() };
        Some(Hit { start: at, end, rule: "party", thing: Thing::Person(person) })
    }

    /// The base forms that fit the part: a sender before a dash stands in the base form, an addressee after it does not.
    fn in_part(&self, options: Options, at: usize, index: usize) -> Options {
        if self.is_uninflected() || self.is_foreign(at) {
            return options;
        }
        let party = &self.parties[index];
        let second = index > 0 && near(&self.parties[index - 1], party);
        let first = self.parties.get(index + 1).is_some_and(|next| near(party, next));
        let base = self.bases(at, Role::Surname).iter().find(|base| base.cases.has_base()).map(|base| base.cases);
        let fits = |option: &&Base| match base {
            Some(base) if second => !option.cases.without(base).is_empty() || option.cases.is_empty(),
            _ => !first || option.cases.has_base(),
        };
        let fitting: Options = options.iter().filter(fits).cloned().collect();
        if fitting.is_empty() { options } else { fitting }
    }
}

/// Whether two parties are the sides of one letter: nothing but a small word or a dash stands between them.
fn near(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.end.abs_diff(other.start).min(other.end.abs_diff(one.start)) <= 1
}

fn overlaps(hit: &Hit, party: &Range<usize>) -> bool {
    hit.start < party.end && party.start < hit.end
}

fn is_group(hit: &Hit) -> bool {
    matches!(hit.thing, Thing::Named(ThingKind::Group, ..))
}
