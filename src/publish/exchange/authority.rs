//! Which address of a thing others know it by.

use super::catalogue::{Catalogue, Thing};

/// Where the world looks people and places up, the one that correspondence services read first coming first.
const PEOPLE: [&str; 6] =
    ["viaf.org/viaf/", "d-nb.info/gnd/", "id.loc.gov/authorities/", "data.bnf.fr/", "id.ndl.go.jp/", "wikidata.org/entity/"];
const PLACES: [&str; 2] = ["geonames.org/", "wikidata.org/entity/"];

/// The address that a letter's sender or place is known by in the world, else its own.
pub(super) fn known_as<'a>(catalogue: &'a Catalogue, iri: &'a str) -> &'a str {
    let Some(thing) = catalogue.thing(iri) else { return iri };
    let wanted: &[&str] = if thing.path.starts_with("place/") { &PLACES } else { &PEOPLE };
    wanted.iter().find_map(|place| same_at(thing, place)).unwrap_or(iri)
}

/// The address of the same thing at a place on the web.
pub(super) fn same_at<'a>(thing: &'a Thing, place: &str) -> Option<&'a str> {
    thing.same.iter().map(String::as_str).find(|same| same.contains(place))
}
