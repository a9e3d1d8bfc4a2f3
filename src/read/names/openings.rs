//! Names whose capital may be that of a sentence.

use crate::lang::{Cases, Gender, Kind, Role};

use super::Reader;
use super::tokens::Look;

impl Reader<'_> {
    /// Whether the first word of a sentence is a given name that no list has, before the family name after it.
    pub(super) fn opens_full_name(&self, at: usize) -> bool {
        if self.is_common(at) || self.in_heading(at) {
            return false;
        }
        if self.is_uninflected() {
            return !self.tokens.all[at].cited && !self.pack.names.ends_like_adjective(&self.tokens.word(at));
        }
        let family = self.bases(at + 1, Role::Surname);
        let male = |base: &crate::lang::Base| base.gender == Some(Gender::Male) && base.cases.has_base();
        let first = self.bases(at, Role::Given);
        let masculine = first.iter().any(|base| male(base) && base.text == self.tokens.word(at));
        let feminine = family.iter().any(|base| {
            base.gender == Some(Gender::Female) && base.cases.has_base() && self.pack.declension.is_kind(&base.text, Role::Adjective)
        });
        masculine && family.iter().any(|base| base.cases.has_base() && base.gender != Some(Gender::Female)) || feminine
    }

    /// Whether the first word of a sentence is a name by its ending and by what follows: its verb, an apposition, a dash.
    pub(super) fn opens_as_name(&self, at: usize) -> bool {
        let names = &self.pack.names;
        if self.is_common(at) || self.tokens.all[at].cited {
            return false;
        }
        if self.is_uninflected() {
            let owner = matches!(self.tokens.look(at + 1), Look::Mark('\'' | '\u{2019}')) && self.tokens.raw(at + 2) == "s";
            let office = |word: usize| self.tokens.known_as_written(word).is(Kind::Title);
            // "Brown, his son, left".
            let his = || self.pack.events.possessives.contains(self.tokens.small(at + 2).as_ref()) && self.tokens.is(at + 4, ',');
            let apposition = self.tokens.is(at + 1, ',') && (office(at + 2) || his());
            let acts = self.tokens.known_as_written(at + 1).is(Kind::PersonVerb) && !self.tokens.raw(at).ends_with('s');
            return owner && !self.tokens.all[at + 1].spaced || apposition || acts && self.tokens.follows(at + 1);
        }
        if !self.bases(at, Role::Surname).iter().any(|base| base.cases.has_base() && names.ends_like_family(&base.text)) {
            return false;
        }
        match self.tokens.look(at + 1) {
            Look::Small => {
                let next = self.tokens.word(at + 1);
                !self.is_adjective(at) && names.ends_like_verb(&next) && !names.is_of_other_number(&next)
            }
            Look::Mark('\u{2014}' | '\u{2013}') => self.tokens.look(at + 2) == Look::Capital,
            Look::Mark(',') => {
                let next = self.tokens.word(at + 2);
                names.is(Kind::Title, &next) || self.pack.declension.is_kind(&next, Role::Adjective)
            }
            _ => false,
        }
    }

    /// Whether the first word of a sentence is no ordinary one and a verb follows.
    pub(super) fn opens_before_verb(&self, at: usize) -> bool {
        let small = self.tokens.look(at + 1) == Look::Small && self.tokens.follows(at + 1);
        small && !self.is_common(at) && !self.tokens.all[at].cited && self.pack.names.ends_like_verb(&self.tokens.word(at + 1))
    }

    /// Whether a capitalised word is an ordinary one by a list, by its ending, or as the text writes it elsewhere.
    pub(super) fn is_common(&self, at: usize) -> bool {
        let small = self.tokens.small(at);
        let verb = !self.is_uninflected() && self.pack.names.ends_like_verb(&small);
        self.is_ordinary(at) || verb || self.small.contains(small.as_ref()) || self.pack.names.ends_like_common(&small)
    }

    /// Whether a capitalised word says what the small word after it is of: "the Ashanti chiefs".
    pub(super) fn is_attributive(&self, at: usize) -> bool {
        let names = &self.pack.names;
        if !self.tokens.follows(at + 1) || self.tokens.look(at + 1) != Look::Small {
            return false;
        }
        let next = self.tokens.word(at + 1);
        let article = at > 0 && names.is_article(&self.tokens.small(at - 1));
        (article || names.ends_like_adjective(&self.tokens.word(at)))
            && !names.is(Kind::Function, &next)
            && !names.is_particle(&next)
            && !names.ends_like_verb(&next)
    }

    /// Whether an article stands before a capitalised word, as it hardly does before a person's name.
    pub(super) fn has_article(&self, at: usize) -> bool {
        let mut first = at;
        while first > 0 && self.tokens.follows(first) && self.tokens.look(first - 1) == Look::Capital && !self.is_title(first - 1) {
            first -= 1;
            if self.pack.names.is_article(&self.tokens.small(first)) {
                return true;
            }
        }
        first > 0 && self.tokens.follows(first) && self.pack.names.is_article(&self.tokens.small(first - 1))
    }

    /// The cases that the small word before wants.
    pub(super) fn governed(&self, at: usize) -> Cases {
        if at == 0 || !self.tokens.follows(at) {
            return Cases::default();
        }
        self.pack.names.governed(&self.pack.declension, &self.tokens.small(at - 1))
    }

    /// Whether a well-known place stands beside a word, joined to it by a comma or "and".
    pub(super) fn stands_beside_place(&self, at: usize) -> bool {
        let joins = |word: usize| self.tokens.is(word, ',') || self.pack.names.is_link(&self.tokens.word(word));
        at > 1 && joins(at - 1) && self.is_listed_place(at - 2) || joins(at + 1) && self.is_listed_place(at + 2)
    }

    /// Whether a word is a common one shortened: "Кн. 3".
    pub(super) fn is_shortened(&self, at: usize) -> bool {
        self.tokens.is(at + 1, '.') && self.tokens.known(at).is(Kind::Abbreviation)
    }

    /// Whether an office over a word stands before it: "bishop of Veszprém".
    pub(super) fn is_seat_of_office(&self, at: usize) -> bool {
        at > 1 && self.tokens.follows(at) && self.tokens.known_as_written(at - 1).is(Kind::Origin) && self.is_title(at - 2)
    }
}
