//! The file `dates.toml` as it is written, and how its lists become the lexicon.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap as HashMap;
use serde::Deserialize;

use super::{DateWord, Dates, Part, Phrase, Piece, Role, Sense, Unit};

/// The file as it is written: words by what they are.
///
/// A word that ends in `*` stands for one word with each ending of `endings`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    capital_months: bool,
    month_first: bool,
    year_needs_word: bool,
    #[serde(default)]
    creation_years: bool,
    #[serde(default)]
    roman_letters: HashMap<char, char>,
    #[serde(default)]
    endings: Vec<String>,
    months: ByNumber,
    short_months: ByNumber,
    #[serde(default)]
    foreign_months: ByNumber,
    #[serde(default)]
    month_adjectives: ByNumber,
    #[serde(default)]
    seasons: ByNumber,
    #[serde(default)]
    season_adverbs: ByNumber,
    #[serde(default)]
    season_adjectives: ByNumber,
    weekdays: ByNumber,
    parts: BTreeMap<Part, Vec<String>>,
    shares: ByNumber,
    ordinals: ByNumber,
    cardinals: ByNumber,
    #[serde(default)]
    decades: ByNumber,
    /// By count and unit: "14 day".
    units: BTreeMap<String, Vec<String>>,
    words: BTreeMap<Role, Vec<String>>,
    /// By sense: "+1 day".
    phrases: BTreeMap<String, Vec<String>>,
}

type ByNumber = BTreeMap<String, Vec<String>>;

/// The lexicon while it is being made.
#[derive(Default)]
struct Maker {
    endings: Vec<String>,
    lexicon: HashMap<Box<str>, Vec<DateWord>>,
    numbers: HashMap<String, u16>,
}

impl TryFrom<File> for Dates {
    type Error = String;

    fn try_from(file: File) -> Result<Self, String> {
        let mut maker = Maker { endings: file.endings, ..Maker::default() };
        maker.add_numbered(&file.months, DateWord::Month)?;
        maker.add_numbered(&file.short_months, DateWord::ShortMonth)?;
        maker.add_numbered(&file.foreign_months, DateWord::ForeignMonth)?;
        maker.add_numbered(&file.month_adjectives, DateWord::MonthAdjective)?;
        maker.add_numbered(&file.seasons, DateWord::Season)?;
        maker.add_numbered(&file.season_adverbs, DateWord::SeasonAdverb)?;
        maker.add_numbered(&file.season_adjectives, DateWord::SeasonAdjective)?;
        maker.add_numbered(&file.weekdays, DateWord::Weekday)?;
        maker.add_numbered(&file.shares, DateWord::Share)?;
        maker.add_numbered(&file.ordinals, DateWord::Ordinal)?;
        maker.add_numbered(&file.cardinals, DateWord::Cardinal)?;
        maker.add_numbered(&file.decades, DateWord::Decade)?;
        for (part, words) in &file.parts {
            maker.add(words, DateWord::Part(*part));
        }
        for (name, words) in &file.units {
            let (count, unit) = counted_unit(name)?;
            maker.add(words, DateWord::Unit(u8::try_from(count).map_err(|_| format!("the unit {name}"))?, unit));
        }
        for (role, words) in &file.words {
            maker.add(words, DateWord::Role(*role));
        }
        let mut phrases = Vec::new();
        for (sense, templates) in &file.phrases {
            let sense = parse_sense(sense)?;
            for template in templates.iter().flat_map(|template| alternatives(template)) {
                let pieces = template.split_whitespace().map(|word| maker.piece(word)).collect();
                phrases.push(Phrase { pieces, sense });
            }
        }
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.pieces.len()));
        let mut starts: Vec<Vec<usize>> = Vec::new();
        let mut counted_first = Vec::new();
        for (at, phrase) in phrases.iter().enumerate() {
            match phrase.pieces.first() {
                Some(Piece::Word(word)) => {
                    let word = usize::from(*word);
                    starts.resize_with(starts.len().max(word + 1), Vec::new);
                    starts[word].push(at);
                }
                Some(Piece::Count) => counted_first.push(at),
                Some(Piece::Unit | Piece::Stop) | None => return Err("a phrase begins with a word or a count".to_owned()),
            }
        }
        Ok(Self {
            capital_months: file.capital_months,
            month_first: file.month_first,
            year_needs_word: file.year_needs_word,
            creation_years: file.creation_years,
            roman_letters: file.roman_letters,
            lexicon: maker.lexicon.into_iter().map(|(word, roles)| (word, roles.into())).collect(),
            phrases,
            starts,
            counted_first,
        })
    }
}

impl Maker {
    fn add_numbered(&mut self, lists: &ByNumber, role: impl Fn(u8) -> DateWord) -> Result<(), String> {
        for (number, words) in lists {
            let number = number.parse().map_err(|_| format!("{number} is no number from 0 to 255"))?;
            self.add(words, role(number));
        }
        Ok(())
    }

    fn add(&mut self, words: &[String], role: DateWord) {
        for word in words {
            match word.strip_suffix('*') {
                Some(stem) => {
                    for at in 0..self.endings.len() {
                        let form = format!("{stem}{}", self.endings[at]);
                        self.put(form, role);
                    }
                }
                None => self.put(word.clone(), role),
            }
        }
    }

    fn put(&mut self, word: String, role: DateWord) {
        let roles = self.lexicon.entry(word.into()).or_default();
        if !roles.contains(&role) {
            roles.push(role);
        }
    }

    fn piece(&mut self, word: &str) -> Piece {
        match word {
            "{n}" => Piece::Count,
            "{unit}" => Piece::Unit,
            "{stop}" => Piece::Stop,
            _ => {
                let next = u16::try_from(self.numbers.len()).expect("a pack has fewer than 65,536 words in its phrases");
                let number = *self.numbers.entry(word.to_owned()).or_insert(next);
                self.put(word.to_owned(), DateWord::Phrase(number));
                Piece::Word(number)
            }
        }
    }
}

/// "14 day" as a count and a unit.
fn counted_unit(name: &str) -> Result<(i8, Unit), String> {
    let (count, unit) = name.split_once(' ').ok_or_else(|| format!("{name} is no count and unit"))?;
    let unit = match unit {
        "day" => Unit::Day,
        "month" => Unit::Month,
        "year" => Unit::Year,
        "around" => Unit::Around,
        _ => return Err(format!("{unit} is no unit: day, month, year, around")),
    };
    Ok((count.parse().map_err(|_| format!("{count} is no count"))?, unit))
}

fn parse_sense(name: &str) -> Result<Sense, String> {
    Ok(match name {
        "+n" => Sense::Counted(1),
        "-n" => Sense::Counted(-1),
        "old style" => Sense::OldStyle,
        "new style" => Sense::NewStyle,
        "before era" => Sense::BeforeEra,
        "of era" => Sense::OfEra,
        "all old style" => Sense::AllOldStyle,
        _ => match name.strip_prefix("of ") {
            Some(name) => match counted_unit(name)? {
                (count, Unit::Month) => Sense::OfMonth(count),
                (count, Unit::Year) => Sense::OfYear(count),
                (_, Unit::Day | Unit::Around) => return Err(format!("{name}: a day is not of a day")),
            },
            None => counted_unit(name).map(|(count, unit)| Sense::Shift(count, unit))?,
        },
    })
}

/// "on (this|that) day" as its two readings.
fn alternatives(template: &str) -> Vec<String> {
    let Some((before, rest)) = template.split_once('(') else { return vec![template.to_owned()] };
    let Some((choice, after)) = rest.split_once(')') else { return vec![template.to_owned()] };
    let tails = alternatives(after);
    choice.split('|').flat_map(|word| tails.iter().map(move |tail| format!("{before}{word}{tail}"))).collect()
}
