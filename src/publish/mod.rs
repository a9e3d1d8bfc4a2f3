//! From a store to pages and files.
