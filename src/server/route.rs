//! What an address of the server means.

use super::memento::Part;

/// What is at an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Route {
    /// The start page, which is the data set itself.
    Start,
    Sparql,
    /// Where updates are sent.
    Update,
    /// Whole graphs, by their names.
    Store,
    /// The reconciliation service, and what follows its address: "/match".
    Reconcile(String),
    Style,
    Health,
    Metrics,
    /// Things and passages by words.
    Search,
    /// Records for harvesters.
    Oai,
    /// What was said in kept releases.
    Release(Part),
    /// The description of the interface for programs.
    OpenApi,
    /// About the server and its limits.
    About,
    Robots,
    Sitemap,
    /// The well-known address of the data set's description.
    Void,
    /// A file of the dumps.
    Dump(String),
    /// A file for other tools.
    Export(String),
    /// A list: "person/".
    List(String),
    /// A thing, or a form of one: "person/x", "person/x.ttl".
    Thing(String),
    /// Not even an address.
    Nowhere,
}

/// The route of a request's path. The path of the base is left out where the request has it, so a
/// server at any address answers for the published ones.
pub(super) fn route(path: &str, base: &str) -> Route {
    let Some(path) = decoded(path) else { return Route::Nowhere };
    let own = base.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..])).unwrap_or("/");
    let path = match path.strip_prefix(own) {
        Some(rest) if own.len() > 1 => rest,
        _ if own.trim_end_matches('/') == path && own.len() > 1 => "",
        _ => path.strip_prefix('/').unwrap_or(&path),
    };
    match path {
        "" => Route::Start,
        "sparql" | "sparql/" => Route::Sparql,
        "update" | "update/" => Route::Update,
        "store" => Route::Store,
        _ if path.starts_with("store/") => Route::Store,
        _ if path == "reconcile" || path.starts_with("reconcile/") => Route::Reconcile(path["reconcile".len()..].to_owned()),
        "style.css" => Route::Style,
        "health" => Route::Health,
        "metrics" => Route::Metrics,
        "about" => Route::About,
        "search" => Route::Search,
        "oai" => Route::Oai,
        "openapi.json" => Route::OpenApi,
        "robots.txt" => Route::Robots,
        "sitemap.xml" => Route::Sitemap,
        ".well-known/void" => Route::Void,
        _ if path.starts_with("export/") && !path.ends_with('/') => Route::Export(path.trim_start_matches("export/").to_owned()),
        _ => match path.strip_prefix("dumps/") {
            _ if part(path).is_some() => part(path).map_or(Route::Nowhere, Route::Release),
            Some(name) => Route::Dump(name.to_owned()),
            None if path.ends_with('/') => Route::List(path.to_owned()),
            None => Route::Thing(path.to_owned()),
        },
    }
}

/// What of the releases is at a path.
fn part(path: &str) -> Option<Part> {
    if let Some(thing) = path.strip_prefix("timegate/") {
        return Some(Part::TimeGate(thing.to_owned()));
    }
    if let Some(thing) = path.strip_prefix("timemap/") {
        return Some(Part::TimeMap(thing.to_owned()));
    }
    let (version, thing) = path.strip_prefix("memento/")?.split_once('/')?;
    Some(Part::Memento(version.to_owned(), thing.to_owned()))
}

/// The path with its percent-encoded bytes decoded; `None` where these are no UTF-8.
fn decoded(path: &str) -> Option<String> {
    let mut out = Vec::with_capacity(path.len());
    let bytes = path.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'%' {
            let digits = path.get(at + 1..at + 3)?;
            out.push(u8::from_str_radix(digits, 16).ok()?);
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    use super::{Route, route};

    const BASE: &str = "https://w3id.org/regesta/kars-1921/";

    #[test]
    fn addresses_with_and_without_the_path_of_the_base_mean_the_same() {
        for path in ["/person/x", "/regesta/kars-1921/person/x", "/person/%78"] {
            assert_eq!(route(path, BASE), Route::Thing("person/x".to_owned()), "{path}");
        }
        for path in ["/", "/regesta/kars-1921/", "/regesta/kars-1921"] {
            assert_eq!(route(path, BASE), Route::Start, "{path}");
        }
    }

    #[test]
    fn what_is_no_address_is_said() {
        assert_eq!(route("/%zz", BASE), Route::Nowhere);
        assert_eq!(route("/%ff", BASE), Route::Nowhere);
    }
}
