//! Settings, right and wrong; essays, found and read.

use super::config::Config;
use super::essays::Essays;
use super::{Publication, Silent};

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

/// A publication of two files, each with two essays, whose keys take turns.
fn interleaved(dir: &std::path::Path) -> Publication {
    let mut settings = GOOD.to_owned();
    std::fs::create_dir(dir.join("essays")).unwrap();
    for (file, essays) in [("one", [("d", "Four"), ("b", "Two")]), ("two", [("c", "Three"), ("a", "One")])] {
        let texts =
            essays.map(|(_, title)| format!("# {title}\n\nOn 4 May 1871 John Brown sent a letter to Peter Gray.\n\nHe had no answer.\n"));
        std::fs::write(dir.join(format!("essays/{file}.md")), texts.join("\n")).unwrap();
        for (key, title) in essays {
            settings
                .push_str(&format!("[[essay]]\nkey = \"{key}\"\nfile = \"essays/{file}.md\"\ntitle = \"{title}\"\nlanguage = \"en\"\n"));
        }
    }
    std::fs::write(dir.join("regesta.toml"), settings).unwrap();
    Publication::open(dir).unwrap()
}

#[test]
fn essays_are_read_by_their_keys_whatever_file_they_stand_in() {
    let folder = tempfile::tempdir().unwrap();
    let publication = interleaved(folder.path());
    let essays = Essays::find(&publication, &mut |_, _| panic!("nothing is extracted")).unwrap();
    let mut seen = Vec::new();
    let mut look = |told: super::essays::Told<'_>| {
        let head = told.telling.essay.head.as_ref().unwrap().title;
        seen.push((told.named.key.clone(), head.of(told.telling.essay.prose.text()).to_owned(), told.telling.account.events.len()));
        Ok(())
    };
    essays.by_key(&Silent, &mut look).unwrap();
    let expected = [("a", "One"), ("b", "Two"), ("c", "Three"), ("d", "Four")];
    assert_eq!(seen, expected.map(|(key, title)| (key.to_owned(), title.to_owned(), 1)));
}

#[test]
fn a_text_that_changes_between_two_readings_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let publication = interleaved(folder.path());
    let essays = Essays::find(&publication, &mut |_, _| Ok(())).unwrap();
    std::fs::write(folder.path().join("essays/two.md"), "# Three\n\nOther words.\n").unwrap();
    let error = essays.by_key(&Silent, &mut |_| Ok(())).unwrap_err().to_string();
    assert!(error.contains("two.md has changed while it was read"), "{error}");
}
