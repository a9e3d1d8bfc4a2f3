//! The addresses of everything that the essays of a publication speak of, found or minted first.

use std::collections::{BTreeMap, HashMap};

use oxigraph::model::NamedNode;

use crate::claim::{Claim, DocumentKey, Event, Holding, Work, WorkKey};
use crate::read::{SourceKind, ThingKind};
use crate::resolve::{Authority, EntityId};
use crate::text::slug;

use super::iri::{Digest, words_id};
use super::{Base, Edition, ReadEssay, Registry};

/// Addresses by what the claims know things by; `None` where a person took the thing out.
pub(super) struct Addresses {
    base: Base,
    things: HashMap<EntityId, Option<NamedNode>>,
    documents: HashMap<Digest, Option<NamedNode>>,
    works: HashMap<Digest, Option<NamedNode>>,
    holdings: HashMap<Digest, Option<NamedNode>>,
    events: HashMap<Digest, Option<NamedNode>>,
    essays: HashMap<String, Option<NamedNode>>,
    /// Archives by the short key that citations use.
    archives: BTreeMap<String, EntityId>,
    /// Persons of the authority files by each of their names.
    persons: HashMap<String, EntityId>,
}

/// Finds or mints the addresses of one edition, essay after essay, in the order of their keys.
pub(super) struct Minting<'a> {
    registry: &'a mut Registry,
    minted: &'a str,
    pub(super) addresses: Addresses,
}

impl Addresses {
    /// The base of all addresses.
    pub(super) fn base(&self) -> &Base {
        &self.base
    }

    /// A person, a place or a group.
    pub(super) fn thing(&self, id: &EntityId) -> Option<NamedNode> {
        self.things.get(id).cloned().flatten()
    }

    /// A document.
    pub(super) fn document(&self, key: &DocumentKey) -> Option<NamedNode> {
        self.documents.get(&Digest::of(&key.identified_by())).cloned().flatten()
    }

    /// A book, a volume, a periodical.
    pub(super) fn work(&self, key: &WorkKey) -> Option<NamedNode> {
        self.works.get(&Digest::of(key.identified_by())).cloned().flatten()
    }

    /// An archival holding.
    pub(super) fn holding(&self, holding: &Holding) -> Option<NamedNode> {
        self.holdings.get(&Digest::of(&holding_identity(holding))).cloned().flatten()
    }

    /// A happening of an essay.
    pub(super) fn event(&self, essay: &ReadEssay, event: &Event) -> Option<NamedNode> {
        self.events.get(&Digest::of(&event_identity(essay, event))).cloned().flatten()
    }

    /// An essay.
    pub(super) fn essay(&self, key: &str) -> Option<NamedNode> {
        self.essays.get(key).cloned().flatten()
    }

    /// The person of the authority files who goes by this name.
    pub(super) fn person_called(&self, name: &str) -> Option<NamedNode> {
        self.thing(self.persons.get(name)?)
    }

    /// The archive that citations mean by a short key.
    pub(super) fn archive(&self, short: &str) -> EntityId {
        archive(&self.archives, short)
    }
}

impl<'a> Minting<'a> {
    /// Finds every thing of the authority files in the registry, or enters it there.
    pub(super) fn begin(edition: &'a Edition, authority: &Authority, registry: &'a mut Registry) -> Self {
        let addresses = Addresses {
            base: edition.base.clone(),
            things: HashMap::new(),
            documents: HashMap::new(),
            works: HashMap::new(),
            holdings: HashMap::new(),
            events: HashMap::new(),
            essays: HashMap::new(),
            archives: archives(authority),
            persons: persons(authority),
        };
        let mut minting = Self { registry, minted: &edition.date, addresses };
        for (id, entry) in authority.entries() {
            minting.thing(id, &entry.name);
        }
        minting
    }

    fn thing(&mut self, id: &EntityId, name: &str) {
        if !self.addresses.things.contains_key(id) {
            let path = self.registry.keyed(&id.to_string(), name, self.minted);
            let node = path.map(|path| self.addresses.base.at(&path));
            self.addresses.things.insert(id.clone(), node);
        }
    }

    /// The same with everything that an essay speaks of.
    pub(super) fn essay(&mut self, essay: &ReadEssay) {
        let path = self.registry.keyed(&format!("essay/{}", essay.key), essay.title, self.minted);
        let node = path.map(|path| self.addresses.base.at(&path));
        self.addresses.essays.insert(essay.key.to_owned(), node);
        for (id, entity) in &essay.resolved.entities {
            let name = entity.labels.get(essay.language).or_else(|| entity.labels.values().next());
            self.thing(id, name.unwrap_or(&id.key));
        }
        for statement in &essay.account.statements {
            self.claim(essay, &statement.claim);
        }
    }

    fn claim(&mut self, essay: &ReadEssay, claim: &Claim) {
        match claim {
            Claim::Created { document, authors, .. } => self.document(document, authors, &[]),
            Claim::Sent { document, senders, addressees, .. } => self.document(document, senders, addressees),
            Claim::Held { document, holding } => {
                self.document(document, &[], &[]);
                self.holding(holding);
            }
            Claim::Published { document, publication } => {
                self.document(document, &[], &[]);
                self.work(&publication.work);
            }
            Claim::Cited { document, work, .. } => {
                document.iter().for_each(|document| self.document(document, &[], &[]));
                work.iter().for_each(|work| self.work(work));
            }
            Claim::Happened(event) => self.event(essay, event),
            Claim::Unreal { event, .. } => self.people(event),
            Claim::Office { holder, body, .. } => {
                self.actor(holder);
                body.iter().for_each(|body| self.actor(body));
            }
        }
    }

    fn document(&mut self, key: &DocumentKey, authors: &[EntityId], addressees: &[EntityId]) {
        for id in key.authors.iter().chain(&key.addressees).chain(authors).chain(addressees) {
            self.actor(id);
        }
        let identity = key.identified_by();
        let known = Digest::of(&identity);
        if !self.addresses.documents.contains_key(&known) {
            let path = self.registry.opaque("doc", &identity, self.minted);
            let node = path.map(|path| self.addresses.base.at(&path));
            self.addresses.documents.insert(known, node);
        }
    }

    /// The people and places of an event, which may not have happened.
    fn people(&mut self, event: &Event) {
        for id in event.actors.iter().chain(&event.recipients) {
            self.actor(id);
        }
        for id in &event.places {
            self.thing(id, &id.key);
            self.thing(&land(id), &id.key);
        }
    }

    fn event(&mut self, essay: &ReadEssay, event: &Event) {
        self.people(event);
        let identity = event_identity(essay, event);
        let known = Digest::of(&identity);
        if event.document.is_none() && !self.addresses.events.contains_key(&known) {
            let path = self.registry.opaque("event", &identity, self.minted);
            let node = path.map(|path| self.addresses.base.at(&path));
            self.addresses.events.insert(known, node);
        }
    }

    fn work(&mut self, work: &Work) {
        work.authors.iter().for_each(|id| self.actor(id));
        let known = Digest::of(work.key.identified_by());
        if !self.addresses.works.contains_key(&known) {
            let mut key = slug(&work.title);
            if let Some(year) = work.year.as_deref().filter(|_| is_one_publication(work.kind)) {
                key = format!("{key}-{}", slug(year)).trim_matches('-').to_owned();
            }
            let path = self.registry.readable("book", or_untitled(&key), work.key.identified_by(), self.minted);
            let node = path.map(|path| self.addresses.base.at(&path));
            self.addresses.works.insert(known, node);
        }
    }

    fn holding(&mut self, holding: &Holding) {
        if let Some(short) = &holding.repository {
            let id = archive(&self.addresses.archives, short);
            self.thing(&id, short);
        }
        let identity = holding_identity(holding);
        let known = Digest::of(&identity);
        if !self.addresses.holdings.contains_key(&known) {
            let name = holding.collection.as_ref().or(holding.repository.as_ref());
            let key = name.map_or_else(String::new, |name| slug(name));
            let path = self.registry.readable("holding", or_untitled(&key), &identity, self.minted);
            let node = path.map(|path| self.addresses.base.at(&path));
            self.addresses.holdings.insert(known, node);
        }
    }

    fn actor(&mut self, id: &EntityId) {
        self.thing(id, &id.key);
        self.thing(&authorities(id), &id.key);
    }
}

/// Who acts where a name does: the authorities of a place, anyone else himself.
pub(super) fn authorities(id: &EntityId) -> EntityId {
    match id.kind {
        ThingKind::Place => EntityId { kind: ThingKind::Group, key: id.key.clone() },
        ThingKind::Person | ThingKind::Group => id.clone(),
    }
}

/// Where something happens that is said to happen in a thing: the land of a state.
pub(super) fn land(id: &EntityId) -> EntityId {
    match id.kind {
        ThingKind::Group => EntityId { kind: ThingKind::Place, key: id.key.clone() },
        ThingKind::Person | ThingKind::Place => id.clone(),
    }
}

/// Whether a work is one book or volume, not a periodical.
pub(super) fn is_one_publication(kind: SourceKind) -> bool {
    match kind {
        SourceKind::Archival | SourceKind::PublishedDocument | SourceKind::Book => true,
        SourceKind::Article | SourceKind::Press => false,
    }
}

fn or_untitled(key: &str) -> &str {
    if key.is_empty() { "untitled" } else { key }
}

fn archives(authority: &Authority) -> BTreeMap<String, EntityId> {
    let groups = authority.entries().filter(|(id, _)| id.kind == ThingKind::Group);
    let mut archives = BTreeMap::new();
    for (id, entry) in groups {
        if let Some(short) = &entry.short {
            archives.insert(slug(short), id.clone());
        }
    }
    archives
}

fn persons(authority: &Authority) -> HashMap<String, EntityId> {
    let persons = authority.entries().filter(|(id, _)| id.kind == ThingKind::Person);
    let mut by_name = HashMap::new();
    for (id, entry) in persons {
        for name in std::iter::once(&entry.name).chain(&entry.also) {
            by_name.entry(name.clone()).or_insert_with(|| id.clone());
        }
    }
    by_name
}

fn archive(archives: &BTreeMap<String, EntityId>, short: &str) -> EntityId {
    let key = slug(short);
    archives.get(&key).cloned().unwrap_or_else(|| EntityId { kind: ThingKind::Group, key: or_untitled(&key).to_owned() })
}

/// What a holding is recognised by: the archive and the collection, without the shelf-mark.
fn holding_identity(holding: &Holding) -> String {
    let part = |part: &Option<String>| slug(part.as_deref().unwrap_or_default());
    format!("{}|{}", part(&holding.repository), part(&holding.collection))
}

/// What a happening is recognised by: its kind, its actors, places and date; the essay and the
/// words too where these say too little to know it again in another essay. Of the words only a
/// hash is kept: the registry is published, and not every essay may be.
fn event_identity(essay: &ReadEssay, event: &Event) -> String {
    let event = event.as_read.as_deref().unwrap_or(event);
    let ids = |ids: &[EntityId]| {
        let mut ids: Vec<_> = ids.iter().map(ToString::to_string).collect();
        ids.sort();
        ids.join("+")
    };
    let date = event.date.map(|date| date.edtf()).unwrap_or_default();
    let kind = event.kind.as_str();
    let mut identity = format!("{kind}|{}|{}|{}|{date}", ids(&event.actors), ids(&event.recipients), ids(&event.places));
    if event.actors.is_empty() || event.date.is_none() {
        let words = event.passages.first().map_or_else(String::new, |&passage| words_id(&essay.words(passage), 0));
        identity = format!("{identity}|{}|{words}", essay.key);
    }
    identity
}
