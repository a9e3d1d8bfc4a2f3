//! The interface as a document for programs.
//!
//! Source: OpenAPI 3.1 (<https://spec.openapis.org/oas/v3.1.1.html>). The document is a template; what is this publication's own is filled in.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::Served;
use super::about::{no_host, origin};
use super::reply::{Asked, Reply};

const TEMPLATE: &str = include_str!("../../templates/openapi.json");

/// What can only be asked where clients may write.
const WRITING: [(&str, &str); 4] = [("/update", "post"), ("/store", "put"), ("/store", "post"), ("/store", "delete")];

/// The document of this server.
pub(super) fn document(served: &Served, asked: &Asked) -> Reply {
    let Some(origin) = origin(asked) else { return no_host(asked) };
    let mut document: Value = serde_json::from_str(TEMPLATE).unwrap_or_default();
    let edition = &served.site.edition;
    document["info"]["title"] = json!(edition.title);
    document["info"]["version"] = json!(edition.version);
    document["info"]["license"] = json!({ "name": edition.license, "url": edition.license });
    document["servers"] = json!([{ "url": origin, "description": served.settings.words() }]);
    if served.writing.is_none()
        && let Some(paths) = document["paths"].as_object_mut()
    {
        for (path, method) in WRITING {
            if let Some(methods) = paths.get_mut(path).and_then(Value::as_object_mut) {
                methods.remove(method);
            }
        }
        paths.remove("/update");
    }
    Reply::new(StatusCode::OK, "application/json", document.to_string())
}
