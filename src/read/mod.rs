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
pub use citations::citations;
pub use marked::MARKED;
pub use names::names;
pub use reading::{DateMention, Given, NameParts, NameShape, Reading, ThingKind};

use crate::lang::Pack;
use crate::text::{Essay, Span};

/// Everything that stands in an essay.
#[must_use]
pub fn read(essay: &Essay, pack: &Pack) -> Reading {
    let text = essay.prose.text();
    let (citations, unclosed) = citations(essay, pack);
    let left = citations::left(essay, &citations, pack);
    let mut masked: Vec<Span> = citations.iter().map(|citation| citation.span).collect();
    masked.sort_unstable();
    let mut dates = dates::in_body(text, &masked, pack);
    dates.extend(citations.iter().flat_map(|citation| cited_dates(citation, text, pack)));
    dates.sort_by_key(|mention| mention.span);
    let mut reading = Reading {
        sentences: sentences::sentences(text, &essay.paragraphs, &masked, pack),
        quotations: sentences::quotations(text, &essay.paragraphs, &masked),
        names: names(text, &citations, pack),
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

/// The dates within a citation's words.
fn cited_dates(citation: &Citation, text: &str, pack: &Pack) -> Vec<DateMention> {
    let found = dates::in_citation(citation.span.of(text), pack);
    found.into_iter().map(|(span, date)| DateMention { span: span.shifted(citation.span.start()), date, rule: "citation" }).collect()
}
