//! Asking Wikidata or a reconciliation service for `regesta reconcile`: who answers, what it costs, what is told meanwhile.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};

use crate::link::client::{Client, Clock, Cost, Refreshed, Service, Settings, WIKIDATA};
use crate::link::client::{all_searches, gather, gather_from, refresh, unasked_of};
use crate::link::{Snapshot, Source, Subject};
use crate::publication::links::Links;
use crate::publication::{Progress as _, Publication};
use crate::read::ThingKind;
use crate::resolve::EntityId;
use crate::text::slug;

use super::output;
use super::progress::Steps;

/// The least pause between requests to a server that is not on this machine, in milliseconds.
const LEAST_PAUSE: u64 = 300;

/// Whom to ask, and how.
#[derive(Debug, clap::Args)]
pub(super) struct AskingArgs {
    /// Ask, and not only look into what is kept; needs --contact
    #[arg(long)]
    pub(super) online: bool,
    /// Who answers for the requests: your e-mail address or page; the server sees it
    #[arg(long, value_name = "ADDRESS", default_value = "")]
    contact: String,
    /// Print what would be asked, and ask nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Read what is kept again, and say what changed; needs --contact
    #[arg(long)]
    pub(super) refresh: bool,
    /// The address of the Action API, where it is not Wikidata's
    #[arg(long, value_name = "URL", default_value = WIKIDATA)]
    wikidata: String,
    /// A reconciliation service in place of Wikidata: its address, or the name of its file in links/
    #[arg(long, value_name = "URL", conflicts_with_all = ["wikidata", "table"])]
    pub(super) service: Option<String>,
    /// The service's own type for persons, places or groups, where none that fits is found: person=ID; may stand several times
    #[arg(long = "type", value_name = "KIND=ID", requires = "service", value_parser = kind_and_type)]
    types: Vec<(ThingKind, String)>,
    /// The pause between two requests, in milliseconds; at least 300 for servers elsewhere
    #[arg(long, value_name = "MILLISECONDS", default_value_t = 500)]
    pause: u64,
}

/// What asking has brought.
pub(super) struct Answers {
    /// Whose items they are.
    pub(super) source: Source,
    pub(super) cost: Cost,
    pub(super) refreshed: Option<Refreshed>,
}

fn kind_and_type(text: &str) -> Result<(ThingKind, String), String> {
    let kinds = [ThingKind::Person, ThingKind::Place, ThingKind::Group];
    let (kind, id) = text.split_once('=').ok_or("write it as person=ID, place=ID or group=ID")?;
    let kind = kinds.into_iter().find(|own| own.as_str() == kind).ok_or("it is person, place or group")?;
    if id.is_empty() { Err("its type is missing".to_owned()) } else { Ok((kind, id.to_owned())) }
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

impl AskingArgs {
    /// How the server is asked.
    fn settings(&self, contact: &str, publication: &Publication, url: &str, today: &str) -> Settings {
        // Answers are kept in the product's folder: they can be had again.
        let build = publication.dir.join("build");
        let cache: PathBuf = match self.service {
            Some(_) => build.join("services").join(slug(url)),
            None => build.join("wikidata"),
        };
        let mut settings = Settings::new(contact, cache, today, Arc::new(Wall(Instant::now())));
        url.clone_into(&mut settings.endpoint);
        let pause = if is_here(url) { self.pause } else { self.pause.max(LEAST_PAUSE) };
        settings.pause = Duration::from_millis(pause);
        settings.refresh = self.refresh;
        settings.told = |reason, seconds| eprintln!("{reason}; asking again in {seconds} s");
        settings
    }

    fn types(&self) -> BTreeMap<ThingKind, String> {
        self.types.iter().cloned().collect()
    }

    /// The service, opened.
    fn open(&self, contact: &str, publication: &Publication, url: &str, today: &str) -> anyhow::Result<Service> {
        let service = Service::open(self.settings(contact, publication, url, today), &publication.edition().language);
        let service = service.with_context(|| format!("cannot ask {url}"))?;
        if service.source().space == publication.edition().base.as_str() {
            bail!("{url} gives the things of this publication itself\nhint: --service wants the address of another one's");
        }
        Ok(service.with_types(self.types()))
    }

    /// Prints the requests that are not answered yet, one a line.
    pub(super) fn dry_run(
        &self,
        publication: &Publication,
        subjects: &BTreeMap<EntityId, Subject>,
        url: Option<&str>,
        today: &str,
    ) -> anyhow::Result<()> {
        const NOBODY: &str = "dry-run@regesta.invalid";
        let Some(url) = url else {
            let settings = self.settings(NOBODY, publication, &self.wikidata, today);
            let unasked = Client::new(settings)?.unasked(&all_searches(subjects));
            unasked.iter().try_for_each(|url| output::line(url))?;
            eprintln!("{} searches would be asked, then the items they bring, 50 a request; nothing was asked", unasked.len());
            return Ok(());
        };
        if !Service::is_known(&self.settings(NOBODY, publication, url, today)) {
            output::line(url)?;
            eprintln!("what the service can do would be asked first; nothing was asked");
            return Ok(());
        }
        let mut service = self.open(NOBODY, publication, url, today)?;
        let unasked = unasked_of(&mut service, subjects).with_context(|| format!("cannot ask {url}"))?;
        unasked.iter().try_for_each(|query| output::line(query))?;
        eprintln!("{}\n{} names would be asked; nothing was asked", service.told(), unasked.len());
        Ok(())
    }

    /// Asks the service at an address, or Wikidata, and adds what it answers to what is kept.
    pub(super) fn ask(
        &self,
        publication: &Publication,
        subjects: &BTreeMap<EntityId, Subject>,
        url: Option<&str>,
        snapshot: &mut Snapshot,
        today: &str,
    ) -> anyhow::Result<Answers> {
        let steps = Steps::new("asking");
        let mut step = |done: usize, all: usize, what: &str| steps.step(done, all, what);
        let mut asked = Snapshot::default();
        let (source, cost, done) = if let Some(url) = url {
            let mut service = self.open(&self.contact, publication, url, today)?;
            eprintln!("{}", service.told());
            let done = gather_from(&mut service, subjects, &mut asked, &mut step);
            (service.source(), service.cost().clone(), done)
        } else {
            let mut client = Client::new(self.settings(&self.contact, publication, &self.wikidata, today))?;
            if self.refresh {
                return refresh_kept(&mut client, publication, snapshot);
            }
            let done = gather(&mut client, subjects, &mut asked, &mut step);
            (Source::wikidata(), client.cost().clone(), done)
        };
        steps.done();
        tell(&cost, &source.name);
        done.with_context(|| format!("cannot ask {}", url.unwrap_or(&source.name)))?;
        Links::of(publication, source.clone()).write_searches(&asked, today)?;
        snapshot.add_searches("what was asked", &asked.write_searches(today))?;
        let ids: Vec<_> = asked.items().map(|(id, _)| id).collect();
        ids.iter().for_each(|id| snapshot.copy(*id, &asked));
        Ok(Answers { source, cost, refreshed: None })
    }
}

/// Reads the publication's items again; decisions stay, and those that lead elsewhere now are told.
fn refresh_kept(client: &mut Client, publication: &Publication, snapshot: &mut Snapshot) -> anyhow::Result<Answers> {
    let mut kept = Links::wikidata(publication).items()?;
    let refreshed = refresh(client, &mut kept);
    tell(client.cost(), "Wikidata");
    let refreshed = refreshed.context("cannot ask Wikidata")?;
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
    Ok(Answers { source: Source::wikidata(), cost: client.cost().clone(), refreshed: Some(refreshed) })
}

fn tell(cost: &Cost, name: &str) {
    eprintln!(
        "asked {name} {} times ({} of them again), {} answers were kept from before, waited {} s",
        cost.requests, cost.again, cost.kept, cost.waited
    );
    for warning in &cost.warnings {
        eprintln!("warning of {name}: {warning}");
    }
}

/// Whether an address is one of this machine.
fn is_here(url: &str) -> bool {
    let host = url.split("://").nth(1).unwrap_or(url);
    ["127.0.0.1", "localhost", "[::1]"].iter().any(|own| host.starts_with(own))
}
