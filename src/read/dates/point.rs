//! One end of a date as it is written, and what it means once its year is known.

use crate::lang::dates::Part;
use crate::time::{Calendar, Day, Moment};

use super::grammar::LAST;

/// One end of a date as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Point {
    /// What it names.
    pub(super) what: What,
    /// Its year, as far as it is said.
    pub(super) year: Year,
    /// "In the beginning of", "late".
    pub(super) part: Option<Part>,
    /// "The second half of": which, of how many.
    pub(super) share: Option<(u8, u8)>,
    /// "About".
    pub(super) about: bool,
}

/// What a point names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A day and its month, as far as it is said.
    Day(MonthOf, u8),
    /// The first and the last of some days of a month: "in the twenties of March".
    Days(MonthOf, u8, u8),
    /// A month.
    Month(u8),
    /// A season, 21 to 24.
    Season(u8),
    /// A winter that begins in the year before.
    Winter,
    /// The year itself.
    Year,
    /// A decade, its tens; its century is in the year, where it is said.
    Decade(u8),
    /// A century by its first two digits.
    Century(i32),
}

/// The month of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MonthOf {
    /// It is said.
    Known(u8),
    /// So many months after that of the date told before.
    Told(i8),
    /// It is that of the other end.
    Missing,
}

/// The year of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    /// It is said.
    Known(i32),
    /// Its last two digits are said.
    Short(u8),
    /// So many years after that of the date told before.
    Told(i8),
    /// The first in which it comes after the date told before.
    Next,
    /// It is not said.
    Missing,
}

impl Point {
    /// A point of a year that is not said.
    pub(super) fn of(what: What) -> Self {
        Self { what, year: Year::Missing, part: None, share: None, about: false }
    }

    /// The same, of a year.
    pub(super) fn in_year(self, year: Year) -> Self {
        Self { year, ..self }
    }

    /// The year that is said.
    pub(super) fn known_year(&self) -> Option<i32> {
        match (self.what, self.year) {
            (What::Century(_) | What::Decade(_), _) => None,
            (_, Year::Known(year)) => Some(year),
            (_, Year::Short(_) | Year::Told(_) | Year::Next | Year::Missing) => None,
        }
    }

    /// The month that is said.
    pub(super) fn month(&self) -> Option<u8> {
        match self.what {
            What::Day(MonthOf::Known(month), _) | What::Days(MonthOf::Known(month), ..) | What::Month(month) => Some(month),
            What::Season(season) => Some((season - 20) * 3 % 12),
            What::Day(..) | What::Days(..) | What::Winter | What::Year | What::Decade(_) | What::Century(_) => None,
        }
    }

    /// Whether it is a day whose month is said elsewhere.
    pub(super) fn lacks_month(&self) -> bool {
        matches!(self.what, What::Day(MonthOf::Missing, _))
    }

    /// The same with the month of the other end.
    pub(super) fn with_month(self, month: u8) -> Self {
        match self.what {
            What::Day(_, day) => Self { what: What::Day(MonthOf::Known(month), day), ..self },
            What::Days(_, first, last) => Self { what: What::Days(MonthOf::Known(month), first, last), ..self },
            _ => self,
        }
    }

    /// A number that is the same for points of one granularity.
    pub(super) fn grain(&self) -> u8 {
        match self.what {
            What::Day(..) | What::Days(..) => 0,
            What::Month(_) => 1,
            What::Season(_) | What::Winter => 2,
            What::Year => 3,
            What::Decade(_) => 4,
            What::Century(_) => 5,
        }
    }

    /// First and last moment it means in `year`, and whether only about; `None` where there is no such date.
    pub(super) fn moments(&self, year: i32, calendar: Calendar) -> Option<(Moment, Moment, bool)> {
        let one = |moment: Moment| Some((moment, moment));
        let days = |month: u8, first: u8, last: u8| {
            let last = (first..=last).rev().find_map(|day| Day::new(year, month, day))?;
            Some((Moment::Day(Day::new(year, month, first)?), Moment::Day(last)))
        };
        let (start, end) = match (self.what, self.share) {
            (What::Day(MonthOf::Known(month), LAST), _) => one(Moment::Day((28..=31).rev().find_map(|day| Day::new(year, month, day))?)),
            (What::Day(MonthOf::Known(month), day), _) => match Day::new(year, month, day) {
                Some(day) => one(Moment::Day(day)),
                // 29 February of an old-style century year has no other way to be written.
                None if calendar == Calendar::Julian && Day::from_julian(year, month, day).is_some() => one(Moment::Month(year, month)),
                None => None,
            },
            (What::Days(MonthOf::Known(month), first, last), _) => days(month, first, last),
            (What::Day(..) | What::Days(..), _) => None,
            (What::Month(month), Some((nth, of))) => {
                let length = [31, 31, 15, 10, 7][usize::from(of.min(4))];
                let last = if nth >= of && of < 4 { 31 } else { length * nth };
                days(month, length * (nth - 1) + 1, last)
            }
            (What::Month(month), None) => one(Moment::Month(year, month)),
            (What::Season(season), _) => one(Moment::Season(year, season)),
            (What::Winter, _) => Some((Moment::Month(year - 1, 12), Moment::Month(year, 2))),
            (What::Year, Some((nth, of))) => {
                let length = 12 / of;
                Some((Moment::Month(year, length * (nth - 1) + 1), Moment::Month(year, length * nth)))
            }
            (What::Year, None) => one(Moment::Year(year)),
            (What::Decade(tens), None) => one(Moment::Decade(year.div_euclid(100) * 10 + i32::from(tens / 10))),
            (What::Decade(tens), Some((nth, of))) => {
                let first = year.div_euclid(100) * 100 + i32::from(tens);
                Some(years(first, 10, nth, of))
            }
            (What::Century(century), Some((nth, of))) => Some(years(century * 100 + 1, 100, nth, of)),
            (What::Century(century), None) if self.part == Some(Part::Turn) => one(Moment::Year(century * 100)),
            (What::Century(century), None) => one(Moment::Century(century)),
        }?;
        Some((start, end, self.about || self.part.is_some()))
    }
}

/// The `nth` of `of` equal parts of so many years.
fn years(first: i32, length: i32, nth: u8, of: u8) -> (Moment, Moment) {
    let (nth, of) = (i32::from(nth), i32::from(of));
    (Moment::Year(first + length * (nth - 1) / of), Moment::Year(first + length * nth / of - 1))
}
