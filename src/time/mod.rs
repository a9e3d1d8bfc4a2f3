//! Dates as values: what a day, a month or a season is, its EDTF, its bounds.
//!
//! No word of a language: wording is read by [`crate::read`].

mod day;
mod historical;

pub use day::Day;
pub use historical::{Calendar, HistoricalDate, Moment};
