//! What a verb tells of, and what its clause must hold for it.

use serde::Deserialize;

use crate::lang::WordSet;

/// What a clause must hold for its verb to tell of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Needs {
    /// A noun for a document.
    Document,
    /// A noun for a treaty.
    Treaty,
    /// A noun for what is decided.
    Resolution,
    /// Somebody with whom.
    Companion,
    /// Somebody to whom it is done, or with whom.
    Object,
    /// A noun for a gathering, as the subject.
    Gathering,
    /// A person who gets an office.
    Appointee,
    /// A place to which.
    Place,
    /// A place that the subject reaches, named right behind the verb.
    Goal,
    /// Nothing but a date, or where to: "left", which also says how something was.
    Leave,
    /// A place or a force that is struck.
    Target,
    /// A noun for a document that the subject gets.
    Received,
    /// An office that the subject enters.
    Office,
    /// Somebody to whom it is done, and who is told of as much as the doer.
    Patient,
    /// Somebody absent who is told something, and a date.
    Addressee,
    /// Somebody who is brought to a place, and a date.
    Carried,
    /// Somebody to whom it is said face to face.
    Hearer,
    /// A noun for a document that arrives, as the subject.
    Arriving,
    /// Somebody who, as the verb is denied, lives no more.
    Gone,
    /// A person to whom something is entrusted, and a date.
    Charged,
}

/// How a form tells of its act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// The subject does it.
    Active,
    /// It is done to the subject.
    Passive,
    /// It is named.
    Noun,
    /// The one named before did it: "who had come".
    Participle,
    /// It was done to the one named before, or behind.
    PassiveParticiple,
    /// The subject of the sentence did it besides.
    Gerund,
    /// The subject does it only after a word like "managed to".
    Infinitive,
}

/// What a verb tells of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// A kind of event, or "document" and "gathering", whose kind the noun says.
    pub kind: String,
    /// The kind where a person does it, if that is another.
    pub by_person: Option<String>,
    /// Whether it tells of an event without a date too.
    pub undated: bool,
    /// What the clause must hold.
    pub needs: Option<Needs>,
    /// Whether an office that is entered must stand beside the verb.
    pub office: bool,
    /// Whether a verb of what is still to be done must follow.
    pub deed: bool,
    /// Words of which one must stand beside the verb; empty where it is enough alone.
    pub beside: WordSet,
    /// Words before somebody with whom; empty where they are the usual ones.
    pub with: WordSet,
}
