//! The places for gazetteers and maps: Linked Places, which is GeoJSON with names, kinds and links.
//!
//! Source: <https://github.com/LinkedPasts/linked-places-format>, version 1.2.2.

use serde_json::{Value, json};

use super::catalogue::{Catalogue, Place};

const CONTEXT: &str = "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld";

/// The places of a catalogue.
pub(super) fn gazetteer(catalogue: &Catalogue) -> Vec<u8> {
    let features: Vec<Value> = catalogue.places.iter().map(|place| feature(catalogue, place)).collect();
    super::json(&json!({ "@context": CONTEXT, "type": "FeatureCollection", "features": features }))
}

fn feature(catalogue: &Catalogue, place: &Place) -> Value {
    let thing = &place.thing;
    let cited = json!([{ "label": catalogue.edition.title, "@id": catalogue.edition.base.as_str() }]);
    let mut names: Vec<Value> =
        thing.names.iter().map(|name| json!({ "toponym": name.text, "lang": name.language, "citations": cited })).collect();
    if names.is_empty() {
        names.push(json!({ "toponym": thing.label, "lang": thing.language, "citations": cited }));
    }
    let mut feature = json!({
        "@id": thing.iri,
        "type": "Feature",
        "properties": { "title": thing.label, "ccodes": [] },
        "names": names,
        "types": thing.kinds.iter().map(|kind| json!({ "identifier": kind.iri, "label": kind.label, "sourceLabel": kind.label })).collect::<Vec<_>>(),
        "links": thing.same.iter().map(|same| json!({ "type": "exactMatch", "identifier": same })).collect::<Vec<_>>(),
    });
    if let Some((longitude, latitude)) = place.point {
        feature["geometry"] = json!({ "type": "Point", "coordinates": [longitude, latitude] });
    }
    if !place.within.is_empty() {
        let within = |iri: &String| json!({ "relationType": "gvp:broaderPartitive", "relationTo": iri, "label": catalogue.name(iri) });
        feature["relations"] = place.within.iter().map(within).collect();
    }
    if let Some(note) = &thing.note {
        feature["descriptions"] = json!([{ "value": note, "lang": catalogue.edition.language }]);
    }
    feature
}
