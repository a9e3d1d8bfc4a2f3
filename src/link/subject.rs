//! A thing of the essays, with all that helps to recognise it elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use crate::claim::{Claim, Telling};
use crate::read::ThingKind;
use crate::resolve::{Authority, Entity, EntityId, Entry};
use crate::text::Span;
use crate::time::HistoricalDate;

/// How many sentences are kept to be shown.
const SENTENCES: usize = 3;

/// A person, a place or a group, as the essays and the authority files know it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Subject {
    /// Its names with the code of their language, the canonical one first.
    pub names: Vec<(String, String)>,
    /// Birth, or foundation.
    pub begin: Option<HistoricalDate>,
    /// Death, or dissolution.
    pub end: Option<HistoricalDate>,
    /// What kind of group it is, as the authority file says.
    pub group_type: Option<String>,
    /// Longitude and latitude.
    pub position: Option<[f64; 2]>,
    /// The place it lies in, or the group it belongs to.
    pub within: Option<EntityId>,
    /// What the authority file says of it in words.
    pub note: String,
    /// Words that say what somebody is: the note of the authority file, the words before the name.
    pub roles: String,
    /// When it acted, by what the essays tell.
    pub acts: Vec<HistoricalDate>,
    /// Whom it acts with, and who is named in the same sentences: how often.
    pub neighbours: BTreeMap<EntityId, usize>,
    /// Where it is named, for people to read.
    pub sentences: Vec<Sentence>,
    /// How often it is named.
    pub mentions: usize,
}

/// A sentence that names a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The essay's key.
    pub essay: String,
    /// The words, white space collapsed.
    pub words: String,
    /// Where the name stands in them, in bytes.
    pub name: (usize, usize),
}

/// One essay that was read.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// Its key.
    pub key: &'a str,
    /// Its language.
    pub language: &'a str,
    /// What was read.
    pub telling: &'a Telling,
}

impl Subject {
    /// What people call it.
    #[must_use]
    pub fn name(&self) -> &str {
        self.names.first().map_or("", |(name, _)| name)
    }

    /// The first and the last year in which it is told to have acted; `None` where no act is dated.
    #[must_use]
    pub fn active(&self) -> Option<(i32, i32)> {
        let first = self.acts.iter().filter_map(|date| Some(date.first_day()?.year)).min()?;
        let last = self.acts.iter().filter_map(|date| Some(date.last_day()?.year)).max()?;
        Some((first, last))
    }
}

/// The things of the authority files; `language` is that of their names.
#[must_use]
pub fn subjects(authority: &Authority, language: &str) -> BTreeMap<EntityId, Subject> {
    authority.entries().map(|(id, entry)| (id.clone(), of_entry(id.kind, entry, language))).collect()
}

/// Adds the things of an essay, and what it says of those that are known.
pub fn hear(subjects: &mut BTreeMap<EntityId, Subject>, essay: &Told<'_>) {
    for (id, entity) in &essay.telling.resolved.entities {
        subjects.entry(id.clone()).or_insert_with(|| of_entity(entity, essay.language));
    }
    mentions(essay, subjects);
    acts(essay, subjects);
}

fn of_entry(kind: ThingKind, entry: &Entry, language: &str) -> Subject {
    let own = std::iter::once(&entry.name).chain(&entry.also).chain(&entry.abbreviations);
    let mut names: Vec<(String, String)> = own.map(|name| (name.clone(), language.to_owned())).collect();
    names.extend(entry.labels.iter().map(|(code, label)| (label.clone(), code.clone())));
    let date = |edtf: &Option<String>| edtf.as_deref().and_then(HistoricalDate::parse);
    let (begin, end) = match kind {
        ThingKind::Person => (date(&entry.born), date(&entry.died)),
        ThingKind::Place | ThingKind::Group => (date(&entry.from), date(&entry.until)),
    };
    let (kind_within, within) = match kind {
        ThingKind::Place => (ThingKind::Place, entry.within.as_ref()),
        ThingKind::Person | ThingKind::Group => (ThingKind::Group, entry.part_of.as_ref()),
    };
    Subject {
        names,
        begin,
        end,
        group_type: entry.group_type.clone(),
        position: entry.coordinates,
        within: within.map(|key| EntityId { kind: kind_within, key: key.clone() }),
        note: entry.note.clone().unwrap_or_default(),
        roles: entry.note.clone().unwrap_or_default(),
        ..Subject::default()
    }
}

fn of_entity(entity: &Entity, language: &str) -> Subject {
    let mut names: Vec<(String, String)> = entity.labels.iter().map(|(code, label)| (label.clone(), code.clone())).collect();
    names.sort_by_key(|(_, code)| code != language);
    Subject { names, ..Subject::default() }
}

/// Where each thing is named: the sentences, the words before the name, who is named beside it.
fn mentions(essay: &Told<'_>, subjects: &mut BTreeMap<EntityId, Subject>) {
    let Telling { essay: text, reading, resolved, .. } = essay.telling;
    let text = text.prose.text();
    let mut by_sentence: BTreeMap<usize, BTreeSet<EntityId>> = BTreeMap::new();
    for mention in &resolved.mentions {
        let Some(subject) = subjects.get_mut(&mention.entity) else { continue };
        subject.mentions += 1;
        let Some(at) = reading.sentences.iter().position(|sentence| sentence.contains(mention.span)) else { continue };
        by_sentence.entry(at).or_default().insert(mention.entity.clone());
        let sentence = reading.sentences[at];
        let before = &text[sentence.start()..mention.span.start()];
        let before: Vec<&str> = before.split_whitespace().rev().take(4).collect();
        for word in before.iter().rev() {
            subject.roles.push(' ');
            subject.roles.push_str(word);
        }
        if subject.sentences.len() < SENTENCES {
            subject.sentences.push(shown(essay.key, text, sentence, mention.span));
        }
    }
    for named in by_sentence.values() {
        for id in named {
            add_neighbours(subjects, id, named.iter(), 1);
        }
    }
}

fn shown(key: &str, text: &str, sentence: Span, name: Span) -> Sentence {
    let collapsed = |from: usize, to: usize| text[from..to].split_whitespace().collect::<Vec<_>>().join(" ");
    let (before, own, after) =
        (collapsed(sentence.start(), name.start()), collapsed(name.start(), name.end()), collapsed(name.end(), sentence.end()));
    let gap = |at: usize| if text[..at].ends_with(char::is_whitespace) && at > sentence.start() { " " } else { "" };
    let tail = if text[name.end()..].starts_with(char::is_whitespace) && !after.is_empty() { " " } else { "" };
    let start = format!("{before}{}", gap(name.start()));
    Sentence { essay: key.to_owned(), name: (start.len(), start.len() + own.len()), words: format!("{start}{own}{tail}{after}") }
}

/// When each thing acted, and with whom.
fn acts(essay: &Told<'_>, subjects: &mut BTreeMap<EntityId, Subject>) {
    for statement in &essay.telling.account.statements {
        let (people, places, when): (Vec<&EntityId>, &[EntityId], _) = match &statement.claim {
            Claim::Created { authors, when, .. } => (authors.iter().collect(), &[], *when),
            Claim::Sent { senders, addressees, when, .. } => (senders.iter().chain(addressees).collect(), &[], *when),
            Claim::Happened(event) => (event.actors.iter().chain(&event.recipients).collect(), &event.places, event.date),
            Claim::Office { holder, body, when, .. } => (std::iter::once(holder).chain(body).collect(), &[], *when),
            // What was planned, denied or only reported says of nobody that he acted.
            Claim::Held { .. } | Claim::Published { .. } | Claim::Cited { .. } | Claim::Unreal { .. } => continue,
        };
        for &id in &people {
            if let (Some(subject), Some(when)) = (subjects.get_mut(id), when) {
                subject.acts.push(when);
            }
            add_neighbours(subjects, id, people.iter().copied().chain(places), 2);
        }
    }
}

fn add_neighbours<'i>(subjects: &mut BTreeMap<EntityId, Subject>, of: &EntityId, named: impl Iterator<Item = &'i EntityId>, weight: usize) {
    if let Some(subject) = subjects.get_mut(of) {
        for other in named.filter(|other| *other != of) {
            *subject.neighbours.entry(other.clone()).or_default() += weight;
        }
    }
}
