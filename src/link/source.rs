//! Where items come from: Wikidata, or a reconciliation service; and which addresses its ids make.

use std::sync::LazyLock;

use super::item::ItemId;

/// A body of records with ids of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What files and short addresses call it: "gnd".
    pub key: String,
    /// What people call it.
    pub name: String,
    /// The address of an item is this and its id.
    pub space: String,
    /// The address of the service; `None` for Wikidata itself.
    pub url: Option<String>,
}

/// One that is known by the addresses of its records, whoever serves them.
struct Known {
    key: &'static str,
    name: &'static str,
    space: &'static str,
    /// The item of Wikidata that is the whole of it.
    item: &'static str,
    /// Other beginnings of its addresses.
    also: Vec<&'static str>,
}

static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let lines = include_str!("../../data/services/sources.tsv").lines().filter(|line| !line.starts_with('#'));
    let known = |line: &'static str| {
        let mut cells = line.split('\t');
        let (key, name, space, item) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
        Some(Known { key, name, space, item, also: cells.next().unwrap_or_default().split_whitespace().collect() })
    };
    lines.filter_map(known).collect()
});

impl Source {
    /// Wikidata itself.
    #[must_use]
    pub fn wikidata() -> Self {
        Self { key: "wikidata".to_owned(), name: "Wikidata".to_owned(), space: "http://www.wikidata.org/entity/".to_owned(), url: None }
    }

    /// What a service gives records of, by the space of its ids and the address that shows one (`{{id}}`, `{id}`, `{+id}`).
    ///
    /// Many services name a space of which no address can be made; then the address that shows a record is that of the record.
    #[must_use]
    pub fn of_service(url: &str, name: &str, space: Option<&str>, view: Option<&str>) -> Self {
        let shown = view
            .and_then(|view| ["{{id}}", "{+id}", "{id}"].iter().find_map(|hole| view.strip_suffix(hole)))
            .filter(|start| !start.is_empty());
        let own = space.filter(|space| space.ends_with(['/', '#', '=']));
        let known = [space, shown, Some(url)].into_iter().flatten().find_map(|address| {
            KNOWN
                .iter()
                .find(|known| std::iter::once(&known.space).chain(&known.also).any(|start| alike(address).starts_with(alike(start))))
        });
        let host = host(url);
        match known {
            Some(known) => {
                // What a service says of Wikidata's items is kept apart from what Wikidata itself says.
                let key = if known.space == Self::wikidata().space { crate::text::slug(host) } else { known.key.to_owned() };
                Self { key, name: known.name.to_owned(), space: known.space.to_owned(), url: Some(url.to_owned()) }
            }
            None => {
                let space = own.or(shown).map_or_else(|| format!("{}/", space.unwrap_or(url).trim_end_matches('/')), str::to_owned);
                Self { key: crate::text::slug(self::host(&space)), name: name.to_owned(), space, url: Some(url.to_owned()) }
            }
        }
    }

    /// The address of an item.
    #[must_use]
    pub fn iri(&self, id: ItemId) -> String {
        format!("{}{id}", self.space)
    }

    /// What the source of an item is called, by the item's address: the host where it is not known.
    #[must_use]
    pub fn name_of(iri: &str) -> String {
        let known = KNOWN.iter().find(|known| iri.starts_with(known.space));
        known.map_or_else(|| host(iri), |known| known.name).to_owned()
    }

    /// The part of a thing's address under which its match with an item stands.
    #[must_use]
    pub fn mark(&self, id: ItemId) -> String {
        if *self == Self::wikidata() { format!("link-{id}") } else { format!("link-{}-{id}", self.key) }
    }

    /// The id in what a service calls one: its own, or its whole address.
    #[must_use]
    pub fn id(&self, text: &str) -> Option<ItemId> {
        let known = KNOWN.iter().find(|known| known.space == self.space);
        let starts = std::iter::once(self.space.as_str()).chain(known.into_iter().flat_map(|known| known.also.iter().copied()));
        let bare = starts.filter_map(|start| alike(text).strip_prefix(alike(start))).next().unwrap_or(text);
        ItemId::elsewhere(bare.trim_end_matches('/'))
    }

    /// The prefix of short addresses.
    #[must_use]
    pub fn prefix(&self) -> &str {
        if self.is_wikidata() { "wd" } else { &self.key }
    }

    /// Whether its items are Wikidata's.
    #[must_use]
    pub fn is_wikidata(&self) -> bool {
        self.space == Self::wikidata().space
    }

    /// The item of Wikidata that stands for the whole source, where it is known.
    pub(super) fn item(&self) -> Option<&'static str> {
        KNOWN.iter().find(|known| known.space == self.space).map(|known| known.item).filter(|item| !item.is_empty())
    }

    /// What is known by the space of its ids.
    pub(super) fn of_space(prefix: &str, space: &str, url: Option<String>) -> Self {
        let known = KNOWN.iter().find(|known| known.space == space);
        let name = known.map_or_else(|| host(space).to_owned(), |known| known.name.to_owned());
        let key = if prefix == "wd" { "wikidata" } else { prefix };
        Self { key: key.to_owned(), name, space: space.to_owned(), url }
    }
}

/// An address without its scheme.
fn alike(address: &str) -> &str {
    address.strip_prefix("https://").or_else(|| address.strip_prefix("http://")).unwrap_or(address)
}

/// The host of an address: "lobid.org".
fn host(address: &str) -> &str {
    let rest = alike(address);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_those_of_the_records() {
        let gnd = Source::of_service(
            "https://lobid.org/gnd/reconcile",
            "GND reconciliation for OpenRefine",
            Some("https://lobid.org/gnd/"),
            Some("https://lobid.org/gnd/{{id}}"),
        );
        assert_eq!((gnd.key.as_str(), gnd.iri(gnd.id("118540238").unwrap()).as_str()), ("gnd", "https://d-nb.info/gnd/118540238"));
        assert_eq!(gnd.id("http://d-nb.info/gnd/118540238"), gnd.id("https://lobid.org/gnd/118540238"));
        let viaf = Source::of_service(
            "https://refine.codefork.com/reconcile/viaf",
            "VIAF",
            Some("http://rdf.freebase.com/ns/user/hangy/viaf"),
            Some("http://viaf.org/viaf/{{id}}"),
        );
        assert_eq!((viaf.key.as_str(), viaf.space.as_str()), ("viaf", "http://viaf.org/viaf/"));
    }

    #[test]
    fn an_unknown_service_has_its_own_space_or_the_addresses_it_shows() {
        let of = |space, view| Source::of_service("https://terms.example.org/reconcile", "Terms", space, view);
        assert_eq!(of(Some("https://example.org/id/"), None).space, "https://example.org/id/");
        assert_eq!(of(Some("https://example.org/terms"), Some("https://example.org/show/{id}")).space, "https://example.org/show/");
        assert_eq!(of(None, Some("{+id}")).space, "https://terms.example.org/reconcile/");
        assert_eq!(of(None, None).key, "terms-example-org");
    }
}
