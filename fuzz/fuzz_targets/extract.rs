#![no_main]

libfuzzer_sys::fuzz_target!(|words: &str| {
    if let Some(source) = regesta_fuzz::taken("essay.txt", words.as_bytes()) {
        regesta_fuzz::extracted(&source);
    }
});
