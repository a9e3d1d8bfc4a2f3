//! The essays as they were read, where they are at hand: what names what, word by word.

use crate::rdf::{ReadEssay, Registry, TextRight};
use crate::resolve::EntityId;
use crate::text::Span;

use super::catalogue::{Catalogue, Mention};

/// The essays of a publication as they were read, and the addresses of what they name.
#[derive(Clone, Copy, Debug)]
pub struct Texts<'a> {
    /// The essays.
    pub essays: &'a [ReadEssay<'a>],
    /// Every address ever minted.
    pub registry: &'a Registry,
}

impl Texts<'_> {
    /// The address of a thing; `None` where it was taken out.
    pub(super) fn address(&self, catalogue: &Catalogue, id: &EntityId) -> Option<String> {
        let path = self.registry.live(&id.to_string())?;
        Some(format!("{}{path}", catalogue.edition.base))
    }
}

impl Catalogue {
    /// The same catalogue with every mention; its words as far as they may be shown.
    #[must_use]
    pub fn with_mentions(mut self, texts: &Texts<'_>) -> Self {
        let mut mentions = Vec::new();
        for essay in texts.essays {
            let iri = self.edition.base.essay(essay.key).into_string();
            for mention in &essay.resolved.mentions {
                let Some(thing) = texts.address(&self, &mention.entity) else { continue };
                let (start, end) = place(essay, mention.span);
                let shown = match self.edition.text {
                    TextRight::Full => true,
                    TextRight::Quotes => self.is_quoted(&iri, start, end),
                    TextRight::Positions => false,
                };
                mentions.push(Mention {
                    essay: iri.clone(),
                    start,
                    end,
                    words: shown.then(|| mention.span.of(essay.essay.prose.text()).to_owned()),
                    thing,
                    rule: mention.rule.to_owned(),
                    confidence: mention.confidence,
                });
            }
        }
        mentions.sort_by(|a, b| (&a.essay, a.start, a.end).cmp(&(&b.essay, b.start, b.end)));
        self.mentions = mentions;
        self
    }

    /// Whether words stand in a passage that is shown.
    fn is_quoted(&self, essay: &str, start: usize, end: usize) -> bool {
        let within = |own: &super::catalogue::Passage| own.essay == essay && own.start <= start && end <= own.end;
        self.passages.iter().any(|own| own.words.is_some() && within(own))
    }
}

/// Where words stand in the raw text, in code points.
pub(super) fn place(essay: &ReadEssay<'_>, span: Span) -> (usize, usize) {
    essay.source.code_points(essay.essay.prose.raw_span(span))
}
