//! The essays in TEI, with their names, dates and citations marked, as far as their words may be shown.
//!
//! Our own reader of TEI reads them back to the same mentions. An essay of which no word may be shown is
//! its header and the lists of what it names. Source: <https://tei-c.org/release/doc/tei-p5-doc/en/html/>.

mod body;
mod lists;
mod marks;

use crate::rdf::TextRight;

use super::ExportFile;
use super::catalogue::{Catalogue, Essay};
use super::mentions::Texts;
use super::xml::Xml;

/// Each essay as one file.
pub(super) fn essays(catalogue: &Catalogue, texts: Option<&Texts<'_>>) -> Vec<ExportFile> {
    catalogue.essays.iter().map(|essay| (format!("{}.xml", essay.key), tei(catalogue, essay, texts))).collect()
}

fn tei(catalogue: &Catalogue, essay: &Essay, texts: Option<&Texts<'_>>) -> Vec<u8> {
    let read = texts.and_then(|texts| Some((texts, texts.essays.iter().find(|read| read.key == essay.key)?)));
    let read = read.filter(|_| catalogue.edition.text != TextRight::Positions);
    let mut xml = Xml::new();
    let attributes = [("xmlns", Some("http://www.tei-c.org/ns/1.0")), ("xml:lang", Some(essay.text_language.as_str()))];
    xml.within("TEI", &attributes, |xml| {
        header(xml, catalogue, essay);
        lists::named(xml, catalogue, essay);
        if let Some((texts, read)) = read {
            body::text(xml, catalogue, texts, read);
        }
    });
    xml.finish()
}

fn header(xml: &mut Xml, catalogue: &Catalogue, essay: &Essay) {
    let edition = &catalogue.edition;
    xml.within("teiHeader", &[], |xml| {
        xml.within("fileDesc", &[], |xml| {
            xml.within("titleStmt", &[], |xml| {
                xml.leaf("title", &[], &essay.thing.label);
                for author in &essay.authors {
                    xml.leaf("author", &[("ref", Some(author))], catalogue.name(author));
                }
            });
            xml.within("publicationStmt", &[], |xml| {
                xml.leaf("publisher", &[], &edition.title);
                xml.leaf("idno", &[("type", Some("URI"))], &essay.thing.iri);
                xml.empty("date", &[("when", Some(&edition.date))]);
                let right = match edition.text {
                    TextRight::Full => "The text and what was read of it.",
                    TextRight::Quotes => "Passages that support a statement, and what was read of the text.",
                    TextRight::Positions => "What was read of the text, and no word of it.",
                };
                xml.within("availability", &[], |xml| {
                    xml.within("licence", &[("target", Some(&edition.license))], |xml| xml.leaf("p", &[], right));
                });
            });
            xml.within("sourceDesc", &[], |xml| {
                xml.within("bibl", &[], |xml| {
                    xml.leaf("title", &[], &essay.thing.label);
                    essay.authors.iter().for_each(|author| xml.leaf("author", &[], catalogue.name(author)));
                    if let Some(date) = &essay.date {
                        lists::date(xml, "date", date, date);
                    }
                    if let Some(source) = &essay.source {
                        xml.empty("ptr", &[("target", Some(source))]);
                    }
                });
            });
        });
        xml.within("profileDesc", &[], |xml| {
            xml.within("langUsage", &[], |xml| {
                xml.leaf("language", &[("ident", Some(&essay.text_language))], &essay.text_language);
            });
        });
    });
}
