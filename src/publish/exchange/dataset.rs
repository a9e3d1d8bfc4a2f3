//! What the publication is as a set of data: VoID and DCAT for portals, schema.org for search engines.
//!
//! Sources: <https://www.w3.org/TR/void/>, <https://www.w3.org/TR/vocab-dcat-3/>,
//! <https://developers.google.com/search/docs/appearance/structured-data/dataset>.

use askama::Template;
use oxigraph::model::vocab::{rdf, rdfs, xsd};
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term};
use serde_json::{Value, json};

use crate::rdf::iri::{part, short_id};
use crate::rdf::vocab::{PREFIXES, common};
use crate::rdf::{Creator, Format, dcat, write};
use crate::text::slug;

use super::catalogue::Catalogue;
use super::when::days;

/// What the publication is, in a sentence or two.
#[derive(Template)]
#[template(path = "deposit/description.txt")]
struct Description<'a> {
    catalogue: &'a Catalogue,
    letters: usize,
}

/// What the publication is, in a sentence or two.
pub(super) fn described(catalogue: &Catalogue) -> String {
    let description = Description { catalogue, letters: catalogue.letters().count() };
    description.render().expect("a template without filters renders").trim().to_owned()
}

/// First and last day of what the essays tell.
pub(super) fn period(catalogue: &Catalogue) -> Option<(String, String)> {
    let documents = catalogue.documents.iter().filter_map(|document| document.when());
    let dates: Vec<_> = documents.chain(catalogue.events.iter().filter_map(|event| event.date.as_ref())).map(days).collect();
    // A year before Christ is none that portals sort by.
    let sane = |day: &String| !day.starts_with('-');
    let first = dates.iter().filter_map(|(first, _)| first.clone()).filter(sane).min()?;
    let last = dates.iter().filter_map(|(_, last)| last.clone()).filter(sane).max()?;
    Some((first, last))
}

/// The address of a language in the list of the Library of Congress.
fn language(code: &str) -> String {
    format!("http://id.loc.gov/vocabulary/iso639-1/{}", code.split('-').next().unwrap_or(code))
}

/// The description as Turtle: VoID with its partitions, DCAT with its distributions.
pub(super) fn description(catalogue: &Catalogue) -> Vec<u8> {
    let mut file = File { catalogue, dataset: catalogue.edition.base.dataset(), quads: Vec::new() };
    file.dataset();
    file.void();
    file.distributions();
    file.catalog();
    let mut out = Vec::new();
    write(&file.quads, Format::Turtle, &mut out).expect("a vector takes every byte");
    out
}

struct File<'a> {
    catalogue: &'a Catalogue,
    dataset: NamedNode,
    quads: Vec<Quad>,
}

impl File<'_> {
    fn say(&mut self, subject: &NamedNode, property: NamedNodeRef<'_>, object: impl Into<Term>) {
        self.quads.push(Quad::new(subject.clone(), property.into_owned(), object, GraphName::DefaultGraph));
    }

    fn link(&mut self, subject: &NamedNode, property: NamedNodeRef<'_>, iri: &str) {
        if let Ok(object) = NamedNode::new(iri) {
            self.say(subject, property, object);
        }
    }

    fn plain(&mut self, subject: &NamedNode, property: NamedNodeRef<'_>, text: &str) {
        self.say(subject, property, Literal::new_simple_literal(text));
    }

    fn number(&mut self, subject: &NamedNode, property: NamedNodeRef<'_>, number: usize) {
        self.say(subject, property, Literal::new_typed_literal(number.to_string(), xsd::INTEGER));
    }

    fn words(&mut self, subject: &NamedNode, property: NamedNodeRef<'_>, text: &str, language: &str) {
        self.say(
            subject,
            property,
            Literal::new_language_tagged_literal(text, language).unwrap_or_else(|_| Literal::new_simple_literal(text)),
        );
    }

    fn dataset(&mut self) {
        let edition = &self.catalogue.edition;
        let dataset = self.dataset.clone();
        self.say(&dataset, rdf::TYPE, common::DCAT_DATASET.into_owned());
        self.say(&dataset, rdf::TYPE, common::VOID_DATASET.into_owned());
        self.words(&dataset, common::DCT_TITLE, &edition.title, &edition.language);
        self.words(&dataset, dcat::DCT_DESCRIPTION, &described(self.catalogue), "en");
        self.plain(&dataset, dcat::DCT_IDENTIFIER, edition.base.as_str());
        self.plain(&dataset, dcat::VERSION, &edition.version);
        self.plain(&dataset, common::OWL_VERSION_INFO, &edition.version);
        self.say(&dataset, common::DCT_ISSUED, Literal::new_typed_literal(&edition.date, xsd::DATE));
        self.link(&dataset, common::DCT_LICENSE, &edition.license);
        self.link(&dataset, common::DCT_LANGUAGE, &language(&edition.language));
        self.link(&dataset, dcat::LANDING_PAGE, edition.base.as_str());
        for creator in &edition.creators {
            let agent = self.agent(creator);
            self.say(&dataset, common::DCT_CREATOR, agent);
        }
        let publisher = self.publisher();
        self.say(&dataset, dcat::DCT_PUBLISHER, publisher);
        if let Some((first, last)) = period(self.catalogue) {
            let period = part(dataset.as_ref(), "period");
            self.say(&dataset, dcat::DCT_TEMPORAL, period.clone());
            self.say(&period, rdf::TYPE, dcat::DCT_PERIOD.into_owned());
            self.say(&period, dcat::START_DATE, Literal::new_typed_literal(first, xsd::DATE));
            self.say(&period, dcat::END_DATE, Literal::new_typed_literal(last, xsd::DATE));
        }
    }

    /// The first maker; where none is named, the publication stands for itself.
    fn publisher(&mut self) -> NamedNode {
        let edition = &self.catalogue.edition;
        match edition.creators.first() {
            Some(creator) => self.agent(creator),
            None => self.agent(&Creator { name: edition.title.clone(), orcid: None }),
        }
    }

    fn agent(&mut self, creator: &Creator) -> NamedNode {
        let orcid = creator.orcid.as_deref().and_then(|orcid| NamedNode::new(super::orcid(orcid)).ok());
        let agent = orcid.unwrap_or_else(|| part(self.dataset.as_ref(), &format!("creator-{}", slug(&creator.name))));
        self.say(&agent, rdf::TYPE, common::FOAF_AGENT.into_owned());
        self.plain(&agent, common::FOAF_NAME, &creator.name);
        agent
    }

    fn void(&mut self) {
        let catalogue = self.catalogue;
        let counts = &catalogue.counts;
        let dataset = self.dataset.clone();
        self.plain(&dataset, dcat::VOID_URI_SPACE, catalogue.edition.base.as_str());
        self.link(&dataset, dcat::VOID_SPARQL_ENDPOINT, &format!("{}sparql", catalogue.edition.base));
        for (property, count) in [
            (dcat::VOID_TRIPLES, counts.triples),
            (dcat::VOID_ENTITIES, counts.entities),
            (dcat::VOID_CLASSES, counts.classes.len()),
            (dcat::VOID_PROPERTIES, counts.properties.len()),
            (dcat::VOID_DISTINCT_SUBJECTS, counts.subjects),
            (dcat::VOID_DISTINCT_OBJECTS, counts.objects),
        ] {
            self.number(&dataset, property, count);
        }
        for (class, count) in &counts.classes {
            let partition = part(dataset.as_ref(), &format!("class-{}", short_id(class)));
            self.say(&dataset, dcat::VOID_CLASS_PARTITION, partition.clone());
            self.link(&partition, dcat::VOID_CLASS, class);
            self.number(&partition, dcat::VOID_ENTITIES, *count);
        }
        for (property, count) in &counts.properties {
            let partition = part(dataset.as_ref(), &format!("property-{}", short_id(property)));
            self.say(&dataset, dcat::VOID_PROPERTY_PARTITION, partition.clone());
            self.link(&partition, dcat::VOID_PROPERTY, property);
            self.number(&partition, dcat::VOID_TRIPLES, *count);
        }
        let used = |space: &str| counts.properties.keys().chain(counts.classes.keys()).any(|term| term.starts_with(space));
        for (_, space) in PREFIXES.into_iter().filter(|(_, space)| used(space)) {
            self.link(&dataset, dcat::VOID_VOCABULARY, space);
        }
    }

    fn distributions(&mut self) {
        let catalogue = self.catalogue;
        let edition = &catalogue.edition;
        let dataset = self.dataset.clone();
        for dump in &catalogue.dumps {
            let node = part(dataset.as_ref(), &format!("dump-{}", dump.format.extension()));
            let address = format!("{}dumps/{}", edition.base, dump.name);
            self.say(&dataset, dcat::DISTRIBUTION, node.clone());
            self.link(&dataset, dcat::VOID_DATA_DUMP, &address);
            self.link(&dataset, dcat::VOID_FEATURE, dump.format.registered());
            self.say(&node, rdf::TYPE, dcat::DISTRIBUTION_CLASS.into_owned());
            self.plain(&node, common::DCT_TITLE, &dump.name);
            self.link(&node, dcat::ACCESS_URL, &address);
            self.link(&node, dcat::DOWNLOAD_URL, &address);
            self.link(&node, dcat::MEDIA_TYPE, &format!("https://www.iana.org/assignments/media-types/{}", dump.format.media_type()));
            self.link(&node, common::DCT_LICENSE, &edition.license);
            // DCAT says "typically xsd:nonNegativeInteger", the shapes of DCAT-AP 3.0.0 take a decimal alone.
            self.say(&node, dcat::BYTE_SIZE, Literal::new_typed_literal(dump.bytes.to_string(), xsd::DECIMAL));
            let sum = part(dataset.as_ref(), &format!("dump-{}-sum", dump.format.extension()));
            self.say(&node, dcat::CHECKSUM, sum.clone());
            self.say(&sum, rdf::TYPE, dcat::CHECKSUM_CLASS.into_owned());
            self.say(&sum, dcat::ALGORITHM, dcat::SHA256.into_owned());
            self.say(&sum, dcat::CHECKSUM_VALUE, Literal::new_typed_literal(&dump.sha256, xsd::HEX_BINARY));
        }
    }

    /// The catalogue of this one data set, and the endpoint that serves it.
    fn catalog(&mut self) {
        let edition = &self.catalogue.edition;
        let dataset = self.dataset.clone();
        let catalog = part(dataset.as_ref(), "catalog");
        self.say(&catalog, rdf::TYPE, dcat::CATALOG.into_owned());
        self.words(&catalog, common::DCT_TITLE, &edition.title, &edition.language);
        self.words(&catalog, dcat::DCT_DESCRIPTION, &described(self.catalogue), "en");
        let publisher = self.publisher();
        self.say(&catalog, dcat::DCT_PUBLISHER, publisher);
        self.say(&catalog, dcat::DATASET, dataset.clone());
        let service = part(dataset.as_ref(), "endpoint");
        self.say(&catalog, dcat::SERVICE, service.clone());
        self.say(&service, rdf::TYPE, dcat::DATA_SERVICE.into_owned());
        self.plain(&service, common::DCT_TITLE, "SPARQL 1.1");
        self.plain(&service, rdfs::LABEL, "SPARQL 1.1");
        self.link(&service, dcat::ENDPOINT_URL, &format!("{}sparql", edition.base));
        self.link(&service, dcat::DCT_CONFORMS_TO, "http://www.w3.org/TR/sparql11-protocol/");
        self.say(&service, dcat::SERVES_DATASET, dataset);
    }
}

/// The description for search engines, as a page embeds it.
pub(super) fn schema_org(catalogue: &Catalogue) -> Value {
    let edition = &catalogue.edition;
    let base = edition.base.as_str();
    let downloads: Vec<Value> = catalogue
        .dumps
        .iter()
        .map(|dump| {
            json!({
                "@type": "DataDownload",
                "name": dump.name,
                "encodingFormat": dump.format.media_type(),
                "contentUrl": format!("{base}dumps/{}", dump.name),
                "contentSize": dump.bytes.to_string(),
                "sha256": dump.sha256,
            })
        })
        .collect();
    let mut dataset = json!({
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": base,
        "url": base,
        "identifier": base,
        "name": edition.title,
        "description": described(catalogue),
        "license": edition.license,
        "version": edition.version,
        "datePublished": edition.date,
        "inLanguage": edition.language,
        "isAccessibleForFree": true,
        "creator": edition.creators.iter().map(person).collect::<Vec<_>>(),
        "isBasedOn": catalogue.essays.iter().filter_map(|essay| essay.source.as_deref()).collect::<Vec<_>>(),
        "distribution": downloads,
    });
    if let Some((first, last)) = period(catalogue) {
        dataset["temporalCoverage"] = format!("{first}/{last}").into();
    }
    dataset
}

/// A maker for schema.org.
pub(super) fn person(creator: &Creator) -> Value {
    match creator.orcid.as_deref().map(super::orcid) {
        Some(orcid) => json!({ "@type": "Person", "@id": orcid, "name": creator.name }),
        None => json!({ "@type": "Person", "name": creator.name }),
    }
}
