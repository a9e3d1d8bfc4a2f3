//! Findings, in words of our own.

use crate::lang::pack;
use crate::read::ThingKind;
use crate::resolve::Authority;
use crate::text::Source;

use super::super::tellings;

/// Each finding as "code: the words concerned | …".
#[track_caller]
fn check_with(language: &str, persons: &str, text: &str, expected: &[&str]) {
    let mut authority = Authority::default();
    authority.add("persons.toml", ThingKind::Person, persons).unwrap();
    let name = if text.contains("[^") { "a.md" } else { "a.txt" };
    let source = Source::from_bytes(name, text.as_bytes()).unwrap();
    let telling = tellings(&source, pack(language).unwrap(), &authority).remove(0);
    let prose = telling.essay.prose.text();
    let shown: Vec<String> = telling
        .account
        .findings
        .iter()
        .map(|finding| {
            let words: Vec<&str> = finding.spans.iter().map(|span| span.of(prose)).collect();
            format!("{}: {}", finding.code, words.join(" | "))
        })
        .collect();
    assert_eq!(shown, expected, "in: {text}");
}

#[track_caller]
fn check(language: &str, text: &str, expected: &[&str]) {
    check_with(language, "", text, expected);
}

#[test]
fn a_weekday_is_held_against_its_date() {
    check("en", "On Friday, 4 March 1921 they met. On Thursday, 3 March 1921 they had not.", &[]);
    check("en", "On Monday, 4 March 1921 they met.", &["weekday-misfit: Monday, 4 March 1921"]);
    check("en", "They met on 4 March 1921 (Monday) and parted.", &["weekday-misfit: 4 March 1921 (Monday"]);
    check("en", "They met on 4 March 1921, a Friday, and parted.", &[]);
    check("ru", "Во вторник, 4 марта 1921 года, они встретились.", &["weekday-misfit: вторник, 4 марта 1921 года"]);
}

#[test]
fn an_old_date_may_be_of_either_calendar() {
    // 9 January 1905 in the old style was a Sunday, in the new one a Monday.
    check("ru", "В воскресенье, 9 января 1905 года, они вышли на улицу.", &[]);
    check("ru", "В понедельник, 9 января 1905 года, они вышли на улицу.", &[]);
    check("ru", "В среду, 9 января 1905 года, они вышли на улицу.", &["weekday-misfit: среду, 9 января 1905 года"]);
}

#[test]
fn what_looks_like_a_citation_and_is_none_is_said() {
    check("en", "It was settled (pp. 12–14). Nobody minded.", &["unread-citation: (pp. 12–14)"]);
    check("en", "It was settled (at noon). Nobody minded.", &[]);
    check("ru", "Дело было решено (с 5 до 10 человек были против).", &[]);
}

#[test]
fn a_bracket_of_the_prose_that_stays_open_is_said() {
    check("en", "It was settled (at noon, they say. Nobody minded.", &["unclosed-bracket: (at"]);
}

#[test]
fn nobody_acts_before_birth_or_after_death() {
    let brown = "[brown]\nname = \"John Brown\"\nborn = \"1850\"\ndied = \"1901-05-03\"\n";
    let text = "John Brown wrote to Peter Gray on 4 March 1899. It was the last of his letters.";
    check_with("en", brown, text, &[]);
    let text = "John Brown wrote to Peter Gray on 4 March 1903. It was the last of his letters.";
    check_with("en", brown, text, &["outside-lifetime: John Brown wrote to Peter Gray on 4 March 1903."]);
    let text = "John Brown wrote to Peter Gray on 4 March 1849. It was the first of his letters.";
    check_with("en", brown, text, &["outside-lifetime: John Brown wrote to Peter Gray on 4 March 1849."]);
}

#[test]
fn an_abbreviation_wants_to_be_written_out() {
    check("ru", "Вопрос внесла ВРКХ. Потом ВРКХ о нём забыла.", &["abbreviation-unexplained: ВРКХ"]);
    check("ru", "Вопрос внёс Комитет по делам хлопка (КДХ). Потом КДХ о нём забыл.", &[]);
}

#[test]
fn a_surname_of_two_is_doubtful() {
    let text = "Anna Brown wrote to John Brown in 1899. Then Brown left for Paris.";
    check("en", text, &["doubtful-name: Brown"]);
}

#[test]
fn one_leaf_has_one_date_and_one_sender() {
    let first = "Так и было сделано (Письмо П. А. Орлова И. И. Сомову, 3 мая 1819 г. // РГИА. Ф. 1. Оп. 2. Д. 3. Л. 4).";
    let dated = format!("{first} Потом забыли (Письмо П. А. Орлова И. И. Сомову, 13 мая 1819 г. // РГИА. Ф. 1. Оп. 2. Д. 3. Л. 4).");
    check(
        "ru",
        &dated,
        &["document-two-dates: Письмо П. А. Орлова И. И. Сомову, 3 мая 1819 г. // РГИА. Ф. 1. Оп. 2. Д. 3. Л. 4 | \
         Письмо П. А. Орлова И. И. Сомову, 13 мая 1819 г. // РГИА. Ф. 1. Оп. 2. Д. 3. Л. 4"],
    );
    let sent = format!("{first} Потом забыли (Письмо К. Белова И. И. Сомову, 3 мая 1819 г. // РГИА. Ф. 1. Оп. 2. Д. 3. Л. 4).");
    check(
        "ru",
        &sent,
        &["document-two-senders: Письмо П. А. Орлова И. И. Сомову, 3 мая 1819 г. // РГИА. Ф. 1. Оп. 2. Д. 3. Л. 4 | \
         Письмо К. Белова И. И. Сомову, 3 мая 1819 г. // РГИА. Ф. 1. Оп. 2. Д. 3. Л. 4"],
    );
    let held = format!("{first} Потом забыли (Письмо П. А. Орлова И. И. Сомову, 3 мая 1819 г. // ГАРФ. Ф. 9. Оп. 1. Д. 8. Л. 2).");
    check(
        "ru",
        &held,
        &["document-two-archives: Письмо П. А. Орлова И. И. Сомову, 3 мая 1819 г. // РГИА. Ф. 1. Оп. 2. Д. 3. Л. 4 | \
         Письмо П. А. Орлова И. И. Сомову, 3 мая 1819 г. // ГАРФ. Ф. 9. Оп. 1. Д. 8. Л. 2"],
    );
}

#[test]
fn a_short_form_wants_its_work() {
    check("ru", "Дело было решено (Орлов П. А. Указ. соч. С. 12).", &["short-form-without-work: Орлов П. А. Указ. соч. С. 12"]);
    let known = "Дело решили (Орлов П. А. История города. М., 1910. С. 5). Потом забыли (Орлов П. А. Указ. соч. С. 12).";
    check("ru", known, &[]);
}

#[test]
fn a_day_of_both_styles_is_no_clash() {
    let cited = |day: &str| {
        format!(
            "{day} П. А. Орлов написал И. И. Сомову обо всём (Письмо П. А. Орлова И. И. Сомову, 30 апреля 1721 г. // РГИА. Ф. 1. Оп. 2. Д. 3. Л. 4)."
        )
    };
    check("ru", &cited("11 мая 1721 г."), &[]);
    let slip = cited("12 мая 1721 г.");
    check(
        "ru",
        &slip,
        &[&format!("date-clash: {} | {}", slip.split(" (П").next().unwrap(), &slip[slip.find("(П").unwrap()..slip.len() - 1])],
    );
}
