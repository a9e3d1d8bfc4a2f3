//! Addresses dereference: 303 from a thing to what is said of it, in the form that is asked for.

use std::collections::BTreeSet;

use oxigraph::io::{RdfFormat, RdfParser};

use crate::running::{Running, header};

const PERSON: &str = "/person/georgy-chicherin";

#[test]
fn every_minted_address_answers_in_every_form() {
    let server = Running::shared();
    let registry = std::fs::read_to_string(server.folder().join("registry.tsv")).unwrap();
    let paths: BTreeSet<&str> = registry.lines().skip(1).map(|line| line.split('\t').next().unwrap()).collect();
    assert!(paths.len() > 100);
    let forms = [("text/html", "html"), ("text/turtle", "ttl"), ("application/ld+json", "jsonld")];
    let mut missing = Vec::new();
    for (number, path) in paths.iter().enumerate() {
        let (media, ending) = forms[number % forms.len()];
        let response = server.get(&format!("/{path}"), media);
        if response.status() != 303 {
            missing.push(*path);
            continue;
        }
        assert_eq!(header(&response, "location"), format!("/{path}.{ending}"));
        assert_eq!(header(&response, "vary"), "Accept");
        let told = server.get(&format!("/{path}.{ending}"), "*/*");
        assert_eq!(told.status(), 200, "{path}");
        assert!(header(&told, "content-type").starts_with(media), "{path}");
    }
    // Addresses that were minted once and are told of no more stay in the registry; none of the live graph's is missing.
    let graph = std::fs::read_to_string(server.folder().join("build/current/dumps/all.nt")).unwrap();
    missing.retain(|path| graph.contains(&format!("<https://w3id.org/regesta/kars-1921/{path}> ")));
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn the_client_gets_what_it_wants_most() {
    let server = Running::shared();
    for (accept, expected) in [
        ("text/html,application/xhtml+xml,*/*;q=0.8", "html"),
        ("text/turtle", "ttl"),
        ("application/ld+json;q=0.9, text/turtle;q=0.5", "jsonld"),
        ("application/n-triples", "nt"),
        ("*/*", "html"),
    ] {
        assert_eq!(header(&server.get(PERSON, accept), "location"), format!("{PERSON}.{expected}"), "{accept}");
    }
    let refused = server.get(PERSON, "image/png");
    assert_eq!(refused.status(), 406);
    assert!(refused.text().unwrap().contains("text/turtle"));
}

#[test]
fn the_forms_say_the_same_and_keep_the_base() {
    let server = Running::shared();
    let triples = |ending: &str, format: RdfFormat| -> BTreeSet<String> {
        let body = server.get(&format!("{PERSON}.{ending}"), "*/*").bytes().unwrap();
        RdfParser::from_format(format)
            .for_slice(&body)
            .map(|quad| {
                let quad = quad.unwrap();
                format!("{} {} {}", quad.subject, quad.predicate, quad.object)
            })
            .collect()
    };
    let turtle = triples("ttl", RdfFormat::Turtle);
    assert!(turtle.len() > 10);
    assert!(turtle.iter().any(|triple| triple.contains("<https://w3id.org/regesta/kars-1921/person/georgy-chicherin>")));
    assert_eq!(triples("nt", RdfFormat::NTriples), turtle);
    assert_eq!(triples("rdf", RdfFormat::RdfXml), turtle);
}

#[test]
fn pages_lead_to_this_server_and_name_the_published_address() {
    let server = Running::shared();
    let page = server.get("/person/georgy-chicherin.html", "*/*").text().unwrap();
    assert!(page.contains("href=\"/doc/"));
    assert!(page.contains("<link rel=\"canonical\" href=\"https://w3id.org/regesta/kars-1921/person/georgy-chicherin\">"));
    for path in ["/", "/doc/", "/person/", "/place/", "/group/", "/event/", "/holding/", "/book/", "/essay/"] {
        let response = server.get(path, "text/html");
        assert_eq!(response.status(), 200, "{path}");
        let page = response.text().unwrap();
        for link in links(&page) {
            assert_ne!(server.get(&link, "text/html").status(), 404, "{link} on {path}");
        }
    }
}

/// The links of a page that lead to the server itself, each once.
#[test]
fn the_page_of_an_essay_shows_its_sentences_and_whom_they_name() {
    let server = Running::shared();
    let person = server.get(&format!("{PERSON}.html"), "text/html").text().unwrap();
    let passages: Vec<String> = links(&person).into_iter().filter(|link| link.starts_with("/essay/")).collect();
    assert!(passages.len() > 3, "{passages:?}");
    let mut linked = 0;
    for passage in &passages {
        let (essay, anchor) = passage.split_once('#').expect("the link leads to the sentence");
        let page = server.get(&format!("{essay}.html"), "text/html").text().unwrap();
        assert!(page.contains("<dt>Persons</dt>") && page.contains("Citations"));
        let from = page.find(&format!("id=\"{anchor}\"")).expect("the sentence has its place on the essay's page");
        let figure = &page[from..from + page[from..].find("</figure>").unwrap()];
        linked += usize::from(figure.contains(&format!("<a href=\"{PERSON}\">")));
    }
    // Some sentences only tell of him, as of a document's author; most name him.
    assert!(linked * 2 > passages.len(), "{linked} of {}", passages.len());
}

fn links(page: &str) -> BTreeSet<String> {
    let found = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    found.filter(|link| link.starts_with('/')).map(|link| link.replace("&#38;", "&").replace("&amp;", "&")).collect()
}

#[test]
fn what_is_not_there_is_said() {
    let server = Running::shared();
    let response = server.get("/person/nobody", "text/html");
    assert_eq!(response.status(), 404);
    assert!(response.text().unwrap().contains("Nothing here"));
    assert_eq!(server.get("/dumps/../regesta.toml", "*/*").status(), 404);
    assert_eq!(server.get("/dumps/%2e%2e%2fregesta.toml", "*/*").status(), 404);
    assert_eq!(server.get("/%ff", "*/*").status(), 400);
    assert_eq!(server.request(reqwest::Method::DELETE, PERSON).send().unwrap().status(), 405);
}

#[test]
fn the_path_of_the_base_is_answered_too() {
    let server = Running::shared();
    let response = server.get("/regesta/kars-1921/person/georgy-chicherin", "text/turtle");
    assert_eq!((response.status().as_u16(), header(&response, "location")), (303, format!("{PERSON}.ttl")));
    assert_eq!(server.get("/regesta/kars-1921/", "text/html").status(), 200);
}

#[test]
fn a_known_answer_is_not_sent_again() {
    let server = Running::shared();
    let first = server.get("/person/georgy-chicherin.ttl", "*/*");
    let tag = header(&first, "etag");
    assert!(tag.starts_with('"'));
    let again = server.request(reqwest::Method::GET, "/person/georgy-chicherin.ttl").header("if-none-match", &tag).send().unwrap();
    assert_eq!(again.status(), 304);
    let head = server.request(reqwest::Method::HEAD, "/person/georgy-chicherin.ttl").send().unwrap();
    assert_eq!((head.status().as_u16(), header(&head, "etag")), (200, tag));
    assert_ne!(header(&head, "content-length"), "0");
}

#[test]
fn dumps_are_the_files_of_the_build() {
    let server = Running::shared();
    for name in ["all.ttl", "all.nq", "all.jsonld", "SHA256SUMS"] {
        let bytes = server.get(&format!("/dumps/{name}"), "*/*").bytes().unwrap();
        assert_eq!(bytes, std::fs::read(server.folder().join("build/current/dumps").join(name)).unwrap(), "{name}");
    }
}

#[test]
fn a_part_of_a_dump_is_sent_where_its_bytes_are_those_that_are_known() {
    let server = Running::shared();
    let whole = std::fs::read(server.folder().join("build/current/dumps/all.nt")).unwrap();
    let ask = |headers: &[(&str, &str)]| {
        let request = server.request(reqwest::Method::GET, "/dumps/all.nt").header("accept-encoding", "identity");
        headers.iter().fold(request, |request, (name, value)| request.header(*name, *value)).send().unwrap()
    };
    let tag = header(&ask(&[]), "etag");
    assert_eq!(header(&ask(&[]), "accept-ranges"), "bytes");
    for (range, expected) in [("bytes=0-99", &whole[..100]), ("bytes=100-", &whole[100..]), ("bytes=-50", &whole[whole.len() - 50..])] {
        let part = ask(&[("range", range), ("if-range", &tag)]);
        assert_eq!((part.status().as_u16(), header(&part, "etag")), (206, tag.clone()), "{range}");
        assert!(header(&part, "content-range").ends_with(&format!("/{}", whole.len())), "{range}");
        assert_eq!(header(&part, "content-length"), expected.len().to_string(), "{range}");
        assert_eq!(part.bytes().unwrap(), expected, "{range}");
    }
    let beyond = ask(&[("range", &format!("bytes={}-", whole.len()))]);
    assert_eq!((beyond.status().as_u16(), header(&beyond, "content-range")), (416, format!("bytes */{}", whole.len())));
    for headers in [&[("range", "bytes=0-9"), ("if-range", "\"another\"")][..], &[("range", "bytes=0-1,5-6")], &[("range", "pages=1-2")]] {
        let all = ask(headers);
        assert_eq!((all.status().as_u16(), all.bytes().unwrap().len()), (200, whole.len()), "{headers:?}");
    }
    assert_eq!(ask(&[("range", "bytes=0-9"), ("if-none-match", &tag)]).status(), 304);
    let packed = server.request(reqwest::Method::GET, "/dumps/all.nt.gz").header("accept-encoding", "gzip").send().unwrap();
    assert_eq!((header(&packed, "content-encoding"), header(&packed, "content-type")), (String::new(), "application/gzip".to_owned()));
}

#[test]
fn files_for_other_tools_are_linked_and_answer() {
    let server = Running::shared();
    let start = server.get("/", "text/html").text().unwrap();
    let links: Vec<&str> = start.split("href=\"/export/").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(links.contains(&"letters.cmif.xml") && links.contains(&"description.ttl"), "{links:?}");
    for link in links {
        let answer = server.get(&format!("/export/{link}"), "*/*");
        assert_eq!(answer.status(), 200, "{link}");
        assert!(!header(&answer, "content-type").starts_with("text/html"), "{link}");
        assert!(answer.bytes().unwrap().len() > 500, "{link}");
    }
    // The address that the file gives itself is the one where it is.
    let cmif = server.get("/export/letters.cmif.xml", "*/*").text().unwrap();
    assert!(cmif.contains("https://w3id.org/regesta/kars-1921/export/letters.cmif.xml"));
    for none in ["/export/tables", "/export/none", "/export/"] {
        assert_eq!(server.get(none, "*/*").status(), 404, "{none}");
    }
}

#[test]
fn terms_answer_with_what_they_mean() {
    let server = Running::shared();
    for (path, accept, media, words) in [
        ("/ontology", "text/turtle", "text/turtle", "ov:was_addressed_to a rdf:Property"),
        ("/ontology", "text/html", "text/html", "was_addressed_to"),
        (
            "/vocabulary/document/letter",
            "application/n-triples",
            "application/n-triples",
            "<https://w3id.org/regesta/vocabulary/document/letter>",
        ),
        ("/vocabulary.jsonld", "*/*", "application/ld+json", "kind-document:letter"),
        ("/shapes", "text/turtle", "text/turtle", "sh:NodeShape"),
        ("/profile", "text/html", "text/html", "E65_Creation"),
        ("/context.jsonld", "*/*", "application/ld+json", "crm:P14_carried_out_by"),
    ] {
        let response = server.get(path, accept);
        assert_eq!(response.status().as_u16(), 200, "{path}");
        assert!(header(&response, "content-type").starts_with(media), "{path}");
        let body = response.text().unwrap();
        assert!(body.contains(words), "{path}: {}", &body[..body.len().min(300)]);
    }
    assert_eq!(server.get("/ontology.docx", "*/*").status().as_u16(), 404);
}
