//! The phrases of a pack: words in order, with places for a count and a unit of time.

use crate::lang::dates::{DateWord, Phrase, Piece, Role, Sense, Unit};

use super::grammar::Found;
use super::tokens::Line;

/// "One", "twenty-five", "3".
fn cardinal(line: &Line<'_>, at: usize) -> Found<u16> {
    if let Some(number) = line.number(at, 1..=3) {
        return Some((u16::try_from(number).ok()?, at + 1));
    }
    let cardinal = |at: usize| line.pick(at, |word| if let DateWord::Cardinal(number) = word { Some(*number) } else { None });
    let first = cardinal(at)?;
    let next = at + 1 + usize::from(line.dash(at + 1));
    match cardinal(next) {
        Some(ones) if first >= 20 && ones < 10 => Some((u16::from(first + ones), next + 1)),
        _ => Some((u16::from(first), at + 1)),
    }
}

/// The phrase of a wanted sense that begins at `at`: its sense with the counted units, and its end.
pub(super) fn phrase(line: &Line<'_>, at: usize, wanted: impl Fn(Sense) -> bool) -> Found<(Sense, Counted)> {
    let words = line.roles(at).iter().filter_map(|role| if let DateWord::Phrase(word) = role { Some(*word) } else { None });
    for word in words {
        for phrase in line.dates.phrases_from(word).filter(|phrase| wanted(phrase.sense) && goes_on(line, at, phrase)) {
            if let Some((counted, end)) = fits(line, at, phrase) {
                return Some(((phrase.sense, counted), end));
            }
        }
    }
    None
}

/// The phrase that begins with a count at `at`.
pub(super) fn counted_phrase(line: &Line<'_>, at: usize) -> Found<(Sense, Counted)> {
    cardinal(line, at)?;
    line.dates.phrases_from_count().find_map(|phrase| fits(line, at, phrase).map(|(counted, end)| ((phrase.sense, counted), end)))
}

/// How many of which unit a phrase counts.
pub(super) type Counted = (u16, u8, Unit);

/// Whether the second word of a phrase, where it has one, stands behind its first: most phrases are told apart by it.
fn goes_on(line: &Line<'_>, at: usize, phrase: &Phrase) -> bool {
    let Some(Piece::Word(second)) = phrase.pieces.get(1) else { return true };
    let stands = |at: usize| line.roles(at).contains(&DateWord::Phrase(*second));
    stands(at + 1) || line.mark(at + 1, '.') && stands(at + 2)
}

fn fits(line: &Line<'_>, at: usize, phrase: &Phrase) -> Found<Counted> {
    let mut next = at;
    let mut count = 1;
    let mut unit = None;
    for (at_piece, piece) in phrase.pieces.iter().enumerate() {
        match piece {
            Piece::Word(word) => {
                if !line.roles(next).contains(&DateWord::Phrase(*word)) {
                    return None;
                }
                unit = unit.or_else(|| unit_at(line, next));
                next += 1;
                // Abbreviations in a phrase carry full stops; the last one might end the sentence.
                let last = at_piece + 1 == phrase.pieces.len();
                let short = line.tokens[next - 1].span.len() <= if last { 4 } else { 8 };
                next += usize::from(short && line.mark(next, '.') && line.glued(next));
            }
            Piece::Count => (count, next) = cardinal(line, next)?,
            Piece::Unit => {
                unit = Some(unit_at(line, next)?);
                next += 1;
            }
            Piece::Stop => {
                let pause = !line.word(next) && line.number(next, 1..=9).is_none();
                if !pause && !line.is(next, Role::Stop) {
                    return None;
                }
            }
        }
    }
    let (times, unit) = unit.unwrap_or((1, Unit::Day));
    Some(((count, times, unit), next))
}

fn unit_at(line: &Line<'_>, at: usize) -> Option<(u8, Unit)> {
    line.pick(at, |word| if let DateWord::Unit(count, unit) = word { Some((*count, *unit)) } else { None })
}
