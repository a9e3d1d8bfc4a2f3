//! The section "dates" of a language pack: months, seasons, and the words around a date.
//!
//! The file lists words by what they may be in a date; the lexicon turns it round, so that
//! a reader asks once for every word. Phrases ("a fortnight later") are templates of words.

mod file;

use rustc_hash::FxHashMap as HashMap;
use serde::Deserialize;

/// What `dates.toml` of a pack holds, ready to be looked up word by word.
#[derive(Debug, Deserialize)]
#[serde(try_from = "file::File")]
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
    /// Phrases by the number of their first word.
    starts: Vec<Vec<usize>>,
    /// Those that begin with a count.
    counted_first: Vec<usize>,
}

/// What a word may be in a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateWord {
    /// A month, 1 to 12.
    Month(u8),
    /// The same, shortened: a full stop after it belongs to it.
    ShortMonth(u8),
    /// A month in another language, as its newspapers are dated: only between a day and a year.
    ForeignMonth(u8),
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
    /// "next", "following" before a month or a season: the first one after what was told before.
    Next,
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
    /// The days around one: "in those days".
    Around,
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
        self.starts.get(usize::from(word)).into_iter().flatten().map(|&at| &self.phrases[at])
    }

    /// The phrases that begin with a count, longest first.
    pub fn phrases_from_count(&self) -> impl Iterator<Item = &Phrase> {
        self.counted_first.iter().map(|&at| &self.phrases[at])
    }
}
