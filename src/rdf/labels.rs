//! What the things of a publication are called so far.

use std::collections::HashMap;

use super::iri::Digest;

/// The first label of each thing in each language.
///
/// There are as many as a publication has things, so a thing is known by a hash, which is shorter than its address. What
/// the parts of an essay are called is forgotten when the next essay is told.
#[derive(Debug, Default)]
pub(super) struct Labels {
    kept: HashMap<(Digest, u8), Box<str>>,
    passing: HashMap<(Digest, u8), Box<str>>,
    /// How the addresses begin of what is soon forgotten; empty where nothing is.
    soon: String,
    /// The languages of labels; a number of [`Labels::kept`] is a place in this list.
    languages: Vec<String>,
}

/// The most languages whose labels are told apart; what is in another is taken to be in the last.
const MOST: usize = u8::MAX as usize;

impl Labels {
    /// Gives a thing a label where it has none in this language; the one that it has then.
    pub(super) fn first(&mut self, thing: &str, language: &str, label: &str) -> &str {
        let known = self.languages.iter().position(|own| own == language);
        let language = known.unwrap_or_else(|| {
            if self.languages.len() < MOST {
                self.languages.push(language.to_owned());
            }
            self.languages.len() - 1
        });
        let key = (Digest::of(thing), u8::try_from(language).unwrap_or(u8::MAX));
        let labels = if self.is_passing(thing) { &mut self.passing } else { &mut self.kept };
        labels.entry(key).or_insert_with(|| label.into())
    }

    /// The label of a thing and its language: the preferred one, else any, by the code of the language.
    pub(super) fn of(&self, thing: &str, preferred: &str) -> Option<(&str, &str)> {
        let digest = Digest::of(thing);
        let labels = if self.is_passing(thing) { &self.passing } else { &self.kept };
        let found = (0_u8..).zip(&self.languages).filter_map(|(number, language)| {
            let label = labels.get(&(digest, number))?;
            Some((&**label, language.as_str()))
        });
        found.min_by_key(|(_, language)| (*language != preferred, *language))
    }

    /// Forgets the parts of the last thing; those of this one are forgotten with the next.
    pub(super) fn parts_pass(&mut self, thing: &str) {
        self.passing.clear();
        self.soon = format!("{thing}#");
    }

    fn is_passing(&self, thing: &str) -> bool {
        !self.soon.is_empty() && thing.starts_with(&self.soon)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_preferred_language_comes_first_and_then_the_first_by_its_code() {
        let mut labels = Labels::default();
        assert_eq!(labels.first("e:a", "ru", "а"), "а");
        assert_eq!(labels.first("e:a", "en", "a"), "a");
        assert_eq!(labels.first("e:a", "en", "b"), "a");
        assert_eq!(labels.of("e:a", "ru"), Some(("а", "ru")));
        assert_eq!(labels.of("e:a", "tr"), Some(("a", "en")));
        assert_eq!(labels.of("e:b", "ru"), None);
    }

    #[test]
    fn the_parts_of_one_essay_are_forgotten_with_the_next() {
        let mut labels = Labels::default();
        labels.first("e:a#b", "en", "before");
        labels.parts_pass("e:essay/x");
        labels.first("e:essay/x#q", "en", "passage");
        labels.first("e:doc/d", "en", "document");
        assert_eq!(labels.of("e:essay/x#q", "en"), Some(("passage", "en")));
        labels.parts_pass("e:essay/y");
        assert_eq!(labels.of("e:essay/x#q", "en"), None);
        assert_eq!(labels.of("e:doc/d", "en"), Some(("document", "en")));
        assert_eq!(labels.of("e:a#b", "en"), Some(("before", "en")));
    }
}
