//! How a text is broken into lines, and where its paragraphs end.

use super::line::{Line, begins_small, ends_sentence};

/// How the lines of one text make its paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// A line is a paragraph.
    LineByLine,
    /// An empty line ends a paragraph, whatever stands on both sides (Markdown).
    Blocks,
    /// The same, as the format of the file says.
    Given,
    /// Lines are broken at a width, and an empty line ends a paragraph where the sentence may end.
    Wrapped {
        /// Characters of a full line.
        width: usize,
    },
    /// Lines are broken at a width, and empty lines say nothing, as when a page was taken apart by its lines.
    Spaced {
        /// Characters of a full line.
        width: usize,
    },
}

/// Share of sentences cut by a line end above which lines are taken to be broken at a width.
const CUT_SHARE: f64 = 0.25;
/// How much of the width a line may leave free though the next word would have fitted: letters are not of one width.
const SLACK: f64 = 0.88;

impl Layout {
    /// The layout of a plain text, as its lines show it.
    pub(super) fn of(raw: &str, lines: &[Line]) -> Self {
        let pairs = || lines.windows(2).map(|pair| (&pair[0], &pair[1]));
        let apart = Share::of(raw, pairs().filter(|(_, next)| next.blanks > 0));
        if apart.cut >= 3 && apart.value() > CUT_SHARE {
            return Self::Spaced { width: full_width(raw, lines) };
        }
        let close = Share::of(raw, pairs().filter(|(_, next)| next.blanks == 0));
        if close.cut >= 1 && close.value() > CUT_SHARE { Self::Wrapped { width: full_width(raw, lines) } } else { Self::LineByLine }
    }

    /// The layout of a formatted text: its own paragraphs, unless each line of print was made one.
    pub(super) fn of_formatted(raw: &str, lines: &[Line]) -> Self {
        match Self::of(raw, lines) {
            spaced @ Self::Spaced { .. } => spaced,
            _ => Self::Given,
        }
    }

    /// Whether a paragraph goes on from one line to the next.
    pub(super) fn goes_on(self, raw: &str, line: &Line, next: &Line) -> bool {
        let (words, after) = (line.words(raw), next.words(raw));
        let cut = !ends_sentence(words) && (begins_small(after) || words.ends_with(['-', ',', '\u{ad}']));
        match self {
            Self::LineByLine => false,
            Self::Blocks | Self::Given => next.blanks == 0,
            Self::Wrapped { width } => {
                let heading = closed(after, line.width, width * 3 / 4) && !begins_small(after);
                if next.blanks == 0 {
                    let indented = next.indent > line.indent + 1 && ends_sentence(words);
                    cut || !indented && !heading_before(words, heading)
                } else {
                    cut
                }
            }
            Self::Spaced { width } => {
                cut || next.blanks < 2 && !(closed(after, line.width, width) && ends_paragraph(words, line.width, width))
            }
        }
    }

    /// Characters of a full line, where there is such a thing.
    pub(super) fn width(self) -> Option<usize> {
        match self {
            Self::LineByLine | Self::Blocks | Self::Given => None,
            Self::Wrapped { width } | Self::Spaced { width } => Some(width),
        }
    }
}

/// Whether the first word of the next line would have fitted on this one.
fn closed(after: &str, length: usize, width: usize) -> bool {
    let first = after.split_whitespace().next().map_or(0, |word| word.chars().count());
    ((length + 1 + first) as f64) < width as f64 * SLACK
}

/// A short line without a full stop at its end, before lines of the text: a heading.
fn heading_before(words: &str, short: bool) -> bool {
    short && !ends_sentence(words) && !words.ends_with([',', '-', '–', '—', '\u{ad}'])
}

fn ends_paragraph(words: &str, length: usize, width: usize) -> bool {
    ends_sentence(words) || length * 5 < width * 3
}

/// How often a sentence is cut by the end of a line.
struct Share {
    cut: usize,
    all: usize,
}

impl Share {
    fn of<'a>(raw: &str, pairs: impl Iterator<Item = (&'a Line, &'a Line)>) -> Self {
        let mut share = Self { cut: 0, all: 0 };
        for (line, next) in pairs {
            share.all += 1;
            share.cut += usize::from(!ends_sentence(line.words(raw)) && begins_small(next.words(raw)));
        }
        share
    }

    fn value(&self) -> f64 {
        self.cut as f64 / self.all.max(1) as f64
    }
}

/// The length that nineteen of twenty lines inside a sentence do not pass.
fn full_width(raw: &str, lines: &[Line]) -> usize {
    let inside = lines.windows(2).filter(|pair| !ends_sentence(pair[0].words(raw)));
    let mut lengths: Vec<usize> = inside.map(|pair| pair[0].width).collect();
    lengths.sort_unstable();
    lengths.get(lengths.len().saturating_sub(1) * 19 / 20).copied().unwrap_or(80)
}
