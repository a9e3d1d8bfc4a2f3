//! Linking into Wikidata: how well things are matched, how Wikidata is asked, what the command writes.

mod authority;
mod client;
mod elsewhere;
mod figures;
mod local;
mod proposing;
mod service;
mod wikidata;
