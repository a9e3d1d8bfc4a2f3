//! From names as they stand to names in their base forms.
//!
//! A form may come from several base forms («Мравяна»: Мравян or Мравяна); the one that
//! explains most of the essay's forms is taken.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::lang::{Base, Cases, Gender};
use crate::read::{NameParts, NameShape, ThingKind};

use super::tokens::Look;
use super::{Family, Given, Hit, Person, Reader, Thing};

/// How many names a base form of a family name could explain.
pub(super) type Votes = FxHashMap<String, u32>;

/// How many names each base form of a family name could explain.
pub(super) fn votes<'h>(hits: impl Iterator<Item = &'h Hit>, lone: &[&[Base]]) -> Votes {
    let mut votes = Votes::default();
    let mut count = |mut texts: Vec<Cow<'_, str>>| {
        texts.sort_unstable();
        texts.dedup();
        for text in texts {
            match votes.get_mut(text.as_ref()) {
                Some(count) => *count += 1,
                None => {
                    votes.insert(text.into_owned(), 1);
                }
            }
        }
    };
    for hit in hits {
        if let Thing::Person(person) = &hit.thing {
            let bare = families(person, Cases::default()).map(|(_, base)| Cow::Borrowed(base.text.as_str()));
            count(families(person, Cases::default()).map(|(text, _)| text).chain(bare).collect());
        }
    }
    for options in lone {
        count(options.iter().map(|base| Cow::Borrowed(base.text.as_str())).collect());
    }
    votes
}

/// How many names each base form of a given name could explain.
fn given_votes(hits: &[Hit]) -> Votes {
    let mut votes = Votes::default();
    let people = hits.iter().filter_map(|hit| if let Thing::Person(person) = &hit.thing { Some(person) } else { None });
    for options in
        people.flat_map(|person| &person.given).filter_map(|given| if let Given::Name(options) = given { Some(options) } else { None })
    {
        for (at, base) in options.iter().enumerate().filter(|(at, base)| options[..*at].iter().all(|other| other.text != base.text)) {
            match votes.get_mut(&base.text) {
                Some(count) => *count += 1,
                None => drop(votes.insert(options[at].text.clone(), 1)),
            }
        }
    }
    votes
}

/// The base forms a person's family name may have, as far as the rest of the name agrees.
fn families(person: &Person, barred: Cases) -> impl Iterator<Item = (Cow<'_, str>, &Base)> {
    let (cases, gender) = beside(person);
    let fits = move |base: &Base, strict: bool| {
        let barred = !base.cases.is_empty() && base.cases.without(barred).is_empty();
        let agrees = cases.is_empty() || base.cases.is_empty() || !base.cases.and(cases).is_empty();
        let case = agrees && !barred;
        let sex = gender.is_none() || base.gender.is_none() || base.gender == gender;
        case && sex || !strict
    };
    let family = person.family.as_ref();
    let any = family.is_some_and(|family| family.options.iter().any(|base| fits(base, true)));
    family.into_iter().flat_map(move |family| {
        family
            .options
            .iter()
            .filter(move |base| fits(base, any))
            .filter(|base| base.gender != Some(Gender::Plural))
            .map(move |base| (text_of(family, base), base))
    })
}

/// A family name with a base form of its changing part.
fn text_of<'f>(family: &Family, base: &'f Base) -> Cow<'f, str> {
    if family.fixed.is_empty() { Cow::Borrowed(&base.text) } else { Cow::Owned(format!("{}{}", family.fixed, base.text)) }
}

/// The cases and the gender that given names and title allow.
fn beside(person: &Person) -> (Cases, Option<Gender>) {
    let mut cases = person.title.as_ref().map_or(Cases::default(), |(_, cases)| *cases);
    let mut gender = None;
    for options in person.given.iter().filter_map(|given| if let Given::Name(options) = given { Some(options) } else { None }) {
        let own = super::cases_of(options);
        if !own.has_base() {
            cases = if cases.and(own).is_empty() { own } else { cases.and(own) };
        }
        let mut genders = options.iter().map(|base| base.gender);
        let first = genders.next().flatten();
        if genders.all(|other| other == first) {
            // The father's name, which comes last, shows it best.
            gender = first.or(gender);
        }
    }
    (cases, gender)
}

/// All names as shapes with base forms.
pub(super) fn settle(reader: &Reader<'_>, hits: Vec<Hit>) -> Vec<NameShape> {
    let votes = votes(hits.iter(), &[]);
    let given = given_votes(&hits);
    let mut out: Vec<NameShape> = Vec::with_capacity(hits.len());
    for hit in hits {
        let span = reader.tokens.span(hit.start, hit.end);
        if out.last().is_some_and(|last| last.span.overlaps(span)) {
            continue;
        }
        out.push(match hit.thing {
            Thing::Named(kind, base, cases) => NameShape { span, kind, base, cases, parts: NameParts::default(), rule: hit.rule },
            Thing::Person(person) => {
                let hyphen = reader.tokens.word(hit.end - 1).contains('-');
                let (parts, cases) = parts(&person, &votes, &given, barred(reader, hit.start));
                NameShape { span, kind: ThingKind::Person, base: shown(&parts, &person, hyphen), cases, parts, rule: hit.rule }
            }
        });
    }
    out
}

/// The case that nothing before a name allows.
pub(super) fn barred(reader: &Reader<'_>, start: usize) -> Cases {
    let names = &reader.pack.names;
    let before = (start.saturating_sub(4)..start).rev().take_while(|&word| matches!(reader.tokens.look(word), Look::Small | Look::Capital));
    let mut allowed = false;
    for word in before {
        allowed |= names.bound_case(&reader.pack.declension, &reader.tokens.small(word)).1;
    }
    if allowed { Cases::default() } else { names.bound_case(&reader.pack.declension, "").0 }
}

fn parts(person: &Person, votes: &Votes, given_votes: &Votes, barred: Cases) -> (NameParts, Cases) {
    let (beside, gender) = beside(person);
    let vote = |text: &str| votes.get(text).copied().unwrap_or(0);
    let given_vote = |text: &str| given_votes.get(text).copied().unwrap_or(0);
    let best = families(person, barred)
        .enumerate()
        .max_by_key(|(order, (text, base))| (vote(text), base.prior, base.gender != Some(Gender::Female), usize::MAX - order))
        .map(|(_, best)| best);
    let mut cases = best.as_ref().map_or(beside, |(_, base)| base.cases);
    if !beside.is_empty() && !cases.and(beside).is_empty() {
        cases = cases.and(beside);
    }
    let given = person.given.iter().map(|given| match given {
        Given::Initial(letter) => letter.clone(),
        Given::Name(options) => {
            let fits = |base: &&Base| {
                (cases.is_empty() || !base.cases.and(cases).is_empty() || base.cases.has_base())
                    && (gender.is_none() || base.gender.is_none() || base.gender == gender)
            };
            // «Александру»: Александр or Александра, as the essay has it elsewhere.
            let rank = |base: &&Base| (!base.cases.and(cases).is_empty(), given_vote(&base.text), base.gender != Some(Gender::Female));
            let agreeing = options.iter().filter(fits).max_by_key(rank);
            agreeing.or(options.first()).map(|base| base.text.clone()).unwrap_or_default()
        }
    });
    let given: Vec<String> = given.collect();
    if person.family.is_none() {
        cases = person
            .given
            .iter()
            .find_map(|given| if let Given::Name(options) = given { Some(super::cases_of(options)) } else { None })
            .unwrap_or_default();
    }
    let fixed = person.family.as_ref().map(|family| family.fixed.clone()).unwrap_or_default();
    let mut family = best.map_or(fixed, |(text, _)| text.into_owned());
    if let Some(numeral) = &person.numeral {
        family.clone_from(numeral);
    }
    let title = person.title.as_ref().map(|(title, _)| title.clone());
    let (given, family) = if given.len() == 1 && family.is_empty() && title.is_none() && !matches!(person.given[0], Given::Initial(_)) {
        (Vec::new(), given.into_iter().next().unwrap_or_default())
    } else {
        (given, family)
    };
    (NameParts { given, family, title }, cases)
}

fn shown(parts: &NameParts, person: &Person, hyphen: bool) -> String {
    let mut words: Vec<&str> = parts.given.iter().map(String::as_str).collect();
    if !parts.family.is_empty() {
        words.push(&parts.family);
    }
    let mut name = words.join(" ");
    if let Some(title) = &person.title {
        name.push(if hyphen { '-' } else { ' ' });
        name.push_str(&title.0);
    }
    name
}
