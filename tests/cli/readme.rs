//! The README, the guides it leads to, and the command line tell the same.

use std::fs;
use std::path::{Path, PathBuf};

use crate::publication::{regesta, run};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).expect("there is a README")
}

/// The README and every guide of `docs/`.
fn guides() -> Vec<PathBuf> {
    let mut guides: Vec<PathBuf> = fs::read_dir(root().join("docs"))
        .expect("there are guides")
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "md"))
        .collect();
    guides.sort();
    guides.insert(0, root().join("README.md"));
    guides
}

/// The targets of a Markdown text's links.
fn links(text: &str) -> impl Iterator<Item = &str> {
    text.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next())
}

/// The anchor that a heading gets on the usual forges.
fn anchor(heading: &str) -> String {
    let kept = heading.trim_start_matches('#').trim().to_lowercase();
    kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-')).map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// Lines of the help that begin with `start`, white space aside.
fn words_after<'h>(help: &'h str, start: &'h str) -> impl Iterator<Item = &'h str> {
    help.lines().filter_map(move |line| line.trim_start().strip_prefix(start)?.split([' ', ',', '=']).next())
}

#[test]
fn every_verb_stands_in_the_readme_and_every_option_there_or_in_a_guide() {
    let readme = readme();
    let all_guides: String = guides().iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let folder = tempfile::tempdir().unwrap();
    let (all, _) = run(&mut regesta(folder.path(), "--help"), 0);
    let verbs: Vec<&str> = all
        .lines()
        .skip_while(|line| !line.starts_with("Commands:"))
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|verb| *verb != "help")
        .collect();
    assert!(verbs.len() >= 10, "{verbs:?}");
    for verb in verbs {
        assert!(readme.contains(&format!("`regesta {verb}")), "the README does not tell of `regesta {verb}`");
        let (help, _) = run(regesta(folder.path(), verb).arg("--help"), 0);
        for option in words_after(&help, "--").filter(|option| *option != "help") {
            assert!(all_guides.contains(&format!("`--{option}")), "no guide tells of --{option} of `regesta {verb}`");
        }
    }
}

#[test]
fn the_two_commands_are_those_that_ci_runs() {
    let ci = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/run")).expect("there is a .ci/run");
    let readme = readme();
    for command in ["cargo run --release -- demo", "cargo test"] {
        assert!(readme.contains(command), "{command}");
    }
    assert!(ci.contains("cargo test --locked"), "continuous integration runs the README's test command");
}

#[test]
fn links_of_the_guides_lead_somewhere() {
    for guide in guides() {
        let text = fs::read_to_string(&guide).unwrap();
        for link in links(&text).filter(|link| !link.contains("://")) {
            let (file, place) = link.split_once('#').unwrap_or((link, ""));
            let path = if file.is_empty() { guide.clone() } else { guide.parent().unwrap().join(file) };
            assert!(path.exists(), "{}: {link}", guide.display());
            let found =
                place.is_empty() || fs::read_to_string(&path).unwrap().lines().any(|line| line.starts_with('#') && anchor(line) == place);
            assert!(found, "{}: no heading for {link}", guide.display());
        }
    }
}
