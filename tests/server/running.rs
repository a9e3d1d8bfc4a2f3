//! The bundled publication, built once and served at a free port; tests that only read share one server.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

use reqwest::blocking::{Client, Response};
use reqwest::redirect::Policy;

/// Runs a program until standard input ends, which it does when the tests are over, however they end.
const WHILE_TESTED: &str = "\"$0\" \"$@\" & child=$!; read _; kill $child";

/// What clients that write have to send.
pub(crate) const TOKEN: &str = "a-token-of-the-tests";

/// A server; it stops with the value.
pub(crate) struct Running {
    child: Child,
    /// Held open for as long as a shared server is wanted.
    _input: Option<ChildStdin>,
    url: String,
    client: Client,
    folder: PathBuf,
}

impl Running {
    /// Serves the bundled publication with further options.
    pub(crate) fn with(options: &[&str]) -> Self {
        Self::of(built(), options)
    }

    /// The bundled publication without further options; for tests that change nothing and leave nothing running.
    pub(crate) fn shared() -> &'static Self {
        static SHARED: OnceLock<Running> = OnceLock::new();
        SHARED.get_or_init(|| {
            let mut command = Command::new("sh");
            command.args(["-c", WHILE_TESTED, env!("CARGO_BIN_EXE_regesta")]).stdin(Stdio::piped());
            Self::start(command, built(), &[])
        })
    }

    /// Serves the publication of a folder.
    pub(crate) fn of(folder: &Path, options: &[&str]) -> Self {
        Self::start(Command::new(env!("CARGO_BIN_EXE_regesta")), folder, options)
    }

    fn start(mut command: Command, folder: &Path, options: &[&str]) -> Self {
        // One worker is enough for most tests, and each has to load the graph.
        let says = |word: &str| options.iter().any(|option| option.contains(word));
        let workers: &[&str] = if says("workers") { &[] } else { &["--query-workers", "1"] };
        let command = command.args(["serve", "--port", "0"]).args(workers).args(options).arg(folder);
        let command = command.env("REGESTA_TOKEN", TOKEN);
        let mut child = command.stderr(Stdio::piped()).spawn().expect("the binary starts");
        let mut line = String::new();
        let mut err = BufReader::new(child.stderr.take().expect("it is piped"));
        err.read_line(&mut line).expect("it says where it listens");
        std::thread::spawn(move || std::io::copy(&mut err, &mut std::io::sink()));
        let url = line.rsplit(" at ").next().expect("the address stands at the end").trim().trim_end_matches('/').to_owned();
        assert!(url.starts_with("http://127.0.0.1:"), "{line}");
        // Others in this binary may have chosen the cipher suite before.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder().redirect(Policy::none()).no_gzip().timeout(Duration::from_secs(600)).build().expect("a client");
        Self { _input: child.stdin.take(), child, url, client, folder: folder.to_owned() }
    }

    /// The folder that is served.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where it listens, without a slash at the end.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// The same for a connection: "127.0.0.1:4000".
    pub(crate) fn address(&self) -> &str {
        self.url.trim_start_matches("http://")
    }

    /// GET with an `Accept` header.
    pub(crate) fn get(&self, path: &str, accept: &str) -> Response {
        self.client.get(format!("{}{path}", self.url)).header("accept", accept).send().expect("an answer")
    }

    /// A request of any kind.
    pub(crate) fn request(&self, method: reqwest::Method, path: &str) -> reqwest::blocking::RequestBuilder {
        self.client.request(method, format!("{}{path}", self.url))
    }

    /// A request with the token.
    pub(crate) fn write(&self, method: reqwest::Method, path: &str, media: &str, body: &str) -> Response {
        let request = self.request(method, path).header("authorization", format!("Bearer {TOKEN}")).header("content-type", media);
        request.body(body.to_owned()).send().expect("an answer")
    }

    /// The truth of a question.
    pub(crate) fn holds(&self, question: &str) -> bool {
        let answer = self.query(question, "text/csv");
        assert_eq!(answer.status(), 200, "{question}");
        answer.text().expect("a body").trim() == "true"
    }

    /// Kills it: nothing is put in order.
    pub(crate) fn kill(mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it ends");
    }

    /// A query by GET.
    pub(crate) fn query(&self, query: &str, accept: &str) -> Response {
        self.get(&format!("/sparql?query={}", encoded(query)), accept)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A header's words.
pub(crate) fn header(response: &Response, name: &str) -> String {
    response.headers().get(name).map(|value| value.to_str().expect("ASCII").to_owned()).unwrap_or_default()
}

/// The bundled publication in a folder of its own, built.
fn built() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/kars-1921");
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("served-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        for name in ["regesta.toml", "registry.tsv", "authority", "essays"] {
            copy(&source.join(name), &folder.join(name));
        }
        build(&folder);
        folder
    })
}

/// Builds the publication of a folder.
pub(crate) fn build(folder: &Path) {
    let built = Command::new(env!("CARGO_BIN_EXE_regesta")).arg("build").arg(folder).output().expect("it starts");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
}

pub(crate) fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        std::fs::create_dir_all(to).expect("a folder");
        for entry in std::fs::read_dir(from).expect("a folder") {
            let entry = entry.expect("a file");
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    } else {
        std::fs::create_dir_all(to.parent().expect("it has a folder")).expect("a folder");
        std::fs::copy(from, to).expect("a copy");
    }
}

/// Text in the query part of an address.
pub(crate) fn encoded(text: &str) -> String {
    text.bytes().map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
