//! The head of a file of decisions: what it is about, and of whose items.

use crate::link::Source;

/// The lines of a new file's head, for the addresses under a base.
pub(super) fn head(base: &str, title: &str, source: &Source) -> Vec<String> {
    let Source { key, name, space, url } = source;
    let mut lines = vec!["sssom_version: \"1.1\"".to_owned(), "curie_map:".to_owned(), format!("  this: {base}")];
    lines.push(format!("  {}: {space}", source.prefix()));
    let whole = source.item();
    let wikidata = Source::wikidata();
    if whole.is_some() && !source.is_wikidata() {
        lines.push(format!("  {}: {}", wikidata.prefix(), wikidata.space));
    }
    lines.extend([
        "  orcid: https://orcid.org/".to_owned(),
        format!("mapping_set_id: {base}mappings/{key}"),
        format!("mapping_set_title: {}", serde_json::Value::from(format!("{title}: {name}"))),
        "license: https://creativecommons.org/publicdomain/zero/1.0/".to_owned(),
    ]);
    lines.extend(whole.map(|item| format!("object_source: {}:{item}", wikidata.prefix())));
    if let Some(url) = url {
        lines.extend(["see_also:".to_owned(), format!("  - {url}")]);
    }
    lines.iter().map(|line| format!("#{line}")).collect()
}

/// Whose items a file is about: the key is the end of `mapping_set_id`, its addresses stand in the `curie_map`.
pub(super) fn source(head: &[String]) -> Source {
    let value = |name: &str| {
        head.iter().find_map(|line| line.trim_start_matches('#').trim().strip_prefix(name).map(|rest| rest.trim().trim_matches('"')))
    };
    let Some((_, key)) = value("mapping_set_id:").and_then(|id| id.rsplit_once("mappings/")) else { return Source::wikidata() };
    let url = head.iter().skip_while(|line| !line.starts_with("#see_also:")).nth(1);
    let url = url.and_then(|line| line.trim_start_matches('#').trim().strip_prefix("- ")).map(str::to_owned);
    let known = [key, "wd"].into_iter().find_map(|prefix| Some((prefix, value(&format!("{prefix}:"))?)));
    match known {
        Some((prefix, space)) => Source { key: key.to_owned(), ..Source::of_space(prefix, space, url) },
        None => Source::wikidata(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_says_whose_items_it_is_about() {
        let gnd = Source::of_service("https://lobid.org/gnd/reconcile", "GND", Some("https://lobid.org/gnd/"), None);
        let own = Source::of_service("https://terms.example.org/match", "terms.example.org", Some("https://terms.example.org/id/"), None);
        for source in [Source::wikidata(), gnd, own] {
            let head = head("https://example.org/a/", "A: \"b\"", &source);
            assert_eq!(super::source(&head), source, "{head:#?}");
        }
        assert_eq!(source(&["#mapping_set_id: https://example.org/m".to_owned()]), Source::wikidata());
    }
}
