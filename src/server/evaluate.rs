//! Answers a job from a store, frame by frame; the same in a worker and in the server itself.

use std::cell::Cell;
use std::io::{self, Write};

use axum::http::StatusCode;

use crate::store::{Ask, Kind, Most, Source, Stop, Told};

use super::choice::{choice, for_page};
use super::frame::{Frame, Job};
use super::problem::Problem;

/// How much of an answer is kept before its first byte is sent, so that what fails early fails with its own status.
pub(super) const KEPT: usize = 1 << 20;

/// How much is sent at a time after that.
const PART: usize = 64 << 10;

/// The stack of a thread that evaluates, in bytes.
pub(super) const STACK: usize = 64 << 20;

/// Answers a job; the last frame is an end or a problem.
///
/// # Errors
/// When `send` fails: whoever listened has gone.
pub(super) fn evaluate(store: &Source, job: &Job, stop: &Stop, send: &mut dyn FnMut(Frame) -> io::Result<()>) -> io::Result<()> {
    let ask = Ask { query: job.query.clone(), base: Some(job.base.clone()), unnamed: job.unnamed, ..Ask::default() };
    let ask = match ask.of_graphs(&job.default_graphs, &job.named_graphs) {
        Ok(ask) => ask,
        Err(error) => return send(Frame::Problem((&error).into())),
    };
    let media = Cell::new("");
    let mut refused = None;
    let mut form = |kind: Kind| {
        let chosen = if job.page { Ok(for_page(kind)) } else { choice(kind, &job.accept, &job.format) };
        match chosen {
            Ok((form, own)) => {
                media.set(own);
                Some(form)
            }
            Err(problem) => {
                refused = Some(problem);
                None
            }
        }
    };
    let most = if job.page { Most::Cut(job.rows) } else { Most::Refuse(job.rows) };
    let mut sending = Sending { send, media: &media, kept: Vec::new(), has_begun: false, has_failed: false };
    let told = store.tell(&ask, most, stop, &mut form, &mut sending);
    if sending.has_failed {
        return Err(io::ErrorKind::BrokenPipe.into());
    }
    let last = match told {
        Ok(Told::Written) => {
            sending.pass()?;
            Frame::End
        }
        Ok(Told::NoForm) => Frame::Problem(refused.unwrap_or_else(|| Problem::new(StatusCode::NOT_ACCEPTABLE, "there is no such form"))),
        Err(error) => Frame::Problem((&error).into()),
    };
    (sending.send)(last)
}

/// Sends what is written, in parts.
struct Sending<'a> {
    send: &'a mut dyn FnMut(Frame) -> io::Result<()>,
    /// The media type of the answer, known when its first byte is written.
    media: &'a Cell<&'static str>,
    kept: Vec<u8>,
    has_begun: bool,
    has_failed: bool,
}

impl Sending<'_> {
    /// Sends what was kept, after the head where that has not been sent.
    fn pass(&mut self) -> io::Result<()> {
        if !self.has_begun {
            self.has_begun = true;
            (self.send)(Frame::Head(self.media.get().to_owned()))?;
        }
        (self.send)(Frame::Body(std::mem::take(&mut self.kept)))
    }
}

impl Write for Sending<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.kept.extend_from_slice(bytes);
        if self.kept.len() >= if self.has_begun { PART } else { KEPT } {
            let passed = self.pass();
            self.has_failed |= passed.is_err();
            passed?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
