//! The data twin of a page: what the graph says of the same thing, in a format of RDF; and all of it for other tools.

use crate::rdf::{Format, write};
use crate::store::QueryError;

use super::exchange::{Catalogue, Exchange, dumps};

use super::site::Site;

/// Largest dump, in bytes, of which a server makes other formats while a client waits; `regesta export` has no limit.
const MOST_EXPORTED: u64 = 100_000_000;

impl Site {
    /// The formats of other tools that are one file, and small enough to be made while a client waits.
    pub fn exports(&self) -> impl Iterator<Item = Exchange> {
        let dumps = dumps(&self.dumps).unwrap_or_default();
        // How large another store is nobody knows before it has answered; its dumps tell.
        let small = dumps.iter().all(|dump| dump.bytes <= MOST_EXPORTED) && (self.store.here().is_some() || !dumps.is_empty());
        Exchange::ALL.into_iter().filter(move |format| small && format.media_type().is_some())
    }

    /// The file of this name for other tools, with its media type; `None` where there is none, or the graph is large.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn export(&self, name: &str) -> Result<Option<(&'static str, Vec<u8>)>, QueryError> {
        let format = self.exports().find(|format| format.file() == name);
        let Some((format, media)) = format.and_then(|format| Some((format, format.media_type()?))) else { return Ok(None) };
        let catalogue = Catalogue::of(&self.edition, self.store.triples()?.into_iter()).with_dumps(dumps(&self.dumps).unwrap_or_default());
        Ok(format.files(&catalogue, None).into_iter().next().map(|(_, bytes)| (media, bytes)))
    }

    /// Where the whole description of the data set stands on this server.
    #[must_use]
    pub fn description(&self) -> String {
        let full = self.exports().find(|format| *format == Exchange::Description);
        full.map_or_else(|| "/".to_owned(), |format| format!("/export/{}", format.file()))
    }

    /// What the publication is, in the terms of schema.org, to stand in a page; empty where the graph is large.
    pub(super) fn for_search_engines(&self) -> &str {
        if let Some(known) = self.description.get() {
            return known;
        }
        // A store that fails now may answer for the next page.
        let Ok(exported) = self.export(Exchange::SchemaOrg.file()) else { return "" };
        let json = exported.and_then(|(_, bytes)| String::from_utf8(bytes).ok());
        // No word in it ends the element it stands in.
        self.description.get_or_init(|| json.unwrap_or_default().trim_end().replace('<', "\\u003c"))
    }

    /// What the graph says of the thing at a path, or all of the named graph there; `None` where it knows neither.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn data(&self, path: &str, format: Format) -> Result<Option<Vec<u8>>, QueryError> {
        let thing = self.thing(path);
        if !self.store.knows(&thing)? {
            return Ok(None);
        }
        let quads = match self.store.content(&Some(thing.clone()))? {
            Some(graph) if !graph.is_empty() => graph,
            _ => self.store.describe(thing.as_ref())?,
        };
        let mut out = Vec::new();
        Ok(write(&quads, format, &mut out).ok().map(|()| out))
    }

    /// Whether the graph knows the thing or the named graph at a path.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn knows(&self, path: &str) -> Result<bool, QueryError> {
        self.store.knows(&self.thing(path))
    }

    /// Those of these paths at which the graph knows something, in their order.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn known<'p>(&self, paths: &[&'p str]) -> Result<Vec<&'p str>, QueryError> {
        let things: Vec<_> = paths.iter().map(|path| self.thing(path)).collect();
        let known = self.store.known(&things)?;
        Ok(paths.iter().zip(&things).filter(|(_, thing)| known.contains(*thing)).map(|(path, _)| *path).collect())
    }
}
