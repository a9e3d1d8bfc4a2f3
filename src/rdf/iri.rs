//! Addresses: the one place where an IRI of a publication is made.
//!
//! Things have addresses without a hash part, kept in the [`super::Registry`]; what depends on
//! one of them (a letter's sending, a passage of an essay) has that address and a hash part.

use std::fmt;

use iri_string::types::UriAbsoluteString;
use oxigraph::model::{NamedNode, NamedNodeRef};
use sha2::{Digest as _, Sha256};

use crate::resolve::EntityId;
use crate::time::HistoricalDate;

/// The base of a publication's addresses: `https://w3id.org/regesta/kars-1921/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base(UriAbsoluteString);

/// Why a text cannot be the base of addresses.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BaseError {
    /// It is no absolute address in ASCII.
    #[error("{0:?} is no absolute web address of plain (ASCII) characters")]
    NotAbsolute(String),
    /// Other schemes cannot be looked up.
    #[error("{0:?} does not begin with https:// or http://")]
    Scheme(String),
    /// It names no host.
    #[error("{0:?} names no host")]
    NoHost(String),
    /// What follows a base would not belong to it.
    #[error("{0:?} does not end in \"/\"")]
    NoSlash(String),
}

impl Base {
    /// Takes an absolute `http` or `https` address in ASCII that ends in "/".
    ///
    /// # Errors
    /// When it is anything else.
    pub fn parse(text: &str) -> Result<Self, BaseError> {
        let uri = UriAbsoluteString::try_from(text).map_err(|_| BaseError::NotAbsolute(text.to_owned()))?;
        if !matches!(uri.scheme_str(), "https" | "http") {
            return Err(BaseError::Scheme(text.to_owned()));
        }
        if uri.authority_str().is_none_or(str::is_empty) {
            return Err(BaseError::NoHost(text.to_owned()));
        }
        if uri.query_str().is_some() || !uri.path_str().ends_with('/') {
            return Err(BaseError::NoSlash(text.to_owned()));
        }
        Ok(Self(uri))
    }

    /// As it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The publication itself.
    #[must_use]
    pub fn dataset(&self) -> NamedNode {
        NamedNode::new_unchecked(self.as_str())
    }

    /// What stands at a path of the registry: "doc/k3v9…".
    #[must_use]
    pub fn at(&self, path: &str) -> NamedNode {
        debug_assert!(is_path(path), "{path:?} is no path of an address");
        NamedNode::new_unchecked(format!("{}{path}", self.as_str()))
    }

    /// A person, a place or a group.
    #[must_use]
    pub fn entity(&self, id: &EntityId) -> NamedNode {
        self.at(&id.to_string())
    }

    /// An essay, by its key.
    #[must_use]
    pub fn essay(&self, key: &str) -> NamedNode {
        self.at(&format!("essay/{key}"))
    }

    /// A named graph: "essay/KEY", "authority", "shortcuts", "description", "build".
    #[must_use]
    pub fn graph(&self, name: &str) -> NamedNode {
        self.at(&format!("graph/{name}"))
    }

    /// The path of an address below this base, without its hash part; `None` for any other.
    #[must_use]
    pub fn path_of<'a>(&self, iri: &'a str) -> Option<&'a str> {
        let path = iri.strip_prefix(self.as_str())?;
        Some(path.split_once('#').map_or(path, |(path, _)| path))
    }
}

impl fmt::Display for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What depends on a thing: `doc/k3v9…#sending`. A part of a part hangs on the thing itself.
#[must_use]
pub fn part(of: NamedNodeRef<'_>, name: &str) -> NamedNode {
    let thing = of.as_str();
    NamedNode::new_unchecked(match thing.split_once('#') {
        None => format!("{thing}#{name}"),
        Some((thing, part)) => format!("{thing}#{part}-{name}"),
    })
}

/// The time-span of a date on what it dates.
#[must_use]
pub fn time_span(dated: NamedNodeRef<'_>, date: &HistoricalDate) -> NamedNode {
    let thing = dated.as_str().split_once('#').map_or(dated.as_str(), |(thing, _)| thing);
    NamedNode::new_unchecked(format!("{thing}#ts-{}", date.edtf()))
}

/// Eight letters and digits that stand for a text.
///
/// Forty bits of SHA-256 in base32: among ten thousand things, two alike are found once in
/// twenty thousand publications; the registry then takes the next one.
#[must_use]
pub fn short_id(text: &str) -> String {
    const DIGITS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let hash = Sha256::digest(text.as_bytes());
    let number = hash[..5].iter().fold(0_u64, |number, &byte| number << 8 | u64::from(byte));
    (0..8).rev().map(|place| char::from(DIGITS[(number >> (5 * place) & 31) as usize])).collect()
}

/// A hash that stands for a text where many of them are held: two alike are not to be expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Digest([u8; 16]);

impl Digest {
    /// The first half of the text's SHA-256.
    pub(super) fn of(text: &str) -> Self {
        let hash = Sha256::digest(text.as_bytes());
        let mut half = [0; 16];
        half.copy_from_slice(&hash[..16]);
        Self(half)
    }
}

/// The short id of words as they are read: letters and digits, whatever their case.
///
/// `nth` counts the equal ones before it in the same text.
#[must_use]
pub fn words_id(words: &str, nth: usize) -> String {
    let words = words.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut text = words.map(str::to_lowercase).collect::<Vec<_>>().join(" ");
    if nth > 0 {
        text = format!("{text}|{nth}");
    }
    short_id(&text)
}

/// Whether it can stand after a base: ASCII letters, digits, "-", "_", "." and "/" between parts.
#[must_use]
pub fn is_path(path: &str) -> bool {
    let part = |part: &str| {
        let plain = part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'));
        plain && !matches!(part, "" | "." | "..")
    };
    path.split('/').all(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_is_an_absolute_address_that_ends_in_a_slash() {
        for good in ["https://w3id.org/regesta/kars-1921/", "http://127.0.0.1:8000/", "https://example.org/"] {
            assert!(Base::parse(good).is_ok(), "{good}");
        }
        let error = |text: &str| Base::parse(text).unwrap_err().to_string();
        assert_eq!(error("https://example.org/kars"), r#""https://example.org/kars" does not end in "/""#);
        assert_eq!(error("ftp://example.org/"), r#""ftp://example.org/" does not begin with https:// or http://"#);
        for bad in
            ["", "kars/", "https:///kars/", "https://example.org/карс/", "https://example.org/a#b/", "https://example.org/?q=/", "urn:x:/"]
        {
            assert!(Base::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn parts_hang_on_the_thing_itself() {
        let base = Base::parse("https://example.org/").unwrap();
        let document = base.at("doc/abc");
        let sending = part(document.as_ref(), "sending");
        assert_eq!(sending.as_str(), "https://example.org/doc/abc#sending");
        assert_eq!(part(sending.as_ref(), "x").as_str(), "https://example.org/doc/abc#sending-x");
        let date = HistoricalDate::parse("1921-03-20/1921-03-31").unwrap();
        assert_eq!(time_span(sending.as_ref(), &date).as_str(), "https://example.org/doc/abc#ts-1921-03-20/1921-03-31");
        assert_eq!(base.path_of(sending.as_str()), Some("doc/abc"));
    }

    #[test]
    fn a_short_id_is_the_same_on_every_machine() {
        assert_eq!(short_id(""), "4oymiquy");
        assert_ne!(short_id("telegram|a|b|1921-08-18"), short_id("telegram|a|b|1921-08-19"));
    }

    #[test]
    fn equal_words_are_told_apart_by_their_number() {
        assert_eq!(words_id("Там же, с. 5.", 0), words_id("там же С. 5", 0));
        assert_ne!(words_id("Там же, с. 5.", 0), words_id("Там же, с. 5.", 1));
    }

    #[test]
    fn every_date_gives_a_valid_address() {
        let base = Base::parse("https://example.org/").unwrap();
        for edtf in ["1921", "192X", "1921-22", "1921-08~", "1921-05/..", "../1921-05", "-0044-03-15"] {
            let date = HistoricalDate::parse(edtf).unwrap();
            let span = time_span(base.at("doc/a").as_ref(), &date);
            assert!(iri_string::types::UriStr::new(span.as_str()).is_ok(), "{span}");
        }
    }

    #[test]
    fn a_path_is_plain() {
        assert!(is_path("doc/abc-1") && is_path("graph/essay/kars"));
        for bad in ["", "doc//a", "/doc", "doc/", "doc/a b", "doc/карс", "doc/../a"] {
            assert!(!is_path(bad), "{bad}");
        }
    }
}
