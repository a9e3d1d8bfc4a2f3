//! The same input gives the same graph, and addresses outlive corrections.

use std::collections::BTreeSet;
use std::convert::Infallible;

use regesta::rdf::{Checker, Registry, State, TextRight, check, quads, tell};

use crate::sample::{Sample, edition};

#[test]
fn the_order_of_the_essays_does_not_matter() {
    let sample = Sample::new();
    let edition = edition(TextRight::Full);
    let (a, b) = (sample.essay("a"), sample.essay("b"));
    let (mut one, mut other) = (Registry::default(), Registry::default());
    assert_eq!(quads(&edition, &[a, b], &sample.authority, &mut one), quads(&edition, &[b, a], &sample.authority, &mut other));
    assert_eq!(one.write(), other.write());
}

#[test]
fn a_part_holds_one_essay_and_needs_no_later_part() {
    let sample = Sample::new();
    let edition = edition(TextRight::Full);
    let essays = [sample.essay("a"), sample.essay("b")];
    let base = edition.base.as_str();
    let mut checker = Checker::new(base);
    let mut told = BTreeSet::new();
    let Ok(()) = tell::<Infallible>(&edition, &mut &essays[..], &sample.authority, &mut Registry::default(), &mut |part| {
        let graphs: BTreeSet<String> = part.iter().map(|quad| quad.graph_name.to_string()).collect();
        assert!(graphs.iter().filter(|graph| graph.contains("graph/essay/")).count() <= 1, "{graphs:?}");
        checker.part(&part);
        told.extend(part.iter().map(ToString::to_string));
        Ok(())
    });
    let whole = quads(&edition, &essays, &sample.authority, &mut Registry::default());
    assert_eq!(told, whole.iter().map(ToString::to_string).collect::<BTreeSet<_>>());
    let codes = |faults: &[regesta::rdf::Fault]| faults.iter().map(|fault| (fault.code, fault.about.clone())).collect::<Vec<_>>();
    assert_eq!(codes(&checker.faults()), codes(&check(&whole, base)));
}

#[test]
fn one_document_of_two_essays_is_one_document() {
    let sample = Sample::new();
    let mut registry = Registry::default();
    let _ = quads(&edition(TextRight::Full), &[sample.essay("a"), sample.essay("b")], &sample.authority, &mut registry);
    let documents = registry.lines().filter(|(path, _)| path.starts_with("doc/")).count();
    assert_eq!(documents, 2);
}

#[test]
fn a_second_build_changes_nothing() {
    let sample = Sample::new();
    let edition = edition(TextRight::Full);
    let mut registry = Registry::default();
    let first = quads(&edition, &[sample.essay("a")], &sample.authority, &mut registry);
    let written = registry.write();
    let mut again = Registry::parse("registry.tsv", &written).expect("what we write, we can read");
    assert_eq!(quads(&edition, &[sample.essay("a")], &sample.authority, &mut again), first);
    assert_eq!(again.write(), written);
}

/// The registry of the sample with the first line of a kind changed by a person.
fn edited(kind: &str, state: &str) -> (Registry, String) {
    let sample = Sample::new();
    let mut registry = Registry::default();
    let _ = quads(&edition(TextRight::Full), &[sample.essay("a")], &sample.authority, &mut registry);
    let (path, _) = registry.lines().find(|(_, line)| line.kind == kind).expect("there is one of this kind");
    let path = path.to_owned();
    let lines = registry.write();
    let lines: Vec<String> = lines
        .lines()
        .map(|line| if line.starts_with(&format!("{path}\t")) { line.replace("\tlive", &format!("\t{state}")) } else { line.to_owned() })
        .collect();
    (Registry::parse("registry.tsv", &lines.join("\n")).expect("the edit is valid"), path)
}

#[test]
fn what_a_person_took_out_is_not_published() {
    for kind in ["event", "doc", "person", "book", "essay"] {
        let sample = Sample::new();
        let (mut registry, path) = edited(kind, "gone:a misreading");
        let quads = quads(&edition(TextRight::Full), &[sample.essay("a")], &sample.authority, &mut registry);
        let address = format!("https://example.org/orient/{path}");
        let told = quads.iter().find(|quad| {
            let line = quad.to_string();
            line.contains(&format!("<{address}>")) || line.contains(&format!("<{address}#"))
        });
        assert_eq!(told.map(ToString::to_string), None, "{kind}");
        assert!(matches!(registry.line(&path).map(|line| &line.state), Some(State::Gone(_))));
    }
}

#[test]
fn a_merged_person_speaks_through_the_other() {
    let sample = Sample::new();
    let (mut registry, path) = edited("person", "merged:person/orlov");
    assert_eq!(path, "person/ignatyev");
    let quads = quads(&edition(TextRight::Full), &[sample.essay("a")], &sample.authority, &mut registry);
    assert!(!quads.iter().any(|quad| quad.to_string().contains("person/ignatyev")));
    let label = "person/orlov> <http://www.w3.org/2000/01/rdf-schema#label> \"Александр Орлов\"@ru";
    assert!(quads.iter().any(|quad| quad.to_string().contains(label)));
    assert!(quads.iter().any(|quad| quad.to_string().contains("was_addressed_to> <https://example.org/orient/person/orlov>")));
}
