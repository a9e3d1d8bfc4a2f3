//! Web addresses in a citation.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::matcher;

/// A web address with what leads to it.
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| matcher(r"(?i)(?:\burl:?\s*)?[<(\[]?(?:https?://|www\.)(?P<host>[^\s/<>]+)"));

/// The words before a web address, and its host; when it was looked at says nothing of the source.
pub(super) fn without_address(words: &str) -> (&str, Option<&str>) {
    // Most citations have none, which is seen sooner than the pattern says it.
    let begins = |place: &[u8]| place == b"://" || place.eq_ignore_ascii_case(b"www");
    let found = words.as_bytes().windows(3).any(begins).then(|| ADDRESS.captures(words)).flatten();
    let Some(found) = found else { return (words, None) };
    let start = found.get(0).map_or(words.len(), |all| all.start());
    (words[..start].trim_end_matches([' ', ',', '.', ':', '–', '—']), found.name("host").map(|host| host.as_str()))
}
