//! Who and what was told of before a clause.

use crate::resolve::EntityId;

/// Who was told of before a clause.
#[derive(Clone, Copy, Debug)]
pub(super) struct Before<'a> {
    /// The subject of the sentence before.
    pub(super) sentence: &'a [EntityId],
    /// Those of this sentence.
    pub(super) same: Option<&'a [EntityId]>,
    /// The two bodies that the essay is about, where there are two.
    pub(super) parties: &'a [EntityId],
    /// The kind of the gathering that the sentence before named last, where this one opens with a word for it.
    pub(super) gathering: Option<&'a str>,
}
