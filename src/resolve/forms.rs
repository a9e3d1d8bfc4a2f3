//! The ways a thing of an authority file is named: all its names in all case forms.

use crate::lang::{Cases, Gender, NamePart, Pack, Part, PersonName, Role, fold, forms, is_abbreviation, noun_phrase, person_name};
use crate::read::ThingKind;

use super::Entry;

/// How much of a thing's name a form gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Fullness {
    /// A given name alone: means nobody until its bearer was named in full.
    Given,
    /// A family name alone, or a name with something left out.
    Partial,
    /// A name that stands for itself.
    Full,
}

/// One way a thing is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NamedForm {
    /// The words.
    pub(super) text: String,
    /// The cases they may stand in.
    pub(super) cases: Cases,
    /// How much of the name they give.
    pub(super) fullness: Fullness,
}

/// All the ways the thing of an entry may be named in a text of the pack's language.
pub(super) fn named_forms(kind: ThingKind, entry: &Entry, pack: &Pack) -> Vec<NamedForm> {
    let mut out = Vec::new();
    let names = std::iter::once(&entry.name).chain(&entry.also).chain(entry.labels.values());
    let of_name = |name: &String| person_name(&fold(name.trim()), pack, class(entry, pack), None).gender;
    let gender = (kind == ThingKind::Person).then(|| names.clone().find_map(of_name)).flatten();
    for name in names {
        let name = fold(name.trim());
        match kind {
            ThingKind::Person => person_forms(&name, entry, gender, pack, &mut out),
            ThingKind::Place | ThingKind::Group => thing_forms(&name, kind, entry, pack, &mut out),
        }
    }
    for abbreviation in &entry.abbreviations {
        thing_forms(abbreviation, kind, entry, pack, &mut out);
    }
    for form in &entry.forms {
        out.push(NamedForm { text: form.clone(), cases: Cases::default(), fullness: Fullness::Full });
    }
    out
}

fn fixed(entry: &Entry) -> bool {
    entry.decline.as_deref() == Some("fixed")
}

fn class<'e>(entry: &'e Entry, pack: &Pack) -> Option<&'e str> {
    entry.decline.as_deref().filter(|class| pack.declension.has_class(class))
}

/// A name's own forms, its initials with the family name in every order, and its parts alone.
fn person_forms(name: &str, entry: &Entry, gender: Option<Gender>, pack: &Pack, out: &mut Vec<NamedForm>) {
    let mut person = person_name(name, pack, class(entry, pack), gender);
    if fixed(entry) {
        person.parts.iter_mut().for_each(|(_, part)| part.role = None);
    }
    let of = |kinds: &[NamePart]| -> Vec<Part> {
        person.parts.iter().filter(|(kind, _)| kinds.contains(kind)).map(|(_, part)| part.clone()).collect()
    };
    let (given, family, title) = (of(&[NamePart::Given]), of(&[NamePart::Surname]), of(&[NamePart::Honorific]));
    let whole: Vec<Part> = person.parts.iter().map(|(_, part)| part.clone()).collect();
    let alone = if whole.len() == family.len() { Fullness::Full } else { Fullness::Partial };
    let mut add = |parts: Vec<Part>, fullness: Fullness| push(parts, fullness, pack, out);

    add(whole.clone(), Fullness::Full);
    add([&family[..], &title].concat(), if given.is_empty() { Fullness::Full } else { Fullness::Partial });
    if !given.is_empty() {
        add([&given[..], &family, &title].concat(), Fullness::Full);
        add([&given[..], &family].concat(), Fullness::Full);
        add([&given[..1], &family].concat(), Fullness::Full);
        add([&family[..], &given].concat(), Fullness::Full);
    }
    add(family.clone(), alone);
    for end in 1..family.len() {
        if family[end - 1].role.is_none() || pack.names.is_particle(&family[end - 1].text.to_lowercase()) {
            add(family[end..].to_vec(), Fullness::Partial);
        }
    }
    if title.is_empty() && !given.is_empty() && family.iter().all(|part| part.role != Some(Role::Given)) {
        add(
            of(&[NamePart::Given, NamePart::Patronymic]),
            if given.len() < whole.len() - family.len() { Fullness::Partial } else { Fullness::Given },
        );
        add(given, Fullness::Given);
    }
    for initials in initials_of(&person, pack) {
        add([&initials[..], &family, &title].concat(), Fullness::Full);
        if !title.is_empty() {
            add([&initials[..], &family].concat(), Fullness::Full);
        }
        let mut after = initials.clone();
        after[0].joint = " ";
        add([&family[..], &after].concat(), Fullness::Full);
    }
}

/// "Г.К.", "Г.", and "Дж." beside "Д." for a name that begins so.
fn initials_of(person: &PersonName, pack: &Pack) -> Vec<Vec<Part>> {
    let before: Vec<&Part> =
        person.parts.iter().filter(|(kind, _)| matches!(kind, NamePart::Given | NamePart::Patronymic)).map(|(_, part)| part).collect();
    let Some(first) = before.first() else { return Vec::new() };
    let mut out = Vec::new();
    let two: String = first.text.chars().take(2).collect();
    let starts = std::iter::once(first.text.chars().take(1).collect()).chain(pack.names.is_long_initial(&two).then_some(two));
    for start in starts {
        for length in 1..=before.len() {
            let rest = before[1..length].iter().map(|part| part.text.chars().take(1).collect::<String>());
            out.push(std::iter::once(start.clone()).chain(rest).map(|letter| initial(&letter)).collect());
        }
    }
    out
}

fn initial(letters: &str) -> Part {
    Part { joint: "", text: format!("{letters}."), role: None, gender: None, class: None, may_stay: false }
}

/// Forms of a place or a group: the words that agree and their noun decline, what follows stays.
fn thing_forms(name: &str, kind: ThingKind, entry: &Entry, pack: &Pack, out: &mut Vec<NamedForm>) {
    let state = entry.group_type.as_deref() == Some("state");
    let noun = if kind == ThingKind::Place || state { Role::Place } else { Role::Noun };
    let mut parts = if fixed(entry) { Vec::new() } else { noun_phrase(name, noun, class(entry, pack), &pack.declension) };
    if parts.is_empty() {
        parts.push(Part { joint: "", text: name.to_owned(), role: None, gender: None, class: None, may_stay: false });
    }
    push(parts.clone(), Fullness::Full, pack, out);
    if kind == ThingKind::Group && !state && parts.len() > 1 {
        let head = parts.iter().take_while(|part| part.role.is_some()).count().max(1);
        for lowered in [0..1, 1..head, 0..head] {
            let mut parts = parts.clone();
            parts[lowered].iter_mut().filter(|part| !is_abbreviation(&part.text)).for_each(|part| part.text = lower_first(&part.text));
            push(parts, Fullness::Full, pack, out);
        }
    }
}

fn lower_first(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

fn push(parts: Vec<Part>, fullness: Fullness, pack: &Pack, out: &mut Vec<NamedForm>) {
    let mut parts = parts;
    if let Some(first) = parts.first_mut().filter(|first| !first.joint.is_empty()) {
        first.joint = "";
    }
    for index in 1..parts.len() {
        if parts[index].joint.is_empty() && !parts[index - 1].text.ends_with('.') {
            parts[index].joint = " ";
        } else if parts[index].joint == " " && parts[index - 1].text.ends_with('.') {
            parts[index].joint = "";
        }
    }
    let spaced = parts.iter().rposition(|part| part.joint == "-" && part.text.chars().next().is_some_and(char::is_lowercase));
    let mut all = forms(&pack.declension, &parts);
    if let Some(title) = spaced {
        parts[title].joint = " ";
        all.extend(forms(&pack.declension, &parts));
    }
    out.extend(all.into_iter().map(|form| NamedForm { text: form.text, cases: form.cases, fullness }));
}
