//! `regesta review`: what people decide about statements.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, bail};

use crate::claim::{Review, Verdict};
use crate::publication::Publication;
use crate::publication::review::{Decision, Stated, add, corrections, is_orcid, statements};

use super::output;

/// Confirm, reject or correct statements, under a person's name; without a decision, list them, the least sure first
#[derive(Debug, clap::Args)]
pub(super) struct ReviewArgs {
    /// The publication's folder
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// The passage says so; may be repeated
    #[arg(long, value_name = "ID")]
    confirm: Vec<String>,
    /// The passage says no such thing: the statement leaves the graph, the decision stays; may be repeated
    #[arg(long, value_name = "ID")]
    reject: Vec<String>,
    /// The passage says something else: "date: 1921-07-01; who: person/a; whom: group/b; where: place/c"
    #[arg(long, num_args = 2, value_names = ["ID", "VALUE"])]
    correct: Vec<String>,
    /// Why, in your words
    #[arg(long, default_value = "")]
    why: String,
    /// Who decides; without it, the publication's first creator
    #[arg(long)]
    by: Option<String>,
    /// The ORCID of who decides
    #[arg(long, requires = "by")]
    orcid: Option<String>,
    /// List the decided statements too
    #[arg(long)]
    all: bool,
    /// List only statements whose reading is less sure than this
    #[arg(long, default_value_t = 1.01, value_name = "CONFIDENCE")]
    below: f32,
    /// Print the list as JSON
    #[arg(long)]
    json: bool,
}

/// Lists or decides.
///
/// # Errors
/// When an essay or a decision cannot be read, there is no such statement, or nobody decides.
pub(super) fn run(args: &ReviewArgs) -> anyhow::Result<ExitCode> {
    let publication = Publication::open(&args.dir)?;
    let all = statements(&publication)?;
    let wanted = wanted(args)?;
    if wanted.is_empty() {
        return list(args, &all);
    }
    let (by, orcid) = who(args, &publication)?;
    let at = output::now()[..10].to_owned();
    let base = publication.edition().base.as_str();
    let mut new = Vec::with_capacity(wanted.len());
    for (id, verdict) in wanted {
        let id = id.strip_prefix(base).unwrap_or(id);
        let stated = all
            .iter()
            .find(|stated| stated.id == id)
            .with_context(|| format!("no statement has the id {id}\nhint: `regesta review {}` lists them", args.dir.display()))?;
        if let Verdict::Corrected(corrections) = &verdict
            && let Some(wrong) = corrections.iter().find(|correction| !stated.parts.contains(&correction.part()))
        {
            let parts = if stated.parts.is_empty() { "nothing".to_owned() } else { stated.parts.join(", ") };
            bail!("{id} has no \"{}\" that could be corrected\nhint: {parts} can be given here, or --reject it", wrong.part())
        }
        let review = Review { verdict, by: by.clone(), orcid: orcid.clone(), at: at.clone(), why: args.why.clone() };
        let (passage, about) = (stated.passage.clone(), stated.about.clone());
        new.push(Decision { file: PathBuf::new(), line: 0, on: id.to_owned(), review, passage, about });
    }
    let file = add(&args.dir, &new)?;
    eprintln!("{} decided in {}; `regesta build` publishes it", new.len(), file.display());
    Ok(ExitCode::SUCCESS)
}

/// The decisions that the command line names, in its order of kinds.
fn wanted(args: &ReviewArgs) -> anyhow::Result<Vec<(&str, Verdict)>> {
    let mut all: Vec<(&str, Verdict)> = Vec::new();
    all.extend(args.confirm.iter().map(|id| (id.as_str(), Verdict::Confirmed)));
    all.extend(args.reject.iter().map(|id| (id.as_str(), Verdict::Rejected)));
    for pair in args.correct.chunks_exact(2) {
        all.push((pair[0].as_str(), Verdict::Corrected(corrections(&pair[1]).map_err(anyhow::Error::msg)?)));
    }
    Ok(all)
}

fn who(args: &ReviewArgs, publication: &Publication) -> anyhow::Result<(String, Option<String>)> {
    let creator = publication.edition().creators.first();
    let (by, orcid) = match (&args.by, creator) {
        (Some(by), _) => (by.clone(), args.orcid.clone()),
        (None, Some(creator)) => (creator.name.clone(), creator.orcid.clone()),
        (None, None) => bail!("who decides?\nhint: --by \"Your Name\", or a [[creator]] in regesta.toml"),
    };
    let orcid = orcid.map(|orcid| orcid.rsplit('/').next().unwrap_or(&orcid).to_owned());
    if let Some(orcid) = orcid.as_deref().filter(|orcid| !is_orcid(orcid)) {
        bail!("\"{orcid}\" is no ORCID\nhint: it has four times four digits: 0000-0002-1825-0097; look for a slip")
    }
    Ok((by, orcid))
}

fn list(args: &ReviewArgs, all: &[Stated]) -> anyhow::Result<ExitCode> {
    let shown: Vec<&Stated> =
        all.iter().filter(|stated| (args.all || stated.decided.is_empty()) && stated.confidence < args.below).collect();
    if args.json {
        output::json(&shown)?;
    } else {
        for stated in &shown {
            output::line(&format!("{}  {:.2}  {}", stated.id, stated.confidence, stated.says))?;
            let place = &stated.place;
            output::line(&format!("    {}-{}: {} [{}]", place.start, place.end, place.words, stated.rule))?;
            for decided in &stated.decided {
                output::line(&format!("    {decided}"))?;
            }
        }
    }
    let decided = all.iter().filter(|stated| !stated.decided.is_empty()).count();
    eprintln!("{} statements, {decided} decided; --confirm ID, --reject ID or --correct ID VALUE decides", all.len());
    Ok(ExitCode::SUCCESS)
}
