//! Offices, ranks and titles before a name, and the words that go on with them.

use crate::lang::{Cases, Kind, Word};

use super::Reader;

impl Reader<'_> {
    /// Whether a word is an office, a rank or a title.
    pub(super) fn is_title(&self, at: usize) -> bool {
        self.title_word(at).is_some()
    }

    /// The title that a word is, or ends in: "секунд-майор".
    fn title_word(&self, at: usize) -> Option<&Word> {
        let names = &self.pack.names;
        let small = self.tokens.small(at);
        // A capital after the hyphen is that of a name, but in "Brigadier-General".
        let word = if self.is_uninflected() { small.as_ref() } else { self.tokens.raw(at) };
        let last = || word.rsplit_once('-').map(|(_, last)| last).filter(|last| names.honorific(last).is_none());
        names.word(Kind::Title, &small).or_else(|| names.word(Kind::Title, last()?))
    }

    /// Whether an adjective after a bishop's office is his see: "митрополит Московский".
    pub(super) fn is_see(&self, title: usize, at: usize) -> bool {
        let names = &self.pack.names;
        names.is(Kind::See, &self.tokens.small(title)) && self.is_adjective(at) && names.given(&self.tokens.word(at)).is_empty()
    }

    /// Whether a word goes on with the office before it: "Министр Иностранных Дел".
    pub(super) fn is_office_tail(&self, at: usize) -> bool {
        let tail = |word: usize| self.pack.names.is(Kind::Tail, &self.tokens.small(word));
        let mut before = at;
        let binds = |word: usize| self.pack.names.is(Kind::Function, &self.tokens.small(word));
        while before > 0 && (tail(before) || before < at && binds(before)) && self.tokens.follows(before) {
            before -= 1;
            if self.is_title(before) {
                return true;
            }
        }
        false
    }

    /// The cases of a title; `None` when the word is none.
    pub(super) fn title_cases(&self, at: usize, stop: bool) -> Option<Cases> {
        if stop {
            return self.pack.names.word(Kind::ShortTitle, &self.tokens.word(at)).map(|_| self.pack.declension.all_cases());
        }
        let word = self.title_word(at)?;
        Some(if word.cases.is_empty() { self.pack.declension.all_cases() } else { word.cases })
    }
}
