//! Rules about the code itself, so that nobody has to remember them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;

/// The folders of `src/`, in the order in which an essay travels through them.
const ORDER: [&str; 13] =
    ["text", "time", "lang", "read", "resolve", "claim", "link", "rdf", "store", "publication", "publish", "server", "cli"];

/// Crates that only some folders may know.
const RESTRICTED: [(&str, &[&str]); 7] = [
    ("oxigraph", &["rdf", "store", "publication", "publish"]),
    ("sophia", &["rdf", "store", "publication", "publish"]),
    ("axum", &["server"]),
    ("reqwest", &["link", "store"]),
    ("clap", &["cli"]),
    ("anyhow", &["cli"]),
    ("indicatif", &["cli"]),
];

/// One file of `src/`: its folder, its path, its code without comments and without the tests at its end.
struct File {
    folder: String,
    path: PathBuf,
    code: String,
    lines: usize,
}

#[test]
fn a_folder_uses_only_folders_before_it() {
    let uses = Regex::new(r"\bcrate::(\w+)").expect("a literal pattern");
    let mut faults = Vec::new();
    for file in sources() {
        let Some(own) = place(&file.folder) else { continue };
        for found in uses.captures_iter(&file.code) {
            if place(&found[1]).is_some_and(|used| used > own) {
                faults.push(format!("{} uses {}", file.path.display(), &found[1]));
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn a_crate_is_known_only_where_it_belongs() {
    let mut faults = Vec::new();
    for file in sources() {
        for (name, folders) in RESTRICTED {
            let path = Regex::new(&format!(r"\b{name}(::|!)")).expect("a crate's name is a word");
            if path.is_match(&file.code) && !folders.contains(&file.folder.as_str()) {
                faults.push(format!("{} knows {name}", file.path.display()));
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn the_pure_part_reads_no_file_no_clock_no_network() {
    let impure = Regex::new(r"std::(fs|net|env|process)\b|SystemTime|Instant::now").expect("a literal pattern");
    let pure = place("claim").expect("claim is a folder");
    let faults = sources().into_iter().filter(|file| place(&file.folder).is_some_and(|own| own <= pure));
    let faults: Vec<_> = faults.filter(|file| impure.is_match(&file.code)).map(|file| file.path).collect();
    assert_eq!(faults, Vec::<PathBuf>::new());
}

#[test]
fn no_word_of_a_language_being_read_stands_in_code() {
    let cyrillic = Regex::new(r"\p{Cyrillic}").expect("a literal pattern");
    let faults = sources().into_iter().filter(|file| cyrillic.is_match(&file.code));
    assert_eq!(faults.map(|file| file.path).collect::<Vec<_>>(), Vec::<PathBuf>::new());
}

#[test]
fn queries_stand_in_files() {
    let query = Regex::new(r"(?s)\b(SELECT|CONSTRUCT|ASK|DESCRIBE)\b[^;]*\{[^;]*\?\w").expect("a literal pattern");
    let faults = sources().into_iter().filter(|file| query.is_match(&file.code));
    assert_eq!(faults.map(|file| file.path).collect::<Vec<_>>(), Vec::<PathBuf>::new());
}

#[test]
fn every_query_is_used() {
    let code: String = sources().into_iter().map(|file| file.code).collect();
    let Ok(queries) = fs::read_dir(root().join("sparql")) else { return };
    let queries = queries.map(|entry| entry.expect("a readable folder").file_name());
    let used = |name: &str| code.contains(name) || code.contains(&format!("\"{}\"", name.trim_end_matches(".rq")));
    let unused: BTreeSet<_> = queries.filter(|name| !used(&name.to_string_lossy())).collect();
    assert_eq!(unused, BTreeSet::new());
}

#[test]
fn main_is_thirty_lines() {
    let main = fs::read_to_string(root().join("src/main.rs")).expect("main.rs is there");
    assert!(main.lines().count() <= 30);
}

#[test]
fn a_file_holds_one_idea() {
    let long = sources().into_iter().filter(|file| file.lines > 450);
    assert_eq!(long.map(|file| file.path).collect::<Vec<_>>(), Vec::<PathBuf>::new());
}

fn place(folder: &str) -> Option<usize> {
    ORDER.iter().position(|name| *name == folder)
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file under `src/` that belongs to a folder, tests in files of their own left out.
fn sources() -> Vec<File> {
    let mut files = Vec::new();
    for folder in ORDER {
        let path = root().join("src").join(folder);
        if path.is_dir() {
            collect(&path, folder, &mut files);
        }
    }
    assert!(files.len() > 20, "the sources were not found");
    files
}

fn collect(path: &Path, folder: &str, files: &mut Vec<File>) {
    for entry in fs::read_dir(path).expect("a folder of src/") {
        let path = entry.expect("a readable folder").path();
        if path.is_dir() {
            collect(&path, folder, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("tests.rs") {
            let whole = fs::read_to_string(&path).expect("sources are UTF-8");
            let code: Vec<_> = whole.split("#[cfg(test)]").next().unwrap_or_default().lines().map(without_comment).collect();
            files.push(File { folder: folder.to_owned(), lines: code.len(), path, code: code.join("\n") });
        }
    }
}

/// The line up to its comment; an address ("https://") is none.
fn without_comment(line: &str) -> &str {
    let mut from = 0;
    while let Some(at) = line[from..].find("//").map(|at| at + from) {
        if !line[..at].ends_with(':') {
            return &line[..at];
        }
        from = at + 2;
    }
    line
}
