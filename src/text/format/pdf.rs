//! PDF: its text layer, line by line and page by page.
//!
//! A page ends with a form feed, a line where the next letters stand lower; digits that stand raised and small
//! are written as raised digits, so that notes find their markers. What belongs to the page is told later, by `noise`.

use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use flate2::read::ZlibDecoder;
use memchr::memmem;
use pdf_extract::{Document, MediaBox, OutputDev, OutputError, Transform, output_doc};

use super::super::notes::raised;
use super::Fault;

/// Most objects that a file may hold.
const MOST_OBJECTS: usize = 2_000_000;
/// Longest text that is taken out of a file, in bytes.
const LONGEST: usize = 64 << 20;
/// Most bytes that one stream of a file may unpack to.
const MOST_OF_STREAM: u64 = 256 << 20;
/// Most bytes that all its streams but the images may unpack to.
const MOST_UNPACKED: u64 = 512 << 20;
/// What stands close to the word before it, however far the font says that it is.
const CLOSING: [char; 12] = [' ', '.', ',', ';', ':', '!', '?', ')', ']', '»', '”', '…'];
/// How often a stream may be packed over.
const DEEPEST_PACKED: usize = 4;
/// How deep the tree of pages may be.
const DEEPEST: usize = 64;

/// Reads the bytes of a PDF.
pub(super) fn read(bytes: &[u8]) -> Result<String, Fault> {
    // The library is strict about what it expects of a file, and panics where it does not find it.
    let text = catch_unwind(AssertUnwindSafe(|| text(bytes)));
    let text = text.unwrap_or_else(|_| Err(broken("its structure is damaged".to_owned())))?;
    if text.trim().is_empty() {
        return Err(Fault::Broken {
            format: "PDF",
            reason: "it has no text layer, only images".to_owned(),
            hint: "have its text recognised (OCR) first",
        });
    }
    Ok(text)
}

fn text(bytes: &[u8]) -> Result<String, Fault> {
    // The library unpacks whatever a file asks it to.
    if !fits_unpacked(bytes, MOST_OF_STREAM, MOST_UNPACKED) {
        return Err(too_large());
    }
    let mut document = Document::load_mem(bytes).map_err(|error| broken(error.to_string()))?;
    if document.objects.len() > MOST_OBJECTS {
        return Err(broken(format!("it holds more than {MOST_OBJECTS} objects")));
    }
    if document.is_encrypted() {
        if document.decrypt("").is_err() {
            return Err(Fault::Broken { format: "PDF", reason: "it asks for a password".to_owned(), hint: "save it without one" });
        }
        // What was encrypted could not be measured before.
        let mut streams = document.objects.values().filter_map(|object| object.as_stream().ok());
        if streams.any(|stream| unpacked(&mut stream.content.as_slice(), MOST_OF_STREAM + 1, 0) > MOST_OF_STREAM) {
            return Err(too_large());
        }
    }
    let pages = document.get_pages();
    for (number, page) in &pages {
        if !is_shallow(&document, *page) {
            return Err(broken(format!("page {number} stands deeper than {DEEPEST} in the tree of pages")));
        }
    }
    let mut layer = Layer::default();
    output_doc(&document, &mut layer).map_err(|error| {
        if layer.full { broken(format!("it holds more than {} MiB of text", LONGEST >> 20)) } else { broken(error.to_string()) }
    })?;
    Ok(layer.text)
}

/// Whether no stream of a file unpacks to more than `most_of_stream` bytes, nor all but the images together to more than `most`.
fn fits_unpacked(bytes: &[u8], most_of_stream: u64, most: u64) -> bool {
    let mut all = 0;
    let mut end = 0;
    for at in memmem::find_iter(bytes, b"stream") {
        let head = &bytes[end..at];
        end = at + b"stream".len();
        let packed = bytes[end..].trim_ascii_start();
        if head.ends_with(b"end") || !is_packed(packed) {
            continue;
        }
        let length = unpacked(&mut &*packed, most_of_stream + 1, 0);
        let image = memmem::find(head, b"/Image").is_some();
        all += if image { 0 } else { length };
        if length > most_of_stream || all > most {
            return false;
        }
    }
    true
}

/// Whether the bytes begin as a zlib stream does.
///
/// Source: RFC 1950, section 2.2.
fn is_packed(bytes: &[u8]) -> bool {
    matches!(bytes, [method, flags, ..] if method & 0x0f == 8 && u16::from_be_bytes([*method, *flags]).is_multiple_of(31))
}

/// How many bytes a zlib stream unpacks to, counted up to `most`; where what comes out is packed again, the larger of both.
fn unpacked(packed: &mut dyn Read, most: u64, depth: usize) -> u64 {
    let mut out = Counted { from: ZlibDecoder::new(packed).take(most), bytes: 0 };
    let mut head = [0; 2];
    let inner = if out.read_exact(&mut head).is_ok() && is_packed(&head) && depth < DEEPEST_PACKED {
        unpacked(&mut head.chain(&mut out), most, depth + 1)
    } else {
        0
    };
    // A damaged stream counts up to where it breaks.
    let _ = io::copy(&mut out, &mut io::sink());
    out.bytes.max(inner)
}

/// What is read, and how much it was.
struct Counted<R> {
    from: R,
    bytes: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(into)?;
        self.bytes += read as u64;
        Ok(read)
    }
}

/// Whether the way from a page up to the root of its tree ends.
fn is_shallow(document: &Document, page: (u32, u16)) -> bool {
    let mut at = page;
    for _ in 0..DEEPEST {
        let parent = document.get_dictionary(at).and_then(|page| page.get(b"Parent")).and_then(|parent| parent.as_reference());
        match parent {
            Ok(parent) => at = parent,
            Err(_) => return true,
        }
    }
    false
}

fn too_large() -> Fault {
    broken(format!("a part of it unpacks to more than {} MiB, or all to more than {} MiB", MOST_OF_STREAM >> 20, MOST_UNPACKED >> 20))
}

fn broken(reason: String) -> Fault {
    Fault::Broken { format: "PDF", reason, hint: "open it in a reader and print it to a new PDF, or save its text as .txt" }
}

/// The text layer as it grows.
#[derive(Default)]
struct Layer {
    text: String,
    full: bool,
    /// Where the last letter of the line ended, on which line, and how high its letters are.
    end: f64,
    line: f64,
    size: f64,
    /// Whether the page has letters.
    begun: bool,
    /// Where the line begins in the text.
    start: usize,
}

impl Layer {
    /// Whether the line so far is one number.
    fn is_label(&self) -> bool {
        let line = self.text.get(self.start..).unwrap_or_default();
        (1..=3).contains(&line.len()) && line.bytes().all(|byte| byte.is_ascii_digit())
    }

    fn end_of_line(&mut self) {
        let length = self.text.trim_end_matches(' ').len();
        self.text.truncate(length);
        self.text.push('\n');
        self.start = self.text.len();
    }
}

impl OutputDev for Layer {
    fn begin_page(&mut self, _number: u32, _media: &MediaBox, _art: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        self.begun = false;
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        if self.begun {
            self.end_of_line();
            self.text.push('\u{c}');
            self.start = self.text.len();
        }
        Ok(())
    }

    fn output_character(&mut self, place: &Transform, width: f64, _spacing: f64, font_size: f64, letters: &str) -> Result<(), OutputError> {
        if self.text.len() > LONGEST {
            self.full = true;
            return Err(OutputError::FormatError(std::fmt::Error));
        }
        let size = font_size * (place.m11 * place.m22 - place.m12 * place.m21).abs().sqrt();
        let (x, y) = (place.m31, place.m32);
        let mut small = false;
        if self.begun {
            let rise = y - self.line;
            small = size < self.size * 0.85 && rise > self.size * 0.15 && rise < self.size * 0.8 && x >= self.end - self.size;
            let lower = -rise > self.size.min(size) * 0.5 || rise > self.size.max(size) * 0.8 && !small;
            if self.is_label() && size > self.size * 1.15 && -rise < size * 0.8 && x >= self.end - size {
                // The number of a note at the foot of a page, and its words.
                let label: String = self.text.drain(self.start..).map(|c| raised(c).unwrap_or(c)).collect();
                self.text.push_str(&label);
                self.text.push(' ');
            } else if lower || x < self.end - self.size.max(size) * 3.0 && !small {
                self.end_of_line();
                // A gap wider than two lines parts two paragraphs.
                if -rise > self.size.max(size) * 2.1 {
                    self.text.push('\n');
                    self.start = self.text.len();
                }
                small = false;
            } else if x > self.end + size * 0.15 && !small && !self.text.ends_with([' ', '\n']) && !letters.starts_with(CLOSING) {
                self.text.push(' ');
            }
        }
        if !small {
            self.line = y;
            self.size = size;
        }
        self.begun = true;
        self.end = x + width * size;
        for c in letters.chars() {
            match c {
                'ﬀ' => self.text.push_str("ff"),
                'ﬁ' => self.text.push_str("fi"),
                'ﬂ' => self.text.push_str("fl"),
                'ﬃ' => self.text.push_str("ffi"),
                'ﬄ' => self.text.push_str("ffl"),
                c if c.is_control() => self.text.push(' '),
                c => self.text.push(if small { raised(c).unwrap_or(c) } else { c }),
            }
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn stream(kind: &str, bytes: &[u8]) -> Vec<u8> {
        [format!("1 0 obj << {kind} >> stream\n").as_bytes(), bytes, b"\nendstream endobj\n"].concat()
    }

    #[test]
    fn a_stream_that_unpacks_to_too_much_is_refused() {
        let once = stream("/Filter /FlateDecode", &packed(&[b'0'; 100_000]));
        assert!(once.len() < 1000);
        assert!(fits_unpacked(&once, 100_000, 1_000_000));
        assert!(!fits_unpacked(&once, 99_999, 1_000_000));
        let twice = stream("/Filter [/FlateDecode /FlateDecode]", &packed(&packed(&[b'0'; 1_000_000])));
        assert!(fits_unpacked(&twice, 1_000_000, 2_000_000));
        assert!(!fits_unpacked(&twice, 999_999, 2_000_000));
    }

    #[test]
    fn what_begins_like_a_packed_stream_is_counted_whole() {
        let sly = [&[0x78, 0x9c][..], &[0; 100_000]].concat();
        assert!(!fits_unpacked(&stream("/Filter /FlateDecode", &packed(&sly)), 50_000, 1_000_000));
    }

    #[test]
    fn all_streams_but_images_are_added_up() {
        let [text, image] = ["/Filter /FlateDecode", "/Subtype /Image"].map(|kind| stream(kind, &packed(&[b'0'; 100_000])));
        assert!(!fits_unpacked(&[text.clone(), text.clone()].concat(), 100_000, 150_000));
        assert!(fits_unpacked(&[text, image.clone(), image].concat(), 100_000, 150_000));
    }
}
