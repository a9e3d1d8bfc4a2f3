//! The section "dates" of a language pack.

use serde::Deserialize;

/// What `dates.toml` of a pack holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dates {}
