//! SPARQL 1.1 Update, evaluated within a change.
//!
//! Source: <https://www.w3.org/TR/sparql11-update/>; ADD, MOVE and COPY are taken apart by the parser (section 3.2).

use std::collections::{BTreeSet, HashMap};

use oxigraph::model::{BlankNode, GraphName, NamedNode, NamedOrBlankNode, Quad, Term};
use oxigraph::sparql::{QueryResults, QuerySolution, SparqlEvaluator, Variable};
use spargebra::algebra::{GraphPattern, GraphTarget, QueryDataset};
use spargebra::term::{
    GraphName as TargetName, GraphNamePattern, GroundQuad, GroundQuadPattern, GroundTerm, GroundTermPattern, NamedNodePattern, QuadPattern,
    TermPattern,
};
use spargebra::{GraphUpdateOperation, Query, SparqlParser, Update};

use super::ask::{Graphs, wrong};
use super::{ChangeError, Changing, Name, Stop};

/// How an update is evaluated.
#[derive(Clone, Debug)]
pub struct Updating {
    /// Relative addresses start here.
    pub base: String,
    /// The graphs of the request, in place of USING.
    pub using: Graphs,
    /// Ends it.
    pub stop: Stop,
}

impl Changing<'_> {
    /// Does what an update says.
    ///
    /// # Errors
    /// When it is no update, one of its operations fails, or it is stopped; then the change is not to be kept.
    pub fn update(&mut self, text: &str, how: &Updating) -> Result<(), ChangeError> {
        let syntax = |error: &dyn std::fmt::Display| ChangeError::Syntax(error.to_string());
        let parser = SparqlParser::new().with_base_iri(how.base.as_str()).map_err(|error| syntax(&error))?;
        let update = parser.parse_update(text).map_err(|error| syntax(&error))?;
        let is_using = |operation: &GraphUpdateOperation| matches!(operation, GraphUpdateOperation::DeleteInsert { using: Some(_), .. });
        if how.using.are_given() && update.operations.iter().any(is_using) {
            return Err(ChangeError::Syntax("it names graphs by USING or WITH, and so does the request".to_owned()));
        }
        for operation in &update.operations {
            self.operation(operation, &update, how)?;
        }
        Ok(())
    }

    fn operation(&mut self, operation: &GraphUpdateOperation, update: &Update, how: &Updating) -> Result<(), ChangeError> {
        match operation {
            GraphUpdateOperation::InsertData { data } => {
                let mut nodes = HashMap::new();
                for quad in data {
                    let subject = match &quad.subject {
                        NamedOrBlankNode::NamedNode(node) => node.clone().into(),
                        NamedOrBlankNode::BlankNode(node) => fresh(&mut nodes, node).into(),
                    };
                    let object = match &quad.object {
                        Term::BlankNode(node) => fresh(&mut nodes, node).into(),
                        other => other.clone(),
                    };
                    self.add(&quad_of(subject, quad.predicate.clone(), object), &name(&quad.graph_name))?;
                }
                Ok(())
            }
            GraphUpdateOperation::DeleteData { data } => {
                data.iter().try_for_each(|quad| self.remove(&ground(quad), &name(&quad.graph_name)))
            }
            GraphUpdateOperation::DeleteInsert { delete, insert, using, pattern } => {
                let solutions = self.solutions(variables(delete, insert), using.as_ref(), pattern, update, how)?;
                for solution in &solutions {
                    for quad in delete.iter().filter_map(|quad| removed(quad, solution)) {
                        self.remove(&quad.0, &quad.1)?;
                    }
                }
                for solution in &solutions {
                    let mut nodes = HashMap::new();
                    for quad in insert.iter().filter_map(|quad| added(quad, solution, &mut nodes)) {
                        self.add(&quad.0, &quad.1)?;
                    }
                }
                Ok(())
            }
            GraphUpdateOperation::Load { source, .. } => Err(ChangeError::Load(source.clone())),
            GraphUpdateOperation::Create { silent, graph } => {
                let name = Some(graph.clone());
                if !silent && self.holds(&name)? {
                    return Err(ChangeError::Exists(graph.clone()));
                }
                self.create(&name)
            }
            GraphUpdateOperation::Clear { silent, graph } => self.targets(graph, *silent)?.iter().try_for_each(|name| self.clear(name)),
            GraphUpdateOperation::Drop { silent, graph } => self.targets(graph, *silent)?.iter().try_for_each(|name| self.drop_graph(name)),
        }
    }

    /// The graphs that CLEAR or DROP means.
    fn targets(&self, target: &GraphTarget, silent: bool) -> Result<Vec<Name>, ChangeError> {
        let named = || Ok::<_, ChangeError>(self.names()?.into_iter().map(Some));
        Ok(match target {
            GraphTarget::NamedNode(graph) => {
                let name = Some(graph.clone());
                match self.holds(&name)? {
                    true => vec![name],
                    false if silent => Vec::new(),
                    false => return Err(ChangeError::Absent(graph.clone())),
                }
            }
            GraphTarget::DefaultGraph => vec![None],
            GraphTarget::NamedGraphs => named()?.collect(),
            GraphTarget::AllGraphs => named()?.chain([None]).collect(),
        })
    }

    /// The solutions of a pattern, all of them before anything is changed.
    fn solutions(
        &self,
        variables: Vec<Variable>,
        using: Option<&QueryDataset>,
        pattern: &GraphPattern,
        update: &Update,
        how: &Updating,
    ) -> Result<Vec<QuerySolution>, ChangeError> {
        let pattern = GraphPattern::Project { inner: Box::new(pattern.clone()), variables };
        let query = Query::Select { dataset: using.cloned(), pattern, base_iri: update.base_iri.clone() };
        let evaluator = SparqlEvaluator::new().with_cancellation_token(how.stop.token());
        let mut query = evaluator.for_query(query);
        let has_unnamed = self.holds(&None)?;
        how.using.choose(query.dataset_mut(), has_unnamed.then(|| self.names()).transpose()?);
        let results = query.on_transaction(&self.transaction).execute().map_err(|error| wrong(&error))?;
        let QueryResults::Solutions(solutions) = results else { return Ok(Vec::new()) };
        Ok(solutions.collect::<Result<_, _>>().map_err(|error| wrong(&error))?)
    }
}

/// The variables of the templates, each once.
fn variables(delete: &[GroundQuadPattern], insert: &[QuadPattern]) -> Vec<Variable> {
    let mut out = BTreeSet::new();
    let mut take = |variable: Option<&Variable>| out.extend(variable.map(|variable| variable.as_str().to_owned()));
    for quad in delete {
        take(if let GroundTermPattern::Variable(own) = &quad.subject { Some(own) } else { None });
        take(if let NamedNodePattern::Variable(own) = &quad.predicate { Some(own) } else { None });
        take(if let GroundTermPattern::Variable(own) = &quad.object { Some(own) } else { None });
        take(if let GraphNamePattern::Variable(own) = &quad.graph_name { Some(own) } else { None });
    }
    for quad in insert {
        take(if let TermPattern::Variable(own) = &quad.subject { Some(own) } else { None });
        take(if let NamedNodePattern::Variable(own) = &quad.predicate { Some(own) } else { None });
        take(if let TermPattern::Variable(own) = &quad.object { Some(own) } else { None });
        take(if let GraphNamePattern::Variable(own) = &quad.graph_name { Some(own) } else { None });
    }
    out.into_iter().map(Variable::new_unchecked).collect()
}

/// A statement to take out; `None` where a variable is not bound, or to what cannot stand there.
fn removed(quad: &GroundQuadPattern, solution: &QuerySolution) -> Option<(Quad, Name)> {
    let term = |pattern: &GroundTermPattern| match pattern {
        GroundTermPattern::NamedNode(node) => Some(Term::from(node.clone())),
        GroundTermPattern::Literal(literal) => Some(literal.clone().into()),
        GroundTermPattern::Variable(variable) => solution.get(variable).cloned(),
    };
    let subject = subject(term(&quad.subject)?)?;
    let graph = graph(&quad.graph_name, solution)?;
    Some((quad_of(subject, predicate(&quad.predicate, solution)?, term(&quad.object)?), graph))
}

/// A statement to add, likewise. A blank node of the template is a new one for each solution.
fn added(quad: &QuadPattern, solution: &QuerySolution, nodes: &mut HashMap<BlankNode, BlankNode>) -> Option<(Quad, Name)> {
    let mut term = |pattern: &TermPattern| match pattern {
        TermPattern::NamedNode(node) => Some(Term::from(node.clone())),
        TermPattern::BlankNode(node) => Some(fresh(nodes, node).into()),
        TermPattern::Literal(literal) => Some(literal.clone().into()),
        TermPattern::Variable(variable) => solution.get(variable).cloned(),
    };
    let (subject, object) = (subject(term(&quad.subject)?)?, term(&quad.object)?);
    Some((quad_of(subject, predicate(&quad.predicate, solution)?, object), graph(&quad.graph_name, solution)?))
}

fn subject(term: Term) -> Option<NamedOrBlankNode> {
    match term {
        Term::NamedNode(node) => Some(node.into()),
        Term::BlankNode(node) => Some(node.into()),
        Term::Literal(_) => None,
    }
}

fn predicate(pattern: &NamedNodePattern, solution: &QuerySolution) -> Option<NamedNode> {
    match pattern {
        NamedNodePattern::NamedNode(node) => Some(node.clone()),
        NamedNodePattern::Variable(variable) => named(solution.get(variable)),
    }
}

fn graph(pattern: &GraphNamePattern, solution: &QuerySolution) -> Option<Name> {
    match pattern {
        GraphNamePattern::NamedNode(node) => Some(Some(node.clone())),
        GraphNamePattern::DefaultGraph => Some(None),
        GraphNamePattern::Variable(variable) => named(solution.get(variable)).map(Some),
    }
}

fn named(term: Option<&Term>) -> Option<NamedNode> {
    match term? {
        Term::NamedNode(node) => Some(node.clone()),
        _ => None,
    }
}

fn name(graph: &TargetName) -> Name {
    match graph {
        TargetName::NamedNode(node) => Some(node.clone()),
        TargetName::DefaultGraph => None,
    }
}

fn ground(quad: &GroundQuad) -> Quad {
    let object = match &quad.object {
        GroundTerm::NamedNode(node) => Term::from(node.clone()),
        GroundTerm::Literal(literal) => literal.clone().into(),
    };
    quad_of(quad.subject.clone().into(), quad.predicate.clone(), object)
}

fn quad_of(subject: NamedOrBlankNode, predicate: NamedNode, object: Term) -> Quad {
    Quad { subject, predicate, object, graph_name: GraphName::DefaultGraph }
}

/// The node that stands for a label of the update.
fn fresh(nodes: &mut HashMap<BlankNode, BlankNode>, label: &BlankNode) -> BlankNode {
    nodes.entry(label.clone()).or_default().clone()
}
