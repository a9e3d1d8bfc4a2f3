//! Whole date expressions: stretches, lists, nights, both styles, dates told from another one.

use crate::lang::dates::{DateWord, Role, Sense, Unit};
use crate::text::Span;
use crate::time::Calendar;

use super::grammar;
use super::joined::{joined, open_end, second};
use super::phrases::{self, Counted};
use super::point::{MonthOf, Point, What};
use super::styles::both_styles;
use super::titles::Quotes;
use super::tokens::{Kind, Line};

/// A date expression as it is written, before its context is known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Written {
    /// The words.
    pub(super) span: Span,
    /// What they say.
    pub(super) meaning: Meaning,
    /// Julian where the words say so.
    pub(super) calendar: Calendar,
    /// The rule that read them.
    pub(super) rule: &'static str,
    /// Whether it says nothing of when the story goes on: a book's year, a likeness, a bound.
    pub(super) aside: bool,
    /// Whether the words say that it is earlier than what was told before.
    pub(super) earlier: bool,
}

/// What a date expression says.
#[derive(Clone, Copy, Debug)]
pub(super) enum Meaning {
    /// One point.
    At(Point),
    /// From one point to another.
    Stretch(Point, Point),
    /// From a point on.
    Since(Point),
    /// So many units after the date told before.
    Shift(i32, Unit),
}

/// Every date expression, in order, and whether the essay says that its dates are in the old style.
pub(super) fn expressions(line: &Line<'_>) -> (Vec<Written>, bool) {
    let mut out = Vec::new();
    let mut old_style = false;
    let mut at = 0;
    let mut quotes = Quotes::default();
    while at < line.tokens.len() {
        quotes.pass(line, at);
        let begins = match line.kind(at) {
            Kind::Number { .. } | Kind::Mark('\'' | '\u{2019}') => true,
            Kind::Word { roles, roman, .. } => !roles.is_empty() || roman > 0,
            Kind::Mark(_) | Kind::Break => false,
        };
        if !begins {
            at += 1;
            continue;
        }
        if let Some((_, end)) = phrases::phrase(line, at, |sense| sense == Sense::AllOldStyle) {
            (old_style, at) = (true, end);
            continue;
        }
        let before = out.len();
        match expression(line, at, &mut out) {
            Some(end) => {
                if quotes.in_title(line, at) {
                    out.truncate(before + usize::from(out[before..].iter().any(|date| !date.is_bare_year())) * (out.len() - before));
                }
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    (out, old_style)
}

impl Written {
    /// Whether it is a year, or some, and nothing more exact.
    pub(super) fn is_bare_year(&self) -> bool {
        match self.meaning {
            Meaning::At(point) | Meaning::Stretch(point, _) | Meaning::Since(point) => point.what == What::Year,
            Meaning::Shift(..) => false,
        }
    }
}

/// Reads the expression that begins at `at`; the token after it.
fn expression(line: &Line<'_>, at: usize, out: &mut Vec<Written>) -> Option<usize> {
    if grammar::labelled(line, at) {
        return None;
    }
    shift(line, at, out)
        .or_else(|| night(line, at, out))
        .or_else(|| opened(line, at, out))
        .or_else(|| weekday(line, at, out))
        .or_else(|| joined(line, at, at, out))
}

/// "On the following day", "a fortnight later".
fn shift(line: &Line<'_>, at: usize, out: &mut Vec<Written>) -> Option<usize> {
    let is_shift = |sense: Sense| matches!(sense, Sense::Shift(..) | Sense::Counted(_));
    let ((sense, counted), end) = phrases::phrase(line, at, is_shift).or_else(|| phrases::counted_phrase(line, at))?;
    // "A week after the battle" is counted from the battle, not from the date told before.
    if line.is(end, Role::After) || line.is(end, Role::Until) && !line.word(end + 1) {
        return None;
    }
    let (count, unit) = shifted(sense, counted)?;
    // "Two months later, on 13 August": the day says it all.
    let next = end + 1 + usize::from(line.is(end + 1, Role::In));
    let full = |point: Point| point.grain() == 0 && (unit != Unit::Year || point.known_year().is_some());
    if line.mark(end, ',') && count != 0 && grammar::point(line, next).is_some_and(|(point, _)| full(point)) {
        return Some(end);
    }
    // "Was pardoned on 3 May, after two years": that long it lasted.
    if line.is(at, Role::After) && matches!(sense, Sense::Counted(_)) && at > 0 && line.mark(at - 1, ',') {
        return Some(end);
    }
    out.push(written(line, at, end, Meaning::Shift(count, unit), "relative"));
    Some(end)
}

fn shifted(sense: Sense, (count, times, unit): Counted) -> Option<(i32, Unit)> {
    match sense {
        Sense::Shift(count, unit) => Some((i32::from(count), unit)),
        Sense::Counted(sign) => Some((i32::from(sign) * i32::from(count) * i32::from(times), unit)),
        _ => None,
    }
}

/// "In the night from the 16th to the 17th of September".
fn night(line: &Line<'_>, at: usize, out: &mut Vec<Written>) -> Option<usize> {
    if !line.is(at, Role::Night) {
        return None;
    }
    let article = |at: usize| line.past(at, Role::Article);
    let opened = article(if line.is(at + 1, Role::From) || line.is(at + 1, Role::Of) { at + 2 } else { at + 1 });
    if let Some((first, next)) = grammar::day(line, opened) {
        let joins =
            line.is(next, Role::NightTo) || line.is(next, Role::To) || line.is(next, Role::And) || line.dash(next) || line.mark(next, '/');
        if let Some((to, end)) = grammar::plain(line, article(next + 1), true).filter(|(to, _)| joins && to.grain() == 0) {
            let from = Point::of(What::Day(MonthOf::Missing, first));
            out.push(written(line, at, end, Meaning::Stretch(from, to), "night"));
            return Some(end);
        }
    }
    let (point, end) = grammar::plain(line, opened, true).filter(|(point, _)| point.grain() == 0).or_else(|| {
        let on = line.is(at + 1, Role::NightTo).then(|| article(at + 2))?;
        grammar::plain(line, on, true).filter(|(point, _)| point.grain() == 0)
    })?;
    if (line.is(end, Role::NightTo) || line.is(end, Role::To))
        && let Some((to, end)) = grammar::plain(line, article(end + 1), true).filter(|(to, _)| to.grain() == 0)
    {
        out.push(written(line, at, end, Meaning::Stretch(point, to), "night"));
        return Some(end);
    }
    if line.is(at + 1, Role::NightTo) && !line.is(at + 1, Role::Of) {
        // The night on the 17th begins on the 16th.
        if let What::Day(month, day @ 2..) = point.what {
            let from = Point { what: What::Day(month, day - 1), ..point };
            out.push(written(line, at, end, Meaning::Stretch(from, point), "night"));
            return Some(end);
        }
    }
    out.push(written(line, at, end, Meaning::At(point), "night"));
    Some(end)
}

/// "From 5 to 7 March", "since May", "between 1921 and 1923".
fn opened(line: &Line<'_>, at: usize, out: &mut Vec<Written>) -> Option<usize> {
    let from = line.is(at, Role::From);
    let between = line.is(at, Role::Between);
    if !from && !between && !line.is(at, Role::Out) {
        return None;
    }
    let mut first = line.past(at + 1, Role::Article);
    if from && line.is(first, Role::From) {
        first = line.past(first + 1, Role::Article);
    }
    if let Some((start, to, end)) = (0..=5).find_map(|grain| {
        let (start, next) = open_end(line, first, grain)?;
        let next = next + usize::from(line.mark(next, ','));
        let joins = if between { line.is(next, Role::And) } else { line.is(next, Role::To) || line.is(next, Role::NightTo) };
        let last = line.past(next + 1, Role::Article);
        let (to, end) = second(line, last, &start).filter(|(to, _)| joins && (to.grain() == start.grain() || !start.lacks_month()))?;
        Some((start, to, end))
    }) {
        out.push(written(line, at, end, Meaning::Stretch(start, to), "stretch"));
        return Some(end);
    }
    if !from {
        return None;
    }
    let (point, end) = grammar::point(line, first).filter(|_| !grammar::labelled(line, first))?;
    if followed_by_range(line, end) {
        return None;
    }
    let (point, calendar, end) = both_styles(line, first).unwrap_or((point, Calendar::Gregorian, end));
    let since = written(line, at, end, Meaning::Since(point), "since");
    out.push(Written { calendar, ..since });
    Some(end)
}

fn followed_by_range(line: &Line<'_>, end: usize) -> bool {
    line.dash(end) && matches!(line.kind(end + 1), Kind::Number { .. })
}

/// "Friday, 5 March".
fn weekday(line: &Line<'_>, at: usize, out: &mut Vec<Written>) -> Option<usize> {
    line.pick(at, |word| if let DateWord::Weekday(day) = word { Some(*day) } else { None })?;
    let next = at + 1 + usize::from(line.mark(at + 1, ','));
    let next = line.past(next, Role::Article);
    let before = out.len();
    let end = joined(line, at, next, out)?;
    if out.len() == before + 1 && matches!(out[before].meaning, Meaning::At(Point { what: What::Day(..), .. })) {
        return Some(end);
    }
    out.truncate(before);
    None
}

/// An expression with what its surroundings say of it.
pub(super) fn written(line: &Line<'_>, start: usize, end: usize, meaning: Meaning, rule: &'static str) -> Written {
    let mut before = start;
    while before > 0 && (line.is(before - 1, Role::Article) || line.is(before - 1, Role::About)) {
        before -= 1;
    }
    let bound = before > 0
        && (line.is(before - 1, Role::Until) || line.is(before - 1, Role::After))
        && !line.is(before - 1, Role::Next)
        && !matches!(meaning, Meaning::Since(_) | Meaning::Shift(..));
    let ends = |at: usize| matches!(line.kind(at), Kind::Break | Kind::Mark('.' | ';'));
    let earlier = (1..=4).take_while(|back| start >= *back && !ends(start - back)).any(|back| line.is(start - back, Role::Earlier));
    let mut out = Written {
        span: line.span(start, end),
        meaning,
        calendar: Calendar::Gregorian,
        rule: if bound { "bound" } else { rule },
        aside: bound,
        earlier,
    };
    if out.is_bare_year() {
        out.aside |= (1..=12).take_while(|back| start >= *back && !ends(start - back)).any(|back| line.is(start - back, Role::Aside));
        out.aside |= start > 0 && matches!(line.kind(start - 1), Kind::Mark('(' | '['));
    }
    out
}
