//! HTML: the paragraphs of the article, and its notes by the links that lead to them and back.

use std::collections::{HashMap, HashSet};

use ego_tree::NodeId;
use ego_tree::iter::Edge;
use scraper::node::Element;
use scraper::{ElementRef, Html, Node, Selector};

use super::super::sheet::{Kind, Sheet};
use super::Fault;

/// An essay that has no text beside these; the page around it.
const SKIPPED: [&str; 19] = [
    "script", "style", "noscript", "template", "nav", "aside", "form", "button", "select", "textarea", "iframe", "svg", "math", "figure",
    "footer", "head", "title", "object", "audio",
];

const BLOCKS: [&str; 24] = [
    "p",
    "div",
    "section",
    "article",
    "main",
    "body",
    "header",
    "footer",
    "aside",
    "blockquote",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "tr",
    "td",
    "th",
    "address",
    "center",
    "hr",
    "caption",
];

/// How deep elements may stand in one another.
const DEEPEST: usize = 1000;

/// Elements whose end is often left out, or never written.
const UNCLOSED: [&str; 31] = [
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "colgroup", "html", "head", "body", "br",
    "hr", "img", "input", "meta", "link", "col", "area", "base", "embed", "source", "track", "wbr", "param", "font",
];

/// Blocks that a note may be.
const NOTE_BLOCKS: [&str; 8] = ["li", "p", "div", "dd", "td", "aside", "section", "tr"];

/// Reads an HTML text.
pub(super) fn read(text: &str) -> Result<Sheet, Fault> {
    if let Some(line) = too_deep(text) {
        return Err(Fault::Broken {
            format: "HTML",
            reason: format!("line {line}: elements stand in one another deeper than {DEEPEST}"),
            hint: "mend it there, or save the text as .docx or .txt",
        });
    }
    let page = Html::parse_document(text);
    let notes = Notes::find(&page);
    let mut writer = Writer { sheet: Sheet::default(), notes, skipped: 0, outside: Vec::new(), verbatim: 0, lists: Vec::new() };
    let roots = articles(&page);
    if !roots.iter().any(|root| has(*root, "h1, h2, h3")) {
        writer.head(&page);
    }
    for root in &roots {
        writer.write(*root);
    }
    // Notes that stand outside the article are still its notes.
    for root in page.root_element().descendent_elements() {
        if writer.notes.blocks.contains_key(&root.id())
            && !roots.iter().any(|own| own.id() == root.id() || root.ancestors().any(|above| above.id() == own.id()))
        {
            writer.write(root);
        }
    }
    Ok(writer.sheet)
}

/// The line in which more elements are open than the parser can bear; their ends are counted as they are written.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for at in memchr::memchr_iter(b'<', text.as_bytes()) {
        let rest = text[at + 1..].strip_prefix('/');
        let name = rest.unwrap_or(&text[at + 1..]);
        let length = name.bytes().take(12).take_while(u8::is_ascii_alphanumeric).count();
        let name = name[..length].to_ascii_lowercase();
        if name.is_empty() || UNCLOSED.contains(&name.as_str()) {
            continue;
        }
        depth = if rest.is_some() { depth.saturating_sub(1) } else { depth + 1 };
        if depth > DEEPEST {
            return Some(1 + memchr::memchr_iter(b'\n', &text.as_bytes()[..at]).count());
        }
    }
    None
}

fn selector(css: &str) -> Option<Selector> {
    Selector::parse(css).ok()
}

fn has(root: ElementRef<'_>, css: &str) -> bool {
    selector(css).is_some_and(|selector| root.select(&selector).next().is_some())
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The articles of the page, else its main part, else all of it.
fn articles(page: &Html) -> Vec<ElementRef<'_>> {
    let all = page.root_element();
    let long = words(all).len();
    for css in ["article", "main, [role=main]", "body"] {
        let Some(selector) = selector(css) else { continue };
        let found: Vec<_> = all
            .select(&selector)
            .filter(|own| !own.ancestors().any(|above| above.value().as_element().is_some_and(|above| above.name() == own.value().name())))
            .collect();
        // Teasers of other articles are short; the essay is most of what the page says.
        if found.iter().map(|own| words(*own).len()).sum::<usize>() * 2 > long || css == "body" && !found.is_empty() {
            return found;
        }
    }
    vec![all]
}

/// Which elements are notes, and which links are their markers.
#[derive(Default)]
struct Notes {
    /// Elements that are notes, with the label that the first link to them says.
    blocks: HashMap<NodeId, String>,
    /// Links that are markers, and the note of each.
    markers: HashMap<NodeId, NodeId>,
    /// Links within notes that lead back.
    back: HashSet<NodeId>,
}

impl Notes {
    fn find(page: &Html) -> Self {
        let mut ids: HashMap<&str, ElementRef<'_>> = HashMap::new();
        let mut order: HashMap<NodeId, usize> = HashMap::new();
        for (at, element) in page.root_element().descendent_elements().enumerate() {
            order.insert(element.id(), at);
            for id in [element.value().id(), element.attr("name").filter(|_| element.value().name() == "a")].into_iter().flatten() {
                ids.entry(id).or_insert(element);
            }
        }
        let mut notes = Self::default();
        let links = page.root_element().descendent_elements().filter(|element| element.value().name() == "a");
        for link in links {
            let Some(id) = link.attr("href").and_then(|href| href.strip_prefix('#')) else { continue };
            let own: Vec<NodeId> = link.ancestors().map(|above| above.id()).collect();
            if own.iter().any(|above| notes.blocks.contains_key(above)) {
                notes.back.insert(link.id());
                continue;
            }
            let Some(target) = ids.get(id).copied() else { continue };
            let text = words(link);
            let Some(block) = note_block(target) else { continue };
            let later = order.get(&block.id()) > order.get(&link.id());
            if is_label(&text) && later && !own.contains(&block.id()) && !holds_another(block, &notes) {
                notes.blocks.entry(block.id()).or_insert(text);
                notes.markers.insert(link.id(), block.id());
            }
        }
        notes
    }
}

/// The element that a link's target stands for: itself, or the paragraph that it begins.
fn note_block(target: ElementRef<'_>) -> Option<ElementRef<'_>> {
    let is_block = |element: &ElementRef<'_>| NOTE_BLOCKS.contains(&element.value().name());
    if is_block(&target) {
        return Some(target);
    }
    target.ancestors().filter_map(ElementRef::wrap).find(is_block)
}

/// Whether an element holds a note already: then it is the list of them.
fn holds_another(block: ElementRef<'_>, notes: &Notes) -> bool {
    !notes.blocks.contains_key(&block.id())
        && !notes.blocks.is_empty()
        && block.descendent_elements().any(|inner| notes.blocks.contains_key(&inner.id()))
}

/// `3`, `[3]`, `(3)`, `*`, `iv`, `a`: what a note's marker says.
fn is_label(text: &str) -> bool {
    let bare = text.trim_matches(['[', ']', '(', ')', '.', '^', ' ', '\u{a0}']);
    let number = bare.len() <= 4 && !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit());
    let raised = !bare.is_empty() && bare.chars().all(|c| super::super::notes::raised_digit(c).is_some());
    let sign = (1..=4).contains(&bare.chars().count()) && bare.chars().all(|c| matches!(c, '*' | '†' | '‡' | '§' | '¶'));
    let letters = (1..=6).contains(&bare.len())
        && (bare.len() == 1 || bare.bytes().all(|byte| b"ivxlc".contains(&byte)))
        && bare.bytes().all(|byte| byte.is_ascii_lowercase());
    number || raised || sign || letters
}

struct Writer {
    sheet: Sheet,
    notes: Notes,
    /// How many elements are open that are no text of the essay.
    skipped: usize,
    /// The same around each note that is open.
    outside: Vec<usize>,
    verbatim: usize,
    /// The next number of each list that is open; `None` where it has no numbers.
    lists: Vec<Option<usize>>,
}

impl Writer {
    /// The title and the author that the page states in its head.
    fn head(&mut self, page: &Html) {
        let find = |css: &str| selector(css).and_then(|selector| page.select(&selector).next());
        let Some(title) = find("title").map(words).filter(|title| !title.is_empty()) else { return };
        self.sheet.begin(Kind::Title);
        self.sheet.say(&title);
        if let Some(author) = find("meta[name=author]").and_then(|meta| meta.attr("content")) {
            self.sheet.begin(Kind::Author);
            self.sheet.say(author);
        }
        self.sheet.end();
    }

    fn write(&mut self, root: ElementRef<'_>) {
        for edge in root.traverse() {
            match edge {
                Edge::Open(node) => match node.value() {
                    Node::Text(_) if self.skipped > 0 || self.in_marker(node) => {}
                    Node::Text(text) if self.verbatim > 0 => self.sheet.say_lines(text),
                    Node::Text(text) => self.sheet.say(text),
                    Node::Element(element) => self.open(node.id(), element),
                    _ => {}
                },
                Edge::Close(node) => {
                    if let Node::Element(element) = node.value() {
                        self.close(node.id(), element);
                    }
                }
            }
        }
    }

    /// Whether the words are those of a marker, or of a link back from a note.
    fn in_marker(&self, node: ego_tree::NodeRef<'_, Node>) -> bool {
        node.ancestors().take(4).any(|above| self.notes.markers.contains_key(&above.id()) || self.notes.back.contains(&above.id()))
    }

    fn open(&mut self, id: NodeId, element: &Element) {
        let name = element.name();
        if let Some(label) = self.notes.blocks.get(&id).cloned() {
            // A note is one wherever it stands.
            self.sheet.end();
            self.sheet.begin_note(&format!("{id:?}"), Some(label));
            self.outside.push(std::mem::take(&mut self.skipped));
            return;
        }
        if let Some(note) = self.notes.markers.get(&id) {
            self.sheet.refer(&format!("{note:?}"));
            return;
        }
        if is_skipped(element) {
            self.skipped += 1;
            return;
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.sheet.begin(Kind::Heading(name.as_bytes()[1] - b'0')),
            "br" => self.sheet.line(),
            "pre" => {
                self.sheet.begin(Kind::Text);
                self.verbatim += 1;
            }
            "sup" => self.sheet.set_raised(true),
            "ol" | "ul" => {
                let start = element.attr("start").and_then(|start| start.parse().ok()).unwrap_or(1);
                self.lists.push((name == "ol").then_some(start));
                self.sheet.begin(Kind::Text);
            }
            "li" => {
                self.sheet.begin(Kind::Text);
                if let Some(Some(number)) = self.lists.last_mut() {
                    self.sheet.say(&format!("{number}. "));
                    *number += 1;
                }
            }
            _ if is_author(element) => self.sheet.begin(Kind::Author),
            _ if BLOCKS.contains(&name) => self.sheet.begin(Kind::Text),
            _ => {}
        }
    }

    fn close(&mut self, id: NodeId, element: &Element) {
        let name = element.name();
        if self.notes.blocks.contains_key(&id) {
            self.sheet.end_note();
            self.skipped = self.outside.pop().unwrap_or(0);
            return;
        }
        if self.notes.markers.contains_key(&id) {
            return;
        }
        if is_skipped(element) {
            self.skipped = self.skipped.saturating_sub(1);
            return;
        }
        match name {
            "pre" => self.verbatim -= 1,
            "sup" => self.sheet.set_raised(false),
            "ol" | "ul" => {
                self.lists.pop();
            }
            _ => {}
        }
        if matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "pre") || BLOCKS.contains(&name) || is_author(element) {
            self.sheet.end();
        }
    }
}

fn is_skipped(element: &Element) -> bool {
    let hidden = element.attr("hidden").is_some() || element.attr("aria-hidden") == Some("true");
    let role = element.attr("role").is_some_and(|role| matches!(role, "navigation" | "banner" | "search" | "complementary"));
    SKIPPED.contains(&element.name()) || hidden || role
}

/// A line that the page marks as the author's.
fn is_author(element: &Element) -> bool {
    let said = element.attr("rel") == Some("author") || element.attr("itemprop") == Some("author");
    let class = element.classes().any(|class| matches!(class, "author" | "byline"));
    (said || class) && matches!(element.name(), "p" | "div" | "span" | "address" | "a" | "h2" | "h3" | "h4")
}
