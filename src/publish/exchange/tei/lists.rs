//! What an essay names, listed: persons, places, organisations, events, and the sources it cites.

use std::collections::BTreeSet;

use super::super::catalogue::{Catalogue, Date, Essay, Event, Group, Person, Place, Thing};
use super::super::cited::{Cited, cited};
use super::super::when;
use super::super::xml::Xml;

/// The lists, where there is anything to list.
pub(super) fn named(xml: &mut Xml, catalogue: &Catalogue, essay: &Essay) {
    let own = catalogue.passages.iter().filter(|passage| passage.essay == essay.thing.iri);
    let referred: BTreeSet<&str> = own.flat_map(|passage| passage.refers_to.iter().map(String::as_str)).collect();
    let mentioned = catalogue.mentions.iter().filter(|mention| mention.essay == essay.thing.iri);
    let named: BTreeSet<&str> = referred.into_iter().chain(mentioned.map(|mention| mention.thing.as_str())).collect();
    let is_named = |thing: &Thing| named.contains(thing.iri.as_str());
    let persons: Vec<&Person> = catalogue.persons.iter().filter(|own| is_named(&own.thing)).collect();
    let places: Vec<&Place> = catalogue.places.iter().filter(|own| is_named(&own.thing)).collect();
    let groups: Vec<&Group> = catalogue.groups.iter().filter(|own| is_named(&own.thing)).collect();
    let events: Vec<&Event> = catalogue.events.iter().filter(|own| is_named(&own.thing)).collect();
    let sources: Vec<Cited<'_>> = cited(catalogue).into_iter().filter(|own| named.contains(own.iri)).collect();
    if persons.is_empty() && places.is_empty() && groups.is_empty() && events.is_empty() && sources.is_empty() {
        return;
    }
    xml.within("standOff", &[], |xml| {
        list(xml, "listPerson", &persons, |xml, person| self::person(xml, person));
        list(xml, "listPlace", &places, |xml, place| self::place(xml, place));
        list(xml, "listOrg", &groups, |xml, group| self::group(xml, group));
        list(xml, "listEvent", &events, |xml, event| self::event(xml, event));
        list(xml, "listBibl", &sources, source);
    });
}

/// A date with what it means in attributes.
pub(super) fn date(xml: &mut Xml, element: &str, edtf: &str, words: &str) {
    let Some(date) = when::tei(edtf) else { return };
    let attributes = [
        ("when", date.when.as_deref()),
        ("notBefore", date.not_before.as_deref()),
        ("notAfter", date.not_after.as_deref()),
        ("cert", date.about.then_some("low")),
    ];
    xml.leaf(element, &attributes, words);
}

fn list<T>(xml: &mut Xml, name: &str, all: &[T], write: impl Fn(&mut Xml, &T)) {
    if !all.is_empty() {
        xml.within(name, &[], |xml| all.iter().for_each(|one| write(xml, one)));
    }
}

/// "person/enver-pasha" as an XML id.
fn id(thing: &Thing) -> String {
    thing.path.replace('/', "-")
}

fn names(xml: &mut Xml, thing: &Thing, element: &str) {
    let mut any = false;
    for name in thing.names.iter().filter(|name| name.linguistic) {
        any = true;
        xml.leaf(element, &[("xml:lang", Some(name.language.as_str()).filter(|code| !code.is_empty()))], &name.text);
    }
    if !any {
        xml.leaf(element, &[("xml:lang", Some(thing.language.as_str()).filter(|code| !code.is_empty()))], &thing.label);
    }
}

fn known_as(xml: &mut Xml, thing: &Thing) {
    std::iter::once(&thing.iri).chain(&thing.same).for_each(|iri| xml.leaf("idno", &[("type", Some("URI"))], iri));
}

fn dated(xml: &mut Xml, element: &str, when: Option<&Date>) {
    if let Some(when) = when {
        date(xml, element, &when.edtf, &when.words);
    }
}

fn person(xml: &mut Xml, person: &Person) {
    xml.within("person", &[("xml:id", Some(&id(&person.thing)))], |xml| {
        names(xml, &person.thing, "persName");
        dated(xml, "birth", person.born.as_ref());
        dated(xml, "death", person.died.as_ref());
        known_as(xml, &person.thing);
        note(xml, &person.thing);
    });
}

fn place(xml: &mut Xml, place: &Place) {
    xml.within("place", &[("xml:id", Some(&id(&place.thing)))], |xml| {
        names(xml, &place.thing, "placeName");
        if let Some((longitude, latitude)) = place.point {
            xml.within("location", &[], |xml| xml.leaf("geo", &[], &format!("{latitude} {longitude}")));
        }
        known_as(xml, &place.thing);
        note(xml, &place.thing);
    });
}

fn group(xml: &mut Xml, group: &Group) {
    xml.within("org", &[("xml:id", Some(&id(&group.thing)))], |xml| {
        names(xml, &group.thing, "orgName");
        known_as(xml, &group.thing);
        note(xml, &group.thing);
    });
}

fn note(xml: &mut Xml, thing: &Thing) {
    if let Some(note) = &thing.note {
        xml.leaf("note", &[], note);
    }
}

fn event(xml: &mut Xml, event: &Event) {
    let date = event.date.as_ref().and_then(|date| when::tei(&date.edtf)).unwrap_or_default();
    let id = id(&event.thing);
    let attributes = [
        ("xml:id", Some(id.as_str())),
        ("when", date.when.as_deref()),
        ("notBefore", date.not_before.as_deref()),
        ("notAfter", date.not_after.as_deref()),
    ];
    xml.within("event", &attributes, |xml| {
        xml.leaf("label", &[], &event.thing.label);
        known_as(xml, &event.thing);
    });
}

fn source(xml: &mut Xml, cited: &Cited<'_>) {
    xml.within("bibl", &[("xml:id", Some(&cited.id))], |xml| {
        cited.authors.iter().for_each(|author| xml.leaf("author", &[], author));
        xml.leaf("title", &[], cited.title);
        dated(xml, "date", cited.date);
        if cited.archive.is_some() || cited.collection.is_some() || cited.shelfmark.is_some() {
            xml.within("msIdentifier", &[], |xml| {
                for (element, words) in [("repository", cited.archive), ("collection", cited.collection), ("idno", cited.shelfmark)] {
                    if let Some(words) = words {
                        xml.leaf(element, &[], words);
                    }
                }
            });
        }
        if let Some(work) = cited.printed_in {
            xml.leaf("title", &[("level", Some("m"))], &work.title);
        }
        if let Some(pages) = cited.pages {
            xml.leaf("biblScope", &[("unit", Some("page"))], pages);
        }
        xml.leaf("idno", &[("type", Some("URI"))], cited.iri);
    });
}
