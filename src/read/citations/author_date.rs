//! Short citations by author and year, "(Ware 1998: 45)", and the list of works they refer to.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::lang::{Kind, Pack};
use crate::read::{CitedSource, SourceKind};
use crate::text::{Essay, Span, is_alphabetic, is_lowercase, matcher};

use super::brackets::{Group, floor};
use super::source;

/// Brackets of this form in one essay that show its habit, where no list of works does.
const HABIT: usize = 3;

/// No family name with its small word is longer, in bytes.
const LONGEST_NAME: usize = 400;

/// The longest word in small letters that joins names: "and", "von".
const LINK: usize = 4;

const FAMILY: &str = r"(?:\p{Ll}{2,3}\s)?\p{Lu}[\p{L}’'-]+";

/// "Ware 1998: 45", "Ware and Thorne, 1998, p. 3", "Ware et al. 1998a".
static SHORT: LazyLock<Regex> = LazyLock::new(|| {
    let more = format!(r"(?:(?:,|,?\s\p{{Ll}}{{1,3}}|\s&)\s{FAMILY})*");
    let pages = r"(?:[,:]\s?(?:\p{L}{1,4}\.?\s?(?:[0-9]+|[IVX]+)[,:]\s?|[0-9]{1,2}:\s?)?(?:\p{L}{1,4}\.\s?)?(?P<pages>(?:[0-9]+|[ivxlc]+)(?:\s?[-–—,]\s?(?:[0-9]+|[ivxlc]+))*))?";
    let pattern = format!(
        r"^(?P<names>{FAMILY}{more}(?:\s\p{{Ll}}{{1,2}}\s\p{{Ll}}{{2,5}}\.?)?),?\s(?:\[[0-9]{{4}}\]\s)?\(?(?P<year>{YEAR})\p{{Ll}}?(?:,\s[0-9]{{4}}\p{{Ll}}?)*(?:,?\s\p{{L}}{{2,4}}\.\s[0-9]+)?{pages}\.?$"
    );
    matcher(&pattern)
});

/// "1998: 45" alone, after a name in the text.
static YEAR_ALONE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = format!(r"^(?P<year>{YEAR})\p{{Ll}}?(?:[,:]\s?(?:\p{{L}}{{1,4}}\.\s?)?(?P<pages>[0-9]+(?:\s?[-–—,]\s?[0-9]+)*))?$");
    matcher(&pattern)
});

const YEAR: &str = r"1[5-9][0-9]{2}|20[0-9]{2}";

/// "Ware, A. (1998) Title. Place: Publisher.", "Ware, A. 1998. Title."
static ENTRY: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = format!(
        r"^(?P<names>\p{{Lu}}[^()0-9]{{2,120}}?)[.,]?\s?(?:\(\p{{Ll}}+\.?\)[.,]?\s?)?(?:\[[0-9]{{4}}\]\s)?\(?(?P<year>{YEAR})\p{{Ll}}?\)?[.,:]?\s(?P<rest>.+)$"
    );
    matcher(&pattern)
});

/// The beginning of an entry: "Ware, A. (1998)", "Ware, Ann, ed. 1998.".
static BEGINS: LazyLock<Regex> = LazyLock::new(|| {
    matcher(&format!(r"^{FAMILY},\s\p{{Lu}}[^()0-9\[\]]{{0,80}}?[.,]?\s(?:\[[0-9]{{4}}\]\s)?\(?(?:{YEAR})\p{{Ll}}?\)?[.,:]\s"))
});

/// "Place: Publisher".
static PUBLISHED: LazyLock<Regex> = LazyLock::new(|| matcher(r"[.,]\s(\p{Lu}[\p{L}.’'-]+(?:[ ,]\s?\p{Lu}[\p{L}.’'-]+){0,2}):\s\p{Lu}"));

/// The family name of the last author before a year in brackets.
static LAST_NAME: LazyLock<Regex> = LazyLock::new(|| matcher(&format!(r"({FAMILY})(?:['’]s)?\s?$")));

/// A work of the list at an essay's end.
#[derive(Clone, Debug)]
pub(super) struct Work {
    family: String,
    pub(super) source: CitedSource,
}

/// The works of the list that a heading ("References") opens.
pub(super) fn works(essay: &Essay, text: &str, pack: &Pack) -> Vec<Work> {
    let heading = |paragraph: &Span| pack.citations.bibliography.is_match(paragraph.of(text).trim_matches(['#', '*', ' ', ':', '.']));
    let Some(first) = essay.paragraphs.iter().rposition(heading) else { return Vec::new() };
    essay.paragraphs[first + 1..]
        .iter()
        .flat_map(|&paragraph| entries(paragraph, text))
        .filter_map(|entry| work(entry, text, pack))
        .collect()
}

/// The entries of a paragraph of the list: lines that nothing parts are joined in the clean text.
fn entries(paragraph: Span, text: &str) -> Vec<Span> {
    let words = paragraph.of(text);
    let starts = words
        .match_indices(' ')
        .map(|(at, _)| at + 1)
        .filter(|&at| words[..at - 1].ends_with(['.', '”', '"', '»', ')']) && BEGINS.is_match(&words[at..]));
    let mut out = Vec::new();
    let mut from = 0;
    for start in starts.chain([words.len()]) {
        out.push(Span::new(paragraph.start() + from, paragraph.start() + from + words[from..start].trim_end().len()));
        from = start;
    }
    out
}

fn work(paragraph: Span, text: &str, pack: &Pack) -> Option<Work> {
    let words = paragraph.of(text);
    let label = words.len() - words.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | '[' | ']' | ' ')).len();
    let words = &words[label..];
    let base = paragraph.start() + label;
    let lists_names = |names: &str| !names.split_whitespace().any(|word| word.starts_with(is_lowercase) && word.chars().count() > LINK);
    let found = ENTRY.captures(words).filter(|found| {
        let rest = found.name("rest").is_some_and(|rest| rest.as_str().contains(char::is_alphabetic));
        rest && found.name("names").is_some_and(|names| lists_names(names.as_str()))
    });
    let read = source::draft(Span::new(base, paragraph.end()), text, pack).map(|draft| draft.source);
    let mut source = match (&found, read) {
        (_, Some(source)) => source,
        (Some(_), None) => source::blank(Span::new(base, paragraph.end()), SourceKind::Book),
        (None, None) => return None,
    };
    source.named.clear();
    if let Some(found) = found {
        let (names, year, rest) = (found.name("names")?, found.name("year")?, found.name("rest")?);
        let title = title(rest.as_str(), pack);
        // "Ware, A." keeps the full stop of its last initial.
        let initial = names.as_str().ends_with(char::is_uppercase) && words[names.end()..].starts_with('.');
        source.author = Some(Span::new(base + names.start(), base + names.end() + usize::from(initial)));
        source.year = Some(year.as_str().to_owned());
        source.title = Some(Span::new(base + rest.start() + title.start, base + rest.start() + title.end));
        if source.kind != SourceKind::Article {
            source.kind = SourceKind::Book;
            source.doc_type = Some("book".to_owned());
            source.container = None;
        }
        let behind = &rest.as_str()[title.end..];
        let closed = behind.trim_start_matches(['.', ',']);
        if let Some(quote) = closed.chars().next().filter(|mark| matches!(mark, '’' | '”' | '"' | '»')) {
            let container = closed[quote.len_utf8()..].trim_start_matches([',', '.', ' ']);
            let end = container.find(|c: char| c == ',' || c == '(' || c.is_ascii_digit()).unwrap_or(container.len());
            source.kind = SourceKind::Article;
            source.doc_type = Some("article".to_owned());
            source.container = Some(container[..end].trim_matches(['.', ' ', '*', '_']).to_owned()).filter(|name| !name.is_empty());
        } else {
            source.place = PUBLISHED.captures(behind).and_then(|found| found.get(1)).map(|place| place.as_str().to_owned());
        }
        source.pages = None;
        source.named.extend(source.author);
    }
    let author = source.author?.of(text);
    Some(Work { family: family(author)?, source })
}

/// The title that a list gives after the year: in quotation marks, or up to a full stop.
fn title(rest: &str, pack: &Pack) -> Range<usize> {
    let quoted = rest.strip_prefix(['‘', '“', '"', '«']).and_then(|inside| {
        let end = inside.find(['’', '”', '"', '»'])?;
        let start = rest.len() - inside.len();
        Some(start..start + inside[..end].trim_end_matches(['.', ',']).len())
    });
    let shortened = |at: usize| pack.names.is(Kind::Abbreviation, rest[..at].rsplit(' ').next().unwrap_or_default());
    let stop = rest.match_indices(". ").map(|(at, _)| at).find(|&at| !shortened(at));
    quoted.unwrap_or_else(|| 0..stop.unwrap_or(rest.trim_end_matches('.').len()))
}

/// The sources of brackets that cite by author and year.
pub(super) fn sources(groups: &[Group], works: &[Work], text: &str, pack: &Pack) -> Vec<Option<Vec<CitedSource>>> {
    let read: Vec<Option<Vec<CitedSource>>> = groups.iter().map(|group| in_brackets(group, works, text, pack)).collect();
    let habit = read.iter().flatten().count() >= HABIT;
    read.into_iter().map(|sources| sources.filter(|sources| habit || sources.iter().any(|source| source.title.is_some()))).collect()
}

fn in_brackets(group: &Group, works: &[Work], text: &str, pack: &Pack) -> Option<Vec<CitedSource>> {
    let inside = group.inside.of(text);
    if inside.starts_with(['1', '2'])
        && begins_with_year(inside)
        && let Some(found) = YEAR_ALONE.captures(inside)
    {
        let before = &text[floor(text, group.span.start().saturating_sub(LONGEST_NAME))..group.span.start()];
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        let name = LAST_NAME.captures(&before[line..])?.get(1)?.as_str().to_lowercase();
        let year = found.name("year")?.as_str();
        let work = works.iter().find(|work| work.family == name && work.source.year.as_deref() == Some(year))?;
        let pages = found.name("pages").map(|pages| pages.as_str().to_owned());
        return Some(vec![CitedSource { span: group.inside, pages, named: Vec::new(), ..work.source.clone() }]);
    }
    let mut out = Vec::new();
    let mut from = 0;
    if !inside.split(';').any(may_be_short) {
        return None;
    }
    for piece in inside.split(';') {
        let see = pack.citations.see.find(piece).map_or(0, |found| found.end());
        let bare = piece[see..].trim_start_matches([' ', ',', ':']);
        let start = group.inside.start() + from + piece.len() - bare.len();
        let span = Span::new(start, start + bare.len());
        let Some(found) = may_be_short(bare).then(|| SHORT.captures(bare)).flatten() else {
            // What is kept in an archive is cited in full beside them.
            let draft =
                source::draft(span, text, pack).filter(|draft| draft.is_cited_inline() && draft.source.kind == SourceKind::Archival)?;
            out.push(draft.source);
            from += piece.len() + 1;
            continue;
        };
        let (names, year) = (found.name("names")?, found.name("year")?);
        let author = Span::new(start, start + names.end());
        let pages = found.name("pages").map(|pages| pages.as_str().to_owned());
        let known = family(names.as_str())
            .and_then(|name| works.iter().find(|work| work.family == name && work.source.year.as_deref() == Some(year.as_str())));
        let source = match known {
            Some(work) => CitedSource { span, ..work.source.clone() },
            None => {
                let mut source = source::blank(span, SourceKind::Book);
                source.doc_type = Some("book".to_owned());
                source.author = Some(author);
                source.year = Some(year.as_str().to_owned());
                source
            }
        };
        out.push(CitedSource { pages, see: see > 0, named: vec![author], ..source });
        from += piece.len() + 1;
    }
    // Nothing by year: the citation is read as others are.
    out.iter().any(|source| source.kind != SourceKind::Archival).then_some(out)
}

/// Whether the words up to the first digits may be names and the digits are those of a year, as it is in every short
/// citation: seen much sooner than the pattern says it, which most essays then need not make.
fn may_be_short(words: &str) -> bool {
    let Some(year) = words.find(|c: char| c.is_ascii_digit()) else { return false };
    let of_names = |c: char| is_alphabetic(c) || c.is_whitespace() || matches!(c, ',' | '&' | '.' | '’' | '\'' | '-' | '(' | '[');
    begins_with_year(&words[year..]) && words[..year].chars().all(of_names)
}

/// Whether a number of four digits stands first that may be a year.
fn begins_with_year(words: &str) -> bool {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    digits == 4 && (words.starts_with("20") || words.starts_with('1') && words.as_bytes()[1] >= b'5')
}

/// The first family name, in small letters: the first word that is no initial and no small word.
fn family(names: &str) -> Option<String> {
    let comma = names.find(',').unwrap_or(names.len());
    let word = |word: &&str| word.starts_with(char::is_uppercase) && word.chars().count() > 2 && !word.ends_with('.');
    names[..comma].split_whitespace().find(word).map(str::to_lowercase)
}
