//! `regesta init`: a new publication.

use std::fs;
use std::io::{self, BufRead as _, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};

use crate::lang;
use crate::publication::Publication;
use crate::text::slug;

use super::output;

/// Make a new publication: four questions, each with a default
#[derive(Debug, clap::Args)]
pub(super) struct InitArgs {
    /// The folder; made where it is not there
    dir: PathBuf,
    /// Ask nothing and take the defaults
    #[arg(long)]
    yes: bool,
}

/// Makes the folder and its settings.
///
/// # Errors
/// When there is a publication already, or the folder cannot be written.
pub(super) fn run(args: &InitArgs) -> anyhow::Result<ExitCode> {
    let settings = args.dir.join("regesta.toml");
    if settings.exists() {
        bail!("{} is there already\nhint: edit it, or choose another folder", settings.display());
    }
    let name = fs::canonicalize(&args.dir).ok().and_then(|dir| dir.file_name().map(|name| name.to_string_lossy().into_owned()));
    let name = name.or_else(|| args.dir.file_name().map(|name| name.to_string_lossy().into_owned())).unwrap_or_else(|| "essays".to_owned());
    let key = Some(slug(&name)).filter(|key| !key.is_empty()).unwrap_or_else(|| "essays".to_owned());
    let asked = !args.yes && io::stdin().is_terminal();
    let title = answer(asked, "Title of the publication", &name)?;
    let base = answer(asked, "Where its addresses begin; ends in /", &format!("https://w3id.org/regesta/{key}/"))?;
    let language = answer(asked, &format!("Language of the essays ({})", lang::CODES.join(", ")), "ru")?;
    let text = answer(asked, "What may be shown of their text (full, quotes, positions)", "full")?;
    fs::create_dir_all(args.dir.join("essays")).with_context(|| format!("cannot make {}", args.dir.join("essays").display()))?;
    fs::create_dir_all(args.dir.join("authority")).with_context(|| format!("cannot make {}", args.dir.join("authority").display()))?;
    let date = &output::now()[..10];
    let quoted = |value: &str| toml::Value::String(value.to_owned()).to_string();
    let words = format!(
        "title = {}\nbase = {}\nlanguage = {}\nlicense = \"https://creativecommons.org/licenses/by/4.0/\"\nversion = \"0.1.0\"\ndate = {date}\ntext = {}\n\n# Who publishes; one [[creator]] each, `orcid` where there is one.\n# [[creator]]\n# name = \"\"\n",
        quoted(&title),
        quoted(&base),
        quoted(&language),
        quoted(&text)
    );
    fs::write(&settings, words).with_context(|| format!("cannot write {}", settings.display()))?;
    if let Err(error) = Publication::open(&args.dir) {
        fs::remove_file(&settings).with_context(|| format!("cannot remove {}", settings.display()))?;
        return Err(error.into());
    }
    eprintln!("{} is a publication: put texts into {}, then `regesta build {}`", args.dir.display(), folder(&args.dir), args.dir.display());
    Ok(ExitCode::SUCCESS)
}

fn folder(dir: &Path) -> String {
    dir.join("essays").display().to_string()
}

/// The answer to a question; the default where nothing is answered or nobody asked.
fn answer(asked: bool, question: &str, default: &str) -> anyhow::Result<String> {
    if !asked {
        return Ok(default.to_owned());
    }
    eprint!("{question} [{default}]: ");
    io::stderr().flush().context("cannot write to the terminal")?;
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line).context("cannot read the answer")?;
    Ok(Some(line.trim()).filter(|line| !line.is_empty()).unwrap_or(default).to_owned())
}
