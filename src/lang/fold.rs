//! Spellings that are one: "ё" and "е", kinds of hyphens and apostrophes, letters of
//! another script that look the same.

use std::borrow::Cow;

use crate::text::{is_alphanumeric, is_lowercase};

/// A word as it is compared: without the dots of "ё", with plain hyphens and apostrophes,
/// and in one script where a look-alike of another slipped in ("Тimes" with a Cyrillic "Т").
#[must_use]
pub fn fold(word: &str) -> Cow<'_, str> {
    if is_plain(word.as_bytes()) {
        return Cow::Borrowed(word);
    }
    let (mut latin, mut cyrillic, mut odd) = (0usize, 0usize, false);
    for letter in word.chars() {
        match letter {
            'a'..='z' | 'A'..='Z' => latin += 1,
            '\u{400}' | '\u{401}' | '\u{450}' | '\u{451}' => {
                cyrillic += 1;
                odd = true;
            }
            '\u{402}'..='\u{4ff}' => cyrillic += 1,
            '\u{2010}' | '\u{2011}' | '\u{2019}' | '\u{2018}' | '\u{2bc}' | '\u{301}' => odd = true,
            _ => {}
        }
    }
    if !odd && (latin == 0 || cyrillic == 0) {
        return Cow::Borrowed(word);
    }
    let mut out: String = word.chars().filter(|&letter| letter != '\u{301}').map(plain).collect();
    if latin > 0 && cyrillic > 0 {
        let swap = if latin > cyrillic { to_latin } else { to_cyrillic };
        let swapped: Option<String> = out.chars().map(swap).collect();
        out = swapped.unwrap_or(out);
    }
    Cow::Owned(out)
}

/// Whether nothing but the commonest letters stands here, of one script: there is nothing to fold.
fn is_plain(word: &[u8]) -> bool {
    let (mut latin, mut cyrillic, mut at) = (false, false, 0);
    while at < word.len() {
        match word[at] {
            byte @ 0..=0x7f => latin |= byte.is_ascii_alphabetic(),
            // The letters from U+0410 to U+044F.
            0xd0 if word[at + 1] >= 0x90 => (cyrillic, at) = (true, at + 1),
            0xd1 if word[at + 1] <= 0x8f => (cyrillic, at) = (true, at + 1),
            _ => return false,
        }
        at += 1;
    }
    !(latin && cyrillic)
}

/// Bytes of the word that a text begins with: letters and digits, hyphens and apostrophes between them.
#[must_use]
pub fn word_length(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    let mut apostrophe = None;
    while let Some((at, letter)) = chars.next() {
        let inside = is_alphanumeric(letter) || ('\u{300}'..='\u{36f}').contains(&letter);
        let joins = matches!(letter, '-' | '\u{2010}' | '\u{2011}' | '\'' | '\u{2019}' | '\u{2bc}')
            && at > 0
            && chars.peek().is_some_and(|&(_, next)| is_alphanumeric(next));
        if !inside && !joins {
            return apostrophe.filter(|&from| is_suffix(text, from, at)).unwrap_or(at);
        }
        if joins && !matches!(letter, '-' | '\u{2010}' | '\u{2011}') {
            apostrophe = Some(at);
        }
    }
    apostrophe.filter(|&from| is_suffix(text, from, text.len())).unwrap_or(text.len())
}

/// Whether what follows an apostrophe is the ending of a case and no part of the name: "Curzon's", "Terakki'den".
fn is_suffix(text: &str, apostrophe: usize, end: usize) -> bool {
    let after = text[apostrophe..end].chars().skip(1);
    text[..apostrophe].chars().count() > 2 && after.clone().count() <= 4 && after.clone().all(is_lowercase)
        || after.eq(std::iter::once('s'))
}

fn plain(letter: char) -> char {
    match letter {
        '\u{450}' | '\u{451}' => '\u{435}',
        '\u{400}' | '\u{401}' => '\u{415}',
        '\u{2010}' | '\u{2011}' => '-',
        '\u{2018}' | '\u{2019}' | '\u{2bc}' => '\'',
        other => other,
    }
}

/// Pairs of letters, Latin and Cyrillic, that look the same in print.
const ALIKE: [(char, char); 20] = [
    ('a', '\u{430}'),
    ('c', '\u{441}'),
    ('e', '\u{435}'),
    ('o', '\u{43e}'),
    ('p', '\u{440}'),
    ('x', '\u{445}'),
    ('y', '\u{443}'),
    ('i', '\u{456}'),
    ('A', '\u{410}'),
    ('B', '\u{412}'),
    ('C', '\u{421}'),
    ('E', '\u{415}'),
    ('H', '\u{41d}'),
    ('K', '\u{41a}'),
    ('M', '\u{41c}'),
    ('O', '\u{41e}'),
    ('P', '\u{420}'),
    ('T', '\u{422}'),
    ('X', '\u{425}'),
    ('I', '\u{406}'),
];

/// The Latin letter that looks like this one; `None` for a Cyrillic letter that has none.
fn to_latin(letter: char) -> Option<char> {
    match letter {
        '\u{400}'..='\u{4ff}' => ALIKE.iter().find(|pair| pair.1 == letter).map(|pair| pair.0),
        other => Some(other),
    }
}

/// The Cyrillic letter that looks like this one; `None` for a Latin letter that has none.
fn to_cyrillic(letter: char) -> Option<char> {
    match letter {
        'a'..='z' | 'A'..='Z' => ALIKE.iter().find(|pair| pair.0 == letter).map(|pair| pair.1),
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_alikes_take_the_script_of_the_word() {
        assert_eq!(fold("\u{422}imes"), "Times");
        assert_eq!(fold("\u{41a}ap\u{441}"), "\u{41a}\u{430}\u{440}\u{441}");
    }

    #[test]
    fn yo_is_ye() {
        assert_eq!(fold("Фёдор"), "Федор");
        assert_eq!(fold("флѐр"), "флер");
    }

    #[test]
    fn a_word_of_two_scripts_without_look_alikes_is_left() {
        assert_eq!(fold("zЖ"), "zЖ");
    }
}
