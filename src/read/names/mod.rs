//! Names told by their shape: people, places and groups that no list needs to know.
//!
//! First the sure shapes: initials, full names, titles, organisations, well-known places.
//! What they teach (which family names the essay uses, which words it writes small) then
//! decides about capitalised words that stand alone.

mod alone;
mod groups;
mod longer;
mod openings;
mod parties;
mod parts;
mod people;
mod places;
mod quoted;
mod run;
mod settle;
mod short;
mod titles;
mod tokens;

use std::cell::OnceCell;
use std::collections::HashSet;
use std::ops::Range;
use std::rc::Rc;

use rustc_hash::FxHashSet;

use crate::lang::{Base, Cases, Kind, Kinds, Known, Listed, Pack, Role};
use crate::read::{Citation, NameShape, ThingKind};
use crate::text::{Span, is_alphabetic};

use tokens::{Look, Tokens};

/// The names in a text, in order, none overlapping another.
#[must_use]
pub fn names(text: &str, citations: &[Citation], title: Option<Span>, pack: &Pack) -> Vec<NameShape> {
    let reader = Reader::new(text, citations, title, pack);
    let mut hits = reader.sure();
    parties::add(&reader, &mut hits);
    alone::add(&reader, &mut hits);
    short::add(&reader, &mut hits);
    settle::settle(&reader, hits)
}

/// The base forms that a word may come from.
type Options = Rc<[Base]>;

/// The base forms of one word, each found when it is first asked for.
#[derive(Clone, Debug, Default)]
struct Restored {
    by_role: [OnceCell<Options>; Role::Adjective as usize + 1],
    /// As a listed given name.
    given: OnceCell<Options>,
    /// Whether it is an adjective by its ending.
    adjective: OnceCell<bool>,
}

/// What is needed to read names.
struct Reader<'t> {
    tokens: Tokens<'t>,
    pack: &'t Pack,
    /// Words that the text writes in small letters somewhere.
    small: FxHashSet<&'t str>,
    /// For each token, whether a citation names its author there.
    authors: Vec<(usize, usize)>,
    /// Where the form of a citation says that somebody is named; both sides of a letter follow each other.
    parties: Vec<Range<usize>>,
    /// Where shelf-marks stand, in order: their words are nobody's name.
    shelves: Vec<Range<usize>>,
    /// Paragraphs in which nearly every word has a capital, in order.
    headings: Vec<Range<usize>>,
    /// Places that somebody is called after: "Earl of Durham".
    peerages: HashSet<&'t str>,
    /// Base forms of each word of the essay.
    restored: Vec<Restored>,
}

/// A name found, in token numbers; `end` is one past the last.
#[derive(Clone, Debug)]
struct Hit {
    start: usize,
    end: usize,
    rule: &'static str,
    thing: Thing,
}

#[derive(Clone, Debug)]
enum Thing {
    Person(Person),
    /// A place or a group, with its base form and cases.
    Named(ThingKind, String, Cases),
}

/// A person's name as it stands, each part with what it may come from.
#[derive(Clone, Debug, Default)]
struct Person {
    given: Vec<Given>,
    family: Option<Family>,
    /// The title after the name: base form and cases.
    title: Option<(String, Cases)>,
    /// A ruler's number.
    numeral: Option<String>,
}

#[derive(Clone, Debug)]
enum Given {
    Initial(String),
    Name(Options),
}

/// A family name: what never changes, and the base forms that the rest may come from.
#[derive(Clone, Debug)]
struct Family {
    fixed: String,
    options: Options,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str, citations: &[Citation], title: Option<Span>, pack: &'t Pack) -> Self {
        let tokens = Tokens::new(text, citations, pack);
        let small =
            tokens.all.iter().enumerate().filter(|(_, token)| token.look == Look::Small).map(|(index, _)| tokens.raw(index)).collect();
        let spans = citations.iter().flat_map(|citation| &citation.sources).filter_map(|source| source.author);
        let place = |byte: usize| tokens.all.partition_point(|token| token.span.start() < byte);
        let authors = spans.map(|span| (place(span.start()), place(span.end()))).collect();
        let sources = || citations.iter().flat_map(|citation| &citation.sources);
        let parties = sources().flat_map(|source| &source.named).map(|span| place(span.start())..place(span.end())).collect();
        let shelves = sources().filter_map(|source| source.shelf).map(|span| place(span.start())..place(span.end())).collect();
        let mut headings = if pack.declension.is_empty() { tokens.headings() } else { Vec::new() };
        if let Some(title) = title.filter(|_| pack.declension.is_empty()).map(|title| place(title.start())..place(title.end())) {
            headings.retain(|heading| heading.end <= title.start || heading.start >= title.end);
            headings.push(title);
            headings.sort_by_key(|heading| heading.start);
        }
        let peerages = tokens.peerages(pack);
        let restored = vec![Restored::default(); tokens.count_words()];
        Self { tokens, pack, small, authors, parties, shelves, headings, peerages, restored }
    }

    /// Whether a word stands where nearly every word has a capital, so that a capital says nothing.
    fn in_heading(&self, at: usize) -> bool {
        let after = self.headings.partition_point(|heading| heading.end <= at);
        self.headings.get(after).is_some_and(|heading| heading.contains(&at))
    }

    /// Whether a word is part of a shelf-mark.
    fn on_shelf(&self, at: usize) -> bool {
        let after = self.shelves.partition_point(|shelf| shelf.end <= at);
        self.shelves.get(after).is_some_and(|shelf| shelf.contains(&at))
    }

    /// Whether the words of the language keep one form.
    fn is_uninflected(&self) -> bool {
        self.pack.declension.is_empty()
    }

    /// Names whose shape alone is enough.
    fn sure(&self) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut at = 0;
        let mut quoted: Vec<String> = Vec::new();
        let count = self.tokens.all.len();
        while at < count {
            let best = match self.tokens.look(at) {
                Look::Mark(_) => self.quoted_press(at).or_else(|| self.quoted_again(at, &quoted)),
                Look::Small => self.small_start(at),
                Look::Number => self.group_at(at),
                Look::Capital | Look::Upper | Look::Letter => self.name_at(at),
            };
            // "Ф. Канцелярия" is the name of a fonds.
            let best = best.filter(|hit| !(self.tokens.all[at].cited && matches!(hit.thing, Thing::Person(_)) && self.on_shelf(at)));
            if let Some(end) = self.ship_at(at) {
                at = end;
                continue;
            }
            at = best.as_ref().map_or(at + 1, |hit| hit.end);
            if let Some(Hit { rule: "press" | "quoted", thing: Thing::Named(_, base, _), .. }) = &best
                && !quoted.contains(base)
            {
                quoted.push(base.clone());
            }
            hits.extend(best);
        }
        hits
    }

    /// Whether a word stands alone between asterisks behind an article: the name of a ship, or a title.
    fn is_slanted_alone(&self, at: usize) -> bool {
        let slanted = at > 1 && self.tokens.is(at - 1, '*') && self.tokens.is(at + 1, '*');
        slanted && self.pack.names.is_article(&self.tokens.small(at - 2)) && !self.pack.names.is(Kind::PressHead, &self.tokens.small(at))
    }

    /// The end of a ship's name, which stands for nobody: "HMS Ajax", "the *Anne*".
    fn ship_at(&self, at: usize) -> Option<usize> {
        let run = |from: usize| {
            let capital = |word: &usize| self.tokens.look(*word) == Look::Capital;
            (from..self.tokens.all.len()).take_while(|word| capital(word) && (*word == from || self.tokens.follows(*word))).last()
        };
        if self.pack.names.is(Kind::Ship, &self.tokens.small(at)) && self.tokens.follows(at + 1) {
            return run(at + 1).map(|last| last + 1);
        }
        let slanted =
            self.tokens.is(at, '*') && at > 0 && self.pack.names.is_article(&self.tokens.small(at - 1)) && !self.tokens.all[at].cited;
        let last = slanted.then(|| run(at + 1)).flatten()?;
        let press = (at + 1..=last).any(|word| self.pack.names.is(Kind::PressHead, &self.tokens.small(word)));
        (self.tokens.is(last + 1, '*') && last <= at + 2 && !press).then_some(last + 1)
    }

    /// A name that begins with a small letter: "правительство Турции", "фон Сект", "аль-…".
    fn small_start(&self, at: usize) -> Option<Hit> {
        if !self.tokens.follows(at + 1) && !self.tokens.is(at + 1, '"') && !self.tokens.is(at + 1, '\u{ab}') {
            return None;
        }
        self.group_at(at).or_else(|| self.particle_start(at))
    }

    /// The longest name that begins here; of equally long ones the better known.
    fn name_at(&self, at: usize) -> Option<Hit> {
        let place = self.place_at(at);
        let person = self
            .peer(at)
            .or_else(|| self.person_at(at))
            .filter(|person| place.as_ref().is_none_or(|place| self.prefers_person(at, person, place)));
        [self.group_at(at), person, place].into_iter().flatten().reduce(|best, next| if next.end > best.end { next } else { best })
    }

    /// A town called like a person is the town where the words before it want a place.
    fn prefers_person(&self, at: usize, person: &Hit, place: &Hit) -> bool {
        if person.end != place.end {
            return true;
        }
        if person.rule == "peer" {
            return !self.is_state(place);
        }
        let before = at.checked_sub(1).map(|before| self.tokens.small(before)).unwrap_or_default();
        let titled = at > 0 && self.is_title(at - 1);
        person.rule == "title" && !self.is_state(place) && !self.is_seat(at, place)
            || titled && person.rule == "given-name" && !self.is_state(place)
            || person.rule == "given-name" && !self.pack.names.is(Kind::BeforePlace, &before) && person.end - at > 1
    }

    /// Whether a place stands in the case of what an office is over: "губернатора Саратова".
    fn is_seat(&self, at: usize, place: &Hit) -> bool {
        let Thing::Named(_, _, cases) = &place.thing else { return false };
        let owner = self.pack.names.owner_case(&self.pack.declension);
        !cases.and(owner).is_empty() && at > 0 && self.title_cases(at - 1, false).is_some_and(|title| !title.has_base())
    }

    fn is_state(&self, hit: &Hit) -> bool {
        matches!(hit.thing, Thing::Named(ThingKind::Group, ..))
    }

    /// The pack for a word: that of the text, or of Latin names in a text of another script.
    fn pack_at(&self, at: usize) -> &'t Pack {
        if self.is_foreign(at) { self.pack.foreign() } else { self.pack }
    }

    /// Whether a word is Latin in a text whose language is not.
    fn is_foreign(&self, at: usize) -> bool {
        !self.pack.declension.is_empty()
            && self.tokens.word(at).chars().next().is_some_and(|letter| letter < '\u{370}' && is_alphabetic(letter))
    }

    /// Whether a capitalised word is an ordinary one: of a list, or written small elsewhere.
    fn is_ordinary(&self, at: usize) -> bool {
        const ORDINARY: Kinds = Kinds::of(&[
            Kind::Function,
            Kind::NotName,
            Kind::Title,
            Kind::Head,
            Kind::StateHead,
            Kind::PlaceNoun,
            Kind::PlaceHead,
            Kind::Press,
            Kind::Force,
        ]);
        let small = self.tokens.small(at);
        let listed = self.known(at).kinds.overlaps(ORDINARY);
        let ship = at > 0 && (self.pack.names.is(Kind::Ship, &self.tokens.small(at - 1)) || self.is_slanted_alone(at));
        listed || ship || small.contains('-') && self.is_title(at) || self.tokens.all[at].opens && self.small.contains(small.as_ref())
    }

    /// What the lists know of a word in small letters; of a foreign one those of its own language.
    fn known(&self, at: usize) -> Known<'t> {
        self.known_to(self.pack_at(at), at)
    }

    /// What the lists of a pack know of a word in small letters.
    fn known_to(&self, pack: &'t Pack, at: usize) -> Known<'t> {
        if std::ptr::eq(pack, self.pack) { self.tokens.known(at) } else { pack.names.known(&self.tokens.small(at)) }
    }

    /// The names of the gazetteer that a word begins; of a foreign one those of its own language.
    fn listed(&self, at: usize) -> &'t [Listed] {
        if self.is_foreign(at) { self.pack.foreign().gazetteer.starting_with(&self.tokens.word(at)) } else { self.tokens.listed(at) }
    }

    /// Base forms of a capitalised word in one role, all cases where the language has none; each word is looked up once.
    fn bases(&self, at: usize, role: Role) -> Options {
        let find = || self.restore_word(&self.tokens.word(at), at, role).into();
        let restored = self.tokens.number(at).and_then(|word| self.restored.get(word));
        restored.map_or_else(find, |known| Rc::clone(known.by_role[role as usize].get_or_init(find)))
    }

    fn restore_word(&self, word: &str, at: usize, role: Role) -> Vec<Base> {
        if self.is_foreign(at) {
            return vec![Base { text: word.to_owned(), role, gender: None, cases: self.pack.declension.all_cases(), prior: 0 }];
        }
        self.pack.declension.restore(word, &[role])
    }

    /// Whether two words that stand side by side may stand in one case; a first part may also stay in the base form.
    fn agree(&self, first: Cases, second: Cases) -> bool {
        self.pack.declension.is_empty() || first.has_base() || !first.and(second).is_empty()
    }
}

/// The cases of any of several base forms.
fn cases_of(options: &[Base]) -> Cases {
    options.iter().fold(Cases::default(), |all, option| all.or(option.cases))
}

#[cfg(test)]
mod tests;
