//! Small zipped documents, made in the test.

use std::io::{Cursor, Write as _};

use regesta::text::{DecodeError, Essay, Source, essays};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A zipped document with these parts.
pub(crate) fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A DOCX whose document has this body, with its footnotes.
pub(crate) fn docx(body: &str, footnotes: &str) -> Vec<u8> {
    let names = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let styles = format!(
        "<w:styles {names}><w:style w:styleId=\"a3\"><w:name w:val=\"Title\"/></w:style>\
         <w:style w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style>\
         <w:style w:styleId=\"own\"><w:name w:val=\"Our head\"/><w:basedOn w:val=\"1\"/></w:style></w:styles>"
    );
    let document = format!("<w:document {names}><w:body>{body}</w:body></w:document>");
    let footnotes = format!("<w:footnotes {names}>{footnotes}</w:footnotes>");
    zipped(&[
        ("word/styles.xml", styles.as_bytes()),
        ("word/document.xml", document.as_bytes()),
        ("word/footnotes.xml", footnotes.as_bytes()),
    ])
}

/// The essays of a file, each as title, author, paragraphs and notes with how often they are referred to.
pub(crate) type Shown = (Option<String>, Option<String>, Vec<String>, Vec<(String, String, usize)>);

pub(crate) fn shown(name: &str, bytes: &[u8]) -> Result<Vec<Shown>, DecodeError> {
    let source = Source::from_bytes(name, bytes)?;
    let show = |essay: &Essay| {
        let text = essay.prose.text();
        let head = essay.head.as_ref();
        let markers = essay.notes.iter().flat_map(|note| &note.markers);
        assert!(markers.into_iter().all(|marker| marker.raw.of(source.raw()).len() > 1 && essay.raw.contains(marker.raw)));
        (
            head.map(|head| head.title.of(text).to_owned()),
            head.and_then(|head| head.author).map(|author| author.of(text).to_owned()),
            essay.paragraphs.iter().map(|span| span.of(text).to_owned()).collect(),
            essay.notes.iter().map(|note| (note.label.clone(), note.text.of(text).to_owned(), note.markers.len())).collect(),
        )
    };
    Ok(essays(&source).iter().map(show).collect())
}

/// Notes as `shown` gives them.
pub(crate) fn notes(notes: &[(&str, &str)]) -> Vec<(String, String, usize)> {
    notes.iter().map(|(label, text)| ((*label).to_owned(), (*text).to_owned(), 1)).collect()
}
