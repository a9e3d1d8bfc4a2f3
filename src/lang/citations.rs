//! Section "citations" of a pack: how sources are cited.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::text::{Span, lowercase};

use super::archives::Archives;
use super::words::{Pattern, WordList};

/// The section as its file has it.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Table {
    see: Vec<String>,
    via: Vec<String>,
    ibid: Vec<String>,
    op_cit: Vec<String>,
    inside: Vec<String>,
    to: Vec<String>,
    shelf: Vec<String>,
    shelf_first: Vec<String>,
    shelf_years: Vec<String>,
    leaf: Vec<String>,
    verso: Vec<String>,
    pages: Vec<String>,
    volume: Vec<String>,
    printings: Vec<String>,
    number: Vec<String>,
    places: Vec<String>,
    editions: Vec<String>,
    series: Vec<String>,
    collections: Vec<String>,
    archive_heads: Vec<String>,
    periodicals: Vec<String>,
    roles: Vec<String>,
    bibliography: Vec<String>,
    before_date: Vec<String>,
    kinds: BTreeMap<String, Vec<String>>,
}

/// Patterns for the parts of a citation; each is matched in the words of one source.
#[derive(Debug)]
pub struct Citations {
    /// "See", which leads in a source.
    pub see: WordList,
    /// "See" in the middle, where another source begins.
    pub see_also: Pattern,
    /// "On something, see": what it is said of, and the word.
    pub see_on: Pattern,
    /// "Quoted after", which leads in a source.
    pub via: WordList,
    /// "Ibid.", anywhere.
    pub ibid: WordList,
    /// "Op. cit.", anywhere.
    pub op_cit: WordList,
    /// Before what a document is printed in; group 1 is the word itself.
    pub inside: Pattern,
    /// Between sender and addressee of a letter that is called after them.
    pub to: Pattern,
    /// A shelf-mark; its first part names the holding's largest unit.
    pub shelf: Pattern,
    /// A shelf-mark after an archive's name.
    pub shelf_after: Pattern,
    /// Leaves; group 1 the numbers.
    pub leaf: Pattern,
    /// Pages; group 1 the numbers.
    pub pages: Pattern,
    /// A volume, a book, a part.
    pub volume: Pattern,
    /// The number of an issue or of a document.
    pub number: Pattern,
    /// Place and year of publication; groups "place" and "year".
    pub imprint: Pattern,
    /// A place of publication alone.
    pub place: Pattern,
    /// What the title of an edition of documents holds.
    pub editions: WordList,
    /// The abbreviated title of an edition of documents, at the start of the words and as it is written.
    pub series: Pattern,
    /// What a collection's name begins with or holds.
    pub collections: WordList,
    /// Nouns of archives.
    pub archive_heads: WordList,
    /// Words in the titles of newspapers and journals.
    pub periodicals: WordList,
    /// What a person did for a volume, after the name: "(ed.)", ", eds.,".
    pub role: Pattern,
    /// "…, ed. Ann Ware" behind a title.
    pub edited: Pattern,
    /// "…, 2 vols" or "…, 3rd edn" behind a title.
    pub volumes: Pattern,
    /// The heading of the list of works at an essay's end.
    pub bibliography: Pattern,
    /// Small words that a title is left with before the date.
    pub before_date: Pattern,
    /// Kinds of documents: a pattern of all words, and each word's kind.
    kinds: WordList,
    kind_of: BTreeMap<String, String>,
    /// The archives that every reader knows.
    pub archives: &'static Archives,
}

impl Citations {
    pub(super) fn new(table: &Table, archives: &'static Archives) -> Self {
        let value = r"(?:\p{Lu}{1,3}-?)?[0-9][0-9/\-–—]*\p{Ll}?(?:\s?\([0-9]+\))?|[IVXLC]+\b";
        let years = if table.shelf_years.is_empty() {
            String::new()
        } else {
            format!(r"|[0-9]{{4}}(?:\s?[-–—]\s?[0-9]{{4}})?\s?{}", word(&table.shelf_years))
        };
        let shelf_part = format!(r"{}\s?(?:№\s?)?(?:{value})", word(&table.shelf));
        // "Оп. 469. 1866. Д. 24": a year may stand between the parts.
        let shelf_rest = format!(r"(?:[.,;]?\s?(?:(?:[0-9]{{4}}[.,]\s)?{shelf_part}{years}))*");
        // "14 об." keeps its full stop, "45v." closes a sentence.
        let (short, long): (Vec<_>, Vec<_>) = table.verso.iter().cloned().partition(|word| word.chars().count() == 1);
        let verso = format!(r"(?:\s?(?:{})\b\.?|\s?(?:{})\b)?", alternatives(&long), alternatives(&short));
        let numbers = |more: &str| format!(r"([0-9]+{more}(?:\s?[-–—,]\s?[0-9]+{more})*)");
        let known_place = alternatives(&table.places);
        let any_place = r"\p{Lu}\p{L}+(?:[ -]\p{Lu}\p{L}+){0,2}";
        let mut kind_of = BTreeMap::new();
        let mut kind_words = Vec::new();
        for (kind, words) in &table.kinds {
            for word in words {
                kind_of.insert(word.to_lowercase(), kind.clone());
                kind_words.push(word.clone());
            }
        }
        let volume = format!(r"(?:{}\s?(?:[IVXLC]+|[0-9]+)\b(?:[-–—/](?:[IVXLC]+|[0-9]+))?)", word(&table.volume));
        Self {
            see: WordList::with_stop(&table.see),
            see_also: pattern(&format!(r"[.;]\s*({}\s*:?)\s*\p{{L}}", whole(&table.see))),
            see_on: cased(&format!(
                r"(?:^|[.;]\s+)(?P<on>\p{{Lu}}[\p{{L}}’'-]*(?:\s[\p{{L}}’'-]+){{1,8}},?\s)(?P<see>{}\s*:?)\s*[\p{{L}}*«]",
                whole(&table.see)
            )),
            via: WordList::with_stop(&table.via),
            ibid: WordList::with_stop(&table.ibid),
            op_cit: WordList::with_stop(&table.op_cit),
            inside: pattern(&format!(r"[,.]\s+({}):?\s+", whole(&table.inside))),
            to: if table.to.is_empty() {
                pattern(r"\s[–—-]\s")
            } else {
                pattern(&format!(r"\s(?:[–—-]|{})\s", alternatives(&table.to)))
            },
            shelf: pattern(&format!(r"\b(?:{}\s?(?:№\s?)?(?:{value})){shelf_rest}", word(&table.shelf_first))),
            shelf_after: pattern(&format!(r"^[.,:;]?\s*(?:{shelf_part}){shelf_rest}")),
            leaf: pattern(&format!(r"\b{}\s?{}", word(&table.leaf), numbers(&verso))),
            pages: pattern(&format!(r"(?:^|[\s,.;:(])({}\s?{})", word(&table.pages), numbers(""))),
            volume: pattern(&format!(r"(?:^|[\s,.;:(]){volume}")),
            number: pattern(&format!(r"(?:^|[\s,.;:(]){}\s?[0-9]+", word(&table.number))),
            imprint: cased(&format!(
                r"(?:^|[.,(:]\s*)(?P<place>(?:{known_place})\.?(?:\s?[;,–-]\s?(?:{known_place})\.?)*|{any_place}(?:,\s\p{{Lu}}{{2}}\b)?\.?)(?:\s?:\s?[^,.;:()]{{2,40}})?,?\s(?P<year>[0-9]{{4}}(?:[-–][0-9]{{2,4}})?)\b"
            )),
            place: cased(&format!(r"(?:^|[\s;,.])(?:{known_place})\.?$")),
            editions: WordList::with_stop(&table.editions),
            series: cased(&format!(r"^(?:{})(?:[\s,:.]|$)", alternatives(&table.series))),
            collections: WordList::with_stop(&table.collections),
            archive_heads: WordList::with_stop(&table.archive_heads),
            periodicals: WordList::with_stop(&table.periodicals),
            role: pattern(&format!(r"^(?:,?\s?[(\[]?{}[)\]]?)+(?:[\s,.:]|$)", word(&table.roles))),
            edited: cased(&format!(r",?\s[(\[]?(?:{})\.?\s\p{{Lu}}\p{{L}}*[.\s]", alternatives(&table.roles))),
            volumes: pattern(&format!(
                r"[*_]*,\s(?:[0-9]+\s{}|[0-9]+\p{{Ll}}{{0,2}}\s{}|{})",
                word(&table.volume),
                word(&table.printings),
                whole(&table.printings)
            )),
            bibliography: pattern(&format!(r"^(?:{})$", alternatives(&table.bibliography))),
            before_date: pattern(&format!(r"(?:^|[\s,])(?:{})\.?$", alternatives(&table.before_date))),
            kinds: WordList::new(&kind_words),
            kind_of,
            archives,
        }
    }

    /// The kind of document that a title names first, where its word stands, and the kind's key.
    #[must_use]
    pub fn kind_in(&self, title: &str) -> Option<(usize, &str)> {
        self.kind_of(title, self.kinds.find(title)?)
    }

    /// The kind of document that the words begin with.
    #[must_use]
    pub fn kind_at_start(&self, words: &str) -> Option<&str> {
        self.kind_of(words, self.kinds.at_start(words)?).map(|(_, kind)| kind)
    }

    fn kind_of(&self, title: &str, found: Span) -> Option<(usize, &str)> {
        let words = found.of(title).split_whitespace().collect::<Vec<_>>().join(" ");
        self.kind_of.get(lowercase(&words).as_ref()).map(|kind| (found.start(), kind.as_str()))
    }
}

/// One of the words, a full stop after it optional.
fn word(words: &[String]) -> String {
    format!(r"(?:{})\.?", alternatives(words))
}

/// One of the words as a whole, a full stop after it optional.
fn whole(words: &[String]) -> String {
    format!(r"(?:{})(?:\.|\b)", alternatives(words))
}

/// The words as alternatives, longest first, none where there are none; white space and full stops inside are loose.
fn alternatives(words: &[String]) -> String {
    if words.is_empty() {
        // What the language does not have is found nowhere: no letter is two letters. A class that is the complement of all
        // there is would be made from every character of Unicode.
        return "[a&&b]".to_owned();
    }
    let mut words: Vec<&String> = words.iter().collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    words.iter().map(|word| regex::escape(word).replace(' ', r"\s+").replace(r"\.", r"\.?")).collect::<Vec<_>>().join("|")
}

fn pattern(text: &str) -> Pattern {
    cased(&format!("(?i){text}"))
}

fn cased(text: &str) -> Pattern {
    Pattern::new(text.to_owned())
}
