//! `regesta explain`: what a finding means and what to do.

use std::collections::BTreeMap;
use std::process::ExitCode;

use anyhow::{Context as _, bail};

use super::output;

/// What each finding means, by its code.
const FINDINGS: &str = include_str!("../../data/messages/findings.toml");

/// Say what a finding of `check` means and what to do
#[derive(Debug, clap::Args)]
pub(super) struct ExplainArgs {
    /// The code in brackets at the end of the finding
    code: String,
}

/// Explains.
///
/// # Errors
/// When there is no such code.
pub(super) fn run(args: &ExplainArgs) -> anyhow::Result<ExitCode> {
    let messages: BTreeMap<String, String> = toml::from_str(FINDINGS).context("the catalogue of findings is not TOML")?;
    let Some(message) = messages.get(&args.code) else {
        bail!("no finding is called \"{}\"\nhint: there are: {}", args.code, messages.keys().cloned().collect::<Vec<_>>().join(", "))
    };
    output::line(message.trim())?;
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_in_the_sources_is_explained() {
        let messages: BTreeMap<String, String> = toml::from_str(FINDINGS).unwrap();
        let code = regex::Regex::new("code: \"([a-z-]+)\"|\"(graph-[a-z-]+)\"|warn\\(\"([a-z-]+)\"").unwrap();
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut files: Vec<_> = std::fs::read_dir(root.join("claim/findings")).unwrap().map(|file| file.unwrap().path()).collect();
        files.extend(
            ["rdf/check.rs", "rdf/known.rs", "rdf/links.rs", "rdf/shape.rs", "publication/read.rs", "publication/review.rs"]
                .map(|file| root.join(file)),
        );
        let mut seen = std::collections::BTreeSet::new();
        for file in files {
            let source = std::fs::read_to_string(&file).unwrap();
            for found in code.captures_iter(&source) {
                let code = found.get(1).or(found.get(2)).or(found.get(3)).unwrap().as_str().to_owned();
                assert!(messages.contains_key(&code), "{code} in {}", file.display());
                seen.insert(code);
            }
        }
        let idle: Vec<&String> = messages.keys().filter(|code| !seen.contains(*code)).collect();
        assert!(idle.is_empty(), "explained but never found: {idle:?}");
    }
}
