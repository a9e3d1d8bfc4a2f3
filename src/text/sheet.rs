//! Collects the blocks of a formatted text and writes them down as raw text with its outline.
//!
//! Readers of formats say what they meet, in order; nothing here knows a format. In the raw text a block
//! is a paragraph between empty lines, a note's marker is its label in brackets, as in Markdown, and the notes of an essay stand after it.

use std::collections::HashMap;

use super::Span;
use super::head::is_name;
use super::line::ends_sentence;
use super::notes::raised;
use super::outline::{Mark, MarkKind, Outline, OutlineNote, Title};

/// What a block is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// The title of an essay, as the format says.
    Title,
    /// A heading; those of the highest level are titles where the format knows no titles.
    Heading(u8),
    /// The author's name.
    Author,
    /// A paragraph.
    #[default]
    Text,
}

/// Longest block over a title that is taken to belong to it, in characters.
const LONGEST_OVER_TITLE: usize = 120;
/// How many of them.
const MOST_OVER_TITLE: usize = 4;

#[derive(Debug, Default)]
struct Block {
    kind: Kind,
    text: String,
    /// Where notes are referred to: the byte before which the marker stands, and the note's id.
    pins: Vec<(usize, String)>,
    marks: Vec<Mark>,
}

#[derive(Debug)]
struct Note {
    id: String,
    label: Option<String>,
    block: Block,
}

/// The blocks and notes of one text, as they are met.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    blocks: Vec<Block>,
    now: Block,
    notes: Vec<Note>,
    /// The body's block while a note is being written.
    body: Option<Block>,
    /// Marks that were opened and not yet closed; of those within another only the outermost counts.
    open: Vec<Option<Mark>>,
    raised: bool,
}

impl Sheet {
    /// Begins a block of this kind.
    pub(super) fn begin(&mut self, kind: Kind) {
        self.end();
        if self.body.is_none() {
            self.now.kind = kind;
        }
    }

    /// Says what the block is that has begun.
    pub(super) fn becomes(&mut self, kind: Kind) {
        if self.body.is_none() {
            self.now.kind = kind;
        }
    }

    /// Ends the block; within a note, the line.
    pub(super) fn end(&mut self) {
        if self.body.is_some() {
            self.line();
            return;
        }
        let block = std::mem::take(&mut self.now);
        if !block.text.trim().is_empty() || !block.pins.is_empty() {
            self.blocks.push(block);
        }
    }

    /// Words, white space made one space.
    pub(super) fn say(&mut self, words: &str) {
        for c in words.chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                if !self.now.text.is_empty() && !self.now.text.ends_with([' ', '\n']) {
                    self.now.text.push(' ');
                }
            } else if !c.is_control() && c != '\u{feff}' {
                let c = if self.raised { raised(c).unwrap_or(c) } else { c };
                self.now.text.push(c);
            }
        }
    }

    /// Words whose lines are kept.
    pub(super) fn say_lines(&mut self, words: &str) {
        for (at, line) in words.split('\n').enumerate() {
            if at > 0 && line.trim().is_empty() && self.now.text.ends_with('\n') {
                self.end();
            } else if at > 0 {
                self.line();
            }
            self.say(line);
        }
    }

    /// A line's end within a block; a second one ends the block.
    pub(super) fn line(&mut self) {
        if self.now.text.ends_with('\n') && self.body.is_none() {
            return self.end();
        }
        let length = self.now.text.trim_end_matches(' ').len();
        self.now.text.truncate(length.max(self.floor()));
        if !self.now.text.is_empty() && !self.now.text.ends_with('\n') {
            self.now.text.push('\n');
        }
    }

    /// The white space before what follows is dropped: a word goes on.
    pub(super) fn goes_on(&mut self) {
        let length = self.now.text.trim_end_matches([' ', '\n']).len();
        self.now.text.truncate(length.max(self.floor()));
    }

    /// Whether what follows stands raised above the line.
    pub(super) fn set_raised(&mut self, raised: bool) {
        self.raised = raised;
    }

    /// The byte before which nothing may be taken back, since a marker or a mark stands there.
    fn floor(&self) -> usize {
        let pins = self.now.pins.last().map_or(0, |pin| pin.0);
        let marks = self.now.marks.last().map_or(0, |mark| mark.span.end());
        pins.max(marks)
    }

    /// A marker of the note with this id, which may come later.
    pub(super) fn refer(&mut self, id: &str) {
        self.now.pins.push((self.now.text.len(), id.to_owned()));
    }

    /// Begins the words of a note; a note within a note is part of it.
    pub(super) fn begin_note(&mut self, id: &str, label: Option<String>) {
        if self.body.is_none() {
            self.body = Some(std::mem::take(&mut self.now));
            self.notes.push(Note { id: id.to_owned(), label, block: Block::default() });
        }
    }

    /// Ends the note.
    pub(super) fn end_note(&mut self) {
        if let (Some(body), Some(note)) = (self.body.take(), self.notes.last_mut()) {
            note.block = std::mem::replace(&mut self.now, body);
        }
    }

    /// Whether the words of a note are being written.
    pub(super) fn in_note(&self) -> bool {
        self.body.is_some()
    }

    /// Labels the note that is being written.
    pub(super) fn label_note(&mut self, label: &str) {
        if let Some(note) = self.notes.last_mut() {
            note.label = Some(label.to_owned());
        }
    }

    /// Begins what an editor has marked.
    pub(super) fn begin_mark(&mut self, kind: MarkKind, says: Option<String>, name: Option<String>, element: String) {
        let at = self.now.text.len();
        let outermost = self.open.iter().all(Option::is_none);
        self.open.push(outermost.then(|| Mark { span: Span::new(at, at), kind, says, name, element }));
    }

    /// Ends it.
    pub(super) fn end_mark(&mut self) {
        let Some(Some(mut mark)) = self.open.pop() else { return };
        let start = mark.span.start().min(self.now.text.len());
        let words = &self.now.text[start..];
        let lead = words.len() - words.trim_start().len();
        let end = start + words.trim_end().len();
        // What runs over a paragraph's end is no name.
        if mark.span.start() <= self.now.text.len() && start + lead < end {
            mark.span = Span::new(start + lead, end);
            self.now.marks.push(mark);
        }
    }

    /// The raw text and its outline.
    pub(super) fn finish(mut self) -> (String, Outline) {
        self.end_note();
        self.end();
        let notes = self.notes.drain(..).enumerate().rev().map(|(order, note)| (note.id.clone(), (order, note))).collect();
        let mut page = Page { raw: String::new(), outline: Outline::default(), notes };
        let parts = parts(&self.blocks);
        let last = parts.len();
        for (number, (from, title, to)) in parts.into_iter().enumerate() {
            page.part(&self.blocks[from..to], title.map(|title| title - from), number + 1 == last);
        }
        page.raw.push('\n');
        (page.raw, page.outline)
    }
}

/// The essays among the blocks: first block, the title's block, one past the last.
fn parts(blocks: &[Block]) -> Vec<(usize, Option<usize>, usize)> {
    let top = blocks.iter().filter_map(|block| if let Kind::Heading(level) = block.kind { Some(level) } else { None }).min();
    let titled = blocks.iter().any(|block| block.kind == Kind::Title);
    let is_title = |block: &Block| if titled { block.kind == Kind::Title } else { top.is_some_and(|top| block.kind == Kind::Heading(top)) };
    // Of titles with nothing between them the last one is the essay's.
    let titles: Vec<usize> = (0..blocks.len()).filter(|&at| is_title(&blocks[at]) && !blocks.get(at + 1).is_none_or(is_title)).collect();
    let mut out: Vec<(usize, Option<usize>, usize)> = Vec::new();
    for (number, &title) in titles.iter().enumerate() {
        let earlier = number.checked_sub(1).map_or(0, |before| titles[before] + 1);
        let over = |at: usize| {
            let text = blocks[at].text.trim();
            let short = !ends_sentence(text) && text.chars().count() <= LONGEST_OVER_TITLE;
            is_title(&blocks[at]) || blocks[at].kind == Kind::Author || if number == 0 { short } else { is_name(text) }
        };
        let room = if number == 0 { MOST_OVER_TITLE } else { 1 };
        let mut from = (earlier..title).rev().take_while(|&at| over(at)).last().unwrap_or(title);
        if title - from > room {
            from = if number == 0 && from == 0 { title } else { title - room };
        }
        // An essay whose every line was a short one keeps its own.
        if number > 0 && from <= earlier {
            from = title;
        }
        match out.last_mut() {
            Some(before) => before.2 = from,
            None if from > 0 => out.push((0, None, from)),
            None => {}
        }
        out.push((from, Some(title), blocks.len()));
    }
    if out.is_empty() {
        out.push((0, None, blocks.len()));
    }
    out
}

/// The raw text as it grows.
struct Page {
    raw: String,
    outline: Outline,
    /// By id, with their order in the file.
    notes: HashMap<String, (usize, Note)>,
}

impl Page {
    /// Writes one essay and the notes that it refers to; the last one also those that nothing refers to.
    fn part(&mut self, blocks: &[Block], title: Option<usize>, last: bool) {
        let mut labels: HashMap<String, String> = HashMap::new();
        let mut order: Vec<String> = Vec::new();
        for (_, id) in blocks.iter().flat_map(|block| &block.pins) {
            if let Some((_, note)) = self.notes.get(id).filter(|_| !labels.contains_key(id)) {
                labels.insert(id.clone(), label(note, &labels));
                order.push(id.clone());
            }
        }
        let mut author = None;
        let mut spans = Vec::with_capacity(blocks.len());
        for (at, block) in blocks.iter().enumerate() {
            let span = self.block(block, &labels, "");
            let near = title.is_some_and(|title| at <= title + 1 && at != title);
            if near && (block.kind == Kind::Author || author.is_none() && block.kind == Kind::Text && is_name(block.text.trim())) {
                author = Some((at, span));
            }
            spans.push(span);
        }
        if let Some(title) = title {
            let end = author.map_or(title, |(at, _)| at.max(title));
            let head = spans[0].hull(spans[end]);
            self.outline.titles.push(Title { head, title: spans[title], author: author.map(|(_, span)| span) });
        }
        if last {
            let mut rest: Vec<(usize, &String)> =
                self.notes.iter().filter(|(id, _)| !labels.contains_key(*id)).map(|(id, (order, _))| (*order, id)).collect();
            rest.sort_unstable();
            for (_, id) in rest {
                labels.insert(id.clone(), label(&self.notes[id].1, &labels));
                order.push(id.clone());
            }
        }
        for id in order {
            let Some((_, note)) = self.notes.remove(&id) else { continue };
            let label = labels.get(&id).cloned().unwrap_or_default();
            if note.block.text.trim().is_empty() {
                continue;
            }
            let before = format!("[^{label}]: ");
            let text = self.block(&note.block, &HashMap::new(), &before);
            let whole = Span::new(text.start() - before.len(), text.end());
            self.outline.notes.push(OutlineNote { label, text, whole });
        }
    }

    /// Writes a block after `before`; returns where its words stand.
    fn block(&mut self, block: &Block, labels: &HashMap<String, String>, before: &str) -> Span {
        if !self.raw.is_empty() {
            self.raw.push_str("\n\n");
        }
        self.raw.push_str(before);
        let start = self.raw.len();
        let text = block.text.trim_end();
        let lead = text.len() - text.trim_start().len();
        let mut at = lead;
        let mut shifts: Vec<(usize, usize)> = Vec::new();
        for (place, id) in &block.pins {
            let Some(label) = labels.get(id) else { continue };
            let place = (*place).clamp(at, text.len().max(at));
            self.raw.push_str(&text[at.min(text.len())..place.min(text.len())]);
            at = place;
            let from = self.raw.len();
            self.raw.push_str(&format!("[^{label}]"));
            self.outline.markers.push((label.clone(), Span::new(from, self.raw.len())));
            shifts.push((place, self.raw.len() - from));
        }
        self.raw.push_str(&text[at.min(text.len())..]);
        for mark in &block.marks {
            let raw = |place: usize, ends: bool| {
                let before = shifts.iter().filter(|(at, _)| if ends { *at < place } else { *at <= place });
                start + place.saturating_sub(lead) + before.map(|(_, length)| length).sum::<usize>()
            };
            let (from, to) = (raw(mark.span.start(), false), raw(mark.span.end(), true));
            if from < to {
                self.outline.marks.push(Mark { span: Span::new(from, to.min(self.raw.len())), ..mark.clone() });
            }
        }
        Span::new(start, self.raw.len())
    }
}

/// What a note's markers say: its own label where that is one word and no other note's, else its number.
fn label(note: &Note, used: &HashMap<String, String>) -> String {
    let own = note.label.as_deref().map(|label| label.trim_matches(['[', ']', '(', ')', '.', ' ', '\u{a0}']).to_owned());
    let free = |label: &String| !used.values().any(|other| other == label);
    let fits = |label: &String| {
        !label.is_empty() && label.chars().count() <= 12 && !label.contains(|c: char| c.is_whitespace() || matches!(c, '[' | ']'))
    };
    own.filter(fits).filter(free).or_else(|| (used.len() + 1..).map(|number| number.to_string()).find(free)).unwrap_or_default()
}
