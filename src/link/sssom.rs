//! The file of decisions: SSSOM TSV, one line a judgement.
//!
//! Lines that people wrote or reviewed stay as they are, to the letter; lines of the program are written anew.
//!
//! Source: SSSOM 1.1 (<https://mapping-commons.github.io/sssom/spec-formats-tsv/>).

mod head;
mod line;
#[cfg(test)]
mod tests;

use super::judgement::{Judged, Judgement};
use super::source::Source;

use line::{COLUMNS, cells, joined, judgement};

/// A file of decisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mappings {
    head: Vec<String>,
    source: Source,
    columns: Vec<String>,
    rows: Vec<Row>,
}

/// One line, as it stands and as it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    line: String,
    judgement: Judgement,
    /// Whether a person stands behind it.
    by_person: bool,
}

/// Why a file of decisions could not be read.
#[derive(Debug, thiserror::Error)]
#[error("{file}:{line}: {message}")]
pub struct SssomError {
    /// The file.
    pub file: String,
    /// Where, from one.
    pub line: usize,
    /// What is wrong, and what to do.
    pub message: String,
}

impl Mappings {
    /// An empty file about Wikidata, for the addresses under a base.
    #[must_use]
    pub fn new(base: &str, title: &str) -> Self {
        Self::of(base, title, Source::wikidata())
    }

    /// An empty file about a source's items.
    #[must_use]
    pub fn of(base: &str, title: &str, source: Source) -> Self {
        let columns = COLUMNS.iter().map(|column| (*column).to_owned()).collect();
        Self { head: head::head(base, title, &source), source, columns, rows: Vec::new() }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// When a column is missing, or a line says something that SSSOM or the source does not know.
    pub fn parse(file: &str, text: &str) -> Result<Self, SssomError> {
        let wrong = |line: usize, message: String| SssomError { file: file.to_owned(), line, message };
        let head: Vec<String> = text.lines().take_while(|line| line.starts_with('#')).map(str::to_owned).collect();
        let mut lines = text.lines().enumerate().skip(head.len()).filter(|(_, line)| !line.trim().is_empty());
        let (number, names) = lines.next().ok_or_else(|| wrong(head.len() + 1, "the line with the columns is missing".to_owned()))?;
        let columns = cells(names);
        let source = head::source(&head);
        for needed in ["subject_id", "predicate_id", "object_id", "mapping_justification"] {
            if !columns.iter().any(|column| column == needed) {
                return Err(wrong(number + 1, format!("the column {needed} is missing")));
            }
        }
        let row = |(number, line): (usize, &str)| {
            let cells = cells(line);
            let cell =
                |name: &str| columns.iter().position(|column| column == name).and_then(|at| cells.get(at)).map_or("", String::as_str);
            let (judgement, by_person) = judgement(cell, &source).map_err(|message| wrong(number + 1, message))?;
            Ok(Row { line: line.to_owned(), judgement, by_person })
        };
        let rows = lines.map(row).collect::<Result<_, SssomError>>()?;
        Ok(Self { head, source, columns, rows })
    }

    /// Whose items they are.
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Every judgement, in the order of the file.
    pub fn judgements(&self) -> impl Iterator<Item = &Judgement> {
        self.rows.iter().map(|row| &row.judgement)
    }

    /// What people judged, in the order of the file.
    pub fn of_people(&self) -> impl Iterator<Item = &Judgement> {
        self.rows.iter().filter(|row| row.by_person).map(|row| &row.judgement)
    }

    /// Puts the program's judgements in the place of its former ones; people's lines stay.
    ///
    /// A judgement that says what a former one said keeps its line, and so its date.
    pub fn propose(&mut self, judgements: Vec<Judgement>) {
        let former: Vec<Row> = self.rows.iter().filter(|row| !row.by_person).cloned().collect();
        self.rows.retain(|row| row.by_person);
        for judgement in judgements {
            let again = |row: &&Row| Judgement { date: judgement.date.clone(), ..row.judgement.clone() } == judgement;
            let row = match former.iter().find(again) {
                Some(row) => row.clone(),
                None => self.row(judgement, false),
            };
            self.insert(row);
        }
    }

    /// Adds what a person judged. What the program said of the same thing goes, but for what the person let stand.
    pub fn decide(&mut self, judgement: Judgement) {
        let on = judgement.on.clone();
        let is_rejection = matches!(judgement.judged, Judged::IsNot(_));
        self.rows.retain(|row| {
            let same = row.judgement.on == on;
            // Of one item only the last word holds; of a thing only one answer that is no rejection.
            let item = |judged: &Judged| match judged {
                Judged::Is(_, item) | Judged::IsNot(item) => Some(*item),
                Judged::HasNone => None,
            };
            let answer = !matches!(row.judgement.judged, Judged::IsNot(_));
            let replaced = item(&row.judgement.judged) == item(&judgement.judged) || answer && (!is_rejection || !row.by_person);
            !(same && replaced)
        });
        let row = self.row(judgement, true);
        self.insert(row);
    }

    /// The file's text.
    #[must_use]
    pub fn write(&self) -> String {
        let mut out = String::new();
        for line in self
            .head
            .iter()
            .map(String::as_str)
            .chain([joined(&self.columns).as_str()])
            .chain(self.rows.iter().map(|row| row.line.as_str()))
        {
            out.push_str(line);
            out.push('\n');
        }
        out
    }

    /// How many lines people stand behind, and how many only the program.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let people = self.rows.iter().filter(|row| row.by_person).count();
        (people, self.rows.len() - people)
    }

    /// Before the first line about a later thing, so that a new line stands where it is looked for.
    fn insert(&mut self, row: Row) {
        let at = self.rows.iter().position(|own| own.judgement.on > row.judgement.on).unwrap_or(self.rows.len());
        self.rows.insert(at, row);
    }

    fn row(&mut self, judgement: Judgement, by_person: bool) -> Row {
        Row { line: line::written(&judgement, &mut self.columns, &self.source), judgement, by_person }
    }
}
