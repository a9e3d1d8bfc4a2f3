//! A day of the proleptic Gregorian calendar, as a number that can be counted with.

/// A day of the proleptic Gregorian calendar; years are astronomical (0 is 1 BC).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day {
    /// Year.
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
    /// 1 to the length of the month.
    pub day: u8,
}

impl Day {
    /// The day, or `None` where the calendar has no such one.
    #[must_use]
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let valid = (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day);
        valid.then_some(Self { year, month, day })
    }

    /// Days since 1 March of the year 0; the day before counts one less.
    #[must_use]
    pub fn number(self) -> i64 {
        let (year, month) = (i64::from(self.year), i64::from(self.month));
        // The year is taken to begin in March, so that the leap day is its last.
        let year = if month <= 2 { year - 1 } else { year };
        let month = (month + 9) % 12;
        365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (153 * month + 2) / 5 + i64::from(self.day) - 1
    }

    /// The day with this [`Day::number`].
    #[must_use]
    pub fn from_number(number: i64) -> Self {
        let era = number.div_euclid(146_097);
        let in_era = number.rem_euclid(146_097);
        let year_of_era = (in_era - in_era / 1460 + in_era / 36_524 - in_era / 146_096) / 365;
        let in_year = in_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * in_year + 2) / 153;
        let day = in_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self {
            year: i32::try_from(year).expect("numbers come from days whose year is an i32"),
            month: u8::try_from(month).expect("a month is 1 to 12"),
            day: u8::try_from(day).expect("a day is 1 to 31"),
        }
    }

    /// The Gregorian day of a Julian date, or `None` where that calendar has no such one.
    #[must_use]
    pub fn from_julian(year: i32, month: u8, day: u8) -> Option<Self> {
        let leap = year.rem_euclid(4) == 0;
        let length = if month == 2 && leap {
            29
        } else if month == 2 {
            28
        } else {
            month_length(month)?
        };
        if day == 0 || day > length {
            return None;
        }
        let (shifted_year, shifted_month) =
            if month <= 2 { (i64::from(year) - 1, i64::from(month) + 9) } else { (i64::from(year), i64::from(month) - 3) };
        // Day 0 of the Julian count (1 March of the year 0) is two days before that of the Gregorian one.
        let number = 365 * shifted_year + shifted_year.div_euclid(4) + (153 * shifted_month + 2) / 5 + i64::from(day) - 1 - 2;
        Some(Self::from_number(number))
    }

    /// Day of the week, Monday is 0.
    #[must_use]
    pub fn weekday(self) -> u8 {
        // 1 March of the year 0 was a Wednesday.
        u8::try_from((self.number() + 2).rem_euclid(7)).expect("a remainder by seven fits")
    }
}

/// Length of a month in days; 0 where there is no such month.
#[must_use]
pub(super) fn days_in_month(year: i32, month: u8) -> u8 {
    let leap = year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0);
    if month == 2 { if leap { 29 } else { 28 } } else { month_length(month).unwrap_or(0) }
}

fn month_length(month: u8) -> Option<u8> {
    match month {
        4 | 6 | 9 | 11 => Some(30),
        2 => Some(28),
        1..=12 => Some(31),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_style_is_converted() {
        assert_eq!(Day::from_julian(1807, 6, 13), Day::new(1807, 6, 25));
        assert_eq!(Day::from_julian(1917, 10, 25), Day::new(1917, 11, 7));
        assert_eq!(Day::from_julian(1700, 2, 29), Day::new(1700, 3, 11));
    }

    #[test]
    fn weekdays_are_right() {
        assert_eq!(Day::new(2026, 11, 23).unwrap().weekday(), 0);
        assert_eq!(Day::new(1921, 10, 13).unwrap().weekday(), 3);
    }

    #[test]
    fn numbers_lead_back() {
        for number in -1_000_000..1_000_000 {
            assert_eq!(Day::from_number(number).number(), number);
        }
    }
}
