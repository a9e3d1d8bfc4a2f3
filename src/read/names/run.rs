//! Groups in a language without cases: capitalised words up to a head, and what small words join to it.

use crate::lang::Kind;

use super::Reader;
use super::groups::Organisation;
use super::tokens::Look;

impl Reader<'_> {
    /// "Ministry of Foreign Affairs", "House of Commons": capitalised words up to a head, and what small words join to it.
    pub(super) fn phrase_of_capitals(&self, at: usize) -> Option<Organisation> {
        let pack = self.pack_at(at);
        let name = |word: usize| matches!(self.tokens.look(word), Look::Capital | Look::Upper);
        let known = |word: usize| self.known_to(pack, word);
        let all = self.pack.declension.all_cases();
        let plain = self.tokens.look(at) == Look::Small && known(at).is(Kind::PlainHead);
        if !name(at) && !plain || name(at) && known(at).is(Kind::Function) {
            return None;
        }
        let mut run = at + 1;
        while !plain && let Some(next) = self.next_of_run(run) {
            run = next;
        }
        let is_head = |word: usize| {
            known(word).is(Kind::Head)
                || known(word).is(Kind::StateHead)
                || word > at && known(word).is(Kind::Firm)
                || self.is_newspaper(at, word)
        };
        let Some(head) = (at..run).rev().find(|&word| is_head(word)) else {
            let made = !self.is_foreign(at) && self.tokens.look(at) == Look::Capital && self.pack.names.is_made(self.tokens.raw(at));
            let ends = made || self.is_newspaper_alone(at) || self.is_abbreviation(at) && !self.is_foreign_word_of_title(at);
            return ends.then(|| Organisation { end: at + 1, base: self.text(at, at + 1), cases: all });
        };
        // "London Missionary Society": right before the head an office says whose it is.
        let of_head = |word: usize| word > at && word + 1 == head;
        let office = |word: usize| known(word).is(Kind::Title) && !known(word).is(Kind::NotName);
        if (at..head).any(|word| office(word) && !of_head(word)) {
            return None;
        }
        let firm = known(head).is(Kind::Firm);
        let mut end = head + 1;
        while !firm && self.tokens.look(end) == Look::Small {
            let word = self.tokens.word(end);
            let (joint, link) = (pack.names.is_joint(&word), pack.names.is_link(&word) && end > head + 1);
            let next = end + 1 + usize::from(joint && pack.names.is_article(&self.tokens.word(end + 1)));
            let is_tail = known(next).is(Kind::Tail);
            if !(joint && (end == head + 1 || is_tail) || link && is_tail) || !name(next) || self.tokens.all[next].opens {
                break;
            }
            if !pack.names.given(&self.tokens.word(next)).is_empty() && !is_tail {
                break;
            }
            if plain && !self.place_at(next).is_some_and(|place| self.is_state(&place)) {
                break;
            }
            end = next + 1;
            while name(end) && self.tokens.follows(end) && !known(end).is(Kind::Function) {
                end += 1;
            }
        }
        let lone = head == at && end == head + 1;
        let of_conference = known(head).is(Kind::NotName) && end > head + 1;
        if lone
            || of_conference
            || head > at
                && end == head + 1
                && self.tokens.all[at].opens
                && !self.tokens.all[at].cited
                && self.is_just_adjective(at)
                && self.tokens.look(head) != Look::Capital
        {
            return None;
        }
        Some(Organisation { end, base: self.text(at, end), cases: all })
    }

    fn is_just_adjective(&self, at: usize) -> bool {
        self.known(at).is(Kind::NotName)
    }

    /// Capitals of a word in a foreign title within another script stand for nothing we know.
    fn is_foreign_word_of_title(&self, at: usize) -> bool {
        self.is_foreign(at) && self.listed(at).is_empty()
    }

    /// The token after one more word of a run of capitalised words, which may cross "&" and "People's".
    fn next_of_run(&self, at: usize) -> Option<usize> {
        let known = |word: usize| self.known_to(self.pack_at(at), word);
        let name = |word: usize| matches!(self.tokens.look(word), Look::Capital | Look::Upper) && !known(word).is(Kind::Function);
        if self.tokens.follows(at) {
            return name(at).then_some(at + 1);
        }
        if self.tokens.is(at, '&') && name(at + 1) {
            return Some(at + 2);
        }
        if !matches!(self.tokens.look(at), Look::Mark('\'' | '\u{2019}')) || self.tokens.all[at].spaced {
            return None;
        }
        let letter = self.tokens.raw(at + 1) == "s" && !self.tokens.all[at + 1].spaced;
        let many = !letter && self.tokens.raw(at - 1).ends_with('s');
        // "The Hudson's Bay Company": nobody has an article before his name.
        let called = at > 1 && self.pack.names.is_article(&self.tokens.small(at - 2)) && !known(at - 1).is(Kind::Title);
        if !many && !called && !known(at - 1).is(Kind::Owner) {
            return None;
        }
        let next = at + 1 + usize::from(letter);
        (self.tokens.all.get(next).is_some_and(|token| token.spaced) && name(next)).then_some(next + 1)
    }

    /// Whether a newspaper's noun stands for one by itself: "the Gazette".
    fn is_newspaper_alone(&self, at: usize) -> bool {
        let names = &self.pack.names;
        at > 0
            && !self.is_foreign(at)
            && self.tokens.look(at) == Look::Capital
            && names.is_article(&self.tokens.small(at - 1))
            && self.tokens.known(at).is(Kind::PressHead)
            && !self.tokens.all[at].cited
            && !self.in_heading(at)
    }

    /// Whether a run of capitalised words ends as newspapers' names do.
    fn is_newspaper(&self, at: usize, last: usize) -> bool {
        let known = self.known_to(self.pack_at(at), last);
        last > at && !self.tokens.all[at].cited && !self.in_heading(at) && known.is(Kind::PressHead)
    }
}
