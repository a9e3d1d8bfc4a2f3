//! ODT (OpenDocument text): paragraphs, headings, notes where they stand in the text.

use std::collections::{HashMap, HashSet};

use super::super::sheet::{Kind, Sheet};
use super::Fault;
use super::archive::Archive;
use super::xml::{Event, Tag, Xml};

const FORMAT: &str = "ODT";

/// What is no text of the document.
const SKIPPED: [&str; 9] = [
    "tracked-changes",
    "annotation",
    "table-of-content",
    "alphabetical-index",
    "sequence-decls",
    "forms",
    "title",
    "desc",
    "event-listeners",
];

/// How far a style may be based on others.
const LONGEST_CHAIN: usize = 16;

/// Reads the bytes of an ODT.
pub(super) fn read(bytes: &[u8]) -> Result<Sheet, Fault> {
    let mut archive = Archive::open(FORMAT, bytes)?;
    let mut styles = Styles::default();
    if let Some(xml) = archive.optional("styles.xml")? {
        styles.read(&xml)?;
    }
    let content = archive.part("content.xml")?;
    styles.read(&content)?;
    let mut reader = Reader { sheet: Sheet::default(), styles, notes: 0, label: false, spans: Vec::new() };
    reader.content(&content)?;
    Ok(reader.sheet)
}

#[derive(Default)]
struct Styles {
    /// The style that each one is made from.
    parents: HashMap<String, String>,
    raised: HashSet<String>,
}

impl Styles {
    fn read(&mut self, text: &str) -> Result<(), Fault> {
        let mut xml = Xml::new(FORMAT, text);
        let mut now = String::new();
        while let Some(event) = xml.next()? {
            let Event::Start(tag) = event else { continue };
            match tag.name.as_str() {
                "style" => {
                    now = tag.get("name").unwrap_or_default().to_owned();
                    if let Some(parent) = tag.get("parent-style-name") {
                        self.parents.insert(now.clone(), parent.to_owned());
                    }
                }
                "text-properties" if tag.get("text-position").is_some_and(|place| place.starts_with("super")) => {
                    self.raised.insert(now.clone());
                }
                "body" => break,
                _ => {}
            }
        }
        Ok(())
    }

    fn kind(&self, style: &str) -> Kind {
        let mut style = style;
        for _ in 0..LONGEST_CHAIN {
            match style {
                "Title" => return Kind::Title,
                "Author" => return Kind::Author,
                _ => match self.parents.get(style) {
                    Some(parent) => style = parent,
                    None => break,
                },
            }
        }
        Kind::Text
    }
}

struct Reader {
    sheet: Sheet,
    styles: Styles,
    notes: usize,
    /// Whether the words are a note's label.
    label: bool,
    /// For each span that is open, whether it is raised.
    spans: Vec<bool>,
}

impl Reader {
    fn content(&mut self, text: &str) -> Result<(), Fault> {
        let mut xml = Xml::new(FORMAT, text);
        let mut skipped = 0_usize;
        let mut body = false;
        while let Some(event) = xml.next()? {
            match event {
                Event::Start(tag) if skipped > 0 || body && SKIPPED.contains(&tag.name.as_str()) => skipped += 1,
                Event::End(_) if skipped > 0 => skipped -= 1,
                Event::Start(tag) if tag.name == "body" => body = true,
                Event::Start(tag) if body => self.start(&tag),
                Event::End(name) if body => self.end(&name),
                Event::Text(words) if body && skipped == 0 => {
                    if self.label {
                        self.sheet.label_note(&words);
                    } else {
                        self.sheet.say(&words);
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn start(&mut self, tag: &Tag) {
        match tag.name.as_str() {
            "p" => {
                let kind = self.styles.kind(tag.get("style-name").unwrap_or_default());
                self.sheet.begin(kind);
            }
            "h" => {
                let title = self.styles.kind(tag.get("style-name").unwrap_or_default());
                let level = tag.get("outline-level").and_then(|level| level.parse().ok()).unwrap_or(1);
                self.sheet.begin(if title == Kind::Title { title } else { Kind::Heading(level) });
            }
            "s" | "tab" => self.sheet.say(" "),
            "line-break" => self.sheet.line(),
            "span" => {
                self.spans.push(tag.get("style-name").is_some_and(|style| self.styles.raised.contains(style)));
                self.sheet.set_raised(self.spans.contains(&true));
            }
            "note" => {
                let id = format!("note {}", self.notes);
                self.notes += 1;
                self.sheet.refer(&id);
                self.sheet.begin_note(&id, None);
            }
            "note-citation" => self.label = true,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" | "h" => self.sheet.end(),
            "span" => {
                self.spans.pop();
                self.sheet.set_raised(self.spans.contains(&true));
            }
            "note" => self.sheet.end_note(),
            "note-citation" => self.label = false,
            _ => {}
        }
    }
}
