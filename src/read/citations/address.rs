//! Web addresses in a citation.

use std::sync::LazyLock;

use regex::Regex;

/// A web address with what leads to it.
static ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)(?:\burl:?\s*)?[<(\[]?(?:https?://|www\.)(?P<host>[^\s/<>]+)").expect("the pattern is a literal"));

/// The words before a web address, and its host; when it was looked at says nothing of the source.
pub(super) fn without_address(words: &str) -> (&str, Option<&str>) {
    let Some(found) = ADDRESS.captures(words) else { return (words, None) };
    let start = found.get(0).map_or(words.len(), |all| all.start());
    (words[..start].trim_end_matches([' ', ',', '.', ':', '–', '—']), found.name("host").map(|host| host.as_str()))
}
