//! What is written, sent and received.

use crate::read::ThingKind;
use crate::time::HistoricalDate;

use super::acts::{Scene, is_day};
use super::{EventKind, Told};

impl Scene<'_, '_> {
    /// A document behind its verb: "sent a note".
    pub(super) fn document(&self, told: &mut Told) -> Option<()> {
        let Self { clause, before, dated, passive, .. } = *self;
        let (noun, kind) = clause.document_at()?;
        told.kind = EventKind::parse(kind)?;
        told.actors = if passive { clause.doers() } else { self.subject()? };
        // Who brings a letter did not write it.
        if let Some(writer) = clause.writer(noun) {
            told.actors = writer;
        }
        if passive && told.actors.is_empty() && clause.is_caseless() {
            told.actors = clause.document_at().and_then(|(noun, _)| clause.owner(noun, &[])).unwrap_or_default();
        }
        told.recipients = clause.recipients();
        if told.recipients.is_empty() && !passive {
            told.recipients = clause.indirect(Some(noun));
        }
        if told.recipients.is_empty() && clause.addresses_pronoun() {
            told.recipients = before.sentence.iter().filter(|id| !told.actors.contains(id)).cloned().collect();
        }
        if told.recipients.is_empty() && (!dated || told.actors.is_empty()) {
            return None;
        }
        Some(())
    }

    /// A document that somebody receives.
    pub(super) fn received(&self, told: &mut Told) -> Option<()> {
        let Self { clause, dated, passive, .. } = *self;
        let (noun, kind) = clause.document_at()?;
        if !passive && clause.receives_somebody(noun) {
            return None;
        }
        told.kind = EventKind::parse(kind)?;
        let recipients = if passive { clause.recipients() } else { self.subject()? };
        let sender = clause.owner(noun, &[]).or_else(|| clause.senders());
        told.actors = sender.or_else(|| (dated && !recipients.is_empty()).then(Vec::new))?;
        told.recipients = recipients;
        told.date = clause.date_of(noun).or(told.date);
        Some(())
    }

    /// Somebody addressed: "answered him".
    pub(super) fn addressee(&self, told: &mut Told) -> Option<()> {
        let Self { clause, act, passive, .. } = *self;
        let written = clause.document_beside().and_then(EventKind::parse);
        // "Answered it with a tract".
        if clause.words.has(clause.verb + 1, &clause.pack.events.things) {
            return None;
        }
        told.loose = written.is_none();
        told.kind = written.or_else(|| EventKind::parse(&act.kind))?;
        told.actors = self.named.clone().filter(|found| !found.is_empty())?;
        told.recipients = Some(clause.recipients()).filter(|found| !found.is_empty()).unwrap_or_else(|| clause.objects());
        let alone = |date: HistoricalDate| is_day(&date) && told.actors[0].kind == ThingKind::Person && clause.has_own_date();
        if told.date.is_none_or(|date| told.recipients.is_empty() && !alone(date)) || passive {
            return None;
        }
        Some(())
    }

    /// A document that arrives.
    pub(super) fn arriving(&self, told: &mut Told) -> Option<()> {
        let Self { clause, before, dated, .. } = *self;
        let (noun, kind) = clause.arriving()?;
        told.kind = EventKind::parse(kind)?;
        told.actors = clause.owner(noun, before.sentence).or_else(|| clause.senders()).unwrap_or_default();
        told.recipients = clause.recipients();
        if told.recipients.is_empty() && clause.addresses_pronoun() {
            told.recipients = before.sentence.iter().filter(|id| !told.actors.contains(id)).cloned().collect();
        }
        told.subject = None;
        if told.actors.is_empty() || !dated && told.recipients.is_empty() {
            return None;
        }
        Some(())
    }
}
