//! Books, volumes and periodicals; archival holdings and the copies in them.

use oxigraph::model::{NamedNode, NamedNodeRef};

use crate::claim::{Holding, Work};
use crate::read::SourceKind;
use crate::time::{HistoricalDate, Moment};

use super::addresses::{Addresses, is_one_publication};
use super::graph::Graph;
use super::iri::part;
use super::vocab::{common, crm, kind, lrmoo};
use super::{date, thing};

/// A book, a volume or a periodical; `None` where it was taken out.
pub(super) fn work(graph: &mut Graph, addresses: &Addresses, work: &Work) -> Option<NamedNode> {
    let node = addresses.work(&work.key)?;
    graph.is_a(&node, crm::E73_INFORMATION_OBJECT);
    graph.is_a(&node, if is_one_publication(work.kind) { lrmoo::F3_MANIFESTATION } else { lrmoo::F18_SERIAL_WORK });
    graph.of_kind(&node, kind_of(work.kind));
    let authors: Vec<NamedNode> = work.authors.iter().filter_map(|id| thing::actor(graph, addresses, id)).collect();
    let label = described(graph, work, &authors);
    let language = graph.language().to_owned();
    graph.label(&node, &label, &language);
    graph.plain(&node, common::DCT_TITLE, work.title.trim_end_matches(['.', ',', ' ']));
    if !authors.is_empty() && is_one_publication(work.kind) {
        let creation = part(node.as_ref(), "creation");
        graph.is_a(&creation, crm::E65_CREATION);
        graph.of_kind(&creation, kind::CREATION);
        graph.label_as(&creation, kind::CREATION, &label);
        graph.link(&creation, crm::P94_HAS_CREATED, &node);
        graph.link(&node, crm::P94I_WAS_CREATED_BY, &creation);
        authors.iter().for_each(|author| graph.link(&creation, crm::P14_CARRIED_OUT_BY, author));
    }
    if is_one_publication(work.kind) {
        published(graph, &node, work, &label);
    }
    Some(node)
}

/// The year a book came out, and where, as it is cited.
fn published(graph: &mut Graph, node: &NamedNode, work: &Work, label: &str) {
    let year = work.year.as_deref().and_then(year);
    if year.is_none() && work.place.is_none() {
        return;
    }
    let publication = part(node.as_ref(), "publication");
    graph.is_a(&publication, lrmoo::F30_MANIFESTATION_CREATION);
    graph.of_kind(&publication, kind::PUBLICATION);
    graph.label_as(&publication, kind::PUBLICATION, label);
    graph.link(&publication, lrmoo::R24_CREATED, node);
    if let Some(year) = year {
        date::time_span(graph, &publication, &year, None);
    }
    if let Some(place) = &work.place {
        graph.plain(&publication, crm::P3_HAS_NOTE, place);
    }
}

/// The copy of a document in an archive: an item of the holding, with its shelf-mark.
///
/// `None` where the holding was taken out.
pub(super) fn copy(graph: &mut Graph, addresses: &Addresses, document: &NamedNode, held: &Holding) -> Option<NamedNode> {
    let holding = holding(graph, addresses, held)?;
    let key = addresses.base().path_of(holding.as_str())?.rsplit('/').next()?.to_owned();
    let item = part(document.as_ref(), &format!("item-{key}"));
    graph.is_a(&item, crm::E22_HUMAN_MADE_OBJECT);
    graph.of_kind(&item, kind::COPY);
    let title = graph.name_of(document);
    graph.label_as(&item, kind::COPY, &title);
    graph.link(&item, crm::P128_CARRIES, document);
    graph.link(&item, crm::P46I_FORMS_PART_OF, &holding);
    if let Some(mark) = &held.shelfmark {
        let shelfmark = part(item.as_ref(), &format!("mark-{}", super::iri::short_id(mark)));
        graph.is_a(&shelfmark, crm::E42_IDENTIFIER);
        graph.of_kind(&shelfmark, kind::SHELFMARK);
        graph.label_as(&shelfmark, kind::SHELFMARK, mark);
        graph.plain(&shelfmark, crm::P190_HAS_SYMBOLIC_CONTENT, mark);
        graph.link(&item, crm::P1_IS_IDENTIFIED_BY, &shelfmark);
    }
    Some(item)
}

/// A collection of an archive, or all of an archive that is named alone.
fn holding(graph: &mut Graph, addresses: &Addresses, held: &Holding) -> Option<NamedNode> {
    let holding = addresses.holding(held)?;
    graph.is_a(&holding, crm::E78_CURATED_HOLDING);
    graph.of_kind(&holding, kind::HOLDING);
    let archive = held.repository.as_deref().and_then(|short| thing::archive(graph, addresses, short));
    if let Some(archive) = &archive {
        graph.link(&holding, crm::P50_HAS_CURRENT_KEEPER, archive);
    }
    let language = graph.language().to_owned();
    match (&held.collection, archive) {
        (Some(collection), _) => graph.label(&holding, collection, &language),
        (None, Some(archive)) => {
            let name = graph.name_of(&archive);
            graph.label_as(&holding, kind::HOLDING, &name);
        }
        (None, None) => graph.label_as(&holding, kind::HOLDING, ""),
    }
    Some(holding)
}

/// "Author. Title. Place, year", as a catalogue would have it.
fn described(graph: &Graph, work: &Work, authors: &[NamedNode]) -> String {
    let names: Vec<String> = authors.iter().map(|author| graph.name_of(author)).filter(|name| !name.is_empty()).collect();
    let title = work.title.trim_end_matches(['.', ',', ' ']).to_owned();
    let imprint: Vec<&str> = [&work.place, &work.year].into_iter().flatten().map(String::as_str).collect();
    let parts = [names.join(", "), title, imprint.join(", ")];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(". ").replace("..", ".")
}

fn kind_of(kind: SourceKind) -> NamedNodeRef<'static> {
    match kind {
        SourceKind::Book => kind::WORK_BOOK,
        SourceKind::Archival | SourceKind::PublishedDocument => kind::WORK_EDITION,
        SourceKind::Article => kind::WORK_PERIODICAL,
        SourceKind::Press => kind::WORK_NEWSPAPER,
    }
}

/// The year of an imprint, where it is one year.
fn year(cited: &str) -> Option<HistoricalDate> {
    let digits = cited.trim();
    let year = (digits.len() == 4).then(|| digits.parse().ok()).flatten()?;
    Some(HistoricalDate::at(Moment::Year(year)))
}
