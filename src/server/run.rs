//! A query under way: where it runs, until when, and that it ends when nobody listens any longer.

use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use tokio::sync::mpsc;
use tokio::time::{Instant, timeout_at};

use crate::store::{Source, Stop};

use super::Build;
use super::chain::Chain;
use super::evaluate::{STACK, evaluate};
use super::frame::{Frame, Job};
use super::gate::{Entry, Turn};
use super::limits::Limits;
use super::pool::{Busy, Death, Pool};
use super::problem::Problem;

/// Where queries of strangers run.
#[derive(Clone, Debug)]
pub(super) enum Runner {
    /// In worker processes.
    Workers(Arc<Pool>),
    /// In another store, which worker processes ask.
    Elsewhere(Arc<Pool>),
    /// In this process.
    Here(Source),
}

impl Runner {
    /// Starts so many workers for a build; none runs its queries in this process.
    pub(super) fn start(build: &Build, workers: Option<usize>, chain: &Arc<Chain>) -> Self {
        match workers {
            Some(workers) => {
                let pool = Pool::start(build.worker.clone(), Arc::clone(chain), workers);
                if build.site.store.here().is_some() { Self::Workers(pool) } else { Self::Elsewhere(pool) }
            }
            None => Self::Here(build.site.store.clone()),
        }
    }

    /// How many queries could begin at once; `None` where there are no workers.
    pub(super) fn idle(&self) -> Option<usize> {
        match self {
            Self::Workers(pool) | Self::Elsewhere(pool) => Some(pool.idle()),
            Self::Here(_) => None,
        }
    }

    /// How many workers were started since the build was taken up; `None` where there are none.
    pub(super) fn started(&self) -> Option<u64> {
        match self {
            Self::Workers(pool) | Self::Elsewhere(pool) => Some(pool.started()),
            Self::Here(_) => None,
        }
    }
}

/// What comes of a query: frames, the last an end or a problem. Where they end with neither, it was broken off.
pub(super) type Frames = mpsc::Receiver<Frame>;

/// A query that runs.
#[derive(Debug)]
enum Running {
    Worker(Box<Busy>),
    Here { frames: mpsc::Receiver<Frame>, _stop: StopWith, _turn: Option<Turn> },
}

/// Stops the query of a thread when it is dropped.
#[derive(Debug)]
struct StopWith(Stop);

impl Drop for StopWith {
    fn drop(&mut self) {
        self.0.stop();
    }
}

/// Runs a job; when the frames are dropped, it is ended.
pub(super) fn run(runner: Runner, limits: Limits, job: Job, entry: Entry) -> Frames {
    let (frames, receiver) = mpsc::channel(4);
    let deadline = Instant::now() + limits.time;
    tokio::spawn(async move {
        let problem = tokio::select! {
            // What is done is done, also where nobody listens after its end.
            biased;
            done = timeout_at(deadline, attend(&runner, &job, &entry, &frames)) => match done {
                Ok(Ok(())) => None,
                Ok(Err(death)) => Some(of_death(death, &limits)),
                Err(_) => Some(too_slow(&runner, limits.time)),
            },
            // Nobody listens: what runs is dropped with this task, and so killed.
            () = frames.closed() => {
                entry.trouble();
                None
            }
        };
        if let Some(problem) = problem {
            entry.trouble();
            // A client that reads nothing has filled the channel; it will find that the answer breaks off.
            let _ = frames.try_send(Frame::Problem(problem));
        }
    });
    receiver
}

/// Waits for a turn, starts the job and passes on what it says.
async fn attend(runner: &Runner, job: &Job, entry: &Entry, frames: &mpsc::Sender<Frame>) -> Result<(), Death> {
    let turn = entry.turn().await;
    let mut running = match runner {
        Runner::Workers(pool) | Runner::Elsewhere(pool) => Running::Worker(Box::new(pool.give(job, turn).await.map_err(|_| Death::Other)?)),
        Runner::Here(store) => here(store.clone(), job.clone(), turn),
    };
    loop {
        let frame = running.next().await?;
        let is_last = matches!(frame, Frame::End | Frame::Problem(_));
        if frames.send(frame).await.is_err() {
            return Ok(());
        }
        if is_last {
            if let Running::Worker(busy) = running {
                busy.done();
            }
            return Ok(());
        }
    }
}

impl Running {
    async fn next(&mut self) -> Result<Frame, Death> {
        match self {
            Self::Worker(busy) => busy.next().await,
            Self::Here { frames, .. } => frames.recv().await.ok_or(Death::Other),
        }
    }
}

/// Runs a job in a thread of this process.
fn here(store: Source, job: Job, turn: Option<Turn>) -> Running {
    let (frames, receiver) = mpsc::channel(1);
    let stop = Stop::default();
    let own = stop.clone();
    let answer = move || {
        let mut send = |frame| frames.blocking_send(frame).map_err(|_| std::io::ErrorKind::BrokenPipe.into());
        let _ = evaluate(&store, &job, &own, &mut send);
    };
    // Where no thread can be started, the channel is closed at once, which is told as a failure.
    let _ = std::thread::Builder::new().name("query".to_owned()).stack_size(STACK).spawn(answer);
    Running::Here { frames: receiver, _stop: StopWith(stop), _turn: turn }
}

fn too_slow(runner: &Runner, time: Duration) -> Problem {
    let words = format!("the query took longer than {} s, which is the most it may", time.as_secs_f32());
    let status = match runner {
        Runner::Workers(_) | Runner::Here(_) => StatusCode::SERVICE_UNAVAILABLE,
        Runner::Elsewhere(_) => StatusCode::GATEWAY_TIMEOUT,
    };
    Problem::passing(status, words, 30)
}

fn of_death(death: Death, limits: &Limits) -> Problem {
    match death {
        Death::Memory => {
            let words = format!("the query needed more than {} MiB of memory, which is the most it may", limits.memory_mib);
            Problem::passing(StatusCode::SERVICE_UNAVAILABLE, words, 60)
        }
        Death::Depth => Problem::new(StatusCode::BAD_REQUEST, "the query is nested too deeply"),
        Death::Other => Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "the query could not be evaluated"),
    }
}
