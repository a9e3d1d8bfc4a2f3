//! What was read, laid over the essays: Web Annotations.
//!
//! Source: <https://www.w3.org/TR/annotation-model/>; offsets are code points of the raw text.

use serde_json::{Value, json};

use super::catalogue::{Catalogue, Mention, Statement};

/// A collection of one page: the statements, each on its passage, then the mentions, each on its words.
pub(super) fn webanno(catalogue: &Catalogue) -> Vec<u8> {
    let edition = &catalogue.edition;
    let address = format!("{}export/annotations.jsonld", edition.base);
    let statements = catalogue.statements.iter().filter_map(|statement| on_passage(catalogue, statement));
    let mentions = catalogue.mentions.iter().map(|mention| on_words(catalogue, mention));
    let items: Vec<Value> = statements.chain(mentions).collect();
    super::json(&json!({
        "@context": ["http://www.w3.org/ns/anno.jsonld", { "ov": "https://w3id.org/regesta/ontology#" }],
        "id": address,
        "type": "AnnotationCollection",
        "label": edition.title,
        "total": items.len(),
        "first": {
            "id": format!("{address}#page-1"),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }))
}

fn on_passage(catalogue: &Catalogue, statement: &Statement) -> Option<Value> {
    let passage = catalogue.passage(&statement.passage)?;
    let mut selectors = vec![position(passage.start, passage.end)];
    if let Some(words) = &passage.words {
        let mut quote = json!({ "type": "TextQuoteSelector", "exact": words });
        for (key, words) in [("prefix", &passage.before), ("suffix", &passage.after)] {
            if let Some(words) = words {
                quote[key] = Value::from(words.as_str());
            }
        }
        selectors.push(quote);
    }
    let mut annotation = json!({
        "id": statement.iri,
        "type": "Annotation",
        "motivation": "describing",
        "body": { "id": statement.says, "label": catalogue.name(&statement.says) },
        "target": { "id": passage.iri, "type": "SpecificResource", "source": passage.essay, "selector": selectors },
        "ov:rule": statement.rule,
        "ov:confidence": statement.confidence,
    });
    if !statement.reviewers.is_empty() {
        let person = |(iri, name): &(String, String)| json!({ "id": iri, "type": "Person", "name": name });
        annotation["creator"] = statement.reviewers.iter().map(person).collect();
    }
    Some(annotation)
}

fn on_words(catalogue: &Catalogue, mention: &Mention) -> Value {
    let mut selectors = vec![position(mention.start, mention.end)];
    if let Some(words) = &mention.words {
        selectors.push(json!({ "type": "TextQuoteSelector", "exact": words }));
    }
    json!({
        "id": format!("{}#mention-{}-{}", mention.essay, mention.start, mention.end),
        "type": "Annotation",
        "motivation": "identifying",
        "body": { "type": "SpecificResource", "purpose": "identifying", "source": { "id": mention.thing, "label": catalogue.name(&mention.thing) } },
        "target": { "source": mention.essay, "selector": selectors },
        "ov:rule": mention.rule,
        "ov:confidence": format!("{:.2}", mention.confidence),
    })
}

fn position(start: usize, end: usize) -> Value {
    json!({ "type": "TextPositionSelector", "start": start, "end": end })
}
