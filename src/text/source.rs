//! The raw text of one file, as published offsets count it.

use sha2::{Digest, Sha256};

use super::Span;
use super::format::{Fault, Format};
use super::outline::{Mark, Outline};

/// The raw text of one file: decoded, without a byte-order mark, line ends untouched; of a formatted
/// one the text as it was taken out of it.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    raw: String,
    markdown: bool,
    /// What the format says beside the words; `None` where it has none.
    outline: Option<Outline>,
    /// Whether the file holds other bytes than the raw text in UTF-8.
    extracted: bool,
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
    /// The bytes are in no encoding that is known; `offset` counts bytes from the start of the file.
    #[error("{name} is not UTF-8, nor does it read like a text in another encoding: line {line}, byte {offset}\nhint: save it as UTF-8")]
    Undecodable {
        /// The file.
        name: String,
        /// Where the first byte stands that is not UTF-8, from one.
        line: usize,
        /// That byte, from the start of the file.
        offset: usize,
    },
    /// The file breaks the rules of its format, or passes a limit.
    #[error("{name} cannot be read as {format}: {reason}\nhint: {hint}")]
    Broken {
        /// The file.
        name: String,
        /// "DOCX".
        format: &'static str,
        /// What is wrong, and where.
        reason: String,
        /// What a person can do.
        hint: &'static str,
    },
    /// The file holds null bytes, so it is no text.
    #[error("{name} is no text: a null byte at byte {offset}\nhint: save the text as .txt in UTF-8, .docx or .odt")]
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
    /// Reads the bytes of the file called `name`, whose ending says the format.
    ///
    /// # Errors
    /// When the bytes are no text, break their format's rules, hold nothing but white space, or are more than 1 GiB.
    pub fn from_bytes(name: &str, bytes: &[u8]) -> Result<Self, DecodeError> {
        let name = name.to_owned();
        if bytes.len() > LONGEST {
            return Err(DecodeError::TooLong { name, bytes: bytes.len() });
        }
        let format = Format::of(&name, bytes);
        let extract = match format.read(bytes) {
            Ok(extract) => extract,
            Err(Fault::Binary { offset }) => return Err(DecodeError::Binary { name, offset }),
            Err(Fault::Undecodable { line, offset }) => return Err(DecodeError::Undecodable { name, line, offset }),
            Err(Fault::Broken { format, reason, hint }) => return Err(DecodeError::Broken { name, format, reason, hint }),
        };
        let raw = extract.raw;
        if raw.trim().is_empty() {
            return Err(DecodeError::Empty { name });
        }
        Ok(Self {
            name,
            sha256: hex(&Sha256::digest(raw.as_bytes())),
            index: code_point_index(&raw),
            markdown: format == Format::Markdown,
            outline: extract.outline,
            extracted: bytes != raw.as_bytes(),
            raw,
        })
    }

    /// What the file is called in messages.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it is Markdown.
    #[must_use]
    pub fn is_markdown(&self) -> bool {
        self.markdown
    }

    /// Whether the raw text is other than the bytes of the file: taken out of a format, or decoded.
    #[must_use]
    pub fn is_extracted(&self) -> bool {
        self.extracted
    }

    /// What an editor has marked in it; spans are of the raw text.
    #[must_use]
    pub fn marks(&self) -> &[Mark] {
        self.outline.as_ref().map_or(&[], |outline| &outline.marks)
    }

    /// What the format says beside the words.
    pub(super) fn outline(&self) -> Option<&Outline> {
        self.outline.as_ref()
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
        assert!(
            error.to_string().starts_with("a.txt is not UTF-8, nor does it read like a text in another encoding: line 3, byte 8"),
            "{error}"
        );
    }
}
