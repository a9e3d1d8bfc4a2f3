//! What libraries and archives ask for: records, releases, and the interface as a document.

use std::io::Read as _;

use reqwest::Method;
use serde_json::Value;

use crate::running::{Running, build, header};
use crate::writing::Folder;

fn oai(server: &Running, request: &str) -> String {
    let response = server.get(&format!("/oai?{request}"), "*/*");
    assert_eq!((response.status().as_u16(), header(&response, "content-type")), (200, "text/xml; charset=utf-8".to_owned()), "{request}");
    let text = response.text().unwrap();
    let mut reader = quick_xml::Reader::from_str(&text);
    while !matches!(reader.read_event().unwrap_or_else(|error| panic!("{error} in {text}")), quick_xml::events::Event::Eof) {}
    text
}

#[test]
fn harvesters_get_every_essay_and_document_once() {
    let server = Running::shared();
    assert!(oai(server, "verb=Identify").contains("<protocolVersion>2.0</protocolVersion>"));
    assert!(oai(server, "verb=ListMetadataFormats").contains("oai_dc.xsd"));
    assert!(oai(server, "verb=ListSets").contains("<setSpec>essay</setSpec>"));
    let records = oai(server, "verb=ListRecords&metadataPrefix=oai_dc");
    let essays = oai(server, "verb=ListIdentifiers&metadataPrefix=oai_dc&set=essay");
    assert_eq!(essays.matches("<identifier>").count(), 3);
    assert!(
        records.matches("<record>").count() > 20
            && records.contains("<dc:title>")
            && records.contains("<dc:rights>https://creativecommons")
    );
    let identifier = essays.split("<identifier>").nth(1).unwrap().split('<').next().unwrap();
    let one = oai(server, &format!("verb=GetRecord&metadataPrefix=oai_dc&identifier={identifier}"));
    assert!(
        one.contains(&format!("<identifier>{identifier}</identifier>"))
            && one.contains("<dc:identifier>https://w3id.org/regesta/kars-1921/essay/")
    );
    for (request, code) in [
        ("", "badVerb"),
        ("verb=Other", "badVerb"),
        ("verb=Identify&set=doc", "badArgument"),
        ("verb=ListRecords", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListRecords&metadataPrefix=marc", "cannotDisseminateFormat"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=1921", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2999-01-01", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=none", "noRecordsMatch"),
        ("verb=ListRecords&resumptionToken=none", "badResumptionToken"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:none:x", "idDoesNotExist"),
    ] {
        let told = oai(server, request);
        assert!(told.contains(&format!("<error code=\"{code}\">")), "{request}: {told}");
    }
    let post = server.request(Method::POST, "/oai").header("content-type", "application/x-www-form-urlencoded").body("verb=Identify");
    assert!(post.send().unwrap().text().unwrap().contains("<Identify>"));
}

#[test]
fn a_harvest_goes_on_where_it_was_left() {
    let folder = Folder::new("harvest");
    let gone: String = (0..250).map(|number| format!("doc/g{number:03}\tdoc\t{number}\t2026-11-22\tgone:a misreading\n")).collect();
    std::fs::write(folder.0.join("registry.tsv"), format!("iri-path\tkind\tidentified-by\tminted\tstate\n{gone}")).unwrap();
    let server = Running::of(&folder.0, &["--no-workers"]);
    let mut request = "verb=ListIdentifiers&metadataPrefix=oai_dc".to_owned();
    let mut all = Vec::new();
    for page in 0..3 {
        let told = oai(&server, &request);
        all.extend(told.split("<identifier>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()));
        assert!(told.contains("status=\"deleted\"") && told.contains("completeListSize=\"250\""), "{told}");
        let token = told
            .split("cursor=")
            .nth(1)
            .and_then(|rest| rest.split('>').nth(1))
            .and_then(|rest| rest.split('<').next())
            .unwrap_or_default();
        assert_eq!(token.trim().is_empty(), page == 2, "{told}");
        request = format!("verb=ListIdentifiers&resumptionToken={}", token.trim());
    }
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 250);
}

#[test]
fn kept_releases_answer_for_their_days() {
    let folder = Folder::new("released");
    let release = |version: &str, date: &str, words: &str| {
        let settings = format!(
            "title = \"{words}\"\nbase = \"https://w3id.org/regesta/notes-of-tests/\"\nlanguage = \"en\"\n\
             license = \"https://creativecommons.org/licenses/by/4.0/\"\nversion = \"{version}\"\ndate = {date}\n"
        );
        std::fs::write(folder.0.join("regesta.toml"), settings).unwrap();
        std::fs::create_dir_all(folder.0.join("graphs")).unwrap();
        let thing = "https://w3id.org/regesta/notes-of-tests/person/x";
        std::fs::write(folder.0.join("graphs/notes.ttl"), format!("<{thing}> <e:said> \"{words}\" .\n")).unwrap();
        build(&folder.0);
        let done = std::process::Command::new(env!("CARGO_BIN_EXE_regesta")).arg("release").arg(&folder.0).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    release("0.1.0", "2024-05-01", "the first");
    release("0.2.0", "2025-05-01", "the second");
    let server = Running::of(&folder.0, &["--no-workers"]);
    let at = |datetime: &str| {
        let request = server.request(Method::GET, "/timegate/person/x");
        let response = if datetime.is_empty() { request } else { request.header("accept-datetime", datetime) }.send().unwrap();
        (response.status().as_u16(), header(&response, "location").replace(server.url(), ""), header(&response, "vary"))
    };
    for (datetime, version) in [
        ("", "0.2.0"),
        ("Thu, 01 May 2025 00:00:00 GMT", "0.2.0"),
        ("Wed, 30 Apr 2025 23:59:59 GMT", "0.1.0"),
        ("Tue, 01 Jan 1980 00:00:00 GMT", "0.1.0"),
    ] {
        assert_eq!(at(datetime), (302, format!("/memento/{version}/person/x"), "Accept-Datetime".to_owned()), "{datetime}");
    }
    assert_eq!(at("yesterday").0, 400);
    let memento = server.get("/memento/0.1.0/person/x", "text/turtle");
    assert_eq!((memento.status().as_u16(), header(&memento, "memento-datetime")), (200, "Wed, 01 May 2024 00:00:00 GMT".to_owned()));
    let links: Vec<&str> = memento.headers().get_all("link").iter().map(|link| link.to_str().unwrap()).collect();
    assert!(links.concat().contains("rel=\"original\"") && links.concat().contains("rel=\"timegate\""));
    assert!(memento.text().unwrap().contains("the first"));
    assert!(server.get("/memento/0.2.0/person/x.nt", "*/*").text().unwrap().contains("the second"));
    assert!(server.get("/memento/0.1.0/person/x.html", "*/*").text().unwrap().contains("<html"));
    for name in ["all.nt", "all.nt.gz"] {
        let dump = server.get(&format!("/memento/0.1.0/dumps/{name}"), "*/*");
        assert_eq!(header(&dump, "memento-datetime"), "Wed, 01 May 2024 00:00:00 GMT");
        let (bytes, mut unpacked) = (dump.bytes().unwrap(), Vec::new());
        match name.strip_suffix(".gz") {
            Some(_) => flate2::read::GzDecoder::new(&bytes[..]).read_to_end(&mut unpacked).map(drop).unwrap(),
            None => unpacked.extend(&bytes),
        }
        assert_eq!(unpacked, std::fs::read(folder.0.join("release/0.1.0/all.nt")).unwrap(), "{name}");
        let gate = server.request(Method::GET, &format!("/timegate/dumps/{name}")).send().unwrap();
        assert!(header(&gate, "location").ends_with(&format!("/memento/0.2.0/dumps/{name}")));
    }
    let map = server.get("/timemap/person/x", "*/*").text().unwrap();
    assert!(map.contains("rel=\"first memento\"") && map.contains("datetime=\"Thu, 01 May 2025 00:00:00 GMT\""), "{map}");
    for path in ["/memento/0.9.0/person/x", "/memento/0.1.0/person/y", "/memento/0.1.0/../x"] {
        assert_eq!(server.get(path, "text/turtle").status(), 404, "{path}");
    }
    let now = server.get("/person/x.ttl", "*/*");
    assert!(now.headers().get_all("link").iter().any(|link| link.to_str().unwrap().contains("</timegate/person/x>")));
}

#[test]
fn the_interface_is_a_document() {
    let server = Running::shared();
    let document: Value = serde_json::from_slice(&server.get("/openapi.json", "*/*").bytes().unwrap()).unwrap();
    assert_eq!(document["openapi"], "3.1.0");
    assert_eq!(document["servers"][0]["url"], server.url());
    assert!(document["paths"]["/update"].is_null() && document["paths"]["/store"]["put"].is_null());
    let mut paths = 0;
    for (path, methods) in document["paths"].as_object().unwrap() {
        if methods["get"].is_null() {
            continue;
        }
        let path = path.replace("{kind}", "person").replace("{key}", "georgy-chicherin").replace("{name}", "all.ttl");
        let path = path.replace("{version}", "0.1.0");
        let asked = match path.as_str() {
            "/search" => "?q=x",
            "/reconcile/flyout/type" => "?id=person",
            "/reconcile/flyout/property" => "?id=name",
            "/reconcile/flyout/entity" | "/reconcile/preview" => "?id=person/georgy-chicherin",
            _ => "",
        };
        let status = server.get(&format!("{path}{asked}"), "*/*").status().as_u16();
        assert!(
            [200, 303].contains(&status) || path.starts_with("/time") || path.starts_with("/memento") || path == "/store",
            "{path}: {status}"
        );
        paths += 1;
    }
    assert!(paths > 15);
    // The names that the document uses are all there.
    let text = document.to_string();
    for name in text.split("\"#/").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        let found = name.split('/').try_fold(&document, |at, part| at.get(part));
        assert!(found.is_some(), "{name}");
    }
}

#[test]
fn an_answer_is_kept_until_something_changes() {
    let folder = Folder::new("kept");
    let server = Running::of(&folder.0, &["--query-workers", "1", "--writable"]);
    let kept = || {
        let metrics = server.get("/metrics", "*/*").text().unwrap();
        let line = metrics.lines().find_map(|line| line.strip_prefix("regesta_kept_answers_total ")).unwrap().to_owned();
        line.parse::<u32>().unwrap()
    };
    let count = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }";
    let ask = || server.query(count, "text/csv").text().unwrap();
    assert_eq!((ask(), ask(), kept()), ("n\r\n0\r\n".to_owned(), "n\r\n0\r\n".to_owned(), 1));
    let insert = "INSERT DATA { GRAPH <urn:x:g> { <e:s> <e:p> 1 } }";
    assert_eq!(server.write(Method::POST, "/update", "application/sparql-update", insert).status(), 204);
    assert_eq!(ask(), "n\r\n1\r\n");
    let before = kept();
    let random = |_| server.query("SELECT (STRUUID() AS ?x) {}", "text/csv").text().unwrap();
    assert_ne!(random(0), random(1));
    assert_eq!(kept(), before);
    for coding in ["gzip", "br", "zstd"] {
        let response = server.request(Method::GET, "/style.css").header("accept-encoding", coding).send().unwrap();
        assert_eq!(header(&response, "content-encoding"), coding);
        let tag = header(&response, "etag");
        assert!(tag.ends_with(&format!("-{coding}\"")), "{tag}");
        let again = server.request(Method::GET, "/style.css").header("accept-encoding", coding).header("if-none-match", &tag);
        assert_eq!(again.send().unwrap().status(), 304);
    }
}
