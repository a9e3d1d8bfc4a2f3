//! The command line as a person uses it: in a folder of their own, with good and bad input.

mod bad_input;
mod diff;
mod publication;
mod readme;
mod review;
mod suggestions;
mod verbs;
