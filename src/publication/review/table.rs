//! The lines of a file of decisions: a table with tabs, or one JSON object a line.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::claim::{Correction, Review, Verdict};
use crate::read::ThingKind;
use crate::resolve::EntityId;
use crate::time::HistoricalDate;

/// The columns, in the order in which a new file has them.
pub(super) const HEAD: [&str; 9] = ["on", "do", "value", "by", "orcid", "at", "why", "passage", "about"];

/// Columns that no line can do without.
const NEEDED: [&str; 4] = ["on", "do", "by", "at"];

/// One line of a file of decisions.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// The file.
    pub file: PathBuf,
    /// The line, from one.
    pub line: usize,
    /// The id of the statement: `essay/kars#a-k3v9…`.
    pub on: String,
    /// What was decided, by whom, when and why.
    pub review: Review,
    /// The path of the words it rested on; may be empty.
    pub passage: String,
    /// The path of what it was about; may be empty.
    pub about: String,
}

/// What is wrong with a line, and its number.
type Wrong = (usize, String);

impl Decision {
    /// In words: "confirmed by Ada Editor, 2026-11-25: seen in the archive".
    pub(super) fn told(&self) -> String {
        let Review { verdict, by, at, why, .. } = &self.review;
        let verdict = match verdict {
            Verdict::Confirmed => "confirmed".to_owned(),
            Verdict::Rejected => "rejected".to_owned(),
            Verdict::Corrected(corrections) => {
                format!("corrected ({})", corrections.iter().map(Correction::written).collect::<Vec<_>>().join("; "))
            }
        };
        let why = if why.is_empty() { String::new() } else { format!(": {why}") };
        format!("{verdict} by {by}, {at}{why}")
    }

    /// As a line of a file with these columns.
    pub(super) fn line_of(&self, head: &[String]) -> String {
        let (verdict, value) = match &self.review.verdict {
            Verdict::Confirmed => ("confirm", String::new()),
            Verdict::Rejected => ("reject", String::new()),
            Verdict::Corrected(corrections) => ("correct", corrections.iter().map(Correction::written).collect::<Vec<_>>().join("; ")),
        };
        let cell = |column: &String| match column.as_str() {
            "on" => self.on.clone(),
            "do" => verdict.to_owned(),
            "value" => value.clone(),
            "by" => self.review.by.clone(),
            "orcid" => self.review.orcid.clone().unwrap_or_default(),
            "at" => self.review.at.clone(),
            "why" => self.review.why.clone(),
            "passage" => self.passage.clone(),
            "about" => self.about.clone(),
            _ => String::new(),
        };
        let plain = |text: String| text.split(['\t', '\n', '\r']).map(str::trim).collect::<Vec<_>>().join(" ");
        head.iter().map(cell).map(plain).collect::<Vec<_>>().join("\t")
    }
}

/// The columns of a table.
pub(super) fn head(text: &str) -> Result<Vec<String>, String> {
    let line = text.lines().next().unwrap_or_default();
    let columns: Vec<String> = line.trim_start_matches('\u{feff}').split('\t').map(|name| name.trim().to_owned()).collect();
    if let Some(unknown) = columns.iter().find(|name| !HEAD.contains(&name.as_str())) {
        return Err(format!(
            "no column is called \"{unknown}\"\nhint: the first line names the columns, with tabs between: {}",
            HEAD.join(" ")
        ));
    }
    match NEEDED.iter().find(|needed| !columns.iter().any(|name| name == *needed)) {
        Some(missing) => Err(format!("the column \"{missing}\" is missing\nhint: the first line names the columns: {}", HEAD.join(" "))),
        None => Ok(columns),
    }
}

/// The decisions of a table with tabs.
pub(super) fn tsv(text: &str) -> Result<Vec<Decision>, Wrong> {
    if text.trim().is_empty() {
        return Ok(Vec::new());
    }
    let head = head(text).map_err(|message| (1, message))?;
    let mut all = Vec::new();
    for (number, line) in (1..).zip(text.lines()).skip(1) {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let cells: Vec<&str> = line.split('\t').collect();
        if cells.len() > head.len() && cells[head.len()..].iter().any(|cell| !cell.is_empty()) {
            return Err((number, format!("{} cells, but {} columns\nhint: no cell may hold a tab", cells.len(), head.len())));
        }
        let cells = head.iter().zip(cells).map(|(name, cell)| (name.clone(), unquoted(cell.trim()))).collect();
        all.push(decision(number, &cells).map_err(|message| (number, message))?);
    }
    Ok(all)
}

/// A cell without the quotation marks that a spreadsheet sets around one with commas or quotes.
fn unquoted(cell: &str) -> String {
    match cell.strip_prefix('"').and_then(|cell| cell.strip_suffix('"')) {
        Some(inner) => inner.replace("\"\"", "\""),
        None => cell.to_owned(),
    }
}

/// The decisions of one JSON object a line.
pub(super) fn json_lines(text: &str) -> Result<Vec<Decision>, Wrong> {
    let mut all = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() {
            continue;
        }
        let hint = "each line is one object like {\"on\": \"essay/…#a-…\", \"do\": \"confirm\", \"by\": \"…\", \"at\": \"2026-11-25\"}";
        let cells: BTreeMap<String, String> =
            serde_json::from_str(line).map_err(|error| (number, format!("not an object of words: {error}\nhint: {hint}")))?;
        if let Some(unknown) = cells.keys().find(|name| !HEAD.contains(&name.as_str())) {
            return Err((number, format!("unknown key \"{unknown}\"\nhint: there are {}", HEAD.join(" "))));
        }
        all.push(decision(number, &cells).map_err(|message| (number, message))?);
    }
    Ok(all)
}

fn decision(line: usize, cells: &BTreeMap<String, String>) -> Result<Decision, String> {
    let cell = |name: &str| cells.get(name).map_or("", String::as_str).trim();
    let on = cell("on").trim_start_matches('/');
    if !on.starts_with("essay/") || !on.contains("#a-") {
        return Err(format!(
            "\"{on}\" is no statement\nhint: its id looks like essay/kars#a-k3v9x2ab; `regesta review` lists them, and each page shows those of its passages"
        ));
    }
    if cell("by").is_empty() {
        return Err("nobody stands behind the decision\nhint: write the reviewer's name into \"by\"".to_owned());
    }
    let at = cell("at");
    if HistoricalDate::parse(at).is_none() {
        return Err(format!("\"{at}\" is no day\nhint: write \"at\" as 2026-11-25"));
    }
    let value = cell("value");
    let verdict = match cell("do") {
        "confirm" | "accept" => Verdict::Confirmed,
        "reject" => Verdict::Rejected,
        "correct" | "set" => Verdict::Corrected(corrections(value)?),
        other => return Err(format!("\"{other}\" is no decision\nhint: write confirm, reject or correct into \"do\"")),
    };
    if !value.is_empty() && !matches!(verdict, Verdict::Corrected(_)) {
        return Err("a value goes with \"correct\" alone\nhint: write what is to be said about it into \"why\"".to_owned());
    }
    let orcid = cell("orcid").rsplit('/').next().unwrap_or_default();
    let orcid = match orcid {
        "" => None,
        orcid if is_orcid(orcid) => Some(orcid.to_owned()),
        wrong => return Err(format!("\"{wrong}\" is no ORCID\nhint: it has four times four digits: 0000-0002-1825-0097; look for a slip")),
    };
    let review = Review { verdict, by: cell("by").to_owned(), orcid, at: at.to_owned(), why: cell("why").to_owned() };
    Ok(Decision {
        file: PathBuf::new(),
        line,
        on: on.to_owned(),
        review,
        passage: cell("passage").to_owned(),
        about: cell("about").to_owned(),
    })
}

/// What is corrected, as a decision writes it: "date: 1921-07-01; who: person/a person/b".
///
/// # Errors
/// When it is not of that form; the message says what to write.
pub fn corrections(value: &str) -> Result<Vec<Correction>, String> {
    const HINT: &str = "hint: write it as date: 1921-07-01; who: person/orlov; whom: person/ignatyev group/senate; where: place/kars";
    let mut all = Vec::new();
    for part in value.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once(':').ok_or_else(|| format!("\"{part}\" corrects nothing\n{HINT}"))?;
        let value = value.trim();
        let things = || value.split([' ', ',']).filter(|id| !id.is_empty()).map(thing).collect::<Result<Vec<_>, _>>();
        all.push(match name.trim() {
            "date" => Correction::Date(HistoricalDate::parse(value).ok_or_else(|| {
                format!("\"{value}\" is no date\nhint: write it in EDTF: 1921-07-01, 1921-07, 1921, 1921~, 1921-22 (summer), 1921-03-20/1921-03-31")
            })?),
            "who" => Correction::Who(things()?),
            "whom" => Correction::Whom(things()?),
            "where" => Correction::Where(things()?),
            other => return Err(format!("\"{other}\" is nothing that can be corrected\n{HINT}")),
        });
    }
    if all.is_empty() { Err(format!("nothing says what is to be corrected\n{HINT}")) } else { Ok(all) }
}

fn thing(id: &str) -> Result<EntityId, String> {
    let (kind, key) = id.split_once('/').unwrap_or((id, ""));
    let kinds = [ThingKind::Person, ThingKind::Place, ThingKind::Group];
    match kinds.into_iter().find(|own| own.as_str() == kind) {
        Some(kind) if !key.is_empty() => Ok(EntityId { kind, key: key.to_owned() }),
        _ => Err(format!("\"{id}\" is nobody's key\nhint: write person/KEY, group/KEY or place/KEY, as the address of its page ends")),
    }
}

/// Whether the last digit is what the others make it (ISO 7064, MOD 11-2).
///
/// Source: <https://support.orcid.org/hc/en-us/articles/360006897674-Structure-of-the-ORCID-Identifier>.
#[must_use]
pub fn is_orcid(orcid: &str) -> bool {
    let shape = orcid.len() == 19 && orcid.bytes().enumerate().all(|(at, byte)| if at % 5 == 4 { byte == b'-' } else { byte != b'-' });
    let digits: Vec<u8> = orcid.bytes().filter(|byte| *byte != b'-').collect();
    let Some((last, first)) = digits.split_last() else { return false };
    if !shape || !first.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let total = first.iter().fold(0_u32, |total, digit| (total + u32::from(digit - b'0')) * 2 % 11);
    let check = (12 - total) % 11;
    *last == if check == 10 { b'X' } else { b'0' + u8::try_from(check).unwrap_or(0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str =
        "essay/a#a-abcdefgh\tcorrect\tdate: 1921-07-01; who: person/orlov\tAda\t0000-0002-1825-0097\t2026-11-25\tthe note says so\t\t";

    fn tsv_of(line: &str) -> Result<Vec<Decision>, Wrong> {
        tsv(&format!("{}\n{line}\n", HEAD.join("\t")))
    }

    #[track_caller]
    fn wrong(line: &str, start: &str) {
        let (number, message) = tsv_of(line).unwrap_err();
        assert_eq!(number, 2);
        assert!(message.starts_with(start) && message.contains("\nhint: "), "{message}");
    }

    #[test]
    fn what_is_read_is_written_again() {
        let read = tsv_of(LINE).unwrap();
        assert_eq!(read[0].line_of(&HEAD.map(str::to_owned)), LINE);
        assert_eq!((read[0].line, read[0].review.orcid.as_deref()), (2, Some("0000-0002-1825-0097")));
    }

    #[test]
    fn columns_may_stand_in_any_order_and_be_left_out() {
        let read = tsv("by\tat\tdo\ton\nAda\t2026-11-25\treject\tessay/a#a-b\n\n# a remark\n").unwrap();
        assert_eq!((read.len(), &read[0].review.verdict), (1, &Verdict::Rejected));
        assert_eq!(tsv("on\tdo\tby\n").unwrap_err().0, 1);
        assert!(tsv("on\tdo\tby\tat\tnote\n").unwrap_err().1.starts_with("no column is called \"note\""));
    }

    #[test]
    fn the_same_stands_in_json_lines() {
        let line = r#"{"at": "2026-11-25", "by": "Ada", "on": "essay/a#a-b", "do": "accept", "why": "seen"}"#;
        assert_eq!(json_lines(line).unwrap()[0].review.verdict, Verdict::Confirmed);
        assert!(json_lines("{\"of\": \"x\"}").unwrap_err().1.starts_with("unknown key \"of\""));
    }

    #[test]
    fn what_is_wrong_is_named_with_its_remedy() {
        wrong("doc/x\tconfirm\t\tAda\t\t2026-11-25", "\"doc/x\" is no statement");
        wrong("essay/a#a-b\tconfirm\t\t\t\t2026-11-25", "nobody stands behind");
        wrong("essay/a#a-b\tconfirm\t\tAda\t\tyesterday", "\"yesterday\" is no day");
        wrong("essay/a#a-b\tkeep\t\tAda\t\t2026-11-25", "\"keep\" is no decision");
        wrong("essay/a#a-b\tconfirm\tdate: 1921\tAda\t\t2026-11-25", "a value goes with");
        wrong("essay/a#a-b\tcorrect\t\tAda\t\t2026-11-25", "nothing says what");
        wrong("essay/a#a-b\tcorrect\tdate: July\tAda\t\t2026-11-25", "\"July\" is no date");
        wrong("essay/a#a-b\tcorrect\twho: orlov\tAda\t\t2026-11-25", "\"orlov\" is nobody's key");
        wrong("essay/a#a-b\tconfirm\t\tAda\t0000-0002-1825-0098\t2026-11-25", "\"0000-0002-1825-0098\" is no ORCID");
    }

    #[test]
    fn an_orcid_has_its_check_digit() {
        assert!(is_orcid("0000-0002-1825-0097") && is_orcid("0000-0002-1694-233X"));
        assert!(!is_orcid("0000-0002-1694-2330") && !is_orcid("0000000218250097") && !is_orcid(""));
    }
}
