//! A small publication of our own, in a temporary folder.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

/// An essay with a telegram in an archive, a note in an edition, and a clash of dates.
pub(crate) const ESSAY: &str = "# Консулы на Босфоре\n\n\
В мае 1876 года консул А. Орлов просил отставки. 3 мая А. Орлов направил послу Н. Игнатьеву письмо о волнениях в городе \
(Письмо А. Орлова Н. Игнатьеву. 05.05.1876 // АВПРИ. Ф. 180. Оп. 517. Д. 12. Л. 4). \
Посол ответил ему нотой (Нота Н. Игнатьева А. Орлову. 09.05.1876 // Восточный сборник. Т. 2. М., 1960. С. 17). \
Летом 1876 года Н. Игнатьев прибыл в Одессу.\n";

const SETTINGS: &str = "title = \"Босфор\"\nbase = \"https://example.org/bosphorus/\"\nlanguage = \"ru\"\n\
license = \"https://creativecommons.org/licenses/by/4.0/\"\nversion = \"0.1.0\"\ndate = 2026-11-22\n";

const PERSONS: &str = "[orlov]\nname = \"Александр Орлов\"\n\n[ignatyev]\nname = \"Николай Игнатьев\"\n";

/// The publication, not yet built.
pub(crate) fn publication() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), "regesta.toml", SETTINGS.as_bytes());
    write(folder.path(), "authority/persons.toml", PERSONS.as_bytes());
    write(folder.path(), "essays/consuls.md", ESSAY.as_bytes());
    folder
}

/// Writes a file of the publication.
pub(crate) fn write(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

/// regesta with a verb, in a folder.
pub(crate) fn regesta(folder: &Path, verb: &str) -> Command {
    let mut command = Command::cargo_bin("regesta").expect("the binary is built");
    command.arg(verb).current_dir(folder);
    command
}

/// What the command printed, after it ended with this code.
#[track_caller]
pub(crate) fn run(command: &mut Command, code: i32) -> (String, String) {
    let output = command.output().expect("it starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it prints UTF-8");
    let (out, err) = (text(output.stdout), text(output.stderr));
    assert_eq!(output.status.code(), Some(code), "out: {out}\nerr: {err}");
    (out, err)
}
