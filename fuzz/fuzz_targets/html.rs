#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    regesta_fuzz::taken("essay.html", bytes);
});
