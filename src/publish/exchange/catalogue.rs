//! What a publication holds, in the words of a historian: the one model from which every exchange format is written.

use std::collections::BTreeMap;

use crate::rdf::Edition;

use super::counts::Counts;
use super::dumps::Dump;

pub use super::evidence::{Mention, Passage, PassageKind, Statement};
pub use super::told::{HowTold, Office, Plan};

/// Everything a publication holds; each list in the order of the addresses.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// Title, base, licence, makers, what may be shown of the text.
    pub edition: Edition,
    /// The essays.
    pub essays: Vec<Essay>,
    /// Persons.
    pub persons: Vec<Person>,
    /// Places.
    pub places: Vec<Place>,
    /// States, offices, parties, archives.
    pub groups: Vec<Group>,
    /// Letters, telegrams, treaties, minutes.
    pub documents: Vec<Document>,
    /// Books, editions, periodicals.
    pub works: Vec<Work>,
    /// Collections of archives.
    pub holdings: Vec<Holding>,
    /// What happened, sendings of documents apart.
    pub events: Vec<Event>,
    /// Who held which office.
    pub offices: Vec<Office>,
    /// What was planned, is only reported, or is denied.
    pub plans: Vec<Plan>,
    /// Passages and citations.
    pub passages: Vec<Passage>,
    /// What was read, of which words.
    pub statements: Vec<Statement>,
    /// Where things are named, word by word; empty where the texts are not at hand.
    pub mentions: Vec<Mention>,
    /// How much the graph holds.
    pub counts: Counts,
    /// The dumps, where they are at hand.
    pub dumps: Vec<Dump>,
    /// What everything is called, by address.
    pub(super) labels: BTreeMap<String, (String, String)>,
}

/// What all things have: an address and names.
#[derive(Clone, Debug, Default)]
pub struct Thing {
    /// The address.
    pub iri: String,
    /// The address below the base: "person/georgy-chicherin".
    pub path: String,
    /// What it is called.
    pub label: String,
    /// The language of the label.
    pub language: String,
    /// Its names.
    pub names: Vec<Name>,
    /// A remark of the editor.
    pub note: Option<String>,
    /// Kinds of the vocabulary: address and name.
    pub kinds: Vec<Kind>,
    /// The same thing elsewhere (Wikidata, VIAF, GeoNames).
    pub same: Vec<String>,
}

/// A kind of the vocabulary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    /// The address.
    pub iri: String,
    /// What it is called in the publication's language.
    pub label: String,
}

/// A name of a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name.
    pub text: String,
    /// BCP 47 code; empty where unknown.
    pub language: String,
    /// The address of its language in the vocabulary.
    pub language_iri: Option<String>,
    /// Its kind: canonical, other, abbreviation, translation, key.
    pub kind: Option<Kind>,
    /// Whether it is a name, and no key.
    pub linguistic: bool,
}

/// A date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Date {
    /// EDTF, level 0 or 1.
    pub edtf: String,
    /// As it is written, or shown.
    pub words: String,
    /// First moment, `xsd:dateTime`.
    pub earliest: Option<String>,
    /// Last moment, `xsd:dateTime`.
    pub latest: Option<String>,
}

/// A person.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Person {
    pub thing: Thing,
    pub born: Option<Date>,
    pub died: Option<Date>,
    /// Groups the person belonged to.
    pub member_of: Vec<String>,
}

/// A place.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Place {
    pub thing: Thing,
    /// Longitude and latitude.
    pub point: Option<(f64, f64)>,
    pub within: Vec<String>,
}

/// A group.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Group {
    pub thing: Thing,
    pub formed: Option<Date>,
    pub dissolved: Option<Date>,
    pub part_of: Vec<String>,
}

/// A document.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Document {
    pub thing: Thing,
    /// Who wrote or signed it.
    pub authors: Vec<String>,
    /// When it was written.
    pub date: Option<Date>,
    /// Dates that the essays give it besides, where they clash.
    pub other_dates: Vec<Date>,
    /// Whether it is known to have been sent.
    pub sent: bool,
    pub senders: Vec<String>,
    pub addressees: Vec<String>,
    /// When it was sent.
    pub sent_date: Option<Date>,
    /// From where.
    pub sent_from: Vec<String>,
    /// Its copies in archives.
    pub copies: Vec<Copy>,
    /// Where it is printed.
    pub printed: Vec<Printed>,
    /// Essays whose passages refer to it.
    pub essays: Vec<String>,
}

/// A copy of a document in an archive.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Copy {
    pub holding: Option<String>,
    pub shelfmarks: Vec<String>,
}

/// Where a document is printed.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Printed {
    pub work: String,
    /// As the citations give them.
    pub pages: Option<String>,
}

/// What sort of publication a work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum WorkKind {
    Book,
    Edition,
    Periodical,
    Newspaper,
}

/// A book, an edition of documents, a periodical.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Work {
    pub thing: Thing,
    pub kind: WorkKind,
    /// Without author and imprint.
    pub title: String,
    pub authors: Vec<String>,
    pub year: Option<Date>,
    pub published_at: Option<String>,
}

/// A collection of an archive.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Holding {
    pub thing: Thing,
    pub keeper: Option<String>,
}

/// What happened.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Event {
    pub thing: Thing,
    /// Whether somebody willed it (E7 and its subclasses).
    pub willed: bool,
    /// Who did it.
    pub actors: Vec<String>,
    /// Who else took part.
    pub participants: Vec<String>,
    /// Where it happened.
    pub places: Vec<String>,
    /// Where a journey led.
    pub destinations: Vec<String>,
    pub date: Option<Date>,
    /// Passages that tell of it.
    pub passages: Vec<String>,
}

/// An essay.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Essay {
    pub thing: Thing,
    /// Its key: the last part of its address.
    pub key: String,
    pub authors: Vec<String>,
    /// BCP 47 code.
    pub text_language: String,
    /// Where it was published.
    pub source: Option<String>,
    /// When, EDTF.
    pub date: Option<String>,
    /// SHA-256 of the raw text that offsets count in.
    pub sha256: Option<String>,
    /// Its length in code points.
    pub characters: Option<usize>,
}

/// Who acts: what an actor is decides its element or type in every format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActorKind {
    /// A person.
    Person,
    /// A group, or a place's authorities.
    Group,
}

impl Catalogue {
    /// The same catalogue with the dumps it describes.
    #[must_use]
    pub fn with_dumps(self, dumps: Vec<Dump>) -> Self {
        Self { dumps, ..self }
    }

    /// What a thing is called; its address where it is called nothing.
    #[must_use]
    pub fn name<'a>(&'a self, iri: &'a str) -> &'a str {
        self.labels.get(iri).map_or(iri, |(label, _)| label.as_str())
    }

    /// What an actor is.
    #[must_use]
    pub fn actor(&self, iri: &str) -> ActorKind {
        if find(&self.persons, iri, |person| &person.thing).is_some() || iri.contains('#') { ActorKind::Person } else { ActorKind::Group }
    }

    /// The thing at an address, whatever it is.
    #[must_use]
    pub fn thing(&self, iri: &str) -> Option<&Thing> {
        find(&self.persons, iri, |person| &person.thing)
            .map(|person| &person.thing)
            .or_else(|| find(&self.groups, iri, |group| &group.thing).map(|group| &group.thing))
            .or_else(|| self.place(iri).map(|place| &place.thing))
    }

    /// The place at an address.
    #[must_use]
    pub fn place(&self, iri: &str) -> Option<&Place> {
        find(&self.places, iri, |place| &place.thing)
    }

    /// The work at an address.
    #[must_use]
    pub fn work(&self, iri: &str) -> Option<&Work> {
        find(&self.works, iri, |work| &work.thing)
    }

    /// The holding at an address.
    #[must_use]
    pub fn holding(&self, iri: &str) -> Option<&Holding> {
        find(&self.holdings, iri, |holding| &holding.thing)
    }

    /// The passage at an address.
    #[must_use]
    pub fn passage(&self, iri: &str) -> Option<&Passage> {
        self.passages.binary_search_by(|own| own.iri.as_str().cmp(iri)).ok().and_then(|at| self.passages.get(at))
    }

    /// The letters: documents that were sent.
    pub fn letters(&self) -> impl Iterator<Item = &Document> {
        self.documents.iter().filter(|document| document.sent)
    }
}

/// In a list that is sorted by its addresses.
fn find<'a, T>(list: &'a [T], iri: &str, thing: impl Fn(&T) -> &Thing) -> Option<&'a T> {
    list.binary_search_by(|own| thing(own).iri.as_str().cmp(iri)).ok().and_then(|at| list.get(at))
}

impl Document {
    /// When it was sent, else when it was written.
    #[must_use]
    pub fn when(&self) -> Option<&Date> {
        self.sent_date.as_ref().or(self.date.as_ref())
    }

    /// Its senders, else its authors.
    #[must_use]
    pub fn from(&self) -> &[String] {
        if self.senders.is_empty() { &self.authors } else { &self.senders }
    }
}
