//! What stands in an essay: citations, sentences, names, dates, quotations.
//!
//! Citations come first and are masked, since they break every splitter; then sentences,
//! names by their shape, dates. Which mention is which thing is said by [`crate::resolve`].
//! All spans are of the essay's clean prose.

mod citation;
pub mod dates;
mod names;
mod reading;

pub use citation::{Citation, CitedSource, SourceKind};
pub use names::names;
pub use reading::{DateMention, NameParts, NameShape, Reading, ThingKind};

use crate::lang::Pack;
use crate::text::Essay;

/// Everything that stands in an essay.
#[must_use]
pub fn read(essay: &Essay, pack: &Pack) -> Reading {
    let text = essay.prose.text();
    Reading { names: names(text, &[], pack), ..Reading::default() }
}
