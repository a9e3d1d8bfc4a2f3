//! One essay in every format gives the same names, dates, citations and events.

use std::collections::BTreeMap;
use std::path::Path;

use regesta::claim::tellings;
use regesta::lang;
use regesta::publish::extraction::extraction;
use regesta::resolve::Authority;
use regesta::text::Source;
use serde_json::{Value, json};

/// What is found in a file, without the places, which each format has its own.
fn found(name: &str) -> BTreeMap<&'static str, Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/files").join(name);
    let source = Source::from_bytes(name, &std::fs::read(path).unwrap()).unwrap();
    let pack = lang::pack("ru").unwrap();
    let all = serde_json::to_value(extraction(&source, "ru", &tellings(&source, pack, &Authority::default()))).unwrap();
    for row in all["mentions"].as_array().unwrap() {
        let place = |key: &str| usize::try_from(row[key].as_u64().unwrap()).unwrap();
        let words: String = source.raw().chars().skip(place("start")).take(place("end") - place("start")).collect();
        assert_eq!(words.split_whitespace().collect::<Vec<_>>().join(" "), row["text"], "in {name}");
    }
    let rows = |array: &str, keys: &[&str]| -> Value {
        let row = |row: &Value| keys.iter().map(|key| row[*key].clone()).collect::<Vec<_>>();
        all[array].as_array().unwrap().iter().map(row).collect::<Vec<_>>().into()
    };
    let markers =
        all["citations"].as_array().unwrap().iter().map(|row| json!(row["markers"].as_array().unwrap().len())).collect::<Vec<_>>();
    BTreeMap::from([
        ("essays", rows("essays", &["title", "author"])),
        ("mentions", rows("mentions", &["text", "type", "entity"])),
        ("dates", rows("dates", &["text", "edtf"])),
        ("citations", rows("citations", &["text", "sources"])),
        ("markers", markers.into()),
        ("events", rows("events", &["type", "label", "date", "actors", "recipients", "places", "cited_by"])),
    ])
}

#[test]
fn the_same_essay_in_every_format_says_the_same() {
    let markdown = found("essay.md");
    assert_eq!(markdown["markers"], json!([0, 1, 1]));
    assert_eq!(markdown["essays"], json!([["Записка консула о хлебе", "person/anna-vetrova"]]));
    assert!(markdown["mentions"].as_array().unwrap().len() > 12 && markdown["events"].as_array().unwrap().len() > 2);
    for name in ["essay.html", "essay.docx", "essay.odt", "essay.tei.xml"] {
        for (array, rows) in found(name) {
            assert_eq!(rows, markdown[array], "{array} of {name}");
        }
    }
}

#[cfg(feature = "pdf")]
#[test]
fn the_text_layer_of_a_pdf_says_the_same_without_its_page_numbers() {
    let (markdown, pdf) = (found("essay.md"), found("essay.pdf"));
    for array in ["dates", "mentions", "markers"] {
        let sorted = |rows: &Value| {
            let mut rows: Vec<String> = rows.as_array().unwrap().iter().map(Value::to_string).collect();
            rows.sort();
            rows
        };
        assert_eq!(sorted(&pdf[array]), sorted(&markdown[array]), "{array}");
    }
    assert_eq!(pdf["essays"], markdown["essays"]);
}
