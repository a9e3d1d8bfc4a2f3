//! Section "citations" of a pack: how sources are cited.

use std::collections::BTreeMap;

use regex::Regex;
use serde::Deserialize;

use super::archives::Archives;

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
    number: Vec<String>,
    places: Vec<String>,
    editions: Vec<String>,
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
    /// "See", with the colon after it, at the start.
    pub see: Regex,
    /// "See" in the middle, where another source begins.
    pub see_also: Regex,
    /// "Quoted after", at the start.
    pub via: Regex,
    /// "Ibid.", anywhere.
    pub ibid: Regex,
    /// "Op. cit.", anywhere.
    pub op_cit: Regex,
    /// Before what a document is printed in; group 1 is the word itself.
    pub inside: Regex,
    /// Between sender and addressee of a letter that is called after them.
    pub to: Regex,
    /// A shelf-mark; its first part names the holding's largest unit.
    pub shelf: Regex,
    /// A shelf-mark after an archive's name.
    pub shelf_after: Regex,
    /// Leaves; group 1 the numbers.
    pub leaf: Regex,
    /// Pages; group 1 the numbers.
    pub pages: Regex,
    /// A volume, a book, a part.
    pub volume: Regex,
    /// The number of an issue or of a document.
    pub number: Regex,
    /// Place and year of publication; groups "place" and "year".
    pub imprint: Regex,
    /// A place of publication alone.
    pub place: Regex,
    /// What the title of an edition of documents holds.
    pub editions: Regex,
    /// What a collection's name begins with or holds.
    pub collections: Regex,
    /// Nouns of archives.
    pub archive_heads: Regex,
    /// Words in the titles of newspapers and journals.
    pub periodicals: Regex,
    /// What a person did for a volume, after the name: "(ed.)", ", eds.,".
    pub role: Regex,
    /// The heading of the list of works at an essay's end.
    pub bibliography: Regex,
    /// Small words that a title is left with before the date.
    pub before_date: Regex,
    /// Kinds of documents: a pattern of all words, and each word's kind.
    kinds: Regex,
    kind_of: BTreeMap<String, String>,
    /// The archives that every reader knows.
    pub archives: &'static Archives,
}

impl Citations {
    pub(super) fn new(table: &Table, archives: &'static Archives) -> Self {
        let value = r"(?:\p{Lu}{1,3}-?)?\d[\d/\-–—]*\p{Ll}?(?:\s?\(\d+\))?|[IVXLC]+\b";
        let years = if table.shelf_years.is_empty() {
            String::new()
        } else {
            format!(r"|\d{{4}}(?:\s?[-–—]\s?\d{{4}})?\s?{}", word(&table.shelf_years))
        };
        let shelf_part = format!(r"{}\s?(?:№\s?)?(?:{value})", word(&table.shelf));
        // "Оп. 469. 1866. Д. 24": a year may stand between the parts.
        let shelf_rest = format!(r"(?:[.,;]?\s?(?:(?:\d{{4}}[.,]\s)?{shelf_part}{years}))*");
        // "14 об." keeps its full stop, "45v." closes a sentence.
        let (short, long): (Vec<_>, Vec<_>) = table.verso.iter().cloned().partition(|word| word.chars().count() == 1);
        let verso = format!(r"(?:\s?(?:{})\b\.?|\s?(?:{})\b)?", alternatives(&long), alternatives(&short));
        let numbers = |more: &str| format!(r"(\d+{more}(?:\s?[-–—,]\s?\d+{more})*)");
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
        let volume = format!(r"(?:{}\s?(?:[IVXLC]+|\d+)\b(?:[-–—/](?:[IVXLC]+|\d+))?)", word(&table.volume));
        Self {
            see: pattern(&format!(r"^\s*{}\s*:?\s*", whole(&table.see))),
            see_also: pattern(&format!(r"[.;]\s*({}\s*:?)\s*\p{{L}}", whole(&table.see))),
            via: pattern(&format!(r"^\s*{}\s*:?\s*", whole(&table.via))),
            ibid: pattern(&format!(r"\b{}", whole(&table.ibid))),
            op_cit: pattern(&format!(r"\b{}", whole(&table.op_cit))),
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
            number: pattern(&format!(r"(?:^|[\s,.;:(]){}\s?\d+", word(&table.number))),
            imprint: cased(&format!(
                r"(?:^|[.,(:]\s*)(?P<place>(?:{known_place})\.?(?:\s?[;,–-]\s?(?:{known_place})\.?)*|{any_place}(?:,\s\p{{Lu}}{{2}}\b)?\.?)(?:\s?:\s?[^,.;:()]{{2,40}})?,?\s(?P<year>\d{{4}})\b"
            )),
            place: cased(&format!(r"(?:^|[\s;,.])(?:{known_place})\.?$")),
            editions: pattern(&format!(r"\b{}", whole(&table.editions))),
            collections: pattern(&format!(r"\b{}", whole(&table.collections))),
            archive_heads: pattern(&format!(r"\b{}", whole(&table.archive_heads))),
            periodicals: pattern(&format!(r"\b{}", whole(&table.periodicals))),
            role: pattern(&format!(r"^(?:,?\s?[(\[]?{}[)\]]?)+(?:[\s,.:]|$)", word(&table.roles))),
            bibliography: pattern(&format!(r"^(?:{})$", alternatives(&table.bibliography))),
            before_date: pattern(&format!(r"(?:^|[\s,])(?:{})\.?$", alternatives(&table.before_date))),
            kinds: pattern(&format!(r"\b(?:{})\b", alternatives(&kind_words))),
            kind_of,
            archives,
        }
    }

    /// The kind of document that a title names first, where its word stands, and the kind's key.
    #[must_use]
    pub fn kind_in(&self, title: &str) -> Option<(usize, &str)> {
        let found = self.kinds.find(title)?;
        let words = found.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
        self.kind_of.get(&words.to_lowercase()).map(|kind| (found.start(), kind.as_str()))
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
        // What the language does not have is found nowhere.
        return r"[^\s\S]".to_owned();
    }
    let mut words: Vec<&String> = words.iter().collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    words.iter().map(|word| regex::escape(word).replace(' ', r"\s+").replace(r"\.", r"\.?")).collect::<Vec<_>>().join("|")
}

fn pattern(text: &str) -> Regex {
    cased(&format!("(?i){text}"))
}

fn cased(text: &str) -> Regex {
    Regex::new(text).expect("words of a pack are escaped, so the pattern is ours")
}
