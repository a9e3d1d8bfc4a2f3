//! The client against a server that minds the rules.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use regesta::link::client::{Client, ClientError, Settings};
use regesta::link::{ItemId, Search};
use tempfile::TempDir;

use crate::local::Pretended;
use crate::wikidata::{Fault, Wikidata};

const PAUSE: Duration = Duration::from_millis(500);

struct Desk {
    server: Wikidata,
    clock: Arc<Pretended>,
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let clock = Arc::new(Pretended::default());
        Self { server: Wikidata::start(Some(Arc::clone(&clock)), PAUSE), clock, folder: tempfile::tempdir().unwrap() }
    }

    fn client(&self) -> Client {
        Client::new(self.settings(self.folder.path(), false)).unwrap()
    }

    fn settings(&self, cache: &Path, refresh: bool) -> Settings {
        let mut settings = Settings::new("me@example.org", cache.to_owned(), "2026-11-22", self.clock.clone());
        settings.endpoint.clone_from(&self.server.endpoint);
        settings.pause = PAUSE;
        settings.refresh = refresh;
        settings
    }

    #[track_caller]
    fn no_rule_is_broken(&self) {
        assert_eq!(self.server.broken(), Vec::<String>::new());
    }
}

fn search(query: &str) -> Search {
    Search { query: query.to_owned(), language: "ru".to_owned(), full_text: false }
}

fn ids(numbers: impl IntoIterator<Item = u32>) -> BTreeSet<ItemId> {
    numbers.into_iter().map(|number| ItemId::parse(&format!("Q{number}")).unwrap()).collect()
}

#[test]
fn nothing_is_asked_without_a_contact() {
    let desk = Desk::new();
    let mut settings = desk.settings(desk.folder.path(), false);
    settings.contact = String::new();
    assert!(matches!(Client::new(settings), Err(ClientError::Contact(_))));
    assert!(desk.server.asked().is_empty());
}

#[test]
fn faults_that_pass_are_waited_for_and_the_rules_are_kept() {
    for (fault, waited) in [
        (Fault::TooMany(7), 7),
        (Fault::Lag(5), 5),
        (Fault::Unavailable(Some(11)), 11),
        (Fault::Unavailable(None), 5),
        (Fault::Cut, 5),
        (Fault::BrokenGzip, 5),
        (Fault::Page, 5),
    ] {
        let desk = Desk::new();
        desk.server.will(std::slice::from_ref(&fault));
        let mut client = desk.client();
        let hits = client.search(&search("Чичерин")).unwrap_or_else(|error| panic!("{fault:?}: {error}"));
        assert_eq!(hits.len(), 2, "{fault:?}");
        desk.no_rule_is_broken();
        assert_eq!((client.cost().requests, client.cost().again, client.cost().waited), (2, 1, waited), "{fault:?}");
    }
}

#[test]
fn pauses_grow_and_at_last_it_gives_up_and_keeps_no_bad_answer() {
    let desk = Desk::new();
    desk.server.will(&[const { Fault::Page }; 6]);
    let mut client = desk.client();
    let error = client.search(&search("Чичерин")).unwrap_err();
    assert!(matches!(error, ClientError::GaveUp { tries: 6, .. }), "{error}");
    // 5 + 10 + 20 + 40 + 80 seconds.
    assert_eq!(client.cost().waited, 155);
    desk.no_rule_is_broken();
    assert_eq!(desk.client().search(&search("Чичерин")).unwrap().len(), 2);
    assert_eq!(desk.server.asked().len(), 7);
}

#[test]
fn what_is_refused_is_not_asked_again() {
    let desk = Desk::new();
    desk.server.will(&[Fault::Refused]);
    let error = desk.client().search(&search("Чичерин")).unwrap_err();
    assert!(error.to_string().contains("badvalue: Unrecognized value"), "{error}");
    assert_eq!(desk.server.asked().len(), 1);
}

#[test]
fn a_redirect_is_followed_on_the_same_server_only() {
    let desk = Desk::new();
    desk.server.will(&[Fault::Moved]);
    assert_eq!(desk.client().search(&search("Чичерин")).unwrap().len(), 2);
    assert!(desk.server.asked()[1].starts_with("/moved/api.php"));
    desk.server.will(&[Fault::MovedAway]);
    let error = desk.client().search(&search("Ленин")).unwrap_err();
    assert!(error.to_string().contains("another server"), "{error}");
    desk.no_rule_is_broken();
}

#[test]
fn items_come_fifty_a_request_with_redirects_and_missing_ones() {
    let desk = Desk::new();
    let mut client = desk.client();
    let asked: BTreeSet<ItemId> = ids(42..=45).into_iter().chain(ids(1000..1115)).collect();
    let entities = client.entities(&asked).unwrap();
    assert_eq!(entities.entities.len(), 117);
    assert_eq!(entities.redirects.iter().map(|(from, to)| format!("{from} {to}")).collect::<Vec<_>>(), ["Q44 Q45"]);
    assert_eq!(entities.missing, ids([43]));
    assert_eq!(desk.server.asked().len(), 3);
    desk.no_rule_is_broken();
    // What is known is not asked again, whatever batch it was in; what is missing is known too.
    let more = client.entities(&ids([43, 44, 1001, 1114, 2000])).unwrap();
    assert_eq!((more.missing.len(), more.redirects.len()), (1, 1));
    assert_eq!(desk.server.asked().len(), 4);
    assert!(desk.server.asked()[3].contains("ids=Q2000&"), "{:?}", desk.server.asked()[3]);
}

#[test]
fn an_answer_is_kept_and_asked_for_again_by_its_tag() {
    let desk = Desk::new();
    desk.server.tag();
    let first = desk.client().search(&search("Чичерин")).unwrap();
    assert_eq!(desk.client().search(&search("Чичерин")).unwrap(), first);
    assert_eq!(desk.server.asked().len(), 1);
    let mut refreshing = Client::new(desk.settings(desk.folder.path(), true)).unwrap();
    assert_eq!(refreshing.search(&search("Чичерин")).unwrap(), first);
    assert_eq!(desk.server.asked().len(), 2);
    desk.no_rule_is_broken();
}

#[test]
fn warnings_beside_a_good_answer_are_told() {
    let desk = Desk::new();
    desk.server.will(&[Fault::Warning]);
    let mut client = desk.client();
    client.search(&search("Чичерин")).unwrap();
    assert_eq!(client.cost().warnings.iter().collect::<Vec<_>>(), ["main: Unrecognized parameter: x."]);
}

#[test]
fn the_server_notices_broken_rules() {
    use std::io::{Read as _, Write as _};
    let desk = Desk::new();
    let address = desk.server.endpoint.trim_start_matches("http://").trim_end_matches("/w/api.php").to_owned();
    let too_many = vec!["Q1"; 51].join("%7C");
    desk.server.slow(Duration::from_millis(200));
    let paths = ["/w/api.php?action=query".to_owned(), format!("/w/api.php?action=wbgetentities&ids={too_many}&maxlag=5")];
    let mut streams = paths.map(|path| {
        let mut stream = std::net::TcpStream::connect(&address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nUser-Agent: python-requests\r\n\r\n").unwrap();
        stream
    });
    for stream in &mut streams {
        let _ = stream.read(&mut [0; 64]).unwrap();
    }
    let rules: BTreeSet<String> = desk.server.broken().iter().map(|line| line.split(": ").next().unwrap().to_owned()).collect();
    assert_eq!(
        rules.into_iter().collect::<Vec<_>>(),
        ["more than 50 ids", "no contact", "no gzip", "no maxlag", "too soon", "two requests at once"]
    );
}
