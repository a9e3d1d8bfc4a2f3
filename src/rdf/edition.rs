//! What the mapping is given: the publication's settings and its read essays.

use crate::claim::Account;
use crate::read::Reading;
use crate::resolve::Resolved;
use crate::text::{Essay, Source};

use super::Base;

/// One version of a publication, as its settings describe it.
#[derive(Clone, Debug)]
pub struct Edition {
    /// Where its addresses begin.
    pub base: Base,
    /// Its title.
    pub title: String,
    /// BCP 47 code of the language of its names and labels.
    pub language: String,
    /// The licence's address.
    pub license: String,
    /// "0.1.0".
    pub version: String,
    /// Date of this version, YYYY-MM-DD; no clock is read.
    pub date: String,
    /// What may be shown of the essays.
    pub text: TextRight,
    /// Who made it.
    pub creators: Vec<Creator>,
}

/// Who made a publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Creator {
    /// The name.
    pub name: String,
    /// "0000-0002-1825-0097", or the same as an address.
    pub orcid: Option<String>,
}

/// What may be shown of the essays; a right, not a taste.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TextRight {
    /// The whole text.
    Full,
    /// Passages that support a statement, nothing else.
    Quotes,
    /// Names, dates, titles of cited documents and offsets; no other word of the essay.
    Positions,
}

impl TextRight {
    /// As the settings write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Quotes => "quotes",
            Self::Positions => "positions",
        }
    }
}

/// One essay, read, with what it says.
#[derive(Clone, Copy, Debug)]
pub struct ReadEssay<'a> {
    /// Its key in addresses.
    pub key: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Its author's name, where it is known.
    pub author: Option<&'a str>,
    /// Where it was published.
    pub source_url: Option<&'a str>,
    /// When it was published, EDTF.
    pub date: Option<&'a str>,
    /// BCP 47 code.
    pub language: &'a str,
    /// The raw text it stands in.
    pub source: &'a Source,
    /// Its clean prose.
    pub essay: &'a Essay,
    /// What stands in it.
    pub reading: &'a Reading,
    /// Which mention is which thing.
    pub resolved: &'a Resolved,
    /// What it says.
    pub account: &'a Account,
}

/// The essays of a publication, which may be read anew each time they are asked for, so that not all are held at once.
pub trait Essays<E> {
    /// Hands each essay to `look`, in the order of their keys.
    ///
    /// # Errors
    /// When an essay cannot be read, or `look` fails.
    fn each(&mut self, look: &mut dyn FnMut(&ReadEssay<'_>) -> Result<(), E>) -> Result<(), E>;
}

impl<E> Essays<E> for &[ReadEssay<'_>] {
    fn each(&mut self, look: &mut dyn FnMut(&ReadEssay<'_>) -> Result<(), E>) -> Result<(), E> {
        let mut sorted = self.to_vec();
        sorted.sort_by(|a, b| a.key.cmp(b.key));
        sorted.iter().try_for_each(look)
    }
}

impl ReadEssay<'_> {
    /// The clean words of a span, white space collapsed.
    pub(super) fn words(&self, span: crate::text::Span) -> String {
        span.of(self.essay.prose.text()).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
