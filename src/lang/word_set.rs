//! Sets of words that are asked of every word of a text, and hold nearly none of them.

use rustc_hash::FxHashSet;

/// A set of words.
///
/// What is no member is mostly seen from the word's length and three of its bytes, before it is hashed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordSet {
    words: FxHashSet<Box<str>>,
    /// The traits of its members, as bits.
    traits: [u64; 8],
}

impl WordSet {
    /// Whether a word is a member.
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        let (block, bit) = trait_of(word);
        self.traits[block] & bit != 0 && self.words.contains(word)
    }

    /// Whether it has no member.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

impl<W: Into<Box<str>>> FromIterator<W> for WordSet {
    fn from_iter<I: IntoIterator<Item = W>>(words: I) -> Self {
        let words: FxHashSet<Box<str>> = words.into_iter().map(Into::into).collect();
        let mut traits = [0; 8];
        for word in &words {
            let (block, bit) = trait_of(word);
            traits[block] |= bit;
        }
        Self { words, traits }
    }
}

/// One of 512 traits: which of eight blocks, and its bit there.
///
/// The second byte of a letter tells Cyrillic letters apart, so the bytes looked at are the second, the last and the one in the middle.
fn trait_of(word: &str) -> (usize, u64) {
    let bytes = word.as_bytes();
    let byte = |at: usize| bytes.get(at).map_or(0, |byte| u32::from(*byte));
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    let last = byte(bytes.len().wrapping_sub(1));
    let mixed = (length ^ byte(1) << 8 ^ last << 16 ^ byte(bytes.len() / 2) << 24).wrapping_mul(0x9E37_79B1);
    ((mixed >> 29) as usize, 1 << (mixed >> 23 & 63))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_members_and_no_other_word() {
        let words = ["", "a", "of", "the", "но", "который", "которого", "и"];
        let set: WordSet = words.into_iter().collect();
        assert!(words.iter().all(|word| set.contains(word)));
        for other in ["b", "on", "thee", "на", "которой", "которому", "ё", "оф"] {
            assert!(!set.contains(other), "{other}");
        }
    }

    #[test]
    fn an_empty_set_holds_nothing() {
        let set = WordSet::default();
        assert!(set.is_empty() && !set.contains("") && !set.contains("of"));
    }

    #[test]
    fn few_strangers_look_like_a_member() {
        let set: WordSet = ["of", "by", "with", "from", "when", "before", "after", "which"].into_iter().collect();
        let strangers = (0..1000).map(|number| format!("word{number}"));
        let alike = strangers.filter(|word| {
            let (block, bit) = trait_of(word);
            set.traits[block] & bit != 0
        });
        assert!(alike.count() < 100);
    }
}
