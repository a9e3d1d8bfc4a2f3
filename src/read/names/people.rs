//! People by the shape of their names: initials, full names, titles before and after.

use std::rc::Rc;

use crate::lang::{Base, Cases, Gender, Kind, Role};
use crate::text::is_ruler_number;

use super::tokens::Look;
use super::{Family, Given, Hit, Options, Person, Reader, Thing, cases_of};

/// Nobody has more initials.
const MOST_INITIALS: usize = 8;

/// What was read of a name so far.
pub(super) struct Partial {
    pub(super) person: Person,
    pub(super) end: usize,
}

impl Reader<'_> {
    /// The person named from this token on.
    pub(super) fn person_at(&self, at: usize) -> Option<Hit> {
        // "Министр Иностранных Дел Ланской": what an office is for begins no name.
        if self.is_office_tail(at) && self.given_options(at).is_empty() {
            return None;
        }
        self.author(at)
            .or_else(|| self.with_middle_initial(at))
            .or_else(|| self.initials_first(at))
            .or_else(|| self.family_first(at))
            .or_else(|| self.reversed(at))
            .or_else(|| self.given_first(at))
            .or_else(|| self.ruler(at).map(|(person, end)| hit(at, end, "full-name", person)))
            .or_else(|| self.titled(at))
            .or_else(|| self.family_before_given(at))
            .or_else(|| self.capital_particle(at))
            .or_else(|| self.two_words(at))
    }

    /// "фон Сект", "де Голль": a family name that begins with a small word.
    pub(super) fn particle_start(&self, at: usize) -> Option<Hit> {
        if !self.pack.names.is_particle(&self.tokens.word(at)) || self.tokens.look(at + 1) != Look::Capital || self.is_ordinary(at + 1) {
            return None;
        }
        let titled = at > 0 && self.is_title(at - 1);
        if !titled && (self.tokens.all[at].cited || self.tokens.known_as_written(at).is(Kind::Function)) {
            return None;
        }
        let (family, end) = self.family(at)?;
        Some(hit(at, end, "title", Person { family: Some(family), ..Person::default() }))
    }

    /// Initials from this token on, and the token after them.
    fn initials(&self, at: usize) -> (Vec<Given>, usize) {
        let mut initials = Vec::new();
        let mut next = at;
        loop {
            let start = if !initials.is_empty() && self.tokens.is(next, '-') && !self.tokens.all[next].spaced { next + 1 } else { next };
            let word = self.tokens.word(start);
            let letter = self.tokens.look(start) == Look::Letter
                || matches!(self.tokens.look(start), Look::Capital | Look::Upper) && self.pack_at(start).names.is_long_initial(&word);
            let number = is_ruler_number(self.tokens.raw(start)) && self.is_foreign(start) && !self.is_foreign(start + 2);
            if initials.len() == MOST_INITIALS || !letter || number || !self.tokens.is(start + 1, '.') || self.tokens.all[start + 1].spaced
            {
                return (initials, next);
            }
            initials.push(Given::Initial(format!("{word}.")));
            next = start + 2;
        }
    }

    /// "Г. В. Чичерин", "J. Ramsay MacDonald", "Дж.Г." in an aside.
    fn initials_first(&self, at: usize) -> Option<Hit> {
        let (mut given, mut next) = self.initials(at);
        if given.is_empty() {
            return None;
        }
        if given.len() > 1 && matches!(self.tokens.look(next), Look::Mark(')' | ']')) {
            let aside = at > 0 && matches!(self.tokens.look(at - 1), Look::Mark('-' | '\u{2013}' | '\u{2014}'));
            return aside.then(|| hit(at, next, "initials", Person { given, ..Person::default() }));
        }
        if !self.tokens.all.get(next).is_some_and(|token| token.look == Look::Capital || token.look == Look::Small) {
            return None;
        }
        if self.pack.declension.is_empty() && self.tokens.follows(next + 1) && self.tokens.look(next + 1) == Look::Capital {
            let mut options = self.given_options(next);
            if options.is_empty() && !self.is_ordinary(next) && !self.is_listed_place(next + 1) {
                options = self.bases(next, Role::Given);
            }
            if !options.is_empty() && !self.is_ordinary(next + 1) {
                given.push(Given::Name(options));
                next += 1;
            }
        }
        // "Д. Ллойд Джорджу": a listed given name that keeps its form, and the family name.
        if !self.is_uninflected() && self.tokens.follows(next + 1) && self.tokens.look(next + 1) == Look::Capital {
            let stays = self.pack.names.given(&self.tokens.word(next)).iter().any(|word| word.cases.has_base());
            if stays && !self.is_ordinary(next + 1) && !self.is_listed_place(next + 1) && !self.begins_full_name(next + 1) {
                given.push(Given::Name(self.given_options(next)));
                next += 1;
            }
        }
        let (family, end) = self.family(next)?;
        let person = Person { given, family: Some(family), ..Person::default() };
        let Partial { person, end } = self.with_title(person, end);
        Some(hit(at, end, "initials", person))
    }

    /// "Никифоров Л. А."
    fn family_first(&self, at: usize) -> Option<Hit> {
        let comma = usize::from(self.tokens.is(at + 1, ',') && self.tokens.all[at].cited);
        let initial = at + 1 + comma;
        let letter = self.tokens.look(initial) == Look::Letter
            || self.tokens.all[at].cited && self.tokens.look(initial) == Look::Capital && self.tokens.is(initial + 1, '.');
        if self.tokens.look(at) != Look::Capital || !letter || !self.tokens.all[initial].spaced {
            return None;
        }
        let (given, end) = self.initials(at + 1 + comma);
        let next_is_name = self.tokens.look(end) == Look::Capital;
        // "Письмо А. Орлова": the initials belong to the name after them.
        if next_is_name && self.pack.citations.kind_in(&self.tokens.word(at)).is_some() {
            return None;
        }
        let cited = self.tokens.all[at].cited;
        // "Дневник П. А. Валуева": so do those behind any word that is no name.
        if next_is_name && self.is_ordinary(at) {
            return None;
        }
        if given.is_empty() || self.is_ordinary(at) && !self.starts_source(at) || next_is_name && !(cited && self.starts_source(at)) {
            return None;
        }
        let (family, after) = self.family(at)?;
        (after == at + 1).then(|| hit(at, end, "initials", Person { given, family: Some(family), ..Person::default() }))
    }

    /// "Cannon, Garland. 1990.", "Rocher, Rosane and": as lists of works turn the first author's name.
    fn reversed(&self, at: usize) -> Option<Hit> {
        let capital = |word: usize| self.tokens.look(word) == Look::Capital;
        if !self.is_uninflected() || !self.tokens.all[at].opens || !capital(at) || !self.tokens.is(at + 1, ',') || !capital(at + 2) {
            return None;
        }
        let given = self.given_options(at + 2);
        let (more, mut end) = self.initials(at + 3);
        let year = |word: usize| self.tokens.look(word) == Look::Number;
        let dated = self.tokens.is(end, '.') && year(end + 1) || year(end) || self.tokens.is(end, '(') && year(end + 1);
        let closed = dated || (self.tokens.is(end, '.') || self.tokens.is(end, ',')) && !given.is_empty() && self.tokens.all[at].cited;
        if !closed {
            return None;
        }
        let given = if given.is_empty() { self.bases(at + 2, Role::Given) } else { given };
        let (family, after) = self.family(at)?;
        let given: Vec<Given> = std::iter::once(Given::Name(given)).chain(more).collect();
        end = end.max(at + 3);
        (after == at + 1).then(|| hit(at, end, "full-name", Person { given, family: Some(family), ..Person::default() }))
    }

    /// Whether a source of a citation, or the next of its authors, begins here.
    fn starts_source(&self, at: usize) -> bool {
        let cited = self.tokens.all[at].cited;
        cited && (self.tokens.all[at].opens || at > 1 && self.tokens.is(at - 1, ',') && self.tokens.is(at - 2, '.'))
    }

    /// "Жак де Кампредон", "Пётр Алексеевич", "Пётр I", "Мустафа Кемаль-паша"; a given name alone.
    fn given_first(&self, at: usize) -> Option<Hit> {
        if self.tokens.look(at) != Look::Capital {
            return None;
        }
        let mut person = Person::default();
        let mut next = at;
        let mut cases = Cases::default();
        while next == at || self.tokens.follows(next) && !self.has_title(next - 1) {
            let number = is_ruler_number(self.tokens.raw(next)) && self.is_foreign(next);
            if self.tokens.look(next) == Look::Letter && self.tokens.is(next + 1, '.') && next > at && !number {
                person.given.push(Given::Initial(format!("{}.", self.tokens.word(next))));
                next += 2;
                if self.tokens.look(next) != Look::Capital {
                    return None;
                }
                continue;
            }
            let options = if person.given.is_empty() { self.first_given(next) } else { self.later_given(next, cases) };
            if options.is_empty() {
                break;
            }
            let own = cases_of(&options);
            cases = if cases.and(own).is_empty() { own } else { cases.and(own) };
            person.given.push(Given::Name(options));
            next += 1;
        }
        if person.given.is_empty() {
            return None;
        }
        if self.tokens.look(next) == Look::Upper && self.tokens.follows(next) && is_ruler_number(self.tokens.raw(next))
            || self.tokens.look(next) == Look::Letter
                && self.tokens.follows(next)
                && is_ruler_number(self.tokens.raw(next))
                && (!self.tokens.is(next + 1, '.') || self.is_foreign(next))
        {
            person.numeral = Some(self.tokens.raw(next).to_owned());
            let more = if self.tokens.follows(next + 1) { self.given_options(next + 1) } else { Options::default() };
            if !self.is_uninflected() && !more.is_empty() && !cases_of(&more).and(cases).is_empty() {
                person.given.push(Given::Name(more));
                next += 1;
            }
            return Some(hit(at, next + 1, "full-name", person));
        }
        let named = person.given.len();
        let after_initial = matches!(person.given.last(), Some(Given::Initial(_)));
        if (self.tokens.follows(next) || after_initial)
            && self.may_be_family(next, cases)
            && let Some((family, end)) = self.family(next)
        {
            if self.has_title(next - 1)
                && let Some((title, _)) = self.with_title(Person::default(), next).person.title
                && let Some(Given::Name(options)) = person.given.last_mut()
            {
                Rc::make_mut(options).iter_mut().for_each(|base| base.text = format!("{}-{title}", base.text));
            }
            person.family = Some(family);
            next = self.with_filial(&mut person, end).unwrap_or_else(|| self.with_more_words(&mut person, end));
        }
        let Partial { mut person, end } = self.with_title(person, next);
        let end = self.after_title(&mut person, end);
        let end = self.with_epithet(&mut person, at, end);
        if person.family.is_none() && (person.title.is_some() || named > 1 && !self.is_patronymic(next - 1)) {
            person.family = person.given.pop().map(|last| match last {
                Given::Name(options) => Family { fixed: String::new(), options },
                Given::Initial(letter) => Family { fixed: letter, options: Options::default() },
            });
        }
        let (mut end, bracketed) = self.family_in_brackets(&mut person, named, end);
        if bracketed && self.tokens.is(end, ')') {
            end += 1;
        }
        let alone = person.family.is_none() && named == 1;
        if alone && (self.is_ordinary(at) || self.tokens.all[at].cited && self.is_foreign(at)) {
            return None;
        }
        Some(hit(at, end, if alone { "given-name" } else { "full-name" }, person))
    }

    /// "граф Пален", "лорд Стрэтфорд": a title, and a name it agrees with.
    fn titled(&self, at: usize) -> Option<Hit> {
        let like_word = || self.is_name_like_a_word(at) && !self.tokens.known(at).is(Kind::Title);
        if self.tokens.look(at) != Look::Capital || at == 0 || self.is_ordinary(at) && !like_word() {
            return None;
        }
        if at > 1
            && self.tokens.known_as_written(at - 1).is(Kind::Origin)
            && self.tokens.known(at - 2).is(Kind::Peer)
            && let Some((family, end)) = self.family(at)
        {
            return Some(hit(at, end, "title", Person { family: Some(family), ..Person::default() }));
        }
        let (title, stop) = if self.tokens.is(at - 1, '.') && at > 1 { (at - 2, true) } else { (at - 1, false) };
        let cases = self.title_cases(title, stop)?;
        if self.is_land_of(at, cases) || self.is_see(title, at) {
            return None;
        }
        // "A Patriarch Comes In": where every word has a capital, one behind a title is no name yet.
        if self.in_heading(at)
            && self.is_uninflected()
            && !self.tokens.known_as_written(title).is(Kind::ShortTitle)
            && self.pack.names.ends_like_verb(&self.tokens.small(at))
        {
            return None;
        }
        let options = self.bases(at, Role::Surname);
        if !self.pack.declension.is_empty() && !self.is_foreign(at) && cases_of(&options).and(cases).is_empty() {
            return None;
        }
        let (family, end) = self.family(at)?;
        let mut person = Person { family: Some(family), ..Person::default() };
        let mut last = end;
        if self.tokens.follows(end)
            && !self.in_heading(at)
            && self.may_be_family(end, cases_of(&options))
            && !self.begins_full_name(end)
            && !self.is_adjective(at)
            && let Some((second, end)) = self.family(end)
        {
            person.given = vec![Given::Name(self.bases(at, Role::Given))];
            person.family = Some(second);
            last = end;
        }
        if !person.given.is_empty() {
            last = self.with_more_words(&mut person, last);
        }
        let Partial { mut person, end } = self.with_title(person, last);
        let end = self.after_title(&mut person, end);
        Some(hit(at, end, "title", person))
    }

    /// Two capitalised words that agree and that nothing else explains: "Николаос Трикупис".
    fn two_words(&self, at: usize) -> Option<Hit> {
        if self.tokens.look(at) != Look::Capital {
            return None;
        }
        let alone = self.with_title(Person::default(), at + 1);
        // "Крымский хан": an adjective before an office is no name.
        if self.has_title(at) || alone.person.title.is_some() && !self.is_adjective(at) {
            let (family, end) = self.family(at)?;
            let Partial { mut person, end } = self.with_title(Person { family: Some(family), ..Person::default() }, end);
            let titled = person.title.is_some();
            let end = self.after_title(&mut person, end);
            return titled.then(|| hit(at, end, "title", person));
        }
        if self.is_uninflected() && at > 0 && self.pack.names.is_article(&self.tokens.small(at - 1)) {
            return None;
        }
        if self.is_uninflected() && self.wants_place(at) && self.given_options(at).is_empty() {
            return None;
        }
        let usable = |word: usize| !self.is_ordinary(word) && !self.is_listed_place(word) && !self.is_adjective(word);
        if !self.tokens.follows(at + 1) || self.is_foreign(at) || !usable(at) || self.tokens.all[at].opens && !self.opens_full_name(at) {
            return None;
        }
        if self.is_uninflected() && (self.tokens.all[at].cited || self.in_heading(at)) {
            return None;
        }
        if self.begins_full_name(at + 1) {
            return None;
        }
        let first = self.bases(at, Role::Given);
        if self.is_uninflected() && self.tokens.look(at + 1) == Look::Letter && self.tokens.is(at + 2, '.') && !self.is_ordinary(at + 3) {
            let given = vec![Given::Name(first), Given::Initial(format!("{}.", self.tokens.word(at + 1)))];
            let (family, end) = self.family(at + 3)?;
            return Some(hit(at, end, "full-name", Person { given, family: Some(family), ..Person::default() }));
        }
        let adjective = self.is_adjective(at + 1) && !self.stands_for_itself(at + 1);
        if !self.stand_together(&first, &self.bases(at + 1, Role::Surname))
            || adjective
            || self.is_ordinary(at + 1)
            || !self.may_be_family(at + 1, cases_of(&first))
        {
            return None;
        }
        let (family, end) = self.family(at + 1)?;
        let mut person = Person { given: vec![Given::Name(first)], family: Some(family), ..Person::default() };
        let end = self.with_more_words(&mut person, end);
        if self.tokens.follows(end) && self.tokens.look(end) == Look::Capital && self.is_uninflected() {
            return None;
        }
        let Partial { mut person, end } = self.with_title(person, end);
        let end = self.after_title(&mut person, end);
        Some(hit(at, end, "full-name", person))
    }

    /// Whether a listed given name stands here with the rest of its name: it is nobody's family name.
    pub(super) fn begins_full_name(&self, at: usize) -> bool {
        !self.is_uninflected()
            && !self.pack.names.given(&self.tokens.word(at)).is_empty()
            && self.tokens.follows(at + 1)
            && self.tokens.look(at + 1) == Look::Capital
            && self.pack.names.honorific(&self.tokens.word(at + 1)).is_none()
    }

    /// Whether an unknown given name and a family name may stand in one case, or the given name, a man's, stays as it is.
    fn stand_together(&self, first: &[Base], second: &[Base]) -> bool {
        if self.is_uninflected() {
            return true;
        }
        let likely = |options: &[Base]| {
            let usual = options.iter().filter(|base| base.prior > -2).fold(Cases::default(), |all, base| all.or(base.cases));
            if usual.is_empty() { cases_of(options) } else { usual }
        };
        let stays =
            first.iter().any(|base| base.cases.has_base() && base.gender == Some(Gender::Male) || base.gender.is_none() && base.prior == 0);
        stays || !likely(first).and(likely(second)).is_empty()
    }

    /// Names where a citation says that its author stands.
    fn author(&self, at: usize) -> Option<Hit> {
        let &(start, end) = self.authors.iter().find(|&&(start, end)| start <= at && at < end)?;
        // Of the language itself, those behind the first ("G. E. Ware and Ann Thorne"), and the first where its words can hardly be a body's.
        let plain = |word: usize| !self.is_ordinary(word) && !self.is_listed_place(word);
        let whole = || (2..=4).contains(&(end - start)) && (start..end).all(plain) && self.tokens.look(end) != Look::Capital;
        if !(self.is_foreign(at) || self.is_uninflected() && (at > start || whole()))
            || self.tokens.look(at) != Look::Capital
            || at > start && !matches!(self.tokens.look(at - 1), Look::Mark(',' | ';') | Look::Small)
        {
            return None;
        }
        let mut last = at;
        while last + 1 < end && self.tokens.follows(last + 1) && matches!(self.tokens.look(last + 1), Look::Capital | Look::Upper) {
            last += 1;
        }
        let next = if last == at { None } else { Some((at..last).map(|word| Given::Name(self.bases(word, Role::Given))).collect()) };
        let given: Vec<Given> = next?;
        let (family, end) = self.family(last)?;
        let mut person = Person { given, family: Some(family), ..Person::default() };
        if let Some(title) = latin_title(self, last) {
            person.title = Some(title);
            person.family = person.given.pop().and_then(|given| match given {
                Given::Name(options) => Some(Family { fixed: String::new(), options }),
                Given::Initial(_) => None,
            });
        }
        Some(hit(at, end.max(last + 1), "author", person))
    }
}

/// A title after a Latin name in a text of another script.
fn latin_title(reader: &Reader<'_>, at: usize) -> Option<(String, Cases)> {
    let title = reader.pack_at(at).names.honorific(&reader.tokens.word(at))?;
    Some((title.base.clone(), reader.pack.declension.all_cases()))
}

fn hit(start: usize, end: usize, rule: &'static str, person: Person) -> Hit {
    Hit { start, end, rule, thing: Thing::Person(person) }
}
