//! Which of several forms a client wants, by its `Accept` header.
//!
//! Source: RFC 9110, sections 12.4.2 and 12.5.1: the most specific range that fits a type gives its
//! weight; zero means not wanted.

/// The index of the offered type that the client wants most; of equals the first offered.
///
/// `None` where none is wanted. An empty header wants anything.
pub(super) fn best(accept: &str, offered: &[&str]) -> Option<usize> {
    let ranges: Vec<Range<'_>> = split(accept, ',').into_iter().filter_map(Range::parse).collect();
    if ranges.is_empty() {
        return (!offered.is_empty()).then_some(0);
    }
    let weight = |media: &str| {
        ranges
            .iter()
            .filter_map(|range| range.fit(media).map(|specific| (specific, range.weight)))
            .max_by_key(|(specific, _)| *specific)
            .map_or(0, |(_, weight)| weight)
    };
    let mut best: Option<(u16, usize)> = None;
    for (at, media) in offered.iter().enumerate() {
        let weight = weight(media);
        if weight > 0 && best.is_none_or(|(known, _)| weight > known) {
            best = Some((weight, at));
        }
    }
    best.map(|(_, at)| at)
}

/// "text/*;q=0.8", the weight in thousandths.
struct Range<'a> {
    kind: &'a str,
    subtype: &'a str,
    weight: u16,
}

impl<'a> Range<'a> {
    fn parse(range: &'a str) -> Option<Self> {
        let mut parts = split(range, ';').into_iter().map(str::trim);
        let (kind, subtype) = parts.next()?.split_once('/')?;
        let mut weight = 1000;
        for parameter in parts {
            if let Some(value) = parameter.strip_prefix("q=").or_else(|| parameter.strip_prefix("Q=")) {
                let value: f32 = value.trim().parse().ok()?;
                weight = (value.clamp(0.0, 1.0) * 1000.0).round() as u16;
            }
        }
        Some(Self { kind: kind.trim(), subtype: subtype.trim(), weight })
    }

    /// How specific the range is, where it fits the type.
    fn fit(&self, media: &str) -> Option<u8> {
        let (kind, subtype) = media.split_once('/')?;
        if self.kind == "*" && self.subtype == "*" {
            return Some(0);
        }
        if !self.kind.eq_ignore_ascii_case(kind) {
            return None;
        }
        if self.subtype == "*" {
            return Some(1);
        }
        self.subtype.eq_ignore_ascii_case(subtype).then_some(2)
    }
}

/// The parts between separators that stand in no quotation marks (RFC 9110, section 5.6.4).
fn split(text: &str, separator: char) -> Vec<&str> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    let is_between = |letter: char| {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\\' if is_quoted => is_escaped = true,
            '"' => is_quoted = !is_quoted,
            _ => return letter == separator && !is_quoted,
        }
        false
    };
    text.split(is_between).collect()
}

#[cfg(test)]
mod tests {
    use super::best;

    const OFFERED: [&str; 3] = ["text/html", "text/turtle", "application/ld+json"];

    #[track_caller]
    fn check(accept: &str, expected: Option<usize>) {
        assert_eq!(best(accept, &OFFERED), expected, "for: {accept}");
    }

    #[test]
    fn the_heaviest_type_is_taken() {
        check("text/turtle", Some(1));
        check("text/turtle;q=0.5, application/ld+json;q=0.9", Some(2));
        check("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", Some(0));
    }

    #[test]
    fn a_specific_range_goes_before_a_wide_one() {
        check("*/*, text/html;q=0", Some(1));
        check("text/*;q=0.3, text/turtle;q=0.7, */*;q=0.5", Some(1));
        check("text/*, text/html;q=0.1", Some(1));
    }

    #[test]
    fn nothing_wanted_is_nothing_given() {
        check("image/png", None);
        check("text/html;q=0", None);
        check("*/*;q=0", None);
    }

    #[test]
    fn what_stands_in_quotation_marks_separates_nothing() {
        check("application/ld+json;profile=\"a,b;q=0\";q=0.9, text/turtle;q=0.2", Some(2));
        check("application/ld+json;profile=\"a\\\",text/html\"", Some(2));
    }

    #[test]
    fn no_header_wants_anything() {
        check("", Some(0));
    }
}
