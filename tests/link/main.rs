//! Linking into Wikidata: how well things are matched.

mod figures;
