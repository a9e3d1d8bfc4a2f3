//! A sentence as words, names and dates; quoted speech and citations are left out.

use crate::lang::{Before, Kind, Pack, WordSet, fold};
use crate::read::{DateMention, Reading, ThingKind};
use crate::resolve::{EntityId, Mention, Resolved};
use crate::text::{Span, is_alphanumeric, lowercase};

/// One part of a sentence.
#[derive(Clone, Debug)]
pub(super) enum Word<'a> {
    /// A word in small letters, folded.
    Plain(String),
    /// A name.
    Name(&'a Mention),
    /// A name whose case the title before it tells.
    Narrowed(Box<Mention>),
    /// An office that stands for its holder.
    Office(Box<Mention>),
    /// A date.
    Date(&'a DateMention),
    /// A sign.
    Mark(char),
}

/// The words of a sentence.
#[derive(Debug)]
pub(super) struct Words<'a> {
    pub(super) all: Vec<Word<'a>>,
    /// The sentence.
    pub(super) span: Span,
    /// Before which words a quotation ends that is left out.
    quoted: Vec<usize>,
    /// Before which word the two were named for whom a pronoun was put.
    pub(super) pair: Option<usize>,
    text: &'a str,
}

/// Takes a sentence apart.
pub(super) fn words<'a>(sentence: Span, text: &'a str, reading: &'a Reading, resolved: &'a Resolved) -> Words<'a> {
    let mut all = Vec::new();
    let mut quoted_before = Vec::new();
    let mut at = sentence.start();
    let within = |span: Span, at: usize| span.start() <= at && at < span.end();
    let from = resolved.mentions.partition_point(|mention| mention.span.end() <= sentence.start());
    let mentions = &resolved.mentions[from..];
    let from = reading.dates.partition_point(|date| date.span.start() < sentence.start());
    let dates = &reading.dates[from..];
    let from = reading.quotations.partition_point(|span| span.end() <= sentence.start());
    let quotations = &reading.quotations[from..];
    let from = reading.citations.partition_point(|citation| citation.span.end() <= sentence.start());
    let citations = &reading.citations[from..];
    // All stand in order, so what was passed is not looked at again.
    let (mut next_mention, mut next_date, mut next_quotation, mut next_citation) = (0, 0, 0, 0);
    while at < sentence.end() {
        let quoted = ahead(quotations, &mut next_quotation, at, |span| *span);
        let skipped = quoted.filter(|span| within(**span, at)).copied().or_else(|| {
            let cited = ahead(citations, &mut next_citation, at, |citation| citation.span);
            cited.map(|citation| citation.span).filter(|span| within(*span, at))
        });
        if let Some(skipped) = skipped {
            if quoted.is_some_and(|span| *span == skipped) {
                quoted_before.push(all.len());
            }
            at = skipped.end();
            continue;
        }
        if let Some(mention) = ahead(mentions, &mut next_mention, at, |mention| mention.span).filter(|mention| within(mention.span, at)) {
            all.push(Word::Name(mention));
            at = mention.span.end();
            continue;
        }
        if let Some(date) = ahead(dates, &mut next_date, at, |date| date.span).filter(|date| within(date.span, at)) {
            all.push(Word::Date(date));
            at = date.span.end();
            continue;
        }
        let rest = &text[at..sentence.end()];
        let length = rest.find(|c: char| !is_alphanumeric(c) && c != '-' && c != '\'').unwrap_or(rest.len());
        if length > 0 {
            all.push(Word::Plain(fold(&lowercase(&rest[..length])).into_owned()));
            at += length;
            continue;
        }
        let Some(c) = rest.chars().next() else { break };
        if !c.is_whitespace() {
            all.push(Word::Mark(c));
        }
        at += c.len_utf8();
    }
    Words { all, span: sentence, quoted: quoted_before, pair: None, text }
}

/// The first of these things that does not end before `at`; `next` is its number, which only grows.
fn ahead<'l, T>(list: &'l [T], next: &mut usize, at: usize, span: impl Fn(&T) -> Span) -> Option<&'l T> {
    while list.get(*next).is_some_and(|thing| span(thing).end() <= at) {
        *next += 1;
    }
    list.get(*next)
}

impl Words<'_> {
    /// The word's form, where it is a word.
    pub(super) fn form(&self, at: usize) -> Option<&str> {
        match self.all.get(at)? {
            Word::Plain(form) => Some(form),
            Word::Name(_) | Word::Narrowed(_) | Word::Office(_) | Word::Date(_) | Word::Mark(_) => None,
        }
    }

    /// Leaves names only the cases in which the titles before them stand: "by order of the tsar Michael".
    pub(super) fn narrow(&mut self, pack: &Pack) {
        if pack.events.actor_case.is_empty() {
            return;
        }
        for at in 1..self.all.len() {
            let Word::Name(mention) = self.all[at] else { continue };
            let Some(title) = self.form(at - 1).and_then(|form| pack.names.word(Kind::Title, form)) else { continue };
            let titled = pack.declension.case_names(title.cases);
            let own = if mention.cases.is_empty() { &titled } else { &mention.cases };
            let cases: Vec<String> = own.iter().filter(|case| titled.contains(case)).cloned().collect();
            if mention.entity.kind == ThingKind::Person && !cases.is_empty() && cases != mention.cases {
                self.all[at] = Word::Narrowed(Box::new(Mention { cases, ..mention.clone() }));
            }
        }
    }

    /// Puts a pronoun for two people who go by what they are: "the two men".
    pub(super) fn name_pair(&mut self, pack: &Pack) {
        let events = &pack.events;
        let [subject, other] = &events.pair_pronouns[..] else { return };
        let article = |at: usize| at > 0 && self.form(at - 1).is_some_and(|form| pack.names.is_article(form));
        let two = |at: &usize| {
            let told = || article(*at) && self.form(at + 1).is_some_and(|form| events.is_act(form) || events.is_finite(form));
            self.has(*at, &events.pairs) && (self.has(at + 1, &events.pair_nouns) && self.name(at + 2).is_none() || told())
        };
        let Some(two) = (0..self.all.len()).find(two) else { return };
        let (from, to) = (two - usize::from(article(two)), two + 1 + usize::from(self.has(two + 1, &events.pair_nouns)));
        let governed = from.checked_sub(1).and_then(|before| self.form(before)).is_some_and(|form| {
            events.is_act(form) || events.at.contains(form) || events.companion.contains(form) || pack.roles.before(form).is_some()
        });
        let pronoun = if governed { other } else { subject };
        self.all.splice(from..to, [Word::Plain(pronoun.clone())]);
        self.quoted.iter_mut().filter(|at| **at >= to).for_each(|at| *at -= to - from - 1);
        // Whom the subject of the sentence meets were named before it.
        self.pair = Some(if governed { 0 } else { from });
    }

    /// The kind of the gathering that is named last.
    pub(super) fn last_gathering<'p>(&self, pack: &'p Pack) -> Option<&'p str> {
        (0..self.all.len()).rev().find_map(|at| pack.events.gathering(self.form(at)?))
    }

    /// Whether it tells what had been done before to the one spoken of: "Brown had sent him".
    pub(super) fn looks_back(&self, pack: &Pack) -> bool {
        let events = &pack.events;
        let had = (0..self.all.len()).find(|at| self.has(*at, &events.anterior));
        had.is_some_and(|had| {
            (had + 2..had + 5).any(|at| {
                self.has(at, &events.addressee_pronouns)
                    && self.form(at - 1).is_some_and(|form| events.is_act(form) || events.is_finite(form))
            })
        })
    }

    /// Whether one of these words stands there.
    pub(super) fn has(&self, at: usize, list: &WordSet) -> bool {
        self.form(at).is_some_and(|form| list.contains(form))
    }

    /// Whether a quotation ends right before a word, but for a mark.
    pub(super) fn follows_quotation(&self, at: usize) -> bool {
        let mark = at > 0 && matches!(self.all[at - 1], Word::Mark(_));
        self.quoted.contains(&at) || mark && self.quoted.contains(&(at - 1))
    }

    /// Whether there is this sign.
    pub(super) fn is(&self, at: usize, mark: char) -> bool {
        matches!(self.all.get(at), Some(Word::Mark(own)) if *own == mark)
    }

    /// The words of a name.
    pub(super) fn text_of(&self, mention: &Mention) -> &str {
        &self.text[mention.span.start()..mention.span.end()]
    }

    /// The name, where it is one.
    pub(super) fn name(&self, at: usize) -> Option<&Mention> {
        match self.all.get(at)? {
            Word::Name(mention) => Some(mention),
            Word::Narrowed(mention) | Word::Office(mention) => Some(mention),
            Word::Plain(_) | Word::Date(_) | Word::Mark(_) => None,
        }
    }

    /// Whether a name may stand in a case; always where the language or the name has none.
    pub(super) fn may(mention: &Mention, case: &str) -> bool {
        case.is_empty() || mention.cases.is_empty() || mention.cases.iter().any(|own| own == case)
    }

    /// Whether the first word stands for the one who was not the subject of the sentence before.
    pub(super) fn opens_with_other(&self, pack: &Pack) -> bool {
        let events = &pack.events;
        if events.actor_case.is_empty() {
            return self.has(0, &events.others);
        }
        // "В августе тот уехал", not "в тот день".
        let opens = |at: &usize| match &self.all[*at] {
            Word::Plain(form) => !events.is_act(form) && !events.is_finite(form),
            Word::Date(_) => true,
            Word::Name(_) | Word::Narrowed(_) | Word::Office(_) | Word::Mark(_) => false,
        };
        let first = (0..self.all.len().min(4)).take_while(opens).find(|at| self.has(*at, &events.others));
        first.is_some_and(|at| at == 0 || self.form(at - 1).is_none_or(|form| !events.at.contains(form) && !events.towards.contains(form)))
    }

    /// The first person or body of the sentence that may be its subject.
    pub(super) fn first_subject(&self, pack: &Pack) -> Option<Vec<EntityId>> {
        let caseless = pack.events.actor_case.is_empty();
        let fits = |at: &usize| {
            let names = &pack.names;
            let belongs = |form: &&str| names.is(Kind::Title, form) || names.is(Kind::ShortTitle, form) || names.is_article(form);
            let before = (0..*at).rev().map_while(|before| self.form(before)).find(|form| !belongs(form));
            let governed = before.is_some_and(|form| {
                pack.roles.before(form).is_some_and(|said| said != Before::Same)
                    || pack.events.at.contains(form)
                    || caseless && pack.events.is_act(form)
            });
            self.name(*at).is_some_and(|mention| {
                let cases = Self::may(mention, &pack.events.actor_case) && (caseless || !mention.cases.is_empty());
                mention.entity.kind == ThingKind::Person && cases && !governed
            })
        };
        let found = (0..self.all.len()).find(fits).and_then(|at| self.name(at))?;
        Some(vec![found.entity.clone()])
    }

    /// The words that look like verbs of what was done, where the sentence has a date.
    pub(super) fn dated_verbs(&self, pack: &Pack) -> Vec<usize> {
        if !self.all.iter().any(|word| matches!(word, Word::Date(_))) {
            return Vec::new();
        }
        let events = &pack.events;
        let verb = |at: &usize| {
            self.form(*at).is_some_and(|form| events.is_finite(form) || events.is_neuter(form) || self.is_suffered(*at, form, pack))
        };
        (0..self.all.len()).filter(verb).collect()
    }

    /// Whether a short participle beside an auxiliary, of a verb that no list names, says what was done to somebody.
    pub(super) fn is_suffered(&self, at: usize, form: &str, pack: &Pack) -> bool {
        let events = &pack.events;
        let auxiliary = |at: usize| self.has(at, &events.auxiliaries);
        events.is_short_passive(form) && !events.is_act(form) && (auxiliary(at + 1) || (at.saturating_sub(2)..at).any(auxiliary))
    }

    /// The person whom a sentence puts in front of all others, as subject or object: "Орлова арестовали".
    ///
    /// `None` where the language has no cases to tell it from an owner.
    pub(super) fn topic(&self, pack: &Pack) -> Option<Vec<EntityId>> {
        let events = &pack.events;
        let stands_free = |at: usize| match at.checked_sub(1).map(|before| &self.all[before]) {
            None | Some(Word::Mark(_) | Word::Date(_)) => true,
            Some(Word::Plain(form)) => {
                let title = pack.names.is(Kind::Title, form) || pack.names.is(Kind::ShortTitle, form);
                title || events.is_adverb(form) && pack.roles.before(form).is_none() && !events.at.contains(form)
            }
            Some(Word::Name(_) | Word::Narrowed(_) | Word::Office(_)) => false,
        };
        let about = |at: &usize| {
            let fits = |mention: &Mention| [&events.actor_case, &events.object_case].iter().any(|case| mention.cases.contains(case));
            self.name(*at).is_some_and(|mention| mention.entity.kind == ThingKind::Person && fits(mention)) && stands_free(*at)
        };
        let first = (0..self.all.len()).find(|at| self.name(*at).is_some_and(|mention| mention.entity.kind == ThingKind::Person))?;
        about(&first).then(|| self.name(first).map(|mention| vec![mention.entity.clone()])).flatten()
    }

    /// The only person of a sentence in which no pronoun stands for somebody, whatever his part: "the plan was Brown's".
    pub(super) fn only_person(&self, pack: &Pack) -> Option<Vec<EntityId>> {
        let pronoun = |at: usize| self.form(at).is_some_and(|form| pack.events.pronouns.contains(form));
        if pack.events.actor_case.is_empty() || (0..self.all.len()).any(pronoun) {
            return None;
        }
        let mut persons = (0..self.all.len()).filter_map(|at| self.name(at)).filter(|mention| mention.entity.kind == ThingKind::Person);
        let first = &persons.next()?.entity;
        persons.all(|other| other.entity == *first).then(|| vec![first.clone()])
    }

    /// The newspaper named shortly before a word: in quotation marks, or after a noun for newspapers.
    pub(super) fn press_before(&self, at: usize, pack: &Pack) -> Option<EntityId> {
        let start = at.saturating_sub(8);
        (start..at).rev().find(|place| self.is_press(*place, pack)).and_then(|place| self.name(place)).map(|mention| mention.entity.clone())
    }

    /// Whether there is the name of a newspaper.
    pub(super) fn is_press(&self, at: usize, pack: &Pack) -> bool {
        let group = self.name(at).filter(|mention| mention.entity.kind == ThingKind::Group);
        let named = |mention: &Mention| {
            let words = self.text_of(mention).to_lowercase();
            pack.events.actor_case.is_empty() && words.split_whitespace().last().is_some_and(|last| pack.names.is(Kind::PressHead, last))
        };
        group.is_some_and(|mention| self.is_quoted(at) || mention.rule == "press" || named(mention))
    }

    /// Whether a quotation mark opens before a word.
    pub(super) fn is_quoted(&self, at: usize) -> bool {
        at > 0 && matches!(self.all[at - 1], Word::Mark('«' | '"' | '“' | '„'))
    }
}
