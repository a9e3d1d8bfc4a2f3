//! What is marked in a TEI file is taken as it is.

use regesta::claim::tellings;
use regesta::lang;
use regesta::publish::extraction::extraction;
use regesta::read::ThingKind;
use regesta::resolve::Authority;
use regesta::text::Source;
use serde_json::Value;

const TEXT: &str = "<?xml version=\"1.0\"?><TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt><title>Посол</title></titleStmt>\
<sourceDesc><listPerson><person xml:id=\"alexei\"><persName>Алексей Орлов</persName></person></listPerson></sourceDesc></fileDesc></teiHeader>\
<text><body><p>В мае <persName ref=\"#alexei\">А. Орлов</persName> уехал, а другой <persName ref=\"#anton\">А. Орлов</persName> ждал\
<note n=\"1\">Об <persName ref=\"#alexei\">Орлове</persName> известно мало.</note>. <date when=\"1876-05-03\">В тот же день</date>\
<orgName ref=\"#circle\">круг друзей</orgName> собрался в <placeName>Старом доме</placeName> у <persName ref=\"#ignatyev\">посла</persName>.</p></body></text></TEI>";

fn found(authority: &Authority) -> Value {
    let source = Source::from_bytes("a.tei.xml", TEXT.as_bytes()).unwrap();
    let found = extraction(&source, "ru", &tellings(&source, lang::pack("ru").unwrap(), authority));
    serde_json::to_value(found).unwrap()
}

fn entity<'v>(found: &'v Value, words: &str, number: usize) -> &'v str {
    let mut rows = found["mentions"].as_array().unwrap().iter().filter(|row| row["text"] == words);
    rows.nth(number).unwrap_or_else(|| panic!("{words} is not in {found}"))["entity"].as_str().unwrap()
}

#[test]
fn one_reference_is_one_thing_and_two_are_two() {
    let found = found(&Authority::default());
    assert_eq!(entity(&found, "А. Орлов", 0), entity(&found, "Орлове", 0));
    assert_ne!(entity(&found, "А. Орлов", 0), entity(&found, "А. Орлов", 1));
    let alexei = found["entities"].as_array().unwrap().iter().find(|row| row["id"] == entity(&found, "А. Орлов", 0)).unwrap();
    assert_eq!(alexei["label"]["ru"], "Алексей Орлов");
}

#[test]
fn what_no_rule_would_read_is_read() {
    let found = found(&Authority::default());
    assert!(entity(&found, "круг друзей", 0).starts_with("group/"));
    assert!(entity(&found, "Старом доме", 0).starts_with("place/"));
    let place = found["mentions"].as_array().unwrap().iter().find(|row| row["text"] == "Старом доме").unwrap();
    assert_eq!(place["element"], "/TEI/text/body/p[1]/placeName[1]");
    let date = found["dates"].as_array().unwrap().iter().find(|row| row["text"] == "В тот же день").unwrap();
    assert_eq!(date["edtf"], "1876-05-03");
}

#[test]
fn a_reference_that_is_a_key_of_the_authority_files_is_that_thing() {
    let mut authority = Authority::default();
    authority.add("persons.toml", ThingKind::Person, "[ignatyev]\nname = \"Николай Игнатьев\"\n").unwrap();
    assert_eq!(entity(&found(&authority), "посла", 0), "person/ignatyev");
}
