//! Writes XML: elements on lines of their own, or mixed with words on one line.

use quick_xml::escape::{escape, partial_escape};

/// XML while it is written.
pub(super) struct Xml {
    out: String,
    depth: usize,
}

/// Attributes in the order in which they are written; one without a value is left out.
pub(super) type Attributes<'a> = &'a [(&'a str, Option<&'a str>)];

impl Xml {
    /// A document with nothing in it.
    pub(super) fn new() -> Self {
        Self { out: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(), depth: 0 }
    }

    /// An element around others.
    pub(super) fn within(&mut self, name: &str, attributes: Attributes<'_>, fill: impl FnOnce(&mut Self)) {
        self.indent();
        self.start(name, attributes);
        self.out.push('\n');
        self.depth += 1;
        fill(self);
        self.depth -= 1;
        self.indent();
        self.end(name);
        self.out.push('\n');
    }

    /// An element with words.
    pub(super) fn leaf(&mut self, name: &str, attributes: Attributes<'_>, words: &str) {
        self.mixed(name, attributes, |xml| xml.words(words));
    }

    /// An element with nothing in it.
    pub(super) fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.indent();
        self.point(name, attributes);
        self.out.push('\n');
    }

    /// An element on one line, with words and elements.
    pub(super) fn mixed(&mut self, name: &str, attributes: Attributes<'_>, fill: impl FnOnce(&mut Self)) {
        self.indent();
        self.start(name, attributes);
        fill(self);
        self.end(name);
        self.out.push('\n');
    }

    /// The beginning of an element, within a line.
    pub(super) fn start(&mut self, name: &str, attributes: Attributes<'_>) {
        self.open(name, attributes);
        self.out.push('>');
    }

    /// The end of an element, within a line.
    pub(super) fn end(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// An element with nothing in it, within a line.
    pub(super) fn point(&mut self, name: &str, attributes: Attributes<'_>) {
        self.open(name, attributes);
        self.out.push_str("/>");
    }

    /// Words, within a line. What XML cannot hold is left out.
    pub(super) fn words(&mut self, words: &str) {
        self.out.push_str(&partial_escape(allowed(words)));
    }

    /// The whole document.
    pub(super) fn finish(self) -> Vec<u8> {
        self.out.into_bytes()
    }

    fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            if let Some(value) = value {
                self.out.push(' ');
                self.out.push_str(key);
                self.out.push_str("=\"");
                self.out.push_str(&escape(allowed(value)));
                self.out.push('"');
            }
        }
    }

    fn indent(&mut self) {
        self.out.extend(std::iter::repeat_n("  ", self.depth));
    }
}

/// The same without the control characters that XML 1.0 has no way to write.
///
/// Source: <https://www.w3.org/TR/xml/#charsets>.
fn allowed(words: &str) -> String {
    words.chars().filter(|&c| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_escaped_and_what_xml_cannot_hold_is_left_out() {
        let mut xml = Xml::new();
        xml.leaf("name", &[("ref", Some("a&\"b\"")), ("type", None)], "Мюллер & <Co>\u{c}");
        let written = String::from_utf8(xml.finish()).unwrap();
        assert!(written.ends_with("<name ref=\"a&amp;&quot;b&quot;\">Мюллер &amp; &lt;Co&gt;</name>\n"), "{written}");
    }
}
