//! What can be compared: a release, a build, a publication, a file of RDF.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use crate::publication::dump::{canonical, lines_of};
use crate::publication::{Error, Publication};
use crate::rdf::{Format, Registry};

/// One side of a comparison.
#[derive(Debug)]
pub struct Compared {
    file: PathBuf,
    format: Format,
    registry: Option<Registry>,
}

/// Why two graphs could not be compared.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DiffError {
    /// There is no graph.
    #[error("{} is neither a publication, a release nor a file of RDF\nhint: name a folder with regesta.toml or all.nq, a version under release/, or a file .nq, .trig, .nt, .ttl, .rdf, .jsonld", .0.display())]
    Nothing(PathBuf),
    /// The publication or its registry is wrong.
    #[error(transparent)]
    Publication(#[from] Error),
    /// A file could not be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The difference could not be told.
    #[error("cannot write the difference")]
    Tell(#[source] io::Error),
}

impl Compared {
    /// Finds the graph that a path means: a file, a folder of dumps, a publication's build or newest release, or, in a
    /// publication's folder, the version of a release.
    ///
    /// # Errors
    /// When there is none.
    pub fn find(path: &Path) -> Result<Self, DiffError> {
        if path.is_file() {
            let format = path.extension().and_then(|ending| ending.to_str()).and_then(Format::of_extension);
            let format = format.ok_or_else(|| DiffError::Nothing(path.to_owned()))?;
            return Ok(Self { file: path.to_owned(), format, registry: None });
        }
        if path.join("regesta.toml").is_file() {
            let publication = Publication::open(path)?;
            let file = publication.served()?.dumps.join("all.nq");
            return Ok(Self { file, format: Format::NQuads, registry: Some(publication.registry) });
        }
        for folder in [path.to_owned(), path.join("dumps"), Path::new("release").join(path)] {
            if folder.join("all.nq").is_file() {
                let list = folder.join("registry.tsv");
                let registry = std::fs::read_to_string(&list).ok().map(|text| Registry::parse(&list.display().to_string(), &text));
                let registry = registry.transpose().map_err(Error::from)?;
                return Ok(Self { file: folder.join("all.nq"), format: Format::NQuads, registry });
            }
        }
        Err(DiffError::Nothing(path.to_owned()))
    }

    /// The file that is read.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.file
    }

    /// What became of addresses, where the graph has its registry beside it.
    #[must_use]
    pub fn registry(&self) -> Option<&Registry> {
        self.registry.as_ref()
    }

    /// The statements as lines of canonical N-Quads, sorted.
    pub(super) fn lines(&self, folder: &Path) -> Result<impl Iterator<Item = io::Result<String>> + use<>, DiffError> {
        let quads = self.format.parser().for_reader(self.open()?).map(|quad| quad.map_err(io::Error::from));
        canonical(folder, quads).map_err(|source| DiffError::Read { path: self.file.clone(), source })
    }

    /// The statements as lines, in the order of the file where that is one of lines, else sorted.
    pub(super) fn any_lines(&self, folder: &Path) -> Result<Box<dyn Iterator<Item = io::Result<String>>>, DiffError> {
        match self.format {
            Format::NQuads | Format::NTriples => {
                let lines = lines_of(&self.file).map_err(|source| DiffError::Read { path: self.file.clone(), source })?;
                Ok(Box::new(lines))
            }
            _ => Ok(Box::new(self.lines(folder)?)),
        }
    }

    fn open(&self) -> Result<BufReader<File>, DiffError> {
        let file = File::open(&self.file).map_err(|source| DiffError::Read { path: self.file.clone(), source })?;
        Ok(BufReader::with_capacity(1 << 16, file))
    }
}
