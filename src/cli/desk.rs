//! The desk in the terminal: one card at a time, one key a decision. What the keys do is [`crate::link::Desk`]'s.

use std::io::{self, IsTerminal as _, Write as _};

use anyhow::{Context as _, bail};
use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use crossterm::style::{Attribute, Print, SetAttribute};
use crossterm::terminal::{self, Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen};
use crossterm::{cursor, execute, queue};

use crate::link::{Act, Card, Desk, Done, Evidence, Relation, Speaks};

/// The keys, as they are shown under each card.
const KEYS: &str = "1-9 it is this one   c+1-9 closely   x+1-9 not this one   n none of these   l later   t note   u undo   q quit";

/// What a key begins or does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// A key decides.
    Plain,
    /// A number follows: it is this one, closely.
    Close,
    /// A number follows: it is not this one.
    Reject,
    /// A remark is written.
    Note,
}

/// What the keys have led to.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Act(Act),
    Mode(Mode),
    Letter(char),
    Erase,
    Quit,
    Nothing,
}

/// Shows cards until there is none or the person leaves; `keep` writes what was decided, after each decision.
///
/// # Errors
/// When there is no terminal, or a decision cannot be written.
pub(super) fn sit(desk: &mut Desk, mut keep: impl FnMut(&Desk) -> anyhow::Result<()>) -> anyhow::Result<()> {
    if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        bail!("--decide needs a terminal\nhint: decisions can also be written into links/wikidata.sssom.tsv with an editor");
    }
    let _screen = Screen::open().context("cannot take the terminal over")?;
    let (mut mode, mut note, mut message) = (Mode::Plain, String::new(), String::new());
    while desk.card().is_some() {
        let (width, height) = terminal::size().unwrap_or((80, 24));
        let foot = match mode {
            Mode::Plain => KEYS.to_owned(),
            Mode::Close => "closely which? 1-9, or Esc".to_owned(),
            Mode::Reject => "not which? 1-9, or Esc".to_owned(),
            Mode::Note => format!("note: {note}_   Enter keeps it, Esc leaves it"),
        };
        draw(&view(desk, usize::from(width)), usize::from(height), &message, &foot).context("cannot draw")?;
        message.clear();
        let Event::Key(key) = event::read().context("cannot read a key")? else { continue };
        match step(mode, key, &note) {
            Step::Quit => break,
            Step::Mode(next) => {
                mode = next;
                note.clear();
            }
            Step::Letter(letter) => note.push(letter),
            Step::Erase => drop(note.pop()),
            Step::Nothing => {}
            Step::Act(act) => {
                mode = Mode::Plain;
                note.clear();
                match desk.act(act) {
                    Done::Decided => keep(desk)?,
                    Done::Moved => {}
                    Done::Nothing => "there is no such candidate, or nothing to undo".clone_into(&mut message),
                }
            }
        }
    }
    Ok(())
}

/// What a key means in a mode.
fn step(mode: Mode, key: KeyEvent, note: &str) -> Step {
    if key.kind == KeyEventKind::Release {
        return Step::Nothing;
    }
    if key.modifiers.contains(KeyModifiers::CONTROL) && matches!(key.code, KeyCode::Char('c' | 'd')) {
        return Step::Quit;
    }
    if key.code == KeyCode::Esc {
        return if mode == Mode::Plain { Step::Quit } else { Step::Mode(Mode::Plain) };
    }
    let number = match key.code {
        KeyCode::Char(digit @ '1'..='9') => digit.to_digit(10).map(|digit| digit as usize - 1),
        _ => None,
    };
    match (mode, number, key.code) {
        (Mode::Note, _, KeyCode::Enter) => Step::Act(Act::Note(note.to_owned())),
        (Mode::Note, _, KeyCode::Backspace) => Step::Erase,
        (Mode::Note, _, KeyCode::Char(letter)) => Step::Letter(letter),
        (Mode::Plain, Some(at), _) => Step::Act(Act::Accept(at, Relation::Exact)),
        (Mode::Close, Some(at), _) => Step::Act(Act::Accept(at, Relation::Close)),
        (Mode::Reject, Some(at), _) => Step::Act(Act::Reject(at)),
        (Mode::Plain, None, KeyCode::Char('c')) => Step::Mode(Mode::Close),
        (Mode::Plain, None, KeyCode::Char('x')) => Step::Mode(Mode::Reject),
        (Mode::Plain, None, KeyCode::Char('t')) => Step::Mode(Mode::Note),
        (Mode::Plain, None, KeyCode::Char('n')) => Step::Act(Act::NoItem),
        (Mode::Plain, None, KeyCode::Char('l') | KeyCode::Right | KeyCode::Down) => Step::Act(Act::Later),
        (Mode::Plain, None, KeyCode::Char('u') | KeyCode::Left | KeyCode::Backspace) => Step::Act(Act::Undo),
        (Mode::Plain, None, KeyCode::Char('q')) => Step::Quit,
        _ => Step::Nothing,
    }
}

/// The card on top, line by line: the essay's sentence, then each candidate with what speaks for and against it.
fn view(desk: &Desk, width: usize) -> Vec<String> {
    let Some(card) = desk.card() else { return Vec::new() };
    let (left, decided) = desk.counts();
    let mut lines = vec![format!("{}   [{}]   {left} left, {decided} decided", card.line.name, card.line.on)];
    if !card.known.is_empty() {
        lines.push(card.known.clone());
    }
    lines.push(verdict(card));
    lines.push(String::new());
    for sentence in &card.sentences {
        let (start, end) = sentence.name;
        let marked = format!("“{}[{}]{}”", &sentence.words[..start], &sentence.words[start..end], &sentence.words[end..]);
        lines.extend(wrapped(&marked, width, "  "));
    }
    for (number, candidate) in card.line.candidates.iter().enumerate() {
        lines.push(String::new());
        let about = [candidate.dates.as_str(), candidate.description.as_str()];
        let about = about.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("; ");
        lines.push(format!("{}  {:.2}  {}  {}  {about}", number + 1, candidate.score, candidate.item, candidate.name));
        for evidence in &candidate.evidence {
            lines.extend(wrapped(&spoken(evidence), width, "     "));
        }
    }
    if card.line.candidates.is_empty() {
        lines.push("no candidates".to_owned());
    }
    if !desk.note().is_empty() {
        lines.push(String::new());
        lines.push(format!("note: {}", desk.note()));
    }
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

/// Words broken into lines no longer than the width, each with a start.
fn wrapped(words: &str, width: usize, start: &str) -> Vec<String> {
    let mut lines = vec![start.to_owned()];
    for word in words.split(' ') {
        let line = lines.last_mut().expect("there is one at least");
        if line.chars().count() + word.chars().count() + 1 > width && line.len() > start.len() {
            lines.push(format!("{start}{word}"));
        } else {
            if line.len() > start.len() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

fn draw(lines: &[String], height: usize, message: &str, foot: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    queue!(out, Clear(ClearType::All), cursor::MoveTo(0, 0))?;
    for (number, line) in lines.iter().take(height.saturating_sub(3)).enumerate() {
        if number == 0 {
            queue!(out, SetAttribute(Attribute::Bold), Print(line), SetAttribute(Attribute::Reset), Print("\r\n"))?;
        } else {
            queue!(out, Print(line), Print("\r\n"))?;
        }
    }
    if lines.len() > height.saturating_sub(3) {
        queue!(out, Print("… make the window higher to see the rest\r\n"))?;
    }
    let row = u16::try_from(height.saturating_sub(1)).unwrap_or(u16::MAX);
    queue!(out, cursor::MoveTo(0, row.saturating_sub(1)), Print(message), cursor::MoveTo(0, row))?;
    queue!(out, SetAttribute(Attribute::Reverse), Print(foot), SetAttribute(Attribute::Reset))?;
    out.flush()
}

/// The terminal while it is ours; given back whatever happens.
struct Screen;

impl Screen {
    fn open() -> io::Result<Self> {
        terminal::enable_raw_mode()?;
        execute!(io::stdout(), EnterAlternateScreen, cursor::Hide)?;
        Ok(Self)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = execute!(io::stdout(), LeaveAlternateScreen, cursor::Show);
        let _ = terminal::disable_raw_mode();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(mode: Mode, code: KeyCode, expected: Step) {
        assert_eq!(step(mode, KeyEvent::from(code), "a note"), expected, "{mode:?} {code:?}");
    }

    #[test]
    fn one_key_is_one_decision() {
        check(Mode::Plain, KeyCode::Char('1'), Step::Act(Act::Accept(0, Relation::Exact)));
        check(Mode::Close, KeyCode::Char('2'), Step::Act(Act::Accept(1, Relation::Close)));
        check(Mode::Reject, KeyCode::Char('3'), Step::Act(Act::Reject(2)));
        check(Mode::Plain, KeyCode::Char('n'), Step::Act(Act::NoItem));
        check(Mode::Plain, KeyCode::Char('l'), Step::Act(Act::Later));
        check(Mode::Plain, KeyCode::Char('u'), Step::Act(Act::Undo));
        check(Mode::Plain, KeyCode::Char('z'), Step::Nothing);
    }

    #[test]
    fn a_note_is_written_letter_by_letter() {
        check(Mode::Plain, KeyCode::Char('t'), Step::Mode(Mode::Note));
        check(Mode::Note, KeyCode::Char('n'), Step::Letter('n'));
        check(Mode::Note, KeyCode::Char('1'), Step::Letter('1'));
        check(Mode::Note, KeyCode::Backspace, Step::Erase);
        check(Mode::Note, KeyCode::Enter, Step::Act(Act::Note("a note".to_owned())));
        check(Mode::Note, KeyCode::Esc, Step::Mode(Mode::Plain));
        check(Mode::Plain, KeyCode::Esc, Step::Quit);
    }

    #[test]
    fn long_words_are_broken_between_words() {
        assert_eq!(wrapped("one two three", 9, "  "), ["  one two", "  three"]);
        assert_eq!(wrapped("averylongword", 5, "  "), ["  averylongword"]);
    }
}
