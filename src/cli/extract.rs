//! `regesta extract`: what stands in one text, and where.

use std::fs;
use std::io::Read as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, bail};

use crate::claim::tellings;
use crate::lang;
use crate::publication::Publication;
use crate::publish::extraction::extraction;
use crate::text::{Source, essays};

use super::output;

/// Read one text and print what was found, and where
#[derive(Debug, clap::Args)]
pub(super) struct ExtractArgs {
    /// The text: .txt, .md, .html, .docx, .odt, .pdf, TEI (.xml)
    #[arg(required_unless_present = "stdin")]
    source: Option<PathBuf>,
    /// Read the text from standard input
    #[arg(long, conflicts_with = "source")]
    stdin: bool,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// Use the authority files of this publication
    #[arg(long, value_name = "DIR")]
    publication: Option<PathBuf>,
    /// Language of the text, where it is not the one its letters suggest
    #[arg(long, value_name = "CODE", value_parser = lang::CODES)]
    language: Option<String>,
}

/// How an extraction is printed.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    /// The standoff extraction format
    Json,
    /// The clean prose, a paragraph a line, an empty line between two essays
    Text,
}

/// Prints what stands in the text.
///
/// # Errors
/// When the text or an authority file cannot be read.
pub(super) fn run(args: &ExtractArgs) -> anyhow::Result<ExitCode> {
    let source = source(args)?;
    let language = args.language.as_deref().unwrap_or_else(|| lang::guess(source.raw()));
    let Some(pack) = lang::pack(language) else { bail!("no language pack \"{language}\"; there are: {}", lang::CODES.join(", ")) };
    let authority = args
        .publication
        .as_deref()
        .map(|dir| Publication::open(dir).map(|publication| publication.authority))
        .transpose()?
        .unwrap_or_default();
    match args.format {
        Format::Json => output::json(&extraction(&source, language, &tellings(&source, pack, &authority)))?,
        Format::Text => {
            let prose: Vec<String> = essays(&source).iter().map(|essay| format!("{}\n", essay.prose.text())).collect();
            output::bytes(prose.join("\n").as_bytes())?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn source(args: &ExtractArgs) -> anyhow::Result<Source> {
    let mut bytes = Vec::new();
    let name = match &args.source {
        Some(path) => {
            bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
            path.display().to_string()
        }
        None => {
            std::io::stdin().lock().read_to_end(&mut bytes).context("cannot read standard input")?;
            "standard input".to_owned()
        }
    };
    Ok(Source::from_bytes(&name, &bytes)?)
}
