//! In which order an essay is read: a note where the body refers to it, whatever page it stands on.

use crate::text::Essay;

use super::merge::Named;

/// What a reader has come by before each mention.
pub(super) struct Order {
    /// For each mention that stands in a note that the body refers to.
    notes: Vec<Option<InNote>>,
}

/// A mention in a note; numbers are indexes of mentions.
#[derive(Clone, Copy, Debug)]
struct InNote {
    /// The first mention of the note.
    first: usize,
    /// The first mention behind the note's marker.
    marker: usize,
}

impl Order {
    /// The order of an essay's mentions.
    pub(super) fn of(essay: &Essay, named: &[Named<'_>]) -> Self {
        let mut notes = vec![None; named.len()];
        let before = |at: usize| named.partition_point(|one| one.span().start() < at);
        for note in &essay.notes {
            let Some(marker) = note.markers.first() else { continue };
            let within = before(note.text.start())..before(note.text.end());
            let place = InNote { first: within.start, marker: before(marker.at).min(within.start) };
            notes[within].fill(Some(place));
        }
        Self { notes }
    }

    /// Which of some mentions, in the order of the text, is read last before a mention; the greater, the nearer to it.
    ///
    /// In a note that is one of the note itself, else one before its marker, else any that stands before.
    pub(super) fn last_before(&self, seen: &[usize], mention: usize) -> Option<(Nearness, usize)> {
        let last = |end: usize| seen.partition_point(|&at| at < end).checked_sub(1).map(|last| seen[last]);
        let plain = last(mention)?;
        let Some(note) = self.notes.get(mention).copied().flatten() else { return Some((Nearness::Before, plain)) };
        if plain >= note.first {
            return Some((Nearness::SameNote, plain));
        }
        Some(last(note.marker).map_or((Nearness::Elsewhere, plain), |at| (Nearness::Before, at)))
    }
}

/// How near a mention is to one that is read after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Nearness {
    /// Between a note's marker and the note.
    Elsewhere,
    /// Before it, as the essay is read.
    Before,
    /// In the same note.
    SameNote,
}
