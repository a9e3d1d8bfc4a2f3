//! What a date leaves unsaid, taken from the dates told before and after it.
//!
//! A story goes on: a day without a year is of the year told last, and a month that comes
//! after December is of the next. Years that the story only glances at (a book's, a likeness,
//! another era named once) do not count.

use crate::lang::dates::Unit;
use crate::read::DateMention;
use crate::text::is_alphanumeric;
use crate::time::{Calendar, Day, HistoricalDate, Moment};

use super::point::{MonthOf, Point, What, Year};
use super::said::{YearsSaid, years_said};
use super::written::{Meaning, Written};

/// How far back, in bytes, a date may stand from which another is counted.
const REACH: usize = 1500;

/// A sentence is not looked through for longer than this, in bytes.
const LONG_SENTENCE: usize = 1000;

/// How many years away a look ahead or back is no step of the story.
const FAR: i32 = 5;

/// What surrounds the dates of an essay.
pub(super) struct Surroundings<'a> {
    /// The essay's clean prose.
    pub(super) text: &'a str,
    /// Dates of the citations (month, day, year), in order of the places where they stand.
    pub(super) cited: &'a [(usize, u8, u8, i32)],
    /// Whether the essay says that its dates are in the old style.
    pub(super) old_style: bool,
}

/// Dates whose context said what was missing, in order; the others are left out.
pub(super) fn resolved(all: &[Written], around: &Surroundings<'_>) -> Vec<DateMention> {
    let said = years_said(all, around);
    let mut story = Story { year: None, month: None, before: None, glance: None, glanced: None };
    let mut out = Vec::with_capacity(all.len());
    for (at, written) in all.iter().enumerate() {
        let calendar = if around.old_style && said.before_reform(at) { Calendar::Julian } else { written.calendar };
        let Some((start, end)) = story.ends(written, at, &said, around) else { continue };
        let Some(date) = dated(&start, &end, written, calendar) else { continue };
        let glanced = story.glance.is_some_and(|(year, place)| {
            date.end().map(year_of) == Some(year) && !said.says(at) && !sentence_ends(around.text, place, written.span.start())
        });
        // "Thirty years later" is a look ahead, "two years before" a look back: the story stays where it was.
        let far = matches!(written.meaning, Meaning::Shift(count, Unit::Year) if !(0..FAR).contains(&count));
        // "As early as in autumn": a look back, after which the story goes on.
        let back = written.earlier && story.before.is_some_and(|(before, _)| date.start().map(year_of) <= before.start().map(year_of));
        if !said.aside(at) && !glanced && !far && !back {
            story.goes_on(written, &date);
        } else if !written.aside {
            story.glance = date.end().or(date.start()).map(|moment| (year_of(moment), written.span.end()));
            story.glanced = Some(date);
        }
        out.push(DateMention { span: written.span, date, rule: written.rule });
    }
    out
}

/// A point with its year.
type Placed = (Option<Point>, i32, Option<HistoricalDate>);

fn dated(start: &Placed, end: &Placed, written: &Written, calendar: Calendar) -> Option<HistoricalDate> {
    if let Some(date) = start.2 {
        return Some(date);
    }
    let (from, to, mut about) = start.0?.moments(start.1, calendar)?;
    let date = match written.meaning {
        Meaning::At(_) | Meaning::Shift(..) => HistoricalDate::between(from, to),
        Meaning::Since(_) => HistoricalDate::since(from),
        Meaning::Stretch(..) => {
            let (_, to, also) = end.0?.moments(end.1, calendar)?;
            about |= also;
            HistoricalDate::between(from, to)
        }
    };
    let date = date.in_calendar(calendar);
    Some(if about { date.about() } else { date })
}

/// How far the story has come.
struct Story {
    year: Option<i32>,
    month: Option<u8>,
    /// The date told last, and where.
    before: Option<(HistoricalDate, usize)>,
    /// A year that was only glanced at, and where: it holds to the end of its sentence or to a semicolon.
    glance: Option<(i32, usize)>,
    /// The date that said it.
    glanced: Option<HistoricalDate>,
}

impl Story {
    fn ends(&self, written: &Written, at: usize, said: &YearsSaid, around: &Surroundings<'_>) -> Option<(Placed, Placed)> {
        match written.meaning {
            Meaning::At(point) | Meaning::Since(point) => {
                let place = self.placed(point, None, written, at, said, around)?;
                Some((place, place))
            }
            Meaning::Stretch(mut from, mut to) => {
                if let (true, Some(month)) = (from.lacks_month(), to.month()) {
                    let day = |point: &Point| if let What::Day(_, day) = point.what { day } else { 0 };
                    // "From 28 to 3 March" begins in February.
                    let earlier = day(&from) > day(&to);
                    from = from.with_month(if earlier { (month + 10) % 12 + 1 } else { month });
                }
                if from.year == Year::Missing && to.year != Year::Missing {
                    let end = self.placed(to, None, written, at, said, around)?;
                    let year = end.1 - i32::from(from.month() > to.month() && from.month().is_some());
                    return Some(((Some(from), year, None), end));
                }
                let start = self.placed(from, Some(to), written, at, said, around)?;
                if to.year == Year::Missing {
                    to.year = Year::Known(start.1 + i32::from(from.month() > to.month() && to.month().is_some()));
                }
                let end = self.placed(to, None, written, at, said, around)?;
                Some((start, end))
            }
            Meaning::Shift(count, unit) => {
                let glanced = self.glance.filter(|(_, place)| holds(around.text, *place, written.span.start())).and(self.glanced);
                let told = || self.before.filter(|(_, place)| written.span.start() - place <= REACH).map(|(before, _)| before);
                let date = shifted(&glanced.or_else(told)?, count, unit)?;
                let placed = (None, 0, Some(date));
                Some((placed, placed))
            }
        }
    }

    /// The point with its month and year.
    fn placed(
        &self,
        point: Point,
        to: Option<Point>,
        written: &Written,
        at: usize,
        said: &YearsSaid,
        around: &Surroundings<'_>,
    ) -> Option<Placed> {
        let mut point = point;
        let mut carried = 0;
        if let What::Day(MonthOf::Told(shift), _) | What::Days(MonthOf::Told(shift), ..) = point.what {
            let month = i32::from(self.month?) + i32::from(shift);
            carried = (month - 1).div_euclid(12);
            point = point.with_month(u8::try_from((month - 1).rem_euclid(12) + 1).ok()?);
        }
        let year = match (point.what, point.year) {
            (What::Century(century), _) => century * 100,
            (_, Year::Known(year)) => year,
            (_, Year::Told(shift)) => self.year? + i32::from(shift),
            (_, Year::Next) => self.year? + i32::from(self.month >= point.month()),
            (_, Year::Short(short)) => {
                let century = self.year.or(said.dominant).unwrap_or(1900).div_euclid(100) * 100;
                century + i32::from(short)
            }
            (What::Decade(tens), Year::Missing) => {
                let near = self.year.or(said.dominant)?;
                let century = near.div_euclid(100) * 100;
                // The decade nearest to where the story is.
                [century - 100, century, century + 100].into_iter().min_by_key(|century| (century + i32::from(tens) + 5 - near).abs())?
            }
            (_, Year::Missing) => match to.and_then(|to| to.known_year()) {
                Some(year) => year,
                None => self.missing_year(&point, written, at, said, around)?,
            },
        };
        Some((Some(point), year + carried, None))
    }

    fn missing_year(&self, point: &Point, written: &Written, at: usize, said: &YearsSaid, around: &Surroundings<'_>) -> Option<i32> {
        // "5 March and 7 April 1921".
        if let Some((year, month, place)) = said.next(at) {
            let between = &around.text[written.span.end()..place.max(written.span.end())];
            if between.len() <= 12 && !between.contains(['.', '(', '\n']) {
                return Some(year - i32::from(month.is_some() && point.month() > month));
            }
        }
        if let What::Day(MonthOf::Known(month), day) = point.what
            && let Some(year) = cited_year(around, written.span.end(), month, day)
        {
            return Some(year);
        }
        if let Some((year, _)) = self.glance.filter(|(_, place)| holds(around.text, *place, written.span.start())) {
            return Some(year);
        }
        let Some(year) = self.year else {
            // Nothing was told yet: the year that comes next in the paragraph, or the essay's own.
            let same = |place: usize| place - written.span.end() < REACH && !around.text[written.span.end()..place].contains('\n');
            return said.next(at).filter(|(.., place)| same(*place)).map(|(year, ..)| year).or(said.dominant);
        };
        let (Some(month), Some(before)) = (point.month(), self.month) else { return Some(year) };
        if written.earlier {
            return Some(year - i32::from(month > before));
        }
        // A year goes by unnoticed: December, then February.
        let passes = before >= 11 && month <= 3 && before - month >= 8;
        let goes_back = said.next(at).is_some_and(|(next, next_month, _)| next == year && next_month.is_none_or(|next| next >= month));
        Some(year + i32::from(passes && !goes_back))
    }

    fn goes_on(&mut self, written: &Written, date: &HistoricalDate) {
        let Some(moment) = date.end().or(date.start()) else { return };
        let told = match moment {
            Moment::Century(_) | Moment::Decade(_) => return,
            Moment::Year(year) => (year, None),
            Moment::Season(year, season) => (year, Some((season - 20) * 3 % 12)),
            Moment::Month(year, month) => (year, Some(month)),
            Moment::Day(day) => (day.year, Some(day.month)),
        };
        self.year = Some(told.0);
        self.month = told.1.or(if self.year == Some(told.0) { self.month } else { None });
        self.before = Some((*date, written.span.end()));
    }
}

fn year_of(moment: Moment) -> i32 {
    match moment {
        Moment::Century(century) => century * 100,
        Moment::Decade(decade) => decade * 10,
        Moment::Year(year) | Moment::Season(year, _) | Moment::Month(year, _) => year,
        Moment::Day(day) => day.year,
    }
}

/// The year of a citation that follows and has the same day.
fn cited_year(around: &Surroundings<'_>, from: usize, month: u8, day: u8) -> Option<i32> {
    let first = around.cited.partition_point(|(place, ..)| *place < from);
    let near = around.cited[first..].iter().take_while(|(place, ..)| *place - from < 800);
    near.take(3).find(|(_, cited_month, cited_day, _)| (*cited_month, *cited_day) == (month, day)).map(|&(.., year)| year)
}

/// The date so many units after another one, as exact as both allow.
fn shifted(before: &HistoricalDate, count: i32, unit: Unit) -> Option<HistoricalDate> {
    let moment = if count < 0 { before.start().or(before.end()) } else { before.end().or(before.start()) }?;
    let months = |year: i32, month: u8, count: i32| {
        let months = year * 12 + i32::from(month) - 1 + count;
        (months.div_euclid(12), u8::try_from(months.rem_euclid(12) + 1).unwrap_or(1))
    };
    let moved = match (moment, unit) {
        (Moment::Day(day), Unit::Day) => Moment::Day(Day::from_number(day.number() + i64::from(count))),
        (Moment::Day(Day { year, month, .. }) | Moment::Month(year, month), Unit::Around) => {
            return Some(HistoricalDate::at(Moment::Month(year, month)).in_calendar(before.calendar()).about());
        }
        (Moment::Day(day), Unit::Month) => {
            let (year, month) = months(day.year, day.month, count);
            Moment::Month(year, month)
        }
        (Moment::Month(year, month), Unit::Month) => {
            let (year, month) = months(year, month, count);
            Moment::Month(year, month)
        }
        (Moment::Month(..), Unit::Day) if count == 0 => return None,
        (Moment::Day(day), Unit::Year) => Moment::Year(day.year + count),
        (Moment::Month(year, _) | Moment::Season(year, _) | Moment::Year(year), Unit::Year) => Moment::Year(year + count),
        (Moment::Season(..) | Moment::Year(_) | Moment::Month(..), _) | (Moment::Decade(_) | Moment::Century(_), _) => return None,
    };
    let date = HistoricalDate::at(moved).in_calendar(before.calendar());
    Some(if before.is_approximate() { date.about() } else { date })
}

/// Whether what was only glanced at still holds: in its own sentence, up to a semicolon or the end of its brackets.
fn holds(text: &str, from: usize, to: usize) -> bool {
    !sentence_ends(text, from, to) && !text[from..to.max(from)].contains([';', ')'])
}

/// Whether a sentence ends between the two places.
fn sentence_ends(text: &str, from: usize, to: usize) -> bool {
    if to > from + LONG_SENTENCE {
        return true;
    }
    let between = &text[from..to.max(from)];
    // Two dates side by side belong to two sentences: "in 1877 г. 18 мая".
    between.trim().is_empty() || between.match_indices(['.', '!', '?', '\n']).any(|(at, _)| ends_sentence(text, from + at))
}

/// Whether the mark at `at` ends a sentence: initials and short words before it do not.
pub(super) fn ends_sentence(text: &str, at: usize) -> bool {
    if !text[at..].starts_with('.') {
        return true;
    }
    let word = text[..at].chars().rev().take_while(|c| is_alphanumeric(*c)).take(4).count();
    text[at + 1..].chars().next().is_none_or(char::is_whitespace) && (word == 0 || word == 4)
}
