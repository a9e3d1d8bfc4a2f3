//! The section "dates" of a language pack: months, seasons, and the words around a date.
//!
//! The file lists words by what they may be in a date; the lexicon turns it round, so that
//! a reader asks once for every word. Phrases ("a fortnight later") are templates of words.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap as HashMap;
use serde::Deserialize;

/// What `dates.toml` of a pack holds, ready to be looked up word by word.
#[derive(Debug, Deserialize)]
#[serde(try_from = "File")]
pub struct Dates {
    /// Whether a month is told from other words by its capital letter.
    pub capital_months: bool,
    /// Whether a day may follow its month without more ado ("August 18").
    pub month_first: bool,
    /// Whether a year in numbers needs the word "year", or the end of the phrase, after it.
    pub year_needs_word: bool,
    /// Whether old papers of the language count the years from the creation of the world, which began in September.
    pub creation_years: bool,
    /// Letters of the language's script that are typed for Roman numerals.
    pub roman_letters: HashMap<char, char>,
    lexicon: HashMap<Box<str>, Box<[DateWord]>>,
    phrases: Vec<Phrase>,
    /// Phrases by the number of their first word; those that begin with a count stand last.
    starts: HashMap<u16, Vec<usize>>,
    counted_first: Vec<usize>,
}

/// What a word may be in a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateWord {
    /// A month, 1 to 12.
    Month(u8),
    /// The same, shortened: a full stop after it belongs to it.
    ShortMonth(u8),
    /// An adjective made from a month.
    MonthAdjective(u8),
    /// A season as EDTF numbers it, 21 to 24, in a form that needs a year or a preposition.
    Season(u8),
    /// A season in an adverb's form, which is a date by itself.
    SeasonAdverb(u8),
    /// An adjective made from a season, 21 to 24.
    SeasonAdjective(u8),
    /// A day of the week, Monday is 0.
    Weekday(u8),
    /// The beginning, middle or end of something.
    Part(Part),
    /// A half, a third, a quarter: into how many parts the whole is cut.
    Share(u8),
    /// First, second …
    Ordinal(u8),
    /// One, two …
    Cardinal(u8),
    /// The tens of a decade: 20 for the twenties.
    Decade(u8),
    /// A span of time: so many of a unit.
    Unit(u8, Unit),
    /// A word with one role.
    Role(Role),
    /// A word of a phrase, by its number.
    Phrase(u16),
}

/// The single role of a word in a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// "year", or its mark.
    Year,
    /// "years", or their mark.
    Years,
    /// "century", or its mark.
    Century,
    /// "centuries", or their mark.
    Centuries,
    /// "month".
    Month,
    /// "day" after a day's number.
    Day,
    /// "days", "months" after the adjective of a month or a season.
    Days,
    /// What stands for the days of a month after tens ("in the twenties of March").
    DaysOfMonth,
    /// The ending of an ordinal written in digits.
    OrdinalEnding,
    /// The ending of a decade written in digits.
    DecadeEnding,
    /// "about".
    About,
    /// Opens a stretch, closed by [`Role::To`]; alone it means "since".
    From,
    /// Opens a stretch, closed by [`Role::To`]; alone it means nothing.
    Out,
    /// Closes a stretch.
    To,
    /// "between", closed by [`Role::And`].
    Between,
    /// "and".
    And,
    /// "night".
    Night,
    /// Leads from the first day of a night to the second.
    NightTo,
    /// "of".
    Of,
    /// An article.
    Article,
    /// A preposition of time: what follows is a date where it can be one.
    In,
    /// "until", "before", "by": what follows is a bound.
    Until,
    /// "after": what follows is a bound.
    After,
    /// "this", "that" before a season or a year.
    This,
    /// "still", "back in": what follows is earlier than what was told before.
    Earlier,
    /// What comes before numbers that are no years: page, number, volume.
    Label,
    /// What is counted: a number before it is no year.
    Counted,
    /// Words that tell of a book's publication or of a likeness: their year is an aside.
    Aside,
    /// What may follow a phrase that would otherwise govern a noun: pronouns.
    Stop,
}

/// A part of a stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "each name says it")]
pub enum Part {
    Begin,
    Middle,
    End,
    /// Between two centuries.
    Turn,
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each name says it")]
pub enum Unit {
    Day,
    Month,
    Year,
}

/// What a phrase means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// So many units after (or before, where negative) the date told before.
    Shift(i8, Unit),
    /// The counted units after (1) or before (-1) the date told before.
    Counted(i8),
    /// After a day's number: its month is that of the date told before, moved by so many.
    OfMonth(i8),
    /// After a month or a season: its year is that of the date told before, moved by so many.
    OfYear(i8),
    /// After a date: it is in the old style.
    OldStyle,
    /// After a date: it is in the new style.
    NewStyle,
    /// After a year: it is before our era.
    BeforeEra,
    /// After a year: it is of our era.
    OfEra,
    /// All dates of the essay are in the old style.
    AllOldStyle,
}

/// A phrase: words, places for a count and a unit.
#[derive(Debug)]
pub struct Phrase {
    /// What stands in it, in order.
    pub pieces: Vec<Piece>,
    /// What it means.
    pub sense: Sense,
}

/// A place of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A word, by its number.
    Word(u16),
    /// A count, in digits or words.
    Count,
    /// A unit of time.
    Unit,
    /// Nothing: here the sentence pauses or a pronoun follows.
    Stop,
}

impl Dates {
    /// What a word may be in a date; `word` is in lower case.
    #[must_use]
    pub fn roles(&self, word: &str) -> &[DateWord] {
        self.lexicon.get(word).map_or(&[], |roles| roles)
    }

    /// The phrases that begin with this word, longest first.
    pub fn phrases_from(&self, word: u16) -> impl Iterator<Item = &Phrase> {
        self.starts.get(&word).into_iter().flatten().map(|&at| &self.phrases[at])
    }

    /// The phrases that begin with a count, longest first.
    pub fn phrases_from_count(&self) -> impl Iterator<Item = &Phrase> {
        self.counted_first.iter().map(|&at| &self.phrases[at])
    }
}

/// The file as it is written: words by what they are.
///
/// A word that ends in `*` stands for one word with each ending of `endings`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
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
        let mut starts: HashMap<u16, Vec<usize>> = HashMap::default();
        let mut counted_first = Vec::new();
        for (at, phrase) in phrases.iter().enumerate() {
            match phrase.pieces.first() {
                Some(Piece::Word(word)) => starts.entry(*word).or_default().push(at),
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
        _ => return Err(format!("{unit} is no unit: day, month, year")),
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
                (_, Unit::Day) => return Err(format!("{name}: a day is not of a day")),
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
