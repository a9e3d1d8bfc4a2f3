//! `regesta authority suggest`: what is unknown is proposed, what is adopted is never asked again.

use std::fs;

use crate::publication::{publication, regesta, run, write};

#[test]
fn what_is_unknown_is_proposed_with_its_passages() {
    let folder = publication();
    let (out, err) = run(regesta(folder.path(), "authority").arg("suggest"), 1);
    assert!(out.contains("# authority/places.toml") && out.contains("[odessa]\nname = \"Одесса\"\n"), "{out}");
    assert!(out.contains("consuls ") && out.contains("Игнатьев прибыл в Одессу"), "{out}");
    assert!(out.contains("[avpri]") && out.contains("type = \"archive\"\nshort = \"AVPRI\""), "{out}");
    assert!(!out.contains("[orlov]"), "{out}");
    assert!(err.contains("names that no authority file knows"), "{err}");
}

#[test]
fn what_is_adopted_is_never_asked_again() {
    let folder = publication();
    let text = "# Ещё одно письмо\n\nВ 1877 году барон Фёдор Кнорринг писал Павлу Павловичу Демезону о Босфоре. \
                Демезон ответил Кноррингу. Министерство водных путей молчало.\n";
    write(folder.path(), "essays/letter.md", text.as_bytes());
    run(regesta(folder.path(), "authority").args(["suggest", "--write"]), 1);
    for name in ["persons.toml", "places.toml", "groups.toml"] {
        let suggested = fs::read_to_string(folder.path().join("authority/suggested").join(name)).unwrap_or_default();
        let path = folder.path().join("authority").join(name);
        let before = fs::read_to_string(&path).unwrap_or_default();
        fs::write(path, format!("{before}\n{suggested}")).unwrap();
    }
    let (out, _) = run(regesta(folder.path(), "authority").arg("suggest"), 0);
    assert_eq!(out, "");
}

#[test]
fn proposals_that_a_person_has_edited_are_left() {
    let folder = publication();
    run(regesta(folder.path(), "authority").args(["suggest", "--write", "--kind", "place"]), 1);
    let path = folder.path().join("authority/suggested/places.toml");
    let edited = fs::read_to_string(&path).unwrap().replace("name = \"Одесса\"", "name = \"Одесса\"\nnote = \"порт\"");
    fs::write(&path, &edited).unwrap();
    write(folder.path(), "essays/more.md", "# Дорога\n\nВ 1878 году А. Орлов прибыл в Одессу, оттуда в Киев.\n".as_bytes());
    run(regesta(folder.path(), "authority").args(["suggest", "--write", "--kind", "place"]), 1);
    let after = fs::read_to_string(&path).unwrap();
    assert!(after.starts_with(&edited) && after.contains("[kiev]"), "{after}");
}

#[test]
fn what_is_ruled_out_is_not_asked() {
    let folder = publication();
    write(folder.path(), "authority/ignored.txt", "place/odessa # too well known\n".as_bytes());
    let (out, _) = run(regesta(folder.path(), "authority").args(["suggest", "--kind", "place", "--json"]), 1);
    let rows: serde_json::Value = serde_json::from_str(&out).unwrap();
    let keys: Vec<&str> = rows.as_array().unwrap().iter().filter_map(|row| row["key"].as_str()).collect();
    assert!(!keys.contains(&"odessa") && !keys.is_empty(), "{keys:?}");
}
