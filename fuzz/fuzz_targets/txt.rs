#![no_main]

// The first byte says whether it is plain text or Markdown.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    regesta_fuzz::taken(if first % 2 == 0 { "essay.txt" } else { "essay.md" }, rest);
});
