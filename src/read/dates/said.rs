//! The years that an essay says, and which of them belong to its story.

use super::context::{Surroundings, ends_sentence};
use super::written::{Meaning, Written};

/// How many years make another era.
const ERA: i32 = 8;

/// The years that are said in the essay.
pub(super) struct YearsSaid {
    /// By index of the expression: its year, its month, where it stands, whether it is an aside.
    rows: Vec<Row>,
    /// For each expression, the index into `rows` of the first said year after it.
    next: Vec<usize>,
    /// For each row, the index of the first from it on that is no aside.
    story: Vec<usize>,
    /// The year said most often.
    pub(super) dominant: Option<i32>,
    asides: Vec<bool>,
}

#[derive(Clone, Copy)]
struct Row {
    index: usize,
    year: i32,
    month: Option<u8>,
    place: usize,
}

impl YearsSaid {
    /// The first year said after the expression `at`, as the story tells it.
    pub(super) fn next(&self, at: usize) -> Option<(i32, Option<u8>, usize)> {
        let row = self.rows.get(*self.story.get(self.next[at])?)?;
        Some((row.year, row.month, row.place))
    }

    /// Whether the expression says its year itself.
    pub(super) fn says(&self, at: usize) -> bool {
        self.next[at].checked_sub(1).is_some_and(|row| self.rows[row].index == at)
    }

    pub(super) fn aside(&self, at: usize) -> bool {
        self.asides[at]
    }

    /// Whether the last year said up to the expression is one of the old calendar.
    pub(super) fn before_reform(&self, at: usize) -> bool {
        let last = self.next[at].checked_sub(1).map(|row| self.rows[row].year);
        last.or(self.dominant).is_none_or(|year| year <= 1918)
    }
}

pub(super) fn years_said(all: &[Written], around: &Surroundings<'_>) -> YearsSaid {
    let mut rows = Vec::new();
    let mut next = Vec::with_capacity(all.len());
    for (index, written) in all.iter().enumerate() {
        let point = match written.meaning {
            Meaning::At(point) | Meaning::Since(point) => Some(point),
            Meaning::Stretch(from, to) => Some(if from.known_year().is_some() { from } else { to }),
            Meaning::Shift(..) => None,
        };
        if let Some((point, year)) = point.and_then(|point| point.known_year().map(|year| (point, year))) {
            rows.push(Row { index, year, month: point.month(), place: written.span.start() });
        }
        next.push(rows.len());
    }
    let mut asides: Vec<bool> = all.iter().map(|written| written.aside).collect();
    let dominant = dominant(&rows, &asides, around);
    // "By the spring of 1916 …" opens what is told next, though it is but a bound.
    for row in &rows {
        let written = &all[row.index];
        if written.rule == "bound" && !written.is_bare_year() && opens_sentence(around.text, row.place) {
            asides[row.index] = false;
        }
    }
    let mut before: Option<Row> = None;
    // A year of another era that is named once, between years of the story, is an aside.
    for at in 0..rows.len() {
        let row = rows[at];
        let far = |year: i32| (year - row.year).abs() > ERA;
        let after = rows.get(at + 1).copied();
        let lonely = before.or(after).is_some() && before.is_none_or(|row| far(row.year)) && after.is_none_or(|row| far(row.year));
        // So is a look back in the middle of a sentence, unless the story goes on there.
        let stays = after.is_some_and(|after| after.year <= row.year);
        let back = before.is_some_and(|before| row.year < before.year);
        let glance = back && (all[row.index].earlier || !stays && !opens_sentence(around.text, row.place));
        // "In February 1584 …" opens what is told next, however long after.
        let opens = row.month.is_some() && before.is_some_and(|before| before.year <= row.year) && opens_sentence(around.text, row.place);
        if lonely && !opens && dominant.is_some_and(far) || glance {
            asides[row.index] = true;
        }
        if !asides[row.index] {
            before = Some(row);
        }
    }
    let mut story = vec![rows.len(); rows.len()];
    for at in (0..rows.len()).rev() {
        story[at] = if asides[rows[at].index] { story.get(at + 1).copied().unwrap_or(rows.len()) } else { at };
    }
    YearsSaid { rows, next, story, dominant, asides }
}

/// Whether what stands at `place` is among the first words of its sentence.
fn opens_sentence(text: &str, place: usize) -> bool {
    // Three words are never longer than this.
    let mut window = place.saturating_sub(160);
    while !text.is_char_boundary(window) {
        window += 1;
    }
    let before = &text[..place];
    let end = before[window..].rmatch_indices(['.', '!', '?', '\n']).find(|(at, _)| ends_sentence(before, window + at));
    let start = end.map_or(window, |(at, _)| window + at + 1);
    before[start..].split_whitespace().take(4).count() <= 3
}

/// The year said most often; those of whole dates count twice, those of the first paragraph (the title) three times.
fn dominant(rows: &[Row], asides: &[bool], around: &Surroundings<'_>) -> Option<i32> {
    let title = around.text.find('\n').unwrap_or(0);
    let mut votes = std::collections::BTreeMap::new();
    for row in rows.iter().filter(|row| !asides[row.index]) {
        let weight = if row.place < title { 3 } else { 1 + i32::from(row.month.is_some()) };
        *votes.entry(row.year).or_insert(0) += weight;
    }
    for &(.., year) in around.cited {
        *votes.entry(year).or_insert(0) += 1;
    }
    votes.into_iter().max_by_key(|&(year, votes)| (votes, std::cmp::Reverse(year))).map(|(year, _)| year)
}
