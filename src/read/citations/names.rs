//! The authors that a cited title begins with.

use std::sync::LazyLock;

use regex::Regex;

/// "Surname A. B.", "A. B. Surname", "Given Names Surname", each perhaps followed by another.
static WITH_INITIALS: LazyLock<Regex> = LazyLock::new(|| {
    let initial = r"(?:\p{Lu}\p{Ll}{0,3}\.[\s-]?)";
    let family = r"(?:\p{Ll}{2,3}\s)?\p{Lu}[\p{L}’']+(?:-\p{Lu}[\p{L}]+)*";
    let one = format!(r"(?:{family},?\s{initial}{{1,3}}|{initial}{{1,3}}\s?{family})");
    let pattern = format!(r"^{one}(?:\s?(?:,|\b\p{{Ll}}{{1,3}}\b|&)\s?{one})*");
    Regex::new(&pattern).expect("the pattern is a literal")
});

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
    if let Some(found) = WITH_MIDDLE_INITIAL.captures(words).and_then(|found| found.get(1)) {
        return Some(found.len());
    }
    let found = WITH_INITIALS.find(words)?;
    if let Some(more) = SECOND_NAME.find(&words[found.end()..])
        && !found.as_str().ends_with('.')
    {
        return Some(found.end() + more.len() - 1);
    }
    // "Surname A. B." keeps the full stop of its last initial.
    Some(found.as_str().trim_end().len()).filter(|end| {
        words[*end..].trim_start_matches(['.', ',', ':', ' ']).starts_with(|c: char| c.is_alphanumeric() || "«\"“‘*".contains(c))
    })
}

/// How far a full name reaches that stands alone between the start and a full stop or a comma.
pub(super) fn full(words: &str) -> Option<usize> {
    let found = FULL.find(words)?;
    let rest = &words[found.end()..];
    (rest.starts_with(". ") || rest.starts_with(", ")).then_some(found.end())
}

/// How far names reach before what says that they edited the volume, and where that ends: "David Dilks (ed.), ".
pub(super) fn before_role(words: &str, role: &Regex) -> Option<(usize, usize)> {
    let end = with_initials(words).or_else(|| FULL.find(words).map(|found| found.end()))?;
    let all = SECOND_FULL.find(&words[end..]).map_or(end, |more| end + more.end());
    let found = role.find(&words[all..])?;
    Some((all, all + found.end()))
}

/// How far a family name reaches that stands alone between the start and a full stop or a comma.
pub(super) fn family(words: &str) -> Option<usize> {
    let found = FAMILY.find(words)?;
    let rest = &words[found.end()..];
    (rest.starts_with(". ") || rest.starts_with(", ")).then_some(found.end())
}
