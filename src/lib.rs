//! regesta turns scholarly essays into linked open data, with every statement still
//! attached to the sentence it rests on.
//!
//! An essay travels one way through the modules below; each uses only those before it.
//! `text` to `claim` are pure: values in, values out; so is `link`, but for its client.

pub mod text;
pub mod time;

pub mod lang;

pub mod read;

pub mod resolve;

pub mod claim;

pub mod link;

pub mod rdf;

pub mod store;

pub mod publication;

pub mod publish;

pub mod server;

pub mod cli;
