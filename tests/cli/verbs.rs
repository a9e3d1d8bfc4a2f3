//! Each verb does what it says.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::publication::{ESSAY, publication, regesta, run, write};

fn dumps(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(folder.join("build/current/dumps")).expect("a build is in place");
    files
        .map(|file| file.expect("a file").path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()))
        .collect()
}

#[test]
fn a_build_says_what_it_did_and_its_dumps_are_the_same_twice() {
    let folder = publication();
    let (_, err) = run(&mut regesta(folder.path(), "build"), 0);
    assert!(err.contains("built") && err.contains("1 essays"), "{err}");
    let first = dumps(folder.path());
    assert_eq!(first.len(), 20, "six dumps, each with two packed siblings, the sums, the canonical hash");
    fs::remove_dir_all(folder.path().join("build")).unwrap();
    run(&mut regesta(folder.path(), "build"), 0);
    assert_eq!(dumps(folder.path()), first);
}

#[test]
fn a_text_in_another_encoding_is_kept_beside_the_build_as_it_was_read() {
    let folder = publication();
    let words = "В мае 1876 года консул А. Орлов вернулся в Одессу и ждал там ответа из столицы.\n";
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(words);
    write(folder.path(), "essays/odessa.txt", &bytes);
    run(&mut regesta(folder.path(), "build"), 0);
    let texts = folder.path().join("build/current/texts");
    assert_eq!(fs::read_to_string(texts.join("odessa.txt")).unwrap(), words);
    assert!(!texts.join("consuls.txt").exists());
    let (out, _) = run(regesta(folder.path(), "extract").arg("essays/odessa.txt"), 0);
    let extraction: serde_json::Value = serde_json::from_str(&out).unwrap();
    let sums = fs::read_to_string(texts.join("SHA256SUMS")).unwrap();
    assert!(sums.contains(extraction["source"]["sha256"].as_str().unwrap()), "{sums}");
}

#[test]
fn an_address_stays_when_the_essay_grows() {
    let folder = publication();
    run(&mut regesta(folder.path(), "build"), 0);
    let before = fs::read_to_string(folder.path().join("registry.tsv")).unwrap();
    write(folder.path(), "essays/consuls.md", format!("{ESSAY}\nОсенью 1876 года А. Орлов вернулся в Одессу.\n").as_bytes());
    run(&mut regesta(folder.path(), "build"), 0);
    let after = fs::read_to_string(folder.path().join("registry.tsv")).unwrap();
    assert!(before.lines().all(|line| after.lines().any(|own| own == line)));
}

#[test]
fn check_names_the_clash_and_its_sentence_and_explain_explains_it() {
    let folder = publication();
    let (out, _) = run(&mut regesta(folder.path(), "check"), 1);
    assert!(out.contains("is dated 1876-05-03 in the sentence and 1876-05-05 in its citation [date-clash]"), "{out}");
    assert!(out.contains("3 мая А. Орлов направил"), "{out}");
    let (out, _) = run(regesta(folder.path(), "explain").arg("date-clash"), 0);
    assert!(out.contains("side by side"), "{out}");
}

#[test]
fn export_prints_each_format_and_release_keeps_the_dumps() {
    let folder = publication();
    run(&mut regesta(folder.path(), "build"), 0);
    for (format, sign) in
        [("ttl", "@prefix"), ("trig", "@prefix"), ("nt", "<http"), ("nq", "<http"), ("rdf", "<?xml"), ("jsonld", "@context")]
    {
        let (out, _) = run(regesta(folder.path(), "export").args(["--format", format]), 0);
        assert!(out.contains(sign), "{format}: {}", &out[..200]);
    }
    let (_, said) = run(&mut regesta(folder.path(), "release"), 0);
    let released = fs::read(folder.path().join("release/0.1.0/all.nq")).unwrap();
    assert!(said.contains(&format!("canonical SHA-256 {}", regesta::publication::sha256(&released))), "{said}");
    run(&mut regesta(folder.path(), "release"), 0);
    write(folder.path(), "essays/consuls.md", ESSAY.replace("Летом", "Осенью").as_bytes());
    run(&mut regesta(folder.path(), "build"), 0);
    let (_, err) = run(&mut regesta(folder.path(), "release"), 2);
    assert!(err.contains("raise `version`"), "{err}");
}

#[test]
fn dumps_have_packed_siblings_and_true_sums() {
    let folder = publication();
    run(&mut regesta(folder.path(), "build"), 0);
    let dumps = folder.path().join("build/current/dumps");
    let sums = fs::read_to_string(dumps.join("SHA256SUMS")).unwrap();
    let names: Vec<&str> = sums.lines().filter_map(|line| Some(line.split_once("  ")?.1)).collect();
    assert_eq!(names.len(), 18, "{names:?}");
    for line in sums.lines() {
        let (sum, name) = line.split_once("  ").unwrap();
        let bytes = fs::read(dumps.join(name)).unwrap();
        assert_eq!(regesta::publication::sha256(&bytes), sum, "{name}");
        let (plain, unpacked) = match name.rsplit_once('.').unwrap() {
            (plain, "gz") => (plain, std::io::read_to_string(flate2::read::GzDecoder::new(&bytes[..])).unwrap()),
            (plain, "zst") => (plain, String::from_utf8(zstd::decode_all(&bytes[..]).unwrap()).unwrap()),
            _ => continue,
        };
        assert!(fs::read_to_string(dumps.join(plain)).unwrap() == unpacked, "{name}");
    }
}

#[test]
fn a_file_of_rdf_is_put_into_another_format() {
    let folder = publication();
    run(&mut regesta(folder.path(), "build"), 0);
    let dumps = folder.path().join("build/current/dumps");
    let from_turtle = run(regesta(folder.path(), "export").arg(dumps.join("all.ttl")).args(["--format", "nt"]), 0).0;
    assert!(from_turtle == fs::read_to_string(dumps.join("all.nt")).unwrap());
    let file = folder.path().join("again.trig");
    run(regesta(folder.path(), "export").arg(dumps.join("all.nq")).args(["--format", "trig", "--output"]).arg(&file), 0);
    assert!(fs::read(file).unwrap() == fs::read(dumps.join("all.trig")).unwrap());
    let (_, said) = run(regesta(folder.path(), "export").arg("essays/consuls.md"), 2);
    assert!(said.contains("is no file of RDF"), "{said}");
}

#[test]
fn a_release_never_loses_an_address() {
    let folder = publication();
    run(&mut regesta(folder.path(), "build"), 0);
    run(&mut regesta(folder.path(), "release"), 0);
    let settings = fs::read_to_string(folder.path().join("regesta.toml")).unwrap().replace("0.1.0", "0.2.0");
    write(folder.path(), "regesta.toml", settings.as_bytes());
    write(folder.path(), "authority/persons.toml", b"[ignatyev]\nname = \"\xd0\x9d\xd0\xb8\xd0\xba\xd0\xbe\xd0\xbb\xd0\xb0\xd0\xb9 \xd0\x98\xd0\xb3\xd0\xbd\xd0\xb0\xd1\x82\xd1\x8c\xd0\xb5\xd0\xb2\"\n");
    fs::remove_file(folder.path().join("registry.tsv")).unwrap();
    run(&mut regesta(folder.path(), "build"), 0);
    let (_, said) = run(&mut regesta(folder.path(), "release"), 2);
    assert!(said.contains("(version 0.1.0)") && said.contains("gone:REASON"), "{said}");
}

#[test]
fn a_release_answers_where_there_is_no_build() {
    let folder = publication();
    run(&mut regesta(folder.path(), "build"), 0);
    run(&mut regesta(folder.path(), "release"), 0);
    fs::remove_dir_all(folder.path().join("build")).unwrap();
    let (out, _) = run(regesta(folder.path(), "query").arg("people"), 0);
    assert!(out.contains("person/orlov"), "{out}");
}

#[test]
fn query_answers_by_name_and_from_a_file() {
    let folder = publication();
    run(&mut regesta(folder.path(), "build"), 0);
    let (out, _) = run(
        regesta(folder.path(), "query").args([
            "letters-between",
            "--set",
            "from=person/orlov",
            "--set",
            "to=person/ignatyev",
            "--format",
            "csv",
        ]),
        0,
    );
    assert!(out.contains("Письмо А. Орлова Н. Игнатьеву"), "{out}");
    write(folder.path(), "own.rq", b"CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 1");
    let (out, _) = run(regesta(folder.path(), "query").arg("own.rq"), 0);
    assert!(out.contains("@prefix"), "{out}");
    let (_, err) = run(regesta(folder.path(), "query").arg("letters-between"), 2);
    assert!(err.contains("--set from="), "{err}");
}

#[test]
fn init_makes_a_publication_that_builds() {
    let folder = tempfile::tempdir().unwrap();
    run(regesta(folder.path(), "init").args(["new", "--yes"]), 0);
    run(&mut regesta(&folder.path().join("new"), "build"), 0);
    let (_, err) = run(regesta(folder.path(), "init").args(["new", "--yes"]), 2);
    assert!(err.contains("is there already"), "{err}");
}

#[test]
fn a_closed_pipe_is_no_error() {
    let folder = publication();
    run(&mut regesta(folder.path(), "build"), 0);
    let binary = assert_cmd::cargo::cargo_bin("regesta");
    let line = format!("'{}' export --format nq | head -1; exit ${{PIPESTATUS[0]}}", binary.display());
    let status = std::process::Command::new("bash")
        .args(["-c", &line])
        .current_dir(folder.path())
        .stdout(std::process::Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
}
