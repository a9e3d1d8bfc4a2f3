//! How far two names are one name.
//!
//! Titles are no names, initials only fit, a patronymic may be missing, "Surname, Given" is turned round, and a surname
//! taken later (Turkey, 1934) may follow given names that all agree.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::read::ThingKind;

use super::fold::{fold_word, words};
use super::item::{Item, Name};

/// How like two names are, from 0 to 1, and how they were compared.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Likeness {
    /// 1 is the same name.
    pub value: f32,
    /// The name of the essay.
    pub own: String,
    /// The name of the item.
    pub other: String,
    /// Its language.
    pub language: String,
    /// What the value rests on.
    pub how: How,
}

/// What the likeness of two names rests on, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum How {
    /// Every word agrees.
    Whole,
    /// Every word agrees, one of them an initial.
    Initials,
    /// Given names agree, and one more word follows, as a surname that was taken later.
    LaterSurname,
    /// One word alone agrees: a surname or a given name without the rest.
    OneWord,
    /// Some words agree, or all but some letters.
    Partly,
}

impl How {
    /// In a few words.
    #[must_use]
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Whole => "the whole name",
            Self::Initials => "with initials",
            Self::LaterSurname => "without a later surname",
            Self::OneWord => "one word of the name",
            Self::Partly => "part of the name",
        }
    }
}

/// Titles as they are compared.
static TITLES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let lines = include_str!("../../data/wikidata/titles.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).map(|word| fold_word(word, "en")).collect()
});

/// Whether a word is a title and no name.
pub(super) fn is_title(word: &str) -> bool {
    TITLES.contains(&fold_word(word, "en"))
}

/// A name, taken apart for comparing.
#[derive(Clone, Debug)]
pub(super) struct Parts {
    text: String,
    words: Vec<String>,
    titled: bool,
}

impl Parts {
    /// Takes a name apart; of a person titles are left out, unless nothing else is there.
    pub(super) fn of(text: &str, language: &str, kind: ThingKind) -> Self {
        let bare = text.split(" (").next().unwrap_or(text);
        let all: Vec<String> = words(bare).map(|word| fold_word(word, language)).filter(|word| !word.is_empty()).collect();
        let (titles, names): (Vec<_>, Vec<_>) = match kind {
            ThingKind::Person => all.iter().cloned().partition(|word| TITLES.contains(word)),
            ThingKind::Place | ThingKind::Group => (Vec::new(), all.clone()),
        };
        let titled = !titles.is_empty() && !names.is_empty();
        Self { text: text.to_owned(), words: if names.is_empty() { all } else { names }, titled }
    }
}

/// The best likeness of any name of a thing to any name of an item, or to those in one language.
pub(super) fn likeness(own: &[Parts], item: &Item, kind: ThingKind, only: Option<&str>) -> Option<Likeness> {
    let mut best: Option<Likeness> = None;
    for Name { text, language, is_label } in item.names().filter(|name| only.is_none_or(|only| name.language == only)) {
        let other = Parts::of(text, language, kind);
        for own in own {
            let (value, how) = compare(own, &other, kind);
            // Names that are shown go before those that are not.
            let value = if is_label { value } else { value * 0.98 };
            if best.as_ref().is_none_or(|best| value > best.value) {
                best = Some(Likeness { value, own: own.text.clone(), other: text.to_owned(), language: language.to_owned(), how });
            }
        }
    }
    best
}

/// How like two names are.
pub(super) fn compare(own: &Parts, other: &Parts, kind: ThingKind) -> (f32, How) {
    let mut left: Vec<&String> = other.words.iter().collect();
    let (mut sum, mut matched, mut initials) = (0.0_f32, 0_usize, 0_usize);
    let mut missed: Vec<&String> = Vec::new();
    for word in &own.words {
        let scored = left.iter().enumerate().map(|(at, other)| (at, alike(word, other, kind)));
        match scored.max_by(|a, b| a.1.0.total_cmp(&b.1.0)).filter(|(_, (value, _))| *value > 0.0) {
            Some((at, (value, is_initial))) => {
                left.remove(at);
                sum += value;
                matched += 1;
                initials += usize::from(is_initial);
            }
            None => missed.push(word),
        }
    }
    if matched == 0 {
        return (0.0, How::Partly);
    }
    let person = kind == ThingKind::Person;
    // A patronymic may be missing; two that differ are two people.
    let patronymics = missed.iter().any(|word| is_patronymic(word)) && left.iter().any(|word| is_patronymic(word));
    if person && matched >= 2 && !patronymics {
        missed.retain(|word| !is_patronymic(word));
        left.retain(|word| !is_patronymic(word));
    }
    let (own_count, other_count) = (matched + missed.len(), matched + left.len());
    #[expect(clippy::cast_precision_loss, reason = "names have few words")]
    let dice = 2.0 * sum / (own_count + other_count) as f32;
    let whole = missed.is_empty() && left.is_empty();
    if person && matched == 1 && own_count == 1 {
        // A surname or a given name alone: many bear it. A title that stands beside it in both makes it a name.
        return match (left.is_empty(), own.titled && other.titled) {
            (true, true) => (0.95 * sum, How::Whole),
            (true, false) => (0.75 * sum, How::OneWord),
            (false, _) => (0.65 * sum, How::OneWord),
        };
    }
    // Who bears a title instead of a surname may have taken one later; "Charles Stewart" has his.
    if person && own.titled && missed.is_empty() && left.len() == 1 && initials == 0 && matched >= 2 {
        return ((sum / 2.0_f32.max(sum)) * 0.86, How::LaterSurname);
    }
    match (whole, initials) {
        (true, 0) => (dice, How::Whole),
        (true, _) => (dice, How::Initials),
        (false, _) => (dice, How::Partly),
    }
}

/// How like two words are, and whether one of them is only the first letter of the other.
fn alike(own: &str, other: &str, kind: ThingKind) -> (f32, bool) {
    if own == other {
        return (1.0, false);
    }
    let (short, long) = if own.len() <= other.len() { (own, other) } else { (other, own) };
    if kind == ThingKind::Person && is_initial(short) {
        return if long.starts_with(short) { (0.7, true) } else { (0.0, false) };
    }
    // Numbers differ or are the same.
    if own.chars().any(char::is_numeric) || short.chars().count() < 4 {
        return (0.0, false);
    }
    #[expect(clippy::cast_possible_truncation, reason = "a share from 0 to 1")]
    let value = strsim::normalized_damerau_levenshtein(own, other) as f32;
    if value >= 0.75 { (value, false) } else { (0.0, false) }
}

/// One letter, or the letters that write one sound: "Sh.", "Dzh.".
fn is_initial(word: &str) -> bool {
    word.chars().count() == 1 || matches!(word, "sh" | "ch" | "zh" | "ts" | "iu" | "ia")
}

/// Whether a folded word says whose child somebody is, in Russian.
fn is_patronymic(word: &str) -> bool {
    word.len() > 5 && ["ovich", "evich", "ovna", "evna", "ichna"].iter().any(|ending| word.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(own: (&str, &str), other: (&str, &str), expected: f32, how: How) {
        let (value, found) =
            super::compare(&Parts::of(own.0, own.1, ThingKind::Person), &Parts::of(other.0, other.1, ThingKind::Person), ThingKind::Person);
        assert!((value - expected).abs() < 0.01 && found == how, "{} {}: {value} {found:?}", own.0, other.0);
    }

    #[test]
    fn the_same_name_in_two_alphabets() {
        check(("Юсуф Кемаль Тенгиршенк", "ru"), ("Yusuf Kemal Tengirşenk", "tr"), 1.0, How::Whole);
        check(("Георгий Васильевич Чичерин", "ru"), ("Чичерин, Георгий Васильевич", "ru"), 1.0, How::Whole);
    }

    #[test]
    fn a_patronymic_may_be_missing() {
        check(("Георгий Чичерин", "ru"), ("Георгий Васильевич Чичерин", "ru"), 1.0, How::Whole);
    }

    #[test]
    fn two_patronymics_are_two_people() {
        check(("Иван Петрович Орлов", "ru"), ("Иван Сергеевич Орлов", "ru"), 0.67, How::Partly);
    }

    #[test]
    fn titles_are_no_names_but_make_one_of_a_word() {
        check(("Энвер-паша", "ru"), ("Enver Paşa", "tr"), 0.95, How::Whole);
        check(("Энвер-паша", "ru"), ("Enver Hoxha", "en"), 0.65, How::OneWord);
        check(("Чичерин", "ru"), ("Chicherin", "en"), 0.75, How::OneWord);
    }

    #[test]
    fn a_surname_taken_later_leaves_a_doubt() {
        check(("Бекир Сами-бей", "ru"), ("Bekir Sami Kunduh", "tr"), 0.86, How::LaterSurname);
        check(("Charles Stewart", "en"), ("Charles Stewart Rolls", "en"), 0.8, How::Partly);
    }

    #[test]
    fn an_initial_fits_and_is_no_match() {
        check(("Г. Чичерин", "ru"), ("Георгий Чичерин", "ru"), 0.85, How::Initials);
        check(("Б. Чичерин", "ru"), ("Георгий Чичерин", "ru"), 0.5, How::Partly);
    }

    #[test]
    fn towns_and_provinces_differ() {
        let parts = |text: &str| Parts::of(text, "en", ThingKind::Place);
        let (value, how) = compare(&Parts::of("Карс", "ru", ThingKind::Place), &parts("Kars Province"), ThingKind::Place);
        assert!(value < 0.7 && how == How::Partly, "{value}");
        assert_eq!(compare(&parts("Battle of Kars (1920)"), &parts("Battle of Kars"), ThingKind::Place).1, How::Whole);
    }
}
