//! Dates of two calendars: "13 (25) June 1807", "16/29 August", "5 March, old style".

use crate::lang::dates::{Role, Sense};
use crate::time::Calendar;

use super::grammar::plain;
use super::joined::bare;
use super::phrases::phrase;
use super::point::{MonthOf, Point, What, Year};
use super::tokens::{Kind, Line};
use super::years::with_year;

/// A day in both styles: "13 (25) June 1807", "23 September (6 October) 1912", "16/29 August";
/// the day of the new style.
pub(super) fn both_styles(line: &Line<'_>, at: usize) -> Option<(Point, Calendar, usize)> {
    let (first, next) = match plain(line, at, true).filter(|(point, _)| point.grain() == 0) {
        Some(found) => found,
        None => bare(line, at, 0)?,
    };
    let bracket = line.mark(next, '(') || line.mark(next, '[');
    if !bracket && !line.mark(next, '/') {
        return None;
    }
    let (second, mut end) = match plain(line, next + 1, true).filter(|(point, _)| point.grain() == 0) {
        Some(found) => found,
        None => bare(line, next + 1, 0)?,
    };
    if let Some((_, after)) = phrase(line, end, |sense| matches!(sense, Sense::NewStyle | Sense::OldStyle)) {
        end = after;
    }
    if bracket {
        if !matches!(line.kind(end), Kind::Mark(')' | ']')) {
            return None;
        }
        end += 1;
    }
    // What is missing in both stands after them: the month, the year.
    let (mut first, mut second) = (first, second);
    if let (What::Day(MonthOf::Missing, _), What::Day(MonthOf::Missing, day)) = (first.what, second.what) {
        let ((month, year), after) = month_after(line, end)?;
        second = Point::of(What::Day(month, day)).in_year(year);
        end = after;
    } else if second.year == Year::Missing && first.year == Year::Missing {
        (second, end) = with_year(line, end, second);
    } else if second.year == Year::Missing {
        second.year = first.year;
    }
    let (What::Day(first_month, first_day), What::Day(second_month, second_day)) = (first.what, second.what) else { return None };
    let month = |month: MonthOf, other: MonthOf| match (month, other) {
        (MonthOf::Known(month), _) | (MonthOf::Missing, MonthOf::Known(month)) => Some(month),
        _ => None,
    };
    let (old_month, new_month) = (month(first_month, second_month)?, month(second_month, first_month)?);
    first = first.with_month(old_month);
    second = second.with_month(new_month);
    let point = if styles_apart((old_month, first_day), (new_month, second_day)) {
        // The year of the old style is said first; the new one may have passed into the next.
        if old_month > new_month
            && let (Year::Known(year), false) = (second.year, line_has_two_years(&first, &second))
        {
            second.year = Year::Known(year + i32::from(first.year == second.year));
        }
        second
    } else if styles_apart((new_month, second_day), (old_month, first_day)) {
        if first.year == Year::Missing { first.in_year(second.year) } else { first }
    } else {
        return None;
    };
    Some((point, Calendar::Gregorian, end))
}

fn line_has_two_years(first: &Point, second: &Point) -> bool {
    first.year != Year::Missing && first.year != second.year
}

fn month_after(line: &Line<'_>, at: usize) -> Option<((MonthOf, Year), usize)> {
    let next = line.past(line.past(at, Role::Of), Role::Article);
    let (point, end) = plain(line, next, true).filter(|(point, _)| point.grain() == 1)?;
    point.month().map(|month| ((MonthOf::Known(month), point.year), end))
}

/// Whether the second day is 10 to 13 days after the first, as the calendars are apart.
fn styles_apart(old: (u8, u8), new: (u8, u8)) -> bool {
    let in_year = |(month, day): (u8, u8)| i32::from(month) * 306 / 10 + i32::from(day);
    let apart = (in_year(new) - in_year(old)).rem_euclid(366);
    // The lengths of the months are taken roughly here.
    if old.0 == new.0 { (10..=13).contains(&apart) } else { (8..=15).contains(&apart) && old.1 > new.1 }
}

/// "O.S." after a date, also in brackets.
pub(super) fn style(line: &Line<'_>, at: usize) -> Option<(Calendar, usize)> {
    let bracket = usize::from(line.mark(at, '(') || line.mark(at, '[') || line.mark(at, ','));
    let ((sense, _), end) = phrase(line, at + bracket, |sense| matches!(sense, Sense::OldStyle | Sense::NewStyle))?;
    let closed = end + usize::from(bracket == 1 && matches!(line.kind(end), Kind::Mark(')' | ']')));
    Some((if sense == Sense::OldStyle { Calendar::Julian } else { Calendar::Gregorian }, closed))
}
