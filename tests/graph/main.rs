//! The graph of a small essay whose claims were made by hand: patterns, rights, stability, dumps.

mod dumps;
mod patterns;
mod rights;
mod sample;
mod stability;
mod traps;
