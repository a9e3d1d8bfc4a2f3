//! Bad input: a clear error that names file, place and remedy; exit code 2; the former build untouched.

use std::fs;
use std::io::Write as _;

use crate::publication::{publication, regesta, run, write};

/// A publication whose build is in place, then spoilt; the build must fail and leave the former one.
#[track_caller]
fn refused(spoil: impl FnOnce(&std::path::Path), words: &[&str]) {
    let folder = publication();
    run(&mut regesta(folder.path(), "build"), 0);
    let former = fs::read_link(folder.path().join("build/current")).unwrap();
    spoil(folder.path());
    let (_, err) = run(&mut regesta(folder.path(), "build"), 2);
    for word in words {
        assert!(err.contains(word), "{word:?} is not in: {err}");
    }
    assert_eq!(fs::read_link(folder.path().join("build/current")).unwrap(), former);
    assert!(folder.path().join("build/current/dumps/all.nq").is_file());
}

#[test]
fn a_text_in_no_known_encoding() {
    refused(|dir| write(dir, "essays/b.txt", b"one\ntwo \xff\n"), &["b.txt", "not UTF-8", "line 2"]);
}

#[test]
fn an_empty_text() {
    refused(|dir| write(dir, "essays/b.txt", b" \n"), &["b.txt is empty"]);
}

#[test]
fn a_binary() {
    refused(|dir| write(dir, "essays/b.txt", b"\x7fELF\0\0"), &["b.txt is no text", "byte 4"]);
}

#[test]
fn a_document_that_is_cut_off() {
    refused(|dir| write(dir, "essays/b.docx", b"PK\x03\x04\x14\0"), &["b.docx cannot be read as DOCX", "hint"]);
}

#[test]
fn two_files_with_one_key() {
    refused(|dir| write(dir, "essays/consuls.txt", "Консулы ждали.".as_bytes()), &["consuls.txt", "consuls.md", "one key", "hint"]);
}

#[test]
fn all_bad_texts_are_named_at_once() {
    refused(
        |dir| {
            write(dir, "essays/b.txt", b"");
            write(dir, "essays/c.txt", b"\xff");
        },
        &["b.txt is empty", "c.txt is not UTF-8", "untouched"],
    );
}

#[test]
fn an_unknown_key_of_the_settings() {
    refused(
        |dir| {
            let mut file = fs::OpenOptions::new().append(true).open(dir.join("regesta.toml")).unwrap();
            writeln!(file, "tekst = \"full\"").unwrap();
        },
        &["regesta.toml:7", "unknown key \"tekst\"", "did you mean \"text\"?"],
    );
}

#[test]
fn a_base_that_is_no_address() {
    refused(
        |dir| {
            let settings = fs::read_to_string(dir.join("regesta.toml")).unwrap();
            write(dir, "regesta.toml", settings.replace("https://example.org/bosphorus/", "bosphorus").as_bytes());
        },
        &["regesta.toml:2", "base"],
    );
}

#[test]
fn a_doubled_key_of_an_authority_file() {
    refused(
        |dir| write(dir, "authority/persons.toml", b"[a]\nname = \"A\"\n\n[a]\nname = \"B\"\n"),
        &["persons.toml:4", "used twice", "persons.toml:1"],
    );
}

#[test]
fn a_declared_text_that_is_absent_or_changed() {
    let declare = |dir: &std::path::Path, path: &str| {
        let settings = fs::read_to_string(dir.join("regesta.toml")).unwrap();
        let hash = "0".repeat(64);
        write(dir, "regesta.toml", format!("{settings}\n[[essay]]\npath = \"{path}\"\nsha256 = \"{hash}\"\n").as_bytes());
    };
    refused(|dir| declare(dir, "elsewhere.txt"), &["elsewhere.txt is not there", "regesta.toml:8", "hint"]);
    refused(|dir| declare(dir, "essays/consuls.md"), &["another text than the one declared", "its sha256 is", "hint"]);
}

#[test]
fn a_folder_without_settings() {
    let folder = tempfile::tempdir().unwrap();
    let (_, err) = run(&mut regesta(folder.path(), "build"), 2);
    assert!(err.contains("no regesta.toml") && err.contains("regesta init"), "{err}");
}

#[test]
fn a_full_disk() {
    let folder = publication();
    run(&mut regesta(folder.path(), "build"), 0);
    let former = fs::read_link(folder.path().join("build/current")).unwrap();
    write(folder.path(), "essays/b.md", "# Ещё\n\nВ мае 1877 года А. Орлов вернулся в Одессу.\n".as_bytes());
    // No file may grow past eight blocks: writing fails in the middle, as on a full disk.
    let binary = assert_cmd::cargo::cargo_bin("regesta");
    let line = format!("trap '' XFSZ; ulimit -f 8; '{}' build", binary.display());
    let output = std::process::Command::new("bash").args(["-c", &line]).current_dir(folder.path()).output().unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{err}");
    assert!(err.contains("cannot write") && err.contains("untouched"), "{err}");
    assert_eq!(fs::read_link(folder.path().join("build/current")).unwrap(), former);
    assert!(!folder.path().join("build/new").exists());
}

#[test]
fn a_port_in_use() {
    let folder = publication();
    run(&mut regesta(folder.path(), "build"), 0);
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let (_, err) = run(regesta(folder.path(), "serve").args(["--port", &port]), 2);
    assert!(err.contains(&port) && err.contains("--port"), "{err}");
}

#[test]
fn nothing_to_serve() {
    let folder = publication();
    let (_, err) = run(&mut regesta(folder.path(), "serve"), 2);
    assert!(err.contains("neither a build nor a release") && err.contains("regesta build"), "{err}");
}

#[test]
fn a_long_line_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let sentence = "В мае 1876 года консул А. Орлов (Письмо А. Орлова. 05.05.1876 // РГАСПИ) молчал и ждал «вестей» [из столицы]. ";
    write(folder.path(), "long.txt", sentence.repeat(4_000).as_bytes());
    run(regesta(folder.path(), "extract").arg("long.txt"), 0);
    write(folder.path(), "brackets.txt", "(".repeat(200_000).as_bytes());
    run(regesta(folder.path(), "extract").arg("brackets.txt"), 0);
    write(folder.path(), "letters.txt", "ы".repeat(1_000_000).as_bytes());
    run(regesta(folder.path(), "extract").arg("letters.txt"), 0);
}
