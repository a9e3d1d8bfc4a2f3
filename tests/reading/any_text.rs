//! Whatever a file holds, it is read or refused, and what was read leads back to its own words.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use regesta::claim::{Telling, tellings};
use regesta::lang;
use regesta::publish::extraction::extraction;
use regesta::resolve::Authority;
use regesta::text::{Source, Span};

/// Pieces that texts of historians are made of, well-formed and not.
const PIECES: [&str; 64] = [
    "Письмо Г.В. Чичерина",
    "Письмо",
    "Орлов",
    "Юсуф Кемаль-бей",
    "Мустафа",
    "граф",
    "лорд",
    "де",
    "В Карсе",
    "правительство Турции",
    "РКП (б)",
    "ВНСТ",
    "газета «Правда»",
    "18 августа 1921 г.",
    "18.08.1921",
    "в ночь с 16 на 17 сентября",
    "13 (25) июня 1807 г.",
    "в 20-х годах XIX века",
    "на следующий день",
    "летом",
    "1921",
    "направил телеграмму",
    "не встретился",
    "что",
    "РГАСПИ. Ф. 17. Оп. 3. Д. 240. Л. 5-6 об.",
    "// М., 1960. С. 257",
    "Там же",
    "См.: Никифоров Л. А. Отношения. М., 1950",
    "(",
    ")",
    "[",
    "]",
    "«",
    "»",
    "\"",
    "“",
    "”",
    ".",
    ",",
    ";",
    ":",
    "…",
    "—",
    "-",
    "\n",
    "\n\n",
    "\n1. ",
    "[1]",
    "[^1]",
    "[^1]: ",
    "³",
    "# ",
    "*",
    "_",
    "Lord Curzon wrote to Sir Horace Rumbold",
    "The Times, 3 May 1921",
    "FO 371/6271, E 8784/1/58",
    "ibid., p. 12",
    "Curzon’s",
    "Тimes",
    "\u{ad}",
    "\u{301}",
    "İ",
    "🙂",
];

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES.to_vec()).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
        1 => "[ \\t\\r\\n\\x0c\\u{a0}]{1,3}",
    ];
    let joint = prop::sample::select(vec![" ", " ", " ", "", "\n"]);
    prop::collection::vec((piece, joint), 0..60).prop_map(|all| all.into_iter().map(|(piece, joint)| format!("{piece}{joint}")).collect())
}

/// Marks of the formats with any text between them.
fn marked_up() -> impl Strategy<Value = (&'static str, String)> {
    let html = [
        "<p>",
        "</p>",
        "<sup>",
        "<a href=\"#n1\">",
        "</a>",
        "<li id=\"n1\">",
        "<br>",
        "<table><td>",
        "<!--",
        "&amp;",
        "&#x41;",
        "<script>",
    ];
    let tei = [
        "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">",
        "</TEI>",
        "<text><body>",
        "<p>",
        "</p>",
        "<persName ref=\"#a\">",
        "</persName>",
        "<date when=\"1921-08\">",
        "</date>",
        "<note>",
        "</note>",
        "<head>",
        "<pb n=\"2\"/>",
        "&lt;",
    ];
    let of = |name: &'static str, marks: Vec<&'static str>| {
        prop::collection::vec((prop::sample::select(marks), pieces()), 0..12)
            .prop_map(move |all| (name, all.into_iter().map(|(mark, words)| format!("{mark}{words}")).collect::<String>()))
    };
    prop_oneof![of("essay.html", html.to_vec()), of("essay.tei.xml", tei.to_vec())]
}

fn told(source: &Source) -> Vec<Telling> {
    let pack = lang::pack(lang::guess(source.raw())).expect("every guess has a pack");
    tellings(source, pack, &Authority::default())
}

fn printed(source: &Source) -> String {
    serde_json::to_string(&extraction(source, "ru", &told(source))).expect("an extraction can be written")
}

/// The words without white space, and without the hyphens that may be the printer's.
fn bare(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{ad}')).collect()
}

/// Whether the letters stand in the raw text in this order: between them a marker of a note may have been.
fn stands_in(words: &str, raw: &str) -> bool {
    let mut raw = raw.chars();
    words.chars().all(|letter| raw.any(|other| other == letter))
}

fn check(name: &str, text: &str) -> Result<(), TestCaseError> {
    let Ok(source) = Source::from_bytes(name, text.as_bytes()) else { return Ok(()) };
    for telling in told(&source) {
        let clean = telling.essay.prose.text();
        let reading = &telling.reading;
        let mut spans: Vec<Span> = reading.names.iter().map(|own| own.span).collect();
        spans.extend(reading.dates.iter().map(|own| own.span));
        spans.extend(telling.resolved.mentions.iter().map(|own| own.span));
        spans.extend(telling.account.statements.iter().map(|own| own.evidence.span));
        spans.extend(reading.sentences.iter().chain(&reading.quotations));
        spans.extend(reading.citations.iter().flat_map(|own| own.sources.iter().map(|source| source.span).chain([own.span])));
        for span in spans {
            let words = span.of(clean);
            let raw = telling.essay.prose.raw_span(span).of(source.raw());
            let (start, end) = source.code_points(telling.essay.prose.raw_span(span));
            prop_assert_eq!(&source.raw().chars().skip(start).take(end - start).collect::<String>(), raw);
            let ends = |words: &str| (words.chars().next(), words.chars().next_back());
            prop_assert!(span.is_empty() || ends(words) == ends(raw) || stands_in(&bare(words), &bare(raw)), "{:?} from {:?}", words, raw);
        }
        for mention in &reading.dates {
            if let (Some(first), Some(last)) = (mention.date.first_day(), mention.date.last_day()) {
                prop_assert!(first <= last, "{:?} in {:?}", mention.date, mention.span.of(clean));
            }
        }
    }
    prop_assert_eq!(printed(&source), printed(&source));
    Ok(())
}

/// The same texts each time, so that a change is never refused for a fault that it did not make.
///
/// `PROPTEST_CASES=20000` looks for new ones: as many texts, other ones each time.
fn config() -> ProptestConfig {
    let all = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_some() {
        return all;
    }
    ProptestConfig { cases: 160, rng_seed: RngSeed::Fixed(1921), ..all }
}

#[test]
fn a_quotation_that_ends_behind_a_no_break_space_leads_back_to_its_words() {
    for name in ["essay.md", "essay.txt"] {
        check(name, "« газета «Правда» Письмо Г.В. Чичерина\u{a0}\n” ").expect("the spans lead back");
        check(name, "Письмо Г.В. Чичерина было получено.\u{a0}\n\n\u{3000}Ответ дан в Карсе.").expect("the spans lead back");
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_text_of_any_pieces_leads_back_to_its_words(text in pieces(), markdown in any::<bool>()) {
        check(if markdown { "essay.md" } else { "essay.txt" }, &text)?;
    }

    #[test]
    fn a_text_of_any_characters_leads_back_to_its_words(text in "\\PC{0,200}") {
        check("essay.txt", &text)?;
    }

    #[test]
    fn markup_of_any_kind_leads_back_to_its_words((name, text) in marked_up()) {
        check(name, &text)?;
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400), ending in prop::sample::select(vec!["txt", "md", "html", "docx", "odt", "tei.xml"])) {
        if let Ok(source) = Source::from_bytes(&format!("essay.{ending}"), &bytes) {
            printed(&source);
        }
    }
}
