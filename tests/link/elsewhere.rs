//! Other reconciliation services as a source of candidates: a stand-in with faults, and regesta's own service over real HTTP.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use regesta::link::client::{ClientError, Service, Settings, gather_from};
use regesta::link::{Snapshot, Subject};
use regesta::read::ThingKind;
use regesta::resolve::EntityId;
use serde_json::Value as Json;
use tempfile::TempDir;

use crate::authority::{Authority, Fault};
use crate::local::Pretended;
use crate::proposing::{publication, run};

const PAUSE: Duration = Duration::from_millis(500);

struct Desk {
    service: Authority,
    clock: Arc<Pretended>,
    folder: TempDir,
}

impl Desk {
    fn new(is_draft: bool) -> Self {
        let clock = Arc::new(Pretended::default());
        Self { service: Authority::start(is_draft, true, Some(Arc::clone(&clock)), PAUSE), clock, folder: tempfile::tempdir().unwrap() }
    }

    fn settings(&self) -> Settings {
        let mut settings = Settings::new("me@example.org", self.folder.path().to_owned(), "2026-11-25", self.clock.clone());
        settings.endpoint.clone_from(&self.service.url);
        settings.pause = PAUSE;
        settings
    }

    fn open(&self) -> Service {
        Service::open(self.settings(), "ru").unwrap()
    }

    /// Asks for five people; what came of it.
    fn gather(&self) -> Result<Snapshot, ClientError> {
        let mut snapshot = Snapshot::default();
        gather_from(&mut self.open(), &people(), &mut snapshot, &mut |_, _, _| {})?;
        Ok(snapshot)
    }

    #[track_caller]
    fn no_rule_is_broken(&self) {
        assert_eq!(self.service.broken(), Vec::<String>::new());
    }
}

fn people() -> std::collections::BTreeMap<EntityId, Subject> {
    let names = ["Георгий Чичерин", "Бекир Сами-бей", "Иосиф Сталин", "Пётр Несуществов", "Анна Неизвестная"];
    let subject = |name: &str| Subject { names: vec![(name.to_owned(), "ru".to_owned())], ..Subject::default() };
    let id = |at: usize| EntityId { kind: ThingKind::Person, key: format!("p{at}") };
    names.iter().enumerate().map(|(at, name)| (id(at), subject(name))).collect()
}

fn ids(snapshot: &Snapshot) -> Vec<String> {
    snapshot.items().map(|(id, _)| id.to_string()).collect()
}

#[test]
fn both_dialects_are_asked_in_batches_and_nothing_twice() {
    for is_draft in [false, true] {
        let desk = Desk::new(is_draft);
        let first = desk.gather().unwrap();
        assert_eq!(ids(&first), ["10", "11", "20", "30"], "draft: {is_draft}");
        let asked = desk.service.asked();
        let count = |what: &str| asked.iter().filter(|request| request.contains(what)).count();
        // Each person by the whole name and, for searches of whole texts, without titles; of one title there is one query more.
        let batches = if is_draft { count("/match") } else { count("queries=") };
        assert_eq!(batches, 2, "{asked:#?}");
        let extensions = if is_draft { count("POST /reconcile/extend") } else { count("extend={") };
        assert_eq!((count("GET /reconcile "), extensions), (1, 1), "{asked:#?}");
        desk.no_rule_is_broken();
        assert_eq!(ids(&desk.gather().unwrap()), ids(&first));
        assert_eq!(desk.service.asked().len(), asked.len(), "the second run asks nothing");
    }
}

#[test]
fn faults_that_pass_are_waited_for_and_the_rules_are_kept() {
    for (fault, waited) in [(Fault::TooMany(7), 7), (Fault::Unavailable, 5), (Fault::Cut, 5), (Fault::Page, 5)] {
        let desk = Desk::new(false);
        desk.service.will(0, &[fault.clone(), fault.clone()]);
        let service = desk.open();
        assert_eq!((service.cost().requests, service.cost().again), (3, 2), "{fault:?}");
        assert!(service.cost().waited >= 2 * waited, "{fault:?}: {}", service.cost().waited);
        desk.no_rule_is_broken();
    }
}

/// The lists of properties of persons, places and groups, which are asked for before any name.
const LISTS: usize = 3;

#[test]
fn a_batch_that_is_too_large_is_halved() {
    let desk = Desk::new(false);
    desk.service.will(1 + LISTS, &[Fault::TooLarge, Fault::TooLarge]);
    assert_eq!(ids(&desk.gather().unwrap()), ["10", "11", "20", "30"]);
    let sizes: Vec<usize> = desk
        .service
        .asked()
        .iter()
        .filter(|request| request.contains("queries="))
        .map(|request| request.matches("\"query\"").count())
        .collect();
    assert_eq!(sizes[..4], [4, 2, 1, 1], "{sizes:?}");
    desk.no_rule_is_broken();
}

#[test]
fn what_is_left_out_of_an_answer_is_asked_alone() {
    for is_draft in [false, true] {
        let desk = Desk::new(is_draft);
        desk.service.will(1 + LISTS, &[Fault::LeavesOneOut]);
        assert_eq!(ids(&desk.gather().unwrap()), ["10", "11", "20", "30"], "draft: {is_draft}");
        desk.no_rule_is_broken();
    }
}

#[test]
fn an_answer_to_something_else_is_an_error_and_is_not_kept() {
    let desk = Desk::new(false);
    desk.service.will(1 + LISTS, &[Fault::Manifest, Fault::Manifest]);
    let error = desk.gather().unwrap_err();
    assert!(error.to_string().ends_with("answers something else than was asked"), "{error}");
    desk.service.will(0, &[Fault::Refuses]);
    let error = desk.gather().unwrap_err();
    assert!(error.to_string().ends_with("answers with an error: no index of that name"), "{error}");
    assert_eq!(ids(&desk.gather().unwrap()), ["10", "11", "20", "30"], "and the next run finds all");
}

#[test]
fn what_is_no_service_is_told() {
    let folder = publication();
    let nobody = Authority::start(false, false, None, Duration::ZERO);
    nobody.will(0, &[Fault::Refuses]);
    let arguments = ["reconcile", "--service", &nobody.url, "--online", "--contact", "me@example.org", "--pause", "1"];
    let (_, told) = run(folder.path(), &arguments, 2);
    assert!(told.contains("is no reconciliation service that can be asked: its answer has no \"name\""), "{told}");
    let (_, told) = run(folder.path(), &["reconcile", "--service", &nobody.url], 2);
    assert!(told.contains("nothing is kept of") && told.contains("--online --contact"), "{told}");
    let (_, told) = run(folder.path(), &["reconcile", "--service", "gnd"], 2);
    assert!(told.contains("neither the address of a service nor the name of one"), "{told}");
    let (_, told) = run(folder.path(), &["reconcile", "--service", &nobody.url, "--online"], 2);
    assert!(told.contains("no request without a contact"), "{told}");
    let (out, told) = run(folder.path(), &["reconcile", "--service", &nobody.url, "--dry-run"], 0);
    assert!(out.trim() == nobody.url && told.contains("nothing was asked"), "{out} {told}");
    assert_eq!(nobody.asked().len(), 1);
}

/// The lines of a file of decisions about a thing.
fn about(folder: &Path, key: &str, thing: &str) -> Vec<String> {
    let text = fs::read_to_string(folder.join(format!("links/{key}.sssom.tsv"))).unwrap();
    text.lines().filter(|line| line.contains(&format!("this:{thing}\t"))).map(str::to_owned).collect()
}

#[test]
fn its_word_is_shown_and_is_never_enough() {
    for is_draft in [false, true] {
        let folder = publication();
        let service = Authority::start(is_draft, true, None, Duration::ZERO);
        let arguments = ["reconcile", "--service", &service.url, "--online", "--contact", "me@example.org", "--pause", "1"];
        let (_, told) = run(folder.path(), &arguments, 0);
        assert!(told.contains("persons as DifferentiatedPerson") && told.contains("tells of its records"), "{told}");
        let key = "terms-example-org";
        let chicherin = about(folder.path(), key, "person/chicherin");
        assert!(chicherin.iter().any(|line| line.contains("skos:exactMatch\t\tterms-example-org:10\t")), "dates and name: {chicherin:?}");
        let stalin = about(folder.path(), key, "person/stalin");
        assert!(stalin.iter().any(|line| line.contains(":30\t")), "the heading has the years: {stalin:?}");
        assert_eq!(
            about(folder.path(), key, "person/bekir-sami"),
            Vec::<String>::new(),
            "a score of 100 and a name are one kind of evidence"
        );
        let candidates = fs::read_to_string(folder.path().join(format!("links/{key}.candidates.jsonl"))).unwrap();
        let bekir = candidates.lines().find(|line| line.contains("\"person/bekir-sami\"")).unwrap();
        let bekir: Json = serde_json::from_str(bekir).unwrap();
        assert_eq!(bekir.pointer("/candidates/0/item").and_then(Json::as_str), Some("20"), "{bekir}");
        assert!(bekir.to_string().contains("its service rates it 100"), "{bekir}");
        assert_eq!(service.broken(), Vec::<String>::new());
        // Kept, it needs no network, and is known by its name.
        let asked = service.asked().len();
        run(folder.path(), &["reconcile", "--service", key], 0);
        run(folder.path(), &arguments, 0);
        assert_eq!(service.asked().len(), asked);
        run(folder.path(), &["build"], 0);
        let graph = fs::read_to_string(folder.path().join("build/current/dumps/all.nq")).unwrap();
        let link =
            "<https://example.org/t/person/chicherin> <http://www.w3.org/2004/02/skos/core#exactMatch> <https://terms.example.org/id/10>";
        assert!(graph.contains(link), "the link is published");
        assert!(graph.contains("person/chicherin#link-terms-example-org-10>"), "with the act of making it");
    }
}

#[test]
fn without_dates_a_person_decides() {
    let folder = publication();
    let service = Authority::start(false, false, None, Duration::ZERO);
    let arguments = ["reconcile", "--service", &service.url, "--online", "--contact", "me@example.org", "--pause", "1"];
    let (_, told) = run(folder.path(), &arguments, 0);
    assert!(told.contains("tells nothing of its records but names"), "{told}");
    assert_eq!(about(folder.path(), "terms-example-org", "person/chicherin"), Vec::<String>::new());
    assert!(!service.asked().iter().any(|request| request.contains("extend")), "{:?}", service.asked());
}

#[test]
fn regesta_asks_regesta() {
    let theirs = crate::service::Service::start();
    let folder = publication();
    let arguments = ["reconcile", "--service", &theirs.url, "--online", "--contact", "me@example.org", "--pause", "1"];
    let (_, told) = run(folder.path(), &arguments, 2);
    assert!(told.contains("gives the things of this publication itself"), "{told}");
    let settings = folder.path().join("regesta.toml");
    fs::write(&settings, fs::read_to_string(&settings).unwrap().replace("https://example.org/t/", "https://example.org/ours/")).unwrap();
    let (_, told) = run(folder.path(), &arguments, 0);
    assert!(told.contains("persons as person") && told.contains("tells of its records"), "{told}");
    let key = about_any(folder.path());
    let (chicherin, kars) = (about(folder.path(), &key, "person/chicherin"), about(folder.path(), &key, "place/kars"));
    assert!(chicherin.iter().any(|line| line.contains(":person/chicherin\t")), "born and died the same: {chicherin:?}");
    assert!(kars.iter().any(|line| line.contains(":place/kars\t")), "at the same place: {kars:?}");
    // What its own dates do not tell from others is left to people.
    let (out, _) = run(folder.path(), &["reconcile", "--service", &key, "--json"], 0);
    let report: Json = serde_json::from_str(&out).unwrap();
    assert!(report["accepted"].as_u64() >= Some(4), "{report}");
}

/// The key of the one file of decisions.
fn about_any(folder: &Path) -> String {
    let names = fs::read_dir(folder.join("links")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter_map(|name| name.strip_suffix(".sssom.tsv").map(str::to_owned)).next().expect("one file")
}
