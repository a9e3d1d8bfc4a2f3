//! Files of the disk as answers, whole or a range of their bytes; they are read while they are sent.
//!
//! Source: RFC 9110, section 14 (<https://www.rfc-editor.org/rfc/rfc9110#name-range-requests>). Of several ranges at once
//! nobody has need here: such a request is answered with the whole file, as section 14.2 allows.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::Path;
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use axum::body::{Body, Bytes};
use futures_util::stream;

/// How much is read at a time, in bytes.
const PART: u64 = 256 << 10;

/// An open file, which stays what it is while it is sent.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    file: Arc<File>,
    pub(super) length: u64,
}

/// Which bytes of a file are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Span {
    Whole,
    /// From a byte to another, both of them included.
    Part(u64, u64),
    /// None that it has.
    Outside,
}

impl Stored {
    /// Opens a file of a folder that has a list of sums; with the tag of its bytes.
    pub(super) fn open(folder: &Path, name: &str) -> io::Result<(Self, String)> {
        let file = File::open(folder.join(name))?;
        let about = file.metadata()?;
        if !about.is_file() {
            return Err(io::ErrorKind::NotFound.into());
        }
        let sums = std::fs::read_to_string(folder.join("SHA256SUMS")).unwrap_or_default();
        let sum = sums.lines().find_map(|line| line.split_once("  ").filter(|(_, own)| *own == name).map(|(sum, _)| sum));
        let written = about.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
        let tag = sum.and_then(|sum| sum.get(..32)).map_or_else(|| format!("{:x}-{:x}", about.len(), written.as_nanos()), str::to_owned);
        Ok((Self { file: Arc::new(file), length: about.len() }, format!("\"{tag}\"")))
    }

    /// What the header `Range` wants of it.
    pub(super) fn span(&self, range: &str) -> Span {
        if range.is_empty() {
            return Span::Whole;
        }
        let Ok(ranges) = http_range_header::parse_range_header(range) else { return Span::Whole };
        match ranges.validate(self.length) {
            Ok(ranges) => match ranges.as_slice() {
                [one] => Span::Part(*one.start(), *one.end()),
                _ => Span::Whole,
            },
            Err(_) => Span::Outside,
        }
    }

    /// So many of its bytes from one on.
    pub(super) fn body(self, start: u64, length: u64) -> Body {
        let parts = stream::unfold((self, start, length), |(own, at, left)| async move {
            if left == 0 {
                return None;
            }
            let wanted = left.min(PART);
            let file = Arc::clone(&own.file);
            let read = tokio::task::spawn_blocking(move || part(&file, at, wanted)).await;
            match read.unwrap_or_else(|error| Err(io::Error::other(error))) {
                Ok(bytes) => Some((Ok(bytes), (own, at + wanted, left - wanted))),
                Err(error) => Some((Err(error), (own, at, 0))),
            }
        });
        Body::from_stream(futures_util::StreamExt::fuse(parts))
    }
}

/// A part of a file that is nobody else's.
fn part(file: &File, at: u64, length: u64) -> io::Result<Bytes> {
    let mut bytes = vec![0; usize::try_from(length).map_err(io::Error::other)?];
    let mut file = file;
    file.seek(SeekFrom::Start(at))?;
    file.read_exact(&mut bytes)?;
    Ok(bytes.into())
}

#[cfg(test)]
mod tests {
    use super::{Span, Stored};

    #[track_caller]
    fn check(range: &str, expected: Span) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a"), "0123456789").unwrap();
        let (stored, _) = Stored::open(folder.path(), "a").unwrap();
        assert_eq!(stored.span(range), expected, "{range}");
    }

    #[test]
    fn one_range_is_told_from_none_and_many() {
        check("", Span::Whole);
        check("bytes=0-3", Span::Part(0, 3));
        check("bytes=7-", Span::Part(7, 9));
        check("bytes=-3", Span::Part(7, 9));
        check("bytes=5-100", Span::Part(5, 9));
        check("bytes=10-", Span::Outside);
        check("bytes=0-1,4-5", Span::Whole);
        for unread in ["lines=1-2", "bytes=3-1", "bytes", "0-3"] {
            assert!(
                matches!(
                    Stored { file: std::sync::Arc::new(tempfile::tempfile().unwrap()), length: 10 }.span(unread),
                    Span::Whole | Span::Outside
                ),
                "{unread}"
            );
        }
    }
}
