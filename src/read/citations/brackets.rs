//! Brackets that may hold a citation, also where one of the two is missing.

use crate::lang::Pack;
use crate::text::{Span, is_lowercase, is_uppercase};

/// Longest citation in brackets, in bytes.
const LONGEST: usize = 2000;

/// Words in brackets.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    /// With the brackets.
    pub(super) span: Span,
    /// Without them.
    pub(super) inside: Span,
    /// Whether both brackets are there.
    pub(super) closed: bool,
}

/// The outermost brackets of a paragraph, in order.
///
/// A bracket that is never closed reaches to the end of the paragraph or to the next one that
/// opens; one that was never opened reaches back to the capital letter after which a document is named.
pub(super) fn groups(paragraph: Span, text: &str, pack: &Pack) -> Vec<Group> {
    let mut out: Vec<Group> = Vec::new();
    let mut from = paragraph.start();
    while let Some(at) = text[from..paragraph.end()].find(['(', '[', ')', ']']).map(|at| at + from) {
        let opening = text[at..].starts_with(['(', '[']);
        if !opening {
            let lower = out.last().map_or(paragraph.start(), |group| group.span.end());
            if let Some(start) = never_opened(lower, at, text, pack) {
                out.push(Group { span: Span::new(start, at + 1), inside: Span::new(start, at), closed: false });
            }
            from = at + 1;
            continue;
        }
        let end = match closing(at, paragraph.end(), text) {
            Some(end) => {
                out.push(Group { span: Span::new(at, end + 1), inside: Span::new(at + 1, end), closed: true });
                end + 1
            }
            None => {
                let stop = never_closed(at, paragraph.end(), text);
                out.push(Group { span: Span::new(at, stop), inside: Span::new(at + 1, stop), closed: false });
                stop.max(at + 1)
            }
        };
        from = end;
    }
    out
}

/// The bracket that closes the one at `at`.
fn closing(at: usize, end: usize, text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (offset, c) in text[at..end.min(floor(text, at + LONGEST))].char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + offset);
                }
            }
            _ => {}
        }
    }
    None
}

/// Where a bracket that is never closed ends: before the sentence that follows the last number or the last name of its words.
fn never_closed(at: usize, end: usize, text: &str) -> usize {
    let most = end.min(floor(text, at + LONGEST)).max(at + 1);
    let stop = text[at + 1..most].find('\n').map_or(most, |next| at + 1 + next);
    // A long sentence after the citation is prose again: cut before the first full stop that is
    // followed by four or more words in small letters.
    let words = &text[at..stop];
    let ends = if words.contains("//") { words } else { "" };
    for (offset, _) in ends.match_indices(". ") {
        let rest = &words[offset + 2..];
        let small = rest.split_whitespace().skip(1).take(4).filter(|word| word.chars().all(|c| is_lowercase(c) || c == ',')).count();
        if small >= 3 && rest.starts_with(is_uppercase) && words[..offset].contains("//") {
            return at + offset;
        }
    }
    let trimmed = words.trim_end_matches(['.', ' ']);
    at + trimmed.len()
}

/// Where the words begin that a closing bracket alone ends: at the document they name.
fn never_opened(lower: usize, at: usize, text: &str, pack: &Pack) -> Option<usize> {
    let lower = lower.max(floor(text, at.saturating_sub(LONGEST / 4)));
    let words = &text[lower..at];
    let slash = words.find("//")?;
    let starts = words.match_indices(['.', '!', '?', '"', '»']).map(|(offset, mark)| offset + mark.len());
    let mut best = None;
    for start in starts.filter(|start| *start < slash) {
        let rest = &words[start..slash];
        let bare = rest.trim_start();
        if bare.len() < rest.len() && bare.starts_with(is_uppercase) && pack.citations.kind_in(bare).is_some_and(|(place, _)| place < 40) {
            best = Some(lower + slash - bare.len());
        }
    }
    best
}

/// The last character boundary that is no further than `at`.
pub(super) fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
