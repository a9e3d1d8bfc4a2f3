//! What a service says of itself.

use serde_json::Value as Json;

/// Which version of the API is spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::link) enum Dialect {
    /// 0.1 and 0.2: forms.
    Old,
    /// 1.0-draft: JSON.
    Draft,
}

/// What a service says of itself.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::link) struct Manifest {
    pub(in crate::link) dialect: Dialect,
    pub(in crate::link) name: String,
    /// What its ids are ids of.
    pub(in crate::link) space: Option<String>,
    /// The address that shows a record.
    pub(in crate::link) view: Option<String>,
    /// How many queries a batch may have.
    pub(in crate::link) batch: usize,
    /// Types by id and name.
    pub(in crate::link) types: Vec<(String, String)>,
    /// The address that says which properties there are, where records can be asked for.
    pub(in crate::link) properties: Option<String>,
    /// What else it offers to people: "suggest", "preview".
    pub(in crate::link) offers: Vec<&'static str>,
}

/// The batch of a service that names none, as OpenRefine has it.
const BATCH: usize = 10;
/// No batch is larger, whatever a service allows.
const LARGEST: usize = 50;

impl Manifest {
    /// Reads what a service at an address says.
    ///
    /// # Errors
    /// When it is no manifest, or of a version that is not spoken here; says which.
    pub(in crate::link) fn parse(url: &str, json: &Json) -> Result<Self, String> {
        let text = |key: &str| json.get(key).and_then(Json::as_str).map(str::to_owned);
        let Some(name) = text("name") else { return Err("its answer has no \"name\"".to_owned()) };
        let versions: Vec<&str> = json.get("versions").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str).collect();
        let dialect = match versions.as_slice() {
            // 0.1 had no list of versions.
            [] if text("identifierSpace").is_some() => Dialect::Old,
            versions if versions.iter().any(|version| matches!(*version, "0.1" | "0.2")) => Dialect::Old,
            versions if versions.iter().any(|version| version.starts_with("1.0")) => Dialect::Draft,
            [] => return Err("its answer has neither \"versions\" nor \"identifierSpace\"".to_owned()),
            versions => return Err(format!("it speaks version {}, and not 0.2 or 1.0-draft", versions.join(", "))),
        };
        if json.get("authentication").is_some_and(|how| !how.is_null()) {
            return Err("it wants a key or a password, which regesta has no place for".to_owned());
        }
        let types = json.get("defaultTypes").and_then(Json::as_array).into_iter().flatten();
        let named = |kind: &Json| {
            let id = kind.as_str().or_else(|| kind.get("id")?.as_str())?;
            Some((id.to_owned(), kind.get("name").and_then(Json::as_str).unwrap_or(id).to_owned()))
        };
        let batch = json.get("batchSize").and_then(Json::as_u64).and_then(|size| usize::try_from(size).ok());
        let offers = ["suggest", "preview"].into_iter().filter(|what| json.get(*what).is_some_and(|own| !own.is_null()));
        Ok(Self {
            dialect,
            name,
            space: text("identifierSpace"),
            view: json.pointer("/view/url").and_then(Json::as_str).map(str::to_owned),
            batch: batch.unwrap_or(BATCH).clamp(1, LARGEST),
            types: types.filter_map(named).collect(),
            properties: properties(dialect, url, json.get("extend")),
            offers: offers.collect(),
        })
    }
}

/// The address of the list of properties.
fn properties(dialect: Dialect, url: &str, extend: Option<&Json>) -> Option<String> {
    let extend = extend?.as_object()?;
    match dialect {
        Dialect::Old => {
            let propose = extend.get("propose_properties")?;
            let part = |key: &str| propose.get(key).and_then(Json::as_str);
            Some(format!("{}{}", part("service_url").unwrap_or_default(), part("service_path")?))
                .filter(|address| address.starts_with("http"))
        }
        Dialect::Draft => {
            let proposes = extend.get("proposeProperties").is_none_or(|own| own.as_bool() != Some(false) && !own.is_null());
            proposes.then(|| format!("{}/extend/propose", url.trim_end_matches('/')))
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const URL: &str = "https://terms.example.org/reconcile";

    #[test]
    fn both_dialects_are_told_apart() {
        let dialect = |json: Json| Manifest::parse(URL, &json).map(|manifest| manifest.dialect);
        let old = json!({"versions": ["0.1", "0.2"], "name": "T", "identifierSpace": "x", "schemaSpace": "y"});
        assert_eq!(dialect(old), Ok(Dialect::Old));
        assert_eq!(dialect(json!({"name": "T", "identifierSpace": "x", "schemaSpace": "y"})), Ok(Dialect::Old));
        assert_eq!(dialect(json!({"versions": ["0.2", "1.0-draft"], "name": "T", "view": {"url": "{+id}"}})), Ok(Dialect::Old));
        assert_eq!(dialect(json!({"versions": ["1.0-draft"], "name": "T", "view": {"url": "{+id}"}})), Ok(Dialect::Draft));
    }

    #[test]
    fn what_cannot_be_asked_is_told() {
        let wrong = |json: Json| Manifest::parse(URL, &json).unwrap_err();
        assert_eq!(wrong(json!({"q0": {"result": []}})), "its answer has no \"name\"");
        assert_eq!(wrong(json!({"name": "T"})), "its answer has neither \"versions\" nor \"identifierSpace\"");
        assert_eq!(wrong(json!({"name": "T", "versions": ["2.0"]})), "it speaks version 2.0, and not 0.2 or 1.0-draft");
        assert!(wrong(json!({"name": "T", "versions": ["0.2"], "authentication": {"type": "apiKey"}})).contains("key or a password"));
    }

    #[test]
    fn batches_types_and_properties_are_those_of_the_service() {
        let manifest = Manifest::parse(
            URL,
            &json!({"versions": ["0.2"], "name": "T", "identifierSpace": "x", "schemaSpace": "y", "batchSize": 500,
                "defaultTypes": [{"id": "P", "name": "Person"}, "Place"], "preview": {"url": "x"}, "view": {"url": "https://x/{{id}}"},
                "extend": {"propose_properties": {"service_url": "https://terms.example.org", "service_path": "/properties"}}}),
        )
        .unwrap();
        assert_eq!((manifest.batch, manifest.properties.as_deref()), (50, Some("https://terms.example.org/properties")));
        assert_eq!(manifest.types, [("P".to_owned(), "Person".to_owned()), ("Place".to_owned(), "Place".to_owned())]);
        assert_eq!(manifest.offers, ["preview"]);
        let draft = Manifest::parse(URL, &json!({"versions": ["1.0-draft"], "name": "T", "view": {"url": "x"}, "extend": {}})).unwrap();
        assert_eq!((draft.batch, draft.properties.as_deref()), (10, Some("https://terms.example.org/reconcile/extend/propose")));
    }
}
