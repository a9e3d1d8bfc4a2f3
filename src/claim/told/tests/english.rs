//! What English sentences tell, where order and pronouns say who is meant.

use super::told;

#[test]
fn the_two_men_are_those_named_last() {
    told(
        "en",
        "John Brown had the figures; Peter Gray asked for time. The two men met at London on 4 May 1871.",
        &["meeting 1871-05-04: peter-gray+john-brown @ london"],
    );
    told(
        "en",
        "Peter Gray and his friend John Brown waited. Adam Green received the two merchants at London on 4 May 1871.",
        &["meeting 1871-05-04: adam-green+peter-gray+john-brown @ london"],
    );
}

#[test]
fn he_is_the_subject_before_the_semicolon() {
    told("en", "Peter Gray slept. John Brown was told to wait; he resigned on 4 May 1871.", &["appointment 1871-05-04: john-brown"]);
}

#[test]
fn a_look_back_leaves_the_story_with_its_hero() {
    told(
        "en",
        "John Brown left London on 4 May 1871. Peter Gray had sent him there in vain. He landed at Paris on 7 May.",
        &["arrival 1871-05-04: john-brown @ london", "arrival 1871-05-07: john-brown @ paris"],
    );
}

#[test]
fn she_is_no_man() {
    told("en", "Mary Brown waited. Peter Gray slept. She landed at London on 4 May 1871.", &["arrival 1871-05-04: mary-brown @ london"]);
}

#[test]
fn who_bears_an_office_may_stand_behind_a_comma() {
    told(
        "en",
        "John Brown wrote from London to the governor, Peter Gray, on 4 May 1871 that he was ill.",
        &["letter 1871-05-04: john-brown -> peter-gray"],
    );
    told("en", "On 4 May 1871 the governor, Sir Peter Gray, returned to London.", &["arrival 1871-05-04: peter-gray @ london"]);
    told("en", "John Brown dined on 4 May 1871 with the last governor, Peter Gray.", &["meeting 1871-05-04: john-brown+peter-gray"]);
}

#[test]
fn to_call_upon_is_to_meet_and_to_call_is_not() {
    told("en", "John Brown called on 4 May 1871 upon Peter Gray.", &["meeting 1871-05-04: john-brown+peter-gray"]);
    told("en", "John Brown called the toll a burden upon Peter Gray.", &[]);
}

#[test]
fn the_day_of_what_is_only_willed_is_not_the_day_of_the_will() {
    told("en", "John Brown consented to resume work on 4 May 1871.", &["decision undated: john-brown"]);
}

#[test]
fn a_gathering_that_met_was_named_before() {
    told("en", "Peter Gray called for a conference. It met at London on 4 May 1871.", &["conference 1871-05-04:  @ london"]);
}

#[test]
fn who_goes_may_have_no_name() {
    told(
        "en",
        "The party left Paris on 20 April 1871 and embarked at London on 2 May.",
        &["arrival 1871-04-20:  @ paris", "arrival 1871-05-02:  @ london"],
    );
}

#[test]
fn whose_note_it_was_stands_before() {
    told("en", "The king protested through Peter Gray, whose note of 4 May 1871 was lost.", &["note 1871-05-04: peter-gray"]);
}

#[test]
fn a_treaty_known_by_its_year_is_not_told_of() {
    told("en", "John Brown gave notice of the treaty of 1826.", &[]);
}

#[test]
fn whom_no_verb_follows_is_no_subject() {
    told(
        "en",
        "John Brown waited. Kneeling beside his brother Peter Gray, he resigned on 4 May 1871.",
        &["appointment 1871-05-04: john-brown"],
    );
    told(
        "en",
        "John Brown appointed Peter Gray in February 1871, and on the 22nd the chiefs, meeting at London, accepted a truce.",
        &["appointment 1871-02: peter-gray", "decision 1871-02-22: "],
    );
}

#[test]
fn they_are_those_with_whom_the_sentence_opened() {
    told(
        "en",
        "John Brown and his friend Peter Gray slept; Adam Green waited. They reached London on 4 May 1871.",
        &["arrival 1871-05-04: john-brown+peter-gray @ london"],
    );
}
