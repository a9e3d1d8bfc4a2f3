//! The data twin of a page: what the graph says of the same thing, in a format of RDF; and all of it for other tools.

use crate::rdf::{Format, write};

use super::exchange::{Catalogue, Exchange, dumps};

use super::site::Site;

/// Largest dump, in bytes, of which a server makes other formats while a client waits; `regesta export` has no limit.
const MOST_EXPORTED: u64 = 100_000_000;

impl Site {
    /// The formats of other tools that are one file, and small enough to be made while a client waits.
    pub fn exports(&self) -> impl Iterator<Item = Exchange> {
        let small = dumps(&self.dumps).is_ok_and(|dumps| dumps.iter().all(|dump| dump.bytes <= MOST_EXPORTED));
        Exchange::ALL.into_iter().filter(move |format| small && format.media_type().is_some())
    }

    /// The file of this name for other tools, with its media type; `None` where there is none, or the graph is large.
    #[must_use]
    pub fn export(&self, name: &str) -> Option<(&'static str, Vec<u8>)> {
        let format = self.exports().find(|format| format.file() == name)?;
        let media = format.media_type()?;
        let dumps = dumps(&self.dumps).ok()?;
        let catalogue = Catalogue::of(&self.edition, self.store.triples()).with_dumps(dumps);
        let (_, bytes) = format.files(&catalogue, None).into_iter().next()?;
        Some((media, bytes))
    }

    /// Where the whole description of the data set stands on this server.
    #[must_use]
    pub fn description(&self) -> String {
        let full = self.exports().find(|format| *format == Exchange::Description);
        full.map_or_else(|| "/".to_owned(), |format| format!("/export/{}", format.file()))
    }

    /// What the publication is, in the terms of schema.org, to stand in a page; empty where the graph is large.
    pub(super) fn for_search_engines(&self) -> &str {
        self.description.get_or_init(|| {
            let json = self.export(Exchange::SchemaOrg.file()).and_then(|(_, bytes)| String::from_utf8(bytes).ok());
            // No word in it ends the element it stands in.
            json.unwrap_or_default().trim_end().replace('<', "\\u003c")
        })
    }

    /// What the graph says of the thing at a path, or all of the named graph there; `None` where it knows neither.
    #[must_use]
    pub fn data(&self, path: &str, format: Format) -> Option<Vec<u8>> {
        let thing = self.thing(path);
        if !self.store.knows(thing.as_ref()) {
            return None;
        }
        let graph = self.store.graph(thing.as_ref());
        let quads = if graph.is_empty() { self.store.describe(thing.as_ref()) } else { graph };
        let mut out = Vec::new();
        write(&quads, format, &mut out).ok()?;
        Some(out)
    }

    /// Whether the graph knows the thing or the named graph at a path.
    #[must_use]
    pub fn knows(&self, path: &str) -> bool {
        self.store.knows(self.thing(path).as_ref())
    }
}
