//! The section "events" of a language pack.

use serde::Deserialize;

/// What `events.toml` of a pack holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Events {}
