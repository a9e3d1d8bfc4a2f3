//! Dates as a historian states them: a day, a month, a season, an open or uncertain interval.

use super::Day;
use super::day::days_in_month;

/// One end of a date, as exact as it was stated. Years are astronomical and Gregorian.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Moment {
    /// A century by its first two digits: 18 is 1800 to 1899.
    Century(i32),
    /// A decade by its first three digits: 192 is 1920 to 1929.
    Decade(i32),
    /// A year.
    Year(i32),
    /// A season: 21 spring, 22 summer, 23 autumn, 24 winter (December of the year before is not in it).
    Season(i32, u8),
    /// A month.
    Month(i32, u8),
    /// A day.
    Day(Day),
}

/// The calendar a date was written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Calendar {
    /// New style.
    #[default]
    Gregorian,
    /// Old style.
    Julian,
}

/// A date as an essay asserts it.
///
/// Written as EDTF level 0 or 1 by [`HistoricalDate::edtf`]. The words it was read from
/// stay with the reading; this is only their meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct HistoricalDate {
    /// Earliest end; `None` where the interval is open on this side.
    start: Option<Moment>,
    /// Latest end; equal to `start` for a single date, `None` where open.
    end: Option<Moment>,
    /// Stated as "about".
    approximate: bool,
    /// The calendar of the words; moments are Gregorian whatever it says, unless the old
    /// style alone was given, whose date is kept as written.
    calendar: Calendar,
}

impl HistoricalDate {
    /// One moment.
    #[must_use]
    pub fn at(moment: Moment) -> Self {
        Self { start: Some(moment), end: Some(moment), approximate: false, calendar: Calendar::Gregorian }
    }

    /// From one moment to another; swapped ends are put right, equal ones are one moment.
    #[must_use]
    pub fn between(start: Moment, end: Moment) -> Self {
        let (start, end) = if first_day(start) <= first_day(end) { (start, end) } else { (end, start) };
        Self { start: Some(start), end: Some(end), approximate: false, calendar: Calendar::Gregorian }
    }

    /// From a moment on, with no end stated.
    #[must_use]
    pub fn since(start: Moment) -> Self {
        Self { start: Some(start), end: None, approximate: false, calendar: Calendar::Gregorian }
    }

    /// Up to a moment, with no beginning stated.
    #[must_use]
    pub fn until(end: Moment) -> Self {
        Self { start: None, end: Some(end), approximate: false, calendar: Calendar::Gregorian }
    }

    /// The same date, said to be approximate.
    #[must_use]
    pub fn about(self) -> Self {
        Self { approximate: true, ..self }
    }

    /// The same date, from words in this calendar.
    #[must_use]
    pub fn in_calendar(self, calendar: Calendar) -> Self {
        Self { calendar, ..self }
    }

    /// What it says, whatever the calendar of its words: dates of which this is equal are the same EDTF.
    #[must_use]
    pub fn meant(self) -> Self {
        self.in_calendar(Calendar::Gregorian)
    }

    /// Earliest end as stated; `None` where open.
    #[must_use]
    pub fn start(&self) -> Option<Moment> {
        self.start
    }

    /// Latest end as stated; `None` where open.
    #[must_use]
    pub fn end(&self) -> Option<Moment> {
        self.end
    }

    /// Whether it is one moment, not an interval.
    #[must_use]
    pub fn is_single(&self) -> bool {
        self.start == self.end
    }

    /// Whether it was stated as "about".
    #[must_use]
    pub fn is_approximate(&self) -> bool {
        self.approximate
    }

    /// The calendar of the words.
    #[must_use]
    pub fn calendar(&self) -> Calendar {
        self.calendar
    }

    /// First day it may mean; `None` where open.
    #[must_use]
    pub fn first_day(&self) -> Option<Day> {
        self.start.map(first_day)
    }

    /// Last day it may mean, included; `None` where open.
    #[must_use]
    pub fn last_day(&self) -> Option<Day> {
        self.end.map(last_day)
    }

    /// As EDTF level 0 or 1.
    ///
    /// Source: <https://www.loc.gov/standards/datetime/>
    #[must_use]
    pub fn edtf(&self) -> String {
        let mark = if self.approximate { "~" } else { "" };
        let part = |moment: Option<Moment>| moment.map_or_else(|| "..".to_owned(), |moment| format!("{}{mark}", written(moment)));
        if self.is_single() { part(self.start) } else { format!("{}/{}", part(self.start), part(self.end)) }
    }

    /// Reads EDTF of the kinds that [`HistoricalDate::edtf`] writes, and `YYYY/` or `/YYYY` as open.
    #[must_use]
    pub fn parse(edtf: &str) -> Option<Self> {
        let approximate = edtf.contains('~');
        let bare = edtf.replace('~', "");
        let date = match bare.split_once('/') {
            None => Self::at(moment(&bare)?),
            Some((start, ".." | "")) => Self::since(moment(start)?),
            Some((".." | "", end)) => Self::until(moment(end)?),
            Some((start, end)) => Self::between(moment(start)?, moment(end)?),
        };
        Some(Self { approximate, ..date })
    }
}

fn written(moment: Moment) -> String {
    match moment {
        Moment::Century(century) => format!("{century:02}XX"),
        Moment::Decade(decade) => format!("{decade:03}X"),
        Moment::Year(year) => year_written(year),
        Moment::Season(year, part) | Moment::Month(year, part) => format!("{}-{part:02}", year_written(year)),
        Moment::Day(day) => format!("{}-{:02}-{:02}", year_written(day.year), day.month, day.day),
    }
}

fn year_written(year: i32) -> String {
    match year {
        0..=9999 => format!("{year:04}"),
        -9999..0 => format!("-{:04}", -year),
        _ => format!("Y{year}"),
    }
}

fn moment(edtf: &str) -> Option<Moment> {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<i32>().ok()).flatten();
    if let Some(century) = edtf.strip_suffix("XX") {
        return (century.len() == 2).then(|| digits(century)).flatten().map(Moment::Century);
    }
    if let Some(decade) = edtf.strip_suffix('X') {
        return (decade.len() == 3).then(|| digits(decade)).flatten().map(Moment::Decade);
    }
    let (sign, rest) = edtf.strip_prefix('-').map_or((1, edtf), |rest| (-1, rest));
    let mut parts = rest.split('-');
    let year = parts.next().filter(|year| year.len() == 4).and_then(digits)? * sign;
    let Some(second) = parts.next() else { return Some(Moment::Year(year)) };
    let second = u8::try_from(digits(second).filter(|_| second.len() == 2)?).ok()?;
    let moment = match (second, parts.next()) {
        (21..=24, None) => Moment::Season(year, second),
        (1..=12, None) => Moment::Month(year, second),
        (_, Some(day)) => Moment::Day(Day::new(year, second, u8::try_from(digits(day).filter(|_| day.len() == 2)?).ok()?)?),
        _ => return None,
    };
    parts.next().is_none().then_some(moment)
}

fn first_day(moment: Moment) -> Day {
    let (year, month, day) = match moment {
        Moment::Century(century) => (century * 100, 1, 1),
        Moment::Decade(decade) => (decade * 10, 1, 1),
        Moment::Year(year) | Moment::Season(year, 24) => (year, 1, 1),
        Moment::Season(year, season) => (year, (season - 20) * 3, 1),
        Moment::Month(year, month) => (year, month, 1),
        Moment::Day(day) => return day,
    };
    Day { year, month, day }
}

fn last_day(moment: Moment) -> Day {
    let (year, month) = match moment {
        Moment::Century(century) => (century * 100 + 99, 12),
        Moment::Decade(decade) => (decade * 10 + 9, 12),
        Moment::Year(year) => (year, 12),
        Moment::Season(year, 24) => (year, 2),
        Moment::Season(year, season) => (year, (season - 20) * 3 + 2),
        Moment::Month(year, month) => (year, month),
        Moment::Day(day) => return day,
    };
    Day { year, month, day: days_in_month(year, month) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edtf_is_read_and_written_alike() {
        for edtf in [
            "1921",
            "192X",
            "18XX",
            "1921-22",
            "1921-08",
            "1921-08-18",
            "1921-08~",
            "1921-03-20/1921-03-31",
            "1921-05/..",
            "../1921-05",
            "-0044-03-15",
        ] {
            let date = HistoricalDate::parse(edtf).unwrap_or_else(|| panic!("{edtf} is EDTF"));
            assert_eq!(date.edtf(), edtf);
            assert!(edtf_core::Edtf::parse(edtf).is_ok(), "{edtf} is refused by edtf-core");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for edtf in ["", "21", "1921-13", "1921-02-30", "1921-8", "1921-08-18-1", "лето"] {
            assert_eq!(HistoricalDate::parse(edtf), None, "{edtf}");
        }
    }

    #[test]
    fn bounds_are_the_first_and_the_last_day() {
        let bounds = |edtf: &str| HistoricalDate::parse(edtf).map(|date| (date.first_day(), date.last_day()));
        assert_eq!(bounds("1921-22"), Some((Day::new(1921, 6, 1), Day::new(1921, 8, 31))));
        assert_eq!(bounds("1920-02"), Some((Day::new(1920, 2, 1), Day::new(1920, 2, 29))));
        assert_eq!(bounds("1921-05/.."), Some((Day::new(1921, 5, 1), None)));
    }
}
