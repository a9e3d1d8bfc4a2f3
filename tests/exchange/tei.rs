//! TEI, read back by our own reader: the same mentions, dates and citations.

use regesta::claim::tellings;
use regesta::lang;
use regesta::text::Source;

use crate::kars::kars;

#[track_caller]
fn read_back(key: &str, language: &str) {
    let kars = kars();
    let written = &kars.full.files[&format!("tei/{key}.xml")];
    let source = Source::from_bytes(&format!("{key}.xml"), written).expect("it is TEI");
    let told = tellings(&source, lang::pack(language).expect("a pack"), &kars.publication.authority);
    assert_eq!(told.len(), 1, "one essay");
    let essay = &told[0].essay;
    let text = essay.prose.text();
    let head = essay.head.as_ref().map_or(0, |head| head.title.end());
    let words = |span: regesta::text::Span| span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let mentions = told[0].resolved.mentions.iter().filter(|mention| mention.span.start() >= head);
    let mentions: Vec<(String, String)> = mentions.map(|mention| (words(mention.span), mention.entity.to_string())).collect();
    let dates = told[0].reading.dates.iter().filter(|mention| mention.span.start() >= head);
    let dates: Vec<String> = dates.map(|mention| format!("{} {}", words(mention.span), mention.date.edtf())).collect();
    let before = &kars.essays[key];
    assert!(before.mentions.len() > 50, "the essay names things");
    assert_eq!(mentions, before.mentions);
    assert_eq!(dates, before.dates);
    assert_eq!(told[0].reading.citations.len(), before.citations);
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
