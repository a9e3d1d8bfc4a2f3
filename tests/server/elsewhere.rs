//! The same pages and answers where the graph lies in another store; and what is said where that store fails.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use crate::running::{Running, copy, encoded, header};

const DOCUMENTS: &str = "PREFIX ov: <https://w3id.org/regesta/ontology#> SELECT ?s ?name { ?s ov:shown_as ?name } ORDER BY ?s ?name";

/// The bundled publication without its graph.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("elsewhere-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    for file in ["regesta.toml", "registry.tsv"] {
        copy(&Running::shared().folder().join(file), &folder.join(file));
    }
    std::fs::create_dir_all(folder.join("essays")).unwrap();
    std::fs::write(folder.join("essays/one.txt"), "One.").unwrap();
    folder
}

fn in_front_of(store: &str, name: &str, options: &[&str]) -> Running {
    Running::of(&folder(name), &[&["--store", store][..], options].concat())
}

/// What stands at an address, where it is there.
fn told(server: &Running, path: &str) -> String {
    let response = server.get(path, "*/*");
    let (status, body) = (response.status(), response.text().unwrap());
    assert_eq!(status, 200, "{path}: {body}");
    body.replace(server.address(), "here")
}

#[test]
fn pages_and_data_are_those_of_the_store() {
    let own = Running::shared();
    let plain = Running::with(&["--default-graph", "unnamed"]);
    let fronts = [
        in_front_of(&format!("{}/sparql", own.url()), "merged", &[]),
        // A store whose default graph holds nothing of the others is asked for all of them.
        in_front_of(&format!("{}/sparql", plain.url()), "plain", &[]),
    ];
    let reconciled = format!("/reconcile?queries={}", encoded(r#"{"q":{"query":"Чичерин"}}"#));
    for path in [
        "/person/georgy-chicherin.html",
        "/person/georgy-chicherin.nt",
        "/person/georgy-chicherin.jsonld",
        "/person/georgy-chicherin.trig",
        "/doc/",
        "/person/",
        "/graph/authority.trig",
        "/search?q=%D0%A7%D0%B8%D1%87%D0%B5%D1%80%D0%B8%D0%BD%D1%83&format=json",
        "/sitemap.xml",
        "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc",
        "/store?graph=https://w3id.org/regesta/kars-1921/graph/authority",
        &reconciled,
    ] {
        let expected = told(own, path);
        assert!(expected.len() > 50, "{path}");
        for front in &fronts {
            let given = told(front, path);
            let lines = |text: &str| {
                let mut lines: Vec<String> = text.lines().filter(|line| !line.contains("responseDate")).map(str::to_owned).collect();
                lines.sort();
                lines
            };
            assert_eq!(lines(&given), lines(&expected), "{path}");
        }
    }
    for front in &fronts {
        assert_eq!(front.get("/person/georgy-chicherin", "text/turtle").status(), 303);
        assert_eq!(front.get("/person/nobody", "text/html").status(), 404);
        assert!(told(front, "/").contains("Kars"));
        assert!(told(front, "/about").contains("seconds old"));
        let description = front.get("/sparql", "text/turtle").text().unwrap();
        assert!(description.contains("UnionDefaultGraph") && description.contains("graph/authority"), "{description}");
    }
}

#[test]
fn answers_are_those_of_the_store_within_the_limits_of_this_server() {
    let own = Running::shared();
    let front = in_front_of(&format!("{}/sparql", own.url()), "answers", &["--query-rows", "300"]);
    let few = format!("{DOCUMENTS} LIMIT 20");
    for format in ["application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"] {
        let (given, expected) = (front.query(&few, format), own.query(&few, format));
        assert_eq!(header(&given, "content-type"), header(&expected, "content-type"));
        assert_eq!(given.text().unwrap(), expected.text().unwrap(), "{format}");
    }
    let construct = "CONSTRUCT { ?s ?p ?o } WHERE { { SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 30 } }";
    assert_eq!(front.query(construct, "text/turtle").text().unwrap(), own.query(construct, "text/turtle").text().unwrap());
    assert!(front.holds("ASK { <person/georgy-chicherin> ?p ?o }"));
    assert!(!front.holds("ASK FROM <https://e.org/none> { ?s ?p ?o }"));
    let graph = "https%3A%2F%2Fe.org%2Fnone";
    let none = front.get(&format!("/sparql?query={}&default-graph-uri={graph}", encoded("ASK { ?s ?p ?o }")), "text/csv");
    assert_eq!(none.text().unwrap().trim(), "false");
    let long = front.query("SELECT * { ?s ?p ?o }", "text/csv");
    assert_eq!(long.status(), 503);
    assert!(long.text().unwrap().contains("more than 300 rows"));
    for query in [
        format!("SELECT * {{ SERVICE <{}/sparql> {{ ?s ?p ?o }} }}", own.url()),
        "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE SILENT <http://169.254.169.254/> { ?s ?p ?o } } }".to_owned(),
    ] {
        assert_eq!(front.query(&query, "text/csv").status(), 403, "{query}");
    }
    assert_eq!(front.query("SELECT * {", "text/csv").status(), 400);
    assert_eq!(front.query("ASK {}", "text/html").status(), 200);
    let update = front.request(reqwest::Method::POST, "/update").header("content-type", "application/sparql-update").body("CLEAR ALL");
    assert_eq!(update.send().unwrap().status(), 403);
}

#[test]
fn nobody_writes_through_this_server_to_another_store() {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_regesta"));
    let command = command.args(["serve", "--store", "http://127.0.0.1:1/", "--writable"]).arg(folder("written"));
    let refused = command.env("REGESTA_TOKEN", "x").output().unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("write to the store itself"));
}

/// A store that answers what it is asked first of all, and then each question as `answer` does.
fn store(answer: impl Fn(&mut TcpStream) + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/query", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let (mut line, mut length) = (String::new(), 0);
            while reader.read_line(&mut line).unwrap_or(0) > 2 {
                if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                    length = value.trim().parse().unwrap();
                }
                line.clear();
            }
            let mut body = vec![0; length];
            if reader.read_exact(&mut body).is_err() {
                continue;
            }
            if body.starts_with(b"query=ASK") {
                let truth = "{\"head\":{},\"boolean\":false}";
                let head = "HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\nConnection: close\r\nContent-Length:";
                let _ = write!(stream, "{head} {}\r\n\r\n{truth}", truth.len());
            } else {
                answer(&mut stream);
            }
        }
    });
    url
}

#[track_caller]
fn check(url: &str, name: &str, expected: u16) {
    let front = in_front_of(url, name, &["--query-timeout", "2"]);
    for path in [format!("/sparql?query={}", encoded("SELECT * { ?s ?p ?o }")), "/person/georgy-chicherin.ttl".to_owned()] {
        let start = Instant::now();
        let response = front.get(&path, "application/json, text/turtle;q=0.5");
        assert_eq!(response.status(), expected, "{path}");
        assert_eq!(header(&response, "content-type"), "application/problem+json", "{path}");
        let words = response.text().unwrap();
        assert!(!words.contains("SECRET"), "{words}");
        assert!(start.elapsed() < Duration::from_secs(60));
    }
    assert_eq!(front.get("/health", "*/*").status(), 200);
}

#[test]
fn what_fails_in_the_store_is_said() {
    check("http://127.0.0.1:1/query", "dead", 502);
    let silent = store(|stream| {
        let _ = stream.read(&mut [0]);
    });
    check(&silent, "silent", 504);
    let status = |status: &'static str| {
        store(move |stream| {
            let _ = write!(stream, "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: 6\r\n\r\nSECRET");
        })
    };
    check(&status("500 Oh"), "failing", 502);
    check(&status("401 Who"), "closed", 502);
    check(&status("302 There\r\nLocation: http://169.254.169.254/"), "moved", 502);
    check(&status("503 Busy"), "busy", 503);
    check(&status("200 OK\r\nContent-Type: text/html"), "page", 502);
    let broken = store(|stream| {
        let _ = write!(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nConnection: close\r\n\r\nSECRET");
    });
    check(&broken, "broken", 502);
}

/// A store that begins a long answer and does not end it; what it tells when its client has gone.
fn endless() -> (String, Receiver<()>) {
    let (told, hears) = channel();
    let url = store(move |stream| {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\nConnection: close\r\n\r\n";
        let begun = "{\"head\":{\"vars\":[\"s\"]},\"results\":{\"bindings\":[";
        let row = format!("{{\"s\":{{\"type\":\"literal\",\"value\":\"{}\"}}}},", "a".repeat(1000));
        let _ = write!(stream, "{head}{begun}");
        for _ in 0..3000 {
            let _ = stream.write_all(row.as_bytes());
        }
        // Until the other side has gone there is nothing to read.
        let _ = stream.read(&mut [0]);
        let _ = told.send(());
    });
    (url, hears)
}

#[test]
fn an_answer_is_passed_on_while_it_comes_and_ends_where_its_client_leaves() {
    let (url, gone) = endless();
    let front = in_front_of(&url, "endless", &["--query-timeout", "3600"]);
    let mut client = TcpStream::connect(front.address()).unwrap();
    let query = encoded("SELECT ?s { ?s ?p ?o }");
    write!(client, "GET /sparql?query={query} HTTP/1.1\r\nHost: here\r\nAccept: text/csv\r\n\r\n").unwrap();
    let mut begun = vec![0; 1 << 20];
    client.read_exact(&mut begun).unwrap();
    assert!(begun.starts_with(b"HTTP/1.1 200"));
    assert!(gone.try_recv().is_err());
    drop(client);
    gone.recv_timeout(Duration::from_secs(60)).unwrap();
}
