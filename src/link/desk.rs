//! The desk at which a person decides: cards, what can be done with them, and undoing it. No terminal and no web here.

use crate::resolve::EntityId;

use super::item::ItemId;
use super::judgement::{By, Judged, Judgement, Relation};
use super::proposal::{Line, Shown};
use super::sssom::Mappings;
use super::subject::Sentence;

/// A thing to be decided.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The thing.
    pub id: EntityId,
    /// What it is called, its candidates, and what the program thinks.
    pub line: Line,
    /// What the authority file says of it: dates, a note.
    pub known: String,
    /// Where the essays name it.
    pub sentences: Vec<Sentence>,
}

/// What a person can do with a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// It is the nth candidate, in this way.
    Accept(usize, Relation),
    /// It is not the nth candidate.
    Reject(usize),
    /// It has no item.
    NoItem,
    /// Not now: the card goes to the end.
    Later,
    /// A remark, kept with the next decision about the card.
    Note(String),
    /// As it was before the last decision.
    Undo,
}

/// What came of an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// The file of decisions changed: it must be written.
    Decided,
    /// Something else changed.
    Moved,
    /// Nothing: there is no such candidate, or nothing to undo.
    Nothing,
}

/// The cards, who sits at the desk, and what was done.
#[derive(Clone, Debug)]
pub struct Desk {
    cards: Vec<Card>,
    mappings: Mappings,
    by: By,
    today: String,
    note: String,
    decided: usize,
    former: Vec<Former>,
}

/// How it was before an act.
#[derive(Clone, Debug)]
struct Former {
    cards: Vec<Card>,
    mappings: Mappings,
    note: String,
    decided: usize,
}

impl Desk {
    /// A desk with the cards in the order in which they are best decided: open ones first, those nearest to a decision
    /// before the others, then what the program would accept, the least sure first.
    #[must_use]
    pub fn new(mut cards: Vec<Card>, mappings: Mappings, by: By, today: &str) -> Self {
        cards.sort_by(|a, b| rank(a).partial_cmp(&rank(b)).unwrap_or(std::cmp::Ordering::Equal).then(a.id.cmp(&b.id)));
        Self { cards, mappings, by, today: today.to_owned(), note: String::new(), decided: 0, former: Vec::new() }
    }

    /// The card on top.
    #[must_use]
    pub fn card(&self) -> Option<&Card> {
        self.cards.first()
    }

    /// How many cards are left, and how many decisions were made.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        (self.cards.len(), self.decided)
    }

    /// The remark that goes with the next decision.
    #[must_use]
    pub fn note(&self) -> &str {
        &self.note
    }

    /// The file of decisions, as it is now.
    #[must_use]
    pub fn mappings(&self) -> &Mappings {
        &self.mappings
    }

    /// Does something with the card on top.
    pub fn act(&mut self, act: Act) -> Done {
        if act == Act::Undo {
            let Some(former) = self.former.pop() else { return Done::Nothing };
            let changed = former.mappings != self.mappings;
            (self.cards, self.mappings, self.note, self.decided) = (former.cards, former.mappings, former.note, former.decided);
            return if changed { Done::Decided } else { Done::Moved };
        }
        let Some(card) = self.cards.first().cloned() else { return Done::Nothing };
        let candidate = |at: usize| card.line.candidates.get(at).and_then(|shown| Some((ItemId::elsewhere(&shown.item)?, shown)));
        let judged: (Judged, Option<&Shown>) = match &act {
            Act::Accept(at, relation) => match candidate(*at) {
                Some((item, shown)) => (Judged::Is(*relation, item), Some(shown)),
                None => return Done::Nothing,
            },
            Act::Reject(at) => match candidate(*at) {
                Some((item, shown)) => (Judged::IsNot(item), Some(shown)),
                None => return Done::Nothing,
            },
            Act::NoItem => (Judged::HasNone, None),
            Act::Later => {
                self.remember();
                let card = self.cards.remove(0);
                self.cards.push(card);
                self.note.clear();
                return Done::Moved;
            }
            Act::Note(note) => {
                self.remember();
                self.note.clone_from(note);
                return Done::Moved;
            }
            Act::Undo => return Done::Nothing,
        };
        self.remember();
        let (judged, shown) = judged;
        let is_rejection = matches!(judged, Judged::IsNot(_));
        self.mappings.decide(Judgement {
            on: card.line.on.clone(),
            name: card.line.name.clone(),
            item_name: shown.map(|shown| shown.name.clone()).unwrap_or_default(),
            by: self.by.clone(),
            reviewer: None,
            date: self.today.clone(),
            confidence: None,
            names: String::new(),
            why: std::mem::take(&mut self.note),
            judged,
        });
        self.decided += 1;
        match &act {
            // The others are still there to be judged.
            Act::Reject(at) if is_rejection && card.line.candidates.len() > 1 => {
                self.cards[0].line.candidates.remove(*at);
            }
            _ => drop(self.cards.remove(0)),
        }
        Done::Decided
    }

    fn remember(&mut self) {
        let former = Former { cards: self.cards.clone(), mappings: self.mappings.clone(), note: self.note.clone(), decided: self.decided };
        self.former.push(former);
    }
}

/// Where a card stands in the pile.
fn rank(card: &Card) -> (u8, f32) {
    let score = |at: usize| card.line.candidates.get(at).map_or(0.0, |candidate| candidate.score);
    match card.line.verdict.as_str() {
        // Sure ones come last, the least sure of them first.
        "accepted" => (1, score(0) - score(1)),
        "none" => (2, -score(0)),
        // Nearest to the threshold first: a good best one that another one comes near, or that lacks little.
        _ => (0, (0.7 - score(0)).abs() + (score(0) - score(1) - 0.1).abs()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::ThingKind;

    fn card(key: &str, verdict: &str, scores: &[f32]) -> Card {
        let candidate = |(number, score): (usize, &f32)| Shown {
            item: format!("Q{}", number + 1),
            name: format!("item {}", number + 1),
            description: String::new(),
            dates: String::new(),
            score: *score,
            origin: String::new(),
            evidence: Vec::new(),
        };
        Card {
            id: EntityId { kind: ThingKind::Person, key: key.to_owned() },
            line: Line {
                on: format!("person/{key}"),
                name: key.to_owned(),
                verdict: verdict.to_owned(),
                candidates: scores.iter().enumerate().map(candidate).collect(),
            },
            known: String::new(),
            sentences: Vec::new(),
        }
    }

    fn desk() -> Desk {
        let cards = vec![
            card("sure", "accepted", &[0.9]),
            card("far", "open", &[0.3]),
            card("near", "open", &[0.72, 0.65]),
            card("nil", "none", &[]),
        ];
        let by = By::Person { name: "A. Editor".to_owned(), orcid: None };
        Desk::new(cards, Mappings::new("https://example.org/a/", "A"), by, "2026-11-22")
    }

    fn keys(desk: &Desk) -> Vec<&str> {
        desk.cards.iter().map(|card| card.id.key.as_str()).collect()
    }

    #[test]
    fn those_nearest_to_a_decision_lie_on_top() {
        assert_eq!(keys(&desk()), ["near", "far", "sure", "nil"]);
    }

    #[test]
    fn a_decision_takes_the_card_and_undo_brings_it_back() {
        let mut desk = desk();
        assert_eq!(desk.act(Act::Note("see the memoirs".to_owned())), Done::Moved);
        assert_eq!(desk.act(Act::Accept(1, Relation::Close)), Done::Decided);
        assert_eq!(keys(&desk), ["far", "sure", "nil"]);
        let written = desk.mappings().write();
        assert!(written.contains("skos:closeMatch\t\twd:Q2\titem 2") && written.contains("see the memoirs"), "{written}");
        assert_eq!(desk.act(Act::Undo), Done::Decided);
        assert_eq!((keys(&desk).len(), desk.counts().1, desk.note()), (4, 0, "see the memoirs"));
        assert_eq!(desk.mappings().counts(), (0, 0));
        assert_eq!(desk.act(Act::Undo), Done::Moved);
        assert_eq!(desk.act(Act::Undo), Done::Nothing);
    }

    #[test]
    fn a_rejected_candidate_leaves_the_others() {
        let mut desk = desk();
        assert_eq!(desk.act(Act::Reject(0)), Done::Decided);
        assert_eq!(desk.card().map(|card| card.line.candidates.len()), Some(1));
        assert_eq!(desk.act(Act::Accept(0, Relation::Exact)), Done::Decided);
        let judged: Vec<_> = desk.mappings().judgements().map(|own| own.judged.clone()).collect();
        let (one, two) = (ItemId::parse("Q1").unwrap(), ItemId::parse("Q2").unwrap());
        assert_eq!(judged, [Judged::IsNot(one), Judged::Is(Relation::Exact, two)]);
    }

    #[test]
    fn later_is_the_end_of_the_pile_and_none_is_an_answer() {
        let mut desk = desk();
        assert_eq!(desk.act(Act::Later), Done::Moved);
        assert_eq!(keys(&desk), ["far", "sure", "nil", "near"]);
        assert_eq!(desk.act(Act::Accept(7, Relation::Exact)), Done::Nothing);
        assert_eq!(desk.act(Act::NoItem), Done::Decided);
        assert!(desk.mappings().write().contains("sssom:NoTermFound"));
    }
}
