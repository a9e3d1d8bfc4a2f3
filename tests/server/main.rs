//! A publication served over real HTTP, by the binary.

mod endpoint;
mod running;
mod things;
