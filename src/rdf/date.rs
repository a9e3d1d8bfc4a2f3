//! Dates: the time-span of a thing, and two dates of one document side by side.

use oxigraph::model::NamedNode;
use oxigraph::model::vocab::xsd;

use crate::text::Span;
use crate::time::{Calendar, Day, HistoricalDate, Moment};

use super::graph::Graph;
use super::vocab::{common, crm, kind};
use super::{ReadEssay, iri};

/// Longest date expression, in words, that a text may show whose other words it may not.
const LONGEST_WORDING: usize = 8;

/// The dates that the essays give one document.
#[derive(Clone, Debug, Default)]
pub(super) struct Dating {
    dates: Vec<HistoricalDate>,
    /// The date that a person gave it.
    corrected: Option<HistoricalDate>,
}

impl Dating {
    /// Takes one more date.
    pub(super) fn add(&mut self, date: HistoricalDate) {
        if !self.dates.iter().any(|known| known.edtf() == date.edtf()) {
            self.dates.push(date);
        }
    }

    /// Counts with this date, which a person has given, before all others.
    pub(super) fn prefer(&mut self, date: HistoricalDate) {
        self.corrected = Some(date);
    }

    /// The date to count with: the one a person gave, the preferred one (EDTF) where an essay gives it, else the most exact.
    pub(super) fn chosen(&self, preferred: Option<&str>) -> Option<HistoricalDate> {
        if self.corrected.is_some() {
            return self.corrected;
        }
        let exact = self.exact();
        let preferred = exact.iter().find(|date| preferred == Some(date.edtf().as_str()));
        preferred.or_else(|| exact.first()).copied()
    }

    /// Whether two of the dates cannot both be right.
    pub(super) fn clashes(&self) -> bool {
        self.exact().len() > 1
    }

    /// Whether it is a date that stands against another one.
    pub(super) fn is_exact(&self, date: &HistoricalDate) -> bool {
        self.exact().iter().any(|exact| exact.edtf() == date.edtf())
    }

    /// The dates that hold no other one: "18 August" and not "August" beside it.
    fn exact(&self) -> Vec<HistoricalDate> {
        let vaguer = |date: &HistoricalDate, other: &HistoricalDate| {
            holds(date, other) && (!holds(other, date) || date.is_approximate() && !other.is_approximate())
        };
        self.dates.iter().filter(|date| !self.dates.iter().any(|other| vaguer(date, other))).copied().collect()
    }
}

/// Whether every day of `inner` is one of `outer`.
fn holds(outer: &HistoricalDate, inner: &HistoricalDate) -> bool {
    let starts = outer.first_day().is_none_or(|outer| inner.first_day().is_some_and(|inner| outer <= inner));
    let ends = outer.last_day().is_none_or(|outer| inner.last_day().is_some_and(|inner| inner <= outer));
    starts && ends
}

/// Says when `dated` happened.
pub(super) fn time_span(graph: &mut Graph, dated: &NamedNode, date: &HistoricalDate, words: Option<(&str, &str)>) {
    let span = time_span_of(graph, dated, date, words);
    graph.link(dated, crm::P4_HAS_TIME_SPAN, &span);
}

/// The time-span of a date on what it dates: the words as written (with their language), EDTF, bounds.
pub(super) fn time_span_of(graph: &mut Graph, dated: &NamedNode, date: &HistoricalDate, words: Option<(&str, &str)>) -> NamedNode {
    let span = iri::time_span(dated.as_ref(), date);
    graph.is_a(&span, crm::E52_TIME_SPAN);
    match words {
        Some((words, language)) => graph.label(&span, words, language),
        None => {
            let language = graph.language().to_owned();
            graph.label(&span, &shown(date, &language), &language);
        }
    }
    graph.value(&span, crm::P82_AT_SOME_TIME_WITHIN, &date.edtf(), common::EDTF);
    if let Some(day) = date.first_day() {
        graph.value(&span, crm::P82A_BEGIN_OF_THE_BEGIN, &format!("{}T00:00:00Z", day_written(day)), xsd::DATE_TIME);
    }
    if let Some(day) = date.last_day() {
        graph.value(&span, crm::P82B_END_OF_THE_END, &format!("{}T23:59:59Z", day_written(day)), xsd::DATE_TIME);
    }
    if date.calendar() == Calendar::Julian {
        graph.of_kind(&span, kind::JULIAN);
    }
    span
}

/// The words that give this date within one of the spans, as they are written.
pub(super) fn wording(essay: &ReadEssay, spans: &[Span], date: &HistoricalDate) -> Option<String> {
    let edtf = date.edtf();
    spans.iter().find_map(|span| {
        let from = essay.reading.dates.partition_point(|mention| mention.span.start() < span.start());
        let within = essay.reading.dates[from..].iter().take_while(|mention| mention.span.start() < span.end());
        let mut words = within.filter(|mention| mention.date.edtf() == edtf).map(|mention| essay.words(mention.span));
        words.find(|words| words.split(' ').count() <= LONGEST_WORDING)
    })
}

/// A date for people, without words: days and months in the order of the language, "16–17.09.1921", "~08.1921"; else its EDTF.
pub(super) fn shown(date: &HistoricalDate, language: &str) -> String {
    let about = if date.is_approximate() { "~" } else { "" };
    let told = match (date.start(), date.end()) {
        _ if language == "en" => None,
        (Some(Moment::Day(one)), Some(Moment::Day(other))) if (one.year, one.month) == (other.year, other.month) && one != other => {
            in_order(Moment::Day(other)).map(|last| format!("{:02}–{last}", one.day))
        }
        (Some(start), Some(end)) if start != end => in_order(start).zip(in_order(end)).map(|(start, end)| format!("{start}–{end}")),
        (Some(start), Some(_)) => in_order(start),
        _ => None,
    };
    told.map_or_else(|| date.edtf(), |told| format!("{about}{told}"))
}

/// A day or a month, the smaller first; `None` for what has no numbers of its own.
fn in_order(moment: Moment) -> Option<String> {
    match moment {
        Moment::Day(Day { year, month, day }) if year > 0 => Some(format!("{day:02}.{month:02}.{year}")),
        Moment::Month(year, month) if year > 0 => Some(format!("{month:02}.{year}")),
        _ => None,
    }
}

/// A day as `xsd:dateTime` writes it.
fn day_written(day: Day) -> String {
    let Day { year, month, day } = day;
    let sign = if year < 0 { "-" } else { "" };
    format!("{sign}{:04}-{month:02}-{day:02}", year.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dating(dates: &[&str]) -> Dating {
        let mut dating = Dating::default();
        dates.iter().for_each(|date| dating.add(HistoricalDate::parse(date).unwrap()));
        dating
    }

    #[test]
    fn a_month_and_a_day_in_it_agree() {
        let dating = dating(&["1921-08", "1921-08-18"]);
        assert!(!dating.clashes());
        assert_eq!(dating.chosen(None).unwrap().edtf(), "1921-08-18");
    }

    #[test]
    fn two_days_clash_and_the_preferred_one_is_counted_with() {
        let dating = dating(&["1921-07-01", "1921-07-21"]);
        assert!(dating.clashes());
        assert_eq!(dating.chosen(Some("1921-07-21")).unwrap().edtf(), "1921-07-21");
        assert_eq!(dating.chosen(None).unwrap().edtf(), "1921-07-01");
    }

    #[test]
    fn about_a_day_and_the_day_itself_agree() {
        assert!(!dating(&["1921-08-18~", "1921-08-18"]).clashes());
    }

    #[test]
    fn bounds_are_whole_days_of_utc() {
        let mut graph = Graph::new("ru");
        let document = NamedNode::new_unchecked("https://example.org/doc/a");
        time_span(&mut graph, &document, &HistoricalDate::parse("1921-08~").unwrap(), Some(("в августе", "ru")));
        let lines: String = graph.finish().iter().map(|quad| format!("{quad}\n")).collect();
        for wanted in ["\"1921-08-01T00:00:00Z\"", "\"1921-08-31T23:59:59Z\"", "\"1921-08~\"", "\"в августе\"@ru", "#ts-1921-08~>"]
        {
            assert!(lines.contains(wanted), "{wanted} in {lines}");
        }
    }

    #[test]
    fn years_have_four_digits_on_both_sides_of_christ() {
        assert_eq!(day_written(Day { year: -43, month: 3, day: 15 }), "-0043-03-15");
        assert_eq!(day_written(Day { year: 862, month: 1, day: 1 }), "0862-01-01");
    }

    #[test]
    fn dates_are_shown_in_the_habit_of_the_language() {
        let date = HistoricalDate::parse("1921-08-18").unwrap();
        assert_eq!(shown(&date, "ru"), "18.08.1921");
        assert_eq!(shown(&date, "en"), "1921-08-18");
        let ru = |edtf: &str| shown(&HistoricalDate::parse(edtf).unwrap(), "ru");
        assert_eq!(ru("1921-09-16/1921-09-17"), "16–17.09.1921");
        assert_eq!(ru("1921-08-30/1921-09-02"), "30.08.1921–02.09.1921");
        assert_eq!(ru("1921-08~"), "~08.1921");
        assert_eq!(ru("1921-22"), "1921-22");
        assert_eq!(ru("1921-05/.."), "1921-05/..");
    }
}
