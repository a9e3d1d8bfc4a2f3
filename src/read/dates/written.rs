//! Whole date expressions: stretches, lists, nights, both styles, dates told from another one.

use crate::lang::dates::{DateWord, Role, Sense, Unit};
use crate::text::Span;
use crate::time::Calendar;

use super::grammar;
use super::phrases::{self, Counted};
use super::point::{MonthOf, Point, What, Year};
use super::spans;
use super::styles::{both_styles, style};
use super::titles::Quotes;
use super::tokens::{Kind, Line};
use super::years;

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
    if line.mark(end, ',') && count != 0 && grammar::point(line, next).is_some_and(|(point, _)| point.grain() == 0) {
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

/// The second end of a stretch; a day alone where the first end has its month before it ("August 18 to 20").
fn second(line: &Line<'_>, at: usize, first: &Point) -> Option<(Point, usize)> {
    if let Some((point, end)) = grammar::point(line, at).or_else(|| grammar::plain(line, at, true)) {
        return Some((point, end));
    }
    if let (What::Day(MonthOf::Known(month), _), true) = (first.what, line.dates.month_first) {
        let (day, end) = grammar::day(line, at)?;
        return Some(years::with_year(line, end, Point::of(What::Day(MonthOf::Known(month), day))));
    }
    // "1914-18".
    if let (What::Year, Year::Known(year)) = (first.what, first.year) {
        let short = i32::try_from(line.number(at, 2..=2)?).ok()?;
        let year = year.div_euclid(100) * 100 + short;
        return Some((Point::of(What::Year).in_year(Year::Known(year)), years::years_word(line, at + 1).unwrap_or(at + 1)));
    }
    None
}

/// The first end of a stretch, of one granularity; what the second end says may be missing.
fn open_end(line: &Line<'_>, at: usize, grain: u8) -> Option<(Point, usize)> {
    let full = grammar::point(line, at).or_else(|| grammar::plain(line, at, true)).filter(|(point, _)| point.grain() == grain);
    full.or_else(|| bare(line, at, grain))
}

/// A number alone that the words after it make a date: "5 and 7 March", "XVII-XVIII".
pub(super) fn bare(line: &Line<'_>, at: usize, grain: u8) -> Option<(Point, usize)> {
    match grain {
        0 => grammar::day(line, at).map(|(day, end)| (Point::of(What::Day(MonthOf::Missing, day)), end)),
        3 => {
            let year = line.number(at, 4..=4).filter(|year| (1000..=2100).contains(year))?;
            Some((Point::of(What::Year).in_year(Year::Known(i32::try_from(year).ok()?)), at + 1))
        }
        4 => {
            if let Some(tens) = line.pick(at, |word| if let DateWord::Decade(tens) = word { Some(*tens) } else { None }) {
                return Some((Point::of(What::Decade(tens)), at + 1));
            }
            let number = line.number(at, 2..=4).filter(|number| number % 10 == 0 && (*number < 100 || *number >= 1000))?;
            let point = Point::of(What::Decade(u8::try_from(number % 100).ok()?));
            let century = i32::try_from(number / 100 * 100).ok()?;
            Some((if number >= 1000 { point.in_year(Year::Known(century)) } else { point }, at + 1))
        }
        5 => spans::century_number(line, at).map(|(number, end)| (Point::of(What::Century(number - 1)), end)),
        _ => None,
    }
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

/// A point, a list or a stretch that begins at `at`; its words begin at `start`.
fn joined(line: &Line<'_>, start: usize, at: usize, out: &mut Vec<Written>) -> Option<usize> {
    if !begins_point(line, at) {
        return None;
    }
    if let Some((point, calendar, end)) = both_styles(line, at) {
        out.push(Written { calendar, ..written(line, start, end, Meaning::At(point), "styles") });
        return Some(end);
    }
    if let Some(end) = [0, 3, 4, 5].into_iter().find_map(|grain| listed(line, at, grain, out)) {
        return Some(end);
    }
    let (point, end) = match grammar::point(line, at) {
        Some(found) => found,
        None => (0..=5).find_map(|grain| {
            bare(line, at, grain).filter(|(_, end)| line.dash(*end) || line.is(*end, Role::To) || line.mark(*end, '/'))
        })?,
    };
    let whole = grammar::point(line, at).is_some();
    if let Some((to, end)) = stretched(line, at, &point, end) {
        out.push(written(line, start, end, Meaning::Stretch(point, to), "stretch"));
        return Some(end);
    }
    if !whole {
        return [4, 5].into_iter().find_map(|grain| {
            let (from, next) = bare(line, at, grain)?;
            let (to, end) = stretched(line, at, &from, next)?;
            out.push(written(line, start, end, Meaning::Stretch(from, to), "stretch"));
            Some(end)
        });
    }
    let (calendar, end) = style(line, end).unwrap_or((Calendar::Gregorian, end));
    out.push(Written { calendar, ..written(line, start, end, Meaning::At(point), rule_of(&point)) });
    Some(end)
}

/// Whether a point can begin here: most words of dates are prepositions, which cannot.
fn begins_point(line: &Line<'_>, at: usize) -> bool {
    let begins = |word: &DateWord| match word {
        DateWord::Role(role) => matches!(role, Role::About | Role::Month),
        DateWord::Phrase(_) | DateWord::Unit(..) | DateWord::Weekday(_) | DateWord::Share(_) => false,
        DateWord::Month(_)
        | DateWord::ShortMonth(_)
        | DateWord::MonthAdjective(_)
        | DateWord::Season(_)
        | DateWord::SeasonAdverb(_)
        | DateWord::SeasonAdjective(_)
        | DateWord::Part(_)
        | DateWord::Ordinal(_)
        | DateWord::Cardinal(_)
        | DateWord::Decade(_) => true,
    };
    match line.kind(at) {
        Kind::Word { roles, roman, .. } => roman > 0 || roles.iter().any(begins),
        Kind::Number { .. } | Kind::Mark(_) | Kind::Break => true,
    }
}

fn rule_of(point: &Point) -> &'static str {
    match point.grain() {
        0 => "day",
        1 => "month",
        2 => "season",
        3 => "year",
        4 => "decade",
        _ => "century",
    }
}

/// The second end after a dash or "to", where it fits the first.
fn stretched(line: &Line<'_>, at: usize, from: &Point, end: usize) -> Option<(Point, usize)> {
    let by_word = line.is(end, Role::To);
    let slash = line.mark(end, '/') && line.glued(end);
    if !by_word && !line.dash(end) && !slash {
        return None;
    }
    let next = line.past(end + 1, Role::Article);
    let (to, end) = second(line, next, from).filter(|(to, _)| to.grain() == from.grain())?;
    // Bare numbers joined by a dash are years only where something says so.
    if from.grain() == 3 {
        let said = line.is(end - 1, Role::Years) || line.is(end - 1, Role::Year) || line.mark(end - 1, '.');
        let bracketed =
            at > 0 && matches!(line.kind(at - 1), Kind::Mark('(' | '[')) && matches!(line.kind(end), Kind::Mark(')' | ']' | ';'));
        let rises = to.known_year() > from.known_year();
        return (rises && (said || bracketed || grammar::governed(line, at))).then_some((to, end));
    }
    (!to.lacks_month()).then_some((to, end))
}

/// "5, 7 and 9 March", "in 1921 and 1922": each its own date.
fn listed(line: &Line<'_>, at: usize, grain: u8, out: &mut Vec<Written>) -> Option<usize> {
    let (first, mut next) = bare(line, at, grain)?;
    let mut items = vec![(first, at, next)];
    loop {
        let comma = line.mark(next, ',');
        let and = line.is(next + usize::from(comma), Role::And);
        if !comma && !and {
            return None;
        }
        let begin = line.past(next + usize::from(comma) + usize::from(and), Role::Article);
        if let Some((last, end)) = grammar::plain(line, begin, grammar::governed(line, at)).filter(|(point, _)| point.grain() == grain) {
            if !and && items.len() == 1 && grain == 3 {
                return None;
            }
            for (point, from, to) in items {
                let point = match last.month() {
                    Some(month) if grain == 0 => point.with_month(month).in_year(last.year),
                    _ if grain == 4 && point.year == Year::Missing => point.in_year(last.year),
                    _ => point,
                };
                out.push(written(line, from, to, Meaning::At(point), rule_of(&point)));
            }
            out.push(written(line, begin, end, Meaning::At(last), rule_of(&last)));
            return Some(end);
        }
        let (point, end) = bare(line, begin, grain)?;
        if items.len() > 6 {
            return None;
        }
        items.push((point, begin, end));
        next = end;
    }
}

/// An expression with what its surroundings say of it.
fn written(line: &Line<'_>, start: usize, end: usize, meaning: Meaning, rule: &'static str) -> Written {
    let mut before = start;
    while before > 0 && (line.is(before - 1, Role::Article) || line.is(before - 1, Role::About)) {
        before -= 1;
    }
    let bound = before > 0
        && (line.is(before - 1, Role::Until) || line.is(before - 1, Role::After))
        && !matches!(meaning, Meaning::Since(_) | Meaning::Shift(..));
    let earlier = (1..=3).any(|back| start >= back && line.is(start - back, Role::Earlier));
    let mut out = Written {
        span: line.span(start, end),
        meaning,
        calendar: Calendar::Gregorian,
        rule: if bound { "bound" } else { rule },
        aside: bound,
        earlier,
    };
    if out.is_bare_year() {
        let told = |at: usize| matches!(line.kind(at), Kind::Break | Kind::Mark('.' | ';'));
        out.aside |= (1..=12).take_while(|back| start >= *back && !told(start - back)).any(|back| line.is(start - back, Role::Aside));
        out.aside |= start > 0 && matches!(line.kind(start - 1), Kind::Mark('(' | '['));
    }
    out
}
