//! One request at a time, by the rules of those who serve: a contact, pauses, `Retry-After`, patience with an end.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value as Json;

use super::WIKIDATA;
use super::answer::{self, Answer, Reason};
use super::cache::Cache;
use super::http::{Asked, Http};

/// How many redirects are followed in a row.
const REDIRECTS: usize = 3;

/// Measures time and lets it pass; tests bring one that does not wait.
pub trait Clock: Send + Sync {
    /// Since any fixed moment.
    fn now(&self) -> Duration;
    /// Waits.
    fn sleep(&self, time: Duration);
}

/// How a server is asked.
#[derive(Clone)]
pub struct Settings {
    /// The address of the Action API, or of the service.
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
    /// Is told why a request is made again, and in how many seconds.
    pub told: fn(&str, u64),
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
            told: |_, _| {},
        }
    }
}

/// Why a server could not be asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ClientError {
    /// Nobody answers for the requests.
    #[error(
        "no request without a contact: \"{0}\" is neither an e-mail address nor a web page\nhint: --contact you@university.example; who runs the server writes there before a client is blocked, and Wikidata serves twenty times as many requests to those who say who they are"
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
    /// A batch is larger than it takes.
    #[error("{0} takes no batch as large as this")]
    TooLarge(String),
    /// It is no reconciliation service, or none that we can speak to.
    #[error("{url} is no reconciliation service that can be asked: {reason}")]
    NoService {
        /// The address.
        url: String,
        /// What is missing.
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
    /// What the server warned of.
    pub warnings: BTreeSet<String>,
}

/// Makes requests, and counts them.
pub(super) struct Asker {
    pub(super) settings: Settings,
    http: Http,
    /// When the next request may be made.
    next: Duration,
    pub(super) cost: Cost,
}

impl Asker {
    /// One that says who answers for it.
    ///
    /// # Errors
    /// When the contact is none; then nothing is ever asked.
    pub(super) fn new(settings: Settings) -> Result<Self, ClientError> {
        if !is_contact(&settings.contact) {
            return Err(ClientError::Contact(settings.contact));
        }
        let agent = format!("regesta/{} ({}) reqwest/0.13", env!("CARGO_PKG_VERSION"), settings.contact.trim());
        let http = Http::new(&agent).map_err(ClientError::Setup)?;
        // The run before may have ended just now.
        let next = settings.clock.now() + settings.pause;
        Ok(Self { next, settings, http, cost: Cost::default() })
    }

    /// Where answers are kept; `of` is the folder of those by address.
    pub(super) fn cache(&self, of: &'static str) -> Result<Cache, ClientError> {
        Cache::open(&self.settings.cache, of).map_err(|source| self.not_kept(source))
    }

    pub(super) fn not_kept(&self, source: std::io::Error) -> ClientError {
        ClientError::Cache { folder: self.settings.cache.clone(), source }
    }

    /// Asks until there is a good answer, or often enough.
    ///
    /// # Errors
    /// When the server refuses, or was asked often enough.
    pub(super) fn ask(&mut self, asked: &Asked<'_>) -> Result<(Json, Option<String>), ClientError> {
        let mut to = asked.url.to_owned();
        let mut redirects = 0;
        let mut tries = 0;
        loop {
            self.pause();
            self.cost.requests += 1;
            self.cost.again += usize::from(tries > 0);
            tries += 1;
            let response = self.http.send(&Asked { url: &to, ..*asked });
            self.next = self.settings.clock.now() + self.settings.pause;
            let (wait, reason) = match answer::answer(response) {
                Answer::Good(answer, tag) => return Ok((answer, tag)),
                Answer::TooLarge => return Err(ClientError::TooLarge(to)),
                Answer::Unchanged => match asked.kept {
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
            (self.settings.told)(&reason, wait.max(self.settings.pause).as_secs());
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

/// Whether somebody can be reached there.
fn is_contact(contact: &str) -> bool {
    let contact = contact.trim();
    let plain = !contact.is_empty() && contact.bytes().all(|byte| (33..127).contains(&byte) && !matches!(byte, b'(' | b')'));
    let mail = contact.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.starts_with('.'));
    let page = ["https://", "http://"].iter().any(|scheme| contact.strip_prefix(scheme).is_some_and(|rest| rest.contains('.')));
    plain && (mail || page)
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
}
