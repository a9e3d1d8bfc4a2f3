//! Places and groups: the authority's, and those told by their base form.

use std::collections::{BTreeMap, HashMap};

use crate::read::ThingKind;

use super::merge::Named;
use super::{Authority, Decision, EntityId, minted};

/// Decides the mentions of places and groups.
pub(super) fn decide(
    text: &str,
    named: &[Named<'_>],
    authority: &Authority,
    decisions: &mut [Option<Decision>],
    labels: &mut BTreeMap<EntityId, String>,
) {
    let abbreviations = introduced(text, named);
    let owned = owned(named);
    let mut by_base: HashMap<(ThingKind, &str), EntityId> = HashMap::new();
    for (index, one) in named.iter().enumerate() {
        if let Named::Known(found) = one {
            let mut full = found.meanings.iter().filter(|own| own.entity.kind != ThingKind::Person);
            if let Some(meaning) = full.next() {
                let certain = full.next().is_none() && found.meanings.len() == 1;
                let confidence = if certain { 0.99 } else { 0.8 };
                decisions[index] = Some(Decision { entity: meaning.entity.clone(), rule: "authority", confidence });
            }
        }
    }
    for (index, one) in named.iter().enumerate() {
        let Named::Shape(shape) = one else { continue };
        if shape.kind == ThingKind::Person {
            continue;
        }
        let full = abbreviations.get(shape.base.as_str()).copied().filter(|&full| full != index);
        let full = full.or_else(|| owned.get(shape.base.as_str()).copied().filter(|_| shape.kind == ThingKind::Group));
        let decision = full.and_then(|full| decisions[full].clone());
        let entity = match (decision, full.map(|full| &named[full])) {
            (Some(decision), _) => decision.entity,
            (None, Some(Named::Shape(full))) => mint(full.kind, &full.base, &mut by_base, authority, labels),
            (None, _) => mint(shape.kind, &shape.base, &mut by_base, authority, labels),
        };
        decisions[index] = Some(Decision { entity, rule: shape.rule, confidence: 0.7 });
    }
}

/// Abbreviations that the text also gives with the one state or group they belong to, and nowhere with another: "ВСНХ" beside "ВСНХ СССР".
fn owned<'a>(named: &[Named<'a>]) -> HashMap<&'a str, usize> {
    let mut out: HashMap<&str, Option<usize>> = HashMap::new();
    let groups = named.iter().enumerate().filter_map(|(index, one)| match one {
        Named::Shape(shape) if shape.kind == ThingKind::Group => Some((index, shape.base.as_str())),
        _ => None,
    });
    let mut bases: HashMap<&str, &str> = HashMap::new();
    for (index, base) in groups {
        let Some((short, _)) = base.split_once(' ').filter(|(short, _)| is_abbreviation(short)) else { continue };
        let first = *bases.entry(short).or_insert(base);
        if first == base {
            out.entry(short).or_insert(Some(index));
        } else {
            out.insert(short, None);
        }
    }
    out.into_iter().filter_map(|(short, index)| Some((short, index?))).collect()
}

/// Three capitals or more; two stand for too many things.
fn is_abbreviation(word: &str) -> bool {
    word.chars().count() > 2 && word.chars().all(char::is_uppercase)
}

fn mint<'a>(
    kind: ThingKind,
    base: &'a str,
    by_base: &mut HashMap<(ThingKind, &'a str), EntityId>,
    authority: &Authority,
    labels: &mut BTreeMap<EntityId, String>,
) -> EntityId {
    let id = by_base.entry((kind, base)).or_insert_with(|| minted(kind, base, authority));
    labels.entry(id.clone()).or_insert_with(|| base.to_owned());
    id.clone()
}

/// Abbreviations that the text explains, "Full Name (ABC)", and which mention explains each.
fn introduced<'a>(text: &str, named: &[Named<'a>]) -> HashMap<&'a str, usize> {
    let mut out = HashMap::new();
    for (index, pair) in named.windows(2).enumerate() {
        let [full, Named::Shape(short)] = pair else { continue };
        let between = text[full.span().end()..short.span.start()].trim_matches([' ', '\u{ab}', '\u{bb}', '"', '\u{201d}']);
        let is_group = match full {
            Named::Known(found) => found.meanings.iter().any(|own| own.entity.kind == ThingKind::Group),
            Named::Shape(shape) => shape.kind == ThingKind::Group,
        };
        let closes = text[short.span.end()..].trim_start_matches(['"', '\u{bb}', '\u{201d}']).starts_with([')', ',', ';']);
        // "The Society (London, 1935)" is no abbreviation.
        if is_group && short.kind == ThingKind::Group && between == "(" && closes && full.span().len() > short.span.len() {
            out.entry(short.base.as_str()).or_insert(index);
        }
    }
    out
}
