//! Section "events" of a pack: verbs and nouns of what happens.

mod act;
mod table;

use std::collections::BTreeMap;

use rustc_hash::FxHashMap as HashMap;

use super::{WordSet, fold};
pub use act::{Act, Needs, Voice};
use table::Table;

/// Verbs and nouns of what happens. Forms are in small letters, folded.
#[derive(Debug)]
pub struct Events {
    acts: Vec<Act>,
    forms: HashMap<String, Vec<(usize, Voice)>>,
    documents: HashMap<String, String>,
    gatherings: HashMap<String, String>,
    treaties: WordSet,
    resolutions: WordSet,
    press_verbs: WordSet,
    press: WordSet,
    finite: Vec<String>,
    infinitive: Vec<String>,
    gerund: Vec<String>,
    neuter: Vec<String>,
    short_passive: Vec<String>,
    plural: Vec<String>,
    adverb_endings: Vec<String>,
    /// Words that open a clause about something named before: "who", "where".
    pub links: WordSet,
    /// Words that open a clause about what came later.
    pub before: WordSet,
    /// Words before the one at the head of others.
    pub led: WordSet,
    /// Words that, first in a sentence, stand for the one who was not the subject before: "the latter".
    pub others: WordSet,
    /// Nouns for the two who deal with each other: "sides".
    pub both: WordSet,
    /// Words that open a clause beside which the main one still comes: "when".
    pub subordinate: WordSet,
    /// Verbs that lead somebody to what a noun names: "entered into talks".
    pub leads: WordSet,
    /// Titles, in their base form, that may stand for the bearer of others: "the sovereign" for the tsar.
    pub same_office: HashMap<String, Vec<String>>,
    /// Nouns for the will by which something is done: "by order of".
    pub orders: WordSet,
    /// Forms that look like verbs of what was done and tell of no deed: "lived", "believed".
    pub states: WordSet,
    irregular: WordSet,
    /// Before a verb that is only to be done: "to be sent".
    pub infinitive_marks: WordSet,
    /// Callings that, alone, stand for the one an essay is about: "the composer".
    pub callings: WordSet,
    /// Words behind a comma with which another subject may come: "but".
    pub turns: WordSet,
    /// Words that stand for somebody named before, to whom something is sent.
    pub addressee_pronouns: WordSet,
    /// Titles, in their base form, that need no complement: "the Emperor".
    pub sovereigns: WordSet,
    /// Titles, in their base form, of those who are named with a number: "the King" is Charles II.
    pub monarchs: WordSet,
    /// Forms that are active even where a passive one stands before: "was seen and went".
    pub never_passive: WordSet,
    /// Words that may stand between a conjunction and its verb.
    pub adverbs: WordSet,
    /// Titles, in their base form, that are forms of address and no office of one person.
    pub address: WordSet,
    /// Words after which an infinitive tells of something done.
    pub achieved: WordSet,
    /// Verbs of what is asked for, planned or awaited, under all their forms in the past.
    pub plans: WordSet,
    /// Words that stand for the one named right before.
    pub relatives: WordSet,
    /// Words that stand for somebody named before, as an owner.
    pub possessives: WordSet,
    /// Words that stand for somebody named before, to whom or with whom it is done.
    pub object_pronouns: WordSet,
    /// Words behind a name that make it an owner.
    pub owner_marks: WordSet,
    /// Before an owner behind his noun.
    pub of: WordSet,
    /// Before the date of a document.
    pub dated_by: WordSet,
    /// Words beside which a short participle tells of something done: "was".
    pub auxiliaries: WordSet,
    /// Words before what is neither subject nor object, beside those of places and companions.
    pub prepositions: WordSet,
    /// Words for the two who were named last: "both".
    pub pairs: WordSet,
    /// Words that deny what follows.
    pub deny: WordSet,
    /// Words that make it a condition, a duty or a rumour.
    pub hypothetic: WordSet,
    /// Words after which somebody else speaks.
    pub reported: WordSet,
    /// Words that open a clause which says when, why or on what condition the main one happened.
    pub subordinators: WordSet,
    /// Words that stand for an owner named right before: "whose".
    pub possessive_links: WordSet,
    /// Words that stand for a thing named before: "it".
    pub things: WordSet,
    /// What is brought by nobody in particular: "news".
    pub tidings: WordSet,
    /// Before what is only spoken of: "about".
    pub about: WordSet,
    /// What somebody comes to do without going anywhere: "be", "know".
    pub comings: WordSet,
    /// Before the date of what is done, and not of a noun: "on".
    pub on: WordSet,
    /// Verbs that open a condition told by order alone: "had Brown left".
    pub inverted: WordSet,
    /// Verbs of a list that tell of nothing unless what they need stands beside them: "received word".
    pub vague: WordSet,
    /// Verbs of those who tell, ask or warn somebody: "urged Gray to".
    pub tellings: WordSet,
    /// Verbs of appointing that only say what somebody is called, unless an office is named.
    pub namings: WordSet,
    /// Those of the pronouns that stand for several.
    pub plural_pronouns: WordSet,
    /// Nouns for people that a word for a pair makes the two named last: "the two men".
    pub pair_nouns: WordSet,
    /// What stands for them as a subject, and in any other part.
    pub pair_pronouns: Vec<String>,
    /// Those of the pronouns, and of owners, that stand for a man; none where the language does not tell.
    pub male_pronouns: WordSet,
    /// For a woman.
    pub female_pronouns: WordSet,
    /// Those of the monarchs' titles, in their base form, that women bear; none where the language does not tell.
    pub queens: WordSet,
    /// Before a verb of what had been done before.
    pub anterior: WordSet,
    /// Nouns for those who go somewhere together, or for what carries them: "the party", "the fleet".
    pub companies: WordSet,
    /// Words that stand for somebody named before.
    pub pronouns: WordSet,
    /// Before somebody with whom.
    pub companion: WordSet,
    /// Before a place to which.
    pub towards: WordSet,
    /// Before a place at which.
    pub at: WordSet,
    /// Before the one who did what was done.
    pub by: WordSet,
    /// Before the parties of a treaty.
    pub between: WordSet,
    /// Verbs of saying, under all their forms in the past.
    pub saying: WordSet,
    /// Before a noun that names when something happened.
    pub during: WordSet,
    /// Before a form that is passive after them.
    pub passive_marks: WordSet,
    /// Short name of the subject's case; empty where the language has none.
    pub actor_case: String,
    /// Of the one to whom.
    pub recipient_case: String,
    /// Of the one with whom.
    pub companion_case: String,
    /// Of the one who is met, named, struck.
    pub object_case: String,
    /// Of an owner behind his noun.
    pub owner_case: String,
    /// Of the office that somebody enters.
    pub office_case: String,
}

impl Events {
    pub(super) fn new(table: &Table) -> Self {
        let mut acts = Vec::new();
        let mut forms: HashMap<String, Vec<(usize, Voice)>> = HashMap::default();
        for act in &table.acts {
            let at = acts.len();
            let words = |list: &str| list.split_whitespace().map(|word| fold(word).into_owned()).collect();
            acts.push(Act {
                kind: act.kind.clone(),
                by_person: act.by_person.clone(),
                undated: act.undated,
                office: act.office,
                deed: act.deed,
                needs: act.needs,
                beside: words(&act.beside),
                with: words(&act.with),
            });
            let mut form = String::new();
            let mut add = |stem: &str, ending: &str, voice| {
                form.clear();
                form.push_str(stem);
                form.push_str(ending);
                let form = fold(&form);
                match forms.get_mut(form.as_ref()) {
                    Some(acts) => acts.push((at, voice)),
                    None => drop(forms.insert(form.into_owned(), vec![(at, voice)])),
                }
            };
            for stem in act.stems.split_whitespace() {
                let past = table.past.iter().filter(|ending| !(act.plain && table.reflexive.contains(ending)));
                past.for_each(|ending| add(stem, ending, Voice::Active));
                table.participle.iter().for_each(|ending| add(stem, ending, Voice::Participle));
                table.gerund.iter().for_each(|ending| add(stem, ending, Voice::Gerund));
                table.infinitive.iter().for_each(|ending| add(stem, ending, Voice::Infinitive));
            }
            for stem in act.passive.split_whitespace() {
                table.passive.iter().for_each(|ending| add(stem, ending, Voice::Passive));
                table.passive_participle.iter().for_each(|ending| add(stem, ending, Voice::PassiveParticiple));
            }
            for stem in act.reflexive.split_whitespace() {
                table.reflexive.iter().for_each(|ending| add(stem, ending, Voice::Active));
            }
            act.forms.split_whitespace().for_each(|form| add(form, "", Voice::Active));
            act.participles.split_whitespace().for_each(|form| add(form, "", Voice::Participle));
            act.nouns.split_whitespace().for_each(|form| add(form, "", Voice::Noun));
        }
        let by_form = |table: &BTreeMap<String, String>| {
            let words =
                table.iter().flat_map(|(kind, words)| words.split_whitespace().map(move |word| (fold(word).into_owned(), kind.clone())));
            words.collect()
        };
        let set = |words: &[String]| words.iter().map(|word| fold(word).into_owned()).collect();
        let in_the_past = |stems: &str| -> WordSet {
            let forms = |stem: &str| table.past.iter().map(|ending| fold(&format!("{stem}{ending}")).into_owned()).collect::<Vec<_>>();
            stems.split_whitespace().flat_map(forms).collect()
        };
        Self {
            acts,
            forms,
            documents: by_form(&table.documents),
            gatherings: by_form(&table.gatherings),
            treaties: table.treaties.words.split_whitespace().map(|word| fold(word).into_owned()).collect(),
            resolutions: table.resolutions.words.split_whitespace().map(|word| fold(word).into_owned()).collect(),
            press_verbs: in_the_past(&table.press_verbs),
            press: set(&table.press),
            finite: table.finite.clone(),
            plural: table.plural.clone(),
            orders: set(&table.orders),
            others: set(&table.others),
            leads: set(&table.leads),
            both: set(&table.both),
            subordinate: set(&table.subordinate),
            same_office: table
                .same_office
                .iter()
                .map(|(base, others)| (base.clone(), others.split_whitespace().map(str::to_owned).collect()))
                .collect(),
            adverb_endings: table.adverb_endings.clone(),
            links: set(&table.links),
            before: set(&table.before),
            led: set(&table.led),
            turns: set(&table.turns),
            callings: set(&table.callings),
            infinitive_marks: set(&table.infinitive_marks),
            states: set(&table.states),
            irregular: set(&table.irregular),
            addressee_pronouns: set(&table.addressee_pronouns),
            sovereigns: set(&table.sovereigns),
            monarchs: set(&table.monarchs),
            never_passive: set(&table.never_passive),
            adverbs: set(&table.adverbs),
            address: set(&table.address),
            infinitive: table.infinitive_endings.clone(),
            gerund: table.gerund_endings.clone(),
            neuter: table.neuter.clone(),
            short_passive: table.short_passive.clone(),
            auxiliaries: set(&table.auxiliaries),
            deny: set(&table.deny),
            hypothetic: set(&table.hypothetic),
            reported: set(&table.reported),
            subordinators: set(&table.subordinators),
            plural_pronouns: set(&table.plural_pronouns),
            possessive_links: set(&table.possessive_links),
            things: set(&table.things),
            namings: set(&table.namings),
            tellings: set(&table.tellings),
            vague: set(&table.vague),
            inverted: set(&table.inverted),
            on: set(&table.on),
            tidings: set(&table.tidings),
            about: set(&table.about),
            comings: set(&table.comings),
            prepositions: set(&table.prepositions),
            pairs: set(&table.pairs),
            pair_nouns: set(&table.pair_nouns),
            pair_pronouns: table.pair_pronouns.clone(),
            male_pronouns: set(&table.male_pronouns),
            female_pronouns: set(&table.female_pronouns),
            queens: set(&table.queens),
            anterior: set(&table.anterior),
            companies: set(&table.companies),
            pronouns: set(&table.pronouns),
            companion: set(&table.companion),
            towards: set(&table.towards),
            at: set(&table.at),
            by: set(&table.by),
            passive_marks: set(&table.passive_marks),
            during: set(&table.during),
            saying: in_the_past(&table.saying),
            achieved: set(&table.achieved),
            plans: in_the_past(&table.plans),
            relatives: set(&table.relatives),
            possessives: set(&table.possessives),
            object_pronouns: set(&table.object_pronouns),
            owner_marks: set(&table.owner_marks),
            of: set(&table.of),
            dated_by: set(&table.dated_by),
            between: set(&table.between),
            actor_case: table.actor_case.clone(),
            recipient_case: table.recipient_case.clone(),
            companion_case: table.companion_case.clone(),
            object_case: table.object_case.clone(),
            owner_case: table.owner_case.clone(),
            office_case: table.office_case.clone(),
        }
    }

    /// What a form may tell of.
    pub fn acts(&self, form: &str) -> impl Iterator<Item = (&Act, Voice)> {
        self.forms.get(form).map_or(&[][..], Vec::as_slice).iter().map(|(at, voice)| (&self.acts[*at], *voice))
    }

    /// Whether a form is of any verb or noun of these.
    #[must_use]
    pub fn is_act(&self, form: &str) -> bool {
        self.forms.contains_key(form)
    }

    /// Whether a form looks like that of a verb of what was done, be it listed or not.
    #[must_use]
    pub fn is_finite(&self, form: &str) -> bool {
        self.irregular.contains(form) || form.chars().count() > 3 && self.finite.iter().any(|ending| form.ends_with(ending.as_str()))
    }

    /// Whether a form looks like that of a verb of what no person did, but a body may have.
    #[must_use]
    pub fn is_neuter(&self, form: &str) -> bool {
        form.chars().count() > 5 && self.neuter.iter().any(|ending| form.ends_with(ending.as_str()))
    }

    /// Whether a form looks like a short participle, which beside an auxiliary says what was done to somebody.
    #[must_use]
    pub fn is_short_passive(&self, form: &str) -> bool {
        form.chars().count() > 4 && self.short_passive.iter().any(|ending| form.ends_with(ending.as_str()))
    }

    /// Whether a form looks like that of a verb of what somebody does besides.
    #[must_use]
    pub fn is_gerund(&self, form: &str) -> bool {
        self.gerund.iter().any(|ending| form.ends_with(ending.as_str()))
    }

    /// Whether a form looks like that of a verb of what is still to be done.
    #[must_use]
    pub fn is_infinitive(&self, form: &str) -> bool {
        self.infinitive.iter().any(|ending| form.ends_with(ending.as_str()))
    }

    /// Whether a participle describes several.
    #[must_use]
    pub fn is_plural(&self, form: &str) -> bool {
        self.plural.iter().any(|ending| form.ends_with(ending.as_str()))
    }

    /// Whether a word says how or when, and may stand between a conjunction and its verb.
    #[must_use]
    pub fn is_adverb(&self, form: &str) -> bool {
        form.chars().count() <= 3 || self.adverbs.contains(form) || self.adverb_endings.iter().any(|ending| form.ends_with(ending.as_str()))
    }

    /// The kind of event that a noun for a document stands for.
    #[must_use]
    pub fn document(&self, form: &str) -> Option<&str> {
        self.documents.get(form).map(String::as_str)
    }

    /// The kind of event that a noun for a gathering stands for.
    #[must_use]
    pub fn gathering(&self, form: &str) -> Option<&str> {
        self.gatherings.get(form).map(String::as_str)
    }

    /// Whether a noun stands for a treaty.
    #[must_use]
    pub fn is_treaty(&self, form: &str) -> bool {
        self.treaties.contains(form)
    }

    /// Whether a noun stands for what is decided.
    #[must_use]
    pub fn is_resolution(&self, form: &str) -> bool {
        self.resolutions.contains(form)
    }

    /// Whether a noun says that a newspaper's name follows.
    #[must_use]
    pub fn is_press(&self, form: &str) -> bool {
        self.press.contains(form)
    }

    /// Whether a newspaper publishes by doing this.
    #[must_use]
    pub fn is_press_verb(&self, form: &str) -> bool {
        self.press_verbs.contains(form)
    }
}
