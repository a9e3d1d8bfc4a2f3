#![no_main]

// The first byte says whether the bytes are the whole file or its content.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    if *first == b'P' {
        regesta_fuzz::taken("essay.odt", bytes);
        return;
    }
    let file = regesta_fuzz::zipped(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", rest)]);
    regesta_fuzz::taken("essay.odt", &file);
});
