//! What speaks for and against an item: features, each kept apart and shown.
//!
//! How famous an item is never counts.

use std::collections::{BTreeMap, BTreeSet};

use crate::read::ThingKind;
use crate::resolve::EntityId;
use crate::time::HistoricalDate;

use super::concept::{Kind, kinds, office_name, offices_of_item, offices_of_words};
use super::item::{Item, ItemId};
use super::name::{How, Parts, likeness};
use super::subject::Subject;

/// What a feature compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Feature {
    /// The names.
    Name,
    /// Names language by language.
    Labels,
    /// What kind of thing it is.
    Type,
    /// Birth and death, foundation and dissolution, as the authority file has them.
    Dates,
    /// Whether it lived when the essays have it act.
    Alive,
    /// Office and occupation.
    Office,
    /// Where it lies.
    Position,
    /// Statements that lead to things of the same essay, or from them.
    Neighbours,
    /// The score of the service that brought it: shown, and never a reason.
    Service,
}

impl Feature {
    /// As files and answers write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Labels => "labels",
            Self::Type => "type",
            Self::Dates => "dates",
            Self::Alive => "alive",
            Self::Office => "office",
            Self::Position => "position",
            Self::Neighbours => "neighbours",
            Self::Service => "service",
        }
    }
}

/// Which way a feature speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Speaks {
    /// For the item.
    For,
    /// Neither way.
    Open,
    /// Against it: a person must look.
    Against,
    /// It cannot be this one.
    Veto,
}

/// One comparison, and what came of it.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Evidence {
    /// What was compared.
    pub feature: Feature,
    /// 0 to 1.
    pub value: f32,
    /// Which way it speaks.
    pub speaks: Speaks,
    /// For people: what was held against what.
    pub words: String,
}

impl Evidence {
    /// The score that a service gave, on its own scale.
    pub(super) fn of_service(score: f32) -> Self {
        let value = if score > 1.0 { score / 100.0 } else { score };
        Self {
            feature: Feature::Service,
            value: value.clamp(0.0, 1.0),
            speaks: Speaks::Open,
            words: format!("its service rates it {score}"),
        }
    }
}

/// A thing of the essays, taken apart once for many comparisons.
#[derive(Debug)]
pub(super) struct Compared<'a> {
    kind: ThingKind,
    subject: &'a Subject,
    parts: Vec<Parts>,
    offices: BTreeSet<ItemId>,
}

impl<'a> Compared<'a> {
    pub(super) fn of(kind: ThingKind, subject: &'a Subject) -> Self {
        let parts = subject.names.iter().map(|(name, language)| Parts::of(name, language, kind)).collect();
        Self { kind, subject, parts, offices: offices_of_words(&subject.roles) }
    }

    /// Everything that speaks for or against an item; `None` where not even a word of a name agrees.
    pub(super) fn evidence(&self, item: &Item) -> Option<Vec<Evidence>> {
        let name = likeness(&self.parts, item, self.kind, None)?;
        let mut all = vec![Evidence {
            feature: Feature::Name,
            value: name.value,
            speaks: if name.value >= 0.6 { Speaks::For } else { Speaks::Open },
            words: format!("{} = {} ({}), {}", name.own, name.other, name.language, name.how.as_str()),
        }];
        all.extend(self.labels(item));
        all.extend(self.of_kind(item));
        all.extend(self.dates(item));
        all.extend(self.alive(item));
        all.extend(self.office(item));
        all.extend(self.position(item));
        Some(all)
    }

    /// How many of the names in several languages are those of the item in the same language.
    fn labels(&self, item: &Item) -> Option<Evidence> {
        let mut languages: BTreeMap<&str, bool> = BTreeMap::new();
        for ((_, language), parts) in self.subject.names.iter().zip(&self.parts) {
            let Some(like) = likeness(std::slice::from_ref(parts), item, self.kind, Some(language)) else { continue };
            let same = like.how == How::Whole && like.value >= 0.9;
            *languages.entry(language).or_default() |= same;
        }
        let same: Vec<&str> = languages.iter().filter(|(_, same)| **same).map(|(code, _)| *code).collect();
        if languages.len() < 2 {
            return None;
        }
        #[expect(clippy::cast_precision_loss, reason = "there are few languages")]
        let value = same.len() as f32 / languages.len() as f32;
        let words = format!("the same name in {} of {} languages", same.len(), languages.len());
        Some(Evidence { feature: Feature::Labels, value, speaks: Speaks::Open, words })
    }

    /// Whether it can be this kind of thing at all, and whether it is just this kind.
    fn of_kind(&self, item: &Item) -> Option<Evidence> {
        let kinds = kinds(item);
        if kinds.is_empty() {
            // A person's item says that it is a human; what says nothing of a known class may be anything.
            let words = "its classes are none we know".to_owned();
            let speaks = if self.kind == ThingKind::Person { Speaks::Against } else { Speaks::Open };
            return Some(Evidence { feature: Feature::Type, value: 0.5, speaks, words });
        }
        let (best, fits) = kinds.iter().map(|kind| (kind, self.fits(*kind))).max_by(|a, b| a.1.total_cmp(&b.1))?;
        let speaks = match fits {
            fits if fits <= 0.0 => Speaks::Veto,
            fits if fits < 0.5 => Speaks::Against,
            _ => Speaks::Open,
        };
        Some(Evidence { feature: Feature::Type, value: fits, speaks, words: format!("its kind: {}", best.as_str()) })
    }

    fn fits(&self, kind: Kind) -> f32 {
        match (self.kind, kind) {
            (ThingKind::Person, Kind::Human) => 1.0,
            (ThingKind::Person, _) => 0.0,
            (_, Kind::Human | Kind::Other | Kind::Event) => 0.0,
            (ThingKind::Place, Kind::Settlement) => 1.0,
            // A place with a point on the map is a town before it is what surrounds the town.
            (ThingKind::Place, Kind::Province) => {
                if self.subject.position.is_some() {
                    0.4
                } else {
                    0.6
                }
            }
            (ThingKind::Place, Kind::Region | Kind::State) => {
                if self.subject.position.is_some() {
                    0.5
                } else {
                    1.0
                }
            }
            (ThingKind::Place, _) => 0.0,
            (ThingKind::Group, kind) => self.fits_group(kind),
        }
    }

    fn fits_group(&self, kind: Kind) -> f32 {
        let wanted: &[Kind] = match self.subject.group_type.as_deref() {
            Some("state") => &[Kind::State],
            Some("government") => &[Kind::Government, Kind::State],
            Some("ministry") => &[Kind::Ministry, Kind::Government],
            Some("party") => &[Kind::Party],
            Some("army") => &[Kind::Army],
            Some("press") => &[Kind::Press, Kind::Work],
            Some("archive") => &[Kind::Archive, Kind::Organisation],
            Some("company") => &[Kind::Company, Kind::Organisation],
            Some("committee") => &[Kind::Organisation, Kind::Government, Kind::Party],
            Some(_) | None => return if matches!(kind, Kind::Settlement | Kind::Province) { 0.0 } else { 0.8 },
        };
        match kind {
            kind if wanted.contains(&kind) => 1.0,
            Kind::Settlement | Kind::Province | Kind::People | Kind::Work => 0.0,
            Kind::Organisation | Kind::Region => 0.5,
            _ => 0.3,
        }
    }

    /// Birth and death, or foundation and dissolution.
    fn dates(&self, item: &Item) -> Option<Evidence> {
        let (begin, end) = bounds(self.kind);
        let pairs = [(self.subject.begin, begin), (self.subject.end, end)];
        let mut words = Vec::new();
        let (mut same, mut other, mut far) = (0_u8, 0_u8, 0_u8);
        for (own, properties) in pairs {
            let Some(own) = own else { continue };
            let theirs: Vec<HistoricalDate> = properties.iter().flat_map(|property| item.dates(property)).collect();
            let Some(gap) = theirs.iter().filter_map(|theirs| years_between(&own, theirs)).min() else { continue };
            let shown = theirs.iter().map(HistoricalDate::edtf).collect::<Vec<_>>().join(" or ");
            words.push(format!("{} = {shown}", own.edtf()));
            match gap {
                0 => same += 1,
                1 => {}
                2..=5 => other += 1,
                _ => far += 1,
            }
        }
        if words.is_empty() {
            return None;
        }
        // Sources differ by some years; two lives that share neither end are two lives.
        let (value, speaks) = match (same, other, far) {
            (2.., 0, 0) => (1.0, Speaks::For),
            (1, 0, 0) => (0.8, Speaks::For),
            (0, 0, 0) => (0.5, Speaks::Open),
            (0, _, 1..) => (0.0, Speaks::Veto),
            (0, 2.., 0) => (0.0, Speaks::Veto),
            _ => (0.2, Speaks::Against),
        };
        Some(Evidence { feature: Feature::Dates, value, speaks, words: words.join(", ") })
    }

    /// Whether it was there when the essays have it act. A bound less exact than the distance says nothing.
    fn alive(&self, item: &Item) -> Option<Evidence> {
        let (begin, end) = bounds(self.kind);
        let of = |properties: &[&str]| properties.iter().flat_map(|property| item.dates(property)).collect::<Vec<_>>();
        let (begin, end) = (of(begin), of(end));
        let first = begin.iter().filter_map(HistoricalDate::first_day).min();
        let last = end.iter().filter_map(HistoricalDate::last_day).max();
        if self.subject.acts.is_empty() || first.is_none() && last.is_none() {
            return None;
        }
        let before = |act: &&HistoricalDate| act.last_day().is_some_and(|act| first.is_some_and(|first| act < first));
        let after = |act: &&HistoricalDate| act.first_day().is_some_and(|act| last.is_some_and(|last| act > last));
        let outside = self.subject.acts.iter().filter(|act| before(act) || after(act)).count();
        let span = |dates: &[HistoricalDate]| dates.iter().map(HistoricalDate::edtf).collect::<Vec<_>>().join(" or ");
        let words = format!("{} of {} acts lie outside {}–{}", outside, self.subject.acts.len(), span(&begin), span(&end));
        let (value, speaks) = match outside {
            0 if first.is_some() && (last.is_some() || self.kind != ThingKind::Person) => (0.5, Speaks::For),
            0 => (0.3, Speaks::Open),
            // A state goes on under the name of its successor; a person does not.
            outside if outside * 2 > self.subject.acts.len() && self.kind == ThingKind::Person => (0.0, Speaks::Veto),
            _ => (0.0, Speaks::Against),
        };
        Some(Evidence { feature: Feature::Alive, value, speaks, words })
    }

    fn office(&self, item: &Item) -> Option<Evidence> {
        if self.kind != ThingKind::Person || self.offices.is_empty() {
            return None;
        }
        let theirs = offices_of_item(item);
        if theirs.is_empty() {
            return None;
        }
        let shared: Vec<&str> = self.offices.intersection(&theirs).map(|id| office_name(*id)).collect();
        let list = |ids: &BTreeSet<ItemId>| ids.iter().map(|id| office_name(*id)).collect::<Vec<_>>().join(", ");
        Some(if shared.is_empty() {
            let words = format!("{} here, {} there", list(&self.offices), list(&theirs));
            Evidence { feature: Feature::Office, value: 0.0, speaks: Speaks::Open, words }
        } else {
            Evidence { feature: Feature::Office, value: 0.7, speaks: Speaks::For, words: shared.join(", ") }
        })
    }

    fn position(&self, item: &Item) -> Option<Evidence> {
        let (own, theirs) = (self.subject.position?, item.position()?);
        let far = kilometres(own, theirs);
        let (value, speaks) = match far {
            far if far <= 12.0 => (0.9, Speaks::For),
            far if far <= 40.0 => (0.5, Speaks::Open),
            far if far <= 150.0 => (0.2, Speaks::Against),
            _ => (0.0, Speaks::Veto),
        };
        Some(Evidence { feature: Feature::Position, value, speaks, words: format!("{far:.0} km apart") })
    }

    /// How many of the things it is named with are joined to the item by statements, of those that have an item.
    pub(super) fn neighbours(&self, id: ItemId, item: &Item, accepted: &BTreeMap<EntityId, (ItemId, &Item)>) -> Option<Evidence> {
        let linked: BTreeSet<ItemId> = item.linked().collect();
        let joined = |(theirs, their): (ItemId, &Item)| linked.contains(&theirs) || their.linked().any(|to| to == id);
        let known = self.subject.neighbours.keys().filter_map(|other| accepted.get(other).map(|(id, item)| (*id, *item)));
        let joined: Vec<(ItemId, &Item)> = known.filter(|(theirs, their)| *theirs != id && joined((*theirs, their))).collect();
        let value = match joined.len() {
            0 => return None,
            1 => 0.6,
            2 => 0.8,
            _ => 0.9,
        };
        let names: Vec<&str> = joined.iter().take(5).map(|(_, item)| item.label(&[]).unwrap_or("?")).collect();
        Some(Evidence { feature: Feature::Neighbours, value, speaks: Speaks::For, words: names.join(", ") })
    }
}

/// The properties that date the beginning and the end of a thing.
fn bounds(kind: ThingKind) -> (&'static [&'static str], &'static [&'static str]) {
    match kind {
        ThingKind::Person => (&["P569"], &["P570"]),
        ThingKind::Place | ThingKind::Group => (&["P571", "P580"], &["P576", "P582"]),
    }
}

/// Whole years between two dates; 0 where they may be the same.
fn years_between(own: &HistoricalDate, theirs: &HistoricalDate) -> Option<i32> {
    let (own_first, own_last) = (own.first_day()?, own.last_day()?);
    let (first, last) = (theirs.first_day()?, theirs.last_day()?);
    if own_first <= last && first <= own_last {
        return Some(0);
    }
    Some(if own_first > last { own_first.year - last.year } else { first.year - own_last.year }.max(1))
}

/// The distance of two points given as longitude and latitude, on a sphere.
fn kilometres(a: [f64; 2], b: [f64; 2]) -> f64 {
    let ([a_long, a_lat], [b_long, b_lat]) = (a.map(f64::to_radians), b.map(f64::to_radians));
    let half = |angle: f64| (angle / 2.0).sin().powi(2);
    let chord = half(b_lat - a_lat) + a_lat.cos() * b_lat.cos() * half(b_long - a_long);
    2.0 * 6371.0 * chord.sqrt().asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_counted_between_the_nearest_ends() {
        let date = |edtf: &str| HistoricalDate::parse(edtf).unwrap();
        assert_eq!(years_between(&date("1881"), &date("1881-11-22")), Some(0));
        assert_eq!(years_between(&date("1881"), &date("188X")), Some(0));
        assert_eq!(years_between(&date("1921"), &date("1922-01-03")), Some(1));
        assert_eq!(years_between(&date("1881"), &date("1957")), Some(76));
    }

    #[test]
    fn kars_and_ardahan_are_seventy_kilometres_apart() {
        assert!((kilometres([43.10, 40.61], [42.70, 41.11]) - 65.0).abs() < 3.0);
    }
}
