//! What titles and sentences say, in words of our own.

use crate::lang::pack;
use crate::resolve::Authority;
use crate::text::Source;

use super::tellings;

/// Each cited document as "kind: authors -> recipients".
#[track_caller]
fn people(language: &str, citation: &str, expected: &str) {
    let text = match language {
        "ru" => format!("Так или иначе, дело было сделано ({citation}). Потом всё пошло своим чередом."),
        _ => format!("In the end Mr Brown and Mr Gray did what they could ({citation}). The rest is known."),
    };
    let source = Source::from_bytes("a.txt", text.as_bytes()).unwrap();
    let telling = tellings(&source, pack(language).unwrap(), &Authority::default()).remove(0);
    let ids = |ids: &[crate::resolve::EntityId]| ids.iter().map(|id| id.key.clone()).collect::<Vec<_>>().join("+");
    let shown = telling.account.cited.iter().map(|row| format!("{} -> {}", ids(&row.authors), ids(&row.recipients)));
    assert_eq!(shown.collect::<Vec<_>>().join("; "), expected, "in: {citation}");
}

#[test]
fn the_sender_is_in_the_genitive_and_the_addressee_in_the_dative() {
    people("ru", "Телеграмма П.Орлова А.Кацу, И.Сомову и Д.Белову. 03.05.1919 // РГАСПИ", "p-orlov -> a-kats+i-somov+d-belov");
    people("ru", "Записка Н.Дурново Г.Бенкендорфу. 03.05.1819 // РГАСПИ", "n-durnovo -> g-benkendorf");
    people("ru", "Инструкция Р.Ахмеду. 03.05.1919 // РГАСПИ", " -> r-akhmed");
    people(
        "ru",
        "Письмо П. А. Орлова к И. И. Сомову о делах К. Белова, 3 мая 1819 г. // РГИА. Ф. 1. Оп. 2. Д. 3",
        "p-a-orlov -> i-i-somov",
    );
}

#[test]
fn an_office_is_not_its_holder() {
    people("ru", "Нота НКИД РСФСР Послу Турции в Москве А.Орлову. 13.06.1921 // РГАСПИ", "nkid-rsfsr -> a-orlov");
    people("ru", "Доклад Полномочного представителя РСФСР в Анкаре С.Орлова Г.Белову. 14.07.1921 // РГАСПИ", "s-orlov -> g-belov");
    people("ru", "Письмо ЦК АКП(б) в Кавбюро ЦК РКП(б). Август,1921 // РГАСПИ", "tsk-akp-b -> kavbiuro-tsk-rkp-b");
}

#[test]
fn english_titles_say_it_by_prepositions() {
    people("en", "Brown to Gray, telegram no. 379, 17 September 1922, FO 371/7893", "brown -> gray");
    people("en", "Report of J. Brown to K. Gray, 14 July 1921, TNA, FO 371/1", "j-brown -> k-gray");
}
