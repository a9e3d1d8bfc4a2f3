//! The traps of CIDOC CRM and of dates, one test each: what falls into one is found, and our graph does not.

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{Quad, Term};
use regesta::rdf::{TextRight, check};

use crate::sample::Sample;

const HEAD: &str = "@prefix crm: <http://www.cidoc-crm.org/cidoc-crm/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n\
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix edtf: <http://id.loc.gov/datatypes/edtf/> . @prefix : <https://example.org/> .\n\
:letter a crm:E33_Linguistic_Object ; rdfs:label \"a letter\" . :deed a crm:E7_Activity ; rdfs:label \"a visit\" .\n\
:storm a crm:E5_Event ; rdfs:label \"a storm\" . :orlov a crm:E21_Person ; rdfs:label \"Orlov\" . :senate a crm:E74_Group ; rdfs:label \"the Senate\" .\n\
:kars a crm:E53_Place ; rdfs:label \"Kars\" . :copy a crm:E22_Human-Made_Object ; rdfs:label \"a copy\" ; crm:P128_carries :letter ; crm:P46i_forms_part_of :box .\n\
:box a crm:E78_Curated_Holding ; rdfs:label \"a box\" . :may a crm:E52_Time-Span ; rdfs:label \"May\" ; crm:P82_at_some_time_within \"1921-05\"^^edtf:EDTF .\n\
:kind a crm:E55_Type ; rdfs:label \"a kind\" . :custody a crm:E10_Transfer_of_Custody ; rdfs:label \"a hand-over\" . :making a crm:E12_Production ; rdfs:label \"a making\" .\n\
:move a crm:E9_Move ; rdfs:label \"a journey\" . :report a crm:E31_Document ; rdfs:label \"a report\" .\n";

/// Some Turtle with good things around it has exactly these faults.
#[track_caller]
fn trap(turtle: &str, codes: &[&str]) {
    let turtle = format!("{HEAD}{turtle}");
    let quads: Result<Vec<Quad>, _> = RdfParser::from_format(RdfFormat::Turtle).for_slice(&turtle).collect();
    let mut found: Vec<&str> = check(&quads.expect("it is Turtle"), "https://example.org/").into_iter().map(|fault| fault.code).collect();
    found.dedup();
    assert_eq!(found, codes, "in: {turtle}");
}

/// The quads of our own sample.
fn sample() -> Vec<Quad> {
    Sample::new().quads(TextRight::Full)
}

#[test]
fn the_good_things_around_are_good() {
    trap("", &[]);
}

#[test]
fn names_are_written_with_their_hyphens_and_their_case() {
    trap(":a a crm:E52_Time_Span ; rdfs:label \"May\" .", &["graph-unknown-term"]);
    trap(":a a crm:PC14_Carried_Out_By ; rdfs:label \"a role\" .", &["graph-unknown-term"]);
    trap(":a a crm:E22_Human_Made_Object ; rdfs:label \"a copy\" .", &["graph-unknown-term"]);
    trap(":deed crm:P4_has_time_span :may .", &["graph-unknown-term"]);
    trap(":a a crm:E7 ; rdfs:label \"a visit\" .", &["graph-unknown-term"]);
}

#[test]
fn a_date_is_no_class_of_the_crm() {
    trap(":deed crm:P3_has_note \"1921\"^^crm:E61_Time_Primitive .", &["graph-wrong-value"]);
}

#[test]
fn what_merely_happens_is_carried_out_by_nobody() {
    trap(":storm crm:P14_carried_out_by :orlov .", &["graph-wrong-class"]);
}

#[test]
fn a_place_carries_nothing_out() {
    trap(":deed crm:P14_carried_out_by :kars .", &["graph-wrong-class"]);
}

#[test]
fn documentation_is_of_documents_in_the_crms_sense() {
    trap(":letter crm:P70_documents :deed .", &["graph-wrong-class"]);
    trap(":report crm:P70_documents :deed .", &[]);
}

#[test]
fn a_text_is_created_and_not_produced() {
    trap(":making crm:P108_has_produced :letter .", &["graph-wrong-class"]);
}

#[test]
fn a_document_and_a_role_have_no_time() {
    trap(":letter crm:P4_has_time-span :may .", &["graph-wrong-class"]);
    let role = ":deed crm:P14_carried_out_by :orlov . :role a crm:PC14_carried_out_by ; rdfs:label \"a role\" ; crm:P01_has_domain :deed ; \
                crm:P02_has_range :orlov ; crm:P14.1_in_the_role_of :kind";
    trap(&format!("{role} ."), &[]);
    trap(&format!("{role} ; crm:P4_has_time-span :may ."), &["graph-wrong-class"]);
}

#[test]
fn a_role_does_not_replace_the_plain_property() {
    let role = ":role a crm:PC14_carried_out_by ; rdfs:label \"a role\" ; crm:P01_has_domain :deed ; crm:P02_has_range :orlov ; \
                crm:P14.1_in_the_role_of :kind .";
    trap(role, &["graph-role-alone"]);
}

#[test]
fn an_appellation_is_a_node_and_a_note_is_words() {
    trap(":orlov crm:P1_is_identified_by \"Count Orlov\" .", &["graph-wrong-value"]);
    trap(":orlov crm:P3_has_note :kars .", &["graph-wrong-value"]);
    trap(":letter crm:P190_has_symbolic_content :kars .", &["graph-wrong-value"]);
}

#[test]
fn a_group_is_not_moved() {
    trap(":move crm:P25_moved :senate .", &["graph-wrong-class"]);
    trap(":move crm:P25_moved :orlov .", &[]);
}

#[test]
fn an_assignment_assigns_a_node() {
    trap(":deed crm:P141_assigned \"1921\" .", &["graph-wrong-class", "graph-wrong-value"]);
}

#[test]
fn a_copy_is_part_of_a_holding_and_not_of_its_keeper() {
    trap(":copy crm:P46i_forms_part_of :senate .", &["graph-wrong-class"]);
}

#[test]
fn a_body_has_members_and_not_the_other_way_round() {
    trap(":orlov crm:P107_has_current_or_former_member :senate .", &["graph-wrong-class"]);
    trap(":senate crm:P107_has_current_or_former_member :orlov .", &[]);
}

#[test]
fn custody_is_of_what_can_be_held() {
    trap(":custody crm:P30_transferred_custody_of :letter .", &["graph-wrong-class"]);
    trap(":custody crm:P30_transferred_custody_of :copy .", &[]);
}

#[test]
fn what_was_abolished_is_gone() {
    for property in ["P131_is_identified_by", "P58_has_section_definition", "P78_is_identified_by", "P87_is_identified_by"] {
        trap(&format!(":senate crm:{property} :kind ."), &["graph-unknown-term"]);
    }
    for class in
        ["E38_Image", "E40_Legal_Body", "E47_Spatial_Coordinates", "E51_Contact_Point", "E82_Actor_Appellation", "E84_Information_Carrier"]
    {
        trap(&format!(":a a crm:{class} ; rdfs:label \"a\" ."), &["graph-unknown-term"]);
    }
    trap(":a a crm:PC11_had_participant ; rdfs:label \"a\" .", &["graph-unknown-term"]);
}

#[test]
fn nothing_is_inferred_from_a_property() {
    trap(":nobody rdfs:label \"nobody\" . :deed crm:P14_carried_out_by <https://example.com/nobody> .", &["graph-no-class"]);
    trap("<https://example.com/x> crm:P14_carried_out_by :orlov .", &["graph-no-class"]);
}

#[test]
fn the_property_that_is_assigned_is_a_type_in_the_data() {
    let claim = ":claim a crm:E13_Attribute_Assignment ; rdfs:label \"a dating\" ; crm:P140_assigned_attribute_to :deed ; crm:P141_assigned :may ; \
                 crm:P16_used_specific_object :letter ; crm:P177_assigned_property_of_type crm:P4_has_time-span .";
    trap(claim, &["graph-no-class"]);
    trap(&format!("{claim} crm:P4_has_time-span a crm:E55_Type ; rdfs:label \"date\" ."), &[]);
}

#[test]
fn contents_and_positions_are_plain_strings() {
    trap(":letter crm:P190_has_symbolic_content \"Слова\"@ru .", &["graph-content-not-plain"]);
    trap(":kars crm:P168_place_is_defined_by \"POINT(43.1 40.6)\"@en .", &["graph-content-not-plain"]);
}

#[test]
fn bounds_have_one_datatype_with_a_zone() {
    for bound in ["\"1921-05-01\"^^xsd:date", "\"1921-05-01T00:00:00\"^^xsd:dateTime", "\"1921-05-01T00:00:00Z\""] {
        trap(&format!(":may crm:P82a_begin_of_the_begin {bound} ."), &["graph-bound-not-utc"]);
    }
}

#[test]
fn dates_are_edtf_of_level_0_or_1() {
    for level_2 in ["1921-03-2X", "[1921,1922]", "1921-03-20..1921-03-31", "Y-17E7"] {
        trap(
            &format!(":may2 a crm:E52_Time-Span ; rdfs:label \"a time\" ; crm:P82_at_some_time_within \"{level_2}\"^^edtf:EDTF ."),
            &["graph-not-edtf"],
        );
    }
    for level_1 in ["1921-22", "192X", "1921-05~", "1921-03-20/1921-03-31", "1921-05/.."] {
        trap(&format!(":may2 a crm:E52_Time-Span ; rdfs:label \"a time\" ; crm:P82_at_some_time_within \"{level_1}\"^^edtf:EDTF ."), &[]);
    }
}

#[test]
fn a_time_has_one_date() {
    trap(":may crm:P82_at_some_time_within \"1921-06\"^^edtf:EDTF .", &["graph-shape", "graph-two-dates-in-one"]);
}

#[test]
fn an_addressee_is_told_from_other_participants() {
    let quads = sample();
    let participants = quads.iter().filter(|quad| quad.predicate.as_str().ends_with("P11_had_participant")).count();
    let addressed = quads.iter().filter(|quad| quad.predicate.as_str().ends_with("#was_addressed_to")).count();
    assert!(addressed > 0 && participants > addressed, "{participants} participants, {addressed} addressees");
}

#[test]
fn no_archival_unit_is_made_up() {
    let quads = sample();
    let marks: Vec<&Term> = quads
        .iter()
        .filter(|quad| quad.subject.to_string().contains("-mark-") && quad.predicate.as_str().ends_with("P190_has_symbolic_content"))
        .map(|quad| &quad.object)
        .collect();
    assert_eq!(marks.len(), 1, "the one shelf-mark that is cited: {marks:?}");
}
