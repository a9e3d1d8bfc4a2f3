//! Patterns over words: regular expressions that are soon made.
//!
//! Most of what making one costs goes to the letters of all the scripts of the world, each time a pattern names them. Essays are
//! written with those of a few, and so are the names and titles they cite.

use regex::Regex;

/// What a pattern may name, and what stands for it: the letters up to those of Arabic and Hebrew, with the Latin and Greek
/// ones with several marks, as Vietnamese has them.
const LETTERS: [(&str, &str); 3] = [
    (r"\p{Lu}", r"[\p{Lu}&&[\x00-\u{58f}\u{1e00}-\u{1fff}]]"),
    (r"\p{Ll}", r"[\p{Ll}&&[\x00-\u{58f}\u{1e00}-\u{1fff}]]"),
    (r"\p{L}", r"[\p{L}&&[\x00-\u{7ff}\u{1e00}-\u{1fff}]]"),
];

/// The pattern as written, its letters those that essays are written with.
///
/// # Panics
///
/// Where it is no regular expression: those of ours are literals, or made of escaped words.
#[must_use]
pub fn matcher(text: &str) -> Regex {
    let text = LETTERS.iter().fold(text.to_owned(), |text, (all, ours)| text.replace(all, ours));
    Regex::new(&text).expect("the pattern is ours")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_essays() {
        let name = matcher(r"^\p{Lu}[\p{L}’-]+$");
        for word in ["Nguyễn", "Чичерин", "O’Neil", "Ñandú", "Ἀθήνα", "Ərdoğan", "Ծովինար"] {
            assert!(name.is_match(word), "{word}");
        }
        for word in ["nguyễn", "Карс1921", "A"] {
            assert!(!name.is_match(word), "{word}");
        }
        assert!(matcher(r"^[^\p{Ll}]$").is_match("Я") && !matcher(r"^[^\p{Ll}]$").is_match("я"));
        assert!(matcher(r"^[\p{Latin}&&\p{Lu}]$").is_match("Æ") && !matcher(r"^[\p{Latin}&&\p{Lu}]$").is_match("Я"));
    }
}
