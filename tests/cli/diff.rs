//! What changed between two versions, in words and statement by statement.

use std::fs;

use tempfile::TempDir;

use crate::publication::{ESSAY, publication, regesta, run, write};

/// A publication that was released, then corrected and built again.
fn corrected() -> TempDir {
    let folder = publication();
    run(&mut regesta(folder.path(), "build"), 0);
    run(&mut regesta(folder.path(), "release"), 0);
    let essay = ESSAY.replace("3 мая А. Орлов", "4 мая А. Орлов").replace("Летом 1876 года Н. Игнатьев прибыл в Одессу.", "");
    write(folder.path(), "essays/consuls.md", essay.as_bytes());
    let persons = "[orlov]\nname = \"Александр Орлов\"\nborn = \"1830\"\n\n[ignatyev]\nname = \"Граф Николай Игнатьев\"\n\n[gorchakov]\nname = \"Александр Горчаков\"\n";
    write(folder.path(), "authority/persons.toml", persons.as_bytes());
    let settings = fs::read_to_string(folder.path().join("regesta.toml")).unwrap().replace("0.1.0", "0.2.0");
    write(folder.path(), "regesta.toml", settings.as_bytes());
    run(&mut regesta(folder.path(), "build"), 0);
    folder
}

#[test]
fn a_corrected_publication_says_what_changed() {
    let folder = corrected();
    let (out, said) = run(regesta(folder.path(), "diff").arg("0.1.0"), 1);
    for line in [
        "+ Александр Горчаков <https://example.org/bosphorus/person/gorchakov>: new",
        "~ Босфор <https://example.org/bosphorus/>: version changed from 0.1.0 to 0.2.0",
    ] {
        assert!(out.lines().any(|told| told == line), "{line}\nin\n{out}");
    }
    assert!(out.contains("name changed from Николай Игнатьев to Граф Николай Игнатьев"), "{out}");
    assert!(out.contains("born added: 1830"), "{out}");
    assert!(out.contains("- ") && out.contains(": gone"), "the journey is told no more: {out}");
    assert!(out.contains("passages: ") && said.contains("statements added"), "{out}{said}");
}

#[test]
fn a_gone_thing_says_why() {
    let folder = corrected();
    let registry = fs::read_to_string(folder.path().join("registry.tsv")).unwrap();
    let gone = registry.lines().find(|line| line.starts_with("event/")).unwrap();
    let merged = registry.lines().find(|line| line.starts_with("person/ignatyev\t")).unwrap();
    let edited = registry
        .replace(gone, &gone.replace("\tlive", "\tgone:the sentence was withdrawn"))
        .replace(merged, &merged.replace("\tlive", "\tmerged:person/orlov"));
    write(folder.path(), "registry.tsv", edited.as_bytes());
    run(&mut regesta(folder.path(), "build"), 0);
    let (out, _) = run(regesta(folder.path(), "diff").arg("0.1.0"), 1);
    assert!(out.contains(": taken out: the sentence was withdrawn"), "{out}");
    assert!(out.contains("person/ignatyev>: merged into Александр Орлов"), "{out}");
}

#[test]
fn a_document_dated_anew_is_pointed_at() {
    let folder = publication();
    run(&mut regesta(folder.path(), "build"), 0);
    run(&mut regesta(folder.path(), "release"), 0);
    write(folder.path(), "essays/consuls.md", ESSAY.replace("09.05.1876", "19.05.1876").as_bytes());
    run(&mut regesta(folder.path(), "build"), 0);
    let (out, _) = run(regesta(folder.path(), "diff").arg("0.1.0"), 1);
    assert!(out.contains("gone; perhaps now <https://example.org/bosphorus/doc/") && out.contains("dated otherwise"), "{out}");
}

#[test]
fn the_same_graph_has_no_difference() {
    let folder = publication();
    run(&mut regesta(folder.path(), "build"), 0);
    run(&mut regesta(folder.path(), "release"), 0);
    for form in [&[][..], &["--json"], &["--patch"]] {
        let (out, _) = run(regesta(folder.path(), "diff").args(["release/0.1.0", "."]).args(form), 0);
        assert!(out.is_empty() || out.contains("\"things\": []"), "{out}");
    }
    run(regesta(folder.path(), "diff").args(["build/current/dumps/all.trig", "."]), 0);
}

#[test]
fn a_patch_makes_the_new_graph_of_the_old_one() {
    let folder = corrected();
    let (patch, _) = run(regesta(folder.path(), "diff").args(["0.1.0", "--patch"]), 1);
    let old = fs::read_to_string(folder.path().join("release/0.1.0/all.nq")).unwrap();
    let mut lines: std::collections::BTreeSet<&str> = old.lines().collect();
    for line in patch.lines() {
        match line.split_at(2) {
            ("D ", line) => assert!(lines.remove(line), "{line}"),
            ("A ", line) => assert!(lines.insert(line), "{line}"),
            _ => assert!(matches!(line, "TX ." | "TC ."), "{line}"),
        }
    }
    let new = fs::read_to_string(folder.path().join("build/current/dumps/all.nq")).unwrap();
    assert_eq!(lines.into_iter().map(|line| format!("{line}\n")).collect::<String>(), new);
}

#[test]
fn the_difference_is_json_for_programs() {
    let folder = corrected();
    let (out, _) = run(regesta(folder.path(), "diff").args(["0.1.0", "--json"]), 1);
    let found: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert!(found["added"].as_u64() > Some(0) && found["removed"].as_u64() > Some(0));
    let things = found["things"].as_array().unwrap();
    let person = things.iter().find(|thing| thing["iri"].as_str().is_some_and(|iri| iri.ends_with("person/ignatyev"))).unwrap();
    assert_eq!(person["fate"], "changed");
    assert!(
        person["changes"]
            .as_array()
            .unwrap()
            .iter()
            .any(|change| change["what"] == "name" && change["added"][0] == "Граф Николай Игнатьев")
    );
}

#[test]
fn what_is_no_graph_is_refused() {
    let folder = publication();
    let (_, said) = run(regesta(folder.path(), "diff").args(["0.9.9", "essays/consuls.md"]), 2);
    assert!(said.contains("0.9.9 is neither a publication, a release nor a file of RDF"), "{said}");
}

#[test]
fn what_one_essay_of_two_says_no_longer_is_no_change_of_the_thing() {
    let folder = tempfile::tempdir().unwrap();
    let line = |essay: &str, title: &str| {
        let label = "<http://www.w3.org/2000/01/rdf-schema#label>";
        format!("<https://example.org/event/a> {label} \"{title}\" <https://example.org/graph/essay/{essay}> .\n")
    };
    let both = format!("{}{}{}", line("one", "a siege"), line("two", "a siege"), line("two", "a blockade"));
    crate::publication::write(folder.path(), "old.nq", both.as_bytes());
    crate::publication::write(folder.path(), "new.nq", line("one", "a siege").as_bytes());
    let (out, err) = crate::publication::run(crate::publication::regesta(folder.path(), "diff").args(["old.nq", "new.nq"]), 1);
    assert!(out.contains("removed: a blockade") && !out.contains("removed: a siege"), "{out}");
    assert!(err.contains("0 statements added, 2 removed"), "{err}");
}
