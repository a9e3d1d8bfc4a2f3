//! The raw text of one file, as published offsets count it.

use sha2::{Digest, Sha256};

use super::Span;

/// The raw text of one file: decoded, without a byte-order mark, line ends untouched.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    raw: String,
    sha256: String,
    /// Code points before each whole [`STEP`] bytes.
    index: Vec<u32>,
}

/// How many bytes lie between two entries of the code-point index.
const STEP: usize = 256;

/// Longest file that is read, in bytes.
const LONGEST: usize = 1 << 30;

/// Why bytes could not be taken as a text.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// Texts are UTF-8; `offset` counts bytes from the start of the file.
    #[error("{name} is not UTF-8: line {line}, byte {offset}")]
    NotUtf8 {
        /// The file.
        name: String,
        /// Where the first wrong byte stands, from one.
        line: usize,
        /// The first wrong byte, from the start of the file.
        offset: usize,
    },
    /// The file holds null bytes, so it is no text.
    #[error("{name} is no text: a null byte at byte {offset}")]
    Binary {
        /// The file.
        name: String,
        /// The first null byte.
        offset: usize,
    },
    /// The file holds nothing but white space.
    #[error("{name} is empty")]
    Empty {
        /// The file.
        name: String,
    },
    /// The file is longer than spans can count.
    #[error("{name} is too long: {bytes} bytes, at most {LONGEST} are read")]
    TooLong {
        /// The file.
        name: String,
        /// Its size.
        bytes: usize,
    },
}

impl Source {
    /// Decodes the bytes of the file called `name`.
    ///
    /// # Errors
    /// When the bytes are not UTF-8, hold a null byte, nothing but white space, or more than 1 GiB.
    pub fn from_bytes(name: &str, bytes: &[u8]) -> Result<Self, DecodeError> {
        let name = name.to_owned();
        if bytes.len() > LONGEST {
            return Err(DecodeError::TooLong { name, bytes: bytes.len() });
        }
        if let Some(offset) = memchr::memchr(0, bytes) {
            return Err(DecodeError::Binary { name, offset });
        }
        let text = std::str::from_utf8(bytes).map_err(|error| DecodeError::NotUtf8 {
            name: name.clone(),
            line: 1 + memchr::memchr_iter(b'\n', &bytes[..error.valid_up_to()]).count(),
            offset: error.valid_up_to(),
        })?;
        let raw = text.strip_prefix('\u{feff}').unwrap_or(text).to_owned();
        if raw.trim().is_empty() {
            return Err(DecodeError::Empty { name });
        }
        Ok(Self { name, sha256: hex(&Sha256::digest(raw.as_bytes())), index: code_point_index(&raw), raw })
    }

    /// What the file is called in messages.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether its name says that it is Markdown.
    #[must_use]
    pub fn is_markdown(&self) -> bool {
        self.name.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("md") || ending.eq_ignore_ascii_case("markdown"))
    }

    /// The raw text.
    #[must_use]
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// SHA-256 of the raw text in UTF-8, in lower-case hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Length in Unicode code points.
    #[must_use]
    pub fn chars(&self) -> usize {
        self.code_point(self.raw.len())
    }

    /// First code point and one past the last of a span of the raw text.
    #[must_use]
    pub fn code_points(&self, span: Span) -> (usize, usize) {
        (self.code_point(span.start()), self.code_point(span.end()))
    }

    fn code_point(&self, byte: usize) -> usize {
        let step = byte / STEP;
        self.index[step] as usize + count_chars(&self.raw.as_bytes()[step * STEP..byte])
    }
}

fn code_point_index(raw: &str) -> Vec<u32> {
    let mut index = vec![0];
    let mut count = 0;
    for chunk in raw.as_bytes().chunks_exact(STEP) {
        count += u32::try_from(count_chars(chunk)).expect("a chunk holds at most STEP characters");
        index.push(count);
    }
    index
}

/// Characters that begin in these bytes of a UTF-8 text.
fn count_chars(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut out, byte| {
        write!(out, "{byte:02x}").expect("writing to a string cannot fail");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_code_points() {
        let text = format!("№ 15 🙂 {} конец", "ы".repeat(400));
        let source = Source::from_bytes("a.txt", text.as_bytes()).unwrap();
        let start = text.find("конец").unwrap();
        let (from, to) = source.code_points(Span::new(start, text.len()));
        assert_eq!(text.chars().skip(from).take(to - from).collect::<String>(), "конец");
        assert_eq!(source.chars(), text.chars().count());
    }

    #[test]
    fn a_byte_order_mark_is_not_counted() {
        let source = Source::from_bytes("a.txt", "\u{feff}Карс".as_bytes()).unwrap();
        assert_eq!(source.raw(), "Карс");
    }

    #[test]
    fn a_wrong_byte_is_named_by_its_line() {
        let error = Source::from_bytes("a.txt", b"one\ntwo\n\xff").unwrap_err();
        assert_eq!(error.to_string(), "a.txt is not UTF-8: line 3, byte 8");
    }
}
