//! Every term of the graph, one constant each; a test finds each in `ontology/`.

use oxigraph::model::NamedNodeRef;

macro_rules! term {
    ($namespace:literal, $name:literal) => {
        NamedNodeRef::new_unchecked(concat!($namespace, $name))
    };
}

/// A term of CIDOC CRM 7.1.3 or its property-class module.
macro_rules! crm {
    ($name:literal) => {
        term!("http://www.cidoc-crm.org/cidoc-crm/", $name)
    };
}
/// A term of LRMoo.
macro_rules! lrmoo {
    ($name:literal) => {
        term!("http://iflastandards.info/ns/lrm/lrmoo/", $name)
    };
}
/// A term of our own.
macro_rules! ov {
    ($name:literal) => {
        term!("https://w3id.org/regesta/ontology#", $name)
    };
}
/// A kind of `ontology/kinds.ttl`.
macro_rules! kind {
    ($name:literal) => {
        term!("https://w3id.org/regesta/vocabulary/", $name)
    };
}

/// Where the kinds live: `{scheme}/{slug}` follows.
pub const KINDS: &str = "https://w3id.org/regesta/vocabulary/";

/// Prefixes of the dumps, in the order they are declared.
pub const PREFIXES: [(&str, &str); 30] = [
    ("bibo", "http://purl.org/ontology/bibo/"),
    ("cito", "http://purl.org/spar/cito/"),
    ("crm", "http://www.cidoc-crm.org/cidoc-crm/"),
    ("crminf", "http://www.cidoc-crm.org/extensions/crminf/"),
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dct", "http://purl.org/dc/terms/"),
    ("edtf", "http://id.loc.gov/datatypes/edtf/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("geo", "http://www.w3.org/2003/01/geo/wgs84_pos#"),
    ("kind-calendar", "https://w3id.org/regesta/vocabulary/calendar/"),
    ("kind-document", "https://w3id.org/regesta/vocabulary/document/"),
    ("kind-event", "https://w3id.org/regesta/vocabulary/event/"),
    ("kind-evidence", "https://w3id.org/regesta/vocabulary/evidence/"),
    ("kind-graph", "https://w3id.org/regesta/vocabulary/graph/"),
    ("kind-group", "https://w3id.org/regesta/vocabulary/group/"),
    ("kind-language", "https://w3id.org/regesta/vocabulary/language/"),
    ("kind-name", "https://w3id.org/regesta/vocabulary/name/"),
    ("kind-place", "https://w3id.org/regesta/vocabulary/place/"),
    ("kind-role", "https://w3id.org/regesta/vocabulary/role/"),
    ("kind-work", "https://w3id.org/regesta/vocabulary/work/"),
    ("lrmoo", "http://iflastandards.info/ns/lrm/lrmoo/"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("ov", "https://w3id.org/regesta/ontology#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("void", "http://rdfs.org/ns/void#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// Terms of CIDOC CRM, by number.
pub mod crm {
    #![expect(missing_docs, reason = "each name is the CRM's own")]
    use super::NamedNodeRef;

    pub const E5_EVENT: NamedNodeRef<'_> = crm!("E5_Event");
    pub const E7_ACTIVITY: NamedNodeRef<'_> = crm!("E7_Activity");
    pub const E9_MOVE: NamedNodeRef<'_> = crm!("E9_Move");
    pub const E13_ATTRIBUTE_ASSIGNMENT: NamedNodeRef<'_> = crm!("E13_Attribute_Assignment");
    pub const E21_PERSON: NamedNodeRef<'_> = crm!("E21_Person");
    pub const E22_HUMAN_MADE_OBJECT: NamedNodeRef<'_> = crm!("E22_Human-Made_Object");
    pub const E29_DESIGN_OR_PROCEDURE: NamedNodeRef<'_> = crm!("E29_Design_or_Procedure");
    pub const E33_LINGUISTIC_OBJECT: NamedNodeRef<'_> = crm!("E33_Linguistic_Object");
    pub const E33_E41_LINGUISTIC_APPELLATION: NamedNodeRef<'_> = crm!("E33_E41_Linguistic_Appellation");
    pub const E42_IDENTIFIER: NamedNodeRef<'_> = crm!("E42_Identifier");
    pub const E52_TIME_SPAN: NamedNodeRef<'_> = crm!("E52_Time-Span");
    pub const E53_PLACE: NamedNodeRef<'_> = crm!("E53_Place");
    pub const E55_TYPE: NamedNodeRef<'_> = crm!("E55_Type");
    pub const E56_LANGUAGE: NamedNodeRef<'_> = crm!("E56_Language");
    pub const E65_CREATION: NamedNodeRef<'_> = crm!("E65_Creation");
    pub const E66_FORMATION: NamedNodeRef<'_> = crm!("E66_Formation");
    pub const E67_BIRTH: NamedNodeRef<'_> = crm!("E67_Birth");
    pub const E68_DISSOLUTION: NamedNodeRef<'_> = crm!("E68_Dissolution");
    pub const E69_DEATH: NamedNodeRef<'_> = crm!("E69_Death");
    pub const E73_INFORMATION_OBJECT: NamedNodeRef<'_> = crm!("E73_Information_Object");
    pub const E74_GROUP: NamedNodeRef<'_> = crm!("E74_Group");
    pub const E78_CURATED_HOLDING: NamedNodeRef<'_> = crm!("E78_Curated_Holding");
    pub const E89_PROPOSITIONAL_OBJECT: NamedNodeRef<'_> = crm!("E89_Propositional_Object");
    pub const PC14_CARRIED_OUT_BY: NamedNodeRef<'_> = crm!("PC14_carried_out_by");
    pub const PC107_HAS_CURRENT_OR_FORMER_MEMBER: NamedNodeRef<'_> = crm!("PC107_has_current_or_former_member");

    pub const P01_HAS_DOMAIN: NamedNodeRef<'_> = crm!("P01_has_domain");
    pub const P02_HAS_RANGE: NamedNodeRef<'_> = crm!("P02_has_range");
    pub const P14_1_IN_THE_ROLE_OF: NamedNodeRef<'_> = crm!("P14.1_in_the_role_of");
    pub const P107_1_KIND_OF_MEMBER: NamedNodeRef<'_> = crm!("P107.1_kind_of_member");

    pub const P1_IS_IDENTIFIED_BY: NamedNodeRef<'_> = crm!("P1_is_identified_by");
    pub const P2_HAS_TYPE: NamedNodeRef<'_> = crm!("P2_has_type");
    pub const P3_HAS_NOTE: NamedNodeRef<'_> = crm!("P3_has_note");
    pub const P4_HAS_TIME_SPAN: NamedNodeRef<'_> = crm!("P4_has_time-span");
    pub const P7_TOOK_PLACE_AT: NamedNodeRef<'_> = crm!("P7_took_place_at");
    pub const P11_HAD_PARTICIPANT: NamedNodeRef<'_> = crm!("P11_had_participant");
    pub const P14_CARRIED_OUT_BY: NamedNodeRef<'_> = crm!("P14_carried_out_by");
    pub const P16_USED_SPECIFIC_OBJECT: NamedNodeRef<'_> = crm!("P16_used_specific_object");
    pub const P25_MOVED: NamedNodeRef<'_> = crm!("P25_moved");
    pub const P26_MOVED_TO: NamedNodeRef<'_> = crm!("P26_moved_to");
    pub const P46I_FORMS_PART_OF: NamedNodeRef<'_> = crm!("P46i_forms_part_of");
    pub const P50_HAS_CURRENT_KEEPER: NamedNodeRef<'_> = crm!("P50_has_current_keeper");
    pub const P67_REFERS_TO: NamedNodeRef<'_> = crm!("P67_refers_to");
    pub const P72_HAS_LANGUAGE: NamedNodeRef<'_> = crm!("P72_has_language");
    pub const P82_AT_SOME_TIME_WITHIN: NamedNodeRef<'_> = crm!("P82_at_some_time_within");
    pub const P82A_BEGIN_OF_THE_BEGIN: NamedNodeRef<'_> = crm!("P82a_begin_of_the_begin");
    pub const P82B_END_OF_THE_END: NamedNodeRef<'_> = crm!("P82b_end_of_the_end");
    pub const P89_FALLS_WITHIN: NamedNodeRef<'_> = crm!("P89_falls_within");
    pub const P94_HAS_CREATED: NamedNodeRef<'_> = crm!("P94_has_created");
    pub const P94I_WAS_CREATED_BY: NamedNodeRef<'_> = crm!("P94i_was_created_by");
    pub const P95I_WAS_FORMED_BY: NamedNodeRef<'_> = crm!("P95i_was_formed_by");
    pub const P98I_WAS_BORN: NamedNodeRef<'_> = crm!("P98i_was_born");
    pub const P99I_WAS_DISSOLVED_BY: NamedNodeRef<'_> = crm!("P99i_was_dissolved_by");
    pub const P100I_DIED_IN: NamedNodeRef<'_> = crm!("P100i_died_in");
    pub const P106_IS_COMPOSED_OF: NamedNodeRef<'_> = crm!("P106_is_composed_of");
    pub const P106I_FORMS_PART_OF: NamedNodeRef<'_> = crm!("P106i_forms_part_of");
    pub const P107_HAS_CURRENT_OR_FORMER_MEMBER: NamedNodeRef<'_> = crm!("P107_has_current_or_former_member");
    pub const P107I_IS_CURRENT_OR_FORMER_MEMBER_OF: NamedNodeRef<'_> = crm!("P107i_is_current_or_former_member_of");
    pub const P128_CARRIES: NamedNodeRef<'_> = crm!("P128_carries");
    pub const P139_HAS_ALTERNATIVE_FORM: NamedNodeRef<'_> = crm!("P139_has_alternative_form");
    pub const P140_ASSIGNED_ATTRIBUTE_TO: NamedNodeRef<'_> = crm!("P140_assigned_attribute_to");
    pub const P141_ASSIGNED: NamedNodeRef<'_> = crm!("P141_assigned");
    pub const P165_INCORPORATES: NamedNodeRef<'_> = crm!("P165_incorporates");
    pub const P168_PLACE_IS_DEFINED_BY: NamedNodeRef<'_> = crm!("P168_place_is_defined_by");
    pub const P177_ASSIGNED_PROPERTY_OF_TYPE: NamedNodeRef<'_> = crm!("P177_assigned_property_of_type");
    pub const P190_HAS_SYMBOLIC_CONTENT: NamedNodeRef<'_> = crm!("P190_has_symbolic_content");
}

/// Terms of LRMoo.
pub mod lrmoo {
    #![expect(missing_docs, reason = "each name is LRMoo's own")]
    use super::NamedNodeRef;

    pub const F2_EXPRESSION: NamedNodeRef<'_> = lrmoo!("F2_Expression");
    pub const F3_MANIFESTATION: NamedNodeRef<'_> = lrmoo!("F3_Manifestation");
    pub const F18_SERIAL_WORK: NamedNodeRef<'_> = lrmoo!("F18_Serial_Work");
    pub const F30_MANIFESTATION_CREATION: NamedNodeRef<'_> = lrmoo!("F30_Manifestation_Creation");
    pub const R24_CREATED: NamedNodeRef<'_> = lrmoo!("R24_created");
}

/// Terms of our own.
pub mod ov {
    #![expect(missing_docs, reason = "ontology/regesta.ttl defines each")]
    use super::NamedNodeRef;

    pub const WAS_ADDRESSED_TO: NamedNodeRef<'_> = ov!("was_addressed_to");
    pub const SHOWN_AS: NamedNodeRef<'_> = ov!("shown_as");
    pub const SEARCH: NamedNodeRef<'_> = ov!("search");
    pub const TIMELINE: NamedNodeRef<'_> = ov!("timeline");
    pub const MATCHES: NamedNodeRef<'_> = ov!("matches");
    pub const SCORE: NamedNodeRef<'_> = ov!("score");
    pub const WORDS: NamedNodeRef<'_> = ov!("words");
    pub const FROM: NamedNodeRef<'_> = ov!("from");
    pub const BEFORE: NamedNodeRef<'_> = ov!("before");
    pub const DATE: NamedNodeRef<'_> = ov!("date");
    pub const SUPPORTED_BY: NamedNodeRef<'_> = ov!("supported_by");
    pub const LAND_OF: NamedNodeRef<'_> = ov!("land_of");
    pub const AUTHORITIES_OF: NamedNodeRef<'_> = ov!("authorities_of");
    pub const CONFIDENCE: NamedNodeRef<'_> = ov!("confidence");
    pub const RULE: NamedNodeRef<'_> = ov!("rule");
    pub const REVIEWED_BY: NamedNodeRef<'_> = ov!("reviewed_by");
    pub const SHA256: NamedNodeRef<'_> = ov!("sha256");
    pub const CHARACTERS: NamedNodeRef<'_> = ov!("characters");
    pub const TEXT_RIGHT: NamedNodeRef<'_> = ov!("text_right");
}

/// Kinds that the mapping names itself; those of documents, events and groups come by their names.
pub mod kind {
    #![expect(missing_docs, reason = "ontology/kinds.ttl names each in English and Russian")]
    use super::NamedNodeRef;

    pub const CIPHERED: NamedNodeRef<'_> = kind!("document/ciphered");
    pub const DECISION_CONTENT: NamedNodeRef<'_> = kind!("document/decision");
    pub const TREATY_TEXT: NamedNodeRef<'_> = kind!("document/treaty");
    pub const PLAN: NamedNodeRef<'_> = kind!("document/plan");

    pub const WORK_BOOK: NamedNodeRef<'_> = kind!("work/book");
    pub const WORK_EDITION: NamedNodeRef<'_> = kind!("work/edition");
    pub const WORK_PERIODICAL: NamedNodeRef<'_> = kind!("work/periodical");
    pub const WORK_NEWSPAPER: NamedNodeRef<'_> = kind!("work/newspaper");

    pub const CREATION: NamedNodeRef<'_> = kind!("event/creation");
    pub const SENDING: NamedNodeRef<'_> = kind!("event/sending");
    pub const PUBLICATION: NamedNodeRef<'_> = kind!("event/publication");
    pub const BIRTH: NamedNodeRef<'_> = kind!("event/birth");
    pub const DEATH: NamedNodeRef<'_> = kind!("event/death");
    pub const FORMATION: NamedNodeRef<'_> = kind!("event/formation");
    pub const DISSOLUTION: NamedNodeRef<'_> = kind!("event/dissolution");
    pub const TENURE: NamedNodeRef<'_> = kind!("event/tenure");

    pub const ARCHIVE: NamedNodeRef<'_> = kind!("group/archive");
    pub const AUTHORITIES: NamedNodeRef<'_> = kind!("group/authorities");
    pub const LAND: NamedNodeRef<'_> = kind!("place/land");

    pub const NAME_CANONICAL: NamedNodeRef<'_> = kind!("name/canonical");
    pub const NAME_OTHER: NamedNodeRef<'_> = kind!("name/other");
    pub const NAME_ABBREVIATION: NamedNodeRef<'_> = kind!("name/abbreviation");
    pub const NAME_TRANSLATION: NamedNodeRef<'_> = kind!("name/translation");
    pub const SHELFMARK: NamedNodeRef<'_> = kind!("name/shelfmark");
    pub const ARCHIVE_KEY: NamedNodeRef<'_> = kind!("name/key");

    pub const PASSAGE: NamedNodeRef<'_> = kind!("evidence/passage");
    pub const CITATION: NamedNodeRef<'_> = kind!("evidence/citation");
    pub const CITATION_GROUP: NamedNodeRef<'_> = kind!("evidence/citation-group");
    pub const ANNOTATION: NamedNodeRef<'_> = kind!("evidence/annotation");
    pub const POSITION: NamedNodeRef<'_> = kind!("evidence/position");
    pub const QUOTE: NamedNodeRef<'_> = kind!("evidence/quote");
    pub const DATING: NamedNodeRef<'_> = kind!("evidence/dating");
    pub const TIME_SPAN: NamedNodeRef<'_> = kind!("evidence/time-span");
    pub const RAW_TEXT: NamedNodeRef<'_> = kind!("evidence/raw-text");
    pub const INPUT: NamedNodeRef<'_> = kind!("evidence/input");
    pub const ESSAY: NamedNodeRef<'_> = kind!("evidence/essay");
    pub const COPY: NamedNodeRef<'_> = kind!("evidence/copy");
    pub const HOLDING: NamedNodeRef<'_> = kind!("evidence/holding");
    pub const LINK: NamedNodeRef<'_> = kind!("evidence/link");
    pub const STATEMENT: NamedNodeRef<'_> = kind!("evidence/statement");
    pub const KIND: NamedNodeRef<'_> = kind!("evidence/kind");
    pub const REPORTED: NamedNodeRef<'_> = kind!("evidence/reported");
    pub const DENIED: NamedNodeRef<'_> = kind!("evidence/denied");
    pub const CONFIRMED: NamedNodeRef<'_> = kind!("evidence/confirmed");
    pub const CORRECTED: NamedNodeRef<'_> = kind!("evidence/corrected");
    pub const REJECTED: NamedNodeRef<'_> = kind!("evidence/rejected");

    pub const IN_A_ROLE: NamedNodeRef<'_> = kind!("role/in-a-role");
    pub const MEMBERSHIP: NamedNodeRef<'_> = kind!("role/membership");
    pub const OFFICE: NamedNodeRef<'_> = kind!("role/office");
    pub const PLENIPOTENTIARY: NamedNodeRef<'_> = kind!("role/plenipotentiary");

    pub const GRAPH_ESSAY: NamedNodeRef<'_> = kind!("graph/essay");
    pub const GRAPH_AUTHORITY: NamedNodeRef<'_> = kind!("graph/authority");
    pub const GRAPH_SHORTCUTS: NamedNodeRef<'_> = kind!("graph/shortcuts");
    pub const GRAPH_DESCRIPTION: NamedNodeRef<'_> = kind!("graph/description");
    pub const GRAPH_LINKS: NamedNodeRef<'_> = kind!("graph/links");
    pub const GRAPH_REVIEW: NamedNodeRef<'_> = kind!("graph/review");
    pub const GRAPH_BUILD: NamedNodeRef<'_> = kind!("graph/build");

    pub const JULIAN: NamedNodeRef<'_> = kind!("calendar/julian");
}

/// Terms of common vocabularies.
pub mod common {
    #![expect(missing_docs, reason = "each name is the vocabulary's own")]
    use super::NamedNodeRef;

    pub const BIBO_PAGES: NamedNodeRef<'_> = term!("http://purl.org/ontology/bibo/", "pages");
    pub const CITO_CITES_AS_EVIDENCE: NamedNodeRef<'_> = term!("http://purl.org/spar/cito/", "citesAsEvidence");
    pub const CITO_CITES_FOR_INFORMATION: NamedNodeRef<'_> = term!("http://purl.org/spar/cito/", "citesForInformation");
    pub const DCAT_DATASET: NamedNodeRef<'_> = term!("http://www.w3.org/ns/dcat#", "Dataset");
    pub const DCT_CREATOR: NamedNodeRef<'_> = term!("http://purl.org/dc/terms/", "creator");
    pub const DCT_HAS_PART: NamedNodeRef<'_> = term!("http://purl.org/dc/terms/", "hasPart");
    pub const DCT_ISSUED: NamedNodeRef<'_> = term!("http://purl.org/dc/terms/", "issued");
    pub const DCT_LANGUAGE: NamedNodeRef<'_> = term!("http://purl.org/dc/terms/", "language");
    pub const DCT_LICENSE: NamedNodeRef<'_> = term!("http://purl.org/dc/terms/", "license");
    pub const DCT_SOURCE: NamedNodeRef<'_> = term!("http://purl.org/dc/terms/", "source");
    pub const DCT_TITLE: NamedNodeRef<'_> = term!("http://purl.org/dc/terms/", "title");
    pub const EDTF: NamedNodeRef<'_> = term!("http://id.loc.gov/datatypes/edtf/", "EDTF");
    pub const FOAF_AGENT: NamedNodeRef<'_> = term!("http://xmlns.com/foaf/0.1/", "Agent");
    pub const FOAF_NAME: NamedNodeRef<'_> = term!("http://xmlns.com/foaf/0.1/", "name");
    pub const GEO_LAT: NamedNodeRef<'_> = term!("http://www.w3.org/2003/01/geo/wgs84_pos#", "lat");
    pub const GEO_LONG: NamedNodeRef<'_> = term!("http://www.w3.org/2003/01/geo/wgs84_pos#", "long");
    pub const OA_ANNOTATION: NamedNodeRef<'_> = term!("http://www.w3.org/ns/oa#", "Annotation");
    pub const OA_DESCRIBING: NamedNodeRef<'_> = term!("http://www.w3.org/ns/oa#", "describing");
    pub const OA_END: NamedNodeRef<'_> = term!("http://www.w3.org/ns/oa#", "end");
    pub const OA_EXACT: NamedNodeRef<'_> = term!("http://www.w3.org/ns/oa#", "exact");
    pub const OA_HAS_BODY: NamedNodeRef<'_> = term!("http://www.w3.org/ns/oa#", "hasBody");
    pub const OA_HAS_SELECTOR: NamedNodeRef<'_> = term!("http://www.w3.org/ns/oa#", "hasSelector");
    pub const OA_HAS_SOURCE: NamedNodeRef<'_> = term!("http://www.w3.org/ns/oa#", "hasSource");
    pub const OA_HAS_TARGET: NamedNodeRef<'_> = term!("http://www.w3.org/ns/oa#", "hasTarget");
    pub const OA_MOTIVATED_BY: NamedNodeRef<'_> = term!("http://www.w3.org/ns/oa#", "motivatedBy");
    pub const OA_PREFIX: NamedNodeRef<'_> = term!("http://www.w3.org/ns/oa#", "prefix");
    pub const OA_SPECIFIC_RESOURCE: NamedNodeRef<'_> = term!("http://www.w3.org/ns/oa#", "SpecificResource");
    pub const OA_START: NamedNodeRef<'_> = term!("http://www.w3.org/ns/oa#", "start");
    pub const OA_SUFFIX: NamedNodeRef<'_> = term!("http://www.w3.org/ns/oa#", "suffix");
    pub const OA_TEXT_POSITION_SELECTOR: NamedNodeRef<'_> = term!("http://www.w3.org/ns/oa#", "TextPositionSelector");
    pub const OA_TEXT_QUOTE_SELECTOR: NamedNodeRef<'_> = term!("http://www.w3.org/ns/oa#", "TextQuoteSelector");
    pub const OWL_VERSION_INFO: NamedNodeRef<'_> = term!("http://www.w3.org/2002/07/owl#", "versionInfo");
    pub const PROV_ACTIVITY: NamedNodeRef<'_> = term!("http://www.w3.org/ns/prov#", "Activity");
    pub const PROV_ENDED_AT_TIME: NamedNodeRef<'_> = term!("http://www.w3.org/ns/prov#", "endedAtTime");
    pub const PROV_ENTITY: NamedNodeRef<'_> = term!("http://www.w3.org/ns/prov#", "Entity");
    pub const PROV_SOFTWARE_AGENT: NamedNodeRef<'_> = term!("http://www.w3.org/ns/prov#", "SoftwareAgent");
    pub const PROV_USED: NamedNodeRef<'_> = term!("http://www.w3.org/ns/prov#", "used");
    pub const PROV_WAS_ASSOCIATED_WITH: NamedNodeRef<'_> = term!("http://www.w3.org/ns/prov#", "wasAssociatedWith");
    pub const PROV_WAS_DERIVED_FROM: NamedNodeRef<'_> = term!("http://www.w3.org/ns/prov#", "wasDerivedFrom");
    pub const PROV_WAS_GENERATED_BY: NamedNodeRef<'_> = term!("http://www.w3.org/ns/prov#", "wasGeneratedBy");
    pub const SKOS_ALT_LABEL: NamedNodeRef<'_> = term!("http://www.w3.org/2004/02/skos/core#", "altLabel");
    pub const SKOS_BROAD_MATCH: NamedNodeRef<'_> = term!("http://www.w3.org/2004/02/skos/core#", "broadMatch");
    pub const SKOS_CLOSE_MATCH: NamedNodeRef<'_> = term!("http://www.w3.org/2004/02/skos/core#", "closeMatch");
    pub const SKOS_EXACT_MATCH: NamedNodeRef<'_> = term!("http://www.w3.org/2004/02/skos/core#", "exactMatch");
    pub const SKOS_IN_SCHEME: NamedNodeRef<'_> = term!("http://www.w3.org/2004/02/skos/core#", "inScheme");
    pub const SKOS_NARROW_MATCH: NamedNodeRef<'_> = term!("http://www.w3.org/2004/02/skos/core#", "narrowMatch");
    pub const SKOS_PREF_LABEL: NamedNodeRef<'_> = term!("http://www.w3.org/2004/02/skos/core#", "prefLabel");
    pub const SKOS_RELATED_MATCH: NamedNodeRef<'_> = term!("http://www.w3.org/2004/02/skos/core#", "relatedMatch");
    pub const VOID_DATASET: NamedNodeRef<'_> = term!("http://rdfs.org/ns/void#", "Dataset");
}

#[cfg(test)]
mod tests {
    use regex::Regex;

    use crate::rdf::facts::Facts;
    use crate::rdf::kinds;

    /// The names given to a macro in this very file, so that no constant can be forgotten.
    fn named(by: &str) -> Vec<&'static str> {
        let constant = Regex::new(&format!(r#"= {by}!\("([^"]+)"\)"#)).unwrap();
        constant.captures_iter(include_str!("vocab.rs")).map(|found| found.get(1).unwrap().as_str()).collect()
    }

    #[test]
    fn every_term_of_the_crm_is_one_of_the_official_list() {
        let facts = Facts::official();
        for (prefix, names) in [("crm", named("crm")), ("lrmoo", named("lrmoo"))] {
            assert!(!names.is_empty());
            for name in names {
                assert!(facts.knows(&format!("{prefix}:{name}")), "{prefix}:{name} is not in ontology/crm-facts.tsv");
            }
        }
    }

    #[test]
    fn every_kind_stands_in_the_vocabulary() {
        for name in named("kind") {
            assert!(kinds::label(&format!("{}{name}", super::KINDS), "ru").is_some(), "{name} is not in ontology/kinds.ttl");
        }
    }

    #[test]
    fn every_term_of_our_own_is_defined() {
        let defined = include_str!("../../ontology/regesta.ttl");
        for name in named("ov") {
            assert!(defined.contains(&format!("\nov:{name} a rdf")), "ov:{name} is not in ontology/regesta.ttl");
        }
    }

    #[test]
    fn every_other_term_stands_in_the_profile_in_both_languages() {
        let profile = include_str!("../../ontology/profile.ttl");
        let common = Regex::new(r#"term!\("(http[^"]+)", "([^"]+)"\)"#).unwrap();
        let common = common.captures_iter(include_str!("vocab.rs")).map(|found| (found[1].to_owned(), found[2].to_owned()));
        let prefixed = common.map(|(namespace, name)| {
            let prefix = super::PREFIXES.iter().find(|(_, own)| **own == namespace).unwrap_or_else(|| panic!("{namespace} has no prefix"));
            format!("{}:{name}", prefix.0)
        });
        let own = ["crm", "lrmoo"].into_iter().flat_map(|prefix| named(prefix).into_iter().map(move |name| format!("{prefix}:{name}")));
        for term in prefixed.chain(own) {
            let told =
                profile.split(&format!("\n{term} rdfs:label ")).nth(1).unwrap_or_else(|| panic!("{term} is not in ontology/profile.ttl"));
            let told = told.split(" .\n").next().unwrap_or_default();
            assert!(told.matches("\"@en").count() == 2 && told.matches("\"@ru").count() == 2, "{term} lacks a label or a note: {told}");
        }
    }
}
