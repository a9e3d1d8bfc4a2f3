//! A server that answers as Wikidata does, with faults when it is told to, and that keeps a record of every broken rule.
//!
//! Written after the shapes of the Action API; a rule that the client breaks is a line of [`Wikidata::broken`].

use std::collections::VecDeque;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use regesta::link::client::Clock;

/// Time that passes only when somebody sleeps.
#[derive(Default)]
pub(crate) struct Pretended(Mutex<Duration>);

impl Clock for Pretended {
    fn now(&self) -> Duration {
        *self.0.lock().unwrap()
    }

    fn sleep(&self, time: Duration) {
        *self.0.lock().unwrap() += time;
    }
}

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
    state: Arc<State>,
}

struct State {
    faults: Mutex<VecDeque<Fault>>,
    asked: Mutex<Vec<String>>,
    broken: Mutex<Vec<String>>,
    busy: AtomicUsize,
    clock: Option<Arc<Pretended>>,
    /// When the next request may come, and why.
    not_before: Mutex<Duration>,
    pause: Duration,
    with_tags: AtomicBool,
    slow: Mutex<Duration>,
}

impl Wikidata {
    /// Listens; with a clock it minds the pauses.
    pub(crate) fn start(clock: Option<Arc<Pretended>>, pause: Duration) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let endpoint = format!("http://{}/w/api.php", listener.local_addr().unwrap());
        let state = Arc::new(State {
            faults: Mutex::default(),
            asked: Mutex::default(),
            broken: Mutex::default(),
            busy: AtomicUsize::new(0),
            clock,
            not_before: Mutex::default(),
            pause,
            with_tags: AtomicBool::new(false),
            slow: Mutex::default(),
        });
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = Arc::clone(&shared);
                std::thread::spawn(move || state.connection(stream));
            }
        });
        Self { endpoint, state }
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
        self.state.asked.lock().unwrap().clone()
    }

    /// Rules that were broken.
    pub(crate) fn broken(&self) -> Vec<String> {
        self.state.broken.lock().unwrap().clone()
    }
}

impl State {
    fn breaks(&self, rule: &str, request: &str) {
        self.broken.lock().unwrap().push(format!("{rule}: {request}"));
    }

    fn connection(&self, stream: TcpStream) {
        let mut reader = BufReader::new(stream.try_clone().expect("a connection"));
        loop {
            let mut first = String::new();
            if reader.read_line(&mut first).unwrap_or(0) == 0 {
                return;
            }
            let mut headers = Vec::new();
            loop {
                let mut line = String::new();
                if reader.read_line(&mut line).unwrap_or(0) == 0 || line.trim().is_empty() {
                    break;
                }
                headers.push(line.trim().to_owned());
            }
            if self.busy.fetch_add(1, Ordering::SeqCst) > 0 {
                self.breaks("two requests at once", &first);
            }
            let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
            let slow = *self.slow.lock().unwrap();
            if !slow.is_zero() {
                std::thread::sleep(slow);
            }
            let go_on = self.answer(&path, &headers, &stream);
            self.busy.fetch_sub(1, Ordering::SeqCst);
            if !go_on {
                return;
            }
        }
    }

    /// Looks at the rules and answers; `false` where the connection is to be closed.
    fn answer(&self, path: &str, headers: &[String], stream: &TcpStream) -> bool {
        let header = |name: &str| {
            let own = headers.iter().find_map(|line| line.split_once(':').filter(|(own, _)| own.eq_ignore_ascii_case(name)));
            own.map_or("", |(_, value)| value.trim()).to_owned()
        };
        let agent = header("user-agent");
        if !(agent.starts_with("regesta/") && agent.contains("(me@example.org)")) {
            self.breaks("no contact", &agent);
        }
        if !header("accept-encoding").contains("gzip") {
            self.breaks("no gzip", path);
        }
        if !path.contains("maxlag=5") {
            self.breaks("no maxlag", path);
        }
        let parameter = |name: &str| {
            let query = path.split_once('?').map_or("", |(_, query)| query);
            query.split('&').find_map(|pair| pair.strip_prefix(&format!("{name}="))).unwrap_or_default().to_owned()
        };
        let ids: Vec<String> = parameter("ids").split("%7C").filter(|id| !id.is_empty()).map(str::to_owned).collect();
        if ids.len() > 50 {
            self.breaks("more than 50 ids", path);
        }
        if let Some(clock) = &self.clock {
            if clock.now() < *self.not_before.lock().unwrap() {
                self.breaks("too soon", path);
            }
            *self.not_before.lock().unwrap() = clock.now() + self.pause;
        }
        self.asked.lock().unwrap().push(path.split("maxlag").next().unwrap_or_default().to_owned());
        let wait = |seconds: u64| {
            if let Some(clock) = &self.clock {
                *self.not_before.lock().unwrap() = clock.now() + Duration::from_secs(seconds);
            }
        };
        let fault = self.faults.lock().unwrap().pop_front();
        let mut warning = "";
        match fault {
            Some(Fault::TooMany(seconds)) => {
                wait(seconds);
                let body = "<!DOCTYPE html><h1>Too many requests</h1>";
                return send(
                    stream,
                    "429 Too Many Requests",
                    &format!("Content-Type: text/html\r\nRetry-After: {seconds}\r\n"),
                    body.as_bytes(),
                );
            }
            Some(Fault::Lag(seconds)) => {
                wait(seconds);
                let body = r#"{"error":{"code":"maxlag","info":"Waiting for a server: 6 seconds lagged.","lag":6,"type":"wikibase-queryservice","*":"See help"}}"#;
                return send(stream, "200 OK", &format!("Retry-After: {seconds}\r\n"), body.as_bytes());
            }
            Some(Fault::Unavailable(seconds)) => {
                wait(seconds.unwrap_or(5));
                let header = seconds.map(|seconds| format!("Retry-After: {seconds}\r\n")).unwrap_or_default();
                return send(stream, "503 Service Unavailable", &header, b"upstream connect error");
            }
            Some(Fault::Cut) => {
                wait(5);
                let _ = (&*stream).write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"search\":[");
                let _ = stream.shutdown(std::net::Shutdown::Both);
                return false;
            }
            Some(Fault::BrokenGzip) => {
                wait(5);
                return send(stream, "200 OK", "Content-Encoding: gzip\r\n", b"\x1f\x8b\x08\x00no gzip at all");
            }
            Some(Fault::Moved) => {
                let to = path.replace("/w/api.php", "/moved/api.php");
                return send(stream, "308 Permanent Redirect", &format!("Location: {to}\r\n"), b"");
            }
            Some(Fault::MovedAway) => {
                return send(stream, "308 Permanent Redirect", "Location: https://elsewhere.example/w/api.php\r\n", b"");
            }
            Some(Fault::Page) => {
                wait(5);
                return send(stream, "200 OK", "Content-Type: text/html\r\n", b"<html>down for a moment</html>");
            }
            Some(Fault::Refused) => {
                let body = r#"{"error":{"code":"badvalue","info":"Unrecognized value for parameter \"language\"","*":"See help"}}"#;
                return send(stream, "200 OK", "", body.as_bytes());
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
            if header("if-none-match") == tag {
                return send(stream, "304 Not Modified", &format!("ETag: {tag}\r\n"), b"");
            }
            return send(stream, "200 OK", &format!("ETag: {tag}\r\n"), body.as_bytes());
        }
        send(stream, "200 OK", "Content-Type: application/json\r\n", body.as_bytes())
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

pub(crate) fn send(mut stream: &TcpStream, status: &str, headers: &str, body: &[u8]) -> bool {
    let head = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\n\r\n", body.len());
    // A stream that the client has closed is its own affair.
    stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body)).is_ok()
}
