//! A publication served over real HTTP, by the binary.

mod endpoint;
mod limits;
mod protocol;
mod running;
mod things;
mod web;
mod writing;
