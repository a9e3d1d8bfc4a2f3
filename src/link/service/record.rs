//! A candidate and what its service tells of it, as a record in the shape of an item, so that one comparison serves all.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use crate::link::ItemId;
use crate::time::{HistoricalDate, Moment};

use super::roles::class_of;
use super::{Cell, Found, Role};

/// The record of a candidate. `values` are those of properties whose role is known; `service` and `today` say where it comes from.
///
/// Headings of libraries end with the years of a life ("Twain, Mark, 1835-1910"): these are dates, and no part of the name.
pub(in crate::link) fn record(
    id: ItemId,
    found: &Found,
    values: &BTreeMap<Role, Vec<Cell>>,
    kind: Option<&'static str>,
    (service, today): (&str, &str),
) -> Json {
    let (name, begun, ended) = heading(&found.name);
    let texts = |role: Role| values.get(&role).into_iter().flatten().map(|cell| cell.text.as_str());
    let mut aliases: Vec<&str> = texts(Role::Name).map(|text| heading(text).0).filter(|text| *text != name).collect();
    aliases.dedup();
    let class = found.types.iter().find_map(|(id, name)| class_of(id, name)).or(kind);
    let is_person = class == Some("Q5");
    let mut claims = Map::new();
    let mut claim = |property: &str, values: Vec<Json>| {
        if !values.is_empty() {
            let statements: Vec<Json> =
                values.into_iter().map(|value| json!({"rank": "normal", "mainsnak": {"snaktype": "value", "datavalue": value}})).collect();
            claims.insert(property.to_owned(), json!(statements));
        }
    };
    claim("P31", class.map(|class| json!({"type": "wikibase-entityid", "value": {"id": class}})).into_iter().collect());
    let dates = |roles: [Role; 2], year: Option<&str>| -> Vec<Json> {
        let told: Vec<Json> = roles.into_iter().flat_map(texts).filter_map(time).collect();
        if told.is_empty() { year.and_then(time).into_iter().collect() } else { told }
    };
    let (begin, end) = if is_person { ("P569", "P570") } else { ("P571", "P576") };
    claim(begin, dates([Role::Born, Role::Begun], begun));
    claim(end, dates([Role::Died, Role::Ended], ended));
    claim("P625", texts(Role::Position).filter_map(position).collect());
    // Occupations are words there, in the language of the service: they are read as a description is.
    let about: Vec<&str> =
        std::iter::once(found.description.as_str()).chain(texts(Role::Occupation)).filter(|words| !words.is_empty()).collect();
    let worded = |text: &str| json!({"language": "mul", "value": text});
    let mut record = json!({
        "id": id.to_string(),
        "origin": "service",
        "service": service,
        "retrieved": today,
        "labels": {"mul": worded(name)},
        "claims": claims,
    });
    if !aliases.is_empty() {
        record["aliases"] = json!({"mul": aliases.into_iter().map(worded).collect::<Vec<_>>()});
    }
    if !about.is_empty() {
        // Descriptions have no language of their own there; "en" is where they are looked for.
        record["descriptions"] = json!({"en": {"language": "en", "value": about.join("; ")}});
    }
    record
}

/// The name in a library's heading, and the years after it.
fn heading(text: &str) -> (&str, Option<&str>, Option<&str>) {
    let whole = (text, None, None);
    let bare = text.trim_end_matches(['.', ')', ' ']);
    let Some(at) = bare.rfind([',', '(']) else { return whole };
    let (name, years) = (bare[..at].trim_end_matches([',', ' ']), bare[at + 1..].trim());
    let year = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let Some((begun, ended)) = years.split_once(['-', '–']) else { return whole };
    let (begun, ended) = (begun.trim(), ended.trim());
    let fits = |text: &str| text.is_empty() || year(text);
    if name.is_empty() || !fits(begun) || !fits(ended) || begun.is_empty() && ended.is_empty() {
        return whole;
    }
    (name, Some(begun).filter(|text| year(text)), Some(ended).filter(|text| year(text)))
}

/// A date that is a day, a month or a year; `None` for what is less plain.
fn time(text: &str) -> Option<Json> {
    let date = HistoricalDate::parse(text).filter(|date| date.is_single() && !date.is_approximate())?;
    let (year, rest, precision) = match date.start()? {
        Moment::Day(day) => (day.year, format!("{:02}-{:02}", day.month, day.day), 11),
        Moment::Month(year, month) => (year, format!("{month:02}-00"), 10),
        Moment::Year(year) => (year, "00-00".to_owned(), 9),
        Moment::Season(..) | Moment::Decade(_) | Moment::Century(_) => return None,
    };
    let time = format!("+{year:04}-{rest}T00:00:00Z");
    let value = json!({"time": time, "precision": precision, "calendarmodel": "http://www.wikidata.org/entity/Q1985727"});
    (year > 0).then(|| json!({"type": "time", "value": value}))
}

/// "40.61,43.10" (latitude first), "Point(43.10 40.61)" (longitude first).
fn position(text: &str) -> Option<Json> {
    let numbers: Vec<f64> = text
        .split(|letter: char| !(letter.is_ascii_digit() || matches!(letter, '.' | '-' | '+')))
        .filter_map(|word| word.trim_start_matches('+').parse().ok())
        .collect();
    let [first, second] = numbers.as_slice() else { return None };
    let (longitude, latitude) = if text.to_ascii_lowercase().contains("point") { (first, second) } else { (second, first) };
    let on_earth = latitude.abs() <= 90.0 && longitude.abs() <= 180.0;
    on_earth.then(|| json!({"type": "globecoordinate", "value": {"longitude": longitude, "latitude": latitude}}))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::{Item, dates};

    fn cell(text: &str) -> Cell {
        Cell { text: text.to_owned(), id: None }
    }

    fn item(name: &str, types: &[&str], values: &[(Role, &str)]) -> Item {
        let mut by_role: BTreeMap<Role, Vec<Cell>> = BTreeMap::new();
        for (role, text) in values {
            by_role.entry(*role).or_default().push(cell(text));
        }
        let types = types.iter().map(|id| ((*id).to_owned(), (*id).to_owned())).collect();
        let found = Found { id: "x".to_owned(), name: name.to_owned(), types, ..Found::default() };
        let id = ItemId::elsewhere("x").unwrap();
        Item::parse(&record(id, &found, &by_role, None, ("https://terms.example.org", "2026-11-25"))).unwrap().1
    }

    #[test]
    fn what_a_service_tells_is_compared_as_an_item_is() {
        let values = [(Role::Born, "1881-11-22"), (Role::Died, "1922"), (Role::Name, "Enver Paşa"), (Role::Occupation, "General")];
        let item = item("Enver, Pascha", &["Person"], &values);
        assert_eq!(dates(&item), "1881-11-22–1922");
        assert_eq!(item.names().map(|name| name.text.to_owned()).collect::<Vec<_>>(), ["Enver, Pascha", "Enver Paşa"]);
        assert_eq!(item.description(&[]), Some("General"));
        let place = self::item("Kars", &["Place"], &[(Role::Position, "40.61,43.10"), (Role::Begun, "nobody knows")]);
        assert_eq!((place.position(), dates(&place).as_str()), (Some([43.10, 40.61]), ""));
        assert_eq!(self::item("Kars", &[], &[(Role::Position, "POINT (43.10 40.61)")]).position(), Some([43.10, 40.61]));
    }

    #[test]
    fn a_heading_parts_the_name_from_the_years() {
        assert_eq!(heading("Twain, Mark, 1835-1910."), ("Twain, Mark", Some("1835"), Some("1910")));
        assert_eq!(heading("Kemal (1881–1938)"), ("Kemal", Some("1881"), Some("1938")));
        assert_eq!(heading("Author, Living, 1950-"), ("Author, Living", Some("1950"), None));
        for whole in ["Twain, Mark", "Regiment, 17-19", "Conference (London)", "1881-1938", "Kemal, -"] {
            assert_eq!(heading(whole), (whole, None, None));
        }
        assert_eq!(dates(&item("Twain, Mark, 1835-1910", &["Person"], &[])), "1835–1910");
        assert_eq!(dates(&item("Twain, Mark, 1835-1910", &["Person"], &[(Role::Born, "1835-11-30")])), "1835-11-30–1910");
    }
}
