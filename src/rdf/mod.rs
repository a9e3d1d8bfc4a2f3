//! Claims as quads: the only place that knows CIDOC-CRM.
//!
//! Read [`vocab`] for the terms, [`iri`] and [`Registry`] for the addresses, [`kinds`] for what
//! documents and events are called.

pub mod facts;
pub mod iri;
pub mod kinds;
mod registry;
pub mod vocab;

pub use iri::{Base, BaseError};
pub use registry::{Line, Problem, Registry, RegistryError, State};
