//! Groups by the shape of their names: abbreviations, heads of organisations with what belongs to them.

use crate::lang::{Base, Cases, Kind, ListedKind, Role};
use crate::read::ThingKind;
use crate::text::{is_alphabetic, is_roman_number, is_uppercase};

use super::quoted::is_opening;
use super::tokens::{Look, Token};
use super::{Hit, Reader, Thing};

/// An organisation's name from one token to another.
pub(super) struct Organisation {
    pub(super) end: usize,
    pub(super) base: String,
    pub(super) cases: Cases,
}

/// What follows a head and belongs to it.
struct Tail {
    end: usize,
    /// Whether a state or another group is in it.
    named: bool,
}

impl Reader<'_> {
    /// The group named from this token on.
    pub(super) fn group_at(&self, at: usize) -> Option<Hit> {
        if let Some(quoted) = self.quoted(at) {
            return Some(quoted);
        }
        let found =
            if self.pack.declension.is_empty() || self.is_foreign(at) { self.phrase_of_capitals(at) } else { self.organisation(at) }?;
        Some(Hit { start: at, end: found.end, rule: "organisation", thing: Thing::Named(ThingKind::Group, found.base, found.cases) })
    }

    fn organisation(&self, at: usize) -> Option<Organisation> {
        let look = self.tokens.look(at);
        let numbered =
            look == Look::Number && self.tokens.raw(at).contains('-') || look == Look::Upper && is_roman_number(self.tokens.raw(at));
        // "СПбФ АРАН": one written with small letters may begin a chain of them.
        let mixed = || look == Look::Capital && self.is_abbreviation(at) && self.tokens.follows(at + 1) && self.is_abbreviation(at + 1);
        if !numbered && (look == Look::Upper || mixed()) {
            return self.abbreviations(at);
        }
        let mut head = at + usize::from(numbered);
        while head < at + 6 && self.tokens.follows(head + 1) && self.is_modifier(head, at) {
            head += 1;
        }
        if numbered && !self.tokens.follows(at + 1) {
            return None;
        }
        let word = [Kind::Head, Kind::StateHead].into_iter().find_map(|kind| self.tokens.known(head).word(kind));
        let made = self.tokens.look(head) == Look::Capital && self.made(head).is_some();
        let (base, cases) = match word {
            Some(word) => (word.base.clone(), word.cases),
            None if made => self.made(head)?,
            None if self.tokens.look(head) == Look::Upper && head > at => {
                let chain = self.abbreviations(head)?;
                let (base, cases) = self.with_modifiers(at, head, &chain.base, chain.cases, numbered)?;
                return Some(Organisation { end: chain.end, base, cases });
            }
            None => return None,
        };
        let capital = self.tokens.look(head) == Look::Capital;
        let tail = self.tail(head + 1, &base, capital || head > at);
        let modified = head > at;
        let organ = self.pack.names.is(Kind::Organ, &base) && self.is_part_of_abbreviation(head + 1);
        let force = self.pack.names.is(Kind::Force, &base);
        // "Посольский приказ" is a department, "Приказ ВЧК № 3" a paper, "Американская фирма" any.
        if self.pack.names.is(Kind::ModifiedHead, &base)
            && !numbered
            && (!modified && (tail.end == head + 1 || tail.named)
                || self.tokens.all[at].opens && tail.end == head + 1 && self.tokens.known(at).is(Kind::NotName))
        {
            return None;
        }
        let enough = if numbered {
            force
        } else if modified {
            !self.tokens.all[at].opens
                || tail.end > head + 1
                || capital
                || !self.is_plain_adjective(at) && !self.tokens.known(at).is(Kind::NotName)
                || self.explained(head + 1)
                || !self.tokens.all[at].cited && !self.is_written_small(at) && !self.tokens.known(at).is(Kind::NotName)
        } else if capital {
            tail.end > head + 1 && !(self.tokens.all[at].opens && organ) || made && !self.tokens.all[at].opens || made && self.is_long(head)
        } else {
            // "бюро МГК" is a part of the committee, told in common words; "правительство РСФСР" is a name.
            tail.named && self.pack.names.is(Kind::PlainHead, &base) && !organ
        };
        if !enough {
            return None;
        }
        let base = if capital { capitalised(&base) } else { base };
        let (mut base, cases) = self.with_modifiers(at, head, &base, cases, numbered)?;
        if tail.end > head + 1 {
            base.push(' ');
            base.push_str(&self.text(head + 1, tail.end));
        }
        Some(Organisation { end: tail.end, base, cases })
    }

    /// Whether a word is an adjective before the head of an organisation's name; the first one is capitalised.
    fn is_modifier(&self, word: usize, first: usize) -> bool {
        let look = self.tokens.look(word);
        let written = look == Look::Capital || look == Look::Small && word > first;
        let binds = self.tokens.known(word).is(Kind::Function);
        let made = look == Look::Capital && self.pack.names.is_made(&self.tokens.small(word));
        let office = look == Look::Small && self.is_title(word);
        let usable = written && !binds && !made && !office;
        usable && self.is_adjective(word) && !self.tokens.known(word).is(Kind::Head)
    }

    /// An adjective that may be there for the sake of the sentence alone.
    fn is_plain_adjective(&self, at: usize) -> bool {
        self.is_written_small(at) || !self.tokens.all[at].cited
    }

    /// Whether the text writes a word in small letters somewhere.
    pub(super) fn is_written_small(&self, at: usize) -> bool {
        self.small.contains(self.tokens.small(at).as_ref())
    }

    /// Whether an organisation's abbreviation stands here, which is no state's.
    fn is_part_of_abbreviation(&self, at: usize) -> bool {
        self.tokens.look(at) == Look::Upper && !self.place_at(at).is_some_and(|place| self.is_land(&place, at))
    }

    /// Whether a well-known place or state is a state or a place by its list, and no organisation.
    fn is_land(&self, hit: &Hit, at: usize) -> bool {
        let listed = self.tokens.listed(at);
        hit.start == at && listed.iter().any(|listed| listed.kind != ListedKind::Group)
    }

    /// Whether an abbreviation in brackets follows: "(ВСНХ)".
    fn explained(&self, at: usize) -> bool {
        let short = at + 1 + usize::from(is_opening(self.tokens.look(at + 1)));
        self.tokens.is(at, '(') && self.tokens.look(short) == Look::Upper
    }

    fn is_long(&self, at: usize) -> bool {
        self.tokens.word(at).chars().count() > 6
    }

    /// The base form of a name made of pieces of words.
    fn made(&self, at: usize) -> Option<(String, Cases)> {
        let options = self.bases(at, Role::Noun);
        let made = || options.iter().filter(|base| self.pack.names.is_made_small(&base.text));
        let base = made().find(|base| base.cases.has_base()).or_else(|| made().next())?;
        Some((base.text.clone(), base.cases))
    }

    /// Adjectives in the base form that agrees with the head, before it.
    fn with_modifiers(&self, at: usize, head: usize, noun: &str, cases: Cases, numbered: bool) -> Option<(String, Cases)> {
        let mut base = String::new();
        let mut all = cases;
        for word in at..head {
            if numbered && word == at {
                base.push_str(self.tokens.raw(word));
            } else {
                let noun = noun.split([' ', '(']).next().unwrap_or(noun);
                let adjective = if noun.chars().nth(1).is_some_and(is_uppercase) {
                    self.bases(word, Role::Adjective).first().cloned()
                } else {
                    self.agreeing(word, &noun.to_lowercase(), all)
                }?;
                all = if all.is_empty() { adjective.cases } else { all.and(adjective.cases) };
                base.push_str(&adjective.text);
            }
            base.push(' ');
        }
        base.push_str(noun);
        Some((base, all))
    }

    /// Abbreviations one after another, with the bracket of "РКП(б)" and the state they belong to.
    fn abbreviations(&self, at: usize) -> Option<Organisation> {
        let mut end = at;
        let mut state = false;
        while (end == at || self.tokens.follows(end)) && self.is_abbreviation(end) {
            state = self.tokens.listed(end).iter().any(|listed| listed.kind != ListedKind::Group);
            end += 1;
            if self.tokens.is(end, '(')
                && self.tokens.look(end + 1) == Look::Small
                && self.tokens.raw(end + 1).chars().count() <= 2
                && self.tokens.is(end + 2, ')')
            {
                end += 3;
                let glued = |token: &Token| !token.spaced && matches!(token.look, Look::Letter | Look::Upper);
                end += usize::from(self.tokens.all.get(end).is_some_and(glued));
            }
        }
        if end == at {
            return None;
        }
        if !(state && end == at + 1) {
            end = self.owner(end).or_else(|| self.area(end)).unwrap_or(end);
        }
        Some(Organisation { end, base: self.text(at, end), cases: self.pack.declension.all_cases() })
    }

    pub(super) fn is_abbreviation(&self, at: usize) -> bool {
        let word = self.tokens.raw(at);
        let letters = word.chars().count();
        // "HHStA": an archive's capitals with small letters between them.
        let mixed = || {
            self.tokens.all[at].cited && {
                let capitals: String = word.chars().filter(|letter| letter.is_uppercase()).collect();
                capitals.chars().count() > 2 && !is_roman_number(&capitals)
            }
        };
        (self.tokens.look(at) == Look::Upper || self.tokens.look(at) == Look::Capital && mixed())
            && (2..=7).contains(&letters)
            && word.chars().all(|letter| is_alphabetic(letter) || letter == '-')
            && !is_roman_number(word)
            && !self.known(at).is(Kind::NotGroup)
            && !(self.tokens.all[at].cited && self.tokens.look(at + 1) == Look::Number)
            && !(self.shouted(at + 1) || at > 0 && self.shouted(at - 1))
    }

    /// A long word in capitals: the line is a heading.
    fn shouted(&self, at: usize) -> bool {
        self.tokens.look(at) == Look::Upper && self.tokens.raw(at).chars().count() > 7
    }

    /// Whether a small adjective stands in the case of an organisation's owner.
    fn is_owned_adjective(&self, at: usize) -> bool {
        let owner = self.pack.names.owner_case(&self.pack.declension);
        let agrees = |base: &Base| base.gender.is_some() && !base.cases.and(owner).is_empty();
        let capital = || self.tokens.look(at) == Look::Capital && !self.is_listed_place(at) && self.is_adjective(at);
        (self.tokens.look(at) == Look::Small || capital())
            && self.tokens.follows(at)
            && !self.tokens.known_as_written(at).is(Kind::Function)
            && self.bases(at, Role::Adjective).iter().any(agrees)
    }

    /// The state or place in the genitive that an organisation belongs to.
    fn owner(&self, at: usize) -> Option<usize> {
        if !self.tokens.follows(at) {
            return None;
        }
        let hit = self.place_at(at)?;
        match &hit.thing {
            Thing::Named(_, _, cases) if !cases.and(self.pack.names.owner_case(&self.pack.declension)).is_empty() => Some(hit.end),
            _ => None,
        }
    }

    /// "УНКВД по Ленинградской области": the region an organisation is for.
    fn area(&self, at: usize) -> Option<usize> {
        let joined = self.tokens.follows(at) && self.tokens.known_as_written(at).is(Kind::Area) && self.tokens.follows(at + 1);
        self.place_at(at + 1).filter(|_| joined).map(|place| place.end)
    }

    /// "Комиссия по делам церквей": what a body is for, told in small letters after the word for it.
    fn purpose(&self, at: usize) -> Option<usize> {
        let names = &self.pack.names;
        let small = |word: usize| self.tokens.follows(word) && self.tokens.look(word) == Look::Small;
        if !small(at) || !self.tokens.known_as_written(at).is(Kind::Area) {
            return None;
        }
        let events = &self.pack.events;
        let noun = |word: usize, cases: Cases| {
            let form = self.tokens.small(word);
            let other = events.orders.contains(form.as_ref()) || events.is_act(&form) || events.is_finite(&form) || self.is_title(word);
            let fits = |role: Role| self.bases(word, role).iter().any(|base| !base.cases.and(cases).is_empty());
            small(word) && !other && !self.tokens.known_as_written(word).is(Kind::Function) && (fits(Role::Noun) || fits(Role::Adjective))
        };
        let area = names.area_case(&self.pack.declension);
        let first = (at + 1..at + 3).take_while(|&word| noun(word, area)).last()?;
        let owner = names.owner_case(&self.pack.declension);
        let last = (first + 1..first + 3).take_while(|&word| noun(word, owner)).last().unwrap_or(first);
        let inner = || self.organisation(last + 1).filter(|inner| !inner.cases.and(owner).is_empty()).map(|inner| inner.end);
        let named = if self.tokens.follows(last + 1) { inner().or_else(|| self.owner(last + 1)) } else { None };
        Some(named.unwrap_or(last + 1))
    }

    fn tail(&self, at: usize, head: &str, wide: bool) -> Tail {
        let mut tail = Tail { end: at, named: false };
        let owner = self.pack.names.owner_case(&self.pack.declension);
        let mut after_word = false;
        loop {
            let next = tail.end;
            if is_opening(self.tokens.look(next))
                && self.pack.names.is(Kind::Quoted, head)
                && let Some(close) = self.closing(next)
            {
                return Tail { end: close + 1, named: true };
            }
            if !self.tokens.follows(next) {
                return tail;
            }
            if let Some(chain) = self.abbreviations(next) {
                return Tail { end: chain.end, named: true };
            }
            if let Some(inner) = self.organisation(next).filter(|inner| !inner.cases.and(owner).is_empty()) {
                return Tail { end: inner.end, named: true };
            }
            if let Some(end) = self.owner(next) {
                return Tail { end, named: true };
            }
            if wide && let Some(end) = self.purpose(next) {
                tail.end = end;
                return tail;
            }
            let is_tail = |word: usize| self.tokens.known(word).is(Kind::Tail);
            let described = (next..next + 3).find(|&word| !self.is_owned_adjective(word)).filter(|&word| word > next && is_tail(word));
            if wide && is_tail(next) {
                tail.end = next + 1;
                after_word = true;
            } else if wide && let Some(noun) = described.filter(|&noun| self.tokens.follows(noun)) {
                tail.end = noun + 1;
                after_word = true;
            } else if wide
                && self.pack.names.is_link(&self.tokens.word(next))
                && self.tokens.follows(next + 1)
                && is_tail(next + 1)
                && (after_word || next == at)
            {
                tail.end = next + 2;
            } else {
                return tail;
            }
        }
    }

    /// The words of tokens with one space where there was white space.
    pub(super) fn text(&self, start: usize, end: usize) -> String {
        let mut out = String::new();
        for token in start..end {
            if token > start && self.tokens.all[token].spaced && !self.tokens.is(token, '(') {
                out.push(' ');
            }
            out.push_str(&self.tokens.word(token));
        }
        out
    }
}

pub(super) fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map_or_else(String::new, |first| if is_uppercase(first) { word.to_owned() } else { first.to_uppercase().chain(chars).collect() })
}
