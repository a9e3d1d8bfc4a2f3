//! The parts of one source that are known by their form: dates, archive, shelf-mark, leaves,
//! pages, imprint. What stands between them is titles.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::lang::{Citations, Pack, WordList};
use crate::read::dates;
use crate::text::{is_alphabetic, is_lowercase, is_uppercase};
use crate::time::{HistoricalDate, Moment};

/// What was found in the words of one source, as byte ranges of these words.
#[derive(Clone, Debug, Default)]
pub(super) struct Elements {
    /// Between a document and what it is printed or kept in: "//", "in".
    pub(super) split: Option<Range<usize>>,
    /// The date of the document: the first that says at least the month.
    pub(super) date: Option<(Range<usize>, HistoricalDate)>,
    /// The archive's name, and its key.
    pub(super) archive: Option<(Range<usize>, String)>,
    pub(super) shelf: Option<Range<usize>>,
    /// The collection as named.
    pub(super) collection: Option<Range<usize>>,
    /// Leaves or pages: the whole, and the numbers alone.
    pub(super) pages: Option<(Range<usize>, Range<usize>)>,
    pub(super) place: Option<Range<usize>>,
    pub(super) year: Option<Range<usize>>,
    /// From the place to the year, or the year alone.
    pub(super) imprint: Option<Range<usize>>,
    pub(super) ibid: Option<Range<usize>>,
    pub(super) op_cit: Option<Range<usize>>,
    /// The number of an issue, after the split.
    pub(super) number: Option<Range<usize>>,
}

/// An archive's abbreviation behind its name, or its town: `(TNA)`, `[hereafter BL]`, `, Kew [TNA]`.
static SPELLED_OUT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:,?\s\p{Lu}\p{Ll}+)?\s?(?:\([^()]{2,24}\)|\[[^\[\]]{2,24}\])").expect("the pattern is a literal"));

/// Numbers alone between a comma or a colon and the end.
static BARE_PAGES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\)?[,:]\s?(?:(?:[ivxlc]+|\d{1,2})[,:]\s?)?(\d{1,4}(?:\s?[-–—]\s?\d{1,4})?)\.?\s*$").expect("the pattern is a literal")
});

/// A family name, a short title and numbers alone: "Brown, *Roads*, 2:36", "Brown and Gray, “Roads,” 36".
static SHORT_TITLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^\p{Lu}[\p{L}'’-]+(?:(?:,| and| &)\s\p{Lu}[\p{L}'’-]+)?,\s",
        r"(?:[*_]+[^*_]{2,120}[*_]+,|[“‘][^”]{2,120}[”’],?|\p{Lu}[^,;.:()\d]{2,80},)\s",
        r"((?:(?:[ivxlcIVXLC]+|\d{1,2})[,:]\s?)?(\d{1,4}(?:\s?[-–—]\s?\d{1,4})?)\.?)\s*$"
    ))
    .expect("the pattern is a literal")
});

/// Capitals that stand for an archive nobody has listed.
static CAPITALS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:(?:\p{Lu}\p{Ll}{0,2}){2,}(?:[ /-](?:\p{Lu}\p{Ll}{0,2}){2,})*)").expect("the pattern is a literal"));

/// A further part of a shelf-mark: a code with a number in it.
static CODE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^[.,]?\s*(?:\p{Lu}{2,4}\s\d[\d/.–-]*|\d[\d.\p{Lu}]*/[\d/.–-]*\d|(?:\p{Lu}{1,4}\s?)?\d[\d/.]*)(?:\s?\(\d+\))?(?:[,.;)\s]|$)",
    )
    .expect("the pattern is a literal")
});

/// Capitals before a number: "MS DAR 219".
static CODED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^,?\s?\p{Lu}{2,}\.?\s?(?:\p{Lu}+\.?\s?)?\d").expect("the pattern is a literal"));

/// A year that stands alone between separators.
static YEAR: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:[.,(:]\s*)(1[0-9]{3}|20[0-9]{2})(?:[).,;:\s]|$)").expect("the pattern is a literal"));

/// The elements of one source.
pub(super) fn elements(words: &str, pack: &Pack) -> Elements {
    let rules = &pack.citations;
    let mut out = Elements { ibid: range(&rules.ibid, words), op_cit: range(&rules.op_cit, words), ..Elements::default() };
    let dates: Vec<(Range<usize>, HistoricalDate)> =
        dates::in_citation(words, pack).into_iter().map(|(span, date)| (span.range(), date)).collect();
    let full = |date: &HistoricalDate| matches!(date.start().or(date.end()), Some(Moment::Day(_) | Moment::Month(..) | Moment::Season(..)));
    out.date = dates.iter().find(|(_, date)| full(date)).cloned();
    out.split = slashes(words).or_else(|| rules.inside.captures(words).and_then(|found| found.get(1)).map(|found| found.range()));
    let right = out.split.as_ref().map_or(0, |split| split.end);
    let dated = |range: &Range<usize>| dates.iter().any(|(at, date)| full(date) && overlap(at, range));
    let imprints = rules.imprint.captures_iter(words).filter_map(|found| Some((found.name("place")?.range(), found.name("year")?.range())));
    let free = |range: &Range<usize>| !dated(range);
    if let Some((place, year)) = imprints.filter(|(place, year)| free(year) && free(place) && place.start > 0).last() {
        out.imprint = Some(place.start..year.end);
        out.place = Some(place);
        out.year = Some(year);
    }
    archive(&mut out, words, right, rules);
    if out.imprint.is_none() {
        let free = |range: &Range<usize>| !dated(range) && !out.shelf.as_ref().is_some_and(|shelf| overlap(shelf, range));
        let digits = |found: regex::Match<'_>| found.as_str().find(|c: char| c.is_ascii_digit()).map(|at| found.start() + at);
        let years = YEAR.find_iter(words).filter_map(digits).map(|year| year..year + 4);
        let last = years.filter(|year| free(year) && year.start >= right && year.start > 0).last();
        out.imprint.clone_from(&last);
        out.year = last;
    }
    if out.shelf.is_none()
        && let Some(ibid) = &out.ibid
        && let Some(part) = rules.shelf_after.find(&words[ibid.end..])
        && rules.leaf.is_match(&words[ibid.end..])
    {
        out.shelf = Some(shifted(trim(part.as_str(), part.start()), ibid.end));
    }
    let after_shelf = out.shelf.as_ref().or(out.archive.as_ref().map(|(at, _)| at)).or(out.ibid.as_ref()).map(|at| at.end);
    if let Some(from) = after_shelf
        && let Some(found) = rules.leaf.captures(&words[from..])
        && let (Some(all), Some(numbers)) = (found.get(0), found.get(1))
    {
        out.pages = Some((shifted(all.range(), from), shifted(numbers.range(), from)));
    }
    if out.pages.is_none() {
        let last = rules.pages.last(words).and_then(|found| Some((found.get(1)?.range(), found.get(2)?.range())));
        out.pages = last.filter(|(all, _)| !dated(all));
    }
    if out.pages.is_none() && out.archive.is_none() && out.shelf.is_none() {
        out.pages = bare_pages(&out, words);
    }
    out.number = rules.number.find_iter(words).map(|found| found.range()).find(|number| number.start >= right && out.split.is_some());
    out
}

/// Numbers alone at the end, behind the imprint, the day of a newspaper or "op. cit.": "(London, 1961), 12–14".
fn bare_pages(out: &Elements, words: &str) -> Option<(Range<usize>, Range<usize>)> {
    let date = out.date.as_ref().map(|(at, _)| at);
    if out.imprint.is_none()
        && date.is_none()
        && let Some(found) = SHORT_TITLE.captures(words)
    {
        return Some((found.get(1)?.range(), found.get(2)?.range()));
    }
    let behind = [out.imprint.as_ref(), date, out.op_cit.as_ref(), out.ibid.as_ref()].into_iter().flatten().map(|at| at.end).max()?;
    let numbers = BARE_PAGES.captures(&words[behind..])?.get(1)?;
    let at = shifted(numbers.range(), behind);
    Some((at.clone(), at))
}

/// The archive, its shelf-mark and its collection.
fn archive(out: &mut Elements, words: &str, right: usize, rules: &Citations) {
    let side = &words[right..];
    if let Some((start, end, key)) = rules.archives.find(side)
        && (out.split.is_some() || begins_chunk(side, start) || in_collection(side, start, rules))
    {
        let end = right + end + spelled_out(&words[right + end..]);
        out.archive = Some((right + start..end, key.to_owned()));
        let after = &words[end..];
        out.shelf = rules.shelf_after.find(after).map(|found| shifted(trim(found.as_str(), found.start()), end));
    }
    if out.shelf.is_none()
        && let Some((start, end, key)) = rules.archives.find_class(words)
        && out.archive.as_ref().is_none_or(|(_, own)| own == key)
    {
        let mut end = end;
        while let Some(more) =
            CODE.find(&words[end..]).filter(|more| !out.date.as_ref().is_some_and(|(date, _)| overlap(date, &shifted(more.range(), end))))
        {
            let length = more.as_str().trim_end_matches([',', '.', ';', ' ']).len();
            if length == 0
                || length < more.as_str().len()
                    && more.as_str().ends_with(' ')
                    && !more.as_str()[..length].ends_with(',')
                    && followed_by_word(&words[end + more.end()..])
            {
                break;
            }
            end += length;
        }
        // "RG 59, M35, roll 2"; a leaf or a number of the document is no part of it.
        let rest = &words[end..];
        let part = rules.shelf_after.find(rest).filter(|part| {
            let leaf = rules.leaf.find(rest).is_some_and(|leaf| leaf.start() < part.end());
            let number = rules.number.find(rest).is_some_and(|number| number.start() < part.end());
            !leaf && !number
        });
        end += part.map_or(0, |part| part.end());
        end -= words[start..end].len() - words[start..end].trim_end_matches(['.', ',']).len();
        out.shelf = Some(start..end);
        if out.archive.is_none() {
            out.archive = Some((start..start, key.to_owned()));
        }
    }
    if out.archive.is_none() && out.shelf.is_none() && out.place.is_none() {
        unlisted(out, words, right, rules);
    }
    if out.shelf.is_none()
        && let Some((archive, _)) = &out.archive
    {
        let stop = out.date.iter().map(|(date, _)| date.start).filter(|at| *at >= archive.end).min().unwrap_or(words.len());
        let leaf = rules
            .leaf
            .find(&words[archive.end..stop])
            .or_else(|| rules.pages.find(&words[archive.end..stop]))
            .map_or(stop, |leaf| archive.end + leaf.start());
        let letter = chunks(&words[archive.end..leaf]).into_iter().find(|chunk| {
            let words = &words[archive.end + chunk.start..archive.end + chunk.end];
            rules.to.is_match(words) && !words.contains(|c: char| c.is_ascii_digit())
        });
        let leaf = letter.map_or(leaf, |letter| archive.end + letter.start);
        let stretch = archive.end..leaf;
        let codes = &words[stretch.clone()];
        // A document told before its archive leaves "Letters Received, Box 5" to the shelf-mark.
        let told_before = out.date.as_ref().is_some_and(|(date, _)| date.end <= archive.start);
        if codes.contains(|c: char| c.is_ascii_digit())
            && (rules.kind_in(codes).is_none() || told_before)
            && codes.len() < 120
            && codes.starts_with([',', '.', ':', ' '])
        {
            out.shelf = Some(shifted(trim(codes, 0), stretch.start));
        }
    }
    let from = out.archive.as_ref().map_or(right, |(at, _)| at.start.min(at.end));
    if out.archive.is_some() || out.split.is_some() && out.place.is_none() {
        out.collection = chunks(words).into_iter().find(|chunk| {
            let near = chunk.start >= right && (out.split.is_some() || chunk.end + 60 >= from);
            near && rules.collections.is_match(&words[chunk.clone()])
                && words[chunk.clone()].chars().count() < 90
                && !is_title(&words[chunk.clone()], rules)
        });
        if out.archive.is_none() && !(out.split.is_some() && out.collection.as_ref().is_some_and(|chunk| chunk.start <= right + 2)) {
            out.collection = None;
        }
    }
    if let (Some(collection), Some(shelf)) = (&out.collection, &mut out.shelf)
        && shelf.start == collection.start
        && collection.end < shelf.end
    {
        *shelf = shifted(trim(&words[collection.end..shelf.end], 0), collection.end);
    }
}

/// An archive that is not in the list: capitals before a shelf-mark, capitals alone after "//", a noun for archives.
fn unlisted(out: &mut Elements, words: &str, right: usize, rules: &Citations) {
    if let Some(found) = rules.shelf.find(words) {
        let before = words[..found.start()].trim_end_matches(['.', ',', ' ', ':']);
        let from = before.rfind(['.', ',', '/', ';']).map_or(0, |at| at + 1);
        let name = with_short_word(before, before[from..].trim_start());
        let start = before.len() - name.len();
        if CAPITALS.find(name).is_some_and(|capitals| capitals.len() == name.len()) {
            out.archive = Some((start..before.len(), key_of(name)));
        } else if rules.archive_heads.is_match(name) {
            out.archive = Some((start..before.len(), key_of(&initials(name))));
        }
        out.shelf = Some(trim(found.as_str(), found.start()));
        return;
    }
    if out.split.is_none() {
        out.archive = named_alone(words, rules);
        return;
    }
    for chunk in chunks(words).into_iter().filter(|chunk| chunk.start >= right) {
        let name = &words[chunk.clone()];
        let last = name.rsplit_once(' ').map_or(name, |(_, last)| last);
        let capitals = |name: &str| !is_roman(name) && CAPITALS.find(name).is_some_and(|capitals| capitals.len() == name.len());
        if rules.editions.is_match(name) {
            return;
        }
        if capitals(name) {
            out.archive = Some((chunk.clone(), key_of(name)));
            return;
        }
        if rules.collections.is_match(name) && capitals(last) {
            out.archive = Some((chunk.end - last.len()..chunk.end, key_of(last)));
            return;
        }
        if chunk.start <= right + 1 && rules.archive_heads.is_match(name) && rules.imprint.find(&words[right..]).is_none() {
            out.archive = Some((chunk.clone(), key_of(&initials(name))));
            return;
        }
    }
}

/// The length of what spells out an archive's name behind it.
fn spelled_out(after: &str) -> usize {
    SPELLED_OUT.find(after).map_or(0, |found| found.end())
}

/// The archive's name with a shortened word before it: "Гос. архив".
fn with_short_word<'a>(before: &'a str, name: &'a str) -> &'a str {
    let head = before[..before.len() - name.len()].trim_end();
    let Some(head) = head.strip_suffix('.') else { return name };
    let from = head.rfind(|c: char| !is_alphabetic(c)).map_or(0, |at| at + head[at..].chars().next().map_or(1, char::len_utf8));
    let word = &head[from..];
    let short = (3..=5).contains(&word.chars().count()) && word.starts_with(is_uppercase) && name.starts_with(is_lowercase);
    if short { &before[from..] } else { name }
}

/// An archive without "//" and without a shelf-mark of the usual form: capitals before a box, a noun for archives before a code.
fn named_alone(words: &str, rules: &Citations) -> Option<(Range<usize>, String)> {
    let chunks = chunks(words);
    let coded = |from: usize| words[from..].contains(|c: char| c.is_ascii_digit());
    for (at, chunk) in chunks.iter().enumerate() {
        let name = &words[chunk.clone()];
        let boxed = || {
            chunks[at + 1..].iter().map(|chunk| &words[chunk.clone()]).any(|part| {
                let shelf = rules.shelf_after.is_match(part) && !rules.volume.is_match(part);
                shelf && !rules.number.is_match(part) && !rules.pages.is_match(part)
            })
        };
        let capitals = name.chars().count() > 2 && !is_roman(name) && CAPITALS.find(name).is_some_and(|found| found.len() == name.len());
        if capitals && !rules.editions.is_match(name) && (boxed() || at > 0 && CODED.is_match(&words[chunk.end..])) {
            return Some((chunk.clone(), key_of(name)));
        }
        let proper = name.split_whitespace().all(|word| word.starts_with(is_uppercase) || word.chars().count() < 4);
        let few = (2..=6).contains(&name.split_whitespace().count());
        let kept = || words[chunk.end..].contains('/') && coded(chunk.end) || CODED.is_match(&words[chunk.end..]);
        // "Sumner Papers, Houghton Library": papers before it are kept there.
        let papers = || chunks[..at].last().is_some_and(|before| rules.collections.is_match(&words[before.clone()]));
        if proper && few && rules.archive_heads.is_match(name) && (kept() || papers()) {
            return Some((chunk.clone(), key_of(&initials(name))));
        }
    }
    None
}

/// Whether capitals count a volume instead of naming an archive.
fn is_roman(name: &str) -> bool {
    name.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M'))
}

/// The key of an archive that is not in the list: its abbreviation in Latin capitals.
fn key_of(name: &str) -> String {
    // "CWM/LMS": the archive of one body within another's.
    let name = name.split('/').next().unwrap_or(name);
    name.split_whitespace().map(|word| crate::text::slug(word).to_uppercase()).collect::<Vec<_>>().join(" ")
}

fn initials(name: &str) -> String {
    let words = name.split([' ', '-']).filter(|word| word.chars().count() > 2);
    words.filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect()
}

/// The words between full stops and commas; a full stop after an abbreviation of one letter ends nothing.
pub(super) fn chunks(words: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = 0;
    for (at, c) in words.char_indices() {
        let ends = match c {
            ',' | ';' => true,
            '/' => words[at..].starts_with("//") || words[..at].ends_with('/'),
            '.' => {
                let rest = &words[at + 1..];
                let letters = words[..at].chars().rev().take_while(|c| is_alphabetic(*c)).count();
                (rest.is_empty() || rest.starts_with(char::is_whitespace)) && letters != 1
            }
            _ => false,
        };
        if ends {
            push(&mut out, words, from..at);
            from = at + c.len_utf8();
        }
    }
    push(&mut out, words, from..words.len());
    out
}

fn push(out: &mut Vec<Range<usize>>, words: &str, chunk: Range<usize>) {
    let trimmed = shifted(trim(&words[chunk.clone()], 0), chunk.start);
    if !trimmed.is_empty() {
        out.push(trimmed);
    }
}

/// The range of the words without separators around them; a full stop that belongs to the last letter stays.
pub(super) fn trim(words: &str, start: usize) -> Range<usize> {
    let separator = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.' | '-' | '–' | '—' | '/');
    let bare = words.trim_start_matches(separator);
    let from = start + words.len() - bare.len();
    from..from + bare.trim_end_matches(separator).len()
}

fn begins_chunk(words: &str, at: usize) -> bool {
    words[..at].trim_end().chars().next_back().is_none_or(|c| matches!(c, '.' | ',' | ';' | ':' | '(' | '/'))
}

fn in_collection(words: &str, at: usize, rules: &Citations) -> bool {
    chunks(words)
        .into_iter()
        .any(|chunk| chunk.contains(&at) && rules.collections.find(&words[chunk.clone()]).is_some_and(|found| found.start() == 0))
}

/// Whether the words name a document rather than where it is kept.
fn is_title(words: &str, rules: &Citations) -> bool {
    rules.kind_at_start(words).is_some()
}

fn followed_by_word(rest: &str) -> bool {
    rest.starts_with(is_alphabetic)
}

fn slashes(words: &str) -> Option<Range<usize>> {
    words.match_indices("//").map(|(at, _)| at).find(|at| !words[..*at].ends_with(':')).map(|at| at..at + 2)
}

fn range(list: &WordList, words: &str) -> Option<Range<usize>> {
    list.find(words).map(|found| found.range())
}

fn shifted(range: Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

pub(super) fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}
