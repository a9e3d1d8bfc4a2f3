//! `regesta review`: a person confirms, rejects and corrects statements; the graph shows who.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::publication::{publication, regesta, run, write};

/// The id of the statement whose words hold these and whose name holds those.
fn id(folder: &Path, words: &str, says: &str) -> String {
    let (out, _) = run(regesta(folder, "review").args(["--json", "--all"]), 0);
    let rows: Vec<Value> = serde_json::from_str(&out).unwrap();
    let of = |row: &&Value, at: &str, held: &str| row.pointer(at).and_then(Value::as_str).is_some_and(|text| text.contains(held));
    let row = rows.iter().find(|row| of(row, "/place/words", words) && of(row, "/says", says));
    row.unwrap_or_else(|| panic!("{words:?} {says:?}: {out}"))["id"].as_str().unwrap().to_owned()
}

fn graph(folder: &Path) -> String {
    run(&mut regesta(folder, "build"), 0);
    fs::read_to_string(folder.join("build/current/dumps/all.nq")).unwrap()
}

/// Lines of a graph that hold all of these.
fn lines<'g>(graph: &'g str, held: &[&str]) -> Vec<&'g str> {
    graph.lines().filter(|line| held.iter().all(|held| line.contains(held))).collect()
}

#[test]
fn who_confirms_stands_in_the_evidence() {
    let folder = publication();
    let id = id(folder.path(), "прибыл в Одессу", "Одесса");
    let by = ["--by", "Ada Editor", "--orcid", "0000-0002-1825-0097", "--why", "so the sentence says"];
    run(regesta(folder.path(), "review").args(["--confirm", &id]).args(by), 0);
    let graph = graph(folder.path());
    let reading = format!("<https://example.org/bosphorus/{id}>");
    assert_eq!(lines(&graph, &[&reading, "#reviewed_by> <https://orcid.org/0000-0002-1825-0097>"]).len(), 1, "{graph}");
    assert_eq!(lines(&graph, &["evidence/confirmed>", "P141_assigned", "graph/review>"]).len(), 1);
    assert_eq!(lines(&graph, &["P3_has_note", "\"so the sentence says\"", "graph/review>"]).len(), 1);
    let (out, _) = run(regesta(folder.path(), "query").arg("reviewed"), 0);
    assert!(out.contains("confirmed by a person") && out.contains("Ada Editor"), "{out}");
    run(regesta(folder.path(), "check").args(["--level", "error"]), 0);
    let (out, _) = run(regesta(folder.path(), "review").arg("--json"), 0);
    assert!(!out.contains(&id), "what is decided is not listed again: {out}");
}

#[test]
fn what_is_rejected_leaves_the_graph_and_stays_recorded() {
    let folder = publication();
    let before = graph(folder.path());
    assert!(!lines(&before, &["E9_Move"]).is_empty(), "the journey is read");
    let id = id(folder.path(), "прибыл в Одессу", "Одесса");
    run(regesta(folder.path(), "review").args(["--reject", &id, "--by", "Ada Editor"]), 0);
    let graph = graph(folder.path());
    assert!(lines(&graph, &["E9_Move"]).is_empty(), "{:?}", lines(&graph, &["E9_Move"]));
    assert!(lines(&graph, &["Annotation>", &format!("{id}>")]).is_empty());
    assert_eq!(lines(&graph, &["P141_assigned", "evidence/rejected>", "graph/review>"]).len(), 1);
    run(regesta(folder.path(), "check").args(["--level", "error"]), 0);
    // Who looks again may bring it back; the first decision stays on record.
    run(regesta(folder.path(), "review").args(["--confirm", &id, "--by", "Bob Reader"]), 0);
    let graph = self::graph(folder.path());
    assert!(!lines(&graph, &["E9_Move"]).is_empty());
    assert_eq!(lines(&graph, &["P141_assigned", "graph/review>"]).len(), 2);
}

#[test]
fn a_corrected_event_keeps_its_address() {
    let folder = publication();
    let before = graph(folder.path());
    let id = id(folder.path(), "прибыл в Одессу", "Одесса");
    let value = "date: 1876-07; who: person/orlov";
    run(regesta(folder.path(), "review").args(["--correct", &id, value, "--by", "Ada Editor"]), 0);
    let after = graph(folder.path());
    let event = |graph: &str| {
        let line = lines(graph, &["E9_Move"])[0].to_owned();
        line.split(' ').next().unwrap().trim_matches(['<', '>']).to_owned()
    };
    assert_eq!(event(&before), event(&after));
    let event = event(&after);
    assert_eq!(lines(&after, &[&format!("<{event}>"), "P14_carried_out_by", "person/orlov"]).len(), 1);
    assert!(lines(&after, &[&format!("<{event}>"), "P14_carried_out_by", "person/ignatyev"]).is_empty());
    assert_eq!(lines(&after, &[&format!("<{event}>"), "P4_has_time-span", "#ts-1876-07>"]).len(), 1);
    assert_eq!(lines(&after, &["P3_has_note", "date: 1876-07; who: person/orlov"]).len(), 1);
    let registry = fs::read_to_string(folder.path().join("registry.tsv")).unwrap();
    assert_eq!(registry.lines().filter(|line| line.starts_with("event/")).count(), 1, "{registry}");
}

#[test]
fn of_two_dates_a_person_settles_one() {
    let folder = publication();
    let disputed = lines(&graph(folder.path()), &["P177_assigned_property_of_type", "P4_has_time-span"]).len();
    assert_eq!(disputed, 2, "the sentence and the note disagree");
    let id = id(folder.path(), "Письмо А. Орлова", "Отправка");
    run(regesta(folder.path(), "review").args(["--correct", &id, "date: 1876-05-03", "--by", "Ada Editor"]), 0);
    let after = graph(folder.path());
    // What else the essay says stays on record; the date to count with is the person's.
    assert_eq!(lines(&after, &["#sending>", "P4_has_time-span", "#ts-1876-05-03>"]).len(), 1);
    assert!(lines(&after, &["#sending>", "P4_has_time-span", "#ts-1876-05-05>"]).is_empty());
}

#[test]
fn a_decision_about_words_that_changed_is_a_finding() {
    let folder = publication();
    let id = id(folder.path(), "прибыл в Одессу", "Одесса");
    run(regesta(folder.path(), "review").args(["--confirm", &id, "--by", "Ada Editor"]), 0);
    let essay = fs::read_to_string(folder.path().join("essays/consuls.md")).unwrap();
    write(folder.path(), "essays/consuls.md", essay.replace("Летом 1876 года", "Осенью 1876 года").as_bytes());
    let (out, _) = run(&mut regesta(folder.path(), "check"), 1);
    assert!(out.contains("review-without-statement") && out.contains("decisions.tsv:2"), "{out}");
    let (out, _) = run(regesta(folder.path(), "explain").arg("review-without-statement"), 0);
    assert!(out.contains("regesta review"), "{out}");
}

#[test]
fn a_wrong_line_is_named_with_its_remedy() {
    let folder = publication();
    let id = id(folder.path(), "прибыл в Одессу", "Одесса");
    for (line, message) in [
        (format!("{id}\tkeep\t\tAda\t2026-11-25"), "\"keep\" is no decision"),
        (format!("{id}\tcorrect\twho: person/nobody\tAda\t2026-11-25"), "nobody is known as person/nobody"),
        ("doc/x\tconfirm\t\tAda\t2026-11-25".to_owned(), "is no statement"),
    ] {
        write(folder.path(), "review/decisions.tsv", format!("on\tdo\tvalue\tby\tat\n{line}\n").as_bytes());
        let (_, err) = run(&mut regesta(folder.path(), "build"), 2);
        assert!(err.contains("decisions.tsv:2: ") && err.contains(message) && err.contains("hint: "), "{err}");
    }
    fs::remove_file(folder.path().join("review/decisions.tsv")).unwrap();
    let (_, err) = run(regesta(folder.path(), "review").args(["--confirm", "essay/consuls#a-nothing2", "--by", "Ada"]), 2);
    assert!(err.contains("no statement has the id") && err.contains("hint: "), "{err}");
    let (_, err) = run(regesta(folder.path(), "review").args(["--confirm", &id]), 2);
    assert!(err.contains("who decides?"), "{err}");
}
