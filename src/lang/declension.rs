//! How the parts of names change with the grammatical case, as a table of endings.
//!
//! Each part of a name is declined on its own; which rule fits is told by its role, gender
//! and ending, and the first rule that fits is taken. The same table read backwards gives
//! the base forms a form may come from.

use rustc_hash::FxHashMap as HashMap;
use serde::Deserialize;

use crate::text::lowercase;

use super::backward::Backward;

/// What a word does in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// A given name, or one of several.
    Given,
    /// A name made from the father's.
    Patronymic,
    /// A family name.
    Surname,
    /// A town, a country, a river.
    Place,
    /// A common noun: the head of an organisation's name.
    Noun,
    /// A word that agrees with the noun beside it.
    Adjective,
}

/// Grammatical gender, with the plural as a fourth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
pub enum Gender {
    /// Masculine.
    #[serde(rename = "m")]
    Male,
    /// Feminine.
    #[serde(rename = "f")]
    Female,
    /// Neuter.
    #[serde(rename = "n")]
    Neuter,
    /// Plural of any gender.
    #[serde(rename = "p")]
    Plural,
}

impl Gender {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Male, Self::Female, Self::Neuter, Self::Plural];
}

/// A set of grammatical cases, by their place in the pack's list; empty where the language has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Cases(u8);

impl Cases {
    /// The first case alone: that of the base form.
    pub const BASE: Self = Self(1);

    pub(super) fn one(index: usize) -> Self {
        Self(1 << index)
    }

    /// The place of its first case in the pack's list; one past all where there is none.
    pub(super) fn first(self) -> u32 {
        self.0.trailing_zeros()
    }

    /// Cases in either.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Cases in both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Cases that are not in the other.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether no case is in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether the base form's case is in it.
    #[must_use]
    pub fn has_base(self) -> bool {
        self.0 & 1 == 1
    }
}

/// One form of a word and the cases it may stand in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The word.
    pub text: String,
    /// Its cases.
    pub cases: Cases,
}

/// A base form that a form may come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base {
    /// The base form.
    pub text: String,
    /// The role whose rule leads to it.
    pub role: Role,
    /// Its gender, where the rule has one.
    pub gender: Option<Gender>,
    /// The cases in which the base form takes the form.
    pub cases: Cases,
    /// How likely such base forms are, beside others that lead to the form: 0 is usual.
    pub prior: i8,
}

/// The declension of one language.
#[derive(Debug, Default, Deserialize)]
#[serde(try_from = "Table")]
pub struct Declension {
    cases: Vec<String>,
    rules: Vec<Rule>,
    by_last: HashMap<char, Vec<usize>>,
    backward: Backward,
}

/// What `declension.toml` of a pack holds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    /// Short names of the cases, that of the base form first; at most eight.
    #[serde(default)]
    cases: Vec<String>,
    #[serde(default)]
    rules: Vec<Rule>,
}

/// One rule of declension.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rule {
    /// What an authority entry may name in `decline`.
    class: String,
    pub(super) of: Vec<Role>,
    /// Any, where not given.
    pub(super) gender: Option<Gender>,
    /// Whole words, lower-cased, that the rule is for …
    #[serde(default)]
    pub(super) words: Vec<String>,
    /// … and endings.
    #[serde(default)]
    pub(super) ends: Vec<String>,
    /// How many characters of the base form give way to the ending of a case.
    #[serde(default)]
    drop: usize,
    /// How likely a base form is that this rule leads back to: 0 is usual.
    #[serde(default)]
    pub(super) prior: i8,
    /// One a case; variants divided by `/`. None: the word keeps its form.
    #[serde(default)]
    forms: Vec<String>,
}

impl TryFrom<Table> for Declension {
    type Error = String;

    fn try_from(table: Table) -> Result<Self, String> {
        let mut by_last: HashMap<char, Vec<usize>> = HashMap::default();
        for (index, rule) in table.rules.iter().enumerate() {
            if !rule.forms.is_empty() && rule.forms.len() != table.cases.len() {
                return Err(format!("class {:?} has {} forms for {} cases", rule.class, rule.forms.len(), table.cases.len()));
            }
            for end in rule.words.iter().chain(&rule.ends) {
                let last = end.chars().next_back().ok_or_else(|| format!("class {:?} has an empty ending", rule.class))?;
                let rules = by_last.entry(last).or_default();
                if rules.last() != Some(&index) {
                    rules.push(index);
                }
            }
        }
        let backward = Backward::of(&table.rules, &by_last, table.cases.len())?;
        Ok(Self { cases: table.cases, rules: table.rules, by_last, backward })
    }
}

impl Rule {
    fn fits(&self, word: &str, lower: &str, role: Role, gender: Gender) -> bool {
        self.of.contains(&role)
            && self.gender.is_none_or(|own| own == gender)
            && (self.words.iter().any(|own| own == lower) || self.ends.iter().any(|end| word.len() > end.len() && word.ends_with(end)))
    }

    /// The forms of a case that a base form with this ending leads to, as suffixes; `None` where the ending is
    /// shorter than what the rule drops.
    pub(super) fn suffixes(&self, end: &str, case: usize) -> Option<Vec<String>> {
        let kept = without_last(end, self.drop)?;
        let suffix = |ending: &str| if self.forms.is_empty() { end.to_owned() } else { format!("{kept}{ending}") };
        Some(self.endings(case).map(suffix).collect())
    }

    /// The endings of a case, the usual one first.
    fn endings(&self, case: usize) -> impl Iterator<Item = &str> {
        self.forms.get(case).map_or("", String::as_str).split('/')
    }
}

impl Declension {
    /// Whether words of the language change at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cases.is_empty()
    }

    /// Whether a rule has this name.
    #[must_use]
    pub fn has_class(&self, class: &str) -> bool {
        self.rules.iter().any(|rule| rule.class == class)
    }

    /// Whether a rule for this role fits the word as a base form.
    #[must_use]
    pub fn is_kind(&self, word: &str, role: Role) -> bool {
        let lower = lowercase(word);
        Gender::ALL.iter().any(|&gender| self.rule(word, &lower, role, gender).is_some())
    }

    /// The genders in which a rule for this role fits the word as a base form.
    #[must_use]
    pub fn genders(&self, word: &str, role: Role) -> Vec<Gender> {
        let lower = lowercase(word);
        Gender::ALL.into_iter().filter(|&gender| self.rule(word, &lower, role, gender).is_some()).collect()
    }

    /// The short names of a set of cases.
    #[must_use]
    pub fn case_names(&self, cases: Cases) -> Vec<String> {
        (0..self.cases.len()).filter(|&index| cases.0 & 1 << index != 0).map(|index| self.cases[index].clone()).collect()
    }

    /// The cases with one of these short names.
    #[must_use]
    pub fn cases_named(&self, names: &[String]) -> Cases {
        let found = self.cases.iter().enumerate().filter(|(_, own)| names.contains(own));
        found.fold(Cases::default(), |all, (index, _)| all.or(Cases::one(index)))
    }

    /// All cases of the language.
    #[must_use]
    pub fn all_cases(&self) -> Cases {
        (0..self.cases.len()).fold(Cases::default(), |all, index| all.or(Cases::one(index)))
    }

    /// The cases of the language, one by one.
    pub fn each_case(&self) -> impl Iterator<Item = Cases> + use<> {
        (0..self.cases.len()).map(Cases::one)
    }

    /// All forms of a word in its base form, the base form first; of any gender where none is given.
    ///
    /// A word that no rule fits keeps its form in all cases.
    #[must_use]
    pub fn decline(&self, word: &str, role: Role, gender: Option<Gender>) -> Vec<Form> {
        let mut forms = Vec::new();
        let lower = lowercase(word);
        let mut last_rule = None;
        for gender in gender.as_ref().map_or(&Gender::ALL[..], std::slice::from_ref) {
            let rule = self.rule(word, &lower, role, *gender);
            if rule.is_some() && rule != last_rule {
                last_rule = rule;
                self.apply(rule, word, &mut forms);
            }
        }
        if forms.is_empty() {
            self.apply(None, word, &mut forms);
        }
        forms
    }

    /// All forms by the rules of one class, whatever the word's ending would say; `None` when no rule of the class fits.
    #[must_use]
    pub fn decline_as(&self, class: &str, word: &str) -> Option<Vec<Form>> {
        let lower = lowercase(word);
        let rule = self.rules.iter().position(|rule| {
            rule.class == class && (rule.words.iter().any(|own| *own == lower) || rule.ends.iter().any(|end| word.ends_with(end.as_str())))
        })?;
        let mut forms = Vec::new();
        self.apply(Some(rule), word, &mut forms);
        Some(forms)
    }

    /// The usual form of a word in one case of the pack's list.
    #[must_use]
    pub fn usual(&self, word: &str, role: Role, gender: Gender, case: &str) -> Option<String> {
        let case = self.cases.iter().position(|own| own == case)?;
        let Some(rule) = self.rule(word, &lowercase(word), role, gender).map(|rule| &self.rules[rule]) else {
            return Some(word.to_owned());
        };
        let stem = if rule.forms.is_empty() { word } else { without_last(word, rule.drop)? };
        Some(format!("{stem}{}", rule.endings(case).next()?))
    }

    /// The base forms that a form may come from in one of these roles, those by longer endings first;
    /// itself, where no rule says more.
    #[must_use]
    pub fn restore(&self, form: &str, roles: &[Role]) -> Vec<Base> {
        let mut bases = self.backward.bases(form, roles);
        if bases.is_empty() {
            bases.push(Base {
                text: form.to_owned(),
                role: roles.first().copied().unwrap_or(Role::Surname),
                gender: None,
                cases: self.all_cases(),
                prior: 0,
            });
        }
        bases
    }

    /// Whether a rule of a gender leads from a form back to a base form in this role.
    #[must_use]
    pub fn is_form_of(&self, form: &str, role: Role) -> bool {
        self.backward.leads_back(form, role)
    }

    fn rule(&self, word: &str, lower: &str, role: Role, gender: Gender) -> Option<usize> {
        let rules = self.by_last.get(&lower.chars().next_back()?)?;
        rules.iter().copied().find(|&index| self.rules[index].fits(word, lower, role, gender))
    }

    fn apply(&self, rule: Option<usize>, word: &str, forms: &mut Vec<Form>) {
        let mut add = |stem: &str, ending: &str, cases: Cases| {
            let same = |form: &&mut Form| form.text.strip_prefix(stem) == Some(ending);
            match forms.iter_mut().find(same) {
                Some(form) => form.cases = form.cases.or(cases),
                None => forms.push(Form { text: [stem, ending].concat(), cases }),
            }
        };
        let Some(rule) = rule.map(|index| &self.rules[index]).filter(|rule| !rule.forms.is_empty()) else {
            return add(word, "", self.all_cases());
        };
        let Some(stem) = without_last(word, rule.drop) else { return add(word, "", self.all_cases()) };
        for case in 0..self.cases.len() {
            for ending in rule.endings(case) {
                add(stem, ending, Cases::one(case));
            }
        }
    }
}

/// A word without its last characters; `None` when it has fewer.
fn without_last(word: &str, count: usize) -> Option<&str> {
    if count == 0 {
        return Some(word);
    }
    word.char_indices().rev().nth(count - 1).map(|(at, _)| &word[..at])
}

#[cfg(test)]
mod tests;
