//! Asks a reconciliation service: its manifest first, then names in batches, then what it tells of the records it found.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use crate::link::query::searches;
use crate::link::service::{Cell, Dialect, Found, Manifest, Question, Role};
use crate::link::service::{batch, class_for, extension, found, properties, record, role_of, rows, type_for};
use crate::link::{ItemId, Search, Snapshot, Source, Subject};
use crate::read::ThingKind;
use crate::resolve::EntityId;

use super::asker::{Asker, ClientError, Cost, Settings};
use super::cache::Cache;
use super::http::Asked;

/// The media types of the two dialects.
const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

/// A service that has said what it can do.
pub struct Service {
    asker: Asker,
    cache: Cache,
    manifest: Manifest,
    language: String,
    /// Types that a person chose, in place of those that fit.
    types: BTreeMap<ThingKind, String>,
    /// What was answered in this run.
    fresh: BTreeSet<String>,
}

/// The properties of a service that say something to us, by their role.
type Roles = BTreeMap<String, Role>;

impl Service {
    /// Reads what the service at `settings.endpoint` says of itself; `language` is the one its answers are wanted in.
    ///
    /// # Errors
    /// When nobody answers for the requests, or it is no service that can be asked.
    pub fn open(settings: Settings, language: &str) -> Result<Self, ClientError> {
        let mut asker = Asker::new(settings)?;
        let cache = asker.cache("answer")?;
        let url = asker.settings.endpoint.clone();
        let parse = |json: &Json| Manifest::parse(&url, json).map_err(|reason| ClientError::NoService { url: url.clone(), reason });
        let manifest = kept(&mut asker, &cache, &url, language, parse)?;
        Ok(Self { asker, cache, manifest, language: language.to_owned(), types: BTreeMap::new(), fresh: BTreeSet::new() })
    }

    /// Whether the manifest of the service was read before, so that opening it asks nothing.
    #[must_use]
    pub fn is_known(settings: &Settings) -> bool {
        Cache::open(&settings.cache, "answer").is_ok_and(|cache| cache.answer(&settings.endpoint).is_some())
    }

    /// The same with types that a person chose.
    #[must_use]
    pub fn with_types(mut self, types: BTreeMap<ThingKind, String>) -> Self {
        self.types = types;
        self
    }

    /// Whose records it gives.
    #[must_use]
    pub fn source(&self) -> Source {
        Source::of_service(
            &self.asker.settings.endpoint,
            &self.manifest.name,
            self.manifest.space.as_deref(),
            self.manifest.view.as_deref(),
        )
    }

    /// What it says of itself, for people.
    #[must_use]
    pub fn told(&self) -> String {
        let Manifest { name, dialect, batch, properties, offers, .. } = &self.manifest;
        let version = match dialect {
            Dialect::Old => "0.2",
            Dialect::Draft => "1.0-draft",
        };
        let kinds = [(ThingKind::Person, "persons"), (ThingKind::Place, "places"), (ThingKind::Group, "groups")];
        let asked = kinds.map(|(kind, words)| format!("{words} as {}", self.type_of(kind).unwrap_or("anything")));
        let extend = if properties.is_some() { "tells of its records" } else { "tells nothing of its records but names" };
        let offers = offers.iter().map(|offer| format!(", {offer}")).collect::<String>();
        format!("{name}: version {version}, {batch} names a request, {}; {extend}{offers}", asked.join(", "))
    }

    /// What was asked so far.
    #[must_use]
    pub fn cost(&self) -> &Cost {
        &self.asker.cost
    }

    /// The type under which things of a kind are asked for.
    fn type_of(&self, kind: ThingKind) -> Option<&str> {
        self.types.get(&kind).map(String::as_str).or_else(|| type_for(kind, &self.manifest.types))
    }

    /// The properties of records of a kind that say something to us; none where the service tells nothing of records.
    fn roles(&mut self, kind: ThingKind) -> Result<Roles, ClientError> {
        let Some(url) = &self.manifest.properties else { return Ok(Roles::new()) };
        let of = self.type_of(kind).map(|own| percent_encoding::utf8_percent_encode(own, percent_encoding::NON_ALPHANUMERIC).to_string());
        let mark = if url.contains('?') { '&' } else { '?' };
        let url = of.map_or_else(|| url.clone(), |of| format!("{url}{mark}type={of}"));
        let known =
            |answer: &Json| Ok(properties(answer).into_iter().filter_map(|(id, name)| Some((id.clone(), role_of(&id, &name)?))).collect());
        kept(&mut self.asker, &self.cache, &url, &self.language, known)
    }

    fn match_url(&self) -> String {
        match self.manifest.dialect {
            Dialect::Old => self.asker.settings.endpoint.clone(),
            Dialect::Draft => format!("{}/match", self.asker.settings.endpoint.trim_end_matches('/')),
        }
    }

    /// Under which name the answer to a query is kept.
    fn name_of(&self, query: &Json) -> String {
        format!("{} {query}", self.match_url())
    }

    /// The candidates of each query; those that were answered before are not asked again.
    fn matched(&mut self, queries: &[Json], step: &mut dyn FnMut(usize, usize)) -> Result<Vec<Vec<Found>>, ClientError> {
        let (dialect, url) = (self.manifest.dialect, self.match_url());
        let name = |query: &Json| format!("{url} {query}");
        let answers = |answer: &Json| found(dialect, answer, 1).pop().flatten();
        let alone = |answer: &Json, number: usize| match dialect {
            Dialect::Old => serde_json::json!({"q0": answer.get(format!("q{number}"))}),
            Dialect::Draft => serde_json::json!({"results": [answer.get("results").and_then(|results| results.get(number))]}),
        };
        let mut unknown: Vec<usize> = (0..queries.len()).filter(|at| self.known(&name(&queries[*at])).is_none()).collect();
        self.asker.cost.kept += queries.len() - unknown.len();
        let (all, mut size) = (unknown.len(), self.manifest.batch);
        while !unknown.is_empty() {
            let now: Vec<usize> = unknown.iter().copied().take(size).collect();
            let body = batch(dialect, &now.iter().map(|at| &queries[*at]).collect::<Vec<_>>());
            let answer = match self.post(&url, &body) {
                Err(ClientError::TooLarge(_)) if size > 1 => {
                    size /= 2;
                    continue;
                }
                answer => answer?,
            };
            let mut answered = 0;
            for (number, at) in now.iter().enumerate() {
                let own = alone(&answer, number);
                if answers(&own).is_some() {
                    self.keep(name(&queries[*at]), &own)?;
                    unknown.retain(|other| other != at);
                    answered += 1;
                }
            }
            // What is left out of a batch is asked alone; what is not answered then is never going to be.
            match (answered, size) {
                (0, 1) if unknown.len() == all => return Err(self.refused(&url, &answer)),
                (0, 1) => {
                    let warning = format!("it does not answer to {}", queries[unknown.remove(0)]);
                    self.asker.cost.warnings.insert(warning);
                }
                (0, _) => size = 1,
                _ => step(all - unknown.len(), all),
            }
        }
        Ok(queries.iter().map(|query| self.known(&name(query)).as_ref().and_then(answers).unwrap_or_default()).collect())
    }

    /// What the service tells of records, by id and property.
    fn told_of(&mut self, ids: &BTreeSet<String>, roles: &Roles) -> Result<BTreeMap<String, BTreeMap<Role, Vec<Cell>>>, ClientError> {
        let dialect = self.manifest.dialect;
        let url = match dialect {
            Dialect::Old => self.asker.settings.endpoint.clone(),
            Dialect::Draft => format!("{}/extend", self.asker.settings.endpoint.trim_end_matches('/')),
        };
        let asked: Vec<String> = roles.keys().cloned().collect();
        if asked.is_empty() {
            return Ok(BTreeMap::new());
        }
        let name = |id: &str| format!("{url} {id} {}", asked.join(" "));
        let mut unknown: Vec<String> = ids.iter().filter(|id| self.known(&name(id)).is_none()).cloned().collect();
        self.asker.cost.kept += ids.len() - unknown.len();
        let mut size = self.manifest.batch;
        while !unknown.is_empty() {
            let now: Vec<String> = unknown.iter().take(size).cloned().collect();
            let answer = match self.post(&url, &extension(dialect, &now, &asked)) {
                Err(ClientError::TooLarge(_)) if size > 1 => {
                    size /= 2;
                    continue;
                }
                answer => answer?,
            };
            if answer.get("rows").is_none() {
                return Err(self.refused(&url, &answer));
            }
            for id in &now {
                // A record of which nothing is told has told that.
                let own = match dialect {
                    Dialect::Old => serde_json::json!({"rows": {id: answer["rows"].get(id)}}),
                    Dialect::Draft => {
                        let rows =
                            answer["rows"].as_array().into_iter().flatten().filter(|row| row.get("id").and_then(Json::as_str) == Some(id));
                        serde_json::json!({"rows": rows.collect::<Vec<_>>()})
                    }
                };
                self.keep(name(id), &own)?;
            }
            unknown.drain(..now.len());
        }
        let of = |id: &String| {
            let values = rows(dialect, &self.known(&name(id))?).remove(id)?;
            let mut by_role: BTreeMap<Role, Vec<Cell>> = BTreeMap::new();
            for (property, cells) in values {
                if let Some(role) = roles.get(&property) {
                    by_role.entry(*role).or_default().extend(cells);
                }
            }
            Some((id.clone(), by_role))
        };
        Ok(ids.iter().filter_map(of).collect())
    }

    /// An answer that was kept; where all is to be asked again, one of this run.
    fn known(&self, name: &str) -> Option<Json> {
        let kept = self.cache.answer(name).filter(|_| !self.asker.settings.refresh || self.fresh.contains(name));
        kept.map(|kept| kept.answer)
    }

    fn keep(&mut self, name: String, answer: &Json) -> Result<(), ClientError> {
        self.cache.keep(&name, answer, None).map_err(|source| self.asker.not_kept(source))?;
        self.fresh.insert(name);
        Ok(())
    }

    fn post(&mut self, url: &str, body: &str) -> Result<Json, ClientError> {
        let media = match self.manifest.dialect {
            Dialect::Old => FORM,
            Dialect::Draft => JSON,
        };
        let asked = Asked { body: Some((body, media)), language: Some(&self.language), ..Asked::get(url) };
        let (answer, _) = self.asker.ask(&asked)?;
        if answer.get("status").and_then(Json::as_str) == Some("error") {
            return Err(self.refused(url, &answer));
        }
        Ok(answer)
    }

    fn refused(&self, url: &str, answer: &Json) -> ClientError {
        let said = ["message", "details"].iter().find_map(|key| answer.get(*key)?.as_str());
        let reason = said.map_or_else(|| "something else than was asked".to_owned(), |said| format!("with an error: {said}"));
        ClientError::Refused { url: url.to_owned(), reason }
    }
}

/// What an address answers, kept or asked for; what cannot be read is not kept.
fn kept<T>(
    asker: &mut Asker,
    cache: &Cache,
    url: &str,
    language: &str,
    read: impl Fn(&Json) -> Result<T, ClientError>,
) -> Result<T, ClientError> {
    if let Some(kept) = cache.answer(url).filter(|_| !asker.settings.refresh) {
        asker.cost.kept += 1;
        return read(&kept.answer);
    }
    let (answer, tag) = asker.ask(&Asked { language: Some(language), ..Asked::get(url) })?;
    let out = read(&answer)?;
    cache.keep(url, &answer, tag.as_deref()).map_err(|source| asker.not_kept(source))?;
    Ok(out)
}

/// Asks a service for the things of a publication and puts what it has into a snapshot; `step` is told how far it has come.
///
/// # Errors
/// When the service refuses, or was asked often enough; what was answered is kept, so the next run goes on from there.
pub fn gather_from(
    service: &mut Service,
    subjects: &BTreeMap<EntityId, Subject>,
    snapshot: &mut Snapshot,
    step: &mut dyn FnMut(usize, usize, &str),
) -> Result<(), ClientError> {
    let roles = roles_by_kind(service)?;
    let asked = questions(service, subjects, &roles);
    let mut queries: Vec<Json> = asked.iter().map(|(_, _, query)| query.clone()).collect();
    queries.sort_by_key(Json::to_string);
    queries.dedup();
    let answers = service.matched(&queries, &mut |done, all| step(done, all, "names"))?;
    let by_query: BTreeMap<String, &Vec<Found>> = queries.iter().map(Json::to_string).zip(&answers).collect();
    let source = service.source();
    let mut records: BTreeMap<ThingKind, BTreeMap<ItemId, &Found>> = BTreeMap::new();
    for (kind, search, query) in &asked {
        let found = by_query.get(&query.to_string()).copied().into_iter().flatten();
        let hits: Vec<(ItemId, &Found)> = found.filter_map(|own| Some((source.id(&own.id)?, own))).collect();
        snapshot.keep_scored(search, &hits.iter().map(|(id, own)| (*id, own.score)).collect::<Vec<_>>());
        records.entry(*kind).or_default().extend(hits);
    }
    let (url, today) = (service.asker.settings.endpoint.clone(), service.asker.settings.today.clone());
    for (kind, found) in records {
        let ids: BTreeSet<String> = found.values().map(|own| own.id.clone()).collect();
        step(0, ids.len(), "records");
        let told = service.told_of(&ids, &roles[&kind])?;
        let none = BTreeMap::new();
        for (id, own) in found {
            // Under a type that a person or the table chose, what is found is of that type, where it says nothing else.
            let class = service.type_of(kind).filter(|_| own.types.is_empty()).map(|_| class_for(kind));
            snapshot.keep_record(record(id, own, told.get(&own.id).unwrap_or(&none), class, (&url, &today)));
        }
    }
    Ok(())
}

/// What a service would be asked, one query a line; nothing is asked, but for the manifest and the lists of properties.
///
/// # Errors
/// As [`gather_from`].
pub fn unasked_of(service: &mut Service, subjects: &BTreeMap<EntityId, Subject>) -> Result<Vec<String>, ClientError> {
    let roles = roles_by_kind(service)?;
    let asked = questions(service, subjects, &roles);
    let unknown = asked.iter().filter(|(_, _, query)| service.known(&service.name_of(query)).is_none());
    let queries: BTreeSet<String> = unknown.map(|(_, _, query)| query.to_string()).collect();
    Ok(queries.into_iter().collect())
}

fn roles_by_kind(service: &mut Service) -> Result<BTreeMap<ThingKind, Roles>, ClientError> {
    [ThingKind::Person, ThingKind::Place, ThingKind::Group].into_iter().map(|kind| Ok((kind, service.roles(kind)?))).collect()
}

/// The queries for every thing, each with the search it stands for.
fn questions(
    service: &Service,
    subjects: &BTreeMap<EntityId, Subject>,
    roles: &BTreeMap<ThingKind, Roles>,
) -> Vec<(ThingKind, Search, Json)> {
    let mut asked = Vec::new();
    for (id, subject) in subjects {
        let year = |role: Role, date: Option<crate::time::HistoricalDate>| {
            let (property, _) = roles.get(&id.kind)?.iter().find(|(_, own)| **own == role)?;
            let year = date.filter(crate::time::HistoricalDate::is_single)?.first_day()?.year;
            Some((property.clone(), year.to_string()))
        };
        let (begin, end) = if id.kind == ThingKind::Person { (Role::Born, Role::Died) } else { (Role::Begun, Role::Ended) };
        let properties: Vec<(String, String)> = [year(begin, subject.begin), year(end, subject.end)].into_iter().flatten().collect();
        for search in searches(id.kind, subject) {
            let question =
                Question { name: search.query.clone(), kind: service.type_of(id.kind).map(str::to_owned), properties: properties.clone() };
            asked.push((id.kind, search, question.json(service.manifest.dialect)));
        }
    }
    asked
}
