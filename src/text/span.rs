//! A stretch of one text.

use std::ops::Range;

/// A stretch of one text, in bytes; `end` is one past the last byte.
///
/// Both ends lie on character boundaries. Published offsets count Unicode code points
/// instead; [`super::Source::code_points`] is the only place that converts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The bytes from `start` up to `end`; an end before the start gives the empty span at `start`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let start = to_u32(start);
        Self { start, end: to_u32(end).max(start) }
    }

    /// The first byte.
    #[must_use]
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    #[must_use]
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Number of bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.end() - self.start()
    }

    /// Whether it holds no byte.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// As a range for slicing.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// The words it covers in the text it belongs to.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether at least one byte is shared.
    #[must_use]
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn hull(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The one of `spans` that `at` lies in; they are in order and do not overlap.
    #[must_use]
    pub fn around(spans: &[Span], at: usize) -> Option<Span> {
        let next = spans.partition_point(|span| span.end() <= at);
        spans.get(next).copied().filter(|span| span.start() <= at)
    }

    /// The same stretch, counted from `offset` bytes further on.
    #[must_use]
    pub fn shifted(self, offset: usize) -> Span {
        Span::new(self.start() + offset, self.end() + offset)
    }
}

fn to_u32(offset: usize) -> u32 {
    u32::try_from(offset).expect("a source is refused when it is longer than 4 GiB")
}
