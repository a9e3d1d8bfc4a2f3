//! The documents and works that an essay cites: each cited source with its people, and what is claimed of it.

use std::collections::HashMap;

use crate::lang::Pack;
use crate::read::{CitedSource, Reading, SourceKind};
use crate::resolve::{EntityId, Resolved};
use crate::text::Span;

use super::roles::{People, people};
use super::{CitationRef, CitedBy, Claim, DocumentKey, DocumentKind, Evidence, Holding, Publication, Statement, Work, WorkKey};

/// How sure a claim is that rests on a citation's own words.
const CITED: f32 = 0.9;
/// The same, where the names' parts are not told by cases or prepositions.
const UNSURE: f32 = 0.6;

/// One document of an essay with every source that cites it.
#[derive(Clone, Debug)]
pub(super) struct Document {
    pub(super) key: DocumentKey,
    /// `(citation, source)` indexes into the reading, in order.
    pub(super) cited: Vec<(usize, usize)>,
}

/// Everything that the citations of an essay name.
#[derive(Clone, Debug, Default)]
pub(super) struct Cited {
    pub(super) rows: Vec<CitedBy>,
    /// In the order in which they are first cited.
    pub(super) documents: Vec<Document>,
    pub(super) statements: Vec<Statement>,
}

/// The documents and works of a reading's citations.
pub(super) fn cited(reading: &Reading, resolved: &Resolved, text: &str, pack: &Pack) -> Cited {
    let mut out = Cited::default();
    let mut known: HashMap<DocumentKey, usize> = HashMap::new();
    for (number, citation) in reading.citations.iter().enumerate() {
        for (at, source) in citation.sources.iter().enumerate() {
            let people = source_people(source, text, resolved, pack);
            let document = document_key(source, &people, text);
            let work = work(source, &people, text);
            let reference = CitationRef { citation: number, source: at };
            let evidence = |rule: &'static str| Evidence {
                span: citation.span,
                citation: Some(number),
                rule,
                confidence: if people.authors.is_empty() { UNSURE } else { CITED },
            };
            if let Some(key) = &document {
                let place = known.get(key).copied();
                match place {
                    Some(place) => out.documents[place].cited.push((number, at)),
                    None => {
                        known.insert(key.clone(), out.documents.len());
                        out.documents.push(Document { key: key.clone(), cited: vec![(number, at)] });
                    }
                }
                out.statements.extend(of_document(key, source, work.as_ref(), place.is_none(), &evidence));
            }
            out.statements.push(Statement {
                claim: Claim::Cited { citation: reference, document: document.clone(), work: work.clone(), pages: source.pages.clone() },
                evidence: Evidence { span: citing_sentence(reading, number).unwrap_or(citation.span), ..evidence("citation") },
            });
            out.rows.push(CitedBy {
                citation: number,
                source: at,
                authors: people.authors,
                recipients: people.recipients,
                document,
                work: work.map(|work| work.key),
            });
        }
    }
    out
}

/// The statements that one citation of a document makes; that it was written and sent is said once.
fn of_document(
    key: &DocumentKey,
    source: &CitedSource,
    work: Option<&Work>,
    first: bool,
    evidence: &dyn Fn(&'static str) -> Evidence,
) -> Vec<Statement> {
    let mut out = Vec::new();
    let mut push = |claim, rule| out.push(Statement { claim, evidence: evidence(rule) });
    if first {
        push(Claim::Created { document: key.clone(), authors: key.authors.clone(), when: source.date }, "citation-title");
        if !key.addressees.is_empty() {
            push(
                Claim::Sent { document: key.clone(), senders: key.authors.clone(), addressees: key.addressees.clone(), when: source.date },
                "citation-title",
            );
        }
    }
    match source.kind {
        SourceKind::Archival => {
            let holding = Holding {
                repository: source.repository.clone(),
                collection: source.collection.clone(),
                shelfmark: source.shelfmark.clone(),
                leaf: source.pages.clone(),
            };
            if holding.repository.is_some() || holding.collection.is_some() || holding.shelfmark.is_some() {
                push(Claim::Held { document: key.clone(), holding }, "citation-holding");
            }
        }
        SourceKind::PublishedDocument | SourceKind::Article => {
            if let Some(work) = work {
                push(
                    Claim::Published {
                        document: key.clone(),
                        publication: Publication { work: work.clone(), pages: source.pages.clone() },
                    },
                    "citation-imprint",
                );
            }
        }
        SourceKind::Book | SourceKind::Press => {}
    }
    out
}

/// The people of a source: of a document from its title, of a book or an article where they stand.
fn source_people(source: &CitedSource, text: &str, resolved: &Resolved, pack: &Pack) -> People {
    if let Some(author) = source.author {
        let named = resolved.mentions_in(author);
        return People { authors: unique(named.map(|mention| mention.entity.clone())), recipients: Vec::new() };
    }
    let Some(title) = source.title else { return People::default() };
    if !matches!(source.kind, SourceKind::Archival | SourceKind::PublishedDocument) {
        return People::default();
    }
    let kind = pack.citations.kind_in(title.of(text));
    let between = pack.citations.to.is_match(title.of(text));
    if kind.is_none() && !between {
        return People::default();
    }
    let mut people = people(title, kind.map(|(at, _)| title.start() + at), text, resolved, pack);
    if matches!(kind, Some((_, "conversation record"))) {
        people.authors.append(&mut people.recipients);
    }
    people
}

fn unique(entities: impl Iterator<Item = EntityId>) -> Vec<EntityId> {
    let mut out: Vec<EntityId> = Vec::new();
    for entity in entities {
        if !out.contains(&entity) {
            out.push(entity);
        }
    }
    out
}

/// What the document is recognised by; `None` where a book or a newspaper is cited itself.
fn document_key(source: &CitedSource, people: &People, text: &str) -> Option<DocumentKey> {
    match source.kind {
        SourceKind::Book | SourceKind::Press => return None,
        SourceKind::PublishedDocument | SourceKind::Article if source.title.is_none() => return None,
        SourceKind::Archival | SourceKind::PublishedDocument | SourceKind::Article => {}
    }
    let holding =
        || [&source.repository, &source.collection, &source.shelfmark].into_iter().flatten().cloned().collect::<Vec<_>>().join(", ");
    let title = source.title.map_or_else(holding, |title| collapsed(title, text));
    let sorted = |ids: &[EntityId]| {
        let mut ids = ids.to_vec();
        ids.sort();
        ids
    };
    Some(DocumentKey {
        kind: source.doc_type.as_deref().and_then(DocumentKind::parse),
        authors: sorted(&people.authors),
        addressees: sorted(&people.recipients),
        date: source.date.map(|date| date.edtf()),
        title,
    })
    .filter(|key| !key.title.is_empty())
}

/// The book, the volume or the periodical of a source.
fn work(source: &CitedSource, people: &People, text: &str) -> Option<Work> {
    let own = source.kind == SourceKind::Book;
    let title = if own { source.title.map(|title| collapsed(title, text)) } else { source.container.clone() }?;
    let kind = if matches!(source.kind, SourceKind::Article) { SourceKind::Press } else { source.kind };
    let year = source.year.clone().filter(|_| kind != SourceKind::Press);
    Some(Work {
        key: WorkKey::new(&title, year.as_deref()),
        kind,
        title,
        authors: if own { people.authors.clone() } else { Vec::new() },
        place: source.place.clone(),
        year,
    })
}

/// The sentence that a citation supports: the one it closes, or the one its marker stands in.
pub(super) fn citing_sentence(reading: &Reading, citation: usize) -> Option<Span> {
    let citation = &reading.citations[citation];
    let at = citation.markers.first().map_or(citation.span.start(), |marker| marker.at);
    let after = reading.sentences.partition_point(|sentence| sentence.start() < at);
    after.checked_sub(1).map(|last| reading.sentences[last])
}

fn collapsed(span: Span, text: &str) -> String {
    span.of(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
