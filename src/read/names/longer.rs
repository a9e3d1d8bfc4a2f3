//! What goes on with a person's name: a third word, a ruler's epithet, the place a ruler is called after.

use crate::lang::{Base, Before, Kind, Kinds, Role};
use crate::text::is_ruler_number;

use super::tokens::Look;
use super::{Family, Given, Hit, Options, Person, Reader, Thing, cases_of};

impl Reader<'_> {
    /// Takes the words after a family name that agree with it: "Фридрих Мельхиор Гримм", "Manuel Ignacio de Vivanco".
    pub(super) fn with_more_words(&self, person: &mut Person, mut end: usize) -> usize {
        for _ in 0..2 {
            let Some(family) = &person.family else { return end };
            let fathers_name = (end.saturating_sub(2)..end).any(|word| self.is_patronymic(word)) && self.tokens.look(end) != Look::Small;
            if family.fixed.contains(' ') || !self.tokens.follows(end) || fathers_name {
                return end;
            }
            let cases = cases_of(&family.options);
            if !self.goes_on(end, cases) {
                return end;
            }
            let Some((next, after)) = self.family(end) else { return end };
            person.given.push(Given::Name(self.bases(end - 1, Role::Given)));
            person.family = Some(next);
            end = after;
        }
        end
    }

    /// "Григорий Карпов сын Котошихин": the father's name as the seventeenth century writes it, and the family name after it.
    pub(super) fn with_filial(&self, person: &mut Person, end: usize) -> Option<usize> {
        let word = self.tokens.known(end).word(Kind::Filial).filter(|_| self.tokens.look(end) == Look::Small)?;
        if !self.tokens.follows(end) || !self.tokens.follows(end + 1) || self.tokens.look(end + 1) != Look::Capital {
            return None;
        }
        let (family, after) = self.family(end + 1)?;
        let father = person.family.take()?;
        let agrees = |base: &&Base| !base.cases.and(word.cases).is_empty();
        let filial = |base: &Base| Base { text: format!("{} {}", base.text, word.base), ..base.clone() };
        person.given.push(Given::Name(father.options.iter().filter(agrees).map(filial).collect()));
        person.family = Some(family);
        Some(after)
    }

    /// "Enno E. Kraehe" in a citation: a given name, middle initials, and the family name before a comma or a bracket.
    pub(super) fn with_middle_initial(&self, at: usize) -> Option<Hit> {
        if self.tokens.look(at) != Look::Capital || !self.tokens.all[at].cited || !(self.is_uninflected() || self.is_foreign(at)) {
            return None;
        }
        let mut given = vec![Given::Name(self.bases(at, Role::Given))];
        let mut next = at + 1;
        while self.tokens.look(next) == Look::Letter && self.tokens.is(next + 1, '.') && given.len() < 4 {
            given.push(Given::Initial(format!("{}.", self.tokens.word(next))));
            next += 2;
        }
        let small = self.tokens.look(next) == Look::Small && self.pack_at(next).names.is_particle(&self.tokens.word(next));
        if given.len() == 1
            || self.is_ordinary(at) && self.given_options(at).is_empty()
            || !(small || self.tokens.look(next) == Look::Capital)
        {
            return None;
        }
        let (family, end) = self.family(next)?;
        let ends = match self.tokens.look(end) {
            Look::Mark(mark) => matches!(mark, ',' | ':' | ';' | ')' | '(' | '[' | '\'' | '\u{2019}'),
            Look::Small => true,
            _ => false,
        };
        // "Gurko B. Memories of War": in this style the family name stands first.
        let sure = !self.given_options(at).is_empty() || self.is_uninflected();
        if !ends || !sure && !self.tokens.is(end, ',') {
            return None;
        }
        Some(Hit { start: at, end, rule: "full-name", thing: Thing::Person(Person { given, family: Some(family), ..Person::default() }) })
    }

    /// "Тихон (Беллавин)": a churchman's family name after the name he took.
    pub(super) fn family_in_brackets(&self, person: &mut Person, named: usize, end: usize) -> (usize, bool) {
        let usable = !self.is_uninflected() && named == 1 && person.family.is_none() && person.title.is_none() && person.numeral.is_none();
        let name = end + 1;
        if !usable || !self.tokens.is(end, '(') || self.tokens.look(name) != Look::Capital || !self.tokens.is(name + 1, ')') {
            return (end, false);
        }
        let cases = match person.given.first() {
            Some(Given::Name(options)) => cases_of(options),
            _ => return (end, false),
        };
        let own = cases_of(&self.bases(name, Role::Surname));
        if self.is_ordinary(name)
            || self.is_listed_place(name)
            || !self.pack.names.given(&self.tokens.word(name)).is_empty()
            || own.and(cases).is_empty()
        {
            return (end, false);
        }
        match self.family(name) {
            Some((family, after)) => {
                person.family = Some(family);
                (after, true)
            }
            None => (end, false),
        }
    }

    /// "Мао Цзэдун": the family name stands first and keeps its form.
    pub(super) fn family_before_given(&self, at: usize) -> Option<Hit> {
        let fixed = self.tokens.look(at) == Look::Capital && self.tokens.known(at).is(Kind::FirstFamily);
        if !fixed || !self.tokens.follows(at + 1) || self.tokens.look(at + 1) != Look::Capital || self.is_ordinary(at + 1) {
            return None;
        }
        if self.is_listed_place(at + 1) || self.is_patronymic(at + 1) || !self.pack.names.given(&self.tokens.word(at + 1)).is_empty() {
            return None;
        }
        let (family, end) = self.family(at + 1)?;
        let all = self.pack.declension.all_cases();
        let first = Base { text: self.tokens.word(at).into_owned(), role: Role::Surname, gender: None, cases: all, prior: 0 };
        let person = Person { given: vec![Given::Name([first].into())], family: Some(family), ..Person::default() };
        Some(Hit { start: at, end, rule: "full-name", thing: Thing::Person(person) })
    }

    /// "Де Линь уехал": a small word of a family name with the capital of a sentence.
    pub(super) fn capital_particle(&self, at: usize) -> Option<Hit> {
        let particle = self.tokens.look(at) == Look::Capital
            && self.tokens.all[at].opens
            && !self.tokens.all[at].cited
            && self.pack.names.is_particle(&self.tokens.small(at))
            && !self.tokens.known(at).is(Kind::Function);
        if !particle || !self.tokens.follows(at + 1) || self.tokens.look(at + 1) != Look::Capital || self.is_ordinary(at + 1) {
            return None;
        }
        let (mut family, end) = self.family(at)?;
        family.fixed = family.fixed.to_lowercase();
        Some(Hit { start: at, end, rule: "title", thing: Thing::Person(Person { family: Some(family), ..Person::default() }) })
    }

    /// Whether a word goes on with a name that stands in these cases.
    fn goes_on(&self, at: usize, cases: crate::lang::Cases) -> bool {
        let small = self.tokens.look(at) == Look::Small;
        if self.is_listed_place(at) || small && self.is_ordinary(at) || !self.may_be_family(at, cases) {
            return false;
        }
        if self.is_uninflected() || self.is_foreign(at) || self.tokens.look(at) == Look::Small {
            return true;
        }
        let own = cases_of(&self.bases(at, Role::Surname));
        !own.and(cases).is_empty() && (!self.is_adjective(at) || self.stands_for_itself(at)) && !self.is_written_small(at)
    }

    /// A title within a name makes one given name with what is before it: "Хосейн-хан Сепахсалар", "Мехмед-паша Соколлу".
    pub(super) fn after_title(&self, person: &mut Person, end: usize) -> usize {
        let Some((title, cases)) = person.title.clone() else { return end };
        if !self.tokens.follows(end)
            || self.tokens.look(end) != Look::Capital
            || self.is_listed_place(end)
            || !self.may_be_family(end, cases)
            || self.is_adjective(end) && !self.stands_for_itself(end)
        {
            return end;
        }
        let own = cases_of(&self.bases(end, Role::Surname));
        if !self.is_uninflected() && own.and(cases).is_empty() {
            return end;
        }
        let Some((family, after)) = self.family(end) else { return end };
        let joint = if self.tokens.word(end - 1).contains('-') { '-' } else { ' ' };
        let titled = |fixed: &str, base: &Base| Base { text: format!("{fixed}{}{joint}{title}", base.text), ..base.clone() };
        if let Some(before) = person.family.take() {
            person.given.push(Given::Name(before.options.iter().map(|base| titled(&before.fixed, base)).collect()));
        } else if let Some(Given::Name(options)) = person.given.pop() {
            person.given.push(Given::Name(options.iter().map(|base| titled("", base)).collect()));
        }
        person.title = None;
        person.family = Some(family);
        after
    }

    /// "Lorenzo the Magnificent", "Barbara of Cilli": what a given name alone goes on with.
    pub(super) fn with_epithet(&self, person: &mut Person, start: usize, end: usize) -> usize {
        if !self.is_uninflected() || person.family.is_some() || person.title.is_some() {
            return end;
        }
        let small = self.tokens.word(end);
        let next = self.tokens.small(end + 1);
        let capital = self.tokens.look(end + 1) == Look::Capital && self.tokens.follows(end + 1);
        let names = &self.pack.names;
        if !self.tokens.follows(end) || !capital {
            return end;
        }
        let fits = if names.is_article(&small) {
            names.is(Kind::Epithet, &next)
        } else {
            names.is(Kind::Origin, &small) && !self.tokens.all[start].cited && self.is_origin(start, end + 1)
        };
        if !fits {
            return end;
        }
        let fixed = self.text(end, end + 2);
        person.family = Some(Family { fixed, options: Options::default() });
        end + 2
    }

    /// Whether a place names a person from there, and no office over it: not "King George of Greece".
    fn is_origin(&self, start: usize, at: usize) -> bool {
        if self.is_ordinary(at) {
            return false;
        }
        let state = self.place_at(at).is_some_and(|place| matches!(place.thing, Thing::Named(crate::read::ThingKind::Group, ..)));
        !(state && start > 0 && self.is_title(start - 1))
    }

    /// "Prempeh II": a name that no list has, with a ruler's number.
    pub(super) fn ruler(&self, at: usize) -> Option<(Person, usize)> {
        if self.tokens.look(at) != Look::Capital
            || self.tokens.all[at].cited
            || self.is_ordinary(at)
            || self.is_listed_place(at)
            || !self.tokens.follows(at + 1)
        {
            return None;
        }
        let names = &self.pack.names;
        let epithet = self.tokens.look(at + 2) == Look::Capital && self.tokens.known(at + 2).is(Kind::Epithet);
        if epithet && names.is_article(&self.tokens.word(at + 1)) {
            let given = vec![Given::Name(self.bases(at, Role::Given))];
            let family = Family { fixed: self.text(at + 1, at + 3), options: Options::default() };
            return Some((Person { given, family: Some(family), ..Person::default() }, at + 3));
        }
        if !is_ruler_number(self.tokens.raw(at + 1)) {
            return None;
        }
        let titled = at > 0 && self.is_title(at - 1);
        let counted = self.tokens.raw(at + 1) == "I" && self.tokens.look(at + 2) == Look::Small && !self.tokens.all[at].opens;
        let long = (self.tokens.look(at + 1) == Look::Upper || counted && self.tokens.known_as_written(at + 2).is(Kind::Function))
            && !(self.tokens.all[at].opens && self.is_common(at));
        if !titled && !long || self.is_adjective(at) && !self.tokens.word(at).contains('-') {
            return None;
        }
        let given = vec![Given::Name(self.bases(at, Role::Given))];
        Some((Person { given, numeral: Some(self.tokens.raw(at + 1).to_owned()), ..Person::default() }, at + 2))
    }

    /// A person called after a place, as the essay says somewhere, where nothing before the name wants a place.
    pub(super) fn peer(&self, at: usize) -> Option<Hit> {
        if self.tokens.look(at) != Look::Capital || at == 0 || !self.peerages.contains(self.tokens.raw(at)) {
            return None;
        }
        let before = self.tokens.small(at - 1);
        let wants_place = self.pack.names.is(Kind::BeforePlace, &before)
            && !matches!(self.pack.roles.before(&before), Some(Before::Sender | Before::Addressee));
        let more = self.tokens.follows(at + 1) && self.tokens.look(at + 1) == Look::Capital;
        if wants_place || more {
            return None;
        }
        let (family, end) = self.family(at)?;
        let person = Person { family: Some(family), ..Person::default() };
        Some(Hit { start: at, end, rule: "peer", thing: Thing::Person(person) })
    }

    /// Whether a family name is also a common word, as "More" is after "Thomas".
    pub(super) fn is_name_like_a_word(&self, at: usize) -> bool {
        const WORDS: Kinds =
            Kinds::of(&[Kind::Title, Kind::NotName, Kind::Function, Kind::Tail, Kind::Motion, Kind::PlaceHead, Kind::PlaceNoun]);
        let small = self.tokens.small(at);
        let names = &self.pack.names;
        self.is_uninflected()
            && !self.tokens.all[at].cited
            && !self.in_heading(at)
            && !small.ends_with('s')
            && !names.ends_like_common(&small)
            && self.tokens.known(at).kinds.within(WORDS)
            && !(self.tokens.follows(at + 1) && matches!(self.tokens.look(at + 1), Look::Capital | Look::Upper))
            && self.tokens.look(at + 1) != Look::Number
    }
}
