//! How one end of a date is written: "18.VIII.1921", "the 18th of August", "late in 1921".
//!
//! Each function looks at one place of a [`Line`] and answers what stands there and where it ends.

use crate::lang::dates::{DateWord, Part, Role, Sense};

use super::phrases::phrase;
use super::point::{MonthOf, Point, What, Year};
use super::spans::{century, century_number, days_of_month, decade};
use super::tokens::{Kind, Line};
use super::years::{YEARS, known, two_years, with_year, year, year_of, year_word};

/// What was read, and the token after it.
pub(super) type Found<T> = Option<(T, usize)>;

/// What the packs list as the ordinal "last".
pub(super) const LAST: u8 = 99;

/// A point that stands by itself, without what comes before it to say that it is a date.
pub(super) fn point(line: &Line<'_>, at: usize) -> Found<Point> {
    if line.is(at, Role::About) {
        let next = at + 1 + usize::from(line.mark(at + 1, '.'));
        let next = line.past(next, Role::Article);
        let (point, end) = point_in_part(line, next).or_else(|| plain(line, next, true))?;
        return Some((Point { about: true, ..point }, end));
    }
    point_in_part(line, at).or_else(|| plain(line, at, governed(line, at)))
}

/// "The beginning of", "the second half of", and what follows.
fn point_in_part(line: &Line<'_>, at: usize) -> Found<Point> {
    if let Some((part, next)) = part(line, at) {
        if let (Part::Turn, Some((_, between))) = (part, century_number(line, next)) {
            // "The turn of the XIX and XX centuries": where the second begins.
            let joined = line.dash(between) || line.is(between, Role::And);
            let second = century(line, between + 1).filter(|_| joined);
            if let Some((point, end)) = second {
                return Some((Point { part: Some(part), ..point }, end));
            }
        }
        let (point, end) = plain(line, next, true)?;
        let fits = point.grain() > 0 && (part == Part::Turn) <= (point.grain() == 5);
        return fits.then_some((Point { part: Some(part), ..point }, end));
    }
    if let Some((share, next)) = share(line, at) {
        let (point, end) = plain(line, next, true)?;
        let fits = matches!((point.what, share.1), (What::Month(_), 2..=4) | (What::Year | What::Decade(_) | What::Century(_), 2..=4));
        return fits.then_some((Point { share: Some(share), ..point }, end));
    }
    None
}

/// "In the beginning of", "late in", "mid-".
fn part(line: &Line<'_>, at: usize) -> Found<Part> {
    let part = line.pick(at, |word| if let DateWord::Part(part) = word { Some(*part) } else { None })?;
    let mut next = at + 1;
    if line.mark(next, '.') && line.glued(next) || line.dash(next) && line.glued(next) {
        next += 1;
    }
    next = line.past(next, Role::Of);
    Some((part, line.past(next, Role::Article)))
}

/// "The second half of", "in the first week of".
fn share(line: &Line<'_>, at: usize) -> Found<(u8, u8)> {
    let (nth, next) = ordinal(line, at)?;
    let next = next + usize::from(line.dash(next));
    let of = line.pick(next, |word| if let DateWord::Share(of) = word { Some(*of) } else { None })?;
    let next = line.past(line.past(next + 1, Role::Of), Role::Article);
    let nth = if nth == LAST { of } else { nth };
    (nth >= 1 && nth <= of).then_some(((nth, of), next))
}

/// Whether what stands before `at` says that a date follows.
pub(super) fn governed(line: &Line<'_>, at: usize) -> bool {
    let Some(mut before) = at.checked_sub(1) else { return false };
    if line.is(before, Role::This) {
        return true;
    }
    if line.is(before, Role::Article) && before > 0 {
        before -= 1;
    }
    let governs = |role: &DateWord| match role {
        DateWord::Role(role) => {
            matches!(
                role,
                Role::In | Role::Of | Role::From | Role::Out | Role::To | Role::Between | Role::Until | Role::After | Role::About
            )
        }
        _ => false,
    };
    line.roles(before).iter().any(governs)
}

/// A point without "about", "late" and the like before it.
pub(super) fn plain(line: &Line<'_>, at: usize, governed: bool) -> Found<Point> {
    match line.kind(at) {
        Kind::Number { .. } => numeric(line, at)
            .or_else(|| decade(line, at))
            .or_else(|| century(line, at))
            .or_else(|| day_first(line, at))
            .or_else(|| days_of_month(line, at))
            .or_else(|| year(line, at, governed)),
        Kind::Word { roles, roman, .. } if !roles.is_empty() || roman > 0 => century(line, at)
            .or_else(|| decade(line, at))
            .or_else(|| day_first(line, at))
            .or_else(|| days_of_month(line, at))
            .or_else(|| month_first(line, at))
            .or_else(|| month(line, at, governed))
            .or_else(|| season(line, at, governed)),
        Kind::Mark('\'' | '\u{2019}') => decade(line, at + 1),
        Kind::Word { .. } | Kind::Mark(_) | Kind::Break => None,
    }
}

/// "18.08.1921", "18/VIII-1921", "1921-08-18": all in one, without spaces.
fn numeric(line: &Line<'_>, at: usize) -> Found<Point> {
    let separator = |at: usize| {
        let mark = line.glued(at) && (line.dash(at) || line.mark(at, '.') || line.mark(at, '/'));
        (mark && line.glued(at + 1)).then_some(at + 1)
    };
    if line.glued(at) && at > 0 && !matches!(line.kind(at - 1), Kind::Mark('(' | '[' | ',' | ';' | ':' | '"' | '\u{ab}' | '\u{201e}')) {
        return None;
    }
    let second = separator(at + 1)?;
    let third = separator(second + 1)?;
    let part = |at: usize| line.number(at, 1..=2).and_then(|number| u8::try_from(number).ok());
    let month_at = |at: usize| part(at).or_else(|| line.roman(at).and_then(|roman| u8::try_from(roman).ok()));
    let no_more = separator(third + 1).is_none_or(|next| !matches!(line.kind(next), Kind::Number { .. }));
    let (day, month, year) = match line.number(at, 4..=4) {
        Some(year) => (part(third)?, part(second)?, known(year)),
        None => {
            let year = match line.number(third, 4..=4) {
                Some(year) => known(year),
                None => Year::Short(part(third).filter(|_| line.number(third, 2..=2).is_some())?),
            };
            (part(at)?, month_at(second)?, year)
        }
    };
    let (day, month) = if month > 12 && day <= 12 { (month, day) } else { (day, month) };
    let plausible = (1..=31).contains(&day) && (1..=12).contains(&month) && no_more;
    // Two digits for the year are enough only where the month is Roman or the parts are joined by full stops or slashes.
    let sure = matches!(year, Year::Known(_)) || line.roman(second).is_some() || !line.dash(at + 1) && !line.dash(third - 1);
    (plausible && sure).then(|| {
        let end = year_word(line, third + 1).map_or(third + 1, |(_, end)| end);
        (Point::of(What::Day(MonthOf::Known(month), day)).in_year(year), end)
    })
}

/// "18 August 1921", "the 18th of August", "18 VIII 1921", "the fifth day of March".
fn day_first(line: &Line<'_>, at: usize) -> Found<Point> {
    let (day, mut next) = day(line, at)?;
    next = line.past(next, Role::Day);
    if let Some((month, end)) = told_month(line, next) {
        return Some(with_year(line, end, Point::of(What::Day(month, day))));
    }
    if is_day_alone(line, at, next) {
        return Some((Point::of(What::Day(MonthOf::Told(0), day)), next));
    }
    let next = line.past(line.past(next, Role::Of), Role::Article);
    if let Some((month, end)) = month_name(line, next, true) {
        let (point, end) = with_year(line, end, Point::of(What::Day(MonthOf::Known(month), day)));
        return Some((if point.year == Year::Missing { point.in_year(year_before(line, at)) } else { point }, end));
    }
    // "5 mai 1867", "3. April 1867", "1867. 5 mai".
    let behind_stop = next + usize::from(line.mark(next, '.') && line.glued(next));
    if let Some(found) = foreign_month(line, behind_stop).and_then(|(month, end)| foreign_day(line, at, end, month, day)) {
        return Some(found);
    }
    let month = line.roman(next).filter(|month| *month <= 12).and_then(|month| u8::try_from(month).ok())?;
    let (year, end) = year_of(line, next + 1)?;
    Some((Point::of(What::Day(MonthOf::Known(month), day)).in_year(year), end))
}

/// A month of another language.
fn foreign_month(line: &Line<'_>, at: usize) -> Found<u8> {
    line.pick(at, |word| if let DateWord::ForeignMonth(month) = word { Some((*month, at + 1)) } else { None })
}

/// A day whose month another language names; the year must stand before it or after it.
fn foreign_day(line: &Line<'_>, at: usize, end: usize, month: u8, day: u8) -> Found<Point> {
    let (point, end) = with_year(line, end, Point::of(What::Day(MonthOf::Known(month), day)));
    let point = if point.year == Year::Missing { point.in_year(year_before(line, at)) } else { point };
    (point.year != Year::Missing).then_some((point, end))
}

/// "On the 23rd": a day of the month told of, where nothing follows that the number could count.
fn is_day_alone(line: &Line<'_>, at: usize, next: usize) -> bool {
    let digits = line.number(at, 1..=2).is_some();
    let numbered = digits && next == at + 2 && !line.dash(at + 1);
    // "27-го": where there is no article, the ending joined by a hyphen tells.
    let spelled = digits && line.dash(at + 1) && next > at + 2;
    // "On the evening of the 23rd".
    let of_night = at > 2 && line.is(at - 2, Role::Of) && line.is(at - 3, Role::Night);
    // "His letter of the 23rd", "The Times of the 18th called": nothing that could be numbered follows.
    let of = at > 2 && line.is(at - 2, Role::Of);
    let pause = matches!(line.kind(next), Kind::Mark(',' | '.' | ';' | ':' | ')' | '\u{2019}' | '\u{201d}') | Kind::Break);
    let bound = [Role::In, Role::To, Role::Stop].iter().any(|role| line.is(next, *role)) && !line.is(next, Role::Of);
    let titled = line.capital(at.saturating_sub(3)) && line.word(next) && !line.capital(next) && !line.is(next, Role::And);
    let of_thing = of && !of_night && (pause || bound || titled) && !line.is(next, Role::Century) && !line.is(next, Role::Centuries);
    let in_time = line.is(at.saturating_sub(2), Role::In) && !of;
    let governed = at > 1 && line.is(at - 1, Role::Article) && (of_night || of_thing || in_time);
    let ends = match line.kind(next) {
        Kind::Mark(mark) => !matches!(mark, '-' | '–' | '\''),
        Kind::Break => true,
        Kind::Word { .. } => counts_nothing(line, next),
        Kind::Number { .. } => false,
    };
    // "On the 28th Lord Brown came", "…; on the 28th Brown came": a name opens the clause; elsewhere it may be a regiment.
    let head = || line.capital(at - 2) || at > 2 && matches!(line.kind(at - 3), Kind::Mark(';' | ':'));
    let opens = governed && (of_night || head()) && line.capital(next);
    let joined = at > 0 && (matches!(line.kind(at - 1), Kind::Mark(',' | ';' | ':' | '–' | '—')) || line.is(at - 1, Role::And));
    let verb = || line.word(next) && !line.capital(next) && month_name(line, next, true).is_none();
    numbered && governed && (ends || opens || of_thing) || spelled && (ends || joined && verb())
}

/// Whether a number before this word cannot be what orders it: "on the 23rd the council", "on the 23rd two ships".
fn counts_nothing(line: &Line<'_>, at: usize) -> bool {
    const BOUND: [Role; 9] = [Role::And, Role::Stop, Role::Article, Role::In, Role::From, Role::To, Role::Until, Role::After, Role::This];
    let cardinal = line.pick(at, |word| matches!(word, DateWord::Cardinal(_)).then_some(())).is_some();
    (cardinal || BOUND.iter().any(|role| line.is(at, *role))) && !line.is(at, Role::Of)
}

/// The year before a day, as newspapers are cited: "1896. 18 October", "1896. No. 288. 18 October".
fn year_before(line: &Line<'_>, at: usize) -> Year {
    let pause = |at: usize| line.mark(at, '.') || line.mark(at, ',');
    let year = |end: usize| line.number(end, 4..=4).filter(|year| YEARS.contains(year) && !labelled(line, end)).map(known);
    let Some(mut end) = at.checked_sub(2).filter(|_| pause(at - 1)) else { return Year::Missing };
    if line.number(end, 1..=4).is_some() && end >= 2 && line.is(end - 1 - usize::from(line.mark(end - 1, '.')), Role::Label) {
        end -= 1 + usize::from(line.mark(end - 1, '.'));
        let Some(before) = end.checked_sub(2).filter(|_| pause(end - 1)) else { return Year::Missing };
        end = before;
    }
    year(end).unwrap_or(Year::Missing)
}

/// A day's number, up to its ordinal ending.
pub(super) fn day(line: &Line<'_>, at: usize) -> Found<u8> {
    let (day, next) = match line.number(at, 1..=2) {
        Some(number) => {
            // "3,18" and "10.5" are quantities.
            if line.glued(at)
                && at > 1
                && matches!(line.kind(at - 1), Kind::Mark('.' | ',' | ':'))
                && matches!(line.kind(at - 2), Kind::Number { .. })
            {
                return None;
            }
            (u8::try_from(number).ok()?, ordinal_ending(line, at + 1))
        }
        None => ordinal(line, at)?,
    };
    // "The last day of May".
    ((1..=31).contains(&day) || day == LAST && line.is(next, Role::Day)).then_some((day, next))
}

pub(super) fn ordinal_ending(line: &Line<'_>, at: usize) -> usize {
    let dash = usize::from(line.dash(at) && line.glued(at));
    if line.glued(at + dash) && line.is(at + dash, Role::OrdinalEnding) { at + dash + 1 } else { at }
}

/// "Fifth", "twenty-fifth", "5th", "V" in words or digits.
pub(super) fn ordinal(line: &Line<'_>, at: usize) -> Found<u8> {
    if let Some(number) = line.number(at, 1..=2) {
        let end = ordinal_ending(line, at + 1);
        return (end > at + 1).then_some((u8::try_from(number).ok()?, end));
    }
    let ordinal = |at: usize| line.pick(at, |word| if let DateWord::Ordinal(number) = word { Some(*number) } else { None });
    let tens = line.pick(at, |word| if let DateWord::Cardinal(number @ (20 | 30)) = word { Some(*number) } else { None });
    if let Some(tens) = tens {
        let next = at + 1 + usize::from(line.dash(at + 1));
        if let Some(ones) = ordinal(next).filter(|ones| *ones < 10) {
            return Some((tens + ones, next + 1));
        }
    }
    ordinal(at).map(|number| (number, at + 1))
}

/// A month's name, with the full stop of a short one and the word "month".
pub(super) fn month_name(line: &Line<'_>, at: usize, sure: bool) -> Found<u8> {
    let (month, short) = line.pick(at, |word| match word {
        DateWord::Month(month) => Some((*month, false)),
        DateWord::ShortMonth(month) => Some((*month, true)),
        _ => None,
    })?;
    // "С Августом II" is a king.
    let king = !line.dates.capital_months && line.capital(at) && line.roman(at + 1).is_some();
    if king || line.dates.capital_months != line.capital(at) && (line.dates.capital_months || !sure) {
        return None;
    }
    let dot = line.mark(at + 1, '.') && line.glued(at + 1);
    // A short month without its full stop needs a day before it.
    if short && !dot && !sure {
        return None;
    }
    Some((month, at + 1 + usize::from(short && dot)))
}

/// "Of that month", "instant".
pub(super) fn told_month(line: &Line<'_>, at: usize) -> Found<MonthOf> {
    let (sense, end) = phrase(line, at, |sense| matches!(sense, Sense::OfMonth(_)))?;
    if let Sense::OfMonth(shift) = sense.0 { Some((MonthOf::Told(shift), end)) } else { None }
}

/// "August 18th, 1921", and in old documents "August the 18th day of the year 1721".
fn month_first(line: &Line<'_>, at: usize) -> Found<Point> {
    if let Some((month, next)) = foreign_month(line, at) {
        let (day, end) = day(line, next)?;
        return foreign_day(line, at, end, month, day);
    }
    let (month, next) = month_name(line, at, true)?;
    let next = line.past(next, Role::Article);
    let (day, end) = day(line, next)?;
    let ordinal = line.number(next, 1..=2).is_none_or(|_| end > next + 1);
    let day_word = line.is(end, Role::Day);
    if !line.dates.month_first && !ordinal && !day_word {
        return None;
    }
    // "March 18 men": what follows is counted.
    if !ordinal
        && !day_word
        && (line.is(end, Role::Counted) || line.mark(end, '.') && line.glued(end + 1) && line.number(end + 1, 1..=4).is_some())
    {
        return None;
    }
    Some(with_year(line, line.past(end, Role::Day), Point::of(What::Day(MonthOf::Known(month), day))))
}

/// "March 1921", "in March", "the month of May".
fn month(line: &Line<'_>, at: usize, governed: bool) -> Found<Point> {
    if line.is(at, Role::Month) && line.is(at + 1, Role::Of) {
        let (month, end) = month_name(line, at + 2, true)?;
        return Some(with_year(line, end, Point::of(What::Month(month))));
    }
    let adjective = line.pick(at, |word| match word {
        DateWord::MonthAdjective(month) => Some(What::Month(*month)),
        DateWord::SeasonAdjective(season) => Some(What::Season(*season)),
        _ => None,
    });
    if let Some(what) = adjective.filter(|_| line.is(at + 1, Role::Days)) {
        let next = line.past(line.past(at + 2, Role::Of), Role::Article);
        return Some(with_year(line, next, Point::of(what))).map(|(point, end)| (point, if end == next { at + 2 } else { end }));
    }
    let (month, end) = month_name(line, at, true)?;
    let end = line.past(end, Role::Month);
    let (point, end) = with_year(line, end, Point::of(What::Month(month)));
    let next = at > 0 && line.is(at - 1, Role::Next);
    if next && point.year == Year::Missing {
        return Some((point.in_year(Year::Next), end));
    }
    let dated = point.year != Year::Missing;
    let plainly = month_name(line, at, false).is_some() && (!line.dates.capital_months || governed || !ambiguous(month));
    (dated || governed || plainly).then_some((point, end))
}

/// Months whose names are also common words.
fn ambiguous(month: u8) -> bool {
    matches!(month, 3 | 5 | 8)
}

/// "In spring 1921", "the winter of 1920-21".
fn season(line: &Line<'_>, at: usize, governed: bool) -> Found<Point> {
    let (season, adverb) = line.pick(at, |word| match word {
        DateWord::Season(season) => Some((*season, false)),
        DateWord::SeasonAdverb(season) => Some((*season, true)),
        _ => None,
    })?;
    let next = line.past(line.past(at + 1, Role::Of), Role::Article);
    if season == 24
        && let Some((last, end)) = two_years(line, next)
    {
        return Some((Point::of(What::Winter).in_year(Year::Known(last)), end));
    }
    let (point, end) = with_year(line, at + 1, Point::of(What::Season(season)));
    if at > 0 && line.is(at - 1, Role::Next) && point.year == Year::Missing {
        return Some((point.in_year(Year::Next), end));
    }
    let this = at > 0 && line.is(at - 1, Role::This);
    let of_something = line.is(at + 1, Role::Of) || line.dates.year_needs_word && line.word(at + 1);
    (point.year != Year::Missing || adverb || this || governed && !of_something).then_some((point, end))
}

/// The bytes of the sign for "number"; a short word of two alphabets has another length.
const NUMERO: usize = '\u{2116}'.len_utf8();

/// Whether the number at `at` is that of a page, a house, a document.
pub(super) fn labelled(line: &Line<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let dotted = line.mark(before, '.');
    let Some(label) = before.checked_sub(usize::from(dotted)) else { return false };
    let letters = line.tokens[label].span.len();
    line.is(label, Role::Label)
        && (dotted
            || letters == NUMERO
            || letters > 4
            || line.kind(label) != line.kind(before)
            || !line.is(label, Role::From) && letters <= 3 && line.dates.capital_months)
}
