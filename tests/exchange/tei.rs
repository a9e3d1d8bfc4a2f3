//! TEI, read back by our own reader: the same mentions, dates and citations.

use std::path::Path;

use regesta::claim::tellings;
use regesta::lang;
use regesta::publication::{Publication, with_essays};
use regesta::rdf::TextRight;
use regesta::text::Source;

use crate::kars::{Read, export, head_end, kars, read};

#[track_caller]
fn read_back(key: &str, language: &str) {
    let kars = kars();
    assert!(kars.essays[key].mentions.len() > 50, "the essay names things");
    compare(&kars.full.files[&format!("tei/{key}.xml")], language, &kars.publication, &kars.essays[key]);
}

#[track_caller]
fn compare(written: &[u8], language: &str, publication: &Publication, before: &Read) {
    let source = Source::from_bytes("essay.xml", written).expect("it is TEI");
    let told = tellings(&source, lang::pack(language).expect("a pack"), &publication.authority);
    assert_eq!(told.len(), 1, "one essay");
    let essay = &told[0].essay;
    let text = essay.prose.text();
    let head = head_end(essay);
    let words = |span: regesta::text::Span| span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let mentions = told[0].resolved.mentions.iter().filter(|mention| mention.span.start() >= head);
    let mentions: Vec<(String, String)> = mentions.map(|mention| (words(mention.span), mention.entity.to_string())).collect();
    let dates = told[0].reading.dates.iter().filter(|mention| mention.span.start() >= head);
    let dates: Vec<String> = dates.map(|mention| format!("{} {}", words(mention.span), mention.date.edtf())).collect();
    // A note stands at its marker in TEI, in whatever order the essay lists its notes.
    assert_eq!(sorted(mentions), sorted(before.mentions.clone()));
    assert_eq!(sorted(dates), sorted(before.dates.clone()));
    assert_eq!(told[0].reading.citations.len(), before.citations);
}

fn sorted<T: Ord>(mut all: Vec<T>) -> Vec<T> {
    all.sort();
    all
}

#[test]
fn an_essay_with_citations_in_brackets_is_read_back() {
    read_back("place-and-day", "ru");
}

#[test]
fn an_essay_with_notes_is_read_back() {
    read_back("commissar-and-ambassador", "ru");
}

#[test]
fn an_english_essay_is_read_back() {
    read_back("armenia-at-the-door", "en");
}

#[test]
fn essays_of_other_centuries_are_read_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let essays = folder.path().join("essays");
    std::fs::create_dir_all(&essays).expect("a folder");
    for set in ["dev", "held-out"] {
        let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold").join(set);
        for entry in std::fs::read_dir(gold).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|ending| ending == "txt" || ending == "md") {
                std::fs::copy(&path, essays.join(path.file_name().expect("a name"))).expect("a copy");
            }
        }
    }
    let settings = "title = \"Gold\"\nbase = \"https://example.org/gold/\"\nlanguage = \"ru\"\nlicense = \"https://example.org/\"\nversion = \"0.1.0\"\n\
                    date = 2026-11-25\ntext = \"full\"\n";
    std::fs::write(folder.path().join("regesta.toml"), settings).expect("settings are written");
    let publication = Publication::open(folder.path()).expect("it is a publication");
    let compared = with_essays(&publication, |essays| {
        let exported = export(&publication, essays, TextRight::Full);
        essays
            .iter()
            .map(|essay| (essay.language.to_owned(), read(essay), exported.files[&format!("tei/{}.xml", essay.key)].clone()))
            .collect::<Vec<_>>()
    });
    let compared = compared.expect("the essays are read");
    assert!(compared.len() > 10);
    for (language, before, written) in compared {
        compare(&written, &language, &publication, &before);
    }
}
