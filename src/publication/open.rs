//! A publication's folder, opened.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::link::{SnapshotError, SssomError};
use crate::rdf::vocab::common::DCT_ISSUED;
use crate::rdf::{Base, Edition, Fault, Registry, RegistryError};
use crate::read::ThingKind;
use crate::resolve::{Authority, AuthorityError};
use crate::store::{Store, StoreError};

use super::{Config, Graphs};

/// A publication's settings, what it knows, and the addresses it has minted.
#[derive(Clone, Debug)]
pub struct Publication {
    /// Its folder.
    pub dir: PathBuf,
    /// Its settings.
    pub config: Config,
    /// The things its authority files know.
    pub authority: Authority,
    /// Every address ever minted.
    pub registry: Registry,
}

/// What of a publication can be served: the dumps of its build, or of its newest release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Served {
    /// The folder of `all.nq` and its siblings.
    pub dumps: PathBuf,
    /// The folder of the store on disk, where the build has one.
    pub store: Option<PathBuf>,
    /// The version of the release, where it is one.
    pub release: Option<String>,
    /// Whether there is nothing yet: a publication without essays that was never built.
    pub is_empty: bool,
    /// Whether the folder has graphs of the editor's own, which may be newer than the dumps.
    pub has_graphs: bool,
}

/// A release that is kept in the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptRelease {
    /// Its version.
    pub version: String,
    /// Its day: "2026-11-23".
    pub date: String,
    /// The folder of its dumps.
    pub dumps: PathBuf,
}

/// Why a publication could not be opened, read or built.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The folder has no settings.
    #[error("{} is no publication: it has no regesta.toml\nhint: `regesta init {}` makes one", .0.display(), .0.display())]
    NoPublication(PathBuf),
    /// The settings are wrong.
    #[error("{}:{line}: {message}", file.display())]
    Config {
        /// The file.
        file: PathBuf,
        /// The line, from one.
        line: usize,
        /// What is wrong, and what to do.
        message: String,
    },
    /// A decision about a statement is wrong.
    #[error("{}:{line}: {message}", file.display())]
    Review {
        /// The file.
        file: PathBuf,
        /// The line, from one.
        line: usize,
        /// What is wrong, and what to do.
        message: String,
    },
    /// An authority file is wrong.
    #[error(transparent)]
    Authority(#[from] AuthorityError),
    /// The registry is wrong.
    #[error(transparent)]
    Registry(#[from] RegistryError),
    /// The file of decisions is wrong.
    #[error(transparent)]
    Decisions(#[from] SssomError),
    /// Items that were kept cannot be read.
    #[error(transparent)]
    Items(#[from] SnapshotError),
    /// A file could not be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file could not be written; what was built before is untouched.
    #[error("cannot write {}; what was built before is untouched{}", path.display(), full(source))]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Essays that could not be read, one message each.
    #[error("{}\nnothing was put in place; what was built before is untouched", .0.join("\n"))]
    Essays(Vec<String>),
    /// The graph breaks the rules: regesta's own fault.
    #[error("the graph breaks its own rules, so nothing was put in place: {} faults, the first: {} ({})", .0.len(), .0.first().map_or("", |fault| fault.message.as_str()), .0.first().map_or("", |fault| fault.about.as_str()))]
    Faults(Vec<Fault>),
    /// Another build is under way.
    #[error("{} is being built by another regesta\nhint: wait for it to end", .0.display())]
    Locked(PathBuf),
    /// Another process writes to the graphs.
    #[error("{} is written to by another regesta\nhint: stop the other server", .0.display())]
    Taken(PathBuf),
    /// The graph cannot be loaded.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A graph of the editor's own cannot be taken.
    #[error("{}: {reason}", path.display())]
    Graph {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The registry has lost addresses that were released.
    #[error("{} has lost {} released address{}, the first: {}\nhint: put the line back; what is no more is marked merged:PATH or gone:REASON", file.display(), lost.len(), if lost.len() == 1 { "" } else { "es" }, lost.first().map_or("", String::as_str))]
    Lost {
        /// The registry.
        file: PathBuf,
        /// The addresses, each with the version that has it.
        lost: Vec<String>,
    },
    /// There is nothing to serve.
    #[error("{} has neither a build nor a release\nhint: `regesta build {}`", .0.display(), .0.display())]
    NothingBuilt(PathBuf),
    /// A release of that version is there, with other bytes.
    #[error("release {version} is there already, and differs from the build\nhint: raise `version` in {}", file.display())]
    Released {
        /// The version.
        version: String,
        /// The settings.
        file: PathBuf,
    },
}

fn full(error: &io::Error) -> &'static str {
    if error.kind() == io::ErrorKind::StorageFull { "\nhint: the disk is full; make room and build again" } else { "" }
}

impl Served {
    /// The store of the dumps, or the one on disk. Where the folder has graphs of the editor's own, or the store is to be
    /// written to, it is in memory and holds what was made from the essays alone.
    ///
    /// # Errors
    /// When it cannot be loaded.
    fn open(&self, base: &str, in_memory: bool) -> Result<Store, StoreError> {
        if self.is_empty {
            return Store::empty();
        }
        let dump = self.dumps.join("all.nq");
        if self.has_graphs || in_memory {
            return Store::from_graphs(&dump, &|name| name.as_ref().is_some_and(|name| Graphs::is_made(base, name)));
        }
        #[cfg(feature = "rocksdb")]
        if let Some(folder) = &self.store {
            return Store::open(folder);
        }
        Store::from_dump(&dump)
    }
}

impl Served {
    /// The store with the graphs of the editor's own, as they are in a publication's folder now. With `in_memory` the store
    /// can be written to.
    ///
    /// # Errors
    /// When the dump or a graph cannot be loaded.
    pub fn open_in(&self, dir: &Path, base: &Base, in_memory: bool) -> Result<(Store, Graphs), Error> {
        let store = self.open(base.as_str(), in_memory)?;
        if !self.has_graphs && !in_memory {
            return Ok((store, Graphs::none(dir, base)));
        }
        let graphs = Graphs::load(dir, base, &store)?;
        Ok((store, graphs))
    }
}

impl Publication {
    /// Opens the publication in a folder.
    ///
    /// # Errors
    /// When there is none, or its settings, authority files or registry are wrong.
    pub fn open(dir: &Path) -> Result<Self, Error> {
        let file = dir.join("regesta.toml");
        let toml = match fs::read_to_string(&file) {
            Ok(toml) => toml,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(Error::NoPublication(dir.to_owned())),
            Err(source) => return Err(Error::Read { path: file, source }),
        };
        let config = Config::parse(&toml).map_err(|wrong| Error::Config { file, line: wrong.line, message: wrong.message })?;
        let registry = match optional(&dir.join("registry.tsv"))? {
            Some(text) => Registry::parse(&dir.join("registry.tsv").display().to_string(), &text)?,
            None => Registry::default(),
        };
        Ok(Self { dir: dir.to_owned(), config, authority: authority(dir)?, registry })
    }

    /// What is published, under which address and licence.
    #[must_use]
    pub fn edition(&self) -> &Edition {
        &self.config.edition
    }

    /// What changes when a build lands in a folder: where `build/current` leads, and when the registry was written,
    /// which comes last. Cheap enough to be asked every second.
    #[must_use]
    pub fn stamp(dir: &Path) -> (Option<PathBuf>, Option<std::time::SystemTime>) {
        let current = fs::canonicalize(dir.join("build").join("current")).ok();
        let registry = fs::metadata(dir.join("registry.tsv")).and_then(|file| file.modified()).ok();
        (current, registry)
    }

    /// The build that is in place, else the newest release.
    ///
    /// # Errors
    /// When there is neither.
    pub fn served(&self) -> Result<Served, Error> {
        let current = self.dir.join("build").join("current");
        if current.join("dumps").join("all.nq").is_file() {
            // The link is followed once, so that a build that is swapped in meanwhile is not mixed with this one.
            let current = fs::canonicalize(&current).map_err(|source| Error::Read { path: current, source })?;
            let store = Some(current.join("store")).filter(|store| store.is_dir());
            return Ok(Served { dumps: current.join("dumps"), store, release: None, is_empty: false, has_graphs: self.has_graphs()? });
        }
        let releases = self.dir.join("release");
        let mut versions: Vec<String> = match fs::read_dir(&releases) {
            Ok(entries) => entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect(),
            Err(_) => Vec::new(),
        };
        versions.retain(|version| releases.join(version).join("all.nq").is_file());
        versions.sort_by_key(|version| numbers(version));
        let has_graphs = self.has_graphs()?;
        match versions.pop() {
            Some(version) => {
                Ok(Served { dumps: releases.join(&version), store: None, release: Some(version), is_empty: false, has_graphs })
            }
            None if self.config.essays.is_empty() && super::files::of_folder(&self.dir)?.is_empty() => {
                Ok(Served { dumps: current.join("dumps"), store: None, release: None, is_empty: true, has_graphs })
            }
            None => Err(Error::NothingBuilt(self.dir.clone())),
        }
    }

    /// The same where the graph itself lies elsewhere, so that there may be no dumps.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn dumped(&self) -> Result<Served, Error> {
        match self.served() {
            Err(Error::NothingBuilt(_)) => {
                let dumps = self.dir.join("build").join("current").join("dumps");
                Ok(Served { dumps, store: None, release: None, is_empty: true, has_graphs: false })
            }
            served => served,
        }
    }

    /// The releases that are kept, the oldest first; each with the day that it says of itself.
    #[must_use]
    pub fn releases(&self) -> Vec<KeptRelease> {
        let folder = self.dir.join("release");
        let Ok(entries) = fs::read_dir(&folder) else { return Vec::new() };
        let start = format!("<{}> <{}> \"", self.edition().base.as_str(), DCT_ISSUED.as_str());
        let mut releases: Vec<KeptRelease> = entries
            .filter_map(|entry| {
                let version = entry.ok()?.file_name().into_string().ok()?;
                let dumps = folder.join(&version);
                let lines = io::BufReader::new(fs::File::open(dumps.join("all.nq")).ok()?);
                let issued = io::BufRead::lines(lines).map_while(Result::ok).find_map(|line| line.strip_prefix(&start).map(str::to_owned));
                let date = issued?.split('"').next()?.to_owned();
                Some(KeptRelease { version, date, dumps })
            })
            .collect();
        releases.sort_by_key(|release| (release.date.clone(), numbers(&release.version)));
        releases
    }

    fn has_graphs(&self) -> Result<bool, Error> {
        Ok(!super::graphs::files(&self.dir.join("graphs"))?.is_empty())
    }

    /// The store of what is served: on disk where there is one, else loaded from the dump; and the graphs of the editor's
    /// own, as they are in the folder now. With `in_memory` the store can be written to.
    ///
    /// # Errors
    /// When the dump or a graph cannot be loaded.
    pub fn open_store(&self, served: &Served, in_memory: bool) -> Result<(Store, Graphs), Error> {
        served.open_in(&self.dir, &self.edition().base, in_memory)
    }
}

/// The things that the authority files of a publication's folder know; a file that is not there knows nothing.
pub(super) fn authority(dir: &Path) -> Result<Authority, Error> {
    let mut authority = Authority::default();
    for (name, kind) in [("persons", ThingKind::Person), ("places", ThingKind::Place), ("groups", ThingKind::Group)] {
        let path = dir.join("authority").join(name).with_extension("toml");
        if let Some(toml) = optional(&path)? {
            authority.add(&path.display().to_string(), kind, &toml)?;
        }
    }
    Ok(authority)
}

/// The names that a person does not want to be asked about: one `kind/key` a line of `authority/ignored.txt`.
pub(super) fn ignored(dir: &Path) -> Result<BTreeSet<String>, Error> {
    let text = optional(&dir.join("authority").join("ignored.txt"))?.unwrap_or_default();
    let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    Ok(lines.filter(|line| !line.is_empty()).map(str::to_owned).collect())
}

/// The text of a file; `None` where it is not there.
pub(super) fn optional(path: &Path) -> Result<Option<String>, Error> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(Error::Read { path: path.to_owned(), source }),
    }
}

/// The parts of a version as they are compared: numbers as numbers.
fn numbers(version: &str) -> Vec<(u64, String)> {
    version.split(['.', '-', '+']).map(|part| (part.parse().unwrap_or(0), part.to_owned())).collect()
}
