//! What sentences tell, in words of our own.

mod english;

use crate::claim::tellings;
use crate::lang::pack;
use crate::resolve::Authority;
use crate::text::Source;

/// Each event of the body as "kind date: actors -> recipients @ places".
#[track_caller]
pub(super) fn told(language: &str, text: &str, expected: &[&str]) {
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

#[test]
fn an_office_alone_stands_for_its_holder() {
    told(
        "ru",
        "В город приехал губернатор Николай Орлов. 4 мая 1871 г. губернатор принял Петра Белова.",
        &["meeting 1871-05-04: nikolai-orlov+petr-belov"],
    );
    told(
        "en",
        "John Brown, the governor, was ill. On 4 May 1871 the governor received Peter Gray.",
        &["meeting 1871-05-04: john-brown+peter-gray"],
    );
}

#[test]
fn an_office_that_nobody_is_known_to_hold_is_not_the_next_name() {
    told("ru", "Николай Орлов молчал, и 4 мая 1871 г. губернатор уехал в Москву.", &["arrival 1871-05-04:  @ moskva"]);
}

#[test]
fn what_is_dated_happened_whoever_did_it() {
    told("ru", "Мир подписали 30 августа 1721 г.", &["treaty 1721-08-30: "]);
    told("en", "The gates were blown up on 4 May 1871.", &["other 1871-05-04: "]);
}

#[test]
fn verbs_joined_by_and_have_one_subject() {
    told(
        "en",
        "John Brown met Peter Gray on 3 May 1871 and resigned on 9 May.",
        &["meeting 1871-05-03: john-brown+peter-gray", "appointment 1871-05-09: john-brown"],
    );
    told(
        "ru",
        "3 мая 1871 г. Николай Орлов принял Петра Белова и 9 мая уехал в Москву.",
        &["meeting 1871-05-03: nikolai-orlov+petr-belov", "arrival 1871-05-09: nikolai-orlov @ moskva"],
    );
}

#[test]
fn a_name_in_front_may_be_the_one_to_whom_it_is_done() {
    told("ru", "Петра Белова 4 мая 1871 г. арестовали.", &["other 1871-05-04: petr-belov"]);
    told("ru", "Петра Белова 4 мая 1871 г. арестовал Николай Орлов.", &["other 1871-05-04: nikolai-orlov+petr-belov"]);
}

#[test]
fn a_clause_of_who_or_before_keeps_its_date() {
    told(
        "en",
        "John Brown, who was elected mayor in June 1869, resigned on 4 May 1871.",
        &["appointment 1869-06: john-brown", "appointment 1871-05-04: john-brown"],
    );
    told("en", "John Brown died in May 1871, before Peter Gray arrived.", &["other 1871-05: john-brown"]);
}

#[test]
fn those_without_a_name_are_known_by_their_leader() {
    told("en", "A delegation led by John Brown arrived in London on 4 May 1871.", &["arrival 1871-05-04: john-brown @ london"]);
    told("ru", "Делегация во главе с Николаем Орловым прибыла 4 мая 1871 г. в Москву.", &["arrival 1871-05-04: nikolai-orlov @ moskva"]);
}

#[test]
fn somebody_told_from_afar_got_a_letter() {
    told("ru", "4 мая 1871 г. Николай Орлов известил Петра Белова об отъезде.", &["letter 1871-05-04: nikolai-orlov -> petr-belov"]);
    told("en", "On 4 May 1871 John Brown informed Peter Gray of his plans.", &["letter 1871-05-04: john-brown -> peter-gray"]);
}

#[test]
fn a_person_founds_and_a_body_decides() {
    told("en", "John Brown founded the Society of Gardeners in May 1871.", &["other 1871-05: john-brown"]);
}

#[test]
fn who_comes_into_an_office_is_told_of() {
    told("ru", "4 мая 1871 г. Петра Белова сменил Николай Орлов.", &["appointment 1871-05-04: nikolai-orlov"]);
}

#[test]
fn a_fallen_town_is_a_battle() {
    told("ru", "Казань пала 4 мая 1871 г.", &["battle 1871-05-04:  @ kazan"]);
}

#[test]
fn what_is_done_in_a_letter_is_the_letter() {
    told("en", "John Brown approved the choice in a letter to Peter Gray of 4 May 1871.", &["letter 1871-05-04: john-brown -> peter-gray"]);
}

#[test]
fn those_with_whom_may_be_named_before() {
    told("en", "Peter Gray, with whom John Brown dined on 4 May 1871, was silent.", &["meeting 1871-05-04: john-brown+peter-gray"]);
}

#[test]
fn a_dated_deed_needs_no_verb_of_a_list() {
    told("en", "On 4 May 1871 John Brown patented a churn. He hoped in June 1871 for buyers.", &["other 1871-05-04: john-brown"]);
    told("ru", "4 мая 1871 г. Николай Орлов починил часы. В июне 1871 г. он ждал покупателей.", &["other 1871-05-04: nikolai-orlov"]);
}

#[test]
fn what_is_done_in_a_newspaper_is_published() {
    told("ru", "4 мая 1871 г. Николай Орлов вступился за часовщиков в газете «Голос».", &["publication 1871-05-04: nikolai-orlov"]);
}

#[test]
fn what_was_only_to_be_done_is_not_told() {
    told("en", "A letter was to have been sent to Peter Gray on 4 May 1871.", &[]);
}

#[test]
fn a_pronoun_is_who_was_told_of_before() {
    told("en", "John Brown was ill. On 4 May 1871 Peter Gray sent him a note.", &["note 1871-05-04: peter-gray -> john-brown"]);
    told(
        "en",
        "John Brown was ill. On 4 May 1871 he and Peter Gray sent a note to James Green.",
        &["note 1871-05-04: john-brown+peter-gray -> james-green"],
    );
}

#[test]
fn a_body_that_meets_and_decides_is_one_event() {
    told("en", "The Society of Gardeners met on 4 May 1871 and resolved to plant pears.", &["decision 1871-05-04: society-of-gardeners"]);
}

#[test]
fn who_is_brought_to_a_place_arrives_there() {
    told("ru", "Петра Белова 4 мая 1871 г. привезли в Москву.", &["arrival 1871-05-04: petr-belov @ moskva"]);
}

#[test]
fn a_calling_stands_for_the_one_the_essay_is_about() {
    told(
        "ru",
        "Николай Орлов молчал. Орлов ждал. Все любили Орлова. Орлов скучал. 4 мая 1871 г. композитор приехал в Москву.",
        &["arrival 1871-05-04: nikolai-orlov @ moskva"],
    );
}

#[test]
fn a_pronoun_is_the_one_whom_the_sentence_before_puts_first() {
    told("ru", "Петра Белова встретил брат Ивана Сомова. 4 мая 1871 г. он уехал в Москву.", &["arrival 1871-05-04: petr-belov @ moskva"]);
    told(
        "en",
        "Peter Gray was silent. John Brown was ill, and on 4 May 1871 he left for London.",
        &["arrival 1871-05-04: john-brown @ london"],
    );
}

#[test]
fn a_date_that_opens_the_sentence_is_of_its_verb() {
    told("en", "On 4 May 1871, before the whole parish, John Brown forbade dancing.", &["decision 1871-05-04: john-brown"]);
}

#[test]
fn a_verb_behind_an_aside_has_the_subject_before_it() {
    told(
        "en",
        "John Brown, whom Peter Gray had chosen because he was poor, sailed for London on 4 May 1871.",
        &["arrival 1871-05-04: john-brown @ london"],
    );
    told("en", "John Brown, the agent whom Peter Gray had found at court, was arrested on 4 May 1871.", &["other 1871-05-04: john-brown"]);
}

#[test]
fn a_pronoun_goes_on_with_the_sentence_not_with_its_asides() {
    told(
        "en",
        "John Brown, whom Peter Gray admired, was poor. He landed at London on 4 May 1871.",
        &["arrival 1871-05-04: john-brown @ london"],
    );
    told(
        "en",
        "Peter Gray signed the letters, and these John Brown sent ahead of him. On 4 May 1871 he landed at London.",
        &["arrival 1871-05-04: john-brown @ london"],
    );
    told(
        "en",
        "John Brown was poor. Peter Gray and James Green were rich. He landed at London on 4 May 1871.",
        &["arrival 1871-05-04: john-brown @ london"],
    );
}

#[test]
fn a_noun_that_nobody_knows_is_not_the_name_beyond_the_comma() {
    told("en", "At the wish of John Brown, the members resolved on 4 May 1871 to build a hall.", &["decision 1871-05-04: "]);
}

#[test]
fn who_is_received_sends_no_letter() {
    told(
        "en",
        "John Brown was ill. On 4 May 1871 Peter Gray received him, and asked, when the letters had been read, for news.",
        &["meeting 1871-05-04: peter-gray+john-brown"],
    );
}

#[test]
fn who_writes_as_he_says_something_writes() {
    told(
        "en",
        "John Brown, writing to Peter Gray from London on 4 May 1871, regretted the delay.",
        &["letter 1871-05-04: john-brown -> peter-gray"],
    );
    told("en", "On 4 May 1871 John Brown handed Peter Gray a note.", &["note 1871-05-04: john-brown -> peter-gray"]);
}

#[test]
fn what_is_only_called_so_is_no_appointment() {
    told("en", "On 4 May 1871 John Brown, with a student named Peter Gray, found a star.", &["other 1871-05-04: john-brown"]);
}

#[test]
fn an_aside_takes_no_date_of_the_main_clause() {
    told("en", "Peter Gray, who had sailed from London, resigned on 4 May 1871.", &["appointment 1871-05-04: peter-gray"]);
}

#[test]
fn a_number_makes_a_king() {
    told("en", "Henry II was tired. On 4 May 1171 the king landed at London.", &["arrival 1171-05-04: henry-ii @ london"]);
}

#[test]
fn a_meeting_with_somebody_unnamed_is_a_meeting() {
    told("ru", "5 мая 1871 г. Николай Орлов встретился с ректором академии.", &["meeting 1871-05-05: nikolai-orlov"]);
}

#[test]
fn what_is_said_face_to_face_is_a_meeting() {
    told("ru", "Николай Орлов прямо заявил Петру Белову, что платить не будет.", &["meeting undated: nikolai-orlov+petr-belov"]);
    told("ru", "Николай Орлов пытался убедить Петра Белова, что мост не нужен.", &["meeting undated: nikolai-orlov+petr-belov"]);
}

#[test]
fn a_letter_that_comes_has_its_writer_and_its_reader() {
    told("ru", "5 мая 1871 г. Петру Белову пришло письмо от Николая Орлова.", &["letter 1871-05-05: nikolai-orlov -> petr-belov"]);
}

#[test]
fn who_is_no_more_has_died() {
    told("ru", "5 мая 1871 г. не стало академика Николая Орлова.", &["other 1871-05-05: nikolai-orlov"]);
}

#[test]
fn a_title_tells_the_case_of_the_name_behind_it() {
    told(
        "ru",
        "5 мая 1871 г. Пётр Белов по вызову воеводы Михаила Орлова отправился в Москву.",
        &["arrival 1871-05-05: petr-belov @ moskva"],
    );
}

#[test]
fn who_says_what_is_quoted_stands_behind_the_verb() {
    told(
        "en",
        "James Green was ill. “I am tired of waiting for you,” wrote John Brown on 4 May 1871 to Peter Gray.",
        &["letter 1871-05-04: john-brown -> peter-gray"],
    );
}

#[test]
fn what_is_told_again_without_its_date_is_one_event() {
    told("ru", "5 мая 1871 г. Пётр Белов прибыл в Москву. Пётр Белов тайно прибыл в Москву.", &["arrival 1871-05-05: petr-belov @ moskva"]);
}

#[test]
fn a_verdict_behind_a_clause_of_what_was_said_is_told() {
    told(
        "ru",
        "Когда Николай Орлов написал, что денег нет, артель по распоряжению Петра Белова 5 мая 1871 г. была распущена.",
        &["decision 1871-05-05: petr-belov"],
    );
}

#[test]
fn whom_a_letter_tells_is_its_addressee() {
    told("en", "In a letter of 4 May 1871 John Brown urged Peter Gray to resign.", &["letter 1871-05-04: john-brown -> peter-gray"]);
    told("en", "On 4 May 1871 John Brown instructed Peter Gray by telegraph to leave.", &["telegram 1871-05-04: john-brown -> peter-gray"]);
}

#[test]
fn a_condition_told_by_order_alone_is_not_told() {
    told("en", "Had John Brown left London on 4 May 1871, he would have lived.", &[]);
    told("en", "John Brown did not sign the treaty on 4 May 1871.", &[]);
}

#[test]
fn the_owner_of_an_opening_noun_is_named_behind_it() {
    told(
        "en",
        "It rained. On his return to London in May 1871 John Brown found the house empty.",
        &["arrival 1871-05: john-brown @ london"],
    );
}

#[test]
fn a_chain_of_passives_needs_one_auxiliary() {
    told(
        "en",
        "John Brown was arrested on 4 May 1871, tried in June and hanged on 3 July.",
        &["other 1871-05-04: john-brown", "other 1871-06: john-brown", "other 1871-07-03: john-brown"],
    );
}

#[test]
fn news_arrives_nowhere() {
    told("en", "The news reached London on 4 May 1871.", &[]);
}

#[test]
fn a_place_that_was_reached_stands_before_its_verb() {
    told("en", "London was reached on 4 May 1871.", &["arrival 1871-05-04:  @ london"]);
}

#[test]
fn a_given_name_with_the_fathers_is_the_only_bearer_of_the_given_name() {
    told("ru", "Марина Орлова молчала. 5 мая 1871 г. Марина Ивановна уехала в Москву.", &["arrival 1871-05-05: marina-orlova @ moskva"]);
}

#[test]
fn what_is_said_in_passing_is_nobodys_deed() {
    told("en", "On 20 October 1892 John Brown received a deputation headed by Peter Gray.", &["meeting 1892-10-20: john-brown"]);
    told("en", "The successor was John Brown, dragged out of his house in May 1892.", &[]);
    told(
        "en",
        "On 3 May 1892 John Brown sent Peter Gray a note which declared the claim void.",
        &["note 1892-05-03: john-brown -> peter-gray"],
    );
    told("en", "On 1 July 1870 John Brown recalled Hall's friend Peter Gray from London.", &["appointment 1870-07-01: peter-gray"]);
    told("en", "John Brown left on 1 May 1893; it reached London in the last days of May.", &["arrival 1893-05-01: john-brown"]);
}

#[test]
fn what_is_only_spoken_of_is_not_sent() {
    told("ru", "14 мая 1871 г. Орлов доложил Петрову о встречах и о ноте Калязина.", &[]);
    told("ru", "14 мая 1871 г. в Казань приехал Орлов, а в Москве его ждали.", &["arrival 1871-05-14: orlov @ kazan"]);
    told("en", "John Brown had come to be at home in Paris by 3 May 1871.", &[]);
}

#[test]
fn an_office_alone_stands_for_its_body() {
    told("ru", "В письме 3 мая 1921 г. секретарь ВЦСПС просил Кавбюро подождать.", &["letter 1921-05-03: vtssps -> kavbiuro"]);
}
