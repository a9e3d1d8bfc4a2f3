//! One request over HTTP; nothing of what an answer means.

use std::time::Duration;

use reqwest::blocking::Client;
use reqwest::header::{ETAG, IF_NONE_MATCH, LOCATION, RETRY_AFTER};
use reqwest::redirect::Policy;

/// How long an answer may take.
const TIMEOUT: Duration = Duration::from_secs(60);

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
    pub(super) fn get(&self, url: &str, tag: Option<&str>) -> Result<Response, String> {
        let mut request = self.0.get(url);
        if let Some(tag) = tag {
            request = request.header(IF_NONE_MATCH, tag);
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
        (to.origin() == from.origin()).then(|| to.to_string())
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
