//! Bodies that are told of by their kind alone: "the committee", after "the Polish Committee".

use rustc_hash::FxHashMap as HashMap;

use crate::lang::{Kind, Pack, fold};
use crate::read::ThingKind;
use crate::resolve::{EntityId, Mention};
use crate::text::{is_alphanumeric, lowercase};

use super::words::{Word, Words};

/// The longest word that can hardly say which body is meant: a preposition, a particle.
const SMALL: usize = 3;

/// The bodies named so far, by the base form of the noun at the head of their names; the latest of each.
#[derive(Debug, Default)]
pub(super) struct Bodies {
    by_head: HashMap<String, EntityId>,
}

impl Bodies {
    /// Names the bodies of a sentence that go by their noun alone, and learns the others.
    ///
    /// Nothing where the language has no cases: there an article tells which body is meant.
    pub(super) fn name(&mut self, words: &mut Words<'_>, pack: &Pack) {
        if pack.events.actor_case.is_empty() {
            return;
        }
        for at in 0..words.all.len() {
            match &words.all[at] {
                Word::Name(mention) if mention.entity.kind == ThingKind::Group => {
                    let text = lowercase(words.text_of(mention));
                    let head = text.split(|c: char| !is_alphanumeric(c)).find_map(|word| pack.names.word(Kind::Head, &fold(word)));
                    if let Some(head) = head {
                        self.by_head.insert(head.base.clone(), mention.entity.clone());
                    }
                }
                Word::Plain(form) if !self.by_head.is_empty() => {
                    let Some(head) = pack.names.word(Kind::Head, form) else { continue };
                    let Some(body) = self.by_head.get(&head.base).filter(|_| is_alone(words, at, pack)) else { continue };
                    let cases = pack.declension.case_names(head.cases);
                    let mention = Mention { span: words.span, entity: body.clone(), cases, rule: "body", confidence: 0.7 };
                    words.all[at] = Word::Office(Box::new(mention));
                }
                Word::Plain(_) | Word::Name(_) | Word::Narrowed(_) | Word::Office(_) | Word::Date(_) | Word::Mark(_) => {}
            }
        }
    }
}

/// Whether no word beside the noun says which body it is.
fn is_alone(words: &Words<'_>, at: usize, pack: &Pack) -> bool {
    let events = &pack.events;
    let light = |form: &str| {
        form.chars().count() <= SMALL
            || events.is_act(form)
            || events.is_finite(form)
            || events.is_adverb(form)
            || events.passive_marks.contains(form)
    };
    let before = match at.checked_sub(1).map(|before| &words.all[before]) {
        Some(Word::Plain(form)) => light(form) || events.at.contains(form) || pack.roles.before(form).is_some(),
        None | Some(Word::Name(_) | Word::Narrowed(_) | Word::Office(_) | Word::Date(_) | Word::Mark(_)) => true,
    };
    before
        && match words.all.get(at + 1) {
            Some(Word::Plain(form)) => light(form),
            Some(Word::Name(_) | Word::Narrowed(_) | Word::Office(_)) => false,
            None | Some(Word::Mark(_) | Word::Date(_)) => true,
        }
}

#[cfg(test)]
mod tests {
    use crate::claim::told::tests::told;

    #[test]
    fn a_body_goes_by_its_noun_alone() {
        told("ru", "Дела собрал Сибирский комитет. 4 мая 1871 г. комитет отменил сбор.", &["decision 1871-05-04: sibirskii-komitet"]);
        told("ru", "Дела собрал Сибирский комитет. 4 мая 1871 г. губернский комитет отменил сбор.", &["decision 1871-05-04: "]);
    }

    #[test]
    fn who_heads_a_body_in_an_aside_does_not_do_what_it_does() {
        told(
            "ru",
            "4 мая 1871 г. Сибирский комитет, во главе которого стоял Николай Орлов, отменил сбор.",
            &["decision 1871-05-04: sibirskii-komitet"],
        );
    }
}
