//! One document that is cited in several ways.
//!
//! Two citations mean one document where they stand at the same leaf or page and agree in kind and in one of date and
//! sender; or where kind, sender, addressee and a number in the title agree. Then the other one of date and
//! sender should agree too. Where kind, sender, addressee and day agree, so should the archive.

use crate::read::{CitedSource, SourceKind};
use crate::resolve::EntityId;
use crate::text::Span;
use crate::time::{HistoricalDate, Moment};

use super::super::DocumentKind;
use super::{Finding, Level, Read};

/// One citation of a document.
struct Citing<'a> {
    source: &'a CitedSource,
    kind: DocumentKind,
    authors: &'a [EntityId],
    addressees: &'a [EntityId],
    /// The number in the title.
    number: Option<&'a str>,
}

pub(super) fn look(read: &Read<'_>, out: &mut Vec<Finding>) {
    let citing: Vec<Citing<'_>> = read.cited.rows.iter().filter_map(|row| Citing::of(read, row)).collect();
    for (at, later) in citing.iter().enumerate() {
        // The nearest earlier citation that contradicts is enough.
        if let Some(finding) = citing[..at].iter().rev().find_map(|earlier| contradiction(read, earlier, later)) {
            out.push(finding);
        }
    }
}

impl<'a> Citing<'a> {
    fn of(read: &Read<'a>, row: &'a super::super::CitedBy) -> Option<Self> {
        let key = row.document.as_ref()?;
        let source = &read.reading.citations[row.citation].sources[row.source];
        let title = source.title?.of(read.text);
        let number = read.pack.citations.number.find(title).map(|found| number(found.as_str()));
        Some(Self { source, kind: key.kind?, authors: &key.authors, addressees: &key.addressees, number })
    }

    /// The leaf in an archive or the page of an edition.
    fn place(&self) -> Option<[&'a str; 3]> {
        let source = self.source;
        let pages = source.pages.as_deref()?;
        match source.kind {
            SourceKind::Archival => Some([source.repository.as_deref()?, source.shelfmark.as_deref()?, pages]),
            SourceKind::PublishedDocument | SourceKind::Article => Some([source.container.as_deref()?, source.year.as_deref()?, pages]),
            SourceKind::Book | SourceKind::Press => None,
        }
    }

    fn day(&self) -> Option<HistoricalDate> {
        self.source.date.filter(|date| date.is_single() && matches!(date.start(), Some(Moment::Day(_))))
    }
}

/// The digits of "no. 379".
fn number(words: &str) -> &str {
    &words[words.find(|c: char| c.is_ascii_digit()).unwrap_or(words.len())..]
}

fn contradiction(read: &Read<'_>, earlier: &Citing<'_>, later: &Citing<'_>) -> Option<Finding> {
    if earlier.kind != later.kind {
        return None;
    }
    let same_place = earlier.place().is_some() && earlier.place() == later.place();
    let same_authors = !earlier.authors.is_empty() && earlier.authors == later.authors;
    let same_people = same_authors && !earlier.addressees.is_empty() && earlier.addressees == later.addressees;
    let same_number = earlier.number.is_some() && earlier.number == later.number && same_people;
    let spans: Vec<Span> = vec![earlier.source.span, later.source.span];
    let title = later.source.title.map(|title| read.words(title)).unwrap_or_default();
    let warn = |code, level, message| Some(Finding { code, level, message, spans });
    let (one, other) = (earlier.source.date, later.source.date);
    if let (Some(one), Some(other)) = (one, other)
        && one != other
        && !overlap(one, other)
        && (same_place && same_authors || same_number)
    {
        let message = format!("\"{title}\" is cited with two dates: {} and {}", one.edtf(), other.edtf());
        return warn("document-two-dates", Level::Warning, message);
    }
    let same_day = earlier.day().is_some() && earlier.day() == later.day();
    if same_place && same_day && apart(earlier.authors, later.authors) {
        let names = |ids: &[EntityId]| ids.iter().map(|id| label(read, id)).collect::<Vec<_>>().join(", ");
        let message = format!("one document is cited with two senders: {} and {}", names(earlier.authors), names(later.authors));
        return warn("document-two-senders", Level::Warning, message);
    }
    let archive = |citing: &Citing<'_>| citing.source.repository.clone();
    if let (Some(one), Some(other)) = (archive(earlier), archive(later))
        && one != other
        && same_day
        && same_people
    {
        let message = format!("\"{title}\" is cited from two archives: {one} and {other}");
        return warn("document-two-archives", Level::Note, message);
    }
    None
}

/// Whether both name somebody and nobody is named by both.
fn apart(one: &[EntityId], other: &[EntityId]) -> bool {
    !one.is_empty() && !other.is_empty() && one.iter().all(|id| !other.contains(id))
}

/// Whether one date may lie within the other: "August 1921" does not contradict "18 August 1921".
fn overlap(one: HistoricalDate, other: HistoricalDate) -> bool {
    let bounds = |date: HistoricalDate| Some((date.first_day()?.number(), date.last_day()?.number()));
    match (bounds(one), bounds(other)) {
        (Some((from, to)), Some((other_from, other_to))) => from <= other_to && other_from <= to,
        _ => true,
    }
}

fn label(read: &Read<'_>, id: &EntityId) -> String {
    let names = read.resolved.entities.get(id).and_then(|entity| entity.labels.values().next());
    names.cloned().unwrap_or_else(|| id.to_string())
}
