//! Clean prose and the way back to the raw text.

use super::Span;

/// Prose with wrapped lines joined and page noise dropped.
///
/// Every character comes from one place of the raw text; joined lines are one space,
/// which stands for the white space it replaced. Paragraphs are separated by `\n`.
#[derive(Clone, Debug, Default)]
pub struct Clean {
    text: String,
    /// Runs that were copied unchanged: (first clean byte, first raw byte), ascending.
    runs: Vec<(u32, u32)>,
}

impl Clean {
    /// The clean words.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Adds `words`, which stand at byte `raw` of the raw text.
    pub(super) fn push(&mut self, words: &str, raw: usize) {
        if words.is_empty() {
            return;
        }
        let clean = u32::try_from(self.text.len()).expect("clean text is no longer than the raw text");
        let raw = u32::try_from(raw).expect("a source is refused when it is longer than 4 GiB");
        let follows = self.runs.last().is_some_and(|&(from_clean, from_raw)| clean - from_clean == raw.wrapping_sub(from_raw));
        if !follows {
            self.runs.push((clean, raw));
        }
        self.text.push_str(words);
    }

    /// The raw span of a clean one: from its first character to the end of its last.
    #[must_use]
    pub fn raw_span(&self, span: Span) -> Span {
        if span.is_empty() {
            let at = self.raw_byte(span.start());
            return Span::new(at, at);
        }
        let last = self.text[span.range()].chars().next_back().map_or(0, char::len_utf8);
        Span::new(self.raw_byte(span.start()), self.raw_byte(span.end() - last) + last)
    }

    /// The clean span of a raw one; what was dropped at its ends is left out.
    #[must_use]
    pub fn clean_span(&self, raw: Span) -> Span {
        let start = self.clean_byte(raw.start());
        Span::new(start, self.clean_byte(raw.end()).max(start))
    }

    /// The first clean byte that stands at a raw byte or after it.
    fn clean_byte(&self, raw: usize) -> usize {
        let after = self.runs.partition_point(|&(_, from)| from as usize <= raw);
        let end = self.runs.get(after).map_or(self.text.len(), |&(clean, _)| clean as usize);
        let Some(&(from_clean, from_raw)) = after.checked_sub(1).and_then(|run| self.runs.get(run)) else {
            return end.min(self.text.len());
        };
        (from_clean as usize + raw - from_raw as usize).min(end)
    }

    fn raw_byte(&self, clean: usize) -> usize {
        let run = self.runs.partition_point(|&(from, _)| from as usize <= clean);
        let Some(&(from_clean, from_raw)) = run.checked_sub(1).and_then(|run| self.runs.get(run)) else { return 0 };
        from_raw as usize + (clean - from_clean as usize)
    }
}
