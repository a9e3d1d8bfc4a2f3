//! A graph that is read, wherever it lies: in this process, or in another store that is asked over HTTP.
//!
//! Pages and answers are made of a [`Source`] and do not see the difference, but that any question may fail.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use oxigraph::model::{NamedNode, NamedNodeRef, Quad, Triple};
use oxigraph::sparql::QueryResults;

use super::ask::{collect, wrong};
use super::{Answer, Ask, Index, Name, QueryError, Remote, Stop, Store};

/// A graph that is read.
#[derive(Clone, Debug)]
pub enum Source {
    /// In this process.
    Here(Store),
    /// In another store.
    Elsewhere(Remote),
}

impl From<Store> for Source {
    fn from(store: Store) -> Self {
        Self::Here(store)
    }
}

impl From<Remote> for Source {
    fn from(remote: Remote) -> Self {
        Self::Elsewhere(remote)
    }
}

impl Source {
    /// The store itself, where it is in this process.
    #[must_use]
    pub fn here(&self) -> Option<&Store> {
        match self {
            Self::Here(store) => Some(store),
            Self::Elsewhere(_) => None,
        }
    }

    /// The answer to a question.
    ///
    /// # Errors
    /// When it is no query or cannot be evaluated.
    pub fn ask(&self, ask: &Ask) -> Result<Answer, QueryError> {
        self.results(ask, &Stop::default(), |results| collect(results).map_err(|error| wrong(&error)))
    }

    /// Hands the results of a question to `each`, as they come.
    pub(super) fn results<T>(
        &self,
        ask: &Ask,
        stop: &Stop,
        each: impl FnOnce(QueryResults<'_>) -> Result<T, QueryError>,
    ) -> Result<T, QueryError> {
        match self {
            Self::Here(store) => store.results(ask, stop, each),
            Self::Elsewhere(remote) => remote.results(ask, each),
        }
    }

    /// Everything said of a thing: its statements, those of its parts (addresses with a hash after
    /// its own) and of what it leads to under a hash, and the labels of what they name.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn describe(&self, thing: NamedNodeRef<'_>) -> Result<Vec<Quad>, QueryError> {
        let mut out = Vec::new();
        let mut seen: BTreeSet<NamedNode> = BTreeSet::new();
        let mut open = BTreeSet::from([thing.into_owned()]);
        while !open.is_empty() {
            let nodes: Vec<NamedNode> = open.into_iter().collect();
            seen.extend(nodes.iter().cloned());
            open = BTreeSet::new();
            for quad in self.about(&nodes)? {
                open.extend(super::describe::parts(thing, &nodes, &quad).filter(|part| !seen.contains(part)));
                out.push(quad);
            }
        }
        Ok(out)
    }

    /// The quads of which one of the nodes is the subject or the object.
    fn about(&self, nodes: &[NamedNode]) -> Result<Vec<Quad>, QueryError> {
        match self {
            Self::Here(store) => Ok(store.about(nodes)),
            Self::Elsewhere(remote) => remote.about(nodes),
        }
    }

    /// Those of these of which anything is said, or that are named graphs.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn known(&self, things: &[NamedNode]) -> Result<BTreeSet<NamedNode>, QueryError> {
        match self {
            Self::Here(store) => Ok(things.iter().filter(|thing| store.knows(thing.as_ref())).cloned().collect()),
            Self::Elsewhere(remote) => remote.known(things),
        }
    }

    /// Whether anything is said of a thing.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn knows(&self, thing: &NamedNode) -> Result<bool, QueryError> {
        Ok(!self.known(std::slice::from_ref(thing))?.is_empty())
    }

    /// The one name under which each of these is shown, where it has one.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn shown_as(&self, things: &[NamedNode]) -> Result<BTreeMap<NamedNode, String>, QueryError> {
        match self {
            Self::Here(store) => Ok(things.iter().filter_map(|thing| Some((thing.clone(), store.shown_as(thing)?))).collect()),
            Self::Elsewhere(remote) => remote.shown_as(things),
        }
    }

    /// The statements of a graph; `None` where there is none of that name. The unnamed one is always there.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn content(&self, graph: &Name) -> Result<Option<Vec<Quad>>, QueryError> {
        match self {
            Self::Here(store) => Ok(store.content(graph)),
            Self::Elsewhere(remote) => remote.content(graph),
        }
    }

    /// The names of its graphs, in order.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn graph_names(&self) -> Result<Vec<NamedNode>, QueryError> {
        match self {
            Self::Here(store) => Ok(store.graph_names()),
            Self::Elsewhere(remote) => Ok(remote.graph_names()?.to_vec()),
        }
    }

    /// How many quads its named graphs hold.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn quads(&self) -> Result<usize, QueryError> {
        match self {
            Self::Here(store) => Ok(store.quads()),
            Self::Elsewhere(remote) => remote.quads(),
        }
    }

    /// Every statement once, whatever graphs it stands in; in no order.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn triples(&self) -> Result<Vec<Triple>, QueryError> {
        match self {
            Self::Here(store) => Ok(store.triples().collect()),
            Self::Elsewhere(remote) => remote.triples(),
        }
    }

    /// The words of all names and passages.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn index(&self) -> Result<Arc<Index>, QueryError> {
        match self {
            Self::Here(store) => Ok(store.index()),
            Self::Elsewhere(remote) => remote.index(),
        }
    }
}
