//! The search finds names and passages in any case form, over HTTP and inside SPARQL.

use serde_json::Value;

use crate::running::{Running, encoded, header};

fn found(query: &str) -> Value {
    let response = Running::shared().get(&format!("/search?q={}", encoded(query)), "application/json");
    assert_eq!((response.status().as_u16(), header(&response, "content-type")), (200, "application/json".to_owned()), "{query}");
    serde_json::from_slice(&response.bytes().unwrap()).unwrap()
}

#[track_caller]
fn check(query: &str, expected: &str) {
    let found = found(query);
    let iri = found["things"][0]["iri"].as_str().unwrap_or_default();
    assert_eq!(iri.strip_prefix("https://w3id.org/regesta/kars-1921/"), Some(expected), "{query}: {found:#}");
}

#[test]
fn any_case_form_finds_the_thing() {
    for form in ["Чичерин", "Чичерину", "Чичериным", "чичерина", "ЧИЧЕРИНЕ", "Георгию Чичерину", "Chicherin", "Чичер*"]
    {
        check(form, "person/georgy-chicherin");
    }
    for form in ["Карс", "Карса", "Карсе", "Карсом", "Kars"] {
        check(form, "place/kars");
    }
    for form in ["Москва", "в Москве"] {
        let place = found(form.rsplit(' ').next().unwrap());
        assert_eq!(place["things"][0]["kind"], "place", "{form}: {place:#}");
    }
}

#[test]
fn passages_are_found_by_their_words() {
    let all = found("телеграмма");
    let passages = all["passages"].as_array().unwrap();
    assert!(!passages.is_empty());
    for passage in passages {
        assert!(passage["words"].as_str().unwrap().to_lowercase().contains("телеграмм"), "{passage}");
        assert!(passage["iri"].as_str().unwrap().starts_with(passage["essay"].as_str().unwrap()));
    }
    // All words are wanted, and what stands nowhere is not found.
    assert!(found("телеграмма небывальщина")["passages"].as_array().unwrap().is_empty());
    assert!(found("небывальщина")["things"].as_array().unwrap().is_empty());
}

#[test]
fn a_search_is_a_page_or_json() {
    let server = Running::shared();
    let page = server.get(&format!("/search?q={}", encoded("Чичерину")), "text/html");
    assert_eq!((page.status().as_u16(), header(&page, "vary")), (200, "Accept".to_owned()));
    let page = page.text().unwrap();
    assert!(page.contains("href=\"/person/georgy-chicherin\"") && page.contains("value=\"Чичерину\""));
    assert_eq!(server.get("/search", "text/html").status(), 200);
    for (path, accept, status) in [
        ("/search", "application/json", 400),
        ("/search?q=x&limit=0", "application/json", 400),
        ("/search?q=x&limit=many", "text/html", 400),
        ("/search?q=%ff", "*/*", 400),
        ("/search?q=x&format=xml", "*/*", 400),
        ("/search?q=x", "image/png", 406),
        ("/search?q=%22%3Cscript%3E&format=html", "*/*", 200),
        ("/search?q=*", "application/json", 200),
    ] {
        let response = server.get(path, accept);
        assert_eq!(response.status(), status, "{path}");
        assert!(!response.text().unwrap().contains("<script>"), "{path}");
    }
}

#[test]
fn the_search_and_the_timeline_work_inside_sparql() {
    let server = Running::shared();
    let prefixes = "PREFIX ov: <https://w3id.org/regesta/ontology#> PREFIX crm: <http://www.cidoc-crm.org/cidoc-crm/>";
    let rows = |query: &str| {
        let response = server.query(&format!("{prefixes} {query}"), "text/csv");
        assert_eq!(response.status(), 200, "{query}");
        let text = response.text().unwrap();
        text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    let found = rows(
        "SELECT ?p WHERE { SERVICE ov:search { ?p ov:matches \"Чичерину\" ; ov:score ?score } ?p a crm:E21_Person } ORDER BY DESC(?score)",
    );
    assert_eq!(found.first().map(String::as_str), Some("https://w3id.org/regesta/kars-1921/person/georgy-chicherin"));
    let listed = rows("SELECT ?date ?e WHERE { SERVICE ov:timeline { ?e ov:from \"1921-07\" ; ov:before \"1921-09\" ; ov:date ?date } }");
    let asked = rows(
        "SELECT ?date ?e WHERE { ?e crm:P4_has_time-span/crm:P82a_begin_of_the_begin ?date \
         FILTER(STR(?date) >= \"1921-07\" && STR(?date) < \"1921-09\") } ORDER BY STR(?date) STR(?e)",
    );
    assert!(!asked.is_empty());
    assert_eq!(listed, asked);
    let misused = server.query(&format!("{prefixes} SELECT * WHERE {{ SERVICE ov:search {{ ?a ov:words ?b }} }}"), "*/*");
    assert_eq!(misused.status(), 400);
    assert!(misused.text().unwrap().contains("ov:matches"));
}

#[test]
fn a_search_inside_sparql_is_kept_like_any_answer() {
    let server = Running::with(&[]);
    let query = "PREFIX ov: <https://w3id.org/regesta/ontology#> SELECT ?p { SERVICE ov:search { ?p ov:matches \"Карсе\" } } # kept";
    let kept = || {
        let metrics = server.get("/metrics", "*/*").text().unwrap();
        metrics.lines().find_map(|line| line.strip_prefix("regesta_kept_answers_total ")).unwrap().parse::<u64>().unwrap()
    };
    let [first, again] = [0, 1].map(|_| {
        let answer = server.query(query, "text/csv");
        (header(&answer, "etag"), answer.text().unwrap(), kept())
    });
    assert!(!first.0.is_empty() && first.1.contains("place/kars"), "{first:?}");
    assert_eq!((&first.0, &first.1), (&again.0, &again.1));
    assert_eq!(again.2, first.2 + 1);
}
