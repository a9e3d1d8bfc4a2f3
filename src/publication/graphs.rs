//! `graphs/`: RDF of the editor's own, beside what is read from the essays; what clients put there is kept here.
//!
//! Each file is a named graph, or holds several under their names. A change is written whole into `graphs/.new`, and put in
//! place after that: a crash at any moment leaves the old files or the new ones.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, BufRead as _, BufReader};
use std::path::{Path, PathBuf};

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::dataset::{CanonicalizationAlgorithm, Dataset};
use oxigraph::model::{BlankNode, GraphName, NamedNode, NamedOrBlankNode, Quad, Term};

use crate::rdf::Base;
use crate::rdf::iri::{is_path, short_id};
use crate::store::{ChangeError, Changing, Name, Store};
use crate::text::slug;

use super::sort::Sorter;
use super::{Error, disk};

/// Endings of the files that are taken, and whether a file of that ending names its graphs itself.
const FORMATS: [(&str, RdfFormat, bool); 4] = [
    ("ttl", RdfFormat::Turtle, false),
    ("nt", RdfFormat::NTriples, false),
    ("nq", RdfFormat::NQuads, true),
    ("trig", RdfFormat::TriG, true),
];

/// How a line begins that names a graph of a file that was written here; an empty graph has no other.
const NAMES: &str = "# graph ";

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

    /// Every statement of the folder, for the dumps.
    ///
    /// # Errors
    /// When a file is no RDF, or names a graph that is made from the essays.
    pub fn quads(dir: &Path, base: &Base) -> Result<Vec<Quad>, Error> {
        let graphs = Self::none(dir, base);
        let mut out = Vec::new();
        for (path, format, names_graphs) in files(&graphs.folder)? {
            out.extend(graphs.read(&path, format, names_graphs)?.0);
        }
        Ok(out)
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

    /// Puts the statements of a file into a store; its graphs.
    fn fill(&self, path: &Path, format: RdfFormat, names_graphs: bool, store: &Store) -> Result<BTreeSet<Name>, Error> {
        let head = self.head(path, format, names_graphs)?;
        if !head.is_ours && may_have_nodes(path, format)? {
            let (quads, names) = self.read(path, format, names_graphs)?;
            store.fill::<Error>(quads.into_iter().map(Ok))?;
            return Ok(names);
        }
        let mut names = head.names;
        let quads = head.parser.for_reader(BufReader::with_capacity(BUFFER, opened(path)?));
        store.fill(quads.map(|quad| {
            let quad = quad.map_err(|error| wrong(path, &error))?;
            self.graph_of(path, &quad, &mut names)?;
            Ok::<_, Error>(quad)
        }))?;
        Ok(names)
    }

    /// The statements of a file, and its graphs.
    fn read(&self, path: &Path, format: RdfFormat, names_graphs: bool) -> Result<(Vec<Quad>, BTreeSet<Name>), Error> {
        let Head { parser, is_ours, mut names } = self.head(path, format, names_graphs)?;
        let bytes = fs::read(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
        let quads = parser.for_slice(&bytes).collect::<Result<Vec<_>, _>>().map_err(|error| wrong(path, &error))?;
        quads.iter().try_for_each(|quad| self.graph_of(path, quad, &mut names))?;
        // Labels of ours stand for one node in all files; those of an editor's file for one of that file alone.
        let quads = if is_ours { quads } else { own_nodes(quads, &short_id(&stem(path))) };
        Ok((quads, names))
    }

    /// What a file says at its head, and how the rest of it is read.
    fn head(&self, path: &Path, format: RdfFormat, names_graphs: bool) -> Result<Head, Error> {
        let mut head = Head { parser: RdfParser::from_format(format), is_ours: false, names: BTreeSet::new() };
        if !names_graphs {
            let stem = stem(path);
            if !is_path(&stem) {
                return Err(wrong(path, &"the name of a file that is one graph is made of ASCII letters, digits and hyphens"));
            }
            let graph = self.base.graph(&stem);
            let parser = head.parser.without_named_graphs().with_default_graph(graph.clone());
            head.parser = parser.with_base_iri(self.base.as_str()).map_err(|error| wrong(path, &error))?;
            self.name(path, Some(graph), &mut head.names)?;
        }
        let mut lines = BufReader::new(opened(path)?);
        let mut line = Vec::new();
        loop {
            line.clear();
            // A line may be as long as the file; what is looked for is short.
            let read = io::Read::take(&mut lines, LINE).read_until(b'\n', &mut line);
            read.map_err(|source| Error::Read { path: path.to_owned(), source })?;
            let text = String::from_utf8_lossy(&line);
            let Some(iri) = text.strip_prefix(NAMES) else { return Ok(head) };
            head.is_ours = true;
            let iri = iri.trim().trim_start_matches('<').trim_end_matches('>');
            let name = if iri.is_empty() { None } else { Some(NamedNode::new(iri).map_err(|error| wrong(path, &error))?) };
            self.name(path, name, &mut head.names)?;
        }
    }

    /// Takes the name of a statement's graph.
    fn graph_of(&self, path: &Path, quad: &Quad, names: &mut BTreeSet<Name>) -> Result<(), Error> {
        match &quad.graph_name {
            GraphName::BlankNode(_) => Err(wrong(path, &"a graph here has an address, not a blank node")),
            GraphName::NamedNode(name) => self.name(path, Some(name.clone()), names),
            GraphName::DefaultGraph => self.name(path, None, names),
        }
    }

    /// Takes a name that is not one of a graph made from the essays.
    fn name(&self, path: &Path, name: Name, names: &mut BTreeSet<Name>) -> Result<(), Error> {
        if names.contains(&name) {
            return Ok(());
        }
        if let Some(made) = name.as_ref().filter(|name| Self::is_made(self.base.as_str(), name)) {
            return Err(wrong(path, &format!("<{}> is the name of a graph that is made from the essays", made.as_str())));
        }
        names.insert(name);
        Ok(())
    }
}

/// What a file says at its head.
struct Head {
    /// Reads its statements.
    parser: RdfParser,
    /// Whether it was written here.
    is_ours: bool,
    /// The graphs that it names there.
    names: BTreeSet<Name>,
}

/// How much of a file is read at a time, in bytes.
const BUFFER: usize = 256 << 10;

/// Longest line at the head of a file that may name a graph, in bytes.
const LINE: u64 = 64 << 10;

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

/// The files of the folder with their formats, by name.
pub(super) fn files(folder: &Path) -> Result<Vec<(PathBuf, RdfFormat, bool)>, Error> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(Error::Read { path: folder.to_owned(), source }),
    };
    let mut out = Vec::new();
    for entry in entries {
        let path = entry.map_err(|source| Error::Read { path: folder.to_owned(), source })?.path();
        if let Some((format, names_graphs)) = format_of(&path)
            && path.is_file()
        {
            out.push((path, format, names_graphs));
        }
    }
    out.sort_by(|(one, ..), (other, ..)| one.cmp(other));
    Ok(out)
}

fn format_of(path: &Path) -> Option<(RdfFormat, bool)> {
    let ending = path.extension()?.to_str()?;
    FORMATS.into_iter().find(|(own, ..)| *own == ending).map(|(_, format, names_graphs)| (format, names_graphs))
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

/// Whether blank nodes may stand in a file; where they do, they have to be named before anything is loaded.
fn may_have_nodes(path: &Path, format: RdfFormat) -> Result<bool, Error> {
    let read = |source| Error::Read { path: path.to_owned(), source };
    let is_terse = matches!(format, RdfFormat::Turtle | RdfFormat::TriG);
    let mut file = opened(path)?;
    let mut bytes = vec![0; BUFFER];
    let mut last = 0;
    loop {
        let length = io::Read::read(&mut file, &mut bytes).map_err(read)?;
        let Some(part) = bytes.get(..length).filter(|part| !part.is_empty()) else { return Ok(false) };
        let is_node = part[0] == b':' && last == b'_' || memchr::memmem::find(part, b"_:").is_some();
        if is_node || is_terse && memchr::memchr2(b'[', b'(', part).is_some() {
            return Ok(true);
        }
        last = part[length - 1];
    }
}

fn opened(path: &Path) -> Result<fs::File, Error> {
    fs::File::open(path).map_err(|source| Error::Read { path: path.to_owned(), source })
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The statements with blank nodes named after their place in the file, the same each time it is read.
fn own_nodes(quads: Vec<Quad>, file: &str) -> Vec<Quad> {
    let has_nodes = |quad: &Quad| matches!(quad.subject, NamedOrBlankNode::BlankNode(_)) || matches!(quad.object, Term::BlankNode(_));
    if !quads.iter().any(has_nodes) {
        return quads;
    }
    let mut dataset: Dataset = quads.into_iter().collect();
    dataset.canonicalize(CanonicalizationAlgorithm::Unstable);
    let own = |node: &BlankNode| BlankNode::new_unchecked(format!("{file}{}", node.as_str()));
    let renamed = dataset.iter().map(|quad| {
        let mut quad = quad.into_owned();
        if let NamedOrBlankNode::BlankNode(node) = &quad.subject {
            quad.subject = own(node).into();
        }
        if let Term::BlankNode(node) = &quad.object {
            quad.object = own(node).into();
        }
        quad
    });
    renamed.collect()
}

fn wrong(path: &Path, reason: &dyn std::fmt::Display) -> Error {
    Error::Graph { path: path.to_owned(), reason: reason.to_string() }
}
