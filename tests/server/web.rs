//! What crawlers, monitors and archives look for; and a new build that lands while requests go on.

use reqwest::Method;

use crate::running::{Running, build, copy, header};

#[test]
fn the_server_tells_how_it_is() {
    let server = Running::with(&["--query-workers", "1", "--query-rows", "77"]);
    assert_eq!(server.get("/health", "*/*").text().unwrap(), "ok\n");
    assert_eq!(server.query("ASK {}", "text/csv").status(), 200);
    assert_eq!(server.get("/person/nobody", "*/*").status(), 404);
    let metrics = server.get("/metrics", "*/*").text().unwrap();
    let value = |name: &str| -> f64 {
        let line = metrics.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        line.unwrap_or_else(|| panic!("{name} in {metrics}")).parse().unwrap()
    };
    assert!(value("regesta_requests_total{status=\"2xx\"}") >= 2.0);
    assert!(value("regesta_requests_total{status=\"4xx\"}") >= 1.0);
    assert_eq!(value("regesta_requests_total{status=\"5xx\"}"), 0.0);
    assert!(value("regesta_queries_under_way") <= 1.0);
    assert!(value("regesta_statements") > 1000.0);
    let about = server.get("/about", "text/html").text().unwrap();
    assert!(about.contains("answer with 77 rows") && about.contains("https://w3id.org/regesta/kars-1921/"));
}

#[test]
fn crawlers_find_every_page_and_leave_the_endpoint() {
    let server = Running::shared();
    let robots = server.get("/robots.txt", "*/*").text().unwrap();
    assert!(robots.contains("Disallow: /sparql"));
    assert!(robots.contains(&format!("Sitemap: {}/sitemap.xml", server.url())));
    let map = server.get("/sitemap.xml", "*/*").text().unwrap();
    let pages: Vec<&str> = map.split("<loc>").skip(1).filter_map(|rest| rest.split('<').next()).collect();
    assert!(pages.len() > 100);
    for page in pages.iter().step_by(37) {
        let path = page.strip_prefix(server.url()).unwrap();
        assert_eq!(server.get(path, "text/html").status(), 200, "{page}");
    }
    let odd = server.request(Method::GET, "/sitemap.xml").header("host", "a<b").send().unwrap();
    assert_eq!(odd.status(), 400);
}

#[test]
fn machines_find_the_data_set_and_its_licence() {
    let server = Running::shared();
    let void = server.get("/.well-known/void", "text/turtle");
    assert_eq!((void.status().as_u16(), header(&void, "location")), (303, "/export/description.ttl".to_owned()));
    let full = server.get("/export/description.ttl", "text/turtle").text().unwrap();
    assert!(full.contains("void:classPartition") && full.contains("dcat:distribution"), "{full}");
    let page = server.get("/", "text/html").text().unwrap();
    let json = page.split("<script type=\"application/ld+json\">").nth(1).and_then(|rest| rest.split("</script>").next()).unwrap();
    let dataset: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!((&dataset["@type"], &dataset["@id"]), (&"Dataset".into(), &"https://w3id.org/regesta/kars-1921/".into()));
    let described = server.get("/", "text/turtle");
    assert_eq!((described.status().as_u16(), header(&described, "content-type")), (200, "text/turtle".to_owned()));
    assert!(described.text().unwrap().contains("void:Dataset"));
    let links = |path: &str| -> String {
        let response = server.get(path, "text/html");
        let links: Vec<&str> = response.headers().get_all("link").iter().map(|link| link.to_str().unwrap()).collect();
        links.join("\n")
    };
    let thing = links("/person/georgy-chicherin.html");
    for link in [
        "<https://w3id.org/regesta/kars-1921/person/georgy-chicherin>; rel=\"cite-as\"",
        "</person/georgy-chicherin.ttl>; rel=\"describedby\"; type=\"text/turtle\"",
        "<https://w3id.org/regesta/kars-1921/>; rel=\"collection\"",
        "<https://schema.org/AboutPage>; rel=\"type\"",
        "rel=\"license\"",
    ] {
        assert!(thing.contains(link), "{link} in {thing}");
    }
    let start = links("/");
    for link in ["<https://w3id.org/regesta/kars-1921/>; rel=\"cite-as\"", "</dumps/all.ttl>; rel=\"item\"", "rel=\"license\""] {
        assert!(start.contains(link), "{link} in {start}");
    }
    assert_eq!(server.get("/person/", "text/turtle").status(), 406);
}

#[test]
fn a_packed_form_says_the_same_under_a_tag_of_its_own() {
    let server = Running::shared();
    let path = "/person/georgy-chicherin.ttl";
    let get = |coding: &str, condition: &str| {
        let request = server.request(Method::GET, path).header("accept-encoding", coding);
        let request = if condition.is_empty() { request } else { request.header("if-none-match", condition) };
        request.send().unwrap()
    };
    let (plain, packed) = (get("identity", ""), get("gzip", ""));
    assert_eq!((header(&plain, "content-encoding"), header(&packed, "content-encoding")), (String::new(), "gzip".to_owned()));
    let (tag, packed_tag) = (header(&plain, "etag"), header(&packed, "etag"));
    assert_ne!(tag, packed_tag);
    assert!(packed.headers().get_all("vary").iter().any(|vary| vary.to_str().unwrap().to_ascii_lowercase().contains("accept-encoding")));
    assert!(packed.bytes().unwrap().len() < plain.bytes().unwrap().len());
    for (coding, known) in [("gzip", &packed_tag), ("identity", &tag)] {
        let again = get(coding, known);
        assert_eq!((again.status().as_u16(), header(&again, "etag")), (304, known.clone()), "{coding}");
    }
    assert_eq!(get("gzip", "\"another\"").status(), 200);
}

#[test]
fn a_long_answer_comes_packed_to_its_end() {
    let server = Running::shared();
    let all = format!("/sparql?query={}", crate::running::encoded("SELECT * WHERE { GRAPH ?g { ?s ?p ?o } }"));
    let get =
        |coding: &str| server.request(Method::GET, &all).header("accept", "text/csv").header("accept-encoding", coding).send().unwrap();
    let plain = get("identity").bytes().unwrap();
    assert!(plain.len() > 2 << 20, "{}", plain.len());
    let packed = get("gzip");
    assert_eq!(header(&packed, "content-encoding"), "gzip");
    let mut unpacked = Vec::new();
    std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(&packed.bytes().unwrap()[..]), &mut unpacked).unwrap();
    assert_eq!(unpacked.len(), plain.len());
}

#[test]
fn a_new_build_is_served_and_no_request_is_dropped() {
    let served = Running::shared();
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("reloaded-{}", std::process::id()));
    for name in ["regesta.toml", "registry.tsv", "authority", "essays"] {
        copy(&served.folder().join(name), &folder.join(name));
    }
    build(&folder);
    let server = Running::of(&folder, &["--query-workers", "1"]);
    let settings = std::fs::read_to_string(folder.join("regesta.toml")).unwrap();
    let title = settings.lines().find(|line| line.starts_with("title")).unwrap();
    let rebuilding = std::thread::spawn({
        let (folder, settings) = (folder.clone(), settings.replace(title, "title = \"Another title\""));
        move || {
            std::fs::write(folder.join("regesta.toml"), settings).unwrap();
            build(&folder);
        }
    });
    let asked = "ASK { ?s ?p ?o FILTER(STR(?o) = \"Another title\") }";
    let (mut is_on_page, mut is_in_graph) = (false, false);
    for _ in 0..3000 {
        let page = server.get("/about", "text/html");
        assert_eq!(page.status(), 200);
        is_on_page = page.text().unwrap().contains("Another title");
        let answer = server.query(asked, "text/csv");
        assert_eq!(answer.status(), 200);
        is_in_graph = answer.text().unwrap().trim() == "true";
        if is_on_page && is_in_graph {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert!(is_on_page && is_in_graph);
    rebuilding.join().unwrap();
    drop(server);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn http_2_is_spoken_where_a_client_begins_with_it() {
    use std::io::{Read as _, Write as _};
    let mut client = std::net::TcpStream::connect(Running::shared().address()).unwrap();
    // The words by which a client begins (RFC 9113, section 3.4), in two pieces, and its settings: none.
    client.write_all(b"P").unwrap();
    client.write_all(b"RI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0").unwrap();
    let mut head = [0; 9];
    client.read_exact(&mut head).unwrap();
    assert_eq!(head[3], 4, "the server begins with its settings: {head:?}");
    // The first letter of HTTP/2 is that of other methods too.
    let posted = Running::shared().request(Method::POST, "/sparql").header("content-type", "application/sparql-query").body("ASK {}");
    assert_eq!(posted.send().unwrap().status(), 200);
}
