#![no_main]

// The first byte says whether the bytes are the whole file or its parts: the document and, after a null byte, its footnotes.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    if *first == b'P' {
        regesta_fuzz::taken("essay.docx", bytes);
        return;
    }
    let mut parts = rest.splitn(2, |byte| *byte == 0);
    let (document, notes) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let file = regesta_fuzz::zipped(&[("word/document.xml", document), ("word/footnotes.xml", notes), ("word/endnotes.xml", notes)]);
    regesta_fuzz::taken("essay.docx", &file);
});
