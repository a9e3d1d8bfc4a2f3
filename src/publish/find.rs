//! What a search finds, as values: things by their names, and the passages that hold the words.

use serde::Serialize;

use crate::store::{Field, Hit, QueryError};

use super::site::Site;

/// What was found.
#[derive(Clone, Debug, Serialize)]
pub struct Found {
    /// What was asked for.
    pub query: String,
    /// Things whose names hold the words, the best first.
    pub things: Vec<FoundThing>,
    /// Passages and citations that hold the words, the best first.
    pub passages: Vec<FoundPassage>,
}

/// A thing that was found by a name.
#[derive(Clone, Debug, Serialize)]
pub struct FoundThing {
    /// Its address.
    pub iri: String,
    /// Where this server shows it.
    #[serde(skip)]
    pub link: String,
    /// What it is called.
    pub name: String,
    /// "person", "doc" …: the first part of its path; empty where it is of another publication.
    pub kind: String,
    /// The name that holds the words.
    pub words: String,
    /// How well it fits; more is better.
    pub score: f64,
}

/// A passage that was found.
#[derive(Clone, Debug, Serialize)]
pub struct FoundPassage {
    /// Its address.
    pub iri: String,
    /// Where this server shows its essay.
    #[serde(skip)]
    pub link: String,
    /// The essay's address.
    pub essay: String,
    /// Its words.
    pub words: String,
    /// How well it fits; more is better.
    pub score: f64,
}

impl Found {
    /// What the words are found in, so many things and as many passages at the most.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn of(site: &Site, query: &str, most: usize) -> Result<Self, QueryError> {
        // Names and passages come in one list; of either, the other must not leave none.
        let (mut names, passages): (Vec<Hit>, Vec<Hit>) =
            site.store.index()?.find(query, usize::MAX).into_iter().partition(|hit| hit.field == Field::Name);
        names.truncate(most);
        let things: Vec<_> = names.iter().map(|hit| hit.thing.clone()).collect();
        let shown = site.store.shown_as(&things)?;
        let thing = |hit: Hit| {
            let path = hit.thing.as_str().strip_prefix(site.edition.base.as_str()).unwrap_or_default();
            FoundThing {
                iri: hit.thing.as_str().to_owned(),
                link: site.link(hit.thing.as_str()),
                name: shown.get(&hit.thing).cloned().unwrap_or_else(|| hit.words.clone()),
                kind: path.split_once('/').map(|(kind, _)| kind.to_owned()).unwrap_or_default(),
                words: hit.words,
                score: rounded(hit.score),
            }
        };
        let passage = |hit: Hit| FoundPassage {
            iri: hit.thing.as_str().to_owned(),
            link: site.link(hit.thing.as_str()),
            essay: hit.thing.as_str().split('#').next().unwrap_or_default().to_owned(),
            words: hit.words,
            score: rounded(hit.score),
        };
        Ok(Self {
            query: query.to_owned(),
            things: names.into_iter().map(thing).collect(),
            passages: passages.into_iter().take(most).map(passage).collect(),
        })
    }
}

/// Three places are enough to see an order.
fn rounded(score: f64) -> f64 {
    (score * 1000.0).round() / 1000.0
}
