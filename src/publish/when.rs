//! Dates as people read them: "about August 1921" for `1921-08~`. The EDTF stays in the data and beside the words.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::time::{Day, HistoricalDate, Moment};

/// A date as it is counted and as people read it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct When {
    /// EDTF; empty where there is none.
    pub edtf: String,
    /// In words of the publication's language.
    pub words: String,
}

/// How a language tells dates.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    months: Vec<String>,
    months_of: Option<Vec<String>>,
    seasons: Vec<String>,
    seasons_of: Option<Vec<String>>,
    day: String,
    decade: String,
    decade_of: Option<String>,
    century: String,
    century_of: Option<String>,
    before_era: String,
    about: String,
    since: String,
    until: String,
}

static LANGUAGES: LazyLock<HashMap<String, Words>> = LazyLock::new(|| {
    toml::from_str(include_str!("../../data/messages/dates.toml")).expect("data/messages/dates.toml, which was compiled in, is TOML")
});

impl When {
    /// A date told in a language; what is no EDTF stays as it is.
    #[must_use]
    pub fn of(edtf: String, language: &str) -> Self {
        let words = HistoricalDate::parse(&edtf).and_then(|date| told(&date, LANGUAGES.get(language).or_else(|| LANGUAGES.get("en"))?));
        Self { words: words.unwrap_or_else(|| edtf.clone()), edtf }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.edtf.is_empty()
    }
}

fn told(date: &HistoricalDate, words: &Words) -> Option<String> {
    let about = date.is_approximate();
    let governed = |pattern: &str, moment: Moment| Some(pattern.replace("{date}", &words.moment(moment, true)?));
    match (date.start(), date.end()) {
        (Some(start), Some(end)) if start == end => {
            if about {
                governed(&words.about, start)
            } else {
                words.moment(start, false)
            }
        }
        (Some(start), Some(end)) => {
            let stretch = words.stretch(start, end)?;
            Some(if about { words.about.replace("{date}", &stretch) } else { stretch })
        }
        (Some(start), None) => governed(&words.since, start),
        (None, Some(end)) => governed(&words.until, end),
        (None, None) => None,
    }
}

impl Words {
    /// A moment; `of` where another word governs it.
    fn moment(&self, moment: Moment, of: bool) -> Option<String> {
        let form = |plain: &str, governed: Option<&String>| if of { governed.map_or(plain, String::as_str) } else { plain }.to_owned();
        Some(match moment {
            Moment::Day(Day { year, month, day }) => {
                self.day.replace("{day}", &day.to_string()).replace("{month}", self.month_of(month)?).replace("{year}", &self.year(year))
            }
            Moment::Month(year, month) => {
                let name = if of { self.month_of(month)? } else { named(&self.months, month, 1)? };
                format!("{name} {}", self.year(year))
            }
            Moment::Season(year, season) => {
                let names = self.seasons_of.as_ref().filter(|_| of).unwrap_or(&self.seasons);
                format!("{} {}", named(names, season, 21)?, self.year(year))
            }
            Moment::Year(year) => self.year(year),
            Moment::Decade(decade) if decade > 0 => {
                form(&self.decade, self.decade_of.as_ref()).replace("{year}", &(decade * 10).to_string())
            }
            Moment::Century(century) if century >= 0 => {
                let number = u32::try_from(century + 1).ok()?;
                form(&self.century, self.century_of.as_ref()).replace("{ordinal}", &ordinal(number)).replace("{roman}", &roman(number))
            }
            Moment::Decade(_) | Moment::Century(_) => return None,
        })
    }

    /// A stretch, without what both its ends say: "13–16 October 1921".
    fn stretch(&self, start: Moment, end: Moment) -> Option<String> {
        match (start, end) {
            (Moment::Day(from), Moment::Day(to)) if (from.year, from.month) == (to.year, to.month) => {
                Some(self.moment(end, false)?.replacen(&to.day.to_string(), &format!("{}–{}", from.day, to.day), 1))
            }
            (Moment::Day(from), Moment::Day(to)) if from.year == to.year => Some(format!(
                "{} – {}",
                self.moment(start, false)?.replace(&format!(" {}", self.year(from.year)), ""),
                self.moment(end, false)?
            )),
            (Moment::Month(from, month), Moment::Month(to, _)) if from == to => {
                Some(format!("{}–{}", named(&self.months, month, 1)?, self.moment(end, false)?))
            }
            (Moment::Year(from), Moment::Year(to)) if from > 0 => Some(format!("{from}–{to}")),
            _ => Some(format!("{} – {}", self.moment(start, false)?, self.moment(end, false)?)),
        }
    }

    fn month_of(&self, month: u8) -> Option<&str> {
        named(self.months_of.as_ref().unwrap_or(&self.months), month, 1)
    }

    /// Years before our era have no year 0.
    fn year(&self, year: i32) -> String {
        if year > 0 { year.to_string() } else { self.before_era.replace("{year}", &(1 - year).to_string()) }
    }
}

/// The name of a number, where names are counted from `first`.
fn named(names: &[String], number: u8, first: u8) -> Option<&str> {
    names.get(usize::from(number.checked_sub(first)?)).map(String::as_str)
}

/// "19th".
fn ordinal(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (1, tens) if tens != 11 => "st",
        (2, tens) if tens != 12 => "nd",
        (3, tens) if tens != 13 => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// "XIX".
fn roman(mut number: u32) -> String {
    let mut out = String::new();
    for (value, letters) in [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
        while number >= value {
            out.push_str(letters);
            number -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(edtf: &str, english: &str, russian: &str) {
        let told = |language: &str| When::of(edtf.to_owned(), language).words;
        assert_eq!((told("en").as_str(), told("ru").as_str()), (english, russian), "{edtf}");
    }

    #[test]
    fn dates_are_told_as_exactly_as_they_are_known() {
        check("1921-10-13", "13 October 1921", "13 октября 1921");
        check("1921-08", "August 1921", "август 1921");
        check("1921", "1921", "1921");
        check("1921-22", "summer 1921", "лето 1921");
        check("192X", "the 1920s", "1920-е годы");
        check("18XX", "19th century", "XIX век");
        check("-0043", "44 BC", "44 до н. э.");
    }

    #[test]
    fn words_before_a_date_govern_it() {
        check("1921-08~", "about August 1921", "около августа 1921");
        check("1921-08-05~", "about 5 August 1921", "около 5 августа 1921");
        check("1921-23~", "about autumn 1921", "около осени 1921");
        check("192X~", "about the 1920s", "около 1920-х годов");
        check("1921-08/..", "from August 1921", "с августа 1921");
        check("../1921-08-05", "until 5 August 1921", "до 5 августа 1921");
    }

    #[test]
    fn stretches_say_nothing_twice() {
        check("1921-10-13/1921-10-16", "13–16 October 1921", "13–16 октября 1921");
        check("1921-03-30/1921-04-02", "30 March – 2 April 1921", "30 марта – 2 апреля 1921");
        check("1920-12-30/1921-01-02", "30 December 1920 – 2 January 1921", "30 декабря 1920 – 2 января 1921");
        check("1921-03/1921-05", "March–May 1921", "март–май 1921");
        check("1914/1918", "1914–1918", "1914–1918");
        check("1920-12/1921-01", "December 1920 – January 1921", "декабрь 1920 – январь 1921");
    }

    #[test]
    fn what_is_no_date_stays_and_other_languages_are_told_of_in_english() {
        assert_eq!(When::of("soon".to_owned(), "en").words, "soon");
        assert!(When::of(String::new(), "en").is_empty());
        assert_eq!(When::of("1921-08".to_owned(), "fr").words, "August 1921");
        assert_eq!(When::of("1921-08~".to_owned(), "uk").words, "близько серпня 1921");
    }

    #[test]
    fn every_language_has_its_twelve_months_and_four_seasons() {
        for (language, words) in LANGUAGES.iter() {
            let lists = [Some(&words.months), words.months_of.as_ref()];
            assert!(lists.into_iter().flatten().all(|months| months.len() == 12), "{language}");
            let lists = [Some(&words.seasons), words.seasons_of.as_ref()];
            assert!(lists.into_iter().flatten().all(|seasons| seasons.len() == 4), "{language}");
        }
    }
}
