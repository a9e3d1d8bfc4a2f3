//! The lines of a raw text.

use super::Span;
use super::letters::{is_alphanumeric, is_lowercase};

/// One line that holds something, with what stands around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Its words in the raw text, without the white space on both sides.
    pub(super) span: Span,
    /// White space before its words, in characters.
    pub(super) indent: usize,
    /// Empty lines before it.
    pub(super) blanks: usize,
    /// Its length in characters.
    pub(super) width: usize,
    /// Whether a page begins with it.
    pub(super) page: bool,
}

impl Line {
    /// Its words.
    pub(super) fn words<'a>(&self, raw: &'a str) -> &'a str {
        self.span.of(raw)
    }
}

/// The lines that hold something. A form feed ends a line, as a page does.
pub(super) fn lines(raw: &str) -> Vec<Line> {
    let mut out = Vec::new();
    let mut blanks = 0;
    let mut page = false;
    let mut start = 0;
    for piece in raw.split_inclusive(['\n', '\u{c}']) {
        let words = piece.trim();
        if words.is_empty() {
            blanks += usize::from(piece.ends_with('\n'));
        } else {
            let lead = piece.len() - piece.trim_start().len();
            let from = start + lead;
            let span = Span::new(from, from + words.len());
            out.push(Line { span, indent: piece[..lead].chars().count(), blanks, width: words.chars().count(), page });
            blanks = 0;
            page = false;
        }
        page |= piece.ends_with('\u{c}');
        start += piece.len();
    }
    out
}

/// Whether a line may be the last of a sentence: it ends with a full stop, or with the bracket
/// or the quotation mark after one.
pub(super) fn ends_sentence(words: &str) -> bool {
    let bare = words.trim_end_matches([')', ']', '"', '»', '“', '”', '’', '*', '_']);
    bare.ends_with(['.', '!', '?', '…', ':', ';']) || bare.len() < words.len() && !bare.ends_with([',', '-', '–', '—'])
}

/// Whether the words begin in small letters, so that something stands before them.
pub(super) fn begins_small(words: &str) -> bool {
    words.chars().find(|c| is_alphanumeric(*c)).is_some_and(is_lowercase)
}
