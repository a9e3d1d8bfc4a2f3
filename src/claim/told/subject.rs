//! Of whom a verb says something: the name that is its subject, the one a pronoun or a participle goes back to.

use crate::lang::{Before, Kind};
use crate::read::ThingKind;
use crate::resolve::EntityId;

use super::clause::{BESIDE, Clause, REACH};
use super::offices;
use super::words::{Word, Words};

/// How far a subject may stand behind its verb, in words.
const BEHIND: usize = 6;

impl Clause<'_> {
    /// The subject: the nearest name before the verb that may be one, with those joined to it; else one shortly behind it.
    pub(super) fn subject(&self) -> Option<Vec<EntityId>> {
        if let Some(named) = self.antecedent() {
            return Some(named);
        }
        if let Some(at) = self.inverted() {
            return Some(self.joined(at));
        }
        if let Some(at) = self.resumed() {
            return Some(if self.words.name(at).is_some() { self.joined(at) } else { Vec::new() });
        }
        let before = self.ahead(self.verb).and_then(|at| self.beyond_aside(at));
        let behind = || {
            let fits = |at: &usize| self.is_subject(*at) && (before.is_none() || self.is_sure(*at));
            let reach = |from: usize| (from..(from + BEHIND).min(self.end)).take_while(|at| !self.words.is(*at, ','));
            reach(self.verb + 1).find(fits).or_else(|| {
                // "Покинул Крым, направляясь в Варну, Орлов": what is done besides stands between commas.
                let comma = (self.verb + 1..(self.verb + 1 + BEHIND).min(self.end)).find(|at| self.words.is(*at, ','))?;
                let besides = self.words.form(comma + 1).is_some_and(|form| self.pack.events.is_gerund(form));
                let closed = (comma + 2..(comma + 2 + REACH).min(self.end)).find(|at| self.words.is(*at, ',')).filter(|_| besides)?;
                reach(closed + 1).find(fits)
            })
        };
        if self.pronoun().is_some_and(|pronoun| before.is_none_or(|before| before <= pronoun)) {
            return None;
        }
        // "Секретарь ЦК просил Кавбюро": an office alone stands for its body.
        let of_office = || self.stretch().take_while(|at| *at < self.verb).find(|at| self.is_complement(*at));
        if before.is_none()
            && let Some(mention) = of_office().and_then(|at| self.words.name(at))
        {
            return Some(vec![mention.entity.clone()]);
        }
        if before.is_some_and(|before| self.words.name(before).is_none()) {
            return behind().map_or_else(|| Some(Vec::new()), |at| Some(self.joined(at)));
        }
        let caseless = self.pack.events.actor_case.is_empty();
        // "In memory of Brown, his friends founded a school": a noun nobody knows is the subject.
        let stretch = self.stretch();
        let other = before.is_some_and(|at| at < stretch.start) && !(stretch.start..self.verb).all(|at| self.is_light(at));
        if caseless && other && self.verb > stretch.start {
            return Some(Vec::new());
        }
        let own = before.filter(|at| caseless || stretch.contains(at));
        // Another noun between the comma and the verb is the subject rather than a name beyond the comma.
        let beyond = before.filter(|_| (self.stretch().start..self.verb).all(|at| self.is_light(at)));
        let found = own.or_else(|| if caseless { None } else { behind() }).or(beyond)?;
        Some(self.joined(found))
    }

    /// The subject, named or carried on from before; that of the verb to which a conjunction joins this one.
    pub(super) fn subject_of(&self, before: &[EntityId], same: Option<&[EntityId]>) -> Option<Vec<EntityId>> {
        // "He and Brown": the pronoun's one too.
        let with_pronoun = |found: Vec<EntityId>| {
            let first =
                (self.start..self.verb).find(|at| self.words.name(*at).is_some_and(|mention| Some(&mention.entity) == found.first()));
            let he = first.filter(|at| *at >= self.start + 2 && self.is_joint(at - 1) && self.is_pronoun(at - 2));
            let others = he.map_or(&[][..], |_| before).iter().filter(|id| !found.contains(id)).cloned();
            others.chain(found.iter().cloned()).collect::<Vec<_>>()
        };
        // "… и вскоре его сменил Орлов": who stands right behind, in no case but the subject's, does it.
        let caseless = self.pack.events.actor_case.is_empty();
        let right_behind = || {
            let reach = (self.verb + 1..(self.verb + 4).min(self.end)).take_while(|at| !self.words.is(*at, ','));
            reach.into_iter().find(|at| self.is_subject(*at) && self.is_sure(*at))
        };
        if let Some(joined) = self.joined_verb().filter(|_| self.resumed().is_none() && self.inverted().is_none()) {
            if let Some(at) = right_behind().filter(|_| !caseless) {
                return Some(self.joined(at));
            }
            let own = || {
                // Where that verb is in a clause of "who", the subject stands before it.
                let comma = (self.start..joined).rev().find(|at| self.words.is(*at, ','));
                let link = |at: usize| self.words.form(at).is_some_and(|form| self.pack.events.links.contains(form));
                let joined = comma.filter(|at| link(at + 1) || link(at + 2)).unwrap_or(joined);
                let named = self.ahead(joined);
                let pronoun = (self.start..joined).rev().find(|at| self.is_pronoun(*at));
                match named.max(pronoun)? {
                    at if Some(at) == pronoun => (!before.is_empty()).then(|| before.to_vec()),
                    at if self.words.name(at).is_some() => Some(self.joined(at)),
                    _ => Some(Vec::new()),
                }
            };
            // Where cases tell it, whom the verb before has in its own clause is nearer than who was told of before.
            let near = || own().filter(|found| !caseless && !found.is_empty());
            return near()
                .or_else(|| same.map(<[EntityId]>::to_vec))
                .or_else(own)
                .or_else(|| self.subject())
                .or_else(|| self.carried(before, None));
        }
        self.subject().map(with_pronoun).or_else(|| self.carried(before, same))
    }

    /// The verb to which a conjunction joins this one: "came … and left".
    pub(super) fn joined_verb(&self) -> Option<usize> {
        let events = &self.pack.events;
        let between = (self.start..self.verb).rev().take_while(|at| self.is_light(*at));
        let first = between.clone().last().unwrap_or(self.verb);
        // "Came, saw": a comma right before it joins a verb too, and one behind what stands in commas takes up the first.
        let comma = first.checked_sub(1).filter(|at| *at > self.start && self.words.is(*at, ',') && self.person_or_body(at - 1).is_none());
        let joint = between.clone().find(|at| self.is_joint(*at)).or(comma)?;
        let finite = |at: &usize| {
            self.words.form(*at).is_some_and(|form| events.is_act(form) || events.saying.contains(form) || events.is_finite(form))
        };
        (self.start..joint).rev().find(finite)
    }

    /// Whether a word can hardly be the subject of the verb behind it: a date, an adverb, a preposition.
    pub(super) fn is_light(&self, at: usize) -> bool {
        let events = &self.pack.events;
        match self.words.all.get(at) {
            Some(Word::Plain(form)) => {
                // "По его распоряжению": what a preposition governs.
                let small = |at: usize| self.words.form(at).is_some_and(|form| form.chars().count() <= 3);
                let prepositional = |at: usize| {
                    let roles = &self.pack.roles;
                    self.words.form(at).is_some_and(|form| {
                        events.at.contains(form)
                            || events.towards.contains(form)
                            || roles.before(form).is_some_and(|said| said != Before::Same)
                    })
                };
                let governed = at > 0 && prepositional(at - 1) || at > 1 && small(at - 1) && prepositional(at - 2);
                let light = events.is_adverb(form) || events.passive_marks.contains(form) || governed;
                light && !events.pronouns.contains(form)
            }
            Some(Word::Date(_)) => true,
            Some(Word::Name(_) | Word::Narrowed(_) | Word::Office(_) | Word::Mark(_)) | None => false,
        }
    }

    /// The nearest before a word that may be a subject: a name, or in the verb's own part of the clause an office whose holder nobody named.
    pub(super) fn ahead(&self, word: usize) -> Option<usize> {
        let stretch = self.stretch();
        (self.start..word).rev().find(|at| self.is_subject(*at) || stretch.contains(at) && self.is_unnamed(*at))
    }

    /// Who may be the subject, where the nearest stands in a clause of "who" or "which" that ends before the verb: the one before that clause.
    fn beyond_aside(&self, nearest: usize) -> Option<usize> {
        let events = &self.pack.events;
        let stretch = self.stretch();
        if events.actor_case.is_empty() || stretch.contains(&nearest) {
            return Some(nearest);
        }
        let comma = (self.start..nearest).rev().find(|at| self.words.is(*at, ','));
        let linked = |at: &usize| (at + 1..at + 4).any(|word| self.words.has(word, &events.links));
        let goes_on = |at: usize| self.is_joint(at) || self.words.has(at, &events.links) || self.words.has(at, &events.turns);
        match comma.filter(linked).filter(|_| !goes_on(stretch.start)) {
            Some(comma) => self.ahead(comma).or(Some(nearest)),
            None => Some(nearest),
        }
    }

    /// Whether an office that nobody is known to hold may be the subject.
    pub(super) fn is_unnamed(&self, at: usize) -> bool {
        let events = &self.pack.events;
        if self.words.has(at, &events.companies) && !self.is_governed(at) && !(at > 0 && self.words.has(at - 1, &events.owner_marks)) {
            return true;
        }
        let Some(title) = self.words.form(at).and_then(|form| self.pack.names.word(Kind::Title, form)) else { return false };
        let cases = self.pack.declension.case_names(title.cases);
        let case = if events.actor_case.is_empty() {
            !self.is_governed(at)
        } else {
            cases.contains(&events.actor_case) && !cases.contains(&events.recipient_case)
        };
        case && offices::is_alone(self.words, at, self.pack)
    }

    /// The one whom a participle describes: named behind it where it stands first, else before it.
    pub(super) fn described(&self) -> Option<Vec<EntityId>> {
        let several = self.words.form(self.verb).is_some_and(|form| self.pack.events.is_plural(form));
        let agrees = |found: &Vec<EntityId>| !several || found.len() > 1 || found.iter().all(|id| id.kind != ThingKind::Person);
        let leads = !(self.pack.events.actor_case.is_empty() || self.verb > 0 && self.words.is(self.verb - 1, ','));
        let behind = || {
            let reach = self.verb + 1..(self.verb + 1 + BESIDE).min(self.end);
            let named =
                reach.take_while(|at| !self.words.is(*at, ',')).find(|at| self.person_or_body(*at).is_some() && !self.is_governed(*at))?;
            Some(self.joined(named))
        };
        leads.then(behind).flatten().or_else(|| self.named_before(self.verb)).filter(agrees)
    }

    /// The first who may be a subject behind a noun.
    pub(super) fn subject_behind(&self) -> Vec<EntityId> {
        let found = (self.verb + 1..self.end).find(|at| self.is_subject(*at));
        found.map(|at| self.joined(at)).unwrap_or_default()
    }

    /// Whether the clause speaks of "both sides".
    pub(super) fn names_both(&self) -> bool {
        let events = &self.pack.events;
        self.near().any(|at| self.words.form(at).is_some_and(|form| events.both.contains(form)))
    }

    /// Whether a verb before a noun leads somebody to it: "entered into talks".
    pub(super) fn is_led_to(&self) -> bool {
        let leads = |at: usize| self.words.form(at).is_some_and(|form| self.pack.events.leads.contains(form));
        (self.verb.saturating_sub(REACH).max(self.start)..self.verb).any(leads)
    }

    /// Whether somebody in an office whom nobody named is the subject.
    pub(super) fn is_by_unnamed(&self) -> bool {
        self.ahead(self.verb).is_some_and(|at| self.words.name(at).is_none())
    }

    /// Who is meant where no name is the subject: somebody of this sentence, or the one whom a pronoun stands for.
    pub(super) fn carried(&self, before: &[EntityId], same: Option<&[EntityId]>) -> Option<Vec<EntityId>> {
        let told = || (self.verb.saturating_sub(2 * REACH)..self.start).find(|at| self.is_subject(*at) && self.is_sure(*at));
        match self.pronoun() {
            Some(pronoun) => {
                // "Brown was ill, and on 3 May he left": the subject before it in the sentence.
                let person =
                    |at: &usize| self.is_subject(*at) && self.words.name(*at).is_some_and(|name| name.entity.kind == ThingKind::Person);
                // "Kneeling beside Brown, he swore": whom no verb follows is no subject.
                let subject = |at: &usize| person(at) && (!self.is_caseless() || (*at + 1..pronoun).any(|at| self.is_verb(at)));
                let ahead = (self.start..pronoun).rev().find(subject);
                if before.len() == 1 && self.words.has(pronoun, &self.pack.events.plural_pronouns) {
                    let several = ahead.map(|at| self.joined(at)).filter(|found| found.len() > 1);
                    return Some(several.or_else(|| same.map(<[EntityId]>::to_vec)).unwrap_or_default());
                }
                if self.is_caseless() && before.len() > 1 && self.words.has(pronoun, &self.pack.events.plural_pronouns) {
                    return Some(before.to_vec());
                }
                let single = |found: &Vec<EntityId>| found.len() == 1 && found[0].kind == ThingKind::Person;
                let opened = || if self.is_caseless() { self.subject_before().filter(single) } else { None };
                let own = || ahead.or_else(|| (self.start > 0).then(told).flatten()).map(|at| self.joined(at)).or_else(opened);
                same.map(<[EntityId]>::to_vec).or_else(own).or_else(|| (!before.is_empty()).then(|| before.to_vec()))
            }
            None if self.is_opened() && !self.pack.events.actor_case.is_empty() => told().map(|at| self.joined(at)),
            None => None,
        }
    }

    /// The one named right before "who" or before a participle, in whatever case.
    pub(super) fn antecedent(&self) -> Option<Vec<EntityId>> {
        let from = self.verb.saturating_sub(BESIDE);
        let relative =
            (from..self.verb).rev().find(|at| self.words.form(*at).is_some_and(|form| self.pack.events.relatives.contains(form)))?;
        (!(relative..self.verb).any(|at| self.words.is(at, ','))).then(|| self.named_before(relative)).flatten()
    }

    /// The nearest name shortly before a word, whatever its case; a body only where nothing but a comma is between.
    pub(super) fn named_before(&self, at: usize) -> Option<Vec<EntityId>> {
        let found = (at.saturating_sub(BESIDE)..at).rev().find(|at| self.person_or_body(*at).is_some())?;
        let body = self.words.name(found)?.entity.kind == ThingKind::Group;
        (!body || at - found <= 2).then(|| self.words.name(found).map(|mention| vec![mention.entity.clone()])).flatten()
    }

    /// The one at the head of those who do it, where they have no name: "a delegation led by Brown".
    pub(super) fn leaders(&self) -> Vec<EntityId> {
        let led = |at: &usize| {
            let before = at.saturating_sub(3).max(self.start)..*at;
            let words = before.rev().map_while(|before| self.words.form(before));
            self.person_or_body(*at).is_some() && words.take(3).any(|form| self.pack.events.led.contains(form))
        };
        let found = (self.start..self.end).find(led).and_then(|at| self.words.name(at));
        found.map(|mention| vec![mention.entity.clone()]).unwrap_or_default()
    }

    /// Whether the name may be the subject.
    pub(super) fn is_subject(&self, at: usize) -> bool {
        let Some(mention) = self.person_or_body(at) else { return false };
        let caseless = self.pack.events.actor_case.is_empty();
        let object = || {
            caseless
                && self.governor(at).is_some_and(|form| {
                    let events = &self.pack.events;
                    events.is_act(form) || events.saying.contains(form) || events.is_finite(form)
                })
        };
        let complement = || !caseless && mention.entity.kind == ThingKind::Group && self.is_complement(at);
        Words::may(mention, &self.pack.events.actor_case) && !self.is_governed(at) && !object() && !complement()
    }

    /// Whether the name of a body that does not decline belongs to the noun before it: "президентом ВАСХНИЛ".
    fn is_complement(&self, at: usize) -> bool {
        let events = &self.pack.events;
        let plain = |cases: &[String]| cases.is_empty() || cases.contains(&events.owner_case) && cases.contains(&events.actor_case);
        self.words.name(at).is_some_and(|mention| plain(&mention.cases))
            && at > self.start
            && self.words.form(at - 1).is_some_and(|form| self.pack.names.is(Kind::Title, form))
    }

    /// The pronoun that may be the subject, before the verb; where cases tell it, also right behind it: "умер он в мае".
    pub(super) fn pronoun(&self) -> Option<usize> {
        let before = self.stretch().filter(|at| *at < self.verb).rev().find(|at| self.is_pronoun(*at));
        let personal = |at: &usize| self.is_pronoun(*at) && !self.words.has(*at, &self.pack.events.others);
        before.or_else(|| Some(self.verb + 1).filter(|at| !self.is_caseless() && personal(at)))
    }

    /// The person right behind a verb who may be its subject.
    pub(super) fn person_behind(&self) -> Vec<EntityId> {
        let person = |at: &usize| self.is_subject(*at) && self.words.name(*at).is_some_and(|name| name.entity.kind == ThingKind::Person);
        let mut reach = (self.verb + 1..(self.verb + 1 + BEHIND).min(self.end)).take_while(|at| !self.words.is(*at, ','));
        reach.find(person).map(|at| self.joined(at)).unwrap_or_default()
    }

    pub(super) fn is_pronoun(&self, at: usize) -> bool {
        self.words.form(at).is_some_and(|form| self.pack.events.pronouns.contains(form))
    }

    /// The one who is named behind a noun and the comma after it: "in a letter of 3 May, Brown …".
    pub(super) fn subject_ahead(&self, before: &[EntityId]) -> Option<Vec<EntityId>> {
        let caseless = self.pack.events.actor_case.is_empty();
        let prepositions = (self.verb.saturating_sub(BESIDE).max(self.start)..self.verb).rev().map_while(|at| self.words.form(at));
        let mut prepositions = prepositions.filter(|form| self.pack.roles.before(form).is_some() || self.pack.events.at.contains(form));
        let noun = self.words.form(self.verb).is_some_and(|form| self.pack.events.document(form).is_some());
        if caseless && noun && prepositions.next().is_none() {
            return None;
        }
        let comma = (self.verb + 1..self.end).find(|at| self.words.is(*at, ','))?;
        if self.words.form(comma + 1).is_some_and(|form| self.pack.events.pronouns.contains(form)) {
            return (!before.is_empty()).then(|| before.to_vec());
        }
        let reach = comma + 1..(comma + BESIDE).min(self.end);
        let mut reach = reach.take_while(|at| !self.is_joint(*at));
        let named = reach.find(|at| self.is_subject(*at)).and_then(|at| self.words.name(at))?;
        Some(vec![named.entity.clone()])
    }

    /// Whether its form can hardly be anything but a subject's.
    pub(super) fn is_sure(&self, at: usize) -> bool {
        let case = |cases: &[String], case: &String| cases.contains(case);
        let events = &self.pack.events;
        self.words.name(at).is_some_and(|mention| case(&mention.cases, &events.actor_case) && !case(&mention.cases, &events.recipient_case))
    }
}
