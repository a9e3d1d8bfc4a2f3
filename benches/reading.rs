//! How fast essays are read, stage by stage, in bytes of text a second on one core.
//!
//! `cargo bench --bench reading`. The corpus is made of the essays that come with regesta: those of the
//! bundled publication and of `tests/gold/dev`, each many times, every one read as an essay of its own.

use std::fs;
use std::hint::black_box;
use std::path::Path;

use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use regesta::claim::{account, tellings};
use regesta::lang::{self, Pack};
use regesta::read::{self, Reading, names, read};
use regesta::resolve::{Authority, Resolved, resolve};
use regesta::text::{Essay, Source, Span, essays};

/// How often each essay stands in the corpus.
const COPIES: usize = 20;

/// One text of the corpus with what each stage needs.
struct Text {
    name: String,
    bytes: Vec<u8>,
    pack: &'static Pack,
    essays: Vec<Read>,
}

struct Read {
    essay: Essay,
    masked: Vec<Span>,
    reading: Reading,
    resolved: Resolved,
}

fn corpus() -> Vec<Text> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = Vec::new();
    for folder in ["data/kars-1921/essays", "tests/gold/dev"] {
        let files = fs::read_dir(root.join(folder)).expect("the folder comes with regesta");
        let mut paths: Vec<_> = files.map(|file| file.expect("a readable folder").path()).collect();
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt" || ending == "md"));
        paths.sort();
        texts.extend(paths.iter().map(|path| text(&path.display().to_string(), fs::read(path).expect("a readable file"))));
    }
    assert!(!texts.is_empty(), "the essays that come with regesta were not found");
    texts
}

fn text(name: &str, bytes: Vec<u8>) -> Text {
    let source = Source::from_bytes(name, &bytes).expect("a bundled essay is a text");
    let pack = lang::pack(lang::guess(source.raw())).expect("a bundled essay is in a language with a pack");
    let stages = |essay: Essay| {
        let reading = read(&essay, pack);
        let resolved = resolve(&essay, &reading, pack, &Authority::default());
        let mut masked: Vec<Span> = reading.citations.iter().map(|citation| citation.span).collect();
        masked.sort_unstable();
        Read { essay, masked, reading, resolved }
    };
    let essays = essays(&source).into_iter().map(stages).collect();
    Text { name: name.to_owned(), bytes, pack, essays }
}

fn stages(criterion: &mut Criterion) {
    let texts = corpus();
    let bytes: usize = texts.iter().map(|text| text.bytes.len()).sum();
    let mut group = criterion.benchmark_group("reading");
    group.throughput(Throughput::Bytes((bytes * COPIES) as u64)).sampling_mode(SamplingMode::Flat).sample_size(10);
    let mut stage = |name: &str, work: &dyn Fn(&Text)| {
        group.bench_function(BenchmarkId::from_parameter(name), |bencher| {
            bencher.iter(|| {
                for _ in 0..COPIES {
                    texts.iter().for_each(work);
                }
            });
        });
    };
    let each = |text: &Text, work: &dyn Fn(&Read)| text.essays.iter().for_each(work);
    let unknown = Authority::default();
    stage("text", &|text| {
        let source = Source::from_bytes(&text.name, &text.bytes).expect("it was read before");
        black_box(essays(&source));
    });
    stage("citations", &|text| {
        each(text, &|one| {
            black_box(read::citations(&one.essay, text.pack));
        });
    });
    stage("dates", &|text| {
        each(text, &|one| {
            black_box(read::dates::in_body(one.essay.prose.text(), &one.masked, text.pack));
        });
    });
    stage("names", &|text| {
        each(text, &|one| {
            black_box(names(one.essay.prose.text(), &one.reading.citations, None, text.pack));
        });
    });
    stage("read", &|text| {
        each(text, &|one| {
            black_box(read(&one.essay, text.pack));
        });
    });
    stage("resolve", &|text| {
        each(text, &|one| {
            black_box(resolve(&one.essay, &one.reading, text.pack, &unknown));
        });
    });
    stage("claim", &|text| {
        each(text, &|one| {
            black_box(account(&one.essay, &one.reading, &one.resolved, text.pack));
        });
    });
    stage("text to claim", &|text| {
        let source = Source::from_bytes(&text.name, &text.bytes).expect("it was read before");
        black_box(tellings(&source, text.pack, &unknown));
    });
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
