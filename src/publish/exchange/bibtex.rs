//! Everything cited, for LaTeX and reference managers: BibTeX.

use super::catalogue::Catalogue;
use super::cited::{Cited, Sort, cited};
use super::when;

/// The bibliography of a catalogue.
pub(super) fn bibtex(catalogue: &Catalogue) -> Vec<u8> {
    let entries: Vec<String> = cited(catalogue).iter().map(entry).collect();
    entries.join("\n").into_bytes()
}

fn entry(cited: &Cited<'_>) -> String {
    let kind = match cited.sort {
        Sort::Book | Sort::Edition => "book",
        Sort::Letter | Sort::Treaty | Sort::Report | Sort::Document if cited.printed_in.is_some() => "incollection",
        Sort::Letter | Sort::Treaty | Sort::Report | Sort::Document | Sort::Periodical | Sort::Newspaper => "misc",
    };
    let archive = [cited.archive, cited.collection, cited.shelfmark];
    let archive = archive.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let year = cited.date.and_then(when::year).map(|year| year.to_string());
    let month = cited.date.and_then(month).map(|month| month.to_string());
    let fields = [
        ("author", names(&cited.authors)),
        ("title", Some(format!("{{{}}}", escaped(cited.title)))),
        ("booktitle", cited.printed_in.map(|work| escaped(&work.title))),
        ("pages", cited.pages.map(|pages| escaped(pages).replace(['–', '—'], "--"))),
        ("address", cited.published_at.map(escaped)),
        ("howpublished", cited.genre.map(escaped)),
        ("year", year),
        ("month", month),
        ("note", cited.date.map(|date| escaped(&date.words))),
        ("addendum", names(&cited.recipients).map(|names| format!("→ {names}"))),
        ("library", Some(archive).filter(|archive| !archive.is_empty()).map(|archive| escaped(&archive))),
        ("langid", Some(cited.language.to_owned()).filter(|code| !code.is_empty())),
        ("url", Some(cited.iri.to_owned())),
    ];
    let fields = fields.into_iter().filter_map(|(name, value)| value.map(|value| format!("  {name} = {{{value}}},\n")));
    format!("@{kind}{{{},\n{}}}\n", cited.id, fields.collect::<String>())
}

/// Names in braces of their own, so that nobody takes them apart.
fn names(names: &[&str]) -> Option<String> {
    let names: Vec<String> = names.iter().map(|name| format!("{{{}}}", escaped(name))).collect();
    (!names.is_empty()).then(|| names.join(" and "))
}

/// The month of a date that is one day or one month.
fn month(date: &super::catalogue::Date) -> Option<i32> {
    let parts = when::parts(date)?;
    match parts.as_slice() {
        [one] => one.get(1).copied(),
        _ => None,
    }
}

/// Words as TeX takes them.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '#' | '$' | '%' | '&' | '_' => {
                out.push('\\');
                out.push(letter);
            }
            '{' => out.push('('),
            '}' => out.push(')'),
            '\\' => out.push_str("\\textbackslash "),
            '~' => out.push_str("\\textasciitilde "),
            '^' => out.push_str("\\textasciicircum "),
            _ => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn words_are_no_commands() {
        assert_eq!(escaped("50% of {A_B} & \\C"), "50\\% of (A\\_B) \\& \\textbackslash C");
    }
}
