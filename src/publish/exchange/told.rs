//! Offices held, and what is told without having happened, gathered from the graph.

use crate::rdf::vocab::{crm, kind};

use super::catalogue::Date;
use super::gather::Gather;

/// An office that a person held.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Office {
    pub iri: String,
    pub holder: String,
    /// The office, as the essays call it.
    pub office: String,
    /// The address of that office.
    pub role: String,
    /// The body whose office it is.
    pub body: Option<String>,
    pub date: Option<Date>,
    /// Passages that tell of it.
    pub passages: Vec<String>,
}

/// How a thing is told that need not have happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum HowTold {
    Planned,
    Reported,
    Denied,
}

impl HowTold {
    /// In one word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Reported => "reported",
            Self::Denied => "denied",
        }
    }
}

/// A plan, hearsay or a denial.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Plan {
    pub iri: String,
    pub told: HowTold,
    pub label: String,
    /// Kinds of the vocabulary.
    pub kinds: Vec<super::catalogue::Kind>,
    /// Persons, groups and places that it speaks of.
    pub speaks_of: Vec<String>,
    pub date: Option<Date>,
    /// Passages that tell of it.
    pub passages: Vec<String>,
}

impl Gather<'_> {
    /// The offices, in the order of their addresses.
    pub(super) fn offices(&self) -> Vec<Office> {
        let facts = self.facts;
        let office = |iri: &str| {
            let part = facts.back(iri, crm::P01_HAS_DOMAIN).into_iter().next()?;
            let role = facts.link(part, crm::P14_1_IN_THE_ROLE_OF)?;
            let membership = format!("{iri}-membership");
            Some(Office {
                iri: iri.to_owned(),
                holder: facts.link(part, crm::P02_HAS_RANGE)?.to_owned(),
                office: self.label(role),
                role: role.to_owned(),
                body: facts.link(&membership, crm::P01_HAS_DOMAIN).map(str::to_owned),
                date: self.date(iri),
                passages: facts.all_back(iri, crm::P67_REFERS_TO),
            })
        };
        facts.back(kind::TENURE.as_str(), crm::P2_HAS_TYPE).into_iter().filter_map(office).collect()
    }

    /// Plans, hearsay and denials, in the order of their addresses.
    pub(super) fn plans(&self) -> Vec<Plan> {
        let facts = self.facts;
        let plans = facts.back(kind::PLAN.as_str(), crm::P2_HAS_TYPE).into_iter();
        // What a decision laid down is a plan too, but hangs on its event.
        let plans = plans.filter(|iri| facts.back(iri, crm::P94_HAS_CREATED).is_empty()).map(|iri| (iri, HowTold::Planned));
        let claims = [(kind::REPORTED, HowTold::Reported), (kind::DENIED, HowTold::Denied)];
        let said = claims.into_iter().flat_map(|(kind, told)| {
            let claims = facts.back(kind.as_str(), crm::P141_ASSIGNED).into_iter();
            claims.filter_map(move |claim| Some((facts.link(claim, crm::P140_ASSIGNED_ATTRIBUTE_TO)?, told)))
        });
        let mut all: Vec<Plan> = plans.chain(said).map(|(iri, told)| self.plan(iri, told)).collect();
        all.sort_by(|a, b| a.iri.cmp(&b.iri));
        all
    }

    fn plan(&self, iri: &str, told: HowTold) -> Plan {
        let facts = self.facts;
        let spoken = facts.all(iri, crm::P67_REFERS_TO);
        let (dates, speaks_of): (Vec<String>, Vec<String>) = spoken.into_iter().partition(|own| facts.is_a(own, crm::E52_TIME_SPAN));
        Plan {
            iri: iri.to_owned(),
            told,
            label: self.label(iri),
            kinds: facts.links(iri, crm::P2_HAS_TYPE).map(|kind| self.kind(kind)).collect(),
            speaks_of,
            date: dates.first().and_then(|span| self.time_span(span)),
            passages: facts.all_back(iri, crm::P67_REFERS_TO),
        }
    }

    fn label(&self, iri: &str) -> String {
        let language = crate::rdf::kinds::language(&self.edition.language);
        self.facts.label(iri, language).map_or_else(|| iri.to_owned(), |(label, _)| label)
    }
}
