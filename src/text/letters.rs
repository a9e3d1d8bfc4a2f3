//! What a letter is, asked of every character of every essay: the answers of Unicode, sooner for the
//! letters of most texts.

use std::borrow::Cow;

/// Whether a letter; what [`char::is_alphabetic`] says.
#[must_use]
#[inline]
pub fn is_alphabetic(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphabetic(),
        '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}' => true,
        '\u{2010}'..='\u{203a}' => false,
        _ => c.is_alphabetic(),
    }
}

/// Whether a letter or a digit; what [`char::is_alphanumeric`] says.
#[must_use]
#[inline]
pub fn is_alphanumeric(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric(),
        '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}' => true,
        '\u{2010}'..='\u{203a}' => false,
        _ => c.is_alphanumeric(),
    }
}

/// Whether a small letter; what [`char::is_lowercase`] says.
#[must_use]
#[inline]
pub fn is_lowercase(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_lowercase(),
        '\u{400}'..='\u{42f}' => false,
        '\u{430}'..='\u{45f}' => true,
        _ => c.is_lowercase(),
    }
}

/// Whether a capital letter; what [`char::is_uppercase`] says.
#[must_use]
#[inline]
pub fn is_uppercase(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_uppercase(),
        '\u{400}'..='\u{42f}' => true,
        '\u{430}'..='\u{45f}' => false,
        _ => c.is_uppercase(),
    }
}

/// The words in small letters, as [`str::to_lowercase`] writes them; borrowed where they are so already.
#[must_use]
pub fn lowercase(words: &str) -> Cow<'_, str> {
    let bytes = words.as_bytes();
    let mut at = 0;
    let mut capital = None;
    while at < bytes.len() {
        match bytes[at] {
            b'A'..=b'Z' => capital = capital.or(Some(at)),
            0..=0x7f => {}
            // The main letters of the Cyrillic script: U+0400 to U+045F.
            0xd0 if bytes[at + 1] < 0xb0 => {
                capital = capital.or(Some(at));
                at += 1;
            }
            0xd0 => at += 1,
            0xd1 if bytes[at + 1] < 0xa0 => at += 1,
            // Dashes and quotation marks: U+2000 to U+203F.
            0xe2 if bytes[at + 1] == 0x80 => at += 2,
            0xc2 => at += 1,
            _ => return Cow::Owned(words.to_lowercase()),
        }
        at += 1;
    }
    let Some(from) = capital else { return Cow::Borrowed(words) };
    let mut out = String::with_capacity(words.len());
    let mut done = 0;
    // Capitals are few: what stands between them is copied whole.
    for (at, c) in words[from..].char_indices() {
        let lower = main_small(c);
        if lower != c {
            out.push_str(&words[done..from + at]);
            out.push(lower);
            done = from + at + c.len_utf8();
        }
    }
    out.push_str(&words[done..]);
    Cow::Owned(out)
}

/// The small letter of a letter, where it is one character.
#[must_use]
#[inline]
pub fn small(c: char) -> char {
    if matches!(c, '\0'..='\u{7f}' | '\u{400}'..='\u{45f}') {
        return main_small(c);
    }
    let mut letters = c.to_lowercase();
    letters.next().filter(|_| letters.next().is_none()).unwrap_or(c)
}

/// The small letter of an ASCII letter or one of the main Cyrillic ones.
fn main_small(c: char) -> char {
    let distance = match c {
        'A'..='Z' | '\u{410}'..='\u{42f}' => 0x20,
        '\u{400}'..='\u{40f}' => 0x50,
        _ => return c,
    };
    char::from_u32(c as u32 + distance).unwrap_or(c)
}

/// Whether a word is a Roman number as rulers bear it: I, V and X.
#[must_use]
pub fn is_ruler_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|letter| matches!(letter, b'I' | b'V' | b'X'))
}

/// Whether a word is a Roman number of any size.
#[must_use]
pub fn is_roman_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|letter| matches!(letter, b'I' | b'V' | b'X' | b'L' | b'C' | b'D' | b'M'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answers_are_those_of_unicode() {
        for c in '\0'..='\u{1ffff}' {
            assert_eq!(is_alphabetic(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
            assert_eq!(is_lowercase(c), c.is_lowercase(), "{c:?}");
            assert_eq!(is_uppercase(c), c.is_uppercase(), "{c:?}");
            assert!(c.to_lowercase().count() > 1 || c.to_lowercase().eq([small(c)]), "{c:?}");
            let word = format!("a{c}Я");
            assert_eq!(lowercase(&word), word.to_lowercase(), "{c:?}");
            let word = format!("{c}");
            assert_eq!(lowercase(&word), word.to_lowercase(), "{c:?}");
        }
    }

    #[test]
    fn what_is_small_is_not_copied() {
        assert!(matches!(lowercase("карс — «kars» 1921"), Cow::Borrowed(_)));
    }
}
