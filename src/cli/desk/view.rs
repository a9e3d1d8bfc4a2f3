//! What the desk shows, line by line, for a terminal of any width.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::link::{Card, Desk, Evidence, Shown, Source, Speaks};

/// The keys, as they are shown under each card.
const KEYS: &str =
    "1-9 it is this one · c 1-9 closely · x 1-9 not this one · n none of these · l later · t note · u undo · ↑↓ scroll · ? help · q quit";

/// What the keys and signs mean, at length.
const HELP: [&str; 17] = [
    "1 … 9     It is this one: the two are the same.",
    "c 1 … 9   Closely: they may stand for each other (a city for its province).",
    "x 1 … 9   Not this one: it is never proposed again; the others stay to be judged.",
    "n         None of these: it has no item, as far as you know.",
    "l or →    Later: the card goes to the end of the pile.",
    "t         A note; it is kept with the next decision about this card.",
    "u or ←    Undo, as often as there is something to undo.",
    "↑ ↓       Scroll; PgUp, PgDn and the space bar by a page.",
    "q, Esc    Quit. Each decision was written when it was made.",
    "",
    "+         It speaks for the candidate.",
    "·         It speaks neither way.",
    "−         It speaks against it.",
    "✗         It excludes it.",
    "",
    "The number before a candidate's name is how well it fits, from 0 to 1, made of what stands below it.",
    "Any key goes back to the card.",
];

/// A card, or the help, for a terminal.
pub(super) struct View {
    /// The line that always stands above.
    pub(super) head: String,
    /// What may be scrolled.
    pub(super) body: Vec<String>,
}

/// The card on top: the essay's sentences, then each candidate with what speaks for and against it.
pub(super) fn card(desk: &Desk, width: usize) -> View {
    let Some(card) = desk.card() else { return View { head: String::new(), body: Vec::new() } };
    let (left, decided) = desk.counts();
    // How far one has come is seen however narrow it is.
    let counts = format!("   {left} left, {decided} decided");
    let name = format!("{}   [{}]", card.line.name, card.line.on);
    let head = format!("{}{counts}", fitted(&name, width.saturating_sub(counts.width())));
    let mut body = wrapped(&card.known, width, "");
    body.extend(wrapped(&verdict(card), width, ""));
    body.push(String::new());
    let essays = card.sentences.iter().any(|sentence| sentence.essay != card.sentences[0].essay);
    for sentence in &card.sentences {
        let (start, end) = sentence.name;
        let from = if essays { format!(" ({})", sentence.essay) } else { String::new() };
        let marked = format!("“{}[{}]{}”{from}", &sentence.words[..start], &sentence.words[start..end], &sentence.words[end..]);
        body.extend(wrapped(&marked, width, "  "));
    }
    if card.sentences.is_empty() {
        body.extend(wrapped("No essay names it; it stands in the authority files alone.", width, "  "));
    }
    for (number, shown) in card.line.candidates.iter().enumerate() {
        body.push(String::new());
        body.extend(candidate(number, shown, desk.mappings().source(), width));
    }
    if card.line.candidates.is_empty() {
        body.extend([String::new(), "No candidates.".to_owned()]);
    }
    if !desk.note().is_empty() {
        body.push(String::new());
        body.extend(wrapped(&format!("note: {}", desk.note()), width, ""));
    }
    View { head: fitted(&head, width), body }
}

/// The help.
pub(super) fn help(width: usize) -> View {
    let lines = HELP.iter().flat_map(|line| if line.is_empty() { vec![String::new()] } else { wrapped(line, width, "") });
    View { head: "Help".to_owned(), body: lines.collect() }
}

/// The keys, on as many lines as it takes.
pub(super) fn keys(width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for key in KEYS.split(" · ") {
        let line = lines.last_mut().expect("there is one at least");
        if line.is_empty() {
            line.push_str(key);
        } else if line.width() + 3 + key.width() <= width {
            line.push_str("   ");
            line.push_str(key);
        } else {
            lines.push(key.to_owned());
        }
    }
    lines.iter().map(|line| fitted(line, width)).collect()
}

fn candidate(number: usize, shown: &Shown, source: &Source, width: usize) -> Vec<String> {
    let about = [shown.dates.as_str(), shown.description.as_str()];
    let about = about.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("; ");
    let key = if number < 9 { (number + 1).to_string() } else { "·".to_owned() };
    let mut lines = hung(&format!("{key}  {:.2}  {}  {about}", shown.score, shown.name), width, "         ");
    let address = crate::link::ItemId::elsewhere(&shown.item).map(|id| source.iri(id)).unwrap_or_default();
    lines.extend(wrapped(&address, width, "     "));
    lines.extend(shown.evidence.iter().flat_map(|evidence| hung(&format!("     {}", spoken(evidence)), width, "       ")));
    lines
}

fn verdict(card: &Card) -> String {
    match card.line.verdict.as_str() {
        "accepted" => "the program would accept 1".to_owned(),
        "none" => "the program finds none that fits".to_owned(),
        why => format!("open: {why}"),
    }
}

fn spoken(evidence: &Evidence) -> String {
    let sign = match evidence.speaks {
        Speaks::For => "+",
        Speaks::Open => "·",
        Speaks::Against => "−",
        Speaks::Veto => "✗",
    };
    format!("{sign} {} {:.2}: {}", evidence.feature.as_str(), evidence.value, evidence.words)
}

/// Words broken into lines no wider than the terminal, each with a start; none for no words.
fn wrapped(words: &str, width: usize, start: &str) -> Vec<String> {
    if words.is_empty() { Vec::new() } else { hung(&format!("{start}{words}"), width, start) }
}

/// The same, where the first line brings its own start.
fn hung(words: &str, width: usize, start: &str) -> Vec<String> {
    let own = words.len() - words.trim_start().len();
    let mut lines = vec![words[..own].to_owned()];
    let mut is_first = true;
    for word in words[own..].trim_end().split(' ') {
        let line = lines.last_mut().expect("there is one at least");
        if is_first {
            line.push_str(word);
        } else if line.width() + 1 + word.width() <= width {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(format!("{start}{word}"));
        }
        is_first = false;
    }
    lines.into_iter().flat_map(|line| broken(&line, width)).collect()
}

/// A line that is too wide, as several: a word may be wider than the terminal.
fn broken(line: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = line;
    while rest.width() > width.max(2) {
        let at = cut(rest, width.max(2));
        lines.push(rest[..at].to_owned());
        rest = &rest[at..];
    }
    lines.push(rest.to_owned());
    lines
}

/// A line cut to the width, with a mark where something is left out.
pub(super) fn fitted(line: &str, width: usize) -> String {
    if line.width() <= width { line.to_owned() } else { format!("{}…", &line[..cut(line, width.saturating_sub(1))]) }
}

/// Where so many columns end, in bytes.
fn cut(line: &str, width: usize) -> usize {
    let mut taken = 0;
    let end = line.char_indices().find(|(_, letter)| {
        taken += letter.width().unwrap_or(0);
        taken > width
    });
    end.map_or(line.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_broken_to_the_width() {
        assert_eq!(wrapped("one two three", 9, "  "), ["  one two", "  three"]);
        assert_eq!(wrapped("averylongword", 5, ""), ["avery", "longw", "ord"]);
        assert_eq!(hung("1  0.70  Название очень длинное", 20, "    "), ["1  0.70  Название", "    очень длинное"]);
        assert_eq!(wrapped("", 9, "  "), Vec::<String>::new());
    }

    #[test]
    fn wide_letters_take_two_columns_and_marks_none() {
        assert_eq!(broken("東京東京", 4), ["東京", "東京"]);
        assert_eq!(fitted("И\u{306}од и\u{301}мя", 6), "И\u{306}од и\u{301}…");
    }

    #[test]
    fn the_keys_fit_any_terminal() {
        for width in [20, 40, 80, 120, 200] {
            let lines = keys(width);
            assert!(lines.iter().all(|line| line.width() <= width), "{width}: {lines:?}");
            assert!(lines.concat().contains("quit"), "{width}");
        }
        assert_eq!(keys(200).len(), 1);
    }
}
