//! What every page needs: the publication, its store, and where links lead.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use oxigraph::model::{NamedNode, Term};

use crate::rdf::{Edition, Format, Registry};
use crate::store::{Answer, Ask, QueryError, Source};

/// A publication with its graph, ready to be shown.
#[derive(Clone, Debug)]
pub struct Site {
    /// What is published, under which address and licence.
    pub edition: Edition,
    /// The graph.
    pub store: Source,
    /// Every address ever minted.
    pub registry: Registry,
    /// The address of mail under which those who publish it are reached, where it is known.
    pub contact: Option<String>,
    /// The folder of the dumps.
    pub dumps: PathBuf,
    /// What the publication is, for search engines; made when it is first asked for.
    pub(super) description: Arc<OnceLock<String>>,
}

/// A query that a page asks, given one thing.
#[derive(Clone, Copy, Debug)]
pub(super) struct PageQuery(pub(super) &'static str);

/// One row of an answer, by the names of its variables.
#[derive(Clone, Debug)]
pub(super) struct Row<'a> {
    names: &'a [String],
    values: &'a [Option<Term>],
}

impl Row<'_> {
    /// The words of a value; nothing where it is not bound.
    pub(super) fn text(&self, name: &str) -> String {
        match self.value(name) {
            Some(Term::NamedNode(node)) => node.as_str().to_owned(),
            Some(Term::Literal(literal)) => literal.value().to_owned(),
            _ => String::new(),
        }
    }

    fn value(&self, name: &str) -> Option<&Term> {
        let at = self.names.iter().position(|own| own == name)?;
        self.values.get(at)?.as_ref()
    }
}

impl Site {
    /// A publication with its graph.
    #[must_use]
    pub fn new(edition: Edition, store: Source, registry: Registry, dumps: PathBuf) -> Self {
        Self { edition, store, registry, contact: None, dumps, description: Arc::default() }
    }

    /// The same with the address of mail under which those who publish it are reached.
    #[must_use]
    pub fn with_contact(self, contact: Option<String>) -> Self {
        Self { contact, ..self }
    }

    /// Where a page of this server shows an address: by its path where it lies under the base, else the address itself.
    #[must_use]
    pub fn link(&self, iri: &str) -> String {
        match iri.strip_prefix(self.edition.base.as_str()) {
            Some(path) => format!("/{path}"),
            None => iri.to_owned(),
        }
    }

    /// The thing at a path under the base; at none, the publication itself.
    #[must_use]
    pub fn thing(&self, path: &str) -> NamedNode {
        if path.is_empty() { self.edition.base.dataset() } else { self.edition.base.at(path) }
    }

    /// The dumps with their sizes, in bytes.
    #[must_use]
    pub fn dump_files(&self) -> Vec<(Format, u64)> {
        let size = |format: Format| std::fs::metadata(self.dumps.join(format!("all.{}", format.extension()))).ok().map(|file| file.len());
        Format::ALL.into_iter().filter_map(|format| Some((format, size(format)?))).collect()
    }

    /// The rows that a page's query gives for a value.
    ///
    /// # Errors
    /// When the query fails, which is a fault of regesta.
    pub(super) fn rows<T>(
        &self,
        query: PageQuery,
        given: &str,
        value: Option<Term>,
        read: impl Fn(&Row<'_>) -> T,
    ) -> Result<Vec<T>, QueryError> {
        let given = value.map(|value| (given.to_owned(), value)).into_iter().collect();
        match self.store.ask(&Ask { query: query.0.to_owned(), given, ..Ask::default() })? {
            Answer::Rows(names, rows) => Ok(rows.iter().map(|values| read(&Row { names: &names, values })).collect()),
            Answer::Truth(_) | Answer::Graph(_) => Ok(Vec::new()),
        }
    }
}
