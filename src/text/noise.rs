//! What a page adds to a text: page numbers, running heads, bare web addresses.

use std::collections::HashMap;

use super::letters::is_alphabetic;
use super::line::{Line, begins_small, ends_sentence};
use super::outline::Outline;

/// Longest line that is taken for a running head, in characters.
const LONGEST_HEAD: usize = 70;
/// How often a line must come back to be taken for a running head.
const OFTEN: usize = 3;

/// The lines without those that belong to the page and not to the text.
///
/// The line after a dropped one keeps the larger of both gaps, so that a paragraph that
/// runs over the page is still seen to run on.
pub(super) fn without_noise(raw: &str, lines: &[Line], outline: Option<&Outline>) -> Vec<Line> {
    let kept = |line: &Line| outline.is_some_and(|outline| outline.says(line.span));
    let heads = running_heads(raw, lines);
    let numbered = lines.iter().filter(|line| is_page_number(line.words(raw))).count() >= 2;
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut gap = 0;
    let mut page = false;
    for line in lines {
        let words = line.words(raw);
        let noise = !kept(line)
            && (is_address(words)
                || numbered && is_page_number(words)
                || line.width <= LONGEST_HEAD && !heads.is_empty() && heads.contains_key(&head_key(words)));
        if noise {
            gap = gap.max(line.blanks);
            page |= line.page;
        } else {
            out.push(Line { blanks: line.blanks.max(gap), page: line.page || page, ..*line });
            gap = 0;
            page = false;
        }
    }
    out
}

/// A line that is nothing but a web address.
fn is_address(words: &str) -> bool {
    let bare = words.trim_start_matches(['<', '(']);
    (bare.starts_with("http://") || bare.starts_with("https://") || bare.starts_with("www.")) && !bare.contains(char::is_whitespace)
}

/// `12`, `- 12 -`, `[12]`.
fn is_page_number(words: &str) -> bool {
    let bare = words.trim_matches(['-', '–', '—', ' ', '[', ']', '|', '.']);
    (1..=4).contains(&bare.len()) && bare.bytes().all(|byte| byte.is_ascii_digit()) && !words.ends_with('.')
}

/// Lines that come back on every page, digits aside, and are no part of a sentence.
fn running_heads(raw: &str, lines: &[Line]) -> HashMap<String, usize> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for line in lines {
        let words = line.words(raw);
        let letters = || words.chars().filter(|c| is_alphabetic(*c)).count();
        if line.width <= LONGEST_HEAD
            && letters() >= 4
            && !ends_sentence(words)
            && !begins_small(words)
            && !words.starts_with(['#', '[', '-', '*'])
        {
            *seen.entry(head_key(words)).or_default() += 1;
        }
    }
    seen.retain(|_, times| *times >= OFTEN);
    seen
}

fn head_key(words: &str) -> String {
    words.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect()
}
