//! The section "names" of a language pack: words that tell names from other words.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use super::{Cases, Declension, Gender, Part, Role, fold, forms};

/// Words that tell names from other words, each under all its case forms.
#[derive(Debug)]
pub struct Names {
    given: HashMap<String, Vec<Word>>,
    honorifics: HashMap<String, Word>,
    particles: HashSet<String>,
    initials: HashSet<String>,
    patronymics: Vec<(Gender, String)>,
}

/// A word of a list, as one of its forms leads to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The base form, as listed.
    pub base: String,
    /// Its gender, where the list says it.
    pub gender: Option<Gender>,
    /// The cases in which it takes the form.
    pub cases: Cases,
}

/// What `names.toml` of a pack holds; lists of words are divided by white space.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    given: Given,
    patronymics: Patronymics,
    parts: Parts,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    male: String,
    female: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Patronymics {
    male: Vec<String>,
    female: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    honorifics: String,
    particles: String,
    initials: String,
}

impl Names {
    pub(super) fn new(table: &Table, declension: &Declension) -> Self {
        let mut given: HashMap<String, Vec<Word>> = HashMap::new();
        for (gender, list) in [(Gender::Male, &table.given.male), (Gender::Female, &table.given.female)] {
            for name in list.split_whitespace() {
                for form in word_forms(declension, name, Role::Given, Some(gender)) {
                    given.entry(form.0).or_default().push(Word { base: name.to_owned(), gender: Some(gender), cases: form.1 });
                }
            }
        }
        let mut honorifics = HashMap::new();
        for title in table.parts.honorifics.split_whitespace() {
            for form in word_forms(declension, title, Role::Given, Some(Gender::Male)) {
                honorifics.entry(form.0).or_insert(Word { base: title.to_owned(), gender: None, cases: form.1 });
            }
        }
        let male = table.patronymics.male.iter().map(|end| (Gender::Male, end.clone()));
        let female = table.patronymics.female.iter().map(|end| (Gender::Female, end.clone()));
        Self {
            given,
            honorifics,
            particles: words(&table.parts.particles),
            initials: words(&table.parts.initials),
            patronymics: male.chain(female).collect(),
        }
    }

    /// The given names that this (folded) form may be of.
    #[must_use]
    pub fn given(&self, form: &str) -> &[Word] {
        self.given.get(form).map_or(&[], Vec::as_slice)
    }

    /// The title after a name that this form is of: "паши", "Bey".
    #[must_use]
    pub fn honorific(&self, form: &str) -> Option<&Word> {
        self.honorifics.get(form)
    }

    /// Whether the word is a small part of family names: "фон", "de".
    #[must_use]
    pub fn is_particle(&self, word: &str) -> bool {
        self.particles.contains(word)
    }

    /// Whether the word, with a full stop after it, is an initial of more than one letter.
    #[must_use]
    pub fn is_long_initial(&self, word: &str) -> bool {
        self.initials.contains(word)
    }

    /// The gender of a name made from the father's, in its base form; `None` when it is none.
    #[must_use]
    pub fn patronymic(&self, word: &str) -> Option<Gender> {
        let long_enough = |end: &String| word.chars().count() > end.chars().count() + 1;
        self.patronymics.iter().find(|(_, end)| word.ends_with(end.as_str()) && long_enough(end)).map(|&(gender, _)| gender)
    }
}

/// The forms of one word and their cases.
fn word_forms(declension: &Declension, word: &str, role: Role, gender: Option<Gender>) -> Vec<(String, Cases)> {
    let part = Part { joint: "", text: fold(word).into_owned(), role: Some(role), gender, class: None, may_stay: false };
    forms(declension, &[part]).into_iter().map(|form| (form.text, form.cases)).collect()
}

fn words(list: &str) -> HashSet<String> {
    list.split_whitespace().map(str::to_owned).collect()
}
