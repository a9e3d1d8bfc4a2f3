//! Formats of files: each reader takes bytes and gives the raw text with what the format says of it.

mod archive;
mod docx;
mod encoding;
mod html;
mod odt;
#[cfg(feature = "pdf")]
mod pdf;
mod tei;
mod xml;

use super::outline::Outline;
use super::sheet::Sheet;

/// A format that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Text,
    Markdown,
    Html,
    Docx,
    Odt,
    Tei,
    Pdf,
}

/// Endings of the names of files that are read, in lower case.
pub const ENDINGS: [&str; 10] = ["txt", "md", "markdown", "html", "htm", "xhtml", "docx", "odt", "xml", "pdf"];

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// A null byte.
    Binary { offset: usize },
    /// Bytes of no known encoding; the first that is not UTF-8.
    Undecodable { line: usize, offset: usize },
    /// The format's own rules are broken, or a limit is passed.
    Broken { format: &'static str, reason: String, hint: &'static str },
}

/// The raw text of a file and what its format says of it.
pub(super) struct Extract {
    pub(super) raw: String,
    pub(super) outline: Option<Outline>,
}

impl Format {
    /// By the ending of the name; by the first bytes where that says nothing.
    pub(super) fn of(name: &str, bytes: &[u8]) -> Self {
        let ending = name.rsplit(['/', '\\']).next().and_then(|file| file.rsplit_once('.')).map(|(_, ending)| ending.to_lowercase());
        match ending.as_deref() {
            Some("txt") => Self::Text,
            Some("md" | "markdown") => Self::Markdown,
            Some("html" | "htm" | "xhtml") => Self::Html,
            Some("docx") => Self::Docx,
            Some("odt") => Self::Odt,
            Some("xml") => Self::markup(bytes).unwrap_or(Self::Tei),
            Some("pdf") => Self::Pdf,
            _ if bytes.starts_with(b"%PDF-") => Self::Pdf,
            _ if bytes.starts_with(b"PK\x03\x04") => {
                if memchr::memmem::find(&bytes[..bytes.len().min(200)], b"opendocument.text").is_some() { Self::Odt } else { Self::Docx }
            }
            _ => Self::markup(bytes).unwrap_or(Self::Text),
        }
    }

    /// HTML or TEI, where the text begins as they do.
    fn markup(bytes: &[u8]) -> Option<Self> {
        let start = String::from_utf8_lossy(&bytes[..bytes.len().min(2000)]).to_lowercase();
        let start = start.trim_start_matches('\u{feff}').trim_start();
        if !start.starts_with('<') {
            return None;
        }
        if start.starts_with("<!doctype html") || start.contains("<html") {
            Some(Self::Html)
        } else if start.starts_with("<?xml") || start.starts_with("<tei") {
            Some(Self::Tei)
        } else {
            None
        }
    }

    /// Reads the bytes.
    pub(super) fn read(self, bytes: &[u8]) -> Result<Extract, Fault> {
        let sheet = |sheet: Sheet| {
            let (raw, outline) = sheet.finish();
            Extract { raw, outline: Some(outline) }
        };
        match self {
            Self::Text | Self::Markdown => Ok(Extract { raw: encoding::decode(bytes)?, outline: None }),
            Self::Html => html::read(&encoding::declared(bytes)?).map(sheet),
            Self::Docx => docx::read(bytes).map(sheet),
            Self::Odt => odt::read(bytes).map(sheet),
            Self::Tei => tei::read(&encoding::declared(bytes)?).map(sheet),
            #[cfg(feature = "pdf")]
            Self::Pdf => pdf::read(bytes).map(|raw| Extract { raw, outline: None }),
            #[cfg(not(feature = "pdf"))]
            Self::Pdf => Err(Fault::Broken {
                format: "PDF",
                reason: "this regesta was built without its feature \"pdf\"".to_owned(),
                hint: "build it with the default features, or save the text as .docx, .odt or .txt",
            }),
        }
    }
}
