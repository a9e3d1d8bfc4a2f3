//! What happened: the cited documents and what the body tells, each happening once.

use crate::read::Reading;
use crate::resolve::EntityId;
use crate::text::Span;
use crate::time::{HistoricalDate, Moment};

use super::documents::{Cited, Document, citing_sentence};
use super::told::Told;
use super::{Claim, DocumentKey, DocumentKind, Event, EventKind, Evidence, Statement};

/// How sure the body's verbs are.
const TOLD: f32 = 0.7;

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
    let mut documents: Vec<Event> = Vec::new();
    for document in &cited.documents {
        documents.extend(sent(document, reading));
    }
    for told in told {
        match documents.iter().position(|event| is_same(event, &told, reading, text)) {
            Some(at) => join(&mut documents[at], &told, reading, &mut out),
            None if told.loose && cites_any(&told, cited, reading) => {}
            None => {
                if let Some((event, (date, known))) = documents.iter().find_map(|event| Some((event, slips(event, &told, reading)?))) {
                    clash(event, &told, date, known, reading, &mut out);
                }
                let event = alone(told, reading);
                out.statements.extend(statements(&event));
                out.events.push(event);
            }
        }
    }
    out.events.extend(documents);
    out.events.sort_by_key(|event| event.passages.first().copied());
    out
}

/// Whether the sentence tells of the document that it is proved by, or, where one of the same people
/// wrote it, of the next document cited in its paragraph.
fn is_same(event: &Event, told: &Told, reading: &Reading, text: &str) -> bool {
    let directly = event.cited_by.iter().any(|&citation| citing_sentence(reading, citation) == Some(told.sentence));
    let next = next_citation(told.sentence, reading, text);
    let nearly = next.is_some_and(|next| event.cited_by.contains(&next)) && shares(&event.actors, &told.actors);
    let kind = event.kind == told.kind
        || told.loose && event.kind.is_document()
        || event.kind.is_document() && told.kind.is_document() && shares(&event.actors, &told.actors);
    let who = |own: &[EntityId], other: &[EntityId]| own.is_empty() || other.is_empty() || shares(own, other);
    let decision = event.kind == EventKind::Decision && told.kind == EventKind::Decision;
    // A minister writes what his ministry signs.
    let same_day = matches!((event.date, told.date), (Some(own), Some(other)) if own.edtf() == other.edtf());
    let signed = directly && event.kind == told.kind && same_day && shares(&event.recipients, &told.recipients);
    signed || (directly || nearly) && kind && (decision || who(&event.actors, &told.actors) && who(&event.recipients, &told.recipients))
}

/// The first citation after a sentence, in the same paragraph.
fn next_citation(sentence: Span, reading: &Reading, text: &str) -> Option<usize> {
    let at = |citation: &crate::read::Citation| citation.markers.first().map_or(citation.span.start(), |marker| marker.at);
    let after = reading.citations.iter().enumerate().filter(|(_, citation)| at(citation) >= sentence.start());
    let (index, citation) = after.min_by_key(|(_, citation)| at(citation))?;
    (!text[sentence.end().min(at(citation))..at(citation)].contains('\n')).then_some(index)
}

fn shares(own: &[EntityId], other: &[EntityId]) -> bool {
    own.iter().any(|id| other.contains(id))
}

/// The sentence becomes the first to assert the document's event; a date of its own stands beside the citation's.
fn join(event: &mut Event, told: &Told, reading: &Reading, out: &mut Happenings) {
    if !event.passages.contains(&told.sentence) {
        event.passages.insert(0, told.sentence);
    } else if let Some(at) = event.passages.iter().position(|passage| *passage == told.sentence) {
        event.passages.swap(0, at);
    }
    if event.actors.is_empty() {
        event.actors.clone_from(&told.actors);
    }
    if event.recipients.is_empty() {
        event.recipients.clone_from(&told.recipients);
    }
    let (Some(date), Some(known)) = (told.date, event.date) else {
        event.date = event.date.or(told.date);
        return;
    };
    if is_day(&date) && is_day(&known) && date.edtf() != known.edtf() {
        clash(event, told, date, known, reading, out);
        event.date = Some(date);
    } else if is_day(&date) && !is_day(&known) {
        event.date = Some(date);
    }
}

/// Notes that the sentence dates a document otherwise than its citation.
fn clash(event: &Event, told: &Told, date: HistoricalDate, known: HistoricalDate, reading: &Reading, out: &mut Happenings) {
    let Some(key) = event.document.clone() else { return };
    let proved = |citation: &usize| citing_sentence(reading, *citation) == Some(told.sentence);
    let citation = event.cited_by.iter().copied().find(proved).or(event.cited_by.first().copied());
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
fn slips(event: &Event, told: &Told, reading: &Reading) -> Option<(HistoricalDate, HistoricalDate)> {
    let decides = event.document.as_ref().and_then(|key| key.kind) == Some(DocumentKind::Minutes);
    let directly = event.cited_by.iter().any(|&citation| citing_sentence(reading, citation) == Some(told.sentence));
    let (date, known) = (told.date?, event.date?);
    let (Some(Moment::Day(one)), Some(Moment::Day(other))) = (date.start(), known.start()) else { return None };
    let slip = one.day == other.day && one.year == other.year && one.month != other.month;
    (decides && directly && slip && is_day(&date) && is_day(&known)).then_some((date, known))
}

fn is_day(date: &HistoricalDate) -> bool {
    date.is_single() && matches!(date.start(), Some(Moment::Day(_))) && !date.is_approximate()
}

/// Whether the sentence is proved by a document that a verb for any writing may stand for.
fn cites_any(told: &Told, cited: &Cited, reading: &Reading) -> bool {
    let by = |document: &Document| document.cited.iter().any(|(citation, _)| citing_sentence(reading, *citation) == Some(told.sentence));
    cited.documents.iter().any(|document| by(document) && (document.key.authors.is_empty() || shares(&document.key.authors, &told.actors)))
}

/// What the body alone tells.
fn alone(told: Told, reading: &Reading) -> Event {
    let cited_by = (0..reading.citations.len()).filter(|&citation| citing_sentence(reading, citation) == Some(told.sentence)).collect();
    let document = (told.kind.is_document() && told.date.is_some() && !told.actors.is_empty()).then(|| {
        let sorted = |ids: &[EntityId]| {
            let mut ids = ids.to_vec();
            ids.sort();
            ids
        };
        DocumentKey {
            kind: document_kind(told.kind),
            authors: sorted(&told.actors),
            addressees: sorted(&told.recipients),
            date: told.date.map(|date| date.edtf()),
            title: String::new(),
        }
    });
    Event {
        kind: told.kind,
        date: told.date,
        actors: told.actors,
        recipients: told.recipients,
        places: told.places,
        passages: vec![told.sentence],
        cited_by,
        document,
        rule: "told",
        confidence: TOLD,
    }
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
        date: reading.citations[first].sources[source].date,
        actors: key.authors.clone(),
        recipients: key.addressees.clone(),
        places: Vec::new(),
        passages,
        cited_by,
        document: Some(key.clone()),
        rule: "citation-title",
        confidence: 0.9,
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
