//! TEI (P5): the texts, their notes, and the names and dates that an editor has marked.

use std::collections::{HashMap, HashSet};

use super::super::outline::MarkKind;
use super::super::sheet::{Kind, Sheet};
use super::Fault;
use super::xml::{Event, Tag, Xml};

const FORMAT: &str = "TEI";

/// What is no text, or the form of it that is not read: of a correction the wrong word, of an abbreviation its expansion.
const SKIPPED: [&str; 9] = ["fw", "sic", "orig", "expan", "del", "figDesc", "standOff", "facsimile", "teiHeader"];

/// Elements that are paragraphs.
const BLOCKS: [&str; 16] = [
    "p",
    "ab",
    "l",
    "item",
    "cell",
    "quote",
    "bibl",
    "docImprint",
    "docDate",
    "epigraph",
    "salute",
    "signed",
    "dateline",
    "opener",
    "closer",
    "trailer",
];

/// Of those, the ones that stand within a paragraph where they do.
const INLINE_WITHIN: [&str; 3] = ["quote", "bibl", "signed"];

/// Reads the text of a TEI file.
pub(super) fn read(text: &str) -> Result<Sheet, Fault> {
    let header = Header::read(text)?;
    let mut reader = Reader { sheet: Sheet::default(), header, path: Vec::new(), titled: false, headed: false, dropped: None, notes: 0 };
    reader.read(text)?;
    if !reader.header.is_tei {
        return Err(Fault::Broken {
            format: FORMAT,
            reason: "it has no <TEI> and no <text>".to_owned(),
            hint: "XML of other kinds is not read; save the text as .html, .docx or .txt",
        });
    }
    Ok(reader.sheet)
}

/// What is needed before the text is read.
#[derive(Default)]
struct Header {
    is_tei: bool,
    /// Title and author of each TEI element, in order.
    titles: Vec<(String, String)>,
    /// Texts within a group have titles of their own.
    grouped: bool,
    /// Names of listed people, places and organisations, by their ids.
    names: HashMap<String, String>,
    /// Notes that are pointed to from elsewhere, and the elements that notes point to.
    pointed: HashSet<String>,
    noted: HashMap<String, String>,
    note_ids: HashSet<String>,
}

impl Header {
    fn read(text: &str) -> Result<Self, Fault> {
        let mut header = Self::default();
        let mut xml = Xml::new(FORMAT, text);
        let mut open: Vec<String> = Vec::new();
        let mut listed: Vec<(usize, String)> = Vec::new();
        while let Some(event) = xml.next()? {
            match event {
                Event::Start(tag) => {
                    header.start(&tag);
                    let id = tag.get("id").map(str::to_owned);
                    if let (Some(id), "person" | "place" | "org" | "personGrp") = (id, tag.name.as_str()) {
                        listed.push((open.len(), id));
                    }
                    open.push(tag.name);
                }
                Event::End(_) => {
                    open.pop();
                    if listed.last().is_some_and(|(depth, _)| *depth == open.len()) {
                        listed.pop();
                    }
                }
                Event::Text(words) => {
                    let within = |name: &str| open.iter().rev().take(4).any(|own| own == name);
                    if let Some((title, author)) = header.titles.last_mut()
                        && within("titleStmt")
                    {
                        let to = if within("title") {
                            title
                        } else if within("author") {
                            author
                        } else {
                            continue;
                        };
                        push_words(to, &words);
                    } else if let Some((_, id)) = listed.last()
                        && ["persName", "placeName", "orgName"].iter().any(|name| within(name))
                    {
                        push_words(header.names.entry(id.clone()).or_default(), &words);
                    }
                }
            }
        }
        Ok(header)
    }

    fn start(&mut self, tag: &Tag) {
        match tag.name.as_str() {
            "TEI" => {
                self.is_tei = true;
                self.titles.push(Default::default());
            }
            "text" => self.is_tei = true,
            "group" => self.grouped = true,
            "ref" | "ptr" => self.pointed.extend(targets(tag)),
            "title" | "persName" | "placeName" | "orgName" => {
                // Two titles or names in a row are two words, not one.
                if let Some((title, _)) = self.titles.last_mut().filter(|(title, _)| tag.name == "title" && !title.is_empty()) {
                    title.push(' ');
                }
            }
            "note" => {
                if let Some(id) = tag.get("id") {
                    self.note_ids.insert(id.to_owned());
                    for target in targets(tag) {
                        self.noted.insert(target, id.to_owned());
                    }
                }
            }
            _ => {}
        }
    }
}

/// The ids in this file that an element points to.
fn targets(tag: &Tag) -> impl Iterator<Item = String> + '_ {
    tag.get("target").unwrap_or_default().split_whitespace().filter_map(|target| target.strip_prefix('#')).map(str::to_owned)
}

fn push_words(to: &mut String, words: &str) {
    for word in words.split_whitespace() {
        if !to.is_empty() && !to.ends_with(' ') && words.starts_with(char::is_whitespace) || !to.is_empty() && !words.starts_with(word) {
            to.push(' ');
        }
        to.push_str(word);
    }
}

/// An element that is open.
struct Open {
    name: String,
    /// How many children of each name it has had.
    children: HashMap<String, usize>,
    /// Its own place among its siblings of one name.
    number: usize,
    what: What,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Nothing,
    Block,
    Note,
    Mark,
    Raised,
}

struct Reader {
    sheet: Sheet,
    header: Header,
    path: Vec<Open>,
    /// Whether the header's title has been written for this text, and whether its own head has been met.
    titled: bool,
    headed: bool,
    /// Words of a head that repeats the title, so far.
    dropped: Option<String>,
    notes: usize,
}

impl Reader {
    fn read(&mut self, text: &str) -> Result<(), Fault> {
        let mut xml = Xml::new(FORMAT, text);
        let mut skipped = 0_usize;
        let mut essay = 0_usize;
        while let Some(event) = xml.next()? {
            match event {
                Event::Start(tag) if skipped > 0 || self.is_skipped(&tag) => skipped += 1,
                Event::End(_) if skipped > 0 => skipped -= 1,
                Event::Text(_) if skipped > 0 => {}
                Event::Start(tag) => {
                    if tag.name == "TEI" {
                        essay += 1;
                        self.titled = false;
                    }
                    if tag.name == "text" {
                        self.text_begins(essay);
                    }
                    self.start(&tag);
                }
                Event::End(_) => self.end(),
                Event::Text(words) => {
                    if let Some(head) = &mut self.dropped {
                        head.push_str(&words);
                    } else if self.path.iter().any(|open| open.name == "text") {
                        self.sheet.say(&words);
                    }
                }
            }
        }
        Ok(())
    }

    fn is_skipped(&self, tag: &Tag) -> bool {
        let from_note = tag.name == "ref" && targets(tag).any(|target| self.header.note_ids.contains(&target)) && self.sheet.in_note();
        SKIPPED.contains(&tag.name.as_str()) || from_note
    }

    /// The header's title and author stand over the text, unless its parts have titles of their own.
    fn text_begins(&mut self, essay: usize) {
        self.headed = false;
        let (title, author) = essay.checked_sub(1).and_then(|essay| self.header.titles.get(essay)).cloned().unwrap_or_default();
        if self.titled || self.header.grouped || title.trim().is_empty() {
            return;
        }
        self.titled = true;
        self.sheet.begin(Kind::Title);
        self.sheet.say(title.trim());
        self.sheet.end();
        if !author.trim().is_empty() {
            self.sheet.begin(Kind::Author);
            self.sheet.say(author.trim());
            self.sheet.end();
        }
    }

    fn start(&mut self, tag: &Tag) {
        let number = self.path.last_mut().map_or(1, |parent| {
            let count = parent.children.entry(tag.name.clone()).or_default();
            *count += 1;
            *count
        });
        let what = self.what(tag);
        let name = tag.name.clone();
        self.path.push(Open { name, children: HashMap::new(), number, what });
        match what {
            What::Mark => self.mark(tag),
            What::Raised => self.sheet.set_raised(true),
            What::Nothing | What::Block | What::Note => {}
        }
        if let Some(note) = tag.get("id").and_then(|id| self.header.noted.get(id)) {
            self.sheet.refer(&note.clone());
        }
    }

    fn what(&mut self, tag: &Tag) -> What {
        let in_block = self.path.iter().any(|open| open.what == What::Block);
        match tag.name.as_str() {
            "head" | "docTitle" => {
                let first = !self.headed;
                self.headed = true;
                if first && self.titled {
                    self.dropped = Some(String::new());
                    return What::Block;
                }
                let depth = self.path.iter().filter(|open| open.name.starts_with("div")).count();
                let title = first && self.path.iter().any(|open| open.name == "text");
                self.sheet.begin(if title { Kind::Title } else { Kind::Heading(u8::try_from(depth + 1).unwrap_or(9)) });
                What::Block
            }
            "docAuthor" | "byline" if !in_block => {
                self.sheet.begin(if self.titled { Kind::Text } else { Kind::Author });
                What::Block
            }
            "note" => {
                let id = tag.get("id").map(str::to_owned);
                let elsewhere =
                    id.as_ref().is_some_and(|id| self.header.pointed.contains(id) || self.header.noted.values().any(|own| own == id));
                let id = id.unwrap_or_else(|| format!("note {}", self.notes));
                self.notes += 1;
                if self.sheet.in_note() {
                    return What::Nothing;
                }
                if !elsewhere {
                    self.sheet.refer(&id);
                }
                self.sheet.begin_note(&id, tag.get("n").map(str::to_owned));
                What::Note
            }
            "ref" | "ptr" => {
                if let Some(id) = targets(tag).find(|target| self.header.note_ids.contains(target)) {
                    self.sheet.refer(&id);
                    // The number that is printed is the marker itself.
                    self.dropped = Some(String::new());
                }
                What::Nothing
            }
            "lb" => {
                if tag.get("break") == Some("no") {
                    self.sheet.goes_on()
                } else {
                    self.sheet.say(" ")
                }
                What::Nothing
            }
            "pb" | "cb" if tag.get("break") == Some("no") => {
                self.sheet.goes_on();
                What::Nothing
            }
            "hi" if tag.get("rend").is_some_and(|rend| rend.contains("sup")) => What::Raised,
            "persName" | "placeName" | "orgName" | "geogName" | "date" | "rs" | "name" if kind(tag).is_some() => What::Mark,
            name if BLOCKS.contains(&name) && !(in_block && INLINE_WITHIN.contains(&name)) => {
                self.sheet.begin(Kind::Text);
                What::Block
            }
            _ => What::Nothing,
        }
    }

    fn mark(&mut self, tag: &Tag) {
        let Some(kind) = kind(tag) else { return };
        let says = if kind == MarkKind::Date { dated(tag) } else { tag.get("ref").or(tag.get("key")).map(str::to_owned) };
        let name = says.as_deref().and_then(|says| says.strip_prefix('#')).and_then(|id| self.header.names.get(id)).cloned();
        let path: String = self
            .path
            .iter()
            .map(|open| {
                let number = if matches!(open.name.as_str(), "TEI" | "text" | "body" | "front" | "back") {
                    String::new()
                } else {
                    format!("[{}]", open.number)
                };
                format!("/{}{number}", open.name)
            })
            .collect();
        self.sheet.begin_mark(kind, says, name.filter(|name| !name.is_empty()), path);
    }

    fn end(&mut self) {
        let Some(open) = self.path.pop() else { return };
        match (open.name.as_str(), self.dropped.take()) {
            ("head" | "docTitle", Some(head)) => {
                let title = self.header.titles.iter().any(|(title, _)| letters(title) == letters(&head));
                if !title {
                    self.sheet.begin(Kind::Heading(2));
                    self.sheet.say(&head);
                    self.sheet.end();
                }
                return;
            }
            ("ref" | "ptr", _) => return,
            (_, dropped) => self.dropped = dropped,
        }
        match open.what {
            What::Block => self.sheet.end(),
            What::Note => self.sheet.end_note(),
            What::Mark => self.sheet.end_mark(),
            What::Raised => self.sheet.set_raised(false),
            What::Nothing => {}
        }
    }
}

fn letters(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What an element marks; a `rs` or a `name` by its type.
fn kind(tag: &Tag) -> Option<MarkKind> {
    match (tag.name.as_str(), tag.get("type")) {
        ("persName", _) | ("rs" | "name", Some("person")) => Some(MarkKind::Person),
        ("placeName" | "geogName", _) | ("rs" | "name", Some("place")) => Some(MarkKind::Place),
        ("orgName", _) | ("rs" | "name", Some("org" | "organisation" | "organization" | "group")) => Some(MarkKind::Group),
        ("date", _) => Some(MarkKind::Date),
        _ => None,
    }
}

/// What a date is said to mean, as EDTF: in its own words where it says that it is written so.
fn dated(tag: &Tag) -> Option<String> {
    if let Some(custom) = tag.get("when-custom").filter(|_| tag.get("datingMethod").is_some_and(|method| method.ends_with("/EDTF"))) {
        return Some(custom.to_owned());
    }
    let get = |name: &str| tag.get(name).or_else(|| tag.get(&format!("{name}-iso"))).map(str::to_owned);
    let either = |first: &str, second: &str| get(first).or_else(|| get(second));
    get("when").or_else(|| match (either("from", "notBefore"), either("to", "notAfter")) {
        (Some(from), Some(to)) => Some(format!("{from}/{to}")),
        (Some(from), None) => Some(format!("{from}/..")),
        (None, Some(to)) => Some(format!("../{to}")),
        (None, None) => None,
    })
}
