//! What may be shown of an essay, and what never leaves it.

use oxigraph::model::Term;
use regesta::rdf::TextRight;

use crate::sample::Sample;

/// Every literal of the graph with the name of its property.
fn literals(text: TextRight) -> Vec<(String, String)> {
    let quads = Sample::new().quads(text);
    let literals = quads.iter().filter_map(|quad| match &quad.object {
        Term::Literal(literal) => Some((quad.predicate.as_str().to_owned(), literal.value().to_owned())),
        _ => None,
    });
    literals.collect()
}

#[track_caller]
fn shows(text: TextRight, words: &str, expected: bool) {
    let found = literals(text).into_iter().find(|(_, literal)| literal.contains(words));
    assert_eq!(found.is_some(), expected, "{words:?} with {text:?}: {found:?}");
}

#[test]
fn positions_show_no_word_of_a_sentence() {
    for words in ["волнениях", "написал", "подписали", "прибыл в", "шифром известил", "(См.:", "// АВПРИ"]
    {
        shows(TextRight::Positions, words, false);
    }
}

#[test]
fn positions_show_names_dates_and_titles_of_sources() {
    for words in ["Александр Орлов", "3 мая 1876 года", "Письмо А.Орлова Н.Игнатьеву", "Консулы на Востоке", "Ф. 180. Оп. 517. Д. 12"]
    {
        shows(TextRight::Positions, words, true);
    }
}

#[test]
fn quotes_show_passages_without_what_stands_around_them() {
    shows(TextRight::Quotes, "подписали в Турции договор", true);
    let context =
        literals(TextRight::Quotes).into_iter().find(|(property, _)| property.ends_with("#prefix") || property.ends_with("#suffix"));
    assert_eq!(context, None);
}

#[test]
fn the_whole_text_gives_context() {
    let prefix = literals(TextRight::Full).into_iter().filter(|(property, _)| property.ends_with("#prefix"));
    assert!(prefix.into_iter().any(|(_, words)| words == "№ 7 🙂 "));
}

#[test]
fn the_registry_keeps_no_word_of_a_sentence() {
    let sample = Sample::new();
    let mut registry = regesta::rdf::Registry::default();
    let edition = crate::sample::edition(TextRight::Positions);
    let _ = regesta::rdf::quads(&edition, &[sample.essay("consuls")], &sample.authority, &mut registry);
    let written = registry.write();
    for words in ["волнениях", "podpisali", "подписали", "известил"] {
        assert!(!written.contains(words), "{words} in {written}");
    }
}
