//! Answers that were given before, kept for as long as nothing has changed.
//!
//! The key of an answer is all that it depends on: the request, the build, and how many changes there were. So nothing has to
//! be thrown away when a build lands; what is not asked for any more makes room.

use axum::http::{Method, StatusCode};
use quick_cache::sync::Cache as Kept;
use sha2::{Digest, Sha256};

use super::reply::{Asked, Content, Reply};

/// How much is kept, in bytes.
const ROOM: u64 = 64 << 20;

/// About how many answers that is.
const ANSWERS: usize = 16_384;

/// Longest answer that is kept, in bytes.
const LONGEST: usize = 1 << 20;

/// What makes the answer to a query another one each time. An escape may hide one of the words.
const VOLATILE: [&str; 5] = ["RAND", "NOW", "UUID", "STRUUID", "BNODE"];

/// What does so where other endpoints may be asked: without them it reads our own indexes, or nothing.
const ASKS_OTHERS: &str = "SERVICE";

/// The answers that are kept.
pub(super) struct Cache(Kept<Key, Reply, Weight>);

/// All that an answer depends on.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Key([u8; 32]);

#[derive(Clone)]
struct Weight;

impl quick_cache::Weighter<Key, Reply> for Weight {
    fn weight(&self, _: &Key, reply: &Reply) -> u64 {
        reply.length() as u64 + 512
    }
}

impl Cache {
    pub(super) fn new() -> Self {
        Self(Kept::with_weighter(ANSWERS, ROOM, Weight))
    }

    /// The answer that was given before.
    pub(super) fn get(&self, key: &Key) -> Option<Reply> {
        self.0.get(key)
    }

    /// Keeps an answer where it is whole, short and good.
    pub(super) fn keep(&self, key: Key, reply: Reply) -> Reply {
        let is_good = matches!(reply.status, StatusCode::OK | StatusCode::SEE_OTHER);
        if !is_good || !matches!(reply.content, Content::Whole(_)) || reply.length() > LONGEST {
            return reply;
        }
        let reply = reply.tagged();
        self.0.insert(key, reply.clone());
        reply
    }
}

impl Key {
    /// The key of a request for which an answer may be kept, in one state of the graph; `None` where it is another each time,
    /// which depends on whether other endpoints may be asked.
    pub(super) fn of(asked: &Asked, state: (u64, u64), is_federated: bool) -> Option<Self> {
        let method = match asked.method.as_str() {
            "GET" | "HEAD" => Method::GET,
            // A query by POST or QUERY, which changes nothing.
            "POST" | "QUERY" if asked.path.trim_end_matches('/').ends_with("/sparql") => Method::POST,
            _ => return None,
        };
        if [asked.query.as_bytes(), &asked.body].into_iter().any(|text| is_volatile(text, is_federated)) {
            return None;
        }
        let mut hash = Sha256::new();
        hash.update(state.0.to_le_bytes());
        hash.update(state.1.to_le_bytes());
        let parts = [
            method.as_str(),
            &asked.path,
            &asked.query,
            &asked.accept,
            &asked.accept_datetime,
            &asked.host,
            asked.scheme,
            &asked.content_type,
        ];
        for part in parts.map(str::as_bytes).into_iter().chain([&asked.body[..]]) {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        Some(Self(hash.finalize().into()))
    }
}

/// Whether one of the words stands there that make an answer another each time, encoded or not. More is found than is
/// there, which does no harm.
fn is_volatile(text: &[u8], is_federated: bool) -> bool {
    let starts = |at: usize, word: &str| text.get(at..at + word.len()).is_some_and(|part| part.eq_ignore_ascii_case(word.as_bytes()));
    let words = || VOLATILE.into_iter().chain(is_federated.then_some(ASKS_OTHERS));
    // Most bytes begin none of this, and a text may be long.
    let may_begin = |byte: u8| matches!(byte.to_ascii_uppercase(), b'R' | b'N' | b'U' | b'S' | b'B' | b'%' | b'\\');
    (0..text.len()).filter(|at| may_begin(text[*at])).any(|at| {
        let is_start = at.checked_sub(1).is_none_or(|before| !text[before].is_ascii_alphabetic());
        is_start && words().any(|word| starts(at, word) && !text.get(at + word.len()).is_some_and(u8::is_ascii_alphabetic))
            || text[at] == b'%' && (words().any(|word| starts(at + 3, word)) || starts(at, "%5Cu"))
            || starts(at, "\\u")
    })
}

impl std::fmt::Debug for Cache {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Cache").field("answers", &self.0.len()).field("bytes", &self.0.weight()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::{ASKS_OTHERS, VOLATILE, is_volatile};

    #[test]
    fn every_word_is_looked_for() {
        for word in VOLATILE.into_iter().chain([ASKS_OTHERS]) {
            assert!(is_volatile(word.as_bytes(), true) && is_volatile(word.to_lowercase().as_bytes(), true), "{word}");
        }
    }

    #[track_caller]
    fn check(query: &str, expected: bool) {
        for is_federated in [true, false] {
            assert_eq!(is_volatile(query.as_bytes(), is_federated), expected, "{query}");
        }
    }

    #[test]
    fn what_is_another_each_time_is_known() {
        for query in [
            "SELECT (NOW() AS ?x) {}",
            "select (rand() as ?x) {}",
            "query=SELECT%20(STRUUID%28%29",
            "SELECT%28RAND%28",
            "SELECT (\\u004eOW() AS ?x) {}",
            "SELECT%28%5cu004eOW%28",
        ] {
            check(query, true);
        }
        for query in ["SELECT ?known ?brand WHERE {}", "ASK { ?s <e:services> \"unknown\" }", ""] {
            check(query, false);
        }
    }

    #[test]
    fn a_service_is_another_each_time_where_others_may_be_asked() {
        for query in ["{ SERVICE <e:x> {} }", "query=%7BSERVICE%20ov:search%7B"] {
            assert!(is_volatile(query.as_bytes(), true), "{query}");
            assert!(!is_volatile(query.as_bytes(), false), "{query}");
        }
    }
}
