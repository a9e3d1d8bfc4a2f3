//! The query side of the SPARQL 1.1 Protocol, clause by clause, and the service description.

use std::collections::BTreeSet;

use oxigraph::io::{RdfFormat, RdfParser};
use reqwest::Method;
use reqwest::blocking::Response;

use crate::running::{Running, encoded, header};

const AUTHORITY: &str = "https://w3id.org/regesta/kars-1921/graph/authority";
const SHORTCUTS: &str = "https://w3id.org/regesta/kars-1921/graph/shortcuts";
const SD: &str = "http://www.w3.org/ns/sparql-service-description#";

/// One question by GET, with further parameters; the answer of an ASK.
fn asked(server: &Running, query: &str, graphs: &[(&str, &str)]) -> bool {
    let graphs: String = graphs.iter().map(|(name, iri)| format!("&{name}={}", encoded(iri))).collect();
    let response = server.get(&format!("/sparql?query={}{graphs}", encoded(query)), "text/csv");
    assert_eq!(response.status(), 200, "{query}");
    response.text().unwrap().trim() == "true"
}

#[test]
fn the_graphs_of_the_request_are_the_only_ones() {
    let server = Running::shared();
    let anything = "ASK { ?s ?p ?o }";
    let named = |graph: &str| format!("ASK {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}");
    assert!(asked(server, anything, &[("default-graph-uri", AUTHORITY)]));
    assert!(!asked(server, &named(AUTHORITY), &[("default-graph-uri", AUTHORITY)]));
    assert!(!asked(server, anything, &[("named-graph-uri", AUTHORITY)]));
    assert!(asked(server, &named(AUTHORITY), &[("named-graph-uri", AUTHORITY)]));
    assert!(!asked(server, &named(SHORTCUTS), &[("named-graph-uri", AUTHORITY)]));
    assert!(asked(server, &named(SHORTCUTS), &[("default-graph-uri", AUTHORITY), ("named-graph-uri", SHORTCUTS)]));
    assert!(asked(server, &named(SHORTCUTS), &[]));
}

#[test]
fn the_graphs_of_the_request_go_before_those_of_the_query() {
    let server = Running::shared();
    let from = format!("ASK FROM <{AUTHORITY}> {{ ?s ?p ?o }}");
    assert!(asked(server, &from, &[]));
    assert!(!asked(server, &from, &[("default-graph-uri", "https://example.org/none")]));
    assert!(!asked(server, &format!("ASK FROM NAMED <{AUTHORITY}> {{ ?s ?p ?o }}"), &[]));
}

#[test]
fn graphs_are_named_in_a_form_or_beside_a_bare_query() {
    let server = Running::shared();
    let none = "https://example.org/none";
    let post = |path: &str, media: &str, body: String| -> String {
        let request = server.request(Method::POST, path).header("content-type", media).header("accept", "text/csv");
        request.body(body).send().unwrap().text().unwrap().trim().to_owned()
    };
    for (graph, expected) in [(AUTHORITY, "true"), (none, "false")] {
        let form = format!("query={}&default-graph-uri={}", encoded("ASK { ?s ?p ?o }"), encoded(graph));
        assert_eq!(post("/sparql", "application/x-www-form-urlencoded", form), expected);
        let beside = format!("/sparql?default-graph-uri={}", encoded(graph));
        assert_eq!(post(&beside, "application/sparql-query; charset=UTF-8", "ASK { ?s ?p ?o }".to_owned()), expected);
    }
    let response = server.get(&format!("/sparql?query={}&default-graph-uri=no+address", encoded("ASK {}")), "*/*");
    assert_eq!(response.status(), 400);
}

#[test]
fn a_request_that_is_no_question_is_refused_with_its_own_status() {
    let server = Running::shared();
    let send = |method: Method, path: &str, media: &str, body: &[u8]| -> Response {
        let request = server.request(method, path);
        let request = if media.is_empty() { request } else { request.header("content-type", media) };
        request.body(body.to_vec()).send().unwrap()
    };
    let form = "application/x-www-form-urlencoded";
    let query = "application/sparql-query";
    let twice = format!("/sparql?query={0}&query={0}", encoded("ASK {}"));
    let update = format!("/sparql?update={}", encoded("CLEAR ALL"));
    let utf16: Vec<u8> = "ASK {}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (method, path, media, body, expected) in [
        (Method::GET, twice.as_str(), "", &b""[..], 400),
        (Method::GET, "/sparql?query=%ff", "", b"", 400),
        (Method::POST, "/sparql", form, b"query=ASK%20%7B%7D&query=ASK%20%7B%7D", 400),
        (Method::POST, "/sparql", form, b"other=1", 400),
        (Method::POST, "/sparql", form, b"query=%ff", 400),
        (Method::POST, "/sparql", query, b"SELECT * WHERE { ?s ?p }", 400),
        (Method::POST, "/sparql", query, b"\xff", 400),
        (Method::POST, "/sparql", "", b"query=ASK%20%7B%7D", 415),
        (Method::POST, "/sparql", "text/plain", b"ASK {}", 415),
        (Method::POST, "/sparql", "application/sparql-query; charset=UTF-16", &utf16, 415),
        (Method::PUT, "/sparql", query, b"ASK {}", 405),
        (Method::DELETE, "/sparql", "", b"", 405),
        (Method::GET, update.as_str(), "", b"", 403),
        (Method::POST, "/sparql", "application/sparql-update", b"CLEAR ALL", 403),
    ] {
        let response = send(method.clone(), path, media, body);
        assert_eq!(response.status(), expected, "{method} {path} {media}");
        assert_eq!(expected == 405, !header(&response, "allow").is_empty(), "{method} {path}");
        assert!(!response.text().unwrap().trim().is_empty(), "{method} {path}");
    }
    assert_eq!(send(Method::from_bytes(b"QUERY").unwrap(), "/sparql", query, b"ASK {}").status(), 200);
}

#[test]
fn what_is_wrong_is_told_in_the_form_the_client_reads() {
    let server = Running::shared();
    let wrong = "SELECT * WHERE { ?s ?p }";
    let json = server.query(wrong, "application/sparql-results+json");
    assert_eq!((json.status().as_u16(), header(&json, "content-type")), (400, "application/problem+json".to_owned()));
    let body = json.text().unwrap();
    assert!(body.contains("\"status\":400") && body.contains("error at 1:25"), "{body}");
    let words = server.query(wrong, "*/*");
    assert!(header(&words, "content-type").starts_with("text/plain"));
    assert!(words.text().unwrap().contains("error at 1:25"));
}

#[test]
fn without_a_wish_an_answer_comes_in_a_format_of_its_kind() {
    let server = Running::shared();
    for (query, expected) in [
        ("ASK {}", "application/sparql-results+json"),
        ("SELECT * {}", "application/sparql-results+json"),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 1", "text/turtle"),
        ("DESCRIBE <https://example.org/none>", "text/turtle"),
    ] {
        let response = server.request(Method::GET, &format!("/sparql?query={}", encoded(query))).send().unwrap();
        assert_eq!((response.status().as_u16(), header(&response, "content-type")), (200, expected.to_owned()), "{query}");
        assert_eq!(header(&response, "vary"), "Accept");
    }
    let head = server.request(Method::HEAD, &format!("/sparql?query={}", encoded("ASK {}"))).send().unwrap();
    assert_eq!((head.status().as_u16(), header(&head, "content-type")), (200, "application/sparql-results+json".to_owned()));
    let odd = server.query("SELECT (\"Щапов ё\" AS ?x) {}", "text/csv").text().unwrap();
    assert_eq!(odd, "x\r\nЩапов ё\r\n");
}

#[test]
fn relative_addresses_of_a_query_lie_under_the_base() {
    let server = Running::shared();
    let row = server.query("SELECT (<person/x> AS ?x) {}", "text/csv").text().unwrap();
    assert_eq!(row.lines().nth(1), Some("https://w3id.org/regesta/kars-1921/person/x"));
}

#[test]
fn the_endpoint_describes_itself_without_a_query() {
    for (options, union) in [(&[][..], true), (&["--default-graph", "unnamed"][..], false)] {
        let server = Running::with(options);
        let mut described = BTreeSet::new();
        for (media, format) in [("text/turtle", RdfFormat::Turtle), ("application/rdf+xml", RdfFormat::RdfXml)] {
            let response = server.get("/sparql", media);
            assert_eq!((response.status().as_u16(), header(&response, "content-type")), (200, media.to_owned()));
            let body = response.bytes().unwrap();
            let triples: BTreeSet<String> = RdfParser::from_format(format)
                .for_slice(&body)
                .map(|quad| {
                    let quad = quad.unwrap();
                    format!("{} {} {}", quad.subject, quad.predicate, quad.object)
                })
                .collect();
            assert!(described.is_empty() || described == triples, "{media}");
            described = triples;
        }
        let says = |words: &str| described.iter().any(|triple| triple.contains(words));
        assert!(says(&format!("<{SD}endpoint> <{}/sparql>", server.url())));
        assert!(says(&format!("<{SD}name> <{AUTHORITY}>")));
        assert!(says("A query may take 30 seconds"));
        assert_eq!(says(&format!("<{SD}feature> <{SD}UnionDefaultGraph>")), union);
    }
}
