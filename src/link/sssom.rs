//! The file of decisions: SSSOM TSV, one line a judgement.
//!
//! Lines that people wrote or reviewed stay as they are, to the letter; lines of the program are written anew.
//!
//! Source: SSSOM 1.1 (<https://mapping-commons.github.io/sssom/spec-formats-tsv/>).

use super::item::ItemId;

/// The columns that are written, in this order; others that a file has are kept.
const COLUMNS: [&str; 18] = [
    "record_id",
    "subject_id",
    "subject_label",
    "predicate_id",
    "predicate_modifier",
    "object_id",
    "object_label",
    "mapping_justification",
    "author_id",
    "author_label",
    "reviewer_label",
    "review_date",
    "mapping_date",
    "confidence",
    "match_string",
    "mapping_tool",
    "mapping_tool_version",
    "comment",
];

/// By name in the column `mapping_tool`.
const TOOL: &str = "regesta";
const BY_HAND: &str = "semapv:ManualMappingCuration";
const COMPOSED: &str = "semapv:CompositeMatching";
const NOTHING: &str = "sssom:NoTermFound";

/// A file of decisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mappings {
    head: Vec<String>,
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

/// What is judged of a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judged {
    /// It is an item, in one of five ways.
    Is(Relation, ItemId),
    /// It is not this item.
    IsNot(ItemId),
    /// It has no item.
    HasNone,
}

/// How a thing and an item belong together, as SKOS says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Relation {
    /// They are the same.
    Exact,
    /// They may stand for each other.
    Close,
    /// The item is wider.
    Broad,
    /// The item is narrower.
    Narrow,
    /// They have to do with each other.
    Related,
}

impl Relation {
    const ALL: [(&'static str, Self); 5] = [
        ("skos:exactMatch", Self::Exact),
        ("skos:closeMatch", Self::Close),
        ("skos:broadMatch", Self::Broad),
        ("skos:narrowMatch", Self::Narrow),
        ("skos:relatedMatch", Self::Related),
    ];

    /// As SSSOM writes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(_, relation)| *relation == self).map_or("", |(name, _)| name)
    }
}

/// Who judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// A person.
    Person {
        /// The name.
        name: String,
        /// "0000-0002-1825-0097", where it is known.
        orcid: Option<String>,
    },
    /// The program, in this version.
    Program {
        /// "0.1.0".
        version: String,
    },
}

/// One judgement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The path of the thing's address: "person/enver-pasha".
    pub on: String,
    /// What it is called.
    pub name: String,
    /// What is judged.
    pub judged: Judged,
    /// What the item is called.
    pub item_name: String,
    /// Who judged.
    pub by: By,
    /// Who looked at the program's judgement and let it stand.
    pub reviewer: Option<String>,
    /// When, YYYY-MM-DD.
    pub date: String,
    /// How sure, "0.97".
    pub confidence: Option<String>,
    /// The names that were found to be one.
    pub names: String,
    /// Why, in words.
    pub why: String,
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
    /// An empty file for the addresses under a base.
    #[must_use]
    pub fn new(base: &str, title: &str) -> Self {
        let head = [
            "sssom_version: \"1.1\"".to_owned(),
            "curie_map:".to_owned(),
            format!("  this: {base}"),
            "  wd: http://www.wikidata.org/entity/".to_owned(),
            "  orcid: https://orcid.org/".to_owned(),
            format!("mapping_set_id: {base}mappings/wikidata"),
            format!("mapping_set_title: {}", serde_json::Value::from(format!("{title}: Wikidata"))),
            "license: https://creativecommons.org/publicdomain/zero/1.0/".to_owned(),
            "object_source: wd:Q2013".to_owned(),
        ];
        let columns = COLUMNS.iter().map(|column| (*column).to_owned()).collect();
        Self { head: head.iter().map(|line| format!("#{line}")).collect(), columns, rows: Vec::new() }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// When a column is missing, or a line says something that SSSOM or Wikidata does not know.
    pub fn parse(file: &str, text: &str) -> Result<Self, SssomError> {
        let wrong = |line: usize, message: String| SssomError { file: file.to_owned(), line, message };
        let head: Vec<String> = text.lines().take_while(|line| line.starts_with('#')).map(str::to_owned).collect();
        let mut lines = text.lines().enumerate().skip(head.len()).filter(|(_, line)| !line.trim().is_empty());
        let (number, names) = lines.next().ok_or_else(|| wrong(head.len() + 1, "the line with the columns is missing".to_owned()))?;
        let columns = cells(names);
        for needed in ["subject_id", "predicate_id", "object_id", "mapping_justification"] {
            if !columns.iter().any(|column| column == needed) {
                return Err(wrong(number + 1, format!("the column {needed} is missing")));
            }
        }
        let row = |(number, line): (usize, &str)| {
            let cells = cells(line);
            let cell =
                |name: &str| columns.iter().position(|column| column == name).and_then(|at| cells.get(at)).map_or("", String::as_str);
            let (judgement, by_person) = judgement(cell).map_err(|message| wrong(number + 1, message))?;
            Ok(Row { line: line.to_owned(), judgement, by_person })
        };
        let rows = lines.map(row).collect::<Result<_, SssomError>>()?;
        Ok(Self { head, columns, rows })
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
        let (predicate, modifier, object) = match &judgement.judged {
            Judged::Is(relation, item) => (relation.as_str(), "", format!("wd:{item}")),
            Judged::IsNot(item) => (Relation::Exact.as_str(), "Not", format!("wd:{item}")),
            Judged::HasNone => (Relation::Exact.as_str(), "", NOTHING.to_owned()),
        };
        let (justification, author, orcid, tool, version) = match &judgement.by {
            By::Person { name, orcid } => (BY_HAND, name.as_str(), orcid.as_deref().map(|orcid| format!("orcid:{orcid}")), "", ""),
            By::Program { version } => (COMPOSED, "", None, TOOL, version.as_str()),
        };
        let mark = match &judgement.judged {
            Judged::Is(_, item) | Judged::IsNot(item) => format!("link-{item}"),
            Judged::HasNone => "link-none".to_owned(),
        };
        let on = format!("this:{}", judgement.on);
        let record = format!("{on}#{mark}");
        let value = |column: &str| match column {
            "record_id" => record.as_str(),
            "subject_id" => on.as_str(),
            "subject_label" => &judgement.name,
            "predicate_id" => predicate,
            "predicate_modifier" => modifier,
            "object_id" => &object,
            "object_label" => &judgement.item_name,
            "mapping_justification" => justification,
            "author_id" => orcid.as_deref().unwrap_or(""),
            "author_label" => author,
            "reviewer_label" => judgement.reviewer.as_deref().unwrap_or(""),
            "mapping_date" => &judgement.date,
            "confidence" => judgement.confidence.as_deref().unwrap_or(""),
            "match_string" => &judgement.names,
            "mapping_tool" => tool,
            "mapping_tool_version" => version,
            "comment" => &judgement.why,
            _ => "",
        };
        for column in COLUMNS {
            if !value(column).is_empty() && !self.columns.iter().any(|own| own == column) {
                self.columns.push(column.to_owned());
            }
        }
        let listed = |column: &str, text: &str| {
            if matches!(column, "author_label" | "reviewer_label" | "match_string") { text.replace('|', "\\|") } else { text.to_owned() }
        };
        let cells: Vec<String> = self.columns.iter().map(|column| listed(column, value(column))).collect();
        Row { line: joined(&cells), judgement, by_person }
    }
}

/// What a line says, and whether a person stands behind it.
fn judgement<'c>(cell: impl Fn(&str) -> &'c str) -> Result<(Judgement, bool), String> {
    let on = cell("subject_id").split_once(':').map(|(_, path)| path.to_owned());
    let on = on.ok_or_else(|| format!("subject_id \"{}\" is no short form like this:person/key", cell("subject_id")))?;
    let object = cell("object_id");
    let relation = Relation::ALL.iter().find(|(name, _)| *name == cell("predicate_id")).map(|(_, relation)| *relation);
    let relation = relation.ok_or_else(|| {
        let names: Vec<&str> = Relation::ALL.iter().map(|(name, _)| *name).collect();
        format!("predicate_id \"{}\"\nhint: there are {}", cell("predicate_id"), names.join(", "))
    })?;
    let item = || {
        let id = object.strip_prefix("wd:").and_then(ItemId::parse);
        id.ok_or_else(|| format!("object_id \"{object}\" is no item\nhint: write it as wd:Q5152, or {NOTHING} where there is none"))
    };
    let judged = match (object, cell("predicate_modifier")) {
        (NOTHING, "") => Judged::HasNone,
        (_, "") => Judged::Is(relation, item()?),
        (_, "Not") => Judged::IsNot(item()?),
        (_, other) => return Err(format!("predicate_modifier \"{other}\"\nhint: it is \"Not\" or nothing")),
    };
    let text = |name: &str| cell(name).replace("\\|", "|");
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    let by_hand = cell("mapping_justification") == BY_HAND || cell("mapping_tool") != TOOL;
    let reviewer = some(text("reviewer_label"));
    let by = if by_hand {
        By::Person { name: text("author_label"), orcid: cell("author_id").strip_prefix("orcid:").map(str::to_owned) }
    } else {
        By::Program { version: cell("mapping_tool_version").to_owned() }
    };
    let by_person = by_hand || reviewer.is_some();
    let judgement = Judgement {
        on,
        name: cell("subject_label").to_owned(),
        judged,
        item_name: cell("object_label").to_owned(),
        by,
        reviewer,
        date: cell("mapping_date").to_owned(),
        confidence: some(cell("confidence").to_owned()),
        names: text("match_string"),
        why: cell("comment").to_owned(),
    };
    Ok((judgement, by_person))
}

/// The cells of a line.
fn cells(line: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').has_headers(false).flexible(true).from_reader(line.as_bytes());
    let mut record = csv::StringRecord::new();
    match reader.read_record(&mut record) {
        Ok(true) => record.iter().map(str::to_owned).collect(),
        Ok(false) | Err(_) => Vec::new(),
    }
}

/// Cells as a line.
fn joined(cells: &[String]) -> String {
    let mut writer = csv::WriterBuilder::new().delimiter(b'\t').from_writer(Vec::new());
    let plain = cells.iter().map(|cell| cell.split(['\t', '\n', '\r']).collect::<Vec<_>>().join(" "));
    let written = writer.write_record(plain).ok().and_then(|()| writer.into_inner().ok());
    written.map(|line| String::from_utf8_lossy(&line).trim_end_matches(['\r', '\n']).to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by_program(on: &str, item: &str, date: &str) -> Judgement {
        Judgement {
            on: on.to_owned(),
            name: "\"Единение\" | партия".to_owned(),
            judged: ItemId::parse(item).map_or(Judged::HasNone, |item| Judged::Is(Relation::Exact, item)),
            item_name: "Union".to_owned(),
            by: By::Program { version: "0.1.0".to_owned() },
            reviewer: None,
            date: date.to_owned(),
            confidence: Some("0.97".to_owned()),
            names: "a|b".to_owned(),
            why: "dates".to_owned(),
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut own = Mappings::new("https://example.org/a/", "A: \"b\"");
        own.propose(vec![by_program("person/b", "Q2", "2026-11-22"), by_program("person/a", "", "2026-11-22")]);
        let read = Mappings::parse("a.tsv", &own.write()).unwrap();
        assert_eq!(read, own);
        assert_eq!(read.judgements().map(|judgement| judgement.on.as_str()).collect::<Vec<_>>(), ["person/a", "person/b"]);
    }

    #[test]
    fn lines_of_people_stay_to_the_letter() {
        let line = "this:person/b\tB, odd   spacing\tskos:closeMatch\twd:Q9\tsemapv:ManualMappingCuration\tA. Editor\tsure";
        let text = format!(
            "#mapping_set_id: https://example.org/m\nsubject_id\tsubject_label\tpredicate_id\tobject_id\tmapping_justification\tauthor_label\tnote\n{line}\n"
        );
        let mut mappings = Mappings::parse("a.tsv", &text).unwrap();
        mappings.propose(vec![by_program("person/a", "Q1", "2026-11-22"), by_program("person/c", "Q3", "2026-11-22")]);
        let written = mappings.write();
        assert_eq!(written.lines().nth(3), Some(line), "{written}");
        mappings.propose(Vec::new());
        assert_eq!(mappings.counts(), (1, 0));
        assert!(mappings.write().ends_with(&format!("{line}\n")));
    }

    #[test]
    fn what_is_proposed_again_keeps_its_date() {
        let mut mappings = Mappings::new("https://example.org/a/", "A");
        mappings.propose(vec![by_program("person/a", "Q1", "2026-11-22")]);
        let first = mappings.write();
        mappings.propose(vec![by_program("person/a", "Q1", "2026-12-01")]);
        assert_eq!(mappings.write(), first);
        mappings.propose(vec![by_program("person/a", "Q2", "2026-12-01")]);
        assert!(mappings.write().contains("2026-12-01"));
    }

    #[test]
    fn the_last_word_of_a_person_holds() {
        let person = |judged: Judged| Judgement {
            judged,
            by: By::Person { name: "A. Editor".to_owned(), orcid: None },
            confidence: None,
            ..by_program("person/a", "Q1", "2026-11-22")
        };
        let (one, two) = (ItemId::parse("Q1").unwrap(), ItemId::parse("Q2").unwrap());
        let mut mappings = Mappings::new("https://example.org/a/", "A");
        mappings.propose(vec![by_program("person/a", "Q1", "2026-11-22")]);
        mappings.decide(person(Judged::IsNot(one)));
        assert_eq!(mappings.judgements().map(|own| own.judged.clone()).collect::<Vec<_>>(), [Judged::IsNot(one)]);
        mappings.decide(person(Judged::Is(Relation::Exact, two)));
        mappings.decide(person(Judged::HasNone));
        let all: Vec<_> = mappings.judgements().map(|own| own.judged.clone()).collect();
        assert_eq!(all, [Judged::IsNot(one), Judged::HasNone]);
    }

    #[test]
    fn what_sssom_does_not_know_is_named_with_its_line() {
        let error = |row: &str| {
            let text = format!("subject_id\tpredicate_id\tobject_id\tmapping_justification\tpredicate_modifier\n{row}\n");
            Mappings::parse("a.tsv", &text).unwrap_err().to_string()
        };
        assert!(
            error("this:a\towl:sameAs\twd:Q1\tsemapv:ManualMappingCuration\t").starts_with("a.tsv:2: predicate_id \"owl:sameAs\"\nhint: ")
        );
        assert!(
            error("this:a\tskos:exactMatch\thttp://x\tsemapv:ManualMappingCuration\t")
                .starts_with("a.tsv:2: object_id \"http://x\" is no item")
        );
        assert!(
            error("this:a\tskos:exactMatch\twd:Q1\tsemapv:ManualMappingCuration\tNo").starts_with("a.tsv:2: predicate_modifier \"No\"")
        );
    }
}
