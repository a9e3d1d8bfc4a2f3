//! Offices before the names of those who hold them: "нарком иностранных дел Г. Чичерин".

use std::collections::HashSet;

use crate::lang::{Kind, Pack, Word, fold};
use crate::read::{Reading, ThingKind};
use crate::resolve::{EntityId, Mention, Resolved};
use crate::text::Span;

use super::{Claim, Evidence, Statement};

/// How sure it is that a title before a name is the person's office.
const BEFORE_A_NAME: f32 = 0.8;

/// How many words may go on with an office.
const LONGEST: usize = 6;

/// The offices that the sentences of the body name before their holders, each once.
pub(super) fn held(text: &str, reading: &Reading, resolved: &Resolved, pack: &Pack) -> Vec<Statement> {
    let mut known = HashSet::new();
    let mut out = Vec::new();
    for &sentence in &reading.sentences {
        let from = resolved.mentions.partition_point(|mention| mention.span.start() < sentence.start());
        let within = resolved.mentions[from..].iter().take_while(|mention| mention.span.end() <= sentence.end());
        for mention in within.filter(|mention| mention.entity.kind == ThingKind::Person) {
            let before = Before { text, sentence, resolved, pack, at: mention.span.start() };
            let Some((office, body)) = before.office(mention) else { continue };
            if known.insert((mention.entity.clone(), office.clone(), body.clone())) {
                let claim = Claim::Office { holder: mention.entity.clone(), office, body, when: None };
                let evidence = Evidence { span: sentence, citation: None, rule: "office", confidence: BEFORE_A_NAME };
                out.push(Statement { claim, evidence });
            }
        }
    }
    out
}

/// The words of a sentence before a place in it, read backwards.
#[derive(Clone, Copy)]
struct Before<'a> {
    text: &'a str,
    sentence: Span,
    resolved: &'a Resolved,
    pack: &'a Pack,
    at: usize,
}

impl<'a> Before<'a> {
    /// The office that stands before a name, and whose it is.
    fn office(mut self, name: &Mention) -> Option<(String, Option<EntityId>)> {
        let (mut body, mut tail) = (None, Vec::new());
        for _ in 0..LONGEST {
            if let Some(mention) = self.name().filter(|_| body.is_none()) {
                // A person, or a place, is no body that gives offices.
                body = Some(Some(&mention.entity).filter(|id| id.kind == ThingKind::Group)?.clone());
                self.at = mention.span.start();
                continue;
            }
            let (start, word) = self.word()?;
            let form = small(word);
            self.at = start;
            match self.pack.names.word(Kind::Title, &form) {
                Some(title) if self.pack.moods.is_office(&title.base) => {
                    return agrees(title, name, self.pack).then(|| self.named(title, tail)).flatten().map(|office| (office, body));
                }
                // "министр князь Горчаков": a style between the office and the name.
                Some(_) if tail.is_empty() && body.is_none() => {}
                None if self.pack.names.is(Kind::Tail, &form) => tail.push(form),
                Some(_) | None => return None,
            }
        }
        None
    }

    /// The office in its base form; `None` where the words before it say that somebody else holds it.
    fn named(mut self, title: &Word, tail: Vec<String>) -> Option<String> {
        let mut words: Vec<String> = tail;
        words.push(title.base.clone());
        while let Some((start, word)) = self.word() {
            let form = small(word);
            if self.pack.moods.is_other_holder(&form) {
                return None;
            }
            if !self.pack.moods.is_modifier(&form) {
                break;
            }
            words.push(form);
            self.at = start;
        }
        words.reverse();
        Some(words.join(" "))
    }

    /// The name that ends here, but for white space.
    fn name(&self) -> Option<&'a Mention> {
        let end = self.sentence.start() + self.text[self.sentence.start()..self.at].trim_end().len();
        let after = self.resolved.mentions.partition_point(|mention| mention.span.end() <= end);
        self.resolved.mentions[..after].last().filter(|mention| mention.span.end() == end && mention.span.start() >= self.sentence.start())
    }

    /// The word that ends here, but for white space, and where it starts.
    fn word(&self) -> Option<(usize, &'a str)> {
        let rest = self.text[self.sentence.start()..self.at].trim_end();
        let is_sign = |letter: char| !letter.is_alphanumeric() && !matches!(letter, '-' | '\'' | '’');
        let start = rest.char_indices().rev().find(|(_, letter)| is_sign(*letter)).map_or(0, |(at, letter)| at + letter.len_utf8());
        let word = &rest[start..];
        (!word.is_empty()).then_some((self.sentence.start() + start, word))
    }
}

fn small(word: &str) -> String {
    fold(&word.to_lowercase()).into_owned()
}

/// Whether an office and a name may stand in one case, as far as both are known.
fn agrees(title: &Word, name: &Mention, pack: &Pack) -> bool {
    let cases = pack.declension.cases_named(&name.cases);
    title.cases.is_empty() || cases.is_empty() || !title.cases.and(cases).is_empty()
}
