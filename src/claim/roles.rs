//! Who wrote a document and to whom, from its title: by the case of the names, the prepositions
//! before them, and the offices between them.

use crate::lang::{Before, Kind, Pack, fold};
use crate::read::ThingKind;
use crate::resolve::{EntityId, Mention, Resolved};
use crate::text::{Span, is_alphanumeric};

/// The people of a document: persons, or the body where no person is named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct People {
    pub(super) authors: Vec<EntityId>,
    pub(super) recipients: Vec<EntityId>,
}

/// A name's part in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Author,
    Recipient,
}

/// The people that a title names; `kind_end` is the byte after the word for the kind of document, where one was found.
pub(super) fn people(title: Span, kind_end: Option<usize>, text: &str, resolved: &Resolved, pack: &Pack) -> People {
    let mentions: Vec<&Mention> = resolved.mentions_in(title).collect();
    let mut taken: Vec<(Part, &Mention)> = Vec::new();
    let mut part: Option<Part> = None;
    let mut at = title.start();
    for mention in mentions {
        let gap = Gap::of(&text[at..mention.span.start()], pack);
        at = mention.span.end();
        if gap.topic && mention.entity.kind != ThingKind::Place {
            break;
        }
        if mention.entity.kind == ThingKind::Place {
            continue;
        }
        let first = taken.is_empty();
        let next = match gap.says {
            Some(Before::Addressee) if mention.entity.kind == ThingKind::Person || !first => Part::Recipient,
            Some(Before::Companion) => Part::Author,
            Some(Before::Same) if !first => part.unwrap_or(Part::Author),
            Some(Before::Sender) if kind_end.is_some_and(|end| end <= mention.span.start()) && part != Some(Part::Recipient) => {
                Part::Author
            }
            _ if gap.dash && !first => Part::Recipient,
            _ if gap.comma && !first => part.unwrap_or(Part::Author),
            _ => by_case(mention, part, gap.office, &taken, pack),
        };
        part = Some(next);
        taken.push((next, mention));
    }
    People { authors: of(Part::Author, &taken), recipients: of(Part::Recipient, &taken) }
}

/// The part of a name that nothing but its case and the office before it tell.
fn by_case(mention: &Mention, before: Option<Part>, office: Option<Part>, taken: &[(Part, &Mention)], pack: &Pack) -> Part {
    if let Some(office) = office.filter(|office| before.is_none() || *office == Part::Recipient) {
        return office;
    }
    let may = |case: &str| mention.cases.is_empty() || mention.cases.iter().any(|own| own == case);
    let (sender, addressee) = (may(&pack.roles.sender_case), may(&pack.roles.addressee_case));
    match before {
        None if addressee && !sender => Part::Recipient,
        None => Part::Author,
        Some(Part::Recipient) => Part::Recipient,
        Some(Part::Author) => {
            // A body in the genitive before a person is the office that the person holds.
            let held =
                mention.entity.kind == ThingKind::Person && sender && !taken.iter().any(|(_, own)| own.entity.kind == ThingKind::Person);
            let office = mention.entity.kind == ThingKind::Group && sender && !taken_person(taken);
            if addressee && !held && !office && !pack.roles.addressee_case.is_empty() { Part::Recipient } else { Part::Author }
        }
    }
}

fn taken_person(taken: &[(Part, &Mention)]) -> bool {
    taken.iter().any(|(_, own)| own.entity.kind == ThingKind::Person || own.cases.len() > 3)
}

/// The persons of a part, or its bodies where it has no person; each once.
fn of(part: Part, taken: &[(Part, &Mention)]) -> Vec<EntityId> {
    let all = || taken.iter().filter(|(own, _)| *own == part).map(|(_, mention)| &mention.entity);
    let persons = all().any(|entity| entity.kind == ThingKind::Person);
    let mut out: Vec<EntityId> = Vec::new();
    for entity in all().filter(|entity| !persons || entity.kind == ThingKind::Person) {
        if !out.contains(entity) {
            out.push(entity.clone());
        }
    }
    out
}

/// What stands between two names.
#[derive(Clone, Copy, Debug, Default)]
struct Gap {
    /// What the last word says, if it says something.
    says: Option<Before>,
    /// Whether it leads to the subject.
    topic: bool,
    dash: bool,
    /// Nothing but a comma.
    comma: bool,
    /// The part of the office named there, by its case.
    office: Option<Part>,
}

impl Gap {
    fn of(words: &str, pack: &Pack) -> Self {
        let mut gap = Self { comma: words.trim() == ",", dash: matches!(words.trim(), "–" | "—" | "-"), ..Self::default() };
        let addressee = pack.declension.cases_named(std::slice::from_ref(&pack.roles.addressee_case));
        let sender = pack.declension.cases_named(std::slice::from_ref(&pack.roles.sender_case));
        let mut noun_before = true;
        for word in words.split(|c: char| !is_alphanumeric(c) && c != '&' && c != '-').filter(|word| !word.is_empty()) {
            let lower = word.to_lowercase();
            let small = fold(&lower).into_owned();
            if pack.roles.skip.contains(&small) {
                continue;
            }
            let said = pack.roles.before(&small);
            if let Some(title) = pack.names.word(Kind::Title, &small)
                && gap.office.is_none()
            {
                if !title.cases.and(addressee).is_empty() && title.cases.and(sender).is_empty() {
                    gap.office = Some(Part::Recipient);
                } else if !title.cases.and(sender).is_empty() {
                    gap.office = Some(Part::Author);
                }
            }
            gap.topic |= said == Some(Before::Topic) && noun_before;
            gap.says = said.filter(|said| *said != Before::Topic);
            noun_before = true;
        }
        gap
    }
}
