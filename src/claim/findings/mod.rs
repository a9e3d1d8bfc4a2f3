//! What a careful reader should look at: in citations, documents, dates and names.

mod citations;
mod dates;
mod documents;
mod names;
#[cfg(test)]
mod tests;

use crate::lang::Pack;
use crate::read::Reading;
use crate::resolve::Resolved;
use crate::text::{Essay, Span};

use super::documents::Cited;
use super::happenings::Happenings;
use super::{Finding, Level};

/// What findings are made from.
#[derive(Clone, Copy)]
struct Read<'a> {
    text: &'a str,
    reading: &'a Reading,
    resolved: &'a Resolved,
    cited: &'a Cited,
    pack: &'a Pack,
}

/// The findings of an essay, in the order of the text.
pub(super) fn findings(
    essay: &Essay,
    reading: &Reading,
    resolved: &Resolved,
    cited: &Cited,
    happenings: &Happenings,
    pack: &Pack,
) -> Vec<Finding> {
    let read = Read { text: essay.prose.text(), reading, resolved, cited, pack };
    let mut out = Vec::new();
    citations::look(&read, &mut out);
    documents::look(&read, &mut out);
    dates::look(&read, &happenings.clashes, &mut out);
    names::look(&read, &happenings.events, &mut out);
    out.sort_by_key(|finding| finding.spans.first().copied());
    out
}

impl Read<'_> {
    /// The words of a span, white space collapsed, for a message.
    fn words(&self, span: Span) -> String {
        span.of(self.text).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
