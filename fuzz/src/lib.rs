//! What the fuzz targets share: files made of the fuzzer's bytes, and what must hold of any file.

use std::io::{Cursor, Write as _};

use regesta::claim::tellings;
use regesta::lang;
use regesta::publish::extraction::extraction;
use regesta::resolve::Authority;
use regesta::text::{Source, essays};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Takes the bytes for a file with this name; what is read must lead back to itself.
pub fn taken(name: &str, bytes: &[u8]) -> Option<Source> {
    let source = Source::from_bytes(name, bytes).ok()?;
    for essay in essays(&source) {
        let (clean, raw) = (essay.prose.text(), source.raw());
        let notes = essay.notes.iter().map(|note| note.text);
        let marks = essay.marks.iter().map(|mark| mark.span);
        for span in essay.paragraphs.iter().copied().chain(notes).chain(marks) {
            let words = span.of(clean);
            let first = words.chars().next();
            let from = essay.prose.raw_span(span).of(raw);
            assert!(first.is_none_or(|first| first.is_whitespace() || from.starts_with(first)), "{words:?} comes from {from:?}");
        }
    }
    Some(source)
}

/// Reads the whole text, as `regesta extract` does.
pub fn extracted(source: &Source) {
    let language = lang::guess(source.raw());
    let Some(pack) = lang::pack(language) else { return };
    let tellings = tellings(source, pack, &Authority::default());
    for telling in &tellings {
        for mention in &telling.reading.dates {
            let (first, last) = (mention.date.first_day(), mention.date.last_day());
            assert!(first.zip(last).is_none_or(|(first, last)| first <= last), "{:?}", mention.date);
        }
    }
    let _ = extraction(source, language, &tellings);
}

/// A zipped document with these parts.
#[must_use]
pub fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part can be added");
        zip.write_all(bytes).expect("a part can be written to memory");
    }
    zip.finish().expect("the parts are written").into_inner()
}
