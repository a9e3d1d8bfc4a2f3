//! The authors that a cited title begins with.

use std::sync::LazyLock;

use regex::Regex;

use crate::lang::Pattern;
use crate::text::{is_alphabetic, is_alphanumeric, is_lowercase, is_uppercase, matcher};

/// "Enno E. Kraehe", each perhaps followed by another: Latin given names, middle initials, the family name, and an end.
static WITH_MIDDLE_INITIAL: LazyLock<Regex> = LazyLock::new(|| {
    let given = r"[\p{Latin}&&\p{Lu}][\p{L}’'-]+";
    let family = r"(?:\p{Ll}{2,3}\s)?[\p{Latin}&&\p{Lu}][\p{L}’'-]+";
    let one = format!(r"{given}\s(?:\p{{Lu}}\.[\s-]?)+{family}");
    let more = format!(r"(?:,\s{one}|(?:,?\s\p{{Ll}}{{1,3}}|\s&)\s(?:{one}|{given}(?:\s{given})?))");
    let pattern = format!(r"^({one}(?:{more})*)(?:[,:;)]|\s[(\[]|\set\s)");
    matcher(&pattern)
});

/// A full name has so many words behind the first at most.
const MORE_WORDS: usize = 3;

/// How far the authors reach that the words begin with: names with initials, which are sure.
pub(super) fn with_initials(words: &str) -> Option<usize> {
    // Patterns are made when they are first needed, and most words do not even begin as theirs do.
    let latin = words.starts_with(|c: char| !('\u{370}'..='\u{52f}').contains(&c));
    if latin
        && has_initial_second(words)
        && let Some(found) = WITH_MIDDLE_INITIAL.captures(words).and_then(|found| found.get(1))
    {
        return Some(found.len());
    }
    let found = persons(words)?;
    if !words[..found].ends_with('.')
        && let Some(more) = second_name(&words[found..])
    {
        return Some(found + more);
    }
    // "A. B. Surname and Given Surname, Title".
    if !words[..found].ends_with('.')
        && let Some(more) = second_full(&words[found..])
        && words[found + more..].starts_with([',', ':'])
    {
        return Some(found + more);
    }
    // "Surname A. B." keeps the full stop of its last initial.
    Some(words[..found].trim_end().len()).filter(|end| {
        words[*end..].trim_start_matches(['.', ',', ':', ' ']).starts_with(|c: char| is_alphanumeric(c) || "«\"“‘*".contains(c))
    })
}

/// The length of the word with a capital letter that the words begin with: "O’Neil-Smith".
fn capitalised(words: &str) -> Option<usize> {
    let rest = words.strip_prefix(is_uppercase)?;
    let after = rest.trim_start_matches(|c| is_alphabetic(c) || matches!(c, '’' | '\'' | '-'));
    (after.len() < rest.len()).then(|| words.len() - after.len())
}

/// The same, or the length of an initial with its full stop.
fn capitalised_or_initial(words: &str) -> Option<usize> {
    let initial = || words.strip_prefix(is_uppercase)?.strip_prefix('.').map(|rest| words.len() - rest.len());
    capitalised(words).or_else(initial)
}

/// Whether an initial stands behind the first word: "Enno E. Kraehe".
fn has_initial_second(words: &str) -> bool {
    let behind = capitalised(words).and_then(|first| words[first..].strip_prefix(char::is_whitespace));
    behind.and_then(|rest| rest.strip_prefix(is_uppercase)).is_some_and(|rest| rest.starts_with('.'))
}

/// The length of one more family name behind white space, where nothing but a comma follows: "J. Holland Rose,".
fn second_name(words: &str) -> Option<usize> {
    let rest = words.strip_prefix(char::is_whitespace)?;
    let end = words.len() - rest.len() + capitalised(rest)?;
    words[end..].starts_with(',').then_some(end)
}

/// The length of two to four words with capital letters, small particles between them allowed: "Ibn al-Athir".
fn full_name(words: &str) -> Option<usize> {
    let next = |from: usize| {
        let rest = words[from..].strip_prefix(char::is_whitespace)?;
        let small = rest.find(|c| !is_lowercase(c)).unwrap_or(rest.len());
        let particle = if rest.starts_with("al-") || rest.starts_with("el-") {
            3
        } else {
            Some(small).filter(|end| (2..=3).contains(&rest[..*end].chars().count())).unwrap_or(0)
        };
        let word = particle + spaces(&rest[particle..], 1);
        Some(words.len() - rest.len() + word + capitalised_or_initial(&rest[word..])?)
    };
    std::iter::successors(capitalised(words), |from| next(*from)).skip(1).take(MORE_WORDS).last()
}

/// The length of one more full name behind a small word or "&".
fn second_full(words: &str) -> Option<usize> {
    let rest = words.strip_prefix(char::is_whitespace)?;
    let small = rest.find(|c| !is_lowercase(c)).unwrap_or(rest.len());
    let joint = if rest.starts_with('&') { 1 } else { small };
    let first = rest[joint..].strip_prefix(char::is_whitespace).filter(|_| (1..=3).contains(&rest[..joint].chars().count()))?;
    let next = |from: usize| {
        let more = first[from..].strip_prefix(char::is_whitespace)?;
        Some(first.len() - more.len() + capitalised_or_initial(more)?)
    };
    let end = std::iter::successors(capitalised(first), |from| next(*from)).skip(1).take(MORE_WORDS).last()?;
    Some(words.len() - first.len() + end)
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
    full_name(words).filter(|end| ends_author(&words[*end..]))
}

/// Whether what stands behind an author's name ends it.
fn ends_author(rest: &str) -> bool {
    rest.starts_with(". ") || rest.starts_with(", ")
}

/// How far names reach before what says that they edited the volume, and where that ends: "David Dilks (ed.), ".
pub(super) fn before_role(words: &str, role: &Pattern) -> Option<(usize, usize)> {
    let end = with_initials(words).or_else(|| persons(words).map(|end| words[..end].trim_end().len())).or_else(|| full_name(words))?;
    let all = second_full(&words[end..]).map_or(end, |more| end + more);
    let found = role.find(&words[all..])?;
    Some((all, all + found.end()))
}

/// How far a family name reaches that stands alone between the start and a full stop or a comma.
pub(super) fn family(words: &str) -> Option<usize> {
    capitalised(words).filter(|end| ends_author(&words[*end..]))
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
    fn full_names_in_words() {
        let full = |words: &'static str| full_name(words).map(|end| &words[..end]);
        assert_eq!(full("Enno E. Kraehe, Title"), Some("Enno E. Kraehe"));
        assert_eq!(full("Charles de Gaulle. War"), Some("Charles de Gaulle"));
        assert_eq!(full("Ibn al-Athir: The"), Some("Ibn al-Athir"));
        assert_eq!(full("Ann Bell Carr Dunn Elm"), Some("Ann Bell Carr Dunn"));
        assert_eq!(full("O’Neil, John"), None);
        assert_eq!(full("A Short History"), None);
        assert_eq!(second_full(" and Ann Carr, Title").map(|end| &" and Ann Carr, Title"[..end]), Some(" and Ann Carr"));
        assert_eq!(second_full(" & Ann, Title"), None);
        assert_eq!(second_full(" with Ann Carr"), None);
        assert_eq!(second_name(" Rose, The Life"), Some(" Rose".len()));
        assert_eq!(second_name(" Rose and"), None);
        assert!(has_initial_second("Enno E. Kraehe") && !has_initial_second("Enno Kraehe E."));
    }

    #[test]
    fn several_names() {
        check("Орлов А. Б., Сидоров В. Г. Книга", "Орлов А. Б., Сидоров В. Г.");
        check("А. Б. Орлов и В. Г. Сидоров. Книга", "А. Б. Орлов и В. Г. Сидоров");
        check("A. Smith & B. Jones, Book", "A. Smith & B. Jones");
        check("А. Орлов вместо Б. Сидорова", "А. Орлов");
    }
}
