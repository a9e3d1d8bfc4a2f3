//! Terms of VoID, DCAT and SPDX, by which a file beside the dumps describes them.
//!
//! They stand apart from [`vocab`](super::vocab): no statement of a published graph uses them.
#![expect(missing_docs, reason = "each name is the vocabulary's own")]

use oxigraph::model::NamedNodeRef;

macro_rules! term {
    ($namespace:literal, $name:literal) => {
        NamedNodeRef::new_unchecked(concat!($namespace, $name))
    };
}
macro_rules! void {
    ($name:literal) => {
        term!("http://rdfs.org/ns/void#", $name)
    };
}
macro_rules! dcat {
    ($name:literal) => {
        term!("http://www.w3.org/ns/dcat#", $name)
    };
}
macro_rules! dct {
    ($name:literal) => {
        term!("http://purl.org/dc/terms/", $name)
    };
}
macro_rules! spdx {
    ($name:literal) => {
        term!("http://spdx.org/rdf/terms#", $name)
    };
}

pub const VOID_CLASS: NamedNodeRef<'_> = void!("class");
pub const VOID_CLASS_PARTITION: NamedNodeRef<'_> = void!("classPartition");
pub const VOID_CLASSES: NamedNodeRef<'_> = void!("classes");
pub const VOID_DATA_DUMP: NamedNodeRef<'_> = void!("dataDump");
pub const VOID_DISTINCT_OBJECTS: NamedNodeRef<'_> = void!("distinctObjects");
pub const VOID_DISTINCT_SUBJECTS: NamedNodeRef<'_> = void!("distinctSubjects");
pub const VOID_ENTITIES: NamedNodeRef<'_> = void!("entities");
pub const VOID_FEATURE: NamedNodeRef<'_> = void!("feature");
pub const VOID_PROPERTIES: NamedNodeRef<'_> = void!("properties");
pub const VOID_PROPERTY: NamedNodeRef<'_> = void!("property");
pub const VOID_PROPERTY_PARTITION: NamedNodeRef<'_> = void!("propertyPartition");
pub const VOID_SPARQL_ENDPOINT: NamedNodeRef<'_> = void!("sparqlEndpoint");
pub const VOID_TRIPLES: NamedNodeRef<'_> = void!("triples");
pub const VOID_URI_SPACE: NamedNodeRef<'_> = void!("uriSpace");
pub const VOID_VOCABULARY: NamedNodeRef<'_> = void!("vocabulary");

pub const CATALOG: NamedNodeRef<'_> = dcat!("Catalog");
pub const DISTRIBUTION_CLASS: NamedNodeRef<'_> = dcat!("Distribution");
pub const DATA_SERVICE: NamedNodeRef<'_> = dcat!("DataService");
pub const DATASET: NamedNodeRef<'_> = dcat!("dataset");
pub const SERVICE: NamedNodeRef<'_> = dcat!("service");
pub const DISTRIBUTION: NamedNodeRef<'_> = dcat!("distribution");
pub const ACCESS_URL: NamedNodeRef<'_> = dcat!("accessURL");
pub const DOWNLOAD_URL: NamedNodeRef<'_> = dcat!("downloadURL");
pub const MEDIA_TYPE: NamedNodeRef<'_> = dcat!("mediaType");
pub const BYTE_SIZE: NamedNodeRef<'_> = dcat!("byteSize");
pub const ENDPOINT_URL: NamedNodeRef<'_> = dcat!("endpointURL");
pub const SERVES_DATASET: NamedNodeRef<'_> = dcat!("servesDataset");
pub const LANDING_PAGE: NamedNodeRef<'_> = dcat!("landingPage");
pub const START_DATE: NamedNodeRef<'_> = dcat!("startDate");
pub const END_DATE: NamedNodeRef<'_> = dcat!("endDate");
pub const VERSION: NamedNodeRef<'_> = dcat!("version");

pub const DCT_DESCRIPTION: NamedNodeRef<'_> = dct!("description");
pub const DCT_PUBLISHER: NamedNodeRef<'_> = dct!("publisher");
pub const DCT_IDENTIFIER: NamedNodeRef<'_> = dct!("identifier");
pub const DCT_CONFORMS_TO: NamedNodeRef<'_> = dct!("conformsTo");
pub const DCT_TEMPORAL: NamedNodeRef<'_> = dct!("temporal");
pub const DCT_PERIOD: NamedNodeRef<'_> = dct!("PeriodOfTime");

pub const CHECKSUM: NamedNodeRef<'_> = spdx!("checksum");
pub const CHECKSUM_CLASS: NamedNodeRef<'_> = spdx!("Checksum");
pub const ALGORITHM: NamedNodeRef<'_> = spdx!("algorithm");
pub const SHA256: NamedNodeRef<'_> = spdx!("checksumAlgorithm_sha256");
pub const CHECKSUM_VALUE: NamedNodeRef<'_> = spdx!("checksumValue");
