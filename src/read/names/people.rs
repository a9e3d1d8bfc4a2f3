//! People by the shape of their names: initials, full names, titles before and after.

use crate::lang::{Base, Cases, Gender, Kind, Role};

use super::tokens::Look;
use super::{Family, Given, Hit, Person, Reader, Thing, cases_of};

/// What was read of a name so far.
struct Partial {
    person: Person,
    end: usize,
}

impl Reader<'_> {
    /// The person named from this token on.
    pub(super) fn person_at(&self, at: usize) -> Option<Hit> {
        self.author(at)
            .or_else(|| self.initials_first(at))
            .or_else(|| self.family_first(at))
            .or_else(|| self.given_first(at))
            .or_else(|| self.ruler(at).map(|(person, end)| hit(at, end, "full-name", person)))
            .or_else(|| self.titled(at))
            .or_else(|| self.two_words(at))
    }

    /// "фон Сект", "де Голль": a family name that begins with a small word.
    pub(super) fn particle_start(&self, at: usize) -> Option<Hit> {
        if !self.pack.names.is_particle(&self.tokens.word(at)) || self.tokens.look(at + 1) != Look::Capital || self.is_ordinary(at + 1) {
            return None;
        }
        let titled = at > 0 && self.is_title(at - 1);
        if !titled && (self.tokens.all[at].cited || self.pack.names.is(Kind::Function, &self.tokens.word(at))) {
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
            let number = is_numeral(self.tokens.raw(start)) && self.is_foreign(start) && !self.is_foreign(start + 2);
            if !letter || number || !self.tokens.is(start + 1, '.') || self.tokens.all[start + 1].spaced {
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
                options = self.restore(next, &[Role::Given]);
            }
            if !options.is_empty() && !self.is_ordinary(next + 1) {
                given.push(Given::Name(options));
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
        if given.is_empty() || self.is_ordinary(at) && !self.starts_source(at) || next_is_name && !(cited && self.starts_source(at)) {
            return None;
        }
        let (family, after) = self.family(at)?;
        (after == at + 1).then(|| hit(at, end, "initials", Person { given, family: Some(family), ..Person::default() }))
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
            let number = is_numeral(self.tokens.raw(next)) && self.is_foreign(next);
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
            cases = cases_of(&options);
            person.given.push(Given::Name(options));
            next += 1;
        }
        if person.given.is_empty() {
            return None;
        }
        if self.tokens.look(next) == Look::Upper && self.tokens.follows(next) && is_numeral(self.tokens.raw(next))
            || self.tokens.look(next) == Look::Letter
                && self.tokens.follows(next)
                && is_numeral(self.tokens.raw(next))
                && (!self.tokens.is(next + 1, '.') || self.is_foreign(next))
        {
            person.numeral = Some(self.tokens.raw(next).to_owned());
            let more = if self.tokens.follows(next + 1) { self.given_options(next + 1) } else { Vec::new() };
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
                options.iter_mut().for_each(|base| base.text = format!("{}-{title}", base.text));
            }
            person.family = Some(family);
            next = self.with_more_words(&mut person, end);
        }
        let Partial { mut person, end } = self.with_title(person, next);
        let end = self.after_title(&mut person, end);
        let end = self.with_epithet(&mut person, at, end);
        if person.family.is_none() && (person.title.is_some() || named > 1 && !self.is_patronymic(next - 1)) {
            person.family = person.given.pop().map(|last| match last {
                Given::Name(options) => Family { fixed: String::new(), options },
                Given::Initial(letter) => Family { fixed: letter, options: Vec::new() },
            });
        }
        let alone = person.family.is_none() && named == 1;
        if alone && (self.is_ordinary(at) || self.tokens.all[at].cited && self.is_foreign(at)) {
            return None;
        }
        Some(hit(at, end, if alone { "given-name" } else { "full-name" }, person))
    }

    /// "граф Пален", "лорд Стрэтфорд": a title, and a name it agrees with.
    fn titled(&self, at: usize) -> Option<Hit> {
        let like_word = || self.is_name_like_a_word(at) && !self.pack.names.is(Kind::Title, &self.tokens.small(at));
        if self.tokens.look(at) != Look::Capital || at == 0 || self.is_ordinary(at) && !like_word() {
            return None;
        }
        if at > 1
            && self.pack.names.is(Kind::Origin, &self.tokens.word(at - 1))
            && self.pack.names.is(Kind::Peer, &self.tokens.small(at - 2))
            && let Some((family, end)) = self.family(at)
        {
            return Some(hit(at, end, "title", Person { family: Some(family), ..Person::default() }));
        }
        let (title, stop) = if self.tokens.is(at - 1, '.') && at > 1 { (at - 2, true) } else { (at - 1, false) };
        let cases = self.title_cases(title, stop)?;
        let options = self.restore(at, &[Role::Surname]);
        if !self.pack.declension.is_empty() && !self.is_foreign(at) && cases_of(&options).and(cases).is_empty() {
            return None;
        }
        let (family, end) = self.family(at)?;
        let mut person = Person { family: Some(family), ..Person::default() };
        let mut last = end;
        if self.tokens.follows(end)
            && self.may_be_family(end, cases_of(&options))
            && !self.begins_full_name(end)
            && !self.is_adjective(at)
            && let Some((second, end)) = self.family(end)
        {
            person.given = vec![Given::Name(self.restore(at, &[Role::Given]))];
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
        if self.has_title(at) || alone.person.title.is_some() {
            let (family, end) = self.family(at)?;
            let Partial { mut person, end } = self.with_title(Person { family: Some(family), ..Person::default() }, end);
            let titled = person.title.is_some();
            let end = self.after_title(&mut person, end);
            return titled.then(|| hit(at, end, "title", person));
        }
        if self.is_uninflected() && at > 0 && self.pack.names.is_article(&self.tokens.small(at - 1)) {
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
        let first = self.restore(at, &[Role::Given]);
        if self.is_uninflected() && self.tokens.look(at + 1) == Look::Letter && self.tokens.is(at + 2, '.') && !self.is_ordinary(at + 3) {
            let given = vec![Given::Name(first), Given::Initial(format!("{}.", self.tokens.word(at + 1)))];
            let (family, end) = self.family(at + 3)?;
            return Some(hit(at, end, "full-name", Person { given, family: Some(family), ..Person::default() }));
        }
        let adjective = self.is_adjective(at + 1) && !self.stands_for_itself(at + 1);
        if !self.stand_together(&first, &self.restore(at + 1, &[Role::Surname]))
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
    fn begins_full_name(&self, at: usize) -> bool {
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
        if !self.is_foreign(at)
            || self.tokens.look(at) != Look::Capital
            || at > start && !matches!(self.tokens.look(at - 1), Look::Mark(',' | ';') | Look::Small)
        {
            return None;
        }
        let mut last = at;
        while last + 1 < end && self.tokens.follows(last + 1) && matches!(self.tokens.look(last + 1), Look::Capital | Look::Upper) {
            last += 1;
        }
        let next = if last == at { None } else { Some((at..last).map(|word| Given::Name(self.restore(word, &[Role::Given]))).collect()) };
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
        let roles: &[Role] = if titled { &[Role::Given] } else { &[Role::Surname] };
        let mut options = self.restore_word(last, next, roles);
        if let Some(first) = head.strip_suffix('-').filter(|first| !first.contains('-')) {
            let firsts = self.restore_word(first, next, &[Role::Surname]);
            options = joined(&firsts, &options, first);
        } else {
            fixed.push_str(head);
        }
        Some((Family { fixed, options }, next + 1))
    }

    /// "de' Medici": whether an apostrophe stands between a small word and the family name.
    fn is_elided(&self, at: usize) -> bool {
        let mark = self.tokens.all.get(at + 1).is_some_and(|token| !token.spaced && matches!(token.look, Look::Mark('\'' | '\u{2019}')));
        mark && self.tokens.look(at + 2) == Look::Capital && self.tokens.all[at + 2].spaced
    }

    /// The title after a name, in the last word ("Кемаль-бея") or after it ("Kemal Bey").
    fn with_title(&self, mut person: Person, end: usize) -> Partial {
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

    fn has_title(&self, at: usize) -> bool {
        let word = self.tokens.word(at);
        word.rfind('-').is_some_and(|hyphen| self.pack.names.honorific(&word[hyphen + 1..]).is_some())
    }

    fn given_options(&self, at: usize) -> Vec<Base> {
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

    /// A listed given name, or any word before a father's name that agrees with it.
    fn first_given(&self, at: usize) -> Vec<Base> {
        let listed = self.given_options(at);
        if !listed.is_empty()
            || self.is_uninflected()
            || self.is_ordinary(at)
            || !self.tokens.follows(at + 1)
            || !self.is_patronymic(at + 1)
        {
            return listed;
        }
        let fathers: Vec<Base> = self.restore(at + 1, &[Role::Patronymic]);
        let fathers: Vec<&Base> = fathers.iter().filter(|base| self.pack.names.patronymic(&base.text).is_some()).collect();
        let agrees = |base: &Base| {
            fathers.iter().any(|father| {
                let gender = self.pack.names.patronymic(&father.text);
                !father.cases.and(base.cases).is_empty() && (base.gender.is_none() || base.gender == gender)
            })
        };
        self.restore(at, &[Role::Given]).into_iter().filter(agrees).collect()
    }

    /// A further given name or the father's name.
    fn later_given(&self, at: usize, before: Cases) -> Vec<Base> {
        if self.tokens.look(at) != Look::Capital {
            return Vec::new();
        }
        if self.is_patronymic(at) {
            let fits = |base: &Base| self.pack.names.patronymic(&base.text).is_some();
            let ends_name = !self.tokens.follows(at + 1) || self.tokens.look(at + 1) != Look::Capital;
            let options: Vec<Base> = self.restore(at, &[Role::Patronymic]).into_iter().filter(fits).collect();
            if !ends_name || self.agree(before, cases_of(&options)) {
                return options;
            }
        }
        let options = self.given_options(at);
        if self.agree(before, cases_of(&options)) { options } else { Vec::new() }
    }

    pub(super) fn is_patronymic(&self, at: usize) -> bool {
        self.tokens.look(at) == Look::Capital
            && self.restore(at, &[Role::Patronymic]).iter().any(|base| self.pack.names.patronymic(&base.text).is_some())
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
        if self.tokens.look(at) != Look::Capital
            || self.is_ordinary(at)
                && self.pack_at(at).names.kinds(&self.tokens.small(at)).all(|kind| kind != Kind::Title)
                && !self.is_name_like_a_word(at)
        {
            return false;
        }
        let options = self.restore(at, &[Role::Surname]);
        let nominative_place = self.is_listed_place(at) && !self.is_uninflected() && !self.is_called_like_place(at, given);
        // A given name in another case is another person: "отписка Нифонта Никону".
        let other = self.pack.names.given(&self.tokens.word(at));
        let other_case = !self.is_uninflected()
            && !other.is_empty()
            && !given.is_empty()
            && other.iter().all(|word| !word.cases.is_empty() && word.cases.and(given).is_empty());
        let unfit = || options.iter().filter(|base| base.prior > -2).all(|base| base.cases.and(given).is_empty());
        let other_case = other_case && (self.begins_full_name(at) || unfit());
        !nominative_place && !other_case && self.agree(given, cases_of(&options))
    }

    /// "Джорджу Вашингтону": a family name called like a well-known town, in the case of the given name before it.
    fn is_called_like_place(&self, at: usize, given: Cases) -> bool {
        let single = self.pack.gazetteer.starting_with(&self.tokens.word(at)).iter().filter(|listed| listed.rest.is_empty());
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
        let bases = self.restore(at, &[Role::Adjective]);
        bases.iter().any(|base| base.gender.is_some()) && !self.is_foreign(at)
    }
}

/// A title after a Latin name in a text of another script.
fn latin_title(reader: &Reader<'_>, at: usize) -> Option<(String, Cases)> {
    let title = reader.pack_at(at).names.honorific(&reader.tokens.word(at))?;
    Some((title.base.clone(), reader.pack.declension.all_cases()))
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

fn is_numeral(word: &str) -> bool {
    word.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X'))
}

fn hit(start: usize, end: usize, rule: &'static str, person: Person) -> Hit {
    Hit { start, end, rule, thing: Thing::Person(person) }
}
