//! The files of `graphs/` as they are read: their formats, their heads, their statements.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufRead as _, BufReader};
use std::path::{Path, PathBuf};

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::dataset::{CanonicalizationAlgorithm, Dataset};
use oxigraph::model::{BlankNode, GraphName, NamedNode, NamedOrBlankNode, Quad, Term};

use crate::rdf::iri::{is_path, short_id};
use crate::store::{Name, Store};

use super::{Error, Graphs};

/// Endings of the files that are taken, and whether a file of that ending names its graphs itself.
const FORMATS: [(&str, RdfFormat, bool); 4] = [
    ("ttl", RdfFormat::Turtle, false),
    ("nt", RdfFormat::NTriples, false),
    ("nq", RdfFormat::NQuads, true),
    ("trig", RdfFormat::TriG, true),
];

/// How a line begins that names a graph of a file that was written here; an empty graph has no other.
pub(super) const NAMES: &str = "# graph ";

/// How much of a file is read at a time, in bytes.
const BUFFER: usize = 256 << 10;

/// Longest line at the head of a file that may name a graph, in bytes.
const LINE: u64 = 64 << 10;

impl Graphs {
    /// Puts the statements of a file into a store; its graphs.
    pub(super) fn fill(&self, path: &Path, format: RdfFormat, names_graphs: bool, store: &Store) -> Result<BTreeSet<Name>, Error> {
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

    /// Hands over the statements of a file.
    pub(super) fn each(
        &self,
        path: &Path,
        format: RdfFormat,
        names_graphs: bool,
        take: &mut dyn FnMut(&Quad) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let head = self.head(path, format, names_graphs)?;
        if !head.is_ours && may_have_nodes(path, format)? {
            return self.read(path, format, names_graphs)?.0.iter().try_for_each(take);
        }
        let mut names = head.names;
        for quad in head.parser.for_reader(BufReader::with_capacity(BUFFER, opened(path)?)) {
            let quad = quad.map_err(|error| wrong(path, &error))?;
            self.graph_of(path, &quad, &mut names)?;
            take(&quad)?;
        }
        Ok(())
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

/// The files of the folder with their formats, by name.
pub(in crate::publication) fn files(folder: &Path) -> Result<Vec<(PathBuf, RdfFormat, bool)>, Error> {
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

pub(super) fn format_of(path: &Path) -> Option<(RdfFormat, bool)> {
    let ending = path.extension()?.to_str()?;
    FORMATS.into_iter().find(|(own, ..)| *own == ending).map(|(_, format, names_graphs)| (format, names_graphs))
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
