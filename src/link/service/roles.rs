//! What the types and properties of services are to us: two tables of their ids and names.

use std::sync::LazyLock;

use crate::read::ThingKind;

/// What a property says of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::link) enum Role {
    Name,
    Born,
    Died,
    Begun,
    Ended,
    Occupation,
    Position,
}

impl Role {
    const NAMES: [(&'static str, Self); 7] = [
        ("name", Self::Name),
        ("born", Self::Born),
        ("died", Self::Died),
        ("begun", Self::Begun),
        ("ended", Self::Ended),
        ("occupation", Self::Occupation),
        ("position", Self::Position),
    ];
}

/// Rows of a table: the first cell, and the words of the second.
type Table = Vec<(&'static str, Vec<&'static str>)>;

static TYPES: LazyLock<Table> = LazyLock::new(|| table(include_str!("../../../data/services/types.tsv")));
static PROPERTIES: LazyLock<Table> = LazyLock::new(|| table(include_str!("../../../data/services/properties.tsv")));

fn table(text: &'static str) -> Table {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).map(|(first, rest)| (first, rest.split_whitespace().collect())).collect()
}

/// The class of Wikidata that a type of a service comes nearest to; `None` where the table does not know it.
pub(in crate::link) fn class_of(id: &str, name: &str) -> Option<&'static str> {
    [id, name].iter().find_map(|spelling| place_in(&TYPES, spelling)).map(|at| TYPES[at].0)
}

/// The class of Wikidata that all things of a kind are of.
pub(in crate::link) fn class_for(kind: ThingKind) -> &'static str {
    match kind {
        ThingKind::Person => "Q5",
        ThingKind::Place => "Q2221906",
        ThingKind::Group => "Q43229",
    }
}

/// The type of a service under which things of a kind are asked for: of those that fit the one that says most.
pub(in crate::link) fn type_for(kind: ThingKind, types: &[(String, String)]) -> Option<&str> {
    let fit = types.iter().filter(|(id, name)| class_of(id, name) == Some(class_for(kind)));
    // The table names the more exact types of a class first.
    fit.min_by_key(|(id, name)| rank(id, name)).map(|(id, _)| id.as_str())
}

fn rank(id: &str, name: &str) -> usize {
    let at = |spelling: &str| TYPES.iter().find_map(|(_, words)| words.iter().position(|word| *word == plain(spelling)));
    at(id).or_else(|| at(name)).unwrap_or(usize::MAX)
}

/// What a property of a service says; `None` where the table does not know it.
pub(in crate::link) fn role_of(id: &str, name: &str) -> Option<Role> {
    let row = [id, name].iter().find_map(|spelling| place_in(&PROPERTIES, spelling)).map(|at| PROPERTIES[at].0)?;
    Role::NAMES.iter().find(|(own, _)| *own == row).map(|(_, role)| *role)
}

fn place_in(table: &Table, spelling: &str) -> Option<usize> {
    let plain = plain(spelling);
    table.iter().position(|(_, words)| words.iter().any(|word| *word == plain))
}

/// A spelling without what tells "date_of_birth", "dateOfBirth" and "schema:birthDate" apart: its last part, letters and digits in small letters.
fn plain(spelling: &str) -> String {
    let last = spelling.trim_end_matches(['/', '#']).rsplit(['/', '#', ':']).next().unwrap_or(spelling);
    last.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_of_services_are_known_by_id_or_name() {
        assert_eq!(class_of("DifferentiatedPerson", ""), Some("Q5"));
        assert_eq!(class_of("/people/person", "Person"), Some("Q5"));
        assert_eq!(class_of("https://schema.org/Person", ""), Some("Q5"));
        assert_eq!(class_of("x17", "Corporate Name"), Some("Q43229"));
        assert_eq!(class_of("Zebra", "Zebra"), None);
    }

    #[test]
    fn the_type_that_says_most_is_asked_for() {
        let types = |names: &[&str]| names.iter().map(|name| ((*name).to_owned(), (*name).to_owned())).collect::<Vec<_>>();
        let gnd = types(&["AuthorityResource", "CorporateBody", "Work", "PlaceOrGeographicName", "Person", "DifferentiatedPerson"]);
        assert_eq!(type_for(ThingKind::Person, &gnd), Some("DifferentiatedPerson"));
        assert_eq!(type_for(ThingKind::Place, &gnd), Some("PlaceOrGeographicName"));
        assert_eq!(type_for(ThingKind::Group, &gnd), Some("CorporateBody"));
        assert_eq!(type_for(ThingKind::Group, &types(&["Person"])), None);
    }

    #[test]
    fn properties_are_known_by_id_or_name() {
        assert_eq!(role_of("dateOfBirth", "Geburtsdatum"), Some(Role::Born));
        assert_eq!(role_of("P570", "date of death"), Some(Role::Died));
        assert_eq!(role_of("x", "Variant name"), Some(Role::Name));
        assert_eq!(role_of("P18", "image"), None);
    }

    #[test]
    fn the_tables_name_only_what_is_known() {
        for (class, _) in TYPES.iter() {
            let item = serde_json::json!({"id": "Q1", "claims": {"P31": [{"rank": "normal", "mainsnak": {"snaktype": "value",
                "datavalue": {"type": "wikibase-entityid", "value": {"id": class}}}}]}});
            let (_, item) = crate::link::Item::parse(&item).unwrap();
            assert!(!crate::link::kinds(&item).is_empty(), "{class} is no class that classes.tsv knows");
        }
        for (role, _) in PROPERTIES.iter() {
            assert!(Role::NAMES.iter().any(|(own, _)| own == role), "{role}");
        }
    }
}
