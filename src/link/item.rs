//! Items of Wikidata, as `wbgetentities` answers them: names, and statements with the precision of their dates.
//!
//! One parser reads the network, the snapshot and recorded answers, so it takes what each of them may hold: empty maps
//! written as lists, ranks, unknown values. What another service knows of a thing is put into the same shape, with the
//! key "service".

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value as Json;

use crate::time::{Calendar, Day, HistoricalDate, Moment};

/// The id of an item: "Q5152"; of a record of another service: "118540238", "ulan/500115493".
///
/// Ids are short, so they are kept in place; shorter ones come first, which puts numbers in order.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ItemId {
    length: u8,
    bytes: [u8; ItemId::LONGEST],
}

/// What Wikidata says of one thing, as far as it helps to recognise it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item {
    /// Its names, one a language (BCP 47, or "mul" for all).
    pub labels: BTreeMap<String, String>,
    /// Its other names.
    pub aliases: BTreeMap<String, Vec<String>>,
    /// A few words to tell it from its namesakes.
    pub descriptions: BTreeMap<String, String>,
    /// The best values of each property: preferred ones where there are any, never deprecated ones.
    pub claims: BTreeMap<String, Vec<Value>>,
}

/// A value of a statement.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Another item.
    Item(ItemId),
    /// Words, an identifier, an address.
    Text(String),
    /// A date, as exact as it is stated.
    Time(HistoricalDate),
    /// Longitude and latitude, in degrees.
    Position([f64; 2]),
    /// It has one, which nobody knows.
    Unknown,
    /// It has none.
    Nothing,
}

impl ItemId {
    /// The longest id that is taken, in bytes.
    const LONGEST: usize = 63;

    /// Reads "Q5152"; `None` for anything else, so that a malformed id never leaves the house.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('Q')?;
        let plain = !digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit()) && (1..=12).contains(&digits.len());
        plain.then(|| Self::elsewhere(text))?
    }

    /// An id of any service: letters, digits and `- . _ ~ /`, of which an address can be made; `None` for anything else.
    #[must_use]
    pub fn elsewhere(text: &str) -> Option<Self> {
        let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte));
        let mut bytes = [0; Self::LONGEST];
        bytes.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
        (plain && !text.is_empty()).then_some(Self { length: u8::try_from(text.len()).ok()?, bytes })
    }

    fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.length)]).unwrap_or_default()
    }
}

impl fmt::Display for ItemId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for ItemId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Item {
    /// Reads an entity of an answer; `None` where it is missing or no item.
    #[must_use]
    pub fn parse(entity: &Json) -> Option<(ItemId, Self)> {
        let id = entity.get("id")?.as_str()?;
        let id = if entity.get("service").is_some() { ItemId::elsewhere(id)? } else { ItemId::parse(id)? };
        if entity.get("missing").is_some() {
            return None;
        }
        let word = |value: &Json| Some(value.get("value")?.as_str()?.to_owned());
        let words = |name: &str| members(entity, name).filter_map(|(code, value)| Some((code.clone(), word(value)?))).collect();
        let aliases = members(entity, "aliases").filter_map(|(code, list)| {
            let list: Vec<String> = list.as_array()?.iter().filter_map(word).collect();
            Some((code.clone(), list)).filter(|(_, list)| !list.is_empty())
        });
        let claims = members(entity, "claims").filter_map(|(property, list)| Some((property.clone(), best(list.as_array()?))));
        let item =
            Self { labels: words("labels"), aliases: aliases.collect(), descriptions: words("descriptions"), claims: claims.collect() };
        Some((id, item))
    }

    /// Every name with its language, labels first.
    pub fn names(&self) -> impl Iterator<Item = Name<'_>> {
        let labels = self.labels.iter().map(|(language, text)| Name { text, language, is_label: true });
        let aliases = self
            .aliases
            .iter()
            .flat_map(|(language, list)| list.iter().map(move |text| Name { text: text.as_str(), language, is_label: false }));
        labels.chain(aliases)
    }

    /// What it is called, in the first of these languages that it has a name in, else in any.
    #[must_use]
    pub fn label(&self, languages: &[&str]) -> Option<&str> {
        let wanted = languages.iter().chain(&["mul", "en"]).find_map(|code| self.labels.get(*code));
        wanted.or_else(|| self.labels.values().next()).map(String::as_str)
    }

    /// The words that tell it from its namesakes, in the first of these languages that has some.
    #[must_use]
    pub fn description(&self, languages: &[&str]) -> Option<&str> {
        languages.iter().chain(&["en"]).find_map(|code| self.descriptions.get(*code)).map(String::as_str)
    }

    /// The items that a property names.
    pub fn items(&self, property: &str) -> impl Iterator<Item = ItemId> + '_ {
        self.values(property).iter().filter_map(|value| match value {
            Value::Item(id) => Some(*id),
            Value::Text(_) | Value::Time(_) | Value::Position(_) | Value::Unknown | Value::Nothing => None,
        })
    }

    /// The dates of a property.
    pub fn dates(&self, property: &str) -> impl Iterator<Item = HistoricalDate> + '_ {
        self.values(property).iter().filter_map(|value| match value {
            Value::Time(date) => Some(*date),
            Value::Item(_) | Value::Text(_) | Value::Position(_) | Value::Unknown | Value::Nothing => None,
        })
    }

    /// The words of a property.
    pub fn texts(&self, property: &str) -> impl Iterator<Item = &str> {
        self.values(property).iter().filter_map(|value| match value {
            Value::Text(text) => Some(text.as_str()),
            Value::Item(_) | Value::Time(_) | Value::Position(_) | Value::Unknown | Value::Nothing => None,
        })
    }

    /// Longitude and latitude, where it has a position.
    #[must_use]
    pub fn position(&self) -> Option<[f64; 2]> {
        self.values("P625").iter().find_map(|value| match value {
            Value::Position(position) => Some(*position),
            Value::Item(_) | Value::Text(_) | Value::Time(_) | Value::Unknown | Value::Nothing => None,
        })
    }

    /// Every item that any statement names.
    pub fn linked(&self) -> impl Iterator<Item = ItemId> + '_ {
        self.claims.keys().flat_map(|property| self.items(property))
    }

    fn values(&self, property: &str) -> &[Value] {
        self.claims.get(property).map_or(&[], Vec::as_slice)
    }
}

/// A name of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name<'a> {
    /// As it is written.
    pub text: &'a str,
    /// BCP 47 code, or "mul".
    pub language: &'a str,
    /// Whether it is the name that is shown.
    pub is_label: bool,
}

/// The members of a map, which is written as `[]` where it is empty.
fn members<'a>(entity: &'a Json, name: &str) -> impl Iterator<Item = (&'a String, &'a Json)> {
    entity.get(name).and_then(Json::as_object).into_iter().flatten()
}

/// The values of the best rank.
fn best(statements: &[Json]) -> Vec<Value> {
    let of_rank = |rank: &str| -> Vec<Value> {
        let ranked = statements.iter().filter(|statement| statement.get("rank").and_then(Json::as_str).unwrap_or("normal") == rank);
        ranked.filter_map(|statement| value(statement.get("mainsnak")?)).collect()
    };
    let preferred = of_rank("preferred");
    if preferred.is_empty() { of_rank("normal") } else { preferred }
}

fn value(snak: &Json) -> Option<Value> {
    match snak.get("snaktype")?.as_str()? {
        "somevalue" => return Some(Value::Unknown),
        "novalue" => return Some(Value::Nothing),
        _ => {}
    }
    let data = snak.get("datavalue")?;
    let value = data.get("value")?;
    match data.get("type")?.as_str()? {
        "wikibase-entityid" => ItemId::parse(value.get("id")?.as_str()?).map(Value::Item),
        "string" => Some(Value::Text(value.as_str()?.to_owned())),
        "monolingualtext" => Some(Value::Text(value.get("text")?.as_str()?.to_owned())),
        "time" => time(value).map(Value::Time),
        "globecoordinate" => Some(Value::Position([value.get("longitude")?.as_f64()?, value.get("latitude")?.as_f64()?])),
        _ => None,
    }
}

/// A date by its precision: "+1888-01-17" of precision 9 says 1888 and nothing more.
///
/// Source: <https://www.mediawiki.org/wiki/Wikibase/DataModel/JSON#time>; the JSON keeps a Julian day as it is.
fn time(value: &Json) -> Option<HistoricalDate> {
    let text = value.get("time")?.as_str()?;
    let (sign, rest) = text.split_at_checked(1)?;
    let date = rest.split('T').next()?;
    let mut parts = date.split('-');
    let year: i32 = parts.next()?.parse().ok()?;
    // There is no year 0 before 1: 44 BC is year -43.
    let year = if sign == "-" { 1 - year } else { year };
    let (month, day): (u8, u8) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let is_julian = value.get("calendarmodel").and_then(Json::as_str).is_some_and(|model| model.ends_with("Q1985786"));
    let moment = match value.get("precision")?.as_u64()? {
        11 if is_julian => Moment::Day(Day::from_julian(year, month, day)?),
        11.. => Moment::Day(Day::new(year, month, day)?),
        10 => Moment::Month(year, Some(month).filter(|month| (1..=12).contains(month))?),
        9 => Moment::Year(year),
        8 => Moment::Decade(year.div_euclid(10)),
        // The nineteenth century is 1801 to 1900 there.
        7 => Moment::Century((year - 1).div_euclid(100)),
        _ => return None,
    };
    let calendar = if is_julian { Calendar::Julian } else { Calendar::Gregorian };
    Some(HistoricalDate::at(moment).in_calendar(calendar))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check_date(time: &str, precision: u8, model: &str, expected: &str) {
        let model = format!("http://www.wikidata.org/entity/{model}");
        let value = json!({"time": time, "precision": precision, "calendarmodel": model});
        assert_eq!(super::time(&value).map_or_else(String::new, |date| date.edtf()), expected, "{time} {precision}");
    }

    #[test]
    fn a_date_says_no_more_than_its_precision() {
        check_date("+1878-12-18T00:00:00Z", 11, "Q1985727", "1878-12-18");
        check_date("+1888-01-17T00:00:00Z", 9, "Q1985727", "1888");
        check_date("+1888-00-00T00:00:00Z", 9, "Q1985727", "1888");
        check_date("+1921-03-00T00:00:00Z", 10, "Q1985727", "1921-03");
        check_date("+1923-00-00T00:00:00Z", 8, "Q1985727", "192X");
        check_date("+1900-00-00T00:00:00Z", 7, "Q1985727", "18XX");
        check_date("-0044-03-15T00:00:00Z", 9, "Q1985786", "-0043");
        check_date("+0001-00-00T00:00:00Z", 3, "Q1985727", "");
    }

    #[test]
    fn a_julian_day_is_told_in_the_new_style() {
        check_date("+1872-11-12T00:00:00Z", 11, "Q1985786", "1872-11-24");
    }

    #[test]
    fn an_id_is_a_letter_and_a_number() {
        assert_eq!(ItemId::parse("Q42").unwrap().to_string(), "Q42");
        for bad in ["", "Q", "q42", "Q0", "Q042", "P31", "Q4 2", "Q4|Q5", "42", "Q1234567890123"] {
            assert_eq!(ItemId::parse(bad), None, "{bad}");
        }
        assert!(ItemId::parse("Q9") < ItemId::parse("Q10") && ItemId::parse("Q42") < ItemId::parse("Q43"));
    }

    #[test]
    fn an_id_of_a_service_is_what_an_address_can_end_with() {
        for good in ["118540238", "4023118-5", "ulan/500115493", "person/enver-pasha", "n79018119", "X"] {
            assert_eq!(ItemId::elsewhere(good).map(|id| id.to_string()).as_deref(), Some(good));
        }
        for bad in ["", "a b", "a|b", "<x>", "ключ", "a:b", &"x".repeat(64)] {
            assert_eq!(ItemId::elsewhere(bad), None, "{bad}");
        }
    }

    #[test]
    fn ranks_are_kept_and_empty_maps_are_lists() {
        let item = |id: &str, rank: &str| json!({"rank": rank, "mainsnak": {"snaktype": "value", "datavalue": {"type": "wikibase-entityid", "value": {"id": id}}}});
        let entity = json!({"id": "Q1", "aliases": [], "labels": {"en": {"language": "en", "value": "A"}},
            "claims": {"P31": [item("Q2", "normal"), item("Q3", "preferred"), item("Q4", "deprecated")], "P27": [item("Q5", "deprecated")],
                "P570": [{"rank": "normal", "mainsnak": {"snaktype": "novalue"}}]}});
        let (_, read) = Item::parse(&entity).unwrap();
        assert_eq!(read.items("P31").map(|id| id.to_string()).collect::<Vec<_>>(), ["Q3"]);
        assert_eq!(read.items("P27").count(), 0);
        assert_eq!(read.claims["P570"], [Value::Nothing]);
        assert!(Item::parse(&json!({"id": "Q999", "missing": ""})).is_none());
    }
}
