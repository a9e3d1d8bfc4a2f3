//! What is searched for, and the items that a search brings.

use std::collections::{BTreeMap, BTreeSet};

use crate::read::ThingKind;
use crate::resolve::EntityId;

use super::fold::words;
use super::item::ItemId;
use super::name::is_title;
use super::snapshot::{Search, Snapshot};
use super::subject::Subject;

/// The longest query; a longer one finds nothing, without a word about it.
const LONGEST: usize = 200;

/// Languages whose names are searched for, after the essays' own.
const ALSO_IN: [&str; 2] = ["en", "tr"];

/// The searches for a thing, at most four: its name, without titles, in other languages; a person's surname in full texts.
#[must_use]
pub fn searches(kind: ThingKind, subject: &Subject) -> Vec<Search> {
    let mut out: Vec<Search> = Vec::new();
    let mut push = |query: &str, language: &str, full_text: bool| {
        let query = cut(query).to_owned();
        let search = Search { query, language: language.to_owned(), full_text };
        let again = |own: &Search| own.full_text == full_text && own.query.to_lowercase() == search.query.to_lowercase();
        if !search.query.is_empty() && !out.iter().any(again) {
            out.push(search);
        }
    };
    let Some((name, language)) = subject.names.first() else { return out };
    push(name, language, false);
    for code in ALSO_IN {
        if let Some((name, _)) = subject.names.iter().find(|(_, language)| language == code) {
            push(name, code, false);
        }
    }
    if kind == ThingKind::Person {
        // Labels are searched by their beginning, and often begin with the surname: whole texts find these too.
        let bare: Vec<&str> = words(name).filter(|word| !is_title(word) && word.chars().count() > 1).collect();
        push(&bare.join(" "), language, true);
        out.truncate(4);
    }
    out
}

/// The same, no longer than what is searched for, cut between words.
fn cut(query: &str) -> &str {
    let query = query.trim();
    match query.char_indices().nth(LONGEST) {
        None => query,
        Some((end, _)) => query[..end].rsplit_once(' ').map_or(&query[..end], |(whole, _)| whole),
    }
}

/// The items that a snapshot has for every thing, by its searches and by all its names.
#[must_use]
pub fn found(subjects: &BTreeMap<EntityId, Subject>, snapshot: &Snapshot) -> BTreeMap<EntityId, BTreeSet<ItemId>> {
    let of = |(id, subject): (&EntityId, &Subject)| {
        let by_name = subject.names.iter().map(|(name, language)| {
            let bare: Vec<&str> = words(name).filter(|word| id.kind != ThingKind::Person || !is_title(word)).collect();
            Search { query: bare.join(" "), language: language.clone(), full_text: false }
        });
        let all = searches(id.kind, subject).into_iter().chain(by_name);
        (id.clone(), all.flat_map(|search| snapshot.search(&search)).collect())
    };
    subjects.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_searched_for_by_its_names_and_without_titles() {
        let names = [("Энвер-паша", "ru"), ("Enver Pasha", "en"), ("Enver Paşa", "tr"), ("Enver Pasha", "en")];
        let names = names.map(|(name, language)| (name.to_owned(), language.to_owned())).to_vec();
        let subject = Subject { names, ..Subject::default() };
        let shown: Vec<String> =
            searches(ThingKind::Person, &subject).iter().map(|s| format!("{} {} {}", s.query, s.language, s.full_text)).collect();
        assert_eq!(shown, ["Энвер-паша ru false", "Enver Pasha en false", "Enver Paşa tr false", "Энвер ru true"]);
    }

    #[test]
    fn a_long_query_is_cut_between_words() {
        let name = "слово ".repeat(80);
        let subject = Subject { names: vec![(name, "ru".to_owned())], ..Subject::default() };
        let query = &searches(ThingKind::Group, &subject)[0].query;
        assert!(query.chars().count() <= 200 && query.ends_with("слово"), "{query}");
    }
}
