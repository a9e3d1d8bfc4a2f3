//! Values of a graph as people write and read them.

use oxigraph::model::{Literal, NamedNode, Term};

/// The value that words mean: an address under the base, a whole address, or a plain text in quotation marks.
///
/// # Errors
/// When it would be an address but is none.
pub fn value(words: &str, base: &str) -> Result<Term, NotAValue> {
    if let Some(text) = words.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        return Ok(Literal::new_simple_literal(text).into());
    }
    let whole = words.trim_start_matches('<').trim_end_matches('>');
    let iri = if whole.contains("://") { whole.to_owned() } else { format!("{base}{}", whole.trim_start_matches('/')) };
    NamedNode::new(iri).map(Term::from).map_err(|error| NotAValue { words: words.to_owned(), reason: error.to_string() })
}

/// Why words are no value.
#[derive(Debug, thiserror::Error)]
#[error("\"{words}\" is no address: {reason}\nhint: person/georgy-chicherin, https://…, or \\\"a text\\\"")]
pub struct NotAValue {
    words: String,
    reason: String,
}

/// A value as people read it: an address without the base, a text without its type.
#[must_use]
pub fn shown(value: &Term, base: &str) -> String {
    match value {
        Term::NamedNode(node) => node.as_str().strip_prefix(base).filter(|path| !path.is_empty()).unwrap_or(node.as_str()).to_owned(),
        Term::Literal(literal) => literal.value().to_owned(),
        other => other.to_string(),
    }
}
