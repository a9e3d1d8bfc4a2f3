//! Names that are open, doubtful, never explained, or of people who were not alive.

use std::collections::{BTreeMap, BTreeSet};

use crate::lang::{Archives, fold, is_abbreviation};
use crate::read::ThingKind;
use crate::resolve::{Entity, EntityId};
use crate::text::Span;
use crate::time::{Day, HistoricalDate};

use super::super::{Event, EventKind};
use super::{Finding, Level, Read};

/// The old style may put a date so many days off.
const CALENDARS_APART: i64 = 13;

pub(super) fn look(read: &Read<'_>, events: &[Event], out: &mut Vec<Finding>) {
    for (span, candidates) in &read.resolved.ties {
        let names: Vec<String> = candidates.iter().map(ToString::to_string).collect();
        let message = format!("\"{}\" could be {}", span.of(read.text), names.join(" or "));
        out.push(Finding { code: "name-tie", level: Level::Warning, message, spans: vec![*span] });
    }
    doubtful(read, out);
    unexplained(read, out);
    outside_lifetimes(read, events, out);
}

/// One finding for all mentions that were decided between the same people in the same way.
fn doubtful(read: &Read<'_>, out: &mut Vec<Finding>) {
    let mut doubts: BTreeMap<(&EntityId, &[EntityId]), Vec<Span>> = BTreeMap::new();
    for doubt in &read.resolved.doubts {
        doubts.entry((&doubt.taken, &doubt.others)).or_default().push(doubt.span);
    }
    for ((taken, others), spans) in doubts {
        let others: Vec<String> = others.iter().map(ToString::to_string).collect();
        let message = format!("\"{}\" was taken to be {taken}, and could be {}", read.words(spans[0]), others.join(" or "));
        out.push(Finding { code: "doubtful-name", level: Level::Note, message, spans });
    }
}

/// Abbreviations of the body that neither the text nor an authority file writes out, each where it first stands.
fn unexplained(read: &Read<'_>, out: &mut Vec<Finding>) {
    let mut seen: BTreeSet<&EntityId> = BTreeSet::new();
    let mut masked: Vec<Span> = read.reading.citations.iter().map(|citation| citation.span).collect();
    masked.sort_unstable();
    for mention in read.resolved.mentions.iter().filter(|mention| mention.entity.kind == ThingKind::Group) {
        let next = masked.partition_point(|own| own.end() <= mention.span.start());
        let in_citation = masked.get(next).is_some_and(|own| own.start() <= mention.span.start());
        let Some(entity) = read.resolved.entities.get(&mention.entity) else { continue };
        if in_citation || entity.known || !entity.forms.iter().all(|form| is_short(form)) || !seen.insert(&mention.entity) {
            continue;
        }
        if !is_listed(read, mention.span) && !is_spelled_out(mention.span, read.text) {
            let message = format!("what \"{}\" stands for is never said", read.words(mention.span));
            out.push(Finding { code: "abbreviation-unexplained", level: Level::Note, message, spans: vec![mention.span] });
        }
    }
}

/// Whether every word of a name is an abbreviation.
fn is_short(form: &str) -> bool {
    form.split_whitespace().all(|word| is_abbreviation(word) || word.starts_with('('))
}

/// Whether every reader knows it: the language's gazetteer and the list of archives.
fn is_listed(read: &Read<'_>, span: Span) -> bool {
    let words: Vec<String> = span.of(read.text).split_whitespace().map(|word| fold(word).into_owned()).collect();
    let listed = words.first().map_or(&[][..], |first| read.pack.gazetteer.starting_with(first));
    listed.iter().any(|one| one.rest[..] == words[1..]) || Archives::known().find(span.of(read.text)).is_some()
}

/// "ABC (the long name)" here, or "the long name (ABC)" anywhere.
fn is_spelled_out(span: Span, text: &str) -> bool {
    if let Some(rest) = text[span.end()..].trim_start().strip_prefix('(') {
        let inside = rest.split(')').next().unwrap_or_default();
        return inside.split_whitespace().count() >= 2
            && inside.chars().any(char::is_uppercase)
            && !inside.contains(|c: char| c.is_ascii_digit());
    }
    let short = span.of(text);
    text.match_indices(short).any(|(at, _)| {
        let before = text[..at].trim_end_matches(['\u{ab}', '"', '\u{201c}']);
        before.strip_suffix('(').is_some_and(|before| begins_with(before, short))
    })
}

/// Whether the letters of an abbreviation are, in their order, first letters of the last words.
fn begins_with(words: &str, short: &str) -> bool {
    let letters: Vec<char> = short.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let first = |word: &str| word.trim_start_matches(|c: char| !c.is_alphabetic()).chars().next();
    let initials = words.split([' ', '-', '\n']).rev().take(2 * letters.len() + 2).filter_map(first).flat_map(char::to_lowercase);
    let mut wanted = letters.iter().rev().peekable();
    for initial in initials {
        wanted.next_if(|letter| **letter == initial);
    }
    wanted.peek().is_none()
}

fn outside_lifetimes(read: &Read<'_>, events: &[Event], out: &mut Vec<Finding>) {
    for event in events {
        let Some(date) = event.date else { continue };
        for id in event.actors.iter().chain(&event.recipients) {
            let Some(message) = read.resolved.entities.get(id).and_then(|entity| absence(entity, event.kind, date)) else { continue };
            let spans = event.passages.first().copied().into_iter().collect();
            out.push(Finding { code: "outside-lifetime", level: Level::Warning, message, spans });
        }
    }
}

/// What to say of a thing that acts or is addressed at a time when it was not.
fn absence(entity: &Entity, kind: EventKind, date: HistoricalDate) -> Option<String> {
    let name = entity.labels.values().next().cloned().unwrap_or_else(|| entity.id.to_string());
    let person = entity.id.kind == ThingKind::Person;
    let number = |day: Option<Day>| day.map(Day::number);
    if let (Some(from), Some(last)) = (entity.lifetime.from, number(date.last_day()))
        && number(from.first_day()).is_some_and(|first| last + CALENDARS_APART < first)
    {
        let word = if person { "born" } else { "founded" };
        return Some(format!("{name} is named in what happened {}, but was {word} {}", date.edtf(), from.edtf()));
    }
    // What somebody left is published after his death too.
    if let (Some(until), Some(first)) = (entity.lifetime.until, number(date.first_day()))
        && kind != EventKind::Publication
        && number(until.last_day()).is_some_and(|last| first > last + CALENDARS_APART)
    {
        let word = if person { "died" } else { "was dissolved" };
        return Some(format!("{name} is named in what happened {}, but {word} {}", date.edtf(), until.edtf()));
    }
    None
}
