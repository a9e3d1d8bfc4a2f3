//! Puts the graph of a publication in place: dumps in a folder of their own, then one rename.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use oxigraph::model::Quad;

use crate::rdf::{self, Format, Run, write};

use super::dump::{Canonical, Dumped};
use super::{Error, Found, Graphs, Progress, Publication, ReadPublication, Take, disk, dump, read};

/// What a build has put in place.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Built {
    /// How many essays were read.
    pub essays: usize,
    /// Quads of all graphs.
    pub statements: usize,
    /// Persons with an address.
    pub persons: usize,
    /// Places with an address.
    pub places: usize,
    /// Groups with an address.
    pub groups: usize,
    /// Documents with an address.
    pub documents: usize,
    /// Events with an address.
    pub events: usize,
    /// What a careful reader should look at.
    pub findings: Vec<Found>,
    /// The folder of the build.
    pub folder: PathBuf,
}

/// Builds a publication: reads its essays, writes the dumps, and points `build/current` at them.
///
/// `at` is the time of the build as `xsd:dateTime` writes it; it stands in `build.nq` alone, so the
/// dumps are the same bytes for the same input. Until the last rename the former build is in place.
///
/// # Errors
/// When a text cannot be read or a file not be written, or another build is under way.
pub fn build(publication: &Publication, at: &str, progress: &dyn Progress) -> Result<Built, Error> {
    let builds = publication.dir.join("build");
    let new = builds.join("new");
    let is_new = !builds.exists();
    disk::folder(&builds)?;
    let _lock = Lock::take(&builds)?;
    remove(&new);
    let done = fill(&new, publication, at, progress).and_then(|filled| Ok((put(&builds, &new, &filled.id)?, filled)));
    let (folder, Filled { read, things, statements, .. }) = match done {
        Ok(done) => done,
        Err(error) => {
            // What a failed build leaves is what there was before it.
            remove(if is_new { &builds } else { &new });
            return Err(error);
        }
    };
    let registry = read.registry.write();
    if read.registry != publication.registry || !publication.dir.join("registry.tsv").exists() {
        disk::replace(&publication.dir.join("registry.tsv"), &registry)?;
    }
    let count = |kind: &str| things.numbers.get(kind).copied().unwrap_or_default();
    Ok(Built {
        essays: read.essays.len(),
        statements,
        persons: count("person"),
        places: count("place"),
        groups: count("group"),
        documents: count("doc"),
        events: count("event"),
        findings: read.findings,
        folder,
    })
}

/// What stands in the new folder.
struct Filled {
    /// The build's id, made of its bytes.
    id: String,
    read: ReadPublication,
    /// How many things of each kind are described.
    things: Things,
    statements: usize,
}

/// Counts things by the lines of a graph in order: those of one thing follow each other.
#[derive(Default)]
struct Things {
    /// By the kind that their paths begin with.
    numbers: BTreeMap<String, usize>,
    last: String,
}

impl Things {
    fn line(&mut self, line: &str, base: &str) {
        let subject = line.split_once(' ').map_or(line, |(subject, _)| subject);
        if subject == self.last {
            return;
        }
        subject.clone_into(&mut self.last);
        let path = subject.strip_prefix('<').and_then(|iri| iri.strip_suffix('>')).and_then(|iri| iri.strip_prefix(base));
        // A part is no thing of its own.
        if let Some((kind, own)) = path.filter(|path| !path.contains('#')).and_then(|path| path.split_once('/'))
            && !own.is_empty()
        {
            *self.numbers.entry(kind.to_owned()).or_default() += 1;
        }
    }
}

/// Reads the essays, and writes everything into the new folder.
fn fill(new: &Path, publication: &Publication, at: &str, progress: &dyn Progress) -> Result<Filled, Error> {
    let dumps = new.join("dumps");
    disk::folder(&dumps)?;
    let edition = publication.edition();
    let mut take = Taken::new(new);
    let read = read(publication, progress, &mut take)?;
    if read.faults.iter().any(|fault| fault.level == crate::claim::Level::Error) {
        return Err(Error::Faults(read.faults));
    }
    Graphs::tell(&publication.dir, &edition.base, &mut |quad| take.statement(quad))?;
    let mut things = Things::default();
    take.texts.finish()?;
    let Dumped { sums, statements } = dump::dumps(&dumps, take.graph, &mut |line| things.line(line, edition.base.as_str()))?;
    let canonical = sums.lines().find_map(|line| line.strip_suffix("  all.nq")).unwrap_or_default();
    let files = inputs(&publication.dir)?;
    let run = Run { at, tool_version: env!("CARGO_PKG_VERSION"), essays: &read.essays, files: &files, canonical };
    let run = rdf::build(edition, &run);
    disk::write(&new.join("build.nq"), |out| write(&run, Format::NQuads, out))?;
    #[cfg(feature = "rocksdb")]
    crate::store::Store::create(&new.join("store"), &dumps.join("all.nq"))
        .map_err(|error| Error::Write { path: new.join("store"), source: std::io::Error::other(error) })?;
    Ok(Filled { id: disk::sha256(sums.as_bytes())[..12].to_owned(), read, things, statements })
}

/// What is read, on its way to the new folder.
struct Taken {
    dumps: PathBuf,
    graph: Canonical,
    texts: Texts,
}

impl Taken {
    fn new(folder: &Path) -> Self {
        let dumps = folder.join("dumps");
        let texts = Texts { folder: folder.join("texts"), names: Vec::new() };
        Self { graph: Canonical::new(&dumps), dumps, texts }
    }
}

impl Take for Taken {
    fn statement(&mut self, quad: &Quad) -> Result<(), Error> {
        self.graph.push(quad).map_err(|source| Error::Write { path: self.dumps.clone(), source })
    }

    fn text(&mut self, name: &str, raw: &str) -> Result<(), Error> {
        self.texts.add(name, raw)
    }
}

/// The raw texts that stand in no file as they are: taken out of a format, or decoded.
struct Texts {
    folder: PathBuf,
    names: Vec<String>,
}

impl Texts {
    fn add(&mut self, name: &str, raw: &str) -> Result<(), Error> {
        if self.names.is_empty() {
            disk::folder(&self.folder)?;
        }
        disk::write(&self.folder.join(name), |out| out.write_all(raw.as_bytes()))?;
        self.names.push(name.to_owned());
        Ok(())
    }

    /// Writes their sums.
    fn finish(mut self) -> Result<(), Error> {
        if self.names.is_empty() {
            return Ok(());
        }
        self.names.sort();
        let sums = disk::sums(&self.folder, &self.names)?;
        disk::write(&self.folder.join("SHA256SUMS"), |out| out.write_all(sums.as_bytes()))
    }
}

/// The files that a publication is made from beside its essays: path below the folder, and SHA-256; sorted.
fn inputs(dir: &Path) -> Result<Vec<(String, String)>, Error> {
    let mut files = Vec::new();
    let mut add = |path: PathBuf, name: String| -> Result<(), Error> {
        let bytes = fs::read(&path).map_err(|source| Error::Read { path, source })?;
        files.push((name, disk::sha256(&bytes)));
        Ok(())
    };
    add(dir.join("regesta.toml"), "regesta.toml".to_owned())?;
    for folder in ["authority", "links", "review", "graphs"] {
        let Ok(entries) = fs::read_dir(dir.join(folder)) else { continue };
        for entry in entries.flatten().filter(|entry| entry.path().is_file()) {
            add(entry.path(), format!("{folder}/{}", entry.file_name().to_string_lossy()))?;
        }
    }
    files.sort();
    Ok(files)
}

/// Points `build/current` at the new build by one rename, and drops all but this and the former one.
fn put(builds: &Path, new: &Path, id: &str) -> Result<PathBuf, Error> {
    let mut folder = builds.join(id);
    let current = builds.join("current");
    let former = fs::read_link(&current).ok();
    if folder.exists() && former.as_deref() != Some(Path::new(id)) {
        remove(&folder);
    }
    if folder.exists() {
        // The same bytes are in place already; the new folder is not needed.
        remove(new);
        folder = builds.join(id);
    } else {
        disk::rename(new, &folder)?;
    }
    if former.as_deref() != Some(Path::new(id)) {
        let link = builds.join("current.new");
        remove(&link);
        symlink(Path::new(id), &link).map_err(|source| Error::Write { path: link.clone(), source })?;
        disk::rename(&link, &current)?;
    }
    let keep = [Some(PathBuf::from(id)), former];
    if let Ok(entries) = fs::read_dir(builds) {
        for entry in entries.flatten() {
            let name = PathBuf::from(entry.file_name());
            let is_build = name.to_str().is_some_and(|name| name.len() == 12 && name.bytes().all(|byte| byte.is_ascii_hexdigit()));
            if is_build && !keep.iter().flatten().any(|kept| *kept == name) {
                remove(&entry.path());
            }
        }
    }
    Ok(folder)
}

#[cfg(unix)]
fn symlink(to: &Path, link: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(to, link)
}

#[cfg(windows)]
fn symlink(to: &Path, link: &Path) -> std::io::Result<()> {
    std::os::windows::fs::symlink_dir(to, link)
}

/// Removes a file or a folder that a former build may have left.
fn remove(path: &Path) {
    let _ = if path.is_dir() && !path.is_symlink() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
}

/// One build at a time: the lock is the operating system's, so it goes with the process.
struct Lock {
    _file: File,
}

impl Lock {
    fn take(builds: &Path) -> Result<Self, Error> {
        let path = builds.join(".lock");
        let file = File::create(&path).map_err(|source| Error::Write { path, source })?;
        match file.try_lock() {
            Err(fs::TryLockError::WouldBlock) => Err(Error::Locked(builds.parent().unwrap_or(builds).to_owned())),
            // A file system without locks is no reason not to build.
            Ok(()) | Err(fs::TryLockError::Error(_)) => Ok(Self { _file: file }),
        }
    }
}
