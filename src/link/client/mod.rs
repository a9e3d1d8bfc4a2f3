//! Asks Wikidata and reconciliation services, by their rules: a contact or no request, one request at a time with a pause,
//! `maxlag`, `Retry-After` to the second, longer and longer pauses where none is said, and nothing asked twice.
//!
//! [`asker`] makes the requests, [`answer`] says what an answer means, [`cache`] keeps the good ones; [`Client`] asks Wikidata,
//! [`Service`] a reconciliation service. It is the one place of the house that opens a connection to them.
//!
//! Sources: <https://www.mediawiki.org/wiki/API:Etiquette>, <https://www.mediawiki.org/wiki/Manual:Maxlag_parameter>,
//! <https://foundation.wikimedia.org/wiki/Policy:Wikimedia_Foundation_User-Agent_Policy>.

mod answer;
mod asker;
mod cache;
mod gather;
mod http;
mod service;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::item::ItemId;
use super::snapshot::{LANGUAGES, Search};

pub use asker::{ClientError, Clock, Cost, Settings};
pub use gather::{Refreshed, all_searches, gather, refresh};
pub use service::{Service, gather_from, unasked_of};

use asker::Asker;
use cache::Cache;
use http::Asked;

/// Wikidata's own address of the Action API.
pub const WIKIDATA: &str = "https://www.wikidata.org/w/api.php";

/// The most ids that one request may name.
pub const BATCH: usize = 50;

/// How many items a search may bring.
const HITS: usize = 20;

/// Items as they were answered.
#[derive(Clone, Debug, Default)]
pub struct Entities {
    /// The entities, by the id they have now.
    pub entities: BTreeMap<ItemId, Json>,
    /// Ids that lead to another item, and to which.
    pub redirects: BTreeMap<ItemId, ItemId>,
    /// Ids that stand for nothing.
    pub missing: BTreeSet<ItemId>,
}

/// A client that makes one request at a time.
pub struct Client {
    asker: Asker,
    cache: Cache,
}

impl Client {
    /// A client that says who answers for it.
    ///
    /// # Errors
    /// When the contact is none; then nothing is ever asked.
    pub fn new(settings: Settings) -> Result<Self, ClientError> {
        let asker = Asker::new(settings)?;
        let cache = asker.cache("search")?;
        Ok(Self { asker, cache })
    }

    /// What was asked so far.
    #[must_use]
    pub fn cost(&self) -> &Cost {
        &self.asker.cost
    }

    /// The addresses of these searches that were not answered before.
    #[must_use]
    pub fn unasked(&self, searches: &[Search]) -> Vec<String> {
        let urls = searches.iter().map(|search| search_url(&self.asker.settings.endpoint, search));
        urls.filter(|url| self.asker.settings.refresh || self.cache.answer(url).is_none()).collect()
    }

    /// The items that a search brings, in its order.
    ///
    /// # Errors
    /// When Wikidata refuses, or was asked often enough.
    pub fn search(&mut self, search: &Search) -> Result<Vec<ItemId>, ClientError> {
        let url = search_url(&self.asker.settings.endpoint, search);
        let answer = self.ask(&url)?;
        Ok(answer::hits(&answer, search.full_text))
    }

    /// The items with these ids, fifty a request.
    ///
    /// # Errors
    /// When Wikidata refuses, or was asked often enough.
    pub fn entities(&mut self, ids: &BTreeSet<ItemId>) -> Result<Entities, ClientError> {
        let mut out = Entities::default();
        let mut unknown = Vec::new();
        for id in ids {
            match self.cache.entity(*id).filter(|_| !self.asker.settings.refresh) {
                Some(entity) => {
                    self.asker.cost.kept += 1;
                    out.take(*id, entity);
                }
                None => unknown.push(*id),
            }
        }
        for batch in unknown.chunks(BATCH) {
            let url = entities_url(&self.asker.settings.endpoint, batch);
            let answer = self.request(&url, None)?.0;
            for id in batch {
                let entity = answer.get("entities").and_then(|entities| entities.get(id.to_string())).cloned();
                let entity = entity.unwrap_or_else(|| serde_json::json!({"id": id.to_string(), "missing": ""}));
                self.kept(|cache| cache.keep_entity(*id, &entity))?;
                out.take(*id, entity);
            }
        }
        Ok(out)
    }

    /// The answer of an address, kept or asked for.
    fn ask(&mut self, url: &str) -> Result<Json, ClientError> {
        let kept = self.cache.answer(url);
        let tag = match &kept {
            Some(kept) if !self.asker.settings.refresh => {
                self.asker.cost.kept += 1;
                return Ok(kept.answer.clone());
            }
            Some(kept) => kept.tag.clone(),
            None => None,
        };
        let (answer, tag) = self.request(url, kept.as_ref().and_then(|kept| Some((tag.as_deref()?, &kept.answer))))?;
        self.kept(|cache| cache.keep(url, &answer, tag.as_deref()))?;
        Ok(answer)
    }

    fn kept(&self, keep: impl FnOnce(&Cache) -> std::io::Result<()>) -> Result<(), ClientError> {
        keep(&self.cache).map_err(|source| self.asker.not_kept(source))
    }

    /// Asks Wikidata; `kept` is a former answer with its tag.
    fn request(&mut self, url: &str, kept: Option<(&str, &Json)>) -> Result<(Json, Option<String>), ClientError> {
        let (answer, tag) = self.asker.ask(&Asked { kept, ..Asked::get(&format!("{url}&maxlag=5")) })?;
        self.asker.cost.warnings.extend(answer::warnings(&answer));
        Ok((answer, tag))
    }
}

impl Entities {
    fn take(&mut self, asked: ItemId, entity: Json) {
        match entity.get("id").and_then(Json::as_str).and_then(ItemId::parse) {
            _ if entity.get("missing").is_some() => drop(self.missing.insert(asked)),
            Some(id) => {
                if id != asked {
                    self.redirects.insert(asked, id);
                }
                self.entities.insert(id, entity);
            }
            None => drop(self.missing.insert(asked)),
        }
    }
}

fn search_url(endpoint: &str, search: &Search) -> String {
    let encode = |text: &str| percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string();
    let hits = HITS;
    if search.full_text {
        let query = encode(&format!("{} haswbstatement:P31=Q5", search.query));
        format!("{endpoint}?action=query&format=json&list=search&srnamespace=0&srlimit={hits}&srsearch={query}")
    } else {
        let (query, language) = (encode(&search.query), encode(&search.language));
        format!(
            "{endpoint}?action=wbsearchentities&format=json&type=item&limit={hits}&language={language}&uselang={language}&search={query}"
        )
    }
}

fn entities_url(endpoint: &str, ids: &[ItemId]) -> String {
    let ids = ids.iter().map(ToString::to_string).collect::<Vec<_>>().join("%7C");
    let languages = LANGUAGES.join("%7C");
    format!(
        "{endpoint}?action=wbgetentities&format=json&props=info%7Clabels%7Caliases%7Cdescriptions%7Cclaims%7Csitelinks&languages={languages}&ids={ids}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn searches_are_addresses() {
        let search = |full_text| Search { query: "Юсуф Кемаль".to_owned(), language: "ru".to_owned(), full_text };
        let plain = search_url("https://x/w/api.php", &search(false));
        assert!(plain.starts_with("https://x/w/api.php?action=wbsearchentities&") && plain.ends_with("%D1%8C"), "{plain}");
        assert!(search_url("https://x/w/api.php", &search(true)).contains("haswbstatement%3AP31%3DQ5"));
    }
}
