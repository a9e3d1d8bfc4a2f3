//! One request over HTTP; nothing of what an answer means.

use std::time::Duration;

use reqwest::blocking::Client;
use reqwest::header::{ACCEPT_LANGUAGE, CONTENT_TYPE, ETAG, IF_NONE_MATCH, LOCATION, RETRY_AFTER};
use reqwest::redirect::Policy;
use serde_json::Value as Json;

/// How long an answer may take.
const TIMEOUT: Duration = Duration::from_secs(60);

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked<'a> {
    pub(super) url: &'a str,
    /// What is posted, and its media type; without it the address is got.
    pub(super) body: Option<(&'a str, &'static str)>,
    /// The language of the answer, where the server has several.
    pub(super) language: Option<&'a str>,
    /// A former answer with its tag.
    pub(super) kept: Option<(&'a str, &'a Json)>,
}

impl<'a> Asked<'a> {
    pub(super) fn get(url: &'a str) -> Self {
        Self { url, body: None, language: None, kept: None }
    }
}

/// What came back.
#[derive(Debug)]
pub(super) struct Response {
    pub(super) status: u16,
    /// Seconds, as the header says.
    pub(super) retry_after: Option<u64>,
    pub(super) location: Option<String>,
    pub(super) tag: Option<String>,
    pub(super) body: Vec<u8>,
}

/// Connections that say who makes them.
pub(super) struct Http(Client);

impl Http {
    pub(super) fn new(agent: &str) -> Result<Self, String> {
        // Another part of the program may have chosen already; then its choice holds.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder().user_agent(agent).timeout(TIMEOUT).redirect(Policy::none()).gzip(true).build();
        client.map(Self).map_err(|error| error.to_string())
    }

    /// Asks; a body that is cut off or packed wrongly is an error.
    pub(super) fn send(&self, asked: &Asked<'_>) -> Result<Response, String> {
        let mut request = match asked.body {
            Some((body, media)) => self.0.post(asked.url).header(CONTENT_TYPE, media).body(body.to_owned()),
            None => self.0.get(asked.url),
        };
        if let Some((tag, _)) = asked.kept {
            request = request.header(IF_NONE_MATCH, tag);
        }
        if let Some(language) = asked.language {
            request = request.header(ACCEPT_LANGUAGE, language);
        }
        let response = request.send().map_err(|error| chain(&error))?;
        let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let (status, location, tag) = (response.status().as_u16(), header(LOCATION), header(ETAG));
        let retry_after = header(RETRY_AFTER).and_then(|seconds| seconds.trim().parse().ok());
        let body = response.bytes().map_err(|error| chain(&error))?.to_vec();
        Ok(Response { status, retry_after, location, tag, body })
    }

    /// Where a redirect leads, on the same server; `None` for another one, to which the contact was not given.
    #[expect(clippy::unused_self, reason = "addresses are this file's")]
    pub(super) fn joined(&self, from: &str, location: &str) -> Option<String> {
        let from = reqwest::Url::parse(from).ok()?;
        let to = from.join(location).ok()?;
        // The same server by a safe way is the same server.
        let safer =
            from.scheme() == "http" && to.scheme() == "https" && from.host() == to.host() && from.port().is_none() && to.port().is_none();
        (to.origin() == from.origin() || safer).then(|| to.to_string())
    }
}

/// The error with its causes, without the address, which may be long.
fn chain(error: &reqwest::Error) -> String {
    let mut words = String::from("no answer");
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        words.push_str(&format!(": {error}"));
        cause = error.source();
    }
    words
}
