//! `regesta demo`: the bundled publication, built and served.

use std::fs;
use std::io::IsTerminal as _;
use std::process::{Command, ExitCode, Stdio};

use anyhow::Context as _;

use crate::publication::{Publication, build};

use super::output;
use super::progress::Steps;
use super::serve::{HowArgs, serve};

/// The bundled publication: where each file lies in its folder, and its text.
const FILES: [(&str, &str); 10] = [
    ("regesta.toml", include_str!("../../data/kars-1921/regesta.toml")),
    ("registry.tsv", include_str!("../../data/kars-1921/registry.tsv")),
    ("authority/persons.toml", include_str!("../../data/kars-1921/authority/persons.toml")),
    ("authority/places.toml", include_str!("../../data/kars-1921/authority/places.toml")),
    ("authority/groups.toml", include_str!("../../data/kars-1921/authority/groups.toml")),
    ("links/wikidata.sssom.tsv", include_str!("../../data/kars-1921/links/wikidata.sssom.tsv")),
    ("links/items.jsonl", include_str!("../../data/kars-1921/links/items.jsonl")),
    ("essays/place-and-day.md", include_str!("../../data/kars-1921/essays/place-and-day.md")),
    ("essays/commissar-and-ambassador.md", include_str!("../../data/kars-1921/essays/commissar-and-ambassador.md")),
    ("essays/armenia-at-the-door.md", include_str!("../../data/kars-1921/essays/armenia-at-the-door.md")),
];

/// Build and serve the bundled publication, three essays on the way to Kars in 1921
#[derive(Debug, clap::Args)]
pub(super) struct DemoArgs {
    #[command(flatten)]
    how: HowArgs,
    /// Do not open a browser
    #[arg(long)]
    no_open: bool,
}

/// Builds in a temporary folder and serves; the folder is removed at the end.
///
/// # Errors
/// When the folder cannot be written, or the port is in use.
pub(super) fn run(args: &DemoArgs) -> anyhow::Result<ExitCode> {
    let folder = std::env::temp_dir().join(format!("regesta-demo-{}", std::process::id()));
    let done = fill(&folder).and_then(|()| {
        let publication = Publication::open(&folder)?;
        let steps = Steps::new("reading");
        let built = build(&publication, &output::now(), &steps)?;
        steps.done();
        eprintln!(
            "built {} essays: {} statements, {} documents, {} persons",
            built.essays, built.statements, built.documents, built.persons
        );
        serve(&folder, &args.how, |url| {
            if !args.no_open && std::io::stderr().is_terminal() {
                open(url);
            }
        })
    });
    let _ = fs::remove_dir_all(&folder);
    done
}

fn fill(folder: &std::path::Path) -> anyhow::Result<()> {
    for (name, text) in FILES {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).with_context(|| format!("cannot make {}", parent.display()))?;
        }
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// Opens a browser where there is one; the address stands on the terminal anyway.
fn open(url: &str) {
    let program = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let _ = Command::new(program).arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
}
