//! The fields of a form, as a query string or a body: `name=value&name=value`.
//!
//! Source: WHATWG URL, section 5.1 (<https://url.spec.whatwg.org/#urlencoded-parsing>), but what is not
//! UTF-8 is refused and not mended: a query that was changed is another query.

/// The fields in their order; `None` where one is not UTF-8.
pub(super) fn fields(form: &[u8]) -> Option<Vec<(String, String)>> {
    let pair = |pair: &[u8]| {
        let (name, value) = pair.iter().position(|byte| *byte == b'=').map_or((pair, &[][..]), |at| (&pair[..at], &pair[at + 1..]));
        Some((decoded(name)?, decoded(value)?))
    };
    form.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()).map(pair).collect()
}

fn decoded(text: &[u8]) -> Option<String> {
    let spaced: Vec<u8> = text.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect();
    String::from_utf8(percent_encoding::percent_decode(&spaced).collect()).ok()
}

#[cfg(test)]
mod tests {
    use super::fields;

    #[track_caller]
    fn check(form: &str, expected: Option<&[(&str, &str)]>) {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        assert_eq!(fields(form.as_bytes()), expected.map(|pairs| pairs.iter().map(own).collect()), "{form}");
    }

    #[test]
    fn fields_are_decoded() {
        check("query=ASK+%7B%7D&x=%D0%90+b", Some(&[("query", "ASK {}"), ("x", "А b")]));
        check("a&b=&=c", Some(&[("a", ""), ("b", ""), ("", "c")]));
        check("", Some(&[]));
        check("a=1=2", Some(&[("a", "1=2")]));
    }

    #[test]
    fn a_percent_sign_alone_is_itself() {
        check("a=100%&b=%zz", Some(&[("a", "100%"), ("b", "%zz")]));
    }

    #[test]
    fn what_is_not_utf_8_is_refused() {
        check("query=%ff%fe", None);
    }
}
