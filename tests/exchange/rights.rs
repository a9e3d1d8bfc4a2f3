//! What may be shown of an essay, in every file of every format.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::kars::{Exported, kars};

/// So many words in a row are a sentence's own, and no name's.
const RUN: usize = 5;

/// The runs of words of a text, in lower case, without punctuation.
fn runs(text: &str) -> BTreeSet<String> {
    let words: Vec<String> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    words.windows(RUN).map(|run| run.join(" ")).collect()
}

/// The runs that only the sentences have: no authority file, no citation, no title.
fn own_runs() -> BTreeSet<String> {
    let authority = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/kars-1921/authority");
    let authority =
        fs::read_dir(authority).expect("a folder").map(|entry| fs::read_to_string(entry.expect("a file").path()).expect("a text"));
    let mut shown: BTreeSet<String> = authority.flat_map(|text| runs(&text)).collect();
    shown.extend(kars().essays.values().flat_map(|essay| runs(&essay.shown)));
    let sentences = kars().essays.values().flat_map(|essay| &essay.sentences);
    sentences.flat_map(|sentence| runs(sentence)).filter(|run| !shown.contains(run)).collect()
}

/// The runs of sentences that stand in a file, with its name. Marks of XML are dropped, so that they hide nothing.
fn found(exported: &Exported) -> Vec<(String, String)> {
    found_in(&exported.files)
}

/// The same for any files.
pub(crate) fn found_in(files: &BTreeMap<String, Vec<u8>>) -> Vec<(String, String)> {
    let own = own_runs();
    assert!(own.len() > 1000, "only {} runs", own.len());
    let tags = regex::Regex::new("<[^>]*>").expect("a literal pattern");
    let in_file = |(name, bytes): (&String, &Vec<u8>)| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let text = if name.ends_with(".xml") { tags.replace_all(&text, "").into_owned() } else { text };
        runs(&text).intersection(&own).map(|run| (name.clone(), run.clone())).collect::<Vec<_>>()
    };
    files.iter().flat_map(in_file).collect()
}

#[test]
fn positions_show_no_sentence_in_any_file() {
    let found = found(&kars().positions);
    assert!(found.is_empty(), "{} runs, as {:?}", found.len(), &found[..found.len().min(5)]);
}

#[test]
fn the_full_text_is_where_it_belongs() {
    let files: BTreeSet<String> = found(&kars().full).into_iter().map(|(name, _)| name).collect();
    let expected = [
        "annotations.jsonld",
        "tables/passages.csv",
        "tei/armenia-at-the-door.xml",
        "tei/commissar-and-ambassador.xml",
        "tei/place-and-day.xml",
    ];
    assert_eq!(files, expected.map(str::to_owned).into());
}

#[test]
fn quotes_show_what_supports_a_statement_and_nothing_else() {
    let kars = kars();
    let quoted: BTreeSet<String> =
        kars.quotes.catalogue.passages.iter().filter_map(|passage| passage.words.as_deref()).flat_map(runs).collect();
    assert!(!quoted.is_empty());
    for (name, run) in found(&kars.quotes) {
        assert!(quoted.contains(&run), "{run:?} in {name}");
    }
    let unquoted = own_runs().into_iter().filter(|run| !quoted.contains(run)).count();
    assert!(unquoted > 100, "the essays have only {unquoted} runs that may not be shown");
    assert!(kars.quotes.text("tei/armenia-at-the-door.xml").contains("<gap reason=\"rights\"/>"));
}

#[test]
fn positions_still_say_where() {
    let kars = kars();
    let passages = &kars.positions.catalogue.passages;
    assert_eq!(passages.len(), kars.full.catalogue.passages.len());
    assert!(passages.iter().all(|passage| passage.end > passage.start && passage.words.is_none()));
    assert_eq!(kars.positions.catalogue.mentions.len(), kars.full.catalogue.mentions.len());
}
