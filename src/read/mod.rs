//! What stands in an essay: citations, sentences, names, dates, quotations.
//!
//! Citations come first and are masked, since they break every splitter; then sentences,
//! names by their shape, dates; what an editor has marked goes before what the rules read. Which mention is which thing is said by [`crate::resolve`].
//! All spans are of the essay's clean prose.

mod citation;
mod citations;
pub mod dates;
mod marked;
mod names;
mod reading;
mod sentences;

pub use citation::{Citation, CitedSource, SourceKind};
pub use citations::{Cited, citations};
pub use marked::MARKED;
pub use names::names;
pub use reading::{DateMention, Given, NameParts, NameShape, Reading, ThingKind};

use crate::lang::Pack;
use crate::text::{Essay, Span};

/// Everything that stands in an essay.
#[must_use]
pub fn read(essay: &Essay, pack: &Pack) -> Reading {
    let text = essay.prose.text();
    let Cited { citations, unclosed, works } = citations(essay, pack);
    let left = citations::left(essay, &citations, pack);
    let mut all = [citations.as_slice(), works.as_slice()].concat();
    all.sort_by_key(|citation| citation.span.start());
    let masked: Vec<Span> = all.iter().map(|citation| citation.span).collect();
    let cited: Vec<DateMention> = masked.iter().flat_map(|citation| dates::cited(*citation, text, pack)).collect();
    let mut dates = dates::beside_cited(text, &masked, &cited, pack);
    dates.extend(cited);
    dates.sort_by_key(|mention| mention.span);
    let mut reading = Reading {
        sentences: sentences::sentences(text, &essay.paragraphs, &masked, pack),
        quotations: sentences::quotations(text, &essay.paragraphs, &masked),
        names: names(text, &all, essay.head.as_ref().map(|head| head.title), pack),
        dates,
        citations,
        unclosed,
        unread: left.unread,
        open: left.open,
        given: Vec::new(),
    };
    marked::take(essay, pack, &mut reading);
    reading
}
