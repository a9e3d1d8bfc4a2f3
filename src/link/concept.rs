//! Two small tables: what the classes of Wikidata are to us, and which words speak of an office or an occupation.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::item::{Item, ItemId};

/// What a class of items is to a reader of essays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each name says it")]
pub enum Kind {
    Human,
    Settlement,
    Province,
    Region,
    State,
    Government,
    Ministry,
    Party,
    Army,
    Press,
    Archive,
    Company,
    Organisation,
    People,
    Event,
    Work,
    /// A page of a wiki, a name, a horse: nothing that an essay names.
    Other,
}

impl Kind {
    const NAMES: [(&'static str, Self); 17] = [
        ("human", Self::Human),
        ("settlement", Self::Settlement),
        ("province", Self::Province),
        ("region", Self::Region),
        ("state", Self::State),
        ("government", Self::Government),
        ("ministry", Self::Ministry),
        ("party", Self::Party),
        ("army", Self::Army),
        ("press", Self::Press),
        ("archive", Self::Archive),
        ("company", Self::Company),
        ("organisation", Self::Organisation),
        ("people", Self::People),
        ("event", Self::Event),
        ("work", Self::Work),
        ("other", Self::Other),
    ];

    /// As the table writes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::NAMES.iter().find(|(_, kind)| *kind == self).map_or("other", |(name, _)| name)
    }
}

static CLASSES: LazyLock<BTreeMap<ItemId, Kind>> = LazyLock::new(|| {
    let kind = |name: &str| Kind::NAMES.iter().find(|(own, _)| *own == name).map(|(_, kind)| *kind);
    rows(include_str!("../../data/wikidata/classes.tsv")).filter_map(|[id, _, name]| Some((id, kind(name)?))).map(parsed).collect()
});

/// Each office: its items, of which the first stands for all, its name, the beginnings of the words that speak of it.
static OFFICES: LazyLock<Vec<Office>> = LazyLock::new(|| {
    let offices = rows(include_str!("../../data/wikidata/offices.tsv"));
    let office = |[ids, name, words]: [&'static str; 3]| Office {
        items: ids.split(' ').map(|id| parsed((id, ())).0).collect(),
        name,
        beginnings: words.split_whitespace().collect(),
    };
    offices.map(office).collect()
});

struct Office {
    items: Vec<ItemId>,
    name: &'static str,
    beginnings: Vec<&'static str>,
}

/// The rows of a table of three columns.
fn rows(table: &'static str) -> impl Iterator<Item = [&'static str; 3]> {
    let lines = table.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    lines.filter_map(|line| {
        let mut cells = line.split('\t');
        Some([cells.next()?, cells.next()?, cells.next()?])
    })
}

fn parsed<T>((id, value): (&str, T)) -> (ItemId, T) {
    (ItemId::parse(id).expect("a test reads the tables"), value)
}

/// The kinds that an item is said to be of; none where its classes are not in the table.
#[must_use]
pub fn kinds(item: &Item) -> BTreeSet<Kind> {
    item.items("P31").filter_map(|class| CLASSES.get(&class).copied()).collect()
}

/// The offices and occupations that words speak of.
pub(super) fn offices_of_words(words: &str) -> BTreeSet<ItemId> {
    let words: Vec<String> = words
        .split(|letter: char| !letter.is_alphanumeric() && letter != '-')
        .map(str::to_lowercase)
        .filter(|word| !word.is_empty())
        .collect();
    let speaks = |beginning: &&str| {
        let parts: Vec<&str> = beginning.split('.').collect();
        words.windows(parts.len()).any(|words| words.iter().zip(&parts).all(|(word, part)| begins(word, part)))
    };
    OFFICES.iter().filter(|office| office.beginnings.iter().any(speaks)).filter_map(|office| office.items.first().copied()).collect()
}

/// Whether a word is one of a beginning's forms: with at most three more letters where the beginning is short.
fn begins(word: &str, beginning: &str) -> bool {
    let Some(rest) = word.strip_prefix(beginning) else { return false };
    let (own, more) = (beginning.chars().count(), rest.chars().count());
    more == 0 || own >= 5 && more <= 5 || own >= 4 && more <= 2
}

/// The offices and occupations of an item: those it states, and those its descriptions speak of.
pub(super) fn offices_of_item(item: &Item) -> BTreeSet<ItemId> {
    let known = |id: ItemId| OFFICES.iter().find(|office| office.items.contains(&id)).and_then(|office| office.items.first().copied());
    let stated = item.items("P106").chain(item.items("P39")).filter_map(known);
    let described = item.descriptions.values().flat_map(|words| offices_of_words(words));
    stated.chain(described).collect()
}

/// What an office is called, in English.
pub(super) fn office_name(id: ItemId) -> &'static str {
    OFFICES.iter().find(|office| office.items.contains(&id)).map_or("", |office| office.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_whole() {
        let filled = |table: &str| table.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).count();
        assert_eq!(CLASSES.len(), filled(include_str!("../../data/wikidata/classes.tsv")));
        assert_eq!(OFFICES.len(), filled(include_str!("../../data/wikidata/offices.tsv")));
    }

    #[test]
    fn words_speak_of_offices_in_their_forms() {
        let names = |words: &str| offices_of_words(words).into_iter().map(office_name).collect::<Vec<_>>().join(", ");
        assert_eq!(names("письмо послу Турции"), "diplomat");
        assert_eq!(names("Народный комиссар иностранных дел"), "politician");
        assert_eq!(names("после полудня"), "");
        assert_eq!(names("Ottoman general and politician"), "politician, military officer");
    }
}
