//! The names that no authority file knows, as entries a person may adopt.

use std::collections::{BTreeMap, BTreeSet};

use crate::lang::{Archives, ListedKind, Pack, fold, pack};
use crate::read::ThingKind;
use crate::resolve::{EntityId, Entry, odd_forms};
use crate::text::Span;

use super::essays::{Essays, Told, place};
use super::open::ignored;
use super::{Error, Place, Progress, Publication};

/// How many passages a proposal shows.
const SHOWN: usize = 3;
/// Letters before and after a name in its passage.
const AROUND: usize = 45;

/// One name that no authority file knows, ready to be adopted.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Proposal {
    /// Which file it would stand in: "person", "place" or "group".
    pub kind: &'static str,
    /// The key of the entry.
    pub key: String,
    /// The base form, as the rules restore it.
    pub name: String,
    /// The base form in the other languages of the essays, by BCP 47 code.
    pub labels: BTreeMap<String, String>,
    /// Of a group: what it seems to be.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub group_type: Option<String>,
    /// Of an archive that every reader knows: its short key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short: Option<String>,
    /// Every form seen.
    pub seen: Vec<String>,
    /// Those of them that no rule makes of the name.
    pub forms: Vec<String>,
    /// How often it is named.
    pub mentions: usize,
    /// Some of the passages, in the order of the essays.
    pub passages: Vec<Passage>,
    /// Things of the same family name, known or proposed, which may be the same.
    pub perhaps: Vec<String>,
}

/// Where a name stands.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Passage {
    /// The essay's key.
    pub essay: String,
    /// The name in the raw text.
    #[serde(flatten)]
    pub place: Place,
    /// The words around it.
    pub around: String,
}

/// What was seen of one unknown thing.
#[derive(Default)]
struct Seen<'p> {
    labels: BTreeMap<String, String>,
    forms: BTreeSet<String>,
    mentions: usize,
    passages: Vec<Passage>,
    pack: Option<&'p Pack>,
}

/// The unknown names of a publication, those named most often first within each kind.
///
/// What a person has ruled out in `authority/ignored.txt` is left out.
///
/// # Errors
/// When a text is absent, changed or no text, or a declared essay is not in it.
pub fn suggest(publication: &Publication, progress: &dyn Progress) -> Result<Vec<Proposal>, Error> {
    let essays = Essays::find(publication, &mut |_, _| Ok(()))?;
    let mut seen: BTreeMap<EntityId, Seen<'_>> = BTreeMap::new();
    essays.as_found(progress, &mut |told| {
        look(&told, &mut seen);
        Ok(())
    })?;
    let ignored = ignored(&publication.dir)?;
    seen.retain(|id, _| !ignored.contains(&id.to_string()));
    let language = publication.edition().language.as_str();
    let mut out: Vec<(EntityId, Proposal)> = seen.into_iter().map(|(id, seen)| (id.clone(), proposal(&id, seen, language))).collect();
    let families = families(publication, &out);
    for (id, proposal) in &mut out {
        let same = families.get(&family(&proposal.name)).filter(|_| id.kind == ThingKind::Person);
        proposal.perhaps =
            same.into_iter().flatten().filter(|(other, _)| other != id).map(|(other, name)| format!("{} ({name})", other.key)).collect();
    }
    out.sort_by(|(a, one), (b, other)| (a.kind, other.mentions, &a.key).cmp(&(b.kind, one.mentions, &b.key)));
    Ok(out.into_iter().map(|(_, proposal)| proposal).collect())
}

/// Adds the unknown things of one essay.
fn look(essay: &Told<'_>, seen: &mut BTreeMap<EntityId, Seen<'_>>) {
    let resolved = &essay.telling.resolved;
    for mention in &resolved.mentions {
        let Some(entity) = resolved.entities.get(&mention.entity).filter(|entity| !entity.known) else { continue };
        let seen = seen.entry(entity.id.clone()).or_default();
        if seen.mentions == 0 || !seen.forms.is_superset(&entity.forms) {
            seen.forms.extend(entity.forms.iter().cloned());
            for (code, name) in &entity.labels {
                seen.labels.entry(code.clone()).or_insert_with(|| name.clone());
            }
        }
        seen.mentions += 1;
        seen.pack = seen.pack.or_else(|| pack(essay.language));
        if seen.passages.len() < SHOWN {
            let text = essay.telling.essay.prose.text();
            seen.passages.push(Passage {
                essay: essay.named.key.clone(),
                place: place(&essay.essay(), mention.span),
                around: around(mention.span, text),
            });
        }
    }
}

fn proposal(id: &EntityId, seen: Seen<'_>, language: &str) -> Proposal {
    let Seen { mut labels, forms, mentions, passages, pack: own } = seen;
    let first = labels.keys().next().cloned().unwrap_or_default();
    let name = labels.remove(language).or_else(|| labels.remove(&first)).unwrap_or_else(|| id.key.clone());
    let archive = Archives::known().find(&name).map(|(.., key)| key.to_owned());
    let group = id.kind == ThingKind::Group;
    let group_type =
        group.then(|| own.map_or("other", |own| if archive.is_some() { "archive" } else { likely_type(&name, own) }).to_owned());
    let entry = Entry { name: name.clone(), labels: labels.clone(), group_type: group_type.clone(), ..Entry::default() };
    let odd = own.map(|own| odd_forms(id.kind, &entry, forms.iter().map(String::as_str), own)).unwrap_or_default();
    Proposal {
        kind: id.kind.as_str(),
        key: id.key.clone(),
        name,
        labels,
        group_type,
        short: archive.filter(|_| group),
        seen: forms.into_iter().collect(),
        forms: odd,
        mentions,
        passages,
        perhaps: Vec::new(),
    }
}

/// What a group seems to be, by the gazetteer and the nouns of its name.
fn likely_type<'p>(name: &str, pack: &'p Pack) -> &'p str {
    let words: Vec<String> = name.split_whitespace().map(|word| fold(word).into_owned()).collect();
    let listed = words.first().map_or(&[][..], |first| pack.gazetteer.starting_with(first));
    let state = listed.iter().any(|one| one.kind == ListedKind::State && one.rest[..] == words[1..]);
    if state { "state" } else { pack.group_types.of(name).unwrap_or("other") }
}

/// The people of the authority files and of the proposals, by family name.
fn families(publication: &Publication, proposed: &[(EntityId, Proposal)]) -> BTreeMap<String, Vec<(EntityId, String)>> {
    let mut out: BTreeMap<String, Vec<(EntityId, String)>> = BTreeMap::new();
    let known = publication.authority.entries().map(|(id, entry)| (id, &entry.name));
    for (id, name) in known.chain(proposed.iter().map(|(id, proposal)| (id, &proposal.name))) {
        if id.kind == ThingKind::Person {
            out.entry(family(name)).or_default().push((id.clone(), name.clone()));
        }
    }
    out
}

/// The last word of a name, as it is compared.
fn family(name: &str) -> String {
    name.split_whitespace().next_back().map(|word| fold(word).to_lowercase()).unwrap_or_default()
}

/// A name with some words before and after it.
fn around(span: Span, text: &str) -> String {
    let before: usize = text[..span.start()].chars().rev().take(AROUND).take_while(|c| *c != '\n').map(char::len_utf8).sum();
    let after: usize = text[span.end()..].chars().take(AROUND).take_while(|c| *c != '\n').map(char::len_utf8).sum();
    let (start, end) = (span.start() - before, span.end() + after);
    let cut = |cut: bool| if cut { "…" } else { "" };
    let words = text[start..end].split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{}{words}{}", cut(start > 0 && !text[..start].ends_with('\n')), cut(end < text.len() && !text[end..].starts_with('\n')))
}

impl Proposal {
    /// The file it would stand in, below `authority/`.
    #[must_use]
    pub fn file(&self) -> &'static str {
        match self.kind {
            "person" => "persons.toml",
            "place" => "places.toml",
            _ => "groups.toml",
        }
    }

    /// The entry as an authority file has it, under a comment that says where the name stands.
    #[must_use]
    pub fn toml(&self) -> String {
        let quoted = |words: &str| toml::Value::String(words.to_owned()).to_string();
        let list = |all: &[String]| all.iter().map(|one| quoted(one)).collect::<Vec<_>>().join(", ");
        let mut out = String::new();
        let mut line = |words: std::fmt::Arguments<'_>| {
            out.push_str(&words.to_string());
            out.push('\n');
        };
        let times = if self.mentions == 1 { "once".to_owned() } else { format!("{} times", self.mentions) };
        line(format_args!("# named {times}: {}", self.seen.join(", ")));
        for passage in &self.passages {
            line(format_args!("#   {} {}-{}: {}", passage.essay, passage.place.start, passage.place.end, passage.around));
        }
        if !self.perhaps.is_empty() {
            line(format_args!("# perhaps the same as {}: then add the forms there instead", self.perhaps.join(", ")));
        }
        line(format_args!("[{}]", self.key));
        line(format_args!("name = {}", quoted(&self.name)));
        if !self.labels.is_empty() {
            let labels: Vec<String> = self.labels.iter().map(|(code, name)| format!("{code} = {}", quoted(name))).collect();
            line(format_args!("labels = {{ {} }}", labels.join(", ")));
        }
        if let Some(group_type) = &self.group_type {
            line(format_args!("type = {}", quoted(group_type)));
        }
        if let Some(short) = &self.short {
            line(format_args!("short = {}", quoted(short)));
        }
        if !self.forms.is_empty() {
            line(format_args!("forms = [{}]", list(&self.forms)));
        }
        out
    }
}
