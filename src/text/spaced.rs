//! Letter-spaced words, as old print sets off a name: "Ч и ч е р и н".

use std::sync::LazyLock;

use regex::Regex;

use super::matcher;

/// Shortest word that is taken for a spaced one, in letters.
const SHORTEST: usize = 4;

/// Single letters, each but the last with one space after it.
static LETTERS: LazyLock<Regex> = LazyLock::new(|| matcher(r"\b\p{L}(?:[ \u{a0}\u{2009}\u{202f}]\p{L}){3,}\b"));

/// The pieces of a text without the spaces inside spaced words, with their places.
pub(super) fn joined(text: &str) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    let mut from = 0;
    if !has_lone_letters(text) {
        out.push((0, text));
        return out;
    }
    for found in LETTERS.find_iter(text) {
        let letters: Vec<(usize, char)> = found.as_str().char_indices().filter(|(_, c)| c.is_alphabetic()).collect();
        if letters.iter().all(|(_, c)| c.is_uppercase()) {
            continue;
        }
        // A capital begins the next word: "и в К а р с е".
        let starts: Vec<usize> = (0..letters.len()).filter(|&at| at == 0 || letters[at].1.is_uppercase()).collect();
        for (number, &start) in starts.iter().enumerate() {
            let end = starts.get(number + 1).copied().unwrap_or(letters.len());
            if end - start < SHORTEST {
                continue;
            }
            for &(at, letter) in &letters[start..end - 1] {
                let stop = found.start() + at + letter.len_utf8();
                out.push((from, &text[from..stop]));
                let space = text[stop..].chars().next().map_or(0, char::len_utf8);
                from = stop + space;
            }
        }
    }
    out.push((from, &text[from..]));
    out
}

/// Whether two single characters stand side by side between spaces, as they do in every spaced word: seen much sooner than the pattern says it.
fn has_lone_letters(text: &str) -> bool {
    let (mut length, mut lone) = (0, 0);
    for c in text.chars() {
        if !matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}') {
            length += 1;
            continue;
        }
        lone = if length == 1 { lone + 1 } else { 0 };
        if lone > 1 {
            return true;
        }
        length = 0;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let pieces = joined(text);
        assert_eq!(pieces.iter().map(|(_, piece)| *piece).collect::<String>(), expected, "in: {text}");
        assert!(pieces.iter().all(|(at, piece)| text[*at..].starts_with(piece)));
    }

    #[test]
    fn a_spaced_name_is_one_word() {
        check("Ответил  Ч и ч е р и н,  и скоро.", "Ответил  Чичерин,  и скоро.");
    }

    #[test]
    fn small_words_before_it_stay_apart() {
        check("жил и в К а р с е.", "жил и в Карсе.");
    }

    #[test]
    fn letters_of_a_list_are_no_word() {
        check("столбцы A B C D и о, у, я", "столбцы A B C D и о, у, я");
        check("он и я в К.", "он и я в К.");
    }
}
