//! What each act needs beside its verb or noun, and the event that it then tells of.

use crate::lang::{Act, Needs, Voice};
use crate::resolve::EntityId;
use crate::text::Span;
use crate::time::{HistoricalDate, Moment};

use super::before::Before;
use super::clause::Clause;
use super::needs::takes_passive;
use super::nouns::of_noun;
use super::{EventKind, Told};

/// How far before its verb an office may stand that somebody enters, in words.
pub(super) const OFFICE_BEFORE: usize = 3;

/// One act in its clause, with whom its verb names.
#[derive(Debug)]
pub(super) struct Scene<'s, 'c> {
    pub(super) clause: &'s Clause<'c>,
    pub(super) act: &'s Act,
    pub(super) voice: Voice,
    pub(super) before: Before<'s>,
    /// Whether the verb has a date: what is dated happened, whoever did it.
    pub(super) dated: bool,
    pub(super) passive: bool,
    /// Whether it only describes somebody in passing.
    pub(super) described: bool,
    /// The subject, or who leads what is the subject.
    pub(super) named: Option<Vec<EntityId>>,
}

impl Scene<'_, '_> {
    /// The subject; nobody where the date alone says that it happened.
    pub(super) fn subject(&self) -> Option<Vec<EntityId>> {
        self.named.clone().or_else(|| self.dated.then(Vec::new))
    }

    /// To whom it happens.
    pub(super) fn patient(&self) -> Option<Vec<EntityId>> {
        match self.voice {
            Voice::PassiveParticiple | Voice::Passive => self.named.clone(),
            Voice::Active | Voice::Participle | Voice::Gerund | Voice::Infinitive | Voice::Noun => {
                let named = self.clause.objects();
                let meant = (named.is_empty() || self.clause.pronoun_is_next()) && self.clause.concerns_pronoun();
                Some(if meant { self.before.sentence.to_vec() } else { named })
            }
        }
    }

    /// By whom it is done.
    pub(super) fn doers(&self) -> Vec<EntityId> {
        Some(self.clause.doers()).filter(|found| !found.is_empty()).unwrap_or_else(|| self.clause.orderers(self.before.sentence))
    }
}

/// The event of one act, where the clause holds what it needs.
pub(super) fn of_act(clause: &Clause<'_>, act: &Act, voice: Voice, sentence: Span, before: Before<'_>) -> Option<Told> {
    if !clause.has_beside(&act.beside) || act.office && !clause.names_office(3) || act.deed && !clause.leads_to_deed() {
        return None;
    }
    let voice = match voice {
        Voice::Active if clause.is_made_passive() => Voice::Passive,
        Voice::Active if act.needs.is_some_and(takes_passive) && clause.is_apposed() => Voice::PassiveParticiple,
        Voice::Infinitive if !clause.is_achieved() => return None,
        Voice::Noun => return of_noun(clause, act, sentence, before),
        other => other,
    };
    // What describes somebody in passing has the date of its own words.
    let described = matches!(voice, Voice::Participle | Voice::PassiveParticiple);
    let date = if described { clause.own_date() } else { clause.date() };
    let mut told = Told::new(EventKind::Other, date, sentence);
    let named = match voice {
        // "Writing to Gray on 3 May, Brown complained": who is behind the comma.
        Voice::Participle | Voice::PassiveParticiple => {
            clause.described().or_else(|| if clause.is_caseless() { clause.subject_ahead(before.sentence) } else { None })
        }
        Voice::Infinitive => Some(clause.recipients()).filter(|found| !found.is_empty()).or_else(|| clause.subject()),
        Voice::Active | Voice::Passive | Voice::Gerund | Voice::Noun => clause.subject_of(before.sentence, before.same),
    };
    told.subject.clone_from(&named);
    let named = named
        .filter(|found| !found.is_empty())
        .or_else(|| Some(clause.leaders()).filter(|found| !found.is_empty()))
        .or(told.subject.clone());
    let passive = matches!(voice, Voice::Passive | Voice::PassiveParticiple);
    let scene = Scene { clause, act, voice, before, dated: told.date.is_some(), passive, described, named };
    let met = match act.needs {
        Some(Needs::Document) => scene.document(&mut told),
        Some(Needs::Received) => scene.received(&mut told),
        Some(Needs::Gathering) => scene.gathering(&mut told),
        Some(Needs::Treaty) => scene.treaty(&mut told),
        Some(Needs::Resolution) => scene.resolution(&mut told),
        Some(Needs::Companion) => scene.companion(&mut told),
        Some(Needs::Gone) => scene.gone(&mut told),
        Some(Needs::Charged) => scene.charged(&mut told),
        Some(Needs::Hearer) => scene.hearer(&mut told),
        Some(Needs::Arriving) => scene.arriving(&mut told),
        Some(Needs::Addressee) => scene.addressee(&mut told),
        Some(Needs::Object) => scene.object(&mut told),
        Some(Needs::Appointee) => scene.appointee(&mut told),
        Some(Needs::Office) => scene.office(&mut told),
        Some(Needs::Patient) => scene.patient_of(&mut told),
        Some(Needs::Place) => scene.place(&mut told),
        Some(Needs::Carried) => scene.carried(&mut told),
        Some(Needs::Goal) => scene.goal(&mut told),
        Some(Needs::Leave) => scene.leave(&mut told),
        Some(Needs::Target) => scene.target(&mut told),
        None => scene.plain(&mut told),
    };
    met.map(|()| told.tidied())
}

/// Whether a date is one day.
pub(super) fn is_day(date: &HistoricalDate) -> bool {
    date.is_single() && matches!(date.start(), Some(Moment::Day(_)))
}
