//! The letters for correspSearch and other indexes of correspondence: CMIF, a header of TEI.
//!
//! Source: <https://correspsearch.net/en/documentation.html>; both actions must be there, and a person
//! whom nobody knows is named so.

use sha2::{Digest, Sha256};

use super::authority::known_as;
use super::catalogue::{ActorKind, Catalogue, Date, Document, Essay};
use super::when;
use super::xml::Xml;

/// Who is not known.
const UNKNOWN: &str = "Unknown";
/// What correspSearch calls him.
const UNKNOWN_PERSON: &str = "http://correspsearch.net/unknown";

/// The letters of a catalogue; `address` is where the file is to be found.
pub(super) fn cmif(catalogue: &Catalogue, address: &str) -> Vec<u8> {
    let edition = &catalogue.edition;
    let mut xml = Xml::new();
    xml.within("TEI", &[("xmlns", Some("http://www.tei-c.org/ns/1.0"))], |xml| {
        xml.within("teiHeader", &[], |xml| {
            xml.within("fileDesc", &[], |xml| {
                xml.within("titleStmt", &[], |xml| {
                    xml.leaf("title", &[("xml:lang", Some(&edition.language))], &edition.title);
                    edition.creators.iter().for_each(|creator| xml.leaf("editor", &[], &creator.name));
                    if edition.creators.is_empty() {
                        xml.leaf("editor", &[], UNKNOWN);
                    }
                });
                xml.within("publicationStmt", &[], |xml| {
                    xml.within("publisher", &[], |xml| xml.leaf("ref", &[("target", Some(edition.base.as_str()))], &edition.title));
                    xml.leaf("idno", &[("type", Some("url"))], address);
                    xml.empty("date", &[("when", Some(&edition.date))]);
                    xml.within("availability", &[], |xml| xml.leaf("licence", &[("target", Some(&edition.license))], &edition.license));
                });
                xml.within("sourceDesc", &[], |xml| catalogue.essays.iter().for_each(|essay| source(xml, catalogue, essay)));
            });
            let letters: Vec<&Document> = catalogue.letters().collect();
            xml.within("profileDesc", &[], |xml| letters.iter().for_each(|letter| described(xml, catalogue, letter)));
        });
        xml.within("text", &[], |xml| xml.within("body", &[], |xml| xml.empty("p", &[])));
    });
    xml.finish()
}

/// The essay that tells of the letters.
fn source(xml: &mut Xml, catalogue: &Catalogue, essay: &Essay) {
    let authors: Vec<&str> = essay.authors.iter().map(|author| catalogue.name(author)).collect();
    let id = uuid(&essay.thing.iri);
    xml.mixed("bibl", &[("type", Some("online")), ("xml:id", Some(&id))], |xml| {
        if !authors.is_empty() {
            xml.words(&format!("{}. ", authors.join(", ")));
        }
        xml.words(&format!("{}. ", essay.thing.label.trim_end_matches('.')));
        xml.start("ref", &[("target", Some(essay.source.as_deref().unwrap_or(&essay.thing.iri)))]);
        xml.words(essay.source.as_deref().unwrap_or(&essay.thing.iri));
        xml.end("ref");
    });
}

fn described(xml: &mut Xml, catalogue: &Catalogue, letter: &Document) {
    let source = letter.essays.first().or(catalogue.essays.first().map(|essay| &essay.thing.iri));
    let source = source.map(|essay| format!("#{}", uuid(essay)));
    let attributes =
        [("key", letter.thing.path.rsplit('/').next()), ("ref", Some(letter.thing.iri.as_str())), ("source", source.as_deref())];
    xml.within("correspDesc", &attributes, |xml| {
        action(xml, catalogue, "sent", letter.from(), &letter.sent_from, letter.when());
        action(xml, catalogue, "received", &letter.addressees, &[], None);
    });
}

fn action(xml: &mut Xml, catalogue: &Catalogue, kind: &str, who: &[String], from: &[String], when: Option<&Date>) {
    xml.within("correspAction", &[("type", Some(kind))], |xml| {
        for actor in who {
            let element = match catalogue.actor(actor) {
                ActorKind::Person => "persName",
                ActorKind::Group => "orgName",
            };
            xml.leaf(element, &[("ref", Some(known_as(catalogue, actor)))], catalogue.name(actor));
        }
        if who.is_empty() {
            xml.leaf("persName", &[("ref", Some(UNKNOWN_PERSON))], UNKNOWN);
        }
        for place in from {
            xml.leaf("placeName", &[("ref", Some(known_as(catalogue, place)))], catalogue.name(place));
        }
        if let Some(date) = when.and_then(|date| when::tei(&date.edtf)) {
            let attributes = [
                ("when", date.when.as_deref()),
                ("notBefore", date.not_before.as_deref()),
                ("notAfter", date.not_after.as_deref()),
                ("cert", date.about.then_some("low")),
            ];
            xml.empty("date", &attributes);
        }
    });
}

/// A UUID that stands for an address for ever (version 8, by SHA-256), and begins with a letter, as an XML id must.
///
/// Source: <https://www.rfc-editor.org/rfc/rfc9562#section-5.8>.
fn uuid(iri: &str) -> String {
    let mut bytes: [u8; 16] = [0; 16];
    bytes.copy_from_slice(&Sha256::digest(iri.as_bytes())[..16]);
    bytes[0] = bytes[0] & 0x0f | 0xe0;
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

#[cfg(test)]
mod tests {
    use super::uuid;

    #[test]
    fn a_uuid_is_stable_and_an_xml_id() {
        let id = uuid("https://example.org/essay/a");
        assert_eq!(id, uuid("https://example.org/essay/a"));
        assert_ne!(id, uuid("https://example.org/essay/b"));
        assert!(id.starts_with('e') && id.as_bytes()[14] == b'8' && id.len() == 36, "{id}");
    }
}
