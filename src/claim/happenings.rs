//! What happened, by the documents that tell of it.

use crate::read::Reading;

use super::documents::{Cited, Document, citing_sentence};
use super::{DocumentKind, Event, EventKind};

/// The events that the cited documents make known, in order.
pub(super) fn events(cited: &Cited, reading: &Reading) -> Vec<Event> {
    cited.documents.iter().filter_map(|document| sent(document, reading)).collect()
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
