//! Worker processes: as many as there are, each with one job at a time; one that is lost is replaced.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::store::Step;

use super::chain::{Chain, Link};
use super::frame::{Frame, Job, Order};
use super::gate::Turn;

/// How a worker is started.
#[derive(Clone, Debug)]
pub struct Program {
    /// The binary.
    pub path: PathBuf,
    /// Its arguments.
    pub arguments: Vec<OsString>,
}

/// The longest that a worker may take to load its graph.
const LOADING: Duration = Duration::from_secs(600);

/// How long to wait before a worker that cannot be started is tried again.
const AGAIN: Duration = Duration::from_secs(2);

/// How much of what a worker says to its standard error is kept, in bytes.
const LAST_WORDS: usize = 4096;

/// How many bytes of changes a worker follows; one that has fallen further behind is replaced.
const BEHIND: usize = 16 << 20;

/// The workers of one build.
pub(super) struct Pool {
    program: Program,
    /// The changes that workers follow.
    chain: Arc<Chain>,
    idle: Mutex<VecDeque<Worker>>,
    /// One permit for each idle worker.
    free: Semaphore,
    /// How many were started, those that were lost and replaced included.
    started: AtomicU64,
}

/// A worker process.
#[derive(Debug)]
struct Worker {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    errors: ChildStderr,
    /// The last step that it has followed.
    followed: Arc<Link>,
}

/// A worker with a job. Dropped before the job is done, it is killed and replaced.
#[derive(Debug)]
pub(super) struct Busy {
    worker: Option<Worker>,
    pool: Arc<Pool>,
    turn: Option<Turn>,
}

/// How a worker came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Death {
    /// It asked for more memory than it may have.
    Memory,
    /// It ran out of stack.
    Depth,
    /// It failed otherwise.
    Other,
}

impl Pool {
    /// Starts so many workers; the first jobs wait for them.
    pub(super) fn start(program: Program, chain: Arc<Chain>, workers: usize) -> Arc<Self> {
        let pool = Arc::new(Self { program, chain, idle: Mutex::default(), free: Semaphore::new(0), started: AtomicU64::new(0) });
        for _ in 0..workers {
            pool.add(None);
        }
        pool
    }

    /// How many have nothing to do.
    pub(super) fn idle(&self) -> usize {
        self.free.available_permits()
    }

    /// How many were started since the build was taken up.
    pub(super) fn started(&self) -> u64 {
        self.started.load(Ordering::Relaxed)
    }

    /// A worker that begins a job, when there is one.
    pub(super) async fn give(self: &Arc<Self>, job: &Job, mut turn: Option<Turn>) -> io::Result<Busy> {
        let bytes = job.bytes()?;
        loop {
            self.free.acquire().await.map_err(io::Error::other)?.forget();
            let Some(worker) = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop_front() else { continue };
            let mut busy = Busy { worker: Some(worker), pool: Arc::clone(self), turn: None };
            // One that died while it was idle is replaced, and the job goes to another.
            if let Some(worker) = &mut busy.worker
                && worker.follow().await.is_ok()
                && worker.input.write_all(&bytes).await.is_ok()
            {
                busy.turn = turn.take();
                return Ok(busy);
            }
        }
    }

    /// Starts one more worker, again and again until it runs or the pool is gone. Until then the turn is taken.
    fn add(self: &Arc<Self>, turn: Option<Turn>) {
        let pool = Arc::downgrade(self);
        // A job that is dropped while the server ends needs no new worker, and nothing could start one.
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        runtime.spawn(async move {
            loop {
                let Some(own) = pool.upgrade() else { return };
                let program = own.program.clone();
                // The last link before the worker reads its files: a step that these have taken may be followed once more.
                let link = own.chain.last();
                drop(own);
                match Worker::start(&program, link).await {
                    Ok(worker) => {
                        if let Some(pool) = pool.upgrade() {
                            pool.started.fetch_add(1, Ordering::Relaxed);
                        }
                        keep(&pool, worker);
                        return drop(turn);
                    }
                    Err(error) => tracing::error!(%error, "a query worker cannot be started"),
                }
                tokio::time::sleep(AGAIN).await;
            }
        });
    }
}

impl std::fmt::Debug for Pool {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pool").field("program", &self.program).field("free", &self.free).finish_non_exhaustive()
    }
}

fn keep(pool: &Weak<Pool>, worker: Worker) {
    if let Some(pool) = pool.upgrade() {
        pool.idle.lock().unwrap_or_else(PoisonError::into_inner).push_back(worker);
        pool.free.add_permits(1);
    }
}

impl Worker {
    /// Starts a worker and waits until it has its graph.
    async fn start(program: &Program, followed: Arc<Link>) -> io::Result<Self> {
        let mut command = Command::new(&program.path);
        command.args(&program.arguments);
        // With one arena for all threads a worker's address space is what it uses.
        command.env("MALLOC_ARENA_MAX", "1").kill_on_drop(true);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        // Who starts a program waits until it is in place; requests need not.
        let mut child = tokio::task::spawn_blocking(move || command.spawn()).await.map_err(io::Error::other)??;
        let missing = || io::Error::other("the worker has no pipes");
        let mut worker = Self {
            input: child.stdin.take().ok_or_else(missing)?,
            output: BufReader::new(child.stdout.take().ok_or_else(missing)?),
            errors: child.stderr.take().ok_or_else(missing)?,
            child,
            followed,
        };
        worker.input.write_all(&Order::begin()?).await?;
        match timeout(LOADING, Frame::read(&mut worker.output)).await {
            Ok(Ok(Frame::Ready)) => Ok(worker),
            Ok(_) => Err(io::Error::other(worker.last_words().await)),
            Err(_) => Err(io::Error::other("the worker took too long to load its graph")),
        }
    }

    /// Brings it up to the last change.
    async fn follow(&mut self) -> io::Result<()> {
        let later = self.followed.later();
        let length = |link: &Arc<Link>| match link.step() {
            Some(Step::Add(bytes) | Step::Remove(bytes)) => bytes.len(),
            Some(Step::Anew(_)) => BEHIND + 1,
            Some(Step::Create(_) | Step::Drop(_)) | None => 0,
        };
        if later.iter().map(length).sum::<usize>() > BEHIND {
            return Err(io::Error::other("too far behind"));
        }
        for link in later {
            if let Some(step) = link.step() {
                self.input.write_all(&Order::follow(step)?).await?;
            }
            self.followed = link;
        }
        Ok(())
    }

    /// What it said to its standard error before it ended.
    async fn last_words(&mut self) -> String {
        let mut words = vec![0; LAST_WORDS];
        let mut length = 0;
        while length < words.len() {
            match timeout(Duration::from_secs(1), self.errors.read(&mut words[length..])).await {
                Ok(Ok(read)) if read > 0 => length += read,
                _ => break,
            }
        }
        String::from_utf8_lossy(&words[..length]).trim().to_owned()
    }
}

impl Busy {
    /// The next thing that the worker says of its job.
    ///
    /// # Errors
    /// With how it died, where it did.
    pub(super) async fn next(&mut self) -> Result<Frame, Death> {
        let Some(worker) = &mut self.worker else { return Err(Death::Other) };
        if let Ok(frame) = Frame::read(&mut worker.output).await {
            return Ok(frame);
        }
        let words = worker.last_words().await;
        tracing::warn!(words, "a query worker ended");
        Err(if words.contains("memory allocation of") {
            Death::Memory
        } else if words.contains("overflowed its stack") {
            Death::Depth
        } else {
            Death::Other
        })
    }

    /// Gives the worker back: its job is done. It is kept where it says that it can take another.
    pub(super) fn done(mut self) {
        let Some(mut worker) = self.worker.take() else { return };
        let (pool, turn) = (Arc::clone(&self.pool), self.turn.take());
        tokio::spawn(async move {
            match timeout(Duration::from_secs(10), Frame::read(&mut worker.output)).await {
                Ok(Ok(Frame::Ready)) => {
                    keep(&Arc::downgrade(&pool), worker);
                    drop(turn);
                }
                _ => {
                    drop(worker);
                    pool.add(turn);
                }
            }
        });
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        if let Some(mut worker) = self.worker.take() {
            // Killed and not only told: it may be in the middle of a sort that looks at nothing else.
            let _ = worker.child.start_kill();
            self.pool.add(self.turn.take());
        }
    }
}
