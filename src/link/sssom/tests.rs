use super::*;
use crate::link::{By, ItemId, Relation};

fn by_program(on: &str, item: &str, date: &str) -> Judgement {
    Judgement {
        on: on.to_owned(),
        name: "\"Единение\" | партия".to_owned(),
        judged: ItemId::parse(item).map_or(Judged::HasNone, |item| Judged::Is(Relation::Exact, item)),
        item_name: "Union".to_owned(),
        by: By::Program { version: "0.1.0".to_owned() },
        reviewer: None,
        date: date.to_owned(),
        confidence: Some("0.97".to_owned()),
        names: "a|b".to_owned(),
        why: "dates".to_owned(),
    }
}

#[test]
fn what_is_written_is_read_again() {
    let mut own = Mappings::new("https://example.org/a/", "A: \"b\"");
    own.propose(vec![by_program("person/b", "Q2", "2026-11-22"), by_program("person/a", "", "2026-11-22")]);
    let read = Mappings::parse("a.tsv", &own.write()).unwrap();
    assert_eq!(read, own);
    assert_eq!(read.judgements().map(|judgement| judgement.on.as_str()).collect::<Vec<_>>(), ["person/a", "person/b"]);
}

#[test]
fn lines_of_people_stay_to_the_letter() {
    let line = "this:person/b\tB, odd   spacing\tskos:closeMatch\twd:Q9\tsemapv:ManualMappingCuration\tA. Editor\tsure";
    let text = format!(
        "#mapping_set_id: https://example.org/m\nsubject_id\tsubject_label\tpredicate_id\tobject_id\tmapping_justification\tauthor_label\tnote\n{line}\n"
    );
    let mut mappings = Mappings::parse("a.tsv", &text).unwrap();
    mappings.propose(vec![by_program("person/a", "Q1", "2026-11-22"), by_program("person/c", "Q3", "2026-11-22")]);
    let written = mappings.write();
    assert_eq!(written.lines().nth(3), Some(line), "{written}");
    mappings.propose(Vec::new());
    assert_eq!(mappings.counts(), (1, 0));
    assert!(mappings.write().ends_with(&format!("{line}\n")));
}

#[test]
fn what_is_proposed_again_keeps_its_date() {
    let mut mappings = Mappings::new("https://example.org/a/", "A");
    mappings.propose(vec![by_program("person/a", "Q1", "2026-11-22")]);
    let first = mappings.write();
    mappings.propose(vec![by_program("person/a", "Q1", "2026-12-01")]);
    assert_eq!(mappings.write(), first);
    mappings.propose(vec![by_program("person/a", "Q2", "2026-12-01")]);
    assert!(mappings.write().contains("2026-12-01"));
}

#[test]
fn the_last_word_of_a_person_holds() {
    let person = |judged: Judged| Judgement {
        judged,
        by: By::Person { name: "A. Editor".to_owned(), orcid: None },
        confidence: None,
        ..by_program("person/a", "Q1", "2026-11-22")
    };
    let (one, two) = (ItemId::parse("Q1").unwrap(), ItemId::parse("Q2").unwrap());
    let mut mappings = Mappings::new("https://example.org/a/", "A");
    mappings.propose(vec![by_program("person/a", "Q1", "2026-11-22")]);
    mappings.decide(person(Judged::IsNot(one)));
    assert_eq!(mappings.judgements().map(|own| own.judged.clone()).collect::<Vec<_>>(), [Judged::IsNot(one)]);
    mappings.decide(person(Judged::Is(Relation::Exact, two)));
    mappings.decide(person(Judged::HasNone));
    let all: Vec<_> = mappings.judgements().map(|own| own.judged.clone()).collect();
    assert_eq!(all, [Judged::IsNot(one), Judged::HasNone]);
}

#[test]
fn what_sssom_does_not_know_is_named_with_its_line() {
    let error = |row: &str| {
        let text = format!("subject_id\tpredicate_id\tobject_id\tmapping_justification\tpredicate_modifier\n{row}\n");
        Mappings::parse("a.tsv", &text).unwrap_err().to_string()
    };
    assert!(error("this:a\towl:sameAs\twd:Q1\tsemapv:ManualMappingCuration\t").starts_with("a.tsv:2: predicate_id \"owl:sameAs\"\nhint: "));
    assert!(
        error("this:a\tskos:exactMatch\thttp://x\tsemapv:ManualMappingCuration\t")
            .starts_with("a.tsv:2: object_id \"http://x\" is no item")
    );
    assert!(error("this:a\tskos:exactMatch\twd:Q1\tsemapv:ManualMappingCuration\tNo").starts_with("a.tsv:2: predicate_modifier \"No\""));
}
