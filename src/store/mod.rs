//! A graph that can be asked: Oxigraph, in memory or, with the feature `rocksdb`, on disk; or another store over HTTP.
//!
//! A [`Store`] is ours and can be changed; pages and answers are made of a [`Source`], which is one, or [`Remote`].

mod apart;
mod ask;
mod change;
mod describe;
mod document;
mod federation;
mod magic;
mod point;
mod queries;
mod remote;
mod search;
mod source;
mod tell;
#[cfg(test)]
mod tests;
mod timeline;
mod update;
mod value;

pub use ask::{Answer, Ask, Graphs, QueryError, ResultFormat, Stop};
pub use change::{ChangeError, Changing, Name, Step};
pub use document::{Graph, name, parse};
pub use federation::{Federation, ServiceError};
pub use point::is_point;
pub use queries::{QUERIES, Query};
pub use remote::{Remote, RemoteError};
pub use search::{Field, Hit, Index, word_keys};
pub use source::Source;
pub use tell::{Form, Kind, Most, Told};
pub use timeline::{Dated, Timeline};
pub use update::Updating;
pub use value::{NotAValue, shown, value};

use std::collections::BTreeSet;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term, TermRef, Triple};
use oxigraph::store::{BulkLoader, StorageError};

use apart::apart;
use change::{UNNAMED, inner};

/// About how much of what is loaded into memory waits, in MiB.
const PART_MIB: usize = 8;

/// A graph that can be asked: named graphs, and their union as the default graph.
#[derive(Clone)]
pub struct Store {
    inner: oxigraph::store::Store,
    federation: Option<Arc<Federation>>,
    indexes: Arc<Mutex<Indexes>>,
}

/// The indexes of what the store holds, each made when it is first asked for and given up when the store changes.
#[derive(Default)]
struct Indexes {
    search: Option<Arc<Index>>,
    timeline: Option<Arc<Timeline>>,
}

/// Why a store could not be opened or loaded.
#[derive(Debug, thiserror::Error)]
#[error("cannot load {file}: {reason}")]
pub struct StoreError {
    /// The dump, or the folder of the store.
    pub file: String,
    /// Why, in the words of the store.
    pub reason: String,
}

impl Store {
    /// A store in memory without any statement.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub fn empty() -> Result<Self, StoreError> {
        Ok(Self::of(oxigraph::store::Store::new()?))
    }

    /// A store in memory with the statements of a dump in N-Quads.
    ///
    /// # Errors
    /// When the dump cannot be read or is no N-Quads.
    pub fn from_dump(dump: &Path) -> Result<Self, StoreError> {
        Self::from_graphs(dump, &|_| true)
    }

    /// The same with those of its graphs alone that are wanted; the unnamed one has no name.
    ///
    /// # Errors
    /// When the dump cannot be read or is no N-Quads.
    pub fn from_graphs(dump: &Path, is_wanted: &(dyn Fn(&Name) -> bool + Sync)) -> Result<Self, StoreError> {
        let store = Self::empty()?;
        load(in_small_parts(&store.inner), dump, is_wanted)?;
        Ok(store)
    }

    /// A new store on disk with the statements of a dump in N-Quads.
    ///
    /// # Errors
    /// When the dump cannot be read or is no N-Quads, or the store cannot be written.
    #[cfg(feature = "rocksdb")]
    pub fn create(folder: &Path, dump: &Path) -> Result<(), StoreError> {
        let wrong = |reason: String| StoreError { file: folder.display().to_string(), reason };
        let inner = oxigraph::store::Store::open(folder).map_err(|error| wrong(error.to_string()))?;
        load(inner.bulk_loader(), dump, &|_| true)?;
        inner.flush().map_err(|error| wrong(error.to_string()))
    }

    /// The store on disk in a folder, for reading.
    ///
    /// # Errors
    /// When there is none or it cannot be opened.
    #[cfg(feature = "rocksdb")]
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        let wrong = |reason: String| StoreError { file: folder.display().to_string(), reason };
        let inner = oxigraph::store::Store::open_read_only(folder).map_err(|error| wrong(error.to_string()))?;
        Ok(Self::of(inner))
    }

    fn of(inner: oxigraph::store::Store) -> Self {
        Self { inner, federation: None, indexes: Arc::default() }
    }

    /// The same store, which asks these other endpoints where a query wants it.
    #[must_use]
    pub fn with_federation(self, federation: Option<Federation>) -> Self {
        Self { federation: federation.map(Arc::new), ..self }
    }

    /// Adds statements to what nobody reads yet, and nothing where one of them is an error.
    ///
    /// # Errors
    /// With that error, or when the store fails.
    pub fn fill<E: From<StoreError> + Send>(&self, quads: impl Iterator<Item = Result<Quad, E>> + Send) -> Result<(), E> {
        let mut failed = None;
        let mut loader = in_small_parts(&self.inner);
        let loaded = std::thread::scope(|scope| {
            let both = apart(scope, quads.map(|quad| quad.map(both)));
            loader.load_quads(both.map_while(|quad| quad.map_err(|error| failed = Some(error)).ok()).flatten())
        });
        loaded.map_err(StoreError::from)?;
        match failed {
            Some(error) => return Err(error),
            None => loader.commit().map_err(StoreError::from)?,
        }
        self.has_changed();
        Ok(())
    }

    /// Makes sure that there are graphs of these names, empty or not.
    ///
    /// # Errors
    /// When the store fails.
    pub fn make_graphs(&self, graphs: &BTreeSet<Name>) -> Result<(), StoreError> {
        for graph in graphs {
            self.inner.insert_named_graph(inner(graph))?;
        }
        self.has_changed();
        Ok(())
    }

    /// The words of all names and passages.
    #[must_use]
    pub fn index(&self) -> Arc<Index> {
        let mut indexes = self.indexes.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(indexes.search.get_or_insert_with(|| Arc::new(Index::of(search::texts(self)))))
    }

    /// All that is dated, in order.
    #[must_use]
    pub fn timeline(&self) -> Arc<Timeline> {
        let mut indexes = self.indexes.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(indexes.timeline.get_or_insert_with(|| Arc::new(Timeline::of(self))))
    }

    /// Gives up what was made of the store before it changed.
    fn has_changed(&self) {
        *self.indexes.lock().unwrap_or_else(PoisonError::into_inner) = Indexes::default();
    }

    /// The statements of all graphs together, of a subject or with a predicate.
    fn union(
        &self,
        subject: Option<NamedNodeRef<'_>>,
        predicate: Option<NamedNodeRef<'_>>,
    ) -> impl Iterator<Item = (NamedOrBlankNode, NamedNode, Term)> + use<> {
        let quads = self.inner.quads_for_pattern(subject.map(Into::into), predicate, None, Some(GraphNameRef::DefaultGraph));
        quads.flatten().map(|quad| (quad.subject, quad.predicate, quad.object))
    }

    /// What leads to an object by a predicate, in all graphs together.
    fn subjects(&self, predicate: NamedNodeRef<'_>, object: TermRef<'_>) -> Vec<NamedOrBlankNode> {
        let quads = self.inner.quads_for_pattern(None, Some(predicate), Some(object), Some(GraphNameRef::DefaultGraph));
        quads.flatten().map(|quad| quad.subject).collect()
    }

    /// The names of its graphs, in order.
    #[must_use]
    pub fn graph_names(&self) -> Vec<NamedNode> {
        let mut names: Vec<NamedNode> = self
            .inner
            .named_graphs()
            .flatten()
            .filter_map(|name| match name {
                NamedOrBlankNode::NamedNode(node) if node.as_ref() != UNNAMED => Some(node),
                NamedOrBlankNode::NamedNode(_) | NamedOrBlankNode::BlankNode(_) => None,
            })
            .collect();
        names.sort();
        names
    }

    /// Every statement once, whatever graphs it stands in; in no order.
    pub fn triples(&self) -> impl Iterator<Item = Triple> {
        self.inner.quads_for_pattern(None, None, None, Some(GraphNameRef::DefaultGraph)).flatten().map(Triple::from)
    }

    /// How many quads its named graphs hold.
    #[must_use]
    pub fn quads(&self) -> usize {
        self.inner.quads_for_pattern(None, None, None, None).flatten().filter(|quad| !quad.graph_name.is_default_graph()).count()
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("quads", &self.quads()).finish()
    }
}

/// A statement in its own graph, and in the union.
fn both(quad: Quad) -> [Quad; 2] {
    let merged = Quad { graph_name: GraphName::DefaultGraph, ..quad.clone() };
    let own = match quad.graph_name {
        GraphName::NamedNode(_) => quad,
        GraphName::DefaultGraph | GraphName::BlankNode(_) => Quad { graph_name: UNNAMED.into_owned().into(), ..quad },
    };
    [own, merged]
}

/// Loads into memory as it reads: statements that wait to be loaded take several times the room of loaded ones.
fn in_small_parts(store: &oxigraph::store::Store) -> BulkLoader<'_> {
    store.bulk_loader().with_max_memory_size_in_megabytes(PART_MIB)
}

/// Loads a dump, and its union into the default graph.
///
/// The engine answers from a union of graphs as from a bag: a statement of three essays would be three rows.
/// SPARQL merges graphs as sets, and so the union is a graph of its own here.
fn load(mut loader: BulkLoader<'_>, dump: &Path, is_wanted: &(dyn Fn(&Name) -> bool + Sync)) -> Result<(), StoreError> {
    let wrong = |reason: String| StoreError { file: dump.display().to_string(), reason };
    let file = File::open(dump).map_err(|error| wrong(error.to_string()))?;
    let quads = RdfParser::from_format(RdfFormat::NQuads).for_reader(BufReader::new(file));
    let both = quads.flat_map(|quad| match quad {
        Ok(quad) => {
            let graph = match &quad.graph_name {
                GraphName::NamedNode(name) => Some(name.clone()),
                GraphName::DefaultGraph | GraphName::BlankNode(_) => None,
            };
            if !is_wanted(&graph) {
                return [None, None];
            }
            both(quad).map(|quad| Some(Ok(quad)))
        }
        Err(error) => [Some(Err(wrong(error.to_string()))), None],
    });
    std::thread::scope(|scope| loader.load_ok_quads::<_, StoreError>(apart(scope, both.flatten())))?;
    loader.commit().map_err(|error| wrong(error.to_string()))
}

impl From<StorageError> for StoreError {
    fn from(error: StorageError) -> Self {
        Self { file: "the store".to_owned(), reason: error.to_string() }
    }
}
