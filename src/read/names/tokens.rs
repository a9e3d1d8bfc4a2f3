//! A text as words, numbers and signs.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::lang::{Kind, Pack, fold, word_length};
use crate::read::Citation;
use crate::text::{Span, is_alphanumeric, is_lowercase, is_uppercase, lowercase};

/// How a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// A word in small letters.
    Small,
    /// A word that begins with a capital and goes on in small letters.
    Capital,
    /// Two capitals or more, and nothing else but signs.
    Upper,
    /// One capital letter.
    Letter,
    /// Begins with a digit: "1921", "6-я".
    Number,
    /// Any other sign.
    Mark(char),
}

/// A word, a number or a sign.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) span: Span,
    pub(super) look: Look,
    /// Whether white space stands before it.
    pub(super) spaced: bool,
    /// Whether a capital here may be that of a sentence.
    pub(super) opens: bool,
    /// Whether it stands in a citation.
    pub(super) cited: bool,
}

/// A text and its tokens.
pub(super) struct Tokens<'t> {
    text: &'t str,
    pub(super) all: Vec<Token>,
    /// The words of each token, folded.
    words: Vec<Cow<'t, str>>,
    /// The same in small letters.
    small: Vec<Cow<'t, str>>,
    /// For each token the first that is the same word.
    first: Vec<u32>,
}

impl<'t> Tokens<'t> {
    /// Divides a text.
    pub(super) fn new(text: &'t str, citations: &[Citation], pack: &Pack) -> Self {
        let most = text.len() / 7;
        let (all, words, small) = (Vec::with_capacity(most), Vec::with_capacity(most), Vec::with_capacity(most));
        let mut tokens = Self { text, all, words, small, first: Vec::with_capacity(most) };
        let mut met: FxHashMap<&str, u32> = FxHashMap::default();
        let (mut at, mut gap, mut paragraph, mut next_citation) = (0, true, true, 0);
        while let Some(letter) = text[at..].chars().next() {
            if letter.is_whitespace() {
                gap = true;
                paragraph |= letter == '\n';
                at += letter.len_utf8();
                continue;
            }
            let length = if is_alphanumeric(letter) { word_length(&text[at..]) } else { letter.len_utf8() };
            let span = Span::new(at, at + length);
            while citations.get(next_citation).is_some_and(|citation| citation.span.end() <= at) {
                next_citation += 1;
            }
            let cited = citations.get(next_citation).is_some_and(|citation| citation.span.start() <= at);
            let opens = paragraph || tokens.sentence_ended(gap, cited, pack);
            tokens.push(Token { span, look: look(span.of(text), letter, pack), spaced: gap, opens, cited });
            let number = u32::try_from(tokens.first.len()).unwrap_or(u32::MAX);
            tokens.first.push(*met.entry(span.of(text)).or_insert(number));
            (gap, paragraph) = (false, false);
            at += length;
        }
        tokens
    }

    fn push(&mut self, token: Token) {
        let word = fold(token.span.of(self.text));
        self.small.push(match (token.look, &word) {
            (Look::Small | Look::Number | Look::Mark(_), _) => word.clone(),
            (_, Cow::Borrowed(word)) => lowercase(word),
            (_, Cow::Owned(word)) => Cow::Owned(lowercase(word).into_owned()),
        });
        self.words.push(word);
        self.all.push(token);
    }

    /// The words of a token as written.
    pub(super) fn raw(&self, index: usize) -> &'t str {
        self.all.get(index).map_or("", |token| token.span.of(self.text))
    }

    /// The words of a token, folded.
    pub(super) fn word(&self, index: usize) -> Cow<'_, str> {
        Cow::Borrowed(self.words.get(index).map_or("", AsRef::as_ref))
    }

    /// The words of a token, folded and in small letters.
    pub(super) fn small(&self, index: usize) -> Cow<'_, str> {
        Cow::Borrowed(self.small.get(index).map_or("", AsRef::as_ref))
    }

    /// The first token of the text that is the same word as this one.
    pub(super) fn first(&self, index: usize) -> usize {
        self.first.get(index).map_or(index, |first| *first as usize)
    }

    pub(super) fn look(&self, index: usize) -> Look {
        self.all.get(index).map_or(Look::Mark('\n'), |token| token.look)
    }

    /// Whether a token is this sign.
    pub(super) fn is(&self, index: usize, mark: char) -> bool {
        self.look(index) == Look::Mark(mark)
    }

    /// Whether a token is a word that follows the one before it with nothing but a space between, in the same paragraph.
    pub(super) fn follows(&self, index: usize) -> bool {
        index > 0
            && self
                .all
                .get(index)
                .is_some_and(|token| token.spaced && matches!(token.look, Look::Small | Look::Capital | Look::Upper | Look::Letter))
            && !matches!(self.look(index - 1), Look::Mark(_))
            && !self.text[self.all[index - 1].span.end()..self.all[index].span.start()].contains('\n')
    }

    /// Whether a token is the first of a paragraph.
    pub(super) fn starts_paragraph(&self, index: usize) -> bool {
        index == 0 || self.text[self.all[index - 1].span.end()..self.all[index].span.start()].contains('\n')
    }

    /// Words after a title and "of", where the title's bearer goes by the place's name.
    pub(super) fn peerages(&self, pack: &Pack) -> HashSet<&'t str> {
        let origin = |at: &usize| self.look(*at) == Look::Small && pack.names.is(Kind::Origin, self.raw(*at));
        let title = |at: &usize| *at > 0 && pack.names.is(Kind::Peer, &self.small(*at - 1));
        let place = |at: &usize| self.follows(*at + 1) && self.look(*at + 1) == Look::Capital;
        (0..self.all.len()).filter(place).filter(origin).filter(title).map(|at| self.raw(at + 1)).collect()
    }

    /// Paragraphs in which nearly every word has a capital: titles of a language that writes them so.
    pub(super) fn headings(&self) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        let mut start = 0;
        for end in 1..=self.all.len() {
            if end < self.all.len() && !self.starts_paragraph(end) {
                continue;
            }
            let count = |wanted: Look| (start..end).filter(|&at| self.look(at) == wanted && self.word(at).len() > 3).count();
            let (capital, small) = (count(Look::Capital), count(Look::Small));
            if capital >= 3 && small * 4 <= capital && end - start < 40 {
                out.push(start..end);
            }
            start = end;
        }
        out
    }

    /// From the first byte of one token to the last of another, which comes before `end`.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        self.all[start].span.hull(self.all[end - 1].span)
    }

    /// Whether what stands before the next token lets a sentence, or a field of a citation, begin.
    fn sentence_ended(&self, gap: bool, cited: bool, pack: &Pack) -> bool {
        let mut last = self.all.len();
        while last > 0 {
            last -= 1;
            match self.all[last].look {
                Look::Mark(mark) if is_opening(mark) => {
                    if !matches!(mark, '"' | '\'') || !gap {
                        return true;
                    }
                }
                Look::Mark('"' | '\u{bb}' | '\u{201d}' | '\u{201c}' | '\u{2019}' | ')' | ']') => {}
                Look::Mark('.') => return last == 0 || !self.goes_on(last, pack),
                Look::Mark('!' | '?' | '\u{2026}' | ':') => return true,
                Look::Mark('/' | ';') => return cited,
                Look::Mark('-' | '\u{2013}' | '\u{2014}') => return last == 0 || cited && self.is(last.wrapping_sub(1), '.'),
                _ => return false,
            }
        }
        true
    }

    /// Whether a full stop ends an abbreviation or an initial, and no sentence.
    fn goes_on(&self, stop: usize, pack: &Pack) -> bool {
        let before = stop - 1;
        match self.look(before) {
            Look::Letter => true,
            Look::Small | Look::Capital => {
                let small = self.small(before);
                pack.names.is(Kind::Abbreviation, &small)
                    || pack.names.is(Kind::ShortTitle, &self.word(before))
                    || pack.names.is_long_initial(&self.word(before))
            }
            Look::Upper | Look::Number | Look::Mark(_) => false,
        }
    }
}

fn is_opening(mark: char) -> bool {
    matches!(mark, '"' | '\'' | '\u{ab}' | '\u{201e}' | '\u{201c}' | '\u{2018}' | '(' | '[' | '{')
}

fn look(word: &str, first: char, pack: &Pack) -> Look {
    if !is_alphanumeric(first) {
        return Look::Mark(first);
    }
    if !is_cyrillic(first) && first.is_numeric() {
        return Look::Number;
    }
    if !is_uppercase(first) {
        return if begins_with_particle(word, pack) { Look::Capital } else { Look::Small };
    }
    let rest = &word[first.len_utf8()..];
    if rest.is_empty() {
        Look::Letter
    } else if rest.chars().any(is_lowercase) {
        Look::Capital
    } else {
        Look::Upper
    }
}

fn is_cyrillic(letter: char) -> bool {
    ('\u{400}'..='\u{45f}').contains(&letter)
}

/// "аль-Хусейни", "d'Este": a small word that is part of the name it is joined to.
fn begins_with_particle(word: &str, pack: &Pack) -> bool {
    let Some((particle, rest)) = word.split_once(['-', '\'', '\u{2019}']) else { return false };
    rest.chars().next().is_some_and(is_uppercase) && pack.names.is_joined_particle(particle)
}
