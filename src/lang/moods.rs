//! Words that say how something is told: as a plan, as a rumour; and offices that people hold.

use serde::Deserialize;

use super::WordSet;

/// What `moods.toml` of a pack holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    plans: String,
    rumours: String,
    offices: String,
    other_holders: String,
    modifiers: String,
}

/// How something is told, and which titles are offices.
#[derive(Debug)]
pub struct Moods {
    plans: WordSet,
    rumours: WordSet,
    offices: WordSet,
    other_holders: WordSet,
    modifiers: WordSet,
}

impl Moods {
    pub(super) fn new(table: &Table) -> Self {
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect();
        Self {
            plans: words(&table.plans),
            rumours: words(&table.rumours),
            offices: words(&table.offices),
            other_holders: words(&table.other_holders),
            modifiers: words(&table.modifiers),
        }
    }

    /// Whether a form says that somebody plans, proposes or demands.
    #[must_use]
    pub fn is_plan(&self, form: &str) -> bool {
        self.plans.contains(form)
    }

    /// Whether a form says that something is a rumour.
    #[must_use]
    pub fn is_rumour(&self, form: &str) -> bool {
        self.rumours.contains(form)
    }

    /// Whether a title, in its base form, is an office that one is given and gives up.
    #[must_use]
    pub fn is_office(&self, base: &str) -> bool {
        self.offices.contains(base)
    }

    /// Whether a form before an office says that the person does not hold it: "future", "son of the".
    #[must_use]
    pub fn is_other_holder(&self, form: &str) -> bool {
        self.other_holders.contains(form)
    }

    /// Whether a form before an office belongs to it: "foreign minister".
    #[must_use]
    pub fn is_modifier(&self, form: &str) -> bool {
        self.modifiers.contains(form)
    }
}
