//! Queries of strangers are stopped, and told that they were; the server goes on.

use std::io::{Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, TcpListener, TcpStream, UdpSocket};

use reqwest::Method;

use crate::running::{Running, encoded, header};

/// A query that reads nothing and never ends: the engine has no moment at which it could be told to stop.
pub(crate) fn endless() -> String {
    let values: String = (0..100).map(|number| format!("{number} ")).collect();
    let product: String = (0..12).map(|number| format!("VALUES ?v{number} {{ {values} }} ")).collect();
    format!("SELECT (COUNT(*) AS ?n) WHERE {{ {product} }}")
}

/// A query that doubles its memory until there is none.
fn greedy() -> String {
    let steps: String =
        (1..30).map(|step| format!("BIND(CONCAT({}) AS ?x{step}) ", vec![format!("?x{}", step - 1); 8].join(", "))).collect();
    format!("SELECT (STRLEN(?x29) AS ?n) WHERE {{ BIND(\"0123456789\" AS ?x0) {steps} }}")
}

fn answers(server: &Running) {
    assert_eq!(server.query("ASK {}", "text/csv").text().unwrap().trim(), "true");
}

#[test]
fn a_query_that_only_computes_is_killed_and_its_worker_replaced() {
    let server = Running::with(&["--query-timeout", "1", "--query-workers", "1"]);
    for _ in 0..3 {
        let response = server.query(&endless(), "application/sparql-results+json");
        assert_eq!(response.status(), 503);
        assert_ne!(header(&response, "retry-after"), "");
        assert_eq!(header(&response, "content-type"), "application/problem+json");
        assert!(response.text().unwrap().contains("longer than 1 s"));
    }
    // The new worker has to load its graph before it answers, for which the second of a query may be too short.
    let answered = (0..60).any(|_| server.query("ASK {}", "text/csv").status() == 200);
    assert!(answered);
}

#[test]
fn a_query_that_takes_too_much_memory_is_ended_alone() {
    // Time enough that on a busy machine too it is the memory that ends a query.
    let server = Running::with(&["--query-memory", "64", "--query-workers", "1", "--query-timeout", "600"]);
    let response = server.query(&greedy(), "text/csv");
    assert_eq!(response.status(), 503);
    assert_ne!(header(&response, "retry-after"), "");
    let words = response.text().unwrap();
    assert!(words.contains("64 MiB of memory"), "{words}");
    answers(&server);
    // Long values, so that the memory is full after few steps.
    let values: String = (0..300).map(|number| format!("{number} ")).collect();
    let product = format!("VALUES ?a {{ {values} }} VALUES ?b {{ {values} }} VALUES ?c {{ {values} }}");
    let long = format!("CONCAT(STR(?a), \" \", STR(?b), \" \", STR(?c), \"{}\")", "-".repeat(500));
    for bomb in [
        format!("SELECT DISTINCT ({long} AS ?x) WHERE {{ {product} }} ORDER BY ?x"),
        format!("SELECT (GROUP_CONCAT({long}) AS ?x) WHERE {{ {product} }}"),
    ] {
        assert_eq!(server.query(&bomb, "text/csv").status(), 503, "{bomb}");
        answers(&server);
    }
}

#[test]
fn an_answer_that_is_too_long_is_refused_or_broken_and_never_cut() {
    let server = Running::with(&["--query-rows", "3000", "--query-workers", "1"]);
    let values: String = (0..100).map(|number| format!("{number} ")).collect();
    let short = format!("SELECT * WHERE {{ VALUES ?a {{ {values} }} VALUES ?b {{ {values} }} }}");
    let refused = server.query(&short, "text/csv");
    assert_eq!(refused.status(), 503);
    assert!(refused.text().unwrap().contains("more than 3000 rows"));
    let whole = server.query(&format!("{short} LIMIT 3000"), "text/csv");
    assert_eq!((whole.status().as_u16(), whole.text().unwrap().lines().count()), (200, 3001));
    // Rows of a kilobyte: the first are on their way when the last is one too many.
    let long = format!("SELECT ?a ?b (\"{}\" AS ?c) WHERE {{ VALUES ?a {{ {values} }} VALUES ?b {{ {values} }} }}", "x".repeat(1000));
    let begun = server.query(&long, "text/csv");
    assert_eq!(begun.status(), 200);
    assert!(begun.text().is_err(), "a part was taken for the whole");
    let whole = server.query(&format!("{long} LIMIT 3000"), "text/csv");
    assert_eq!(whole.text().unwrap().lines().count(), 3001);
    let page = server.query(&short, "text/html");
    assert_eq!(page.status(), 200);
    assert!(page.text().unwrap().contains("There is more"));
}

#[test]
fn a_client_that_leaves_stops_its_query() {
    let server = Running::with(&["--query-timeout", "3600", "--query-workers", "1", "--queries-per-client", "1"]);
    let mut client = TcpStream::connect(server.address()).unwrap();
    write!(client, "GET /sparql?query={} HTTP/1.1\r\nHost: here\r\n\r\n", encoded(&endless())).unwrap();
    assert!((0..1000).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(10));
        server.get("/metrics", "*/*").text().unwrap().contains("\nregesta_queries_under_way 1\n")
    }));
    // The client has its one query under way and may have no other.
    assert_eq!(server.query("ASK {}", "text/csv").status(), 429);
    drop(client);
    assert!((0..1000).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(10));
        server.query("ASK {}", "text/csv").status() == 200
    }));
}

#[test]
fn a_worker_that_has_answered_answers_again() {
    let server = Running::with(&["--query-workers", "1"]);
    for query in ["ASK {}", "SELECT * WHERE { ?s ?p ?o } LIMIT 10", "SELEC", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 10"].repeat(5)
    {
        assert!([200, 400].contains(&server.query(query, "*/*").status().as_u16()), "{query}");
    }
    let metrics = server.get("/metrics", "*/*").text().unwrap();
    assert!(metrics.contains("\nregesta_workers_started_total 1\n"), "{metrics}");
}

#[test]
fn one_client_does_not_take_all_workers() {
    let server = Running::with(&["--query-timeout", "3600", "--query-workers", "2", "--behind-proxy"]);
    let clients: Vec<TcpStream> = (0..8)
        .map(|number| {
            let mut client = TcpStream::connect(server.address()).unwrap();
            let query = encoded(&endless());
            write!(client, "GET /sparql?query={query} HTTP/1.1\r\nHost: here\r\nX-Forwarded-For: 192.0.2.{number}, 198.51.100.1\r\n\r\n")
                .unwrap();
            client
        })
        .collect();
    for _ in 0..5 {
        let other = server.request(Method::GET, "/sparql?query=ASK%7B%7D").header("x-forwarded-for", "198.51.100.2").send().unwrap();
        assert_eq!(other.status(), 200);
    }
    drop(clients);
}

#[test]
fn a_thousand_clients_at_once_are_all_told_something() {
    let server = Running::with(&["--query-workers", "1"]);
    let mut clients: Vec<TcpStream> = (0..800).map(|_| TcpStream::connect(server.address()).unwrap()).collect();
    let silent: Vec<TcpStream> = (0..100).map(|_| TcpStream::connect(server.address()).unwrap()).collect();
    for client in &mut clients {
        write!(client, "GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n").unwrap();
    }
    let mut answered = 0;
    for mut client in clients {
        let mut answer = String::new();
        client.read_to_string(&mut answer).unwrap();
        let status = answer.split(' ').nth(1).unwrap();
        assert!(["200", "429", "503"].contains(&status), "{answer}");
        assert!(status == "200" || answer.to_ascii_lowercase().contains("\r\nretry-after: "), "{answer}");
        answered += usize::from(status == "200");
    }
    assert!(answered > 0);
    answers(&server);
    drop(silent);
}

#[test]
fn what_is_nested_too_deeply_is_refused_and_nothing_falls() {
    let server = Running::with(&["--query-workers", "1", "--query-timeout", "3"]);
    for (open, close) in [("{", "}"), ("(", ")"), ("[ <e:p> ", "]")] {
        let inner = if open == "(" {
            format!("FILTER {}1{}", open.repeat(10_000), close.repeat(10_000))
        } else {
            format!("{}{}", open.repeat(10_000), close.repeat(10_000))
        };
        let response = server
            .request(Method::POST, "/sparql")
            .header("content-type", "application/sparql-query")
            .body(format!("SELECT * WHERE {{ {inner} }}"))
            .send()
            .unwrap();
        assert_eq!(response.status(), 400, "{open}");
    }
    // Deep without brackets: the worker may fall, the server not.
    for deep in ["!".repeat(100_000), "- ".repeat(100_000), "1 + ".repeat(100_000)] {
        let query = format!("SELECT ({deep} 1 AS ?x) {{}}");
        let request = server.request(Method::POST, "/sparql").header("content-type", "application/sparql-query");
        let status = request.body(query).send().unwrap().status().as_u16();
        assert!([200, 400, 503].contains(&status), "{status}");
    }
    // A worker that fell is replaced, which takes its time.
    assert!((0..60).any(|_| server.query("ASK {}", "text/csv").status() == 200));
}

#[test]
fn patterns_that_explode_do_not() {
    let server = Running::with(&["--query-workers", "1"]);
    for pattern in ["(a{1000}){1000}", "(a+)+$", "(a|a)*b"] {
        let query = format!("ASK {{ BIND(\"{}\" AS ?x) FILTER(REGEX(?x, \"{pattern}\")) }}", "a".repeat(5000));
        let status = server.query(&query[..query.len()], "text/csv").status().as_u16();
        assert!([200, 503].contains(&status), "{pattern}: {status}");
        answers(&server);
    }
}

#[test]
fn a_request_that_is_too_long_is_refused() {
    let server = Running::with(&["--longest-request", "16"]);
    let post = |length: usize| {
        let request = server.request(Method::POST, "/sparql").header("content-type", "application/sparql-query");
        request.body(format!("ASK {{}} #{}", " ".repeat(length))).send().map(|response| response.status().as_u16())
    };
    assert_eq!(post(1000).unwrap(), 200);
    // The server stops reading, which some clients meet while they still write.
    assert!(post(20_000_000).map_or(true, |status| status == 413));
    assert_eq!(post(17_000).unwrap(), 413);
    answers(&server);
}

#[test]
fn no_query_reaches_another_server() {
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    other.set_nonblocking(true).unwrap();
    let there = format!("http://{}/", other.local_addr().unwrap());
    for options in [&[][..], &["--no-workers"][..]] {
        let server = Running::with(options);
        let refused = server.query(&format!("SELECT * WHERE {{ SERVICE <{there}> {{ ?s ?p ?o }} }}"), "text/csv");
        assert_eq!(refused.status(), 403);
        assert!(refused.text().unwrap().contains("SERVICE is not followed"));
        let silent = server.query(&format!("SELECT * WHERE {{ SERVICE SILENT <{there}> {{ ?s ?p ?o }} }}"), "text/csv");
        assert_eq!(silent.status(), 200);
        let load = server.request(Method::POST, "/sparql").header("content-type", "application/sparql-update");
        assert_eq!(load.body(format!("LOAD <{there}>")).send().unwrap().status(), 403);
        assert_eq!(server.query(&format!("ASK FROM <{there}> {{ ?s ?p ?o }}"), "text/csv").text().unwrap().trim(), "false");
    }
    assert_eq!(other.accept().unwrap_err().kind(), std::io::ErrorKind::WouldBlock);
}

/// The address of this machine in its network; none where it has no network, or one that is public.
fn private_address() -> Option<Ipv4Addr> {
    // Nothing is sent: the machine only chooses from where it would be.
    let socket = UdpSocket::bind("0.0.0.0:0").ok()?;
    socket.connect("8.8.8.8:9").ok()?;
    match socket.local_addr().ok()?.ip() {
        IpAddr::V4(own) => Some(own).filter(|own| own.is_private() || own.is_link_local() || own.is_documentation()),
        IpAddr::V6(_) => None,
    }
}

#[test]
fn a_listed_endpoint_in_the_network_of_this_machine_is_not_reached() {
    let Some(own) = private_address() else {
        eprintln!("skipped: this machine has no address in a network that is not public");
        return;
    };
    let other = TcpListener::bind((own, 0)).unwrap();
    let there = format!("http://{}/", other.local_addr().unwrap());
    // It could be reached from here.
    drop(TcpStream::connect(other.local_addr().unwrap()).unwrap());
    other.accept().unwrap();
    other.set_nonblocking(true).unwrap();
    for options in [&["--federate", &there][..], &["--federate", &there, "--no-workers"][..]] {
        let server = Running::with(options);
        let refused = server.query(&format!("SELECT * {{ SERVICE <{there}> {{ ?s ?p ?o }} }}"), "text/csv");
        let (status, words) = (refused.status(), refused.text().unwrap());
        assert!(status == 403 && words.contains("not public"), "{status}: {words}");
        assert_eq!(server.query(&format!("SELECT * {{ SERVICE SILENT <{there}> {{ ?s ?p ?o }} }}"), "text/csv").status(), 200);
    }
    assert_eq!(other.accept().unwrap_err().kind(), std::io::ErrorKind::WouldBlock);
}

#[test]
fn without_workers_the_limits_of_time_and_rows_hold() {
    let server = Running::with(&["--no-workers", "--query-timeout", "1", "--query-rows", "10"]);
    let slow = server.query("SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", "text/csv");
    assert_eq!(slow.status(), 503);
    assert_eq!(server.query("SELECT * WHERE { ?s ?p ?o } LIMIT 11", "text/csv").status(), 503);
    assert_eq!(server.query("SELECT * WHERE { ?s ?p ?o } LIMIT 10", "text/csv").text().unwrap().lines().count(), 11);
}

#[test]
fn odd_addresses_break_nothing() {
    let server = Running::shared();
    for path in [
        "/person/%0d%0aSet-Cookie:%20a=b",
        "/%00",
        "/person/%2e%2e/%2e%2e/etc/passwd",
        "/dumps/..%2f..%2fregesta.toml",
        "/dumps/%2fetc%2fpasswd",
        "/person/%3Cscript%3E",
        "/person/a%20b%22%7D%20UNION",
        "/person/%F0%9F%92%A9.ttl",
        "/person/x%23y.ttl",
        "/%",
        "//",
        "/sparql/../sparql",
    ] {
        let mut client = TcpStream::connect(server.address()).unwrap();
        write!(client, "GET {path} HTTP/1.1\r\nHost: here\r\nAccept: */*\r\nConnection: close\r\n\r\n").unwrap();
        let mut bytes = Vec::new();
        client.read_to_end(&mut bytes).unwrap();
        let answer = String::from_utf8_lossy(&bytes).into_owned();
        let status: u16 = answer.split(' ').nth(1).unwrap().parse().unwrap();
        assert!((300..500).contains(&status), "{path}: {status}");
        let head = answer.split("\r\n\r\n").next().unwrap().to_ascii_lowercase();
        assert!(!head.contains("\r\nset-cookie") && !answer.contains("<script>") && !answer.contains("root:"), "{path}");
    }
}
