//! What happened: the cited documents and what the body tells, each happening once.

use rustc_hash::FxHashMap as HashMap;

use crate::read::Reading;
use crate::resolve::EntityId;
use crate::text::Span;
use crate::time::{HistoricalDate, Moment};

use super::documents::{Cited, Document, citing_sentence};
use super::told::Told;
use super::{Claim, DocumentKey, DocumentKind, Event, EventKind, Evidence, Statement};

/// How sure the body's verbs are.
const TOLD: f32 = 0.7;

/// How many events back one may stand that is told once more without its date.
const RECENT: usize = 100;

/// The events of an essay, and what the body claims beyond the citations.
#[derive(Debug, Default)]
pub(super) struct Happenings {
    pub(super) events: Vec<Event>,
    pub(super) statements: Vec<Statement>,
    /// Documents dated in two ways: the body's words, the citation's words, both dates.
    pub(super) clashes: Vec<Clash>,
}

/// A document that its sentence dates otherwise than its citation.
#[derive(Clone, Debug)]
pub(super) struct Clash {
    pub(super) title: String,
    pub(super) sentence: Span,
    pub(super) citation: Span,
    pub(super) told: HistoricalDate,
    pub(super) cited: HistoricalDate,
}

/// Joins what the citations make known with what the body tells.
pub(super) fn happenings(cited: &Cited, told: Vec<Told>, reading: &Reading, text: &str) -> Happenings {
    let mut out = Happenings::default();
    let mut documents: Vec<Event> = cited.documents.iter().filter_map(|document| sent(document, reading)).collect();
    let supports = Supports::of(reading, &documents);
    let mut known: HashMap<(EventKind, HistoricalDate), OfDay> = HashMap::default();
    for told in told {
        let proof = supports.proof(&told, text);
        match proof.documents.iter().copied().find(|at| is_same(&documents[*at], &told, &proof)) {
            Some(at) => join(&mut documents[at], &told, &proof, reading, &mut out),
            None if told.loose && cites_any(&told, &documents, &proof) => {}
            None => {
                if let Some((at, (date, known))) = proof.documents.iter().find_map(|at| Some((*at, slips(&documents[*at], &told, &proof)?)))
                {
                    clash(&documents[at], &told, date, known, &proof, reading, &mut out);
                }
                if let Some(date) = told.date {
                    let of_day = known.entry((told.kind, date.meant())).or_default();
                    if let Some(at) = of_day.perhaps(&told).into_iter().find(|at| is_told_again(&out.events[*at], &told)) {
                        again(&mut out.events[at], &told, &proof);
                        continue;
                    }
                }
                let recent = out.events.len().saturating_sub(RECENT)..out.events.len();
                let twin = recent.rev().find(|at| is_told_without_date(&out.events[*at], &told));
                if let Some(date) = told.date {
                    known.entry((told.kind, date.meant())).or_default().add(twin.unwrap_or(out.events.len()), &told);
                }
                if let Some(at) = twin {
                    out.events[at].date = out.events[at].date.or(told.date);
                    again(&mut out.events[at], &told, &proof);
                    continue;
                }
                out.events.push(alone(told, &proof));
            }
        }
    }
    let alone: Vec<Statement> = out.events.iter().flat_map(statements).collect();
    out.statements.extend(alone);
    out.events.extend(documents);
    out.events.sort_by_key(|event| event.passages.first().copied());
    out
}

/// The events of one kind and day, by those who did them.
#[derive(Debug, Default)]
struct OfDay {
    all: Vec<usize>,
    by_actor: HashMap<EntityId, Vec<usize>>,
    /// Of whom nobody was told at first.
    by_nobody: Vec<usize>,
}

impl OfDay {
    fn add(&mut self, event: usize, told: &Told) {
        self.all.push(event);
        told.actors.iter().for_each(|id| self.by_actor.entry(id.clone()).or_default().push(event));
        if told.actors.is_empty() {
            self.by_nobody.push(event);
        }
    }

    /// Those that may be what is told, in order: by one of the same people, or by people who are not named.
    fn perhaps(&self, told: &Told) -> Vec<usize> {
        if told.actors.is_empty() {
            return self.all.clone();
        }
        let by_people = told.actors.iter().filter_map(|id| self.by_actor.get(id)).flatten();
        let mut found: Vec<usize> = by_people.chain(&self.by_nobody).copied().collect();
        found.sort_unstable();
        found
    }
}

/// What supports each sentence, found once for the whole essay.
#[derive(Debug, Default)]
struct Supports {
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
struct Proof {
    /// Citations of its own sentence.
    direct: Vec<usize>,
    /// The first citation after it in the paragraph.
    next: Option<usize>,
    /// The documents that may be meant.
    documents: Vec<usize>,
}

impl Supports {
    fn of(reading: &Reading, documents: &[Event]) -> Self {
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

    fn proof(&self, told: &Told, text: &str) -> Proof {
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
fn is_same(event: &Event, told: &Told, proof: &Proof) -> bool {
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
fn is_told_again(event: &Event, told: &Told) -> bool {
    let apart = |own: &[EntityId], other: &[EntityId]| !own.is_empty() && !other.is_empty() && !shares(own, other);
    // What has no type of its own is the same thing only where the same people did it, or one word tells of it.
    if event.kind == EventKind::Other && event.word != told.word && !shares(&event.actors, &told.actors) {
        return false;
    }
    !apart(&event.actors, &told.actors) && !apart(&event.recipients, &told.recipients) && !apart(&event.places, &told.places)
}

/// Whether one of the two tells without a date what the other dates: the same people at the same place.
fn is_told_without_date(event: &Event, told: &Told) -> bool {
    let same =
        |own: &[EntityId], other: &[EntityId]| !own.is_empty() && own.len() == other.len() && own.iter().all(|id| other.contains(id));
    event.kind == told.kind
        && event.kind != EventKind::Other
        && !event.kind.is_document()
        && (event.date.is_none() || told.date.is_none())
        && same(&event.actors, &told.actors)
        && same(&event.places, &told.places)
}

/// The event is told once more: another passage, and what the first left out.
fn again(event: &mut Event, told: &Told, proof: &Proof) {
    if !event.passages.contains(&told.sentence) {
        event.passages.push(told.sentence);
    }
    for (own, more) in [(&mut event.actors, &told.actors), (&mut event.recipients, &told.recipients), (&mut event.places, &told.places)] {
        if own.is_empty() {
            own.clone_from(more);
        }
    }
    event.cited_by.extend(proof.direct.iter().copied());
    event.cited_by.sort_unstable();
    event.cited_by.dedup();
    event.document = document(event.kind, event.date, &event.actors, &event.recipients);
}

fn shares(own: &[EntityId], other: &[EntityId]) -> bool {
    own.iter().any(|id| other.contains(id))
}

/// The sentence becomes the first to assert the document's event; a date of its own stands beside the citation's.
fn join(event: &mut Event, told: &Told, proof: &Proof, reading: &Reading, out: &mut Happenings) {
    if !event.passages.contains(&told.sentence) {
        event.passages.insert(0, told.sentence);
    } else if let Some(at) = event.passages.iter().position(|passage| *passage == told.sentence) {
        event.passages.swap(0, at);
    }
    // A citation that names sender and addressee alone is a letter's, unless the body says by wire.
    if event.kind == EventKind::Letter
        && told.kind == EventKind::Telegram
        && event.document.as_ref().is_some_and(|document| document.kind.is_none())
    {
        event.kind = EventKind::Telegram;
    }
    // A commission drew up what its academy decided: the sentence says who did.
    let decided = event.kind == EventKind::Decision && told.kind == EventKind::Decision && !told.actors.is_empty();
    if event.actors.is_empty() || decided && !shares(&event.actors, &told.actors) {
        event.actors.clone_from(&told.actors);
    }
    if event.recipients.is_empty() {
        event.recipients.clone_from(&told.recipients);
    }
    let (Some(date), Some(known)) = (told.date, event.date) else {
        event.date = event.date.or(told.date);
        return;
    };
    if is_day(&date) && is_day(&known) && is_counted(told, &date, &known, reading) {
        return;
    }
    if is_day(&date) && is_day(&known) && date.meant() != known.meant() {
        clash(event, told, date, known, proof, reading, out);
        event.date = Some(date);
    } else if is_day(&date) && !is_day(&known) {
        event.date = Some(date);
    }
}

/// Whether the sentence only counts from another day and comes near to the citation's: "a fortnight later".
fn is_counted(told: &Told, date: &HistoricalDate, known: &HistoricalDate, reading: &Reading) -> bool {
    const NEAR: i64 = 3;
    let from = reading.dates.partition_point(|mention| mention.span.start() < told.sentence.start());
    let within = reading.dates[from..].iter().take_while(|mention| mention.span.end() <= told.sentence.end());
    let counted = within.into_iter().any(|mention| mention.rule == "relative" && mention.date == *date);
    let apart = date.first_day().zip(known.first_day()).map(|(one, other)| (one.number() - other.number()).abs());
    counted && apart.is_some_and(|days| days <= NEAR)
}

/// Notes that the sentence dates a document otherwise than its citation.
fn clash(event: &Event, told: &Told, date: HistoricalDate, known: HistoricalDate, proof: &Proof, reading: &Reading, out: &mut Happenings) {
    let Some(key) = event.document.clone() else { return };
    let citation = event.cited_by.iter().copied().find(|citation| proof.direct.contains(citation)).or(event.cited_by.first().copied());
    let evidence = Evidence { span: told.sentence, citation, rule: "told", confidence: TOLD };
    let (senders, addressees) = (key.authors.clone(), key.addressees.clone());
    let claim = if addressees.is_empty() {
        Claim::Created { document: key.clone(), authors: senders, when: Some(date) }
    } else {
        Claim::Sent { document: key.clone(), senders, addressees, when: Some(date) }
    };
    out.statements.push(Statement { claim, evidence });
    if let Some(citation) = citation {
        let citation = reading.citations[citation].span;
        out.clashes.push(Clash { title: key.title, sentence: told.sentence, citation, told: date, cited: known });
    }
}

/// Whether the sentence dates what its document decided on the same day of another month: a slip of one of the two.
fn slips(event: &Event, told: &Told, proof: &Proof) -> Option<(HistoricalDate, HistoricalDate)> {
    let decides = event.document.as_ref().and_then(|key| key.kind) == Some(DocumentKind::Minutes);
    let directly = event.cited_by.iter().any(|citation| proof.direct.contains(citation));
    let (date, known) = (told.date?, event.date?);
    let (Some(Moment::Day(one)), Some(Moment::Day(other))) = (date.start(), known.start()) else { return None };
    let slip = one.day == other.day && one.year == other.year && one.month != other.month;
    (decides && directly && slip && is_day(&date) && is_day(&known)).then_some((date, known))
}

fn is_day(date: &HistoricalDate) -> bool {
    date.is_single() && matches!(date.start(), Some(Moment::Day(_))) && !date.is_approximate()
}

/// Whether the sentence is proved by a document that a verb for any writing may stand for.
fn cites_any(told: &Told, documents: &[Event], proof: &Proof) -> bool {
    let direct = |event: &Event| event.cited_by.iter().any(|citation| proof.direct.contains(citation));
    let by = |event: &Event| event.actors.is_empty() || shares(&event.actors, &told.actors);
    proof.documents.iter().any(|at| direct(&documents[*at]) && by(&documents[*at]))
}

/// What the body alone tells.
fn alone(told: Told, proof: &Proof) -> Event {
    Event {
        kind: told.kind,
        word: told.word,
        date: told.date,
        document: document(told.kind, told.date, &told.actors, &told.recipients),
        actors: told.actors,
        recipients: told.recipients,
        places: told.places,
        passages: vec![told.sentence],
        cited_by: proof.direct.clone(),
        rule: "told",
        confidence: TOLD,
        as_read: None,
    }
}

/// The document that a telling alone makes known, where it says the day and the sender.
fn document(kind: EventKind, date: Option<HistoricalDate>, actors: &[EntityId], recipients: &[EntityId]) -> Option<DocumentKey> {
    let known = kind.is_document() && date.is_some() && !actors.is_empty();
    let sorted = |ids: &[EntityId]| {
        let mut ids = ids.to_vec();
        ids.sort();
        ids
    };
    known.then(|| DocumentKey {
        kind: document_kind(kind),
        authors: sorted(actors),
        addressees: sorted(recipients),
        date: date.map(|date| date.edtf()),
        title: String::new(),
    })
}

/// The statements of an event that only the body tells of.
fn statements(event: &Event) -> Vec<Statement> {
    let Some(&span) = event.passages.first() else { return Vec::new() };
    let evidence = Evidence { span, citation: event.cited_by.first().copied(), rule: event.rule, confidence: event.confidence };
    let claim = match &event.document {
        Some(key) if event.recipients.is_empty() => {
            Claim::Created { document: key.clone(), authors: event.actors.clone(), when: event.date }
        }
        Some(key) => {
            Claim::Sent { document: key.clone(), senders: event.actors.clone(), addressees: event.recipients.clone(), when: event.date }
        }
        None => Claim::Happened(event.clone()),
    };
    vec![Statement { claim, evidence }]
}

/// A document written or sent, as an event; `None` where a title says no kind and no people.
fn sent(document: &Document, reading: &Reading) -> Option<Event> {
    let key = &document.key;
    let kind = match key.kind {
        Some(kind) => event_kind(kind)?,
        None if !key.authors.is_empty() && !key.addressees.is_empty() => EventKind::Letter,
        None => return None,
    };
    let &(first, source) = document.cited.first()?;
    let mut cited_by: Vec<usize> = document.cited.iter().map(|(citation, _)| *citation).collect();
    cited_by.dedup();
    let mut passages = vec![reading.citations[first].span];
    passages.extend(citing_sentence(reading, first));
    Some(Event {
        kind,
        word: None,
        date: reading.citations[first].sources[source].date,
        actors: key.authors.clone(),
        recipients: key.addressees.clone(),
        places: Vec::new(),
        passages,
        cited_by,
        document: Some(key.clone()),
        rule: "citation-title",
        confidence: 0.9,
        as_read: None,
    })
}

/// What happened when a document of a kind came to be; `None` for what is no document of the events.
fn event_kind(kind: DocumentKind) -> Option<EventKind> {
    match kind {
        DocumentKind::Telegram | DocumentKind::CipherTelegram => Some(EventKind::Telegram),
        DocumentKind::Letter | DocumentKind::Dispatch => Some(EventKind::Letter),
        DocumentKind::Note | DocumentKind::Circular => Some(EventKind::Note),
        DocumentKind::Memorandum => Some(EventKind::Memorandum),
        DocumentKind::Treaty => Some(EventKind::Treaty),
        DocumentKind::ConversationRecord => Some(EventKind::Meeting),
        DocumentKind::Minutes | DocumentKind::Decree => Some(EventKind::Decision),
        DocumentKind::Report
        | DocumentKind::Instruction
        | DocumentKind::Statement
        | DocumentKind::Debates
        | DocumentKind::Correspondence => Some(EventKind::Other),
        DocumentKind::Newspaper | DocumentKind::Book | DocumentKind::Article => None,
    }
}

fn document_kind(kind: EventKind) -> Option<DocumentKind> {
    match kind {
        EventKind::Letter => Some(DocumentKind::Letter),
        EventKind::Telegram => Some(DocumentKind::Telegram),
        EventKind::Note => Some(DocumentKind::Note),
        EventKind::Memorandum => Some(DocumentKind::Memorandum),
        EventKind::Meeting
        | EventKind::Conference
        | EventKind::Treaty
        | EventKind::Appointment
        | EventKind::Arrival
        | EventKind::Battle
        | EventKind::Decision
        | EventKind::Publication
        | EventKind::Other => None,
    }
}
