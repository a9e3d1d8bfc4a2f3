//! From bytes to clean prose whose every offset leads back to the raw text.
//!
//! Read [`Span`] first, then [`Source`] (the raw text and its hash), then [`Essay`]
//! (the clean prose of one essay).

mod clean;
mod essay;
mod slug;
mod source;
mod span;

pub use clean::Clean;
pub use essay::{Essay, Head, Note, essays};
pub use slug::slug;
pub use source::{DecodeError, Source};
pub use span::Span;
