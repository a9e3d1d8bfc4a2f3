//! Dates as historians write them: "in the night from 16 to 17 September", "13 (25) June 1807".
//!
//! The text becomes `tokens`, the `grammar` reads one end of a date, `written` whole
//! expressions, and `context` says what they leave out: the year, the date told before.
//! Words are the pack's; the code knows only their roles.

mod context;
mod grammar;
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
    let mut masked = masked.to_vec();
    masked.sort_unstable();
    let mut cited = Vec::new();
    for mask in masked.iter().filter(|mask| mask.len() < 4000) {
        for (span, date) in in_citation(mask.of(text), pack) {
            if let (Some(Moment::Day(day)), true) = (date.start(), date.is_single()) {
                cited.push((mask.start() + span.start(), day.month, day.day, day.year));
            }
        }
    }
    cited.sort_unstable();
    mentions(text, &masked, &cited, pack)
}

fn mentions(text: &str, masked: &[Span], cited: &[(usize, u8, u8, i32)], pack: &Pack) -> Vec<DateMention> {
    let line = Line { tokens: tokens::tokens(text, masked, &pack.dates), dates: &pack.dates };
    let (written, old_style) = written::expressions(&line);
    context::resolved(&written, &Surroundings { text, cited, old_style })
}
