//! Every format against the catalogue it is written from.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::kars::kars;

/// The addresses at a key of a list's items.
fn all<'a>(items: &'a Value, key: &str) -> BTreeSet<&'a str> {
    items.as_array().expect("a list").iter().filter_map(|item| item[key].as_str()).collect()
}

#[test]
fn every_letter_is_in_cmif_with_both_actions() {
    let full = &kars().full;
    let letters = full.catalogue.letters().count();
    let cmif = full.text("letters.cmif.xml");
    assert!(letters > 20, "{letters} letters");
    for wanted in ["<correspDesc ", "type=\"sent\"", "type=\"received\""] {
        assert_eq!(cmif.matches(wanted).count(), letters, "{wanted}");
    }
}

#[test]
fn annotations_quote_the_raw_text_at_their_offsets() {
    let kars = kars();
    let collection = kars.full.json("annotations.jsonld");
    let items = collection["first"]["items"].as_array().expect("a list");
    assert_eq!(items.len(), kars.full.catalogue.statements.len() + kars.full.catalogue.mentions.len());
    let mut checked = 0;
    for item in items {
        let key = item["target"]["source"].as_str().and_then(|iri| iri.rsplit('/').next()).expect("an essay");
        let raw: Vec<char> = kars.essays[key].raw.chars().collect();
        let selectors = item["target"]["selector"].as_array().expect("selectors");
        let at = |key: &str| selectors[0][key].as_u64().map(|at| at as usize).expect("an offset");
        let words: String = raw[at("start")..at("end")].iter().collect();
        if item["motivation"] == "identifying" {
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            assert_eq!(letters(&words), letters(selectors[1]["exact"].as_str().expect("words")), "{item}");
            checked += 1;
        }
    }
    assert!(checked > 300, "{checked} mentions");
}

#[test]
fn everything_cited_is_in_both_bibliographies() {
    let full = &kars().full;
    let csl = full.json("bibliography.csl.json");
    let keys = all(&csl, "id");
    let bibtex = full.text("bibliography.bib");
    assert!(keys.len() > 30);
    for key in keys {
        assert!(bibtex.contains(&format!("{{{key},\n")), "{key}");
    }
    let works: BTreeSet<&str> = full.catalogue.works.iter().map(|work| work.thing.iri.as_str()).collect();
    assert!(works.is_subset(&all(&csl, "URL")));
}

#[test]
fn a_book_has_its_title_apart_from_author_and_imprint() {
    let csl = kars().full.json("bibliography.csl.json");
    let book = csl.as_array().expect("a list").iter().find(|item| item["issued"]["date-parts"] == serde_json::json!([[1961]]));
    let book = book.expect("a book of 1961");
    assert_eq!(book["title"], "Установление советско-турецких отношений");
    assert_eq!(book["publisher-place"], "М.");
    assert_eq!(book["author"][0]["literal"], "С. И. Кузнецова");
}

#[test]
fn every_place_is_in_the_gazetteer() {
    let full = &kars().full;
    let places = full.json("places.geojson");
    let wanted: BTreeSet<&str> = full.catalogue.places.iter().map(|place| place.thing.iri.as_str()).collect();
    assert_eq!(all(&places["features"], "@id"), wanted);
}

#[test]
fn everything_with_an_address_has_its_linked_art_record() {
    let full = &kars().full;
    let catalogue = &full.catalogue;
    let records: BTreeSet<String> = full.files.keys().filter(|path| path.starts_with("linked-art/")).cloned().collect();
    let texts = catalogue.documents.len() + catalogue.works.len() + catalogue.essays.len();
    let events = catalogue.events.len() + catalogue.letters().count();
    let named = catalogue.persons.len() + catalogue.places.len() + catalogue.groups.len();
    assert_eq!(records.len(), named + texts + events + catalogue.plans.len());
    for path in records {
        let record = full.json(&path);
        assert!(record["id"].as_str().is_some_and(|id| id.starts_with(catalogue.edition.base.as_str())), "{path}");
    }
}

#[test]
fn the_network_counts_every_letter_between_two() {
    let full = &kars().full;
    let pairs: usize = full.catalogue.letters().map(|letter| letter.from().len() * letter.addressees.len()).sum();
    let edges = full.text("network/edges.csv").lines().skip(1).map(|line| line.split(',').nth(3).expect("a weight"));
    assert_eq!(edges.map(|weight| weight.parse::<usize>().expect("a number")).sum::<usize>(), pairs);
}

#[test]
fn a_clash_of_dates_is_kept() {
    let clashing = kars().full.catalogue.documents.iter().filter(|document| !document.other_dates.is_empty()).count();
    assert!(clashing > 0, "the essays disagree about a telegram of July 1921");
    let table = kars().full.text("tables/documents.csv");
    assert!(table.lines().any(|line| line.contains("1921-07-21") && line.contains("1921-07-01")));
}

#[test]
fn offices_and_what_never_happened_stand_apart_from_the_events() {
    let full = &kars().full;
    let offices = full.text("tables/offices.csv");
    assert!(offices.lines().any(|line| line.contains("person/askanaz-mravyan") && line.contains("нарком иностранных дел")), "{offices}");
    let plans = full.text("tables/plans.csv");
    assert_eq!(plans.lines().count(), full.catalogue.plans.len() + 1);
    assert!(plans.lines().any(|line| line.contains("planned") || line.contains("denied")), "{plans}");
    let events = full.text("tables/events.csv");
    assert!(full.catalogue.plans.iter().all(|plan| !events.contains(&plan.iri)));
    let person: serde_json::Value = serde_json::from_str(full.text("linked-art/person/askanaz-mravyan.json")).expect("it is JSON");
    let office = person["carried_out"].as_array().expect("an office").first().expect("one");
    assert!(office["classified_as"].to_string().contains("нарком иностранных дел"), "{office}");
}

#[test]
fn the_description_counts_what_the_graph_holds() {
    let full = &kars().full;
    let counts = &full.catalogue.counts;
    assert_eq!(counts.properties.values().sum::<usize>(), counts.triples);
    let of = |class: &str| counts.classes[&format!("http://www.cidoc-crm.org/cidoc-crm/{class}")];
    assert_eq!(of("E53_Place"), full.catalogue.places.len());
    assert_eq!(of("E74_Group"), full.catalogue.groups.len());
    let triples = oxigraph::io::RdfParser::from_format(oxigraph::io::RdfFormat::Turtle).for_slice(full.text("description.ttl"));
    let triples: Vec<_> = triples.flatten().collect();
    let said = |property: &str| {
        let quads = triples.iter().filter(|quad| quad.predicate.as_str() == format!("http://rdfs.org/ns/void#{property}"));
        quads.map(|quad| (quad.subject.to_string(), quad.object.to_string())).collect::<Vec<_>>()
    };
    let dataset = format!("<{}>", full.catalogue.edition.base);
    assert!(said("triples").iter().any(|(subject, count)| *subject == dataset && count.contains(&format!("\"{}\"", counts.triples))));
    assert_eq!(said("classPartition").len(), counts.classes.len());
    assert_eq!(said("propertyPartition").len(), counts.properties.len());
}

#[test]
fn what_search_engines_are_told_is_what_portals_are_told() {
    let full = &kars().full;
    let dataset = full.json("dataset.jsonld");
    assert_eq!(dataset["name"], full.catalogue.edition.title.as_str());
    let description = full.text("description.ttl");
    for key in ["description", "license"] {
        assert!(description.contains(dataset[key].as_str().expect("words")), "{key}");
    }
}
