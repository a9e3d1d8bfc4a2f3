//! `data/kars-1921`, read once and exported under each right.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use regesta::publication::{Publication, with_essays};
use regesta::publish::exchange::{Catalogue, Exchange, Texts};
use regesta::rdf::{Edition, ReadEssay, TextRight, quads, union};
use regesta::text::Essay;

/// A publication under one right.
pub(crate) struct Exported {
    pub(crate) catalogue: Catalogue,
    /// Every file of every format, by its path.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
}

impl Exported {
    /// A file as text.
    #[track_caller]
    pub(crate) fn text(&self, path: &str) -> &str {
        let bytes = self.files.get(path).unwrap_or_else(|| panic!("no {path} among {:?}", self.files.keys()));
        std::str::from_utf8(bytes).expect("exports are UTF-8")
    }

    /// A file as JSON.
    #[track_caller]
    pub(crate) fn json(&self, path: &str) -> serde_json::Value {
        serde_json::from_str(self.text(path)).expect("it is JSON")
    }
}

/// What was read of an essay.
pub(crate) struct Read {
    pub(crate) raw: String,
    /// The words and the thing of each mention of the body and the notes.
    pub(crate) mentions: Vec<(String, String)>,
    /// The dates of the body and the notes.
    pub(crate) dates: Vec<String>,
    pub(crate) citations: usize,
    pub(crate) sentences: Vec<String>,
    /// Words that any right shows: titles, citations.
    pub(crate) shown: String,
}

/// The publication under each right, and its essays.
pub(crate) struct Kars {
    pub(crate) publication: Publication,
    pub(crate) full: Exported,
    pub(crate) quotes: Exported,
    pub(crate) positions: Exported,
    pub(crate) essays: BTreeMap<String, Read>,
}

/// The same for all tests.
pub(crate) fn kars() -> &'static Kars {
    static KARS: OnceLock<Kars> = OnceLock::new();
    KARS.get_or_init(|| {
        let publication = Publication::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data/kars-1921")).expect("it is a publication");
        let exported = with_essays(&publication, |essays| {
            let export = |right| export(&publication, essays, right);
            let read = essays.iter().map(|essay| (essay.key.to_owned(), read(essay))).collect();
            (export(TextRight::Full), export(TextRight::Quotes), export(TextRight::Positions), read)
        });
        let (full, quotes, positions, essays) = exported.expect("its essays are at hand");
        Kars { publication, full, quotes, positions, essays }
    })
}

pub(crate) fn export(publication: &Publication, essays: &[ReadEssay<'_>], text: TextRight) -> Exported {
    let edition = Edition { text, ..publication.edition().clone() };
    let mut registry = publication.registry.clone();
    let quads = quads(&edition, essays, &publication.authority, &mut registry);
    let texts = Texts { essays, registry: &registry };
    let catalogue = Catalogue::of(&edition, union(&quads).into_iter()).with_mentions(&texts);
    let files = Exchange::ALL.into_iter().flat_map(|format| format.files(&catalogue, Some(&texts))).collect();
    Exported { catalogue, files }
}

/// Where the head of an essay ends: its title, and its author over or under it.
pub(crate) fn head_end(essay: &Essay) -> usize {
    essay.head.as_ref().map_or(0, |head| head.author.map_or(0, |author| author.end()).max(head.title.end()))
}

/// What was read of an essay, without what stands in its title.
pub(crate) fn read(essay: &ReadEssay<'_>) -> Read {
    let text = essay.essay.prose.text();
    let head = head_end(essay.essay);
    let words = |span: regesta::text::Span| span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let mentions = essay.resolved.mentions.iter().filter(|mention| mention.span.start() >= head);
    let dates = essay.reading.dates.iter().filter(|mention| mention.span.start() >= head);
    let citations = essay.reading.citations.iter().map(|citation| words(citation.span));
    Read {
        raw: essay.source.raw().to_owned(),
        mentions: mentions.map(|mention| (words(mention.span), mention.entity.to_string())).collect(),
        dates: dates.map(|mention| format!("{} {}", words(mention.span), mention.date.edtf())).collect(),
        citations: essay.reading.citations.len(),
        sentences: essay.reading.sentences.iter().map(|&sentence| words(sentence)).collect(),
        shown: citations.chain([essay.title.to_owned()]).collect::<Vec<_>>().join(" | "),
    }
}
