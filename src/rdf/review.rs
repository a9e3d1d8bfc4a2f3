//! What people decided about statements: `graph/review`, and the address by which a statement is decided on.

use oxigraph::model::NamedNode;
use oxigraph::model::vocab::rdfs;

use crate::claim::{Rejected, Review, Verdict};
use crate::resolve::Authority;
use crate::time::HistoricalDate;

use super::graph::Graph;
use super::iri::part;
use super::mapping::{Telling, found};
use super::passage::Passages;
use super::vocab::{common, crm, kind, ov};
use super::{Edition, Essays, ReadEssay, Registry, date, description, thing};

/// Where a statement lives, and what it says: what a person decides on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The path of the statement: `essay/kars#a-k3v9…`.
    pub statement: String,
    /// The path of the words it rests on.
    pub passage: String,
    /// The path of what it says something of.
    pub about: String,
    /// What that is called.
    pub label: String,
}

/// Takes an essay with the addresses of its statements.
pub type TakeAddresses<'t, E> = &'t mut dyn FnMut(&ReadEssay<'_>, Vec<Option<Address>>) -> Result<(), E>;

/// Hands over each essay with the address of each of its statements, in the order of their keys; `None` for a statement
/// whose thing was taken out.
///
/// # Errors
/// When an essay cannot be read, or `take` fails.
pub fn addresses<E>(
    edition: &Edition,
    essays: &mut dyn Essays<E>,
    authority: &Authority,
    registry: &Registry,
    take: TakeAddresses<'_, E>,
) -> Result<(), E> {
    let mut registry = registry.clone();
    let (addresses, known) = found(edition, essays, authority, &mut registry)?;
    let mut graph = Graph::new(&edition.language);
    thing::authority(&mut graph, &addresses, authority, &edition.language);
    essays.each(&mut |essay| {
        let statements = 0..essay.account.statements.len();
        let Some(node) = addresses.essay(essay.key) else { return take(essay, vec![None; statements.len()]) };
        graph.parts_pass(&node);
        description::unknown(&mut graph, essay, authority, &addresses);
        let passages = Passages::of(essay, &node);
        let about = |index: usize| {
            let telling = Telling::of(essay, index, &node, edition, &addresses, &known, &passages);
            telling.address(&mut graph, &edition.base)
        };
        let found = statements.map(about).collect();
        drop(graph.take_quads());
        take(essay, found)
    })
}

/// The decisions about a statement that stands: each an assignment (E13) that it is confirmed or corrected.
///
/// The reading of the passage names each of the people, so that who asks for evidence finds them there.
pub(super) fn stands(
    graph: &mut Graph,
    edition: &Edition,
    reading: &NamedNode,
    passage: &NamedNode,
    about: &NamedNode,
    reviews: &[Review],
) {
    for review in reviews {
        let who = agent(graph, edition, review);
        graph.link(reading, ov::REVIEWED_BY, &who);
    }
    let former = graph.enter(edition.base.graph("review"));
    let name = graph.name_of(about);
    for (nth, review) in reviews.iter().enumerate() {
        decision(graph, edition, reading, nth, &Decided { about, passage, name: &name, review });
    }
    graph.leave(former);
}

/// A statement that a person rejected: what was read is kept as words that nobody vouches for (E89), with the decision.
pub(super) fn rejected(graph: &mut Graph, edition: &Edition, passage: &NamedNode, rejected: &Rejected) {
    let former = graph.enter(edition.base.graph("review"));
    let Rejected { id, name, reviews, .. } = rejected;
    let reading = NamedNode::new_unchecked(format!("{}{id}", edition.base));
    let read = part(reading.as_ref(), "read");
    graph.is_a(&read, crm::E89_PROPOSITIONAL_OBJECT);
    graph.of_kind(&read, kind::STATEMENT);
    graph.label_as(&read, kind::STATEMENT, name);
    for (nth, review) in reviews.iter().enumerate() {
        decision(graph, edition, &reading, nth, &Decided { about: &read, passage, name, review });
    }
    graph.leave(former);
}

/// One decision, told.
struct Decided<'a> {
    about: &'a NamedNode,
    passage: &'a NamedNode,
    name: &'a str,
    review: &'a Review,
}

fn decision(graph: &mut Graph, edition: &Edition, reading: &NamedNode, nth: usize, decided: &Decided<'_>) {
    let Decided { about, passage, name, review } = decided;
    let verdict = match review.verdict {
        Verdict::Confirmed => kind::CONFIRMED,
        Verdict::Rejected => kind::REJECTED,
        Verdict::Corrected(_) => kind::CORRECTED,
    };
    let node = part(reading.as_ref(), &format!("review-{}", nth + 1));
    graph.is_a(&node, crm::E13_ATTRIBUTE_ASSIGNMENT);
    graph.of_kind(&node, verdict);
    graph.label_as(&node, verdict, name);
    graph.link(&node, crm::P140_ASSIGNED_ATTRIBUTE_TO, *about);
    graph.assigns(&node, crm::P2_HAS_TYPE, kind::KIND);
    graph.link(&node, crm::P141_ASSIGNED, verdict);
    graph.link(&node, crm::P16_USED_SPECIFIC_OBJECT, *passage);
    let who = agent(graph, edition, review);
    graph.link(&node, common::PROV_WAS_ASSOCIATED_WITH, &who);
    if let Some(when) = HistoricalDate::parse(&review.at) {
        let span = date::time_span_of(graph, &node, &when, None);
        graph.link(&node, crm::P4_HAS_TIME_SPAN, &span);
    }
    let corrections = match &review.verdict {
        Verdict::Corrected(corrections) => corrections.iter().map(crate::claim::Correction::written).collect::<Vec<_>>().join("; "),
        Verdict::Confirmed | Verdict::Rejected => String::new(),
    };
    let why = [corrections.as_str(), review.why.as_str()].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(". ");
    if !why.is_empty() {
        graph.plain(&node, crm::P3_HAS_NOTE, &why);
    }
}

/// Says of the graph of decisions what it is.
pub(super) fn describe(graph: &mut Graph, edition: &Edition) {
    let named = edition.base.graph("review");
    graph.is_a(&named, common::PROV_ENTITY);
    graph.label_as(&named, kind::GRAPH_REVIEW, "");
    graph.link(&edition.base.dataset(), common::DCT_HAS_PART, &named);
}

/// The person who decided, in the graph that is being written.
fn agent(graph: &mut Graph, edition: &Edition, review: &Review) -> NamedNode {
    let agent = description::person(edition, &review.by, review.orcid.as_deref());
    graph.is_a(&agent, common::FOAF_AGENT);
    graph.plain(&agent, rdfs::LABEL, &review.by);
    graph.plain(&agent, common::FOAF_NAME, &review.by);
    agent
}
