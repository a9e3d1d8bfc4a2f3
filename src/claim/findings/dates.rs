//! Dates that contradict their citation or their day of the week.

use crate::lang::dates::{DateWord, Dates, Role};
use crate::lang::fold;
use crate::text::Span;
use crate::time::{Calendar, Day, HistoricalDate, Moment};

use super::super::happenings::Clash;
use super::{Finding, Level, Read};

/// The last year in which a state of Europe dated by the old style.
const LAST_OLD_STYLE: i32 = 1923;

pub(super) fn look(read: &Read<'_>, clashes: &[Clash], out: &mut Vec<Finding>) {
    for clash in clashes.iter().filter(|clash| !one_day_in_two_styles(clash)) {
        let message =
            format!("\"{}\" is dated {} in the sentence and {} in its citation", clash.title, clash.told.edtf(), clash.cited.edtf());
        out.push(Finding { code: "date-clash", level: Level::Warning, message, spans: vec![clash.sentence, clash.citation] });
    }
    for mention in &read.reading.dates {
        let (Some(Moment::Day(day)), true) = (mention.date.start(), mention.date.is_single()) else { continue };
        let Some((said, span)) = weekday_at(mention.span, read.text, &read.pack.dates) else { continue };
        if !falls_on(day, mention.date.calendar(), said) {
            let message = format!("\"{}\": {} was no such day of the week", read.words(span), mention.date.edtf());
            out.push(Finding { code: "weekday-misfit", level: Level::Warning, message, spans: vec![span] });
        }
    }
}

/// Whether the sentence has the new style and the citation the old one, or the reverse.
fn one_day_in_two_styles(clash: &Clash) -> bool {
    let day = |date: HistoricalDate| match date.start() {
        Some(Moment::Day(day)) if date.is_single() => Some(day),
        _ => None,
    };
    let (Some(told), Some(cited)) = (day(clash.told), day(clash.cited)) else { return false };
    let new_style = |day: Day| Day::from_julian(day.year, day.month, day.day);
    told.year.min(cited.year) <= LAST_OLD_STYLE && (new_style(cited) == Some(told) || new_style(told) == Some(cited))
}

/// Whether a day is the weekday that is said of it. An old date may be of either calendar, whichever the text names.
fn falls_on(day: Day, calendar: Calendar, said: u8) -> bool {
    let old_style = || Day::from_julian(day.year, day.month, day.day).is_some_and(|day| day.weekday() == said);
    day.weekday() == said || (day.year <= LAST_OLD_STYLE || calendar == Calendar::Julian) && old_style()
}

/// The day of the week that opens a date, or follows it: "Friday, 5 March", "5 March (Friday)", "5 March, a Friday".
fn weekday_at(date: Span, text: &str, dates: &Dates) -> Option<(u8, Span)> {
    let first = date.of(text).split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty())?;
    if let Some(day) = weekday(first, dates) {
        return Some((day, date));
    }
    let after = &text[date.end()..];
    let rest = after.trim_start_matches([' ', ',', '(']);
    if rest.len() == after.len() || after.starts_with(' ') && !after.starts_with(" (") {
        return None;
    }
    let mut at = date.end() + after.len() - rest.len();
    for _ in 0..2 {
        let word = text[at..].split(|c: char| !c.is_alphabetic()).next().filter(|word| !word.is_empty())?;
        let end = at + word.len();
        if let Some(day) = weekday(word, dates) {
            let closed = text[end..].starts_with([',', '.', ')', ';', ':']);
            return closed.then(|| (day, Span::new(date.start(), end)));
        }
        if !roles(word, dates).iter().any(|role| matches!(role, DateWord::Role(Role::In | Role::Article))) {
            return None;
        }
        at = end + text[end..].len() - text[end..].trim_start().len();
    }
    None
}

fn weekday(word: &str, dates: &Dates) -> Option<u8> {
    roles(word, dates).iter().find_map(|role| if let DateWord::Weekday(day) = role { Some(*day) } else { None })
}

fn roles<'d>(word: &str, dates: &'d Dates) -> &'d [DateWord] {
    dates.roles(&fold(word).to_lowercase())
}
