//! Asks Wikidata, by its rules: a contact or no request, one request at a time with a pause, `maxlag`, `Retry-After` to the
//! second, longer and longer pauses where it says none, and nothing asked twice.
//!
//! [`answer`] says what an answer means, [`cache`] keeps the good ones, [`Client`] asks. It is the one place of the house that
//! opens a connection to Wikidata.
//!
//! Sources: <https://www.mediawiki.org/wiki/API:Etiquette>, <https://www.mediawiki.org/wiki/Manual:Maxlag_parameter>,
//! <https://foundation.wikimedia.org/wiki/Policy:Wikimedia_Foundation_User-Agent_Policy>.

mod answer;
mod cache;
mod gather;
mod http;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value as Json;

use super::item::ItemId;
use super::snapshot::{LANGUAGES, Search};

pub use gather::{Refreshed, all_searches, gather, refresh};

use answer::{Answer, Reason};
use cache::Cache;
use http::Http;

/// Wikidata's own address of the Action API.
pub const WIKIDATA: &str = "https://www.wikidata.org/w/api.php";

/// The most ids that one request may name.
pub const BATCH: usize = 50;

/// How many items a search may bring.
const HITS: usize = 20;

/// How many redirects are followed in a row.
const REDIRECTS: usize = 3;

/// Measures time and lets it pass; tests bring one that does not wait.
pub trait Clock: Send + Sync {
    /// Since any fixed moment.
    fn now(&self) -> Duration;
    /// Waits.
    fn sleep(&self, time: Duration);
}

/// How Wikidata is asked.
#[derive(Clone)]
pub struct Settings {
    /// The address of the Action API.
    pub endpoint: String,
    /// Who answers for the requests: an e-mail address or a page.
    pub contact: String,
    /// The least time between the end of a request and the beginning of the next.
    pub pause: Duration,
    /// How often a request is made before it is given up.
    pub tries: u32,
    /// The folder of answers.
    pub cache: PathBuf,
    /// Whether kept answers are asked for again, by their tag where they have one.
    pub refresh: bool,
    /// The day that is written beside what is kept.
    pub today: String,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

impl Settings {
    /// Asks Wikidata at a pace of at most two requests a second, which is below what it allows to those who say who they are.
    #[must_use]
    pub fn new(contact: &str, cache: PathBuf, today: &str, clock: Arc<dyn Clock>) -> Self {
        Self {
            endpoint: WIKIDATA.to_owned(),
            contact: contact.to_owned(),
            pause: Duration::from_millis(500),
            tries: 6,
            cache,
            refresh: false,
            today: today.to_owned(),
            clock,
        }
    }
}

/// Why Wikidata could not be asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ClientError {
    /// Nobody answers for the requests.
    #[error(
        "no request without a contact: \"{0}\" is neither an e-mail address nor a web page\nhint: --contact you@university.example; Wikidata writes there before it blocks a client, and serves twenty times as many requests to those who say who they are"
    )]
    Contact(String),
    /// The connection cannot be set up at all.
    #[error("cannot make a client for the web: {0}")]
    Setup(String),
    /// It was asked often enough.
    #[error("gave up after {tries} requests: {reason}\nhint: wait for an hour and run the same command again; what was answered is kept in {}", cache.display())]
    GaveUp {
        /// How often it was asked.
        tries: u32,
        /// What was answered last.
        reason: String,
        /// Where the answers are kept.
        cache: PathBuf,
    },
    /// It refuses: asking again would not help.
    #[error("{url} answers {reason}")]
    Refused {
        /// The address.
        url: String,
        /// What it says.
        reason: String,
    },
    /// An answer cannot be kept.
    #[error("cannot keep an answer in {}: {source}", folder.display())]
    Cache {
        /// The folder.
        folder: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

/// What was asked, and what it cost.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Cost {
    /// Requests that were made, those made again included.
    pub requests: usize,
    /// Requests that were made again.
    pub again: usize,
    /// Answers that were kept from before.
    pub kept: usize,
    /// Seconds that were waited.
    pub waited: u64,
    /// What Wikidata warned of.
    pub warnings: BTreeSet<String>,
}

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
    settings: Settings,
    http: Http,
    cache: Cache,
    /// When the next request may be made.
    next: Duration,
    cost: Cost,
}

impl Client {
    /// A client that says who answers for it.
    ///
    /// # Errors
    /// When the contact is none; then nothing is ever asked.
    pub fn new(settings: Settings) -> Result<Self, ClientError> {
        if !is_contact(&settings.contact) {
            return Err(ClientError::Contact(settings.contact));
        }
        let agent = format!("regesta/{} ({}) reqwest/0.13", env!("CARGO_PKG_VERSION"), settings.contact.trim());
        let http = Http::new(&agent).map_err(ClientError::Setup)?;
        let cache = Cache::open(&settings.cache).map_err(|source| ClientError::Cache { folder: settings.cache.clone(), source })?;
        // The run before may have ended just now.
        let next = settings.clock.now() + settings.pause;
        Ok(Self { next, settings, http, cache, cost: Cost::default() })
    }

    /// What was asked so far.
    #[must_use]
    pub fn cost(&self) -> &Cost {
        &self.cost
    }

    /// The addresses of these searches that were not answered before.
    #[must_use]
    pub fn unasked(&self, searches: &[Search]) -> Vec<String> {
        let urls = searches.iter().map(|search| search_url(&self.settings.endpoint, search));
        urls.filter(|url| self.settings.refresh || self.cache.answer(url).is_none()).collect()
    }

    /// The items that a search brings, in its order.
    ///
    /// # Errors
    /// When Wikidata refuses, or was asked often enough.
    pub fn search(&mut self, search: &Search) -> Result<Vec<ItemId>, ClientError> {
        let url = search_url(&self.settings.endpoint, search);
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
            match self.cache.entity(*id).filter(|_| !self.settings.refresh) {
                Some(entity) => {
                    self.cost.kept += 1;
                    out.take(*id, entity);
                }
                None => unknown.push(*id),
            }
        }
        for batch in unknown.chunks(BATCH) {
            let url = entities_url(&self.settings.endpoint, batch);
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
            Some(kept) if !self.settings.refresh => {
                self.cost.kept += 1;
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
        keep(&self.cache).map_err(|source| ClientError::Cache { folder: self.settings.cache.clone(), source })
    }

    /// Asks until there is a good answer, or often enough. `kept` is a former answer with its tag.
    fn request(&mut self, url: &str, kept: Option<(&str, &Json)>) -> Result<(Json, Option<String>), ClientError> {
        let mut to = format!("{url}&maxlag=5");
        let mut redirects = 0;
        let mut tries = 0;
        loop {
            self.pause();
            self.cost.requests += 1;
            self.cost.again += usize::from(tries > 0);
            tries += 1;
            let response = self.http.get(&to, kept.map(|(tag, _)| tag));
            self.next = self.settings.clock.now() + self.settings.pause;
            let (wait, reason) = match answer::answer(response) {
                Answer::Good(answer, tag) => {
                    self.cost.warnings.extend(answer::warnings(&answer));
                    return Ok((answer, tag));
                }
                Answer::Unchanged => match kept {
                    Some((tag, answer)) => return Ok((answer.clone(), Some(tag.to_owned()))),
                    None => return Err(ClientError::Refused { url: to, reason: "304, though nothing was kept".to_owned() }),
                },
                Answer::Elsewhere(location) if redirects < REDIRECTS => {
                    redirects += 1;
                    tries -= 1;
                    to = self.http.joined(&to, &location).ok_or_else(|| ClientError::Refused {
                        url: to.clone(),
                        reason: format!("that it moved to {location}, which is another server"),
                    })?;
                    continue;
                }
                Answer::Elsewhere(_) => return Err(ClientError::Refused { url: to, reason: "one redirect after another".to_owned() }),
                Answer::Wrong(reason) => return Err(ClientError::Refused { url: to, reason }),
                Answer::Again(Reason { after, words }) => (after, words),
            };
            if tries >= self.settings.tries {
                return Err(ClientError::GaveUp { tries, reason, cache: self.settings.cache.clone() });
            }
            // What it says, to the second; else 5, 10, 20 … seconds.
            let wait = wait.unwrap_or_else(|| Duration::from_secs(5 << (tries - 1).min(6)));
            self.next = self.settings.clock.now() + wait.max(self.settings.pause);
        }
    }

    fn pause(&mut self) {
        let wait = self.next.saturating_sub(self.settings.clock.now());
        if !wait.is_zero() {
            self.settings.clock.sleep(wait);
            self.cost.waited += wait.as_secs();
        }
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

/// Whether somebody can be reached there.
fn is_contact(contact: &str) -> bool {
    let contact = contact.trim();
    let plain = !contact.is_empty() && contact.bytes().all(|byte| (33..127).contains(&byte) && !matches!(byte, b'(' | b')'));
    let mail = contact.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.starts_with('.'));
    let page = ["https://", "http://"].iter().any(|scheme| contact.strip_prefix(scheme).is_some_and(|rest| rest.contains('.')));
    plain && (mail || page)
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
    fn a_contact_is_an_address_or_a_page() {
        for good in ["me@example.org", "https://example.org/about", " me@uni.example "] {
            assert!(is_contact(good), "{good}");
        }
        for bad in ["", "me", "@example.org", "me@", "me@localhost", "https://", "Иван@example.org", "a b@example.org", "x (y)@example.org"]
        {
            assert!(!is_contact(bad), "{bad}");
        }
    }

    #[test]
    fn searches_are_addresses() {
        let search = |full_text| Search { query: "Юсуф Кемаль".to_owned(), language: "ru".to_owned(), full_text };
        let plain = search_url("https://x/w/api.php", &search(false));
        assert!(plain.starts_with("https://x/w/api.php?action=wbsearchentities&") && plain.ends_with("%D1%8C"), "{plain}");
        assert!(search_url("https://x/w/api.php", &search(true)).contains("haswbstatement%3AP31%3DQ5"));
    }
}
