//! `regesta query`: a question of `sparql/` or of a file, asked of a publication.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, bail};

use crate::publication::Publication;
use crate::rdf::Format;
use crate::store::{Answer, Ask, QUERIES, Query, ResultFormat};

use super::output;

/// Ask a publication a question by its name, or one in a file
#[derive(Debug, clap::Args)]
pub(super) struct QueryArgs {
    /// A query of regesta by its name, or a file with SPARQL; without one, the names are listed
    query: Option<String>,
    /// The publication's folder
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// How to print the answer; graphs are printed as Turtle, N-Triples, RDF/XML or JSON-LD
    #[arg(long, value_enum, default_value_t = Print::Table)]
    format: Print,
    /// A value for a variable that the query is given: from=person/georgy-chicherin; may be repeated
    #[arg(long = "set", value_name = "NAME=VALUE", value_parser = setting)]
    given: Vec<(String, String)>,
}

/// How an answer is printed.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Print {
    /// Columns for reading; Turtle where the answer is a graph
    Table,
    /// SPARQL results as JSON
    Json,
    /// SPARQL results as XML
    Xml,
    /// Comma-separated values
    Csv,
    /// Tab-separated values
    Tsv,
    /// Turtle
    Ttl,
    /// N-Triples
    Nt,
    /// RDF/XML
    Rdf,
    /// JSON-LD
    Jsonld,
}

/// Asks and prints.
///
/// # Errors
/// When there is no such query, it is no SPARQL, a value is missing, or there is nothing to ask.
pub(super) fn run(args: &QueryArgs) -> anyhow::Result<ExitCode> {
    let Some(name) = &args.query else {
        for query in QUERIES {
            let given: Vec<String> = query.given().iter().map(|name| format!(" --set {name}=…")).collect();
            output::line(&format!("{}{}\n    {}", query.name, given.concat(), query.answers()))?;
        }
        return Ok(ExitCode::SUCCESS);
    };
    let publication = Publication::open(&args.dir)?;
    let (text, wanted) = match Query::named(name) {
        Some(query) => (query.text.to_owned(), query.given()),
        None => match fs::read_to_string(name) {
            Ok(text) => (text, Vec::new()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let names: Vec<&str> = QUERIES.iter().map(|query| query.name).collect();
                bail!("no query is called \"{name}\", and there is no such file\nhint: there are: {}", names.join(", "))
            }
            Err(error) => return Err(error).with_context(|| format!("cannot read {name}")),
        },
    };
    if let Some(missing) = wanted.iter().find(|name| !args.given.iter().any(|(own, _)| own == *name)) {
        bail!(
            "the query \"{name}\" wants a value for ?{missing}\nhint: --set {missing}=person/… (an address under the base, or a whole one)"
        )
    }
    let (store, _) = publication.open_store(&publication.served()?, false)?;
    let base = publication.edition().base.as_str();
    let ask = Ask {
        query: text,
        given: args
            .given
            .iter()
            .map(|(name, value)| Ok((name.clone(), crate::store::value(value, base)?)))
            .collect::<anyhow::Result<_>>()?,
        base: Some(base.to_owned()),
        ..Ask::default()
    };
    print(&store.ask(&ask)?, args.format, base)?;
    Ok(ExitCode::SUCCESS)
}

fn print(answer: &Answer, format: Print, base: &str) -> anyhow::Result<()> {
    let mut out = Vec::new();
    let results = match format {
        Print::Json => Some(ResultFormat::Json),
        Print::Xml => Some(ResultFormat::Xml),
        Print::Csv => Some(ResultFormat::Csv),
        Print::Tsv => Some(ResultFormat::Tsv),
        Print::Table | Print::Ttl | Print::Nt | Print::Rdf | Print::Jsonld => None,
    };
    let graph = match format {
        Print::Nt => Some(Format::NTriples),
        Print::Rdf => Some(Format::RdfXml),
        Print::Jsonld => Some(Format::JsonLd),
        Print::Table | Print::Ttl => Some(Format::Turtle),
        Print::Json | Print::Xml | Print::Csv | Print::Tsv => None,
    };
    match (answer, results, graph) {
        (Answer::Graph(_), _, Some(format)) => answer.write_graph(format, &mut out)?,
        (Answer::Graph(_), _, None) => bail!("the answer is a graph\nhint: --format ttl, nt, rdf or jsonld"),
        (Answer::Truth(truth), None, _) => writeln!(out, "{truth}")?,
        (Answer::Rows(names, rows), None, _) if matches!(format, Print::Table) => {
            let shown: Vec<Vec<String>> = rows
                .iter()
                .map(|row| {
                    row.iter().map(|value| value.as_ref().map_or_else(String::new, |value| crate::store::shown(value, base))).collect()
                })
                .collect();
            table(names, &shown, &mut out)?;
        }
        (_, Some(format), _) => answer.write_results(format, &mut out)?,
        (_, None, _) => bail!("the answer is rows\nhint: --format table, json, xml, csv or tsv"),
    }
    output::bytes(&out)
}

/// Columns as wide as their widest value, at most 60 characters, two spaces between.
fn table(names: &[String], rows: &[Vec<String>], out: &mut Vec<u8>) -> anyhow::Result<()> {
    const WIDEST: usize = 60;
    let width = |column: usize| {
        rows.iter().map(|row| row[column].chars().count()).chain([names[column].chars().count()]).max().unwrap_or(0).min(WIDEST)
    };
    let widths: Vec<usize> = (0..names.len()).map(width).collect();
    let header: Vec<String> = names.to_vec();
    let rule: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
    for row in [&header, &rule].into_iter().chain(rows) {
        let cells = row.iter().zip(&widths).map(|(cell, width)| {
            let short: String =
                if cell.chars().count() > *width { cell.chars().take(width - 1).chain(['…']).collect() } else { cell.clone() };
            format!("{short}{}", " ".repeat(width - short.chars().count()))
        });
        writeln!(out, "{}", cells.collect::<Vec<_>>().join("  ").trim_end())?;
    }
    Ok(())
}

fn setting(words: &str) -> Result<(String, String), String> {
    let (name, value) = words.split_once('=').ok_or("write NAME=VALUE")?;
    Ok((name.trim_start_matches('?').to_owned(), value.to_owned()))
}
