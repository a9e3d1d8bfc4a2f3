//! The section "names" of a language pack: words that tell names from other words.

mod kind;
mod table;

use rustc_hash::FxHashMap as HashMap;

use super::endings::Endings;
use super::{Cases, Declension, Gender, Role, WordSet, fold};

pub use kind::{Kind, Kinds};
pub(super) use table::Table;

/// Words that tell names from other words, each under all its case forms.
///
/// Common words are looked up lower-cased and folded, names folded.
#[derive(Debug)]
pub struct Names {
    given: HashMap<String, Vec<Word>>,
    honorifics: HashMap<String, Word>,
    particles: WordSet,
    joined_particles: WordSet,
    initials: WordSet,
    patronymics: Vec<(Gender, String)>,
    words: HashMap<String, Listed>,
    made: Endings,
    /// Endings that are no name alone.
    made_behind: Endings,
    joints: WordSet,
    links: WordSet,
    bound_case: Vec<String>,
    before_bound: WordSet,
    articles: WordSet,
    owner_case: Vec<String>,
    area_case: Vec<String>,
    family_endings: Endings,
    place_endings: Endings,
    verb_endings: Endings,
    other_number: Endings,
    common_endings: Endings,
    abstract_endings: Endings,
    adjective_endings: Endings,
    governs: Vec<(String, WordSet)>,
}

/// The words of the lists that have one form in common.
#[derive(Debug)]
struct Listed {
    kinds: Kinds,
    words: Vec<(Kind, Word)>,
}

/// What the lists know of a form: nothing, or the words that it is of.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'p> {
    /// The kinds of the words.
    pub kinds: Kinds,
    words: &'p [(Kind, Word)],
}

impl<'p> Known<'p> {
    /// Whether the form is of a word of that kind.
    #[must_use]
    pub fn is(self, kind: Kind) -> bool {
        self.kinds.contains(kind)
    }

    /// The word of that kind that the form is of.
    #[must_use]
    pub fn word(self, kind: Kind) -> Option<&'p Word> {
        let words = if self.is(kind) { self.words } else { &[] };
        words.iter().find(|(own, _)| *own == kind).map(|(_, word)| word)
    }
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

impl Names {
    pub(super) fn new(table: &Table, declension: &Declension) -> Self {
        let mut given: HashMap<String, Vec<Word>> = HashMap::default();
        for (gender, list) in [(Gender::Male, &table.given.male), (Gender::Female, &table.given.female)] {
            for name in list.split_whitespace() {
                for form in declension.decline(&fold(name), Role::Given, Some(gender)) {
                    given.entry(form.text).or_default().push(Word { base: name.to_owned(), gender: Some(gender), cases: form.cases });
                }
            }
        }
        let mut honorifics = HashMap::default();
        for title in table.parts.honorifics.split_whitespace() {
            for form in declension.decline(title, Role::Given, Some(Gender::Male)) {
                let female = table.parts.female_honorifics.split_whitespace().any(|own| own == title);
                let gender = Some(if female { Gender::Female } else { Gender::Male });
                honorifics.entry(form.text).or_insert(Word { base: title.to_owned(), gender, cases: form.cases });
            }
        }
        let mut words: HashMap<String, Listed> = HashMap::default();
        for (kind, list, declines) in table.lists() {
            for base in list.split_whitespace() {
                let mut add = |form: String, cases: Cases| {
                    let known = words.entry(form).or_insert_with(|| Listed { kinds: Kinds::default(), words: Vec::with_capacity(1) });
                    if known.words.iter().all(|(own, word)| *own != kind || word.base != base) {
                        known.kinds.insert(kind);
                        known.words.push((kind, Word { base: base.to_owned(), gender: None, cases }));
                    }
                };
                if !declines {
                    add(fold(base).into_owned(), Cases::default());
                    continue;
                }
                let adjective = declension.is_kind(base, Role::Adjective);
                let role = if adjective { Role::Adjective } else { Role::Noun };
                declension.decline(&fold(base), role, None).into_iter().for_each(|form| add(form.text, form.cases));
            }
        }
        let male = table.patronymics.male.iter().map(|end| (Gender::Male, end.clone()));
        let female = table.patronymics.female.iter().map(|end| (Gender::Female, end.clone()));
        Self {
            given,
            honorifics,
            particles: set(&table.parts.particles),
            joined_particles: set(&table.parts.joined_particles),
            initials: set(&table.parts.initials),
            patronymics: male.chain(female).collect(),
            words,
            made: Endings::new(table.groups.made.iter().map(String::as_str).filter(|end| !end.starts_with('-'))),
            made_behind: Endings::new(table.groups.made.iter().filter_map(|end| end.strip_prefix('-'))),
            joints: set(&table.groups.joints),
            links: set(&table.groups.links),
            bound_case: table.context.bound_case.clone(),
            before_bound: set(&table.context.before_bound),
            articles: set(&table.groups.articles),
            owner_case: table.groups.owner_case.clone(),
            area_case: table.groups.area_case.clone(),
            family_endings: endings(&table.context.family_endings),
            place_endings: endings(&table.context.place_endings),
            verb_endings: endings(&table.context.verb_endings),
            common_endings: endings(&table.context.common_endings),
            other_number: endings(&table.context.other_number),
            abstract_endings: endings(&table.context.abstract_endings),
            adjective_endings: endings(&table.context.adjective_endings),
            governs: table.context.governs.iter().map(|(case, words)| (case.clone(), set(words))).collect(),
        }
    }

    /// What the lists know of a form.
    #[must_use]
    pub fn known(&self, form: &str) -> Known<'_> {
        self.words.get(form).map_or(Known::default(), |listed| Known { kinds: listed.kinds, words: &listed.words })
    }

    /// The word of a list that this form is of, when the list is of that kind.
    #[must_use]
    pub fn word(&self, kind: Kind, form: &str) -> Option<&Word> {
        self.known(form).word(kind)
    }

    /// Whether the form is of a word of that kind.
    #[must_use]
    pub fn is(&self, kind: Kind, form: &str) -> bool {
        self.known(form).is(kind)
    }

    /// Whether an organisation's name made of pieces of words ends like this one: "Политбюро".
    #[must_use]
    pub fn is_made(&self, base: &str) -> bool {
        self.made.end(base) || self.made_behind.close(base)
    }

    /// The same of a word with capitals, which are taken for small letters.
    #[must_use]
    pub fn is_made_small(&self, base: &str) -> bool {
        self.made.end_small(base).0 || self.made_behind.end_small(base).1
    }

    /// Whether a small word links words of an organisation's name that stand side by side: "и".
    #[must_use]
    pub fn is_link(&self, word: &str) -> bool {
        self.links.contains(word)
    }

    /// The case that stands only after some small words, and whether this is one of them.
    #[must_use]
    pub fn bound_case(&self, declension: &Declension, word: &str) -> (Cases, bool) {
        (declension.cases_named(&self.bound_case), self.before_bound.contains(word))
    }

    /// Whether a small word joins parts of an organisation's name: "of".
    #[must_use]
    pub fn is_joint(&self, word: &str) -> bool {
        self.joints.contains(word)
    }

    /// Whether a small word may stand between a joint and what it joins: "the".
    #[must_use]
    pub fn is_article(&self, word: &str) -> bool {
        self.articles.contains(word)
    }

    /// The case in which the owner of an organisation follows its head; all cases where the language has none.
    #[must_use]
    pub fn owner_case(&self, declension: &Declension) -> Cases {
        declension.cases_named(&self.owner_case)
    }

    /// The case of what a body is for, behind a small word; none where the language has none.
    #[must_use]
    pub fn area_case(&self, declension: &Declension) -> Cases {
        if self.area_case.is_empty() { Cases::default() } else { declension.cases_named(&self.area_case) }
    }

    /// Whether a base form ends as family names often do.
    #[must_use]
    pub fn ends_like_family(&self, base: &str) -> bool {
        self.family_endings.end(base)
    }

    /// Whether a base form ends as names of places often do.
    #[must_use]
    pub fn ends_like_place(&self, base: &str) -> bool {
        self.place_endings.end(base)
    }

    /// Whether a small word ends as verbs do after their subject, and is no noun of a list.
    #[must_use]
    pub fn ends_like_verb(&self, word: &str) -> bool {
        const NOUNS: Kinds = Kinds::of(&[Kind::Title, Kind::Head, Kind::StateHead, Kind::PlaceNoun, Kind::PlaceHead, Kind::NotName]);
        self.verb_endings.end(word) && !self.known(word).kinds.overlaps(NOUNS)
    }

    /// Whether a verb ends as it does after no single person.
    #[must_use]
    pub fn is_of_other_number(&self, verb: &str) -> bool {
        self.other_number.end(verb)
    }

    /// Whether a base form in small letters ends as common nouns and adverbs do that may open a sentence.
    #[must_use]
    pub fn ends_like_common(&self, base: &str) -> bool {
        self.common_endings.end(base)
    }

    /// Whether a base form in small letters ends as nouns that are never names.
    #[must_use]
    pub fn ends_like_abstract(&self, base: &str) -> bool {
        self.abstract_endings.end(base)
    }

    /// Whether a capitalised word ends as adjectives made from names do.
    #[must_use]
    pub fn ends_like_adjective(&self, word: &str) -> bool {
        self.adjective_endings.end(word)
    }

    /// The cases that a small word wants after it; none where it wants no case of its own.
    #[must_use]
    pub fn governed(&self, declension: &Declension, word: &str) -> Cases {
        let wanted: Vec<String> = self.governs.iter().filter(|(_, words)| words.contains(word)).map(|(case, _)| case.clone()).collect();
        declension.cases_named(&wanted)
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

    /// Whether the word is joined to a family name by a hyphen or an apostrophe: "аль-", "d'".
    #[must_use]
    pub fn is_joined_particle(&self, word: &str) -> bool {
        self.joined_particles.contains(word) || self.particles.contains(word)
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

fn endings(list: &[String]) -> Endings {
    Endings::new(list.iter().map(String::as_str))
}

fn set(list: &str) -> WordSet {
    list.split_whitespace().map(str::to_owned).collect()
}
