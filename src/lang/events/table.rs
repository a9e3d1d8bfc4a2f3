//! The section "events" as its file has it.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Needs;

/// The section as its file has it; lists of words are divided by white space.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(in crate::lang) struct Table {
    pub(super) past: Vec<String>,
    pub(super) reflexive: Vec<String>,
    pub(super) passive: Vec<String>,
    pub(super) participle: Vec<String>,
    pub(super) passive_participle: Vec<String>,
    pub(super) gerund: Vec<String>,
    pub(super) infinitive: Vec<String>,
    pub(super) finite: Vec<String>,
    pub(super) plural: Vec<String>,
    pub(super) orders: Vec<String>,
    pub(super) others: Vec<String>,
    pub(super) leads: Vec<String>,
    pub(super) both: Vec<String>,
    pub(super) subordinate: Vec<String>,
    pub(super) same_office: BTreeMap<String, String>,
    pub(super) links: Vec<String>,
    pub(super) before: Vec<String>,
    pub(super) led: Vec<String>,
    pub(super) turns: Vec<String>,
    pub(super) callings: Vec<String>,
    pub(super) infinitive_marks: Vec<String>,
    pub(super) states: Vec<String>,
    pub(super) irregular: Vec<String>,
    pub(super) addressee_pronouns: Vec<String>,
    pub(super) sovereigns: Vec<String>,
    pub(super) monarchs: Vec<String>,
    pub(super) never_passive: Vec<String>,
    pub(super) adverbs: Vec<String>,
    pub(super) adverb_endings: Vec<String>,
    pub(super) address: Vec<String>,
    pub(super) achieved: Vec<String>,
    pub(super) plans: String,
    pub(super) infinitive_endings: Vec<String>,
    pub(super) gerund_endings: Vec<String>,
    pub(super) neuter: Vec<String>,
    pub(super) deny: Vec<String>,
    pub(super) hypothetic: Vec<String>,
    pub(super) relatives: Vec<String>,
    pub(super) possessives: Vec<String>,
    pub(super) object_pronouns: Vec<String>,
    pub(super) owner_marks: Vec<String>,
    pub(super) of: Vec<String>,
    pub(super) dated_by: Vec<String>,
    pub(super) subordinators: Vec<String>,
    pub(super) plural_pronouns: Vec<String>,
    pub(super) possessive_links: Vec<String>,
    pub(super) things: Vec<String>,
    pub(super) namings: Vec<String>,
    pub(super) tellings: Vec<String>,
    pub(super) vague: Vec<String>,
    pub(super) inverted: Vec<String>,
    pub(super) on: Vec<String>,
    pub(super) tidings: Vec<String>,
    pub(super) about: Vec<String>,
    pub(super) comings: Vec<String>,
    pub(super) reported: Vec<String>,
    pub(super) prepositions: Vec<String>,
    pub(super) pairs: Vec<String>,
    pub(super) pair_nouns: Vec<String>,
    pub(super) pair_pronouns: Vec<String>,
    pub(super) male_pronouns: Vec<String>,
    pub(super) female_pronouns: Vec<String>,
    pub(super) queens: Vec<String>,
    pub(super) anterior: Vec<String>,
    pub(super) companies: Vec<String>,
    pub(super) pronouns: Vec<String>,
    pub(super) companion: Vec<String>,
    pub(super) towards: Vec<String>,
    pub(super) at: Vec<String>,
    pub(super) by: Vec<String>,
    pub(super) between: Vec<String>,
    pub(super) saying: String,
    pub(super) during: Vec<String>,
    pub(super) passive_marks: Vec<String>,
    pub(super) actor_case: String,
    pub(super) recipient_case: String,
    pub(super) companion_case: String,
    pub(super) object_case: String,
    pub(super) owner_case: String,
    pub(super) office_case: String,
    pub(super) auxiliaries: Vec<String>,
    pub(super) short_passive: Vec<String>,
    pub(super) press: Vec<String>,
    pub(super) press_verbs: String,
    pub(super) documents: BTreeMap<String, String>,
    pub(super) treaties: Words,
    pub(super) resolutions: Words,
    pub(super) gatherings: BTreeMap<String, String>,
    pub(super) acts: Vec<ActTable>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Words {
    pub(super) words: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ActTable {
    pub(super) kind: String,
    #[serde(default)]
    pub(super) by_person: Option<String>,
    #[serde(default)]
    pub(super) undated: bool,
    #[serde(default)]
    pub(super) office: bool,
    #[serde(default)]
    pub(super) deed: bool,
    #[serde(default)]
    pub(super) plain: bool,
    #[serde(default)]
    pub(super) needs: Option<Needs>,
    #[serde(default)]
    pub(super) stems: String,
    #[serde(default)]
    pub(super) reflexive: String,
    #[serde(default)]
    pub(super) forms: String,
    #[serde(default)]
    pub(super) participles: String,
    #[serde(default)]
    pub(super) passive: String,
    #[serde(default)]
    pub(super) nouns: String,
    #[serde(default)]
    pub(super) beside: String,
    #[serde(default)]
    pub(super) with: String,
}
