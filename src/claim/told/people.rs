//! Who takes part in what a verb or a noun tells: by case, by preposition, by place in the clause.

use crate::lang::{Kind, Voice, WordSet};
use crate::read::ThingKind;
use crate::resolve::{EntityId, Mention};

use super::clause::{BESIDE, Clause, REACH};
use super::words::{Word, Words};

/// How far behind his preposition a companion may stand, in words: "with the people's commissar for …, Brown".
const COMPANION: usize = 12;

impl Clause<'_> {
    /// The parties of a treaty: "between the governments of A and B".
    pub(super) fn parties(&self) -> Vec<EntityId> {
        let is_between = |at: &usize| self.words.form(*at).is_some_and(|form| self.pack.events.between.contains(form));
        let Some(between) = (self.start..self.end).find(is_between) else { return Vec::new() };
        let first = (between + 1..(between + 5).min(self.end)).find(|at| self.person_or_body(*at).is_some());
        first.map(|at| self.joined(at)).unwrap_or_default()
    }

    /// Whose the noun is: named behind it as its owner, or before it.
    pub(super) fn owner(&self, noun: usize, before: &[EntityId]) -> Option<Vec<EntityId>> {
        let events = &self.pack.events;
        let owns = |at: &usize| {
            let Some(mention) = self.person_or_body(*at) else { return false };
            if events.owner_case.is_empty() {
                return self.governor(*at).is_some_and(|form| events.of.contains(form));
            }
            mention.cases.contains(&events.owner_case) && !self.is_governed(*at)
        };
        let act = |at: usize| at > noun && self.words.form(at).is_some_and(|form| events.is_act(form) || events.pronouns.contains(form));
        let stops = |at: &usize| self.words.is(*at, ';') || self.words.is(*at, ':') || act(*at);
        let behind = (noun + 1..(noun + 1 + BESIDE).min(self.end)).take_while(|at| !stops(at)).find(owns);
        if let Some(at) = behind {
            return Some(self.joined(at));
        }
        let marked = |at: &usize| self.person_or_body(*at).is_some() && self.is_marked_owner(*at);
        if let Some(at) = (noun.saturating_sub(BESIDE).max(self.start)..noun).rev().find(marked) {
            return Some(self.joined(at));
        }
        let link = (noun.saturating_sub(2).max(self.start)..noun).find(|at| self.words.has(*at, &events.possessive_links));
        if let Some(named) = link.and_then(|link| self.named_before(link)) {
            return Some(named);
        }
        let own = (noun.saturating_sub(2).max(self.start)..noun)
            .any(|at| self.words.form(at).is_some_and(|form| events.possessives.contains(form)));
        (own && !before.is_empty()).then(|| before.to_vec())
    }

    /// The person behind a noun, beyond a body that owns another word: "the consecration of the abbot of the monastery Brown".
    pub(super) fn person_owning(&self, noun: usize) -> Vec<EntityId> {
        let case = &self.pack.events.owner_case;
        let person = |at: &usize| {
            let owns = |mention: &Mention| mention.entity.kind == ThingKind::Person && mention.cases.contains(case);
            !case.is_empty() && self.words.name(*at).is_some_and(owns) && !self.is_governed(*at)
        };
        let stops = |at: &usize| self.words.form(*at).is_some_and(|form| self.pack.events.is_act(form));
        let found = (noun + 1..(noun + 1 + BESIDE).min(self.end)).take_while(|at| !stops(at)).find(person);
        found.map(|at| self.joined(at)).unwrap_or_default()
    }

    /// The person who, as a denied verb says, is no more: "его не стало", "не стало Орлова".
    pub(super) fn gone(&self, before: &[EntityId]) -> Vec<EntityId> {
        let found = self.person_owning(self.verb);
        if !found.is_empty() {
            return found;
        }
        let case = &self.pack.events.owner_case;
        let near = self.verb.saturating_sub(BESIDE).max(self.stretch().start)..self.verb;
        let person = |at: &usize| {
            let owns = |mention: &Mention| mention.entity.kind == ThingKind::Person && mention.cases.contains(case);
            self.words.name(*at).is_some_and(owns) && !self.is_governed(*at)
        };
        if let Some(at) = near.clone().rev().find(person) {
            return self.joined(at);
        }
        let pronoun = near.clone().any(|at| self.words.has(at, &self.pack.events.possessives));
        if pronoun { before.to_vec() } else { Vec::new() }
    }

    /// Who wrote the document that is handed over, where his form is no addressee's too: "delivered Brown's letter".
    pub(super) fn writer(&self, noun: usize) -> Option<Vec<EntityId>> {
        let events = &self.pack.events;
        let next = (noun + 1..(noun + 4).min(self.end)).find(|at| self.words.name(*at).is_some())?;
        let mention = self.person_or_body(next)?;
        let owns =
            !events.owner_case.is_empty() && mention.cases.contains(&events.owner_case) && !mention.cases.contains(&events.recipient_case);
        let plain = (noun + 1..next).all(|at| self.words.form(at).is_some_and(|form| self.pack.names.is(Kind::Title, form)));
        (owns && plain && !self.is_governed(next)).then(|| self.joined(next))
    }

    /// Those to whom: names in the addressee's case, or after the word for it.
    pub(super) fn recipients(&self) -> Vec<EntityId> {
        let events = &self.pack.events;
        let fits = |at: usize| {
            let Some(mention) = self.person_or_body(at) else { return false };
            if events.recipient_case.is_empty() {
                return self.governor(at).is_some_and(|form| self.pack.roles.before_addressee.iter().any(|own| own == form));
            }
            let addressed = mention.cases.contains(&events.recipient_case);
            let towards = self.word_before(at).is_some_and(|form| self.pack.roles.before_addressee.iter().any(|own| own == form));
            if towards
                && (addressed
                    || mention.entity.kind == ThingKind::Group
                        && self.pack.events.document(self.words.form(self.verb).unwrap_or("")).is_some())
            {
                return true;
            }
            // "Of" or "to": an owner behind any noun but that of a document.
            let owned = mention.cases.contains(&events.owner_case)
                && self.word_before(at).is_some_and(|form| !events.is_act(form) && events.document(form).is_none());
            let subject = self.is_subject(at) && mention.cases.len() < 4;
            addressed && !(owned || subject || self.is_governed(at))
        };
        let near = self.near();
        let person = |at: &usize| fits(*at) && self.words.name(*at).is_some_and(|mention| mention.entity.kind == ThingKind::Person);
        let behind = || near.clone().filter(|at| *at > self.verb);
        let before = || near.clone().filter(|at| *at < self.verb).rev();
        let anybody = || behind().find(|at| fits(*at)).or_else(|| before().find(|at| fits(*at)));
        let found = behind().find(person).or_else(|| before().find(person)).or_else(anybody);
        found.map(|at| self.joined(at)).unwrap_or_default()
    }

    /// Those from whom.
    pub(super) fn senders(&self) -> Option<Vec<EntityId>> {
        let from = |at: &usize| self.governor(*at).is_some_and(|form| self.pack.roles.before_sender.iter().any(|own| own == form));
        let found = self.near().filter(|at| self.person_or_body(*at).is_some() && from(at));
        found.min_by_key(|at| at.abs_diff(self.verb)).map(|at| self.joined(at))
    }

    /// Those with whom.
    pub(super) fn companions(&self) -> Vec<EntityId> {
        self.companions_by(&WordSet::default())
    }

    /// Those behind one of some words instead of the usual ones, in whatever case.
    pub(super) fn companions_by(&self, with: &WordSet) -> Vec<EntityId> {
        let events = &self.pack.events;
        let own = !with.is_empty();
        let with = if own { with } else { &events.companion };
        let link = |at: &usize| self.words.form(*at + 1).is_some_and(|form| events.links.contains(form));
        let before = |at: &usize| *at < self.verb && self.words.form(*at).is_some_and(|form| with.contains(form)) && link(at);
        if let Some(named) = self.near().find(before).and_then(|at| self.named_before(at)) {
            return named;
        }
        for at in self.near().filter(|at| self.words.form(*at).is_some_and(|form| with.contains(form))) {
            let caseless = events.companion_case.is_empty();
            let named = (at + 1..(at + COMPANION).min(self.end))
                .find(|at| self.person_or_body(*at).is_some_and(|mention| own || Words::may(mention, &events.companion_case)))
                .filter(|named| !caseless || self.governor(*named).is_some_and(|form| with.contains(form)));
            if let Some(named) = named {
                return self.joined(named);
            }
        }
        Vec::new()
    }

    /// Those whom the verb concerns: names behind it in the object's case.
    pub(super) fn objects(&self) -> Vec<EntityId> {
        let events = &self.pack.events;
        let fits = |at: &usize| {
            let object = self.person_or_body(*at).is_some_and(|mention| {
                Words::may(mention, &events.object_case) && (events.object_case.is_empty() || !mention.cases.is_empty())
            });
            object && !self.is_governed(*at) && !self.is_marked_owner(*at)
        };
        // "Орлова казнили": in front of the verb it cannot be the subject.
        let front = |at: &usize| {
            let subject = self.words.name(*at).is_some_and(|mention| mention.cases.contains(&events.actor_case));
            let beside = |form: &str| events.is_adverb(form) || self.pack.names.is(Kind::Title, form) || self.is_joint(*at - 1);
            let apart = *at == self.start || self.words.form(at - 1).is_none_or(beside) && self.words.name(at - 1).is_none();
            !events.object_case.is_empty() && fits(at) && !subject && apart
        };
        let stretch = self.stretch();
        let turns = |at: usize| self.words.is(at, ',') && self.words.form(at + 1).is_some_and(|form| events.turns.contains(form));
        let leads_on = |at: usize| self.is_caseless() && self.leads_on(at);
        let behind = |to: usize| (self.verb + 1..(self.verb + 1 + REACH).min(to)).take_while(|at| !turns(*at) && !leads_on(*at)).find(fits);
        let before = || (stretch.start..self.verb).rev().find(front);
        behind(stretch.end).or_else(before).or_else(|| behind(self.end)).map(|at| self.joined(at)).unwrap_or_default()
    }

    /// Those by whom it was done.
    pub(super) fn doers(&self) -> Vec<EntityId> {
        let events = &self.pack.events;
        let by = |at: usize| {
            let after = self.governor(at).is_some_and(|form| events.by.contains(form));
            // A name that does not decline is the doer's right behind the verb.
            let fits = |mention: &Mention| {
                mention.cases == [events.companion_case.clone()] || at == self.verb + 1 && Words::may(mention, &events.companion_case)
            };
            let case = !events.companion_case.is_empty() && self.words.name(at).is_some_and(fits) && !self.is_governed(at);
            self.person_or_body(at).is_some() && (after || case)
        };
        self.stretch().find(|at| by(*at)).map(|at| self.joined(at)).unwrap_or_default()
    }

    /// Those by whose will it was done: "by order of Brown", "by his order".
    pub(super) fn orderers(&self, before: &[EntityId]) -> Vec<EntityId> {
        let events = &self.pack.events;
        let order = |at: &usize| self.words.form(*at).is_some_and(|form| events.orders.contains(form));
        let Some(noun) = self.stretch().find(order) else { return Vec::new() };
        let his = |at: usize| self.words.form(at).is_some_and(|form| events.possessives.contains(form));
        if his(noun.wrapping_sub(1)) {
            // The one named last in the sentence, whose own words these can be.
            let person = |at: &usize| self.words.name(*at).is_some_and(|mention| mention.entity.kind == ThingKind::Person);
            let named = (noun.saturating_sub(REACH)..noun).rev().find(person).and_then(|at| self.words.name(at));
            return named.map_or_else(|| before.to_vec(), |mention| vec![mention.entity.clone()]);
        }
        self.owner(noun, before).unwrap_or_default()
    }

    /// Whether somebody in an office whom nobody named takes part: behind "with", or as the object.
    pub(super) fn has_unnamed_partner(&self) -> bool {
        let events = &self.pack.events;
        let office = |at: usize, case: &String| {
            let title = self.words.form(at).and_then(|form| self.pack.names.word(Kind::Title, form));
            title.is_some_and(|title| case.is_empty() || self.pack.declension.case_names(title.cases).contains(case))
        };
        let with = |at: usize| self.words.form(at).is_some_and(|form| events.companion.contains(form));
        self.near().any(|at| with(at) && (at + 1..(at + 5).min(self.end)).any(|at| office(at, &events.companion_case)))
            || (self.verb + 1..(self.verb + 4).min(self.end)).any(|at| office(at, &events.object_case))
    }

    pub(super) fn person_or_body(&self, at: usize) -> Option<&Mention> {
        self.words.name(at).filter(|mention| mention.entity.kind != ThingKind::Place)
    }

    /// Whether the name only says whose the next noun is: "Brown's friend", "the Browns' house".
    fn is_marked_owner(&self, at: usize) -> bool {
        let caseless = self.is_caseless();
        self.words.has(at + 1, &self.pack.events.owner_marks) || caseless && self.words.is(at + 1, '’')
    }

    /// Whose the thing is that the verb tells of: "Brown, whose book", "Brown's book".
    pub(super) fn possessor(&self) -> Vec<EntityId> {
        let events = &self.pack.events;
        let before = self.stretch().start..self.verb;
        if let Some(owner) =
            before.clone().take(3).find(|at| self.words.has(*at, &events.possessive_links)).and_then(|at| self.named_before(at))
        {
            return owner;
        }
        let marked = |at: &usize| self.person_or_body(*at).is_some() && self.is_marked_owner(*at);
        before.into_iter().find(marked).map(|at| self.joined(at)).unwrap_or_default()
    }

    /// Whether the noun only belongs to another that tells what happened: "the signing of the convention".
    pub(super) fn is_owned_by_act(&self, noun: usize) -> bool {
        let article = |at: &usize| self.words.form(*at).is_some_and(|form| self.pack.names.is_article(form));
        let of = (self.start..noun).rev().find(|at| !article(at)).filter(|at| self.words.has(*at, &self.pack.events.of));
        let owner = of.and_then(|of| of.checked_sub(1)).and_then(|at| self.words.form(at));
        self.is_caseless() && owner.is_some_and(|form| self.pack.events.acts(form).any(|(_, voice)| voice == Voice::Noun))
    }

    /// Whether news, and nobody, is the subject: "word of it reached London".
    pub(super) fn is_tidings(&self) -> bool {
        let events = &self.pack.events;
        let news = |form: &str| events.tidings.contains(form) || events.document(form).is_some();
        (self.stretch().start..self.verb).any(|at| self.words.form(at).is_some_and(news))
    }

    /// Who is named behind an opening noun that belongs to somebody: "on his return in May Brown found", "in his reply, Brown thanked".
    pub(super) fn cataphor(&self, noun: usize) -> Option<Vec<EntityId>> {
        let own = (noun.saturating_sub(2)..noun).any(|at| self.words.has(at, &self.pack.events.possessives));
        let named = || (noun + 1..self.end).find(|at| self.is_subject(*at)).map(|at| self.joined(at));
        (self.is_caseless() && own && noun < BESIDE && self.start == 0).then(named).flatten()
    }

    /// The gathering named last in the sentence, or `before` it, where a word for it is the subject: "… a congress; it met in May".
    pub(super) fn gathering_before<'b>(&'b self, before: Option<&'b str>) -> Option<(usize, &'b str)> {
        let events = &self.pack.events;
        let it = (self.verb.saturating_sub(3).max(self.start)..self.verb).any(|at| self.words.has(at, &events.things));
        let kind = |at: usize| self.words.form(at).and_then(|form| events.gathering(form)).map(|kind| (at, kind));
        let named = || (0..self.verb).rev().find_map(kind).or_else(|| Some((self.verb - 1, before?)));
        it.then(named).flatten()
    }

    /// Whether the verb is one of saying, and what was said follows: "declared that".
    pub(super) fn is_said(&self) -> bool {
        let events = &self.pack.events;
        let next = |at: usize| self.words.has(at, &events.reported);
        self.words.has(self.verb, &events.saying)
            && (next(self.verb + 1) || next(self.end) || self.words.is(self.verb + 1, ',') && next(self.end + 1))
    }

    /// Whether nothing but a date, a mark or a small word stands right behind the verb: "left on the 3rd", "left again".
    pub(super) fn is_left_alone(&self) -> bool {
        let small = |form: &str| {
            let events = &self.pack.events;
            events.at.contains(form) || events.towards.contains(form) || events.is_adverb(form) && !self.pack.names.is_article(form)
        };
        match self.words.all.get(self.verb + 1) {
            Some(Word::Plain(form)) => small(form) && !self.words.has(self.verb + 1, &self.pack.events.object_pronouns),
            Some(Word::Name(_) | Word::Narrowed(_) | Word::Office(_) | Word::Date(_) | Word::Mark(_)) | None => true,
        }
    }

    /// Those named between the verb and its object, where the language has no case for them: "sent Gray a note".
    pub(super) fn indirect(&self, noun: Option<usize>) -> Vec<EntityId> {
        if !self.pack.events.recipient_case.is_empty() {
            return Vec::new();
        }
        let reach = (self.verb + 1..noun.unwrap_or(self.verb + 5).min(self.verb + 1 + BESIDE).min(self.end))
            .take_while(|at| !self.words.is(*at, ','));
        let found = reach.into_iter().find(|at| self.person_or_body(*at).is_some() && !self.is_governed(*at));
        found.filter(|at| !self.is_marked_owner(*at)).map(|at| self.joined(at)).unwrap_or_default()
    }

    /// Whom a document tells, asks or warns, where a verb for it stands behind: "in a letter of 3 May Brown urged Gray to …".
    pub(super) fn told_behind(&self) -> Vec<EntityId> {
        let told = |verb: usize| {
            let reach = (verb + 1..(verb + 6).min(self.end)).take_while(|at| !self.words.is(*at, ','));
            reach.into_iter().find(|at| self.person_or_body(*at).is_some() && !self.is_governed(*at))
        };
        let verbs = (self.verb + 1..self.end).filter(|at| self.words.has(*at, &self.pack.events.tellings));
        verbs.into_iter().find_map(told).filter(|at| !self.is_marked_owner(*at)).map(|at| self.joined(at)).unwrap_or_default()
    }

    /// Whether it is somebody who is received, and no document: "received him", "received Gray, whose letter …".
    pub(super) fn receives_somebody(&self, noun: usize) -> bool {
        let owner = self.owner(noun, &[]).unwrap_or_default();
        let next = (self.verb + 1..(self.verb + 5).min(self.end)).take_while(|at| *at < noun);
        let person = |at: &usize| {
            self.words.name(*at).is_some_and(|mention| mention.entity.kind == ThingKind::Person && !owner.contains(&mention.entity))
        };
        let caseless = self.pack.events.actor_case.is_empty();
        caseless && (self.pronoun_is_next() || noun < self.verb || next.into_iter().any(|at| person(&at) && !self.is_governed(at)))
    }

    /// Whether the word right behind the verb is one for an addressee's sake: "wrote to …".
    pub(super) fn is_addressed(&self) -> bool {
        self.words.form(self.verb + 1).is_some_and(|form| self.pack.roles.before_addressee.iter().any(|own| own == form))
    }
}
