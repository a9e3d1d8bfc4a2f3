//! Every query of `sparql/` on the bundled publication: it answers, with the columns it promises, in an order of its own.

use std::fs;
use std::path::Path;
use std::process::Command;

use regesta::publication::{Publication, Silent, build, review};
use regesta::store::{Answer, Ask, QUERIES, Query, Store, value};

const BASE: &str = "https://w3id.org/regesta/kars-1921/";

/// The bundled publication in a store, built once.
fn store() -> &'static Store {
    static STORE: std::sync::OnceLock<Store> = std::sync::OnceLock::new();
    STORE.get_or_init(loaded)
}

fn loaded() -> Store {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/kars-1921");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("queries");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    assert!(
        Command::new("cp")
            .arg("-r")
            .args(["regesta.toml", "registry.tsv", "authority", "essays", "links"].map(|name| source.join(name)))
            .arg(&folder)
            .status()
            .unwrap()
            .success()
    );
    let publication = Publication::open(&folder).unwrap();
    let all = review::statements(&publication).unwrap();
    let doubtful = all.iter().find(|stated| stated.parts.contains(&"where")).unwrap();
    fs::create_dir(folder.join("review")).unwrap();
    let decision = format!("on\tdo\tby\tat\n{}\treject\tAda Editor\t2026-11-25\n", doubtful.id);
    fs::write(folder.join("review/decisions.tsv"), decision).unwrap();
    let built = build(&publication, "2026-01-01T00:00:00Z", &Silent).unwrap();
    Store::from_dump(&built.folder.join("dumps/all.nq")).unwrap()
}

fn ask(store: &Store, query: Query, given: &[(&str, &str)]) -> (Vec<String>, Vec<Vec<String>>) {
    let given = given.iter().map(|(name, words)| ((*name).to_owned(), value(words, BASE).unwrap())).collect();
    match store
        .ask(&Ask { query: query.text.to_owned(), given, ..Ask::default() })
        .unwrap_or_else(|error| panic!("{}: {error}", query.name))
    {
        Answer::Rows(names, rows) => {
            let shown = |row: &Vec<_>| {
                row.iter()
                    .map(|value: &Option<_>| value.as_ref().map_or_else(String::new, |value| regesta::store::shown(value, BASE)))
                    .collect()
            };
            (names, rows.iter().map(shown).collect())
        }
        other => panic!("{}: {other:?}", query.name),
    }
}

/// The variables a query is given, and what they stand for.
type Given = &'static [(&'static str, &'static str)];

#[test]
fn every_query_answers_a_historian() {
    let store = store();
    let answers: [(&str, Given, &str); 21] = [
        ("letters-between", &[("from", "person/georgy-chicherin"), ("to", "person/joseph-stalin")], "1921-09-14"),
        ("kept", &[], "Архивное собрание: Архив внешней политики"),
        ("chronology", &[], "1921-08-26"),
        ("evidence", &[], "essay/place-and-day"),
        ("reviewed", &[], "rejected by a person"),
        ("told-by-several", &[], "doc/"),
        ("not-happened", &[], "denied"),
        ("offices", &[], "нарком иностранных дел"),
        ("correspondence", &[], "person/sergey-natsarenus"),
        ("cited-archives", &[], "Российский государственный архив социально-политической истории"),
        ("cited-from-archive", &[], "person/ali-fuat-pasha"),
        ("cited-once", &[], "Инструкция правительства ВНСТ Али Фуат-паше"),
        ("undated", &[], ""),
        ("date-clashes", &[], "1921-07-01"),
        ("said-of", &[("thing", "person/enver-pasha")], "essay/commissar-and-ambassador"),
        ("meetings-of", &[("person", "person/ali-fuat-pasha")], "event/"),
        ("events-at", &[("place", "place/batum")], "event/"),
        ("people", &[], "person/georgy-chicherin"),
        ("counts", &[], "persons"),
        ("elsewhere", &[], "http://www.wikidata.org/entity/Q313623"),
        ("portraits", &[], "person/georgy-chicherin"),
    ];
    assert_eq!(answers.len(), QUERIES.len(), "each query has its answer here");
    for (name, given, expected) in &answers {
        let query = Query::named(name).unwrap_or_else(|| panic!("{name} is a query"));
        let (_, rows) = ask(store, query, given);
        let found = rows.iter().flatten().any(|cell| cell.starts_with(expected));
        assert!(found || expected.is_empty(), "{name}: {expected:?} is in none of {rows:?}");
    }
}

#[test]
fn every_query_says_what_it_answers_and_returns() {
    let store = store();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("sparql")).unwrap() {
        let path = entry.unwrap().path();
        let text: &'static str = fs::read_to_string(&path).unwrap().leak();
        let query = Query { name: path.file_stem().unwrap().to_string_lossy().into_owned().leak(), text };
        assert!(query.answers().ends_with('.'), "{}", query.name);
        // A question that is answered by yes or no returns nothing.
        if text.contains("\nASK") {
            continue;
        }
        let promised =
            text.lines().find_map(|line| line.split("returns: ").nth(1)).unwrap_or_else(|| panic!("{} says what it returns", query.name));
        let promised: Vec<&str> = promised.split_whitespace().map(|name| name.trim_start_matches('?')).collect();
        // What the program reads in one stream from another store is put in order here, if at all.
        assert!(text.contains("ORDER BY") || query.name.starts_with("store-"), "{}", query.name);
        let given: Vec<(&str, &str)> =
            query.given().into_iter().map(|name| (name, if name == "start" { "\"x\"" } else { "person/nobody" })).collect();
        assert_eq!(ask(store, query, &given).0, promised, "{}", query.name);
    }
}

#[test]
fn dates_that_clash_come_with_both_sources() {
    let (_, rows) = ask(store(), Query::named("date-clashes").unwrap(), &[]);
    let telegram: Vec<&Vec<String>> = rows.iter().filter(|row| row[2] == "1921-07-01" || row[2] == "1921-07-21").collect();
    assert_eq!(telegram.len(), 2, "{rows:?}");
    assert_eq!(telegram[0][0], telegram[1][0], "both dates are of one document");
    assert!(telegram.iter().all(|row| row[3].starts_with("essay/")), "{rows:?}");
}
