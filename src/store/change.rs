//! Changes of a store: all that a request asks for, or nothing.
//!
//! What SPARQL calls the default graph is kept under a name of ours, [`UNNAMED`], since the engine's own default
//! graph holds the union of all the others; the union follows every change.

use std::collections::BTreeSet;
use std::io::Write as _;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, QuadRef};
use oxigraph::store::{StorageError, Transaction};

use super::{QueryError, Store, StoreError};

/// The unnamed graph, where a client has put something into it.
pub(super) const UNNAMED: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("urn:x-regesta:unnamed-graph");

/// How many bytes of statements go into one step.
const STEP: usize = 4 << 20;

/// How many bytes of statements a change tells one by one; what changes more is read anew.
const MUCH: usize = 16 << 20;

/// How many statements are taken out at a time.
const PART: usize = 100_000;

/// A graph by its name; the unnamed one has none.
pub type Name = Option<NamedNode>;

/// One step of a change, which another copy of the store can follow. Statements are N-Quads.
///
/// Steps may be followed from a later state too: in the end each statement is as the last step that names it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Statements are there now.
    Add(Vec<u8>),
    /// Statements are gone.
    Remove(Vec<u8>),
    /// A graph is there, empty or not.
    Create(NamedNode),
    /// A graph is gone.
    Drop(NamedNode),
    /// So much of these graphs has changed that they are better read anew.
    Anew(Vec<NamedNode>),
}

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ChangeError {
    /// It is no update, or has no answer as a query.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// It is no update.
    #[error("this is no SPARQL update: {0}")]
    Syntax(String),
    /// The graph is not for clients to write.
    #[error("<{0}> is made from the essays and is not written here")]
    Refused(NamedNode),
    /// The graph is there already.
    #[error("there is a graph <{0}> already")]
    Exists(NamedNode),
    /// There is no such graph.
    #[error("there is no graph <{0}>")]
    Absent(NamedNode),
    /// Nothing is fetched from elsewhere.
    #[error("LOAD is not followed here; send <{0}> to the graph store instead")]
    Load(NamedNode),
    /// The store failed.
    #[error("the store failed: {0}")]
    Storage(#[from] StorageError),
}

/// A change under way; readers see nothing of it until it is done.
pub struct Changing<'a> {
    pub(super) transaction: Transaction<'a>,
    may_write: &'a dyn Fn(&NamedNode) -> bool,
    steps: Vec<Step>,
    /// How many bytes of statements the steps have; where these are too many, they are not told.
    told: usize,
    touched: BTreeSet<Name>,
}

impl Store {
    /// Changes the store as `make` says; `keep` is told of the changed graphs before any reader sees them.
    ///
    /// Returns the steps that another copy of the store has to follow. `may_write` says which named graphs are open.
    ///
    /// # Errors
    /// As `make` and `keep` fail; then nothing is changed.
    pub fn change<E: From<ChangeError>>(
        &self,
        may_write: &dyn Fn(&NamedNode) -> bool,
        make: impl FnOnce(&mut Changing<'_>) -> Result<(), E>,
        keep: impl FnOnce(&Changing<'_>) -> Result<(), E>,
    ) -> Result<Vec<Step>, E> {
        let transaction = self.inner.start_transaction().map_err(ChangeError::from)?;
        let mut changing = Changing { transaction, may_write, steps: Vec::new(), told: 0, touched: BTreeSet::new() };
        make(&mut changing)?;
        if changing.touched.is_empty() {
            return Ok(Vec::new());
        }
        keep(&changing)?;
        let Changing { transaction, steps, told, touched, .. } = changing;
        transaction.commit().map_err(ChangeError::from)?;
        self.has_changed();
        if told > MUCH {
            return Ok(vec![Step::Anew(touched.iter().map(|name| inner(name).into_owned()).collect())]);
        }
        Ok(steps)
    }

    /// Follows steps that another copy has taken.
    ///
    /// # Errors
    /// When a step is none, or the store fails.
    pub fn follow<'s>(&self, steps: impl IntoIterator<Item = &'s Step>) -> Result<(), StoreError> {
        let wrong = |reason: String| StoreError { file: "a change".to_owned(), reason };
        let quads = |bytes: &'s [u8]| RdfParser::from_format(RdfFormat::NQuads).for_slice(bytes);
        let mut transaction = self.inner.start_transaction()?;
        for step in steps {
            match step {
                Step::Add(bytes) => {
                    for quad in quads(bytes) {
                        add(&mut transaction, quad.map_err(|error| wrong(error.to_string()))?.as_ref())?;
                    }
                }
                Step::Remove(bytes) => {
                    for quad in quads(bytes) {
                        remove(&mut transaction, quad.map_err(|error| wrong(error.to_string()))?.as_ref())?;
                    }
                }
                Step::Create(name) => transaction.insert_named_graph(name),
                Step::Drop(name) => transaction.remove_named_graph(name)?,
                Step::Anew(_) => return Err(wrong("it is too much to be told".to_owned())),
            }
        }
        transaction.commit()?;
        self.has_changed();
        Ok(())
    }

    /// Takes graphs over as another store has them.
    ///
    /// # Errors
    /// When one of the stores fails.
    pub fn take_over(&self, from: &Self, graphs: &[NamedNode]) -> Result<(), StoreError> {
        let mut transaction = self.inner.start_transaction()?;
        for graph in graphs {
            let own: Vec<Quad> = transaction.quads_for_pattern(None, None, None, Some(graph.as_ref().into())).collect::<Result<_, _>>()?;
            for quad in own {
                remove(&mut transaction, quad.as_ref())?;
            }
            for quad in from.inner.quads_for_pattern(None, None, None, Some(graph.as_ref().into())) {
                add(&mut transaction, quad?.as_ref())?;
            }
            match from.inner.contains_named_graph(graph)? {
                true => transaction.insert_named_graph(graph),
                false => transaction.remove_named_graph(graph)?,
            }
        }
        transaction.commit()?;
        self.has_changed();
        Ok(())
    }
}

impl Changing<'_> {
    /// Adds a statement to a graph. Its own graph name does not count.
    ///
    /// # Errors
    /// When the graph is not open, or the store fails.
    pub fn add(&mut self, quad: &Quad, graph: &Name) -> Result<(), ChangeError> {
        self.open(graph)?;
        let quad = QuadRef { graph_name: inner(graph).into(), ..quad.as_ref() };
        if add(&mut self.transaction, quad)? {
            self.tell(quad, true);
            self.touch(graph);
        }
        Ok(())
    }

    /// Takes a statement out of a graph.
    ///
    /// # Errors
    /// When the graph is not open, or the store fails.
    pub fn remove(&mut self, quad: &Quad, graph: &Name) -> Result<(), ChangeError> {
        self.open(graph)?;
        let quad = QuadRef { graph_name: inner(graph).into(), ..quad.as_ref() };
        if remove(&mut self.transaction, quad)? {
            self.tell(quad, false);
            self.touch(graph);
        }
        Ok(())
    }

    /// Makes sure that a graph is there.
    ///
    /// # Errors
    /// When it is not open, or the store fails.
    pub fn create(&mut self, graph: &Name) -> Result<(), ChangeError> {
        self.open(graph)?;
        let name = inner(graph);
        if !self.transaction.contains_named_graph(name)? {
            self.transaction.insert_named_graph(name);
            self.steps.push(Step::Create(name.into_owned()));
            self.touch(graph);
        }
        Ok(())
    }

    /// Takes everything out of a graph.
    ///
    /// # Errors
    /// When it is not open, or the store fails.
    pub fn clear(&mut self, graph: &Name) -> Result<(), ChangeError> {
        self.open(graph)?;
        loop {
            let part: Vec<Quad> = self.statements(graph).take(PART).collect::<Result<_, _>>()?;
            if part.is_empty() {
                return Ok(());
            }
            part.iter().try_for_each(|quad| self.remove(quad, graph))?;
        }
    }

    /// Takes a graph away.
    ///
    /// # Errors
    /// When it is not open, or the store fails.
    pub fn drop_graph(&mut self, graph: &Name) -> Result<(), ChangeError> {
        self.clear(graph)?;
        if self.holds(graph)? {
            let name = inner(graph);
            self.transaction.remove_named_graph(name)?;
            self.steps.push(Step::Drop(name.into_owned()));
            self.touch(graph);
        }
        Ok(())
    }

    /// Whether there is a graph of that name; of the unnamed one, whether anything was put into it.
    ///
    /// # Errors
    /// When the store fails.
    pub fn holds(&self, graph: &Name) -> Result<bool, ChangeError> {
        Ok(self.transaction.contains_named_graph(inner(graph))?)
    }

    /// The statements of a graph, with its name.
    pub fn statements<'c>(&'c self, graph: &'c Name) -> impl Iterator<Item = Result<Quad, ChangeError>> + use<'c> {
        let quads = self.transaction.quads_for_pattern(None, None, None, Some(GraphNameRef::from(inner(graph))));
        let named = |quad: Quad| Quad { graph_name: graph.clone().map_or(GraphName::DefaultGraph, GraphName::NamedNode), ..quad };
        quads.map(move |quad| Ok(quad.map(named)?))
    }

    /// Tells of a statement, in the last step where that is of its kind and not too long, else in a new one.
    fn tell(&mut self, quad: QuadRef<'_>, is_added: bool) {
        if self.told > MUCH {
            return;
        }
        let bytes = match self.steps.last_mut() {
            Some(Step::Add(bytes)) if is_added && bytes.len() < STEP => bytes,
            Some(Step::Remove(bytes)) if !is_added && bytes.len() < STEP => bytes,
            _ => {
                self.steps.push(if is_added { Step::Add(Vec::new()) } else { Step::Remove(Vec::new()) });
                let Some(Step::Add(bytes) | Step::Remove(bytes)) = self.steps.last_mut() else { return };
                bytes
            }
        };
        let before = bytes.len();
        // Writing to memory does not fail.
        let _ = writeln!(bytes, "{quad} .");
        self.told += bytes.len() - before;
        if self.told > MUCH {
            self.steps = Vec::new();
        }
    }

    /// The names of all graphs but the unnamed one.
    pub(super) fn names(&self) -> Result<Vec<NamedNode>, ChangeError> {
        let names = self.transaction.named_graphs().map(|name| {
            Ok(match name? {
                NamedOrBlankNode::NamedNode(name) if name.as_ref() != UNNAMED => Some(name),
                NamedOrBlankNode::NamedNode(_) | NamedOrBlankNode::BlankNode(_) => None,
            })
        });
        names.filter_map(Result::transpose).collect()
    }

    /// The graphs that were changed.
    #[must_use]
    pub fn touched(&self) -> &BTreeSet<Name> {
        &self.touched
    }

    fn open(&self, graph: &Name) -> Result<(), ChangeError> {
        match graph {
            Some(name) if name.as_ref() == UNNAMED || !(self.may_write)(name) => Err(ChangeError::Refused(name.clone())),
            _ => Ok(()),
        }
    }

    fn touch(&mut self, graph: &Name) {
        if !self.touched.contains(graph) {
            self.touched.insert(graph.clone());
        }
    }
}

/// Under which name the store keeps a graph.
pub(super) fn inner(graph: &Name) -> NamedNodeRef<'_> {
    graph.as_ref().map_or(UNNAMED, NamedNode::as_ref)
}

/// Adds a statement of a named graph; whether it was not there.
fn add(transaction: &mut Transaction<'_>, quad: QuadRef<'_>) -> Result<bool, StorageError> {
    if transaction.contains(quad)? {
        return Ok(false);
    }
    transaction.insert(quad);
    transaction.insert(QuadRef { graph_name: GraphNameRef::DefaultGraph, ..quad });
    Ok(true)
}

/// Takes a statement out of a named graph, and out of the union where no other graph has it; whether it was there.
fn remove(transaction: &mut Transaction<'_>, quad: QuadRef<'_>) -> Result<bool, StorageError> {
    if !transaction.contains(quad)? {
        return Ok(false);
    }
    transaction.remove(quad);
    let mut others = transaction.quads_for_pattern(Some(quad.subject), Some(quad.predicate), Some(quad.object), None);
    let is_held = others.any(|other| other.map_or(true, |other| !other.graph_name.is_default_graph()));
    drop(others);
    if !is_held {
        transaction.remove(QuadRef { graph_name: GraphNameRef::DefaultGraph, ..quad });
    }
    Ok(true)
}

impl std::fmt::Debug for Changing<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Changing").field("touched", &self.touched).finish_non_exhaustive()
    }
}
