//! How far a long work has come: a bar on a terminal, plain lines elsewhere.

use std::io::IsTerminal as _;

use indicatif::{ProgressBar, ProgressStyle};

use crate::publication::Progress;

/// Steps of one work.
pub(super) struct Steps {
    bar: Option<ProgressBar>,
    what: &'static str,
}

impl Steps {
    /// For a work called so: "reading".
    pub(super) fn new(what: &'static str) -> Self {
        let bar = std::io::stderr().is_terminal().then(|| {
            let style =
                ProgressStyle::with_template("{prefix} [{bar:30}] {pos}/{len} {msg}").unwrap_or_else(|_| ProgressStyle::default_bar());
            ProgressBar::no_length().with_style(style).with_prefix(what)
        });
        Self { bar, what }
    }

    /// Ends the bar.
    pub(super) fn done(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

impl Progress for Steps {
    fn step(&self, done: usize, all: usize, what: &str) {
        match &self.bar {
            Some(bar) => {
                bar.set_length(all as u64);
                bar.set_position(done as u64);
                bar.set_message(what.to_owned());
            }
            None => eprintln!("{} {done}/{all}: {what}", self.what),
        }
    }
}
