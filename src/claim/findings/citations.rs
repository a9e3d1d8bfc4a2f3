//! Citations that are broken, refer to nothing, or could not be read.

use crate::read::{CitedSource, SourceKind};

use super::{Finding, Level, Read};

pub(super) fn look(read: &Read<'_>, out: &mut Vec<Finding>) {
    for span in &read.reading.unclosed {
        let message = "a citation lacks one of its brackets; its end was guessed".to_owned();
        out.push(Finding { code: "unclosed-bracket", level: Level::Warning, message, spans: vec![*span] });
    }
    for span in &read.reading.open {
        let message = "a bracket is opened and never closed".to_owned();
        out.push(Finding { code: "unclosed-bracket", level: Level::Note, message, spans: vec![*span] });
    }
    for span in &read.reading.unread {
        let message = "this looks like a citation, but no source could be read in it".to_owned();
        out.push(Finding { code: "unread-citation", level: Level::Warning, message, spans: vec![*span] });
    }
    for row in &read.cited.rows {
        let source = &read.reading.citations[row.citation].sources[row.source];
        if source.ibid && names_nothing(source) {
            let message = "nothing is cited before, so this refers to nothing".to_owned();
            out.push(Finding { code: "ibid-without-antecedent", level: Level::Warning, message, spans: vec![source.span] });
        } else if refers_to_nothing(read, source) {
            let message = "no work of this author is cited before, so this short form refers to nothing".to_owned();
            out.push(Finding { code: "short-form-without-work", level: Level::Warning, message, spans: vec![source.span] });
        }
        let dated = source.date.is_some() || !matches!(source.kind, SourceKind::Archival | SourceKind::PublishedDocument);
        if row.document.is_some() && !dated && source.doc_type.is_some() {
            let message = "the document is cited without a date".to_owned();
            out.push(Finding { code: "undated-document", level: Level::Note, message, spans: vec![source.span] });
        }
    }
}

fn names_nothing(source: &CitedSource) -> bool {
    source.title.is_none() && source.container.is_none() && source.repository.is_none() && source.shelfmark.is_none()
}

/// "Op. cit." after an author of whom nothing was cited: neither a year nor a place of publication came to it.
fn refers_to_nothing(read: &Read<'_>, source: &CitedSource) -> bool {
    let short = !source.ibid && source.year.is_none() && source.place.is_none() && source.repository.is_none();
    short && matches!(source.kind, SourceKind::Book | SourceKind::Article) && read.pack.citations.op_cit.is_match(source.span.of(read.text))
}
