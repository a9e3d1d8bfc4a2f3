//! What a claim looks like in the graph, and the traps of CIDOC CRM.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{NamedOrBlankNode, Quad, Term};
use regesta::rdf::TextRight;

use crate::sample::{Sample, TEXT};

const BASE: &str = "https://example.org/orient/";
const CRM: &str = "http://www.cidoc-crm.org/cidoc-crm/";
const LABEL: &str = "http://www.w3.org/2000/01/rdf-schema#label";
const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

/// The sample's statements, to be asked in short names.
struct Asked(Vec<Quad>);

impl Asked {
    fn new() -> Self {
        Self(Sample::new().quads(TextRight::Full))
    }

    /// Values of a property, by the endings of the subject's and the property's names.
    fn values(&self, subject: &str, property: &str) -> BTreeSet<String> {
        let of = |quad: &&Quad| name(&quad.subject).ends_with(subject) && quad.predicate.as_str().ends_with(property);
        self.0.iter().filter(of).map(|quad| value(&quad.object)).collect()
    }

    /// Subjects that have a value, by the endings of the property's and the value's names.
    fn subjects(&self, property: &str, object: &str) -> BTreeSet<String> {
        let of = |quad: &&Quad| value(&quad.object).ends_with(object) && quad.predicate.as_str().ends_with(property);
        self.0.iter().filter(of).map(|quad| name(&quad.subject).replace(BASE, "")).collect()
    }

    fn one(&self, property: &str, object: &str) -> String {
        let found = self.subjects(property, object);
        assert_eq!(found.len(), 1, "{property} {object}: {found:?}");
        found.into_iter().next().expect("there is one")
    }
}

fn name(subject: &NamedOrBlankNode) -> &str {
    match subject {
        NamedOrBlankNode::NamedNode(node) => node.as_str(),
        NamedOrBlankNode::BlankNode(blank) => panic!("published data has a blank node: {blank}"),
    }
}

fn value(object: &Term) -> String {
    match object {
        Term::NamedNode(node) => node.as_str().replace(BASE, ""),
        Term::Literal(literal) => literal.value().to_owned(),
        Term::BlankNode(blank) => panic!("published data has a blank node: {blank}"),
    }
}

#[test]
fn a_letter_is_written_and_sent() {
    let asked = Asked::new();
    let letter = asked.one("P2_has_type", "document/letter");
    let sending = format!("{letter}#sending");
    assert_eq!(asked.values(&sending, "P14_carried_out_by"), ["person/orlov".to_owned()].into());
    assert_eq!(asked.values(&sending, "P11_had_participant"), ["person/ignatyev".to_owned()].into());
    assert_eq!(asked.values(&sending, "P16_used_specific_object"), [letter.clone()].into());
    assert_eq!(asked.values(&letter, "was_addressed_to"), ["person/ignatyev".to_owned()].into());
    assert_eq!(asked.values(&letter, "P94i_was_created_by"), [format!("{letter}#creation")].into());
}

#[test]
fn two_dates_of_one_letter_stand_side_by_side() {
    let asked = Asked::new();
    let claims = asked.subjects("P177_assigned_property_of_type", "P4_has_time-span");
    assert_eq!(claims.len(), 2);
    let dates: BTreeSet<String> = claims.iter().flat_map(|claim| asked.values(claim, "P141_assigned")).collect();
    let edtf: BTreeSet<String> = dates.iter().flat_map(|span| asked.values(span, "P82_at_some_time_within")).collect();
    assert_eq!(edtf, ["1876-05-03".to_owned(), "1876-05-05".to_owned()].into());
    assert_eq!(asked.values("P4_has_time-span", TYPE), [format!("{CRM}E55_Type")].into(), "P177 wants a type");
    let creation = claims.iter().flat_map(|claim| asked.values(claim, "P140_assigned_attribute_to")).collect::<BTreeSet<_>>();
    let counted: BTreeSet<String> = creation.iter().flat_map(|creation| asked.values(creation, "P4_has_time-span")).collect();
    assert!(counted.len() == 1 && counted.iter().all(|span| span.ends_with("#ts-1876-05-05")), "{counted:?}");
}

#[test]
fn a_state_has_a_land_and_a_place_has_authorities() {
    let asked = Asked::new();
    assert_eq!(asked.values("place/turkey", "land_of"), ["group/turkey".to_owned()].into());
    assert_eq!(asked.values("group/erzurum", "authorities_of"), ["place/erzurum".to_owned()].into());
    assert_eq!(asked.subjects("P7_took_place_at", "place/turkey").len(), 1);
    assert!(asked.subjects("P14_carried_out_by", "place/erzurum").is_empty(), "a place carries nothing out");
}

#[test]
fn a_journey_moves_persons_to_places() {
    let asked = Asked::new();
    let journey = asked.one("P25_moved", "person/ignatyev");
    assert_eq!(asked.values(&journey, TYPE), [format!("{CRM}E9_Move")].into());
    assert_eq!(asked.values(&journey, "P26_moved_to"), ["place/erzurum".to_owned()].into());
}

#[test]
fn persons_sign_for_the_states_that_are_parties() {
    let asked = Asked::new();
    let signing = asked.one("P2_has_type", "event/treaty");
    assert_eq!(asked.values(&signing, "P14_carried_out_by"), ["person/ignatyev".to_owned()].into());
    assert_eq!(asked.values(&signing, "P11_had_participant"), ["group/russia".to_owned(), "group/turkey".to_owned()].into());
    let role = asked.one("P14.1_in_the_role_of", "role/plenipotentiary");
    assert_eq!(asked.values(&role, "P01_has_domain"), [signing].into());
    assert_eq!(asked.values(&role, "P02_has_range"), ["person/ignatyev".to_owned()].into());
}

#[test]
fn an_office_is_held_in_a_role_and_in_a_body() {
    let asked = Asked::new();
    let tenure = asked.one("P2_has_type", "event/tenure");
    assert_eq!(asked.values(&tenure, "P14_carried_out_by"), ["person/orlov".to_owned()].into());
    assert!(asked.values(&tenure, "P4_has_time-span").iter().any(|span| span.ends_with("ts-1876-05-03")));
    assert_eq!(asked.values("group/russia", "P107_has_current_or_former_member"), ["person/orlov".to_owned()].into());
    let member = asked.one(TYPE, "PC107_has_current_or_former_member");
    assert_eq!(asked.values(&member, "P107.1_kind_of_member"), ["#office-konsul".to_owned()].into());
}

#[test]
fn a_plan_and_a_denial_are_no_events() {
    let asked = Asked::new();
    let plans = asked.subjects(TYPE, "E29_Design_or_Procedure");
    let plan = plans.iter().find(|plan| plan.starts_with("essay/consuls#plan-")).expect("there is the plan");
    let refers = asked.values(plan, "P67_refers_to");
    assert!(refers.contains("group/russia") && refers.contains("place/erzurum"), "{refers:?}");
    assert!(asked.subjects("P2_has_type", "event/conference").is_empty() && asked.subjects("P2_has_type", "event/meeting").is_empty());
    let denial = asked.one("P2_has_type", "evidence/denied");
    let said = asked.values(&denial, "P140_assigned_attribute_to").into_iter().next().expect("a denial is of something");
    assert_eq!(asked.values(&said, TYPE), [format!("{CRM}E89_Propositional_Object")].into());
    assert_eq!(asked.values(&denial, "P14_carried_out_by").len(), 1, "the author of the essay says so");
}

#[test]
fn a_copy_is_kept_in_a_holding_of_an_archive() {
    let asked = Asked::new();
    let item = asked.one("P46i_forms_part_of", "holding/avpri");
    assert_eq!(asked.values("holding/avpri", "P50_has_current_keeper"), ["group/avpri".to_owned()].into());
    let mark = asked.values(&item, "P1_is_identified_by");
    let mark = mark.iter().flat_map(|mark| asked.values(mark, "P190_has_symbolic_content")).collect::<Vec<_>>();
    assert_eq!(mark, ["Ф. 180. Оп. 517. Д. 12"]);
}

#[test]
fn offsets_count_code_points_of_the_raw_text() {
    let asked = Asked::new();
    let passages = asked.subjects(TYPE, "oa#SpecificResource");
    assert_eq!(passages.len(), 8);
    for passage in passages {
        let at = |end: &str| {
            let found = asked.values(&format!("{passage}-position"), end);
            found.first().and_then(|number| number.parse::<usize>().ok()).unwrap_or_else(|| panic!("{passage} stands nowhere"))
        };
        let (start, end) = (at("oa#start"), at("oa#end"));
        let words: String = TEXT.chars().skip(start).take(end - start).collect();
        assert_eq!(asked.values(&passage, "P190_has_symbolic_content"), [words].into());
    }
}

#[test]
fn everything_has_a_label() {
    let asked = Asked::new();
    let labelled: BTreeSet<&str> = asked.0.iter().filter(|quad| quad.predicate.as_str() == LABEL).map(|quad| name(&quad.subject)).collect();
    let typed: BTreeSet<&str> = asked.0.iter().filter(|quad| quad.predicate.as_str() == TYPE).map(|quad| name(&quad.subject)).collect();
    assert_eq!(typed.difference(&labelled).collect::<Vec<_>>(), Vec::<&&str>::new());
    let referred: BTreeSet<String> =
        asked.0.iter().filter(|quad| quad.predicate.as_str() != TYPE).map(|quad| value(&quad.object)).collect();
    let referred = referred.iter().filter(|object| object.contains('/') && object.contains('#') && object.starts_with("doc/"));
    for part in referred {
        assert!(labelled.contains(format!("{BASE}{part}").as_str()), "{part} is referred to and has no label");
    }
}

#[test]
fn names_and_contents_are_plain_strings_and_dates_have_one_datatype() {
    let mut datatypes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for quad in Asked::new().0 {
        if let Term::Literal(literal) = &quad.object {
            let property = quad.predicate.as_str().rsplit(['/', '#']).next().unwrap_or_default().to_owned();
            let datatype = literal.datatype().as_str().rsplit(['/', '#']).next().unwrap_or_default().to_owned();
            datatypes.entry(property).or_default().insert(datatype);
        }
    }
    for (property, datatype) in [
        ("P190_has_symbolic_content", "string"),
        ("P168_place_is_defined_by", "string"),
        ("P82_at_some_time_within", "EDTF"),
        ("P82a_begin_of_the_begin", "dateTime"),
        ("P82b_end_of_the_end", "dateTime"),
        ("confidence", "decimal"),
    ] {
        assert_eq!(datatypes.get(property), Some(&[datatype.to_owned()].into()), "{property}");
    }
}

#[test]
fn every_statement_leads_to_its_words() {
    let asked = Asked::new();
    let readings = asked.subjects(TYPE, "oa#Annotation");
    assert!(readings.len() >= 9, "{readings:?}");
    for reading in readings {
        let target = asked.values(&reading, "oa#hasTarget");
        assert_eq!(target.len(), 1);
        assert!(target.iter().all(|passage| asked.values(passage, "oa#hasSource").contains("essay/consuls")), "{reading}");
        assert_eq!(asked.values(&reading, "ontology#rule").len(), 1);
    }
}

#[test]
fn nothing_is_wrong_with_the_graph() {
    for text in [TextRight::Full, TextRight::Quotes, TextRight::Positions] {
        assert_eq!(regesta::rdf::check(&Sample::new().quads(text), BASE), Vec::new());
    }
}

#[test]
fn whom_a_citation_or_a_title_names_is_referred_to_by_it() {
    let asked = Asked::new();
    let citations = asked.subjects("P2_has_type", "evidence/citation");
    let names = |citation: &String| asked.values(citation, "P67_refers_to").iter().any(|thing| thing.starts_with("person/"));
    assert!(citations.iter().any(names), "{citations:?}");
}
