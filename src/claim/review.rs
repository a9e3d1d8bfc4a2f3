//! What a person says of a statement: that it stands, that it does not, or what it should say.

use crate::resolve::EntityId;
use crate::time::HistoricalDate;

use super::{Account, Claim, Event, Statement};

/// A person's decision about a statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// What was decided.
    pub verdict: Verdict,
    /// Who decided.
    pub by: String,
    /// The person's ORCID: "0000-0002-1825-0097".
    pub orcid: Option<String>,
    /// The day, EDTF.
    pub at: String,
    /// Why, in the person's words; may be empty.
    pub why: String,
}

/// What a person can say of a statement.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// The passage says so.
    Confirmed,
    /// The passage says no such thing.
    Rejected,
    /// The passage says something else in these parts.
    Corrected(Vec<Correction>),
}

/// One part of a statement as it should be.
#[derive(Clone, Debug, PartialEq)]
pub enum Correction {
    /// When.
    Date(HistoricalDate),
    /// Who wrote, sent or acted.
    Who(Vec<EntityId>),
    /// To whom it was sent or done.
    Whom(Vec<EntityId>),
    /// Where.
    Where(Vec<EntityId>),
}

/// A part that this kind of statement does not have.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("a statement of this kind has no \"{0}\" that could be corrected")]
pub struct NoSuchPart(pub &'static str);

/// A statement that no longer stands, and who said so.
#[derive(Clone, Debug)]
pub struct Rejected {
    /// What was read.
    pub statement: Statement,
    /// The id by which it was decided on: "essay/kars#a-k3v9…".
    pub id: String,
    /// What it was called.
    pub name: String,
    /// The decisions about it, in order.
    pub reviews: Vec<Review>,
}

impl Correction {
    /// As a decision names the part: "date".
    #[must_use]
    pub fn part(&self) -> &'static str {
        match self {
            Self::Date(_) => "date",
            Self::Who(_) => "who",
            Self::Whom(_) => "whom",
            Self::Where(_) => "where",
        }
    }

    /// The people and places it names.
    #[must_use]
    pub fn things(&self) -> &[EntityId] {
        match self {
            Self::Date(_) => &[],
            Self::Who(things) | Self::Whom(things) | Self::Where(things) => things,
        }
    }

    /// As a decision writes the part: "date: 1921-07-01".
    #[must_use]
    pub fn written(&self) -> String {
        let ids = |ids: &[EntityId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        let value = match self {
            Self::Date(date) => date.edtf(),
            Self::Who(who) | Self::Whom(who) | Self::Where(who) => ids(who),
        };
        format!("{}: {value}", self.part())
    }

    /// Puts the part right.
    fn apply(&self, claim: &mut Claim) -> Result<(), NoSuchPart> {
        match (self, claim) {
            (Self::Date(date), Claim::Created { when, .. } | Claim::Sent { when, .. } | Claim::Office { when, .. }) => *when = Some(*date),
            (Self::Who(who), Claim::Created { authors, .. }) => authors.clone_from(who),
            (Self::Who(who), Claim::Sent { senders, .. }) => senders.clone_from(who),
            (Self::Whom(whom), Claim::Sent { addressees, .. }) => addressees.clone_from(whom),
            (correction, Claim::Happened(event)) => correction.of_event(event),
            (correction, _) => return Err(NoSuchPart(correction.part())),
        }
        Ok(())
    }

    /// The event keeps the address of what was read.
    fn of_event(&self, event: &mut Event) {
        if event.as_read.is_none() {
            event.as_read = Some(Box::new(event.clone()));
        }
        match self {
            Self::Date(date) => event.date = Some(*date),
            Self::Who(who) => event.actors.clone_from(who),
            Self::Whom(whom) => event.recipients.clone_from(whom),
            Self::Where(places) => event.places.clone_from(places),
        }
    }
}

impl Claim {
    /// The parts of it that a person can correct.
    #[must_use]
    pub fn parts(&self) -> &'static [&'static str] {
        match self {
            Self::Created { .. } => &["date", "who"],
            Self::Sent { .. } => &["date", "who", "whom"],
            Self::Happened(_) => &["date", "who", "whom", "where"],
            Self::Office { .. } => &["date"],
            Self::Held { .. } | Self::Published { .. } | Self::Cited { .. } | Self::Unreal { .. } => &[],
        }
    }
}

impl Account {
    /// The account after the decisions, each with the index of its statement, in the order they were made.
    ///
    /// `known` gives the id and the name of a statement.
    ///
    /// # Errors
    /// When a statement has no such part; the index is that of the decision.
    pub fn reviewed(&self, decisions: &[(usize, Review)], known: impl Fn(usize) -> (String, String)) -> Result<Self, (usize, NoSuchPart)> {
        let mut account = Self { statements: Vec::new(), ..self.clone() };
        for (index, statement) in self.statements.iter().enumerate() {
            let mut statement = statement.clone();
            let mut reviews: Vec<Review> = Vec::new();
            for (at, (_, review)) in decisions.iter().enumerate().filter(|(_, (of, _))| *of == index) {
                if let Verdict::Corrected(corrections) = &review.verdict {
                    corrections.iter().try_for_each(|correction| correction.apply(&mut statement.claim)).map_err(|wrong| (at, wrong))?;
                }
                reviews.push(review.clone());
            }
            if reviews.last().is_some_and(|last| last.verdict == Verdict::Rejected) {
                let (id, name) = known(index);
                account.rejected.push(Rejected { statement, id, name, reviews });
                continue;
            }
            if !reviews.is_empty() {
                account.reviews.insert(account.statements.len(), reviews);
            }
            account.statements.push(statement);
        }
        Ok(account)
    }

    /// The date that a person gave a statement last.
    #[must_use]
    pub fn corrected_date(&self, statement: usize) -> Option<HistoricalDate> {
        let reviews = self.reviews.get(&statement)?;
        let corrections = reviews.iter().filter_map(|review| match &review.verdict {
            Verdict::Corrected(corrections) => Some(corrections),
            Verdict::Confirmed | Verdict::Rejected => None,
        });
        let date = |correction: &Correction| if let Correction::Date(date) = correction { Some(*date) } else { None };
        corrections.flatten().filter_map(date).next_back()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::{EventKind, Evidence};
    use crate::read::ThingKind;
    use crate::text::Span;

    fn person(key: &str) -> EntityId {
        EntityId { kind: ThingKind::Person, key: key.to_owned() }
    }

    fn review(verdict: Verdict) -> Review {
        Review { verdict, by: "Ada".to_owned(), orcid: None, at: "2026-11-25".to_owned(), why: String::new() }
    }

    fn known(index: usize) -> (String, String) {
        (format!("essay/a#a-{index}"), "a statement".to_owned())
    }

    fn account() -> Account {
        let event = Event {
            kind: EventKind::Meeting,
            word: None,
            date: HistoricalDate::parse("1876-05-03"),
            actors: vec![person("orlov")],
            recipients: Vec::new(),
            places: Vec::new(),
            passages: vec![Span::new(0, 10)],
            cited_by: Vec::new(),
            document: None,
            rule: "verb",
            confidence: 0.7,
            as_read: None,
        };
        let office = Claim::Office { holder: person("orlov"), office: "консул".to_owned(), body: None, when: None };
        let evidence = Evidence { span: Span::new(0, 10), citation: None, rule: "verb", confidence: 0.7 };
        let statement = |claim| Statement { claim, evidence: evidence.clone() };
        Account { statements: vec![statement(Claim::Happened(event)), statement(office)], ..Account::default() }
    }

    #[test]
    fn a_corrected_event_remembers_what_was_read() {
        let date = HistoricalDate::parse("1876-05-05").unwrap();
        let corrected = Verdict::Corrected(vec![Correction::Date(date), Correction::Whom(vec![person("ignatyev")])]);
        let account = account().reviewed(&[(0, review(corrected)), (0, review(Verdict::Confirmed))], known).unwrap();
        let Claim::Happened(event) = &account.statements[0].claim else { panic!("it is an event") };
        assert_eq!((event.date, event.recipients.as_slice()), (Some(date), [person("ignatyev")].as_slice()));
        assert_eq!(event.as_read.as_ref().unwrap().date, HistoricalDate::parse("1876-05-03"));
        assert_eq!(account.reviews[&0].len(), 2);
        assert_eq!(account.corrected_date(0), Some(date));
    }

    #[test]
    fn a_rejected_statement_is_kept_beside_the_others() {
        let account = account().reviewed(&[(0, review(Verdict::Confirmed)), (0, review(Verdict::Rejected))], known).unwrap();
        assert_eq!((account.statements.len(), account.rejected.len()), (1, 1));
        assert!(matches!(account.statements[0].claim, Claim::Office { .. }));
        assert!(account.reviews.is_empty());
    }

    #[test]
    fn who_confirms_after_a_rejection_brings_it_back() {
        let account = account().reviewed(&[(1, review(Verdict::Rejected)), (1, review(Verdict::Confirmed))], known).unwrap();
        assert!(account.rejected.is_empty());
        assert_eq!(account.reviews[&1].len(), 2);
    }

    #[test]
    fn an_office_has_no_addressee() {
        let corrected = Verdict::Corrected(vec![Correction::Whom(vec![person("ignatyev")])]);
        assert_eq!(account().reviewed(&[(1, review(corrected))], known).unwrap_err(), (0, NoSuchPart("whom")));
    }
}
