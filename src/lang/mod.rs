//! Language packs: the words and rules of a language, as data.
//!
//! A pack is a folder `data/lang/<code>/` with one TOML file a section, embedded when
//! regesta is compiled. The code that uses a section knows only the roles of its words.

mod archives;
mod backward;
mod citations;
pub mod dates;
mod declension;
mod endings;
mod events;
mod fold;
mod gazetteer;
mod group_types;
mod language;
mod moods;
mod names;
mod person;
mod phrase;
mod roles;
mod word_set;
mod words;

pub use archives::Archives;
pub use citations::Citations;
pub use dates::Dates;
pub use declension::{Base, Cases, Declension, Form, Gender, Role};
pub use events::{Act, Events, Needs, Voice};
pub use fold::{fold, word_length};
pub use gazetteer::{Gazetteer, Listed, ListedKind};
pub use group_types::GroupTypes;
pub use language::guess;
pub use moods::Moods;
pub use names::{Kind, Kinds, Known, Names, Word};
pub use person::{NamePart, PersonName, person_name};
pub use phrase::{Part, forms, is_abbreviation, noun_phrase};
pub use roles::{Before, Roles};
pub use word_set::WordSet;
pub use words::{Pattern, WordList};

use std::sync::LazyLock;

use language::Language;

/// Words and rules of one language.
#[derive(Debug)]
pub struct Pack {
    /// BCP 47 code.
    pub code: &'static str,
    /// How sources are cited: kinds of documents, archives, "see", "ibid.", pages, volumes.
    pub citations: Citations,
    /// Months, seasons, parts of a month, eras, relative dates.
    pub dates: Dates,
    /// How the parts of names change with the grammatical case.
    pub declension: Declension,
    /// Places and groups that every reader knows.
    pub gazetteer: Gazetteer,
    /// What kind of body the words of a group's name speak of.
    pub group_types: GroupTypes,
    /// Titles, offices, given names, what makes a group.
    pub names: Names,
    /// Who is who in the title of a document.
    pub roles: Roles,
    /// Verbs and nouns of what happens; marks of plans, denials and hearsay.
    pub events: Events,
    /// Marks of plans and rumours; titles that are offices.
    pub moods: Moods,
}

/// The sections of a pack as they were compiled in.
struct Sections {
    code: &'static str,
    citations: &'static str,
    dates: &'static str,
    declension: &'static str,
    events: &'static str,
    gazetteer: &'static str,
    groups: &'static str,
    moods: &'static str,
    names: &'static str,
    roles: &'static str,
}

impl Sections {
    /// Makes the pack. The forms of the gazetteer are as much work as all else, so they are made beside it.
    fn load(&self) -> Pack {
        let code = self.code;
        let declension: Declension = section(code, "declension", self.declension);
        let (gazetteer, names, events, dates) = std::thread::scope(|scope| {
            let gazetteer = scope.spawn(|| Gazetteer::new(&section(code, "gazetteer", self.gazetteer), &declension));
            let names = Names::new(&section(code, "names", self.names), &declension);
            let events = Events::new(&section(code, "events", self.events));
            let dates = section(code, "dates", self.dates);
            (gazetteer.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), names, events, dates)
        });
        Pack {
            code,
            citations: Citations::new(&section(code, "citations", self.citations), Archives::known()),
            dates,
            declension,
            gazetteer,
            group_types: section(code, "groups", self.groups),
            names,
            roles: section(code, "roles", self.roles),
            events,
            moods: Moods::new(&section(code, "moods", self.moods)),
        }
    }
}

/// Makes one pack of each folder of `data/lang/` that is named, and their descriptions.
macro_rules! packs {
    ($($code:literal)*) => {
        /// The codes of the languages that can be read.
        pub const CODES: [&str; [$($code),*].len()] = [$($code),*];

        static PACKS: [LazyLock<Pack>; CODES.len()] = [$(LazyLock::new(|| {
            let sections = Sections {
                code: $code,
                citations: include_str!(concat!("../../data/lang/", $code, "/citations.toml")),
                dates: include_str!(concat!("../../data/lang/", $code, "/dates.toml")),
                declension: include_str!(concat!("../../data/lang/", $code, "/declension.toml")),
                events: include_str!(concat!("../../data/lang/", $code, "/events.toml")),
                gazetteer: include_str!(concat!("../../data/lang/", $code, "/gazetteer.toml")),
                groups: include_str!(concat!("../../data/lang/", $code, "/groups.toml")),
                moods: include_str!(concat!("../../data/lang/", $code, "/moods.toml")),
                names: include_str!(concat!("../../data/lang/", $code, "/names.toml")),
                roles: include_str!(concat!("../../data/lang/", $code, "/roles.toml")),
            };
            sections.load()
        })),*];

        static LANGUAGES: LazyLock<[Language; CODES.len()]> =
            LazyLock::new(|| [$(section($code, "language", include_str!(concat!("../../data/lang/", $code, "/language.toml")))),*]);
    };
}

// A new pack is a folder and its code here. Of the languages of one script, the first is guessed where no letter decides.
packs!["en" "ru" "uk"];

/// The pack of a language, by its BCP 47 code; a region or script after it is not looked at.
#[must_use]
pub fn pack(code: &str) -> Option<&'static Pack> {
    let code = code.split('-').next()?;
    CODES.iter().position(|own| *own == code).map(|at| &*PACKS[at])
}

impl Pack {
    /// The pack for names in another script: Latin names in a Cyrillic text. The pack itself where its language says nothing of them.
    #[must_use]
    pub fn foreign(&self) -> &Pack {
        let at = CODES.iter().position(|own| *own == self.code);
        at.and_then(|at| LANGUAGES[at].foreign.as_deref()).and_then(pack).unwrap_or(self)
    }
}

fn section<T: serde::de::DeserializeOwned>(code: &str, name: &str, toml: &str) -> T {
    toml::from_str(toml).unwrap_or_else(|error| panic!("data/lang/{code}/{name}.toml, which was compiled in, is wrong: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pack_can_be_loaded() {
        for code in CODES {
            assert_eq!(pack(code).map(|pack| pack.code), Some(code));
        }
    }
}
