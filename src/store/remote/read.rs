//! What pages need to know, as questions to another store.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term, Triple};
use oxigraph::sparql::{QueryResults, QuerySolution};

use super::super::ask::wrong;
use super::super::{Field, Name, QueryError};
use super::{Remote, RemoteError, parsed};

/// Everything said of some things and with them, and in which graph.
const ABOUT: &str = include_str!("../../../sparql/store-about.rq");
/// The statements of a graph.
const GRAPH: &str = include_str!("../../../sparql/store-graph.rq");
/// The names of all graphs.
const GRAPHS: &str = include_str!("../../../sparql/store-graphs.rq");
/// Whether the store's own default graph leaves out what stands in named graphs.
const APART: &str = include_str!("../../../sparql/store-apart.rq");
/// Which of some things are known.
const KNOWN: &str = include_str!("../../../sparql/store-known.rq");
/// Under which names some things are shown.
const SHOWN: &str = include_str!("../../../sparql/store-shown.rq");
/// How many statements there are.
const SIZE: &str = include_str!("../../../sparql/store-size.rq");
/// The names of things, and the words of passages.
const TEXTS: &str = include_str!("../../../sparql/store-texts.rq");
/// Every statement.
const TRIPLES: &str = include_str!("../../../sparql/store-triples.rq");

/// How many things are asked for at once.
const AT_ONCE: usize = 500;

impl Remote {
    /// The quads of which one of the nodes is the subject or the object.
    pub(in crate::store) fn about(&self, nodes: &[NamedNode]) -> Result<Vec<Quad>, QueryError> {
        let mut named: Vec<Quad> = Vec::new();
        let mut bare: Vec<Triple> = Vec::new();
        self.each(ABOUT, "node", nodes, |row| {
            if let Some(triple) = triple(row) {
                match row.get("graph") {
                    Some(Term::NamedNode(graph)) => named.push(triple.in_graph(graph.clone())),
                    _ => bare.push(triple),
                }
            }
        })?;
        // The default graph may hold the others; what stands in none of them stands there alone.
        let known: BTreeSet<String> = named.iter().map(|quad| Triple::from(quad.clone()).to_string()).collect();
        let alone = bare.into_iter().filter(|triple| !known.contains(&triple.to_string()));
        let alone: Vec<Quad> = alone.map(|triple| triple.in_graph(GraphName::DefaultGraph)).collect();
        Ok([named, alone].concat())
    }

    pub(in crate::store) fn known(&self, things: &[NamedNode]) -> Result<BTreeSet<NamedNode>, QueryError> {
        let mut out = BTreeSet::new();
        self.each(KNOWN, "thing", things, |row| out.extend(node(row, "thing")))?;
        Ok(out)
    }

    pub(in crate::store) fn shown_as(&self, things: &[NamedNode]) -> Result<BTreeMap<NamedNode, String>, QueryError> {
        let mut out = BTreeMap::new();
        self.each(SHOWN, "thing", things, |row| {
            if let (Some(thing), Some(Term::Literal(name))) = (node(row, "thing"), row.get("name")) {
                out.entry(thing).or_insert_with(|| name.value().to_owned());
            }
        })?;
        Ok(out)
    }

    pub(in crate::store) fn content(&self, graph: &Name) -> Result<Option<Vec<Quad>>, QueryError> {
        let Some(graph) = graph else { return Ok(Some(Vec::new())) };
        let mut quads = Vec::new();
        self.each(GRAPH, "graph", std::slice::from_ref(graph), |row| {
            quads.extend(triple(row).map(|triple| triple.in_graph(graph.clone())))
        })?;
        Ok((!quads.is_empty()).then_some(quads))
    }

    pub(in crate::store) fn triples(&self) -> Result<Vec<Triple>, QueryError> {
        let mut out = Vec::new();
        self.all(TRIPLES, true, |row| out.extend(triple(row)))?;
        Ok(out)
    }

    /// Whether the store's own default graph holds what stands in its named graphs.
    pub(super) fn merges(&self) -> Result<bool, QueryError> {
        match self.sent(&parsed(APART, None, &[])?, &[], &[])? {
            QueryResults::Boolean(is_apart) => Ok(!is_apart),
            QueryResults::Solutions(_) | QueryResults::Graph(_) => Err(RemoteError::Broken.into()),
        }
    }

    pub(super) fn read_names(&self) -> Result<Arc<[NamedNode]>, QueryError> {
        let mut names = BTreeSet::new();
        self.all(GRAPHS, false, |row| names.extend(node(row, "graph")))?;
        Ok(names.into_iter().collect())
    }

    pub(super) fn read_size(&self) -> Result<usize, QueryError> {
        let mut size = None;
        self.all(SIZE, false, |row| {
            if let Some(Term::Literal(count)) = row.get("statements") {
                size = count.value().parse().ok();
            }
        })?;
        size.ok_or_else(|| RemoteError::Broken.into())
    }

    pub(super) fn read_texts(&self) -> Result<BTreeSet<(NamedNode, Field, String)>, QueryError> {
        let mut texts = BTreeSet::new();
        self.all(TEXTS, true, |row| {
            if let (Some(thing), Some(Term::Literal(words)), Some(Term::Literal(field))) =
                (node(row, "thing"), row.get("words"), row.get("field"))
            {
                let field = if field.value() == "passage" { Field::Passage } else { Field::Name };
                texts.insert((thing, field, words.value().to_owned()));
            }
        })?;
        Ok(texts)
    }

    /// Takes each row that a query gives for some values of its variable.
    fn each(&self, query: &str, name: &str, values: &[NamedNode], mut take: impl FnMut(&QuerySolution)) -> Result<(), QueryError> {
        for values in values.chunks(AT_ONCE) {
            let given = [(name.to_owned(), values.iter().cloned().map(Term::from).collect())];
            let merged = self.merged()?;
            taken(self.sent(&parsed(query, None, &given)?, &merged, &merged)?, &mut take)?;
        }
        Ok(())
    }

    /// Takes each row of a query of the whole store, its graphs merged or as the store has them.
    fn all(&self, query: &str, is_merged: bool, mut take: impl FnMut(&QuerySolution)) -> Result<(), QueryError> {
        let merged = if is_merged { self.merged()? } else { Arc::from([]) };
        taken(self.sent(&parsed(query, None, &[])?, &merged, &merged)?, &mut take)
    }
}

fn taken(results: QueryResults<'_>, take: &mut dyn FnMut(&QuerySolution)) -> Result<(), QueryError> {
    let QueryResults::Solutions(rows) = results else { return Err(RemoteError::Broken.into()) };
    for row in rows {
        take(&row.map_err(|error| wrong(&error))?);
    }
    Ok(())
}

fn node(row: &QuerySolution, name: &str) -> Option<NamedNode> {
    match row.get(name)? {
        Term::NamedNode(node) => Some(node.clone()),
        _ => None,
    }
}

fn triple(row: &QuerySolution) -> Option<Triple> {
    let subject = match row.get("subject")? {
        Term::NamedNode(node) => NamedOrBlankNode::from(node.clone()),
        Term::BlankNode(node) => node.clone().into(),
        Term::Literal(_) => return None,
    };
    Some(Triple::new(subject, node(row, "predicate")?, row.get("object")?.clone()))
}
