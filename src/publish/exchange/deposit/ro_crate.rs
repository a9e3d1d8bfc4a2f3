//! `ro-crate-metadata.json`: every file of the deposit, and what they are together.
//!
//! Source: <https://www.researchobject.org/ro-crate/specification/1.2/>.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::super::catalogue::Catalogue;
use super::super::dataset;
use super::Deposited;

/// The crate of these files.
pub(super) fn ro_crate(catalogue: &Catalogue, files: &[Deposited]) -> Value {
    let edition = &catalogue.edition;
    let mut graph: Vec<Value> = vec![json!({
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "about": { "@id": "./" },
        "conformsTo": { "@id": "https://w3id.org/ro/crate/1.2" },
    })];
    let mut people: Vec<Value> = Vec::new();
    for (number, creator) in edition.creators.iter().enumerate() {
        let id = creator.orcid.as_deref().map_or_else(|| format!("#creator-{}", number + 1), super::super::orcid);
        people.push(json!({ "@id": id, "@type": "Person", "name": creator.name }));
    }
    let ids = |all: &[Value]| all.iter().map(|one| json!({ "@id": one["@id"] })).collect::<Vec<_>>();
    let folders = folders(files);
    let top: Vec<Value> = folders
        .keys()
        .filter(|folder| folder.trim_end_matches('/').split('/').count() == 1)
        .map(|folder| json!({ "@id": folder }))
        .collect();
    let loose = files.iter().filter(|file| !file.path.contains('/')).map(|file| json!({ "@id": file.path }));
    let mut root = json!({
        "@id": "./",
        "@type": "Dataset",
        "name": edition.title,
        "description": dataset::described(catalogue),
        "datePublished": edition.date,
        "version": edition.version,
        "identifier": edition.base.as_str(),
        "url": edition.base.as_str(),
        "inLanguage": edition.language,
        "license": { "@id": edition.license },
        "creator": ids(&people),
        "author": ids(&people),
        "hasPart": loose.chain(top).collect::<Vec<_>>(),
        "mentions": [{ "@id": "#reading" }],
    });
    if let Some((first, last)) = dataset::period(catalogue) {
        root["temporalCoverage"] = format!("{first}/{last}").into();
    }
    graph.push(root);
    graph.push(
        json!({ "@id": edition.license, "@type": "CreativeWork", "name": edition.license, "description": super::right(edition.text) }),
    );
    graph.append(&mut people);
    let essays: Vec<Value> = catalogue.essays.iter().map(|essay| essay_of(catalogue, &essay.thing.iri, essay)).collect();
    graph.push(json!({
        "@id": "#reading",
        "@type": "CreateAction",
        "name": "The essays were read and what they say was written as a graph",
        "instrument": { "@id": "#regesta" },
        "object": ids(&essays),
        "result": { "@id": "dumps/" },
    }));
    graph.push(json!({
        "@id": "#regesta",
        "@type": "SoftwareApplication",
        "name": "regesta",
        "url": "https://w3id.org/regesta/",
        "version": env!("CARGO_PKG_VERSION"),
    }));
    graph.extend(essays);
    graph.extend(folders.iter().map(|(folder, parts)| {
        let parts: Vec<Value> = parts.iter().map(|part| json!({ "@id": part })).collect();
        json!({ "@id": folder, "@type": "Dataset", "name": folder.trim_end_matches('/'), "description": about(folder), "hasPart": parts })
    }));
    graph.extend(files.iter().map(file));
    json!({ "@context": "https://w3id.org/ro/crate/1.2/context", "@graph": graph })
}

fn essay_of(catalogue: &Catalogue, iri: &str, essay: &super::super::catalogue::Essay) -> Value {
    let authors: Vec<&str> = essay.authors.iter().map(|author| catalogue.name(author)).collect();
    let mut value = json!({ "@id": iri, "@type": "ScholarlyArticle", "name": essay.thing.label, "inLanguage": essay.text_language });
    if !authors.is_empty() {
        value["creditText"] = authors.join(", ").into();
    }
    if let Some(source) = &essay.source {
        value["url"] = source.as_str().into();
    }
    value
}

/// Every folder with what lies right in it.
fn folders(files: &[Deposited]) -> BTreeMap<String, BTreeSet<String>> {
    let mut folders: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in files {
        let mut part = file.path.clone();
        while let Some(at) = part.trim_end_matches('/').rfind('/') {
            let folder = part[..=at].to_owned();
            folders.entry(folder.clone()).or_default().insert(part);
            part = folder;
        }
    }
    folders
}

fn file(file: &Deposited) -> Value {
    let name = file.path.rsplit('/').next().unwrap_or_default();
    json!({
        "@id": file.path,
        "@type": "File",
        "name": name,
        "encodingFormat": media_type(name),
        "contentSize": file.bytes.to_string(),
        "sha256": file.sha256,
    })
}

fn about(folder: &str) -> &'static str {
    match folder.split('/').next().unwrap_or_default() {
        "dumps" => "The graph in several formats of RDF",
        "exchange" => "The same in the formats of other tools",
        "ontology" => "What the terms of the graph mean",
        "prov" => "How the graph was made",
        "publication" => "What the graph is made from beside the essays: settings, authority files, registry of addresses",
        "queries" => "Questions to the graph, in SPARQL",
        "texts" => "The raw texts that offsets count in",
        _ => "Files of this deposit",
    }
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "ttl" => "text/turtle",
        "trig" => "application/trig",
        "nt" => "application/n-triples",
        "nq" => "application/n-quads",
        "rdf" => "application/rdf+xml",
        "jsonld" => "application/ld+json",
        "json" => "application/json",
        "geojson" => "application/geo+json",
        "xml" | "gexf" => "application/xml",
        "csv" => "text/csv",
        "tsv" => "text/tab-separated-values",
        "md" => "text/markdown",
        "rq" => "application/sparql-query",
        "cff" => "application/yaml",
        "toml" => "application/toml",
        "bib" => "application/x-bibtex",
        _ => "text/plain",
    }
}
