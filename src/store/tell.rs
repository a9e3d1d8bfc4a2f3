//! Answers written as they are found, with an end to their length.

use std::io;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, Triple};
use oxigraph::sparql::results::{QueryResultsParser, QueryResultsSerializer, SliceQueryResultsParserOutput};
use oxigraph::sparql::{QueryResults, Variable};

use crate::rdf::{Format, write};

use super::ask::wrong;
use super::{Answer, Ask, QueryError, ResultFormat, Source, Stop};

/// What an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Of SELECT.
    Rows,
    /// Of ASK.
    Truth,
    /// Of CONSTRUCT and DESCRIBE.
    Graph,
}

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Rows or a truth.
    Results(ResultFormat),
    /// A graph.
    Graph(Format),
}

/// How many rows, or statements of a graph, an answer may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Most {
    /// No more than these: a longer answer is an error.
    Refuse(usize),
    /// These; the rest is left out.
    Cut(usize),
}

/// What became of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// It is answered.
    Written,
    /// There is no form for an answer of its kind.
    NoForm,
}

impl Source {
    /// Writes the answer to a question while it is found; `form` says how one of its kind is written.
    ///
    /// # Errors
    /// When it is no query, cannot be evaluated, has too long an answer, or is stopped; what was written
    /// until then is no answer. A failure of `out` is one to evaluate.
    pub fn tell(
        &self,
        ask: &Ask,
        most: Most,
        stop: &Stop,
        form: &mut dyn FnMut(Kind) -> Option<Form>,
        out: &mut dyn io::Write,
    ) -> Result<Told, QueryError> {
        let failed = |error: io::Error| QueryError::Evaluation(error.to_string());
        self.results(ask, stop, |results| {
            match results {
                QueryResults::Boolean(truth) => {
                    let Some(Form::Results(format)) = form(Kind::Truth) else { return Ok(Told::NoForm) };
                    Answer::Truth(truth).write_results(format, out).map_err(failed)?;
                }
                QueryResults::Solutions(solutions) => {
                    let Some(Form::Results(format)) = form(Kind::Rows) else { return Ok(Told::NoForm) };
                    let variables: Vec<Variable> = solutions.variables().to_vec();
                    let serializer = QueryResultsSerializer::from_format(format.of_engine());
                    let mut serializer = serializer.serialize_solutions_to_writer(out, variables).map_err(failed)?;
                    for (count, solution) in solutions.enumerate() {
                        let solution = solution.map_err(|error| wrong(&error))?;
                        if most.is_reached(count)? {
                            break;
                        }
                        serializer.serialize(&solution).map_err(failed)?;
                    }
                    serializer.finish().map_err(failed)?;
                }
                QueryResults::Graph(triples) => {
                    let Some(Form::Graph(format)) = form(Kind::Graph) else { return Ok(Told::NoForm) };
                    let mut quads = Vec::new();
                    for (count, triple) in triples.enumerate() {
                        let triple = triple.map_err(|error| wrong(&error))?;
                        if most.is_reached(count)? {
                            break;
                        }
                        quads.push(triple.in_graph(GraphName::DefaultGraph));
                    }
                    write(&quads, format, out).map_err(failed)?;
                }
            }
            Ok(Told::Written)
        })
    }
}

impl Most {
    /// Whether an answer that has so many already takes no more.
    fn is_reached(self, count: usize) -> Result<bool, QueryError> {
        match self {
            Self::Refuse(most) if count >= most => Err(QueryError::TooLong(most)),
            Self::Refuse(_) => Ok(false),
            Self::Cut(most) => Ok(count >= most),
        }
    }
}

impl Answer {
    /// The answer that was written as results in JSON, or as N-Triples where it is a graph; `None` where it was not.
    #[must_use]
    pub fn read(kind: Kind, bytes: &[u8]) -> Option<Self> {
        if kind == Kind::Graph {
            let triples = RdfParser::from_format(RdfFormat::NTriples).for_slice(bytes).map(|quad| quad.map(Triple::from));
            return triples.collect::<Result<_, _>>().ok().map(Self::Graph);
        }
        match QueryResultsParser::from_format(ResultFormat::Json.of_engine()).for_slice(bytes).ok()? {
            SliceQueryResultsParserOutput::Boolean(truth) => Some(Self::Truth(truth)),
            SliceQueryResultsParserOutput::Solutions(solutions) => {
                let variables: Vec<Variable> = solutions.variables().to_vec();
                let rows = solutions.map(|solution| {
                    let solution = solution.ok()?;
                    Some(variables.iter().map(|variable| solution.get(variable).cloned()).collect())
                });
                let rows = rows.collect::<Option<_>>()?;
                Some(Self::Rows(variables.iter().map(|variable| variable.as_str().to_owned()).collect(), rows))
            }
        }
    }
}
