//! Citations: parentheses and notes that name their sources.
//!
//! [`brackets`] finds what may be one, [`split`] cuts it into sources, [`source`] reads the fields
//! of each from its [`elements`] and [`holdings`], those of a book or an article in [`work`], [`earlier`] fills in what "ibid." and short forms leave out, and [`unread`] tells what nobody could read.

mod address;
mod author_date;
mod brackets;
mod earlier;
mod elements;
mod holdings;
mod names;
mod source;
mod split;
#[cfg(test)]
mod tests;
mod unread;
mod work;

pub(crate) use unread::left;

use crate::lang::Pack;
use crate::text::{Essay, Marker, Span};

use super::{Citation, CitedSource};
use source::Draft;

/// What an essay cites.
#[derive(Clone, Debug, Default)]
pub struct Cited {
    /// The citations in reading order.
    pub citations: Vec<Citation>,
    /// Brackets that are never closed.
    pub unclosed: Vec<Span>,
    /// The list of works at its end, where citations refer to it by author and year: an entry each.
    pub works: Vec<Citation>,
}

/// The citations of an essay.
#[must_use]
pub fn citations(essay: &Essay, pack: &Pack) -> Cited {
    let text = essay.prose.text();
    let mut unclosed = Vec::new();
    let mut found: Vec<(usize, Citation)> = Vec::new();
    let works = author_date::works(essay, text, pack);
    let listed = |group: &brackets::Group| works.iter().any(|work| work.source.span.overlaps(group.span));
    let groups: Vec<brackets::Group> = essay.paragraphs.iter().flat_map(|&paragraph| brackets::groups(paragraph, text, pack)).collect();
    let short = author_date::sources(&groups, &works, text, pack);
    let by_year = short.iter().any(Option::is_some);
    for (group, short) in groups.iter().zip(short) {
        if by_year && listed(group) {
            continue;
        }
        if let Some(sources) = short {
            found.push((group.span.start(), Citation { span: group.span, markers: Vec::new(), sources }));
            continue;
        }
        let drafts = drafts(group.inside, text, pack);
        if drafts.is_empty() || !drafts.iter().all(|draft| draft.is_cited_inline()) {
            continue;
        }
        unclosed.extend((!group.closed).then_some(group.span));
        found.push((group.span.start(), citation(group.span, drafts)));
    }
    for note in &essay.notes {
        let drafts = drafts(note.text, text, pack);
        if !drafts.is_empty() {
            let at = note.markers.first().map_or(note.text.start(), |marker| marker.at);
            let mut citation = citation(note.text, drafts);
            citation.markers.clone_from(&note.markers);
            if let [source] = &mut citation.sources[..]
                && source.pages.is_none()
            {
                source.pages = pages_of(&note.markers, pack);
            }
            found.push((at, citation));
        }
    }
    // In the order in which a reader meets them, which "ibid." refers to.
    found.sort_by_key(|(at, citation)| (*at, citation.span.start()));
    let mut citations: Vec<Citation> = found.into_iter().map(|(_, citation)| citation).collect();
    earlier::fill_in(&mut citations, text, pack);
    citations.sort_by_key(|citation| citation.span.start());
    let entry = |work: author_date::Work| Citation { span: work.source.span, markers: Vec::new(), sources: vec![work.source] };
    let works = if by_year { works.into_iter().map(entry).collect() } else { Vec::new() };
    Cited { citations, unclosed, works }
}

/// The sources that the words name; nothing where they are no citation.
fn drafts(words: Span, text: &str, pack: &Pack) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    for piece in split::sources(words, text, pack) {
        if let Some(draft) = source::draft(piece, text, pack) {
            out.push(draft);
        } else if let Some(last) = out.last_mut() {
            last.source.span = last.source.span.hull(piece);
        } else {
            return Vec::new();
        }
    }
    out
}

fn citation(span: Span, drafts: Vec<Draft>) -> Citation {
    let sources: Vec<CitedSource> = drafts.into_iter().map(|draft| draft.source).collect();
    Citation { span, markers: Vec::new(), sources }
}

/// The pages or leaves that every marker of a work gives, where they are the same: "[3, с. 14]".
fn pages_of(markers: &[Marker], pack: &Pack) -> Option<String> {
    let rules = &pack.citations;
    let place = markers.first()?.place.as_deref()?;
    if markers.iter().any(|marker| marker.place.as_deref() != Some(place)) {
        return None;
    }
    let pages = || rules.pages.last(place).and_then(|found| Some(found.get(2)?.as_str().trim().to_owned()));
    let leaves = || rules.leaf.captures(place).and_then(|found| Some(found.get(1)?.as_str().trim().to_owned()));
    leaves().or_else(pages)
}
