//! Capitalised words that stand alone: family names met in full elsewhere, and unknown names
//! whose kind is told by the words around all their occurrences.

use std::collections::{BTreeMap, HashSet};

use crate::lang::{Base, Cases, Gender, Kind, Role};
use crate::read::ThingKind;

use super::settle::{Votes, barred, votes};
use super::tokens::Look;
use super::{Family, Hit, Options, Person, Reader, Thing};

/// One capitalised word that no sure shape explains.
struct Lone {
    at: usize,
    as_family: Options,
    as_place: Options,
}

/// What all occurrences of one base form say together.
#[derive(Default)]
struct Evidence {
    /// Occurrences where nothing but being a name explains the capital.
    inside: usize,
    place: f32,
    person: f32,
    /// For adjectives: occurrences before a noun, less those that stand for themselves.
    attributive: i32,
}

/// Adds the names among the words that no hit covers.
pub(super) fn add(reader: &Reader<'_>, hits: &mut Vec<Hit>) {
    called_like_places(reader, hits);
    split_neighbours(reader, hits);
    let lone = uncovered(reader, hits);
    let families = votes(hits.iter().filter(|hit| hit.rule != "given-name"), &[]);
    let towns: HashSet<&str> = hits
        .iter()
        .filter_map(|hit| match &hit.thing {
            Thing::Named(ThingKind::Place, base, _) => Some(base.as_str()),
            _ => None,
        })
        .collect();
    let all = votes(hits.iter(), &lone.iter().map(|one| &*one.as_family).collect::<Vec<_>>());
    // A word that is a person's in one place is so in the others.
    let people: HashSet<_> = lone.iter().filter(|one| reader.stands_before_people(one.at)).map(|one| reader.tokens.word(one.at)).collect();
    let mut unknown: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut found = Vec::new();
    for (index, one) in lone.iter().enumerate() {
        if let Some(known) = known_family(one, &families, barred(reader, one.at)) {
            found.push(person(one, [known.clone()].into(), "carry-over"));
        } else if let Some(town) = one.as_place.iter().find(|base| base.prior > -2 && towns.contains(base.text.as_str())) {
            let thing = Thing::Named(ThingKind::Place, town.text.clone(), town.cases);
            found.push(Hit { start: one.at, end: one.at + 1, rule: "carry-over", thing });
        } else if !(reader.is_foreign(one.at) || reader.pack.declension.is_empty() && reader.tokens.all[one.at].cited) {
            let wanted = reader.governed(one.at);
            let fits = |base: &Base| wanted.is_empty() || !base.cases.and(wanted).is_empty();
            // A name that never changes is rare: "Сперанскому" is no Speranskomu, unless a word before it says so.
            let rare = |base: &Base| i8::from(wanted.is_empty() && base.cases == reader.pack.declension.all_cases());
            let likely = |base: &Base, prior: i8| {
                let case = base.cases.has_base() == wanted.is_empty();
                (weight(&all, &base.text), fits(base), prior, case, base.gender != Some(Gender::Female) || case)
            };
            let families = one.as_family.iter().map(|base| (base, base.prior));
            let places =
                one.as_place.iter().filter(|_| !people.contains(&reader.tokens.word(one.at))).map(|base| (base, base.prior - rare(base)));
            let best = families.chain(places).max_by_key(|(base, prior)| likely(base, *prior));
            unknown.entry(best.map(|(base, _)| base.text.clone()).unwrap_or_default()).or_default().push(index);
        }
    }
    for (base, occurrences) in &unknown {
        let evidence = evidence(reader, base, occurrences.iter().map(|&index| &lone[index]));
        if evidence.inside == 0 || evidence.attributive > 0 {
            continue;
        }
        for one in occurrences.iter().map(|&index| &lone[index]) {
            if evidence.place > evidence.person {
                let mut options: Vec<&Base> = one.as_place.iter().filter(|option| option.text == *base).collect();
                let like_place = |option: &&Base| (reader.pack.names.ends_like_place(&option.text), option.prior);
                if options.is_empty() || !reader.pack.names.ends_like_place(base) && reader.pack.names.ends_like_family(base) {
                    options =
                        one.as_place.iter().filter(|option| option.prior > -2).max_by_key(like_place).map_or(options, |best| vec![best]);
                }
                let beside = one.at.checked_sub(1).is_some_and(|before| reader.tokens.known(before).is(Kind::BeforePerson));
                if beside && options.iter().all(|option| option.cases.has_base()) && reader.is_lifeless(one) {
                    let declined = |option: &&Base| option.prior > -2 && !option.cases.is_empty() && !option.cases.has_base();
                    options = one.as_place.iter().find(declined).map_or(options, |best| vec![best]);
                }
                let base = options.first().map_or_else(|| base.clone(), |option| option.text.clone());
                let cases = options.iter().fold(Default::default(), |all: crate::lang::Cases, option| all.or(option.cases));
                found.push(Hit { start: one.at, end: one.at + 1, rule: "alone", thing: Thing::Named(ThingKind::Place, base, cases) });
            } else {
                let options: Options = one.as_family.iter().filter(|option| option.text == *base).cloned().collect();
                found.push(person(one, if options.is_empty() { one.as_family.clone() } else { options }, "alone"));
            }
        }
    }
    hits.extend(found);
    hits.sort_by_key(|hit| hit.start);
}

/// Parts two names that stand side by side, where the first is a family name that others bear with a given name: "told Becket Pontigny".
fn split_neighbours(reader: &Reader<'_>, hits: &mut [Hit]) {
    if !reader.is_uninflected() {
        return;
    }
    let sure =
        |hit: &&Hit| matches!(hit.rule, "initials" | "title") || hit.rule == "full-name" && !reader.given_options(hit.start).is_empty();
    let families = votes(hits.iter().filter(sure), &[]);
    for hit in hits.iter_mut() {
        let two = hit.rule == "full-name" && hit.end == hit.start + 2 && reader.given_options(hit.start).is_empty();
        let known = |at: usize| families.contains_key(reader.tokens.word(at).as_ref());
        if two && known(hit.start) && !known(hit.start + 1) {
            let family = Some(Family { fixed: String::new(), options: reader.bases(hit.start, Role::Surname) });
            *hit =
                Hit { end: hit.start + 1, rule: "carry-over", thing: Thing::Person(Person { family, ..Person::default() }), ..hit.clone() };
        }
    }
}

/// Makes people of towns that an essay never uses as towns, where somebody bears the name: "Абердин" after "лорд Абердин".
fn called_like_places(reader: &Reader<'_>, hits: &mut [Hit]) {
    let bearers = hits.iter().filter(|hit| matches!(hit.rule, "title" | "initials" | "full-name"));
    let bearers: HashSet<String> = votes(bearers, &[]).into_keys().collect();
    let town = |hit: &Hit| match &hit.thing {
        Thing::Named(ThingKind::Place, base, _) if hit.rule == "gazetteer" && hit.end == hit.start + 1 && bearers.contains(base) => {
            Some(base.clone())
        }
        _ => None,
    };
    let used = |hit: &Hit| hit.start > 0 && reader.tokens.known(hit.start - 1).is(Kind::BeforePlace);
    let towns: HashSet<String> = hits.iter().filter(|hit| used(hit)).filter_map(town).collect();
    for hit in hits.iter_mut() {
        if let Some(base) = town(hit).filter(|base| !towns.contains(base)) {
            let options = reader.bases(hit.start, Role::Surname).iter().filter(|option| option.text == base).cloned().collect();
            let family = Some(Family { fixed: String::new(), options });
            *hit = Hit { rule: "carry-over", thing: Thing::Person(Person { family, ..Person::default() }), ..hit.clone() };
        }
    }
}

fn person(one: &Lone, options: Options, rule: &'static str) -> Hit {
    let family = Some(Family { fixed: String::new(), options });
    Hit { start: one.at, end: one.at + 1, rule, thing: Thing::Person(Person { family, ..Person::default() }) }
}

fn uncovered(reader: &Reader<'_>, hits: &[Hit]) -> Vec<Lone> {
    let known: HashSet<String> = votes(hits.iter().filter(|hit| !reader.in_heading(hit.start)), &[]).into_keys().collect();
    let mut out = Vec::new();
    let mut next = 0;
    for at in 0..reader.tokens.all.len() {
        while hits.get(next).is_some_and(|hit| hit.end <= at) {
            next += 1;
        }
        let covered = hits.get(next).is_some_and(|hit| hit.start <= at);
        if covered || reader.tokens.look(at) != Look::Capital {
            continue;
        }
        let office = reader.tokens.all[at].cited && reader.is_title(at);
        // In a heading every word has a capital: there a name is what the text knows.
        let heading = reader.in_heading(at) && !known.contains(reader.tokens.word(at).as_ref());
        if office
            || reader.tokens.all[at].cited && reader.on_shelf(at)
            || heading
            || reader.is_office_tail(at)
            || reader.is_of_see(at)
            || reader.is_shortened(at)
            || reader.is_ordinary(at)
            || reader.is_listed_place(at)
        {
            continue;
        }
        let Some((family, _)) = reader.family(at) else { continue };
        let whole = |base: &Base| Base { text: format!("{}{}", family.fixed, base.text), ..base.clone() };
        let as_family = if family.fixed.is_empty() { family.options } else { family.options.iter().map(whole).collect() };
        out.push(Lone { at, as_family, as_place: reader.bases(at, Role::Place) });
    }
    out
}

/// The family name met elsewhere that a word may be a form of, in a case that may stand there.
fn known_family<'o>(one: &'o Lone, families: &Votes, barred: Cases) -> Option<&'o Base> {
    let known = one.as_family.iter().rev().filter(|base| families.contains_key(&base.text));
    let allowed = |base: &Base| base.cases.is_empty() || !base.cases.without(barred).is_empty();
    known.max_by_key(|base| (allowed(base), weight(families, &base.text), base.prior, base.gender != Some(Gender::Female)))
}

impl Reader<'_> {
    /// Whether a word of those before people stands before a name, and nothing that wants a case: "письмо Дибича".
    fn stands_before_people(&self, at: usize) -> bool {
        at > 0 && self.tokens.follows(at) && self.tokens.known(at - 1).is(Kind::BeforePerson) && self.governed(at).is_empty()
    }

    /// Whether the word's form after its preposition is one that no name of a person takes: the accusative of a man
    /// is his genitive ("на Луцк"), and "с Колымы" is no instrumental.
    fn is_lifeless(&self, one: &Lone) -> bool {
        if self.is_uninflected() || self.is_foreign(one.at) || one.at == 0 {
            return false;
        }
        let likely = one.as_family.iter().filter(|base| base.prior > -2 && base.gender != Some(Gender::Plural));
        let declines = |base: &&Base| base.gender == Some(Gender::Male) && base.cases != self.pack.declension.all_cases();
        let mut likely = likely.peekable();
        if likely.peek().is_none() {
            return false;
        }
        if self.tokens.known(one.at - 1).is(Kind::BeforePerson) {
            let wanted = self.governed(one.at);
            return !wanted.is_empty()
                && likely.filter(|base| base.cases != self.pack.declension.all_cases()).all(|base| base.cases.and(wanted).is_empty());
        }
        let base_form = self.tokens.word(one.at);
        likely
            .any(|base| declines(&base) && base.text == base_form && base.cases.has_base() && !self.pack.names.ends_like_family(&base.text))
    }
}

fn weight(votes: &Votes, base: &str) -> u32 {
    votes.get(base).copied().unwrap_or(0)
}

fn evidence<'o>(reader: &Reader<'_>, base: &str, occurrences: impl Iterator<Item = &'o Lone>) -> Evidence {
    let names = &reader.pack.names;
    let mut all = Evidence { person: 0.6, ..Evidence::default() };
    if names.ends_like_abstract(&base.to_lowercase()) {
        return Evidence::default();
    }
    if names.ends_like_place(base) {
        all.place += 1.5;
    }
    if base.rsplit_once('-').is_some_and(|(_, last)| names.is(Kind::PlaceNoun, last)) {
        all.place += 3.0;
    }
    if names.ends_like_family(base) {
        all.person += 1.5;
    }
    let mut opening = 0;
    for one in occurrences {
        let token = &reader.tokens.all[one.at];
        all.inside += usize::from(!token.opens || reader.opens_as_name(one.at));
        opening += usize::from(token.opens && reader.opens_before_verb(one.at));
        let before =
            one.at.checked_sub(1).filter(|_| reader.tokens.follows(one.at)).map(|before| reader.tokens.known(before)).unwrap_or_default();
        let unlike = reader.is_lifeless(one);
        if before.is(Kind::BeforePlace) {
            let letter = reader.is_uninflected() && !reader.wants_place(one.at);
            all.place += if letter { 0.5 } else { 3.0 };
        } else if before.is(Kind::PerhapsPlace) {
            all.place += if unlike {
                3.0
            } else if reader.is_adjective(one.at) {
                2.5
            } else {
                1.2
            };
        } else if before.is(Kind::BeforePerson) {
            if unlike { all.place += 2.0 } else { all.person += 1.5 }
        }
        if reader.stands_beside_place(one.at) {
            all.place += 1.5;
        }
        if reader.is_seat_of_office(one.at) {
            all.place += 3.0;
        }
        if reader.pack.declension.is_empty() {
            let thing =
                reader.tokens.follows(one.at + 1) && reader.tokens.look(one.at + 1) != Look::Small && reader.is_ordinary(one.at + 1);
            let one_of_many = before.is(Kind::Indefinite);
            all.attributive += i32::from(thing || one_of_many || reader.is_attributive(one.at) || reader.has_article(one.at));
        } else if reader.is_adjective(one.at) {
            all.attributive += if reader.stands_for_itself(one.at) { -1 } else { 1 };
        }
    }
    // Twice the subject of a sentence, and never written small.
    all.inside += usize::from(opening > 1);
    all
}
