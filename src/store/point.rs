//! Questions that are a look-up: what is said of a thing that is named.

use oxigraph::model::NamedNode;
use spargebra::algebra::{Expression, GraphPattern};
use spargebra::{Query, SparqlParser};

/// Longest question that is looked at, in bytes.
const LONGEST: usize = 2048;

/// Whether a query is `DESCRIBE` of things by their addresses and nothing else, so that what it takes is known.
///
/// It is asked of every query, so most are told apart without reading them; and brackets, which need stack, are not read.
#[must_use]
pub fn is_point(query: &str, base: &str) -> bool {
    let has_brackets = || query.bytes().any(|byte| matches!(byte, b'(' | b'[' | b'{' | b'!'));
    let describes = || query.as_bytes().windows(8).any(|part| part.eq_ignore_ascii_case(b"DESCRIBE"));
    if query.len() > LONGEST || has_brackets() || !describes() {
        return false;
    }
    let Ok(parser) = SparqlParser::new().with_base_iri(base) else { return false };
    match parser.parse_query(query) {
        Ok(Query::Describe { dataset: None, pattern, .. }) => things(&pattern).is_some(),
        Ok(_) | Err(_) => false,
    }
}

/// The things that a pattern names which reads nothing.
fn things(pattern: &GraphPattern) -> Option<Vec<NamedNode>> {
    match pattern {
        GraphPattern::Bgp { patterns } if patterns.is_empty() => Some(Vec::new()),
        GraphPattern::Project { inner, .. } => things(inner),
        GraphPattern::Extend { inner, expression: Expression::NamedNode(node), .. } => {
            let mut all = things(inner)?;
            all.push(node.clone());
            Some(all)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::is_point;

    #[track_caller]
    fn check(query: &str, expected: bool) {
        assert_eq!(is_point(query, "https://e.org/"), expected, "{query}");
    }

    #[test]
    fn a_thing_that_is_named_is_looked_up() {
        check("DESCRIBE <https://e.org/a>", true);
        check("PREFIX e: <https://e.org/> describe e:a <b>", true);
    }

    #[test]
    fn what_has_to_be_found_first_is_not() {
        for query in [
            "DESCRIBE ?s WHERE { ?s ?p ?o }",
            "DESCRIBE * { ?s ?p ?o }",
            "DESCRIBE <https://e.org/a> FROM <https://e.org/g>",
            "ASK {}",
            "DESCRIBE",
            "",
        ] {
            check(query, false);
        }
    }
}
