//! A server on this machine that keeps to the rules of a service: one request at a time, with a contact, not too soon.
//!
//! What is answered is the affair of whoever starts it; a rule that the client breaks is a line of [`Desk::broken`].

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use regesta::link::client::Clock;

/// Time that passes only when somebody sleeps.
#[derive(Default)]
pub(crate) struct Pretended(Mutex<Duration>);

impl Clock for Pretended {
    fn now(&self) -> Duration {
        *self.0.lock().unwrap()
    }

    fn sleep(&self, time: Duration) {
        *self.0.lock().unwrap() += time;
    }
}

/// What the server saw, and the rules that it minds.
#[derive(Default)]
pub(crate) struct Desk {
    asked: Mutex<Vec<String>>,
    broken: Mutex<Vec<String>>,
    busy: AtomicUsize,
    clock: Option<Arc<Pretended>>,
    /// When the next request may come.
    not_before: Mutex<Duration>,
    pause: Duration,
}

/// A request, and the connection on which it is answered.
pub(crate) struct Request<'a> {
    pub(crate) method: String,
    /// With the question mark and what follows it.
    pub(crate) path: String,
    headers: Vec<(String, String)>,
    pub(crate) body: String,
    stream: &'a TcpStream,
    desk: &'a Desk,
}

impl Desk {
    /// With a clock it minds the pauses between two requests.
    pub(crate) fn new(clock: Option<Arc<Pretended>>, pause: Duration) -> Self {
        Self { clock, pause, ..Self::default() }
    }

    /// Takes note of a request.
    pub(crate) fn heard(&self, request: String) {
        self.asked.lock().unwrap().push(request);
    }

    /// The requests that were noted, in order.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    pub(crate) fn breaks(&self, rule: &str, request: &str) {
        self.broken.lock().unwrap().push(format!("{rule}: {request}"));
    }

    /// Rules that were broken.
    pub(crate) fn broken(&self) -> Vec<String> {
        self.broken.lock().unwrap().clone()
    }

    /// The next request has to wait so long.
    pub(crate) fn wait(&self, seconds: u64) {
        if let Some(clock) = &self.clock {
            *self.not_before.lock().unwrap() = clock.now() + Duration::from_secs(seconds);
        }
    }

    /// Looks at the rules that hold for every request.
    fn mind(&self, request: &Request<'_>) {
        if self.busy.fetch_add(1, Ordering::SeqCst) > 0 {
            self.breaks("two requests at once", &request.path);
        }
        let agent = request.header("user-agent");
        if !(agent.starts_with("regesta/") && agent.contains("(me@example.org)")) {
            self.breaks("no contact", agent);
        }
        if let Some(clock) = &self.clock {
            // Looked at and set at once: of two requests that come together the second is too soon.
            let mut not_before = self.not_before.lock().unwrap();
            if clock.now() < *not_before {
                self.breaks("too soon", &request.path);
            }
            *not_before = clock.now() + self.pause;
        }
    }
}

/// Answers every request on a listener; `answer` says whether the connection may be used again.
pub(crate) fn listen(listener: TcpListener, desk: Arc<Desk>, answer: impl Fn(&Request<'_>) -> bool + Clone + Send + 'static) {
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (desk, answer) = (Arc::clone(&desk), answer.clone());
            std::thread::spawn(move || connection(&stream, &desk, &answer));
        }
    });
}

fn connection(stream: &TcpStream, desk: &Desk, answer: &impl Fn(&Request<'_>) -> bool) {
    let mut reader = BufReader::new(stream.try_clone().expect("a connection"));
    loop {
        let mut first = String::new();
        if reader.read_line(&mut first).unwrap_or(0) == 0 {
            return;
        }
        let mut headers: Vec<(String, String)> = Vec::new();
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line).unwrap_or(0) == 0 || line.trim().is_empty() {
                break;
            }
            if let Some((name, value)) = line.split_once(':') {
                headers.push((name.trim().to_lowercase(), value.trim().to_owned()));
            }
        }
        let mut words = first.split(' ').map(str::to_owned);
        let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let mut request = Request { method, path, headers, body: String::new(), stream, desk };
        let mut body = vec![0; request.header("content-length").parse().unwrap_or(0)];
        reader.read_exact(&mut body).expect("a whole body");
        request.body = String::from_utf8(body).expect("UTF-8");
        desk.mind(&request);
        if !answer(&request) {
            return;
        }
    }
}

impl Request<'_> {
    /// A header; empty where it is not there.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value)
    }

    /// Answers.
    pub(crate) fn send(&self, status: &str, headers: &str, body: &[u8]) -> bool {
        let head = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\n\r\n", body.len());
        // The client may come again as soon as it has the answer.
        self.desk.busy.fetch_sub(1, Ordering::SeqCst);
        // A stream that the client has closed is its own affair.
        let mut stream = self.stream;
        stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body)).is_ok()
    }

    /// Begins an answer that never comes to its end.
    pub(crate) fn cut(&self, begun: &[u8]) -> bool {
        self.desk.busy.fetch_sub(1, Ordering::SeqCst);
        let mut stream = self.stream;
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n").and_then(|()| stream.write_all(begun));
        let _ = stream.shutdown(Shutdown::Both);
        false
    }
}
