//! The sources of one citation, apart.

use crate::lang::Pack;
use crate::text::{Span, is_alphabetic, is_lowercase, is_uppercase};

/// The words of each source: parts between semicolons, and what a "see" in the middle begins.
///
/// Semicolons within brackets, quotation marks and the asterisks of a slanted title, and those between two places of publication
/// ("М.; Л., 1933"), separate nothing.
pub(super) fn sources(words: Span, text: &str, pack: &Pack) -> Vec<Span> {
    let inside = words.of(text);
    let mut cuts: Vec<usize> = Vec::new();
    let mut depth = 0_usize;
    let mut slanted = false;
    for (at, c) in inside.char_indices() {
        match c {
            '*' => slanted = !slanted && inside[at + 1..].contains('*'),
            '(' | '[' | '«' | '“' | '‘' => depth += 1,
            ')' | ']' | '»' | '”' => depth = depth.saturating_sub(1),
            '’' if depth > 0 && !inside[at + c.len_utf8()..].starts_with(is_alphabetic) => depth -= 1,
            ';' if depth == 0 && !slanted && !between_places(&inside[..at], &inside[at + 1..], pack) => cuts.push(at + 1),
            _ => {}
        }
    }
    let mut no_source: Vec<usize> = Vec::new();
    if pack.citations.see.is_match(inside) {
        cuts.extend(pack.citations.see_also.captures_iter(inside).filter_map(|found| found.get(1)).map(|see| see.start()));
        // "Farnie, Suez, p. 7. On the troops see also Ware to Thorne": what it is seen on is no source.
        for found in pack.citations.see_on.captures_iter(inside) {
            if let (Some(on), Some(see)) = (found.name("on"), found.name("see")) {
                cuts.extend([on.start(), see.start()]);
                no_source.push(on.start());
            }
        }
    }
    cuts.extend(remarks(inside, pack));
    cuts.sort_unstable();
    cuts.dedup();
    let mut out = Vec::new();
    let mut from = 0;
    for cut in cuts.into_iter().chain([inside.len()]) {
        out.extend(trimmed(&inside[from..cut], words.start() + from).filter(|_| !no_source.contains(&from)));
        from = cut;
    }
    out
}

/// Where a remark of the author's begins after a source, and where a source begins after it: a
/// sentence in small letters, and what follows its colon.
fn remarks(words: &str, pack: &Pack) -> Vec<usize> {
    let mut out = Vec::new();
    for (at, _) in words.match_indices(". ") {
        let rest = &words[at + 2..];
        let first: Vec<&str> = rest.split_whitespace().take(7).collect();
        let small = first.iter().skip(1).filter(|word| word.chars().all(|c| is_lowercase(c) || c == ',')).count();
        let end = rest.find(". ").unwrap_or(rest.len());
        let colon = rest[..end].find(": ");
        let remark = &rest[..colon.unwrap_or(end)];
        let after_source = words[..at].contains(|c: char| c.is_ascii_digit());
        let long = first.len() >= 5 && small >= 4 && remark.split_whitespace().count() >= 6;
        if !after_source || !long || !rest.starts_with(is_uppercase) || pack.citations.kind_at_start(rest).is_some() {
            continue;
        }
        if remark.contains(|c: char| c.is_ascii_digit()) && colon.is_none() {
            continue;
        }
        out.push(at + 1);
        if let Some(colon) = colon {
            out.push(at + 2 + colon + 1);
        }
    }
    out
}

fn between_places(before: &str, after: &str, pack: &Pack) -> bool {
    let next = after.trim_start();
    let ends = next.find([',', ' ', ';', ':']).unwrap_or(next.len());
    pack.citations.place.is_match(before) && pack.citations.place.is_match(&next[..ends])
}

/// The span of the words without separators around them.
fn trimmed(piece: &str, start: usize) -> Option<Span> {
    let separator = |c: char| c.is_whitespace() || matches!(c, ';' | ',' | ':');
    let bare = piece.trim_start_matches(separator);
    let from = start + piece.len() - bare.len();
    let bare = bare.trim_end_matches(separator);
    (!bare.is_empty()).then(|| Span::new(from, from + bare.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::pack;

    #[test]
    fn what_stands_in_a_slanted_title_separates_nothing() {
        let words =
            "Gray to Hill, 3 May 1955, in *Papers, 1955–1957*, vol. 5, *The Treaty; The Talks, 1955* (London, 1988), 3–4; Ware, *Mills*, 5";
        let found: Vec<&str> =
            sources(Span::new(0, words.len()), words, pack("en").unwrap()).into_iter().map(|span| span.of(words)).collect();
        assert_eq!(found.len(), 2, "{found:?}");
    }
}
