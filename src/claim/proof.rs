//! Which citations prove what the body tells, and whether two tellings are of one happening.

use rustc_hash::FxHashMap as HashMap;

use crate::read::Reading;
use crate::resolve::EntityId;
use crate::text::Span;
use crate::time::{HistoricalDate, Moment};

use super::documents::citing_sentence;
use super::told::Told;
use super::{DocumentKind, Event, EventKind};

/// What supports each sentence, found once for the whole essay.
#[derive(Debug, Default)]
pub(super) struct Supports {
    /// Citations of a sentence.
    direct: HashMap<Span, Vec<usize>>,
    /// Places of all citations in the body, in order.
    places: Vec<(usize, usize)>,
    /// The documents that a citation names.
    named: HashMap<usize, Vec<usize>>,
    /// The documents of a kind and a date.
    dated: HashMap<(EventKind, HistoricalDate), Vec<usize>>,
}

/// What may prove one telling.
#[derive(Debug, Default)]
pub(super) struct Proof {
    /// Citations of its own sentence.
    pub(super) direct: Vec<usize>,
    /// The first citation after it in the paragraph.
    pub(super) next: Option<usize>,
    /// The documents that may be meant.
    pub(super) documents: Vec<usize>,
}

impl Supports {
    pub(super) fn of(reading: &Reading, documents: &[Event]) -> Self {
        let mut out = Self::default();
        for (index, citation) in reading.citations.iter().enumerate() {
            if let Some(sentence) = citing_sentence(reading, index) {
                out.direct.entry(sentence).or_default().push(index);
            }
            out.places.push((citation.markers.first().map_or(citation.span.start(), |marker| marker.at), index));
        }
        out.places.sort_unstable();
        for (at, event) in documents.iter().enumerate() {
            event.cited_by.iter().for_each(|citation| out.named.entry(*citation).or_default().push(at));
            if let Some(date) = event.date {
                out.dated.entry((event.kind, date.meant())).or_default().push(at);
            }
        }
        out
    }

    pub(super) fn proof(&self, told: &Told, text: &str) -> Proof {
        let direct = self.direct.get(&told.sentence).cloned().unwrap_or_default();
        let after = self.places.partition_point(|(at, _)| *at < told.sentence.start());
        let near = |(at, _): &&(usize, usize)| !text[told.sentence.end().min(*at)..*at].contains('\n');
        let next = self.places.get(after).filter(near).map(|(_, citation)| *citation);
        let mut documents: Vec<usize> =
            direct.iter().chain(&next).filter_map(|citation| self.named.get(citation)).flatten().copied().collect();
        documents.sort_unstable();
        let dated = told.date.and_then(|date| self.dated.get(&(told.kind, date.meant())));
        documents.extend(dated.into_iter().flatten());
        Proof { direct, next, documents }
    }
}

/// Whether the telling is of the document that its sentence is proved by, or, where one of the same people
/// wrote it, of the next document cited in its paragraph or of one of the same kind and day.
pub(super) fn is_same(event: &Event, told: &Told, proof: &Proof) -> bool {
    let directly = event.cited_by.iter().any(|citation| proof.direct.contains(citation));
    let same_day = matches!((event.date, told.date), (Some(own), Some(other)) if own.meant() == other.meant());
    let shared = shares(&event.actors, &told.actors);
    // A deed that no kind says is hardly the report of another day that proves it.
    let other = event.kind == EventKind::Other && told.kind == EventKind::Other;
    if other && !same_day && event.date.is_some() && told.date.is_some() {
        return false;
    }
    let nearly = proof.next.is_some_and(|next| event.cited_by.contains(&next)) && shared;
    let far = same_day && shared && event.kind == told.kind;
    let kind =
        event.kind == told.kind || told.loose && event.kind.is_document() || event.kind.is_document() && told.kind.is_document() && shared;
    let who = |own: &[EntityId], other: &[EntityId]| own.is_empty() || other.is_empty() || shares(own, other);
    let decision = event.kind == EventKind::Decision && told.kind == EventKind::Decision;
    // A minister writes what his ministry signs; one of the two may go by a shorter name in the citation.
    let signed = directly && event.kind == told.kind && (shared || shares(&event.recipients, &told.recipients));
    let people = who(&event.actors, &told.actors) && who(&event.recipients, &told.recipients);
    // What it orders or does in the document that its sentence is proved by.
    let ordered =
        directly && same_day && shared && event.kind == EventKind::Letter && matches!(told.kind, EventKind::Decision | EventKind::Other);
    // "On 5 July he warned Gray": the letter of that day by which he did.
    let written = directly && same_day && shared && told.kind == EventKind::Other && event.kind.is_document();
    signed || ordered || written || (directly || nearly || far) && kind && (decision || people)
}

/// Whether a sentence tells once more what another of the same kind and day told.
pub(super) fn is_told_again(event: &Event, told: &Told) -> bool {
    let apart = |own: &[EntityId], other: &[EntityId]| !own.is_empty() && !other.is_empty() && !shares(own, other);
    // What has no type of its own is the same thing only where the same people did it, or one word tells of it.
    if event.kind == EventKind::Other && event.word != told.word && !shares(&event.actors, &told.actors) {
        return false;
    }
    !apart(&event.actors, &told.actors) && !apart(&event.recipients, &told.recipients) && !apart(&event.places, &told.places)
}

/// Whether one of the two tells without a date what the other dates: the same people at the same place.
pub(super) fn is_told_without_date(event: &Event, told: &Told) -> bool {
    let same =
        |own: &[EntityId], other: &[EntityId]| !own.is_empty() && own.len() == other.len() && own.iter().all(|id| other.contains(id));
    event.kind == told.kind
        && event.kind != EventKind::Other
        && !event.kind.is_document()
        && (event.date.is_none() || told.date.is_none())
        && same(&event.actors, &told.actors)
        && same(&event.places, &told.places)
}

pub(super) fn shares(own: &[EntityId], other: &[EntityId]) -> bool {
    own.iter().any(|id| other.contains(id))
}

/// Whether the sentence only counts from another day and comes near to the citation's: "a fortnight later".
pub(super) fn is_counted(told: &Told, date: &HistoricalDate, known: &HistoricalDate, reading: &Reading) -> bool {
    const NEAR: i64 = 3;
    let from = reading.dates.partition_point(|mention| mention.span.start() < told.sentence.start());
    let within = reading.dates[from..].iter().take_while(|mention| mention.span.end() <= told.sentence.end());
    let counted = within.into_iter().any(|mention| mention.rule == "relative" && mention.date == *date);
    let apart = date.first_day().zip(known.first_day()).map(|(one, other)| (one.number() - other.number()).abs());
    counted && apart.is_some_and(|days| days <= NEAR)
}

/// Whether the sentence dates what its document decided on the same day of another month: a slip of one of the two.
pub(super) fn slips(event: &Event, told: &Told, proof: &Proof) -> Option<(HistoricalDate, HistoricalDate)> {
    let decides = event.document.as_ref().and_then(|key| key.kind) == Some(DocumentKind::Minutes);
    let directly = event.cited_by.iter().any(|citation| proof.direct.contains(citation));
    let (date, known) = (told.date?, event.date?);
    let (Some(Moment::Day(one)), Some(Moment::Day(other))) = (date.start(), known.start()) else { return None };
    let slip = one.day == other.day && one.year == other.year && one.month != other.month;
    (decides && directly && slip && is_day(&date) && is_day(&known)).then_some((date, known))
}

pub(super) fn is_day(date: &HistoricalDate) -> bool {
    date.is_single() && matches!(date.start(), Some(Moment::Day(_))) && !date.is_approximate()
}

/// Whether the sentence is proved by a document that a verb for any writing may stand for.
pub(super) fn cites_any(told: &Told, documents: &[Event], proof: &Proof) -> bool {
    let direct = |event: &Event| event.cited_by.iter().any(|citation| proof.direct.contains(citation));
    let by = |event: &Event| event.actors.is_empty() || shares(&event.actors, &told.actors);
    proof.documents.iter().any(|at| direct(&documents[*at]) && by(&documents[*at]))
}
