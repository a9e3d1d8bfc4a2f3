//! From a store to pages and files.

pub mod extraction;
