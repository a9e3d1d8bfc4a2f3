//! Years in the titles of books are no dates of the story.

use super::tokens::{Kind, Line};

/// Where the last quotation began.
#[derive(Default)]
pub(super) struct Quotes {
    open: Option<usize>,
}

impl Quotes {
    /// Notes a quotation mark at `at`.
    pub(super) fn pass(&mut self, line: &Line<'_>, at: usize) {
        match line.kind(at) {
            Kind::Mark('\u{ab}' | '\u{201e}') => self.open = Some(at),
            Kind::Mark('\u{201c}') => self.open = if self.open.is_some() { None } else { Some(at) },
            Kind::Mark('\u{bb}' | '\u{201d}') | Kind::Break => self.open = None,
            Kind::Mark('"') => self.open = if self.open.is_some() { None } else { Some(at) },
            Kind::Number { .. } | Kind::Word { .. } | Kind::Mark(_) => {}
        }
    }

    /// Whether `at` stands in the title of a book: quoted words without an end of a sentence.
    pub(super) fn in_title(&self, line: &Line<'_>, at: usize) -> bool {
        let Some(open) = self.open else { return false };
        if at - open > 20 || !line.capital(open + 1) {
            return false;
        }
        let closes = |kind: Kind<'_>| matches!(kind, Kind::Mark('\u{bb}' | '\u{201d}' | '\u{201c}' | '"'));
        let ends = |kind: Kind<'_>| matches!(kind, Kind::Mark('!' | '?' | ';') | Kind::Break);
        let inside = (open + 1..open + 40).find(|&next| closes(line.kind(next)) || ends(line.kind(next)));
        inside.is_some_and(|end| closes(line.kind(end)))
    }
}
