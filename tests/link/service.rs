//! The reconciliation service over real HTTP, as OpenRefine and newer clients ask it.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use serde_json::{Value as Json, json};
use tempfile::TempDir;

use crate::proposing::{publication, run};

pub(crate) struct Service {
    process: Child,
    pub(crate) url: String,
    _folder: TempDir,
    client: reqwest::blocking::Client,
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Service {
    /// Serves the small publication, with its links.
    pub(crate) fn start() -> Self {
        let folder = publication();
        run(folder.path(), &["reconcile"], 0);
        run(folder.path(), &["build"], 0);
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::blocking::Client::new();
        let mut process = Command::new(env!("CARGO_BIN_EXE_regesta"))
            .args(["serve", "--port", "0", "--no-workers"])
            .current_dir(folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stderr.take().unwrap()).lines();
        let line = lines.find_map(|line| line.ok().filter(|line| line.starts_with("serving "))).expect("it says where it serves");
        let url = format!("{}reconcile", line.rsplit(" at ").next().unwrap().trim());
        // What it says further must be read, or it would wait.
        std::thread::spawn(move || lines.for_each(drop));
        Self { process, url, _folder: folder, client }
    }

    fn get(&self, path: &str) -> Json {
        let answer = self.client.get(format!("{}{path}", self.url)).send().unwrap();
        assert_eq!(answer.status().as_u16(), 200, "{path}");
        serde_json::from_str(&answer.text().unwrap()).unwrap()
    }

    /// A form, as OpenRefine sends it.
    fn form(&self, field: &str, value: &Json) -> (u16, Json) {
        let body = format!("{field}={}", percent_encoding::utf8_percent_encode(&value.to_string(), percent_encoding::NON_ALPHANUMERIC));
        let request = self.client.post(&self.url).header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
        answered(request.body(body))
    }

    fn json(&self, path: &str, value: &Json) -> (u16, Json) {
        answered(self.client.post(format!("{}{path}", self.url)).header("Content-Type", "application/json").body(value.to_string()))
    }
}

fn answered(request: reqwest::blocking::RequestBuilder) -> (u16, Json) {
    let answer = request.header("Accept", "application/json").send().unwrap();
    let status = answer.status().as_u16();
    (status, serde_json::from_str(&answer.text().unwrap()).unwrap_or(Json::Null))
}

#[test]
fn both_dialects_answer() {
    let service = Service::start();
    let manifest = service.get("");
    assert_eq!(manifest["versions"], json!(["0.1", "0.2"]));
    assert_eq!(manifest["identifierSpace"], json!("https://example.org/t/"));
    assert_eq!(service.get("/")["versions"], json!(["1.0-draft"]));

    let (status, old) = service.form(
        "queries",
        &json!({"q0": {"query": "Georgi Chicherin", "type": "person", "type_strict": "should", "limit": 3},
        "q1": {"query": "Карс", "properties": [{"pid": "type", "v": "x"}]}, "q2": {"query": "nobody at all"}}),
    );
    assert_eq!(status, 200);
    let first = &old["q0"]["result"][0];
    assert_eq!((&first["id"], &first["type"][0]["id"]), (&json!("person/chicherin"), &json!("person")), "{old}");
    assert_eq!(old["q2"]["result"], json!([]));

    let query = json!({"queries": [{"type": "person", "conditions": [{"matchType": "name", "propertyValue": "Сталин, Иосиф"},
        {"matchType": "property", "propertyId": "born", "propertyValue": "1878", "required": true}]},
        {"conditions": [{"matchType": "property", "propertyId": "born", "propertyValue": 1865}]}]});
    let (status, new) = service.json("/match", &query);
    assert_eq!(status, 200);
    assert_eq!(new["results"][0]["candidates"][0]["id"], json!("person/stalin"), "{new}");
    assert_eq!(new["results"][0]["candidates"][0]["match"], json!(true));
    assert_eq!(new["results"][1]["candidates"][0]["id"], json!("person/bekir-sami"));

    // What is less than a day goes as words, an item of Wikidata as its address.
    let asked = json!({"ids": ["person/stalin", "person/nobody"], "properties": [{"id": "born"}, {"id": "wikidata"}]});
    let (_, old) = service.form("extend", &asked);
    assert_eq!(old["rows"]["person/stalin"]["born"], json!([{"str": "1878"}]));
    assert_eq!(old["rows"]["person/stalin"]["wikidata"], json!([{"str": "http://www.wikidata.org/entity/Q855"}]));
    assert_eq!(old["rows"]["person/nobody"]["born"], json!([]));
    let (_, new) = service.json("/extend", &asked);
    assert_eq!(new["rows"][0]["properties"][0], json!({"id": "born", "values": [{"str": "1878"}]}));

    assert_eq!(service.get("/suggest/entity?prefix=%D0%A7%D0%B8%D1%87")["result"][0]["id"], json!("person/chicherin"));
    assert_eq!(service.get("/suggest/type?prefix=per")["result"][0]["id"], json!("person"));
    assert_eq!(service.get("/suggest/property?prefix=bo")["result"][0]["id"], json!("born"));
    assert!(service.get("/extend/propose?type=person&limit=3")["properties"].as_array().is_some_and(|list| list.len() == 3));
    assert!(service.get("/flyout/entity?id=place/kars")["html"].as_str().is_some_and(|html| html.contains("Карс")));
    let preview = service.client.get(format!("{}/preview?id=person/stalin", service.url)).send().unwrap();
    assert!(!preview.headers()["content-security-policy"].to_str().unwrap().contains("frame-ancestors"), "others may frame it");
    assert!(preview.text().unwrap().contains("1878"));
}

#[test]
fn what_is_wrong_is_said() {
    let service = Service::start();
    let many: serde_json::Map<String, Json> = (0..51).map(|number| (format!("q{number}"), json!({"query": "x"}))).collect();
    assert_eq!(service.form("queries", &Json::Object(many)).0, 413);
    for (query, words) in
        [(json!({"q0": {"query": "x", "colour": 1}}), "colour"), (json!({"q0": {"limit": 3}}), "neither"), (json!(["x"]), "JSON object")]
    {
        let (status, problem) = service.form("queries", &query);
        assert!(status == 400 && problem["detail"].as_str().is_some_and(|detail| detail.contains(words)), "{status} {problem}");
    }
    assert_eq!(service.json("/match", &json!({"queries": [{"conditions": []}]})).0, 400);
    assert_eq!(service.json("", &json!({"q0": {"query": "x"}})).0, 400, "JSON is not a form");
    assert_eq!(service.client.get(format!("{}/nothing", service.url)).send().unwrap().status().as_u16(), 404);
    assert_eq!(service.client.get(format!("{}/preview?id=person/nobody", service.url)).send().unwrap().status().as_u16(), 404);
}

/// Prints how fast it is; `cargo test --release --test link rate -- --nocapture` shows what a user meets.
#[test]
fn rate_of_a_thousand_queries() {
    let service = Service::start();
    service.get("");
    let names =
        ["Чичерин", "Joseph Stalin", "Карс", "London", "Бекир Сами", "Bekir Sami Kunduh", "Сталин, И. В.", "Москва", "Несуществов", "x"];
    let batch: serde_json::Map<String, Json> =
        names.iter().enumerate().map(|(number, name)| (format!("q{number}"), json!({"query": name, "limit": 5}))).collect();
    let batch = Json::Object(batch);
    let start = Instant::now();
    let mut times: Vec<f64> = (0..100)
        .map(|_| {
            let start = Instant::now();
            assert_eq!(service.form("queries", &batch).0, 200);
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    let total = start.elapsed().as_secs_f64();
    times.sort_by(f64::total_cmp);
    println!("1000 queries in batches of 10: {:.0} queries a second, p99 of a batch {:.1} ms", 1000.0 / total, times[98]);
}
