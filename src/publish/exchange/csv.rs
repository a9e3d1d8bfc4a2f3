//! Comma-separated values.
//!
//! Source: <https://www.rfc-editor.org/rfc/rfc4180>; lines end in a line feed, as every reader takes them.

/// A table with its header.
pub(super) fn csv(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut out = String::new();
    line(&mut out, header.iter().copied());
    for row in rows {
        line(&mut out, row.iter().map(String::as_str));
    }
    out.into_bytes()
}

/// Words that no spreadsheet takes for a formula.
///
/// Source: <https://owasp.org/www-community/attacks/CSV_Injection>.
pub(super) fn words(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

fn line<'a>(out: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(',');
        }
        if cell.contains(['"', ',', '\n', '\r']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(cell);
        }
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_with_marks_are_quoted() {
        let written = csv(&["a", "b"], [vec!["1, 2".to_owned(), "said \"no\"".to_owned()]].into_iter());
        assert_eq!(String::from_utf8(written).unwrap(), "a,b\n\"1, 2\",\"said \"\"no\"\"\"\n");
    }

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(words("=1+1"), "'=1+1");
        assert_eq!(words("– 1"), "– 1");
    }
}
