//! How a publication is cited, in the files that archives look for.
//!
//! Sources: <https://citation-file-format.github.io/>, <https://developers.zenodo.org/#representation>,
//! <https://codemeta.github.io/terms/>.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::super::catalogue::Catalogue;
use super::super::dataset;

/// `CITATION.cff`. A JSON string is a YAML string, so every value is written as one.
pub(super) fn cff(catalogue: &Catalogue) -> String {
    let edition = &catalogue.edition;
    let quoted = |text: &str| Value::from(text).to_string();
    let mut out = String::from("cff-version: 1.2.0\ntype: dataset\nmessage: \"Please cite this data set as below.\"\n");
    let mut line = |key: &str, value: &str| {
        let _ = writeln!(out, "{key}: {}", quoted(value));
    };
    line("title", &edition.title);
    line("abstract", &dataset::described(catalogue));
    line("version", &edition.version);
    line("date-released", &edition.date);
    line("url", edition.base.as_str());
    match spdx(&edition.license) {
        Some(license) => line("license", &license),
        None => line("license-url", &edition.license),
    }
    out.push_str("authors:\n");
    for creator in &edition.creators {
        let _ = writeln!(out, "  - name: {}", quoted(&creator.name));
        if let Some(orcid) = &creator.orcid {
            let _ = writeln!(out, "    orcid: {}", quoted(&super::super::orcid(orcid)));
        }
    }
    if edition.creators.is_empty() {
        let _ = writeln!(out, "  - name: {}", quoted(&edition.title));
    }
    let sources: Vec<_> = catalogue.essays.iter().filter(|essay| essay.source.is_some()).collect();
    if !sources.is_empty() {
        out.push_str("references:\n");
    }
    for essay in sources {
        let _ = writeln!(out, "  - type: article\n    title: {}", quoted(&essay.thing.label));
        let _ = writeln!(out, "    url: {}\n    authors:", quoted(essay.source.as_deref().unwrap_or_default()));
        let authors: Vec<&str> = essay.authors.iter().map(|author| catalogue.name(author)).collect();
        for author in if authors.is_empty() { vec![edition.title.as_str()] } else { authors } {
            let _ = writeln!(out, "      - name: {}", quoted(author));
        }
    }
    out
}

/// `.zenodo.json`.
pub(super) fn zenodo(catalogue: &Catalogue) -> Value {
    let edition = &catalogue.edition;
    let creators: Vec<Value> = edition
        .creators
        .iter()
        .map(|creator| match creator.orcid.as_deref() {
            Some(orcid) => json!({ "name": creator.name, "orcid": orcid.rsplit('/').next().unwrap_or(orcid) }),
            None => json!({ "name": creator.name }),
        })
        .collect();
    let essays = catalogue.essays.iter().filter_map(|essay| essay.source.as_deref());
    let mut related: Vec<Value> =
        vec![json!({ "identifier": edition.base.as_str(), "relation": "isIdenticalTo", "resource_type": "dataset" })];
    related
        .extend(essays.map(|source| json!({ "identifier": source, "relation": "isDerivedFrom", "resource_type": "publication-article" })));
    let mut record = json!({
        "title": edition.title,
        "upload_type": "dataset",
        "description": format!("<p>{}</p>", dataset::described(catalogue)),
        "creators": creators,
        "publication_date": edition.date,
        "version": edition.version,
        "access_right": "open",
        "keywords": ["linked open data", "CIDOC CRM", "correspondence", "history"],
        "related_identifiers": related,
    });
    if let Some(license) = spdx(&edition.license) {
        record["license"] = license.to_lowercase().into();
    }
    if let Some(language) = three_letters(&edition.language) {
        record["language"] = language.into();
    }
    record
}

/// `codemeta.json`.
pub(super) fn codemeta(catalogue: &Catalogue) -> Value {
    let edition = &catalogue.edition;
    json!({
        "@context": "https://doi.org/10.5063/schema/codemeta-2.0",
        "@type": "Dataset",
        "@id": edition.base.as_str(),
        "identifier": edition.base.as_str(),
        "name": edition.title,
        "description": dataset::described(catalogue),
        "version": edition.version,
        "datePublished": edition.date,
        "license": edition.license,
        "url": edition.base.as_str(),
        "author": edition.creators.iter().map(dataset::person).collect::<Vec<_>>(),
    })
}

/// The SPDX identifier of a licence of Creative Commons: "CC-BY-4.0"; `None` of any other address.
fn spdx(license: &str) -> Option<String> {
    let path = license.split_once("creativecommons.org/")?.1;
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        ["licenses", kind, version, ..] => Some(format!("CC-{}-{version}", kind.to_uppercase())),
        ["publicdomain", "zero", version, ..] => Some(format!("CC0-{version}")),
        _ => None,
    }
}

/// ISO 639-3 of the languages that publications are in.
fn three_letters(code: &str) -> Option<&'static str> {
    match code.split('-').next()? {
        "ru" => Some("rus"),
        "en" => Some("eng"),
        "tr" => Some("tur"),
        "de" => Some("deu"),
        "fr" => Some("fra"),
        "uk" => Some("ukr"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::spdx;

    #[test]
    fn licences_of_creative_commons_have_their_short_names() {
        assert_eq!(spdx("https://creativecommons.org/licenses/by-nc/4.0/").as_deref(), Some("CC-BY-NC-4.0"));
        assert_eq!(spdx("https://creativecommons.org/publicdomain/zero/1.0/").as_deref(), Some("CC0-1.0"));
        assert_eq!(spdx("https://example.org/licence"), None);
    }
}
