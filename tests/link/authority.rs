//! A reconciliation service in the shapes of the specifications, with faults when it is told to, and a record of every broken rule.
//!
//! It speaks 0.2 or 1.0-draft and holds a few records of a made-up authority file.

use std::collections::VecDeque;
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value as Json, json};

use crate::local::{Desk, Pretended, Request, listen};

/// What the service does with the next request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// 429 with a page and Retry-After.
    TooMany(u64),
    /// 503 without a word.
    Unavailable,
    /// Half of the body, then nothing.
    Cut,
    /// A page for people.
    Page,
    /// 413.
    TooLarge,
    /// 200 with an error of its own.
    Refuses,
    /// The manifest, whatever was asked.
    Manifest,
    /// The last query of the batch has no answer.
    LeavesOneOut,
}

/// The service, and what it saw.
pub(crate) struct Authority {
    pub(crate) url: String,
    desk: Arc<Desk>,
    state: Arc<State>,
}

struct State {
    url: String,
    is_draft: bool,
    tells_of_records: bool,
    faults: Mutex<VecDeque<Option<Fault>>>,
}

/// Batches have at most so many queries.
const BATCH: usize = 4;

impl Authority {
    /// Listens; with a clock it minds the pauses.
    pub(crate) fn start(is_draft: bool, tells_of_records: bool, clock: Option<Arc<Pretended>>, pause: Duration) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}/reconcile", listener.local_addr().unwrap());
        let desk = Arc::new(Desk::new(clock, pause));
        let state = Arc::new(State { url: url.clone(), is_draft, tells_of_records, faults: Mutex::default() });
        let (own, shared) = (Arc::clone(&desk), Arc::clone(&state));
        listen(listener, Arc::clone(&desk), move |request| shared.answer(request, &own));
        Self { url, desk, state }
    }

    /// Will do these with the requests that come after so many good answers.
    pub(crate) fn will(&self, after: usize, faults: &[Fault]) {
        let good = std::iter::repeat_n(None, after);
        self.state.faults.lock().unwrap().extend(good.chain(faults.iter().cloned().map(Some)));
    }

    /// Each request as method, path and body.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.desk.asked()
    }

    /// Rules that were broken.
    pub(crate) fn broken(&self) -> Vec<String> {
        self.desk.broken()
    }
}

impl State {
    /// Answers; `false` where the connection is to be closed.
    fn answer(&self, own: &Request<'_>, desk: &Desk) -> bool {
        let (media, body) = (own.header("content-type"), own.body.as_str());
        let request = format!("{} {}", own.method, own.path);
        let request = request.as_str();
        if own.header("accept-language") != "ru" {
            desk.breaks("no language", request);
        }
        desk.heard(format!("{request} {}", decoded(body)));
        let fault = self.faults.lock().unwrap().pop_front().flatten();
        let json = |json: &Json| own.send("200 OK", "Content-Type: application/json\r\n", json.to_string().as_bytes());
        match &fault {
            Some(Fault::TooMany(seconds)) => {
                desk.wait(*seconds);
                return own.send("429 Too Many Requests", &format!("Retry-After: {seconds}\r\n"), b"<h1>slow down</h1>");
            }
            Some(Fault::Unavailable) => {
                desk.wait(5);
                return own.send("503 Service Unavailable", "", b"no");
            }
            Some(Fault::Cut) => {
                desk.wait(5);
                return own.cut(b"{\"q0\":");
            }
            Some(Fault::Page) => {
                desk.wait(5);
                return own.send("200 OK", "", b"<html>down</html>");
            }
            Some(Fault::TooLarge) => return own.send("413 Content Too Large", "", b"too many queries"),
            Some(Fault::Refuses) => return json(&json!({"status": "error", "message": "no index of that name"})),
            Some(Fault::Manifest) => return json(&self.manifest()),
            Some(Fault::LeavesOneOut) | None => {}
        }
        let leaves_out = usize::from(fault == Some(Fault::LeavesOneOut));
        let (method, path) = request.split_once(' ').expect("a method");
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let form =
            |field: &str| decoded(body).strip_prefix(&format!("{field}=")).map(|text| serde_json::from_str::<Json>(text).expect("JSON"));
        match (method, path, self.is_draft) {
            ("GET", "/reconcile", _) => json(&self.manifest()),
            ("GET", "/properties", false) | ("GET", "/reconcile/extend/propose", true) => {
                json(&json!({"limit": 10, "type": query, "properties": [
                {"id": "dateOfBirth", "name": "Geburtsdatum"}, {"id": "dateOfDeath", "name": "Sterbedatum"},
                {"id": "variantName", "name": "Varianter Name"}, {"id": "affiliation", "name": "Affiliation"}]}))
            }
            ("POST", "/reconcile", false) if media == "application/x-www-form-urlencoded" => match (form("queries"), form("extend")) {
                (Some(queries), _) => {
                    let queries = queries.as_object().expect("an object of queries");
                    counted(desk, queries.len(), request);
                    let answered = queries.iter().take(queries.len() - leaves_out);
                    let of = |query: &Json| json!({"result": candidates(query["query"].as_str().unwrap_or_default())});
                    json(&answered.map(|(key, query)| (key.clone(), of(query))).collect())
                }
                (None, Some(asked)) => {
                    let ids = asked["ids"].as_array().expect("ids");
                    counted(desk, ids.len(), request);
                    let row = |id: &Json| (id.as_str().unwrap().to_owned(), values(id.as_str().unwrap()));
                    json(&json!({"meta": [], "rows": ids.iter().map(row).collect::<serde_json::Map<_, _>>()}))
                }
                (None, None) => json(&self.manifest()),
            },
            ("POST", "/reconcile/match", true) if media == "application/json" => {
                let asked: Json = serde_json::from_str(body).expect("JSON");
                let queries = asked["queries"].as_array().expect("queries");
                counted(desk, queries.len(), request);
                let answered = queries.iter().take(queries.len() - leaves_out);
                let of =
                    |query: &Json| json!({"candidates": candidates(query["conditions"][0]["propertyValue"].as_str().unwrap_or_default())});
                json(&json!({"results": answered.map(of).collect::<Vec<_>>()}))
            }
            ("POST", "/reconcile/extend", true) if media == "application/json" => {
                let asked: Json = serde_json::from_str(body).expect("JSON");
                let ids = asked["ids"].as_array().expect("ids");
                counted(desk, ids.len(), request);
                let row = |id: &Json| {
                    let cells = values(id.as_str().unwrap());
                    let properties = cells.as_object().unwrap().iter().map(|(id, cells)| json!({"id": id, "values": cells}));
                    json!({"id": id, "properties": properties.collect::<Vec<_>>()})
                };
                json(&json!({"meta": [], "rows": ids.iter().map(row).collect::<Vec<_>>()}))
            }
            _ => {
                desk.breaks("nobody asks so", request);
                own.send("400 Bad Request", "", b"what?")
            }
        }
    }

    fn manifest(&self) -> Json {
        let types = json!([{"id": "AuthorityResource", "name": "Normdatenressource"}, {"id": "CorporateBody", "name": "Körperschaft"},
            {"id": "PlaceOrGeographicName", "name": "Geografikum"}, {"id": "DifferentiatedPerson", "name": "Individualisierte Person"}]);
        let mut manifest = json!({"name": "Names of terms.example.org", "batchSize": BATCH, "defaultTypes": types});
        if self.is_draft {
            manifest["versions"] = json!(["1.0-draft"]);
            manifest["view"] = json!({"url": "https://terms.example.org/id/{id}"});
            if self.tells_of_records {
                manifest["extend"] = json!({"proposeProperties": true});
            }
        } else {
            manifest["versions"] = json!(["0.1", "0.2"]);
            manifest["identifierSpace"] = json!("https://terms.example.org/id/");
            manifest["schemaSpace"] = json!("https://terms.example.org/types#");
            if self.tells_of_records {
                let host = self.url.trim_end_matches("/reconcile");
                manifest["extend"] = json!({"propose_properties": {"service_url": host, "service_path": "/properties"}});
            }
        }
        manifest
    }
}

fn counted(desk: &Desk, count: usize, request: &str) {
    if count > BATCH {
        desk.breaks("a batch that is too large", request);
    }
}

/// A record: id, heading, type, words by which it is found, born, died, another name.
type Record = (&'static str, &'static str, &'static str, &'static [&'static str], &'static str, &'static str, &'static str);

/// What the authority file has.
const RECORDS: [Record; 5] = [
    (
        "10",
        "Tschitscherin, Georgi W.",
        "DifferentiatedPerson",
        &["Чичерин", "Chicherin"],
        "1872-11-24",
        "1936",
        "Чичерин, Георгий Васильевич",
    ),
    ("11", "Чичерин, Борис Николаевич", "DifferentiatedPerson", &["Чичерин", "Chicherin"], "1828", "1904", ""),
    ("20", "Бекир Сами", "DifferentiatedPerson", &["Бекир", "Bekir"], "", "", ""),
    ("30", "Сталин, Иосиф Виссарионович, 1878-1953", "DifferentiatedPerson", &["Сталин"], "", "", ""),
    ("40", "Карс", "PlaceOrGeographicName", &["Карс"], "", "", ""),
];

fn candidates(query: &str) -> Vec<Json> {
    let fits = |words: &[&str]| words.iter().any(|word| query.contains(word));
    let found = RECORDS.iter().filter(|(_, _, _, words, ..)| fits(words));
    // Everything is a perfect match to this service: its word must not be enough.
    let one =
        |(id, name, kind, ..): &Record| json!({"id": id, "name": name, "score": 100, "match": true, "type": [{"id": kind, "name": kind}]});
    found.map(one).collect()
}

fn values(id: &str) -> Json {
    let cells = |text: &str| if text.is_empty() { json!([{}]) } else { json!([{"str": text}]) };
    let Some((.., born, died, also)) = RECORDS.iter().find(|(own, ..)| *own == id) else { return json!({}) };
    json!({"dateOfBirth": cells(born), "dateOfDeath": cells(died), "variantName": cells(also), "affiliation": []})
}

/// A form's text, or the same where it is none.
fn decoded(body: &str) -> String {
    percent_decode(body.as_bytes())
}

fn percent_decode(bytes: &[u8]) -> String {
    let mut out = Vec::new();
    let mut rest = bytes.iter();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => {
                let digits = [*rest.next().expect("two digits"), *rest.next().expect("two digits")];
                out.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
            }
            other => out.push(*other),
        }
    }
    String::from_utf8(out).expect("UTF-8")
}
