//! Where a document is kept: the archive, its shelf-mark and its collection.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::lang::Citations;
use crate::text::{is_alphabetic, is_lowercase, is_roman_number, is_uppercase, matcher};

use super::elements::{Elements, chunks, overlap, shifted, trim};

/// An archive's abbreviation behind its name, or its town: `(TNA)`, `[hereafter BL]`, `, Kew [TNA]`.
static SPELLED_OUT: LazyLock<Regex> = LazyLock::new(|| matcher(r"^(?:,?\s\p{Lu}\p{Ll}+)?\s?(?:\([^()]{2,24}\)|\[[^\[\]]{2,24}\])"));

/// A further part of a shelf-mark: a code with a number in it.
static CODE: LazyLock<Regex> = LazyLock::new(|| {
    matcher(
        r"^[.,]?\s*(?:\p{Lu}{2,4}\s[0-9][0-9/.–-]*|[0-9][0-9.\p{Lu}]*/[0-9/.–-]*[0-9]|(?:\p{Lu}{1,4}\s?)?[0-9][0-9/.]*)(?:\s?\([0-9]+\))?(?:[,.;)\s]|$)",
    )
});

/// Capitals before a number: "MS DAR 219".
static CODED: LazyLock<Regex> = LazyLock::new(|| matcher(r"^,?\s?\p{Lu}{2,}\.?\s?(?:\p{Lu}+\.?\s?)?[0-9]"));

/// The archive, its shelf-mark and its collection.
pub(super) fn archive(out: &mut Elements, words: &str, right: usize, rules: &Citations) {
    let side = &words[right..];
    if let Some((start, end, key)) = rules.archives.find(side)
        && (out.split.is_some() || begins_chunk(side, start) || in_collection(side, start, rules))
    {
        let end = right + end + spelled_out(&words[right + end..]);
        let (end, key) = inner(words, end, key, rules);
        out.archive = Some((right + start..end, key.to_owned()));
        let after = &words[end..];
        // "F7 4567" goes on behind its letter and first number.
        let whole = |found: &regex::Match<'_>| !after[found.end()..].trim_start_matches(' ').starts_with(|c: char| c.is_ascii_digit());
        out.shelf = rules.shelf_after.find(after).filter(whole).map(|found| shifted(trim(found.as_str(), found.start()), end));
    }
    if out.shelf.is_none()
        && let Some((start, end, key)) = rules.archives.find_class(words)
        && out.archive.as_ref().is_none_or(|(_, own)| own == key)
    {
        let mut end = end;
        while let Some(more) =
            code(&words[end..]).filter(|more| !out.date.as_ref().is_some_and(|(date, _)| overlap(date, &shifted(more.range(), end))))
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
        // "RG 59, M35, roll 2", "SP 12/48, no. 60"; a leaf is no part of it.
        let rest = &words[end..];
        let part = rules.shelf_after.find(rest).filter(|part| leaf_at(rest, rules).is_none_or(|leaf| leaf >= part.end()));
        end += part.map_or_else(|| named_series(words, end, rules), |part| part.end());
        end -= words[start..end].len() - words[start..end].trim_end_matches(['.', ',']).len();
        out.shelf = Some(start..end);
        // "PRAAD, ADM 11/1": capitals before it name another archive with such a class.
        let before = words[..start].trim_end_matches([',', ' ']);
        let from = before.rfind([',', ';', '.']).map_or(0, |at| at + 1);
        let name = before[from..].trim_start();
        let capitals = name.chars().count() > 2 && !is_roman_number(name) && is_capitals(name);
        if out.archive.is_none() && capitals && before.len() < start {
            out.archive = Some((before.len() - name.len()..before.len(), key_of(name)));
        }
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
        let behind = &words[archive.end..stop];
        let leaf = leaf_at(behind, rules).or_else(|| rules.pages.find(behind).map(|pages| pages.start()));
        let leaf = leaf.map_or(stop, |leaf| archive.end + leaf);
        let letter = chunks(&words[archive.end..leaf]).into_iter().find(|chunk| {
            let words = &words[archive.end + chunk.start..archive.end + chunk.end];
            let told = rules.to.is_match(words) || chunk.start > 2 && words.contains(' ') && words.starts_with(is_lowercase);
            told && !words.contains(|c: char| c.is_ascii_digit())
        });
        let leaf = letter.map_or(leaf, |letter| archive.end + letter.start);
        let stretch = archive.end + town(&words[archive.end..leaf], rules)..leaf;
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
    let foliated = |found: &regex::Match<'_>| rules.leaf.find(found.as_str()).is_some_and(|leaf| leaf.len() == found.len());
    // "f. 5" alone is a leaf, and in "P. F. 1972" a name's initial.
    let initial = |found: &regex::Match<'_>| {
        words[..found.start()].trim_end().strip_suffix('.').is_some_and(|before| {
            before.ends_with(is_uppercase)
                && !before.trim_end_matches(is_uppercase).ends_with(is_alphabetic)
                && found.as_str().starts_with(is_uppercase)
        })
    };
    if let Some(found) = rules.shelf.find(words).filter(|found| !foliated(found) && !initial(found)) {
        let before = words[..found.start()].trim_end_matches(['.', ',', ' ', ':']);
        let from = before.rfind(['.', ',', '/', ';']).map_or(0, |at| at + 1);
        let name = with_short_word(before, before[from..].trim_start());
        let start = before.len() - name.len();
        if is_capitals(name) {
            out.archive = Some((start..before.len(), key_of(name)));
        } else if rules.archive_heads.is_match(name) {
            out.archive = Some((start..before.len(), key_of(&initials(name))));
        }
        out.shelf = Some(trim(found.as_str(), found.start()));
        return;
    }
    if out.split.is_none() {
        out.archive = named_alone(out, words, rules);
        return;
    }
    for chunk in chunks(words).into_iter().filter(|chunk| chunk.start >= right) {
        let name = &words[chunk.clone()];
        let last = name.rsplit_once(' ').map_or(name, |(_, last)| last);
        let capitals = |name: &str| !is_roman_number(name) && is_capitals(name);
        if rules.editions.is_match(name) || rules.series.is_match(name) {
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

/// The length of a series called by its name behind a record class, and of the code within it: ", Central Decimal Files, 663.001/3".
fn named_series(words: &str, from: usize, rules: &Citations) -> usize {
    let Some(rest) = words[from..].strip_prefix(", ") else { return 0 };
    let digit = |c: char| c.is_ascii_digit();
    let Some(comma) = rest.find(", ") else { return 0 };
    let (name, code) = (&rest[..comma], &rest[comma + 2..]);
    let code = &code[..code.find([',', ';', ')']).unwrap_or(code.len())];
    let code = code.trim_end_matches('.');
    let short = code.split(' ').count() < 3 && code.ends_with(digit) && !rules.pages.is_match(code) && !rules.number.is_match(code);
    let proper = name.starts_with(is_uppercase) && !name.contains(digit) && !rules.to.is_match(name) && name.split(' ').count() < 6;
    if short && proper && leaf_at(code, rules).is_none() { 2 + comma + 2 + code.len() } else { 0 }
}

/// The first leaf; a capital right before its number is a code: "F7".
pub(super) fn leaf<'a>(words: &'a str, rules: &Citations) -> Option<Captures<'a>> {
    let number = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
    let code = |found: &Captures<'_>| found.get(0).and_then(|all| all.as_str().strip_prefix(is_uppercase)).is_some_and(number);
    rules.leaf.captures_iter(words).find(|found| !code(found))
}

/// Where the first leaf stands.
fn leaf_at(words: &str, rules: &Citations) -> Option<usize> {
    leaf(words, rules).and_then(|found| found.get(0)).map(|found| found.start())
}

/// Where an archive's name ends, and its key: those of the archive within it that is named next, "Staatsarchiv, HHStA".
fn inner<'a>(words: &str, end: usize, key: &'a str, rules: &'a Citations) -> (usize, &'a str) {
    let rest = words[end..].trim_start_matches([',', ' ']);
    let at = words.len() - rest.len();
    let next = rules.archives.find(rest).filter(|(start, _, own)| *start == 0 && *own != key);
    next.filter(|_| at > end).map_or((end, key), |(_, length, own)| (at + length, own))
}

/// The length of the town behind an archive's name: ", Stockholm".
fn town(after: &str, rules: &Citations) -> usize {
    let Some(rest) = after.strip_prefix(", ") else { return 0 };
    let end = rest.find(',').unwrap_or(rest.len());
    let known = rules.place.find(&rest[..end]).is_some_and(|found| found.start() == 0);
    if known { 2 + end } else { 0 }
}

/// The length of what spells out an archive's name behind it.
fn spelled_out(after: &str) -> usize {
    // Without a bracket there is nothing to look for, and no pattern to make.
    if after.contains(['(', '[']) { SPELLED_OUT.find(after).map_or(0, |found| found.end()) } else { 0 }
}

/// Whether these are capitals that stand for an archive nobody has listed: "РГАСПИ", "CWM/LMS", "ЦГАКФФД СПб".
fn is_capitals(name: &str) -> bool {
    name.split([' ', '/', '-']).all(|code| {
        let (mut capitals, mut small) = (0, 0);
        code.chars().all(|c| {
            (capitals, small) = if is_uppercase(c) { (capitals + 1, 0) } else { (capitals, small + 1) };
            small == 0 || capitals > 0 && small < 3 && is_lowercase(c)
        }) && capitals > 1
    })
}

/// The further part of a shelf-mark that the words begin with.
fn code(words: &str) -> Option<regex::Match<'_>> {
    let bare = words.strip_prefix(['.', ',']).unwrap_or(words).trim_start();
    bare.starts_with(|c: char| c.is_ascii_digit() || is_uppercase(c)).then(|| CODE.find(words)).flatten()
}

/// Whether capitals and a number follow.
fn is_coded(behind: &str) -> bool {
    let bare = behind.strip_prefix(',').unwrap_or(behind);
    let bare = bare.strip_prefix(char::is_whitespace).unwrap_or(bare);
    bare.chars().take(2).filter(|c| is_uppercase(*c)).count() == 2 && CODED.is_match(behind)
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
fn named_alone(out: &Elements, words: &str, rules: &Citations) -> Option<(Range<usize>, String)> {
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
        let capitals = name.chars().count() > 2 && !is_roman_number(name) && is_capitals(name);
        let behind = &words[chunk.end..];
        let leafed = || coded(chunk.end) && leaf(behind, rules).is_some();
        let edition = || rules.editions.is_match(name) || rules.series.is_match(name);
        if capitals && !edition() && (boxed() || at > 0 && is_coded(behind) || leafed() || filed(out, words, &chunks[at..], rules)) {
            return Some((chunk.clone(), key_of(name)));
        }
        let proper = name.split_whitespace().all(|word| word.starts_with(is_uppercase) || word.chars().count() < 4);
        let few = (2..=6).contains(&name.split_whitespace().count());
        let kept = || words[chunk.end..].contains('/') && coded(chunk.end) || is_coded(&words[chunk.end..]);
        // "Sumner Papers, Houghton Library": papers before it are kept there.
        let papers = || chunks[..at].last().is_some_and(|before| rules.collections.is_match(&words[before.clone()]));
        if proper && few && rules.archive_heads.is_match(name) && (kept() || papers()) {
            return Some((chunk.clone(), key_of(&initials(name))));
        }
        // "Rigsarkivet, Handel, pk. 14": neither a periodical with its year in brackets nor a book with its pages.
        let noun = || name.split([' ', '-']).any(|word| rules.archives.is_noun(word)) && name.split(' ').count() < 8;
        let printed = || behind.contains("(1") || behind.contains("(2") || rules.pages.is_match(behind);
        if name.starts_with(is_uppercase) && coded(chunk.end) && noun() && !printed() && !words[..chunk.start].contains(['“', '‘', '"'])
        {
            let key = if name.contains(' ') { key_of(&initials(name)) } else { key_of(name) };
            return Some((chunk.clone(), key));
        }
    }
    None
}

/// Whether capitals behind the day of a letter are followed by a code, and so are where it is kept: "14 March 1894, SMB-ZA, I/GG 86".
fn filed(out: &Elements, words: &str, from: &[Range<usize>], rules: &Citations) -> bool {
    let [archive, code, ..] = from else { return false };
    let Some((date, _)) = out.date.as_ref().filter(|(date, _)| date.end <= archive.start && archive.start <= date.end + 2) else {
        return false;
    };
    let part = &words[code.clone()];
    let counts = rules.volume.is_match(part) || rules.number.is_match(part) || rules.pages.is_match(part);
    let letters = part.starts_with(is_uppercase) && part.ends_with(|c: char| c.is_ascii_digit());
    rules.to.is_match(&words[..date.start]) && letters && !counts && !is_roman_number(part.trim_end_matches(|c: char| c.is_ascii_digit()))
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

fn begins_chunk(words: &str, at: usize) -> bool {
    words[..at].trim_end().chars().next_back().is_none_or(|c| matches!(c, '.' | ',' | ';' | ':' | '(' | '/' | '—' | '–'))
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

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn capitals_of_an_archive() {
        for (name, expected) in
            [("РГАСПИ", true), ("CWM/LMS", true), ("ЦГАКФФД СПб", true), ("Ф", false), ("Foreign Office", false), ("", false)]
        {
            assert_eq!(super::is_capitals(name), expected, "{name}");
        }
    }

    #[test]
    fn archives_of_other_countries() {
        check(
            "en",
            "Protocol of the third session, 3 May 1856, Rigsarkivet, Handelsministeriet, Tolden, pk. 14",
            &[
                "archival type=minutes title=Protocol of the third session date=1856-05-03 repo=RIGSARKIVET shelf=Handelsministeriet, Tolden, pk. 14",
            ],
        );
        check(
            "en",
            "Riksarkivet, Stockholm, Diplomatica Anglica, vol. 342, Ware to Lund, 30 May 1736",
            &["archival title=Ware to Lund date=1736-05-30 repo=RIKSARKIVET shelf=Diplomatica Anglica, vol. 342"],
        );
        check("en", "Österreichisches Staatsarchiv, HHStA, PA XII, Karton 210", &["archival repo=HHSTA shelf=PA XII, Karton 210"]);
        check("en", "Archives nationales, F7 4567", &["archival repo=AN shelf=F7 4567"]);
        check("en", "ARSI, Jap.-Sin. 80, fol. 38r", &["archival repo=ARSI shelf=Jap.-Sin. 80 pages=38r"]);
        check("en", "Staatsarchiv Bremen, 2-C.4.g.1, fol. 12", &["archival repo=SB shelf=2-C.4.g.1 pages=12"]);
        check(
            "en",
            "Ware to Lund, 14 March 1894, WXZ-KA, I/GG 86",
            &["archival title=Ware to Lund date=1894-03-14 repo=WXZ-KA shelf=I/GG 86"],
        );
        check(
            "en",
            "Ware to Lund, 1 May 1866, NARA, RG 59, Dispatches from Leeds, roll 5",
            &["archival title=Ware to Lund date=1866-05-01 repo=NARA shelf=RG 59, Dispatches from Leeds, roll 5"],
        );
    }

    #[test]
    fn capitals_before_a_class_are_another_archive() {
        check(
            "en",
            "XWZD, ADM 11/1/1653, Minutes of the Mill Council, 22 February 1938",
            &["archival type=minutes title=Minutes of the Mill Council date=1938-02-22 repo=XWZD shelf=ADM 11/1/1653"],
        );
    }

    #[test]
    fn a_letter_may_stand_before_the_work_that_prints_it() {
        check(
            "en",
            "Ware to Lund, July 17, 1829, Letters from the Mill: Ware and Lund (Leeds: Brook, 1869), 74",
            &[
                "published-document title=Ware to Lund date=1829-07-17 in=Letters from the Mill: Ware and Lund place=Leeds year=1869 pages=74",
            ],
        );
    }

    #[test]
    fn what_only_looks_like_an_archive() {
        check(
            "en",
            "Ann Ware, Archiv und Stadt, Leipzig, 1910, p. 4",
            &["book type=book title=Archiv und Stadt by=Ann Ware place=Leipzig year=1910 pages=4"],
        );
        check(
            "en",
            "Ware to Lund, 3 May 1921, FRUS 1921, vol. II, p. 4",
            &["published-document title=Ware to Lund date=1921-05-03 in=FRUS 1921, vol. II pages=4"],
        );
        check(
            "en",
            "Convention with Lund, 11 April 1857, 11 Stat. 719",
            &["published-document type=treaty title=Convention with Lund date=1857-04-11 in=11 Stat pages=719"],
        );
    }
}
