//! The desk in the terminal: one card at a time, one key a decision. What the keys do is [`crate::link::Desk`]'s.

mod view;

use std::io::{self, IsTerminal as _, Write as _};

use anyhow::{Context as _, bail};
use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use crossterm::style::{Attribute, Print, SetAttribute};
use crossterm::terminal::{self, Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen};
use crossterm::{cursor, execute, queue};

use crate::link::{Act, Desk, Done, Relation};

use view::{View, fitted};

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
    /// The help is shown.
    Help,
}

/// What the keys have led to.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Act(Act),
    Mode(Mode),
    Letter(char),
    Erase,
    /// So many lines down, or up.
    Scroll(isize),
    Quit,
    Nothing,
}

/// Shows cards until there is none or the person leaves; `keep` writes what was decided, after each decision.
///
/// # Errors
/// When there is no terminal, or a decision cannot be written.
pub(super) fn sit(desk: &mut Desk, mut keep: impl FnMut(&Desk) -> anyhow::Result<()>) -> anyhow::Result<()> {
    if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        bail!("--decide needs a terminal\nhint: decisions can also be written into the files of links/ with an editor");
    }
    let _screen = Screen::open().context("cannot take the terminal over")?;
    let (mut mode, mut note, mut message, mut from) = (Mode::Plain, String::new(), String::new(), 0_usize);
    while desk.card().is_some() {
        let size = terminal::size().unwrap_or((80, 24));
        let size = (usize::from(size.0.max(2)), usize::from(size.1));
        let foot = match mode {
            Mode::Plain => view::keys(size.0),
            Mode::Close => vec!["closely which? 1-9, or Esc".to_owned()],
            Mode::Reject => vec!["not which? 1-9, or Esc".to_owned()],
            Mode::Note => vec![format!("note: {note}_   Enter keeps it, Esc leaves it")],
            Mode::Help => vec!["any key goes back".to_owned()],
        };
        let foot: Vec<String> = foot.iter().map(|line| fitted(line, size.0)).collect();
        let shown = if mode == Mode::Help { view::help(size.0) } else { view::card(desk, size.0) };
        let last = draw(&shown, from, &message, &foot, size).context("cannot draw")?;
        // A window that changes its size is drawn anew; what was said last is still said.
        let Event::Key(key) = event::read().context("cannot read a key")? else { continue };
        message.clear();
        match step(mode, key, &note, size.1) {
            Step::Quit => break,
            Step::Mode(next) => {
                (mode, from) = (next, if next == Mode::Help || mode == Mode::Help { 0 } else { from });
                note.clear();
            }
            Step::Letter(letter) => note.push(letter),
            Step::Erase => drop(note.pop()),
            Step::Scroll(lines) => from = from.min(last).saturating_add_signed(lines).min(last),
            Step::Nothing => {}
            Step::Act(act) => {
                mode = Mode::Plain;
                note.clear();
                let said = told(desk, &act);
                match desk.act(act) {
                    Done::Decided => {
                        keep(desk)?;
                        (message, from) = (said, 0);
                    }
                    Done::Moved => (message, from) = (said, 0),
                    Done::Nothing => "there is no such candidate, or nothing to undo".clone_into(&mut message),
                }
            }
        }
    }
    Ok(())
}

/// What an act does, in words, for the line above the keys.
fn told(desk: &Desk, act: &Act) -> String {
    let Some(card) = desk.card() else { return String::new() };
    let name = &card.line.name;
    let item = |at: usize| card.line.candidates.get(at).map_or(String::new(), |shown| format!("{} ({})", shown.name, shown.item));
    match act {
        Act::Accept(at, Relation::Exact) => format!("{name} is {}; u undoes it", item(*at)),
        Act::Accept(at, _) => format!("{name} is closely {}; u undoes it", item(*at)),
        Act::Reject(at) => format!("{name} is not {}; u undoes it", item(*at)),
        Act::NoItem => format!("{name} has no item; u undoes it"),
        Act::Later => format!("{name} comes again at the end"),
        Act::Note(note) if note.is_empty() => "no note".to_owned(),
        Act::Note(_) => "noted: it is kept with the next decision".to_owned(),
        Act::Undo => "undone".to_owned(),
    }
}

/// What a key means in a mode.
fn step(mode: Mode, key: KeyEvent, note: &str, height: usize) -> Step {
    if key.kind == KeyEventKind::Release {
        return Step::Nothing;
    }
    if key.modifiers.contains(KeyModifiers::CONTROL) && matches!(key.code, KeyCode::Char('c' | 'd')) {
        return Step::Quit;
    }
    if mode == Mode::Help && scroll(key.code, height) == Step::Nothing {
        return Step::Mode(Mode::Plain);
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
        (Mode::Plain, None, KeyCode::Char('l') | KeyCode::Right) => Step::Act(Act::Later),
        (Mode::Plain, None, KeyCode::Char('u') | KeyCode::Left | KeyCode::Backspace) => Step::Act(Act::Undo),
        (Mode::Plain, None, KeyCode::Char('q')) => Step::Quit,
        (Mode::Plain, None, KeyCode::Char('?' | 'h') | KeyCode::F(1)) => Step::Mode(Mode::Help),
        (Mode::Note, ..) => Step::Nothing,
        (_, _, code) => scroll(code, height),
    }
}

/// How far a key scrolls.
fn scroll(key: KeyCode, height: usize) -> Step {
    let page = isize::try_from(height.saturating_sub(6).max(1)).unwrap_or(1);
    match key {
        KeyCode::Down => Step::Scroll(1),
        KeyCode::Up => Step::Scroll(-1),
        KeyCode::PageDown | KeyCode::Char(' ') => Step::Scroll(page),
        KeyCode::PageUp => Step::Scroll(-page),
        KeyCode::Home => Step::Scroll(isize::MIN / 2),
        KeyCode::End => Step::Scroll(isize::MAX / 2),
        _ => Step::Nothing,
    }
}

/// The head, as much of the body as there is room for from a line on, a message, the foot; the line the body can begin with at most.
fn draw(view: &View, from: usize, message: &str, foot: &[String], (width, height): (usize, usize)) -> io::Result<usize> {
    let room = height.saturating_sub(2 + foot.len());
    let last = view.body.len().saturating_sub(room);
    let from = from.min(last);
    let more = if last == 0 {
        ""
    } else if from == last {
        "↑ there is more above"
    } else {
        "↓ there is more below"
    };
    let message = match (message, more) {
        (message, "") => fitted(message, width),
        ("", more) => fitted(more, width),
        (message, more) => fitted(&format!("{more}; {message}"), width),
    };
    let mut out = io::stdout().lock();
    let row = |number: usize| cursor::MoveTo(0, u16::try_from(number).unwrap_or(u16::MAX));
    queue!(out, Clear(ClearType::All), row(0), SetAttribute(Attribute::Bold), Print(&view.head), SetAttribute(Attribute::Reset))?;
    for (number, line) in view.body.iter().skip(from).take(room).enumerate() {
        queue!(out, row(number + 1), Print(line))?;
    }
    queue!(out, row(room + 1), Print(message), SetAttribute(Attribute::Reverse))?;
    for (number, line) in foot.iter().enumerate() {
        queue!(out, row(room + 2 + number), Print(line))?;
    }
    queue!(out, SetAttribute(Attribute::Reset))?;
    out.flush()?;
    Ok(last)
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
        assert_eq!(step(mode, KeyEvent::from(code), "a note", 24), expected, "{mode:?} {code:?}");
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
    fn arrows_scroll_and_a_question_mark_helps() {
        check(Mode::Plain, KeyCode::Down, Step::Scroll(1));
        check(Mode::Plain, KeyCode::PageUp, Step::Scroll(-18));
        check(Mode::Plain, KeyCode::Char('?'), Step::Mode(Mode::Help));
        check(Mode::Help, KeyCode::Char('q'), Step::Mode(Mode::Plain));
        check(Mode::Help, KeyCode::Down, Step::Scroll(1));
        check(Mode::Note, KeyCode::Char(' '), Step::Letter(' '));
    }
}
