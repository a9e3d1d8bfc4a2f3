//! What is marked in the prose of an essay, one within another.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::rdf::ReadEssay;
use crate::read::ThingKind;
use crate::text::Span;

use super::super::catalogue::{Catalogue, Passage, PassageKind};
use super::super::mentions::{Texts, place};

/// A stretch of the prose and what it is; the marks within it follow.
#[derive(Debug)]
pub(super) struct Mark<'a> {
    pub(super) span: Span,
    pub(super) what: What<'a>,
    pub(super) inner: Vec<Mark<'a>>,
}

/// What a stretch is.
#[derive(Debug)]
pub(super) enum What<'a> {
    /// A passage or a citation of the graph.
    Passage(&'a Passage),
    /// A name of a thing.
    Name(ThingKind, String),
    /// A date, as EDTF.
    Date(String),
}

impl What<'_> {
    /// Of equal stretches, the wider meaning is around the narrower.
    fn rank(&self) -> u8 {
        match self {
            Self::Passage(passage) if passage.kind == PassageKind::CitationGroup => 0,
            Self::Passage(_) => 1,
            Self::Name(..) => 2,
            Self::Date(_) => 3,
        }
    }
}

/// The marks of an essay in reading order; what would cross another is left out.
pub(super) fn marks<'a>(catalogue: &'a Catalogue, texts: &Texts<'_>, essay: &ReadEssay<'_>) -> Vec<Mark<'a>> {
    let iri = catalogue.edition.base.essay(essay.key).into_string();
    let own = catalogue.passages.iter().filter(|passage| passage.essay == iri);
    let passages: BTreeMap<(usize, usize), &Passage> = own.map(|passage| ((passage.start, passage.end), passage)).collect();
    let stretches = stretches(essay);
    let passages = stretches.iter().filter_map(|&span| Some((span, What::Passage(passages.get(&place(essay, span))?))));
    let names = essay
        .resolved
        .mentions
        .iter()
        .filter_map(|mention| Some((mention.span, What::Name(mention.entity.kind, texts.address(catalogue, &mention.entity)?))));
    let dates = essay.reading.dates.iter().map(|mention| (mention.span, What::Date(mention.date.edtf())));
    let mut all: Vec<(Span, What<'a>)> = passages.chain(names).chain(dates).filter(|(span, _)| !span.is_empty()).collect();
    all.sort_by_key(|(span, what)| (span.start(), Reverse(span.end()), what.rank()));
    nested(all)
}

/// Every stretch that may be a passage of the graph.
fn stretches(essay: &ReadEssay<'_>) -> BTreeSet<Span> {
    let citations = essay.reading.citations.iter();
    let citations = citations.flat_map(|citation| std::iter::once(citation.span).chain(citation.sources.iter().map(|source| source.span)));
    let evidence = essay.account.statements.iter().map(|statement| statement.evidence.span);
    let events = essay.account.events.iter().flat_map(|event| event.passages.iter().copied());
    essay.reading.sentences.iter().copied().chain(citations).chain(evidence).chain(events).collect()
}

/// Sorted marks, each put into the last open one that holds it.
fn nested(all: Vec<(Span, What<'_>)>) -> Vec<Mark<'_>> {
    let mut out: Vec<Mark<'_>> = Vec::new();
    for (span, what) in all {
        put(&mut out, Mark { span, what, inner: Vec::new() });
    }
    out
}

fn put<'a>(list: &mut Vec<Mark<'a>>, mark: Mark<'a>) {
    match list.last_mut() {
        Some(last) if last.span.contains(mark.span) => match last.what {
            What::Passage(_) => put(&mut last.inner, mark),
            // A name holds no other one, and a date no name.
            What::Name(..) | What::Date(_) => {}
        },
        Some(last) if last.span.overlaps(mark.span) => {}
        _ => list.push(mark),
    }
}
