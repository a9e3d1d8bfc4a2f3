//! Names of the authority and names seen by their shape, as one list without overlaps.

use crate::lang::Cases;
use crate::read::{MARKED, NameShape, ThingKind};
use crate::text::Span;

use super::EntityId;
use super::forms::Fullness;
use super::known::{Found, Meaning};

/// One place where something is named.
#[derive(Clone, Copy, Debug)]
pub(super) enum Named<'a> {
    /// A form of the authority's names.
    Known(Found<'a>),
    /// A name seen by its shape.
    Shape(&'a NameShape),
}

impl<'a> Named<'a> {
    /// Where it stands.
    pub(super) fn span(&self) -> Span {
        match self {
            Self::Known(found) => found.span,
            Self::Shape(shape) => shape.span,
        }
    }

    /// What the authority's form may mean; nothing for a shape.
    pub(super) fn meanings(&self) -> &'a [Meaning] {
        match self {
            Self::Known(found) => found.meanings,
            Self::Shape(_) => &[],
        }
    }

    /// The cases it may stand in, as a name of the thing.
    pub(super) fn cases(&self, entity: &EntityId) -> Cases {
        match self {
            Self::Known(found) => found.meanings.iter().find(|own| own.entity == *entity).map_or(Cases::default(), |own| own.cases),
            Self::Shape(shape) => shape.cases,
        }
    }
}

/// Both lists in reading order; of two that overlap the better one.
///
/// The authority's names come first, unless a shape holds one within a longer name: an
/// organisation named after a state, a family name with somebody else's initials.
pub(super) fn merge<'a>(found: &[Found<'a>], shapes: &'a [NameShape]) -> Vec<Named<'a>> {
    let mut all: Vec<Named<'a>> = found.iter().copied().map(Named::Known).collect();
    all.extend(shapes.iter().map(Named::Shape));
    all.sort_by_key(|named| (named.span().start(), std::cmp::Reverse(named.span().end()), matches!(named, Named::Shape(_))));
    let mut out: Vec<Named<'a>> = Vec::with_capacity(all.len());
    for named in all {
        match out.last() {
            Some(last) if last.span().overlaps(named.span()) => {
                if better(&named, last) {
                    out.pop();
                    if out.last().is_none_or(|before| !before.span().overlaps(named.span())) {
                        out.push(named);
                    }
                }
            }
            _ => out.push(named),
        }
    }
    out
}

/// Whether a name that begins no earlier is to be read instead of the one it overlaps.
fn better(new: &Named<'_>, old: &Named<'_>) -> bool {
    match (new, old) {
        (Named::Shape(shape), Named::Known(found)) => shape_wins(shape, found),
        (Named::Known(found), Named::Shape(shape)) => !shape_wins(shape, found),
        (Named::Known(_), Named::Known(_)) => false,
        (Named::Shape(_), Named::Shape(old)) if old.rule == MARKED => false,
        (Named::Shape(new), Named::Shape(old)) => new.span.len() > old.span.len(),
    }
}

fn shape_wins(shape: &NameShape, found: &Found<'_>) -> bool {
    if shape.rule == MARKED {
        return shape.span != found.span || !found.meanings.iter().any(|own| own.entity.kind == shape.kind);
    }
    if !shape.span.contains(found.span) || shape.span == found.span {
        return false;
    }
    let of_kind = |kind| found.meanings.iter().any(|own| own.entity.kind == kind);
    match shape.kind {
        ThingKind::Group => true,
        ThingKind::Place => !of_kind(ThingKind::Person),
        ThingKind::Person => found.meanings.iter().all(|own| own.fullness < Fullness::Full || own.entity.kind != ThingKind::Person),
    }
}
