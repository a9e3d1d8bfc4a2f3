//! Every dump parses back to the graph it was written from.

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{Quad, Triple};
use regesta::rdf::{Format, TextRight, union, write};
use sophia::api::prelude::*;
use sophia::isomorphism::isomorphic_graphs;

use crate::sample::Sample;

fn dump(quads: &[Quad], format: Format) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(quads, format, &mut bytes).expect("memory can be written to");
    bytes
}

fn parse(bytes: &[u8], format: Format) -> Vec<Quad> {
    let format = match format {
        Format::Turtle => RdfFormat::Turtle,
        Format::TriG => RdfFormat::TriG,
        Format::NTriples => RdfFormat::NTriples,
        Format::NQuads => RdfFormat::NQuads,
        Format::RdfXml => RdfFormat::RdfXml,
        Format::JsonLd => RdfFormat::JsonLd { profile: oxigraph::io::JsonLdProfileSet::empty() },
    };
    let quads: Result<Vec<Quad>, _> = RdfParser::from_format(format).for_slice(bytes).collect();
    quads.unwrap_or_else(|error| panic!("{format:?}: {error}"))
}

/// The triples as a graph of Sophia's, by way of N-Triples.
fn graph(triples: &[Triple]) -> Vec<[sophia::api::term::SimpleTerm<'static>; 3]> {
    let lines: String = triples.iter().map(|triple| format!("{triple} .\n")).collect();
    sophia::turtle::parser::nt::parse_str(&lines).collect_triples().expect("N-Triples of oxigraph's are N-Triples")
}

#[test]
fn every_format_of_the_union_is_isomorphic_with_it() {
    let quads = Sample::new().quads(TextRight::Full);
    let whole = graph(&union(&quads));
    for format in [Format::Turtle, Format::NTriples, Format::RdfXml, Format::JsonLd] {
        let parsed = graph(&union(&parse(&dump(&quads, format), format)));
        assert!(isomorphic_graphs(&whole, &parsed).expect("graphs in memory can be read"), "{format:?}");
    }
}

#[test]
fn formats_with_graphs_keep_them() {
    let quads = Sample::new().quads(TextRight::Full);
    for format in [Format::TriG, Format::NQuads] {
        let mut parsed = parse(&dump(&quads, format), format);
        parsed.sort_by_cached_key(ToString::to_string);
        assert_eq!(parsed, quads, "{format:?}");
    }
}

#[test]
fn the_order_of_the_quads_does_not_matter() {
    let quads = Sample::new().quads(TextRight::Full);
    let mut other: Vec<Quad> = quads.iter().rev().chain(&quads[..7]).cloned().collect();
    other.rotate_left(11);
    for format in Format::ALL {
        assert!(dump(&quads, format) == dump(&other, format), "{format:?} depends on the order of the quads");
    }
}

/// A graph of an editor's own: blank nodes in a ring, in a list, and as a graph's name.
const BLANK: &str = include_str!("../validators/blank.trig");

/// The canonical form of some TriG: N-Quads as the dumps have them.
fn canonical(trig: &str) -> String {
    let quads = RdfParser::from_format(RdfFormat::TriG).for_slice(trig).map(|quad| Ok(quad.expect("it is TriG")));
    let (folder, mut out) = (tempfile::tempdir().expect("a temporary folder"), Vec::new());
    regesta::publication::convert(quads, Format::NQuads, folder.path(), &mut out).expect("it can be written");
    String::from_utf8(out).expect("dumps are UTF-8")
}

#[test]
fn the_canonical_form_is_that_of_another_implementation() {
    let other: std::collections::HashSet<sophia::api::quad::Spog<sophia::api::term::SimpleTerm<'static>>> =
        sophia::turtle::parser::trig::parse_str(BLANK).collect_quads().expect("it is TriG");
    let mut expected = Vec::new();
    sophia::c14n::rdfc10::normalize(&other, &mut expected).expect("it is no poisoned graph");
    assert_eq!(canonical(BLANK), String::from_utf8(expected).expect("N-Quads are UTF-8"));
}

#[test]
fn the_canonical_form_knows_no_order_and_no_labels() {
    let (prefix, statements) = BLANK.split_once('\n').expect("the first line is the prefix");
    let mut turned: Vec<&str> = statements.lines().rev().collect();
    turned.insert(0, prefix);
    let renamed = turned.join("\n").replace("_:x", "_:zz9").replace("_:z ", "_:a ").replace("_:y", "_:b0");
    assert_ne!(BLANK, renamed);
    assert_eq!(canonical(BLANK), canonical(&renamed));
    assert_eq!(
        regesta::publication::sha256(canonical(BLANK).as_bytes()),
        "55283b04df07d4cf9c4954bf739b6d9dd85d71a2c1554c5c8d4170efc2c742e2"
    );
}

#[test]
fn blank_nodes_keep_what_is_said_of_them_in_every_format() {
    let quads: Vec<Quad> =
        RdfParser::from_format(RdfFormat::NQuads).for_slice(&canonical(BLANK)).map(|quad| quad.expect("N-Quads")).collect();
    for format in [Format::Turtle, Format::RdfXml, Format::JsonLd, Format::NTriples] {
        let parsed = graph(&union(&parse(&dump(&quads, format), format)));
        assert!(isomorphic_graphs(&graph(&union(&quads)), &parsed).expect("graphs in memory can be read"), "{format:?}");
    }
}

/// For the validators in `tests/validators`, which are other programs.
#[test]
fn dumps_are_left_for_other_programs() {
    for (name, text) in [("full", TextRight::Full), ("quotes", TextRight::Quotes), ("positions", TextRight::Positions)] {
        let quads = Sample::new().quads(text);
        let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("graph-sample").join(name);
        std::fs::create_dir_all(&folder).expect("the folder for temporary files can be written to");
        for format in Format::ALL {
            let path = folder.join("all").with_extension(format.extension());
            std::fs::write(&path, dump(&quads, format)).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        }
    }
}

#[test]
fn turtle_is_made_for_reading() {
    let quads = Sample::new().quads(TextRight::Full);
    let turtle = String::from_utf8(dump(&quads, Format::Turtle)).expect("dumps are UTF-8");
    let sending = turtle.split("\n\n").find(|paragraph| paragraph.contains("#sending> a")).expect("there is a sending");
    insta::assert_snapshot!(sending);
}
