//! `graphs/`: RDF of the editor's own, beside what is read from the essays; what clients put there is kept here.
//!
//! Each file is a named graph, or holds several under their names. A change is written whole into `graphs/.new`, and put in
//! place after that: a crash at any moment leaves the old files or the new ones.

mod reading;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use oxigraph::model::{GraphName, NamedNode, Quad};

use crate::rdf::Base;
use crate::rdf::iri::{is_path, short_id};
use crate::store::{ChangeError, Changing, Name, Store};
use crate::text::slug;

use super::sort::Sorter;
use super::{Error, disk};

pub(super) use reading::files;
use reading::{NAMES, format_of};

/// The graphs that are kept in a publication's folder.
#[derive(Debug)]
pub struct Graphs {
    folder: PathBuf,
    base: Base,
    /// The graphs of each file.
    files: BTreeMap<PathBuf, BTreeSet<Name>>,
    /// Keeps other processes from writing.
    _lock: Option<fs::File>,
}

/// Why a change could not be made or kept.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeepError {
    /// It is not to be made.
    #[error(transparent)]
    Change(#[from] ChangeError),
    /// It cannot be written.
    #[error(transparent)]
    File(#[from] Error),
}

impl Graphs {
    /// A folder whose graphs are not looked at.
    pub(super) fn none(dir: &Path, base: &Base) -> Self {
        Self { folder: dir.join("graphs"), base: base.clone(), files: BTreeMap::new(), _lock: None }
    }

    /// The graphs of a folder, put into a store; a folder that is not there holds none.
    ///
    /// # Errors
    /// When a file is no RDF, or names a graph that is made from the essays.
    pub fn load(dir: &Path, base: &Base, store: &Store) -> Result<Self, Error> {
        let mut graphs = Self::none(dir, base);
        for (path, format, names_graphs) in files(&graphs.folder)? {
            let names = graphs.fill(&path, format, names_graphs, store)?;
            store.make_graphs(&names)?;
            graphs.files.insert(path, names);
        }
        Ok(graphs)
    }

    /// Takes the folder for writing: makes it, and ends what a crash has broken off.
    ///
    /// # Errors
    /// When another process writes there, or the folder cannot be written.
    pub fn take(dir: &Path) -> Result<fs::File, Error> {
        let folder = dir.join("graphs");
        disk::folder(&folder)?;
        let path = folder.join(".lock");
        let lock = fs::File::create(&path).map_err(|source| Error::Write { path, source })?;
        if let Err(fs::TryLockError::WouldBlock) = lock.try_lock() {
            return Err(Error::Taken(folder));
        }
        let _ = fs::remove_dir_all(folder.join(".part"));
        place(&folder)?;
        Ok(lock)
    }

    /// The same graphs, open for writing with the lock that [`Graphs::take`] gave.
    #[must_use]
    pub fn with_lock(self, lock: fs::File) -> Self {
        Self { _lock: Some(lock), ..self }
    }

    /// Where the files lie.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether a graph is made from the essays, and so not kept here.
    #[must_use]
    pub fn is_made(base: &str, graph: &NamedNode) -> bool {
        let stem = graph.as_str().strip_prefix(base).and_then(|path| path.strip_prefix(GRAPHS));
        stem.is_some_and(|stem| MADE.contains(&stem) || stem.starts_with("essay/"))
    }

    /// Hands over every statement of the folder, for the dumps.
    ///
    /// # Errors
    /// When a file is no RDF, or names a graph that is made from the essays; when `take` fails.
    pub fn tell(dir: &Path, base: &Base, take: &mut dyn FnMut(&Quad) -> Result<(), Error>) -> Result<(), Error> {
        let graphs = Self::none(dir, base);
        for (path, format, names_graphs) in files(&graphs.folder)? {
            graphs.each(&path, format, names_graphs, take)?;
        }
        Ok(())
    }

    /// Writes the graphs that a change has touched, and waits until they are on the disk.
    ///
    /// # Errors
    /// When they cannot be written; the files are as they were, then.
    pub fn keep(&mut self, change: &Changing<'_>) -> Result<(), KeepError> {
        let mut files = self.files.clone();
        let mut written: BTreeSet<PathBuf> = BTreeSet::new();
        // Turtle of several graphs is written anew as lines, which have an ending of their own.
        for path in self.files.keys().filter(|path| path.extension().is_some_and(|ending| ending == "trig")) {
            if files[path].iter().any(|name| change.touched().contains(name)) {
                let names = files.insert(path.clone(), BTreeSet::new()).unwrap_or_default();
                let lines = path.with_extension("nq");
                files.entry(lines.clone()).or_default().extend(names);
                written.extend([path.clone(), lines]);
            }
        }
        for graph in change.touched() {
            let mut homes: Vec<PathBuf> = files.iter().filter(|(_, names)| names.contains(graph)).map(|(path, _)| path.clone()).collect();
            if homes.is_empty() && change.holds(graph)? {
                let home = self.home(graph);
                files.entry(home.clone()).or_default().insert(graph.clone());
                homes.push(home);
            }
            let is_held = change.holds(graph)?;
            for (number, home) in homes.into_iter().enumerate() {
                if let Some(names) = files.get_mut(&home)
                    && (number > 0 || !is_held)
                {
                    names.remove(graph);
                }
                written.insert(home);
            }
        }
        let part = self.folder.join(".part");
        let _ = fs::remove_dir_all(&part);
        disk::folder(&part)?;
        let mut gone = String::new();
        for path in &written {
            let Some(file) = path.file_name().and_then(|file| file.to_str()) else { continue };
            let names = files.get(path).filter(|names| !names.is_empty());
            match names {
                None => {
                    gone.push_str(file);
                    gone.push('\n');
                    files.remove(path);
                }
                Some(names) => {
                    disk::write(&part.join(file), |out| write(path, names, change, &part, out))?;
                }
            }
        }
        disk::write(&part.join(GONE), |out| out.write_all(gone.as_bytes()))?;
        disk::sync_folder(&part.join(GONE))?;
        // From here on the change is made, whatever happens.
        disk::rename(&part, &self.folder.join(".new"))?;
        place(&self.folder)?;
        self.files = files;
        Ok(())
    }

    /// Where a graph of that name is kept that no file holds yet.
    fn home(&self, graph: &Name) -> PathBuf {
        let stem = match graph {
            None => "unnamed".to_owned(),
            Some(name) => match name.as_str().strip_prefix(self.base.as_str()).and_then(|path| path.strip_prefix(GRAPHS)) {
                Some(stem) if is_path(stem) && !stem.contains('/') => stem.to_owned(),
                _ => {
                    let words: String = name.as_str().split_once("://").map_or(name.as_str(), |(_, rest)| rest).chars().take(60).collect();
                    format!("{}-{}", slug(&words), short_id(name.as_str()))
                }
            },
        };
        self.folder.join(format!("{stem}.nq"))
    }
}

/// The graphs that are made from the essays, beside those of the essays themselves.
const MADE: [&str; 6] = ["authority", "links", "review", "description", "shortcuts", "build"];

/// Where the graphs of a publication lie under its base.
const GRAPHS: &str = "graph/";

/// The list of files that go, within a change.
const GONE: &str = "gone";

/// Puts a written change in place; there may be none, or one that was broken off at any point.
fn place(folder: &Path) -> Result<(), Error> {
    let new = folder.join(".new");
    let Ok(entries) = fs::read_dir(&new) else { return Ok(()) };
    let read = |path: &Path, source: io::Error| Error::Read { path: path.to_owned(), source };
    let gone = fs::read_to_string(new.join(GONE)).unwrap_or_default();
    for entry in entries {
        let entry = entry.map_err(|source| read(&new, source))?;
        if entry.file_name() != GONE {
            let to = folder.join(entry.file_name());
            fs::rename(entry.path(), &to).map_err(|source| Error::Write { path: to, source })?;
        }
    }
    for name in gone.lines().filter(|name| !name.contains('/')) {
        let _ = fs::remove_file(folder.join(name));
    }
    disk::sync_folder(&new)?;
    fs::remove_dir_all(&new).map_err(|source| Error::Write { path: new.clone(), source })?;
    disk::sync_folder(&new)
}

/// Writes the graphs of a file: sorted, so that a change of one statement is a change of one line.
fn write(path: &Path, names: &BTreeSet<Name>, change: &Changing<'_>, room: &Path, out: &mut dyn io::Write) -> io::Result<()> {
    let names_graphs = format_of(path).is_none_or(|(_, names_graphs)| names_graphs);
    let mut sorter = Sorter::new(room);
    for name in names {
        writeln!(out, "{NAMES}{}", name.as_ref().map_or_else(|| "<>".to_owned(), ToString::to_string))?;
        for quad in change.statements(name) {
            let mut quad = quad.map_err(io::Error::other)?;
            if !names_graphs {
                quad.graph_name = GraphName::DefaultGraph;
            }
            sorter.push(&quad.to_string())?;
        }
    }
    sorter.sorted()?.try_for_each(|line| writeln!(out, "{} .", line?))
}
