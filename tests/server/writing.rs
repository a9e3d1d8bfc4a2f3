//! Updates and graphs of clients: who may write, what may be written, and that what was answered is there.

use std::path::{Path, PathBuf};
use std::process::Command;

use reqwest::Method;

use crate::limits::endless;
use crate::running::{Running, TOKEN, build, copy, encoded, header};

const UPDATE: &str = "application/sparql-update";
const TURTLE: &str = "text/turtle";
const NOTES: &str = "https://w3id.org/regesta/notes-of-tests/graph/notes";

/// An empty publication in a folder of its own, removed with the value.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let settings = "title = \"Notes\"\nbase = \"https://w3id.org/regesta/notes-of-tests/\"\nlanguage = \"en\"\n\
                        license = \"https://creativecommons.org/licenses/by/4.0/\"\nversion = \"0.1.0\"\ndate = 2026-11-25\n";
        std::fs::write(folder.join("regesta.toml"), settings).unwrap();
        Self(folder)
    }

    fn served(&self, options: &[&str]) -> Running {
        Running::of(&self.0, &[options, &["--writable"]].concat())
    }

    /// The names of its files of graphs.
    fn graphs(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.0.join("graphs")).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.retain(|name| name != ".lock");
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn update(server: &Running, text: &str) -> u16 {
    server.write(Method::POST, "/update", UPDATE, text).status().as_u16()
}

fn at(graph: &str) -> String {
    format!("/store?graph={}", encoded(graph))
}

#[test]
fn nobody_writes_without_the_token() {
    let closed = Running::shared();
    for (method, path, media) in [(Method::POST, "/update", UPDATE), (Method::PUT, "/store?default", TURTLE)] {
        assert_eq!(closed.write(method, path, media, "").status(), 403, "{path}");
    }
    let folder = Folder::new("closed");
    let server = folder.served(&["--no-workers"]);
    for (method, path, media) in
        [(Method::POST, "/update", UPDATE), (Method::PUT, "/store?default", TURTLE), (Method::DELETE, "/store?default", "")]
    {
        for authorization in ["", "Bearer", "Bearer another", "Basic YTpi", &format!("Bearer {TOKEN}x")] {
            let request = server.request(method.clone(), path).header("content-type", media).header("authorization", authorization);
            let response = request.body("INSERT DATA { <e:s> <e:p> <e:o> }").send().unwrap();
            assert_eq!(response.status(), 401, "{path} {authorization}");
            assert!(header(&response, "www-authenticate").starts_with("Bearer"), "{path}");
        }
    }
    assert!(folder.graphs().is_empty());
    drop(server);
    let mut unarmed = Command::new(env!("CARGO_BIN_EXE_regesta"));
    let unarmed = unarmed.args(["serve", "--port", "0", "--writable"]).arg(&folder.0).env_remove("REGESTA_TOKEN").output().unwrap();
    assert_eq!(unarmed.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&unarmed.stderr).contains("REGESTA_TOKEN"));
}

#[test]
fn what_was_answered_is_there_after_a_kill() {
    let folder = Folder::new("killed");
    let server = folder.served(&["--no-workers", "--default-graph", "unnamed"]);
    assert_eq!(server.write(Method::PUT, &at(NOTES), TURTLE, "<e:a> <e:p> \"one\", [] .").status(), 201);
    assert_eq!(server.write(Method::PUT, &at("urn:x:other"), TURTLE, "<e:b> <e:p> \"two\" .").status(), 201);
    assert_eq!(server.write(Method::PUT, &at("urn:x:gone"), TURTLE, "<e:b> <e:p> \"two\" .").status(), 201);
    assert_eq!(server.write(Method::DELETE, &at("urn:x:gone"), "", "").status(), 200);
    assert_eq!(update(&server, "INSERT DATA { <e:c> <e:p> \"three\" } ; CREATE GRAPH <urn:x:empty>"), 204);
    server.kill();
    assert!(folder.graphs().contains(&"notes.nq".to_owned()), "{:?}", folder.graphs());
    let server = folder.served(&["--no-workers", "--default-graph", "unnamed"]);
    assert!(server.holds(&format!("ASK {{ GRAPH <{NOTES}> {{ <e:a> <e:p> \"one\", ?node FILTER(ISBLANK(?node)) }} }}")));
    assert!(server.holds("ASK { <e:c> <e:p> \"three\" GRAPH <urn:x:other> { <e:b> <e:p> \"two\" } }"));
    assert_eq!(server.get(&at("urn:x:empty"), "*/*").status(), 200);
    assert_eq!(server.get(&at("urn:x:gone"), "*/*").status(), 404);
    // A change that was written whole but not yet in place is put there; one that was not written whole is not.
    server.kill();
    for (name, text) in [(".new", "<e:n> <e:p> \"whole\" <urn:x:whole> .\n"), (".part", "<e:n> <e:p> \"part\" <urn:x:part> .\n")] {
        std::fs::create_dir(folder.0.join("graphs").join(name)).unwrap();
        std::fs::write(folder.0.join("graphs").join(name).join("a.nq"), text).unwrap();
    }
    std::fs::write(folder.0.join("graphs/.new/gone"), "notes.nq\n").unwrap();
    let server = folder.served(&["--no-workers"]);
    assert!(server.holds("ASK { GRAPH <urn:x:whole> { ?s ?p \"whole\" } }"));
    assert!(!server.holds("ASK { ?s ?p \"part\" }") && !server.holds("ASK { ?s ?p \"one\" }"));
    assert!(!folder.graphs().iter().any(|name| name.starts_with('.')), "{:?}", folder.graphs());
}

#[test]
fn every_worker_sees_what_was_answered() {
    let folder = Folder::new("workers");
    let server = folder.served(&["--query-workers", "2"]);
    for number in 0..6 {
        assert_eq!(update(&server, &format!("INSERT DATA {{ GRAPH <urn:x:g> {{ <e:s> <e:p> {number} }} }}")), 204);
        assert_eq!(update(&server, &format!("DELETE DATA {{ GRAPH <urn:x:g> {{ <e:s> <e:p> {} }} }}", number - 1)), 204);
        for _ in 0..3 {
            let rows = server.query("SELECT ?o WHERE { ?s ?p ?o }", "text/csv").text().unwrap();
            assert_eq!(rows, format!("o\r\n{number}\r\n"));
        }
    }
    let metrics = server.get("/metrics", "*/*").text().unwrap();
    assert!(metrics.contains("\nregesta_workers_started_total 2\n"), "{metrics}");
    drop(server);
    // A worker that is lost is replaced by one that is told everything.
    let server = folder.served(&["--query-workers", "1", "--query-timeout", "1"]);
    assert_eq!(update(&server, "INSERT DATA { GRAPH <urn:x:h> { <e:s> <e:p> 7 } }"), 204);
    assert_eq!(server.query(&endless(), "text/csv").status(), 503);
    let rows = (0..60).map(|_| server.query("SELECT ?o WHERE { ?s ?p ?o } ORDER BY ?o", "text/csv"));
    let answer = rows.into_iter().find(|answer| answer.status() == 200).unwrap();
    assert_eq!(answer.text().unwrap(), "o\r\n5\r\n7\r\n");
}

#[test]
fn a_graph_that_is_too_much_to_tell_is_read_by_the_workers() {
    let folder = Folder::new("much");
    let server = folder.served(&["--query-workers", "1"]);
    assert!(!server.holds("ASK { ?s ?p ?o }"));
    let long = "-".repeat(1 << 20);
    let lines: String = (0..20).map(|number| format!("<e:s> <e:p> \"{number}{long}\" .\n")).collect();
    assert_eq!(server.write(Method::PUT, &at(NOTES), "application/n-triples", &lines).status(), 201);
    assert_eq!(update(&server, "INSERT DATA { GRAPH <urn:x:g> { <e:s> <e:p> 7 } }"), 204);
    let count = |server: &Running| server.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "text/csv").text().unwrap();
    assert_eq!(count(&server), "n\r\n21\r\n");
    let broken = format!("{lines}<e:s> <e:p> .\n");
    assert_eq!(server.write(Method::PUT, &at(NOTES), "application/n-triples", &broken).status(), 400);
    assert_eq!(count(&server), "n\r\n21\r\n");
    server.kill();
    let server = folder.served(&["--query-workers", "1"]);
    assert_eq!(count(&server), "n\r\n21\r\n");
    assert_eq!(server.write(Method::DELETE, &at(NOTES), "", "").status(), 200);
    assert_eq!(count(&server), "n\r\n1\r\n");
}

#[test]
fn what_is_matched_follows_what_is_written() {
    let folder = Folder::new("matched");
    let server = folder.served(&["--no-workers"]);
    let query = format!("/reconcile?queries={}", encoded(r#"{"q":{"query":"Anna Example"}}"#));
    let found = |server: &Running| server.get(&query, "*/*").text().unwrap().contains("person/anna-example");
    assert!(!found(&server));
    let person = "<https://w3id.org/regesta/notes-of-tests/person/anna-example>";
    let label = "<http://www.w3.org/2000/01/rdf-schema#label>";
    assert_eq!(update(&server, &format!("INSERT DATA {{ GRAPH <{NOTES}> {{ {person} {label} \"Anna Example\" }} }}")), 204);
    assert!(found(&server));
    assert_eq!(update(&server, &format!("CLEAR GRAPH <{NOTES}>")), 204);
    assert!(!found(&server));
}

#[test]
fn what_is_made_from_essays_is_corrected_there() {
    let folder = Folder::new("essays");
    for name in ["regesta.toml", "registry.tsv", "authority", "build"] {
        copy(&Running::shared().folder().join(name), &folder.0.join(name));
    }
    let current = std::fs::read_link(Running::shared().folder().join("build/current")).unwrap();
    let _ = std::fs::remove_dir_all(folder.0.join("build/current"));
    std::os::unix::fs::symlink(current, folder.0.join("build/current")).unwrap();
    let server = folder.served(&["--query-workers", "1"]);
    let base = "https://w3id.org/regesta/kars-1921/graph/";
    let graphs = server.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }", "text/csv").text().unwrap();
    let graphs: Vec<&str> = graphs.lines().skip(1).map(str::trim).collect();
    assert!(graphs.len() > 4);
    for graph in graphs {
        let response = server.write(Method::PUT, &at(graph), TURTLE, "");
        assert_eq!(response.status(), 403, "{graph}");
        assert!(response.text().unwrap().contains("essays/"), "{graph}");
        assert_eq!(server.write(Method::DELETE, &at(graph), "", "").status(), 403, "{graph}");
        assert_eq!(update(&server, &format!("INSERT DATA {{ GRAPH <{graph}> {{ <e:s> <e:p> 1 }} }}")), 403, "{graph}");
    }
    for all in ["CLEAR ALL", "DROP NAMED", "DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }"] {
        assert_eq!(update(&server, all), 403, "{all}");
    }
    let copied = format!("INSERT {{ GRAPH <{base}copied> {{ ?s a ?o }} }} WHERE {{ ?s a ?o }}");
    assert_eq!(update(&server, &copied), 204);
    assert!(server.holds(&format!("ASK {{ GRAPH <{base}copied> {{ ?s a <http://www.cidoc-crm.org/cidoc-crm/E21_Person> }} }}")));
    // What two graphs say stands when one of them is gone.
    assert_eq!(update(&server, &format!("DROP GRAPH <{base}copied>")), 204);
    assert!(server.holds("ASK { ?s a <http://www.cidoc-crm.org/cidoc-crm/E21_Person> }"));
}

#[test]
fn an_update_is_done_whole_or_not_at_all() {
    let folder = Folder::new("whole");
    let server = folder.served(&["--no-workers"]);
    assert_eq!(update(&server, "INSERT DATA { GRAPH <urn:x:g> { <e:s> <e:p> 1 } }"), 204);
    for (wrong, status) in [
        ("DELETE WHERE { GRAPH <urn:x:g> { ?s ?p ?o } } ; DROP GRAPH <urn:x:none>", 409),
        ("CLEAR GRAPH <urn:x:g> ; CREATE GRAPH <urn:x:g>", 409),
        ("CLEAR ALL ; LOAD <http://127.0.0.1:9/>", 403),
        ("CLEAR ALL ; INSERT { ?s ?p 2 } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 403),
        ("CLEAR ALL ; CLEA", 400),
        ("", 204),
        ("CLEAR SILENT GRAPH <urn:x:none> ; DROP SILENT GRAPH <urn:x:none>", 204),
    ] {
        assert_eq!(update(&server, wrong), status, "{wrong}");
        assert!(server.holds("ASK { GRAPH <urn:x:g> { <e:s> <e:p> 1 } }"), "{wrong}");
    }
    let get = server.request(Method::GET, &format!("/update?update={}", encoded("CLEAR ALL")));
    assert_eq!(get.header("authorization", format!("Bearer {TOKEN}")).send().unwrap().status(), 405);
    let form = "application/x-www-form-urlencoded";
    assert_eq!(server.write(Method::POST, "/update", form, "update=CLEAR+ALL&update=CLEAR+ALL").status(), 400);
    let using = format!("/update?using-graph-uri={}", encoded("urn:x:g"));
    assert_eq!(server.write(Method::POST, &using, UPDATE, "WITH <urn:x:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }").status(), 400);
    assert_eq!(server.write(Method::POST, &using, UPDATE, "INSERT { GRAPH <urn:x:h> { ?s ?p 2 } } WHERE { ?s ?p ?o }").status(), 204);
    assert!(server.holds("ASK { GRAPH <urn:x:h> { <e:s> <e:p> 2 } }"));
}

#[test]
fn graphs_of_the_editor_are_served_and_built_and_keep_their_files() {
    let folder = Folder::new("editor");
    std::fs::create_dir(folder.0.join("graphs")).unwrap();
    std::fs::write(folder.0.join("graphs/notes.ttl"), "<e:s> <e:says> [ <e:in> <person/x> ] .\n").unwrap();
    std::fs::write(folder.0.join("graphs/two.trig"), "<urn:x:one> { <e:s> <e:p> 1 } <urn:x:two> { <e:s> <e:p> 2 }\n").unwrap();
    build(&folder.0);
    let dump = std::fs::read_to_string(folder.0.join("build/current/dumps/all.nq")).unwrap();
    assert!(dump.contains(&format!("<{NOTES}>")) && dump.contains("<urn:x:two>"), "{dump}");
    assert!(dump.contains("<https://w3id.org/regesta/notes-of-tests/person/x>"));
    let server = folder.served(&["--query-workers", "1"]);
    assert!(server.holds(&format!("ASK {{ GRAPH <{NOTES}> {{ <e:s> <e:says> ?said . ?said <e:in> ?x }} }}")));
    assert_eq!(server.write(Method::POST, &at(NOTES), TURTLE, "<e:t> <e:p> 3 .").status(), 200);
    assert_eq!(update(&server, "DELETE DATA { GRAPH <urn:x:one> { <e:s> <e:p> 1 } }"), 204);
    assert!(server.holds("ASK { <e:s> <e:says> ?said . ?said <e:in> ?x . <e:t> <e:p> 3 . GRAPH <urn:x:two> { ?s ?p 2 } }"));
    assert_eq!(folder.graphs(), ["notes.ttl", "two.nq"]);
    // A new build is taken up with what has been written since it was begun.
    build(&folder.0);
    assert!(server.holds("ASK { <e:t> <e:p> 3 }"));
    assert!(!server.holds("ASK { GRAPH <urn:x:one> { ?s ?p ?o } }"));
    server.kill();
    // Without --writable the folder is shown as it is.
    let server = Running::of(&folder.0, &[]);
    assert!(server.holds("ASK { <e:t> <e:p> 3 }"));
}
