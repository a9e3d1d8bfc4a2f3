//! What sentences tell, in words of our own.

use crate::claim::tellings;
use crate::lang::pack;
use crate::resolve::Authority;
use crate::text::Source;

/// Each event of the body as "kind date: actors -> recipients @ places".
#[track_caller]
fn told(language: &str, text: &str, expected: &[&str]) {
    let source = Source::from_bytes("a.txt", text.as_bytes()).unwrap();
    let telling = tellings(&source, pack(language).unwrap(), &Authority::default()).remove(0);
    let ids = |ids: &[crate::resolve::EntityId]| ids.iter().map(|id| id.key.clone()).collect::<Vec<_>>().join("+");
    let shown = telling.account.events.iter().map(|event| {
        let date = event.date.map_or_else(|| "undated".to_owned(), |date| date.edtf());
        let mut out = format!("{} {date}: {}", event.kind.as_str(), ids(&event.actors));
        if !event.recipients.is_empty() {
            out.push_str(&format!(" -> {}", ids(&event.recipients)));
        }
        if !event.places.is_empty() {
            out.push_str(&format!(" @ {}", ids(&event.places)));
        }
        out
    });
    assert_eq!(shown.collect::<Vec<_>>(), expected, "in: {text}");
}

#[test]
fn a_letter_named_with_its_date_is_told() {
    told(
        "ru",
        "В письме Петру Белову от 5 мая 1871 г. Николай Орлов жаловался на дороги.",
        &["letter 1871-05-05: nikolai-orlov -> petr-belov"],
    );
    told(
        "en",
        "In a letter of 5 May 1871 to Peter Gray, John Brown complained of the roads.",
        &["letter 1871-05-05: john-brown -> peter-gray"],
    );
    told("en", "John Brown's note of 5 May 1871 demanded an answer.", &["note 1871-05-05: john-brown"]);
}

#[test]
fn a_letter_received_has_its_writer_as_the_sender() {
    told("ru", "Николай Орлов получил 3 июня 1871 г. письмо Петра Белова.", &["letter 1871-06-03: petr-belov -> nikolai-orlov"]);
}

#[test]
fn participles_and_relative_clauses_tell_of_the_one_named_before() {
    told("ru", "Николай Орлов, приехавший в Москву в мае 1871 г., молчал.", &["arrival 1871-05: nikolai-orlov @ moskva"]);
    told("ru", "Пётр Белов, назначенный 4 мая 1871 г. комендантом, молчал.", &["appointment 1871-05-04: petr-belov"]);
    told("en", "John Brown, elected mayor on 4 May 1871, was silent.", &["appointment 1871-05-04: john-brown"]);
}

#[test]
fn a_place_reached_needs_no_preposition() {
    told("en", "John Brown reached London on 4 May 1871.", &["arrival 1871-05-04: john-brown @ london"]);
    told("ru", "4 мая 1871 г. Николай Орлов посетил Москву.", &["arrival 1871-05-04: nikolai-orlov @ moskva"]);
}

#[test]
fn nouns_tell_too() {
    told("ru", "Назначение Петра Белова комендантом состоялось 4 мая 1871 г.", &["appointment 1871-05-04: petr-belov"]);
    told("en", "The arrest of John Brown on 4 May 1871 was a surprise.", &["other 1871-05-04: john-brown"]);
}

#[test]
fn what_is_only_wished_denied_or_rumoured_is_not_told() {
    told("ru", "По слухам, Николай Орлов прибыл 3 мая 1871 г. в Москву.", &[]);
    told("ru", "Пётр Белов предложил встречу Орлова с Дурново 3 мая 1871 г.", &[]);
    told("ru", "Николай Орлов не прибыл 3 мая 1871 г. в Москву.", &[]);
    told("en", "John Brown would resign on 4 May 1871 if he was asked.", &[]);
}

#[test]
fn a_date_behind_and_is_not_that_of_what_stands_before() {
    told(
        "en",
        "On 3 May 1871 John Brown arrived in London, and on 9 May he resigned.",
        &["arrival 1871-05-03: john-brown @ london", "appointment 1871-05-09: john-brown"],
    );
}

#[test]
fn each_of_two_joined_verbs_has_its_own_date() {
    told(
        "en",
        "John Brown was arrested in May 1871 and released on 9 July 1872.",
        &["other 1871-05: john-brown", "other 1872-07-09: john-brown"],
    );
}

#[test]
fn a_happening_told_twice_is_one() {
    told(
        "ru",
        "3 мая 1871 г. Николай Орлов встретился с Петром Беловым. Дождь шёл весь день. Встреча Орлова с Беловым 3 мая всех удивила.",
        &["meeting 1871-05-03: nikolai-orlov+petr-belov"],
    );
}

#[test]
fn what_somebody_managed_to_do_is_done() {
    told("ru", "3 мая 1871 г. Николаю Орлову удалось встретиться с Петром Беловым.", &["meeting 1871-05-03: nikolai-orlov+petr-belov"]);
}
