//! Settings, right and wrong.

use super::config::Config;

const GOOD: &str = "title = \"Т\"\nbase = \"https://example.org/t/\"\nlanguage = \"ru\"\nlicense = \"https://creativecommons.org/licenses/by/4.0/\"\nversion = \"0.1.0\"\ndate = 2026-11-22\n";

#[track_caller]
fn wrong(toml: &str, line: usize, message: &str) {
    let found = Config::parse(toml).expect_err("the settings are wrong");
    assert_eq!((found.line, found.message.as_str()), (line, message));
}

#[test]
fn good_settings_are_taken() {
    let config = Config::parse(&format!("{GOOD}text = \"quotes\"\n[[essay]]\nfile = \"essays/a b.md\"\n")).expect("they are good");
    assert_eq!(config.essays[0].key, "a-b");
    assert_eq!(config.edition.date, "2026-11-22");
}

#[test]
fn an_unknown_key_is_named_with_its_line_and_a_hint() {
    wrong(&format!("{GOOD}licence = \"x\"\n"), 7, "unknown key \"licence\"\nhint: did you mean \"license\"?");
}

#[test]
fn a_base_must_be_an_address() {
    let found = Config::parse(&GOOD.replace("https://example.org/t/", "example")).expect_err("it is none");
    assert_eq!(found.line, 2);
    assert!(found.message.starts_with("base: "), "{}", found.message);
}

#[test]
fn an_essay_is_in_the_folder_or_declared_by_its_hash() {
    wrong(&format!("{GOOD}[[essay]]\nkey = \"a\"\n"), 7, "an essay has either \"file\" or \"path\"");
    wrong(&format!("{GOOD}[[essay]]\nfile = \"a.md\"\n[[essay]]\nfile = \"b/a.md\"\n"), 9, "the key \"a\" is used twice, first in line 7");
}
