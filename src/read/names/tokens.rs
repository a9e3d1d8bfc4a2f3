//! A text as words, numbers and signs.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::lang::{Kind, Known, Listed, Names, Pack, Word, fold, word_length};
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
    /// The number of its word among the essay's words.
    pub(super) word: u32,
    pub(super) look: Look,
    /// Whether white space stands before it.
    pub(super) spaced: bool,
    /// Whether a capital here may be that of a sentence.
    pub(super) opens: bool,
    /// Whether it stands in a citation.
    pub(super) cited: bool,
}

/// What is known of a word of the essay, wherever it stands; found out once.
#[derive(Debug)]
struct Entry<'t> {
    look: Look,
    /// The word, folded.
    word: Cow<'t, str>,
    /// The same in small letters.
    small: Cow<'t, str>,
    /// What the lists know of the folded word, and of it in small letters.
    known: Known<'t>,
    known_small: Known<'t>,
    /// The title that it is, or ends in: "секунд-майор".
    title: Option<&'t Word>,
    /// The names of the gazetteer that it begins.
    listed: &'t [Listed],
}

/// A text, its tokens and its words.
pub(super) struct Tokens<'t> {
    text: &'t str,
    pub(super) all: Vec<Token>,
    words: Vec<Entry<'t>>,
    /// While it is divided: the last token that says whether a sentence may begin, behind white space and without.
    decides: [Option<usize>; 2],
}

impl<'t> Tokens<'t> {
    /// Divides a text.
    pub(super) fn new(text: &'t str, citations: &[Citation], pack: &'t Pack) -> Self {
        let mut tokens =
            Self { text, all: Vec::with_capacity(text.len() / 7), words: Vec::with_capacity(text.len() / 16), decides: [None; 2] };
        let mut met: FxHashMap<&str, u32> = FxHashMap::default();
        met.reserve(text.len() / 16);
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
            let word = *met.entry(span.of(text)).or_insert_with(|| {
                tokens.words.push(Entry::of(span.of(text), letter, pack));
                u32::try_from(tokens.words.len() - 1).expect("a source is refused when it is longer than 4 GiB")
            });
            tokens.push(Token { span, word, look: tokens.words[word as usize].look, spaced: gap, opens, cited });
            (gap, paragraph) = (false, false);
            at += length;
        }
        tokens
    }

    fn push(&mut self, token: Token) {
        let [gapped, glued] = &mut self.decides;
        let this = Some(self.all.len());
        match token.look {
            Look::Mark('"' | '\'') => *glued = this,
            Look::Mark('\u{bb}' | '\u{201d}' | '\u{2019}' | ')' | ']') => {}
            _ => (*gapped, *glued) = (this, this),
        }
        self.all.push(token);
    }

    fn entry(&self, index: usize) -> Option<&Entry<'t>> {
        self.all.get(index).map(|token| &self.words[token.word as usize])
    }

    /// How many different words there are.
    pub(super) fn count_words(&self) -> usize {
        self.words.len()
    }

    /// The number of a token's word among them.
    pub(super) fn number(&self, index: usize) -> Option<usize> {
        self.all.get(index).map(|token| token.word as usize)
    }

    /// The words of a token as written.
    pub(super) fn raw(&self, index: usize) -> &'t str {
        self.all.get(index).map_or("", |token| token.span.of(self.text))
    }

    /// The words of a token, folded.
    pub(super) fn word(&self, index: usize) -> Cow<'_, str> {
        Cow::Borrowed(self.entry(index).map_or("", |entry| &entry.word))
    }

    /// The words of a token, folded and in small letters.
    pub(super) fn small(&self, index: usize) -> Cow<'_, str> {
        Cow::Borrowed(self.entry(index).map_or("", |entry| &entry.small))
    }

    /// What the lists know of a token's words in small letters.
    pub(super) fn known(&self, index: usize) -> Known<'t> {
        self.entry(index).map_or(Known::default(), |entry| entry.known_small)
    }

    /// What the lists know of a token's words with their capitals.
    pub(super) fn known_as_written(&self, index: usize) -> Known<'t> {
        self.entry(index).map_or(Known::default(), |entry| entry.known)
    }

    /// The office, rank or title that a token is, or ends in.
    pub(super) fn title(&self, index: usize) -> Option<&'t Word> {
        self.entry(index)?.title
    }

    /// The names of the gazetteer that a token begins.
    pub(super) fn listed(&self, index: usize) -> &'t [Listed] {
        self.entry(index).map_or(&[], |entry| entry.listed)
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
        let title = |at: &usize| *at > 0 && self.known(*at - 1).is(Kind::Peer);
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
        let Some(last) = self.decides[usize::from(!gap)] else { return true };
        match self.all[last].look {
            Look::Mark(mark) if is_opening(mark) => true,
            Look::Mark('.') => last == 0 || !self.goes_on(last, pack),
            Look::Mark('!' | '?' | '\u{2026}' | ':') => true,
            Look::Mark('/' | ';') => cited,
            Look::Mark('-' | '\u{2013}' | '\u{2014}') => last == 0 || cited && self.is(last - 1, '.'),
            _ => false,
        }
    }

    /// Whether a full stop ends an abbreviation or an initial, and no sentence.
    fn goes_on(&self, stop: usize, pack: &Pack) -> bool {
        let before = stop - 1;
        match self.look(before) {
            Look::Letter => true,
            Look::Small | Look::Capital => {
                self.known(before).is(Kind::Abbreviation)
                    || self.known_as_written(before).is(Kind::ShortTitle)
                    || pack.names.is_long_initial(&self.word(before))
            }
            Look::Upper | Look::Number | Look::Mark(_) => false,
        }
    }
}

impl<'t> Entry<'t> {
    fn of(raw: &'t str, first: char, pack: &'t Pack) -> Self {
        let look = look(raw, first, pack);
        let word = fold(raw);
        if matches!(look, Look::Mark(_)) {
            let (known, small) = (Known::default(), word.clone());
            return Self { look, word, small, known, known_small: known, title: None, listed: &[] };
        }
        let small = match (look, &word) {
            (Look::Small | Look::Number, _) => word.clone(),
            (_, Cow::Borrowed(word)) => lowercase(word),
            (_, Cow::Owned(word)) => Cow::Owned(lowercase(word).into_owned()),
        };
        let known_small = pack.names.known(&small);
        let known = if small == word { known_small } else { pack.names.known(&word) };
        // A capital after the hyphen is that of a name, but in "Brigadier-General".
        let ends = if pack.declension.is_empty() { small.as_ref() } else { raw };
        let title = known_small.word(Kind::Title).or_else(|| title_at_end(ends, &pack.names));
        let listed = pack.gazetteer.starting_with(&word);
        Self { look, word, small, known, known_small, title, listed }
    }
}

/// The title behind the last hyphen of a word, which does not close a name: "секунд-майор", not "Кемаль-паша".
fn title_at_end<'p>(word: &str, names: &'p Names) -> Option<&'p Word> {
    let (_, last) = word.rsplit_once('-')?;
    names.word(Kind::Title, last).filter(|_| names.honorific(last).is_none())
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
