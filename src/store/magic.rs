//! The indexes inside SPARQL: services that this store answers itself.
//!
//! `SERVICE ov:search { ?thing ov:matches "words" ; ov:score ?score ; ov:words ?words }` finds by words;
//! `SERVICE ov:timeline { ?thing ov:from "1921" ; ov:before "1922" ; ov:date ?date }` lists what is dated, in order.

use std::sync::Arc;

use oxigraph::model::{Literal, NamedNodeRef, Term};
use oxigraph::sparql::{QueryEvaluationError, QuerySolutionIter, ServiceHandler, Variable};
use spargebra::algebra::GraphPattern;
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};

use crate::rdf::vocab::ov;

use super::Store;

/// How many things a search inside SPARQL finds at the most.
const FOUND: usize = 10_000;

/// One of the services, on a store.
pub(super) struct Magic {
    pub(super) store: Store,
    pub(super) name: NamedNodeRef<'static>,
}

/// Every service.
pub(super) const SERVICES: [NamedNodeRef<'static>; 2] = [ov::SEARCH, ov::TIMELINE];

/// Why a service does not understand its pattern.
#[derive(Debug, thiserror::Error)]
#[error("SERVICE <{0}> wants {1}")]
struct Misused(String, &'static str);

impl ServiceHandler for Magic {
    type Error = QueryEvaluationError;

    fn handle(&self, pattern: &GraphPattern, _base: Option<&oxiri::Iri<String>>) -> Result<QuerySolutionIter<'static>, Self::Error> {
        let wants = if self.name == ov::SEARCH {
            "one thing: ?thing ov:matches \"words\", and ov:score ?score, ov:words ?words where wished"
        } else {
            "one thing: ?thing ov:from \"1921\" ; ov:before \"1922\", and ov:date ?date where wished"
        };
        let misused = || QueryEvaluationError::Service(Box::new(Misused(self.name.as_str().to_owned(), wants)));
        let triples = triples(pattern).ok_or_else(misused)?;
        let thing = subject(&triples).ok_or_else(misused)?;
        let said = |name: NamedNodeRef<'_>| {
            triples.iter().find(|triple| matches!(&triple.predicate, NamedNodePattern::NamedNode(own) if own.as_ref() == name))
        };
        let words = |name| match said(name).map(|triple| &triple.object) {
            Some(TermPattern::Literal(literal)) => Some(literal.value().to_owned()),
            _ => None,
        };
        let variable = |name| match said(name).map(|triple| &triple.object) {
            Some(TermPattern::Variable(variable)) => Some(variable.clone()),
            _ => None,
        };
        if self.name == ov::SEARCH {
            let query = words(ov::MATCHES).ok_or_else(misused)?;
            // Few of them are read where the query has a LIMIT.
            let hits = self.store.index().hits(&query).take(FOUND);
            let rows = hits.map(|hit| [hit.thing.into(), Literal::from(hit.score).into(), Literal::new_simple_literal(hit.words).into()]);
            return Ok(solutions([Some(thing), variable(ov::SCORE), variable(ov::WORDS)], rows));
        }
        let (from, before) = words(ov::FROM).zip(words(ov::BEFORE)).ok_or_else(misused)?;
        let timeline = self.store.timeline();
        let rows = timeline.range(&from, &before).filter_map(move |at| {
            let dated = timeline.at(at)?;
            let date = Literal::new_typed_literal(dated.from.clone(), dated.datatype.clone());
            Some([Term::from(dated.thing.clone()), date.into()])
        });
        Ok(solutions([Some(thing), variable(ov::DATE)], rows))
    }
}

/// The rows, with the variables that are wanted alone.
fn solutions<const N: usize>(
    wanted: [Option<Variable>; N],
    rows: impl Iterator<Item = [Term; N]> + Send + 'static,
) -> QuerySolutionIter<'static> {
    let variables: Arc<[Variable]> = wanted.iter().flatten().cloned().collect();
    let rows = rows.map(move |row| {
        Ok(row.into_iter().zip(&wanted).filter(|(_, wanted)| wanted.is_some()).map(|(term, _)| Some(term)).collect::<Vec<_>>())
    });
    QuerySolutionIter::from_tuples(variables, rows)
}

/// The triples of a pattern that is nothing else.
fn triples(pattern: &GraphPattern) -> Option<Vec<TriplePattern>> {
    match pattern {
        GraphPattern::Bgp { patterns } => Some(patterns.clone()),
        GraphPattern::Join { left, right } => Some([triples(left)?, triples(right)?].concat()),
        GraphPattern::Project { inner, .. } => triples(inner),
        _ => None,
    }
}

/// The one variable that all triples are about.
fn subject(triples: &[TriplePattern]) -> Option<Variable> {
    let mut subjects = triples.iter().map(|triple| match &triple.subject {
        TermPattern::Variable(variable) => Some(variable),
        _ => None,
    });
    let first = subjects.next()??;
    subjects.all(|own| own == Some(first)).then(|| first.clone())
}
