//! The words that belong to one verb.

use std::ops::Range;

use crate::lang::{Kind, Needs, Pack, Voice, WordSet, fold};
use crate::read::ThingKind;
use crate::resolve::EntityId;

use super::words::{Word, Words};

/// How far an object, an addressee or a place may stand from its verb, in words.
pub(super) const REACH: usize = 14;
/// How far a clause may reach to either side of its verb, in words; what goes on longer is no prose.
pub(super) const LONGEST: usize = 150;
/// How far behind a conjunction the verb may stand that it leads to, in words.
pub(super) const JOINT: usize = 5;
/// How far behind its noun an owner, an addressee or a date may stand, in words.
pub(super) const BESIDE: usize = 6;

/// A verb and the words around it, up to the next clause.
#[derive(Debug)]
pub(super) struct Clause<'a> {
    pub(super) words: &'a Words<'a>,
    pub(super) pack: &'a Pack,
    pub(super) verb: usize,
    /// First word of the stretch in which the subject stands.
    pub(super) start: usize,
    /// One past the last word of the stretch in which objects stand.
    pub(super) end: usize,
}

impl<'a> Clause<'a> {
    /// The clause of the verb at a word.
    pub(super) fn around(words: &'a Words<'a>, verb: usize, pack: &'a Pack) -> Self {
        let caseless = pack.events.actor_case.is_empty();
        // "That September" and "it was on 3 May that" open no clause.
        let date = |at: usize| matches!(words.all.get(at), Some(Word::Date(_)));
        let told = |at: usize| words.has(at, &pack.events.reported) && !date(at + 1) && !(caseless && at > 0 && date(at - 1));
        // Where the language puts no comma before it, "that" itself ends the clause.
        let ends = |at: usize| words.is(at, ';') || words.is(at, ':') || words.is(at, ',') && told(at + 1) || caseless && told(at);
        let (first, last) = (verb.saturating_sub(LONGEST), words.all.len().min(verb + 1 + LONGEST));
        let start = (first..verb).rev().find(|at| ends(*at)).map_or(first, |at| if caseless && told(at) { at } else { at + 1 });
        let end = (verb + 1..last).find(|at| ends(*at)).unwrap_or(last);
        Self { words, pack, verb, start, end }
    }

    /// Whether the language has no cases, so that the order of the words says who does what.
    pub(super) fn is_caseless(&self) -> bool {
        self.pack.events.actor_case.is_empty()
    }

    /// Whether the verb is denied.
    pub(super) fn is_denied(&self) -> bool {
        let deny = |at: usize| self.words.form(at).is_some_and(|form| self.pack.events.deny.contains(form));
        (self.verb.saturating_sub(2).max(self.start)..self.verb).any(deny)
    }

    /// Whether it is told as a condition, a duty or a rumour.
    pub(super) fn is_hypothetic(&self) -> bool {
        let from = (self.start..self.verb).rev().find(|at| self.words.is(*at, ',')).unwrap_or(self.start);
        let hypothetic = |at: usize| self.words.form(at).is_some_and(|form| self.pack.events.hypothetic.contains(form));
        // "To be sent", "to have written": nothing but such words between.
        let plain = |at: &usize| self.words.form(*at).is_some() && !self.is_joint(*at);
        let mark = |at: usize| self.words.form(at).is_some_and(|form| self.pack.events.infinitive_marks.contains(form));
        let only_to_be = (self.verb.saturating_sub(3).max(self.start)..self.verb).rev().take_while(plain).any(mark);
        // "Had Brown left, he would have lived."
        let inverted = self.start == 0 && self.words.has(0, &self.pack.events.inverted) && self.words.name(1).is_some();
        only_to_be || inverted || (from.saturating_sub(1)..(self.verb + 3).min(self.end)).any(hypothetic)
    }

    /// Whether the clause begins with the word for what somebody says or knows.
    pub(super) fn is_opened(&self) -> bool {
        self.start > 0 && self.words.form(self.start).is_some_and(|form| self.pack.events.reported.contains(form))
    }

    /// Whether somebody is reported to have said it: "he wrote that …".
    pub(super) fn is_reported(&self) -> bool {
        let said = |at: &usize| self.words.form(*at).is_some_and(|form| self.pack.events.saying.contains(form));
        let Some(said) = (self.start.saturating_sub(LONGEST)..self.start).rev().find(said).filter(|_| self.is_opened()) else {
            return false;
        };
        // "When Brown wrote that …, the party was dissolved": the main clause comes behind another comma.
        let from = (0..said).rev().find(|at| self.words.is(*at, ',')).unwrap_or(0);
        let beside = (from..said).any(|at| self.words.form(at).is_some_and(|form| self.pack.events.subordinate.contains(form)));
        !(beside && (self.start + 1..self.verb).any(|at| self.words.is(at, ',')))
    }

    /// Whether a noun says here when something happened: "during the meeting".
    pub(super) fn is_during(&self) -> bool {
        (self.verb.saturating_sub(3)..self.verb).any(|at| self.words.form(at).is_some_and(|form| self.pack.events.during.contains(form)))
    }

    /// Whether the form is passive by the word before it.
    pub(super) fn is_made_passive(&self) -> bool {
        let mark = |at: usize| self.words.form(at).is_some_and(|form| self.pack.events.passive_marks.contains(form));
        let from = self.stretch().start;
        let participle = self.words.form(self.verb).is_some_and(|form| !self.pack.events.never_passive.contains(form));
        let joined = participle && self.verb > from && self.is_joint(self.verb - 1);
        let own = (self.verb.saturating_sub(2).max(self.start)..self.verb).any(mark) || joined && (from..self.verb).any(mark);
        // "Was arrested in May, tried in June and hanged."
        let chain = || self.joined_verb().filter(|_| self.is_caseless() && participle);
        own || chain().is_some_and(|before| before < self.verb && Clause::around(self.words, before, self.pack).is_made_passive())
    }

    /// Whether a verb without "was" only says by whom something was done: "a deputation headed by Brown".
    pub(super) fn is_by_somebody(&self) -> bool {
        let marked = (self.verb.saturating_sub(2)..self.verb).any(|at| self.words.has(at, &self.pack.events.passive_marks));
        self.is_caseless() && self.words.has(self.verb + 1, &self.pack.events.by) && !marked
    }

    /// Whether it is said of a document: "a note which declared that …".
    pub(super) fn is_said_of_document(&self) -> bool {
        let relative = self.verb.checked_sub(1).filter(|at| self.is_caseless() && self.words.has(*at, &self.pack.events.links));
        let noun = relative.and_then(|at| self.words.form(at.checked_sub(1)?));
        noun.is_some_and(|form| self.pack.events.document(form).is_some())
    }

    /// Whether it was done in a newspaper: "in *The Times*".
    pub(super) fn is_in_press(&self) -> bool {
        self.near().any(|at| {
            let press = self.words.is_press(at, self.pack);
            let before = if self.words.is_quoted(at) { at.saturating_sub(1) } else { at };
            let words = (before.saturating_sub(3).max(self.start)..before).rev().map_while(|at| self.words.form(at));
            press && words.take(3).any(|form| self.pack.events.at.contains(form))
        })
    }

    /// The words around the verb between two commas.
    pub(super) fn stretch(&self) -> Range<usize> {
        let from = (self.start..self.verb).rev().find(|at| self.words.is(*at, ',')).map_or(self.start, |at| at + 1);
        let to = (self.verb + 1..self.end).find(|at| self.words.is(*at, ',')).unwrap_or(self.end);
        from..to
    }

    pub(super) fn is_joint(&self, at: usize) -> bool {
        self.words.form(at).is_some_and(|form| self.pack.roles.joins.iter().any(|own| own == form))
    }

    /// The words beside a noun that tells of something: up to a comma, a conjunction or another act.
    pub(super) fn beside_noun(&self) -> Range<usize> {
        let act = |at: &usize| self.words.form(*at).is_some_and(|form| self.pack.events.is_act(form));
        let stretch = self.stretch();
        let to = (self.verb + 1..stretch.end).find(|at| act(at) || self.is_joint(*at)).unwrap_or(stretch.end);
        let from = (stretch.start..self.verb).rev().find(|at| act(at) || self.is_joint(*at)).map_or(stretch.start, |at| at + 1);
        from.max(self.verb.saturating_sub(BESIDE))..to.min(self.verb + 2 * BESIDE)
    }

    /// The document that the clause names nearest to the verb: its noun and its kind.
    pub(super) fn document_at(&self) -> Option<(usize, &'a str)> {
        // "Brought Gray, and on the 4th handed in an answer": another verb's document.
        let joined = (self.verb + 1..self.end).find(|at| self.is_caseless() && self.is_joint(*at)).unwrap_or(self.end);
        let of_another = |at: usize| (joined..at).any(|at| self.is_verb(at));
        let found = self.near().filter(|at| !self.is_spoken_of(*at) && !of_another(*at));
        let found = found.filter_map(|at| Some((at, self.pack.events.document(self.words.form(at)?)?)));
        found.min_by_key(|(at, _)| at.abs_diff(self.verb))
    }

    /// Whether something is only spoken of: "reported about the note".
    fn is_spoken_of(&self, at: usize) -> bool {
        (at.saturating_sub(2)..at).any(|before| self.words.has(before, &self.pack.events.about))
    }

    /// The document right beside the verb that no preposition governs, as what arrives.
    pub(super) fn arriving(&self) -> Option<(usize, &'a str)> {
        let free = |at: usize| {
            !(at.saturating_sub(2).max(self.start)..at)
                .any(|before| self.words.form(before).is_some_and(|form| self.pack.events.at.contains(form)))
        };
        let near = self.verb.saturating_sub(BESIDE).max(self.start)..(self.verb + BESIDE).min(self.end);
        near.filter(|at| free(*at)).find_map(|at| Some((at, self.pack.events.document(self.words.form(at)?)?)))
    }

    /// Whether the verb only says that what a noun names took place: "the consecration was performed".
    pub(super) fn is_of_noun(&self) -> bool {
        let events = &self.pack.events;
        let holds = |at: usize, fits: &dyn Fn((&crate::lang::Act, Voice)) -> bool| {
            self.words.form(at).is_some_and(|form| events.acts(form).any(fits))
        };
        let gathers = holds(self.verb, &|(act, _)| act.needs == Some(Needs::Gathering));
        gathers && self.stretch().any(|at| holds(at, &|(_, voice)| voice == Voice::Noun))
    }

    /// Whether the form stands behind a comma after a name: "Brown, elected mayor in May, …".
    pub(super) fn is_apposed(&self) -> bool {
        let caseless = self.pack.events.actor_case.is_empty();
        caseless && self.verb > 1 && self.words.is(self.verb - 1, ',') && self.words.name(self.verb - 2).is_some()
    }

    /// The same, with no comma between.
    pub(super) fn document_beside(&self) -> Option<&'a str> {
        let stop = |at: &usize| !self.words.is(*at, ',');
        let before = (self.start..self.verb).rev().take_while(stop);
        let after = (self.verb + 1..self.end).take_while(stop);
        after.chain(before).filter(|at| !self.is_spoken_of(*at)).find_map(|at| self.pack.events.document(self.words.form(at)?))
    }

    /// The gathering that the clause names nearest to the verb: its noun and its kind.
    pub(super) fn gathering(&self) -> Option<(usize, &'a str)> {
        // "Opened by order of the committee": who does it does not open.
        let doer = |at: usize| {
            self.is_caseless() && at > self.verb && (self.verb + 1..at).any(|before| self.words.has(before, &self.pack.events.by))
        };
        self.nearest(|form| self.pack.events.gathering(form)).filter(|(at, _)| !doer(*at)).or_else(|| {
            let at = self.stretch().filter(|at| *at < self.verb).rev().find(|at| self.is_subject(*at))?;
            let kind = |form: &str| self.pack.events.gathering(form);
            let name = self.words.text_of(self.words.name(at)?).to_lowercase();
            name.split_whitespace().find_map(|word| kind(&fold(word))).map(|kind| (at, kind))
        })
    }

    /// Whether the clause names a treaty.
    pub(super) fn names_treaty(&self) -> bool {
        self.near().any(|at| self.words.form(at).is_some_and(|form| self.pack.events.is_treaty(form)))
    }

    /// Whether the clause names what is decided.
    pub(super) fn names_resolution(&self) -> bool {
        self.near().any(|at| self.words.form(at).is_some_and(|form| self.pack.events.is_resolution(form)))
    }

    /// The bodies of the clause before its verb: "at a session of the Bureau it was decided".
    pub(super) fn bodies(&self) -> Vec<EntityId> {
        let body = |at: &usize| self.words.name(*at).is_some_and(|mention| mention.entity.kind == ThingKind::Group);
        (self.start..self.verb).rev().find(body).map(|at| self.joined(at)).unwrap_or_default()
    }

    pub(super) fn is_free(&self, at: usize) -> bool {
        self.words.name(at).is_none() && !matches!(self.words.all.get(at), Some(Word::Mark(_)))
    }

    /// Whether a conjunction leads to another verb, with nothing but words and dates between: "… and left on the 9th".
    pub(super) fn leads_on(&self, at: usize) -> bool {
        let act = |at: usize| self.words.form(at).is_some_and(|form| self.pack.events.is_act(form));
        self.is_joint(at) && (at + 1..at + JOINT).take_while(|at| self.is_free(*at)).any(act)
    }

    /// The words around the verb up to a clause that "who", "which", "where" or "before" opens or, in such a clause, from there.
    pub(super) fn own_part(&self) -> Range<usize> {
        let events = &self.pack.events;
        let has = |at: usize, words: &WordSet| self.words.form(at).is_some_and(|form| words.contains(form));
        let opens = |at: usize| {
            let linked = || has(at + 1, &events.links) || self.words.form(at + 1).is_some() && has(at + 2, &events.links);
            let participle = || {
                let voice = |(_, voice): (&crate::lang::Act, Voice)| matches!(voice, Voice::Participle | Voice::PassiveParticiple);
                self.words.form(at + 1).is_some_and(|form| events.acts(form).any(voice))
            };
            self.words.is(at, ',') && (linked() || participle()) || has(at, &events.before)
        };
        // The clause has ended where another comma stands between, and "before the assembly" was none.
        let open = |from: &usize| !(*from + 1..self.verb).any(|at| self.words.is(at, ','));
        let from = (self.start..self.verb).rev().find(|at| opens(*at)).filter(open);
        let linked = from.is_some_and(|at| events.actor_case.is_empty() && self.words.is(at, ','));
        let closes = |at: usize| opens(at) || linked && self.words.is(at, ',');
        from.unwrap_or(self.start)..(self.verb + 1..self.end).find(|at| closes(*at)).unwrap_or(self.end)
    }

    /// Whether a clause of "who" or "which" between commas holds the verb, where the language parts only asides so.
    pub(super) fn is_linked(&self) -> bool {
        let start = self.own_part().start;
        self.pack.events.actor_case.is_empty() && start > self.start && self.words.is(start, ',')
    }

    /// Whether the verb stands in a clause that depends on another: "the letters that suspended Brown", "when Brown came".
    pub(super) fn is_subordinate(&self) -> bool {
        let events = &self.pack.events;
        let opened = || (self.stretch().start..self.verb).rev().take(BESIDE).any(|at| self.words.has(at, &events.subordinators));
        events.actor_case.is_empty() && (self.is_linked() || self.is_opened() || opened())
    }

    /// Whether a verb of what is still to be done follows, where the language has a form for it: "приказал сочинить".
    pub(super) fn leads_to_deed(&self) -> bool {
        let stretch = self.stretch();
        let near = (self.verb + 1..(self.verb + 5).min(stretch.end)).chain(self.verb.saturating_sub(2).max(stretch.start)..self.verb);
        near.into_iter().any(|at| self.words.form(at).is_some_and(|form| self.pack.events.is_infinitive(form)))
    }

    /// Whether one of these words stands near the verb.
    pub(super) fn has_beside(&self, words: &WordSet) -> bool {
        let act = |at: usize| self.words.form(at).is_some_and(|form| self.pack.events.is_act(form) && !words.contains(form));
        let apart = |at: usize| (at.min(self.verb) + 1..at.max(self.verb)).any(act);
        words.is_empty() || self.near().any(|at| self.words.form(at).is_some_and(|form| words.contains(form)) && !apart(at))
    }

    /// Whether one of these words follows the verb with nothing but dates and small words between: "called on 3 May upon".
    pub(super) fn is_right_before(&self, words: &WordSet) -> bool {
        (self.verb + 1..self.verb + 4)
            .take_while(|at| *at < self.end)
            .find(|at| self.words.has(*at, words) || !self.is_light(*at))
            .is_some_and(|at| self.words.has(at, words))
    }

    /// Whether something is done by means of a document that has the date: "approved it in a letter of 3 May".
    pub(super) fn is_in_document(&self) -> bool {
        self.near().any(|at| {
            let document = self.words.form(at).is_some_and(|form| self.pack.events.document(form).is_some());
            let act = |at: usize| self.words.form(at).is_some_and(|form| self.pack.events.is_act(form));
            document && self.date_of(at).is_some() && !(at.min(self.verb) + 1..at.max(self.verb)).any(act)
        })
    }

    /// Whether something is only asked for, planned or awaited here.
    pub(super) fn is_planned(&self) -> bool {
        // "Urged it in a letter" asks for no letter.
        let within = |at: usize| self.words.form(at).is_some_and(|form| self.pack.events.at.contains(form));
        if self.words.form(self.verb).is_some_and(|form| self.pack.events.document(form).is_some())
            && (self.verb.saturating_sub(3).max(self.start)..self.verb).any(within)
        {
            return false;
        }
        let plans = |at: usize| self.words.form(at).is_some_and(|form| self.pack.events.plans.contains(form));
        (self.verb.saturating_sub(REACH).max(self.start)..self.verb).any(plans)
    }

    /// Whether a word before the infinitive says that it was done.
    pub(super) fn is_achieved(&self) -> bool {
        let achieved = |at: usize| self.words.form(at).is_some_and(|form| self.pack.events.achieved.contains(form));
        (self.verb.saturating_sub(BESIDE).max(self.start)..self.verb).any(achieved)
    }

    /// Whether an office stands behind the verb or up to so many words before it, in the case in which one enters it.
    pub(super) fn names_office(&self, before: usize) -> bool {
        let case = &self.pack.events.office_case;
        let fits = |at: usize| {
            let title = self.words.form(at).and_then(|form| self.pack.names.word(Kind::Title, form));
            let with = at > 0 && self.words.has(at - 1, &self.pack.events.companion);
            title.is_some_and(|title| case.is_empty() || self.pack.declension.case_names(title.cases).contains(case) && !with)
        };
        (self.verb.saturating_sub(before).max(self.start)..(self.verb + 1 + BESIDE).min(self.end)).any(fits)
    }

    pub(super) fn near(&self) -> impl DoubleEndedIterator<Item = usize> + Clone + use<> {
        self.verb.saturating_sub(REACH).max(self.start)..(self.verb + 1 + REACH).min(self.end)
    }

    fn nearest(&self, kind: impl Fn(&str) -> Option<&'a str>) -> Option<(usize, &'a str)> {
        let found = self.near().filter_map(|at| Some((at, kind(self.words.form(at)?)?)));
        found.min_by_key(|(at, _)| at.abs_diff(self.verb))
    }
}
