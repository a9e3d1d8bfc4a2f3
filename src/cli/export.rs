//! `regesta export`: the publication in one format, for other tools or for an archive.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};

use crate::publication::{Publication, Served, with_essays};
use crate::publish::exchange::{Catalogue, Exchange, ExportFile, Texts, deposit, dumps};

use super::{convert, output};

/// Print or write the publication in a format of other tools
#[derive(Debug, clap::Args)]
pub(super) struct ExportArgs {
    /// The publication's folder, or a file of RDF to be put into another format, however large it is
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// Which format
    #[arg(long, value_enum, default_value_t = ExportFormat::Ttl)]
    format: ExportFormat,
    /// Write it to this file, or folder for a format of several files, instead of standard output
    #[arg(long, short, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Make a folder for an archive: dumps, every format, sources, and how to cite them
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["format", "output"])]
    deposit: Option<PathBuf>,
}

/// Formats as the command line names them; dumps by the endings of their files.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum ExportFormat {
    /// The graph as Turtle
    Ttl,
    /// The graph as TriG
    Trig,
    /// The graph as N-Triples
    Nt,
    /// The graph as N-Quads
    Nq,
    /// The graph as RDF/XML
    Rdf,
    /// The graph as JSON-LD
    Jsonld,
    /// The letters as CMIF, for correspSearch
    Cmif,
    /// The essays as TEI, with names, dates and citations marked (a folder)
    Tei,
    /// Everything cited as CSL-JSON, for Zotero and pandoc
    Csl,
    /// Everything cited as BibTeX
    Bibtex,
    /// Tables in CSV with a Frictionless description (a folder)
    Tables,
    /// The correspondence as nodes and edges in CSV (a folder)
    Network,
    /// The correspondence as GEXF, for Gephi
    Gexf,
    /// What was read, as Web Annotations on the essays
    Webanno,
    /// The places as Linked Places (GeoJSON)
    Places,
    /// Persons, places, groups, texts and events as Linked Art (a folder)
    LinkedArt,
    /// What the publication is, as VoID and DCAT
    Description,
    /// What the publication is, as schema.org
    SchemaOrg,
    /// Everything from CMIF on, each under its own name (a folder)
    All,
}

/// What a format is made from.
enum Source {
    /// A dump, by its ending.
    Dump(&'static str),
    /// The catalogue, in these formats.
    Catalogue(Vec<Exchange>),
}

impl ExportFormat {
    fn source(self) -> Source {
        match self {
            Self::Ttl => Source::Dump("ttl"),
            Self::Trig => Source::Dump("trig"),
            Self::Nt => Source::Dump("nt"),
            Self::Nq => Source::Dump("nq"),
            Self::Rdf => Source::Dump("rdf"),
            Self::Jsonld => Source::Dump("jsonld"),
            Self::Cmif => Source::Catalogue(vec![Exchange::Cmif]),
            Self::Tei => Source::Catalogue(vec![Exchange::Tei]),
            Self::Csl => Source::Catalogue(vec![Exchange::Csl]),
            Self::Bibtex => Source::Catalogue(vec![Exchange::Bibtex]),
            Self::Tables => Source::Catalogue(vec![Exchange::Tables]),
            Self::Network => Source::Catalogue(vec![Exchange::Network]),
            Self::Gexf => Source::Catalogue(vec![Exchange::Gexf]),
            Self::Webanno => Source::Catalogue(vec![Exchange::Webanno]),
            Self::Places => Source::Catalogue(vec![Exchange::Places]),
            Self::LinkedArt => Source::Catalogue(vec![Exchange::LinkedArt]),
            Self::Description => Source::Catalogue(vec![Exchange::Description]),
            Self::SchemaOrg => Source::Catalogue(vec![Exchange::SchemaOrg]),
            Self::All => Source::Catalogue(Exchange::ALL.to_vec()),
        }
    }
}

/// Exports.
///
/// # Errors
/// When there is neither a build nor a release, a text is wanted that is not at hand, or a file cannot be written.
pub(super) fn run(args: &ExportArgs) -> anyhow::Result<ExitCode> {
    if args.dir.is_file() {
        let Source::Dump(ending) = args.format.source() else {
            bail!(
                "{} is a file, which can be exported as ttl, trig, nt, nq, rdf or jsonld\nhint: name a publication's folder",
                args.dir.display()
            )
        };
        convert::run(&args.dir, ending, args.output.as_deref())?;
        return Ok(ExitCode::SUCCESS);
    }
    let publication = Publication::open(&args.dir)?;
    if let Some(folder) = &args.deposit {
        return deposited(&publication, folder);
    }
    let files = match args.format.source() {
        Source::Dump(ending) => {
            let dump = publication.served()?.dumps.join(format!("all.{ending}"));
            vec![(String::new(), fs::read(&dump).with_context(|| format!("cannot read {}", dump.display()))?)]
        }
        Source::Catalogue(formats) => exported(&publication, &formats)?,
    };
    let folder_of_one = files.iter().all(|(name, _)| name.contains('/')) && !matches!(args.format, ExportFormat::All);
    match (&args.output, files.as_slice()) {
        (None, [(name, bytes)]) if !name.contains('/') => output::bytes(bytes)?,
        (None, _) => bail!("this format is several files\nhint: name a folder for them with --output"),
        (Some(file), [(name, bytes)]) if !name.contains('/') => write(file, bytes)?,
        (Some(folder), files) => {
            for (name, bytes) in files {
                let name = name.split_once('/').filter(|_| folder_of_one).map_or(name.as_str(), |(_, own)| own);
                write(&folder.join(name), bytes)?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Makes the folder for an archive.
fn deposited(publication: &Publication, folder: &Path) -> anyhow::Result<ExitCode> {
    let served = publication.served()?;
    let catalogue = catalogue(publication, &served)?;
    let with_texts = with_essays(publication, |essays| {
        let texts = Texts { essays, registry: &publication.registry };
        deposit(publication, &served, &catalogue.clone().with_mentions(&texts), Some(&texts), folder)
    });
    match with_texts {
        Ok(done) => done?,
        Err(error) => {
            let error = error.to_string();
            eprintln!("the deposit is made without the texts: {}", error.lines().next().unwrap_or_default());
            deposit(publication, &served, &catalogue, None, folder)?;
        }
    }
    eprintln!("deposit {}", folder.display());
    Ok(ExitCode::SUCCESS)
}

/// What is served, as the formats take it.
fn catalogue(publication: &Publication, served: &Served) -> anyhow::Result<Catalogue> {
    let (store, _) = publication.open_store(served, false)?;
    let dumps = dumps(&served.dumps).with_context(|| format!("cannot read {}", served.dumps.display()))?;
    Ok(Catalogue::of(publication.edition(), store.triples()).with_dumps(dumps))
}

/// The files of some formats.
fn exported(publication: &Publication, formats: &[Exchange]) -> anyhow::Result<Vec<ExportFile>> {
    let catalogue = catalogue(publication, &publication.served()?)?;
    let all = |catalogue: &Catalogue, texts: Option<&Texts<'_>>| formats.iter().flat_map(|format| format.files(catalogue, texts)).collect();
    if !formats.iter().any(|format| format.reads_texts()) {
        return Ok(all(&catalogue, None));
    }
    let files = with_essays(publication, |essays| {
        let texts = Texts { essays, registry: &publication.registry };
        all(&catalogue.clone().with_mentions(&texts), Some(&texts))
    });
    match files {
        // A release is exported without its texts, as far as it goes.
        Err(_) if !formats.iter().any(|format| format.needs_texts(&catalogue)) => Ok(all(&catalogue, None)),
        files => Ok(files?),
    }
}

fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}
