//! `regesta reconcile` as a person uses it: proposals, people's lines, a run that is killed and goes on.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::wikidata::Wikidata;

const SETTINGS: &str = "title = \"Т\"\nbase = \"https://example.org/t/\"\nlanguage = \"ru\"\n\
license = \"https://creativecommons.org/licenses/by/4.0/\"\nversion = \"0.1.0\"\ndate = 2026-11-22\n";

const ESSAY: &str = "# Переговоры\n\nВ марте 1921 года Бекир Сами-бей прибыл в Лондон. 13 мая 1921 года нарком Г. В. Чичерин \
направил И. В. Сталину письмо о переговорах в Карсе. Летом 1921 года консул П. П. Несуществов писал в Москву.\n";

const PERSONS: &str = "[bekir-sami]\nname = \"Бекир Сами-бей\"\nalso = [\"Бекир Сами\", \"Бекир Сами Кундух\"]\nborn = \"1865\"\ndied = \"1933\"\n\
labels = { tr = \"Bekir Sami Kunduh\" }\n\n[chicherin]\nname = \"Георгий Васильевич Чичерин\"\nborn = \"1872\"\ndied = \"1936\"\n\n\
[stalin]\nname = \"Иосиф Виссарионович Сталин\"\nborn = \"1878\"\ndied = \"1953\"\n";

const PLACES: &str = "[kars]\nname = \"Карс\"\ncoordinates = [43.1, 40.61]\n\n[london]\nname = \"Лондон\"\ncoordinates = [-0.13, 51.51]\n";

pub(crate) fn publication() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in
        [("regesta.toml", SETTINGS), ("essays/talks.md", ESSAY), ("authority/persons.toml", PERSONS), ("authority/places.toml", PLACES)]
    {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn regesta(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_regesta"));
    command.args(arguments).current_dir(folder);
    command
}

/// Standard output and error, after it ended with this code.
#[track_caller]
pub(crate) fn run(folder: &Path, arguments: &[&str], code: i32) -> (String, String) {
    let output = regesta(folder, arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let (out, err) = (text(output.stdout), text(output.stderr));
    assert_eq!(output.status.code(), Some(code), "out: {out}\nerr: {err}");
    (out, err)
}

fn decisions(folder: &Path) -> String {
    fs::read_to_string(folder.join("links/wikidata.sssom.tsv")).unwrap()
}

#[test]
fn what_is_sure_is_proposed_and_published_with_its_reasons() {
    let folder = publication();
    let (out, _) = run(folder.path(), &["reconcile", "--json"], 0);
    assert!(out.contains("\"accepted\": 5"), "{out}");
    let file = decisions(folder.path());
    for item in ["wd:Q473325", "wd:Q313623", "wd:Q855", "wd:Q127063", "wd:Q84"] {
        assert!(file.contains(item), "{item} is not in {file}");
    }
    assert!(!file.contains("sssom:NoTermFound"), "nobody has looked for those that the snapshot does not know: {file}");
    run(folder.path(), &["reconcile"], 0);
    assert_eq!(decisions(folder.path()), file, "the same input, the same bytes");
    run(folder.path(), &["build"], 0);
    let dump = fs::read_to_string(folder.path().join("build/current/dumps/all.nq")).unwrap();
    let link = "<https://example.org/t/person/stalin> <http://www.w3.org/2004/02/skos/core#exactMatch> <http://www.wikidata.org/entity/Q855> <https://example.org/t/graph/links> .";
    assert!(dump.contains(link));
    // Nothing of Wikidata stands in another graph.
    let outside = dump.lines().filter(|line| line.contains("www.wikidata.org") && !line.contains("graph/links> ."));
    assert_eq!(outside.collect::<Vec<_>>(), Vec::<&str>::new());
    let (_, told) = run(folder.path(), &["check"], 0);
    assert!(told.contains("nothing to say"), "{told}");
}

#[test]
fn people_have_the_last_word() {
    let folder = publication();
    run(folder.path(), &["reconcile"], 0);
    let head: String = decisions(folder.path()).lines().take_while(|line| line.starts_with('#')).map(|line| format!("{line}\n")).collect();
    let lines = "subject_id\tsubject_label\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_justification\tauthor_label\n\
        this:person/chicherin\tЧичерин\tskos:exactMatch\tNot\twd:Q313623\tsemapv:ManualMappingCuration\tA. Editor\n\
        this:place/kars\tКарс\tskos:closeMatch\t\twd:Q83077\tsemapv:ManualMappingCuration\tA. Editor\n\
        this:person/stalin\tСталин\tskos:exactMatch\t\tsssom:NoTermFound\tsemapv:ManualMappingCuration\tA. Editor\n";
    fs::write(folder.path().join("links/wikidata.sssom.tsv"), format!("{head}{lines}")).unwrap();
    run(folder.path(), &["reconcile"], 0);
    let file = decisions(folder.path());
    for line in lines.lines().skip(1) {
        assert!(file.lines().any(|own| own == line), "{line} is not in {file}");
    }
    assert!(!file.contains("wd:Q855") && file.matches("wd:Q313623").count() == 1 && file.contains("wd:Q473325"), "{file}");
    run(folder.path(), &["build"], 0);
    let dump = fs::read_to_string(folder.path().join("build/current/dumps/all.nq")).unwrap();
    assert!(dump.contains("<https://example.org/t/place/kars> <http://www.w3.org/2004/02/skos/core#closeMatch>"));
    assert!(!dump.contains("exactMatch> <http://www.wikidata.org/entity/Q313623>"));
}

#[test]
fn a_wrong_line_is_named() {
    let folder = publication();
    fs::create_dir_all(folder.path().join("links")).unwrap();
    let text = "subject_id\tpredicate_id\tobject_id\tmapping_justification\nthis:person/stalin\tskos:exactMatch\tQ855\tsemapv:ManualMappingCuration\n";
    fs::write(folder.path().join("links/wikidata.sssom.tsv"), text).unwrap();
    let (_, told) = run(folder.path(), &["build"], 2);
    assert!(told.contains("wikidata.sssom.tsv:2: object_id \"Q855\" is no item\nhint: write it as wd:Q5152"), "{told}");
}

#[test]
fn nothing_is_asked_without_a_contact_or_in_a_dry_run() {
    let folder = publication();
    let server = Wikidata::start(None, Duration::ZERO);
    let (_, told) = run(folder.path(), &["reconcile", "--online", "--wikidata", &server.endpoint], 2);
    assert!(told.contains("no request without a contact") && told.contains("hint: --contact"), "{told}");
    let (out, told) = run(folder.path(), &["reconcile", "--dry-run", "--wikidata", &server.endpoint], 0);
    assert!(out.lines().count() > 6 && out.lines().all(|line| line.starts_with(&server.endpoint)), "{out}");
    assert!(told.contains("nothing was asked"), "{told}");
    assert!(server.asked().is_empty());
}

#[test]
fn a_run_that_is_killed_goes_on_where_it_was() {
    let folder = publication();
    let server = Wikidata::start(None, Duration::ZERO);
    server.slow(Duration::from_millis(40));
    let arguments = ["reconcile", "--online", "--contact", "me@example.org", "--pause", "20", "--wikidata", &server.endpoint];
    let mut first = regesta(folder.path(), &arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let start = Instant::now();
    while server.asked().len() < 4 && start.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(5));
    }
    // SIGKILL: nothing of the process gets a word in.
    first.kill().unwrap();
    first.wait().unwrap();
    let before = server.asked();
    assert!(before.len() >= 4, "it did ask");
    let (_, told) = run(folder.path(), &arguments, 0);
    let asked = server.asked();
    let once: BTreeSet<&String> = asked.iter().collect();
    // Only the request that was under way when it was killed may have been made twice.
    let twice: Vec<&String> = once.iter().copied().filter(|url| asked.iter().filter(|own| own == url).count() > 1).collect();
    assert!(twice.iter().all(|url| *url == before.last().unwrap()), "{twice:?}");
    assert!(told.contains("answers were kept from before"), "{told}");
    let count = asked.len();
    run(folder.path(), &arguments, 0);
    assert_eq!(server.asked().len(), count, "the third run asks nothing");
    // A connection that was cut by the kill may still be answered while the next run begins.
    let broken: Vec<String> = server.broken().into_iter().filter(|rule| !rule.starts_with("two requests at once")).collect();
    assert_eq!(broken, Vec::<String>::new());
    assert!(decisions(folder.path()).contains("sssom:NoTermFound"), "now somebody has looked");
    let items = fs::read_to_string(folder.path().join("links/items.jsonl")).unwrap();
    assert!(fs::read_to_string(folder.path().join("links/searches.jsonl")).unwrap().lines().count() > 6);
    assert!(items.contains("\"origin\":\"hand\""), "the bundled items are still candidates");
}
