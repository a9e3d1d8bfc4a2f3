//! Queries as trees: whether they ask other endpoints, and values for their variables.

use oxigraph::model::Term;
use oxigraph::sparql::Variable;
use spargebra::algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression};
use spargebra::term::GroundTerm;

/// Whether a query wants another endpoint to be asked, anywhere in it.
pub(super) fn asks_elsewhere(pattern: &GraphPattern) -> bool {
    match pattern {
        GraphPattern::Service { .. } => true,
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Values { .. } => false,
        GraphPattern::Join { left, right }
        | GraphPattern::Lateral { left, right }
        | GraphPattern::Union { left, right }
        | GraphPattern::Minus { left, right } => asks_elsewhere(left) || asks_elsewhere(right),
        GraphPattern::LeftJoin { left, right, expression } => {
            asks_elsewhere(left) || asks_elsewhere(right) || expression.as_ref().is_some_and(looks_elsewhere)
        }
        GraphPattern::Filter { expr, inner } => looks_elsewhere(expr) || asks_elsewhere(inner),
        GraphPattern::Extend { inner, expression, .. } => looks_elsewhere(expression) || asks_elsewhere(inner),
        GraphPattern::OrderBy { inner, expression } => {
            let own = |order: &OrderExpression| match order {
                OrderExpression::Asc(expression) | OrderExpression::Desc(expression) => looks_elsewhere(expression),
            };
            asks_elsewhere(inner) || expression.iter().any(own)
        }
        GraphPattern::Group { inner, aggregates, .. } => {
            let own = |(_, aggregate): &(Variable, AggregateExpression)| match aggregate {
                AggregateExpression::CountSolutions { .. } => false,
                AggregateExpression::FunctionCall { expr, .. } => looks_elsewhere(expr),
            };
            asks_elsewhere(inner) || aggregates.iter().any(own)
        }
        GraphPattern::Graph { inner, .. }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. } => asks_elsewhere(inner),
    }
}

/// The same within an expression.
fn looks_elsewhere(expression: &Expression) -> bool {
    match expression {
        Expression::NamedNode(_) | Expression::Literal(_) | Expression::Variable(_) | Expression::Bound(_) => false,
        Expression::Exists(pattern) => asks_elsewhere(pattern),
        Expression::Or(one, other)
        | Expression::And(one, other)
        | Expression::Equal(one, other)
        | Expression::SameTerm(one, other)
        | Expression::Greater(one, other)
        | Expression::GreaterOrEqual(one, other)
        | Expression::Less(one, other)
        | Expression::LessOrEqual(one, other)
        | Expression::Add(one, other)
        | Expression::Subtract(one, other)
        | Expression::Multiply(one, other)
        | Expression::Divide(one, other) => looks_elsewhere(one) || looks_elsewhere(other),
        Expression::In(one, others) => looks_elsewhere(one) || others.iter().any(looks_elsewhere),
        Expression::UnaryPlus(one) | Expression::UnaryMinus(one) | Expression::Not(one) => looks_elsewhere(one),
        Expression::If(one, two, three) => looks_elsewhere(one) || looks_elsewhere(two) || looks_elsewhere(three),
        Expression::Coalesce(all) | Expression::FunctionCall(_, all) => all.iter().any(looks_elsewhere),
    }
}

/// These values of a variable, as a pattern; `None` where one is a blank node, which no query can name.
pub(super) fn values(variable: &Variable, values: &[Term]) -> Option<GraphPattern> {
    let row = |value: &Term| match value {
        Term::NamedNode(node) => Some(vec![Some(GroundTerm::NamedNode(node.clone()))]),
        Term::Literal(literal) => Some(vec![Some(GroundTerm::Literal(literal.clone()))]),
        Term::BlankNode(_) => None,
    };
    Some(GraphPattern::Values { variables: vec![variable.clone()], bindings: values.iter().map(row).collect::<Option<_>>()? })
}

/// A pattern with the values of a variable, put as near to where it is used as that says the same: few stores look for
/// things from the end of a query.
pub(super) fn given(pattern: GraphPattern, variable: &Variable, values: &GraphPattern) -> GraphPattern {
    let into = |inner: Box<GraphPattern>| Box::new(given(*inner, variable, values));
    match pattern {
        GraphPattern::Project { inner, variables } if variables.contains(variable) => {
            GraphPattern::Project { inner: into(inner), variables }
        }
        GraphPattern::Group { inner, variables, aggregates } if variables.contains(variable) => {
            GraphPattern::Group { inner: into(inner), variables, aggregates }
        }
        GraphPattern::Extend { inner, variable: own, expression } if own != *variable => {
            GraphPattern::Extend { inner: into(inner), variable: own, expression }
        }
        GraphPattern::Distinct { inner } => GraphPattern::Distinct { inner: into(inner) },
        GraphPattern::Reduced { inner } => GraphPattern::Reduced { inner: into(inner) },
        GraphPattern::Slice { inner, start, length } => GraphPattern::Slice { inner: into(inner), start, length },
        GraphPattern::OrderBy { inner, expression } => GraphPattern::OrderBy { inner: into(inner), expression },
        GraphPattern::Filter { expr, inner } => GraphPattern::Filter { expr, inner: into(inner) },
        GraphPattern::Union { left, right } => GraphPattern::Union { left: into(left), right: into(right) },
        GraphPattern::LeftJoin { left, right, expression } => GraphPattern::LeftJoin { left: into(left), right, expression },
        GraphPattern::Minus { left, right } => GraphPattern::Minus { left: into(left), right },
        GraphPattern::Join { left, right } if mentions(&left, variable) => GraphPattern::Join { left: into(left), right },
        GraphPattern::Join { left, right } if mentions(&right, variable) => GraphPattern::Join { left, right: into(right) },
        other => GraphPattern::Join { left: Box::new(values.clone()), right: Box::new(other) },
    }
}

fn mentions(pattern: &GraphPattern, variable: &Variable) -> bool {
    let mut found = false;
    pattern.on_in_scope_variable(|own| found |= own == variable);
    found
}

#[cfg(test)]
mod tests {
    use oxigraph::model::NamedNode;
    use spargebra::SparqlParser;

    use super::*;

    fn pattern(query: &str) -> GraphPattern {
        match SparqlParser::new().parse_query(query).unwrap() {
            spargebra::Query::Select { pattern, .. } => pattern,
            other => panic!("{other}"),
        }
    }

    #[test]
    fn a_service_is_found_wherever_it_stands() {
        for query in [
            "SELECT * { SERVICE <http://e.org/> { ?s ?p ?o } }",
            "SELECT * { ?s ?p ?o OPTIONAL { GRAPH ?g { SERVICE SILENT ?s { ?s ?p ?o } } } }",
            "SELECT * { ?s ?p ?o FILTER(1 = 2 || !EXISTS { SERVICE <http://e.org/> { ?s ?p ?o } }) }",
            "SELECT (SUM(IF(EXISTS { SERVICE <http://e.org/> {} }, 1, 2)) AS ?n) { ?s ?p ?o }",
            "SELECT * { { SELECT ?s { ?s ?p ?o } ORDER BY EXISTS { SERVICE <http://e.org/> {} } } }",
            "SELECT * { ?s ?p ?o MINUS { SELECT ?s { SERVICE <http://e.org/> { ?s ?p ?o } } } }",
        ] {
            assert!(asks_elsewhere(&pattern(query)), "{query}");
        }
        assert!(!asks_elsewhere(&pattern("SELECT * { ?service ?p \"SERVICE <http://e.org/> {}\" FILTER EXISTS { ?s ?p ?o } }")));
    }

    #[track_caller]
    fn check(query: &str, expected: &str) {
        let variable = Variable::new("x").unwrap();
        let values = values(&variable, &[NamedNode::new("http://e.org/1").unwrap().into()]).unwrap();
        assert_eq!(given(pattern(query), &variable, &values), pattern(expected), "{query}");
    }

    #[test]
    fn values_stand_where_their_variable_is_used() {
        const VALUES: &str = "VALUES ?x { <http://e.org/1> }";
        check("SELECT ?x ?o { ?x ?p ?o } ORDER BY ?o LIMIT 3", &format!("SELECT ?x ?o {{ {VALUES} {{ ?x ?p ?o }} }} ORDER BY ?o LIMIT 3"));
        check(
            "SELECT ?x { { ?x ?p ?o } UNION { ?o ?p ?x } }",
            &format!("SELECT ?x {{ {{ {VALUES} {{ ?x ?p ?o }} }} UNION {{ {VALUES} {{ ?o ?p ?x }} }} }}"),
        );
        check(
            "SELECT ?x { ?x ?p ?o OPTIONAL { ?o ?p ?x } } GROUP BY ?x",
            &format!("SELECT ?x {{ {VALUES} {{ ?x ?p ?o }} OPTIONAL {{ ?o ?p ?x }} }} GROUP BY ?x"),
        );
    }

    #[test]
    fn a_blank_node_cannot_be_given() {
        assert_eq!(values(&Variable::new("x").unwrap(), &[oxigraph::model::BlankNode::default().into()]), None);
    }
}
