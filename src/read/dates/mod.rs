//! Dates as historians write them: "18.08.1921", "18/VIII-1921", "18 August 1921".

use std::sync::LazyLock;

use regex::Regex;

use crate::lang::{DateWord, Pack};
use crate::text::Span;
use crate::time::{Day, HistoricalDate, Moment};

use super::DateMention;

/// The dates of a citation's words, with their places in `words`; what has no year is left out.
#[must_use]
pub fn in_citation(words: &str, pack: &Pack) -> Vec<(Span, HistoricalDate)> {
    found(words, pack)
}

/// The date expressions of an essay's clean prose, outside the `masked` spans, in reading order.
#[must_use]
pub fn in_body(text: &str, masked: &[Span], pack: &Pack) -> Vec<DateMention> {
    let free = |span: Span| !masked.iter().any(|mask| mask.overlaps(span));
    found(text, pack).into_iter().filter(|(span, _)| free(*span)).map(|(span, date)| DateMention { span, date, rule: "day" }).collect()
}

static SHAPES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(\d{1,2})[./-](\d{1,2}|[IVX]{1,4})[./-](\d{4})|(?:(\d{1,2})\s+)?(\p{L}{3,})\.?,?\s*(\d{4})")
        .expect("the pattern is checked by the tests")
});

fn found(text: &str, pack: &Pack) -> Vec<(Span, HistoricalDate)> {
    let mut out = Vec::new();
    for captures in SHAPES.captures_iter(text) {
        let number = |group: usize| captures.get(group).and_then(|group| group.as_str().parse::<u16>().ok());
        let small = |group: usize| number(group).and_then(|number| u8::try_from(number).ok());
        let month = match captures.get(2) {
            Some(month) => small(2).or_else(|| roman(month.as_str())),
            None => captures.get(5).and_then(|word| month(word.as_str(), pack)),
        };
        let (Some(month), Some(year)) = (month, number(3).or_else(|| number(6))) else { continue };
        let year = i32::from(year);
        let moment = match small(1).or_else(|| small(4)) {
            Some(day) => Day::new(year, month, day).map(Moment::Day),
            None => (1..=12).contains(&month).then_some(Moment::Month(year, month)),
        };
        if let (Some(moment), Some(all)) = (moment, captures.get(0)) {
            out.push((Span::new(all.start(), all.end()), HistoricalDate::at(moment)));
        }
    }
    out
}

fn month(word: &str, pack: &Pack) -> Option<u8> {
    pack.dates.roles(&word.to_lowercase()).iter().map(|DateWord::Month(month)| *month).next()
}

fn roman(digits: &str) -> Option<u8> {
    let all = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    all.iter().position(|&roman| roman == digits).and_then(|at| u8::try_from(at + 1).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_in_numbers_and_words() {
        for (words, edtf) in [
            ("Телеграмма. 18.08.1921", "1921-08-18"),
            ("Письмо, 18/VIII-1921", "1921-08-18"),
            ("от 18 августа 1921 г.", "1921-08-18"),
            ("Сентябрь,1921", "1921-09"),
        ] {
            let dates: Vec<_> = in_citation(words, crate::lang::pack("ru").unwrap()).iter().map(|(_, date)| date.edtf()).collect();
            assert_eq!(dates, [edtf], "in: {words}");
        }
    }
}
