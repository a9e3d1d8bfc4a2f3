//! Claims as quads: the only place that knows CIDOC-CRM.
//!
//! Read [`vocab`] for the terms, [`iri`] and [`Registry`] for the addresses, [`kinds`] for what
//! documents and events are called; then [`quads`], which tells every claim in these terms, [`check`](fn@check), which
//! looks for what is wrong, and [`write`](fn@write), which makes dumps.

pub mod dcat;
pub mod facts;
pub mod iri;
pub mod kinds;
pub mod order;
pub mod sd;
pub mod vocab;

mod addresses;
mod check;
mod date;
mod description;
mod document;
mod edition;
mod event;
mod graph;
mod jsonld;
mod known;
mod labels;
mod links;
mod mapping;
mod passage;
mod registry;
mod review;
mod role;
mod shape;
mod shortcut;
mod spot;
mod thing;
mod turtle;
mod unreal;
mod work;
mod write;

pub use check::{Checker, Fault, check};
pub use description::{Run, build};
pub use edition::{Creator, Edition, Essays, ReadEssay, TextRight};
pub use iri::{Base, BaseError};
pub use links::links;
pub use mapping::{quads, tell};
pub use registry::{Line, Problem, Registry, RegistryError, State};
pub use review::{Address, TakeAddresses, addresses as statement_addresses};
pub use spot::Spot;
pub use write::{Format, Writer, quads_of, union, write};
