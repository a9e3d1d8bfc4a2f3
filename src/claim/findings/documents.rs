//! One document that is cited in several ways.
//!
//! Two citations mean one document where they stand at the same leaf or page and agree in kind and in one of date and
//! sender; or where kind, sender, addressee and a number in the title agree. Then the other one of date and
//! sender should agree too. Where kind, sender, addressee and day agree, so should the archive.

use std::collections::HashMap;

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
    // Only what shares one of the keys can contradict; of citations that say the same the last is enough.
    let mut groups: HashMap<Shared<'_>, Vec<usize>> = HashMap::new();
    for (at, later) in citing.iter().enumerate() {
        let nearest = later.shared().into_iter().flatten().filter_map(|shared| {
            let earlier = groups.get(&shared)?;
            earlier.iter().rev().find_map(|&earlier| Some((earlier, contradiction(read, &citing[earlier], later)?)))
        });
        // The nearest earlier citation that contradicts is enough.
        if let Some((_, finding)) = nearest.max_by_key(|(earlier, _)| *earlier) {
            out.push(finding);
        }
        for shared in later.shared().into_iter().flatten() {
            let group = groups.entry(shared.clone()).or_default();
            group.retain(|&earlier| !citing[earlier].says_the_same(later, &shared));
            group.push(at);
        }
    }
}

/// What two citations of one document share.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Shared<'a> {
    Place(DocumentKind, [&'a str; 3]),
    Number(DocumentKind, &'a [EntityId], &'a [EntityId], &'a str),
    Day(DocumentKind, &'a [EntityId], &'a [EntityId], HistoricalDate),
}

impl<'a> Citing<'a> {
    fn of(read: &Read<'a>, row: &'a super::super::CitedBy) -> Option<Self> {
        let key = row.document.as_ref()?;
        let source = &read.reading.citations[row.citation].sources[row.source];
        let title = source.title?.of(read.text);
        let number = read.pack.citations.number.find(title).map(|found| number(found.as_str()));
        Some(Self { source, kind: key.kind?, authors: &key.authors, addressees: &key.addressees, number })
    }

    /// By what an earlier citation can be known to mean the same document.
    fn shared(&self) -> [Option<Shared<'a>>; 3] {
        let people = !self.authors.is_empty() && !self.addressees.is_empty();
        [
            self.place().map(|place| Shared::Place(self.kind, place)),
            self.number.filter(|_| people).map(|number| Shared::Number(self.kind, self.authors, self.addressees, number)),
            self.day().filter(|_| people).map(|day| Shared::Day(self.kind, self.authors, self.addressees, day)),
        ]
    }

    /// Whether of two that share something nothing is different that could contradict a third which shares it too.
    fn says_the_same(&self, other: &Self, shared: &Shared<'_>) -> bool {
        let repository = self.source.repository == other.source.repository;
        match shared {
            Shared::Day(..) => repository,
            Shared::Number(..) => repository && self.source.date == other.source.date,
            Shared::Place(..) => {
                repository
                    && self.source.date == other.source.date
                    && self.authors == other.authors
                    && self.addressees == other.addressees
                    && self.number == other.number
            }
        }
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
    let title = || later.source.title.map(|title| read.words(title)).unwrap_or_default();
    let warn = |code, level, message| {
        let spans: Vec<Span> = vec![earlier.source.span, later.source.span];
        Some(Finding { code, level, message, spans })
    };
    let (one, other) = (earlier.source.date, later.source.date);
    if let (Some(one), Some(other)) = (one, other)
        && one != other
        && !overlap(one, other)
        && (same_place && same_authors || same_number)
    {
        let message = format!("\"{}\" is cited with two dates: {} and {}", title(), one.edtf(), other.edtf());
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
        let message = format!("\"{}\" is cited from two archives: {one} and {other}", title());
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
