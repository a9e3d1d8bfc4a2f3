//! XML as it comes: starts, ends and words; nothing is fetched, no entity is expanded but the five of XML itself.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event as Raw};

use super::Fault;

/// How deep elements may stand in one another.
const DEEPEST: usize = 512;

/// What comes next.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Event {
    Start(Tag),
    End(String),
    Text(String),
}

/// An element's name and attributes, without their prefixes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

/// Reads an XML text from its start to its end.
pub(super) struct Xml<'a> {
    format: &'static str,
    text: &'a str,
    reader: Reader<&'a [u8]>,
    depth: usize,
}

impl<'a> Xml<'a> {
    pub(super) fn new(format: &'static str, text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { format, text, reader, depth: 0 }
    }

    /// The next event; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Event>, Fault> {
        loop {
            let event = self.reader.read_event().map_err(|error| self.broken(&error.to_string()))?;
            return Ok(Some(match event {
                Raw::Start(start) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(self.broken(&format!("elements stand in one another deeper than {DEEPEST}")));
                    }
                    Event::Start(self.tag(&start)?)
                }
                Raw::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    Event::End(String::from_utf8_lossy(end.local_name().as_ref()).into_owned())
                }
                Raw::Text(text) => Event::Text(text.unescape().map_err(|error| self.broken(&error.to_string()))?.into_owned()),
                Raw::CData(data) => Event::Text(String::from_utf8_lossy(&data).into_owned()),
                Raw::DocType(doctype) if doctype.windows(8).any(|word| word == b"<!ENTITY") => {
                    return Err(self.broken("it declares entities of its own, which are not read; write it with them expanded"));
                }
                Raw::Eof if self.depth > 0 => return Err(self.broken("it ends before its elements do")),
                Raw::Eof => return Ok(None),
                _ => continue,
            }));
        }
    }

    fn tag(&self, start: &BytesStart<'_>) -> Result<Tag, Fault> {
        let mut attributes = Vec::new();
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| self.broken(&error.to_string()))?;
            let value = attribute.unescape_value().map_err(|error| self.broken(&error.to_string()))?;
            attributes.push((String::from_utf8_lossy(attribute.key.local_name().as_ref()).into_owned(), value.into_owned()));
        }
        Ok(Tag { name: String::from_utf8_lossy(start.local_name().as_ref()).into_owned(), attributes })
    }

    fn broken(&self, reason: &str) -> Fault {
        let at = usize::try_from(self.reader.error_position().max(self.reader.buffer_position())).unwrap_or(usize::MAX);
        let line = 1 + memchr::memchr_iter(b'\n', &self.text.as_bytes()[..at.min(self.text.len())]).count();
        Fault::Broken { format: self.format, reason: format!("line {line}: {reason}"), hint: "mend it there, or save it again" }
    }
}
