//! The folder for an archive, made by the program itself.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use regesta::publication::sha256;

use crate::rights::found_in;

/// A copy of the publication under a right, built, and its deposit.
struct Deposit {
    folder: tempfile::TempDir,
    files: BTreeMap<String, Vec<u8>>,
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        match entry.path() {
            path if path.ends_with("build") => {}
            path if path.is_dir() => copy(&path, &to.join(entry.file_name())),
            path => drop(fs::copy(&path, to.join(entry.file_name())).expect("a copy")),
        }
    }
}

fn collect(folder: &Path, below: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        let path = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{path}/"), files);
        } else {
            files.insert(path, fs::read(entry.path()).expect("a file"));
        }
    }
}

#[track_caller]
fn regesta(folder: &Path, words: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_regesta")).args(words).current_dir(folder).output().expect("it runs");
    (output.status.code().unwrap_or(-1), String::from_utf8_lossy(&output.stderr).into_owned())
}

fn deposit(right: &str) -> Deposit {
    let folder = tempfile::tempdir().expect("a folder");
    let kars = folder.path().join("kars");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data/kars-1921"), &kars);
    let settings = fs::read_to_string(kars.join("regesta.toml")).expect("settings");
    let settings = settings.replace("text = \"full\"", &format!("text = \"{right}\""));
    assert!(settings.contains(right));
    fs::write(kars.join("regesta.toml"), settings).expect("settings are written");
    let (code, said) = regesta(folder.path(), &["build", "kars"]);
    assert_eq!(code, 0, "{said}");
    let (code, said) = regesta(folder.path(), &["export", "kars", "--deposit", "deposit"]);
    assert_eq!(code, 0, "{said}");
    let mut files = BTreeMap::new();
    collect(&folder.path().join("deposit"), "", &mut files);
    Deposit { folder, files }
}

#[test]
fn a_deposit_of_positions_holds_no_sentence_and_lists_every_file() {
    let deposit = deposit("positions");
    let found = found_in(&deposit.files);
    assert!(found.is_empty(), "{} runs, as {:?}", found.len(), &found[..found.len().min(5)]);
    assert!(!deposit.files.keys().any(|path| path.starts_with("texts/")));
    for wanted in [
        "dumps/all.nq",
        "prov/build.nq",
        "exchange/letters.cmif.xml",
        "queries/correspondence.rq",
        "publication/registry.tsv",
        "LICENSE.txt",
    ] {
        assert!(deposit.files.contains_key(wanted), "{wanted}");
    }
    let sums = String::from_utf8(deposit.files["SHA256SUMS"].clone()).expect("a text");
    let listed: BTreeMap<&str, &str> = sums.lines().filter_map(|line| line.split_once("  ")).map(|(sum, path)| (path, sum)).collect();
    assert_eq!(listed.len(), deposit.files.len() - 1);
    for (path, sum) in listed {
        assert_eq!(sha256(&deposit.files[path]), sum, "{path}");
    }
    let (code, said) = regesta(deposit.folder.path(), &["export", "kars", "--deposit", "deposit"]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("not empty"), "{said}");
    assert!(!deposit.folder.path().join("deposit.new").exists());
}

#[test]
fn a_deposit_of_the_full_text_holds_the_texts() {
    let deposit = deposit("full");
    for wanted in ["texts/place-and-day.txt", "exchange/tei/place-and-day.xml", "CITATION.cff", ".zenodo.json", "codemeta.json"] {
        assert!(deposit.files.contains_key(wanted), "{wanted}");
    }
    let license = String::from_utf8(deposit.files["LICENSE.txt"].clone()).expect("a text");
    assert!(license.contains("https://creativecommons.org/licenses/by/4.0/"));
}
