//! The standoff extraction format: what was found in one source, where, and what it stands for.
//!
//! Offsets are Unicode code points into the raw text, the end exclusive, as in a
//! TextPositionSelector of the Web Annotation model (<https://www.w3.org/TR/annotation-model/#text-position-selector>).

use std::collections::BTreeMap;

use serde::Serialize;

use crate::claim::{CitedBy, Event, EventKind, Telling};
use crate::read::{Citation, CitedSource};
use crate::resolve::EntityId;
use crate::text::{Source, Span};

/// Everything found in one source; the field names are those of the format.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the format document says what each array holds")]
pub struct Extraction {
    pub source: SourceRow,
    pub essays: Vec<EssayRow>,
    pub mentions: Vec<MentionRow>,
    pub entities: Vec<EntityRow>,
    pub dates: Vec<DateRow>,
    pub citations: Vec<CitationRow>,
    pub events: Vec<EventRow>,
    pub findings: Vec<FindingRow>,
}

/// The source itself.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "as in the format")]
pub struct SourceRow {
    pub path: String,
    pub sha256: String,
    pub chars: usize,
    pub language: String,
}

/// Where words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[expect(missing_docs, reason = "as in the format")]
pub struct Place {
    pub start: usize,
    pub end: usize,
}

/// One essay.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "as in the format")]
pub struct EssayRow {
    pub id: String,
    pub title: Option<String>,
    pub author: Option<String>,
    pub language: String,
    #[serde(flatten)]
    pub place: Place,
}

/// One mention of a thing.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "as in the format")]
pub struct MentionRow {
    #[serde(flatten)]
    pub place: Place,
    pub text: String,
    pub r#type: &'static str,
    pub entity: String,
    pub rule: &'static str,
    pub confidence: f32,
    /// The element that marks it in a TEI file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub element: Option<String>,
}

/// One thing.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "as in the format")]
pub struct EntityRow {
    pub id: String,
    pub r#type: &'static str,
    pub label: BTreeMap<String, String>,
    pub forms: Vec<String>,
    pub known: bool,
}

/// One date expression.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "as in the format")]
pub struct DateRow {
    #[serde(flatten)]
    pub place: Place,
    pub text: String,
    pub edtf: String,
}

/// One citation.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "as in the format")]
pub struct CitationRow {
    pub id: String,
    #[serde(flatten)]
    pub place: Place,
    pub text: String,
    pub markers: Vec<Place>,
    pub sources: Vec<CitedSourceRow>,
}

/// One source of a citation.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "as in the format")]
pub struct CitedSourceRow {
    pub kind: &'static str,
    pub doc_type: Option<String>,
    pub title: Option<String>,
    pub authors: Vec<String>,
    pub recipients: Vec<String>,
    pub date: Option<String>,
    pub repository: Option<String>,
    pub collection: Option<String>,
    pub shelfmark: Option<String>,
    pub container: Option<String>,
    pub place: Option<String>,
    pub year: Option<String>,
    pub pages: Option<String>,
    pub ibid: bool,
    pub see: bool,
}

/// One event.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "as in the format")]
pub struct EventRow {
    pub id: String,
    pub r#type: &'static str,
    pub label: String,
    pub date: Option<String>,
    pub actors: Vec<String>,
    pub recipients: Vec<String>,
    pub places: Vec<String>,
    #[serde(flatten)]
    pub place: Place,
    /// Further sentences that tell of it.
    pub also: Vec<Place>,
    pub cited_by: Vec<String>,
}

/// One finding.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "as in the format")]
pub struct FindingRow {
    pub code: &'static str,
    pub level: &'static str,
    pub message: String,
    pub spans: Vec<Place>,
}

/// What was found in `source`, whose essays were told as `tellings`.
#[must_use]
pub fn extraction(source: &Source, language: &str, tellings: &[Telling]) -> Extraction {
    let mut entities: BTreeMap<&EntityId, EntityRow> = BTreeMap::new();
    let mut out = Extraction {
        source: SourceRow {
            path: source.name().to_owned(),
            sha256: source.sha256().to_owned(),
            chars: source.chars(),
            language: language.to_owned(),
        },
        essays: Vec::new(),
        mentions: Vec::new(),
        entities: Vec::new(),
        dates: Vec::new(),
        citations: Vec::new(),
        events: Vec::new(),
        findings: Vec::new(),
    };
    for telling in tellings {
        let view = View { source, telling };
        out.essays.push(view.essay(out.essays.len() + 1, language));
        out.mentions.extend(view.mentions());
        for entity in telling.resolved.entities.values() {
            let row = entities.entry(&entity.id).or_insert_with(|| EntityRow {
                id: entity.id.to_string(),
                r#type: entity.id.kind.as_str(),
                label: entity.labels.clone(),
                forms: Vec::new(),
                known: entity.known,
            });
            row.forms.extend(entity.forms.iter().cloned());
        }
        out.dates.extend(view.dates());
        let before = out.citations.len();
        out.citations.extend(view.citations(before));
        let told = out.events.len();
        out.events.extend(telling.account.events.iter().enumerate().map(|(at, event)| view.event(told + at + 1, before, event)));
        out.findings.extend(view.findings());
    }
    out.entities = entities.into_values().collect();
    for entity in &mut out.entities {
        entity.forms.sort();
        entity.forms.dedup();
    }
    out
}

/// One essay of one source, seen from the raw text.
struct View<'a> {
    source: &'a Source,
    telling: &'a Telling,
}

impl View<'_> {
    fn essay(&self, number: usize, language: &str) -> EssayRow {
        let (start, end) = self.source.code_points(self.telling.essay.raw);
        let head = self.telling.essay.head.as_ref();
        let words = |span: Span| self.words(span);
        EssayRow {
            id: format!("essay{number}"),
            title: head.map(|head| words(head.title)),
            author: head.and_then(|head| head.author).map(|span| self.entity_at(span).unwrap_or_else(|| words(span))),
            language: language.to_owned(),
            place: Place { start, end },
        }
    }

    fn mentions(&self) -> impl Iterator<Item = MentionRow> + '_ {
        self.telling.resolved.mentions.iter().map(|mention| MentionRow {
            place: self.place(mention.span),
            text: self.words(mention.span),
            r#type: mention.entity.kind.as_str(),
            entity: mention.entity.to_string(),
            rule: mention.rule,
            confidence: mention.confidence,
            element: self.telling.essay.marks.iter().find(|mark| mark.span == mention.span).map(|mark| mark.element.clone()),
        })
    }

    fn dates(&self) -> impl Iterator<Item = DateRow> + '_ {
        self.telling.reading.dates.iter().map(|mention| DateRow {
            place: self.place(mention.span),
            text: self.words(mention.span),
            edtf: mention.date.edtf(),
        })
    }

    fn citations(&self, before: usize) -> impl Iterator<Item = CitationRow> + '_ {
        self.telling.reading.citations.iter().enumerate().map(move |(at, citation)| CitationRow {
            id: format!("c{}", before + at + 1),
            place: self.place(citation.span),
            text: self.words(citation.span),
            markers: citation.markers.iter().map(|marker| self.raw_place(marker.raw)).collect(),
            sources: self.cited_sources(at, citation),
        })
    }

    fn cited_sources(&self, at: usize, citation: &Citation) -> Vec<CitedSourceRow> {
        let cited = &self.telling.account.cited;
        let people = |source: usize| {
            let row = cited.binary_search_by_key(&(at, source), |row| (row.citation, row.source));
            row.ok().map(|row| &cited[row])
        };
        citation.sources.iter().enumerate().map(|(number, source)| self.cited_source(source, people(number))).collect()
    }

    fn cited_source(&self, source: &CitedSource, people: Option<&CitedBy>) -> CitedSourceRow {
        CitedSourceRow {
            kind: source.kind.as_str(),
            doc_type: source.doc_type.clone(),
            title: source.title.map(|span| self.words(span)),
            authors: people.map(|row| ids(&row.authors)).unwrap_or_default(),
            recipients: people.map(|row| ids(&row.recipients)).unwrap_or_default(),
            date: source.date.map(|date| date.edtf()),
            repository: source.repository.clone(),
            collection: source.collection.clone(),
            shelfmark: source.shelfmark.clone(),
            container: source.container.clone(),
            place: source.place.clone(),
            year: source.year.clone(),
            pages: source.pages.clone(),
            ibid: source.ibid,
            see: source.see,
        }
    }

    fn event(&self, number: usize, citations_before: usize, event: &Event) -> EventRow {
        let mut passages = event.passages.iter().map(|&span| self.place(span));
        EventRow {
            id: format!("e{number}"),
            r#type: event.kind.as_str(),
            label: event.document.as_ref().map_or_else(|| self.label(event), |document| document.title.clone()),
            date: event.date.map(|date| date.edtf()),
            actors: ids(&event.actors),
            recipients: ids(&event.recipients),
            places: ids(&event.places),
            place: passages.next().unwrap_or(Place { start: 0, end: 0 }),
            also: passages.collect(),
            cited_by: event.cited_by.iter().map(|at| format!("c{}", citations_before + at + 1)).collect(),
        }
    }

    /// Who and whom, as they are called in their base form.
    fn label(&self, event: &Event) -> String {
        let name = |id: &EntityId| self.telling.resolved.entities.get(id).and_then(|entity| entity.labels.values().next().cloned());
        let names = |ids: &[EntityId]| ids.iter().filter_map(name).collect::<Vec<_>>().join(", ");
        let people: Vec<_> = event.actors.iter().chain(&event.recipients).cloned().collect();
        let (people, places) = (names(&people), names(&event.places));
        // What is of no type of its own is called by its verb: "John Brown: arrested, London, 1871-05-04".
        let head = match (&event.word, event.kind) {
            (Some(word), EventKind::Other) if people.is_empty() => word.clone(),
            (Some(word), EventKind::Other) => format!("{people}: {word}"),
            (_, kind) if people.is_empty() => kind.as_str().to_owned(),
            (_, kind) => format!("{}: {people}", kind.as_str()),
        };
        let date = event.date.map(|date| date.edtf()).unwrap_or_default();
        [head, places, date].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    fn findings(&self) -> impl Iterator<Item = FindingRow> + '_ {
        self.telling.account.findings.iter().map(|finding| FindingRow {
            code: finding.code,
            level: finding.level.as_str(),
            message: finding.message.clone(),
            spans: finding.spans.iter().map(|&span| self.place(span)).collect(),
        })
    }

    fn entity_at(&self, span: Span) -> Option<String> {
        self.telling.resolved.mentions.iter().find(|mention| mention.span == span).map(|mention| mention.entity.to_string())
    }

    fn place(&self, span: Span) -> Place {
        self.raw_place(self.telling.essay.prose.raw_span(span))
    }

    fn raw_place(&self, raw: Span) -> Place {
        let (start, end) = self.source.code_points(raw);
        Place { start, end }
    }

    fn words(&self, span: Span) -> String {
        collapsed(self.telling.essay.prose.raw_span(span).of(self.source.raw()))
    }
}

fn ids(entities: &[EntityId]) -> Vec<String> {
    entities.iter().map(ToString::to_string).collect()
}

/// White space as one space; the white space after a line-end hyphen dropped.
fn collapsed(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find(char::is_whitespace) {
        let (words, tail) = rest.split_at(at);
        out.push_str(words);
        let next = tail.trim_start();
        let gap = &tail[..tail.len() - next.len()];
        let joined = gap.contains('\n') && out.ends_with('-') && out[..out.len() - 1].ends_with(char::is_alphanumeric);
        if !joined {
            out.push(' ');
        }
        rest = next;
    }
    out.push_str(rest);
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_words_are_shown_as_one_line() {
        assert_eq!(collapsed("Энвер-\n\nпашой и\n товарищами"), "Энвер-пашой и товарищами");
        assert_eq!(collapsed("Турция - \n\nРоссия"), "Турция - Россия");
    }
}
