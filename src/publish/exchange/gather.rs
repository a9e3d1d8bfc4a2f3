//! The catalogue of a publication, gathered from its graph.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::rdfs;
use oxigraph::model::{NamedNodeRef, Triple};

use crate::rdf::vocab::{common, crm, kind, lrmoo, ov};
use crate::rdf::{Edition, kinds};

use super::catalogue::{
    Catalogue, Copy, Date, Document, Essay, Event, Group, Holding, Kind, Name, Passage, PassageKind, Person, Place, Printed, Statement,
    Thing, Work, WorkKind,
};
use super::counts::Counts;
use super::facts::Facts;

impl Catalogue {
    /// The catalogue of a graph. What may be shown of the texts was decided when the graph was made: no other word is in it.
    #[must_use]
    pub fn of(edition: &Edition, triples: impl Iterator<Item = Triple>) -> Self {
        let facts = Facts::of(triples);
        let gather = Gather { facts: &facts, edition };
        let mut catalogue = Self {
            edition: edition.clone(),
            essays: gather.each(crm::E33_LINGUISTIC_OBJECT, "essay/", Gather::essay),
            persons: gather.each(crm::E21_PERSON, "", Gather::person),
            places: gather.each(crm::E53_PLACE, "", Gather::place),
            groups: gather.each(crm::E74_GROUP, "", Gather::group),
            documents: gather.each(crm::E33_LINGUISTIC_OBJECT, "doc/", Gather::document),
            works: gather.works(),
            holdings: gather.each(crm::E78_CURATED_HOLDING, "", Gather::holding),
            events: gather.events(),
            offices: gather.offices(),
            plans: gather.plans(),
            passages: gather.passages(),
            statements: gather.statements(),
            mentions: Vec::new(),
            counts: Counts::of(&facts, edition.base.as_str()),
            dumps: Vec::new(),
            labels: BTreeMap::new(),
        };
        catalogue.labels = gather.labels(&catalogue);
        catalogue
    }
}

pub(super) struct Gather<'a> {
    pub(super) facts: &'a Facts,
    pub(super) edition: &'a Edition,
}

impl Gather<'_> {
    /// Everything of a class that has an address of its own, below the base and this folder.
    fn each<T>(&self, class: NamedNodeRef<'_>, folder: &str, read: impl Fn(&Self, Thing) -> T) -> Vec<T> {
        let things = self.facts.of_class(class).into_iter().filter(|iri| self.path(iri).is_some_and(|path| path.starts_with(folder)));
        things.map(|iri| read(self, self.thing(iri))).collect()
    }

    /// The path of an address below the base that has no part.
    fn path<'i>(&self, iri: &'i str) -> Option<&'i str> {
        iri.strip_prefix(self.edition.base.as_str()).filter(|path| !path.contains('#'))
    }

    fn thing(&self, iri: &str) -> Thing {
        let facts = self.facts;
        let language = kinds::language(&self.edition.language);
        let (label, language) = facts.label(iri, language).unwrap_or_else(|| (iri.to_owned(), String::new()));
        let same = facts.all(iri, common::SKOS_EXACT_MATCH).into_iter();
        Thing {
            iri: iri.to_owned(),
            path: self.path(iri).unwrap_or_default().to_owned(),
            label,
            language,
            names: self.names(iri),
            note: facts.text(iri, crm::P3_HAS_NOTE),
            kinds: facts.links(iri, crm::P2_HAS_TYPE).map(|kind| self.kind(kind)).collect(),
            same: same.filter(|own| !own.starts_with(self.edition.base.as_str())).collect::<BTreeSet<_>>().into_iter().collect(),
        }
    }

    pub(super) fn kind(&self, iri: &str) -> Kind {
        let language = kinds::language(&self.edition.language);
        let label = kinds::label(iri, language).map(str::to_owned).or_else(|| self.facts.label(iri, language).map(|(label, _)| label));
        Kind { iri: iri.to_owned(), label: label.unwrap_or_else(|| iri.rsplit('/').next().unwrap_or_default().to_owned()) }
    }

    /// The names of a thing, the canonical one first.
    fn names(&self, iri: &str) -> Vec<Name> {
        let mut names: Vec<Name> = self.facts.links(iri, crm::P1_IS_IDENTIFIED_BY).filter_map(|name| self.named(name)).collect();
        let canonical = |name: &Name| name.kind.as_ref().is_some_and(|own| own.iri == kind::NAME_CANONICAL.as_str());
        names.sort_by_cached_key(|name| {
            (!canonical(name), name.language != self.edition.language, name.language.clone(), name.text.clone())
        });
        names
    }

    fn named(&self, iri: &str) -> Option<Name> {
        let facts = self.facts;
        let language_iri = facts.link(iri, crm::P72_HAS_LANGUAGE).map(str::to_owned);
        Some(Name {
            text: facts.text(iri, crm::P190_HAS_SYMBOLIC_CONTENT)?,
            language: language_iri.as_deref().and_then(|iri| iri.rsplit('/').next()).unwrap_or_default().to_owned(),
            language_iri,
            kind: facts.link(iri, crm::P2_HAS_TYPE).map(|kind| self.kind(kind)),
            linguistic: !facts.is_a(iri, crm::E42_IDENTIFIER),
        })
    }

    pub(super) fn date(&self, of: &str) -> Option<Date> {
        self.facts.link(of, crm::P4_HAS_TIME_SPAN).and_then(|span| self.time_span(span))
    }

    pub(super) fn time_span(&self, span: &str) -> Option<Date> {
        let edtf = self.facts.text(span, crm::P82_AT_SOME_TIME_WITHIN)?;
        Some(Date {
            words: self.facts.text(span, rdfs::LABEL).unwrap_or_else(|| edtf.clone()),
            edtf,
            earliest: self.facts.text(span, crm::P82A_BEGIN_OF_THE_BEGIN),
            latest: self.facts.text(span, crm::P82B_END_OF_THE_END),
        })
    }

    fn dated(&self, of: &str, property: NamedNodeRef<'_>) -> Option<Date> {
        self.facts.link(of, property).and_then(|event| self.date(event))
    }

    fn person(&self, thing: Thing) -> Person {
        let mut member_of = self.facts.all(&thing.iri, crm::P107I_IS_CURRENT_OR_FORMER_MEMBER_OF);
        member_of.retain(|group| self.path(group).is_some());
        Person { born: self.dated(&thing.iri, crm::P98I_WAS_BORN), died: self.dated(&thing.iri, crm::P100I_DIED_IN), member_of, thing }
    }

    fn place(&self, thing: Thing) -> Place {
        let number = |property| self.facts.text(&thing.iri, property).and_then(|text| text.parse::<f64>().ok());
        let point = number(common::GEO_LONG).zip(number(common::GEO_LAT));
        Place { point, within: self.facts.all(&thing.iri, crm::P89_FALLS_WITHIN), thing }
    }

    fn group(&self, thing: Thing) -> Group {
        let facts = self.facts;
        Group {
            formed: self.dated(&thing.iri, crm::P95I_WAS_FORMED_BY),
            dissolved: self.dated(&thing.iri, crm::P99I_WAS_DISSOLVED_BY),
            part_of: facts.all(&thing.iri, crm::P107I_IS_CURRENT_OR_FORMER_MEMBER_OF),
            thing,
        }
    }

    fn document(&self, thing: Thing) -> Document {
        let facts = self.facts;
        let iri = thing.iri.as_str();
        let creations: Vec<&str> = facts.links(iri, crm::P94I_WAS_CREATED_BY).collect();
        let by = |activities: &[&str], property: NamedNodeRef<'_>| {
            let all: BTreeSet<String> = activities.iter().flat_map(|activity| facts.all(activity, property)).collect();
            all.into_iter().collect::<Vec<_>>()
        };
        let is_sending = |activity: &&str| facts.links(activity, crm::P2_HAS_TYPE).any(|own| own == kind::SENDING.as_str());
        let sendings: Vec<&str> = facts.back(iri, crm::P16_USED_SPECIFIC_OBJECT).into_iter().filter(is_sending).collect();
        let dates = |activities: &[&str]| activities.iter().find_map(|activity| self.date(activity));
        let date = dates(&creations);
        let assigned = creations.iter().flat_map(|creation| facts.back(creation, crm::P140_ASSIGNED_ATTRIBUTE_TO));
        let mut other_dates: Vec<Date> = Vec::new();
        for other in assigned.filter_map(|claim| facts.link(claim, crm::P141_ASSIGNED)).filter_map(|span| self.time_span(span)) {
            let known = |own: &Date| own.edtf == other.edtf;
            if !date.as_ref().is_some_and(known) && !other_dates.iter().any(known) {
                other_dates.push(other);
            }
        }
        let mut addressees = facts.all(iri, ov::WAS_ADDRESSED_TO);
        addressees.dedup();
        let referring: Vec<&str> = facts.back(iri, crm::P67_REFERS_TO);
        let essays: BTreeSet<String> =
            referring.iter().filter_map(|passage| facts.link(passage, common::OA_HAS_SOURCE)).map(str::to_owned).collect();
        Document {
            authors: by(&creations, crm::P14_CARRIED_OUT_BY),
            date,
            other_dates,
            sent: !sendings.is_empty(),
            senders: by(&sendings, crm::P14_CARRIED_OUT_BY),
            addressees,
            sent_date: dates(&sendings),
            sent_from: by(&sendings, crm::P7_TOOK_PLACE_AT),
            copies: self.copies(iri),
            printed: self.printed(iri, &referring),
            essays: essays.into_iter().collect(),
            thing,
        }
    }

    fn copies(&self, document: &str) -> Vec<Copy> {
        let facts = self.facts;
        let copies = facts.back(document, crm::P128_CARRIES).into_iter();
        let copy = |item: &str| Copy {
            holding: facts.link(item, crm::P46I_FORMS_PART_OF).map(str::to_owned),
            shelfmarks: facts
                .links(item, crm::P1_IS_IDENTIFIED_BY)
                .filter_map(|mark| facts.text(mark, crm::P190_HAS_SYMBOLIC_CONTENT))
                .collect(),
        };
        copies.map(copy).collect()
    }

    /// Where a document is printed; pages are those of a citation that refers to both.
    fn printed(&self, document: &str, referring: &[&str]) -> Vec<Printed> {
        let facts = self.facts;
        let is_work = |work: &&str| facts.is_a(work, lrmoo::F3_MANIFESTATION) || facts.is_a(work, lrmoo::F18_SERIAL_WORK);
        let volumes = facts.back(document, crm::P165_INCORPORATES).into_iter();
        let works: BTreeSet<&str> = volumes.chain(facts.links(document, crm::P106I_FORMS_PART_OF)).filter(is_work).collect();
        let pages = |work: &str| {
            let both = referring.iter().filter(|citation| facts.links(citation, crm::P67_REFERS_TO).any(|own| own == work));
            both.filter_map(|citation| facts.text(citation, common::BIBO_PAGES)).next()
        };
        works.into_iter().map(|work| Printed { work: work.to_owned(), pages: pages(work) }).collect()
    }

    fn works(&self) -> Vec<Work> {
        let mut works = self.each(lrmoo::F3_MANIFESTATION, "", Self::work);
        works.extend(self.each(lrmoo::F18_SERIAL_WORK, "", Self::work));
        works.sort_by(|a, b| a.thing.iri.cmp(&b.thing.iri));
        works
    }

    fn work(&self, thing: Thing) -> Work {
        let facts = self.facts;
        let iri = thing.iri.as_str();
        let publication = facts.back(iri, lrmoo::R24_CREATED).into_iter().next();
        let is = |kind: NamedNodeRef<'_>| thing.kinds.iter().any(|own| own.iri == kind.as_str());
        let authors = facts.links(iri, crm::P94I_WAS_CREATED_BY).flat_map(|creation| facts.all(creation, crm::P14_CARRIED_OUT_BY));
        Work {
            kind: match () {
                () if is(kind::WORK_NEWSPAPER) => WorkKind::Newspaper,
                () if is(kind::WORK_PERIODICAL) => WorkKind::Periodical,
                () if is(kind::WORK_BOOK) => WorkKind::Book,
                () => WorkKind::Edition,
            },
            title: facts.text(iri, common::DCT_TITLE).unwrap_or_else(|| thing.label.clone()),
            authors: authors.collect(),
            year: publication.and_then(|publication| self.date(publication)),
            published_at: publication.and_then(|publication| facts.text(publication, crm::P3_HAS_NOTE)),
            thing,
        }
    }

    fn holding(&self, thing: Thing) -> Holding {
        Holding { keeper: self.facts.link(&thing.iri, crm::P50_HAS_CURRENT_KEEPER).map(str::to_owned), thing }
    }

    fn events(&self) -> Vec<Event> {
        let willed = [crm::E7_ACTIVITY, crm::E9_MOVE, crm::E65_CREATION];
        let mut events: Vec<Event> = Vec::new();
        for class in willed.into_iter().chain([crm::E5_EVENT]) {
            events.extend(self.each(class, "event/", |gather, thing| gather.event(thing, class != crm::E5_EVENT)));
        }
        events.sort_by(|a, b| a.thing.iri.cmp(&b.thing.iri));
        events.dedup_by(|a, b| a.thing.iri == b.thing.iri);
        events
    }

    fn event(&self, thing: Thing, willed: bool) -> Event {
        let facts = self.facts;
        let iri = thing.iri.as_str();
        let actors = facts.all(iri, crm::P14_CARRIED_OUT_BY);
        let mut participants = facts.all(iri, crm::P11_HAD_PARTICIPANT);
        participants.extend(facts.all(iri, crm::P25_MOVED));
        participants.retain(|who| !actors.contains(who));
        participants.sort();
        participants.dedup();
        Event {
            willed,
            actors,
            participants,
            places: facts.all(iri, crm::P7_TOOK_PLACE_AT),
            destinations: facts.all(iri, crm::P26_MOVED_TO),
            date: self.date(iri),
            passages: facts.all_back(iri, crm::P67_REFERS_TO),
            thing,
        }
    }

    fn essay(&self, thing: Thing) -> Essay {
        let facts = self.facts;
        let iri = thing.iri.as_str();
        let text = facts.back(iri, crm::P165_INCORPORATES).into_iter().find(|text| facts.text(text, ov::SHA256).is_some());
        let language = facts.link(iri, crm::P72_HAS_LANGUAGE).and_then(|language| language.rsplit('/').next());
        let authors = facts.links(iri, crm::P94I_WAS_CREATED_BY).flat_map(|creation| facts.all(creation, crm::P14_CARRIED_OUT_BY));
        Essay {
            key: thing.path.rsplit('/').next().unwrap_or_default().to_owned(),
            authors: authors.collect(),
            text_language: language.unwrap_or(&self.edition.language).to_owned(),
            source: facts.link(iri, common::DCT_SOURCE).map(str::to_owned),
            date: facts.text(iri, common::DCT_ISSUED),
            sha256: text.and_then(|text| facts.text(text, ov::SHA256)),
            characters: text.and_then(|text| facts.number(text, ov::CHARACTERS)),
            thing,
        }
    }

    fn passages(&self) -> Vec<Passage> {
        self.facts.of_class(common::OA_SPECIFIC_RESOURCE).into_iter().filter_map(|iri| self.passage(iri)).collect()
    }

    fn passage(&self, iri: &str) -> Option<Passage> {
        let facts = self.facts;
        let is = |kind: NamedNodeRef<'_>| facts.links(iri, crm::P2_HAS_TYPE).any(|own| own == kind.as_str());
        let selector = |class| facts.links(iri, common::OA_HAS_SELECTOR).find(|selector| facts.is_a(selector, class));
        let position = selector(common::OA_TEXT_POSITION_SELECTOR)?;
        let quote = selector(common::OA_TEXT_QUOTE_SELECTOR);
        let quoted = |property: NamedNodeRef<'_>| quote.and_then(|quote| facts.text(quote, property));
        Some(Passage {
            iri: iri.to_owned(),
            essay: facts.link(iri, common::OA_HAS_SOURCE)?.to_owned(),
            kind: match () {
                () if is(kind::CITATION) => PassageKind::Citation,
                () if is(kind::CITATION_GROUP) => PassageKind::CitationGroup,
                () => PassageKind::Passage,
            },
            start: facts.number(position, common::OA_START)?,
            end: facts.number(position, common::OA_END)?,
            words: quoted(common::OA_EXACT),
            before: quoted(common::OA_PREFIX),
            after: quoted(common::OA_SUFFIX),
            refers_to: facts.all(iri, crm::P67_REFERS_TO),
            pages: facts.text(iri, common::BIBO_PAGES),
        })
    }

    fn statements(&self) -> Vec<Statement> {
        let facts = self.facts;
        let read = |iri: &str| {
            Some(Statement {
                iri: iri.to_owned(),
                passage: facts.link(iri, common::OA_HAS_TARGET)?.to_owned(),
                says: facts.link(iri, common::OA_HAS_BODY)?.to_owned(),
                label: facts.text(iri, rdfs::LABEL).unwrap_or_default(),
                rule: facts.text(iri, ov::RULE).unwrap_or_default(),
                confidence: facts.text(iri, ov::CONFIDENCE).unwrap_or_default(),
                reviewers: facts
                    .links(iri, ov::REVIEWED_BY)
                    .map(|who| (who.to_owned(), facts.text(who, common::FOAF_NAME).unwrap_or_default()))
                    .collect(),
            })
        };
        facts.of_class(common::OA_ANNOTATION).into_iter().filter_map(read).collect()
    }

    /// What is called by its address in a list of the catalogue.
    fn labels(&self, catalogue: &Catalogue) -> BTreeMap<String, (String, String)> {
        let language = kinds::language(&self.edition.language);
        let documents =
            catalogue.documents.iter().flat_map(|document| document.authors.iter().chain(&document.senders).chain(&document.addressees));
        let events = catalogue
            .events
            .iter()
            .flat_map(|event| event.actors.iter().chain(&event.participants).chain(&event.places).chain(&event.destinations));
        let others = catalogue.works.iter().flat_map(|work| &work.authors).chain(catalogue.essays.iter().flat_map(|essay| &essay.authors));
        let says = catalogue.statements.iter().map(|statement| &statement.says);
        let spoken = catalogue.plans.iter().flat_map(|plan| &plan.speaks_of);
        let offices = catalogue.offices.iter().flat_map(|office| [&office.iri, &office.holder].into_iter().chain(&office.body));
        let mut iris: BTreeSet<&String> = documents.chain(events).chain(others).chain(says).chain(spoken).chain(offices).collect();
        let things = catalogue.persons.iter().map(|own| &own.thing).chain(catalogue.places.iter().map(|own| &own.thing));
        let things = things.chain(catalogue.groups.iter().map(|own| &own.thing)).chain(catalogue.holdings.iter().map(|own| &own.thing));
        let things = things.chain(catalogue.works.iter().map(|own| &own.thing)).chain(catalogue.documents.iter().map(|own| &own.thing));
        let things = things.chain(catalogue.essays.iter().map(|own| &own.thing)).chain(catalogue.events.iter().map(|own| &own.thing));
        iris.extend(things.map(|thing| &thing.iri));
        iris.into_iter().filter_map(|iri| Some((iri.clone(), self.facts.label(iri, language)?))).collect()
    }
}
