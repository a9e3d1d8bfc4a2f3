//! Persons, places, groups, texts and events as museums exchange them: Linked Art 1.0, one record a file.
//!
//! Source: <https://linked.art/api/1.0/>. Linked Art is a profile of CIDOC-CRM with few, fixed shapes; what of the
//! graph has no shape there is left to the graph.

use serde_json::{Map, Value, json};

use crate::rdf::vocab::{KINDS, kind};

use super::ExportFile;
use super::catalogue::{
    ActorKind, Catalogue, Date, Document, Essay, Event, Group, HowTold, Kind, Name, Office, Person, Place, Plan, Thing, Work,
};

const CONTEXT: &str = "https://linked.art/ns/v1/linked-art.json";
/// "Primary Name" of the Art & Architecture Thesaurus, by which readers find the name to show.
const PRIMARY_NAME: &str = "http://vocab.getty.edu/aat/300404670";

/// Every record: "person/KEY.json" and so on.
pub(super) fn records(catalogue: &Catalogue) -> Vec<ExportFile> {
    let writer = Writer { catalogue };
    let persons = catalogue.persons.iter().map(|own| ("person", &own.thing, writer.person(own)));
    let places = catalogue.places.iter().map(|own| ("place", &own.thing, writer.place(own)));
    let groups = catalogue.groups.iter().map(|own| ("group", &own.thing, writer.group(own)));
    let documents = catalogue.documents.iter().map(|own| ("text", &own.thing, writer.document(own)));
    let works = catalogue.works.iter().map(|own| ("text", &own.thing, writer.work(own)));
    let essays = catalogue.essays.iter().map(|own| ("text", &own.thing, writer.essay(own)));
    let events = catalogue.events.iter().map(|own| ("event", &own.thing, writer.event(own)));
    let things = persons.chain(places).chain(groups).chain(documents).chain(works).chain(essays).chain(events);
    let plans =
        catalogue.plans.iter().map(|plan| (format!("abstract/{}.json", file_name(&plan.iri, catalogue)), super::json(&writer.plan(plan))));
    let name = |thing: &Thing| file_name(&thing.iri, catalogue);
    let mut files: Vec<ExportFile> =
        things.map(|(folder, thing, record)| (format!("{folder}/{}.json", name(thing)), super::json(&record))).collect();
    let sendings =
        catalogue.letters().map(|letter| (format!("event/{}-sending.json", name(&letter.thing)), super::json(&writer.sending(letter))));
    files.extend(sendings);
    files.extend(plans);
    files.sort();
    files
}

/// The end of an address as the name of a file: "consuls-planned-k3v9x2ab".
fn file_name(iri: &str, catalogue: &Catalogue) -> String {
    let path = iri.strip_prefix(catalogue.edition.base.as_str()).unwrap_or(iri);
    path.split_once('/').map_or(path, |(_, name)| name).replace(['/', '#'], "-")
}

struct Writer<'a> {
    catalogue: &'a Catalogue,
}

impl Writer<'_> {
    /// What all records have.
    fn record(&self, thing: &Thing, class: &str) -> Map<String, Value> {
        let mut record = Map::new();
        let mut set = |key: &str, value: Value| drop(record.insert(key.to_owned(), value));
        set("@context", CONTEXT.into());
        set("id", thing.iri.as_str().into());
        set("type", class.into());
        set("_label", thing.label.as_str().into());
        set("identified_by", self.names(thing));
        if !thing.kinds.is_empty() {
            set("classified_as", thing.kinds.iter().map(classified).collect());
        }
        if let Some(note) = &thing.note {
            set("referred_to_by", json!([{ "type": "LinguisticObject", "content": note }]));
        }
        if !thing.same.is_empty() {
            set("equivalent", thing.same.iter().map(|same| json!({ "id": same, "type": class })).collect());
        }
        record
    }

    fn names(&self, thing: &Thing) -> Value {
        let mut names: Vec<Value> = thing.names.iter().map(name).collect();
        if names.is_empty() {
            names.push(json!({ "type": "Name", "content": thing.label, "classified_as": [primary()] }));
        }
        Value::from(names)
    }

    fn person(&self, person: &Person) -> Value {
        let mut record = self.record(&person.thing, "Person");
        life(&mut record, "born", "Birth", person.born.as_ref());
        life(&mut record, "died", "Death", person.died.as_ref());
        self.refer(&mut record, "member_of", &person.member_of, |_| "Group");
        let offices = self.catalogue.offices.iter().filter(|office| office.holder == person.thing.iri);
        let offices: Vec<Value> = offices.map(|office| self.office(office)).collect();
        if !offices.is_empty() {
            record.insert("carried_out".to_owned(), offices.into());
        }
        record.into()
    }

    /// An office as what its holder did: of a role, for a body, in a time.
    fn office(&self, office: &Office) -> Value {
        let role = json!({ "id": office.role, "type": "Type", "_label": office.office });
        let mut activity = json!({
            "type": "Activity",
            "_label": self.catalogue.name(&office.iri),
            "classified_as": [of_vocabulary(kind::TENURE.as_str()), role],
        });
        if let Some(date) = &office.date {
            activity["timespan"] = timespan(date);
        }
        activity
    }

    /// A plan, hearsay or a denial: a content that nobody says has come true.
    fn plan(&self, plan: &Plan) -> Value {
        let mut record = json!({
            "@context": CONTEXT,
            "id": plan.iri,
            "type": "PropositionalObject",
            "_label": plan.label,
            "identified_by": [{ "type": "Name", "content": plan.label, "classified_as": [primary()] }],
        });
        let mut kinds: Vec<Value> = plan.kinds.iter().map(classified).collect();
        match plan.told {
            HowTold::Planned => {}
            HowTold::Reported => kinds.push(of_vocabulary(kind::REPORTED.as_str())),
            HowTold::Denied => kinds.push(of_vocabulary(kind::DENIED.as_str())),
        }
        if !kinds.is_empty() {
            record["classified_as"] = kinds.into();
        }
        let about: Vec<Value> = plan
            .speaks_of
            .iter()
            .map(|iri| if self.catalogue.place(iri).is_some() { self.reference(iri, "Place") } else { self.actor(iri) })
            .collect();
        if !about.is_empty() {
            record["about"] = about.into();
        }
        if let Some(date) = &plan.date {
            record["referred_to_by"] = json!([statement(kind::TIME_SPAN.as_str(), &date.words)]);
        }
        record
    }

    fn group(&self, group: &Group) -> Value {
        let mut record = self.record(&group.thing, "Group");
        life(&mut record, "formed_by", "Formation", group.formed.as_ref());
        life(&mut record, "dissolved_by", "Dissolution", group.dissolved.as_ref());
        self.refer(&mut record, "member_of", &group.part_of, |_| "Group");
        record.into()
    }

    fn place(&self, place: &Place) -> Value {
        let mut record = self.record(&place.thing, "Place");
        if let Some((longitude, latitude)) = place.point {
            record.insert("defined_by".to_owned(), format!("POINT({longitude} {latitude})").into());
        }
        self.refer(&mut record, "part_of", &place.within, |_| "Place");
        record.into()
    }

    fn document(&self, document: &Document) -> Value {
        let mut record = self.record(&document.thing, "LinguisticObject");
        self.created(&mut record, &document.authors, document.date.as_ref());
        if document.sent {
            let mut sending = json!({ "type": "Activity", "classified_as": [of_vocabulary(kind::SENDING.as_str())] });
            self.carried_out(&mut sending, document.from(), document.when(), &document.sent_from);
            record.insert("used_for".to_owned(), json!([sending]));
        }
        let works: Vec<String> = document.printed.iter().map(|printed| printed.work.clone()).collect();
        self.refer(&mut record, "part_of", &works, |_| "LinguisticObject");
        let mut statements: Vec<Value> = Vec::new();
        for date in &document.other_dates {
            statements.push(statement(kind::DATING.as_str(), &date.words));
        }
        for copy in &document.copies {
            let holding = copy.holding.as_deref().map(|holding| self.catalogue.name(holding));
            let place: Vec<&str> = holding.into_iter().chain(copy.shelfmarks.iter().map(String::as_str)).collect();
            statements.push(statement(kind::COPY.as_str(), &place.join(", ")));
        }
        said(&mut record, statements);
        record.into()
    }

    /// The sending of a letter as an event of its own, as only there an addressee has a place.
    ///
    /// An activity of Linked Art uses objects alone; that a text was used is said by the wider property (P15).
    fn sending(&self, letter: &Document) -> Value {
        let iri = format!("{}#sending", letter.thing.iri);
        let label = match self.catalogue.name(&iri) {
            own if own == iri => letter.thing.label.as_str(),
            own => own,
        };
        let mut record = json!({
            "@context": CONTEXT,
            "id": iri,
            "type": "Activity",
            "_label": label,
            "identified_by": [{ "type": "Name", "content": label, "classified_as": [primary()] }],
            "classified_as": [of_vocabulary(kind::SENDING.as_str())],
            "influenced_by": [{ "id": letter.thing.iri, "type": "LinguisticObject", "_label": letter.thing.label }],
        });
        self.carried_out(&mut record, letter.from(), letter.when(), &letter.sent_from);
        if !letter.addressees.is_empty() {
            record["participant"] = letter.addressees.iter().map(|who| self.actor(who)).collect();
        }
        record
    }

    fn work(&self, work: &Work) -> Value {
        let mut record = self.record(&work.thing, "LinguisticObject");
        self.created(&mut record, &work.authors, None);
        let imprint = work.published_at.as_deref().into_iter().chain(work.year.as_ref().map(|year| year.words.as_str()));
        let imprint = imprint.collect::<Vec<_>>().join(", ");
        if !imprint.is_empty() {
            said(&mut record, vec![statement(kind::PUBLICATION.as_str(), &imprint)]);
        }
        record.into()
    }

    fn essay(&self, essay: &Essay) -> Value {
        let mut record = self.record(&essay.thing, "LinguisticObject");
        let language = format!("{KINDS}language/{}", essay.text_language);
        record.insert("language".to_owned(), json!([{ "id": language, "type": "Language", "_label": essay.text_language }]));
        self.created(&mut record, &essay.authors, None);
        record.into()
    }

    fn event(&self, event: &Event) -> Value {
        let mut record = Value::Object(self.record(&event.thing, if event.willed { "Activity" } else { "Event" }));
        let actors: &[String] = if event.willed { &event.actors } else { &[] };
        self.carried_out(&mut record, actors, event.date.as_ref(), &event.places);
        if !event.participants.is_empty() {
            record["participant"] = event.participants.iter().map(|who| self.actor(who)).collect();
        }
        record
    }

    fn created(&self, record: &mut Map<String, Value>, authors: &[String], date: Option<&Date>) {
        if authors.is_empty() && date.is_none() {
            return;
        }
        let mut creation = json!({ "type": "Creation" });
        self.carried_out(&mut creation, authors, date, &[]);
        record.insert("created_by".to_owned(), creation);
    }

    fn carried_out(&self, activity: &mut Value, actors: &[String], date: Option<&Date>, places: &[String]) {
        if !actors.is_empty() {
            activity["carried_out_by"] = actors.iter().map(|actor| self.actor(actor)).collect();
        }
        if let Some(date) = date {
            activity["timespan"] = timespan(date);
        }
        if !places.is_empty() {
            activity["took_place_at"] = places.iter().map(|place| self.reference(place, "Place")).collect();
        }
    }

    fn actor(&self, iri: &str) -> Value {
        let class = match self.catalogue.actor(iri) {
            ActorKind::Person => "Person",
            ActorKind::Group => "Group",
        };
        self.reference(iri, class)
    }

    fn refer(&self, record: &mut Map<String, Value>, key: &str, iris: &[String], class: impl Fn(&str) -> &'static str) {
        if !iris.is_empty() {
            record.insert(key.to_owned(), iris.iter().map(|iri| self.reference(iri, class(iri))).collect());
        }
    }

    fn reference(&self, iri: &str, class: &str) -> Value {
        json!({ "id": iri, "type": class, "_label": self.catalogue.name(iri) })
    }
}

fn name(name: &Name) -> Value {
    let mut kinds: Vec<Value> = name.kind.iter().map(classified).collect();
    if name.kind.as_ref().is_some_and(|own| own.iri == kind::NAME_CANONICAL.as_str()) {
        kinds.push(primary());
    }
    let mut value = json!({ "type": if name.linguistic { "Name" } else { "Identifier" }, "content": name.text });
    if !kinds.is_empty() {
        value["classified_as"] = Value::from(kinds);
    }
    if let Some(language) = name.language_iri.as_ref().filter(|_| name.linguistic) {
        value["language"] = json!([{ "id": language, "type": "Language", "_label": name.language }]);
    }
    value
}

fn primary() -> Value {
    json!({ "id": PRIMARY_NAME, "type": "Type", "_label": "Primary Name" })
}

fn classified(kind: &Kind) -> Value {
    json!({ "id": kind.iri, "type": "Type", "_label": kind.label })
}

fn of_vocabulary(iri: &str) -> Value {
    let label = crate::rdf::kinds::label(iri, "en").unwrap_or(iri);
    json!({ "id": iri, "type": "Type", "_label": label })
}

fn statement(kind: &str, words: &str) -> Value {
    json!({ "type": "LinguisticObject", "content": words, "classified_as": [of_vocabulary(kind)] })
}

/// Adds statements to those that are there.
fn said(record: &mut Map<String, Value>, statements: Vec<Value>) {
    if statements.is_empty() {
        return;
    }
    match record.get_mut("referred_to_by") {
        Some(Value::Array(known)) => known.extend(statements),
        _ => drop(record.insert("referred_to_by".to_owned(), Value::from(statements))),
    }
}

fn life(record: &mut Map<String, Value>, key: &str, class: &str, date: Option<&Date>) {
    if let Some(date) = date {
        record.insert(key.to_owned(), json!({ "type": class, "timespan": timespan(date) }));
    }
}

fn timespan(date: &Date) -> Value {
    let mut span = json!({ "type": "TimeSpan", "identified_by": [{ "type": "Name", "content": date.words }] });
    for (key, moment) in [("begin_of_the_begin", &date.earliest), ("end_of_the_end", &date.latest)] {
        if let Some(moment) = moment {
            span[key] = moment.as_str().into();
        }
    }
    span
}
