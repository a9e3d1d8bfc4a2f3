//! Section "roles" of a pack: who is who in the title of a document.

use serde::Deserialize;

/// Words and cases that tell the sender of a document from its addressee.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roles {
    /// Short name of the case of the one who wrote it; empty where the language has none.
    pub sender_case: String,
    /// Short name of the case of the one to whom.
    pub addressee_case: String,
    /// Right before a name: it is the sender.
    pub before_sender: Vec<String>,
    /// Right before a name: it is the addressee.
    pub before_addressee: Vec<String>,
    /// Right before a name: it took part beside the first.
    pub before_companion: Vec<String>,
    /// Between two of the same part.
    pub joins: Vec<String>,
    /// What follows is the document's subject.
    pub topic: Vec<String>,
    /// Words between that change nothing.
    pub skip: Vec<String>,
}

/// What a word before a name says of its part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// It is the sender.
    Sender,
    /// It is the addressee.
    Addressee,
    /// It took part beside the first.
    Companion,
    /// It has the part of the name before.
    Same,
    /// It is the subject.
    Topic,
}

impl Roles {
    /// What a word in small letters says of the name after it.
    #[must_use]
    pub fn before(&self, word: &str) -> Option<Before> {
        let is = |words: &[String]| words.iter().any(|own| own == word);
        if is(&self.before_addressee) {
            Some(Before::Addressee)
        } else if is(&self.before_sender) {
            Some(Before::Sender)
        } else if is(&self.before_companion) {
            Some(Before::Companion)
        } else if is(&self.joins) {
            Some(Before::Same)
        } else if is(&self.topic) {
            Some(Before::Topic)
        } else {
            None
        }
    }
}
