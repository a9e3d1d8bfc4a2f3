//! Groups in quotation marks: newspapers, parties, companies.

use crate::lang::{Cases, Kind};
use crate::read::ThingKind;

use super::groups::capitalised;
use super::tokens::Look;
use super::{Hit, Reader, Thing};

impl Reader<'_> {
    /// A newspaper's name in quotation marks that says itself what it is: «Русский вестник».
    pub(super) fn quoted_press(&self, open: usize) -> Option<Hit> {
        if !is_opening(self.tokens.look(open)) || self.tokens.all[open].cited || self.is_uninflected() {
            return None;
        }
        let close = self.closing(open)?;
        let first = open + 1;
        let press = |word: usize| self.tokens.known(word).is(Kind::PressHead);
        let short = close > first && close <= first + 3 && (first + 1..close).all(|word| self.tokens.follows(word));
        if !short || self.tokens.look(first) != Look::Capital || !(press(first) || press(close - 1) || self.prints(close + 1)) {
            return None;
        }
        let base = if close == first + 1 {
            self.tokens.known(first).word(Kind::PressHead).map(|word| capitalised(&word.base))
        } else if close == first + 2
            && let Some(noun) = self.tokens.known(first + 1).word(Kind::PressHead)
        {
            let adjective = self.agreeing(first, &noun.base, noun.cases);
            adjective.map(|adjective| {
                let capital = self.tokens.look(first + 1) == Look::Capital;
                format!("{} {}", adjective.text, if capital { capitalised(&noun.base) } else { noun.base.clone() })
            })
        } else {
            None
        };
        let base = base.unwrap_or_else(|| self.text(first, close));
        Some(Hit { start: first, end: close, rule: "press", thing: Thing::Named(ThingKind::Group, base, Cases::default()) })
    }

    /// Whether a word tells what newspapers do, and no ship or company does too.
    fn prints(&self, at: usize) -> bool {
        let events = &self.pack.events;
        let form = self.tokens.small(at);
        self.tokens.look(at) == Look::Small && events.is_press_verb(&form) && !events.acts(&form).any(|(act, _)| act.kind == "arrival")
    }

    /// The name in quotation marks that stood behind "газета" before.
    pub(super) fn quoted_again(&self, open: usize, known: &[String]) -> Option<Hit> {
        if known.is_empty() || !is_opening(self.tokens.look(open)) || self.is_uninflected() {
            return None;
        }
        let close = self.closing(open)?;
        let base = self.text(open + 1, close);
        let thing = Thing::Named(ThingKind::Group, base.clone(), Cases::default());
        known.contains(&base).then_some(Hit { start: open + 1, end: close, rule: "quoted", thing })
    }

    /// The name in quotation marks after "газета" or "партия".
    pub(super) fn quoted(&self, at: usize) -> Option<Hit> {
        let opens = self.tokens.look(at) == Look::Capital && self.tokens.all[at].opens && !self.tokens.all[at].cited;
        if !(self.tokens.look(at) == Look::Small || opens) || !is_opening(self.tokens.look(at + 1)) {
            return None;
        }
        let known = self.tokens.known(at);
        let press = known.is(Kind::Press);
        if !press && !known.is(Kind::Quoted) {
            return None;
        }
        let close = self.closing(at + 1)?;
        let base = self.text(at + 2, close);
        let rule = if press { "press" } else { "quoted" };
        (close > at + 2).then(|| Hit { start: at + 2, end: close, rule, thing: Thing::Named(ThingKind::Group, base, Cases::default()) })
    }

    /// The token that closes the quotation marks opened here, a few words on.
    pub(super) fn closing(&self, open: usize) -> Option<usize> {
        (open + 1..open + 8).find(|&next| matches!(self.tokens.look(next), Look::Mark('"' | '\u{bb}' | '\u{201d}' | '\u{201c}')))
    }
}

pub(super) fn is_opening(look: Look) -> bool {
    matches!(look, Look::Mark('"' | '\u{ab}' | '\u{201e}' | '\u{201c}'))
}
