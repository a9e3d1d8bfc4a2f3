//! A publication served over real HTTP, by the binary.

mod elsewhere;
mod endpoint;
mod harvest;
mod limits;
mod negotiation;
mod protocol;
mod running;
mod search;
mod things;
mod web;
mod writing;
