//! A person's name taken apart: given names, father's name, family name, title.

use crate::text::is_ruler_number;

use super::{Gender, Pack, Part, Role};

/// What a word of a person's name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamePart {
    /// A given name.
    Given,
    /// A name made from the father's.
    Patronymic,
    /// A family name with its small words, or whatever the person is mostly called by.
    Surname,
    /// A title after the name.
    Honorific,
}

/// A person's name in its base form, word by word, hyphens dividing words too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonName {
    /// What each part is, and how it declines.
    pub parts: Vec<(NamePart, Part)>,
    /// The person's gender, where the name shows it.
    pub gender: Option<Gender>,
}

/// Takes a full name in its base form apart; `class` is the class of rules for the family name, where one was
/// chosen, `known` the person's gender where another of the names shows it.
#[must_use]
pub fn person_name(name: &str, pack: &Pack, class: Option<&str>, known: Option<Gender>) -> PersonName {
    let mut words: Vec<(&'static str, &str)> = Vec::new();
    for word in name.split_whitespace() {
        for (index, piece) in word.split('-').enumerate() {
            words.push((
                if index > 0 {
                    "-"
                } else if words.is_empty() {
                    ""
                } else {
                    " "
                },
                piece,
            ));
        }
    }
    let is_honorific = |index: usize| index > 0 && pack.names.honorific(&words[index].1.to_lowercase()).is_some();
    let named = (0..words.len()).rev().find(|&index| !is_honorific(index)).unwrap_or(0);
    let mut family = named;
    while family > 1 && (words[family].0 == "-" || pack.names.is_particle(words[family - 1].1)) {
        family -= 1;
    }
    let mut parts = Vec::with_capacity(words.len());
    for (index, &(joint, text)) in words.iter().enumerate() {
        let (kind, role) = if index > named {
            (NamePart::Honorific, Role::Given)
        } else if index > 0 && index < family && pack.names.patronymic(text).is_some() {
            (NamePart::Patronymic, Role::Patronymic)
        } else if index < family {
            (NamePart::Given, Role::Given)
        } else if named < words.len() - 1 || !pack.names.given(text).is_empty() {
            (NamePart::Surname, Role::Given)
        } else {
            (NamePart::Surname, Role::Surname)
        };
        let lower = text.chars().next().is_some_and(char::is_lowercase) && kind != NamePart::Honorific;
        parts.push((
            kind,
            Part {
                joint,
                text: text.to_owned(),
                role: (!lower && !is_ruler_number(text)).then_some(role),
                gender: None,
                class: class.filter(|_| kind == NamePart::Surname || words.len() == 1).map(str::to_owned),
                may_stay: true,
            },
        ));
    }
    let gender = gender_of(&parts, pack).or(known);
    for (kind, part) in &mut parts {
        part.gender = if *kind == NamePart::Honorific { Some(Gender::Male) } else { gender };
    }
    PersonName { parts, gender }
}

fn gender_of(parts: &[(NamePart, Part)], pack: &Pack) -> Option<Gender> {
    let from_father =
        parts.iter().filter(|(kind, _)| *kind == NamePart::Patronymic).find_map(|(_, part)| pack.names.patronymic(&part.text));
    let listed = |part: &Part| {
        let mut genders = pack.names.given(&part.text).iter().filter(|word| word.cases.has_base() || word.cases.is_empty());
        let first = genders.next()?.gender;
        genders.all(|word| word.gender == first).then_some(first)?
    };
    let honoured = parts.iter().filter(|(kind, _)| *kind == NamePart::Honorific);
    let from_title = || honoured.filter_map(|(_, part)| pack.names.honorific(&part.text.to_lowercase())?.gender).next();
    from_father.or_else(from_title).or_else(|| parts.iter().find(|(kind, _)| *kind == NamePart::Given).and_then(|(_, part)| listed(part)))
}
