//! Places: well-known ones, and those that a noun beside them makes one.

use crate::lang::{Base, Before, Gender, Kind, Listed, ListedKind, Role};
use crate::read::ThingKind;

use super::tokens::Look;
use super::{Hit, Reader, Thing, cases_of};

impl<'t> Reader<'t> {
    /// The place, or the listed state or group, named from this token on.
    pub(super) fn place_at(&self, at: usize) -> Option<Hit> {
        let listed = self.listed_at(at);
        let shaped = self
            .adjective_and_noun(at)
            .or_else(|| self.after_place_noun(at))
            .or_else(|| self.two_words_of_place(at))
            .or_else(|| self.imprint(at));
        match (listed, shaped) {
            (Some(listed), Some(shaped)) => Some(if shaped.end > listed.end { shaped } else { listed }),
            (listed, shaped) => listed.or(shaped),
        }
    }

    /// A well-known place, state or group.
    fn listed_at(&self, at: usize) -> Option<Hit> {
        let find = |all: &'t [Listed]| all.iter().find_map(|listed| self.end_of(listed, at).map(|end| (listed, end)));
        let own = find(self.tokens.listed(at)).map(|found| (found, self.pack));
        let foreign = || if self.is_foreign(at) { find(self.listed(at)).map(|found| (found, self.pack_at(at))) } else { None };
        let ((listed, end), pack) = own.or_else(foreign)?;
        let token = self.tokens.all.get(at)?;
        let one_word = end == at + 1;
        if one_word && token.opens && self.small.contains(self.tokens.small(at).as_ref()) {
            return None;
        }
        if one_word && self.tokens.is(end, '-') && self.tokens.look(end + 1) == Look::Number {
            return None;
        }
        // "Дон Педро", "Lord …": a title before a name that is called like a river.
        if one_word && self.is_title(at) && self.tokens.follows(end) && self.tokens.look(end) == Look::Capital {
            return None;
        }
        let kind = if listed.kind == ListedKind::Place { ThingKind::Place } else { ThingKind::Group };
        Some(Hit { start: at, end, rule: "gazetteer", thing: Thing::Named(kind, pack.gazetteer.base(listed).to_owned(), listed.cases) })
    }

    fn end_of(&self, listed: &Listed, at: usize) -> Option<usize> {
        let mut end = at + 1;
        for word in &listed.rest {
            if self.tokens.is(end, '.') {
                end += 1;
            }
            let same = self.tokens.word(end).as_ref() == word || self.tokens.small(end) == word.to_lowercase();
            if !same || self.tokens.all[end].span.start() > self.tokens.all[end - 1].span.end() + 4 {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    /// Whether the words before want a place: "at", "near"; those that letters use as well say nothing.
    pub(super) fn wants_place(&self, at: usize) -> bool {
        if at == 0 || !self.tokens.follows(at) {
            return false;
        }
        if !self.tokens.known(at - 1).is(Kind::BeforePlace) {
            return false;
        }
        let before = self.tokens.small(at - 1);
        let letter = matches!(self.pack.roles.before(&before), Some(Before::Sender | Before::Addressee));
        let moved = || at > 1 && self.tokens.follows(at - 1) && self.tokens.known(at - 2).is(Kind::Motion);
        !letter || moved()
    }

    /// "Strawberry Hill" after "at": two capitalised words that no list knows, where a place is wanted.
    fn two_words_of_place(&self, at: usize) -> Option<Hit> {
        let usable = |word: usize| {
            self.tokens.look(word) == Look::Capital
                && !self.is_ordinary(word)
                && !self.is_listed_place(word)
                && self.given_options(word).is_empty()
        };
        if !self.is_uninflected() || self.tokens.all[at].cited || self.in_heading(at) || !self.wants_place(at) {
            return None;
        }
        if !usable(at)
            || !self.tokens.follows(at + 1)
            || !usable(at + 1)
            || self.tokens.follows(at + 2) && self.tokens.look(at + 2) != Look::Small
        {
            return None;
        }
        let owner = matches!(self.tokens.look(at + 2), Look::Mark('\'' | '\u{2019}'));
        (!owner).then(|| place(at, at + 2, "alone", self.text(at, at + 2), crate::lang::Cases::default()))
    }

    /// "(Knoxville: University Press": a town before its publisher.
    fn imprint(&self, at: usize) -> Option<Hit> {
        let opened = at > 0 && self.tokens.is(at - 1, '(') && self.tokens.is(at + 1, ':') && self.tokens.all[at].cited;
        let town = opened && self.tokens.look(at) == Look::Capital && self.tokens.look(at + 2) == Look::Capital && !self.is_ordinary(at);
        let town = town && !self.pack.citations.see.is_match(&self.text(at, at + 1));
        town.then(|| place(at, at + 1, "imprint", self.text(at, at + 1), crate::lang::Cases::default()))
    }

    /// Whether a word after an office is the land it is over: "президент Франции", not "лорд Абердин".
    pub(super) fn is_land_of(&self, at: usize, office: crate::lang::Cases) -> bool {
        if self.is_uninflected() || self.is_foreign(at) {
            return false;
        }
        let mut single = self.tokens.listed(at).iter().filter(|listed| listed.rest.is_empty()).peekable();
        single.peek().is_some() && single.all(|listed| listed.kind != ListedKind::Place || listed.cases.and(office).is_empty())
    }

    /// Whether a capitalised word is a well-known place by itself.
    pub(super) fn is_listed_place(&self, at: usize) -> bool {
        self.listed(at).iter().any(|listed| listed.rest.is_empty())
    }

    /// "Черноморское побережье", "Нахичеванский край".
    fn adjective_and_noun(&self, at: usize) -> Option<Hit> {
        if self.tokens.look(at) != Look::Capital || !self.tokens.follows(at + 1) {
            return None;
        }
        if self.is_uninflected()
            && self.tokens.known(at).is(Kind::PlaceNoun)
            && self.tokens.look(at + 1) == Look::Capital
            && !self.is_ordinary(at + 1)
            && !self.in_heading(at)
        {
            return Some(place(at, at + 2, "place-noun", self.text(at, at + 2), crate::lang::Cases::default()));
        }
        if !self.is_uninflected() && self.tokens.look(at + 1) == Look::Capital {
            return self.adjectives_and_noun(at).or_else(|| self.adjective_and_name(at));
        }
        let noun = self.tokens.known(at + 1).word(Kind::PlaceHead)?;
        if self.pack.declension.is_empty() {
            let named = self.tokens.look(at + 1) == Look::Capital && !self.tokens.known(at).is(Kind::Function);
            let base = format!("{} {}", self.tokens.word(at), self.tokens.word(at + 1));
            // "John Hall" without an article is a person.
            let article = at > 0 && self.pack.names.is_article(&self.tokens.small(at - 1));
            let before = at.checked_sub(1).map(|before| self.tokens.small(before)).unwrap_or_default();
            let person = !self.pack.names.given(&self.tokens.word(at)).is_empty() && !article;
            let inside = self.pack.names.is(Kind::BeforePlace, &before);
            let titled = at > 0 && self.tokens.look(at - 1) == Look::Capital && self.is_title(at - 1) && !article;
            let named = named && !titled && !(person && !inside && self.tokens.is(at + 2, ','));
            return named.then(|| place(at, at + 2, "place-noun", base, noun.cases));
        }
        if self.tokens.all[at].opens && self.tokens.known(at).is(Kind::NotName) {
            return None;
        }
        let Some(adjective) = self.agreeing(at, &noun.base, noun.cases) else { return self.possessive_and_noun(at) };
        Some(place(at, at + 2, "place-noun", format!("{} {}", adjective.text, noun.base), adjective.cases.and(noun.cases)))
    }

    /// "Иверский Святоозерский монастырь": two or three adjectives before the noun.
    fn adjectives_and_noun(&self, at: usize) -> Option<Hit> {
        let capital = |word: usize| self.tokens.look(word) == Look::Capital && self.tokens.follows(word + 1);
        let head = (at + 2..at + 4).find(|&word| !capital(word)).filter(|&head| (at + 1..head).all(capital))?;
        let noun = self.tokens.known(head).word(Kind::PlaceHead).filter(|_| self.tokens.look(head) == Look::Small)?;
        let mut cases = noun.cases;
        let mut base = String::new();
        for word in at..head {
            let adjective = self.agreeing(word, &noun.base, noun.cases)?;
            cases = cases.and(adjective.cases);
            base.push_str(&adjective.text);
            base.push(' ');
        }
        Some(place(at, head + 1, "place-noun", format!("{base}{}", noun.base), cases))
    }

    /// "Ясная Поляна", "на Сухаревой Башне": an adjective and a noun, both with a capital, in one case.
    fn adjective_and_name(&self, at: usize) -> Option<Hit> {
        let listed = self.is_listed_place(at + 1);
        let plain = self.tokens.all[at].opens || self.tokens.all[at].cited;
        let name = at + 1;
        let quoted = at > 0 && matches!(self.tokens.look(at - 1), Look::Mark('"' | '\u{ab}' | '\u{201e}' | '\u{201c}'));
        if plain && !listed
            || listed && self.tokens.all[at].opens
            || quoted
            || self.is_foreign(at)
            || self.is_ordinary(name)
            || self.is_adjective(name)
            || self.is_office_tail(at)
            || !self.pack.names.given(&self.tokens.word(at)).is_empty()
            || !self.pack.names.given(&self.tokens.word(name)).is_empty()
            || self.tokens.follows(at + 2) && self.tokens.look(at + 2) == Look::Capital && !self.begins_full_name(at + 2)
        {
            return None;
        }
        let role = if listed { Role::Place } else { Role::Noun };
        let fits = |noun: &Base, adjective: &Base| {
            let genders = self.pack.declension.genders(&noun.text, role);
            adjective.gender.is_some_and(|gender| genders.contains(&gender)) && !adjective.cases.and(noun.cases).is_empty()
        };
        let adjectives = self.bases(at, Role::Adjective);
        let mut nouns = self.bases(name, role).to_vec();
        nouns.sort_by_key(|noun| (-noun.prior, !noun.cases.has_base()));
        let pair =
            nouns.iter().find_map(|noun| adjectives.iter().find(|adjective| fits(noun, adjective)).map(|adjective| (adjective, noun)));
        let (adjective, noun) = pair?;
        let base = format!("{} {}", adjective.text, noun.text);
        Some(place(at, at + 2, "place-noun", base, adjective.cases.and(noun.cases)))
    }

    /// "Чудов монастырь", "в Троице-Сергиеве монастыре": what is called after its owner, as by a family name.
    fn possessive_and_noun(&self, at: usize) -> Option<Hit> {
        let noun = self.tokens.known(at + 1).word(Kind::PlaceHead)?;
        let male = |base: &Base| base.gender == Some(Gender::Male) && base.prior == 0 && !base.cases.and(noun.cases).is_empty();
        if self.tokens.look(at + 1) != Look::Small || self.tokens.all[at].cited || !self.pack.names.given(&self.tokens.word(at)).is_empty()
        {
            return None;
        }
        let owner =
            self.bases(at, Role::Surname).iter().find(|base| male(base) && self.pack.names.ends_like_family(&base.text)).cloned()?;
        let stays = noun.cases.and(self.pack.names.owner_case(&self.pack.declension));
        if !stays.is_empty() && noun.cases.without(stays).is_empty() && owner.cases.has_base() {
            return None;
        }
        Some(place(at, at + 2, "place-noun", format!("{} {}", owner.text, noun.base), owner.cases.and(noun.cases)))
    }

    /// The base form of an adjective beside a noun in its base form.
    pub(super) fn agreeing(&self, at: usize, noun: &str, cases: crate::lang::Cases) -> Option<Base> {
        let genders = self.pack.declension.genders(noun, Role::Noun);
        let fits = |base: &Base| base.gender.is_some_and(|gender| genders.contains(&gender)) && !base.cases.and(cases).is_empty();
        self.bases(at, Role::Adjective).iter().find(|base| fits(base)).cloned()
    }

    /// "город Шуша", "г. Шуша", "у крепости Ахалкалаки": the name alone is the mention.
    fn after_place_noun(&self, at: usize) -> Option<Hit> {
        if self.tokens.look(at) != Look::Capital || at == 0 || self.is_ordinary(at) || self.is_adjective(at) && self.tokens.follows(at + 1)
        {
            return None;
        }
        let joint = self.is_uninflected() && at > 1 && self.tokens.known_as_written(at - 1).is(Kind::Origin);
        let before = if joint { at - 2 } else { at - 1 };
        let noun = if self.tokens.is(at - 1, '.') {
            at > 1
                && self.tokens.look(at - 2) == Look::Small
                && self.tokens.known_as_written(at - 2).is(Kind::ShortPlaceNoun)
                && !self.tokens.all[at].cited
                // "В 1897 г. Орлов": a year's mark.
                && !(at > 2 && self.tokens.look(at - 3) == Look::Number)
        } else {
            self.tokens.follows(at) && self.tokens.known(before).is(Kind::PlaceNoun) && self.tokens.look(before) == Look::Small
        };
        if !noun
            || self.pack.declension.is_empty() && !self.tokens.known(at - 1).is(Kind::Function) && self.tokens.look(at + 1) == Look::Capital
        {
            return None;
        }
        let mut options = self.bases(at, Role::Place).to_vec();
        let noun = self.tokens.known(at - 1).word(Kind::PlaceNoun).map(|word| word.cases).unwrap_or_default();
        let like = |text: &str| self.pack.names.ends_like_place(text);
        let bare = noun.is_empty() || noun.has_base();
        options
            .sort_by_key(|option| (option.cases.and(noun).is_empty(), !like(&option.text), -option.prior, option.cases.has_base() != bare));
        let base = options.first()?.text.clone();
        Some(place(at, at + 1, "place-noun", base, cases_of(&options)))
    }
}

fn place(start: usize, end: usize, rule: &'static str, base: String, cases: crate::lang::Cases) -> Hit {
    Hit { start, end, rule, thing: Thing::Named(ThingKind::Place, base, cases) }
}
