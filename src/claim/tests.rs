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

/// The offices of a text as "holder: office (body)".
#[track_caller]
fn offices(language: &str, text: &str, expected: &str) {
    let source = Source::from_bytes("a.txt", text.as_bytes()).unwrap();
    let telling = tellings(&source, pack(language).unwrap(), &Authority::default()).remove(0);
    let shown = telling.account.statements.iter().filter_map(|statement| match &statement.claim {
        super::Claim::Office { holder, office, body, .. } => {
            Some(format!("{}: {office}{}", holder.key, body.as_ref().map_or_else(String::new, |body| format!(" ({})", body.key))))
        }
        _ => None,
    });
    assert_eq!(shown.collect::<Vec<_>>().join("; "), expected, "in: {text}");
}

#[test]
fn an_office_before_a_name_is_held() {
    offices("ru", "Об этом нарком иностранных дел А. Орлов писал в Тифлис.", "a-orlov: нарком иностранных дел");
    offices("ru", "Ноту вручили послу А. Орлову и министру финансов графу И. Белову.", "a-orlov: посол; i-belov: министр финансов");
    offices("ru", "Граф А. Орлов уехал; будущий посол И. Белов остался. Жена консула К. Каца молчала.", "k-kats: консул");
    offices("en", "Then the foreign secretary J. Brown wrote to Captain K. Gray.", "j-brown: foreign secretary");
    offices("en", "The future ambassador J. Brown was at school.", "");
}

/// What a text tells without its having happened, as "mood kind: actors".
#[track_caller]
fn unreal(language: &str, text: &str, expected: &str) {
    let source = Source::from_bytes("a.txt", text.as_bytes()).unwrap();
    let telling = tellings(&source, pack(language).unwrap(), &Authority::default()).remove(0);
    let shown = telling.account.statements.iter().filter_map(|statement| match &statement.claim {
        super::Claim::Unreal { mood, event } => {
            let actors = event.actors.iter().map(|id| id.key.clone()).collect::<Vec<_>>().join("+");
            Some(format!("{} {}: {actors}", mood.as_str(), event.kind.as_str()))
        }
        super::Claim::Happened(event) => Some(format!("happened {}", event.kind.as_str())),
        _ => None,
    });
    assert_eq!(shown.collect::<Vec<_>>().join("; "), expected, "in: {text}");
}

#[test]
fn what_did_not_happen_is_kept_apart() {
    unreal("ru", "А. Орлов не прибыл в Батум 5 мая 1921 года.", "denied arrival: a-orlov");
    unreal("ru", "А. Орлов якобы прибыл в Батум 5 мая 1921 года.", "reported arrival: a-orlov");
    unreal("ru", "Консул писал, что А. Орлов прибыл в Батум 5 мая 1921 года.", "reported arrival: a-orlov");
    unreal("en", "J. Brown never arrived in Batum on 5 May 1921.", "denied arrival: j-brown");
    unreal("en", "J. Brown reportedly arrived in Batum on 5 May 1921.", "reported arrival: j-brown");
    unreal("ru", "А. Орлов предложил: пусть И. Белов встретится с К. Кацем 5 мая 1921 года.", "");
    unreal("en", "Had the road been open, J. Brown would have arrived in Batum on 5 May 1921.", "");
}
