//! Which mention is which thing: authority files, forms, carry-over, unknown names.

mod authority;
mod entity;

pub use authority::{Authority, AuthorityError, Entry};
pub use entity::{Entity, EntityId, Mention, Resolved};

use crate::lang::Pack;
use crate::read::Reading;
use crate::text::Essay;

/// The mentions of an essay and the things they stand for.
#[must_use]
pub fn resolve(_essay: &Essay, _reading: &Reading, _pack: &Pack, _authority: &Authority) -> Resolved {
    Resolved::default()
}
