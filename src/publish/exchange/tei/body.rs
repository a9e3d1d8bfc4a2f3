//! The text of an essay: paragraphs with marks, notes at the end.

use crate::rdf::{ReadEssay, TextRight};
use crate::read::ThingKind;
use crate::text::Span;

use super::super::catalogue::{Catalogue, PassageKind};
use super::super::mentions::Texts;
use super::super::when;
use super::super::xml::Xml;
use super::marks::{Mark, What, marks};

/// The text, as far as it may be shown: what may not is a gap.
pub(super) fn text(xml: &mut Xml, catalogue: &Catalogue, texts: &Texts<'_>, essay: &ReadEssay<'_>) {
    let marks = marks(catalogue, texts, essay);
    let mut markers: Vec<(usize, usize)> = Vec::new();
    for (number, note) in essay.essay.notes.iter().enumerate() {
        markers.extend(note.markers.iter().map(|marker| (marker.at, number)));
    }
    markers.sort_unstable();
    let mut writer =
        Writer { essay, text: essay.essay.prose.text(), whole: catalogue.edition.text == TextRight::Full, markers, shown: 0, gap: false };
    xml.within("text", &[], |xml| {
        xml.within("body", &[], |xml| {
            if let Some(head) = &essay.essay.head {
                xml.mixed("head", &[], |xml| xml.words(&one_line(head.title.of(writer.text))));
            }
            essay.essay.paragraphs.iter().for_each(|&paragraph| writer.paragraph(xml, paragraph, &marks));
            if essay.essay.paragraphs.is_empty() {
                xml.empty("p", &[]);
            }
        });
        if !essay.essay.notes.is_empty() {
            xml.within("back", &[], |xml| {
                xml.within("div", &[("type", Some("notes"))], |xml| {
                    for (number, note) in essay.essay.notes.iter().enumerate() {
                        let id = note_id(number);
                        xml.within("note", &[("xml:id", Some(&id)), ("n", Some(&note.label))], |xml| {
                            writer.paragraph(xml, note.text, &marks);
                        });
                    }
                });
            });
        }
    });
}

fn note_id(number: usize) -> String {
    format!("note-{}", number + 1)
}

struct Writer<'a> {
    essay: &'a ReadEssay<'a>,
    text: &'a str,
    /// Whether every word may be shown.
    whole: bool,
    /// Where notes are referred to, in order: the byte, the note.
    markers: Vec<(usize, usize)>,
    /// How many open passages may be shown.
    shown: usize,
    /// Whether a gap was written last.
    gap: bool,
}

impl Writer<'_> {
    fn paragraph(&mut self, xml: &mut Xml, span: Span, marks: &[Mark<'_>]) {
        self.gap = false;
        xml.mixed("p", &[], |xml| {
            self.fill(xml, span, marks);
            self.refer(xml, span.end());
        });
    }

    /// The words of a span with the marks in it.
    fn fill(&mut self, xml: &mut Xml, span: Span, marks: &[Mark<'_>]) {
        let mut at = span.start();
        for mark in marks.iter().filter(|mark| span.contains(mark.span)) {
            self.words(xml, at, mark.span.start());
            self.refer(xml, mark.span.start());
            self.mark(xml, mark);
            at = mark.span.end();
        }
        self.words(xml, at, span.end());
    }

    fn mark(&mut self, xml: &mut Xml, mark: &Mark<'_>) {
        let passage = match &mark.what {
            What::Passage(passage) => Some(passage),
            What::Name(..) | What::Date(_) => None,
        };
        let showing = usize::from(passage.is_some_and(|passage| passage.words.is_some()));
        self.shown += showing;
        if self.whole || self.shown > 0 {
            self.gap = false;
            match &mark.what {
                What::Passage(passage) => {
                    let id = passage.iri.split_once('#').map(|(_, id)| id);
                    match passage.kind {
                        PassageKind::Passage => self.element(xml, "seg", &[("xml:id", id), ("type", Some("passage"))], mark),
                        PassageKind::Citation => {
                            let cited = passage.refers_to.join(" ");
                            let cited = Some(cited.as_str()).filter(|cited| !cited.is_empty());
                            self.element(xml, "bibl", &[("xml:id", id), ("corresp", cited)], mark);
                        }
                        PassageKind::CitationGroup => self.element(xml, "seg", &[("xml:id", id), ("type", Some("citations"))], mark),
                    }
                }
                What::Name(kind, iri) => {
                    let name = match kind {
                        ThingKind::Person => "persName",
                        ThingKind::Place => "placeName",
                        ThingKind::Group => "orgName",
                    };
                    self.element(xml, name, &[("ref", Some(iri))], mark);
                }
                What::Date(edtf) => self.date(xml, edtf, mark),
            }
        } else {
            self.fill(xml, mark.span, &mark.inner);
        }
        self.shown -= showing;
    }

    /// What a date means: exactly, as EDTF, where one moment does not say it; bounds beside, for readers that know no EDTF.
    fn date(&mut self, xml: &mut Xml, edtf: &str, mark: &Mark<'_>) {
        let date = when::tei(edtf).unwrap_or_default();
        let custom = date.when.is_none() || date.about;
        let attributes = [
            ("when", date.when.as_deref()),
            ("notBefore", date.not_before.as_deref()),
            ("notAfter", date.not_after.as_deref()),
            ("when-custom", custom.then_some(edtf)),
            ("datingMethod", custom.then_some("http://id.loc.gov/datatypes/edtf/EDTF")),
            ("cert", date.about.then_some("low")),
        ];
        self.element(xml, "date", &attributes, mark);
    }

    fn element(&mut self, xml: &mut Xml, name: &str, attributes: &[(&str, Option<&str>)], mark: &Mark<'_>) {
        xml.start(name, attributes);
        self.fill(xml, mark.span, &mark.inner);
        xml.end(name);
    }

    /// Words up to a byte, and the markers of notes between them.
    fn words(&mut self, xml: &mut Xml, from: usize, to: usize) {
        let mut at = from;
        while let Some(&(marker, _)) = self.markers.first().filter(|(marker, _)| *marker < to) {
            self.run(xml, at, marker.max(at));
            self.refer(xml, marker);
            at = marker.max(at);
        }
        self.run(xml, at, to);
    }

    /// Words without markers.
    fn run(&mut self, xml: &mut Xml, from: usize, to: usize) {
        let words = &self.text[from..to];
        if self.whole || self.shown > 0 {
            if !words.is_empty() {
                self.gap = false;
                xml.words(&one_line(words));
            }
        } else if !self.gap && !words.trim().is_empty() {
            self.gap = true;
            xml.point("gap", &[("reason", Some("rights"))]);
        } else if words.chars().all(char::is_whitespace) && !words.is_empty() {
            xml.words(" ");
        }
    }

    /// The markers up to a byte.
    fn refer(&mut self, xml: &mut Xml, to: usize) {
        let count = self.markers.iter().take_while(|(at, _)| *at <= to).count();
        for (_, note) in self.markers.drain(..count) {
            xml.start("ref", &[("target", Some(&format!("#{}", note_id(note))))]);
            xml.words(&self.essay.essay.notes[note].label);
            xml.end("ref");
        }
    }
}

/// A line break of the prose is a space in a paragraph.
fn one_line(words: &str) -> String {
    words.replace('\n', " ")
}
