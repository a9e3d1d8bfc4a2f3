//! Names and dates that an editor has marked in the text (TEI): taken as they are, whatever the rules read there.

use crate::lang::Pack;
use crate::text::{Essay, Mark, MarkKind, Span};
use crate::time::HistoricalDate;

use super::{DateMention, Given, NameParts, NameShape, Reading, ThingKind};

/// The rule of what was marked by hand.
pub const MARKED: &str = "marked";

/// Puts what is marked in place of what was read there.
pub(super) fn take(essay: &Essay, pack: &Pack, reading: &mut Reading) {
    let text = essay.prose.text();
    for mark in &essay.marks {
        let kind = match mark.kind {
            MarkKind::Person => ThingKind::Person,
            MarkKind::Place => ThingKind::Place,
            MarkKind::Group => ThingKind::Group,
            MarkKind::Date => {
                if let Some(date) = mark.says.as_deref().and_then(HistoricalDate::parse) {
                    put(&mut reading.dates, DateMention { span: mark.span, date, rule: MARKED }, |own| own.span);
                }
                continue;
            }
        };
        let read = reading.names.iter().find(|own| own.span == mark.span && own.kind == kind);
        let shape = shape(mark, kind, read, text, pack);
        put(&mut reading.names, shape, |own| own.span);
        if let Some(says) = &mark.says {
            reading.given.push(Given { span: mark.span, kind, says: says.clone(), name: mark.name.clone() });
        }
    }
}

/// The name as it was read, if the rules read the same; else its words, or the name that the file lists.
fn shape(mark: &Mark, kind: ThingKind, read: Option<&NameShape>, text: &str, pack: &Pack) -> NameShape {
    let words: Vec<&str> = mark.span.of(text).split_whitespace().collect();
    let mut shape = read.cloned().unwrap_or_else(|| NameShape {
        span: mark.span,
        kind,
        base: words.join(" "),
        cases: pack.declension.all_cases(),
        parts: NameParts::default(),
        rule: MARKED,
    });
    if kind == ThingKind::Person
        && read.is_none()
        && let Some((family, given)) = words.split_last()
    {
        let given = given.iter().map(|word| (*word).to_owned()).collect();
        shape.parts = NameParts { given, family: (*family).to_owned(), title: None };
    }
    if let Some(name) = &mark.name {
        shape.base.clone_from(name);
    }
    NameShape { rule: MARKED, ..shape }
}

/// Puts one thing into a list in reading order, instead of all that it overlaps.
fn put<T>(list: &mut Vec<T>, new: T, span: impl Fn(&T) -> Span) {
    let own = span(&new);
    list.retain(|other| !span(other).overlaps(own));
    let at = list.partition_point(|other| span(other) < own);
    list.insert(at, new);
}
