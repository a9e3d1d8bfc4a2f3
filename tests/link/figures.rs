//! How well things are matched: `cargo test --test link figures -- --nocapture` prints the table.
//!
//! Accepted without a person must mean right: precision 1. The rest is work for people: the right item among the five
//! shown, and "no item" said where there is none.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use regesta::link::{Decided, ItemId, Outcome, Snapshot, Subject, Verdict, found, matches};
use regesta::publication::links::Links;
use regesta::publication::{Publication, Silent, subjects};
use regesta::resolve::EntityId;

/// What was counted for one publication.
#[derive(Debug, Default)]
struct Figures {
    accepted: usize,
    accepted_right: usize,
    with_item: usize,
    in_first: usize,
    in_five: usize,
    without_item: usize,
    none_found: usize,
    wrong: Vec<String>,
    missed: Vec<String>,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The right items of each thing, by its path; none where the snapshot has none.
fn gold(file: &Path) -> BTreeMap<String, BTreeSet<ItemId>> {
    let text = std::fs::read_to_string(file).expect("the gold file is there");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let line = |line: &str| {
        let (path, ids) = line.split_once('\t').expect("a path and items");
        (path.to_owned(), ids.split(' ').filter_map(ItemId::parse).collect())
    };
    lines.map(line).collect()
}

fn measured(subjects: &BTreeMap<EntityId, Subject>, snapshot: &Snapshot, gold: &BTreeMap<String, BTreeSet<ItemId>>) -> Figures {
    let found = found(subjects, snapshot);
    let outcomes = matches(subjects, &found, snapshot, &Decided::default());
    let mut figures = Figures::default();
    for (path, right) in gold {
        let Some((id, outcome)) = outcomes.iter().find(|(id, _)| id.to_string() == *path) else { panic!("{path} is not read") };
        figures.count(id, outcome, right);
    }
    figures
}

impl Figures {
    fn count(&mut self, id: &EntityId, outcome: &Outcome, right: &BTreeSet<ItemId>) {
        let shown: Vec<ItemId> = outcome.candidates.iter().map(|candidate| candidate.item).collect();
        let place = shown.iter().position(|item| right.contains(item));
        let best = outcome.candidates.first().map_or(String::new(), |best| format!("{} {:.2} {:?}", best.item, best.score, best.evidence));
        if let Verdict::Accepted(item) = outcome.verdict {
            self.accepted += 1;
            if right.contains(&item) {
                self.accepted_right += 1;
            } else {
                self.wrong.push(format!("{id} accepted: {best}"));
            }
        }
        if right.is_empty() {
            self.without_item += 1;
            self.none_found += usize::from(outcome.verdict == Verdict::NoItem);
            if outcome.verdict != Verdict::NoItem {
                self.missed.push(format!("{id} has none, {:?}: {best}", outcome.verdict));
            }
        } else {
            self.with_item += 1;
            self.in_first += usize::from(place == Some(0));
            self.in_five += usize::from(place.is_some_and(|place| place < 5));
            if !matches!(outcome.verdict, Verdict::Accepted(_)) || place.is_none_or(|place| place > 0) {
                self.missed.push(format!("{id} at {place:?}, {:?}: {best}", outcome.verdict));
            }
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "there are few things")]
    fn shares(&self) -> [f64; 5] {
        let share = |part: usize, whole: usize| if whole == 0 { 1.0 } else { part as f64 / whole as f64 };
        [
            share(self.accepted_right, self.accepted),
            share(self.accepted_right, self.with_item),
            share(self.in_first, self.with_item),
            share(self.in_five, self.with_item),
            share(self.none_found, self.without_item),
        ]
    }

    /// Prints the line of the table and holds the floors.
    #[track_caller]
    fn hold(&self, name: &str, least_none: f64) {
        let [precision, recall, first, five, none] = self.shares();
        println!(
            "{name:14} items {:3}  none {:3}  accepted {:3}  precision {precision:.3}  recall {recall:.3}  first {first:.3}  in five {five:.3}  none found {none:.3}",
            self.with_item, self.without_item, self.accepted
        );
        if std::env::var_os("REGESTA_SHOW_MISSED").is_some() {
            self.missed.iter().for_each(|missed| println!("    {missed}"));
        }
        assert!(self.wrong.is_empty(), "{:#?}", self.wrong);
        assert!(recall >= 0.6 && five >= 0.95 && none >= least_none, "{:#?}", self.missed);
    }
}

/// A publication whose texts are at hand.
fn of_publication(name: &str) -> Option<(BTreeMap<EntityId, Subject>, Snapshot)> {
    let publication = Publication::open(&root().join("data").join(name)).expect("it is bundled");
    let subjects = subjects(&publication, &Silent).ok()?;
    Some((subjects, Links::wikidata(&publication).snapshot().expect("its items are in order")))
}

/// A publication of these tests, whose essay is ours.
#[track_caller]
fn held(folder: &str, gold_file: &str, name: &str, least_none: f64) {
    let publication = Publication::open(&root().join("tests/link").join(folder)).expect("it is there");
    let subjects = subjects(&publication, &Silent).expect("its essay is there");
    let snapshot = Links::wikidata(&publication).snapshot().expect("its items are in order");
    measured(&subjects, &snapshot, &gold(&root().join("tests/link/gold").join(gold_file))).hold(name, least_none);
}

/// Its misses were looked at once, and rules were mended after that: no longer a measure of what is unseen.
#[test]
fn figures_of_an_essay_whose_misses_were_looked_at() {
    held("unseen", "unseen.tsv", "vienna-1814", 0.8);
}

/// Essay, items and gold were written before the matcher was run on them, and no rule was changed after that: first figures.
///
/// Four of its nine things without an item have a namesake of the whole name and no date that tells them apart. They are left to a
/// person, which is right, and counts as not found: 0.556.
#[test]
fn figures_of_an_essay_that_no_rule_was_made_for() {
    held("fresh", "fresh.tsv", "london-1862", 0.55);
}

#[test]
fn figures_of_the_bundled_publications() {
    for name in ["kars-1921", "hasanli-1921"] {
        match of_publication(name) {
            Some((subjects, snapshot)) => {
                measured(&subjects, &snapshot, &gold(&root().join(format!("tests/link/gold/{name}.tsv")))).hold(name, 0.8)
            }
            None => println!("{name}: skipped, its texts are not at hand"),
        }
    }
}
