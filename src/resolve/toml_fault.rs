//! What is wrong with a settings file, in words for its editor.

/// A fault of a TOML file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TomlFault {
    /// The line, from one.
    pub line: usize,
    /// What is wrong.
    pub message: String,
    /// A key that is none of ours, and the one of ours that is most like it, where one is.
    pub unknown: Option<(String, Option<String>)>,
}

/// What the error of the TOML reader says of the text it was reading.
#[must_use]
pub fn toml_fault(toml: &str, error: &toml::de::Error) -> TomlFault {
    let at = error.span().map_or(0, |span| span.start.min(toml.len()));
    let line = 1 + memchr::memchr_iter(b'\n', &toml.as_bytes()[..at]).count();
    let message = error.message().to_owned();
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let unknown = quoted.split_first().filter(|_| message.starts_with("unknown field")).map(|(key, ours)| {
        let near = ours.iter().map(|own| (distance(key, own), *own)).min().filter(|&(steps, _)| steps <= 2 + key.len() / 4);
        ((*key).to_owned(), near.map(|(_, own)| own.to_owned()))
    });
    TomlFault { line, message, unknown }
}

/// How many letters must be added, dropped or changed to make one word of the other.
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.bytes().enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, b) in other.bytes().enumerate() {
            let change = before + usize::from(a != b);
            before = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(before + 1);
        }
    }
    row[other.len()]
}
