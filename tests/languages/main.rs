//! The third language pack, which is data alone, reads an essay of its own: names, dates and citations.

use std::collections::BTreeSet;
use std::path::Path;

use regesta::claim::{Telling, tellings};
use regesta::lang;
use regesta::resolve::Authority;
use regesta::text::Source;

fn essay() -> (Source, Telling) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/languages/uk.md");
    let source = Source::from_bytes("uk.md", &std::fs::read(path).expect("the essay stands beside this test")).expect("it is text");
    let pack = lang::pack(lang::guess(source.raw())).expect("the language that is guessed has a pack");
    assert_eq!(pack.code, "uk");
    let telling = tellings(&source, pack, &Authority::default()).remove(0);
    (source, telling)
}

/// The things of a kind by their base forms.
fn named(telling: &Telling, kind: &str) -> BTreeSet<String> {
    let things = telling.resolved.entities.values().filter(|thing| thing.id.kind.as_str() == kind);
    things.filter_map(|thing| thing.labels.get("uk").cloned()).collect()
}

#[test]
fn names_are_led_back_to_their_base_forms() {
    let (_, telling) = essay();
    let persons = [
        "Павло Скоропадський",
        "Дмитро Іванович Дорошенко",
        "Федір Штейнгель",
        "Пауль фон Гінтце",
        "Володимир Винниченко",
        "Микита Шаповал",
        "Олександра Петрівна",
    ];
    assert_eq!(named(&telling, "person"), persons.map(str::to_owned).into());
    assert_eq!(named(&telling, "place"), ["Берлін", "Київ", "Крим", "Ужгород"].map(str::to_owned).into());
    assert!(named(&telling, "group").is_superset(&["Україна", "Нова Рада"].map(str::to_owned).into()));
}

#[test]
fn dates_take_from_the_text_what_they_leave_out() {
    let (_, telling) = essay();
    let dates: Vec<String> = telling.reading.dates.iter().map(|mention| mention.date.edtf()).collect();
    let body = ["1918-22", "1918-08-14", "1918-09-04", "1918-09-05", "1918-09-06", "1918-09-17", "1918-11", "1918-12"];
    let cited = ["1918-08-14", "1918-08-20", "1917/1923", "1918-11-19"];
    assert_eq!(dates, [&body[..], &cited[..]].concat());
}

#[test]
fn citations_are_read_with_their_fields() {
    let (_, telling) = essay();
    let text = telling.essay.prose.text();
    let shown = telling.reading.citations.iter().flat_map(|citation| &citation.sources).map(|source| {
        let fields = [
            Some(source.kind.as_str().to_owned()),
            source.doc_type.clone(),
            source.title.map(|title| title.of(text).to_owned()),
            source.container.clone(),
            source.date.map(|date| date.edtf()),
            source.repository.clone(),
            source.shelfmark.clone(),
            source.year.clone(),
            source.pages.clone(),
        ];
        fields.into_iter().flatten().collect::<Vec<_>>().join(" | ")
    });
    assert_eq!(
        shown.collect::<Vec<_>>(),
        [
            "archival | telegram | Телеграма Д. І. Дорошенка Ф. Р. Штейнгелю | 1918-08-14 | TSDAVO | Ф. 3766. Оп. 1. Спр. 146 | 12",
            "archival | letter | Лист Ф. Р. Штейнгеля Д. І. Дорошенку | 1918-08-20 | TSDAVO | Ф. 3766. Оп. 1. Спр. 146 | 19 зв.",
            "book | book | Історія України 1917–1923 рр. Т. 2 | 1930 | 388–390",
            "book | book | Відродження нації. Ч. III | 1920 | 87",
            "press | newspaper | Нова Рада | 1918-11-19 | 1918",
            "book | book | Історія України 1917–1923 рр. Т. 2 | 1930 | 401",
        ]
    );
}

#[test]
fn senders_and_addressees_are_told_by_their_cases() {
    let (_, telling) = essay();
    let keys = |ids: &[regesta::resolve::EntityId]| ids.iter().map(|id| id.key.clone()).collect::<Vec<_>>().join("+");
    let sent: Vec<String> =
        telling.account.cited[..2].iter().map(|row| format!("{} -> {}", keys(&row.authors), keys(&row.recipients))).collect();
    assert_eq!(sent, ["dmitro-ivanovich-doroshenko -> fedir-shteingel", "fedir-shteingel -> dmitro-ivanovich-doroshenko"]);
}

#[test]
fn every_span_leads_back_to_its_own_words() {
    let (source, telling) = essay();
    for mention in &telling.resolved.mentions {
        let raw = telling.essay.prose.raw_span(mention.span).of(source.raw());
        assert_eq!(raw, mention.span.of(telling.essay.prose.text()));
    }
}

#[test]
fn the_guide_tells_of_every_file_of_a_pack() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let guide = std::fs::read_to_string(root.join("docs/language-pack.md")).expect("there is a guide");
    for code in lang::CODES {
        let files = std::fs::read_dir(root.join("data/lang").join(code)).expect("a pack is a folder");
        let names: BTreeSet<String> =
            files.map(|file| file.expect("it can be listed").file_name().to_string_lossy().into_owned()).collect();
        assert!(names.contains("language.toml"), "{code}: {names:?}");
        for name in names {
            assert!(guide.contains(&format!("`{name}`")), "the guide does not tell of {name}");
        }
    }
}
