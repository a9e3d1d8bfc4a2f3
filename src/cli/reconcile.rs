//! `regesta reconcile`: which things are which items of Wikidata; proposals, then decisions.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::bail;
use serde::Serialize;

use crate::link::client::{Cost, Refreshed};
use crate::link::{By, Card, Decided, Desk, Line, Mappings, Outcome, Source, Subject, Verdict};
use crate::link::{decided, found, items, judgements, lines, matches, mixnmatch, quickstatements};
use crate::publication::links::Links;
use crate::publication::{Publication, subjects};
use crate::resolve::EntityId;

use super::asking::AskingArgs;
use super::progress::Steps;
use super::{desk, output};

/// Propose items of Wikidata, or records of another service, for persons, places and groups; decide on them
#[derive(Debug, clap::Args)]
pub(super) struct ReconcileArgs {
    /// The publication's folder
    #[arg(default_value = ".")]
    dir: PathBuf,
    #[command(flatten)]
    asking: AskingArgs,
    /// Decide, one thing after the other, with a key each
    #[arg(long, conflicts_with_all = ["dry_run", "json"])]
    decide: bool,
    /// Who decides; the first creator of the publication where it is left out
    #[arg(long, value_name = "NAME", requires = "decide")]
    by: Option<String>,
    /// The ORCID of who decides
    #[arg(long, value_name = "ORCID", requires = "by")]
    orcid: Option<String>,
    /// Print what people decided as a table that others take, and do nothing else
    #[arg(long, value_enum, value_name = "FORMAT")]
    table: Option<Table>,
    /// Print what was proposed as JSON
    #[arg(long)]
    json: bool,
}

/// Tables that others take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Table {
    /// A catalogue for Mix'n'match, with the items that people decided on
    Mixnmatch,
    /// Commands for QuickStatements: each item is described at the address of its thing
    Quickstatements,
}

/// What was proposed, for machines.
#[derive(Serialize)]
struct Report<'a> {
    source: &'a str,
    things: usize,
    accepted: usize,
    open: usize,
    without_item: usize,
    decided_by_people: usize,
    cost: Option<&'a Cost>,
    refreshed: Option<&'a Refreshed>,
}

/// Proposes, or opens the desk.
///
/// # Errors
/// When an essay cannot be read, Wikidata cannot be asked, or a file not be written.
pub(super) fn run(args: &ReconcileArgs) -> anyhow::Result<ExitCode> {
    let publication = Publication::open(&args.dir)?;
    if let Some(table) = args.table {
        let links = Links::wikidata(&publication);
        let (mappings, base) = (links.decisions()?, publication.edition().base.as_str());
        let text = match table {
            Table::Mixnmatch => mixnmatch(&links.candidates()?, &mappings, base),
            Table::Quickstatements => quickstatements(&mappings, base),
        };
        output::bytes(text.as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    }
    let asking = &args.asking;
    let (url, mut links) = chosen(asking, &publication)?;
    let steps = Steps::new("reading");
    let subjects = subjects(&publication, &steps)?;
    steps.done();
    let today = output::now()[..10].to_owned();
    if asking.dry_run {
        asking.dry_run(&publication, &subjects, url.as_deref(), &today)?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut snapshot = links.snapshot()?;
    let answers = match asking.online || asking.refresh {
        true => Some(asking.ask(&publication, &subjects, url.as_deref(), &mut snapshot, &today)?),
        false => None,
    };
    if let Some(answers) = &answers {
        links = Links::of(&publication, answers.source.clone());
    }
    let mut mappings = links.decisions()?;
    let decided = decided(&mappings, &subjects);
    let outcomes = matches(&subjects, &found(&subjects, &snapshot), &snapshot, &decided);
    mappings.propose(judgements(&outcomes, &subjects, &snapshot, &decided, &today));
    let lines = lines(&outcomes, &subjects, &snapshot, &publication.edition().language);
    links.write_candidates(&lines, &items(&outcomes, &decided), &snapshot)?;
    links.write_decisions(&mappings)?;
    if args.decide {
        return decide(args, &publication, &links, &subjects, lines, &decided, mappings, &today);
    }
    let (cost, refreshed) = answers.as_ref().map_or((None, None), |answers| (Some(&answers.cost), answers.refreshed.as_ref()));
    tell(args, &links, &outcomes, mappings.counts().0, cost, refreshed)?;
    Ok(ExitCode::SUCCESS)
}

/// The address of the service that is asked, `None` for Wikidata, and the files of its links.
fn chosen<'p>(asking: &AskingArgs, publication: &'p Publication) -> anyhow::Result<(Option<String>, Links<'p>)> {
    let Some(service) = &asking.service else { return Ok((None, Links::wikidata(publication))) };
    let known = Links::find(publication, service)?;
    let is_address = service.starts_with("http://") || service.starts_with("https://");
    let url = if is_address { Some(service.clone()) } else { known.as_ref().and_then(|links| links.source().url.clone()) };
    match (known, url) {
        (Some(links), url @ Some(_)) => Ok((url, links)),
        // Whose records it gives is known when it has been asked.
        (None, Some(url)) if asking.online || asking.refresh || asking.dry_run => {
            Ok((Some(url.clone()), Links::of(publication, Source::of_service(&url, &url, None, None))))
        }
        (None, Some(url)) => bail!(
            "nothing is kept of {url} yet\nhint: regesta reconcile --service {url} --online --contact you@university.example asks it; --dry-run says what would be asked"
        ),
        (_, None) => bail!(
            "\"{service}\" is neither the address of a service nor the name of one in links/\nhint: --service https://lobid.org/gnd/reconcile, say"
        ),
    }
}

/// Opens the desk; each decision is written when it is made.
#[expect(clippy::too_many_arguments, reason = "it is the second half of `run`")]
fn decide(
    args: &ReconcileArgs,
    publication: &Publication,
    links: &Links<'_>,
    subjects: &BTreeMap<EntityId, Subject>,
    lines: Vec<Line>,
    decided: &Decided,
    mappings: Mappings,
    today: &str,
) -> anyhow::Result<ExitCode> {
    let creator = publication.edition().creators.first();
    let (name, orcid) = match (&args.by, creator) {
        (Some(name), _) => (name.clone(), args.orcid.clone()),
        (None, Some(creator)) => (creator.name.clone(), creator.orcid.clone()),
        (None, None) => bail!("who decides?\nhint: --by \"Your Name\", or a [[creator]] in regesta.toml"),
    };
    let orcid = orcid.map(|orcid| orcid.rsplit('/').next().unwrap_or(&orcid).to_owned());
    let by_path: BTreeMap<String, &EntityId> = subjects.keys().map(|id| (id.to_string(), id)).collect();
    let card = |line: Line| {
        let &id = by_path.get(&line.on)?;
        let subject = subjects.get(id).filter(|_| !decided.accepted.contains_key(id) && !decided.without.contains(id))?;
        let dates = [subject.begin, subject.end].map(|date| date.map(|date| date.edtf()).unwrap_or_default());
        let dates = if dates.iter().all(String::is_empty) { String::new() } else { dates.join("–") };
        let known = [dates, subject.note.clone()].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("; ");
        Some(Card { id: id.clone(), line, known, sentences: subject.sentences.clone() })
    };
    let cards: Vec<Card> = lines.into_iter().filter_map(card).collect();
    let mut desk = Desk::new(cards, mappings, By::Person { name, orcid }, today);
    desk::sit(&mut desk, |desk| Ok(links.write_decisions(desk.mappings())?))?;
    let (left, made) = desk.counts();
    let counted = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    eprintln!("{} made, {} left; `regesta build` publishes them", counted(made, "decision"), counted(left, "thing"));
    Ok(ExitCode::SUCCESS)
}

fn tell(
    args: &ReconcileArgs,
    links: &Links<'_>,
    outcomes: &BTreeMap<EntityId, Outcome>,
    by_people: usize,
    cost: Option<&Cost>,
    refreshed: Option<&Refreshed>,
) -> anyhow::Result<()> {
    let count = |wanted: fn(&Verdict) -> bool| outcomes.values().filter(|outcome| wanted(&outcome.verdict)).count();
    let report = Report {
        source: &links.source().name,
        things: outcomes.len(),
        accepted: count(|verdict| matches!(verdict, Verdict::Accepted(_))),
        open: count(|verdict| matches!(verdict, Verdict::Open(_))),
        without_item: count(|verdict| *verdict == Verdict::NoItem),
        decided_by_people: by_people,
        cost,
        refreshed,
    };
    if args.json {
        output::json(&report)?;
    }
    let option = if *links.source() == Source::wikidata() { String::new() } else { format!(" --service {}", links.source().key) };
    eprintln!(
        "{} things: {} accepted, {} open, {} without an item that fits; people have decided on {}\nhint: `regesta reconcile --decide{option}` to look at them, `regesta build` to publish",
        report.things, report.accepted, report.open, report.without_item, report.decided_by_people
    );
    Ok(())
}
