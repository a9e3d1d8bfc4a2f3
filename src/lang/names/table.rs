//! The file `names.toml` of a language pack.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Kind;

/// What `names.toml` of a pack holds; lists of words are divided by white space.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(in crate::lang) struct Table {
    pub(super) given: Given,
    pub(super) patronymics: Patronymics,
    pub(super) parts: Parts,
    pub(super) titles: Titles,
    pub(super) context: Context,
    pub(super) groups: Groups,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Given {
    pub(super) male: String,
    pub(super) female: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Patronymics {
    pub(super) male: Vec<String>,
    pub(super) female: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Parts {
    pub(super) honorifics: String,
    pub(super) female_honorifics: String,
    pub(super) particles: String,
    pub(super) joined_particles: String,
    pub(super) initials: String,
    pub(super) epithets: String,
    pub(super) origins: String,
    pub(super) filial: String,
    pub(super) first_families: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Titles {
    pub(super) words: String,
    pub(super) short: String,
    pub(super) peers: String,
    pub(super) sees: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Context {
    pub(super) function: String,
    pub(super) bound_case: Vec<String>,
    pub(super) before_bound: String,
    pub(super) before_places: String,
    pub(super) before_people: String,
    pub(super) indefinite: String,
    pub(super) perhaps_places: String,
    pub(super) motion: String,
    pub(super) place_nouns: String,
    pub(super) place_short: String,
    pub(super) ships: String,
    pub(super) place_heads: String,
    pub(super) not_names: String,
    pub(super) abbreviations: String,
    pub(super) family_endings: Vec<String>,
    pub(super) place_endings: Vec<String>,
    pub(super) verb_endings: Vec<String>,
    pub(super) person_verbs: String,
    pub(super) other_number: Vec<String>,
    pub(super) common_endings: Vec<String>,
    pub(super) abstract_endings: Vec<String>,
    pub(super) adjective_endings: Vec<String>,
    /// Short names of cases, and the small words that want them.
    pub(super) governs: BTreeMap<String, String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Groups {
    pub(super) heads: String,
    pub(super) plain_heads: String,
    pub(super) states: String,
    pub(super) modified_heads: String,
    pub(super) organs: String,
    pub(super) areas: String,
    pub(super) forces: String,
    pub(super) tails: String,
    pub(super) press: String,
    pub(super) press_heads: String,
    pub(super) quoted: String,
    pub(super) firms: String,
    pub(super) owners: String,
    pub(super) made: Vec<String>,
    pub(super) not_groups: String,
    pub(super) joints: String,
    pub(super) links: String,
    pub(super) articles: String,
    pub(super) owner_case: Vec<String>,
    pub(super) area_case: Vec<String>,
}

impl Table {
    /// Every list of common words, what its words tell, and whether they decline.
    pub(super) fn lists(&self) -> [(Kind, &str, bool); 35] {
        let (context, groups) = (&self.context, &self.groups);
        [
            (Kind::Title, &self.titles.words, true),
            (Kind::ShortTitle, &self.titles.short, false),
            (Kind::Function, &context.function, false),
            (Kind::BeforePlace, &context.before_places, false),
            (Kind::BeforePerson, &context.before_people, false),
            (Kind::Indefinite, &context.indefinite, false),
            (Kind::PlaceNoun, &context.place_nouns, true),
            (Kind::ShortPlaceNoun, &context.place_short, false),
            (Kind::PlaceHead, &context.place_heads, true),
            (Kind::NotName, &context.not_names, true),
            (Kind::Abbreviation, &context.abbreviations, false),
            (Kind::Head, &groups.heads, true),
            (Kind::PlainHead, &groups.plain_heads, true),
            (Kind::StateHead, &groups.states, true),
            (Kind::Force, &groups.forces, true),
            (Kind::Tail, &groups.tails, false),
            (Kind::Press, &groups.press, true),
            (Kind::Quoted, &groups.quoted, true),
            (Kind::NotGroup, &groups.not_groups, false),
            (Kind::Epithet, &self.parts.epithets, false),
            (Kind::Origin, &self.parts.origins, false),
            (Kind::PersonVerb, &self.context.person_verbs, false),
            (Kind::Peer, &self.titles.peers, true),
            (Kind::Firm, &groups.firms, false),
            (Kind::PressHead, &groups.press_heads, true),
            (Kind::Owner, &groups.owners, false),
            (Kind::PerhapsPlace, &context.perhaps_places, false),
            (Kind::ModifiedHead, &groups.modified_heads, true),
            (Kind::Filial, &self.parts.filial, true),
            (Kind::FirstFamily, &self.parts.first_families, false),
            (Kind::Organ, &groups.organs, true),
            (Kind::See, &self.titles.sees, true),
            (Kind::Area, &groups.areas, false),
            (Kind::Motion, &context.motion, false),
            (Kind::Ship, &context.ships, false),
        ]
    }
}
