//! Readable keys in plain ASCII, for addresses.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Letter to ASCII, lower case; `data/slug.tsv` says after which table.
static LETTERS: LazyLock<HashMap<char, &str>> = LazyLock::new(|| {
    let lines = include_str!("../../data/slug.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).filter_map(|(letter, ascii)| Some((letter.chars().next()?, ascii))).collect()
});

/// Longest key, in bytes; a longer one is cut between words.
const LONGEST: usize = 60;

/// A key for a name or a title: lower-case ASCII letters and digits, words joined by "-".
///
/// The same text always gives the same key; empty where no letter has an ASCII spelling.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.nfc().flat_map(char::to_lowercase) {
        if letter.is_ascii_alphanumeric() {
            out.push(letter);
        } else if let Some(ascii) = LETTERS.get(&letter) {
            out.push_str(ascii);
        } else if letter.is_alphanumeric() {
            let base = std::iter::once(letter).nfd().next().unwrap_or(letter);
            let ascii = LETTERS.get(&base).copied();
            out.extend(ascii.unwrap_or_default().chars().chain(base.is_ascii_alphanumeric().then_some(base)));
        } else if !is_combining_mark(letter) && !is_apostrophe(letter) && !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    let mut end = out.len();
    if end > LONGEST {
        end = out[..=LONGEST].rfind('-').filter(|&at| at > 0).unwrap_or(LONGEST);
    }
    out.truncate(end);
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// Signs inside a word that are not written in a key.
fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '\u{2019}' | '\u{02BC}' | '\u{00AD}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_readable_keys() {
        for (text, key) in [
            ("Энвер-паша", "enver-pasha"),
            ("Г. Чичерин", "g-chicherin"),
            ("Юсуф  Кемаль-бей", "iusuf-kemal-bei"),
            ("İsmet İnönü", "ismet-inonu"),
            ("Ağaoğlu, Moskova Hatıraları (2002)", "agaoglu-moskova-hatiralari-2002"),
            ("Élysée; l\u{2019}État", "elysee-letat"),
            ("Łódź", "lodz"),
            ("Ӯрун", "urun"),
            ("«...»", ""),
            ("Հայաստան", ""),
        ] {
            assert_eq!(slug(text), key, "{text}");
        }
    }

    #[test]
    fn a_long_title_is_cut_between_words() {
        let key = slug(&"слово ".repeat(40));
        assert_eq!(key, ["slovo"; 10].join("-"));
        assert_eq!(slug(&"ы".repeat(200)).len(), 60);
    }

    #[test]
    fn composed_and_decomposed_letters_give_one_key() {
        assert_eq!(slug("и\u{0306}од"), slug("йод"));
    }
}
