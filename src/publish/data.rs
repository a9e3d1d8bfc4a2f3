//! The data twin of a page: what the graph says of the same thing, in a format of RDF.

use crate::rdf::{Format, write};

use super::site::Site;

impl Site {
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
