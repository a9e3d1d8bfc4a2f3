//! Offices, ranks and titles before a name, and the words that go on with them.

use crate::lang::{Cases, Kind};

use super::Reader;

impl Reader<'_> {
    /// Whether a word is an office, a rank or a title.
    pub(super) fn is_title(&self, at: usize) -> bool {
        self.tokens.title(at).is_some()
    }

    /// Whether an adjective after a bishop's office is his see: "митрополит Московский".
    pub(super) fn is_see(&self, title: usize, at: usize) -> bool {
        let names = &self.pack.names;
        self.tokens.known(title).is(Kind::See) && self.is_adjective(at) && names.given(&self.tokens.word(at)).is_empty()
    }

    /// The same, or the second of two: "архиепископ Сибирский и Тобольский".
    pub(super) fn is_of_see(&self, at: usize) -> bool {
        let second = at > 2 && self.pack.names.is_link(&self.tokens.word(at - 1)) && self.is_adjective(at) && self.is_adjective(at - 2);
        at > 0 && self.is_see(at - 1, at) || second && self.is_see(at - 3, at - 2)
    }

    /// Whether a word goes on with the office before it: "Министр Иностранных Дел".
    pub(super) fn is_office_tail(&self, at: usize) -> bool {
        let tail = |word: usize| self.tokens.known(word).is(Kind::Tail);
        let mut before = at;
        let binds = |word: usize| self.tokens.known(word).is(Kind::Function);
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
            return self.tokens.known_as_written(at).word(Kind::ShortTitle).map(|_| self.pack.declension.all_cases());
        }
        let word = self.tokens.title(at)?;
        Some(if word.cases.is_empty() { self.pack.declension.all_cases() } else { word.cases })
    }
}
