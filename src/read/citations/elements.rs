//! The parts of one source that are known by their form: dates, archive, shelf-mark, leaves,
//! pages, imprint. What stands between them is titles.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::lang::{Citations, Pack, WordList};
use crate::read::dates;
use crate::text::{is_alphabetic, is_uppercase, matcher};
use crate::time::{HistoricalDate, Moment};

use super::holdings::{archive, leaf};

/// Leaves or pages: the whole, and the numbers alone.
type Pages = (Range<usize>, Range<usize>);

/// What was found in the words of one source, as byte ranges of these words.
#[derive(Clone, Debug, Default)]
pub(super) struct Elements {
    /// Between a document and what it is printed or kept in: "//", "in"; empty where nothing but a comma stands between.
    pub(super) split: Option<Range<usize>>,
    /// The date of the document: the first that says at least the month.
    pub(super) date: Option<(Range<usize>, HistoricalDate)>,
    /// The archive's name, and its key.
    pub(super) archive: Option<(Range<usize>, String)>,
    pub(super) shelf: Option<Range<usize>>,
    /// The collection as named.
    pub(super) collection: Option<Range<usize>>,
    /// Leaves or pages: the whole, and the numbers alone.
    pub(super) pages: Option<Pages>,
    pub(super) place: Option<Range<usize>>,
    pub(super) year: Option<Range<usize>>,
    /// From the place to the year, or the year alone.
    pub(super) imprint: Option<Range<usize>>,
    pub(super) ibid: Option<Range<usize>>,
    pub(super) op_cit: Option<Range<usize>>,
    /// The number of an issue, after the split.
    pub(super) number: Option<Range<usize>>,
}

/// Numbers alone between a comma or a colon and the end.
static BARE_PAGES: LazyLock<Regex> =
    LazyLock::new(|| matcher(r"^\)?[,:]\s?(?:(?:[ivxlc]+|[0-9]{1,2})[,:]\s?)?([0-9]{1,4}(?:\s?[-–—]\s?[0-9]{1,4})?)\.?\s*$"));

/// A volume and pages at the end, both numbers alone.
static PAGES_AT_END: LazyLock<Regex> =
    LazyLock::new(|| matcher(r"[,:]\s?(?:(?:[ivxlcIVXLC]+|[0-9]{1,2})[,:]\s?)?([0-9]{1,4}(?:\s?[-–—]\s?[0-9]{1,4})?)\.?\s*$"));

/// A volume, a collection of laws or judgments by its abbreviation, and a page: "11 Stat. 719".
static LAW: LazyLock<Regex> = LazyLock::new(|| matcher(r"^[0-9]{1,3}\s\p{Lu}[\p{L}.& ]{0,22}[\p{L}.]\s([0-9]{1,5})\b"));

/// A family name, a short title and numbers alone: "Brown, *Roads*, 2:36", "Brown and Gray, “Roads,” 36".
static SHORT_TITLE: LazyLock<Regex> = LazyLock::new(|| {
    matcher(concat!(
        r"^\p{Lu}[\p{L}'’-]+(?:(?:,| and| &)\s\p{Lu}[\p{L}'’-]+)?,\s",
        r"(?:[*_]+[^*_]{2,120}[*_]+,|[“‘][^”]{2,120}[”’],?|\p{Lu}[^,;.:()0-9]{2,80},)\s",
        r"((?:(?:[ivxlcIVXLC]+|[0-9]{1,2})[,:]\s?)?([0-9]{1,4}(?:\s?[-–—]\s?[0-9]{1,4})?)\.?)\s*$"
    ))
});

/// A year that stands alone between separators.
static YEAR: LazyLock<Regex> = LazyLock::new(|| matcher(r"(?:[.,(:]\s*)(1[0-9]{3}|20[0-9]{2})(?:[).,;:\s]|$)"));

/// The elements of one source.
pub(super) fn elements(words: &str, pack: &Pack) -> Elements {
    let rules = &pack.citations;
    let mut out = Elements { ibid: range(&rules.ibid, words), op_cit: range(&rules.op_cit, words), ..Elements::default() };
    let dates: Vec<(Range<usize>, HistoricalDate)> =
        dates::in_citation(words, pack).into_iter().map(|(span, date)| (span.range(), date)).collect();
    // "ADM 11/1/1653" is no day.
    let class = rules.archives.find_class(words).map(|(start, end, _)| start..end);
    let coded = |at: &Range<usize>| class.as_ref().is_some_and(|class| overlap(class, at));
    let full = |date: &HistoricalDate| matches!(date.start().or(date.end()), Some(Moment::Day(_) | Moment::Month(..) | Moment::Season(..)));
    // "1.01.02" is a number of an inventory where a day stands in words.
    let bare = |at: &Range<usize>| {
        let words = &words[at.clone()];
        let year = words.rsplit('.').next().unwrap_or_default();
        words.starts_with(|c: char| c.is_ascii_digit()) && !words.contains(is_alphabetic) && year.len() == 2
    };
    let in_words = dates.iter().any(|(at, date)| full(date) && words[at.clone()].contains(is_alphabetic));
    // "To Jan de Groot, 12 April 1613": a month without a number is a given name.
    let unnumbered = |at: &Range<usize>| !words[at.clone()].contains(|c: char| c.is_ascii_digit());
    let coded = |at: &Range<usize>| coded(at) || in_words && bare(at) || unnumbered(at);
    out.date = dates.iter().find(|(at, date)| full(date) && !coded(at)).cloned();
    out.split = slashes(words).or_else(|| rules.inside.captures(words).and_then(|found| found.get(1)).map(|found| found.range()));
    out.split = out.split.take().or_else(|| edition_behind(&out, words, rules));
    let right = out.split.as_ref().map_or(0, |split| split.end);
    let dated = |range: &Range<usize>| dates.iter().any(|(at, date)| full(date) && !coded(at) && overlap(at, range));
    let imprints = rules.imprint.captures_iter(words).filter_map(|found| Some((found.name("place")?.range(), found.name("year")?.range())));
    let free = |range: &Range<usize>| !dated(range);
    // "ARA, Audience, 1689/1" and "FRUS 1921" have no place of publication.
    let place_and_year = |place: &Range<usize>, year: &Range<usize>| {
        !words[year.end..].starts_with('/') && !rules.series.is_match(&words[place.clone()]) && place.start > 0
    };
    if let Some((place, year)) = imprints.filter(|(place, year)| free(year) && free(place) && place_and_year(place, year)).last() {
        out.imprint = Some(place.start..year.end);
        out.place = Some(place);
        out.year = Some(year);
    }
    archive(&mut out, words, right, rules);
    if out.split.is_none()
        && out.archive.is_none()
        && out.shelf.is_none()
        && let Some((split, pages)) = printed_behind(&out, words, rules)
    {
        out.split = Some(split);
        out.pages = pages;
    }
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
        && leaf(&words[ibid.end..], rules).is_some()
    {
        out.shelf = Some(shifted(trim(part.as_str(), part.start()), ibid.end));
    }
    let after_shelf = out.shelf.as_ref().or(out.archive.as_ref().map(|(at, _)| at)).or(out.ibid.as_ref()).map(|at| at.end);
    if let Some(from) = after_shelf
        && let Some(found) = leaf(&words[from..], rules)
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

/// Where the edition begins in which a document is printed that is named before it with its day: "Brown to Gray, 3 May 1921, FRUS 1921".
fn edition_behind(out: &Elements, words: &str, rules: &Citations) -> Option<Range<usize>> {
    let from = out.date.as_ref()?.0.end;
    let begins = |at: &usize| rules.series.is_match(&words[*at..]) || rules.editions.at_start(&words[*at..]).is_some();
    let dashed = || {
        // "Title, 3 мая 1675 г. — Акты исторические, т. 4. СПб., 1842": as editions were cited before "//".
        let dash = words[from..].find(['—', '–']).map(|at| from + at)?;
        let close = words[from..dash].chars().filter(|c| is_alphabetic(*c)).count() <= 1 && words[from..dash].ends_with(' ');
        let behind = words[dash..].trim_start_matches(['—', '–', ' ']);
        let work = behind.starts_with(|c: char| is_uppercase(c) || matches!(c, '«' | '"'));
        let kept = || rules.archives.find(behind).is_some() || rules.shelf.is_match(behind);
        let printed = || rules.imprint.is_match(behind) || rules.pages.is_match(behind);
        (close && work && rules.kind_at_start(words).is_some() && printed() && !kept()).then(|| words.len() - behind.len())
    };
    let listed = words[from..].match_indices(", ").map(|(comma, _)| from + comma + 2).find(begins);
    listed.or_else(dashed).map(|at| at..at)
}

/// Where the work begins in which a letter is printed that is called after its parties, and the pages at its end, where no list knows
/// the work: "Brown to Gray, 20 June 1787, *Papers*, 10:63"; "Convention with Denmark, 11 April 1857, 11 Stat. 719".
fn printed_behind(out: &Elements, words: &str, rules: &Citations) -> Option<(Range<usize>, Option<Pages>)> {
    let (date, _) = out.date.as_ref().filter(|_| out.ibid.is_none())?;
    let document = rules.to.is_match(&words[..date.start]) || rules.kind_at_start(words).is_some();
    let at = date.end + words[date.end..].strip_prefix(", ").filter(|_| document).map(|_| 2)?;
    let work = &words[at..];
    let numbered = || rules.pages.is_match(work) || rules.number.is_match(work);
    let ends = ends_with_number(work).then(|| PAGES_AT_END.captures(work)).flatten();
    let name = &work[..work.find([',', '(', ':']).unwrap_or(work.len())];
    // "…, *Papers* (London: Mill, 1861), 5": a title stands before the imprint.
    let imprint = out.place.as_ref().map(|place| words.get(at..place.start).unwrap_or_default().trim_end_matches([' ', '(']));
    let titled =
        imprint.is_none_or(|title| title.chars().filter(|c| is_alphabetic(*c)).count() > 3 && parties(&words[..date.start], rules));
    let printed = titled && (work.starts_with(['*', '_']) || work.starts_with(is_uppercase) && (numbered() || ends.is_some()));
    let known = rules.collections.is_match(name) || rules.archive_heads.is_match(name);
    if work.starts_with(|c: char| c.is_ascii_digit())
        && let Some(found) = LAW.captures(work)
    {
        let page = shifted(found.get(1)?.range(), at);
        return Some((at..at, Some((page.clone(), page))));
    }
    let pages = ends.and_then(|found| Some((shifted(found.get(0)?.range(), at), shifted(found.get(1)?.range(), at))));
    (printed && !known).then_some((at..at, pages))
}

/// Whether nothing but names stands on both sides of a word for "to".
fn parties(title: &str, rules: &Citations) -> bool {
    let Some(to) = rules.to.find(title) else { return false };
    let other = title[to.end()..].split(',').next().unwrap_or_default();
    let named =
        |side: &str| !side.is_empty() && side.split_whitespace().all(|word| word.starts_with(is_uppercase) || word.chars().count() < 4);
    named(&title[..to.start()]) && named(other)
}

/// Whether a digit stands last, a full stop and white space after it aside.
fn ends_with_number(words: &str) -> bool {
    let bare = words.trim_end();
    bare.strip_suffix('.').unwrap_or(bare).ends_with(|c: char| c.is_ascii_digit())
}

/// Numbers alone at the end, behind the imprint, the day of a newspaper or "op. cit.": "(London, 1961), 12–14".
fn bare_pages(out: &Elements, words: &str) -> Option<Pages> {
    let date = out.date.as_ref().map(|(at, _)| at);
    if out.imprint.is_none()
        && date.is_none()
        && words.starts_with(is_uppercase)
        && ends_with_number(words)
        && let Some(found) = SHORT_TITLE.captures(words)
    {
        return Some((found.get(1)?.range(), found.get(2)?.range()));
    }
    let behind = [out.imprint.as_ref(), date, out.op_cit.as_ref(), out.ibid.as_ref()].into_iter().flatten().map(|at| at.end).max()?;
    let numbers = BARE_PAGES.captures(&words[behind..])?.get(1)?;
    let at = shifted(numbers.range(), behind);
    Some((at.clone(), at))
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

fn slashes(words: &str) -> Option<Range<usize>> {
    words.match_indices("//").map(|(at, _)| at).find(|at| !words[..*at].ends_with(':')).map(|at| at..at + 2)
}

fn range(list: &WordList, words: &str) -> Option<Range<usize>> {
    list.find(words).map(|found| found.range())
}

pub(super) fn shifted(range: Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

pub(super) fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn what_only_looks_like_a_day() {
        check(
            "en",
            "Ware to Jan de Lund, 12 April 1613, Briefwisseling I, no. 258",
            &["published-document title=Ware to Jan de Lund date=1613-04-12 in=Briefwisseling I"],
        );
        check(
            "en",
            "Nationaal Archief, The Hague, 1.01.02, inv. nr. 6722, Ware to Lund, 8 August 1636",
            &["archival title=Ware to Lund date=1636-08-08 repo=NA shelf=1.01.02, inv. nr. 6722"],
        );
    }
}
