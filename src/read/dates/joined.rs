//! What points of time are joined to: stretches ("5 to 7 March"), lists ("5, 7 and 9 March"), the other style.

use crate::lang::dates::{DateWord, Role};
use crate::time::Calendar;

use super::grammar;
use super::point::{MonthOf, Point, What, Year};
use super::spans;
use super::styles::{both_styles, style};
use super::tokens::{Kind, Line};
use super::written::{Meaning, Written, written};
use super::years;

/// A point, a list or a stretch that begins at `at`; its words begin at `start`.
pub(super) fn joined(line: &Line<'_>, start: usize, at: usize, out: &mut Vec<Written>) -> Option<usize> {
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
        | DateWord::ForeignMonth(_)
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

/// The second end of a stretch; a day alone where the first end has its month before it ("August 18 to 20").
pub(super) fn second(line: &Line<'_>, at: usize, first: &Point) -> Option<(Point, usize)> {
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
pub(super) fn open_end(line: &Line<'_>, at: usize, grain: u8) -> Option<(Point, usize)> {
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
