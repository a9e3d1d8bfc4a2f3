//! Dated deeds whose verb no list of the pack names: "on 4 May Brown filed his patent".

use crate::lang::Kind;
use crate::read::ThingKind;
use crate::text::Span;
use crate::time::{HistoricalDate, Moment};

use super::before::Before;
use super::clause::Clause;
use super::{EventKind, Told};

/// What somebody named did on a day or in a month that stands beside the verb, whatever it was.
///
/// What was said, wished, thought or lasted is no deed.
pub(super) fn deed(clause: &Clause<'_>, sentence: Span, before: Before<'_>) -> Option<Told> {
    let events = &clause.pack.events;
    let form = clause.words.form(clause.verb)?;
    let other = events.saying.contains(form)
        || events.is_act(form) && events.vague.contains(form)
        || events.plans.contains(form)
        || events.states.contains(form);
    let neuter = events.is_neuter(form);
    let done = neuter || events.is_finite(form) || clause.words.is_suffered(clause.verb, form, clause.pack);
    if !done || other || clause.pack.names.is(Kind::Title, form) {
        return None;
    }
    // "Brown, dragged out of his house in May, …" and "a deputation headed by Brown" are told in passing.
    if clause.is_apposed() && clause.resumed().is_none()
        || clause.is_by_somebody()
        || clause.is_denied()
        || clause.is_hypothetic()
        || clause.is_reported()
        || clause.is_planned()
        || clause.is_in_document()
    {
        return None;
    }
    let exact = |date: &HistoricalDate| date.is_single() && matches!(date.start(), Some(Moment::Day(_) | Moment::Month(..)));
    let date = clause.own_date().or_else(|| clause.opening_date()).filter(exact)?;
    let who = clause.subject_of(before.sentence, before.same).filter(|found| !found.is_empty())?;
    // "Its presence troubled Brown": no person is the subject.
    if neuter && who.iter().all(|id| id.kind == ThingKind::Person) {
        return None;
    }
    let kind = if clause.is_in_press() { EventKind::Publication } else { EventKind::Other };
    let mut told = Told::new(kind, Some(date), sentence);
    told.word = Some(form.to_owned());
    told.actors = who;
    told.places = clause.places_at();
    Some(told.tidied())
}

#[cfg(test)]
mod tests {
    use crate::claim::told::tests::told;

    #[test]
    fn whose_death_is_told_by_a_denial() {
        told("ru", "Николай Орлов болел. 4 мая 1871 г. его не стало.", &["other 1871-05-04: nikolai-orlov"]);
        told("ru", "4 мая 1871 г. не стало Николая Орлова.", &["other 1871-05-04: nikolai-orlov"]);
    }

    #[test]
    fn who_is_entrusted_with_something_is_appointed() {
        told("ru", "4 мая 1871 г. надзор за сбором был поручен Николаю Орлову.", &["appointment 1871-05-04: nikolai-orlov"]);
        told("ru", "4 мая 1871 г. надзор за сбором был возложен на Николая Орлова.", &["appointment 1871-05-04: nikolai-orlov"]);
    }

    #[test]
    fn what_was_done_to_somebody_needs_no_listed_verb() {
        told("ru", "4 мая 1871 г. Николай Орлов был награждён медалью.", &["other 1871-05-04: nikolai-orlov"]);
        told("ru", "4 мая 1871 г. Николай Орлов был болен.", &[]);
    }

    #[test]
    fn the_subject_may_stand_beyond_what_is_done_besides() {
        told(
            "ru",
            "4 мая 1871 г. покинул Москву, направляясь в Варшаву, генерал Николай Орлов.",
            &["arrival 1871-05-04: nikolai-orlov @ moskva"],
        );
    }

    #[test]
    fn an_order_without_a_day_is_what_came_of_it() {
        told("ru", "Николай Орлов приказал сочинить ответ.", &[]);
        told("ru", "4 мая 1871 г. Николай Орлов приказал сочинить ответ.", &["decision 1871-05-04: nikolai-orlov"]);
    }

    #[test]
    fn a_body_may_do_what_no_person_did() {
        told("ru", "4 мая 1871 г. Лесное управление закрыло сбор.", &["other 1871-05-04: lesnoe-upravlenie"]);
        told("ru", "4 мая 1871 г. присутствие Николая Орлова усиливало общие подозрения.", &[]);
    }

    #[test]
    fn who_is_appointed_may_stand_behind_the_verb_and_the_body_before_it() {
        told("ru", "4 мая 1871 г. президентом ВАСХНИЛ был назначен Николай Орлов.", &["appointment 1871-05-04: nikolai-orlov"]);
        told(
            "ru",
            "4 мая 1871 г. в Москву через Лесной приказ был привезён из Варшавы Николай Орлов.",
            &["arrival 1871-05-04: nikolai-orlov @ moskva"],
        );
        told("ru", "4 мая 1871 г. во главе сбора встал Николай Орлов.", &["appointment 1871-05-04: nikolai-orlov"]);
    }

    #[test]
    fn a_pronoun_may_stand_behind_its_verb() {
        told("ru", "Николай Орлов был стар. Умер он 4 мая 1871 г.", &["other 1871-05-04: nikolai-orlov"]);
    }
}
