//! What things are elsewhere: the decisions of `links/*.sssom.tsv` in `graph/links`, with who, when and why.
//!
//! What Wikidata or a service says of an item is said of the item, in this graph alone: nothing of it is mixed into what essays say.

use oxigraph::model::vocab::{rdfs, xsd};
use oxigraph::model::{NamedNode, NamedNodeRef, Quad};

use crate::claim::Level;
use crate::link::{By, Item, ItemId, Judged, Judgement, Mappings, Relation, Snapshot, dates};
use crate::read::ThingKind;
use crate::text::slug;
use crate::time::HistoricalDate;

use super::graph::Graph;
use super::iri::part;
use super::vocab::{common, crm, kind, ov};
use super::{Edition, Fault, Registry, date, description, thing};

/// The properties that hold an identifier elsewhere, with the start of the addresses made of it.
const ELSEWHERE: [(&str, &str); 3] =
    [("P214", "http://viaf.org/viaf/"), ("P227", "https://d-nb.info/gnd/"), ("P1566", "https://sws.geonames.org/")];

/// The links of a publication, and the decisions whose thing is no longer there.
///
/// `items` says what the items are called and dated; one that it does not know is linked all the same.
#[must_use]
pub fn links(edition: &Edition, mappings: &Mappings, items: &Snapshot, registry: &Registry) -> (Vec<Quad>, Vec<Fault>) {
    let mut graph = Graph::new(&edition.language);
    let named = edition.base.graph("links");
    graph.enter(named.clone());
    let mut faults = Vec::new();
    let mut any = false;
    for judgement in mappings.judgements() {
        let Some(path) = registry.live(&judgement.on) else {
            let about = format!("{}{}", edition.base.as_str(), judgement.on);
            let message = format!(
                "“{}” is decided on in links/{}.sssom.tsv, but no essay and no authority file has it",
                judgement.name,
                mappings.source().key
            );
            faults.push(Fault { code: "link-without-thing", level: Level::Warning, about, message, spot: None });
            continue;
        };
        if let (Judged::Is(relation, id), Some(of)) = (&judgement.judged, kind_of(path)) {
            any = true;
            let thing = edition.base.at(path);
            let item = NamedNode::new_unchecked(mappings.source().iri(*id));
            link(&mut graph, edition, &named, judgement, &thing, *relation, (&mappings.source().mark(*id), &item));
            described(&mut graph, items, (*id, &item), of, &judgement.item_name);
            // What is the same as the item is the same as the thing.
            let others = items.item(*id).filter(|_| *relation == Relation::Exact).map(elsewhere).unwrap_or_default();
            others.iter().for_each(|other| graph.link(&thing, common::SKOS_EXACT_MATCH, other));
        }
    }
    if any {
        graph.enter(edition.base.graph("description"));
        graph.is_a(&named, common::PROV_ENTITY);
        graph.label_as(&named, kind::GRAPH_LINKS, "");
        graph.link(&edition.base.dataset(), common::DCT_HAS_PART, &named);
        graph.enter(edition.base.graph("authority"));
        description::kinds(&mut graph);
    }
    (graph.finish(), faults)
}

/// The match itself, and the act of making it (E13): who, when, why, how sure.
fn link(
    graph: &mut Graph,
    edition: &Edition,
    named: &NamedNode,
    judgement: &Judgement,
    thing: &NamedNode,
    relation: Relation,
    (mark, item): (&str, &NamedNode),
) {
    let (property, words) = property(relation);
    graph.link(thing, property, item);
    let act = part(thing.as_ref(), mark);
    graph.is_a(&act, crm::E13_ATTRIBUTE_ASSIGNMENT);
    graph.of_kind(&act, kind::LINK);
    graph.label_as(&act, kind::LINK, &format!("{} — {}", judgement.name, mark.trim_start_matches("link-")));
    graph.link(&act, crm::P140_ASSIGNED_ATTRIBUTE_TO, thing);
    graph.link(&act, crm::P177_ASSIGNED_PROPERTY_OF_TYPE, property);
    graph.link(&act, crm::P141_ASSIGNED, item);
    // P177 takes a type: the property itself is one, as its scope note says.
    let property = property.into_owned();
    graph.is_a(&property, crm::E55_TYPE);
    graph.label(&property, words, "en");
    let (agent, class, name) = agent(edition, named, &judgement.by);
    graph.is_a(&agent, class);
    graph.plain(&agent, rdfs::LABEL, &name);
    graph.link(&act, common::PROV_WAS_ASSOCIATED_WITH, &agent);
    if let Some(reviewer) = &judgement.reviewer {
        let by = By::Person { name: reviewer.clone(), orcid: None };
        let (agent, class, name) = self::agent(edition, named, &by);
        graph.is_a(&agent, class);
        graph.plain(&agent, rdfs::LABEL, &name);
        graph.link(&act, common::PROV_WAS_ASSOCIATED_WITH, &agent);
    }
    if let Some(when) = HistoricalDate::parse(&judgement.date) {
        let span = date::time_span_of(graph, &act, &when, None);
        graph.link(&act, crm::P4_HAS_TIME_SPAN, &span);
    }
    let why =
        [judgement.names.as_str(), judgement.why.as_str()].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("; ");
    if !why.is_empty() {
        graph.plain(&act, crm::P3_HAS_NOTE, &why);
    }
    let confidence =
        judgement.confidence.as_deref().filter(|confidence| confidence.parse::<f32>().is_ok_and(|value| (0.0..=1.0).contains(&value)));
    if let Some(confidence) = confidence {
        graph.value(&act, ov::CONFIDENCE, confidence, xsd::DECIMAL);
    }
}

/// What Wikidata, or the service, says of the item, said of the item.
fn described(graph: &mut Graph, items: &Snapshot, (id, node): (ItemId, &NamedNode), of: ThingKind, name: &str) {
    graph.is_a(node, thing::class(of));
    let Some(item) = items.item(id) else {
        graph.plain(node, rdfs::LABEL, if name.is_empty() { "?" } else { name });
        return;
    };
    for (language, label) in &item.labels {
        if language == "mul" {
            graph.plain(node, rdfs::LABEL, label);
        } else {
            graph.words(node, rdfs::LABEL, label, language);
        }
    }
    graph.plain(node, crm::P3_HAS_NOTE, &note(item, &items.origin(id).unwrap_or_default()));
    if let Some([longitude, latitude]) = item.position() {
        graph.value(node, common::GEO_LAT, &latitude.to_string(), xsd::DECIMAL);
        graph.value(node, common::GEO_LONG, &longitude.to_string(), xsd::DECIMAL);
    }
    elsewhere(item).iter().for_each(|other| graph.link(node, common::SKOS_EXACT_MATCH, other));
}

/// The addresses made of the identifiers that come with an item.
fn elsewhere(item: &Item) -> Vec<NamedNode> {
    let address = |property: &str, start: &str, identifier: &str| {
        let end = if property == "P1566" { "/" } else { "" };
        NamedNode::new(format!("{start}{identifier}{end}")).ok()
    };
    let of = |(property, start): (&'static str, &'static str)| item.texts(property).filter_map(move |text| address(property, start, text));
    ELSEWHERE.into_iter().flat_map(of).collect()
}

/// "1881–1922; Ottoman officer (Wikidata, revision 12, 2026-11-22)".
fn note(item: &Item, origin: &str) -> String {
    let words = [dates(item), item.description(&[]).unwrap_or_default().to_owned()];
    let words = words.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("; ");
    format!("{words} ({origin})").trim().to_owned()
}

fn property(relation: Relation) -> (NamedNodeRef<'static>, &'static str) {
    match relation {
        Relation::Exact => (common::SKOS_EXACT_MATCH, "has exact match"),
        Relation::Close => (common::SKOS_CLOSE_MATCH, "has close match"),
        Relation::Broad => (common::SKOS_BROAD_MATCH, "has broader match"),
        Relation::Narrow => (common::SKOS_NARROW_MATCH, "has narrower match"),
        Relation::Related => (common::SKOS_RELATED_MATCH, "has related match"),
    }
}

/// Who judged: a person by the ORCID or the name, the program by its version.
fn agent(edition: &Edition, named: &NamedNode, by: &By) -> (NamedNode, NamedNodeRef<'static>, String) {
    match by {
        By::Program { version } => {
            let agent = part(named.as_ref(), &format!("regesta-{}", slug(version)));
            (agent, common::PROV_SOFTWARE_AGENT, format!("regesta {version}"))
        }
        By::Person { name, orcid } => {
            let known = orcid.as_ref().and_then(|orcid| NamedNode::new(format!("https://orcid.org/{orcid}")).ok());
            let name = if name.is_empty() { orcid.clone().unwrap_or_else(|| "?".to_owned()) } else { name.clone() };
            let agent = known.unwrap_or_else(|| part(edition.base.dataset().as_ref(), &format!("reviewer-{}", slug(&name))));
            (agent, common::FOAF_AGENT, name)
        }
    }
}

fn kind_of(path: &str) -> Option<ThingKind> {
    let kinds = [ThingKind::Person, ThingKind::Place, ThingKind::Group];
    kinds.into_iter().find(|kind| path.strip_prefix(kind.as_str()).is_some_and(|rest| rest.starts_with('/')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rdf::{Base, TextRight, check};

    const ITEMS: &str = r#"{"id":"Q9","origin":"wikidata","lastrevid":12,"retrieved":"2026-11-22","labels":{"en":{"language":"en","value":"Orlov"}},"claims":{"P569":[{"rank":"normal","mainsnak":{"snaktype":"value","datavalue":{"type":"time","value":{"time":"+1830-00-00T00:00:00Z","precision":9,"calendarmodel":"x/Q1985727"}}}}],"P214":[{"rank":"normal","mainsnak":{"snaktype":"value","datavalue":{"type":"string","value":"123"}}}]}}"#;

    fn edition() -> Edition {
        Edition {
            base: Base::parse("https://example.org/").unwrap(),
            title: "T".to_owned(),
            language: "en".to_owned(),
            license: "https://creativecommons.org/licenses/by/4.0/".to_owned(),
            version: "0.1.0".to_owned(),
            date: "2026-11-22".to_owned(),
            text: TextRight::Full,
            creators: Vec::new(),
        }
    }

    fn judgement(on: &str) -> Judgement {
        Judgement {
            on: on.to_owned(),
            name: "Orlov".to_owned(),
            judged: Judged::Is(Relation::Exact, ItemId::parse("Q9").unwrap()),
            item_name: "Orlov".to_owned(),
            by: By::Program { version: "0.1.0".to_owned() },
            reviewer: None,
            date: "2026-11-22".to_owned(),
            confidence: Some("0.97".to_owned()),
            names: "Orlov = Orlov (en), the whole name".to_owned(),
            why: "dates: 1830 = 1830".to_owned(),
        }
    }

    #[test]
    fn a_link_says_who_when_and_why() {
        let mut registry = Registry::default();
        registry.keyed("person/orlov", "Orlov", "2026-11-22");
        let mut items = Snapshot::default();
        items.add_items("items.jsonl", ITEMS).unwrap();
        let mut mappings = Mappings::new("https://example.org/", "T");
        mappings.propose(vec![judgement("person/orlov")]);
        let (quads, faults) = links(&edition(), &mappings, &items, &registry);
        assert_eq!(faults, []);
        let own =
            quads.iter().filter(|quad| quad.graph_name.to_string().contains("graph/links") && !quad.subject.to_string().contains("#ts-"));
        insta::assert_snapshot!(own.map(|quad| format!("{} {} {}\n", quad.subject, quad.predicate, quad.object)).collect::<String>());
        let thing = NamedNode::new_unchecked("https://example.org/person/orlov");
        let mut graph = Graph::new("en");
        graph.is_a(&thing, crm::E21_PERSON);
        graph.label(&thing, "Orlov", "en");
        let faults = check(&[quads, graph.finish()].concat(), "https://example.org/");
        assert_eq!(faults.iter().map(|fault| fault.code).collect::<Vec<_>>(), ["graph-orphan"], "no essay is here to speak of him");
    }

    #[test]
    fn a_decision_whose_thing_is_gone_is_told() {
        let mut mappings = Mappings::new("https://example.org/", "T");
        mappings.propose(vec![judgement("person/nobody")]);
        let (quads, faults) = links(&edition(), &mappings, &Snapshot::default(), &Registry::default());
        assert!(quads.is_empty());
        assert_eq!(
            faults.iter().map(|fault| (fault.code, fault.about.as_str())).collect::<Vec<_>>(),
            [("link-without-thing", "https://example.org/person/nobody")]
        );
    }
}
