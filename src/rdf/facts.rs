//! What CIDOC CRM, CRMinf and LRMoo say of their own terms: hierarchy, domains, ranges.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::vocab::PREFIXES;

/// The facts of `ontology/crm-facts.tsv`; terms are prefixed names ("crm:E5_Event").
#[derive(Debug)]
pub struct Facts {
    terms: HashMap<&'static str, Term>,
}

/// One class or property.
#[derive(Debug)]
struct Term {
    is_class: bool,
    broader: Vec<&'static str>,
    domain: Vec<&'static str>,
    range: Vec<&'static str>,
}

/// Namespaces whose every term stands in the list.
const LISTED: [&str; 3] = ["crm", "crminf", "lrmoo"];

static OFFICIAL: LazyLock<Facts> = LazyLock::new(|| Facts::parse(include_str!("../../ontology/crm-facts.tsv")));

impl Facts {
    /// The list that was compiled in.
    #[must_use]
    pub fn official() -> &'static Self {
        &OFFICIAL
    }

    fn parse(tsv: &'static str) -> Self {
        let rows = tsv.lines().filter(|line| !line.starts_with('#')).skip(1);
        let terms = rows.map(|row| {
            let columns: Vec<&str> = row.split('\t').collect();
            let list = |column: usize| columns.get(column).map_or_else(Vec::new, |terms| terms.split_whitespace().collect());
            (columns[0], Term { is_class: columns[1] == "class", broader: list(2), domain: list(3), range: list(4) })
        });
        Self { terms: terms.collect() }
    }

    /// Whether there is such a class or property.
    #[must_use]
    pub fn knows(&self, term: &str) -> bool {
        self.terms.contains_key(term)
    }

    /// Whether it is a class.
    #[must_use]
    pub fn is_class(&self, term: &str) -> bool {
        self.terms.get(term).is_some_and(|term| term.is_class)
    }

    /// The class a property may be said of; `None` where the list names none.
    #[must_use]
    pub fn domain(&self, property: &str) -> Option<&'static str> {
        self.terms.get(property)?.domain.first().copied()
    }

    /// The class a property's value must be of, or "rdfs:Literal"; `None` where the list names none.
    #[must_use]
    pub fn range(&self, property: &str) -> Option<&'static str> {
        self.terms.get(property)?.range.first().copied()
    }

    /// Whether `class` is `broader` or lies below it.
    #[must_use]
    pub fn is_a(&self, class: &str, broader: &str) -> bool {
        let mut seen = HashSet::new();
        let mut open = vec![class];
        while let Some(class) = open.pop() {
            if class == broader {
                return true;
            }
            if seen.insert(class) {
                open.extend(self.terms.get(class).into_iter().flat_map(|term| &term.broader));
            }
        }
        false
    }
}

/// The prefixed name of an IRI of a namespace whose every term is listed.
#[must_use]
pub fn listed_name(iri: &str) -> Option<String> {
    let (prefix, namespace) = PREFIXES.iter().find(|(prefix, namespace)| LISTED.contains(prefix) && iri.starts_with(namespace))?;
    Some(format!("{prefix}:{}", &iri[namespace.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hierarchy_is_followed_to_its_top() {
        let facts = Facts::official();
        assert!(facts.is_a("crm:E65_Creation", "crm:E1_CRM_Entity"));
        assert!(facts.is_a("crm:E21_Person", "crm:E39_Actor"));
        assert!(facts.is_a("lrmoo:F3_Manifestation", "crm:E73_Information_Object"));
        assert!(!facts.is_a("crm:E53_Place", "crm:E39_Actor"));
    }

    #[test]
    fn domains_and_ranges_are_known() {
        let facts = Facts::official();
        assert_eq!(facts.domain("crm:P14_carried_out_by"), Some("crm:E7_Activity"));
        assert_eq!(facts.range("crm:P190_has_symbolic_content"), Some("rdfs:Literal"));
        assert_eq!(facts.range("crm:P14.1_in_the_role_of"), Some("crm:E55_Type"));
    }

    #[test]
    fn what_is_gone_or_misspelt_is_unknown() {
        let facts = Facts::official();
        for term in ["crm:E52_Time_Span", "crm:E40_Legal_Body", "crm:PC11_had_participant", "crm:P131_is_identified_by", "crm:E5"] {
            assert!(!facts.knows(term), "{term}");
        }
    }
}
