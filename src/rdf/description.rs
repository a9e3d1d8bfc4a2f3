//! What the publication says of itself: title, licence, makers, essays, kinds, how it was built.

use std::collections::BTreeSet;

use oxigraph::model::vocab::{rdfs, xsd};
use oxigraph::model::{NamedNode, NamedNodeRef, Quad, Term};

use crate::read::ThingKind;
use crate::resolve::{Authority, EntityId};
use crate::text::slug;

use super::addresses::Addresses;
use super::graph::Graph;
use super::iri::part;
use super::vocab::{common, crm, kind, lrmoo, ov};
use super::{Creator, Edition, ReadEssay, kinds as vocabulary, thing};

/// What the publication says of an essay.
pub(super) struct Brief {
    key: String,
    title: String,
    /// SHA-256 of the raw text.
    sha256: String,
    /// Its length in code points.
    characters: usize,
}

impl Brief {
    pub(super) fn of(essay: &ReadEssay) -> Self {
        let ReadEssay { key, title, source, .. } = *essay;
        Self { key: key.to_owned(), title: title.to_owned(), sha256: source.sha256().to_owned(), characters: source.chars() }
    }
}

/// The data set and its graphs.
pub(super) fn publication(graph: &mut Graph, edition: &Edition) {
    let dataset = edition.base.dataset();
    graph.is_a(&dataset, common::DCAT_DATASET);
    graph.is_a(&dataset, common::VOID_DATASET);
    graph.label(&dataset, &edition.title, &edition.language);
    graph.words(&dataset, common::DCT_TITLE, &edition.title, &edition.language);
    graph.value(&dataset, common::DCT_ISSUED, &edition.date, xsd::DATE);
    graph.plain(&dataset, common::OWL_VERSION_INFO, &edition.version);
    graph.plain(&dataset, ov::TEXT_RIGHT, edition.text.as_str());
    graph.plain(&dataset, common::DCT_LANGUAGE, &edition.language);
    if let Ok(license) = NamedNode::new(&edition.license) {
        graph.link(&dataset, common::DCT_LICENSE, &license);
    }
    for creator in &edition.creators {
        let agent = agent(graph, &dataset, creator);
        graph.link(&dataset, common::DCT_CREATOR, &agent);
    }
    for (name, kind) in
        [("authority", kind::GRAPH_AUTHORITY), ("shortcuts", kind::GRAPH_SHORTCUTS), ("description", kind::GRAPH_DESCRIPTION)]
    {
        let named = edition.base.graph(name);
        graph.is_a(&named, common::PROV_ENTITY);
        graph.label_as(&named, kind, "");
        graph.link(&dataset, common::DCT_HAS_PART, &named);
    }
}

/// An essay of the data set, its graph, and the raw text it was read from.
pub(super) fn listed(graph: &mut Graph, edition: &Edition, essay: &Brief, addresses: &Addresses) {
    let Some(node) = addresses.essay(&essay.key) else { return };
    let dataset = edition.base.dataset();
    let named = edition.base.graph(&format!("essay/{}", essay.key));
    graph.is_a(&named, common::PROV_ENTITY);
    graph.label_as(&named, kind::GRAPH_ESSAY, &essay.title);
    graph.link(&dataset, common::DCT_HAS_PART, &named);
    graph.link(&dataset, common::DCT_HAS_PART, &node);
    let text = raw_text(graph, essay, &node);
    graph.link(&named, common::PROV_WAS_DERIVED_FROM, &text);
}

/// The essay itself: title, language, author, where it was published. Returns its author.
pub(super) fn essay(graph: &mut Graph, essay: &ReadEssay, node: &NamedNode, addresses: &Addresses) -> Option<NamedNode> {
    graph.is_a(node, crm::E33_LINGUISTIC_OBJECT);
    graph.is_a(node, lrmoo::F2_EXPRESSION);
    graph.of_kind(node, kind::ESSAY);
    graph.label(node, essay.title, essay.language);
    graph.words(node, common::DCT_TITLE, essay.title, essay.language);
    graph.in_language(node, essay.language);
    if let Some(url) = essay.source_url.and_then(|url| NamedNode::new(url).ok()) {
        graph.link(node, common::DCT_SOURCE, &url);
    }
    if let Some(date) = essay.date {
        graph.value(node, common::DCT_ISSUED, date, common::EDTF);
    }
    let author = author(graph, essay, node, addresses)?;
    let creation = part(node.as_ref(), "creation");
    graph.is_a(&creation, crm::E65_CREATION);
    graph.of_kind(&creation, kind::CREATION);
    graph.label_as(&creation, kind::CREATION, essay.title);
    graph.link(&creation, crm::P94_HAS_CREATED, node);
    graph.link(node, crm::P94I_WAS_CREATED_BY, &creation);
    graph.link(&creation, crm::P14_CARRIED_OUT_BY, &author);
    Some(author)
}

/// The author of an essay: the person whom the essay's head names, or one that is known by this
/// name, or one who is known as nothing but its author.
fn author(graph: &mut Graph, essay: &ReadEssay, node: &NamedNode, addresses: &Addresses) -> Option<NamedNode> {
    let head = essay.essay.head.as_ref().and_then(|head| head.author);
    let named = head.and_then(|head| essay.resolved.mentions.iter().find(|mention| head.contains(mention.span)));
    let known = named.map(|mention| &mention.entity).filter(|id| id.kind == ThingKind::Person);
    if let Some(person) = known.and_then(|id| addresses.thing(id)) {
        return Some(person);
    }
    let name = essay.author?;
    let by_key = EntityId { kind: ThingKind::Person, key: slug(name) };
    if let Some(person) = addresses.person_called(name).or_else(|| addresses.thing(&by_key)) {
        return Some(person);
    }
    let person = part(node.as_ref(), "author");
    graph.is_a(&person, crm::E21_PERSON);
    graph.label(&person, name, essay.language);
    Some(person)
}

/// The raw text that offsets count in; several essays may stand in one.
fn raw_text(graph: &mut Graph, essay: &Brief, node: &NamedNode) -> NamedNode {
    let text = part(node.as_ref(), "text");
    graph.is_a(&text, crm::E73_INFORMATION_OBJECT);
    graph.is_a(&text, common::PROV_ENTITY);
    graph.of_kind(&text, kind::RAW_TEXT);
    graph.label_as(&text, kind::RAW_TEXT, &essay.title);
    graph.plain(&text, ov::SHA256, &essay.sha256);
    graph.value(&text, ov::CHARACTERS, &essay.characters.to_string(), xsd::INTEGER);
    graph.link(&text, crm::P165_INCORPORATES, node);
    text
}

/// The things of an essay that no authority file knows.
pub(super) fn unknown(graph: &mut Graph, essay: &ReadEssay, authority: &Authority, addresses: &Addresses) {
    for (id, entity) in essay.resolved.entities.iter().filter(|(id, _)| authority.get(id).is_none()) {
        if let Some(thing) = addresses.thing(id) {
            thing::unknown(graph, &thing, entity);
        }
    }
}

/// A person who decided something: known by the ORCID, as one of the creators, or by the name alone.
pub(super) fn person(edition: &Edition, name: &str, orcid: Option<&str>) -> NamedNode {
    let creator = edition.creators.iter().find(|creator| creator.name == name);
    let orcid = orcid.or(creator.and_then(|creator| creator.orcid.as_deref()));
    let role = if creator.is_some() { "creator" } else { "reviewer" };
    agent_node(&edition.base.dataset(), role, name, orcid)
}

fn agent_node(dataset: &NamedNode, role: &str, name: &str, orcid: Option<&str>) -> NamedNode {
    let orcid = orcid.map(|orcid| orcid.rsplit('/').next().unwrap_or(orcid));
    let orcid = orcid.and_then(|orcid| NamedNode::new(format!("https://orcid.org/{orcid}")).ok());
    orcid.unwrap_or_else(|| part(dataset.as_ref(), &format!("{role}-{}", slug(name))))
}

fn agent(graph: &mut Graph, dataset: &NamedNode, creator: &Creator) -> NamedNode {
    let agent = agent_node(dataset, "creator", &creator.name, creator.orcid.as_deref());
    graph.is_a(&agent, common::FOAF_AGENT);
    graph.plain(&agent, rdfs::LABEL, &creator.name);
    graph.plain(&agent, common::FOAF_NAME, &creator.name);
    agent
}

/// What the kinds are called that something is said to be of.
pub(super) fn kinds(graph: &mut Graph) {
    let used = graph.take_kinds();
    let schemes = used.iter().filter_map(|kind| vocabulary::scheme(kind.as_ref())).cloned();
    let all: BTreeSet<NamedNode> = schemes.chain(used.iter().cloned()).collect();
    for kind in &all {
        let statements = vocabulary::statements(kind.as_ref());
        for triple in statements {
            graph.add(kind, triple.predicate.as_ref(), triple.object.clone());
            match &triple.object {
                Term::Literal(label) if triple.predicate == common::SKOS_PREF_LABEL => {
                    graph.add(kind, rdfs::LABEL, label.clone().into());
                }
                // The same kind elsewhere is one too, so that whoever follows the match finds what it is.
                Term::NamedNode(elsewhere) if triple.predicate.as_str().ends_with("Match") => {
                    graph.is_a(elsewhere, crm::E55_TYPE);
                    graph.label(elsewhere, vocabulary::label(kind.as_str(), "en").unwrap_or_default(), "en");
                }
                _ => {}
            }
        }
        if statements.is_empty() {
            unlisted(graph, kind);
        }
    }
}

/// A kind that the vocabulary does not list, as an authority file may name one.
fn unlisted(graph: &mut Graph, kind: &NamedNode) {
    let slug = kind.as_str().rsplit('/').next().unwrap_or_default().to_owned();
    let is_language = kind.as_str().contains("/language/");
    graph.is_a(kind, if is_language { crm::E56_LANGUAGE } else { crm::E55_TYPE });
    graph.label(kind, &slug, "en");
}

/// One run of the program over a publication.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// When it ended, as `xsd:dateTime` writes it.
    pub at: &'a str,
    /// The version of regesta.
    pub tool_version: &'a str,
    /// The essays: key, and SHA-256 of the raw text.
    pub essays: &'a [(String, String)],
    /// The other files it was made from: path below the publication's folder, and SHA-256.
    pub files: &'a [(String, String)],
    /// SHA-256 of the graph's canonical form, which is `all.nq`.
    pub canonical: &'a str,
}

/// How the publication was built, for a file of its own: when, by which version of regesta, from what, and what came of it.
///
/// Everything that a clock or the program's version bears on stands here, so that what is published does not depend on them.
#[must_use]
pub fn build(edition: &Edition, run: &Run<'_>) -> Vec<Quad> {
    let mut graph = Graph::new(&edition.language);
    let named = edition.base.graph("build");
    graph.enter(named.clone());
    let activity = part(named.as_ref(), "run");
    let tool = part(named.as_ref(), "regesta");
    graph.is_a(&activity, common::PROV_ACTIVITY);
    graph.label_as(&activity, kind::GRAPH_BUILD, run.at);
    graph.value(&activity, common::PROV_ENDED_AT_TIME, run.at, xsd::DATE_TIME);
    graph.link(&activity, common::PROV_WAS_ASSOCIATED_WITH, &tool);
    graph.is_a(&tool, common::PROV_SOFTWARE_AGENT);
    graph.plain(&tool, rdfs::LABEL, &format!("regesta {}", run.tool_version));
    graph.plain(&tool, common::OWL_VERSION_INFO, run.tool_version);
    for (key, sha256) in run.essays {
        let essay = edition.base.essay(key);
        let text = part(essay.as_ref(), "text");
        used(&mut graph, &activity, &text, key, sha256, kind::RAW_TEXT);
        let of_essay = edition.base.graph(&format!("essay/{key}"));
        graph.link(&of_essay, common::PROV_WAS_DERIVED_FROM, &text);
        graph.link(&of_essay, common::PROV_WAS_GENERATED_BY, &activity);
    }
    for (path, sha256) in run.files {
        let file = part(named.as_ref(), &format!("file-{}", slug(path)));
        used(&mut graph, &activity, &file, path, sha256, kind::INPUT);
    }
    for name in ["authority", "description", "shortcuts"] {
        graph.link(&edition.base.graph(name), common::PROV_WAS_GENERATED_BY, &activity);
    }
    graph.link(&edition.base.dataset(), common::PROV_WAS_GENERATED_BY, &activity);
    let dump = edition.base.at("dumps/all.nq");
    graph.is_a(&dump, common::PROV_ENTITY);
    graph.plain(&dump, rdfs::LABEL, "all.nq");
    graph.plain(&dump, ov::SHA256, run.canonical);
    graph.link(&dump, common::PROV_WAS_DERIVED_FROM, &edition.base.dataset());
    graph.link(&dump, common::PROV_WAS_GENERATED_BY, &activity);
    graph.finish()
}

/// The run was made from this.
fn used(graph: &mut Graph, activity: &NamedNode, input: &NamedNode, name: &str, sha256: &str, kind: NamedNodeRef<'_>) {
    graph.is_a(input, common::PROV_ENTITY);
    graph.label_as(input, kind, name);
    graph.plain(input, ov::SHA256, sha256);
    graph.link(activity, common::PROV_USED, input);
}
