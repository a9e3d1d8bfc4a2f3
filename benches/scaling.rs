//! Whether the time of reading grows as the text does: bytes a second of texts of one shape, and of four times as much.
//!
//! `cargo bench --bench scaling`. The figures of both lengths should be alike.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use regesta::claim::tellings;
use regesta::lang;
use regesta::resolve::Authority;
use regesta::text::Source;

type Piece = fn(usize) -> String;

/// Pieces that are repeated with another number each time.
const SHAPES: [(&str, Piece); 8] = [
    ("one citation on one line", |_| "Он писал (Письмо Г.В. Чичерина П. Орлову. 01.02.1921 // РГАСПИ. Ф. 17. Д. 240. Л. 5). ".to_owned()),
    ("many citations", |at| {
        format!("Он писал (Письмо Г.В. Чичерина П. Орлову. {}.02.1921 // РГАСПИ. Ф. {at}. Д. 2. Л. 5).\n\n", at % 28 + 1)
    }),
    ("many names", |at| format!("Министр А.Б. {}ров встретил Орлова.\n\n", name(at))),
    ("one sentence", |at| format!("А.Б. {}ров направил письмо П.С. {}рову, ", name(at % 50), name(at % 50 + 1))),
    ("many events", |at| format!("{} мая {} г. А.Б. {}ров направил письмо П. Орлову.\n", at % 28 + 1, 1700 + at % 200, name(at % 50))),
    ("many years", |at| format!("в {} г. ", 1700 + at % 200)),
    ("initials", |_| "А. ".to_owned()),
    ("plain words on one line", |_| "и вот так шли они по дороге и не знали куда идут, ".to_owned()),
];

/// A made-up name, another for each number.
fn name(number: usize) -> String {
    const SYLLABLES: [&str; 8] = ["ба", "ве", "ги", "до", "жу", "зе", "ки", "ло"];
    let mut name = "Ма".to_owned();
    let mut rest = number;
    while rest > 0 {
        name.push_str(SYLLABLES[rest % SYLLABLES.len()]);
        rest /= SYLLABLES.len();
    }
    name
}

fn scaling(criterion: &mut Criterion) {
    let pack = lang::pack("ru").expect("the Russian pack is compiled in");
    let unknown = Authority::default();
    for (shape, piece) in SHAPES {
        let mut group = criterion.benchmark_group(shape);
        group.sampling_mode(SamplingMode::Flat).sample_size(10);
        for length in [250_000, 1_000_000] {
            let mut text = String::new();
            let mut pieces = (0..).map(piece);
            while text.len() < length {
                text.extend(pieces.next());
            }
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_function(BenchmarkId::from_parameter(length), |bencher| {
                bencher.iter(|| {
                    let source = Source::from_bytes("essay.txt", text.as_bytes()).expect("a text");
                    black_box(tellings(&source, pack, &unknown))
                });
            });
        }
        group.finish();
    }
}

criterion_group!(benches, scaling);
criterion_main!(benches);
