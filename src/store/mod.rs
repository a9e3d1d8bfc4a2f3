//! A store of quads that can be asked.
