//! The SPARQL endpoint by GET and both forms of POST, in every format.

use std::time::{Duration, Instant};

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsParser, SliceQueryResultsParserOutput};
use reqwest::Method;

use crate::running::{Running, header};

const SELECT: &str = "PREFIX crm: <http://www.cidoc-crm.org/cidoc-crm/> SELECT ?p WHERE { ?p a crm:E21_Person } ORDER BY ?p";
const CONSTRUCT: &str = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o . ?s a <http://www.cidoc-crm.org/cidoc-crm/E21_Person> }";

#[test]
fn rows_and_truths_come_in_four_formats() {
    let server = Running::shared();
    let mut counts = Vec::new();
    for (media, format) in [
        ("application/sparql-results+json", QueryResultsFormat::Json),
        ("application/sparql-results+xml", QueryResultsFormat::Xml),
        ("text/tab-separated-values", QueryResultsFormat::Tsv),
    ] {
        let response = server.query(SELECT, media);
        assert_eq!(response.status(), 200);
        assert!(header(&response, "content-type").starts_with(media));
        let body = response.bytes().unwrap();
        let SliceQueryResultsParserOutput::Solutions(rows) = QueryResultsParser::from_format(format).for_slice(&body).unwrap() else {
            panic!("{media}")
        };
        counts.push(rows.map(Result::unwrap).count());
    }
    counts.push(server.query(SELECT, "text/csv").text().unwrap().lines().count() - 1);
    assert!(counts[0] > 10 && counts.iter().all(|count| *count == counts[0]), "{counts:?}");
    assert!(server.query("ASK { ?s ?p ?o }", "application/sparql-results+json").text().unwrap().contains("true"));
    assert!(server.query("ASK { ?s ?p ?o }", "application/sparql-results+xml").text().unwrap().contains("<boolean>true</boolean>"));
}

#[test]
fn graphs_come_in_four_formats() {
    let server = Running::shared();
    let mut counts = Vec::new();
    for (media, format) in [
        ("text/turtle", RdfFormat::Turtle),
        ("application/n-triples", RdfFormat::NTriples),
        ("application/rdf+xml", RdfFormat::RdfXml),
        ("application/ld+json", RdfFormat::JsonLd { profile: oxigraph::io::JsonLdProfileSet::default() }),
    ] {
        let response = server.query(CONSTRUCT, media);
        assert!(header(&response, "content-type").starts_with(media), "{media}");
        let body = response.bytes().unwrap();
        let mut parser = RdfParser::from_format(format).for_slice(&body);
        counts.push(parser.by_ref().map(Result::unwrap).collect::<std::collections::HashSet<_>>().len());
    }
    assert!(counts[0] > 50 && counts.iter().all(|count| *count == counts[0]), "{counts:?}");
    assert!(
        server
            .query("DESCRIBE <https://w3id.org/regesta/kars-1921/person/georgy-chicherin>", "text/turtle")
            .text()
            .unwrap()
            .contains("georgy-chicherin")
    );
}

#[test]
fn both_forms_of_post_answer_like_get() {
    let server = Running::shared();
    let get = server.query(SELECT, "text/csv").text().unwrap();
    let form = format!("query={}", crate::running::encoded(SELECT));
    let post = |media: &str, body: String| {
        server.request(Method::POST, "/sparql").header("content-type", media).header("accept", "text/csv").body(body).send().unwrap()
    };
    assert_eq!(post("application/x-www-form-urlencoded", form).text().unwrap(), get);
    assert_eq!(post("application/sparql-query", SELECT.to_owned()).text().unwrap(), get);
    assert_eq!(post("text/plain", SELECT.to_owned()).status(), 415);
    assert_eq!(post("application/sparql-update", "CLEAR ALL".to_owned()).status(), 403);
}

#[test]
fn a_query_sees_all_graphs_unless_it_says_otherwise() {
    let count = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }";
    let rows = |server: &Running, path: &str| {
        server
            .get(&format!("/sparql?query={}{path}", crate::running::encoded(count)), "text/csv")
            .text()
            .unwrap()
            .lines()
            .nth(1)
            .unwrap()
            .parse::<u32>()
            .unwrap()
    };
    let server = Running::shared();
    let all = rows(server, "");
    let one = rows(server, "&default-graph-uri=https%3A%2F%2Fw3id.org%2Fregesta%2Fkars-1921%2Fgraph%2Fauthority");
    assert!(one > 0 && one < all, "{one} of {all}");
    assert_eq!(rows(&Running::with(&["--default-graph", "unnamed"]), ""), 0);
}

#[test]
fn wrong_questions_are_answered_with_what_is_wrong() {
    let server = Running::shared();
    let wrong = server.query("SELECT ?x WHERE {", "*/*");
    assert_eq!(wrong.status(), 400);
    assert!(wrong.text().unwrap().contains("no SPARQL query"));
    assert_eq!(server.query(SELECT, "image/png").status(), 406);
    let page = server.get("/sparql", "text/html");
    assert_eq!(page.status(), 200);
    assert!(page.text().unwrap().contains("<textarea"));
}

#[test]
fn a_query_that_takes_too_long_is_stopped() {
    let server = Running::with(&["--query-timeout", "1"]);
    let start = Instant::now();
    let response = server.query("SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", "*/*");
    assert_eq!(response.status(), 503);
    assert_ne!(header(&response, "retry-after"), "");
    assert!(start.elapsed() < Duration::from_secs(20));
}

#[test]
fn other_sites_may_read() {
    let server = Running::shared();
    assert_eq!(header(&server.query(SELECT, "text/csv"), "access-control-allow-origin"), "*");
    let options = server.request(Method::OPTIONS, "/sparql").send().unwrap();
    assert_eq!(options.status(), 204);
    assert!(header(&options, "access-control-allow-methods").contains("POST"));
}
