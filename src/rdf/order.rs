//! The orders that dumps are written in, as keys that sort by their bytes and lead back to the line.
//!
//! A line is a statement as N-Quads write it, without its line end. Its key sorts where the
//! statement belongs, so whoever sorts need not know what a statement is.

use std::borrow::Cow;

/// Stands in a key where an address ends: below every letter of an address, and in no line.
const END: char = '\u{1}';

/// What is told of a thing first, each with what stands for it in a key.
const FIRST: [(&str, &str); 2] =
    [("<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "\u{2}"), ("<http://www.w3.org/2000/01/rdf-schema#label>", "\u{3}")];

/// An order of statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Order {
    /// As lines: that of canonical N-Quads.
    Lines,
    /// By subject, a thing before its parts ("doc/a" before "doc/a#sending"), and of each its classes and labels first.
    Subjects,
    /// By graph, the unnamed one first, then by subject.
    Graphs,
}

impl Order {
    /// The key of a line.
    #[must_use]
    pub fn key(self, line: &str) -> Cow<'_, str> {
        match self {
            Self::Lines => Cow::Borrowed(line),
            Self::Subjects => Cow::Owned(ended(line)),
            Self::Graphs => {
                let [_, _, _, graph] = parts(line);
                let triple = line.strip_suffix(" .").unwrap_or(line);
                let triple = triple.strip_suffix(graph).unwrap_or(triple).trim_end_matches(' ');
                Cow::Owned(format!("{graph}{END}{}", ended(triple)))
            }
        }
    }

    /// The line of a key.
    #[must_use]
    pub fn line(self, key: &str) -> Cow<'_, str> {
        match self {
            Self::Lines => Cow::Borrowed(key),
            Self::Subjects => Cow::Owned(restored(key)),
            Self::Graphs => {
                let (graph, triple) = key.split_once(END).unwrap_or(("", key));
                let triple = restored(triple);
                Cow::Owned(if graph.is_empty() { format!("{triple} .") } else { format!("{triple} {graph} .") })
            }
        }
    }
}

/// The line with the end of its subject marked, so that "a" sorts before "a#b", and what comes first named so that it does.
fn ended(line: &str) -> String {
    let (subject, rest) = line.split_once(' ').unwrap_or((line, ""));
    let (start, end) = subject.strip_suffix('>').map_or((subject, None), |start| (start, Some(END)));
    let mut key = String::with_capacity(line.len());
    key.push_str(start);
    key.extend(end);
    key.push(' ');
    let first = FIRST.iter().find_map(|(predicate, sign)| Some((sign, rest.strip_prefix(predicate)?)));
    let (sign, rest) = first.map_or(("", rest), |(sign, rest)| (*sign, rest));
    key.push_str(sign);
    key.push_str(rest);
    key
}

/// The line of what [`ended`] made.
fn restored(key: &str) -> String {
    let (subject, rest) = key.split_once(' ').unwrap_or((key, ""));
    let (start, end) = subject.strip_suffix(END).map_or((subject, ""), |start| (start, ">"));
    let first = FIRST.iter().find_map(|(predicate, sign)| Some((predicate, rest.strip_prefix(sign)?)));
    let (predicate, rest) = first.map_or(("", rest), |(predicate, rest)| (*predicate, rest));
    [start, end, " ", predicate, rest].concat()
}

/// Subject, predicate, object and graph of a line, as they are written; the unnamed graph is empty.
#[must_use]
pub fn parts(line: &str) -> [&str; 4] {
    let (subject, rest) = line.split_once(' ').unwrap_or((line, ""));
    let (predicate, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    let end = rest.len() - after(rest).len();
    let (object, rest) = rest.split_at(end);
    let graph = rest.trim_end_matches('.').trim_matches(' ');
    [subject, predicate, object, graph]
}

/// What follows the object that a text begins with.
fn after(text: &str) -> &str {
    let Some(quoted) = text.strip_prefix('"') else { return text.find(' ').map_or("", |at| &text[at..]) };
    let mut escaped = false;
    let end = quoted.bytes().position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    });
    let rest = end.map_or("", |end| &quoted[end + 1..]);
    rest.find(' ').map_or("", |at| &rest[at..])
}

/// The line without its graph, as N-Triples write it.
#[must_use]
pub fn triple(line: &str) -> Cow<'_, str> {
    let [subject, predicate, object, graph] = parts(line);
    if graph.is_empty() { Cow::Borrowed(line) } else { Cow::Owned(format!("{subject} {predicate} {object} .")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINES: [&str; 7] = [
        r"<https://example.org/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://example.org/b> <https://example.org/g> .",
        r"<https://example.org/a> <https://example.org/p> <https://example.org/b> .",
        r"<https://example.org/a> <https://example.org/p> <https://example.org/b> <https://example.org/g> .",
        r#"<https://example.org/a> <https://example.org/p> "two words" ."#,
        r#"<https://example.org/a> <https://example.org/p> "he said \"a . b\\\" <c> ."@en-GB <https://example.org/g> ."#,
        r#"<https://example.org/a> <https://example.org/p> "1.5"^^<http://www.w3.org/2001/XMLSchema#decimal> _:g ."#,
        r"_:b <https://example.org/p> _:c <https://example.org/g> .",
    ];

    #[test]
    fn every_key_leads_back_to_its_line() {
        for line in LINES {
            for order in [Order::Lines, Order::Subjects, Order::Graphs] {
                assert_eq!(order.line(&order.key(line)), line, "{order:?}");
            }
        }
    }

    #[test]
    fn lines_are_taken_apart_at_their_terms() {
        let graphs: Vec<&str> = LINES.iter().map(|line| parts(line)[3]).collect();
        assert_eq!(graphs[1..], ["", "<https://example.org/g>", "", "<https://example.org/g>", "_:g", "<https://example.org/g>"]);
        assert_eq!(parts(LINES[4])[2], r#""he said \"a . b\\\" <c> ."@en-GB"#);
        assert_eq!(triple(LINES[6]), "_:b <https://example.org/p> _:c .");
    }

    #[test]
    fn a_thing_stands_before_its_parts_and_the_unnamed_graph_first() {
        let sorted = |order: Order, lines: &[&str]| {
            let mut keys: Vec<String> = lines.iter().map(|line| order.key(line).into_owned()).collect();
            keys.sort();
            keys.iter().map(|key| order.line(key).into_owned()).collect::<Vec<_>>()
        };
        let thing = "<https://example.org/a> <https://example.org/z> <https://example.org/b> <https://example.org/g> .";
        let part = "<https://example.org/a#x> <https://example.org/a> <https://example.org/b> .";
        assert_eq!(sorted(Order::Lines, &[thing, part]), [part, thing]);
        assert_eq!(sorted(Order::Subjects, &[part, thing]), [thing, part]);
        assert_eq!(sorted(Order::Graphs, &[thing, part]), [part, thing]);
    }
}
