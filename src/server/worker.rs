//! The worker: a process that answers queries of strangers and may be ended at any moment.
//!
//! It is told a job a line of frames on its standard input and answers on its standard output. When
//! its input ends, the server has gone, and it ends at once, in the middle of a query too.

use std::io::{self, Write as _};
use std::sync::mpsc::{self, Receiver};

use crate::store::{Source, Stop};

use super::evaluate::{STACK, evaluate};
use super::frame::{Frame, Order};
use super::priority::{self, Watch};

/// How much of an answer goes out at a time, in bytes.
const BUFFER: usize = 64 << 10;

/// Answers jobs until the input ends.
///
/// # Errors
/// When the store cannot be opened, or a thread not be started.
pub fn work<E>(open: impl FnOnce() -> Result<Source, E> + Send, memory_mib: u64) -> io::Result<Result<(), E>>
where
    E: Send,
{
    // Few at a time, so that a graph that is handed over does not pile up.
    let (told, orders) = mpsc::sync_channel(4);
    std::thread::spawn(move || {
        let mut input = io::stdin().lock();
        while let Ok(Some(order)) = Order::read(&mut input) {
            if told.send(order).is_err() {
                break;
            }
        }
        std::process::exit(0);
    });
    let out = io::BufWriter::with_capacity(BUFFER, output()?);
    let loaded = apart(|| {
        priority::lower_own();
        open()
    })?;
    let store = match loaded {
        Some(Ok(store)) => store,
        Some(Err(error)) => return Ok(Err(error)),
        None => return Ok(Ok(())),
    };
    let mut worker = Worker { store, orders, out, bound: None, memory_mib, watch: Watch::begin(), is_ready: false };
    // A thread that was lowered is followed by another.
    while let Some(Ok(Next::Fresh)) = apart(|| worker.answer())? {}
    Ok(Ok(()))
}

/// Works in a thread of its own, with room for a deep query; `None` where it panicked.
fn apart<T: Send>(work: impl FnOnce() -> T + Send) -> io::Result<Option<T>> {
    std::thread::scope(|scope| Ok(std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work)?.join().ok()))
}

/// What a worker has, whichever of its threads answers.
struct Worker<W: io::Write> {
    store: Source,
    orders: Receiver<Order>,
    out: io::BufWriter<W>,
    bound: memory::Held,
    memory_mib: u64,
    watch: Watch,
    /// Whether the last job is done, and nobody told so.
    is_ready: bool,
}

/// What comes after the last job of a thread.
enum Next {
    /// Another thread goes on.
    Fresh,
    /// The worker ends.
    End,
}

impl<W: io::Write> Worker<W> {
    /// Answers jobs until one takes long.
    fn answer(&mut self) -> io::Result<Next> {
        loop {
            // Without a word after an answer the server would take the worker for a lost one, and start another.
            if std::mem::take(&mut self.is_ready) {
                send(&mut self.out, Frame::Ready)?;
            }
            match self.orders.recv() {
                Err(_) => return Ok(Next::End),
                Ok(Order::Follow(step)) => {
                    // Another store changes by itself, and nobody says so.
                    let Some(own) = self.store.here() else { return Ok(Next::End) };
                    let Ok(()) = memory::apart(&mut self.bound, || own.follow([&step])) else { return Ok(Next::End) };
                }
                Ok(Order::Begin) => {
                    self.bound = memory::bound(self.memory_mib);
                    self.is_ready = true;
                }
                Ok(Order::Answer(job)) => {
                    let Self { store, out, .. } = self;
                    let (done, is_low) =
                        self.watch.over(job.makes_way, || evaluate(store, &job, &Stop::default(), &mut |frame| send(out, frame)));
                    done?;
                    if memory::is_worn(self.bound) {
                        return Ok(Next::End);
                    }
                    self.is_ready = true;
                    if is_low {
                        return Ok(Next::Fresh);
                    }
                }
            }
        }
    }
}

/// Sends a frame. A short answer goes out whole, with the word that the worker is ready: each part would wake the server.
fn send(out: &mut io::BufWriter<impl io::Write>, frame: Frame) -> io::Result<()> {
    frame.write(out)?;
    match frame {
        Frame::Ready => out.flush(),
        Frame::Body(bytes) if bytes.len() >= BUFFER => out.flush(),
        Frame::Body(_) | Frame::Head(_) | Frame::End | Frame::Problem(_) => Ok(()),
    }
}

/// Standard output, which is not written line by line here.
#[cfg(unix)]
fn output() -> io::Result<std::fs::File> {
    use std::os::fd::AsFd as _;
    Ok(io::stdout().as_fd().try_clone_to_owned()?.into())
}

/// The same where it has no descriptor.
#[cfg(not(unix))]
fn output() -> io::Result<io::Stdout> {
    Ok(io::stdout())
}

#[cfg(target_os = "linux")]
mod memory {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    /// The bound, where there is one.
    pub(super) type Held = Option<Bound>;

    /// The most memory that this process may have, and what it had with nothing but the graph, in bytes.
    #[derive(Clone, Copy)]
    pub(super) struct Bound {
        most: u64,
        at_rest: u64,
    }

    /// Lets the process have so much more than it has now; what asks for more ends it.
    pub(super) fn bound(more_mib: u64) -> Option<Bound> {
        let at_rest = used()?;
        let most = at_rest + (more_mib << 20);
        set(Some(most))?;
        // A worker that is ended leaves no image of the graph behind.
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
        Some(Bound { most, at_rest })
    }

    /// Does what makes the graph itself larger or smaller, which does not count.
    pub(super) fn apart<T>(bound: &mut Option<Bound>, work: impl FnOnce() -> T) -> T {
        let before = bound.and_then(|bound| set(None).and(used()).map(|used| (bound, used)));
        let done = work();
        if let Some(((own, before), after)) = before.zip(used()) {
            let grown = after.saturating_sub(before);
            let grown = Bound { most: own.most + grown, at_rest: own.at_rest + grown };
            *bound = set(Some(grown.most)).map(|()| grown);
        }
        done
    }

    /// The bound can be raised again: there is nothing in this process that would do it for a query.
    fn set(most: Option<u64>) -> Option<()> {
        let Rlimit { maximum, .. } = getrlimit(Resource::As);
        setrlimit(Resource::As, Rlimit { current: most.or(maximum), maximum }).ok()
    }

    /// Whether what earlier queries left behind takes half of what the next one may have.
    pub(super) fn is_worn(bound: Option<Bound>) -> bool {
        bound.zip(used()).is_some_and(|(bound, used)| used > bound.at_rest + (bound.most - bound.at_rest) / 2)
    }

    /// The address space of this process, in bytes.
    fn used() -> Option<u64> {
        let pages: u64 = std::fs::read_to_string("/proc/self/statm").ok()?.split(' ').next()?.parse().ok()?;
        Some(pages * rustix::param::page_size() as u64)
    }
}

/// Elsewhere the operating system has no such bound that is kept.
#[cfg(not(target_os = "linux"))]
mod memory {
    pub(super) type Held = Option<()>;

    pub(super) fn bound(_more_mib: u64) -> Option<()> {
        None
    }

    pub(super) fn apart<T>(_bound: &mut Option<()>, work: impl FnOnce() -> T) -> T {
        work()
    }

    pub(super) fn is_worn(_bound: Option<()>) -> bool {
        false
    }
}
