//! Years as they are written: "1921 г.", ", 1921", "of that year", "1920-21".

use crate::lang::dates::{Role, Sense};

use super::grammar::{Found, labelled, ordinal_ending};
use super::phrases::phrase;
use super::point::{Point, What, Year};
use super::tokens::{Kind, Line};

/// Years that are dates when nothing else says so.
pub(super) const YEARS: std::ops::RangeInclusive<u32> = 1000..=2100;

pub(super) fn known(year: u32) -> Year {
    i32::try_from(year).map_or(Year::Missing, Year::Known)
}

/// "1920-21", "1920/1921": two years that follow each other; the second.
pub(super) fn two_years(line: &Line<'_>, at: usize) -> Found<i32> {
    let first = line.number(at, 4..=4)?;
    let joined = line.dash(at + 1) || line.mark(at + 1, '/');
    let second = line.number(at + 2, 2..=4).filter(|_| joined)?;
    let second = if second < 100 { first / 100 * 100 + second } else { second };
    let end = years_word(line, at + 3).unwrap_or(at + 3);
    (second == first + 1).then_some((i32::try_from(second).ok()?, end))
}

/// Adds to a point the year that follows it, if any does.
pub(super) fn with_year(line: &Line<'_>, at: usize, point: Point) -> (Point, usize) {
    if let Some((year, end)) = point.month().and_then(|month| year_of_creation(line, at, month)) {
        return (point.in_year(Year::Known(year)), end);
    }
    match year_of(line, at) {
        Some((year, end)) => (point.in_year(year), end),
        None => (point, at),
    }
}

/// The year of a month of a year since the creation of the world, "7156 г.", "7164 (1656) г."; its years begin in September.
fn year_of_creation(line: &Line<'_>, at: usize, month: u8) -> Found<i32> {
    let year = line.number(at, 4..=4).filter(|year| line.dates.creation_years && (6400..7300).contains(year))?;
    let said = line.number(at + 2, 4..=4).filter(|said| YEARS.contains(said) && line.mark(at + 1, '('));
    if let Some(said) = said {
        let closed = years_word(line, at + 3).unwrap_or(at + 3);
        let end = closed + usize::from(line.mark(closed, ')'));
        return Some((i32::try_from(said).ok()?, years_word(line, end).unwrap_or(end)));
    }
    let end = years_word(line, at + 1)?;
    Some((i32::try_from(year).ok()? - if month >= 9 { 5509 } else { 5508 }, end))
}

/// The year after a month: "1921", ", 1921", "of 1921 года", "of the same year".
pub(super) fn year_of(line: &Line<'_>, at: usize) -> Found<Year> {
    if let Some(((Sense::OfYear(shift), _), end)) = phrase(line, at, |sense| matches!(sense, Sense::OfYear(_))) {
        return Some((Year::Told(shift), end));
    }
    let comma = line.mark(at, ',');
    let next = at + usize::from(comma);
    let next = line.past(line.past(line.past(next, Role::Of), Role::Article), Role::This);
    // "of the year 1721".
    let said = line.is(next, Role::Year) && !line.dates.year_needs_word;
    let next = next + usize::from(said);
    if matches!(line.kind(next), Kind::Mark('\'' | '\u{2019}')) {
        let short = line.number(next + 1, 2..=2).filter(|_| line.glued(next + 1))?;
        return Some((Year::Short(u8::try_from(short).ok()?), next + 2));
    }
    if let Some((year, end)) = year_of_two_reckonings(line, next) {
        return Some((Year::Known(year), end));
    }
    let value = line.number(next, 2..=4)?;
    match year_word(line, next + 1) {
        Some((_, end)) if value >= 100 => Some((known(value), era(line, end))),
        Some((_, end)) if !comma => Some((Year::Short(u8::try_from(value).ok()?), end)),
        _ => {
            let plain = YEARS.contains(&value) && line.number(next, 4..=4).is_some();
            (plain && (said || bare_year_ends(line, next, comma))).then_some((known(value), next + 1))
        }
    }
}

/// "14 March 1704/5": a day of the year that began in March by one reckoning and in January by the other; the later year.
fn year_of_two_reckonings(line: &Line<'_>, at: usize) -> Found<i32> {
    let first = line.number(at, 4..=4).filter(|year| YEARS.contains(year))?;
    if !line.glued(at + 1) || !line.glued(at + 2) || !(line.mark(at + 1, '/') || line.dash(at + 1) && first < 1753) {
        return None;
    }
    let second = match line.kind(at + 2) {
        Kind::Number { value, digits: 1 } => first / 10 * 10 + value,
        Kind::Number { value, digits: 2 } => first / 100 * 100 + value,
        Kind::Number { value, digits: 4 } => value,
        _ => return None,
    };
    // "1699/1700", "1709/10".
    let follows = second == first + 1 || second + 10 == first + 1 && first % 10 == 9 || second + 100 == first + 1 && first % 100 == 99;
    let end = years_word(line, at + 3).unwrap_or(at + 3);
    follows.then_some((i32::try_from(first + 1).ok()?, end))
}

/// Whether a number after a month or a preposition is a year by what follows it.
fn bare_year_ends(line: &Line<'_>, at: usize, comma: bool) -> bool {
    let next = at + 1;
    let fraction = line.glued(next)
        && matches!(line.kind(next), Kind::Mark('.' | ',' | '/' | ':'))
        && line.glued(next + 1)
        && matches!(line.kind(next + 1), Kind::Number { .. });
    let percent = matches!(line.kind(next), Kind::Mark('%' | '\u{b0}'));
    let glued_word = line.word(next) && line.glued(next);
    let comma_is_list = comma && line.is(next, Role::Counted);
    !(fraction || percent || glued_word || comma_is_list || line.is(next, Role::Counted))
}

/// "Year" after a number: its end, with the full stop of its mark; whether it is in the plural.
pub(super) fn year_word(line: &Line<'_>, at: usize) -> Found<bool> {
    let ending = ordinal_ending(line, at);
    let single = line.is(ending, Role::Year);
    let plural = line.is(ending, Role::Years);
    if !single && !plural {
        return None;
    }
    let mut end = ending + 1;
    let mark = line.tokens[ending].span.len() <= 4;
    if mark && line.mark(end, '.') {
        end += 1;
    }
    Some((plural && !single, end))
}

/// The end of "years" after a number, also where each letter of its mark has its own full stop.
pub(super) fn years_word(line: &Line<'_>, at: usize) -> Option<usize> {
    let (_, end) = year_word(line, at)?;
    // "г.г." is one mark.
    Some(if line.glued(end) { year_word(line, end).map_or(end, |(_, end)| end) } else { end })
}

pub(super) fn era(line: &Line<'_>, at: usize) -> usize {
    phrase(line, at, |sense| sense == Sense::OfEra).map_or(at, |(_, end)| end)
}

/// A year by itself: "1921 г.", "in 1921", "(1921)".
pub(super) fn year(line: &Line<'_>, at: usize, governed: bool) -> Found<Point> {
    let value = line.number(at, 1..=4)?;
    if labelled(line, at) || line.glued(at) && at > 0 && matches!(line.kind(at - 1), Kind::Mark('/' | '.' | '-')) && !governed {
        return None;
    }
    if let Some((_, end)) = phrase(line, at + 1, |sense| sense == Sense::BeforeEra)
        .or_else(|| year_word(line, at + 1).and_then(|(_, end)| phrase(line, end, |sense| sense == Sense::BeforeEra)))
    {
        return Some((Point::of(What::Year).in_year(Year::Known(1 - i32::try_from(value).ok()?)), end));
    }
    if let Some((plural, end)) = year_word(line, at + 1) {
        let said = value >= if plural { 1000 } else { 100 };
        let end = years_word(line, at + 1).filter(|_| plural).unwrap_or(end);
        return said.then(|| (Point::of(What::Year).in_year(known(value)), era(line, end)));
    }
    if !YEARS.contains(&value) || !bare_year_ends(line, at, false) {
        return None;
    }
    let next = at + 1;
    let before = at.checked_sub(1).map(|before| line.kind(before));
    let bracketed = matches!(before, Some(Kind::Mark('(' | '['))) && matches!(line.kind(next), Kind::Mark(')' | ']' | ';'));
    let said_before = at > 0 && line.is(at - 1, Role::Year);
    let ends = !line.dates.year_needs_word || !matches!(line.kind(next), Kind::Word { .. } | Kind::Number { .. });
    (said_before || bracketed || governed && ends).then(|| (Point::of(What::Year).in_year(known(value)), at + 1))
}
