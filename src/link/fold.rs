//! One spelling for names that several alphabets spell: what is left when the ways of writing a sound are one.
//!
//! "Шахтахтинский", "Şahtaxtinski" and "Shakhtakhtinsky" become the same key. `data/wikidata/fold.tsv` holds the letters;
//! keys are for comparing, never for showing.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Letters to keys, first those of one language ("tr:c").
static LETTERS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let lines = include_str!("../../data/wikidata/fold.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).collect()
});

/// Groups of Latin letters that write one sound, longest first, and that sound; applied once, from the left.
static SOUNDS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let lines = include_str!("../../data/wikidata/sounds.tsv").lines().filter(|line| !line.starts_with('#'));
    let mut sounds: Vec<_> = lines.filter_map(|line| line.split_once('\t')).collect();
    sounds.sort_by_key(|(letters, _)| std::cmp::Reverse(letters.len()));
    sounds
});

/// The keys of the words of a name, in order; `language` is the code of the spelling.
#[must_use]
pub(super) fn fold_words(text: &str, language: &str) -> Vec<String> {
    words(text).map(|word| fold_word(word, language)).filter(|word| !word.is_empty()).collect()
}

/// The words of a name: letters and digits; an apostrophe joins, a hyphen or a full stop parts.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    let parts = |letter: char| !(letter.is_alphanumeric() || is_combining_mark(letter) || is_apostrophe(letter));
    text.split(parts).map(|word| word.trim_matches(is_apostrophe)).filter(|word| !word.is_empty())
}

/// The key of a word.
pub(super) fn fold_word(word: &str, language: &str) -> String {
    let mut latin = String::with_capacity(word.len());
    for letter in word.chars().filter(|letter| !is_apostrophe(*letter)).flat_map(char::to_lowercase).nfc() {
        let mut buffer = [0; 4];
        let own = LETTERS.get(format!("{language}:{letter}").as_str()).or_else(|| LETTERS.get(&*letter.encode_utf8(&mut buffer)));
        match own {
            Some(key) => latin.push_str(key),
            None => {
                let bare = std::iter::once(letter).nfd().filter(|mark| !is_combining_mark(*mark));
                for letter in bare {
                    let mut buffer = [0; 4];
                    match LETTERS.get(&*letter.encode_utf8(&mut buffer)) {
                        Some(key) => latin.push_str(key),
                        None => latin.push(letter),
                    }
                }
            }
        }
    }
    ended(&doubles_once(&sounded(&latin)))
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘' | 'ʼ' | 'ʿ' | 'ʾ' | '`')
}

fn sounded(latin: &str) -> String {
    let mut out = String::with_capacity(latin.len());
    let mut rest = latin;
    while let Some(letter) = rest.chars().next() {
        match SOUNDS.iter().find(|(letters, _)| rest.starts_with(letters)) {
            Some((letters, sound)) => {
                out.push_str(sound);
                rest = &rest[letters.len()..];
            }
            None => {
                out.push(letter);
                rest = &rest[letter.len_utf8()..];
            }
        }
    }
    out
}

/// "ss" as "s"; digits stay.
fn doubles_once(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for letter in word.chars() {
        if !out.ends_with(letter) || letter.is_numeric() {
            out.push(letter);
        }
    }
    out
}

/// "ie" at the start as "e": Ереван, Yerevan.
fn ended(word: &str) -> String {
    match word.strip_prefix("ie") {
        Some(rest) if !rest.is_empty() => format!("e{rest}"),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn same(first: (&str, &str), second: (&str, &str)) {
        assert_eq!(fold_words(first.0, first.1), fold_words(second.0, second.1), "{} {}", first.0, second.0);
    }

    #[test]
    fn alphabets_meet_in_one_key() {
        same(("Шахтахтинский", "ru"), ("Şahtaxtinski", "az"));
        same(("Шахтахтинский", "ru"), ("Shakhtakhtinsky", "en"));
        same(("Чичерин", "ru"), ("Çiçerin", "tr"));
        same(("Чичерин", "ru"), ("Chicherin", "en"));
        same(("Гусейнов", "ru"), ("Hüseynov", "az"));
        same(("Джебесой", "ru"), ("Cebesoy", "tr"));
        same(("Эсендал", "ru"), ("Esendal", "tr"));
        same(("Ереван", "ru"), ("Yerevan", "en"));
        same(("Юсуф Кемаль", "ru"), ("Yusuf Kemal", "tr"));
        same(("Эскишехир", "ru"), ("Eskişehir", "tr"));
    }

    #[test]
    fn hyphens_part_and_apostrophes_join() {
        assert_eq!(words("Али Фуат-паша, N. O’Brien").collect::<Vec<_>>(), ["Али", "Фуат", "паша", "N", "O’Brien"]);
    }
}
