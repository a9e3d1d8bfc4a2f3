//! DOCX (ECMA-376, WordprocessingML): paragraphs, headings by their style, footnotes and endnotes.

use std::collections::HashMap;

use super::super::sheet::{Kind, Sheet};
use super::Fault;
use super::archive::Archive;
use super::xml::{Event, Tag, Xml};

const FORMAT: &str = "DOCX";

/// What is no text of the document: deleted and moved words, the older form of a drawing, codes of fields.
const SKIPPED: [&str; 5] = ["del", "moveFrom", "Fallback", "instrText", "delInstrText"];

/// How far a style may be based on others.
const LONGEST_CHAIN: usize = 16;

/// Reads the bytes of a DOCX.
pub(super) fn read(bytes: &[u8]) -> Result<Sheet, Fault> {
    let mut archive = Archive::open(FORMAT, bytes)?;
    let styles = match archive.optional("word/styles.xml")? {
        Some(xml) => styles(&xml)?,
        None => HashMap::new(),
    };
    let mut reader = Reader { sheet: Sheet::default(), styles, referred: HashMap::new(), footnotes: 0, endnotes: 0 };
    reader.part(&archive.part("word/document.xml")?)?;
    for part in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(xml) = archive.optional(part)? {
            reader.part(&xml)?;
        }
    }
    Ok(reader.sheet)
}

struct Reader {
    sheet: Sheet,
    /// What the paragraphs of a style are.
    styles: HashMap<String, Kind>,
    /// The labels of notes, as the pages print them: footnotes "1", "2", endnotes "i", "ii".
    referred: HashMap<String, usize>,
    footnotes: usize,
    endnotes: usize,
}

impl Reader {
    fn part(&mut self, text: &str) -> Result<(), Fault> {
        let mut xml = Xml::new(FORMAT, text);
        let mut skipped = 0_usize;
        let mut in_text = false;
        while let Some(event) = xml.next()? {
            match event {
                Event::Start(tag) if skipped > 0 || SKIPPED.contains(&tag.name.as_str()) || is_separator(&tag) => skipped += 1,
                Event::End(_) if skipped > 0 => skipped -= 1,
                Event::Text(_) if skipped > 0 => {}
                Event::Start(tag) => {
                    in_text = tag.name == "t";
                    self.start(&tag);
                }
                Event::End(name) => {
                    in_text = false;
                    match name.as_str() {
                        "p" => self.sheet.end(),
                        "r" => self.sheet.set_raised(false),
                        "footnote" | "endnote" => self.sheet.end_note(),
                        _ => {}
                    }
                }
                Event::Text(words) if in_text => self.sheet.say(&words),
                Event::Text(_) => {}
            }
        }
        Ok(())
    }

    fn start(&mut self, tag: &Tag) {
        let value = tag.get("val").unwrap_or_default();
        match tag.name.as_str() {
            "p" => self.sheet.begin(Kind::Text),
            "pStyle" => {
                if let Some(kind) = self.styles.get(value) {
                    self.sheet.becomes(*kind);
                }
            }
            "outlineLvl" => {
                if let Some(kind) = level(value) {
                    self.sheet.becomes(kind);
                }
            }
            "vertAlign" => self.sheet.set_raised(value == "superscript"),
            "tab" | "ptab" => self.sheet.say(" "),
            "br" if tag.get("type").is_some_and(|kind| kind != "textWrapping") => self.sheet.say(" "),
            "br" | "cr" => self.sheet.line(),
            "noBreakHyphen" => self.sheet.say("-"),
            "softHyphen" => self.sheet.say("\u{ad}"),
            "footnoteReference" => self.refer("footnote", tag),
            "endnoteReference" => self.refer("endnote", tag),
            "footnote" | "endnote" => {
                let id = id(&tag.name, tag);
                let label = self
                    .referred
                    .get(&id)
                    .map(|&number| if tag.name == "footnote" || self.footnotes == 0 { number.to_string() } else { roman(number) });
                self.sheet.begin_note(&id, label);
            }
            _ => {}
        }
    }

    fn refer(&mut self, kind: &str, tag: &Tag) {
        let id = id(kind, tag);
        let count = if kind == "footnote" { &mut self.footnotes } else { &mut self.endnotes };
        if !self.referred.contains_key(&id) {
            *count += 1;
            self.referred.insert(id.clone(), *count);
        }
        self.sheet.refer(&id);
    }
}

fn id(kind: &str, tag: &Tag) -> String {
    format!("{kind} {}", tag.get("id").unwrap_or_default())
}

/// The lines between the text and its notes are notes themselves, of a type of their own.
fn is_separator(tag: &Tag) -> bool {
    matches!(tag.name.as_str(), "footnote" | "endnote") && tag.get("type").is_some_and(|kind| kind != "normal")
}

/// What the paragraphs of each style are, by the style's id.
fn styles(text: &str) -> Result<HashMap<String, Kind>, Fault> {
    let mut xml = Xml::new(FORMAT, text);
    let mut own: HashMap<String, (Option<Kind>, Option<String>)> = HashMap::new();
    let mut now = String::new();
    while let Some(event) = xml.next()? {
        let Event::Start(tag) = event else { continue };
        let value = tag.get("val").unwrap_or_default();
        match tag.name.as_str() {
            "style" => now = tag.get("styleId").unwrap_or_default().to_owned(),
            "name" if !now.is_empty() => own.entry(now.clone()).or_default().0 = named(value),
            "basedOn" => own.entry(now.clone()).or_default().1 = Some(value.to_owned()),
            "outlineLvl" => {
                let style = own.entry(now.clone()).or_default();
                style.0 = style.0.or_else(|| level(value));
            }
            _ => {}
        }
    }
    let kind = |id: &String| {
        let mut style = own.get(id)?;
        for _ in 0..LONGEST_CHAIN {
            match style {
                (Some(kind), _) => return Some((id.clone(), *kind)),
                (None, based) => style = own.get(based.as_ref()?)?,
            }
        }
        None
    };
    Ok(own.keys().filter_map(kind).collect())
}

/// Built-in styles have their English names in every language of the program.
fn named(style: &str) -> Option<Kind> {
    match style.to_lowercase().as_str() {
        "title" => Some(Kind::Title),
        "author" => Some(Kind::Author),
        name => level_of(name.strip_prefix("heading ")?.parse().ok()?),
    }
}

fn level(outline: &str) -> Option<Kind> {
    outline.parse::<u8>().ok().and_then(|level| level_of(level.checked_add(1)?))
}

fn level_of(level: u8) -> Option<Kind> {
    (1..=9).contains(&level).then_some(Kind::Heading(level))
}

fn roman(number: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut rest = number;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while rest >= value && out.len() < 40 {
            out.push_str(sign);
            rest -= value;
        }
    }
    out
}
