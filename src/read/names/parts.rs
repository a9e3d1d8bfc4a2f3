//! The parts of a person's name: given names, the father's name, the family name, the title after it.

use std::rc::Rc;

use crate::lang::{Base, Cases, Gender, Kind, Role};

use super::people::Partial;
use super::tokens::Look;
use super::{Family, Options, Person, Reader, cases_of};

impl Reader<'_> {
    /// A family name with its small words; the token after it.
    pub(super) fn family(&self, at: usize) -> Option<(Family, usize)> {
        let mut fixed = String::new();
        let mut next = at;
        while self.tokens.all.get(next).is_some_and(|token| matches!(token.look, Look::Small | Look::Capital))
            && self.pack_at(next).names.is_particle(&self.tokens.small(next))
            && (self.tokens.follows(next + 1) || self.is_elided(next))
        {
            fixed.push_str(&self.tokens.word(next));
            if self.is_elided(next) {
                fixed.push('\'');
                next += 1;
            }
            fixed.push(' ');
            next += 1;
        }
        if self.tokens.look(next) != Look::Capital {
            return None;
        }
        let word = self.tokens.word(next);
        let (head, last) = match word.rfind('-') {
            Some(hyphen) if self.pack.names.honorific(&word[hyphen + 1..]).is_none() => word.split_at(hyphen + 1),
            Some(hyphen) => ("", &word[..hyphen]),
            None => ("", word.as_ref()),
        };
        let titled = head.is_empty() && last.len() < word.len();
        let options = if last.len() == word.len() {
            self.bases(next, Role::Surname)
        } else {
            self.restore_word(last, next, if titled { Role::Given } else { Role::Surname }).into()
        };
        let options = if let Some(first) = head.strip_suffix('-').filter(|first| !first.contains('-')) {
            let firsts = self.restore_word(first, next, Role::Surname);
            joined(&firsts, &options, first).into()
        } else {
            fixed.push_str(head);
            options
        };
        Some((Family { fixed, options }, next + 1))
    }

    /// "de' Medici": whether an apostrophe stands between a small word and the family name.
    pub(super) fn is_elided(&self, at: usize) -> bool {
        let mark = self.tokens.all.get(at + 1).is_some_and(|token| !token.spaced && matches!(token.look, Look::Mark('\'' | '\u{2019}')));
        mark && self.tokens.look(at + 2) == Look::Capital && self.tokens.all[at + 2].spaced
    }

    /// The title after a name, in the last word ("Кемаль-бея") or after it ("Kemal Bey").
    pub(super) fn with_title(&self, mut person: Person, end: usize) -> Partial {
        let last = self.tokens.word(end - 1);
        if let Some(title) = last.rfind('-').and_then(|hyphen| self.pack.names.honorific(&last[hyphen + 1..])) {
            person.title = Some((title.base.clone(), title.cases));
            return Partial { person, end };
        }
        if self.tokens.follows(end)
            && let Some(title) = self.pack_at(end).names.honorific(&self.tokens.word(end))
        {
            person.title = Some((title.base.clone(), title.cases));
            return Partial { person, end: end + 1 };
        }
        Partial { person, end }
    }

    pub(super) fn has_title(&self, at: usize) -> bool {
        let word = self.tokens.word(at);
        word.rfind('-').is_some_and(|hyphen| self.pack.names.honorific(&word[hyphen + 1..]).is_some())
    }

    /// The listed given names that a word may be, or that it is made of; each word is looked up once.
    pub(super) fn given_options(&self, at: usize) -> Options {
        let find = || self.listed_given(at).into();
        let restored = self.tokens.number(at).and_then(|word| self.restored.get(word));
        restored.map_or_else(find, |known| Rc::clone(known.given.get_or_init(find)))
    }

    fn listed_given(&self, at: usize) -> Vec<Base> {
        let word = self.tokens.word(at);
        let word = match word.rfind('-') {
            Some(hyphen) if self.pack.names.honorific(&word[hyphen + 1..]).is_some() => &word[..hyphen],
            _ => &word,
        };
        let listed = |word: &str| -> Vec<Base> {
            let given = self.pack_at(at).names.given(word).iter();
            let all = self.pack.declension.all_cases();
            let base = |word: &crate::lang::Word| Base {
                text: word.base.clone(),
                role: Role::Given,
                gender: word.gender,
                cases: if self.is_foreign(at) { all } else { word.cases },
                prior: 0,
            };
            given.map(base).collect()
        };
        match word.split_once('-') {
            None => listed(word),
            Some((first, second)) => {
                let (firsts, seconds) = (listed(first), listed(second));
                if firsts.is_empty() || seconds.is_empty() { Vec::new() } else { joined(&firsts, &seconds, first) }
            }
        }
    }

    /// A given name that no list has, before a listed one and a family name that agree with it: "Герарда Фридриха Миллера".
    fn given_before_listed(&self, at: usize) -> Options {
        let explained =
            self.is_ordinary(at) || self.is_listed_place(at) || self.is_adjective(at) || self.tokens.all[at].opens && self.is_common(at);
        if self.is_uninflected() || self.is_foreign(at) || self.tokens.look(at) != Look::Capital || explained {
            return Options::default();
        }
        if !self.tokens.follows(at + 1) || !self.tokens.follows(at + 2) || self.is_patronymic(at + 2) || self.has_title(at + 1) {
            return Options::default();
        }
        let second = self.given_options(at + 1);
        let cases = cases_of(&second);
        if second.is_empty() || !self.may_be_family(at + 2, cases) || self.tokens.look(at + 2) != Look::Capital {
            return Options::default();
        }
        let agrees = |base: &Base| base.gender == second[0].gender && !base.cases.and(cases).is_empty() && base.prior > -2;
        self.bases(at, Role::Given).iter().filter(|base| agrees(base)).cloned().collect()
    }

    /// A listed given name, or any word before a father's name that agrees with it.
    pub(super) fn first_given(&self, at: usize) -> Options {
        let mut listed = self.given_options(at);
        if listed.is_empty() {
            listed = self.given_before_listed(at);
        }
        if !listed.is_empty()
            || self.is_uninflected()
            || self.is_ordinary(at)
            || !self.tokens.follows(at + 1)
            || !self.is_patronymic(at + 1)
        {
            return listed;
        }
        let fathers = self.bases(at + 1, Role::Patronymic);
        let fathers: Vec<&Base> = fathers.iter().filter(|base| self.pack.names.patronymic(&base.text).is_some()).collect();
        let agrees = |base: &Base| {
            fathers.iter().any(|father| {
                let gender = self.pack.names.patronymic(&father.text);
                !father.cases.and(base.cases).is_empty() && (base.gender.is_none() || base.gender == gender)
            })
        };
        self.bases(at, Role::Given).iter().filter(|base| agrees(base)).cloned().collect()
    }

    /// A further given name or the father's name.
    pub(super) fn later_given(&self, at: usize, before: Cases) -> Options {
        if self.tokens.look(at) != Look::Capital {
            return Options::default();
        }
        if self.is_patronymic(at) {
            let fits = |base: &Base| self.pack.names.patronymic(&base.text).is_some();
            let ends_name = !self.tokens.follows(at + 1) || self.tokens.look(at + 1) != Look::Capital;
            let options: Options = self.bases(at, Role::Patronymic).iter().filter(|base| fits(base)).cloned().collect();
            if !ends_name || self.agree(before, cases_of(&options)) {
                return options;
            }
        }
        let options = self.given_options(at);
        if self.agree(before, cases_of(&options)) { options } else { Options::default() }
    }

    pub(super) fn is_patronymic(&self, at: usize) -> bool {
        self.tokens.look(at) == Look::Capital
            && self.bases(at, Role::Patronymic).iter().any(|base| self.pack.names.patronymic(&base.text).is_some())
    }

    /// Whether the word may be a family name after a given name in one of these cases.
    pub(super) fn may_be_family(&self, at: usize, given: Cases) -> bool {
        let word = self.tokens.word(at);
        if self.tokens.look(at) == Look::Small {
            let particle = self.pack_at(at).names.is_particle(&word);
            return particle
                && (self.tokens.look(at + 1) == Look::Capital
                    || self.is_elided(at)
                    || self.tokens.look(at + 1) == Look::Small && self.tokens.look(at + 2) == Look::Capital);
        }
        if self.tokens.look(at) != Look::Capital || self.is_ordinary(at) && !self.known(at).is(Kind::Title) && !self.is_name_like_a_word(at)
        {
            return false;
        }
        let options = self.bases(at, Role::Surname);
        let nominative_place = self.is_listed_place(at) && !self.is_uninflected() && !self.is_called_like_place(at, given);
        // A given name in another case is another person: "отписка Нифонта Никону".
        let other = self.pack.names.given(&self.tokens.word(at));
        let other_case = !self.is_uninflected()
            && !other.is_empty()
            && !given.is_empty()
            && other.iter().all(|word| !word.cases.is_empty() && word.cases.and(given).is_empty());
        let unfit = || options.iter().filter(|base| base.prior > -2).all(|base| base.cases.and(given).is_empty());
        let other_case = other_case && (self.begins_full_name(at) || unfit() || !self.tokens.word(at).contains('-'));
        // "Алексея Михайловича Иверскому монастырю": an adjective in another case belongs to what follows.
        let adjectives = self.bases(at, Role::Adjective);
        let adjective = adjectives.iter().filter(|base| base.gender.is_some()).fold(Cases::default(), |all, base| all.or(base.cases));
        let noun =
            options.iter().any(|base| base.prior >= 0 && !base.cases.and(given).is_empty() && base.cases.and(adjective) != base.cases);
        let other_noun = !given.is_empty() && !given.has_base() && !adjective.is_empty() && adjective.and(given).is_empty() && !noun;
        !nominative_place && !other_noun && !other_case && self.agree(given, cases_of(&options))
    }

    /// "Джорджу Вашингтону": a family name called like a well-known town, in the case of the given name before it.
    fn is_called_like_place(&self, at: usize, given: Cases) -> bool {
        let single = self.tokens.listed(at).iter().filter(|listed| listed.rest.is_empty());
        let fits = |listed: &crate::lang::Listed| {
            listed.kind == crate::lang::ListedKind::Place && !given.is_empty() && !listed.cases.and(given).is_empty()
        };
        let all = self.pack.declension.all_cases();
        given != all && single.clone().count() > 0 && single.into_iter().all(fits)
    }

    /// Whether no noun follows that an adjective could belong to.
    pub(super) fn stands_for_itself(&self, at: usize) -> bool {
        if !self.tokens.follows(at + 1) {
            return !self.tokens.is(at + 1, '-');
        }
        let next = self.tokens.small(at + 1);
        self.pack.names.is(Kind::Function, &next) || self.pack.names.ends_like_verb(&next)
    }

    /// Whether a capitalised word is an adjective by its ending, which family names may be too.
    pub(super) fn is_adjective(&self, at: usize) -> bool {
        if self.is_uninflected() || self.is_foreign(at) {
            return false;
        }
        let find = || self.pack.declension.is_form_of(&self.tokens.word(at), Role::Adjective);
        let restored = self.tokens.number(at).and_then(|word| self.restored.get(word));
        restored.map_or_else(find, |known| *known.adjective.get_or_init(find))
    }
}

/// Base forms of two parts with a hyphen: both restored in one case, or the first left as it stands.
fn joined(firsts: &[Base], seconds: &[Base], first: &str) -> Vec<Base> {
    let mut out: Vec<Base> = Vec::new();
    let same = |one: Option<Gender>, other: Option<Gender>| one.is_none() || other.is_none() || one == other;
    let agrees = |start: &Base, second: &Base| !start.cases.and(second.cases).is_empty() && same(start.gender, second.gender);
    for second in seconds {
        for start in firsts.iter().filter(|start| start.text != first && start.gender.is_some() && agrees(start, second)) {
            let gender = second.gender.or(start.gender);
            out.push(Base {
                text: format!("{}-{}", start.text, second.text),
                cases: start.cases.and(second.cases),
                gender,
                ..second.clone()
            });
        }
        out.push(Base { text: format!("{first}-{}", second.text), ..second.clone() });
    }
    out
}
