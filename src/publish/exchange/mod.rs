//! The publication in the formats of other tools, all written from one [`Catalogue`].
//!
//! [`catalogue`] is the model, [`gather`] fills it from the graph, [`mentions`] adds the words of the
//! texts where they are at hand; then comes one file a format. No format looks into the graph, so
//! none can show what the graph may not.

mod authority;
mod bibtex;
pub mod catalogue;
mod cited;
mod cmif;
mod counts;
mod csl;
mod csv;
mod datapackage;
mod dataset;
mod deposit;
mod dumps;
mod evidence;
mod facts;
mod gather;
mod gazetteer;
mod linked_art;
mod mentions;
mod network;
mod tables;
mod tei;
mod told;
mod webanno;
mod when;
mod xml;

pub use catalogue::Catalogue;
pub use counts::Counts;
pub use deposit::{DepositError, deposit};
pub use dumps::{Dump, dumps};
pub use mentions::Texts;

use serde::Serialize;

use crate::rdf::TextRight;

/// A format of other tools.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exchange {
    /// Letters for correspSearch.
    Cmif,
    /// Everything cited, for Zotero and pandoc.
    Csl,
    /// Everything cited, for LaTeX.
    Bibtex,
    /// Tables with their description.
    Tables,
    /// The correspondence as nodes and edges.
    Network,
    /// The correspondence for Gephi.
    Gexf,
    /// What was read, laid over the essays.
    Webanno,
    /// Places for gazetteers.
    Places,
    /// Persons, places, groups, texts and events for museums.
    LinkedArt,
    /// The essays with names, dates and citations marked.
    Tei,
    /// The publication as a set of data, for portals.
    Description,
    /// The same for search engines.
    SchemaOrg,
}

/// A file of an export: its path below the folder, with "/", and what stands in it.
pub type ExportFile = (String, Vec<u8>);

impl Exchange {
    /// Every format.
    pub const ALL: [Self; 12] = [
        Self::Cmif,
        Self::Csl,
        Self::Bibtex,
        Self::Tables,
        Self::Network,
        Self::Gexf,
        Self::Webanno,
        Self::Places,
        Self::LinkedArt,
        Self::Tei,
        Self::Description,
        Self::SchemaOrg,
    ];

    /// The name of the file, or of the folder of a format of several files.
    #[must_use]
    pub fn file(self) -> &'static str {
        match self {
            Self::Cmif => "letters.cmif.xml",
            Self::Csl => "bibliography.csl.json",
            Self::Bibtex => "bibliography.bib",
            Self::Tables => "tables",
            Self::Network => "network",
            Self::Gexf => "network.gexf",
            Self::Webanno => "annotations.jsonld",
            Self::Places => "places.geojson",
            Self::LinkedArt => "linked-art",
            Self::Tei => "tei",
            Self::Description => "description.ttl",
            Self::SchemaOrg => "dataset.jsonld",
        }
    }

    /// What the web calls its file; `None` of a format of several files.
    #[must_use]
    pub fn media_type(self) -> Option<&'static str> {
        match self {
            Self::Cmif => Some("application/tei+xml"),
            Self::Csl => Some("application/vnd.citationstyles.csl+json"),
            Self::Bibtex => Some("application/x-bibtex"),
            Self::Gexf => Some("application/gexf+xml"),
            Self::Webanno | Self::SchemaOrg => Some("application/ld+json"),
            Self::Description => Some("text/turtle"),
            Self::Places => Some("application/geo+json"),
            Self::Tables | Self::Network | Self::LinkedArt | Self::Tei => None,
        }
    }

    /// What it is, and for whom, in a few words.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Self::Cmif => "the letters, for correspSearch",
            Self::Csl => "everything cited, for Zotero and pandoc",
            Self::Bibtex => "everything cited, for LaTeX",
            Self::Tables => "tables that know each other, for spreadsheets",
            Self::Network => "who wrote to whom, as nodes and edges",
            Self::Gexf => "who wrote to whom, for Gephi",
            Self::Webanno => "what was read of which words, as Web Annotations",
            Self::Places => "the places, for maps and gazetteers",
            Self::LinkedArt => "persons, places, groups, texts and events, for museums",
            Self::Tei => "the essays, marked",
            Self::Description => "what the publication is, as VoID and DCAT",
            Self::SchemaOrg => "the same, for search engines",
        }
    }

    /// Whether it says more where the texts are at hand.
    #[must_use]
    pub fn reads_texts(self) -> bool {
        matches!(self, Self::Webanno | Self::Tei)
    }

    /// Whether it says nothing of use without the texts.
    #[must_use]
    pub fn needs_texts(self, catalogue: &Catalogue) -> bool {
        self == Self::Tei && catalogue.edition.text != TextRight::Positions
    }

    /// The catalogue in this format: one file called [`Self::file`], or several in a folder of that name.
    ///
    /// `texts` are the essays as they were read; only TEI asks for them, and only where words of them may be shown.
    #[must_use]
    pub fn files(self, catalogue: &Catalogue, texts: Option<&Texts<'_>>) -> Vec<ExportFile> {
        let one = |bytes| vec![(self.file().to_owned(), bytes)];
        let folder = |files: Vec<ExportFile>| files.into_iter().map(|(name, bytes)| (format!("{}/{name}", self.file()), bytes)).collect();
        match self {
            Self::Cmif => one(cmif::cmif(catalogue, &format!("{}export/{}", catalogue.edition.base, self.file()))),
            Self::Csl => one(csl::csl(catalogue)),
            Self::Bibtex => one(bibtex::bibtex(catalogue)),
            Self::Tables => folder(datapackage::datapackage(catalogue, &tables::tables(catalogue))),
            Self::Network => {
                folder(vec![("nodes.csv".to_owned(), network::nodes(catalogue)), ("edges.csv".to_owned(), network::edges(catalogue))])
            }
            Self::Gexf => one(network::gexf(catalogue)),
            Self::Webanno => one(webanno::webanno(catalogue)),
            Self::Places => one(gazetteer::gazetteer(catalogue)),
            Self::LinkedArt => folder(linked_art::records(catalogue)),
            Self::Tei => folder(tei::essays(catalogue, texts)),
            Self::Description => one(dataset::description(catalogue)),
            Self::SchemaOrg => one(json(&dataset::schema_org(catalogue))),
        }
    }
}

/// Indented JSON, as people read and compare it.
fn json(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("values with keys of text are always JSON");
    bytes.push(b'\n');
    bytes
}

/// The address of an ORCID iD, which settings may give with or without it.
fn orcid(orcid: &str) -> String {
    format!("https://orcid.org/{}", orcid.rsplit('/').next().unwrap_or(orcid))
}
