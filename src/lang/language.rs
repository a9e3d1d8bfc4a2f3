//! What each language of a pack is written with, and which one a text seems to be in.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{CODES, LANGUAGES};

/// How many letters of a text are looked at to tell its language.
const LOOKED_AT: usize = 200_000;

/// What `language.toml` of a pack holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Language {
    /// What the language calls itself.
    #[serde(rename = "name")]
    _name: String,
    script: Script,
    /// Letters that no other pack's language of the script has.
    letters: String,
    /// The code of the pack for names in another script.
    pub(super) foreign: Option<String>,
}

/// The scripts whose letters we tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
enum Script {
    Latin,
    Cyrillic,
    Greek,
    Armenian,
    Georgian,
    Hebrew,
    Arabic,
}

impl Script {
    fn of(letter: char) -> Option<Self> {
        match letter {
            'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Some(Self::Latin),
            '\u{400}'..='\u{52f}' => Some(Self::Cyrillic),
            '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Some(Self::Greek),
            '\u{530}'..='\u{58f}' => Some(Self::Armenian),
            '\u{10a0}'..='\u{10ff}' => Some(Self::Georgian),
            '\u{590}'..='\u{5ff}' => Some(Self::Hebrew),
            '\u{600}'..='\u{6ff}' => Some(Self::Arabic),
            _ => None,
        }
    }
}

/// The code of the language that the letters of a text suggest: the script that most of them are of decides, then the letters
/// that only one language of the script has.
#[must_use]
pub fn guess(text: &str) -> &'static str {
    let mut of_script = [0_usize; CODES.len()];
    let mut own = [0_usize; CODES.len()];
    for (letter, count) in counted(text.chars().take(LOOKED_AT)) {
        let Some(script) = Script::of(letter) else { continue };
        for (at, language) in LANGUAGES.iter().enumerate().filter(|(_, language)| language.script == script) {
            of_script[at] += count;
            // ASCII letters are those of every language of the script.
            let is_own = !letter.is_ascii() && letter.to_lowercase().any(|small| language.letters.contains(small));
            own[at] += if is_own { count } else { 0 };
        }
    }
    // Of equals the last is taken, so the codes are looked at from the end.
    let best = (0..CODES.len()).rev().max_by_key(|&at| (of_script[at], own[at]));
    best.map_or(CODES[0], |at| CODES[at])
}

/// How often each of the letters stands there: a text has many letters, but few different ones.
fn counted(letters: impl Iterator<Item = char>) -> impl Iterator<Item = (char, usize)> {
    // The letters up to U+052F, which most texts are written with, and all others.
    let mut near = [0_usize; 0x530];
    let mut far: BTreeMap<char, usize> = BTreeMap::new();
    for letter in letters {
        match near.get_mut(letter as usize) {
            Some(count) => *count += 1,
            None => *far.entry(letter).or_default() += 1,
        }
    }
    let near = (0..).map_while(char::from_u32).zip(near).filter(|(_, count)| *count > 0);
    near.chain(far)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_decides_and_then_the_letters() {
        assert_eq!(guess("He wrote to Чичерин that all was well."), "en");
        assert_eq!(guess("Он писал в Times, что всё хорошо, и мы этому верим."), "ru");
        assert_eq!(guess("Він писав, що все гаразд, і ми цьому віримо."), "uk");
        assert_eq!(guess("Письмо от Петра"), "ru");
        assert_eq!(guess(""), "en");
    }

    #[test]
    fn each_letter_is_counted_once_with_its_number() {
        let letters: Vec<(char, usize)> = counted("aжa\u{10d0}ж\u{10d0}\u{52f}".chars()).collect();
        assert_eq!(letters, [('a', 2), ('ж', 2), ('\u{52f}', 1), ('\u{10d0}', 2)]);
    }
}
