//! Endings of words, asked of many words.

use rustc_hash::FxHashMap as HashMap;

use crate::text::small;

/// A list of endings, looked through by the last letter of a word.
#[derive(Debug, Default)]
pub(super) struct Endings {
    by_last: HashMap<char, Vec<Box<str>>>,
}

impl Endings {
    /// The endings of a list; an empty one is none.
    pub(super) fn new<'e>(list: impl IntoIterator<Item = &'e str>) -> Self {
        let mut by_last: HashMap<char, Vec<Box<str>>> = HashMap::default();
        for end in list {
            if let Some(last) = end.chars().next_back() {
                by_last.entry(last).or_default().push(end.into());
            }
        }
        Self { by_last }
    }

    /// Whether a word ends with one of them.
    pub(super) fn end(&self, word: &str) -> bool {
        self.of(word).any(|end| word.ends_with(end))
    }

    /// Whether a word ends with one of them and is longer than it.
    pub(super) fn close(&self, word: &str) -> bool {
        self.of(word).any(|end| word.len() > end.len() && word.ends_with(end))
    }

    /// Whether a word, its capitals taken for small letters, ends with one of them; and whether one that it is longer than.
    pub(super) fn end_small(&self, word: &str) -> (bool, bool) {
        let ends = word.chars().next_back().and_then(|last| self.by_last.get(&small(last)));
        let mut found = (false, false);
        for end in ends.into_iter().flatten() {
            let mut rest = word.chars().rev();
            if end.chars().rev().all(|wanted| rest.next().map(small) == Some(wanted)) {
                found = (true, found.1 || rest.next().is_some());
            }
        }
        found
    }

    fn of(&self, word: &str) -> impl Iterator<Item = &str> {
        let ends = word.chars().next_back().and_then(|last| self.by_last.get(&last));
        ends.into_iter().flatten().map(AsRef::as_ref)
    }
}
