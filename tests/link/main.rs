//! Linking into Wikidata: how well things are matched, how Wikidata is asked, what the command writes.

mod authority;
mod client;
mod elsewhere;
mod figures;
mod proposing;
mod service;
mod wikidata;
