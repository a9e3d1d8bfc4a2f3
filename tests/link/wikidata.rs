//! A server that answers as Wikidata does, with faults when it is told to, and that keeps a record of every broken rule.
//!
//! Written after the shapes of the Action API; a rule that the client breaks is a line of [`Wikidata::broken`].

use std::collections::VecDeque;
use std::net::TcpListener;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::local::{Desk, Pretended, Request, listen};

/// What the server does with the next request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// 429 with a page and Retry-After.
    TooMany(u64),
    /// 200 with the error maxlag and Retry-After.
    Lag(u64),
    /// 503, with Retry-After where it is given.
    Unavailable(Option<u64>),
    /// Half of the body, then nothing.
    Cut,
    /// gzip that is none.
    BrokenGzip,
    /// 308 to the same server.
    Moved,
    /// 308 to another server.
    MovedAway,
    /// 200 with a page for people.
    Page,
    /// An error that does not pass.
    Refused,
    /// A good answer with a warning.
    Warning,
}

/// The server, and what it saw.
pub(crate) struct Wikidata {
    pub(crate) endpoint: String,
    desk: Arc<Desk>,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    faults: Mutex<VecDeque<Fault>>,
    with_tags: AtomicBool,
    slow: Mutex<Duration>,
}

impl Wikidata {
    /// Listens; with a clock it minds the pauses.
    pub(crate) fn start(clock: Option<Arc<Pretended>>, pause: Duration) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let endpoint = format!("http://{}/w/api.php", listener.local_addr().unwrap());
        let (desk, state) = (Arc::new(Desk::new(clock, pause)), Arc::new(State::default()));
        let (own, shared) = (Arc::clone(&desk), Arc::clone(&state));
        listen(listener, Arc::clone(&desk), move |request| shared.answer(request, &own));
        Self { endpoint, desk, state }
    }

    pub(crate) fn will(&self, faults: &[Fault]) {
        self.state.faults.lock().unwrap().extend(faults.iter().cloned());
    }

    /// Answers carry tags, and are not sent again to who has them.
    pub(crate) fn tag(&self) {
        self.state.with_tags.store(true, Ordering::SeqCst);
    }

    /// Every answer takes this long, in real time.
    pub(crate) fn slow(&self, time: Duration) {
        *self.state.slow.lock().unwrap() = time;
    }

    /// The addresses that were asked, in order, without what is the same in all.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.desk.asked()
    }

    /// Rules that were broken.
    pub(crate) fn broken(&self) -> Vec<String> {
        self.desk.broken()
    }
}

impl State {
    /// Looks at the rules and answers; `false` where the connection is to be closed.
    fn answer(&self, request: &Request<'_>, desk: &Desk) -> bool {
        let path = request.path.as_str();
        let slow = *self.slow.lock().unwrap();
        if !slow.is_zero() {
            std::thread::sleep(slow);
        }
        if !request.header("accept-encoding").contains("gzip") {
            desk.breaks("no gzip", path);
        }
        if !path.contains("maxlag=5") {
            desk.breaks("no maxlag", path);
        }
        let parameter = |name: &str| {
            let query = path.split_once('?').map_or("", |(_, query)| query);
            query.split('&').find_map(|pair| pair.strip_prefix(&format!("{name}="))).unwrap_or_default().to_owned()
        };
        let ids: Vec<String> = parameter("ids").split("%7C").filter(|id| !id.is_empty()).map(str::to_owned).collect();
        if ids.len() > 50 {
            desk.breaks("more than 50 ids", path);
        }
        desk.heard(path.split("maxlag").next().unwrap_or_default().to_owned());
        let fault = self.faults.lock().unwrap().pop_front();
        let mut warning = "";
        match fault {
            Some(Fault::TooMany(seconds)) => {
                desk.wait(seconds);
                let body = "<!DOCTYPE html><h1>Too many requests</h1>";
                return request.send(
                    "429 Too Many Requests",
                    &format!("Content-Type: text/html\r\nRetry-After: {seconds}\r\n"),
                    body.as_bytes(),
                );
            }
            Some(Fault::Lag(seconds)) => {
                desk.wait(seconds);
                let body = r#"{"error":{"code":"maxlag","info":"Waiting for a server: 6 seconds lagged.","lag":6,"type":"wikibase-queryservice","*":"See help"}}"#;
                return request.send("200 OK", &format!("Retry-After: {seconds}\r\n"), body.as_bytes());
            }
            Some(Fault::Unavailable(seconds)) => {
                desk.wait(seconds.unwrap_or(5));
                let header = seconds.map(|seconds| format!("Retry-After: {seconds}\r\n")).unwrap_or_default();
                return request.send("503 Service Unavailable", &header, b"upstream connect error");
            }
            Some(Fault::Cut) => {
                desk.wait(5);
                return request.cut(b"{\"search\":[");
            }
            Some(Fault::BrokenGzip) => {
                desk.wait(5);
                return request.send("200 OK", "Content-Encoding: gzip\r\n", b"\x1f\x8b\x08\x00no gzip at all");
            }
            Some(Fault::Moved) => {
                let to = path.replace("/w/api.php", "/moved/api.php");
                return request.send("308 Permanent Redirect", &format!("Location: {to}\r\n"), b"");
            }
            Some(Fault::MovedAway) => {
                return request.send("308 Permanent Redirect", "Location: https://elsewhere.example/w/api.php\r\n", b"");
            }
            Some(Fault::Page) => {
                desk.wait(5);
                return request.send("200 OK", "Content-Type: text/html\r\n", b"<html>down for a moment</html>");
            }
            Some(Fault::Refused) => {
                let body = r#"{"error":{"code":"badvalue","info":"Unrecognized value for parameter \"language\"","*":"See help"}}"#;
                return request.send("200 OK", "", body.as_bytes());
            }
            Some(Fault::Warning) => warning = r#","warnings":{"main":{"*":"Unrecognized parameter: x."}}"#,
            None => {}
        }
        let body = match parameter("action").as_str() {
            "wbsearchentities" => {
                let name = parameter("search");
                // The same name, the same item; one more that every search brings.
                format!(
                    r#"{{"searchinfo":{{"search":"{name}"}},"search":[{{"id":"Q{}"}},{{"id":"Q42"}},{{"id":"P31"}}],"success":1{warning}}}"#,
                    number(&name)
                )
            }
            "query" => {
                format!(r#"{{"batchcomplete":"","query":{{"search":[{{"ns":0,"title":"Q43"}},{{"ns":0,"title":"Q44"}}]}}{warning}}}"#)
            }
            "wbgetentities" => {
                let entities: Vec<String> = ids.iter().map(|id| format!("\"{id}\":{}", entity(id))).collect();
                format!(r#"{{"entities":{{{}}},"success":1{warning}}}"#, entities.join(","))
            }
            _ => r#"{"error":{"code":"badvalue","*":"no such action"}}"#.to_owned(),
        };
        if self.with_tags.load(Ordering::SeqCst) {
            let tag = format!("\"{}\"", number(&body));
            if request.header("if-none-match") == tag {
                return request.send("304 Not Modified", &format!("ETag: {tag}\r\n"), b"");
            }
            return request.send("200 OK", &format!("ETag: {tag}\r\n"), body.as_bytes());
        }
        request.send("200 OK", "Content-Type: application/json\r\n", body.as_bytes())
    }
}

/// An item: 44 leads to 45, 43 is missing, 42 has empty lists for maps.
fn entity(id: &str) -> String {
    match id {
        "Q43" => r#"{"id":"Q43","missing":""}"#.to_owned(),
        "Q44" => entity("Q45"),
        "Q42" => r#"{"type":"item","id":"Q42","lastrevid":7,"modified":"2026-11-01T00:00:00Z","labels":[],"aliases":[],"descriptions":[],"claims":[],"sitelinks":[]}"#.to_owned(),
        id => format!(
            r#"{{"type":"item","id":"{id}","lastrevid":7,"modified":"2026-11-01T00:00:00Z","labels":{{"en":{{"language":"en","value":"item {id}"}}}},"aliases":[],"claims":{{}}}}"#
        ),
    }
}

/// A number that stands for words.
fn number(words: &str) -> u32 {
    words.bytes().fold(7_u32, |number, byte| number.wrapping_mul(31).wrapping_add(u32::from(byte))) % 900_000 + 1000
}
