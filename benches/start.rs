//! How long the program takes from its start to its answer.
//!
//! `cargo bench --bench start`. Whole processes: one that only says its version, and one that reads a short
//! text in each language.

use std::path::Path;
use std::process::{Command, Stdio};

use criterion::{Criterion, criterion_group, criterion_main};

fn start(criterion: &mut Criterion) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_regesta"));
        let done = command.current_dir(root).args(arguments).stdout(Stdio::null()).status().expect("the program starts");
        assert!(done.success(), "{arguments:?}");
    };
    let mut group = criterion.benchmark_group("start");
    group.sample_size(20);
    group.bench_function("version", |bencher| bencher.iter(|| run(&["--version"])));
    group.bench_function("extract, Russian", |bencher| bencher.iter(|| run(&["extract", "tests/gold/dev/metro-1931.txt"])));
    group.bench_function("extract, English", |bencher| bencher.iter(|| run(&["extract", "tests/gold/dev/chanak-1922.md"])));
    group.finish();
}

criterion_group!(benches, start);
criterion_main!(benches);
