//! Dates as other formats write them.

use crate::time::{Day, HistoricalDate, Moment};

use super::catalogue::Date;

/// A date for attributes of TEI.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct TeiDate {
    /// One year, month or day.
    pub(super) when: Option<String>,
    /// Of a time that lasted: not used, as an essay's range says when it was at some time.
    pub(super) not_before: Option<String>,
    /// The last day it may have been.
    pub(super) not_after: Option<String>,
    /// Whether the essay says "about".
    pub(super) about: bool,
}

/// A date as TEI has it: `when` where it is one year, month or day, else bounds; `None` of no date.
pub(super) fn tei(edtf: &str) -> Option<TeiDate> {
    let date = HistoricalDate::parse(edtf)?;
    let about = date.is_approximate();
    let one = date.start().filter(|_| date.is_single()).and_then(w3c);
    if one.is_some() {
        return Some(TeiDate { when: one, about, ..TeiDate::default() });
    }
    let bounds = TeiDate { when: None, not_before: date.first_day().map(day), not_after: date.last_day().map(day), about };
    (bounds.not_before.is_some() || bounds.not_after.is_some()).then_some(bounds)
}

/// Year, month and day as numbers, of the beginning and of an end that differs.
pub(super) fn parts(date: &Date) -> Option<Vec<Vec<i32>>> {
    let parsed = HistoricalDate::parse(&date.edtf)?;
    let of_moment = |moment: Moment| match moment {
        Moment::Day(Day { year, month, day }) => Some(vec![year, i32::from(month), i32::from(day)]),
        Moment::Month(year, month) => Some(vec![year, i32::from(month)]),
        Moment::Year(year) => Some(vec![year]),
        _ => None,
    };
    if parsed.is_single() {
        if let Some(one) = parsed.start().and_then(of_moment) {
            return Some(vec![one]);
        }
    } else if let (Some(start), Some(end)) = (parsed.start().and_then(of_moment), parsed.end().and_then(of_moment)) {
        return Some(vec![start, end]);
    }
    let whole = |Day { year, month, day }: Day| vec![year, i32::from(month), i32::from(day)];
    let bounds: Vec<_> = [parsed.first_day(), parsed.last_day()].into_iter().flatten().map(whole).collect();
    (!bounds.is_empty()).then_some(bounds)
}

/// Whether an essay says "about" of a date.
pub(super) fn is_about(date: &Date) -> bool {
    HistoricalDate::parse(&date.edtf).is_some_and(|date| date.is_approximate())
}

/// The year of a date, where it lies in one.
pub(super) fn year(date: &Date) -> Option<i32> {
    let parsed = HistoricalDate::parse(&date.edtf)?;
    let (first, last) = (parsed.first_day()?, parsed.last_day()?);
    (first.year == last.year).then_some(first.year)
}

/// First and last day, "YYYY-MM-DD".
pub(super) fn days(date: &Date) -> (Option<String>, Option<String>) {
    let parsed = HistoricalDate::parse(&date.edtf);
    (parsed.and_then(|date| date.first_day()).map(day), parsed.and_then(|date| date.last_day()).map(day))
}

fn w3c(moment: Moment) -> Option<String> {
    match moment {
        Moment::Day(of) => Some(day(of)),
        Moment::Month(year, month) if year > 0 => Some(format!("{year:04}-{month:02}")),
        Moment::Year(year) if year > 0 => Some(format!("{year:04}")),
        _ => None,
    }
}

fn day(Day { year, month, day }: Day) -> String {
    let sign = if year < 0 { "-" } else { "" };
    format!("{sign}{:04}-{month:02}-{day:02}", year.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(edtf: &str, when: Option<&str>, bounds: (Option<&str>, Option<&str>)) {
        let date = tei(edtf).unwrap();
        assert_eq!((date.when.as_deref(), date.not_before.as_deref(), date.not_after.as_deref()), (when, bounds.0, bounds.1), "{edtf}");
    }

    #[test]
    fn one_moment_is_a_when_and_anything_else_has_bounds() {
        check("1921-07-01", Some("1921-07-01"), (None, None));
        check("1921-07", Some("1921-07"), (None, None));
        check("0862", Some("0862"), (None, None));
        check("1921-22", None, (Some("1921-06-01"), Some("1921-08-31")));
        check("1921-03-20/1921-03-31", None, (Some("1921-03-20"), Some("1921-03-31")));
        check("1921-05/..", None, (Some("1921-05-01"), None));
        check("192X", None, (Some("1920-01-01"), Some("1929-12-31")));
    }

    #[test]
    fn no_date_is_none() {
        assert_eq!(tei("soon"), None);
    }
}
