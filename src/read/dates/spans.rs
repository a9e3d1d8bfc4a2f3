//! Decades, centuries, and some days of a month: "the 1840s", "XVIII в.", "in the twenties of March".

use crate::lang::dates::{DateWord, Part, Role, Sense};

use super::grammar::{Found, LAST, month_name, ordinal, ordinal_ending, told_month};
use super::phrases::phrase;
use super::point::{MonthOf, Point, What, Year};
use super::tokens::{Kind, Line};
use super::years::{era, with_year, years_word};

/// "The 1920s", "20-е годы XIX века", "the twenties".
pub(super) fn decade(line: &Line<'_>, at: usize) -> Found<Point> {
    let (tens, century, next) = if let Some(number) = line.number(at, 2..=4).filter(|number| number % 10 == 0) {
        let next = at + 1 + usize::from(matches!(line.kind(at + 1), Kind::Mark('\'' | '\u{2019}')));
        let dash = usize::from(line.dash(next) && line.glued(next));
        if !(line.glued(next + dash) && line.is(next + dash, Role::DecadeEnding)) {
            return None;
        }
        let tens = u8::try_from(number % 100).ok()?;
        let century = if number >= 1000 { Some(i32::try_from(number / 100).ok()?) } else { None };
        if number >= 100 && century.is_none() {
            return None;
        }
        (tens, century, next + dash + 1)
    } else {
        // "eighteen-forties".
        let century = line.pick(at, |word| if let DateWord::Cardinal(number @ 11..=20) = word { Some(i32::from(*number)) } else { None });
        let start = if century.is_some() { at + 1 + usize::from(line.dash(at + 1)) } else { at };
        let tens = line.pick(start, |word| if let DateWord::Decade(tens) = word { Some(*tens) } else { None })?;
        (tens, century, start + 1)
    };
    let said = line.is(next, Role::Years);
    let end = if said { years_word(line, next).unwrap_or(next + 1) } else { next };
    let words = line.number(at, 2..=4).is_none() && century.is_none();
    // In words alone, or in two digits with an ending, other things could be meant.
    let needs_word = line.dates.year_needs_word && century.is_none();
    if needs_word && !said || words && !said && !line.is(at.wrapping_sub(1), Role::Article) {
        return None;
    }
    let point = Point::of(What::Decade(tens));
    if let Some(century) = century {
        return Some((point.in_year(Year::Known(century * 100)), end));
    }
    let of = line.past(line.past(end, Role::Of), Role::Article);
    match self::century(line, of) {
        Some((Point { what: What::Century(century), .. }, end)) => Some((point.in_year(Year::Known(century * 100)), end)),
        _ => Some((point, end)),
    }
}

/// "The 18th century", "XVIII в.", "the eighteenth century".
pub(super) fn century(line: &Line<'_>, at: usize) -> Found<Point> {
    let (number, next) = century_number(line, at)?;
    let end = century_word(line, next)?;
    if phrase(line, end, |sense| sense == Sense::BeforeEra).is_some() {
        return None;
    }
    Some((Point::of(What::Century(number - 1)), era(line, end)))
}

/// The number of a century, without the word.
pub(super) fn century_number(line: &Line<'_>, at: usize) -> Found<i32> {
    let (number, next) = match line.roman(at) {
        Some(roman) => (i32::from(roman), ordinal_ending(line, at + 1)),
        None => {
            let (number, next) = ordinal(line, at)?;
            (i32::from(number), next)
        }
    };
    (1..=21).contains(&number).then_some((number, next))
}

/// The end of "century" after its number.
pub(super) fn century_word(line: &Line<'_>, at: usize) -> Option<usize> {
    let at = at + usize::from(line.dash(at) && line.glued(at));
    if !line.is(at, Role::Century) && !line.is(at, Role::Centuries) {
        return None;
    }
    let mark = line.tokens[at].span.len() <= 4;
    let dot = line.mark(at + 1, '.');
    // The mark of one letter is also a preposition: only its full stop tells.
    (!mark || dot).then_some(at + 1 + usize::from(dot && mark))
}

/// "In the twenties of March": 20 to the end of the month; "in the last days".
pub(super) fn days_of_month(line: &Line<'_>, at: usize) -> Found<Point> {
    let (first, last, next) = if let Some(number @ (10 | 20)) = line.number(at, 2..=2) {
        let dash = usize::from(line.dash(at + 1));
        if !line.is(at + 1 + dash, Role::DecadeEnding) {
            return None;
        }
        let first = u8::try_from(number).ok()?;
        (first, first + if first == 20 { 11 } else { 9 }, at + 2 + dash)
    } else {
        match line.pick(at, |word| if let DateWord::Decade(tens @ (10 | 20)) = word { Some(*tens) } else { None }) {
            Some(tens) => (tens, tens + if tens == 20 { 11 } else { 9 }, at + 1),
            None => {
                let part = line.pick(at, |word| match word {
                    DateWord::Ordinal(1) => Some(Part::Begin),
                    DateWord::Ordinal(LAST) => Some(Part::End),
                    DateWord::Part(part) => Some(*part),
                    _ => None,
                })?;
                let days = line.is(at + 1, Role::DaysOfMonth) || line.is(at + 1, Role::Days);
                let next = line.past(line.past(at + 2, Role::Of), Role::Article);
                let (month, end) = month_name(line, next, true).filter(|_| days)?;
                let (point, end) = with_year(line, end, Point::of(What::Month(month)));
                return Some((Point { part: Some(part), ..point }, end));
            }
        }
    };
    if !line.is(next, Role::DaysOfMonth) {
        return None;
    }
    if let Some((month, end)) = told_month(line, next + 1) {
        return Some(with_year(line, end, Point::of(What::Days(month, first, last))));
    }
    let (month, end) = month_name(line, next + 1, true)?;
    Some(with_year(line, end, Point::of(What::Days(MonthOf::Known(month), first, last))))
}
