//! What happened: the cited documents and what the body tells, each happening once.

use rustc_hash::FxHashMap as HashMap;

use crate::read::Reading;
use crate::resolve::EntityId;
use crate::text::Span;
use crate::time::HistoricalDate;

use super::documents::{Cited, Document, citing_sentence};
use super::proof::{Proof, Supports, cites_any, is_counted, is_day, is_same, is_told_again, is_told_without_date, shares, slips};
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
