//! Files that are cut off, hostile or no essay: an error that says what is wrong, in little time and memory.

use std::path::Path;

use crate::archive::{docx, shown, zipped};

#[track_caller]
fn refused(name: &str, bytes: &[u8], words: &[&str]) {
    let error = shown(name, bytes).expect_err(name).to_string();
    for word in words.iter().chain(&[name, "hint"]) {
        assert!(error.contains(word), "{word:?} is not in: {error}");
    }
}

fn file(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/files").join(name)).unwrap()
}

#[test]
fn a_file_cut_off_anywhere() {
    for name in ["essay.docx", "essay.odt", "essay.tei.xml"] {
        let whole = file(name);
        for part in 1..20 {
            refused(name, &whole[..whole.len() * part / 20], &[]);
        }
    }
    let page = file("essay.html");
    for part in 1..20 {
        let _ = shown("essay.html", &page[..page.len() * part / 20]);
    }
}

#[test]
fn bytes_changed_anywhere_are_read_or_refused() {
    for name in ["essay.docx", "essay.odt", "essay.tei.xml", "essay.html"] {
        let whole = file(name);
        for at in (0..whole.len()).step_by(whole.len() / 60) {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x55;
            let _ = shown(name, &bytes);
        }
    }
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_cut_off_or_changed_is_read_or_refused() {
    let whole = file("essay.pdf");
    refused("essay.pdf", &whole[..200], &["cannot be read as PDF"]);
    for at in (0..whole.len()).step_by(whole.len() / 30) {
        let _ = shown("essay.pdf", &whole[..at]);
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        let _ = shown("essay.pdf", &bytes);
    }
}

#[test]
fn a_part_that_unpacks_without_end() {
    let bomb = zipped(&[("word/document.xml", &vec![b' '; 33 << 20])]);
    assert!(bomb.len() < 1 << 20);
    refused("bomb.docx", &bomb, &["word/document.xml unpacks to more than 32 MiB"]);
}

#[test]
fn another_kind_of_archive() {
    refused("a.docx", &zipped(&[("mimetype", b"application/epub+zip")]), &["it has no part word/document.xml"]);
    refused("a.odt", &zipped(&[("word/document.xml", b"<a/>")]), &["it has no part content.xml"]);
    refused("a.docx", b"not a zip at all", &["DOCX"]);
}

#[test]
fn entities_that_unfold_are_not_read() {
    let laughs = "<?xml version=\"1.0\"?><!DOCTYPE TEI [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><TEI><text><p>&b;</p></text></TEI>";
    refused("a.xml", laughs.as_bytes(), &["line 1", "entities of its own"]);
    refused("a.xml", b"<TEI><text>\n<p>&mdash;</p></text></TEI>", &["line 2", "mdash"]);
}

#[test]
fn elements_without_end() {
    refused("a.xml", format!("<TEI><text>{}", "<p>".repeat(200_000)).as_bytes(), &["deeper than 512"]);
    refused("a.docx", &docx(&"<w:p>".repeat(100_000), ""), &["deeper than 512"]);
    refused("a.html", format!("<html><body>{}Посол ждал.", "<div>".repeat(100_000)).as_bytes(), &["deeper than 1000"]);
    let page = format!("<html><body>{}Посол ждал.", "<div>".repeat(900));
    assert_eq!(shown("a.html", page.as_bytes()).unwrap()[0].2, ["Посол ждал."]);
    let page = format!("<html><body>{}", "<p>Посол ждал.<br><img src=a>".repeat(3000));
    assert_eq!(shown("a.html", page.as_bytes()).unwrap()[0].2.len(), 3000);
}

#[test]
fn other_xml_is_named_as_such() {
    refused("a.xml", b"<rss><channel><title>News</title></channel></rss>", &["no <TEI>"]);
}

#[test]
fn a_document_without_words_is_empty() {
    let error = shown("a.docx", &docx("<w:p/>", "")).unwrap_err().to_string();
    assert_eq!(error, "a.docx is empty");
}
