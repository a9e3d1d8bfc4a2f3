//! Moments as protocols write them.

use std::time::SystemTime;

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// "2026-11-25T15:40:00Z".
pub(super) fn utc(moment: SystemTime) -> String {
    let http = httpdate::fmt_http_date(moment);
    let parts: Vec<&str> = http.split(' ').collect();
    let [_, day, month, year, time, _] = parts[..] else { return http };
    let month = MONTHS.iter().position(|own| *own == month).unwrap_or_default() + 1;
    format!("{year}-{month:02}-{day}T{time}Z")
}

/// "Wed, 25 Nov 2026 00:00:00 GMT" of a day, "2026-11-25"; `None` where it is none.
pub(super) fn http_of_day(day: &str) -> Option<String> {
    moment_of_day(day).map(httpdate::fmt_http_date)
}

/// The first moment of a day.
pub(super) fn moment_of_day(day: &str) -> Option<SystemTime> {
    let mut parts = day.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?.parse::<usize>().ok()?, parts.next()?);
    let month = MONTHS.get(month.checked_sub(1)?)?;
    // The day of the week has to be the right one, so each is tried.
    let mut tried = DAYS.iter().map(|weekday| format!("{weekday}, {day} {month} {year} 00:00:00 GMT"));
    tried.find_map(|words| httpdate::parse_http_date(&words).ok())
}

/// The moment of an HTTP date.
pub(super) fn moment(http: &str) -> Option<SystemTime> {
    httpdate::parse_http_date(http).ok()
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::{http_of_day, moment_of_day, utc};

    #[test]
    fn moments_are_written() {
        let moment = SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_620_000);
        assert_eq!(utc(moment), "2026-11-25T15:20:00Z");
        assert_eq!(http_of_day("2026-11-25").as_deref(), Some("Wed, 25 Nov 2026 00:00:00 GMT"));
        assert_eq!(moment_of_day("2026-13-25"), None);
        assert_eq!(moment_of_day("1921"), None);
    }
}
