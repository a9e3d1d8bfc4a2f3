//! Long texts of one shape, each of which a careless search would go through again for every word of it.
//! How long they take is measured by the bench "scaling".

use regesta::claim::tellings;
use regesta::lang;
use regesta::resolve::Authority;
use regesta::text::Source;

/// Reads some 40 kB of a piece that is repeated with another number each time; how many essays it makes.
#[track_caller]
fn read(piece: impl Fn(usize) -> String) -> usize {
    let mut text = String::new();
    for number in 0.. {
        if text.len() > 40_000 {
            break;
        }
        text.push_str(&piece(number));
    }
    let source = Source::from_bytes("essay.txt", text.as_bytes()).unwrap();
    let tellings = tellings(&source, lang::pack(lang::guess(&text)).unwrap(), &Authority::default());
    tellings.len()
}

#[test]
fn very_many_citations_on_one_line() {
    assert_eq!(read(|number| format!("Он писал (Письмо Г.В. Чичерина П. Орлову. 01.02.1921 // РГАСПИ. Ф. {number}. Д. 240. Л. 5). ")), 1);
}

#[test]
fn very_many_names_in_one_sentence() {
    assert_eq!(read(|number| format!("А.Б. Ба{}ров встретил А.Б. Орлова, ", "ве".repeat(number % 9))), 1);
}

#[test]
fn initials_without_end() {
    assert_eq!(read(|_| "А. ".to_owned()), 1);
}

#[test]
fn brackets_that_are_never_closed() {
    assert_eq!(read(|number| format!("( а[{number} ")), 1);
}

#[test]
fn years_without_a_full_stop() {
    assert_eq!(read(|number| format!("в {} году и ", 1700 + number % 200)), 1);
}
