//! The exchange formats of a real publication: what they hold, what they never hold, what reads them back.

mod deposit;
mod formats;
mod kars;
mod rights;
mod tei;
