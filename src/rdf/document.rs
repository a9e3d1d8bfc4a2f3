//! Documents: written, sent, kept, printed.

use oxigraph::model::NamedNode;

use crate::claim::{DocumentKey, DocumentKind, Publication};
use crate::read::SourceKind;
use crate::resolve::EntityId;
use crate::time::HistoricalDate;

use super::graph::Graph;
use super::iri::part;
use super::mapping::Telling;
use super::vocab::{crm, kind};
use super::{TextRight, date, iri, kinds, thing, work};

/// The document itself: its kind and what it is called; `None` where it was taken out.
pub(super) fn document(graph: &mut Graph, telling: &Telling, key: &DocumentKey) -> Option<NamedNode> {
    let document = telling.addresses.document(key)?;
    graph.is_a(&document, crm::E33_LINGUISTIC_OBJECT);
    match key.kind {
        None => graph.of_kind(&document, kinds::kind("document", "document").as_ref()),
        Some(DocumentKind::CipherTelegram) => {
            graph.of_kind(&document, kinds::kind("document", "telegram").as_ref());
            graph.of_kind(&document, kind::CIPHERED);
        }
        Some(name) => graph.of_kind(&document, kinds::kind("document", name.as_str()).as_ref()),
    }
    if !key.title.is_empty() && (telling.text != TextRight::Positions || telling.is_cited(key)) {
        graph.label(&document, &key.title, telling.essay.language);
    } else {
        let label = described(graph, telling, key);
        let language = graph.language().to_owned();
        graph.label(&document, &label, &language);
    }
    Some(document)
}

/// A document was written: its creation, by all who signed it.
///
/// Returns the creation.
pub(super) fn created(
    graph: &mut Graph,
    telling: &Telling,
    key: &DocumentKey,
    authors: &[EntityId],
    when: Option<HistoricalDate>,
) -> Option<NamedNode> {
    let document = document(graph, telling, key)?;
    let creation = part(document.as_ref(), "creation");
    graph.is_a(&creation, crm::E65_CREATION);
    graph.of_kind(&creation, kind::CREATION);
    let title = graph.name_of(&document);
    graph.label_as(&creation, kind::CREATION, &title);
    graph.link(&creation, crm::P94_HAS_CREATED, &document);
    graph.link(&document, crm::P94I_WAS_CREATED_BY, &creation);
    for author in authors {
        if let Some(author) = thing::actor(graph, telling.addresses, author) {
            graph.link(&creation, crm::P14_CARRIED_OUT_BY, &author);
        }
    }
    dated(graph, telling, key, &creation, when);
    if let Some(when) = when.filter(|when| telling.is_disputed(key, when)) {
        disputed(graph, telling, &creation, &when);
    }
    Some(creation)
}

/// A document was sent: by whom, to whom. Its writing goes with it.
///
/// P11 says of an addressee only that he took part in the sending; that the document was
/// meant for him is said by the shortcut `ov:was_addressed_to`.
pub(super) fn sent(
    graph: &mut Graph,
    telling: &Telling,
    key: &DocumentKey,
    senders: &[EntityId],
    addressees: &[EntityId],
    when: Option<HistoricalDate>,
) -> Option<NamedNode> {
    created(graph, telling, key, senders, when)?;
    let document = telling.addresses.document(key)?;
    let sending = part(document.as_ref(), "sending");
    graph.is_a(&sending, crm::E7_ACTIVITY);
    graph.of_kind(&sending, kind::SENDING);
    let title = graph.name_of(&document);
    graph.label_as(&sending, kind::SENDING, &title);
    graph.link(&sending, crm::P16_USED_SPECIFIC_OBJECT, &document);
    for sender in senders {
        if let Some(sender) = thing::actor(graph, telling.addresses, sender) {
            graph.link(&sending, crm::P14_CARRIED_OUT_BY, &sender);
        }
    }
    for addressee in addressees {
        if let Some(addressee) = thing::actor(graph, telling.addresses, addressee) {
            graph.link(&sending, crm::P11_HAD_PARTICIPANT, &addressee);
        }
    }
    dated(graph, telling, key, &sending, when);
    Some(sending)
}

/// A document is printed in a volume, which incorporates it, or in a periodical, which it is part of.
pub(super) fn published(graph: &mut Graph, telling: &Telling, key: &DocumentKey, publication: &Publication) -> Option<NamedNode> {
    let document = document(graph, telling, key)?;
    if let Some(work) = work::work(graph, telling.addresses, &publication.work) {
        match publication.work.kind {
            SourceKind::Archival | SourceKind::PublishedDocument | SourceKind::Book => graph.link(&work, crm::P165_INCORPORATES, &document),
            SourceKind::Article | SourceKind::Press => graph.link(&document, crm::P106I_FORMS_PART_OF, &work),
        }
    }
    Some(document)
}

/// The date of a document, where it is the one to count with among those the essays give.
fn dated(graph: &mut Graph, telling: &Telling, key: &DocumentKey, of: &NamedNode, when: Option<HistoricalDate>) {
    if let Some(when) = when.filter(|when| telling.chosen_date(key).is_some_and(|chosen| chosen.edtf() == when.edtf())) {
        let words = date::wording(telling.essay, &telling.evidence_spans(), &when);
        date::time_span(graph, of, &when, words.as_deref().map(|words| (words, telling.essay.language)));
    }
}

/// One of several dates that cannot all be right: who says it, of what, by which words (E13).
fn disputed(graph: &mut Graph, telling: &Telling, creation: &NamedNode, when: &HistoricalDate) {
    let words = date::wording(telling.essay, &telling.evidence_spans(), when);
    let span = date::time_span_of(graph, creation, when, words.as_deref().map(|words| (words, telling.essay.language)));
    let Some(passage) = telling.passage() else { return };
    let id = iri::short_id(&format!("{creation}|{}|{passage}", when.edtf()));
    let claim = part(telling.node.as_ref(), &format!("claim-{id}"));
    graph.is_a(&claim, crm::E13_ATTRIBUTE_ASSIGNMENT);
    graph.of_kind(&claim, kind::DATING);
    let title = graph.name_of(creation);
    graph.label_as(&claim, kind::DATING, &format!("{} — {title}", date::shown(when, graph.language())));
    graph.link(&claim, crm::P140_ASSIGNED_ATTRIBUTE_TO, creation);
    graph.assigns(&claim, crm::P4_HAS_TIME_SPAN, kind::TIME_SPAN);
    graph.link(&claim, crm::P141_ASSIGNED, &span);
    graph.link(&claim, crm::P16_USED_SPECIFIC_OBJECT, passage);
    if let Some(author) = telling.author {
        graph.link(&claim, crm::P14_CARRIED_OUT_BY, author);
    }
}

/// "Telegram: Ordzhonikidze → Stalin, 1921-08-18": no word of the essay in it.
fn described(graph: &Graph, telling: &Telling, key: &DocumentKey) -> String {
    let names = |ids: &[EntityId]| {
        let names = ids.iter().filter_map(|id| telling.addresses.thing(id)).map(|thing| graph.name_of(&thing));
        names.filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", ")
    };
    let date = key.date.as_deref().and_then(HistoricalDate::parse).map(|date| date::shown(&date, graph.language()));
    let people = [names(&key.authors), names(&key.addressees)].into_iter().filter(|names| !names.is_empty());
    let people = people.collect::<Vec<_>>().join(" → ");
    let parts = [people, date.unwrap_or_default()].into_iter().filter(|part| !part.is_empty());
    let kind = match key.kind {
        None => kinds::kind("document", "document"),
        Some(DocumentKind::CipherTelegram) => kinds::kind("document", "telegram"),
        Some(kind) => kinds::kind("document", kind.as_str()),
    };
    graph.composed(kind.as_ref(), &parts.collect::<Vec<_>>().join(", "))
}
