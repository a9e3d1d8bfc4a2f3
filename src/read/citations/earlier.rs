//! What "ibid.", "op. cit." and a family name with a page leave out: taken from the source meant.

use crate::lang::Pack;
use crate::read::{Citation, CitedSource, SourceKind};
use crate::text::{is_alphabetic, is_alphanumeric};

/// Fills in the sources that refer to earlier ones; the citations stand in the order in which they are read.
pub(super) fn fill_in(citations: &mut [Citation], text: &str, pack: &Pack) {
    let mut seen: Vec<CitedSource> = Vec::new();
    for citation in citations {
        for source in &mut citation.sources {
            if source.ibid {
                if let Some(before) = place_meant(source, &seen, text, pack) {
                    same_place(source, before);
                }
            } else if source.kind == SourceKind::Archival && source.repository.is_none() && source.shelfmark.is_some() {
                source.repository = seen.iter().rev().find_map(|before| before.repository.clone());
            } else if let Some(meant) = meant(source, &seen, text, pack) {
                short_form(source, &meant, text);
            }
            seen.push(source.clone());
        }
    }
}

/// The source before; where the words give a leaf, the last one that is kept in an archive.
fn place_meant<'a>(source: &CitedSource, seen: &'a [CitedSource], text: &str, pack: &Pack) -> Option<&'a CitedSource> {
    let leaf = source.pages.is_some() && pack.citations.leaf.is_match(source.span.of(text));
    let kept = || seen.iter().rev().find(|before| before.kind == SourceKind::Archival && before.shelfmark.is_some());
    leaf.then(kept).flatten().or(seen.last())
}

/// Whether a leaf is none of those on which the document before stands: "l. 58" behind "l. 40-43".
fn is_beyond(leaf: &str, before: &CitedSource) -> bool {
    let numbers = |words: &str| words.split(|c: char| !c.is_ascii_digit()).filter_map(|word| word.parse().ok()).collect::<Vec<u32>>();
    let (Some(own), Some(before)) = (numbers(leaf).first().copied(), before.pages.as_deref().map(numbers)) else { return false };
    matches!(before[..], [first, last] if own < first || own > last)
}

/// "Ibid.": the holding or the volume is that of the source before; with words of its own it is another document there.
fn same_place(source: &mut CitedSource, before: &CitedSource) {
    let own_document = source.title.is_some();
    let beyond = before.kind == SourceKind::Archival && source.pages.as_deref().is_some_and(|leaf| is_beyond(leaf, before));
    source.kind = before.kind;
    if let (Some(own), Some(whole)) = (&source.shelfmark, &before.shelfmark) {
        source.shelfmark = Some(completed(own, whole));
    }
    if source.shelfmark.is_none() {
        source.shelfmark.clone_from(&before.shelfmark);
        source.collection = source.collection.take().or_else(|| before.collection.clone());
    }
    source.repository = source.repository.take().or_else(|| before.repository.clone());
    source.container = source.container.take().or_else(|| before.container.clone());
    source.place = source.place.take().or_else(|| before.place.clone());
    source.year = source.year.take().or_else(|| before.year.clone());
    if own_document {
        if matches!(before.kind, SourceKind::Book | SourceKind::Article) {
            source.kind = SourceKind::PublishedDocument;
        }
    } else if !beyond {
        source.title = before.title;
        source.author = before.author;
        source.doc_type.clone_from(&before.doc_type);
        source.date = source.date.or(before.date);
        source.pages = source.pages.take().or_else(|| before.pages.clone());
    }
}

/// A shelf-mark whose larger units are those of the one before: "Д. 3" after "Ф. 1. Оп. 2. Д. 1".
fn completed(own: &str, whole: &str) -> String {
    let label = |words: &str| words.chars().take_while(|c| is_alphabetic(*c)).flat_map(char::to_lowercase).collect::<String>();
    let first = label(own);
    let starts = whole.char_indices().map(|(at, _)| at).filter(|at| !whole[..*at].ends_with(is_alphanumeric));
    match starts.into_iter().find(|at| label(&whole[*at..]) == first) {
        Some(at) => format!("{}{own}", &whole[..at]),
        None => format!("{whole}. {own}"),
    }
}

/// The earlier source that a short form means: the same family name, and where words of a title are left, these too.
fn meant(source: &CitedSource, seen: &[CitedSource], text: &str, pack: &Pack) -> Option<CitedSource> {
    let short = source.kind == SourceKind::Book && source.year.is_none() && source.place.is_none();
    let cited = pack.citations.op_cit.is_match(source.span.of(text));
    if !short && !cited {
        return None;
    }
    let named = source.author.map(|author| family(author.of(text))).or_else(|| source.container.as_deref().map(family))?;
    let title = source.title.filter(|_| source.kind == SourceKind::Book).map(|title| bare(title.of(text)));
    let fits = |before: &&CitedSource| {
        let by_author = before.author.is_some_and(|author| family(author.of(text)) == named);
        let by_container = before.container.as_deref().map(family) == Some(named.clone());
        let same_title = title.as_ref().is_none_or(|title| before.title.is_some_and(|own| own.of(text).to_lowercase().contains(title)));
        (by_author || by_container) && same_title && (before.year.is_some() || before.place.is_some())
    };
    seen.iter().rev().find(fits).cloned()
}

/// A title in small letters, without the quotation marks of a short form.
fn bare(title: &str) -> String {
    title.to_lowercase().trim_matches(|c: char| !is_alphanumeric(c)).to_owned()
}

fn short_form(source: &mut CitedSource, meant: &CitedSource, text: &str) {
    let document_in_work = source.kind == SourceKind::PublishedDocument && source.title.is_some();
    source.place.clone_from(&meant.place);
    source.year.clone_from(&meant.year);
    if document_in_work {
        source.container = meant.container.clone().or_else(|| meant.title.map(|title| title.of(text).to_owned()));
        return;
    }
    source.kind = meant.kind;
    source.doc_type.clone_from(&meant.doc_type);
    source.title = meant.title;
    source.author = meant.author.or(source.author);
    source.container.clone_from(&meant.container);
}

/// The family name: behind initials or given names it is the last word, before initials the first.
fn family(words: &str) -> String {
    let long = |word: &&str| word.chars().count() > 2;
    let parts: Vec<&str> = words.split([' ', '.', ',']).filter(long).collect();
    let initials_first = words.split([' ', '.']).next().is_some_and(|first| first.chars().count() <= 2);
    let initial = |token: &str| token.ends_with('.') && token.chars().filter(|c| is_alphabetic(*c)).count() <= 3;
    // "Robert W. Smith" has his family name last.
    let closed = words.split_whitespace().last().is_some_and(initial);
    let initials_behind = words.split_whitespace().nth(1).is_some_and(initial) && closed && !initials_first || words.contains(',');
    let word = if initials_behind || parts.len() > 4 { parts.first() } else { parts.last() };
    word.map_or_else(String::new, |word| word.to_lowercase())
}
