//! What a thing of each class must say of itself: `ontology/shapes.ttl` as far as it counts values.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNodeRef, Quad, Term};

use crate::claim::Level;

use super::check::{Fault, Indexed, add, key};
use super::vocab::{common, crm, ov};

/// How many values of a property a thing of a class has.
#[derive(Clone, Copy, Debug)]
struct Rule {
    class: NamedNodeRef<'static>,
    property: NamedNodeRef<'static>,
    least: usize,
    most: usize,
    /// What is wrong otherwise: follows the name of the thing.
    says: &'static str,
}

const MANY: usize = usize::MAX;

const fn rule(class: NamedNodeRef<'static>, property: NamedNodeRef<'static>, least: usize, most: usize, says: &'static str) -> Rule {
    Rule { class, property, least, most, says }
}

/// The rules; a test holds them against the shapes.
const RULES: [Rule; 24] = [
    rule(crm::E33_E41_LINGUISTIC_APPELLATION, crm::P190_HAS_SYMBOLIC_CONTENT, 1, 1, "is a name, which has one spelling"),
    rule(crm::E33_E41_LINGUISTIC_APPELLATION, crm::P72_HAS_LANGUAGE, 1, MANY, "is a name that does not say its language"),
    rule(crm::E52_TIME_SPAN, crm::P82_AT_SOME_TIME_WITHIN, 1, 1, "is a time, which has one date"),
    rule(crm::E52_TIME_SPAN, crm::P82A_BEGIN_OF_THE_BEGIN, 0, 1, "is a time that begins twice"),
    rule(crm::E52_TIME_SPAN, crm::P82B_END_OF_THE_END, 0, 1, "is a time that ends twice"),
    rule(crm::E13_ATTRIBUTE_ASSIGNMENT, crm::P140_ASSIGNED_ATTRIBUTE_TO, 1, 1, "does not say of which one thing it speaks"),
    rule(crm::E13_ATTRIBUTE_ASSIGNMENT, crm::P141_ASSIGNED, 1, 1, "does not say which one value it gives"),
    rule(crm::E13_ATTRIBUTE_ASSIGNMENT, crm::P177_ASSIGNED_PROPERTY_OF_TYPE, 1, 1, "does not say which property it gives"),
    rule(common::OA_ANNOTATION, common::OA_HAS_BODY, 1, 1, "is a reading, which is of one thing"),
    rule(common::OA_ANNOTATION, common::OA_HAS_TARGET, 1, 1, "is a reading, which is of one passage"),
    rule(common::OA_ANNOTATION, ov::CONFIDENCE, 1, 1, "is a reading that does not say how sure it is"),
    rule(common::OA_ANNOTATION, ov::RULE, 1, 1, "is a reading that does not name its rule"),
    rule(common::OA_SPECIFIC_RESOURCE, common::OA_HAS_SOURCE, 1, 1, "is a passage, which is of one essay"),
    rule(common::OA_SPECIFIC_RESOURCE, common::OA_HAS_SELECTOR, 1, 2, "is a passage that does not say where it stands"),
    rule(common::OA_TEXT_POSITION_SELECTOR, common::OA_START, 1, 1, "is a place in a text, which has one start"),
    rule(common::OA_TEXT_POSITION_SELECTOR, common::OA_END, 1, 1, "is a place in a text, which has one end"),
    rule(crm::E22_HUMAN_MADE_OBJECT, crm::P128_CARRIES, 1, MANY, "is a copy of no text"),
    rule(crm::E22_HUMAN_MADE_OBJECT, crm::P46I_FORMS_PART_OF, 1, MANY, "is a copy that is kept nowhere"),
    rule(crm::PC14_CARRIED_OUT_BY, crm::P01_HAS_DOMAIN, 1, 1, "is a part in no activity"),
    rule(crm::PC14_CARRIED_OUT_BY, crm::P02_HAS_RANGE, 1, 1, "is nobody's part in an activity"),
    rule(crm::PC14_CARRIED_OUT_BY, crm::P14_1_IN_THE_ROLE_OF, 1, MANY, "is a part in an activity that does not say which"),
    rule(crm::PC107_HAS_CURRENT_OR_FORMER_MEMBER, crm::P01_HAS_DOMAIN, 1, 1, "is a membership in no body"),
    rule(crm::PC107_HAS_CURRENT_OR_FORMER_MEMBER, crm::P02_HAS_RANGE, 1, 1, "is nobody's membership"),
    rule(crm::PC107_HAS_CURRENT_OR_FORMER_MEMBER, crm::P107_1_KIND_OF_MEMBER, 1, MANY, "is a membership that does not say which"),
];

/// Things that say too little or too much of themselves, and roles without their plain property.
pub(super) fn check(graph: &Indexed, quads: &[Quad], faults: &mut BTreeSet<Fault>) {
    let mut values: BTreeMap<(&str, &str), BTreeSet<String>> = BTreeMap::new();
    let mut of_class: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for quad in quads {
        if quad.predicate == rdf::TYPE
            && let Term::NamedNode(class) = &quad.object
        {
            of_class.entry(class.as_str()).or_default().insert(key(&quad.subject));
        }
        if RULES.iter().any(|rule| quad.predicate == rule.property) {
            values.entry((key(&quad.subject), quad.predicate.as_str())).or_default().insert(quad.object.to_string());
        }
    }
    for rule in RULES {
        for thing in of_class.get(rule.class.as_str()).into_iter().flatten() {
            let count = values.get(&(*thing, rule.property.as_str())).map_or(0, BTreeSet::len);
            if count < rule.least || count > rule.most {
                add(faults, "graph-shape", Level::Error, thing, format!("{} {}", graph.called(thing), rule.says));
            }
        }
    }
    roles(graph, quads, &of_class, faults);
}

/// The CRM's own rule for properties with properties: the plain property is said too.
fn roles(graph: &Indexed, quads: &[Quad], of_class: &BTreeMap<&str, BTreeSet<&str>>, faults: &mut BTreeSet<Fault>) {
    let plain = [
        (crm::PC14_CARRIED_OUT_BY, crm::P14_CARRIED_OUT_BY),
        (crm::PC107_HAS_CURRENT_OR_FORMER_MEMBER, crm::P107_HAS_CURRENT_OR_FORMER_MEMBER),
    ];
    let said: BTreeSet<(&str, &str, String)> = quads
        .iter()
        .filter(|quad| plain.iter().any(|(_, property)| quad.predicate == *property))
        .map(|quad| (key(&quad.subject), quad.predicate.as_str(), quad.object.to_string()))
        .collect();
    let ends = |node: &str, property: NamedNodeRef<'_>| -> Option<String> {
        quads.iter().find(|quad| key(&quad.subject) == node && quad.predicate == property).map(|quad| quad.object.to_string())
    };
    for (class, property) in plain {
        for node in of_class.get(class.as_str()).into_iter().flatten() {
            let (Some(domain), Some(range)) = (ends(node, crm::P01_HAS_DOMAIN), ends(node, crm::P02_HAS_RANGE)) else { continue };
            if !said.contains(&(domain.trim_matches(['<', '>']), property.as_str(), range)) {
                let message = format!("{} is a part that is told without the plain statement beside it", graph.called(node));
                add(faults, "graph-role-alone", Level::Error, node, message);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use oxigraph::io::{RdfFormat, RdfParser};
    use oxigraph::model::{Literal, Term};

    use super::*;

    #[test]
    fn the_rules_are_those_of_the_shapes() {
        let shapes = include_str!("../../ontology/shapes.ttl");
        let quads: Vec<Quad> = RdfParser::from_format(RdfFormat::Turtle).for_slice(shapes).map(Result::unwrap).collect();
        let values = |of: &Term, name: &str| -> Vec<Term> {
            let of = of.to_string();
            quads
                .iter()
                .filter(|quad| quad.subject.to_string() == of && quad.predicate.as_str().ends_with(name))
                .map(|quad| quad.object.clone())
                .collect()
        };
        let count = |of: &Term, name: &str| {
            values(of, name).first().and_then(|count| count.to_string().parse::<Literal>().ok()?.value().parse::<usize>().ok())
        };
        let mut published = BTreeSet::new();
        for quad in quads.iter().filter(|quad| quad.predicate.as_str().ends_with("#targetClass")) {
            for property in values(&quad.subject.clone().into(), "#property") {
                let path = values(&property, "#path")[0].to_string();
                let bounds = (count(&property, "#minCount"), count(&property, "#maxCount"));
                if bounds != (None, None) && !path.ends_with("rdf-schema#label>") {
                    published.insert(format!("{} {path} {}..{:?}", quad.object, bounds.0.unwrap_or(0), bounds.1));
                }
            }
        }
        let own = RULES
            .iter()
            .map(|rule| format!("{} {} {}..{:?}", rule.class, rule.property, rule.least, (rule.most != MANY).then_some(rule.most)));
        assert_eq!(own.collect::<BTreeSet<_>>(), published);
    }
}
