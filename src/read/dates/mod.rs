//! Dates as historians write them: "in the night from 16 to 17 September", "13 (25) June 1807".
//!
//! The text becomes `tokens`, the `grammar` reads one end of a date, `written` whole
//! expressions, and `context` says what they leave out: the year, the date told before.
//! Words are the pack's; the code knows only their roles.

mod context;
mod grammar;
mod joined;
mod phrases;
mod point;
mod said;
mod spans;
mod styles;
mod titles;
mod tokens;
mod written;
mod years;

#[cfg(test)]
mod tests;

use crate::lang::Pack;
use crate::text::Span;
use crate::time::{HistoricalDate, Moment};

use super::DateMention;
use context::Surroundings;
use tokens::Line;

/// A citation of so many bytes says nothing of the days in the body.
const LONG_CITATION: usize = 4000;

/// The dates of a citation's words, with their places in `words`; what has no year is left out.
#[must_use]
pub fn in_citation(words: &str, pack: &Pack) -> Vec<(Span, HistoricalDate)> {
    mentions(words, &[], &[], pack).into_iter().map(|mention| (mention.span, mention.date)).collect()
}

/// The date expressions of an essay's clean prose, outside the `masked` spans (the citations), in reading order.
///
/// What is missing is taken from the context; where that does not say it, the expression is left out.
#[must_use]
pub fn in_body(text: &str, masked: &[Span], pack: &Pack) -> Vec<DateMention> {
    let cited: Vec<DateMention> = masked.iter().flat_map(|mask| cited(*mask, text, pack)).collect();
    beside_cited(text, masked, &cited, pack)
}

/// The dates within a citation's words.
pub(super) fn cited(citation: Span, text: &str, pack: &Pack) -> impl Iterator<Item = DateMention> + use<> {
    let found = in_citation(citation.of(text), pack);
    found.into_iter().map(move |(span, date)| DateMention { span: span.shifted(citation.start()), date, rule: "citation" })
}

/// The same as [`in_body`], where the dates of the citations are known.
pub(super) fn beside_cited(text: &str, masked: &[Span], cited: &[DateMention], pack: &Pack) -> Vec<DateMention> {
    let mut masked = masked.to_vec();
    masked.sort_unstable();
    let short = |mention: &DateMention| Span::around(&masked, mention.span.start()).is_none_or(|mask| mask.len() < LONG_CITATION);
    let day = |mention: &DateMention| match mention.date.start() {
        Some(Moment::Day(day)) if mention.date.is_single() && short(mention) => Some((mention.span.start(), day.month, day.day, day.year)),
        _ => None,
    };
    let mut cited: Vec<_> = cited.iter().filter_map(day).collect();
    cited.sort_unstable();
    mentions(text, &masked, &cited, pack)
}

fn mentions(text: &str, masked: &[Span], cited: &[(usize, u8, u8, i32)], pack: &Pack) -> Vec<DateMention> {
    let line = Line { tokens: tokens::tokens(text, masked, &pack.dates), dates: &pack.dates };
    let (written, old_style) = written::expressions(&line);
    context::resolved(&written, &Surroundings { text, cited, old_style })
}
