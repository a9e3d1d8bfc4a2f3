//! How well essays are read, measured on those marked by hand; the floors only rise.
//!
//! `cargo test --test gold -- --nocapture` prints the figures: an essay of `dev/` by itself, those of `held-out/` all
//! together, so that nobody is led to look into them.

mod marked;
mod score;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use marked::{Gold, Output};
use regesta::claim::tellings;
use regesta::lang;
use regesta::publish::extraction::extraction;
use regesta::resolve::Authority;
use regesta::text::Source;
use score::{MEASURES, Scores};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold").join(name)
}

/// Reads every essay of a folder without any authority; its name, its language and how well it was read.
fn scores(set: &str) -> Vec<(String, String, Scores)> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder(set)).expect("a folder").map(|file| file.expect("a file").path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    let one = |path: &PathBuf| {
        let gold: Gold = serde_json::from_slice(&std::fs::read(path).expect("it can be read")).expect("mark.py made it");
        let essay = path.with_file_name(&gold.source);
        let source = Source::from_bytes(&gold.source, &std::fs::read(&essay).expect("it stands beside")).expect("it is text");
        let pack = lang::pack(&gold.language).expect("there is a pack");
        let read = extraction(&source, pack.code, &tellings(&source, pack, &Authority::default()));
        let read: Output = serde_json::from_value(serde_json::to_value(read).expect("it is JSON")).expect("the format's fields");
        (path.file_stem().expect("a name").to_string_lossy().into_owned(), gold.language.clone(), score::scores(&gold, &read))
    };
    files.iter().map(one).collect()
}

/// The mean of each measure.
fn mean<'s>(all: impl Iterator<Item = &'s Scores>) -> Scores {
    let all: Vec<&Scores> = all.collect();
    let count = u32::try_from(all.len()).expect("a few essays");
    std::array::from_fn(|measure| all.iter().map(|scores| scores[measure]).sum::<f64>() / f64::from(count.max(1)))
}

fn shown(name: &str, scores: &Scores) -> String {
    let figures: Vec<String> = MEASURES.iter().zip(scores).map(|(measure, value)| format!("{measure} {value:.3}")).collect();
    format!("{name:24} {}", figures.join("  "))
}

#[test]
fn essays_are_read_no_worse_than_before() {
    let floors: BTreeMap<String, BTreeMap<String, f64>> =
        toml::from_str(&std::fs::read_to_string(folder("floors.toml")).expect("floors")).expect("they are TOML");
    let mut below = Vec::new();
    for set in ["dev", "held-out"] {
        let scores = scores(set);
        if set == "dev" {
            scores.iter().for_each(|(name, _, scores)| println!("{}", shown(name, scores)));
        }
        for language in ["ru", "en"] {
            let all = scores.iter().filter(|(_, own, _)| own == language).map(|(.., scores)| scores);
            assert!(all.clone().count() > 1, "{set} has several essays in {language}");
            let (name, mean) = (format!("{set}-{language}"), mean(all));
            println!("{}", shown(&name, &mean));
            let floor = floors.get(&name).expect("each set has its floors");
            for (measure, value) in MEASURES.iter().zip(mean) {
                if value < floor[*measure] {
                    below.push(format!("{name}: {measure} is {value:.3}, was at least {}", floor[*measure]));
                }
            }
        }
    }
    assert!(below.is_empty(), "{}", below.join("\n"));
}

#[test]
fn a_perfect_reading_has_full_marks_and_none_has_none() {
    let gold: Gold = serde_json::from_slice(&std::fs::read(folder("dev/nystad-1721.json")).unwrap()).unwrap();
    let perfect = gold.as_read();
    assert_eq!(score::scores(&gold, &perfect), [1.0; MEASURES.len()]);
    assert!(score::scores(&gold, &Output::default()).iter().take(3).all(|value| *value == 0.0));
}
