//! Bytes to Unicode: a byte-order mark, UTF-8, UTF-16, what the file declares, else what its letters suggest.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::Fault;

/// The first bytes in which a file declares its encoding.
const DECLARED_WITHIN: usize = 1024;

/// The text of a plain file, without its byte-order mark.
pub(super) fn decode(bytes: &[u8]) -> Result<String, Fault> {
    decoded(bytes, None)
}

/// The text of a file that may declare its encoding, as HTML and XML do.
pub(super) fn declared(bytes: &[u8]) -> Result<String, Fault> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARED_WITHIN)]).to_lowercase();
    let label = ["charset=", "encoding="].iter().find_map(|key| {
        let rest = head.split_once(key)?.1.trim_start_matches(['"', '\'', ' ']);
        rest.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | ':')).next().filter(|label| !label.is_empty())
    });
    decoded(bytes, label.and_then(|label| Encoding::for_label(label.as_bytes())))
}

fn decoded(bytes: &[u8], declared: Option<&'static Encoding>) -> Result<String, Fault> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes)
        && encoding != UTF_8
    {
        return encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]).map(Into::into).ok_or_else(|| wrong(bytes));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Some(encoding) = wide(bytes)
        && let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes)
    {
        return Ok(text.into_owned());
    }
    if let Some(offset) = memchr::memchr(0, bytes) {
        return Err(Fault::Binary { offset });
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.to_owned());
    }
    let encoding = declared.filter(|encoding| *encoding != UTF_8).or_else(|| suggested(bytes));
    let text = encoding.and_then(|encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes));
    text.filter(|text| plausible(text)).map(Into::into).ok_or_else(|| wrong(bytes))
}

/// UTF-16 without a mark: most of its characters have one and the same byte of two small.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    if bytes.len() % 2 == 1 || sample.len() < 8 || memchr::memchr(0, sample).is_none() {
        return None;
    }
    let share = |odd: usize| {
        let small = sample.chunks_exact(2).filter(|pair| pair[odd] <= 4 && pair[1 - odd] >= 9 || pair[odd] == 0x20).count();
        small * 2 * 10 >= sample.len() * 9
    };
    match (share(0), share(1)) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    }
}

/// What the letters suggest; nothing for UTF-8 that was damaged.
fn suggested(bytes: &[u8]) -> Option<&'static Encoding> {
    let wide = bytes.utf8_chunks().fold((0_usize, 0_usize), |(good, bad), chunk| {
        (good + chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count(), bad + chunk.invalid().len())
    });
    if wide.0 > wide.1 {
        return None;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    Some(detector.guess(None, Utf8Detection::Deny)).filter(|encoding| encoding.is_single_byte())
}

/// Whether a text reads like one: no control characters, and what is not ASCII are letters within words
/// or the marks that printers use.
fn plausible(text: &str) -> bool {
    let mut odd = 0_usize;
    let mut all = 0_usize;
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{1a}') {
            return false;
        }
        if !c.is_ascii() {
            all += 1;
            let letter = |c: char| c.is_alphabetic();
            let next = rest.peek().copied().unwrap_or(' ');
            let fits = if letter(c) {
                letter(before) && (c.is_lowercase() || before.is_uppercase()) || letter(next)
            } else {
                matches!(
                    c,
                    '\u{a0}'
                        | '\u{ad}'
                        | '§'
                        | '№'
                        | '°'
                        | '©'
                        | '·'
                        | '•'
                        | '…'
                        | '«'
                        | '»'
                        | '‹'
                        | '›'
                        | '„'
                        | '¹'
                        | '²'
                        | '³'
                        | '½'
                        | '†'
                        | '‡'
                        | '£'
                        | '€'
                ) || ('\u{2010}'..='\u{201f}').contains(&c)
            };
            // A single letter is a word in some languages.
            odd += usize::from(!(fits || letter(c) && all > 20));
        }
        before = c;
    }
    odd * 20 <= all
}

fn wrong(bytes: &[u8]) -> Fault {
    let offset = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), |_| 0);
    Fault::Undecodable { line: 1 + memchr::memchr_iter(b'\n', &bytes[..offset]).count(), offset }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "В мае 1876 года консул А. Орлов послал в столицу записку «О делах в Карсе», а в июне, не дождавшись ответа, телеграмму № 15 — уже из Тифлиса.\n";

    /// IBM866 and the others write what they have; the rest of the words stays out.
    fn bytes(encoding: &'static Encoding) -> (String, Vec<u8>) {
        let words =
            if encoding.name() == "windows-1251" { WORDS.to_owned() } else { WORDS.replace(['«', '»', '—'], "\"").replace('№', "N") };
        let (bytes, _, failed) = encoding.encode(&words);
        assert!(!failed, "{} writes the words", encoding.name());
        let bytes = bytes.into_owned();
        (words, bytes)
    }

    #[test]
    fn russian_in_its_old_encodings() {
        for encoding in [encoding_rs::WINDOWS_1251, encoding_rs::KOI8_R, encoding_rs::IBM866] {
            let (words, bytes) = bytes(encoding);
            assert_eq!(decode(&bytes).as_deref(), Ok(words.as_str()), "in {}", encoding.name());
        }
    }

    #[test]
    fn utf_16_with_and_without_its_mark() {
        for (mark, wide) in [(true, false), (false, false), (true, true), (false, true)] {
            let text = if mark { format!("\u{feff}{WORDS}") } else { WORDS.to_owned() };
            let units = text.encode_utf16();
            let bytes: Vec<u8> = units.flat_map(|unit| if wide { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect();
            assert_eq!(decode(&bytes).as_deref(), Ok(WORDS), "mark {mark}, big-endian {wide}");
        }
    }

    #[test]
    fn typographic_quotes_of_english_in_windows_1252() {
        let text = "The consul\u{2019}s \u{201c}note\u{201d} \u{2013} and M. Br\u{e9}zol\u{2019}s reply \u{2013} came late.";
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(text);
        assert_eq!(decode(&bytes).as_deref(), Ok(text));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(decode(b"\x7fELF\0\0"), Err(Fault::Binary { offset: 4 }));
        assert_eq!(decode(b"one\ntwo \xff\n"), Err(Fault::Undecodable { line: 2, offset: 8 }));
        let mut damaged = WORDS.as_bytes().to_vec();
        damaged.insert(3, 0xff);
        assert!(matches!(decode(&damaged), Err(Fault::Undecodable { line: 1, .. })));
        let noise: Vec<u8> = (0_u32..4000).map(|at| u8::try_from(at.wrapping_mul(2_654_435_761) >> 13 & 0xff).unwrap().max(1)).collect();
        assert!(matches!(decode(&noise), Err(Fault::Undecodable { .. })), "{:?}", decode(&noise));
    }

    #[test]
    fn a_declared_encoding_is_believed() {
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode("<meta charset=\"windows-1251\"><p>Карс</p>");
        assert!(declared(&bytes).unwrap().contains("Карс"));
    }
}
