//! The head of an essay: "Author: Title", a title alone, a title over or under its author.

use super::Span;
use super::layout::Layout;
use super::letters::{is_alphabetic, is_uppercase};
use super::line::{Line, begins_small, ends_sentence};
use super::outline::Title;

/// Most lines that a title takes.
const MOST_LINES: usize = 5;
/// Longest title, in characters.
const LONGEST: usize = 260;

/// A head that begins at a line: how many lines it takes, and where the author stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Its lines, the author's among them.
    pub(super) lines: usize,
    /// Raw span of the author's name.
    pub(super) author: Option<Span>,
    /// First raw byte of the title, and one past its last.
    pub(super) title: Span,
}

/// The head at line `at`, which begins a paragraph.
///
/// The first line of a text may be a title alone; further down a head is known by its
/// author ("Name Surname: Title"), or in Markdown by its mark.
pub(super) fn head(raw: &str, lines: &[Line], at: usize, layout: Layout) -> Option<Found> {
    if layout == Layout::Blocks {
        return marked(raw, lines, at);
    }
    let (author, start) = match author_before_colon(raw, &lines[at]) {
        Some((author, start)) => (Some(author), start),
        None if at == 0 => (None, lines[at].span.start()),
        None => return None,
    };
    let count = title_lines(raw, &lines[at..], layout)?;
    let last = &lines[at + count - 1];
    let title = Span::new(start, last.span.end());
    let found = Found { lines: count, author, title };
    // An author's name on a line of its own, over or under the title.
    if author.is_none() && count == 1 {
        let second = lines.get(at + 1);
        if is_name(last.words(raw)) && second.is_some() {
            let under = title_lines(raw, &lines[at + 1..], layout)?;
            let title = lines[at + 1].span.hull(lines[at + under].span);
            return Some(Found { lines: 1 + under, author: Some(last.span), title });
        }
    }
    if author.is_none()
        && let Some(next) = lines.get(at + count)
        && is_name(next.words(raw))
        && lines.len() > at + count + 1
    {
        return Some(Found { lines: count + 1, author: Some(next.span), ..found });
    }
    Some(found)
}

/// The head at line `at`, where the format of the text says that a title stands there.
pub(super) fn said(raw: &str, lines: &[Line], at: usize, titles: &[Title]) -> Option<Found> {
    let start = lines[at].span.start();
    let said = titles.iter().find(|own| own.head.start() <= start && start < own.head.end())?;
    let lines = lines[at..].iter().take_while(|line| line.span.start() < said.head.end()).count();
    let words = said.title.of(raw);
    if said.author.is_none()
        && let Some((name, rest)) = words.split_once(": ")
        && is_name(name)
    {
        let author = Some(Span::new(said.title.start(), said.title.start() + name.len()));
        return Some(Found { lines, author, title: Span::new(said.title.end() - rest.len(), said.title.end()) });
    }
    Some(Found { lines, author: said.author, title: said.title })
}

/// "# Title" of Markdown.
fn marked(raw: &str, lines: &[Line], at: usize) -> Option<Found> {
    let line = &lines[at];
    let title = line.words(raw).strip_prefix("# ")?.trim_start();
    let start = line.span.end() - title.len();
    let author = lines.get(at + 1).filter(|next| is_name(next.words(raw).trim_matches(['*', '_']))).map(|next| {
        let words = next.words(raw);
        let bare = words.trim_matches(['*', '_']);
        let from = next.span.start() + (words.len() - words.trim_start_matches(['*', '_']).len());
        Span::new(from, from + bare.len())
    });
    if let Some((name, rest)) = title.split_once(": ")
        && author.is_none()
        && is_name(name)
    {
        return Some(Found {
            lines: 1,
            author: Some(Span::new(start, start + name.len())),
            title: Span::new(line.span.end() - rest.len(), line.span.end()),
        });
    }
    Some(Found { lines: 1 + usize::from(author.is_some()), author, title: Span::new(start, line.span.end()) })
}

/// "Name Surname: Title": the name, and where the title begins.
fn author_before_colon(raw: &str, line: &Line) -> Option<(Span, usize)> {
    let words = line.words(raw);
    let (name, rest) = words.split_once(": ")?;
    let begins = rest.trim_start();
    if !is_name(name) || begins.is_empty() || begins_small(begins) || begins.starts_with(['"', '«', '„', '“']) {
        return None;
    }
    let start = line.span.start();
    Some((Span::new(start, start + name.len()), line.span.end() - begins.len()))
}

/// How many lines the title takes that begins with the first; `None` where this is no title.
fn title_lines(raw: &str, lines: &[Line], layout: Layout) -> Option<usize> {
    let full = |line: &Line| layout.width().is_none_or(|width| line.width * 10 >= width * 8) || ends_sentence(line.words(raw));
    let mut length = 0;
    for (at, line) in lines.iter().enumerate().take(MOST_LINES) {
        length += line.width;
        let next = lines.get(at + 1)?;
        if length > LONGEST || at == 0 && closes_sentence(line.words(raw)) {
            return None;
        }
        let apart = match layout {
            Layout::Spaced { .. } => next.blanks > 1,
            _ => next.blanks > 0,
        };
        let ended = line.words(raw).ends_with(['?', '!']);
        let begins = !begins_small(next.words(raw)) && !line.words(raw).ends_with(['-', '\u{ad}']);
        if begins && (apart || ended || layout.width().is_none() || full(next) && short_of(line, layout)) {
            return Some(at + 1).filter(|_| !line.words(raw).ends_with([',', ';']) && !closes_sentence(line.words(raw)));
        }
    }
    None
}

/// A full stop after a word, not after an abbreviation.
fn closes_sentence(words: &str) -> bool {
    words.strip_suffix('.').is_some_and(|rest| rest.chars().rev().take_while(|c| is_alphabetic(*c)).count() > 2)
}

fn short_of(line: &Line, layout: Layout) -> bool {
    layout.width().is_none_or(|width| line.width * 10 < width * 8)
}

/// Whether these words are a name: two to four words with capital letters, or initials and such a word; nothing else.
pub(super) fn is_name(words: &str) -> bool {
    let parts: Vec<&str> = words.split([' ', '.']).filter(|part| !part.is_empty()).collect();
    let is_part = |part: &&str| part.starts_with(is_uppercase) && part.chars().all(|c| is_alphabetic(c) || matches!(c, '-' | '\'' | '’'));
    (2..=4).contains(&parts.len())
        && parts.iter().all(is_part)
        && parts.iter().any(|part| part.chars().count() > 2)
        && parts.iter().filter(|part| part.chars().all(is_uppercase) && part.chars().count() > 2).count() == 0
        && !(words.ends_with('.') && parts.last().is_some_and(|part| part.chars().count() > 2))
}
