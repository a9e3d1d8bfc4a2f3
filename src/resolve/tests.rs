//! A few lines of authority, a sentence, and who is meant.

use crate::lang::pack;
use crate::read::{Reading, ThingKind, read};
use crate::text::{Source, essays};

use super::{Authority, resolve};

const PERSONS: &str = r#"
[chicherin]
name = "Георгий Васильевич Чичерин"
[enver-pasha]
name = "Энвер-паша"
[yusuf-kemal]
name = "Юсуф Кемаль-бей"
[mustafa-kemal]
name = "Мустафа Кемаль-паша"
labels = { tr = "Mustafa Kemal Paşa" }
[washington]
name = "Джордж Вашингтон"
[ter-gabrielyan]
name = "Саак Тер-Габриэлян"
[kurz]
name = "Мария Курц"
"#;
const PLACES: &str = r#"
[kars]
name = "Карс"
[lower-novgorod]
name = "Нижний Новгород"
[velikie-luki]
name = "Великие Луки"
"#;
const GROUPS: &str = r#"
[gnat]
name = "Великое Национальное Собрание Турции"
abbreviations = ["ВНСТ"]
[turkey]
name = "Турция"
type = "state"
[red-army]
name = "Красная Армия"
type = "army"
[rkp]
name = "ЦК РКП(б)"
[narkomindel]
name = "Наркоминдел"
[times]
name = "Times"
"#;

fn authority() -> Authority {
    let mut authority = Authority::default();
    authority.add("persons.toml", ThingKind::Person, PERSONS).unwrap();
    authority.add("places.toml", ThingKind::Place, PLACES).unwrap();
    authority.add("groups.toml", ThingKind::Group, GROUPS).unwrap();
    authority
}

/// Each mention as `words=key`, ties as `words?key/key`, in order.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let source = Source::from_bytes("essay.txt", text.as_bytes()).unwrap();
    let essay = &essays(&source)[0];
    let resolved = resolve(essay, &Reading::default(), pack("ru").unwrap(), &authority());
    let prose = essay.prose.text();
    let mentions = resolved.mentions.iter().map(|mention| (mention.span, format!("{}={}", mention.span.of(prose), mention.entity.key)));
    let tie = |ids: &[super::EntityId]| ids.iter().map(|id| id.key.as_str()).collect::<Vec<_>>().join("/");
    let ties = resolved.ties.iter().map(|(span, ids)| (*span, format!("{}?{}", span.of(prose), tie(ids))));
    let mut all: Vec<_> = mentions.chain(ties).collect();
    all.sort();
    assert_eq!(all.into_iter().map(|(_, shown)| shown).collect::<Vec<_>>(), expected, "in: {text}");
}

#[test]
fn initials_in_any_order_and_spacing() {
    check("Ответ Г.Чичерину дал Г. В. Чичерин.", &["Г.Чичерину=chicherin", "Г. В. Чичерин=chicherin"]);
    check("Речь Чичерина Г.В. и Чичерина Г. В. о Чичерине", &["Чичерина Г.В.=chicherin", "Чичерина Г. В.=chicherin", "Чичерине=chicherin"]);
}

#[test]
fn titles_with_a_hyphen_or_a_space_and_parts_that_stay() {
    check(
        "Письмо Юсуф Кемаль бея, Юсуфу Кемалю-бею, Юсуфа Кемаль-бея",
        &["Юсуф Кемаль бея=yusuf-kemal", "Юсуфу Кемалю-бею=yusuf-kemal", "Юсуфа Кемаль-бея=yusuf-kemal"],
    );
}

#[test]
fn a_name_is_a_whole_word() {
    check("Энвер-пашой, Карсская конференция, карс, Энверовский", &["Энвер-пашой=enver-pasha"]);
    check("в Карсе-то и под Карсом", &["Карсом=kars"]);
}

#[test]
fn a_name_of_two_people_is_who_was_named_last() {
    check(
        "Мустафа Кемаль писал. Потом Кемаль умолк. Приехал Юсуф Кемаль-бей. Ждали Кемаля.",
        &["Мустафа Кемаль=mustafa-kemal", "Кемаль=mustafa-kemal", "Юсуф Кемаль-бей=yusuf-kemal", "Кемаля=yusuf-kemal"],
    );
}

#[test]
fn a_tie_stays_a_tie() {
    check("Ждали Кемаля.", &["Кемаля?mustafa-kemal/yusuf-kemal"]);
}

#[test]
fn a_given_name_alone_needs_its_bearer_before_it() {
    check("Мария уехала. Мария Курц вернулась. Марию ждали.", &["Мария Курц=kurz", "Марию=kurz"]);
}

#[test]
fn places_of_two_words() {
    check(
        "из Нижнего Новгорода в Великие Луки, под Великими Луками",
        &["Нижнего Новгорода=lower-novgorod", "Великие Луки=velikie-luki", "Великими Луками=velikie-luki"],
    );
}

#[test]
fn groups_decline_at_their_head() {
    check(
        "Великому Национальному Собранию Турции, от Великого национального собрания Турции, ВНСТ в Турции, Красной Армией, Красную армию",
        &[
            "Великому Национальному Собранию Турции=gnat",
            "Великого национального собрания Турции=gnat",
            "ВНСТ=gnat",
            "Турции=turkey",
            "Красной Армией=red-army",
            "Красную армию=red-army",
        ],
    );
    check("ЦК РКП (б) и Наркоминделу", &["ЦК РКП (б)=rkp", "Наркоминделу=narkomindel"]);
}

#[test]
fn look_alike_letters_and_other_scripts() {
    check(
        "газета «Тimes», C. Тер-Габриэляну, Mustafa Kemal Paşa",
        &["Тimes=times", "C. Тер-Габриэляну=ter-gabrielyan", "Mustafa Kemal Paşa=mustafa-kemal"],
    );
}

#[test]
fn the_cases_of_a_form_are_said() {
    let source = Source::from_bytes("essay.txt", "Г.Чичерину".as_bytes()).unwrap();
    let resolved = resolve(&essays(&source)[0], &Reading::default(), pack("ru").unwrap(), &authority());
    assert_eq!(resolved.mentions[0].cases, ["dat"]);
}

#[test]
fn a_family_name_in_an_endnote_is_who_was_named_at_its_marker() {
    let text = "In 1892 Gerald Portal left London. [1] His brother Raymond Portal died of fever.\n\nThe end of it was told by others.\n\n\
                Notes\n\n[1] Portal to Rosebery, letter, 1 April 1893.\n";
    let essay = &essays(&Source::from_bytes("essay.txt", text.as_bytes()).unwrap())[0];
    let pack = pack("en").unwrap();
    let resolved = resolve(essay, &read(essay, pack), pack, &Authority::default());
    let last = resolved.mentions.iter().rfind(|mention| mention.span.of(essay.prose.text()) == "Portal").expect("the note names him");
    assert_eq!(last.entity.key, "gerald-portal");
}
