//! What the server and its workers say to each other: frames of a kind, a length and bytes.

use std::io::{self, Read, Write};

use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncRead, AsyncReadExt as _};

use crate::store::{Step, name};

use super::problem::Problem;

/// Longest frame that is believed, in bytes.
const LONGEST: u32 = 64 << 20;

/// A question with all that a worker must know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Job {
    pub(super) query: String,
    pub(super) base: String,
    pub(super) default_graphs: Vec<String>,
    pub(super) named_graphs: Vec<String>,
    /// Whether the default graph is the unnamed one alone, where the question names none.
    pub(super) unnamed: bool,
    pub(super) accept: String,
    /// The format's short name, where it is named.
    pub(super) format: String,
    /// Whether the answer goes into a page: then it comes as JSON or N-Triples, and is cut.
    pub(super) page: bool,
    /// How many rows there may be.
    pub(super) rows: usize,
    /// Whether it makes way for all others from its beginning.
    pub(super) makes_way: bool,
}

/// One thing said to a worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// Follow a change of the graph.
    Follow(Step),
    /// The graph is whole; say so.
    Begin,
    /// Answer a question.
    Answer(Job),
}

/// One thing said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// The worker has its graph, and no job.
    Ready,
    /// An answer begins; its media type.
    Head(String),
    /// A part of the answer.
    Body(Vec<u8>),
    /// The answer is whole.
    End,
    /// There is no answer, or no rest of it.
    Problem(Problem),
}

/// A problem as it is sent.
#[derive(Serialize, Deserialize)]
struct Told {
    status: u16,
    detail: String,
    retry_after: Option<u32>,
}

impl Frame {
    /// Writes the frame.
    pub(super) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let (kind, bytes) = match self {
            Self::Ready => (b'R', Vec::new()),
            Self::Head(media) => (b'H', media.clone().into_bytes()),
            Self::Body(bytes) => return write(b'B', bytes, out),
            Self::End => (b'E', Vec::new()),
            Self::Problem(problem) => {
                let told = Told { status: problem.status.as_u16(), detail: problem.detail.clone(), retry_after: problem.retry_after };
                (b'P', serde_json::to_vec(&told)?)
            }
        };
        write(kind, &bytes, out)
    }

    /// Reads the next frame.
    pub(super) async fn read(from: &mut (impl AsyncRead + Unpin)) -> io::Result<Self> {
        let kind = from.read_u8().await?;
        let length = from.read_u32_le().await?;
        if length > LONGEST {
            return Err(broken());
        }
        let mut bytes = vec![0; length as usize];
        from.read_exact(&mut bytes).await?;
        Ok(match kind {
            b'R' => Self::Ready,
            b'H' => Self::Head(String::from_utf8(bytes).map_err(|_| broken())?),
            b'B' => Self::Body(bytes),
            b'E' => Self::End,
            b'P' => {
                let told: Told = serde_json::from_slice(&bytes)?;
                let status = StatusCode::from_u16(told.status).map_err(|_| broken())?;
                Self::Problem(Problem { retry_after: told.retry_after, ..Problem::new(status, told.detail) })
            }
            _ => return Err(broken()),
        })
    }
}

impl Job {
    /// The job as it is sent to a worker.
    pub(super) fn bytes(&self) -> io::Result<Vec<u8>> {
        framed(b'J', &serde_json::to_vec(self)?)
    }
}

impl Order {
    /// The sign to begin, as it is sent.
    pub(super) fn begin() -> io::Result<Vec<u8>> {
        framed(b'G', &[])
    }

    /// A step to follow, as it is sent.
    pub(super) fn follow(step: &Step) -> io::Result<Vec<u8>> {
        match step {
            Step::Add(quads) => framed(b'A', quads),
            Step::Remove(quads) => framed(b'R', quads),
            Step::Create(graph) => framed(b'C', graph.as_str().as_bytes()),
            Step::Drop(graph) => framed(b'D', graph.as_str().as_bytes()),
            Step::Anew(_) => Err(io::Error::other("it is too much to be told")),
        }
    }

    /// Reads the next order; `None` where the server has gone.
    pub(super) fn read(from: &mut dyn Read) -> io::Result<Option<Self>> {
        let mut head = [0; 5];
        match from.read_exact(&mut head) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
            done => done?,
        }
        let [kind, length @ ..] = head;
        let mut bytes = vec![0; u32::from_le_bytes(length) as usize];
        from.read_exact(&mut bytes)?;
        let graph = |bytes: Vec<u8>| String::from_utf8(bytes).ok().and_then(|iri| name(&iri).ok()).ok_or_else(broken);
        Ok(Some(match kind {
            b'J' => Self::Answer(serde_json::from_slice(&bytes)?),
            b'G' => Self::Begin,
            b'A' => Self::Follow(Step::Add(bytes)),
            b'R' => Self::Follow(Step::Remove(bytes)),
            b'C' => Self::Follow(Step::Create(graph(bytes)?)),
            b'D' => Self::Follow(Step::Drop(graph(bytes)?)),
            _ => return Err(broken()),
        }))
    }
}

fn framed(kind: u8, bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len() + 5);
    write(kind, bytes, &mut out)?;
    Ok(out)
}

fn write(kind: u8, bytes: &[u8], out: &mut dyn Write) -> io::Result<()> {
    let length = u32::try_from(bytes.len()).map_err(|_| broken())?;
    out.write_all(&[kind])?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(bytes)
}

fn broken() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "what was said is no frame")
}

#[cfg(test)]
mod tests {
    use super::{Frame, Job, Order, Problem, StatusCode, Step};

    #[tokio::test]
    async fn what_is_written_is_read_again() {
        let frames = [
            Frame::Ready,
            Frame::Head("text/csv".to_owned()),
            Frame::Body(vec![0, 255, 7]),
            Frame::Problem(Problem::passing(StatusCode::SERVICE_UNAVAILABLE, "долго", 3)),
            Frame::End,
        ];
        let mut bytes = Vec::new();
        frames.iter().for_each(|frame| frame.write(&mut bytes).unwrap());
        let mut from = &bytes[..];
        for frame in frames {
            assert_eq!(Frame::read(&mut from).await.unwrap(), frame);
        }
        assert!(Frame::read(&mut from).await.is_err());
        assert!(Frame::read(&mut &b"B\xff\xff\xff\xff"[..]).await.is_err());
    }

    #[test]
    fn a_job_arrives_as_it_was_sent() {
        let job = Job {
            query: "ASK { ?s ?p \"ё\\n\" }".to_owned(),
            base: "https://e.org/".to_owned(),
            default_graphs: vec!["https://e.org/g".to_owned()],
            named_graphs: Vec::new(),
            unnamed: true,
            accept: "*/*".to_owned(),
            format: String::new(),
            page: false,
            rows: 7,
            makes_way: true,
        };
        let graph = crate::store::name("https://e.org/g").unwrap();
        let step = Step::Create(graph);
        let bytes = [Order::follow(&step).unwrap(), Order::begin().unwrap(), job.bytes().unwrap()].concat();
        let mut from = &bytes[..];
        for order in [Order::Follow(step), Order::Begin, Order::Answer(job)] {
            assert_eq!(Order::read(&mut from).unwrap(), Some(order));
        }
        assert_eq!(Order::read(&mut from).unwrap(), None);
    }
}
