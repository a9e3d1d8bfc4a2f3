//! Decisions as tables that others take: Mix'n'match and QuickStatements. Only what people decided or reviewed goes out.

use std::collections::BTreeMap;

use super::judgement::{Judged, Judgement, Relation};
use super::proposal::Line;
use super::sssom::Mappings;

/// The kinds of things, as Mix'n'match wants them: by an item.
const TYPES: [(&str, &str); 3] = [("person/", "Q5"), ("place/", "Q486972"), ("group/", "Q43229")];

/// A catalogue for Mix'n'match: every thing that was looked at, with the item where a person decided on it.
///
/// Source: <https://mix-n-match.toolforge.org/#/import>, columns `id`, `name`, `desc`, `url`, `type`, `q`.
#[must_use]
pub fn mixnmatch(lines: &[Line], mappings: &Mappings, base: &str) -> String {
    let decided: BTreeMap<&str, &Judgement> = mappings.of_people().filter(|own| is_same(own)).map(|own| (own.on.as_str(), own)).collect();
    let mut out = String::from("id\tname\tdesc\turl\ttype\tq\n");
    for line in lines {
        let kind = TYPES.iter().find(|(start, _)| line.on.starts_with(start)).map_or("", |(_, kind)| kind);
        let item = decided.get(line.on.as_str()).map(|own| item(own)).unwrap_or_default();
        let name = line.name.split(['\t', '\n']).collect::<Vec<_>>().join(" ");
        out.push_str(&format!("{}\t{name}\t\t{base}{}\t{kind}\t{item}\n", line.on, line.on));
    }
    out
}

/// Commands for QuickStatements: each item is described at the address of its thing (P973).
///
/// Source: <https://www.wikidata.org/wiki/Help:QuickStatements>, version 1.
#[must_use]
pub fn quickstatements(mappings: &Mappings, base: &str) -> String {
    let command = |own: &Judgement| format!("{}\tP973\t\"{base}{}\"\n", item(own), own.on);
    mappings.of_people().filter(|own| is_same(own)).map(command).collect()
}

fn is_same(judgement: &Judgement) -> bool {
    matches!(judgement.judged, Judged::Is(Relation::Exact, _))
}

fn item(judgement: &Judgement) -> String {
    match judgement.judged {
        Judged::Is(_, item) | Judged::IsNot(item) => item.to_string(),
        Judged::HasNone => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::{By, ItemId};

    #[test]
    fn only_what_people_decided_goes_out() {
        let judgement = |on: &str, judged: Judged, by: By| Judgement {
            on: on.to_owned(),
            name: "A".to_owned(),
            judged,
            item_name: String::new(),
            by,
            reviewer: None,
            date: "2026-11-22".to_owned(),
            confidence: None,
            names: String::new(),
            why: String::new(),
        };
        let person = || By::Person { name: "A. Editor".to_owned(), orcid: None };
        let item = |number: u32| ItemId::parse(&format!("Q{number}")).unwrap();
        let mut mappings = Mappings::new("https://example.org/", "A");
        mappings.propose(vec![judgement("person/c", Judged::Is(Relation::Exact, item(3)), By::Program { version: "1".to_owned() })]);
        mappings.decide(judgement("person/a", Judged::Is(Relation::Exact, item(1)), person()));
        mappings.decide(judgement("place/b", Judged::Is(Relation::Close, item(2)), person()));
        mappings.decide(judgement("person/d", Judged::IsNot(item(4)), person()));
        assert_eq!(quickstatements(&mappings, "https://example.org/"), "Q1\tP973\t\"https://example.org/person/a\"\n");
        let line = |on: &str| Line { on: on.to_owned(), name: "A\tB".to_owned(), verdict: String::new(), candidates: Vec::new() };
        let table = mixnmatch(&[line("person/a"), line("place/b")], &mappings, "https://example.org/");
        assert_eq!(
            table,
            "id\tname\tdesc\turl\ttype\tq\nperson/a\tA B\t\thttps://example.org/person/a\tQ5\tQ1\nplace/b\tA B\t\thttps://example.org/place/b\tQ486972\t\n"
        );
    }
}
