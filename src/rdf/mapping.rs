//! From what the essays say to the quads of a publication.

use std::collections::{HashMap, HashSet};

use oxigraph::model::{NamedNode, Quad};

use crate::claim::{Claim, DocumentKey, Event, Review, Statement, Work};
use crate::read::Citation;
use crate::resolve::Authority;
use crate::text::Span;
use crate::time::HistoricalDate;

use super::addresses::{Addresses, Minting};
use super::date::Dating;
use super::description::Brief;
use super::graph::Graph;
use super::iri::{Digest, part, short_id};
use super::passage::Passages;
use super::review::{self, Address};
use super::shortcut::Shortcuts;
use super::vocab::{common, crm, kind, ov};
use super::{Base, Edition, Essays, ReadEssay, Registry, TextRight, description, document, event, role, thing, unreal, work};

/// One statement while it is told: the essay around it, and what all essays say together.
pub(super) struct Telling<'a> {
    /// The essay.
    pub(super) essay: &'a ReadEssay<'a>,
    /// The essay in the graph.
    pub(super) node: &'a NamedNode,
    /// Its author in the graph.
    pub(super) author: Option<&'a NamedNode>,
    /// What may be shown of it.
    pub(super) text: TextRight,
    /// Where everything lives.
    pub(super) addresses: &'a Addresses,
    known: &'a Known,
    passages: &'a Passages,
    statement: &'a Statement,
    reviews: &'a [Review],
}

/// What all essays together say of a document.
#[derive(Default)]
pub(super) struct Known {
    datings: HashMap<Digest, Dating>,
    cited: HashSet<Digest>,
}

/// About how many statements that are no essay's make a part.
const PART: usize = 10_000;

/// The quads of a publication, sorted as lines of N-Quads, each once, without blank nodes.
///
/// The same edition, essays, authority and registry give the same quads; the essays may come
/// in any order. New addresses are entered into the registry.
#[must_use]
pub fn quads(edition: &Edition, essays: &[ReadEssay], authority: &Authority, registry: &mut Registry) -> Vec<Quad> {
    let mut quads = Vec::new();
    let done: Result<(), std::convert::Infallible> = tell(edition, &mut &*essays, authority, registry, &mut |part| {
        quads.extend(part);
        Ok(())
    });
    let Ok(()) = done;
    quads.sort_by_cached_key(ToString::to_string);
    quads.dedup();
    quads
}

/// Tells a publication part by part: what the authority files know, each essay, the publication itself.
///
/// A part speaks of nothing that neither it nor an earlier one describes, so no more than one essay need be held at
/// once; they are gone through twice, first for the addresses of all they speak of. The parts are in no order, and a
/// statement may stand in several of them. Else as [`quads`].
///
/// # Errors
/// When an essay cannot be read, or `take` fails.
pub fn tell<E>(
    edition: &Edition,
    essays: &mut dyn Essays<E>,
    authority: &Authority,
    registry: &mut Registry,
    take: &mut dyn FnMut(Vec<Quad>) -> Result<(), E>,
) -> Result<(), E> {
    let (addresses, known) = found(edition, essays, authority, registry)?;
    let mut graph = Graph::new(&edition.language);
    let mut shortcuts = Shortcuts::default();
    graph.enter(edition.base.graph("authority"));
    thing::authority(&mut graph, &addresses, authority, &edition.language);
    take(part_of(&mut graph, &mut shortcuts, edition))?;
    let mut briefs = Vec::new();
    let mut is_reviewed = false;
    essays.each(&mut |essay| {
        briefs.push(Brief::of(essay));
        is_reviewed |= !essay.account.reviews.is_empty() || !essay.account.rejected.is_empty();
        let Some(node) = addresses.essay(essay.key) else { return Ok(()) };
        graph.parts_pass(&node);
        essay_graph(&mut graph, edition, essay, &node, authority, &addresses, &known);
        take(part_of(&mut graph, &mut shortcuts, edition))
    })?;
    let description = edition.base.graph("description");
    graph.enter(description.clone());
    description::publication(&mut graph, edition);
    if is_reviewed {
        review::describe(&mut graph, edition);
    }
    for brief in &briefs {
        description::listed(&mut graph, edition, brief, &addresses);
        if graph.len() > PART {
            take(part_of(&mut graph, &mut shortcuts, edition))?;
            graph.enter(description.clone());
        }
    }
    take(part_of(&mut graph, &mut shortcuts, edition))?;
    graph.enter(edition.base.graph("shortcuts"));
    shortcuts.names(&mut graph, PART, take)
}

/// What has to be known of all essays before one of them can be told.
pub(super) fn found<E>(
    edition: &Edition,
    essays: &mut dyn Essays<E>,
    authority: &Authority,
    registry: &mut Registry,
) -> Result<(Addresses, Known), E> {
    let mut minting = Minting::begin(edition, authority, registry);
    let mut known = Known::default();
    essays.each(&mut |essay| {
        minting.essay(essay);
        known.add(essay);
        Ok(())
    })?;
    Ok((minting.addresses, known))
}

/// What was said since the last part, with the kinds it uses and what follows from it.
fn part_of(graph: &mut Graph, shortcuts: &mut Shortcuts, edition: &Edition) -> Vec<Quad> {
    graph.enter(edition.base.graph("authority"));
    description::kinds(graph);
    let mut quads = graph.take_quads();
    graph.enter(edition.base.graph("shortcuts"));
    shortcuts.of(&quads, graph, &edition.base);
    quads.extend(graph.take_quads());
    quads
}

/// Everything one essay says, in its own graph.
fn essay_graph(
    graph: &mut Graph,
    edition: &Edition,
    essay: &ReadEssay,
    node: &NamedNode,
    authority: &Authority,
    addresses: &Addresses,
    known: &Known,
) {
    graph.enter(edition.base.graph(&format!("essay/{}", essay.key)));
    description::unknown(graph, essay, authority, addresses);
    let author = description::essay(graph, essay, node, addresses);
    let passages = Passages::of(essay, node);
    passages.write(graph, addresses, essay, node, edition.text);
    for index in 0..essay.account.statements.len() {
        let mut telling = Telling::of(essay, index, node, edition, addresses, known, &passages);
        telling.author = author.as_ref();
        if let Some(told) = telling.tell(graph) {
            telling.evidence(graph, edition, &told);
        }
    }
    for rejected in &essay.account.rejected {
        if let Some(passage) = passages.at(essay, rejected.statement.evidence.span) {
            review::rejected(graph, edition, passage, rejected);
        }
    }
}

/// A statement in the graph: what it is about, and what its passage refers to.
struct Told {
    body: NamedNode,
    refers_to: NamedNode,
}

impl<'a> Telling<'a> {
    /// One statement of an essay whose author is not known yet.
    pub(super) fn of(
        essay: &'a ReadEssay<'a>,
        index: usize,
        node: &'a NamedNode,
        edition: &Edition,
        addresses: &'a Addresses,
        known: &'a Known,
        passages: &'a Passages,
    ) -> Self {
        let statement = &essay.account.statements[index];
        let reviews = essay.account.reviews.get(&index).map_or(&[][..], Vec::as_slice);
        Telling { essay, node, author: None, text: edition.text, addresses, known, passages, statement, reviews }
    }

    /// Where the statement lives; the graph is one to try things on.
    pub(super) fn address(&self, graph: &mut Graph, base: &Base) -> Option<Address> {
        let told = self.tell(graph)?;
        let passage = self.passage()?;
        let path = |node: &NamedNode| node.as_str().strip_prefix(base.as_str()).unwrap_or(node.as_str()).to_owned();
        let label = graph.name_of(&told.body);
        Some(Address { statement: path(&self.reading(passage, &told)), passage: path(passage), about: path(&told.body), label })
    }

    /// The reading of the passage: the node by which a statement is known.
    fn reading(&self, passage: &NamedNode, told: &Told) -> NamedNode {
        let id = short_id(&format!("{passage}|{}|{}", told.body, self.statement.evidence.rule));
        part(self.node.as_ref(), &format!("a-{id}"))
    }

    /// The claim as triples.
    fn tell(&self, graph: &mut Graph) -> Option<Told> {
        match &self.statement.claim {
            Claim::Created { document, authors, when } => {
                let body = document::created(graph, self, document, authors, *when)?;
                Some(Told { body, refers_to: self.addresses.document(document)? })
            }
            Claim::Sent { document, senders, addressees, when } => {
                let body = document::sent(graph, self, document, senders, addressees, *when)?;
                Some(Told { body, refers_to: self.addresses.document(document)? })
            }
            Claim::Held { document, holding } => {
                let node = document::document(graph, self, document)?;
                let body = work::copy(graph, self.addresses, &node, holding)?;
                Some(Told { body, refers_to: node })
            }
            Claim::Published { document, publication } => {
                let body = document::published(graph, self, document, publication)?;
                Some(Told { refers_to: body.clone(), body })
            }
            Claim::Cited { citation, document, work, pages } => {
                let citation_node = self.passages.cited(self.essay, *citation)?.clone();
                let see = self.cites_for_information(citation.citation, citation.source);
                self.cited(graph, &citation_node, document.as_ref(), work.as_ref(), pages.as_deref(), see)
            }
            Claim::Happened(event) => {
                let body = event::happened(graph, self, event)?;
                for &passage in &event.passages {
                    if let Some(passage) = self.passages.at(self.essay, passage) {
                        graph.link(passage, crm::P67_REFERS_TO, &body);
                    }
                }
                for &index in &event.cited_by {
                    if let Some(citation) = self.passages.citation(self.essay, index) {
                        graph.link(citation, crm::P67_REFERS_TO, &body);
                    }
                }
                Some(Told { refers_to: body.clone(), body })
            }
            Claim::Unreal { mood, event } => {
                let body = unreal::told(graph, self, *mood, event)?;
                Some(Told { refers_to: body.clone(), body })
            }
            Claim::Office { holder, office, body, when } => {
                let tenure = role::office(graph, self, holder, office, body.as_ref(), *when)?;
                Some(Told { refers_to: tenure.clone(), body: tenure })
            }
        }
    }

    /// A citation refers to a document, to the work it is printed in, or to both.
    fn cited(
        &self,
        graph: &mut Graph,
        citation: &NamedNode,
        document: Option<&DocumentKey>,
        cited_work: Option<&Work>,
        pages: Option<&str>,
        see: bool,
    ) -> Option<Told> {
        let document = document.and_then(|document| document::document(graph, self, document));
        let cited_work = cited_work.and_then(|cited| work::work(graph, self.addresses, cited));
        let cites = if see { common::CITO_CITES_FOR_INFORMATION } else { common::CITO_CITES_AS_EVIDENCE };
        for source in document.iter().chain(&cited_work) {
            graph.link(citation, crm::P67_REFERS_TO, source);
            graph.link(citation, cites, source);
        }
        if let Some(pages) = pages {
            graph.plain(citation, common::BIBO_PAGES, pages);
        }
        let body = document.or(cited_work)?;
        Some(Told { refers_to: body.clone(), body })
    }

    /// Joins a statement to its words: the passage refers to it, and an annotation says how it was read.
    fn evidence(&self, graph: &mut Graph, edition: &Edition, told: &Told) {
        let Some(passage) = self.passage() else { return };
        let evidence = &self.statement.evidence;
        graph.link(passage, crm::P67_REFERS_TO, &told.refers_to);
        let citation = evidence.citation.and_then(|index| self.passages.citation(self.essay, index));
        if let Some(citation) = citation.filter(|_| !self.passages.is_citation(self.essay, evidence.span)) {
            graph.link(passage, ov::SUPPORTED_BY, citation);
        }
        let annotation = self.reading(passage, told);
        if graph.label_of(&annotation).is_some() {
            return; // The same rule read the same of the same words: once is enough.
        }
        graph.is_a(&annotation, common::OA_ANNOTATION);
        let body = graph.name_of(&told.body);
        graph.label_as(&annotation, kind::ANNOTATION, &body);
        graph.link(&annotation, common::OA_MOTIVATED_BY, common::OA_DESCRIBING);
        graph.link(&annotation, common::OA_HAS_BODY, &told.body);
        graph.link(&annotation, common::OA_HAS_TARGET, passage);
        let confidence = format!("{:.2}", self.confidence());
        graph.value(&annotation, ov::CONFIDENCE, &confidence, oxigraph::model::vocab::xsd::DECIMAL);
        graph.plain(&annotation, ov::RULE, evidence.rule);
        review::stands(graph, edition, &annotation, passage, &told.body, self.reviews);
    }

    /// The passage or the citation that the statement rests on.
    pub(super) fn passage(&self) -> Option<&NamedNode> {
        self.passages.at(self.essay, self.statement.evidence.span)
    }

    /// Where the words of the statement stand: its passage, then the citation that supports it.
    pub(super) fn evidence_spans(&self) -> Vec<Span> {
        let evidence = &self.statement.evidence;
        let citation = evidence.citation.and_then(|index| self.essay.reading.citations.get(index));
        std::iter::once(evidence.span).chain(citation.map(|citation| citation.span)).collect()
    }

    /// How sure the reading of the statement is.
    pub(super) fn confidence(&self) -> f32 {
        self.statement.evidence.confidence.clamp(0.0, 1.0)
    }

    /// Where an event is told of.
    pub(super) fn event_spans(&self, event: &Event) -> Vec<Span> {
        event.passages.iter().copied().chain(self.evidence_spans()).collect()
    }

    /// Whether any essay cites the document, so that its title is one of a source.
    pub(super) fn is_cited(&self, document: &DocumentKey) -> bool {
        self.known.cited.contains(&Digest::of(&document.identified_by()))
    }

    /// The date to count with.
    pub(super) fn chosen_date(&self, document: &DocumentKey) -> Option<HistoricalDate> {
        self.known.datings.get(&Digest::of(&document.identified_by()))?.chosen(document.date.as_deref())
    }

    /// Whether this date stands against another one.
    pub(super) fn is_disputed(&self, document: &DocumentKey, when: &HistoricalDate) -> bool {
        let dating = self.known.datings.get(&Digest::of(&document.identified_by()));
        dating.is_some_and(|dating| dating.clashes() && dating.is_exact(when))
    }

    fn cites_for_information(&self, citation: usize, source: usize) -> bool {
        let citation: Option<&Citation> = self.essay.reading.citations.get(citation);
        citation.and_then(|citation| citation.sources.get(source)).is_some_and(|source| source.see)
    }
}

impl Known {
    /// Adds what one essay says.
    fn add(&mut self, essay: &ReadEssay) {
        for (index, statement) in essay.account.statements.iter().enumerate() {
            match &statement.claim {
                Claim::Created { document, when: Some(when), .. } | Claim::Sent { document, when: Some(when), .. } => {
                    let dating = self.datings.entry(Digest::of(&document.identified_by())).or_default();
                    dating.add(*when);
                    essay.account.corrected_date(index).iter().for_each(|date| dating.prefer(*date));
                }
                Claim::Cited { document: Some(document), .. } => drop(self.cited.insert(Digest::of(&document.identified_by()))),
                Claim::Created { .. }
                | Claim::Sent { .. }
                | Claim::Held { .. }
                | Claim::Published { .. }
                | Claim::Cited { .. }
                | Claim::Happened(_)
                | Claim::Unreal { .. }
                | Claim::Office { .. } => {}
            }
        }
    }
}
