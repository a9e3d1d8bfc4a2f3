//! Offices that stand for those who hold them: "the ambassador", after "the ambassador Brown".

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::lang::{Kind, Pack, fold};
use crate::read::ThingKind;
use crate::resolve::{EntityId, Mention, Resolved};
use crate::text::{is_alphanumeric, is_ruler_number, lowercase};

use super::genders::Genders;
use super::words::{Word, Words};

/// How far before a name an office may stand that is its bearer's, in words: "the minister of … Brown".
const AHEAD: usize = 8;
/// How often whom an essay is about must be named.
const OFTEN: usize = 4;
/// Letters by which two forms of an adjective are known to be one's.
const STEM: usize = 5;
/// The longest word that can hardly be an office's complement: a preposition, a particle.
const SMALL: usize = 3;

/// Who holds which office, as far as an essay has said it.
#[derive(Debug)]
pub(super) struct Offices {
    /// By the office's base form, the latest last.
    held: HashMap<String, Holders>,
    /// Who bears a title anywhere, also in the title of a document, where it is one person only.
    anywhere: HashMap<String, Option<EntityId>>,
    /// Whom the essay is about, where it names one person far more often than any other: "the composer".
    main: Option<EntityId>,
    /// Who is named with a number most often, of men and of women: "the King", "the Queen".
    crowned: [Option<EntityId>; 2],
}

/// The holders of one office.
#[derive(Debug, Default)]
struct Holders {
    all: Vec<Holder>,
    people: HashSet<EntityId>,
}

#[derive(Clone, Debug)]
struct Holder {
    /// The word before the office: "French".
    which: Option<String>,
    who: EntityId,
}

impl Offices {
    /// Nobody holds an office yet.
    pub(super) fn of(resolved: &Resolved, text: &str, genders: &Genders, pack: &Pack) -> Self {
        let mut counts: HashMap<&EntityId, usize> = HashMap::default();
        let persons = resolved.mentions.iter().map(|mention| &mention.entity).filter(|id| id.kind == ThingKind::Person);
        persons.for_each(|id| *counts.entry(id).or_default() += 1);
        let numbered = |mention: &&Mention| {
            let last = text[mention.span.start()..mention.span.end()].split_whitespace().skip(1).last();
            mention.entity.kind == ThingKind::Person && last.is_some_and(is_ruler_number)
        };
        let mut numbers: Vec<&EntityId> = resolved.mentions.iter().filter(numbered).map(|mention| &mention.entity).collect();
        // Where cases leave out the article, "the tsar" is known only where nobody else has a number.
        if !pack.events.actor_case.is_empty() && numbers.iter().any(|id| *id != numbers[0]) {
            numbers.clear();
        }
        let crowned = |woman: bool| {
            let all = numbers.iter().copied().filter(|id| genders.is_woman(id) == woman);
            all.max_by(|one, two| counts[one].cmp(&counts[two]).then_with(|| two.cmp(one))).cloned()
        };
        let crowned = [crowned(false), crowned(true)];
        let mut most: Vec<(&EntityId, usize)> = counts.into_iter().collect();
        most.sort_by(|one, two| two.1.cmp(&one.1).then_with(|| one.0.cmp(two.0)));
        let second = most.get(1).map_or(0, |(_, count)| *count);
        let main = most.first().filter(|(_, count)| *count >= OFTEN && *count > second + second / 2).map(|(id, _)| (*id).clone());
        Self { held: HashMap::default(), anywhere: titled(resolved, text, pack), main, crowned }
    }

    /// Names the holders of a sentence's offices that stand alone, and learns who holds the others.
    pub(super) fn name(&mut self, words: &mut Words<'_>, pack: &Pack) {
        for at in 0..words.all.len() {
            if words.name(at).is_some_and(|mention| mention.entity.kind == ThingKind::Person) {
                self.learn(words, at, pack);
            } else if let Some(mention) = self.stands_for(words, at, pack) {
                words.all[at] = Word::Office(Box::new(mention));
            }
        }
    }

    /// Learns that somebody enters the office named beside the verb at a word.
    pub(super) fn hold(&mut self, words: &Words<'_>, verb: usize, who: &EntityId, pack: &Pack) {
        let case = &pack.events.office_case;
        let entered = |office: &Office| case.is_empty() || office.cases.contains(case);
        let near = verb.saturating_sub(AHEAD)..(verb + AHEAD).min(words.all.len());
        if let Some(office) = near.filter_map(|at| office(words, at, pack)).find(entered) {
            self.add(office, who);
        }
    }

    fn add(&mut self, office: Office, who: &EntityId) {
        let holders = self.held.entry(office.base).or_default();
        if !holders.people.insert(who.clone()) {
            holders.all.retain(|holder| holder.who != *who);
        }
        holders.all.push(Holder { which: office.which, who: who.clone() });
    }

    /// The offices before a name, and the one behind it and a comma.
    fn learn(&mut self, words: &Words<'_>, name: usize, pack: &Pack) {
        let Some(mention) = words.name(name) else { return };
        let (who, cases) = (mention.entity.clone(), mention.cases.clone());
        let agrees = |office: &Office| cases.is_empty() || office.cases.is_empty() || office.cases.iter().any(|case| cases.contains(case));
        let caseless = pack.events.actor_case.is_empty();
        let mut commas = 0;
        let mut found = Vec::new();
        for at in (name.saturating_sub(AHEAD)..name).rev() {
            commas += usize::from(words.is(at, ','));
            let breaks = matches!(words.all[at], Word::Date(_) | Word::Office(_)) || words.is(at, ';') || words.is(at, ':') || commas > 1;
            let turns = words.form(at).is_some_and(|form| {
                let small = caseless && commas == 0 && pack.roles.before(form).is_some();
                pack.events.is_act(form) || pack.events.saying.contains(form) || small
            });
            if breaks || turns || commas == 1 && !caseless {
                break;
            }
            if words.name(at).is_some_and(|mention| mention.entity.kind == ThingKind::Person) {
                break;
            }
            found.extend(office(words, at, pack).filter(&agrees));
        }
        if words.is(name + 1, ',') {
            let opens = |at: &usize| {
                words.form(*at).is_some_and(|form| !(caseless && (pack.events.towards.contains(form) || pack.events.at.contains(form))))
            };
            let behind = (name + 2..name + 5).take_while(opens).find_map(|at| office(words, at, pack).filter(&agrees));
            found.extend(behind);
        }
        found.into_iter().for_each(|office| self.add(office, &who));
    }

    /// The holder of an office that stands alone, as if he were named there.
    fn stands_for(&self, words: &Words<'_>, at: usize, pack: &Pack) -> Option<Mention> {
        let calling = || {
            let form = words.form(at).filter(|form| pack.events.callings.contains(form))?;
            let cases = Some(&pack.events.actor_case).filter(|case| !case.is_empty()).into_iter().cloned().collect();
            Some(Office { base: form.to_owned(), which: None, cases })
        };
        let office = office(words, at, pack).or_else(calling)?;
        if !is_alone(words, at, pack) {
            return None;
        }
        let named = |who: &EntityId, cases| Mention { span: words.span, entity: who.clone(), cases, rule: "office", confidence: 0.7 };
        let same = || pack.events.same_office.get(&office.base)?.iter().find_map(|base| self.held.get(base));
        let Some(holders) = self.held.get(&office.base).or_else(same) else {
            if let Some(Some(only)) =
                self.anywhere.get(&office.base).filter(|_| !pack.events.actor_case.is_empty() && office.which.is_none())
            {
                return Some(named(only, office.cases));
            }
            let main = self.main.as_ref().filter(|_| words.has(at, &pack.events.callings));
            let woman = pack.events.queens.contains(&office.base);
            let crowned = || self.crowned[usize::from(woman)].as_ref().filter(|_| pack.events.monarchs.contains(&office.base));
            return Some(named(main.or_else(crowned)?, office.cases));
        };
        let alike = |holder: &&Holder| match (&holder.which, &office.which) {
            (Some(own), Some(other)) => own.chars().take(STEM).eq(other.chars().take(STEM)),
            (Some(_), None) | (None, None) => true,
            (None, Some(_)) => holders.all.len() == 1,
        };
        let holder = holders.all.iter().rev().find(alike)?;
        Some(named(&holder.who, office.cases))
    }
}

/// The titles right before names, each with the only one who bears it, or with nobody where several do.
fn titled(resolved: &Resolved, text: &str, pack: &Pack) -> HashMap<String, Option<EntityId>> {
    let mut out: HashMap<String, Option<EntityId>> = HashMap::default();
    for mention in resolved.mentions.iter().filter(|mention| mention.entity.kind == ThingKind::Person) {
        let before = text[..mention.span.start()].trim_end_matches(' ');
        let word = before.rsplit(|c: char| !is_alphanumeric(c) && c != '-').next().unwrap_or_default();
        let Some(title) = pack.names.word(Kind::Title, &fold(&lowercase(word))) else { continue };
        out.entry(title.base.clone())
            .and_modify(|who| *who = who.take().filter(|who| *who == mention.entity))
            .or_insert_with(|| Some(mention.entity.clone()));
    }
    out
}

/// A word for an office.
#[derive(Debug)]
struct Office {
    base: String,
    which: Option<String>,
    cases: Vec<String>,
}

/// The office at a word; forms of address are none.
fn office(words: &Words<'_>, at: usize, pack: &Pack) -> Option<Office> {
    let form = words.form(at)?;
    let title = pack.names.word(Kind::Title, form)?;
    if pack.events.address.contains(&title.base) {
        return None;
    }
    let before = at.checked_sub(1).and_then(|before| words.form(before)).filter(|form| {
        let small = form.chars().count() <= SMALL || pack.names.is_article(form) || pack.roles.before(form).is_some();
        !small && !pack.events.is_act(form) && !pack.names.is(Kind::Title, form)
    });
    Some(Office { base: title.base.clone(), which: before.map(str::to_owned), cases: pack.declension.case_names(title.cases) })
}

/// Whether neither a name nor a complement goes with an office.
pub(super) fn is_alone(words: &Words<'_>, at: usize, pack: &Pack) -> bool {
    let events = &pack.events;
    let apposed = at > 1 && words.is(at - 1, ',') && words.name(at - 2).is_some();
    if apposed {
        return false;
    }
    if events.actor_case.is_empty() {
        let definite = (at.saturating_sub(3)..at).any(|before| words.form(before).is_some_and(|form| pack.names.is_article(form)));
        let complement = words.form(at + 1).is_some_and(|form| events.of.contains(form) || pack.names.is(Kind::Title, form));
        return definite && !complement && words.name(at + 1).is_none();
    }
    match words.all.get(at + 1) {
        None | Some(Word::Mark(_) | Word::Date(_)) => true,
        Some(Word::Name(_) | Word::Narrowed(_) | Word::Office(_)) => false,
        Some(Word::Plain(form)) => {
            let sovereign = || {
                words
                    .form(at)
                    .and_then(|form| pack.names.word(Kind::Title, form))
                    .is_some_and(|title| events.sovereigns.contains(&title.base))
            };
            sovereign()
                || events.is_act(form)
                || events.is_finite(form)
                || form.chars().count() <= SMALL && !pack.names.is(Kind::Title, form)
        }
    }
}
