//! `regesta authority suggest`: the unknown names, as entries a person may adopt.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;

use crate::publication::{Proposal, Publication, Silent, suggest};

use super::output;

/// What stands at the head of a file of proposals.
const HEAD: &str = include_str!("../../templates/suggested.toml");

/// Work with the authority files: what a publication knows
#[derive(Debug, clap::Args)]
pub(super) struct AuthorityArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    Suggest(SuggestArgs),
}

/// Propose entries for the names that no authority file knows
#[derive(Debug, clap::Args)]
struct SuggestArgs {
    /// The publication's folder
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// Only names of this kind
    #[arg(long, value_enum)]
    kind: Option<NameKind>,
    /// Only names that stand at least so often
    #[arg(long, default_value_t = 1, value_name = "TIMES")]
    least: usize,
    /// Write the proposals into authority/suggested/; entries that stand there already are left as they are
    #[arg(long)]
    write: bool,
    /// Print the proposals as JSON
    #[arg(long, conflicts_with = "write")]
    json: bool,
}

/// Kinds of names, as the command line has them.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum NameKind {
    /// People
    Person,
    /// Places
    Place,
    /// Groups: states, bodies, archives, newspapers
    Group,
}

impl NameKind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Place => "place",
            Self::Group => "group",
        }
    }
}

/// Proposes; 1 where there is anything to adopt.
///
/// # Errors
/// When the publication cannot be read, or the proposals cannot be written.
pub(super) fn run(args: &AuthorityArgs) -> anyhow::Result<ExitCode> {
    let What::Suggest(args) = &args.what;
    let mut proposals = suggest(&Publication::open(&args.dir)?, &Silent)?;
    proposals.retain(|one| one.mentions >= args.least && args.kind.is_none_or(|kind| kind.as_str() == one.kind));
    if args.json {
        output::json(&proposals)?;
    } else if args.write {
        write(&args.dir, &proposals)?;
    } else {
        let mut file = "";
        for one in &proposals {
            if one.file() != file {
                file = one.file();
                output::line(&format!("# authority/{file}\n"))?;
            }
            output::line(&one.toml())?;
        }
    }
    eprintln!("{} names that no authority file knows", proposals.len());
    Ok(if proposals.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Appends the proposals that do not stand in `authority/suggested/` yet.
fn write(dir: &Path, proposals: &[Proposal]) -> anyhow::Result<()> {
    let folder = dir.join("authority").join("suggested");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    for name in ["persons.toml", "places.toml", "groups.toml"] {
        let path = folder.join(name);
        let before = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => HEAD.to_owned(),
            Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
        };
        let there: BTreeSet<&str> = before.lines().filter_map(|line| line.trim().strip_prefix('[')?.split(']').next()).collect();
        let new: Vec<&Proposal> = proposals.iter().filter(|one| one.file() == name && !there.contains(one.key.as_str())).collect();
        if new.is_empty() {
            continue;
        }
        let added: String = new.iter().map(|one| format!("\n{}", one.toml())).collect();
        fs::write(&path, format!("{before}{added}")).with_context(|| format!("cannot write {}", path.display()))?;
        eprintln!("{} new in {}", new.len(), path.display());
    }
    Ok(())
}
