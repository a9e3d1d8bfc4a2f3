//! What is told when a request is not answered, as a text or as problem JSON.
//!
//! Source: RFC 9457 (<https://www.rfc-editor.org/rfc/rfc9457>); with no `type` of its own a problem's `title`
//! is the phrase of its status (section 4.2.1).

use axum::http::{HeaderName, StatusCode, header};
use serde_json::json;

use crate::store::QueryError;

use super::accept;
use super::reply::Reply;

/// Why a request is not answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) status: StatusCode,
    /// What is wrong and what may be done, in a sentence or two.
    pub(super) detail: String,
    /// When to come again, in seconds.
    pub(super) retry_after: Option<u32>,
    /// The methods that are allowed, where another was used.
    pub(super) allow: Option<&'static str>,
    /// What a client has to show.
    pub(super) challenge: Option<&'static str>,
}

impl Problem {
    pub(super) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self { status, detail: detail.into(), retry_after: None, allow: None, challenge: None }
    }

    /// Something that goes by; the client may come again after these seconds.
    pub(super) fn passing(status: StatusCode, detail: impl Into<String>, retry_after: u32) -> Self {
        Self { retry_after: Some(retry_after), ..Self::new(status, detail) }
    }

    /// A method that is not for this address.
    pub(super) fn method(allow: &'static str) -> Self {
        Self { allow: Some(allow), ..Self::new(StatusCode::METHOD_NOT_ALLOWED, format!("only {allow} here")) }
    }

    /// Something for which the client has to show who it is.
    pub(super) fn unauthorized(detail: impl Into<String>, challenge: &'static str) -> Self {
        Self { challenge: Some(challenge), ..Self::new(StatusCode::UNAUTHORIZED, detail) }
    }

    /// In the form that the client reads: JSON for programs that read JSON, words for all others.
    pub(super) fn reply(&self, wanted: &str) -> Reply {
        const JSON: [&str; 5] =
            ["text/plain", "application/problem+json", "application/json", "application/sparql-results+json", "application/ld+json"];
        let reply = if accept::best(wanted, &JSON).is_some_and(|at| at > 0) {
            let title = self.status.canonical_reason().unwrap_or("Problem");
            let body = json!({ "title": title, "status": self.status.as_u16(), "detail": self.detail });
            Reply::new(self.status, "application/problem+json", body.to_string())
        } else {
            Reply::text(self.status, &self.detail)
        };
        self.headers().into_iter().fold(reply, |reply, (name, value)| reply.with(name, &value)).with(header::VARY, "Accept")
    }

    /// What its status wants to be said in headers.
    pub(super) fn headers(&self) -> Vec<(HeaderName, String)> {
        let retry = self.retry_after.map(|seconds| (header::RETRY_AFTER, seconds.to_string()));
        let allow = self.allow.map(|methods| (header::ALLOW, methods.to_owned()));
        let challenge = self.challenge.map(|challenge| (header::WWW_AUTHENTICATE, challenge.to_owned()));
        retry.into_iter().chain(allow).chain(challenge).collect()
    }
}

/// Why a query has no answer, as HTTP says it.
impl From<&QueryError> for Problem {
    fn from(error: &QueryError) -> Self {
        let status = match error {
            QueryError::Syntax(_) => StatusCode::BAD_REQUEST,
            QueryError::Federation(_) => StatusCode::FORBIDDEN,
            QueryError::Service(_) => StatusCode::BAD_GATEWAY,
            QueryError::Late(_) => return Self::passing(StatusCode::GATEWAY_TIMEOUT, error.to_string(), 30),
            QueryError::Busy(_) | QueryError::TooLong(_) | QueryError::Stopped => {
                return Self::passing(StatusCode::SERVICE_UNAVAILABLE, error.to_string(), 60);
            }
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self::new(status, error.to_string())
    }
}
