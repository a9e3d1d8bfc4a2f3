//! A request and its answer, over HTTP.
