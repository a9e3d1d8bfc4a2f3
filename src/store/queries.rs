//! The queries of `sparql/`, by name.

/// A query of `sparql/` that a person may ask by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Query {
    /// The file's name without its ending.
    pub name: &'static str,
    /// The whole file.
    pub text: &'static str,
}

macro_rules! queries {
    ($($name:literal),+ $(,)?) => {
        [$(Query { name: $name, text: include_str!(concat!("../../sparql/", $name, ".rq")) }),+]
    };
}

/// The questions that historians ask; in the order in which they are shown.
pub const QUERIES: [Query; 21] = queries![
    "letters-between",
    "kept",
    "chronology",
    "correspondence",
    "cited-archives",
    "cited-from-archive",
    "cited-once",
    "undated",
    "date-clashes",
    "evidence",
    "reviewed",
    "told-by-several",
    "not-happened",
    "offices",
    "said-of",
    "meetings-of",
    "events-at",
    "people",
    "counts",
    "elsewhere",
    "portraits",
];

impl Query {
    /// The query of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        QUERIES.into_iter().find(|query| query.name == name)
    }

    /// What it answers: the first line of its comment.
    #[must_use]
    pub fn answers(&self) -> &'static str {
        self.text.lines().next().unwrap_or_default().trim_start_matches(['#', ' '])
    }

    /// The variables that it is given.
    #[must_use]
    pub fn given(&self) -> Vec<&'static str> {
        let line = self.text.lines().find_map(|line| line.strip_prefix("# given:"));
        let names = line.map(|line| line.split("returns:").next().unwrap_or_default());
        names.map(|names| names.split_whitespace().filter_map(|name| name.strip_prefix('?')).collect()).unwrap_or_default()
    }
}
