//! Passages and citations of an essay: where they stand, and, as far as the text may be shown, their words.

use std::collections::{BTreeMap, HashMap};

use oxigraph::model::NamedNode;

use crate::claim::{CitationRef, Claim};
use crate::resolve::Mention;
use crate::text::Span;

use super::addresses::Addresses;
use super::graph::Graph;
use super::iri::{part, words_id};
use super::vocab::{common, crm, kind};
use super::{ReadEssay, TextRight};

/// Characters of context that a quotation is given on each side.
const CONTEXT: usize = 32;

/// What a stretch of an essay is in the graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// A sentence that names something, and supports no statement.
    Naming,
    /// Words that a statement rests on.
    Supporting,
    /// A citation of one source, or one source of a citation of several.
    Citation,
    /// A citation of several sources.
    Group,
}

/// The passages and citations of one essay with their addresses.
#[derive(Debug, Default)]
pub(super) struct Passages {
    nodes: BTreeMap<Span, (Role, NamedNode)>,
}

impl Passages {
    /// Everything in an essay that gets an address, found before anything is said of it.
    pub(super) fn of(essay: &ReadEssay, node: &NamedNode) -> Self {
        let mut roles: BTreeMap<Span, Role> = BTreeMap::new();
        for (sentence, _) in named_in_sentences(essay) {
            roles.insert(sentence, Role::Naming);
        }
        for rejected in &essay.account.rejected {
            roles.insert(covering(essay, rejected.statement.evidence.span), Role::Naming);
        }
        for statement in &essay.account.statements {
            roles.insert(covering(essay, statement.evidence.span), Role::Supporting);
            if let Claim::Happened(event) = &statement.claim {
                roles.extend(event.passages.iter().map(|&passage| (covering(essay, passage), Role::Supporting)));
            }
        }
        for citation in &essay.reading.citations {
            let several = citation.sources.len() > 1;
            roles.insert(citation.span, if several { Role::Group } else { Role::Citation });
            if several {
                roles.extend(citation.sources.iter().map(|source| (source.span, Role::Citation)));
            }
        }
        let mut seen: HashMap<String, usize> = HashMap::new();
        let nodes = roles.into_iter().filter(|(span, _)| !span.is_empty()).map(|(span, role)| {
            let words = essay.words(span);
            let nth = seen.entry(words_id(&words, 0)).or_default();
            let id = words_id(&words, *nth);
            *nth += 1;
            (span, (role, part(node.as_ref(), &format!("q-{id}"))))
        });
        Self { nodes: nodes.collect() }
    }

    /// The passage or citation at a span; within a citation, the smallest one around it.
    pub(super) fn at(&self, essay: &ReadEssay, span: Span) -> Option<&NamedNode> {
        self.nodes.get(&covering(essay, span)).map(|(_, node)| node)
    }

    /// Whether a span is, or stands in, a citation.
    pub(super) fn is_citation(&self, essay: &ReadEssay, span: Span) -> bool {
        let role = self.nodes.get(&covering(essay, span)).map(|(role, _)| *role);
        matches!(role, Some(Role::Citation | Role::Group))
    }

    /// A source of a citation.
    pub(super) fn cited(&self, essay: &ReadEssay, source: CitationRef) -> Option<&NamedNode> {
        let citation = essay.reading.citations.get(source.citation)?;
        let span = if citation.sources.len() > 1 { citation.sources.get(source.source)?.span } else { citation.span };
        self.nodes.get(&span).map(|(_, node)| node)
    }

    /// A whole citation.
    pub(super) fn citation(&self, essay: &ReadEssay, index: usize) -> Option<&NamedNode> {
        let citation = essay.reading.citations.get(index)?;
        self.nodes.get(&citation.span).map(|(_, node)| node)
    }

    /// Says where every passage stands, whom it names, and what it says where that may be shown.
    pub(super) fn write(&self, graph: &mut Graph, addresses: &Addresses, essay: &ReadEssay, node: &NamedNode, text: TextRight) {
        for (&span, (role, passage)) in &self.nodes {
            graph.is_a(passage, crm::E33_LINGUISTIC_OBJECT);
            graph.is_a(passage, common::OA_SPECIFIC_RESOURCE);
            let kind = match role {
                Role::Naming | Role::Supporting => kind::PASSAGE,
                Role::Citation => kind::CITATION,
                Role::Group => kind::CITATION_GROUP,
            };
            let (start, end) = essay.source.code_points(essay.essay.prose.raw_span(span));
            let place = format!("{start}–{end}");
            graph.of_kind(passage, kind);
            graph.label_as(passage, kind, &place);
            graph.link(passage, crm::P106I_FORMS_PART_OF, node);
            graph.link(passage, common::OA_HAS_SOURCE, node);
            let position = part(passage.as_ref(), "position");
            graph.is_a(&position, common::OA_TEXT_POSITION_SELECTOR);
            graph.label_as(&position, kind::POSITION, &place);
            graph.number(&position, common::OA_START, start);
            graph.number(&position, common::OA_END, end);
            graph.link(passage, common::OA_HAS_SELECTOR, &position);
            let shown = match text {
                TextRight::Full => true,
                TextRight::Quotes => *role != Role::Naming,
                TextRight::Positions => false,
            };
            if shown {
                quote(graph, essay, passage, span, &place, text == TextRight::Full);
            }
        }
        self.groups(graph, essay);
        for (sentence, mention) in named_in_sentences(essay) {
            let passage = self.nodes.get(&sentence).map(|(_, passage)| passage);
            if let (Some(passage), Some(thing)) = (passage, addresses.thing(&mention.entity)) {
                graph.link(passage, crm::P67_REFERS_TO, &thing);
            }
        }
        self.named_elsewhere(graph, addresses, essay, node);
    }

    /// Whom and what the citations name, and the title of the essay.
    fn named_elsewhere(&self, graph: &mut Graph, addresses: &Addresses, essay: &ReadEssay, node: &NamedNode) {
        for mention in &essay.resolved.mentions {
            let citation = self.nodes.get(&covering(essay, mention.span)).filter(|(role, _)| matches!(role, Role::Citation | Role::Group));
            let in_title = essay.essay.head.as_ref().is_some_and(|head| head.title.contains(mention.span));
            let by = citation.map(|(_, citation)| citation).or(in_title.then_some(node));
            if let (Some(by), Some(thing)) = (by, addresses.thing(&mention.entity)) {
                graph.link(by, crm::P67_REFERS_TO, &thing);
            }
        }
    }

    /// The sources of citations of several.
    fn groups(&self, graph: &mut Graph, essay: &ReadEssay) {
        for citation in essay.reading.citations.iter().filter(|citation| citation.sources.len() > 1) {
            let Some((_, whole)) = self.nodes.get(&citation.span) else { continue };
            for source in citation.sources.iter().filter(|source| source.span != citation.span) {
                if let Some((_, source)) = self.nodes.get(&source.span) {
                    graph.link(source, crm::P106I_FORMS_PART_OF, whole);
                }
            }
        }
    }
}

/// The citation, or the source of a citation of several, that a span stands in; else the span itself.
fn covering(essay: &ReadEssay, span: Span) -> Span {
    let citations = &essay.reading.citations;
    let after = citations.partition_point(|citation| citation.span.start() <= span.start());
    let Some(citation) = after.checked_sub(1).map(|last| &citations[last]).filter(|citation| citation.span.contains(span)) else {
        return span;
    };
    let source = citation.sources.iter().find(|source| citation.sources.len() > 1 && source.span.contains(span));
    source.map_or(citation.span, |source| source.span)
}

/// The words of a passage, for readers and for annotation tools.
fn quote(graph: &mut Graph, essay: &ReadEssay, passage: &NamedNode, span: Span, place: &str, with_context: bool) {
    let words = essay.words(span);
    graph.plain(passage, crm::P190_HAS_SYMBOLIC_CONTENT, &words);
    graph.in_language(passage, essay.language);
    let quote = part(passage.as_ref(), "quote");
    graph.is_a(&quote, common::OA_TEXT_QUOTE_SELECTOR);
    graph.label_as(&quote, kind::QUOTE, place);
    graph.plain(&quote, common::OA_EXACT, &words);
    if with_context {
        let text = essay.essay.prose.text();
        let before = &text[..span.start()];
        let from = before.char_indices().rev().take(CONTEXT).last().map_or(before.len(), |(at, _)| at);
        let after = &text[span.end()..];
        let to = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
        graph.plain(&quote, common::OA_PREFIX, &one_line(&before[from..]));
        graph.plain(&quote, common::OA_SUFFIX, &one_line(&after[..to]));
    }
    graph.link(passage, common::OA_HAS_SELECTOR, &quote);
}

/// Each white space of a context one space, none dropped at its ends: they belong to the text.
fn one_line(context: &str) -> String {
    let mut line = String::with_capacity(context.len());
    for letter in context.chars() {
        if !letter.is_whitespace() {
            line.push(letter);
        } else if !line.ends_with(' ') {
            line.push(' ');
        }
    }
    line
}

/// The sentences of the body that name something, each with what it names.
fn named_in_sentences<'a>(essay: &ReadEssay<'a>) -> impl Iterator<Item = (Span, &'a Mention)> {
    let mentions = &essay.resolved.mentions;
    essay.reading.sentences.iter().flat_map(move |&sentence| {
        let from = mentions.partition_point(|mention| mention.span.start() < sentence.start());
        let within = mentions[from..].iter().take_while(move |mention| mention.span.end() <= sentence.end());
        within.map(move |mention| (sentence, mention))
    })
}
