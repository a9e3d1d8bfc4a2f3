//! The forms of a name of several parts, each declined on its own.

use super::{Cases, Declension, Form, Gender, Role};

/// One part of a name, in its base form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What stands between it and the part before: a space, a hyphen, or nothing.
    pub joint: &'static str,
    /// The word.
    pub text: String,
    /// How it declines; `None` where it never changes.
    pub role: Option<Role>,
    /// Its gender, where it is known.
    pub gender: Option<Gender>,
    /// The class of rules to decline by, where one was chosen.
    pub class: Option<String>,
    /// Whether writers leave it in the base form while another part declines.
    pub may_stay: bool,
}

/// More forms of one case than this are not made: a long name of many variants.
const MOST_FORMS: usize = 64;

/// All forms of a name; the base form first.
#[must_use]
pub fn forms(declension: &Declension, parts: &[Part]) -> Vec<Form> {
    if let [part] = parts
        && part.joint.is_empty()
        && !declension.is_empty()
    {
        // Nothing stands beside it: its own forms, those of the first case first.
        let mut all = forms_of_part(declension, part);
        all.sort_by_key(|form| form.cases.first());
        return all;
    }
    let declined: Vec<Vec<Form>> = parts.iter().map(|part| forms_of_part(declension, part)).collect();
    let mut all: Vec<Form> = Vec::new();
    let mut add = |text: String, cases: Cases| match all.iter_mut().find(|form| form.text == text) {
        Some(form) => form.cases = form.cases.or(cases),
        None => all.push(Form { text, cases }),
    };
    if declension.is_empty() {
        add(parts.iter().flat_map(|part| [part.joint, part.text.as_str()]).collect(), Cases::default());
        return all;
    }
    let changes = declined.iter().any(|forms| forms.len() > 1);
    for case in declension.each_case() {
        // Each text with whether some part of it shows the case: a name all of whose parts stay as they are is in no case but the first.
        let mut texts = vec![(String::new(), !changes)];
        for (part, forms) in parts.iter().zip(&declined) {
            let shows = |form: &Form| !form.cases.and(case).is_empty();
            let fitting: Vec<(&str, bool)> = forms
                .iter()
                .filter(|form| shows(form) || part.may_stay && form.cases.has_base())
                .map(|form| (form.text.as_str(), shows(form) && forms.len() > 1))
                .collect();
            let joined = |(start, shown): &(String, bool)| {
                fitting.iter().map(|(form, shows)| (format!("{start}{}{form}", part.joint), *shown || *shows)).collect::<Vec<_>>()
            };
            texts = texts.iter().flat_map(joined).collect();
            texts.truncate(MOST_FORMS);
        }
        texts.into_iter().filter(|(_, shown)| *shown).for_each(|(text, _)| add(text, case));
    }
    all
}

fn forms_of_part(declension: &Declension, part: &Part) -> Vec<Form> {
    let fixed = || vec![Form { text: part.text.clone(), cases: declension.all_cases() }];
    let Some(role) = part.role else { return fixed() };
    match &part.class {
        Some(class) => declension.decline_as(class, &part.text).unwrap_or_else(fixed),
        None => declension.decline(&part.text, role, part.gender),
    }
}

/// The parts of a noun phrase: what agrees with the noun, the noun, and the rest, which keeps its form.
#[must_use]
pub fn noun_phrase(name: &str, noun: Role, class: Option<&str>, declension: &Declension) -> Vec<Part> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let agrees = |word: &str| declension.is_kind(word, Role::Adjective);
    let head = words.iter().position(|word| !agrees(word)).unwrap_or(words.len().saturating_sub(1));
    let mut parts = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let role = match index.cmp(&head) {
            std::cmp::Ordering::Less => Some(Role::Adjective),
            std::cmp::Ordering::Equal if agrees(word) && words.len() > 1 => Some(Role::Adjective),
            std::cmp::Ordering::Equal => Some(noun),
            std::cmp::Ordering::Greater => None,
        };
        let role = role.filter(|_| !is_abbreviation(word));
        let joint = if index == 0 { "" } else { " " };
        let part = |joint, text: &str, role, may_stay| Part {
            joint,
            text: text.to_owned(),
            role,
            gender: None,
            class: class.filter(|_| index == head).map(str::to_owned),
            may_stay,
        };
        if index != head || !word.contains('-') || role == Some(Role::Adjective) {
            parts.push(part(joint, word, role, false));
            continue;
        }
        let pieces: Vec<&str> = word.split('-').collect();
        let tail = pieces.iter().position(|piece| piece.chars().next().is_some_and(char::is_lowercase)).unwrap_or(pieces.len());
        for (place, piece) in pieces.iter().enumerate() {
            parts.push(part(if place == 0 { joint } else { "-" }, piece, role.filter(|_| place < tail), place + 1 < tail));
        }
    }
    parts
}

/// Capitals alone do not decline: "ВНСТ", "НКИД".
#[must_use]
pub fn is_abbreviation(word: &str) -> bool {
    let mut letters = word.chars().filter(|letter| letter.is_alphabetic());
    word.chars().nth(1).is_some_and(char::is_uppercase) && letters.all(|letter| letter.is_uppercase() || word.contains('('))
}
