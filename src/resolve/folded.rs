//! Prose as names are looked for in it: whole words between marks, one way of spelling and spacing.

use crate::lang::{fold, word_length};
use crate::text::{Span, is_alphabetic, is_alphanumeric, is_uppercase};

/// Stands before every word, so that a name found in folded prose begins with a word.
const WORD: char = '\u{2}';
/// Stands after every word.
const END: char = '\u{3}';

/// A text folded, and the way back.
pub(super) struct Folded {
    text: String,
    /// (folded byte, byte of the text) where the distance between the two changes.
    anchors: Vec<(u32, u32)>,
}

impl Folded {
    /// Folds a text. White space is one space, none between an initial and what follows it
    /// ("Г. В. Чичерин") and none before a bracket ("РКП (б)"); quotation marks are all `"`.
    pub(super) fn new(text: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(text.len() + text.len() / 4), anchors: Vec::new() };
        let mut at = 0;
        let mut after_initial = false;
        while let Some(letter) = text[at..].chars().next() {
            let length = letter.len_utf8();
            if is_alphanumeric(letter) {
                let end = at + word_length(&text[at..]);
                let initial = is_short(&text[at..end]) && is_uppercase(letter) && text[end..].starts_with('.');
                folded.push_word(text, at, end, initial);
                if initial {
                    folded.text.push('.');
                }
                at = end + usize::from(initial);
                after_initial = initial;
            } else if letter.is_whitespace() {
                let end = text[at..].find(|next: char| !next.is_whitespace()).map_or(text.len(), |length| at + length);
                let paragraph = text[at..end].contains('\n');
                if paragraph || !(after_initial || text[end..].starts_with('(')) {
                    folded.anchor(at);
                    folded.text.push(if paragraph { '\n' } else { ' ' });
                }
                at = end;
                after_initial = false;
            } else {
                folded.anchor(at);
                folded.text.push(if is_quote(letter) { '"' } else { letter });
                at += length;
                if is_quote(letter) {
                    folded.anchor(at);
                }
                after_initial = false;
            }
        }
        folded.anchor(at);
        folded
    }

    /// The folded text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The words of the text that a stretch of the folded text came from.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let start = start + usize::from(self.text[start..].starts_with(WORD));
        let end = end - usize::from(self.text[..end].ends_with(END));
        Span::new(self.original(start), self.original(end))
    }

    fn push_word(&mut self, text: &str, start: usize, end: usize, initial: bool) {
        self.text.push(WORD);
        self.anchor(start);
        let word = fold(&text[start..end]);
        match initial.then(|| like_next(&word, &text[end..])).flatten() {
            Some(letter) => self.text.push(letter),
            None => self.text.push_str(&word),
        }
        self.anchor(end);
        self.text.push(END);
        self.anchor(end);
    }

    fn anchor(&mut self, original: usize) {
        let here = (to_u32(self.text.len()), to_u32(original));
        let follows = self.anchors.last().is_some_and(|last| here.0 - last.0 == here.1.wrapping_sub(last.1));
        if !follows {
            self.anchors.push(here);
        }
    }

    fn original(&self, folded: usize) -> usize {
        let after = self.anchors.partition_point(|&(own, _)| own as usize <= folded);
        let Some(&(own, original)) = after.checked_sub(1).and_then(|index| self.anchors.get(index)) else { return 0 };
        original as usize + (folded - own as usize)
    }
}

/// The look-alike of an initial in the script of the name that follows it.
fn like_next(initial: &str, rest: &str) -> Option<char> {
    let next = rest.chars().find(|letter| is_alphabetic(*letter))?;
    let folded = fold(&format!("{initial}{next}{next}{next}")).chars().next()?;
    Some(folded).filter(|&letter| !initial.starts_with(letter))
}

fn is_short(word: &str) -> bool {
    word.chars().nth(2).is_none()
}

fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '\u{ab}' | '\u{bb}' | '\u{201c}' | '\u{201d}' | '\u{201e}')
}

fn to_u32(offset: usize) -> u32 {
    u32::try_from(offset).expect("a source is refused when it is longer than 1 GiB")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        Folded::new(text).text().replace(WORD, "<").replace(END, ">")
    }

    #[test]
    fn words_stand_between_marks() {
        assert_eq!(show("Энвер-паши «и»"), "<Энвер-паши> \"<и>\"");
    }

    #[test]
    fn initials_have_no_spaces_and_the_script_of_the_name() {
        assert_eq!(show("C. В.  Нацаренус"), "<С>.<В>.<Нацаренус>");
    }

    #[test]
    fn brackets_stand_close() {
        assert_eq!(show("РКП (б)"), "<РКП>(<б>)");
    }

    #[test]
    fn a_case_ending_after_an_apostrophe_is_no_part_of_the_word() {
        assert_eq!(show("Curzon’s L'Harmattan O'Brien Terakki'den"), "<Curzon>’<s> <L'Harmattan> <O'Brien> <Terakki>'<den>");
    }

    #[test]
    fn the_way_back() {
        let text = "(см. Г.  Чичерин «Тimes»";
        let folded = Folded::new(text);
        let start = folded.text().find("\u{2}Г").unwrap();
        let end = folded.text().find("Чичерин\u{3}").unwrap() + "Чичерин\u{3}".len();
        assert!(folded.text().contains("Чичерин"));
        assert_eq!(folded.span(start, end).of(text), "Г.  Чичерин");
        let start = folded.text().find("\u{2}Times").unwrap();
        assert_eq!(folded.span(start, start + "\u{2}Times\u{3}".len()).of(text), "Тimes");
    }
}
