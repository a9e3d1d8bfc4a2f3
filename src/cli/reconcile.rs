//! `regesta reconcile`: which things are which items of Wikidata; proposals, then decisions.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use serde::Serialize;

use crate::link::client::{Client, Clock, Cost, Refreshed, Settings, WIKIDATA, all_searches, gather, refresh};
use crate::link::{By, Card, Decided, Desk, Line, Mappings, Outcome, Snapshot, Subject, Verdict};
use crate::link::{decided, found, items, judgements, lines, matches, mixnmatch, quickstatements};
use crate::publication::{Progress as _, Publication, links, subjects};
use crate::resolve::EntityId;

use super::progress::Steps;
use super::{desk, output};

/// The least pause between requests to Wikidata itself, in milliseconds.
const LEAST_PAUSE: u64 = 300;

/// Propose items of Wikidata for persons, places and groups; decide on them
#[derive(Debug, clap::Args)]
pub(super) struct ReconcileArgs {
    /// The publication's folder
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// Ask Wikidata, and not only what is kept; needs --contact
    #[arg(long)]
    online: bool,
    /// Who answers for the requests: your e-mail address or page; Wikidata sees it
    #[arg(long, value_name = "ADDRESS", default_value = "")]
    contact: String,
    /// Print what would be asked of Wikidata, and ask nothing
    #[arg(long)]
    dry_run: bool,
    /// Read the items that are kept again from Wikidata, and say what changed; needs --contact
    #[arg(long)]
    refresh: bool,
    /// The address of the Action API, where it is not Wikidata's
    #[arg(long, value_name = "URL", default_value = WIKIDATA)]
    wikidata: String,
    /// The pause between two requests, in milliseconds; at least 300 for Wikidata itself
    #[arg(long, value_name = "MILLISECONDS", default_value_t = 500)]
    pause: u64,
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

/// The time of this machine.
struct Wall(Instant);

impl Clock for Wall {
    fn now(&self) -> Duration {
        self.0.elapsed()
    }

    fn sleep(&self, time: Duration) {
        std::thread::sleep(time);
    }
}

/// What was proposed, for machines.
#[derive(Serialize)]
struct Report<'a> {
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
        let (mappings, base) = (links::decisions(&publication)?, publication.edition().base.as_str());
        let text = match table {
            Table::Mixnmatch => mixnmatch(&links::candidates(&publication)?, &mappings, base),
            Table::Quickstatements => quickstatements(&mappings, base),
        };
        output::bytes(text.as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    }
    let steps = Steps::new("reading");
    let subjects = subjects(&publication, &steps)?;
    steps.done();
    let today = output::now()[..10].to_owned();
    let mut snapshot = links::snapshot(&publication)?;
    if args.dry_run {
        return dry_run(args, &publication, &subjects, &today);
    }
    let (mut cost, mut refreshed) = (None, None);
    if args.online || args.refresh {
        let mut client = client(args, &publication, &today)?;
        let done = if args.refresh {
            refresh_kept(&mut client, &publication, &mut snapshot).map(|found| refreshed = Some(found))
        } else {
            ask(&mut client, &publication, &subjects, &mut snapshot, &today)
        };
        tell_cost(client.cost());
        cost = Some(client.cost().clone());
        done?;
    }
    let mut mappings = links::decisions(&publication)?;
    let decided = decided(&mappings, &subjects);
    let outcomes = matches(&subjects, &found(&subjects, &snapshot), &snapshot, &decided);
    mappings.propose(judgements(&outcomes, &subjects, &snapshot, &decided, &today));
    let language = &publication.edition().language;
    let lines = lines(&outcomes, &subjects, &snapshot, language);
    links::write_candidates(&publication, &lines, &items(&outcomes, &decided), &snapshot)?;
    links::write_decisions(&publication, &mappings)?;
    if args.decide {
        return decide(args, &publication, &subjects, lines, &decided, mappings, &today);
    }
    tell(args, &outcomes, mappings.counts().0, cost.as_ref(), refreshed.as_ref())?;
    Ok(ExitCode::SUCCESS)
}

/// Opens the desk; each decision is written when it is made.
fn decide(
    args: &ReconcileArgs,
    publication: &Publication,
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
        let roles: String = subject.roles.chars().take(200).collect();
        let known = [dates, roles].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("; ");
        Some(Card { id: id.clone(), line, known, sentences: subject.sentences.clone() })
    };
    let cards: Vec<Card> = lines.into_iter().filter_map(card).collect();
    let mut desk = Desk::new(cards, mappings, By::Person { name, orcid }, today);
    desk::sit(&mut desk, |desk| Ok(links::write_decisions(publication, desk.mappings())?))?;
    let (left, made) = desk.counts();
    eprintln!("{made} decisions made, {left} things left; `regesta build` publishes them");
    Ok(ExitCode::SUCCESS)
}

fn client(args: &ReconcileArgs, publication: &Publication, today: &str) -> anyhow::Result<Client> {
    let mut settings = Settings::new(&args.contact, cache(publication), today, Arc::new(Wall(Instant::now())));
    settings.endpoint.clone_from(&args.wikidata);
    let pause = if args.wikidata == WIKIDATA { args.pause.max(LEAST_PAUSE) } else { args.pause };
    settings.pause = Duration::from_millis(pause);
    settings.refresh = args.refresh;
    Ok(Client::new(settings)?)
}

/// Answers are kept in the product's folder: they can be had again.
fn cache(publication: &Publication) -> PathBuf {
    publication.dir.join("build").join("wikidata")
}

/// Prints the requests that are not answered yet, one a line.
fn dry_run(
    args: &ReconcileArgs,
    publication: &Publication,
    subjects: &BTreeMap<EntityId, Subject>,
    today: &str,
) -> anyhow::Result<ExitCode> {
    let mut settings = Settings::new("dry-run@regesta.invalid", cache(publication), today, Arc::new(Wall(Instant::now())));
    settings.endpoint.clone_from(&args.wikidata);
    let unasked = Client::new(settings)?.unasked(&all_searches(subjects));
    for url in &unasked {
        output::line(url)?;
    }
    eprintln!("{} searches would be asked, then the items they bring, 50 a request; nothing was asked", unasked.len());
    Ok(ExitCode::SUCCESS)
}

/// Searches and reads; what was answered before a failure is kept, and told.
fn ask(
    client: &mut Client,
    publication: &Publication,
    subjects: &BTreeMap<EntityId, Subject>,
    snapshot: &mut Snapshot,
    today: &str,
) -> anyhow::Result<()> {
    let steps = Steps::new("asking");
    let mut asked = Snapshot::default();
    let done = gather(client, subjects, &mut asked, &mut |done, all, what| steps.step(done, all, what));
    steps.done();
    done.context("cannot ask Wikidata")?;
    links::write_searches(publication, &asked, today)?;
    snapshot.add_searches("what was asked", &asked.write_searches(today))?;
    let ids: Vec<_> = asked.items().map(|(id, _)| id).collect();
    ids.iter().for_each(|id| snapshot.copy(*id, &asked));
    Ok(())
}

/// Reads the publication's items again; decisions stay, and those that lead elsewhere now are told.
fn refresh_kept(client: &mut Client, publication: &Publication, snapshot: &mut Snapshot) -> anyhow::Result<Refreshed> {
    let mut kept = links::items(publication)?;
    let refreshed = refresh(client, &mut kept).context("cannot ask Wikidata")?;
    let ids: Vec<_> = kept.items().map(|(id, _)| id).collect();
    ids.iter().for_each(|id| snapshot.copy(*id, &kept));
    for id in &refreshed.changed {
        output::line(&format!("changed {id}"))?;
    }
    for (from, to) in &refreshed.redirected {
        output::line(&format!("redirected {from} {to}: look at the decisions about it"))?;
    }
    for id in &refreshed.missing {
        output::line(&format!("missing {id}: look at the decisions about it"))?;
    }
    Ok(refreshed)
}

fn tell_cost(cost: &Cost) {
    eprintln!(
        "asked Wikidata {} times ({} of them again), {} answers were kept from before, waited {} s",
        cost.requests, cost.again, cost.kept, cost.waited
    );
    for warning in &cost.warnings {
        eprintln!("warning of Wikidata: {warning}");
    }
}

fn tell(
    args: &ReconcileArgs,
    outcomes: &BTreeMap<EntityId, Outcome>,
    by_people: usize,
    cost: Option<&Cost>,
    refreshed: Option<&Refreshed>,
) -> anyhow::Result<()> {
    let count = |wanted: fn(&Verdict) -> bool| outcomes.values().filter(|outcome| wanted(&outcome.verdict)).count();
    let report = Report {
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
    eprintln!(
        "{} things: {} accepted, {} open, {} without an item; {} lines of people\nhint: `regesta reconcile --decide` to look at them, `regesta build` to publish",
        report.things, report.accepted, report.open, report.without_item, report.decided_by_people
    );
    Ok(())
}
