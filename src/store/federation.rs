//! SERVICE: the endpoints that the operator has listed, and no others.
//!
//! An address is looked up once, each of its numbers is checked, and the connection goes to what was checked: a name that leads
//! into a private network, now or a moment later, leads nowhere. Redirects are checked like the address itself.

use std::io::Read as _;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs as _};
use std::time::Duration;

use oxigraph::model::NamedNode;
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsParser, SliceQueryResultsParserOutput};
use oxigraph::sparql::{DefaultServiceHandler, QueryEvaluationError, QuerySolutionIter};
use reqwest::blocking::{Client, Response};
use reqwest::header::{ACCEPT, CONTENT_TYPE, LOCATION};
use reqwest::redirect::Policy;
use reqwest::{StatusCode, Url};
use spargebra::Query;
use spargebra::algebra::GraphPattern;

/// Longest answer that is taken from another endpoint, in bytes.
const LONGEST: u64 = 32 << 20;

/// How many redirects are followed.
const REDIRECTS: usize = 3;

/// The endpoints that queries may ask by SERVICE.
#[derive(Clone, Debug)]
pub struct Federation {
    prefixes: Vec<Url>,
    time: Duration,
    is_open: fn(IpAddr) -> bool,
}

/// Why another endpoint gave no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServiceError {
    /// It is not to be asked.
    #[error("SERVICE <{0}> is not followed here: {1}")]
    Refused(String, &'static str),
    /// It could not be asked, or gave no proper answer.
    #[error("<{0}> gave no answer: {1}")]
    Failed(String, String),
}

impl Federation {
    /// The endpoints whose addresses begin with one of these, each asked for so long at the most.
    ///
    /// # Errors
    /// With the one that is no address of the web.
    pub fn new(prefixes: &[String], time: Duration) -> Result<Self, String> {
        let parse = |text: &String| match Url::parse(text) {
            Ok(url) if matches!(url.scheme(), "http" | "https") && url.has_host() && is_plain(&url) => Ok(url),
            _ => Err(text.clone()),
        };
        Ok(Self { prefixes: prefixes.iter().map(parse).collect::<Result<_, _>>()?, time, is_open: is_public })
    }

    /// Asks an endpoint; its answer with its media type.
    fn ask(&self, service: &str, query: &str) -> Result<(String, Vec<u8>), ServiceError> {
        let failed = |error: &dyn std::error::Error| ServiceError::Failed(service.to_owned(), told(error));
        let mut url = Url::parse(service).map_err(|_| ServiceError::Refused(service.to_owned(), "it is no address"))?;
        for _ in 0..=REDIRECTS {
            let client = self.client(&url)?;
            let request = client.post(url.clone()).header(CONTENT_TYPE, "application/sparql-query");
            let request = request.header(ACCEPT, "application/sparql-results+json, application/sparql-results+xml;q=0.9");
            let response = request.body(query.to_owned()).send().map_err(|error| failed(&error))?;
            match response.status() {
                StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT => {
                    let to = response.headers().get(LOCATION).and_then(|to| to.to_str().ok()).and_then(|to| url.join(to).ok());
                    url = to.ok_or_else(|| ServiceError::Failed(service.to_owned(), "it redirects to no address".to_owned()))?;
                }
                status if status.is_success() => return read(response).map_err(|reason| ServiceError::Failed(service.to_owned(), reason)),
                // Its words are not passed on: they may be anybody's.
                status => return Err(ServiceError::Failed(service.to_owned(), format!("it answered {status}"))),
            }
        }
        Err(ServiceError::Failed(service.to_owned(), "it redirects too often".to_owned()))
    }

    /// A client that can reach nothing but the numbers that the address has now, all of them checked.
    fn client(&self, url: &Url) -> Result<Client, ServiceError> {
        let refused = |why| ServiceError::Refused(url.to_string(), why);
        if !self.prefixes.iter().any(|prefix| covers(prefix, url)) || !is_plain(url) {
            return Err(refused("it is not among the endpoints that the operator has listed"));
        }
        let port = url.port_or_known_default().unwrap_or(443);
        let host = url.host_str().ok_or_else(|| refused("it names no host"))?.trim_start_matches('[').trim_end_matches(']');
        let looked_up = (host, port).to_socket_addrs().map_err(|error| ServiceError::Failed(url.to_string(), error.to_string()))?;
        let addresses: Vec<SocketAddr> = looked_up.collect();
        if addresses.is_empty() || !addresses.iter().all(|address| (self.is_open)(address.ip())) {
            return Err(refused("it leads into a network that is not public"));
        }
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder().redirect(Policy::none()).no_proxy().timeout(self.time).resolve_to_addrs(host, &addresses);
        client.build().map_err(|error| ServiceError::Failed(url.to_string(), told(&error)))
    }
}

impl DefaultServiceHandler for Federation {
    type Error = QueryEvaluationError;

    fn handle(
        &self,
        service: &NamedNode,
        pattern: &GraphPattern,
        base: Option<&oxiri::Iri<String>>,
    ) -> Result<QuerySolutionIter<'static>, Self::Error> {
        let wrong = |error: ServiceError| QueryEvaluationError::Service(Box::new(error));
        let query = Query::Select { dataset: None, pattern: pattern.clone(), base_iri: base.cloned() };
        let (media, bytes) = self.ask(service.as_str(), &query.to_string()).map_err(wrong)?;
        let no_results = |reason: String| wrong(ServiceError::Failed(service.as_str().to_owned(), reason));
        let format =
            QueryResultsFormat::from_media_type(&media).ok_or_else(|| no_results(format!("\"{media}\" is no format of results")))?;
        let output = QueryResultsParser::from_format(format).for_slice(&bytes).map_err(|error| no_results(error.to_string()))?;
        let SliceQueryResultsParserOutput::Solutions(rows) = output else { return Err(no_results("it answered with no rows".to_owned())) };
        let variables = rows.variables().to_vec();
        let rows = rows.collect::<Result<Vec<_>, _>>().map_err(|error| no_results(error.to_string()))?;
        Ok(QuerySolutionIter::new(variables.into(), rows.into_iter().map(Ok)))
    }
}

/// An answer with its media type, where it is not too long.
fn read(response: Response) -> Result<(String, Vec<u8>), String> {
    let media = response.headers().get(CONTENT_TYPE).and_then(|media| media.to_str().ok()).unwrap_or_default().to_owned();
    let mut bytes = Vec::new();
    response.take(LONGEST + 1).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    if bytes.len() as u64 > LONGEST { Err(format!("its answer is longer than {} MiB", LONGEST >> 20)) } else { Ok((media, bytes)) }
}

/// An error with its causes, which say what happened.
fn told(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source()).map(ToString::to_string);
    causes.collect::<Vec<_>>().join(": ")
}

/// Whether an address lies at or below a prefix: the same host and port, and the same path or a path under it.
fn covers(prefix: &Url, url: &Url) -> bool {
    let below = url.path().strip_prefix(prefix.path());
    let is_below = below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || prefix.path().ends_with('/'));
    prefix.origin() == url.origin() && is_below
}

/// Without a name or a password, which have no place in a query.
fn is_plain(url: &Url) -> bool {
    url.username().is_empty() && url.password().is_none()
}

/// Whether a number belongs to the public internet, whatever it is wrapped in.
///
/// Source: the registries of special-purpose addresses of IANA (RFC 6890 and its successors).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => match wrapped(address) {
            Some(inner) => is_public_v4(inner),
            // Only 2000::/3 is handed out; of it, these are not for the public: documentation, benchmarks, ORCHID.
            None => {
                let [first, second, ..] = address.segments();
                let is_special = first == 0x2001 && (second < 0x0200 || second == 0x0db8) || first == 0x3fff;
                first & 0xe000 == 0x2000 && !is_special
            }
        },
    }
}

/// The IPv4 address inside an IPv6 one: mapped, compatible, translated (RFC 6052) or 6to4.
fn wrapped(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let [a, b, c, d, e, f, g, h] = address.segments();
    let v4 = |high: u16, low: u16| Some(Ipv4Addr::from(u32::from(high) << 16 | u32::from(low)));
    match (a, b, c, d, e, f) {
        (0, 0, 0, 0, 0 | 0xffff, 0 | 0xffff) | (0x64, 0xff9b, 0, 0, 0, 0) => v4(g, h),
        (0x2002, ..) => v4(b, c),
        _ => None,
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let is_special = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_broadcast()
        || address.is_documentation()
        || address.is_multicast()
        || a == 0
        || a >= 240
        || a == 100 && (64..128).contains(&b)
        || a == 192 && b == 0 && c == 0
        || a == 192 && b == 88 && c == 99
        || a == 198 && (18..20).contains(&b);
    !is_special
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::TcpListener;

    use super::*;

    #[track_caller]
    fn check(address: &str, expected: bool) {
        assert_eq!(is_public(address.parse().unwrap()), expected, "{address}");
    }

    #[test]
    fn addresses_of_no_public_network_are_known_in_every_dress() {
        for address in [
            "127.0.0.1",
            "127.8.9.1",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "255.255.255.255",
            "224.0.0.1",
            "198.18.0.1",
            "192.0.0.8",
            "203.0.113.9",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:169.254.169.254",
            "::127.0.0.1",
            "64:ff9b::10.0.0.1",
            "2002:7f00:1::",
            "2001:db8::1",
            "2001::1",
            "fec0::1",
            "100::1",
        ] {
            check(address, false);
        }
        for address in ["8.8.8.8", "172.32.0.1", "192.169.0.1", "100.128.0.1", "2a00:1450:4001::1", "::ffff:8.8.8.8", "2620:0:860:ed1a::1"]
        {
            check(address, true);
        }
    }

    #[test]
    fn a_prefix_covers_its_host_and_the_paths_under_it() {
        let covered = |prefix: &str, url: &str| covers(&Url::parse(prefix).unwrap(), &Url::parse(url).unwrap());
        let prefix = "https://query.example.org/sparql";
        for url in [prefix, "https://query.example.org/sparql/a", "https://query.example.org:443/sparql?x=1"] {
            assert!(covered(prefix, url), "{url}");
        }
        for url in [
            "http://query.example.org/sparql",
            "https://query.example.org.evil.net/sparql",
            "https://query.example.org:8443/sparql",
            "https://query.example.org/sparqling",
            "https://query.example.org/sparql/../admin",
            "https://evil.net/?https://query.example.org/sparql",
        ] {
            assert!(!covered(prefix, url), "{url}");
        }
        assert!(covered("https://e.org", "https://e.org/any") && !covered("https://e.org", "https://e.organ/"));
        assert!(Federation::new(&["ftp://e.org/".to_owned()], Duration::from_secs(1)).is_err());
        assert!(Federation::new(&["https://me:secret@e.org/".to_owned()], Duration::from_secs(1)).is_err());
    }

    /// An endpoint that answers each request with the next of these, and the requests that it got.
    fn endpoint(answers: Vec<String>) -> (String, std::thread::JoinHandle<Vec<String>>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/sparql", listener.local_addr().unwrap());
        let serving = std::thread::spawn(move || {
            let answer = |answer: String| {
                let (mut stream, _) = listener.accept().unwrap();
                let mut request = Vec::new();
                let mut part = [0; 4096];
                while !request.ends_with(b"}") {
                    let read = stream.read(&mut part).unwrap();
                    if read == 0 {
                        break;
                    }
                    request.extend_from_slice(&part[..read]);
                }
                stream.write_all(answer.as_bytes()).unwrap();
                String::from_utf8(request).unwrap()
            };
            answers.into_iter().map(answer).collect()
        });
        (url, serving)
    }

    fn ok(media: &str, body: &str) -> String {
        format!("HTTP/1.1 200 OK\r\nContent-Type: {media}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
    }

    fn rows(store: &crate::store::Store, service: &str) -> Result<crate::store::Answer, crate::store::QueryError> {
        let query = format!("SELECT ?s WHERE {{ SERVICE <{service}> {{ ?s ?p ?o }} }}");
        store.ask(&crate::store::Ask { query, ..crate::store::Ask::default() })
    }

    #[test]
    fn a_listed_endpoint_is_asked_and_its_rows_are_taken() {
        let json = r#"{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"https://e.org/a"}}]}}"#;
        let (url, serving) = endpoint(vec![ok("application/sparql-results+json", json), ok("text/html", "<p>secret</p>")]);
        let federation = Federation { is_open: |_| true, ..Federation::new(std::slice::from_ref(&url), Duration::from_secs(10)).unwrap() };
        let store = crate::store::Store::empty().unwrap().with_federation(Some(federation));
        let crate::store::Answer::Rows(_, found) = rows(&store, &url).unwrap() else { panic!("no rows") };
        assert_eq!(found.len(), 1);
        let error = rows(&store, &url).unwrap_err().to_string();
        assert!(error.contains("no format of results") && !error.contains("secret"), "{error}");
        let requests = serving.join().unwrap();
        assert!(requests[0].starts_with("POST /sparql ") && requests[0].contains("SELECT"), "{requests:?}");
    }

    #[test]
    fn redirects_are_checked_and_private_networks_not_reached() {
        let (other, _waits) = endpoint(Vec::new());
        let moved = format!("HTTP/1.1 307 Moved\r\nLocation: {other}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        let (url, serving) = endpoint(vec![moved]);
        let federation = Federation { is_open: |_| true, ..Federation::new(std::slice::from_ref(&url), Duration::from_secs(10)).unwrap() };
        let store = crate::store::Store::empty().unwrap().with_federation(Some(federation));
        let refused = |store: &crate::store::Store, service: &str| match rows(store, service) {
            Err(crate::store::QueryError::Federation(words)) => words,
            other => panic!("{other:?}"),
        };
        assert!(refused(&store, &url).contains("not among the endpoints"));
        serving.join().unwrap();
        let listed =
            ["http://127.0.0.1:1/", "http://localhost:1/", "http://[::ffff:7f00:1]:1/", "http://169.254.169.254/"].map(str::to_owned);
        let store = crate::store::Store::empty().unwrap().with_federation(Some(Federation::new(&listed, Duration::from_secs(1)).unwrap()));
        for service in &listed {
            assert!(refused(&store, service).contains("not public"), "{service}");
        }
    }
}
