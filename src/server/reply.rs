//! A request and its answer, before and after HTTP.

use axum::http::{HeaderName, Method, StatusCode, header};

/// What is asked.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) method: Method,
    /// As in the request line, percent-encoded.
    pub(super) path: String,
    /// After the question mark.
    pub(super) query: String,
    pub(super) accept: String,
    /// Whom the client takes this server for: "example.org:8080".
    pub(super) host: String,
    pub(super) content_type: String,
    pub(super) body: Vec<u8>,
}

/// What is answered.
#[derive(Clone, Debug)]
pub(super) struct Reply {
    pub(super) status: StatusCode,
    pub(super) content_type: &'static str,
    pub(super) headers: Vec<(HeaderName, String)>,
    pub(super) body: Vec<u8>,
}

impl Reply {
    /// An answer with a body.
    pub(super) fn new(status: StatusCode, content_type: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { status, content_type, headers: Vec::new(), body: body.into() }
    }

    /// Words for whoever asks.
    pub(super) fn text(status: StatusCode, words: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", format!("{words}\n"))
    }

    /// A page.
    pub(super) fn page(status: StatusCode, html: String) -> Self {
        Self::new(status, "text/html; charset=utf-8", html)
    }

    /// It stands at another address.
    pub(super) fn elsewhere(status: StatusCode, location: &str) -> Self {
        Self { status, content_type: "", headers: vec![(header::LOCATION, location.to_owned())], body: Vec::new() }
    }

    /// What may be asked here, for browsers that ask before they ask.
    pub(super) fn options() -> Self {
        Self { status: StatusCode::NO_CONTENT, content_type: "", headers: Vec::new(), body: Vec::new() }
            .with(header::ALLOW, "GET, HEAD, POST, QUERY, OPTIONS")
            .with(header::ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, POST, QUERY, OPTIONS")
            .with(header::ACCESS_CONTROL_ALLOW_HEADERS, "accept, content-type")
            .with(header::ACCESS_CONTROL_MAX_AGE, "86400")
    }

    /// With one more header.
    pub(super) fn with(mut self, name: HeaderName, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    /// The strong tag of its bytes.
    pub(super) fn tag(&self) -> String {
        format!("\"{}\"", &crate::publication::sha256(&self.body)[..32])
    }
}
