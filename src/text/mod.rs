//! From bytes to clean prose whose every offset leads back to the raw text.
//!
//! Read [`Span`] first, then [`Source`] (the raw text and its hash), then [`Essay`]
//! (the clean prose of one essay). How a text is taken apart: its lines, what of them is the
//! page's (`noise`), which are notes, how they make paragraphs (`layout`), where an essay begins (`head`).
//! Files of other formats (`format`) are written down on a `sheet` first, whose `outline` says what their lines do not.

mod clean;
mod essay;
mod format;
mod head;
mod hyphen;
mod layout;
mod letters;
mod line;
mod matcher;
mod noise;
mod notes;
mod outline;
mod sheet;
mod slug;
mod source;
mod spaced;
mod span;
mod writer;

pub use clean::Clean;
pub use essay::{Essay, Head, Marker, Note, essays};
pub use format::ENDINGS;
pub use letters::{is_alphabetic, is_alphanumeric, is_lowercase, is_roman_number, is_ruler_number, is_uppercase, lowercase, small};
pub use matcher::matcher;
pub use outline::{Mark, MarkKind};
pub use slug::slug;
pub use source::{DecodeError, Source};
pub use span::Span;
