//! One line of a file of decisions, read and written.

use crate::link::{By, ItemId, Judged, Judgement, Relation, Source};

/// The columns that are written, in this order; others that a file has are kept.
pub(super) const COLUMNS: [&str; 18] = [
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

/// A judgement as a line; columns that it needs and the file lacks are added. `source` says whose items they are.
pub(super) fn written(judgement: &Judgement, columns: &mut Vec<String>, source: &Source) -> String {
    let prefix = source.prefix();
    let (predicate, modifier, object) = match &judgement.judged {
        Judged::Is(relation, item) => (relation.as_str(), "", format!("{prefix}:{item}")),
        Judged::IsNot(item) => (Relation::Exact.as_str(), "Not", format!("{prefix}:{item}")),
        Judged::HasNone => (Relation::Exact.as_str(), "", NOTHING.to_owned()),
    };
    let (justification, author, orcid, tool, version) = match &judgement.by {
        By::Person { name, orcid } => (BY_HAND, name.as_str(), orcid.as_deref().map(|orcid| format!("orcid:{orcid}")), "", ""),
        By::Program { version } => (COMPOSED, "", None, TOOL, version.as_str()),
    };
    let mark = match &judgement.judged {
        Judged::Is(_, item) | Judged::IsNot(item) => source.mark(*item),
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
        if !value(column).is_empty() && !columns.iter().any(|own| own == column) {
            columns.push(column.to_owned());
        }
    }
    let listed = |column: &str, text: &str| {
        if matches!(column, "author_label" | "reviewer_label" | "match_string") { text.replace('|', "\\|") } else { text.to_owned() }
    };
    let cells: Vec<String> = columns.iter().map(|column| listed(column, value(column))).collect();
    joined(&cells)
}

/// What a line says, and whether a person stands behind it.
///
/// `source` says what its items are.
pub(super) fn judgement<'c>(cell: impl Fn(&str) -> &'c str, source: &Source) -> Result<(Judgement, bool), String> {
    let on = cell("subject_id").split_once(':').map(|(_, path)| path.to_owned());
    let on = on.ok_or_else(|| format!("subject_id \"{}\" is no short form like this:person/key", cell("subject_id")))?;
    let object = cell("object_id");
    let relation = Relation::ALL.iter().find(|(name, _)| *name == cell("predicate_id")).map(|(_, relation)| *relation);
    let relation = relation.ok_or_else(|| {
        let names: Vec<&str> = Relation::ALL.iter().map(|(name, _)| *name).collect();
        format!("predicate_id \"{}\"\nhint: there are {}", cell("predicate_id"), names.join(", "))
    })?;
    let item = || {
        let prefix = source.prefix();
        let id = object.strip_prefix(prefix).and_then(|rest| rest.strip_prefix(':'));
        let read = if source.is_wikidata() { ItemId::parse } else { ItemId::elsewhere };
        let example = if source.is_wikidata() { "Q5152" } else { "118540238" };
        id.and_then(read).ok_or_else(|| {
            format!("object_id \"{object}\" is no item\nhint: write it as {prefix}:{example}, or {NOTHING} where there is none")
        })
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
pub(super) fn cells(line: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').has_headers(false).flexible(true).from_reader(line.as_bytes());
    let mut record = csv::StringRecord::new();
    match reader.read_record(&mut record) {
        Ok(true) => record.iter().map(str::to_owned).collect(),
        Ok(false) | Err(_) => Vec::new(),
    }
}

/// Cells as a line.
pub(super) fn joined(cells: &[String]) -> String {
    let mut writer = csv::WriterBuilder::new().delimiter(b'\t').from_writer(Vec::new());
    let plain = cells.iter().map(|cell| cell.split(['\t', '\n', '\r']).collect::<Vec<_>>().join(" "));
    let written = writer.write_record(plain).ok().and_then(|()| writer.into_inner().ok());
    written.map(|line| String::from_utf8_lossy(&line).trim_end_matches(['\r', '\n']).to_owned()).unwrap_or_default()
}
