//! A request and its answer, before and after HTTP.

use std::borrow::Cow;

use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use futures_util::StreamExt as _;

use super::file::{Span, Stored};
use super::frame::Frame;
use super::limits::Client;
use super::run::Frames;
use super::upload::Upload;

/// The codings in which a form may be packed; its tag ends with the name.
const CODINGS: [&str; 3] = ["gzip", "br", "zstd"];

/// Bodies up to this length are never packed, in bytes.
const SMALL: usize = 32;

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
    /// "https" where a proxy that is trusted says so.
    pub(super) scheme: &'static str,
    pub(super) content_type: String,
    pub(super) authorization: String,
    /// The moment for which a release is wanted.
    pub(super) accept_datetime: String,
    pub(super) body: Bytes,
    /// The body where it is a graph, in a file.
    pub(super) upload: Option<Upload>,
    pub(super) client: Client,
}

/// What is answered.
#[derive(Debug, Clone)]
pub(super) struct Reply {
    pub(super) status: StatusCode,
    pub(super) content_type: Cow<'static, str>,
    pub(super) headers: Vec<(HeaderName, String)>,
    pub(super) content: Content,
    /// The tag of its body, where it is known already.
    tag: Option<String>,
}

/// The body of an answer.
#[derive(Debug)]
pub(super) enum Content {
    Whole(Bytes),
    /// What is known of it, and what is still to come.
    Parts(Vec<u8>, Frames),
    /// On the disk.
    File(Stored),
}

/// What a client has already, and which bytes it wants.
#[derive(Clone, Debug, Default)]
pub(super) struct Wanted {
    /// `If-None-Match`.
    pub(super) unlike: Option<String>,
    /// `Range`.
    pub(super) range: String,
    /// `If-Range`.
    pub(super) if_range: String,
}

impl Clone for Content {
    /// An answer that is still to come is nobody else's: its copy has what is known, and breaks off.
    fn clone(&self) -> Self {
        match self {
            Self::Whole(body) => Self::Whole(body.clone()),
            Self::Parts(begun, _) => Self::Parts(begun.clone(), tokio::sync::mpsc::channel(1).1),
            Self::File(stored) => Self::File(stored.clone()),
        }
    }
}

impl Reply {
    /// An answer with a body.
    pub(super) fn new(status: StatusCode, content_type: impl Into<Cow<'static, str>>, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            content_type: content_type.into(),
            headers: Vec::new(),
            content: Content::Whole(Bytes::from(body.into())),
            tag: None,
        }
    }

    /// A long answer whose rest is still to come.
    pub(super) fn parts(content_type: impl Into<Cow<'static, str>>, begun: Vec<u8>, rest: Frames) -> Self {
        Self { content: Content::Parts(begun, rest), ..Self::new(StatusCode::OK, content_type, Vec::new()) }
    }

    /// A file with the tag of its bytes.
    pub(super) fn file(content_type: impl Into<Cow<'static, str>>, (stored, tag): (Stored, String)) -> Self {
        Self { content: Content::File(stored), tag: Some(tag), ..Self::new(StatusCode::OK, content_type, Vec::new()) }
            .with(header::ACCEPT_RANGES, "bytes")
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
        Self::new(status, "", Vec::new()).with(header::LOCATION, location)
    }

    /// What may be asked here, for browsers that ask before they ask.
    pub(super) fn options(methods: &str) -> Self {
        Self::new(StatusCode::NO_CONTENT, "", Vec::new())
            .with(header::ALLOW, methods)
            // Pages of other sites may read; what writes wants a header that they may not send.
            .with(header::ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, POST, QUERY, OPTIONS")
            .with(header::ACCESS_CONTROL_ALLOW_HEADERS, "accept, content-type")
            .with(header::ACCESS_CONTROL_MAX_AGE, "86400")
    }

    /// With one more header.
    pub(super) fn with(mut self, name: HeaderName, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    /// With the tag of its body.
    pub(super) fn tagged(mut self) -> Self {
        if let Content::Whole(body) = &self.content
            && self.status == StatusCode::OK
            && self.tag.is_none()
        {
            self.tag = Some(format!("\"{}\"", &crate::publication::sha256(body)[..32]));
        }
        self
    }

    /// How long its body is, as far as that is known.
    pub(super) fn length(&self) -> usize {
        match &self.content {
            Content::Whole(body) => body.len(),
            Content::Parts(begun, _) => begun.len(),
            Content::File(stored) => usize::try_from(stored.length).unwrap_or(usize::MAX),
        }
    }

    /// The reply as HTTP: with the headers that every answer has, and without a body where none is wanted.
    pub(super) fn response(self, head: bool, wanted: &Wanted) -> Response {
        let mut own = self.tagged();
        let tag = own.tag.take().unwrap_or_default();
        let span = own.span(head, wanted, &tag);
        own.spanned(span).respond(head, wanted.unlike.as_deref(), tag, span)
    }

    /// Which part of a file is wanted, where its bytes are still those that the client knows.
    fn span(&self, head: bool, wanted: &Wanted, tag: &str) -> Span {
        let is_same = wanted.if_range.is_empty() || wanted.if_range == tag;
        match &self.content {
            Content::File(stored) if is_same && !head => stored.span(&wanted.range),
            Content::File(_) | Content::Whole(_) | Content::Parts(..) => Span::Whole,
        }
    }

    /// The same as an answer with a part.
    fn spanned(self, span: Span) -> Self {
        let length = self.length();
        match span {
            Span::Whole => self,
            Span::Part(first, last) => {
                Self { status: StatusCode::PARTIAL_CONTENT, ..self }.with(header::CONTENT_RANGE, &format!("bytes {first}-{last}/{length}"))
            }
            Span::Outside => {
                Self { status: StatusCode::RANGE_NOT_SATISFIABLE, ..self }.with(header::CONTENT_RANGE, &format!("bytes */{length}"))
            }
        }
    }

    fn respond(self, head: bool, condition: Option<&str>, tag: String, span: Span) -> Response {
        // The tag of a packed form is known as that of the plain one, and is sent back as it came.
        let known = |known: &str| {
            let mut known = known.split(',').map(|known| known.trim().trim_start_matches("W/"));
            known.find(|known| unpacked(known) == tag || *known == "*").map(str::to_owned)
        };
        let known = condition.filter(|_| !tag.is_empty()).and_then(known);
        let unchanged = known.is_some();
        let tag = known.filter(|known| known != "*").unwrap_or(tag);
        // What packs answers says so only where there is something to pack.
        let is_packed = self.length() > SMALL && !matches!(self.content, Content::Parts(..)) && (head || unchanged);
        let (body, length) = match self.content {
            Content::Whole(body) if head && !unchanged => (Body::empty(), Some(body.len() as u64)),
            Content::File(stored) if head && !unchanged => (Body::empty(), Some(stored.length)),
            _ if head || unchanged => (Body::empty(), None),
            Content::Whole(body) => (Body::from(body), None),
            Content::Parts(begun, rest) => (parts(begun, rest), None),
            Content::File(stored) => {
                let (first, length) = match span {
                    Span::Whole => (0, stored.length),
                    Span::Part(first, last) => (first, last + 1 - first),
                    Span::Outside => (0, 0),
                };
                (stored.body(first, length), Some(length))
            }
        };
        let mut response = Response::new(body);
        *response.status_mut() = if unchanged { StatusCode::NOT_MODIFIED } else { self.status };
        let headers = response.headers_mut();
        let content_type = (header::CONTENT_TYPE, self.content_type.into_owned());
        for (name, value) in [content_type, (header::ETAG, tag)].into_iter().filter(|(_, value)| !value.is_empty()).chain(self.headers) {
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.append(name, value);
            }
        }
        if is_packed {
            headers.append(header::VARY, HeaderValue::from_static("accept-encoding"));
        }
        if let Some(length) = length {
            headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
        }
        for (name, value) in [
            ("access-control-allow-origin", "*"),
            ("access-control-expose-headers", "ETag, Link, Location, Retry-After"),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
            ("cross-origin-opener-policy", "same-origin"),
            ("content-security-policy", "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"),
        ] {
            if !headers.contains_key(name) {
                headers.insert(name, HeaderValue::from_static(value));
            }
        }
        response
    }
}

/// A packed body is another representation, so its strong tag is another (RFC 9110, section 8.8.3.3).
pub(super) async fn tagged_by_coding(mut response: Response) -> Response {
    let headers = response.headers_mut();
    if let Some(coding) = headers.get(header::CONTENT_ENCODING).and_then(|coding| coding.to_str().ok()).map(str::to_owned)
        && let Some(tag) = headers.get(header::ETAG).and_then(|tag| tag.to_str().ok()?.strip_suffix('"'))
        && let Ok(tag) = HeaderValue::from_str(&format!("{tag}-{coding}\""))
    {
        headers.insert(header::ETAG, tag);
    }
    response
}

/// The tag of the plain form.
fn unpacked(tag: &str) -> String {
    let plain = tag.strip_suffix('"').and_then(|tag| CODINGS.iter().find_map(|coding| tag.strip_suffix(coding)?.strip_suffix('-')));
    plain.map_or_else(|| tag.to_owned(), |plain| format!("{plain}\""))
}

/// A body that comes in parts. Where it does not come to its end the connection is broken, so that nobody
/// takes the part for the whole.
fn parts(begun: Vec<u8>, rest: Frames) -> Body {
    let rest = futures_util::stream::unfold(Some(rest), |rest| async move {
        let mut rest = rest?;
        match rest.recv().await {
            Some(Frame::Body(bytes)) => Some((Ok(bytes), Some(rest))),
            Some(Frame::End) => None,
            Some(Frame::Problem(problem)) => Some((Err(std::io::Error::other(problem.detail)), None)),
            Some(Frame::Ready | Frame::Head(_)) | None => Some((Err(std::io::ErrorKind::BrokenPipe.into()), None)),
        }
    });
    let begun = futures_util::stream::once(async move { Ok::<_, std::io::Error>(begun) });
    // What packs the body asks for more after its end.
    Body::from_stream(begun.chain(rest).fuse())
}
