//! Which date is a verb's, a noun's, a document's.

use crate::lang::{Kind, Needs};
use crate::time::HistoricalDate;

use super::EventKind;
use super::clause::{BESIDE, Clause, JOINT, LONGEST};
use super::words::Word;

impl Clause<'_> {
    /// The date beside a noun that tells of something, else the one of its verb where the noun is the only act of the clause.
    pub(super) fn date_beside(&self) -> Option<HistoricalDate> {
        let beside = self.beside_noun();
        let found = beside.filter_map(|at| self.date_at(at).map(|date| (at.abs_diff(self.verb), date)));
        found.min_by_key(|(distance, _)| *distance).map(|(_, date)| date).or_else(|| self.takes_place().then(|| self.date()).flatten())
    }

    /// Whether the verb behind the noun only says that it took place: "the signing was held on 3 May".
    fn takes_place(&self) -> bool {
        let first =
            self.stretch().filter(|at| *at > self.verb).filter_map(|at| self.words.form(at)).find(|form| self.pack.events.is_act(form));
        first.is_some_and(|form| self.pack.events.acts(form).any(|(act, _)| act.needs == Some(Needs::Gathering)))
    }

    /// The date that belongs to the verb: of its own part of the clause, of a part before it, or of the head of the sentence.
    ///
    /// A part that begins with a conjunction after a comma goes on with the story, so its date is not that of what stands before.
    pub(super) fn date(&self) -> Option<HistoricalDate> {
        let turns = |at: usize| {
            let but = self.is_caseless() && self.words.has(at + 1, &self.pack.events.turns);
            let joint = but || self.is_joint(at + 1);
            self.words.is(at, ',') && joint && self.words.name(at + 2).is_none()
        };
        let free = |at: usize| self.is_free(at);
        let to_verb = |at: usize| self.is_joint(at) && at + JOINT > self.verb && (at + 1..self.verb).all(free);
        // "Before she sailed", "who had come": what stands beyond such a word has a date of its own.
        let own_part = self.own_part();
        let from = (own_part.start..self.verb).rev().find(|at| turns(*at) || to_verb(*at)).unwrap_or(own_part.start);
        // "Agreed to meet on 3 May": the day of what is only willed.
        let willed = self.is_of_will();
        let to = (self.verb + 1..own_part.end).find(|at| turns(*at) || self.leads_on(*at) || willed && self.is_infinitive(*at));
        let to = to.unwrap_or(own_part.end);
        // A date between commas is rather that of what stands there.
        let commas = |at: usize| (at.min(self.verb)..at.max(self.verb)).filter(|between| self.words.is(*between, ',')).count();
        let own = (from..to).filter(|at| self.date_at(*at).is_some()).map(|at| (at.abs_diff(self.verb) + 2 * BESIDE * commas(at), at));
        let own = own.min_by_key(|(distance, _)| *distance).and_then(|(_, at)| self.date_at(self.said_closer(at)));
        // Without cases a date behind a verb is that verb's: "he wrote the next day, and went home".
        let taken = |date: usize| self.is_caseless() && self.words.is(from, ',') && (own_part.start..date).any(|at| self.is_verb(at));
        let before = || (own_part.start..from).rev().filter(|at| !taken(*at)).find_map(|at| self.date_at(at));
        if self.is_earlier() || self.is_linked() {
            return own;
        }
        let linked = || (own_part.end..self.end).chain((self.start..own_part.start).rev()).find_map(|at| self.date_at(at));
        let head = || {
            let open = if self.is_opened() { self.start } else { self.start.saturating_sub(LONGEST) };
            // Without cases only a date that opens the sentence goes on behind a semicolon.
            let until = if self.is_caseless() { self.start.min(open + 4) } else { self.start };
            (open..until).find_map(|at| self.date_at(at))
        };
        own.or_else(before).or_else(linked).or_else(head)
    }

    /// The day that says closer what the date before it says, behind a comma: "the following winter, on 5 February".
    fn said_closer(&self, at: usize) -> usize {
        let is_day = |at: usize| self.date_at(at).is_some_and(|date| date.is_single() && date.first_day() == date.last_day());
        let small = |at: usize| self.words.has(at, &self.pack.events.on);
        let day = (at + 2..at + 4).find(|day| self.date_at(*day).is_some() && (at + 2..*day).all(small));
        day.filter(|day| self.words.is(at + 1, ',') && is_day(*day) && !is_day(at)).unwrap_or(at)
    }

    /// Whether the verb tells what somebody wills, in a language where a mark opens an infinitive.
    fn is_of_will(&self) -> bool {
        let decision = EventKind::Decision.as_str();
        self.is_caseless()
            && self.words.form(self.verb).is_some_and(|form| self.pack.events.acts(form).any(|(act, _)| act.kind == decision))
    }

    /// Whether a mark opens an infinitive there: nothing but a small word follows that is no article.
    fn is_infinitive(&self, at: usize) -> bool {
        let next = self.words.form(at + 1);
        self.words.has(at, &self.pack.events.infinitive_marks)
            && next.is_some_and(|form| {
                let names = &self.pack.names;
                !names.is_article(form) && !names.is(Kind::Title, form) && !names.ends_like_abstract(form)
            })
    }

    /// Whether the verb tells what something else came before: "before the ship sailed".
    fn is_earlier(&self) -> bool {
        self.words.form(self.own_part().start).is_some_and(|form| self.pack.events.before.contains(form))
    }

    /// Whether a date stands in the verb's own part of the clause, between two commas.
    pub(super) fn has_own_date(&self) -> bool {
        self.own_date().is_some()
    }

    /// The date with which the clause opens: "On 3 May, after a long journey, …".
    pub(super) fn opening_date(&self) -> Option<HistoricalDate> {
        (self.start..(self.start + 3).min(self.verb)).find_map(|at| self.date_at(at))
    }

    /// The nearest date in the verb's own part of the clause, between two commas.
    pub(super) fn own_date(&self) -> Option<HistoricalDate> {
        let (part, stretch) = (self.own_part(), self.stretch());
        let end = part.end.min(stretch.end);
        let end = (self.verb + 1..end).find(|at| self.is_of_will() && self.is_infinitive(*at)).unwrap_or(end);
        let found = (part.start.max(stretch.start)..end).filter(|at| self.date_at(*at).is_some());
        found.min_by_key(|at| at.abs_diff(self.verb)).and_then(|at| self.date_at(at))
    }

    /// The date right behind a noun: "the letter to him of 3 May".
    pub(super) fn date_of(&self, noun: usize) -> Option<HistoricalDate> {
        let reach = noun + 1..(noun + 2 + BESIDE).min(self.end);
        let at = reach.take_while(|at| !self.words.is(*at, ';') && !self.words.is(*at, ':')).find(|at| self.date_at(*at).is_some())?;
        let named = self.words.form(at - 1).is_some_and(|form| self.pack.events.dated_by.contains(form));
        let beside = at == noun + 1 && self.words.form(noun).is_some();
        if named || beside { self.date_at(at) } else { None }
    }

    /// Whether the date behind a noun is that of the verb before it: "did not sign the treaty on 3 May".
    pub(super) fn is_dated_by_verb(&self) -> bool {
        let near = self.verb + 1..(self.verb + 2 + BESIDE).min(self.end);
        let date = near.into_iter().find(|at| self.date_at(*at).is_some());
        let on = date.is_some_and(|at| self.words.has(at - 1, &self.pack.events.on));
        on && (self.stretch().start..self.verb).any(|at| self.is_verb(at))
    }

    fn date_at(&self, at: usize) -> Option<HistoricalDate> {
        match self.words.all.get(at)? {
            Word::Date(date) => Some(date.date),
            Word::Plain(_) | Word::Name(_) | Word::Narrowed(_) | Word::Office(_) | Word::Mark(_) => None,
        }
    }
}
