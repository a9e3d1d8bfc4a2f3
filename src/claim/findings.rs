//! What a careful reader should look at.

use crate::read::{Reading, SourceKind};
use crate::resolve::Resolved;
use crate::text::Essay;

use super::documents::Cited;
use super::happenings::Clash;
use super::{Finding, Level};

/// The findings of an essay, in the order of the text.
pub(super) fn findings(essay: &Essay, reading: &Reading, resolved: &Resolved, cited: &Cited, clashes: &[Clash]) -> Vec<Finding> {
    let text = essay.prose.text();
    let mut out = Vec::new();
    for span in &reading.unclosed {
        let message = "a citation lacks one of its brackets; its end was guessed".to_owned();
        out.push(Finding { code: "unclosed-bracket", level: Level::Warning, message, spans: vec![*span] });
    }
    for (span, candidates) in &resolved.ties {
        let names: Vec<String> = candidates.iter().map(ToString::to_string).collect();
        let message = format!("\"{}\" could be {}", span.of(text), names.join(" or "));
        out.push(Finding { code: "name-tie", level: Level::Warning, message, spans: vec![*span] });
    }
    for row in &cited.rows {
        let source = &reading.citations[row.citation].sources[row.source];
        let empty = source.title.is_none() && source.container.is_none() && source.repository.is_none() && source.shelfmark.is_none();
        if source.ibid && empty {
            let message = "nothing is cited before, so this refers to nothing".to_owned();
            out.push(Finding { code: "ibid-without-antecedent", level: Level::Warning, message, spans: vec![source.span] });
        }
        let dated = source.date.is_some() || !matches!(source.kind, SourceKind::Archival | SourceKind::PublishedDocument);
        if row.document.is_some() && !dated && source.doc_type.is_some() {
            let message = "the document is cited without a date".to_owned();
            out.push(Finding { code: "undated-document", level: Level::Note, message, spans: vec![source.span] });
        }
    }
    for clash in clashes {
        let message =
            format!("\"{}\" is dated {} in the sentence and {} in its citation", clash.title, clash.told.edtf(), clash.cited.edtf());
        out.push(Finding { code: "date-clash", level: Level::Warning, message, spans: vec![clash.sentence, clash.citation] });
    }
    out.sort_by_key(|finding| finding.spans.first().copied());
    out
}
