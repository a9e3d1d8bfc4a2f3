//! The README and the command line tell the same.

use std::fs;
use std::path::Path;

use crate::publication::{regesta, run};

fn readme() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("there is a README")
}

/// Lines of the help that begin with `start`, white space aside.
fn words_after<'h>(help: &'h str, start: &'h str) -> impl Iterator<Item = &'h str> {
    help.lines().filter_map(move |line| line.trim_start().strip_prefix(start)?.split([' ', ',', '=']).next())
}

#[test]
fn every_verb_and_every_option_stands_in_the_readme() {
    let readme = readme();
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
            assert!(readme.contains(&format!("`--{option}")), "the README does not tell of --{option} of `regesta {verb}`");
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
