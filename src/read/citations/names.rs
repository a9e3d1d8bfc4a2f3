//! The authors that a cited title begins with.

use std::sync::LazyLock;

use regex::{Match, Regex};

use crate::lang::Pattern;
use crate::text::{is_alphabetic, is_alphanumeric, is_lowercase, is_uppercase};

/// "Enno E. Kraehe", each perhaps followed by another: Latin given names, middle initials, the family name, and an end.
static WITH_MIDDLE_INITIAL: LazyLock<Regex> = LazyLock::new(|| {
    let given = r"[\p{Latin}&&\p{Lu}][\p{L}’'-]+";
    let family = r"(?:\p{Ll}{2,3}\s)?[\p{Latin}&&\p{Lu}][\p{L}’'-]+";
    let one = format!(r"{given}\s(?:\p{{Lu}}\.[\s-]?)+{family}");
    let more = format!(r"(?:,\s{one}|(?:,?\s\p{{Ll}}{{1,3}}|\s&)\s(?:{one}|{given}(?:\s{given})?))");
    let pattern = format!(r"^({one}(?:{more})*)(?:[,:;)]|\s[(\[]|\set\s)");
    Regex::new(&pattern).expect("the pattern is a literal")
});

/// One more family name, where nothing but a comma follows: "J. Holland Rose,".
static SECOND_NAME: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\s\p{Lu}[\p{L}’'-]+,").expect("the pattern is a literal"));

/// Two to four words with capital letters, small particles between them allowed.
static FULL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\p{Lu}[\p{L}’'-]+(?:\s(?:\p{Ll}{2,3}|al-|el-)?\s?\p{Lu}(?:[\p{L}’'-]+|\.)){1,3}").expect("the pattern is a literal")
});

/// One more full name behind a small word or "&".
static SECOND_FULL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s(?:\p{Ll}{1,3}|&)\s\p{Lu}[\p{L}’'-]+(?:\s\p{Lu}(?:[\p{L}’'-]+|\.)){1,3}").expect("the pattern is a literal")
});

/// One word with a capital letter.
static FAMILY: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\p{Lu}[\p{L}’'-]+").expect("the pattern is a literal"));

/// How far the authors reach that the words begin with: names with initials, which are sure.
pub(super) fn with_initials(words: &str) -> Option<usize> {
    // Patterns are made when they are first needed, and most words do not even begin as theirs do.
    let latin = words.starts_with(|c: char| is_uppercase(c) && !('\u{370}'..='\u{52f}').contains(&c));
    if latin && let Some(found) = WITH_MIDDLE_INITIAL.captures(words).and_then(|found| found.get(1)) {
        return Some(found.len());
    }
    let found = persons(words)?;
    if !words[..found].ends_with('.')
        && goes_on(&words[found..], is_uppercase)
        && let Some(more) = SECOND_NAME.find(&words[found..])
    {
        return Some(found + more.len() - 1);
    }
    // "A. B. Surname and Given Surname, Title".
    if !words[..found].ends_with('.')
        && goes_on(&words[found..], |c| c == '&' || is_lowercase(c))
        && let Some(more) = SECOND_FULL.find(&words[found..])
        && words[found + more.end()..].starts_with([',', ':'])
    {
        return Some(found + more.end());
    }
    // "Surname A. B." keeps the full stop of its last initial.
    Some(words[..found].trim_end().len()).filter(|end| {
        words[*end..].trim_start_matches(['.', ',', ':', ' ']).starts_with(|c: char| is_alphanumeric(c) || "«\"“‘*".contains(c))
    })
}

/// Whether the words go on with white space and such a character.
fn goes_on(words: &str, with: impl Fn(char) -> bool) -> bool {
    words.strip_prefix(char::is_whitespace).is_some_and(|rest| rest.starts_with(with))
}

/// Where the names with initials end that the words begin with: "Surname A. B.", "A. B. Surname", each perhaps
/// followed by another.
fn persons(words: &str) -> Option<usize> {
    let mut end = person(words)?;
    while let Some(next) = joint(words, end).and_then(|at| Some(at + person(&words[at..])?)) {
        end = next;
    }
    Some(end)
}

/// One past a comma, "&" or a small word that may join two names, and the space after it.
fn joint(words: &str, end: usize) -> Option<usize> {
    let spaced = end + spaces(&words[end..], 1);
    let rest = &words[spaced..];
    if rest.starts_with([',', '&']) {
        return Some(spaced + 1 + spaces(&rest[1..], 1));
    }
    let length = rest.find(|c| !is_lowercase(c)).unwrap_or(rest.len());
    let apart = |c: Option<char>| c.is_none_or(|c| !is_alphanumeric(c) && c != '_');
    let word = (1..=3).contains(&rest[..length].chars().count())
        && apart(words[..spaced].chars().next_back())
        && apart(rest[length..].chars().next());
    word.then(|| spaced + length + spaces(&rest[length..], 1))
}

/// Where one name with initials ends that the words begin with, and the space behind it.
fn person(words: &str) -> Option<usize> {
    let before = |family: usize| {
        let comma = family + usize::from(words[family..].starts_with(','));
        let initial = comma + spaces(&words[comma..], 1);
        (initial > comma).then(|| initials(&words[initial..]).last().map(|length| initial + length)).flatten()
    };
    family_name(words).and_then(before).or_else(|| {
        let initials: Vec<usize> = initials(words).collect();
        initials.into_iter().rev().find_map(|end| {
            let family = end + spaces(&words[end..], 1);
            family_name(&words[family..]).map(|length| family + length)
        })
    })
}

/// Where each of up to three initials ends that the words begin with, with the space or hyphen after it.
fn initials(words: &str) -> impl Iterator<Item = usize> {
    let mut end = 0;
    std::iter::from_fn(move || {
        let mut letters = words[end..].chars();
        let mut length = letters.next().filter(|first| is_uppercase(*first))?.len_utf8();
        length += letters.by_ref().take(3).take_while(|c| is_lowercase(*c)).map(char::len_utf8).sum::<usize>();
        let rest = words[end + length..].strip_prefix('.')?;
        end += length + 1 + rest.chars().next().filter(|c| c.is_whitespace() || *c == '-').map_or(0, char::len_utf8);
        Some(end)
    })
    .take(3)
}

/// The length of the family name that the words begin with: "de Bay", "Сергеев-Ценский".
fn family_name(words: &str) -> Option<usize> {
    let particle = words.find(|c| !is_lowercase(c)).filter(|end| (2..=3).contains(&words[..*end].chars().count()));
    let bare = particle.map_or(words, |end| words[end..].strip_prefix(char::is_whitespace).unwrap_or_default());
    let rest = bare.strip_prefix(is_uppercase)?;
    let name = rest.trim_start_matches(|c| is_alphabetic(c) || matches!(c, '’' | '\''));
    let mut end = words.len() - name.len();
    if name.len() == rest.len() {
        return None;
    }
    while let Some(part) = words[end..].strip_prefix('-').and_then(|part| part.strip_prefix(is_uppercase)) {
        let after = part.trim_start_matches(is_alphabetic);
        if after.len() == part.len() {
            break;
        }
        end = words.len() - after.len();
    }
    Some(end)
}

/// The length of the white space that the words begin with, at most so many characters.
fn spaces(words: &str, most: usize) -> usize {
    words.chars().take(most).take_while(|c| c.is_whitespace()).map(char::len_utf8).sum()
}

/// How far a full name reaches that stands alone between the start and a full stop or a comma.
pub(super) fn full(words: &str) -> Option<usize> {
    let found = full_name(words)?;
    let rest = &words[found.end()..];
    (rest.starts_with(". ") || rest.starts_with(", ")).then_some(found.end())
}

fn full_name(words: &str) -> Option<Match<'_>> {
    // Its second word follows the first with nothing but white space between.
    let first = words.find(|c: char| !(is_alphabetic(c) || matches!(c, '’' | '\'' | '-')))?;
    let second = goes_on(&words[first..], |c| is_alphabetic(c) || c.is_whitespace());
    (second && words.starts_with(is_uppercase)).then(|| FULL.find(words)).flatten()
}

/// How far names reach before what says that they edited the volume, and where that ends: "David Dilks (ed.), ".
pub(super) fn before_role(words: &str, role: &Pattern) -> Option<(usize, usize)> {
    let end = with_initials(words)
        .or_else(|| persons(words).map(|end| words[..end].trim_end().len()))
        .or_else(|| full_name(words).map(|found| found.end()))?;
    let second = goes_on(&words[end..], |c| c == '&' || is_lowercase(c)).then(|| SECOND_FULL.find(&words[end..])).flatten();
    let all = second.map_or(end, |more| end + more.end());
    let found = role.find(&words[all..])?;
    Some((all, all + found.end()))
}

/// How far a family name reaches that stands alone between the start and a full stop or a comma.
pub(super) fn family(words: &str) -> Option<usize> {
    let found = FAMILY.find(words)?;
    let rest = &words[found.end()..];
    (rest.starts_with(". ") || rest.starts_with(", ")).then_some(found.end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, authors: &str) {
        assert_eq!(persons(words).map_or("", |end| words[..end].trim_end()), authors, "in: {words}");
    }

    #[test]
    fn names_with_initials_in_both_orders() {
        check("Никифоров Л. А. Русско-английские отношения", "Никифоров Л. А.");
        check("Л. А. Никифоров. Отношения", "Л. А. Никифоров");
        check("Taylor, A. J. P. The Struggle", "Taylor, A. J. P.");
        check("Сергеев-Ценский С.Н. Севастополь", "Сергеев-Ценский С.Н.");
        check("J. Ed. 5", "J. Ed");
        check("von Sybel H. Geschichte", "von Sybel H.");
        check("vonSybel H. Geschichte", "");
        check("Орлов уехал", "");
    }

    #[test]
    fn several_names() {
        check("Орлов А. Б., Сидоров В. Г. Книга", "Орлов А. Б., Сидоров В. Г.");
        check("А. Б. Орлов и В. Г. Сидоров. Книга", "А. Б. Орлов и В. Г. Сидоров");
        check("A. Smith & B. Jones, Book", "A. Smith & B. Jones");
        check("А. Орлов вместо Б. Сидорова", "А. Орлов");
    }
}
