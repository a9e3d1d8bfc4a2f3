//! Why another store gave no answer.

use std::io;

use oxigraph::io::RdfParseError;
use oxigraph::sparql::results::QueryResultsParseError;
use reqwest::StatusCode;
use reqwest::blocking::Response;

use super::super::QueryError;

/// Why another store gave no answer. Its own words are not passed on: they may tell what is no stranger's business.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RemoteError {
    /// The address is none.
    #[error("\"{0}\" is no address of a store: {1}")]
    Address(String, String),
    /// It cannot be reached.
    #[error("the store behind this server cannot be reached")]
    Unreachable,
    /// It took too long.
    #[error("the store behind this server took too long")]
    Late,
    /// It has too much to do, or is not ready.
    #[error("the store behind this server has too much to do ({0})")]
    Busy(StatusCode),
    /// It does not take the query.
    #[error("the store behind this server does not take this query")]
    Refused,
    /// It answered otherwise.
    #[error("the store behind this server answered {0}")]
    Status(StatusCode),
    /// Its answer is in a form that is not known.
    #[error("the store behind this server answered in a form that is not known: \"{0}\"")]
    Format(String),
    /// Its answer is not what it says it is, or breaks off.
    #[error("the answer of the store behind this server is broken")]
    Broken,
}

impl RemoteError {
    /// A response that is an answer.
    pub(super) fn checked(response: reqwest::Result<Response>) -> Result<Response, Self> {
        let response = response.map_err(|error| Self::of_request(&error))?;
        match response.status() {
            StatusCode::OK => Ok(response),
            StatusCode::BAD_REQUEST => Err(Self::Refused),
            StatusCode::REQUEST_TIMEOUT | StatusCode::GATEWAY_TIMEOUT => Err(Self::Late),
            status @ (StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE) => Err(Self::Busy(status)),
            status => Err(Self::Status(status)),
        }
    }

    /// The same as what becomes of a question.
    pub(in crate::store) fn told(&self) -> QueryError {
        match self {
            Self::Late => QueryError::Late(self.to_string()),
            Self::Busy(_) => QueryError::Busy(self.to_string()),
            Self::Refused => QueryError::Syntax(self.to_string()),
            Self::Address(..) | Self::Unreachable | Self::Status(_) | Self::Format(_) | Self::Broken => {
                QueryError::Service(self.to_string())
            }
        }
    }

    fn of_request(error: &reqwest::Error) -> Self {
        tracing::warn!(%error, cause = cause(error), "the store cannot be asked");
        if error.is_timeout() {
            // One that takes no connection is not slow but away.
            return if error.is_connect() { Self::Unreachable } else { Self::Late };
        }
        Self::Unreachable
    }

    fn of_reading(error: &io::Error) -> Self {
        let cause = error.get_ref().and_then(|inner| inner.downcast_ref::<reqwest::Error>());
        if error.kind() == io::ErrorKind::TimedOut || cause.is_some_and(reqwest::Error::is_timeout) { Self::Late } else { Self::Broken }
    }

    pub(super) fn of_results(error: QueryResultsParseError) -> Self {
        tracing::warn!(%error, "the store's answer cannot be read");
        match error {
            QueryResultsParseError::Io(error) => Self::of_reading(&error),
            QueryResultsParseError::Syntax(_) => Self::Broken,
        }
    }

    pub(super) fn of_graph(error: RdfParseError) -> Self {
        tracing::warn!(%error, "the store's answer cannot be read");
        match error {
            RdfParseError::Io(error) => Self::of_reading(&error),
            RdfParseError::Syntax(_) => Self::Broken,
        }
    }
}

/// The cause of an error at the bottom of its chain.
fn cause(error: &dyn std::error::Error) -> String {
    std::iter::successors(Some(error), |error| error.source()).last().map(ToString::to_string).unwrap_or_default()
}
