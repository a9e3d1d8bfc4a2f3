//! Brings what Wikidata has for the things of a publication into a snapshot.

use std::collections::{BTreeMap, BTreeSet};

use crate::link::{ItemId, Search, Snapshot, Subject, searches};
use crate::resolve::EntityId;

use super::{Client, ClientError};

/// What became of items that were read again.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Refreshed {
    /// Items whose record is another now.
    pub changed: Vec<String>,
    /// Items that lead to another one now, and to which.
    pub redirected: Vec<(String, String)>,
    /// Items that are gone.
    pub missing: Vec<String>,
}

/// Every search of these things, each once.
#[must_use]
pub fn all_searches(subjects: &BTreeMap<EntityId, Subject>) -> Vec<Search> {
    let all: BTreeSet<Search> = subjects.iter().flat_map(|(id, subject)| searches(id.kind, subject)).collect();
    all.into_iter().collect()
}

/// Searches for every thing and reads the items that are found; `step` is told how far it has come.
///
/// # Errors
/// When Wikidata refuses, or was asked often enough; what was answered is kept, so the next run goes on from there.
pub fn gather(
    client: &mut Client,
    subjects: &BTreeMap<EntityId, Subject>,
    snapshot: &mut Snapshot,
    step: &mut dyn FnMut(usize, usize, &str),
) -> Result<(), ClientError> {
    let all = all_searches(subjects);
    let mut ids = BTreeSet::new();
    for (number, search) in all.iter().enumerate() {
        let hits = client.search(search)?;
        ids.extend(hits.iter().copied());
        snapshot.keep_search(search.clone(), hits);
        step(number + 1, all.len(), &search.query);
    }
    read(client, &ids, snapshot)?;
    Ok(())
}

/// Reads every item of a snapshot again.
///
/// # Errors
/// As [`gather`].
pub fn refresh(client: &mut Client, snapshot: &mut Snapshot) -> Result<Refreshed, ClientError> {
    let ids: BTreeSet<ItemId> = snapshot.items().map(|(id, _)| id).collect();
    let before: BTreeMap<ItemId, _> = snapshot.items().map(|(id, item)| (id, item.clone())).collect();
    let (redirects, missing) = read(client, &ids, snapshot)?;
    let changed = before.iter().filter(|(id, item)| snapshot.item(**id) != Some(item)).map(|(id, _)| id.to_string());
    Ok(Refreshed {
        changed: changed.collect(),
        redirected: redirects.into_iter().map(|(from, to)| (from.to_string(), to.to_string())).collect(),
        missing: missing.iter().map(ToString::to_string).collect(),
    })
}

fn read(
    client: &mut Client,
    ids: &BTreeSet<ItemId>,
    snapshot: &mut Snapshot,
) -> Result<(BTreeMap<ItemId, ItemId>, BTreeSet<ItemId>), ClientError> {
    let today = client.asker.settings.today.clone();
    let entities = client.entities(ids)?;
    for entity in entities.entities.values() {
        snapshot.keep(entity, &today);
    }
    Ok((entities.redirects, entities.missing))
}
