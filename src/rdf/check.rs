//! Whether a graph keeps the rules of CIDOC CRM and of regesta's own profile.
//!
//! The same is asked, by other programs, in `tests/validators` and `ontology/shapes.ttl`; this is
//! what every build can do by itself, in words that need no knowledge of RDF.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use oxigraph::model::vocab::{rdf, rdfs, xsd};
use oxigraph::model::{Literal, NamedOrBlankNode, Quad, Term};

use crate::claim::Level;
use crate::time::HistoricalDate;

use super::facts::{Facts, listed_name};
use super::known::{self, Known};
use super::shape;
use super::spot::{self, Spot};
use super::vocab::crm;

/// Something wrong with a graph.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// What `regesta explain` knows it by: "graph-unknown-term".
    pub code: &'static str,
    /// How much it matters.
    pub level: Level,
    /// The address of the thing concerned.
    pub about: String,
    /// For a historian, in one sentence.
    pub message: String,
    /// Where an essay speaks of it.
    pub spot: Option<Spot>,
}

/// Everything that is wrong with these quads, sorted; `base` is the start of the publication's addresses.
#[must_use]
pub fn check(quads: &[Quad], base: &str) -> Vec<Fault> {
    let mut checker = Checker::new(base);
    checker.part(quads);
    let mut faults = checker.faults;
    faults.extend(checker.known.faults(base));
    let mut faults: Vec<Fault> = faults.into_iter().collect();
    spot::find(&mut faults, quads);
    faults
}

/// Checks a publication part by part, as it is told: a part may speak of what it or an earlier one describes.
#[derive(Debug)]
pub struct Checker {
    base: String,
    known: Known,
    faults: BTreeSet<Fault>,
}

impl Checker {
    /// Knows nothing yet; `base` is the start of the publication's addresses.
    #[must_use]
    pub fn new(base: &str) -> Self {
        Self { base: base.to_owned(), known: Known::default(), faults: BTreeSet::new() }
    }

    /// Looks at one part.
    pub fn part(&mut self, quads: &[Quad]) {
        let graph = Indexed::of(quads, &self.known);
        let mut faults = BTreeSet::new();
        for quad in quads {
            terms(&graph, quad, &mut faults);
            values(&graph, quad, &mut faults);
        }
        described(&graph, quads, &self.base, &mut faults);
        spans(&graph, &mut faults);
        shape::check(&graph, quads, &mut faults);
        let mut faults: Vec<Fault> = faults.into_iter().collect();
        spot::find(&mut faults, quads);
        self.faults.extend(faults);
        let Indexed { classes, labels, .. } = graph;
        let things = known::things(classes, labels, &self.base);
        self.known.add(things, quads, &self.base);
    }

    /// Whether a part described the thing with this address, which is no part of another.
    #[must_use]
    pub fn describes(&self, thing: &str) -> bool {
        self.known.classes(thing).is_some()
    }

    /// Everything that is wrong, sorted.
    #[must_use]
    pub fn faults(self) -> Vec<Fault> {
        let mut faults = self.faults;
        faults.extend(self.known.faults(&self.base));
        faults.into_iter().collect()
    }
}

/// What is asked of a part again and again.
pub(super) struct Indexed<'a> {
    classes: HashMap<&'a str, Vec<String>>,
    labels: HashMap<&'a str, &'a str>,
    /// EDTF, begin and end of each time-span.
    spans: BTreeMap<&'a str, [Vec<&'a str>; 3]>,
    /// What earlier parts describe.
    known: &'a Known,
}

impl<'a> Indexed<'a> {
    fn of(quads: &'a [Quad], known: &'a Known) -> Self {
        let mut graph = Self { classes: HashMap::new(), labels: HashMap::new(), spans: BTreeMap::new(), known };
        for quad in quads {
            let subject = key(&quad.subject);
            match &quad.object {
                Term::NamedNode(class) if quad.predicate == rdf::TYPE => {
                    let class = listed_name(class.as_str()).unwrap_or_else(|| class.as_str().to_owned());
                    graph.classes.entry(subject).or_default().push(class);
                }
                Term::Literal(label) if quad.predicate == rdfs::LABEL => {
                    graph.labels.entry(subject).or_insert(label.value());
                }
                Term::Literal(value) => {
                    let bounds = [crm::P82_AT_SOME_TIME_WITHIN, crm::P82A_BEGIN_OF_THE_BEGIN, crm::P82B_END_OF_THE_END];
                    if let Some(which) = bounds.iter().position(|bound| quad.predicate == *bound) {
                        // Two essays that date one thing alike say one date, each in its own graph.
                        let values = &mut graph.spans.entry(subject).or_default()[which];
                        if !values.contains(&value.value()) {
                            values.push(value.value());
                        }
                    }
                }
                _ => {}
            }
        }
        graph
    }

    /// The classes of a thing, by this part and the earlier ones.
    fn classes(&self, thing: &str) -> impl Iterator<Item = &str> {
        self.classes.get(thing).into_iter().chain(self.known.classes(thing)).flatten().map(String::as_str)
    }

    /// Whether something says what a thing is.
    fn is_described(&self, thing: &str) -> bool {
        self.classes(thing).next().is_some()
    }

    /// What a thing is, in words, where it is of known classes and none of them is the wanted one.
    fn other_class(&self, thing: &str, wanted: &str) -> Option<String> {
        let fits = self.classes(thing).any(|class| Facts::official().is_a(class, wanted));
        let mut classes: Vec<String> = self.classes(thing).map(|class| a(&in_words(class))).collect();
        classes.dedup();
        (!fits && !classes.is_empty()).then(|| classes.join(" and "))
    }

    /// A thing as people know it: its label, else its address.
    pub(super) fn called(&self, thing: &str) -> String {
        let label = self.labels.get(thing).copied().or_else(|| self.known.label(thing));
        label.map_or_else(|| format!("<{thing}>"), |label| format!("“{label}”"))
    }
}

/// Unknown terms; things of a class that the property is not for.
fn terms(graph: &Indexed, quad: &Quad, faults: &mut BTreeSet<Fault>) {
    let facts = Facts::official();
    let subject = key(&quad.subject);
    if quad.predicate == rdf::TYPE
        && let Term::NamedNode(class) = &quad.object
        && let Some(class) = listed_name(class.as_str())
        && !facts.is_class(&class)
    {
        let message = format!("{} is said to be a {class}, which is no class of CIDOC CRM", graph.called(subject));
        add(faults, "graph-unknown-term", Level::Error, subject, message);
    }
    let Some(property) = listed_name(quad.predicate.as_str()) else { return };
    if !facts.knows(&property) || facts.is_class(&property) {
        let message = format!("{} has a property {property}, which CIDOC CRM does not know", graph.called(subject));
        add(faults, "graph-unknown-term", Level::Error, subject, message);
        return;
    }
    if let Some(domain) = facts.domain(&property)
        && !graph.is_described(subject)
    {
        let message =
            format!("{} {} something, but nothing says that it is {}", graph.called(subject), in_words(&property), a(&in_words(domain)));
        add(faults, "graph-no-class", Level::Error, subject, message);
    }
    if let Some(domain) = facts.domain(&property)
        && let Some(own) = graph.other_class(subject, domain)
    {
        let (thing, has) = (graph.called(subject), in_words(&property));
        let message = format!("{thing} {has} something, but it is {own}; only {} can", a(&in_words(domain)));
        add(faults, "graph-wrong-class", Level::Error, subject, message);
    }
    match (facts.range(&property), &quad.object) {
        (Some("rdfs:Literal"), Term::Literal(_)) | (None, _) => {}
        (Some("rdfs:Literal"), _) => {
            let message = format!("{} of {} must be words or a number, not another thing", in_words(&property), graph.called(subject));
            add(faults, "graph-wrong-value", Level::Error, subject, message);
        }
        (Some(_), Term::Literal(words)) => {
            let message =
                format!("{} of {} must be a thing, not the words “{}”", in_words(&property), graph.called(subject), words.value());
            add(faults, "graph-wrong-value", Level::Error, subject, message);
        }
        (Some(range), Term::NamedNode(object)) if !graph.is_described(object.as_str()) => {
            let (thing, has, other) = (graph.called(subject), in_words(&property), graph.called(object.as_str()));
            let message = format!("{thing} {has} {other}, but nothing says that that is {}", a(&in_words(range)));
            add(faults, "graph-no-class", Level::Error, object.as_str(), message);
        }
        (Some(range), Term::NamedNode(object)) => {
            if let Some(own) = graph.other_class(object.as_str(), range) {
                let (thing, has, other) = (graph.called(subject), in_words(&property), graph.called(object.as_str()));
                let message = format!("{thing} {has} {other}, which is {own}; only {} can stand there", a(&in_words(range)));
                add(faults, "graph-wrong-class", Level::Error, subject, message);
            }
        }
        (Some(_), Term::BlankNode(_)) => {}
    }
}

/// Literals whose form other programs would stumble on.
fn values(graph: &Indexed, quad: &Quad, faults: &mut BTreeSet<Fault>) {
    let subject = key(&quad.subject);
    let Term::Literal(literal) = &quad.object else { return };
    let plain = [crm::P190_HAS_SYMBOLIC_CONTENT, crm::P168_PLACE_IS_DEFINED_BY];
    if plain.iter().any(|property| quad.predicate == *property) && literal.datatype() != xsd::STRING {
        let message =
            format!("the content of {} carries a language or a datatype; many programs expect a plain string", graph.called(subject));
        add(faults, "graph-content-not-plain", Level::Warning, subject, message);
    }
    if listed_name(literal.datatype().as_str()).is_some() {
        let message = format!("“{}” of {} has a class of CIDOC CRM for its datatype", literal.value(), graph.called(subject));
        add(faults, "graph-wrong-value", Level::Error, subject, message);
    }
    let bounds = [crm::P82A_BEGIN_OF_THE_BEGIN, crm::P82B_END_OF_THE_END];
    if bounds.iter().any(|property| quad.predicate == *property) && !is_moment(literal) {
        let message = format!(
            "a bound of {} is “{}”, not a date and time of UTC; searches by date would miss it",
            graph.called(subject),
            literal.value()
        );
        add(faults, "graph-bound-not-utc", Level::Error, subject, message);
    }
}

/// Whether it is an `xsd:dateTime` that says "Z".
fn is_moment(literal: &Literal) -> bool {
    literal.datatype() == xsd::DATE_TIME && literal.value().ends_with('Z')
}

/// Things without a name, and things of this publication that are mentioned but nowhere described.
fn described(graph: &Indexed, quads: &[Quad], base: &str, faults: &mut BTreeSet<Fault>) {
    for thing in graph.classes.keys().filter(|thing| !graph.labels.contains_key(*thing) && graph.known.label(thing).is_none()) {
        add(faults, "graph-no-label", Level::Warning, thing, format!("<{thing}> has no label, so pages can show only its address"));
    }
    for quad in quads {
        if let Term::NamedNode(object) = &quad.object
            && object.as_str().starts_with(base)
            && !graph.is_described(object.as_str())
        {
            let by = graph.called(key(&quad.subject));
            let message = format!("{by} refers to <{}>, of which nothing is said", object.as_str());
            add(faults, "graph-not-described", Level::Error, object.as_str(), message);
        }
    }
}

/// Time-spans that end before they begin, or whose bounds are not those of their EDTF.
fn spans(graph: &Indexed, faults: &mut BTreeSet<Fault>) {
    for (span, [edtf, begins, ends]) in &graph.spans {
        for (begin, end) in begins.iter().flat_map(|begin| ends.iter().map(move |end| (begin, end))) {
            if begin.starts_with('-') == end.starts_with('-') && !begin.starts_with('-') && begin > end {
                let message = format!("{} begins ({begin}) after it ends ({end})", graph.called(span));
                add(faults, "graph-swapped-bounds", Level::Error, span, message);
            }
        }
        for edtf in edtf {
            if HistoricalDate::parse(edtf).is_none() {
                let message = format!("“{edtf}”, the date of {}, is not EDTF of level 0 or 1", graph.called(span));
                add(faults, "graph-not-edtf", Level::Warning, span, message);
            }
        }
        if edtf.len() > 1 || begins.len() > 1 || ends.len() > 1 {
            add(faults, "graph-two-dates-in-one", Level::Error, span, format!("{} holds several dates at once", graph.called(span)));
        }
    }
}

/// A term in words: "crm:E39_Actor" is "actor (E39)", "crm:P14_carried_out_by" "carried out by (P14)".
fn in_words(term: &str) -> String {
    let local = term.rsplit([':', '/', '#']).next().unwrap_or(term);
    match local.split_once('_') {
        Some((number, words)) if number.chars().any(|digit| digit.is_ascii_digit()) => {
            format!("{} ({number})", words.replace('_', " ").to_lowercase())
        }
        _ => local.to_owned(),
    }
}

/// The words with their article.
fn a(words: &str) -> String {
    let article = if words.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {words}")
}

pub(super) fn key(subject: &NamedOrBlankNode) -> &str {
    match subject {
        NamedOrBlankNode::NamedNode(name) => name.as_str(),
        NamedOrBlankNode::BlankNode(blank) => blank.as_str(),
    }
}

pub(super) fn add(faults: &mut BTreeSet<Fault>, code: &'static str, level: Level, about: &str, message: String) {
    faults.insert(Fault { code, level, about: about.to_owned(), message, spot: None });
}

#[cfg(test)]
mod tests {
    use oxigraph::io::{RdfFormat, RdfParser};

    use super::*;

    /// Codes and messages of what is wrong with some Turtle.
    fn faults(turtle: &str) -> String {
        let head = "@prefix crm: <http://www.cidoc-crm.org/cidoc-crm/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n\
                    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix : <https://example.org/> .\n";
        let quads = RdfParser::from_format(RdfFormat::Turtle).for_slice(&format!("{head}{turtle}")).map(Result::unwrap).collect::<Vec<_>>();
        let faults = check(&quads, "https://example.org/");
        faults.iter().map(|fault| format!("{}: {}\n", fault.code, fault.message)).collect()
    }

    #[test]
    fn a_place_cannot_act() {
        insta::assert_snapshot!(faults(
            ":deed a crm:E7_Activity ; rdfs:label \"a visit\" ; crm:P14_carried_out_by :kars . :kars a crm:E53_Place ; rdfs:label \"Kars\" ."
        ), @"graph-wrong-class: “a visit” carried out by (P14) “Kars”, which is a place (E53); only an actor (E39) can stand there");
    }

    #[test]
    fn a_text_has_no_time() {
        insta::assert_snapshot!(faults(
            ":letter a crm:E33_Linguistic_Object ; rdfs:label \"a letter\" ; crm:P4_has_time-span :span . :span a crm:E52_Time-Span ; rdfs:label \"May\" ."
        ), @"
        graph-shape: “May” is a time, which has one date
        graph-wrong-class: “a letter” has time-span (P4) something, but it is a linguistic object (E33); only a temporal entity (E2) can
        ");
    }

    #[test]
    fn misspelt_and_abolished_terms_are_found() {
        insta::assert_snapshot!(faults(
            ":span a crm:E52_Time_Span ; rdfs:label \"May\" . :body a crm:E74_Group ; rdfs:label \"a committee\" ; crm:P131_is_identified_by :name . :name rdfs:label \"x\" ."
        ), @r#"
        graph-not-described: “a committee” refers to <https://example.org/name>, of which nothing is said
        graph-unknown-term: “a committee” has a property crm:P131_is_identified_by, which CIDOC CRM does not know
        graph-unknown-term: “May” is said to be a crm:E52_Time_Span, which is no class of CIDOC CRM
        "#);
    }

    #[test]
    fn words_stand_for_words_and_things_for_things() {
        insta::assert_snapshot!(faults(
            ":orlov a crm:E21_Person ; rdfs:label \"Orlov\" ; crm:P1_is_identified_by \"Count Orlov\" ; crm:P3_has_note :orlov ."
        ), @r#"
        graph-wrong-value: has note (P3) of “Orlov” must be words or a number, not another thing
        graph-wrong-value: is identified by (P1) of “Orlov” must be a thing, not the words “Count Orlov”
        "#);
    }

    #[test]
    fn bounds_are_in_order_and_of_utc() {
        insta::assert_snapshot!(faults(
            ":a a crm:E52_Time-Span ; rdfs:label \"May\" ; crm:P82a_begin_of_the_begin \"1921-05-31T00:00:00Z\"^^xsd:dateTime ; \
             crm:P82b_end_of_the_end \"1921-05-01T23:59:59Z\"^^xsd:dateTime . \
             :b a crm:E52_Time-Span ; rdfs:label \"June\" ; crm:P82a_begin_of_the_begin \"1921-06-01\"^^xsd:date ; crm:P82_at_some_time_within \"1921-6\" ."
        ), @r#"
        graph-bound-not-utc: a bound of “June” is “1921-06-01”, not a date and time of UTC; searches by date would miss it
        graph-not-edtf: “1921-6”, the date of “June”, is not EDTF of level 0 or 1
        graph-shape: “May” is a time, which has one date
        graph-swapped-bounds: “May” begins (1921-05-31T00:00:00Z) after it ends (1921-05-01T23:59:59Z)
        "#);
    }

    #[test]
    fn a_document_rests_on_a_passage_and_has_a_name() {
        insta::assert_snapshot!(faults(
            "<https://example.org/doc/a> a crm:E33_Linguistic_Object ; rdfs:label \"a note\" . <https://example.org/person/x> a crm:E21_Person ."
        ), @r#"
        graph-no-evidence: no passage speaks of “a note”
        graph-no-label: <https://example.org/person/x> has no label, so pages can show only its address
        graph-orphan: no essay says anything of <https://example.org/person/x>
        "#);
    }
}
