//! The section "citations" of a language pack.

use serde::Deserialize;

/// What `citations.toml` of a pack holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Citations {}
