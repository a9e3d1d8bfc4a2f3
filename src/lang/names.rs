//! The section "names" of a language pack.

use serde::Deserialize;

/// What `names.toml` of a pack holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {}
