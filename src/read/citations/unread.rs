//! Words that look like a citation and could not be read as one, and brackets of the prose that stay open.

use crate::lang::{Archives, Pack};
use crate::text::{Essay, Span};

use super::super::Citation;
use super::brackets;

/// What the reader had to leave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Left {
    /// Brackets and notes with pages, a shelf-mark or "//" that name no source we could read.
    pub(crate) unread: Vec<Span>,
    /// Brackets outside citations that are opened and never closed, with the word after each.
    pub(crate) open: Vec<Span>,
}

/// What is left when the citations are taken; both lists in the order of the text.
pub(crate) fn left(essay: &Essay, citations: &[Citation], pack: &Pack) -> Left {
    let text = essay.prose.text();
    let mut taken: Vec<Span> = citations.iter().map(|citation| citation.span).collect();
    taken.sort_unstable();
    let is_taken = |span: Span| {
        let next = taken.partition_point(|own| own.end() <= span.start());
        taken.get(next).is_some_and(|own| own.start() < span.end())
    };
    let mut out = Left::default();
    for &paragraph in &essay.paragraphs {
        for group in brackets::groups(paragraph, text, pack).into_iter().filter(|group| !is_taken(group.span)) {
            if group.closed && looks_cited(group.inside.of(text), pack) {
                out.unread.push(group.span);
            } else if !group.closed && group.span.of(text).starts_with(['(', '[']) {
                let words = group.span.of(text);
                let word = words.find(char::is_whitespace).unwrap_or(words.len());
                out.open.push(Span::new(group.span.start(), group.span.start() + word));
            }
        }
    }
    for note in essay.notes.iter().filter(|note| !is_taken(note.text)) {
        let words = note.text.of(text);
        let held = words.len() < 300 && words.contains(|c: char| c.is_ascii_digit()) && Archives::known().find(words).is_some();
        if looks_cited(words, pack) || held {
            out.unread.push(note.text);
        }
    }
    out.unread.sort_unstable();
    out
}

/// Whether the words hold what only citations have.
fn looks_cited(words: &str, pack: &Pack) -> bool {
    let rules = &pack.citations;
    let slashes = words.match_indices("//").any(|(at, _)| !words[..at].ends_with(':'));
    // "с 5 до 10" is no page: the mark is shortened with its full stop, or written out.
    let marked = |found: &str| found.contains('.') || found.chars().take_while(|c| c.is_alphabetic()).count() > 2;
    let paged = [&rules.pages, &rules.leaf].into_iter().filter_map(|mark| mark.find(words));
    slashes || rules.shelf.is_match(words) || paged.map(|found| found.as_str().trim_start_matches([' ', ',', ';', ':', '('])).any(marked)
}
