//! The words, numbers and marks of a text, each with what it may be in a date.

use crate::lang::dates::{DateWord, Dates, Role};
use crate::text::{Span, is_alphabetic, is_uppercase, small};

/// A word, a number or a mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'p> {
    /// Where it stands.
    pub(super) span: Span,
    /// What it is.
    pub(super) kind: Kind<'p>,
    /// Whether white space stands before it.
    pub(super) spaced: bool,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind<'p> {
    /// Arabic digits, at most nine.
    Number {
        /// What they say.
        value: u32,
        /// How many there are.
        digits: u8,
    },
    /// A word: what it may be in a date, its value as a Roman numeral (0 where it is none),
    /// and whether it begins with a capital letter.
    Word {
        /// What it may be in a date.
        roles: &'p [DateWord],
        /// As a Roman numeral.
        roman: u16,
        /// Begins with a capital.
        capital: bool,
    },
    /// Any other character.
    Mark(char),
    /// The end of a paragraph, or a stretch that is not read.
    Break,
}

/// The tokens of `text`; each of the `masked` spans (in order) is one [`Kind::Break`].
pub(super) fn tokens<'p>(text: &str, masked: &[Span], dates: &'p Dates) -> Vec<Token<'p>> {
    let mut out = Vec::with_capacity(text.len() / 6);
    let mut folded = String::with_capacity(32);
    let mut masked = masked.iter().peekable();
    let mut spaced = true;
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        while masked.next_if(|mask| mask.end() <= at).is_some() {}
        if let Some(mask) = masked.next_if(|mask| mask.start() <= at) {
            out.push(Token { span: Span::new(at, mask.end()), kind: Kind::Break, spaced: true });
            (at, spaced) = (mask.end(), true);
            continue;
        }
        let mut end = at + first.len_utf8();
        if first.is_whitespace() {
            if first == '\n' {
                out.push(Token { span: Span::new(at, end), kind: Kind::Break, spaced: true });
            }
            (at, spaced) = (end, true);
            continue;
        }
        let kind = if first.is_ascii_digit() {
            end = at + text.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            let digits = u8::try_from((end - at).min(10)).unwrap_or(10);
            let value = if digits <= 9 { text[at..end].parse().unwrap_or(u32::MAX) } else { u32::MAX };
            Kind::Number { value, digits }
        } else if is_alphabetic(first) || first == '\u{2116}' {
            end = at + text[at..].find(|c: char| !is_letter(c)).unwrap_or(text.len() - at).max(first.len_utf8());
            word(&text[at..end], dates, &mut folded)
        } else {
            Kind::Mark(first)
        };
        out.push(Token { span: Span::new(at, end), kind, spaced });
        (at, spaced) = (end, false);
    }
    out
}

/// Letters and the marks that stand over them.
fn is_letter(c: char) -> bool {
    is_alphabetic(c) || matches!(c, '\u{300}'..='\u{36f}')
}

fn word<'p>(word: &str, dates: &'p Dates, folded: &mut String) -> Kind<'p> {
    let capital = word.chars().next().is_some_and(is_uppercase);
    folded.clear();
    // No word of a date is longer than 24 letters.
    if word.len() <= 48 {
        for c in word.chars() {
            match c {
                '\u{401}' | '\u{451}' | '\u{450}' | '\u{400}' => folded.push('\u{435}'),
                '\0'..='\u{7f}' | '\u{402}'..='\u{45f}' => folded.push(small(c)),
                _ => folded.extend(c.to_lowercase()),
            }
        }
    }
    Kind::Word { roles: dates.roles(folded), roman: if capital { roman(word, dates) } else { 0 }, capital }
}

/// The value of a Roman numeral up to 39, also where letters of another script stand for its own.
fn roman(word: &str, dates: &Dates) -> u16 {
    if word.len() > 14 {
        return 0;
    }
    let mut value = 0;
    let mut before = 0;
    let mut written = 0;
    for c in word.chars().rev() {
        let digit = match dates.roman_letters.get(&c).copied().unwrap_or(c) {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            _ => return 0,
        };
        if digit < before {
            value -= digit;
        } else {
            value += digit;
            before = digit;
        }
        written += 1;
    }
    // A numeral that is written otherwise than we would write it is a word or a misprint.
    if (1..40).contains(&value) && written == roman_length(value) { u16::try_from(value).unwrap_or(0) } else { 0 }
}

fn roman_length(value: i32) -> i32 {
    value / 10 + [0, 1, 2, 3, 2, 1, 2, 3, 4, 2][usize::try_from(value % 10).unwrap_or(0)]
}

/// A text as tokens, with the questions a grammar asks.
pub(super) struct Line<'p> {
    /// The tokens.
    pub(super) tokens: Vec<Token<'p>>,
    /// The words of the language.
    pub(super) dates: &'p Dates,
}

impl<'p> Line<'p> {
    /// The token at `at`; past the end a break.
    pub(super) fn kind(&self, at: usize) -> Kind<'p> {
        self.tokens.get(at).map_or(Kind::Break, |token| token.kind)
    }

    /// What the word at `at` may be; nothing where no word stands there.
    pub(super) fn roles(&self, at: usize) -> &'p [DateWord] {
        match self.kind(at) {
            Kind::Word { roles, .. } => roles,
            Kind::Number { .. } | Kind::Mark(_) | Kind::Break => &[],
        }
    }

    /// Whether the word at `at` may have this role.
    pub(super) fn is(&self, at: usize, role: Role) -> bool {
        self.roles(at).contains(&DateWord::Role(role))
    }

    /// What `pick` finds first among the roles of the word at `at`.
    pub(super) fn pick<T>(&self, at: usize, pick: impl FnMut(&DateWord) -> Option<T>) -> Option<T> {
        self.roles(at).iter().find_map(pick)
    }

    /// `at`, or one further where the word there has this role.
    pub(super) fn past(&self, at: usize, role: Role) -> usize {
        at + usize::from(self.is(at, role))
    }

    /// Whether this mark stands at `at`.
    pub(super) fn mark(&self, at: usize, mark: char) -> bool {
        self.kind(at) == Kind::Mark(mark)
    }

    /// Whether a dash of any length stands at `at`.
    pub(super) fn dash(&self, at: usize) -> bool {
        matches!(self.kind(at), Kind::Mark('-' | '\u{2010}'..='\u{2015}' | '\u{2212}'))
    }

    /// Whether no white space stands before `at`.
    pub(super) fn glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| !token.spaced)
    }

    /// The number at `at`, where it has this many digits.
    pub(super) fn number(&self, at: usize, digits: std::ops::RangeInclusive<u8>) -> Option<u32> {
        match self.kind(at) {
            Kind::Number { value, digits: count } if digits.contains(&count) => Some(value),
            _ => None,
        }
    }

    /// The Roman numeral at `at`.
    pub(super) fn roman(&self, at: usize) -> Option<u16> {
        match self.kind(at) {
            Kind::Word { roman, .. } if roman > 0 => Some(roman),
            _ => None,
        }
    }

    /// Whether the word at `at` begins with a capital letter.
    pub(super) fn capital(&self, at: usize) -> bool {
        matches!(self.kind(at), Kind::Word { capital: true, .. })
    }

    /// Whether any word stands at `at`.
    pub(super) fn word(&self, at: usize) -> bool {
        matches!(self.kind(at), Kind::Word { .. })
    }

    /// The span of the tokens from `from` up to `to`.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        self.tokens[from].span.hull(self.tokens[to - 1].span)
    }
}
